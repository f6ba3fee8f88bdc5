"""A decoder: reads photos from one pipe, writes pictures into another, and may die of any of them.

It holds no file, no session and no window. It ends when the app does, however that ends: a thread of its own waits for
the end of the pipe, and where a decoder lets no other thread run, the system's alarm clock ends both.
"""

import contextlib
import os
import queue
import threading
from typing import BinaryIO

from desktop_app.faults import Fault
from desktop_app.imaging.apart import messages
from desktop_app.imaging.apart.limits import allow_memory, ring_after
from desktop_app.imaging.apart.messages import Kind, Message
from desktop_app.own_processes import inside


def main() -> None:
    """Decode until the app ends."""
    requests, answers = inside.begin()
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
