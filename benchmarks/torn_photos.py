"""Whole and torn JPEGs: how many whole ones are read, how many torn ones are found, and what looking costs.

Usage: python -m benchmarks.torn_photos [--data FOLDER] [--places N]
"""

import argparse
import re
import statistics
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
_LENGTHS = (16, 64, 200, 512)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--places", type=int, default=4, help="random places of each kind of damage in each photo")
    options = parser.parse_args()
    files = sorted((options.data / "whole_photos").rglob("*.jpg"))
    files = files[:: max(1, len(files) // _PHOTOS)][:_PHOTOS]
    pictures = [Image.open(file).convert("RGB") for file in files] or [drawn_photo(n) for n in range(_PHOTOS)]
    print(f"{len(pictures)} photos, {'from ' + str(options.data) if files else 'made up'}; share that was told rightly")
    print("torn: cut, or with holes of so many bytes and more")
    print(f"{'coding':24} {'whole':>20} " + " ".join(f"{f'torn, {length}':>24}" for length in _LENGTHS))
    for coding in CODINGS:
        _print_coding(
            coding, [coded(picture, coding, 75 + 2 * n) for n, picture in enumerate(pictures)], options.places
        )
    _print_cost(options.data)


def _print_coding(coding: str, photos: list[bytes], places: int) -> None:
    right: Counter[str | int] = Counter()
    seen: Counter[str | int] = Counter()
    for number, content in enumerate(photos):
        other = photos[(number + 1) % len(photos)]
        for case in (*whole_cases(content, other), *torn_cases(content, other, number, places)):
            said = re.match(r"\d+", case.what)
            length = int(said[0]) if said else max(_LENGTHS)
            for kind in ("whole",) if case.whole else [least for least in _LENGTHS if length >= least]:
                seen[kind] += 1
                right[kind] += _is_read(case.content) == case.whole
    kinds = ("whole", *_LENGTHS)
    parts = (f"{f'{right[kind]} of {seen[kind]} {right[kind] / seen[kind]:8.2%}':>24}" for kind in kinds)
    print(f"{coding:20} " + " ".join(parts), flush=True)


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
    """Both ways in turn for each photo. Of the median photo: the few whose codes are read are not in it."""
    watched = Image.DECODERS[jpeg_whole.DECODER]
    for name, pattern, every in (("phone", "phone_photos/*.jpg", 1), ("web", "whole_photos/*/*.jpg", 6)):
        contents = [file.read_bytes() for file in sorted(data.glob(pattern))[::every]]
        contents = [content for content in contents if _is_read(content)]
        if not contents:
            continue
        best = {looking: [1e9] * len(contents) for looking in (True, False)}
        for _ in range(8):
            for number, content in enumerate(contents):
                for looking, times in best.items():
                    Image.register_decoder(jpeg_whole.DECODER, watched if looking else _PlainDecoder)
                    start = time.perf_counter()
                    decode_photo(content, _EDGE)
                    times[number] = min(times[number], (time.perf_counter() - start) * 1000)
        with_it, without = (statistics.median(best[looking]) for looking in (True, False))
        print(f"a {name} photo {with_it:.2f} ms, unwatched {without:.2f} ms ({with_it / without - 1:+.1%})")
    Image.register_decoder(jpeg_whole.DECODER, watched)


if __name__ == "__main__":
    main()
