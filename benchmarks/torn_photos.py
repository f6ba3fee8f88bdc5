"""Whole and torn JPEGs: how many whole ones are read, how many torn ones are found, and what looking costs.

Usage: python -m benchmarks.torn_photos [--data FOLDER] [--places N]
"""

import argparse
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFile

from benchmarks.photos import DEFAULT_DATA
from desktop_app.imaging import jpeg_whole
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from tests.unit.imaging.torn_jpegs import CODINGS, coded, drawn_photo, torn_cases, whole_cases

_EDGE = 260
_PHOTOS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--places", type=int, default=4, help="random places of each kind of damage in each photo")
    options = parser.parse_args()
    files = sorted((options.data / "whole_photos").rglob("*.jpg"))
    files = files[:: max(1, len(files) // _PHOTOS)][:_PHOTOS]
    pictures = [Image.open(file).convert("RGB") for file in files] or [drawn_photo(n) for n in range(_PHOTOS)]
    print(f"{len(pictures)} photos, {'from ' + str(options.data) if files else 'made up'}; share that was told rightly")
    print(f"{'coding':24} {'whole':>16} {'torn':>18} {'torn, 512 bytes and more':>26}")
    for coding in CODINGS:
        _print_coding(
            coding, [coded(picture, coding, 75 + 2 * n) for n, picture in enumerate(pictures)], options.places
        )
    _print_cost(options.data)


def _print_coding(coding: str, photos: list[bytes], places: int) -> None:
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for number, content in enumerate(photos):
        other = photos[(number + 1) % len(photos)]
        for case in (*whole_cases(content, other), *torn_cases(content, other, number, places)):
            small = case.what.startswith(("64 ", "200 "))
            for kind in ("whole",) if case.whole else ("torn",) if small else ("torn", "large"):
                seen[kind] += 1
                right[kind] += _is_read(case.content) == case.whole
    parts = (f"{right[kind]} of {seen[kind]} {right[kind] / seen[kind]:7.2%}" for kind in ("whole", "torn", "large"))
    print(f"{coding:24} " + "   ".join(parts), flush=True)


def _is_read(content: bytes) -> bool:
    try:
        decode_photo(content, _EDGE)
    except UnreadablePhotoError:
        return False
    return True


class _PlainDecoder(ImageFile.PyDecoder):
    """Pillow's own decoder, given the file at one go."""

    _pulls_fd = True

    def decode(self, buffer: Image.DecoderInput) -> tuple[int, int]:  # noqa: ARG002 - it is given none
        assert isinstance(self.fd, BytesIO)
        inner = Image.core.jpeg_decoder(self.mode, *self.args)  # type: ignore[attr-defined]
        inner.setimage(self.im, self.state.extents())
        return -1, int(inner.decode(self.fd.getvalue())[1])


def _print_cost(data: Path) -> None:
    contents = [file.read_bytes() for file in sorted((data / "phone_photos").glob("*.jpg"))]
    contents = [content for content in contents if _is_read(content)]
    if not contents:
        return
    watched = Image.DECODERS[jpeg_whole.DECODER]
    best = {True: 1e9, False: 1e9}
    for _ in range(4):
        for looking in best:
            Image.register_decoder(jpeg_whole.DECODER, watched if looking else _PlainDecoder)
            start = time.process_time()
            for content in contents:
                decode_photo(content, _EDGE)
            best[looking] = min(best[looking], (time.process_time() - start) / len(contents) * 1000)
    Image.register_decoder(jpeg_whole.DECODER, watched)
    print(f"a phone photo {best[True]:.2f} ms, unwatched {best[False]:.2f} ms ({best[True] / best[False] - 1:+.1%})")


if __name__ == "__main__":
    main()
