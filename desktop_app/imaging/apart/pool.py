"""All decoders of this process: as many as threads ask at the same time, kept while they are used, ended with it."""

import atexit
import os
import sys
import threading
import time
from collections.abc import Callable

from desktop_app import stopping
from desktop_app.faults import Fault, system_reason
from desktop_app.imaging.apart import starting
from desktop_app.imaging.apart.messages import Picture
from desktop_app.imaging.apart.process import DecoderGoneError, DecoderProcess

IDLE_SECONDS = 30.0
# How soon a decoder that takes too much memory is noticed, where the system does not hold it to a limit.
_LOOKS_EVERY = 0.1
_TRIES = 2
_STOPPED = Fault("photo.decoder_stopped")
_NOT_STARTED = Fault("photo.decoder_not_started", {"detail": "-"})


class DecoderPool:
    """Decodes photos in processes of their own. Safe from any number of threads; a fork begins with an empty one."""

    def __init__(
        self, command: Callable[[], list[str]] = starting.decoder_command, *, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        """Prepare, without starting anything.

        Args:
            command: gives the program of a decoder with its arguments.
            idle_seconds: how long one that has nothing to do is kept.
        """
        self._command = command
        self._idle_seconds = idle_seconds
        self._begin()

    def _begin(self) -> None:
        self._turn = threading.Condition()
        self._app_ends = False
        # (niceness of the threads that it works for, when it became idle, the decoder); the last one used last.
        self._idle: list[tuple[int, float, DecoderProcess]] = []
        self._busy: set[DecoderProcess] = set()
        self._keeper: threading.Thread | None = None

    def decode(self, content: bytes | memoryview, smallest_side: int) -> Picture | Fault:
        """Decode a photo in a process of its own, and again in a fresh one when that dies of it.

        Again, because a photo is not to blame for what one before it did to the decoder, or for a system that ended
        one when memory was short.

        Args:
            content: the whole file.
            smallest_side: as `decode_photo` takes it.

        Returns:
            the picture, or why there is none.
        """
        fault = _STOPPED
        for _ in range(_TRIES):
            try:
                return self._tried(memoryview(content), smallest_side)
            except DecoderGoneError as gone:
                if gone.fault is not None:
                    return gone.fault
                fault = _STOPPED if gone.began else _NOT_STARTED
            except OSError as error:
                return Fault("photo.decoder_not_started", {"detail": system_reason(error)})
        return fault

    def _tried(self, content: memoryview, smallest_side: int) -> Picture | Fault:
        """One decoder's answer.

        Raises:
            OSError: none can be started.
            DecoderGoneError: it died.
        """
        niceness = _niceness()
        while True:
            decoder, is_fresh = self._taken(niceness)
            try:
                if is_fresh:
                    decoder.wait_until_ready()
                answer = decoder.decode(content, smallest_side)
            except DecoderGoneError as gone:
                self._gone(decoder)
                self._wait_where_the_app_ends()
                if gone.began or is_fresh:
                    raise
                continue  # it died while nobody asked it anything
            except BaseException:
                self._gone(decoder)
                raise
            self._given_back(decoder, niceness, answer)
            return answer

    def process_ids(self) -> list[int]:
        """Of the decoders that live at the moment."""
        with self._turn:
            return [decoder.process_id for decoder in self._all()]

    def close(self) -> None:
        """End all decoders, busy ones too. Whoever asks afterwards gets a new one: no photo is blamed for this."""
        with self._turn:
            decoders = self._all()
            self._busy.clear()
            self._idle.clear()
            self._turn.notify_all()
        for decoder in decoders:
            decoder.end()

    def end_with_the_app(self) -> None:
        """End all decoders, without waiting, as the last thing that the app does.

        Whoever waits for one waits until then: what was at work gets no fault, and no other decoder is started.
        """
        self._app_ends = True
        for decoder in self._all():
            decoder.kill()

    def _all(self) -> list[DecoderProcess]:
        return [*self._busy, *(entry[2] for entry in self._idle)]

    def let_go(self) -> None:
        """In a forked copy of this process: forget the decoders, which belong to the original."""
        for decoder in self._all():
            decoder.let_go()
        self._begin()

    def _taken(self, niceness: int) -> tuple[DecoderProcess, bool]:
        """A decoder that waits, or a new one, and which of the two.

        Raises:
            OSError: no other process can be started.
        """
        dead = []
        with self._turn:
            fitting = [entry for entry in self._idle if entry[0] == niceness]
            for entry in reversed(fitting):
                self._idle.remove(entry)
                if entry[2].is_alive:
                    self._busy.add(entry[2])
                    self._turn.notify_all()
                    return entry[2], False
                dead.append(entry[2])
        for decoder in dead:
            decoder.end()
        self._wait_where_the_app_ends()
        decoder = DecoderProcess(self._command())
        with self._turn:
            self._busy.add(decoder)
            self._look_after_them()
            self._turn.notify_all()
        return decoder, True

    def _wait_where_the_app_ends(self) -> None:
        if self._app_ends:
            threading.Event().wait()

    def _given_back(self, decoder: DecoderProcess, niceness: int, answer: Picture | Fault) -> None:
        # What ran out of memory may have run out of it anywhere.
        if isinstance(answer, Fault) and answer.code == "photo.out_of_memory":
            self._gone(decoder)
            return
        with self._turn:
            self._busy.discard(decoder)
            self._idle.append((niceness, time.monotonic(), decoder))

    def _gone(self, decoder: DecoderProcess) -> None:
        with self._turn:
            self._busy.discard(decoder)
        decoder.end()

    def _look_after_them(self) -> None:
        """Have a thread that ends decoders which take too long or too much, or have nothing to do."""
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep, name="decoders", daemon=True)
            self._keeper.start()

    def _keep(self) -> None:
        while True:
            with self._turn:
                now = time.monotonic()
                rested = [entry for entry in self._idle if now - entry[1] >= self._idle_seconds]
                for entry in rested:
                    self._idle.remove(entry)
                busy = list(self._busy)
                if not busy and not self._idle:
                    self._keeper = None
            for entry in rested:
                entry[2].end()
            for decoder in busy:
                decoder.look_after(now)
            with self._turn:
                if self._keeper is not threading.current_thread():
                    return
                if self._busy:
                    self._turn.wait(_LOOKS_EVERY)
                elif self._idle:
                    oldest = min(entry[1] for entry in self._idle)
                    self._turn.wait(max(0.0, oldest + self._idle_seconds - time.monotonic()))


def _niceness() -> int:
    """Of this thread: a decoder inherits it, so what a person waits for is not done by one that gives way to others."""
    return os.getpriority(os.PRIO_PROCESS, 0) if sys.platform == "linux" else 0


decoders = DecoderPool()
atexit.register(decoders.close)
# Most end by themselves with the pipe; one that hangs in a photo would stay until its alarm rings.
stopping.at_the_end(decoders.end_with_the_app)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=decoders.let_go)
