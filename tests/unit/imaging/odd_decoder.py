"""A decoder that does what a photo tells it to: hang, eat memory, die, die once, speak nonsense."""

import os
import sys
import time
from pathlib import Path

from PIL import Image

from desktop_app.imaging import decode
from desktop_app.imaging.apart import worker
from desktop_app.imaging.decode import DecodedPhoto, UnreadablePhotoError
from desktop_app.imaging.limits import decoding_budget


def decoded(content: bytes, smallest_side: int) -> DecodedPhoto:
    told, _, rest = content.partition(b" ")
    if told == b"hang":
        while True:
            pass
    if told == b"sleep":
        time.sleep(float(rest))
    if told == b"eat":
        eaten = [bytearray(b"\1") * (64 << 20) for _ in range(int(rest))]
        time.sleep(0.5)
        return DecodedPhoto(Image.new("RGB", (len(eaten), 1)), len(eaten), 1, 1)
    if told == b"die":
        os.abort()
    if told == b"die-once" and not Path(os.fsdecode(rest)).exists():
        Path(os.fsdecode(rest)).touch()
        os.abort()
    if told == b"need":
        with decoding_budget.reserved(int(rest)):
            pass
    if told == b"refuse":
        raise UnreadablePhotoError("photo.too_large", width=7, height=8, most=9)
    if told == b"who":
        return DecodedPhoto(Image.new("RGB", (1, 1)), os.getpid(), 1, 1)
    return DecodedPhoto(Image.new("RGB", (3, 2), (1, 2, 3)), 30, 20, 6)


if __name__ == "__main__":
    if sys.argv[1:] == ["nonsense"]:
        os.write(1, b"R" + bytes(12) + b"P" + b"\xff" * 400)
        time.sleep(60)
    if sys.argv[1:] == ["end"]:
        sys.exit(3)
    decode.decode_here = decoded
    worker.main()
