"""One decoder, as the app sees it."""

import contextlib
import threading
import time
from contextlib import ExitStack
from typing import BinaryIO, NoReturn, cast

from desktop_app.faults import Fault
from desktop_app.imaging.apart import messages, starting
from desktop_app.imaging.apart.limits import memory_for, seconds_for
from desktop_app.imaging.apart.messages import Kind, Picture, ProtocolError
from desktop_app.imaging.limits import decoding_budget
from desktop_app.own_processes.limits import resident_bytes
from desktop_app.own_processes.starting import let_go_of

# A slow disk, and a virus scanner that looks at every library that is loaded.
START_SECONDS = 60.0


class DecoderGoneError(Exception):
    """The decoder has ended without an answer.

    Attributes:
        began: whether it had the photo: a decoder that ends while it waits says nothing of the next photo.
        fault: why the app ended it at this photo; None when it ended by itself.
    """

    def __init__(self, began: bool, fault: Fault | None) -> None:
        super().__init__(began, fault)
        self.began = began
        self.fault = fault


class DecoderProcess:
    """A decoder with its two pipes. One thread at a time asks it; `look_after` is called by another."""

    def __init__(self, command: list[str]) -> None:
        """Start it, without waiting for it.

        Raises:
            OSError: it cannot be started.
        """
        self._process = starting.start(command)
        self._requests = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._job = starting.bound_to_this_process(self._process)
        self._turn = threading.Lock()
        self._seconds = START_SECONDS
        self._deadline: float | None = time.monotonic() + self._seconds
        self._most_resident = 0
        self._fault: Fault | None = None

    @property
    def process_id(self) -> int:
        """As the system numbers it."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait until it has loaded its libraries.

        Raises:
            DecoderGoneError: it never will.
        """
        try:
            ready = messages.read(self._answers).kind is Kind.READY
        except (ProtocolError, OSError, ValueError):
            ready = False
        self._expect(None)
        if not ready:
            self.end()
            raise DecoderGoneError(began=False, fault=None)

    def decode(self, content: memoryview, smallest_side: int) -> Picture | Fault:
        """Let it decode a photo; waits while others need the memory.

        Raises:
            DecoderGoneError: it ended, or was ended, without an answer.
        """
        began = False
        try:
            self._expect(len(content))
            messages.write(self._requests, Kind.DECODE, messages.decode_body(smallest_side), content)
            with ExitStack() as lent:
                while True:
                    message = messages.read(self._answers)
                    if message.kind is Kind.BEGUN:
                        began = True
                    elif message.kind is Kind.NEEDS:
                        # It may ask again, for another try at the same photo.
                        lent.close()
                        self._expect(None)
                        amount = messages.needs_from(message.body)
                        lent.enter_context(decoding_budget.reserved(amount))
                        self._expect(amount + len(content))
                        messages.write(self._requests, Kind.GO)
                    else:
                        self._expect(None)
                        return _answer(message)
        except (ProtocolError, OSError, ValueError):
            self._give_up(began)

    def look_after(self, now: float) -> None:
        """End it when it takes too long or too much; to be called again and again while it works."""
        with self._turn:
            if self._deadline is None or self._fault is not None:
                return
            if now > self._deadline:
                self._fault = Fault("photo.decoder_too_long", {"seconds": round(self._seconds)})
            elif self._most_resident and resident_bytes(self._process.pid) > self._most_resident:
                self._fault = Fault("photo.out_of_memory")
            if self._fault is not None:
                self._process.kill()

    def kill(self) -> None:
        """Have the system end it, without waiting for that."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End it, whatever it does; twice does no harm."""
        self.kill()
        self._process.wait()
        self.let_go()
        job, self._job = self._job, None
        let_go_of(job)

    def let_go(self) -> None:
        """Close the pipes. A forked copy of the app does that alone: the decoder is not its own."""
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError, ValueError):
                pipe.close()

    def _expect(self, amount: int | None) -> None:
        """Set its limits: from now on it works on what needs `amount` bytes, or (None) waits."""
        with self._turn:
            if amount is None:
                self._deadline, self._most_resident = None, 0
                return
            self._seconds = seconds_for(amount)
            self._deadline = time.monotonic() + self._seconds
            self._most_resident = resident_bytes(self._process.pid) + memory_for(amount)

    def _give_up(self, began: bool) -> NoReturn:
        self.end()
        raise DecoderGoneError(began, self._fault)


def _answer(message: messages.Message) -> Picture | Fault:
    if message.kind is Kind.PICTURE:
        return messages.picture_from(message)
    if message.kind is Kind.FAULT:
        return messages.fault_from(message.body)
    raise ProtocolError(f"no answer: {message.kind}")
