"""A decoder: reads photos from one pipe, writes pictures into another, and may die of any of them.

It holds no file, no session and no window. It ends when the app does, however that ends: a thread of its own waits for
the end of the pipe, and where a decoder lets no other thread run, the system's alarm clock ends both.
"""

import contextlib
import os
import queue
import signal
import sys
import threading
from typing import BinaryIO

from desktop_app.faults import Fault
from desktop_app.imaging.apart import messages
from desktop_app.imaging.apart.limits import allow_memory, keep_no_core, ring_after
from desktop_app.imaging.apart.messages import Kind, Message


def main() -> None:
    """Decode until the app ends."""
    _ignore_keys()
    keep_no_core()
    requests, answers = _own_pipes()
    # Only now: whatever these say while they are loaded must not come into the pipe.
    from desktop_app.imaging.limits import decoding_budget

    decoder = _Decoder(requests, answers)
    decoding_budget.lend_from(decoder.ask_for_memory)
    # Either says that the app has ended.
    with contextlib.suppress(messages.ProtocolError, OSError):
        decoder.run()
    # At once: nothing is left to tidy up, and a library that a photo has damaged might not come to an end.
    os._exit(0)


class _Decoder:
    """One photo at a time."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._answers = answers
        self._received: queue.SimpleQueue[Message] = queue.SimpleQueue()
        threading.Thread(target=_receive, args=(requests, self._received), daemon=True).start()

    def run(self) -> None:
        """Answer until the app ends."""
        # Takes most of the time until a decoder is ready.
        from desktop_app.imaging.decode import UnreadablePhotoError, decode_here

        messages.write(self._answers, Kind.READY)
        while True:
            message = self._next(Kind.DECODE)
            messages.write(self._answers, Kind.BEGUN)
            ring_after(0)
            allow_memory(len(message.load))
            try:
                decoded = decode_here(message.load, messages.smallest_side_from(message.body))
                size = decoded.width, decoded.height
                body = messages.picture_body(decoded.image.size, size, decoded.orientation, decoded.taken_at)
                answer = Kind.PICTURE, body, decoded.image.tobytes()
                del decoded
            except UnreadablePhotoError as error:
                answer = _answer(error.fault)
            except MemoryError:
                answer = _answer(Fault("photo.out_of_memory"))
            messages.write(self._answers, *answer)
            # Waiting for the next one, it holds nothing of this one.
            del message, answer

    def ask_for_memory(self, amount: int) -> None:
        """Wait until the app lends as many bytes."""
        messages.write(self._answers, Kind.NEEDS, messages.needs_body(min(amount, messages.MOST_NEEDED)))
        ring_after(None)
        self._next(Kind.GO)
        ring_after(amount)
        allow_memory(amount)

    def _next(self, wanted: Kind) -> Message:
        message = self._received.get()
        if message.kind is not wanted:
            raise messages.ProtocolError(f"{message.kind} instead of {wanted}")
        return message


def _receive(requests: BinaryIO, received: "queue.SimpleQueue[Message]") -> None:
    """Hand over what the app says; end with it, also in the middle of a photo."""
    try:
        while True:
            received.put(messages.read(requests))
    except (messages.ProtocolError, OSError, MemoryError):
        os._exit(0)


def _answer(fault: Fault) -> tuple[Kind, bytes, bytes]:
    return Kind.FAULT, fault.to_json().encode("utf-8"), b""


def _ignore_keys() -> None:
    """Ctrl-C is for the app, which ends its decoders."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        # No dialog about a program that does not work any more: the app says it beside the photo.
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002 | 0x8000)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under other numbers than those to which libraries write their remarks."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    if sys.platform == "win32":
        import msvcrt

        for number in (requests, answers):
            msvcrt.setmode(number, os.O_BINARY)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")
