"""Photos of every format, as the app decodes them, and thumbnails that lie in the cache."""

import os
import random
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.imaging.thumbnails import ThumbnailCache

FORMATS = {
    "jpeg": ({"quality": 90}, {"progressive": True}, {"restart_marker_blocks": 2}),
    "png": ({}, {"compress_level": 1}),
    "webp": ({}, {"lossless": True}),
    "avif": ({"speed": 10},),
    "tiff": ({}, {"compression": "tiff_lzw"}, {"compression": "jpeg"}, {"compression": "tiff_deflate"}),
    "gif": ({},),
    "bmp": ({},),
    "jpeg2000": ({}, {"irreversible": True}),
}
# HEIC cannot be written here: small ones lie with the real photos.
DATA = Path(os.environ.get("PAWSORT_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
SMALL = 400_000


def _picture(mode: str) -> Image.Image:
    coarse = np.random.default_rng(4).integers(0, 256, (6, 8, 3), np.uint8)
    return Image.fromarray(coarse).resize((64, 48), Image.Resampling.BICUBIC).convert(mode)


def _made(name: str) -> list[Example]:
    found = []
    for options in FORMATS[name]:
        for mode in ("RGB", "L"):
            exif = Image.Exif()
            exif[0x0112] = 6
            extra = {} if name in ("gif", "bmp", "jpeg2000") else {"exif": exif}
            stream = BytesIO()
            _picture(mode).save(stream, name.upper(), **options, **extra)
            found.append(_photo(f"photo.{name}", stream.getvalue()))
    return found


@cache
def _heic() -> tuple[bytes, ...]:
    files = sorted(DATA.rglob("*.heic")) + sorted(DATA.rglob("*.HEIC")) if DATA.is_dir() else []
    whole = []
    for file in files:
        if file.stat().st_size <= SMALL and "kinds" not in file.parts:
            content = file.read_bytes()
            try:
                pi_heif.open_heif(BytesIO(content), convert_hdr_to_8bit=True)
            except (ValueError, OSError, RuntimeError):
                continue
            whole.append(content)
        if len(whole) == 3:
            break
    return tuple(whole)


def _photo(name: str, content: bytes) -> Example:
    return Example({name: content, "neighbour.jpg": b"a neighbour"}, name)


def _decode(file: Path) -> object:
    return decode_photo(file.read_bytes(), 260)


def _no_parts(example: Example, chance: random.Random) -> Example:
    """Cut short, or with a hole: what cards and cables do to photos."""
    content = example.content
    start = chance.randrange(len(content) + 1)
    if chance.random() < 0.5:
        return example.changed(content[:start])
    end = min(len(content), start + chance.choice((512, 4_096, 32_768)))
    return example.changed(content[:start] + bytes(end - start) + content[end:])


def _thumbnails() -> list[Example]:
    return [_photo("photo.jpg", _made("jpeg")[0].content)]


def _read_thumbnail(file: Path) -> object:
    """The spoilt file lies in the cache, in the place of the thumbnail of a photo that is whole."""
    photo = file.parent / "whole.jpg"
    photo.write_bytes(_made("jpeg")[0].content)
    cache_of_thumbnails = ThumbnailCache(file.parent / "cache")
    kept = cache_of_thumbnails._file(photo, photo.stat().st_size, photo.stat().st_mtime_ns)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(file.read_bytes())
    return cache_of_thumbnails.thumbnail_bytes(photo)


def _refusals() -> tuple[type[Exception], ...]:
    return (UnreadablePhotoError,)


def _maker(name: str) -> Callable[[], list[Example]]:
    return lambda: _made(name)


KINDS = {
    **{f"photo_{name}": Kind(_maker(name), _decode, _refusals, change=_no_parts) for name in FORMATS},
    "thumbnail": Kind(_thumbnails, _read_thumbnail, _refusals),
}
if _heic():
    KINDS["photo_heic"] = Kind(
        lambda: [_photo("photo.heic", content) for content in _heic()], _decode, _refusals, change=_no_parts
    )
