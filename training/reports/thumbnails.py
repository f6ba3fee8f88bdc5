"""Small pictures of photos, for reports."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo

# On a page, a picture of this edge and quality takes 4 to 5 kB.
SMALL_EDGE = 136
_QUALITY = 70
_AHEAD = 256


def thumbnail(path: Path, edge: int = 240) -> Image.Image | None:
    """A small upright picture of a photo; None when it cannot be read."""
    try:
        image = decode_photo(path.read_bytes(), edge).image
    except (OSError, UnreadablePhotoError):
        return None
    image.thumbnail((edge, edge))
    return image


def each_thumbnail(paths: Sequence[Path], edge: int) -> Iterator[Image.Image | None]:
    """`thumbnail` of many photos in their order, some of them decoded ahead."""
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for start in range(0, len(paths), _AHEAD):
            yield from pool.map(lambda path: thumbnail(path, edge), paths[start : start + _AHEAD])


def jpeg_bytes(image: Image.Image, quality: int = _QUALITY) -> bytes:
    """A picture as a JPEG file."""
    stream = BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()


def small_pictures(
    paths: Sequence[Path], edge: int = SMALL_EDGE, progress: Callable[[int, int], None] | None = None
) -> list[bytes | None]:
    """Small upright pictures of photos as JPEG files; None for those that cannot be read.

    Args:
        paths: the photos; each is decoded once, however often it is named.
        edge: of the longer side, in pixels.
        progress: called with the number done and the number of all, now and then.
    """
    different = list(dict.fromkeys(paths))
    made: dict[Path, bytes | None] = {}
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for path, picture in zip(different, pool.map(lambda each: _small(each, edge), different), strict=True):
            made[path] = picture
            if progress and (len(made) % 64 == 0 or len(made) == len(different)):
                progress(len(made), len(different))
    return [made[path] for path in paths]


def _small(path: Path, edge: int) -> bytes | None:
    image = thumbnail(path, edge)
    return None if image is None else jpeg_bytes(image)
