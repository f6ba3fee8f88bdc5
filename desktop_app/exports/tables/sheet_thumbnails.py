"""Small pictures for the rows of a sheet: out of the cache of thumbnails where they are there, several made at once."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Final, Generic, TypeVar

from desktop_app.faults import Fault
from desktop_app.imaging.at_work import at_work, noted
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.imaging.unreadable import UnreadablePhotoError

SIDE: Final = 96
"""Pixels of a picture's longer side."""
_QUALITY: Final = 80
_AT_ONCE: Final = min(4, os.cpu_count() or 1)
_AHEAD: Final = 4 * _AT_ONCE

Row = TypeVar("Row")
Shown = tuple[Path, int]
"""A photo, and by how many degrees a person turned it."""


class SheetThumbnails(Generic[Row]):
    """Rows with their pictures, in their order."""

    def __init__(self, cache: ThumbnailCache | None = None) -> None:
        """Use a cache; the app's own when None."""
        self._cache = cache or ThumbnailCache()

    def beside(self, rows: Iterable[tuple[Row, Shown | None]]) -> Iterator[tuple[Row, bytes | Fault | None]]:
        """Each row with the JPEG of the photo that it shows, or with why there is none; None where it shows none.

        No more are made than a few ahead of whoever takes them.
        """
        ahead: deque[tuple[Row, Future[bytes | Fault] | None]] = deque()
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="thumbnails") as threads:
            try:
                for row, shown in rows:
                    ahead.append((row, None if shown is None else threads.submit(self._made, *shown)))
                    if len(ahead) > _AHEAD:
                        yield _result(*ahead.popleft())
                while ahead:
                    yield _result(*ahead.popleft())
            finally:
                for _, made in ahead:
                    if made is not None:
                        made.cancel()

    def _made(self, path: Path, turned: int) -> bytes | Fault:
        try:
            _, facts = read_photo(path)
            photo = noted(path, facts.size_bytes, facts.modified_ns)
            if at_work.is_put_aside(photo):
                return Fault("photo.ended_pawsort_twice")
            with at_work.looking_at([photo], labelling=False):
                return _small(self._cache.thumbnail_bytes(path), turned)
        except UnreadablePhotoError as error:
            return error.fault
        except MemoryError:
            return Fault("app.out_of_memory")


def _result(row: Row, made: "Future[bytes | Fault] | None") -> tuple[Row, bytes | Fault | None]:
    return row, None if made is None else made.result()


def _small(thumbnail: bytes, turned: int) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(thumbnail)) as opened:
        picture: Image.Image = opened.convert("RGB")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    if turned % 360:
        picture = picture.rotate(-turned, expand=True)
    output = BytesIO()
    picture.save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue()
