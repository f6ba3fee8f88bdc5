"""Small pictures for the gallery, kept on disk so that each is decoded once. No Qt."""

import contextlib
import hashlib
import os
import shutil
import threading
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.catalog.values.photos import FileFacts
from desktop_app.catalog.values.suggestions import Box
from desktop_app.files import write_whole
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.regions import around, pixels, smallest_side
from desktop_app.paths import cache_folder, openable

if TYPE_CHECKING:
    from PIL import Image

EDGE = 320
MOST_BYTES = 500 * 1024 * 1024
_QUALITY = 82
_SEAL = b"pawsort1"
_SEAL_BYTES = len(_SEAL) + 32
# A photo is decoded no larger for the sake of a dog that is small in it.
MOST_FOR_A_DOG = 2048
# A picture this much smaller than a thumbnail still makes a good one: labelling decodes no larger than it needs.
_GOOD_ENOUGH = 0.8
# After tidying, this part of the limit is left: not every new thumbnail must tidy again.
_KEPT = 0.8
# A thumbnail's time of last use is noted at most this often.
_NOTED_EVERY = 3600.0


@dataclass(frozen=True, slots=True)
class _Entry:
    file: Path
    size: int
    used: float


class ThumbnailCache:
    """JPEG files, keyed by path, size and time of the photo: a changed photo gets a new thumbnail.

    Each ends with a sum over itself: one that was damaged, cut or replaced is made again, and never shown.

    Several threads and several processes may use the same folder. What was not used for longest goes first when the
    limit is reached. The cache is never needed: what cannot be kept is made again.
    """

    def __init__(self, folder: Path | None = None, *, edge: int = EDGE, most_bytes: int = MOST_BYTES) -> None:
        """Use `folder` (made when missing; the app's own cache folder when None).

        Args:
            folder: for the JPEG files.
            edge: pixels of a thumbnail's longer side, at most.
            most_bytes: of all thumbnails together.
        """
        self._folder = folder or cache_folder() / "thumbnails"
        self._edge = edge
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._bytes: int | None = None

    def thumbnail_bytes(self, path: Path) -> bytes:
        """The photo's thumbnail as a JPEG, upright, sRGB; decoded when it is not in the cache.

        Raises:
            UnreadablePhotoError: the photo cannot be read or decoded.
        """
        return self._found(path, None)

    def dog_bytes(self, path: Path, box: Box) -> bytes:
        """The same of the part of the photo around a dog (`regions.around`): sharp, as it is cut from a larger picture.

        Raises:
            UnreadablePhotoError: the photo cannot be read or decoded.
        """
        return self._found(path, box)

    def _found(self, path: Path, box: Box | None) -> bytes:
        with contextlib.suppress(OSError, ValueError):
            status = os.stat(openable(path))  # noqa: PTH116 - as given, however long
            file = self._file(path, status.st_size, status.st_mtime_ns, box)
            content = _unsealed(file.read_bytes())
            if content is not None:
                _note_use(file)
                return content
            _remove(file)
        # Not with the module: the window starts without decoders.
        from desktop_app.imaging.decode import decode_photo

        content, facts = read_photo(path)
        if box is None:
            image = decode_photo(content, self._edge).image
        else:
            image = decode_photo(content, smallest_side(box, self._edge, MOST_FOR_A_DOG)).image
            image = image.crop(pixels(around(box, *image.size), *image.size))
        thumbnail = self._encoded(image)
        self._keep(self._file(path, facts.size_bytes, facts.modified_ns, box), thumbnail)
        return thumbnail

    def store(self, path: Path, facts: FileFacts, image: "Image.Image") -> None:
        """Keep a thumbnail of a picture that was decoded for something else. Never raises.

        A picture that is much smaller than a thumbnail, though the photo is not, is not kept.
        """
        if max(image.size) < min(self._edge * _GOOD_ENOUGH, max(facts.width, facts.height)):
            return
        file = self._file(path, facts.size_bytes, facts.modified_ns)
        if not _is_sealed(file):
            self._keep(file, self._encoded(image))

    def _encoded(self, image: "Image.Image") -> bytes:
        from PIL import Image

        scale = min(1.0, self._edge / max(image.size))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        small = image if size == image.size else image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        buffer = BytesIO()
        # Without the photo's own metadata: where it was taken has no business in a cache.
        small.save(buffer, "JPEG", quality=_QUALITY, exif=b"", icc_profile=None)
        return buffer.getvalue()

    def _file(self, path: Path, size: int, modified_ns: int, box: Box | None = None) -> Path:
        absolute = os.path.abspath(path)  # noqa: PTH100 - Path.absolute would leave ".." in the key
        part = "" if box is None else "|" + ",".join(f"{edge:.4f}" for edge in box)
        key = f"{self._edge}{part}|{size}|{modified_ns}|{absolute}"
        name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / name[:2] / f"{name}.jpg"

    def _keep(self, file: Path, content: bytes) -> None:
        try:
            if file.is_dir():
                _remove(file)
            write_whole(file, _sealed(content), durable=False)
        except OSError:
            return
        with self._lock:
            if self._bytes is None:
                self._bytes = sum(entry.size for entry in self._entries())
            else:
                self._bytes += len(content)
            if self._bytes > self._most_bytes:
                self._bytes = self._tidied()

    def _tidied(self) -> int:
        """Delete what was not used for longest; returns the bytes that are left."""
        entries = sorted(self._entries(), key=lambda entry: entry.used)
        left = sum(entry.size for entry in entries)
        for entry in entries:
            if left <= self._most_bytes * _KEPT:
                break
            with contextlib.suppress(OSError):
                entry.file.unlink()
                left -= entry.size
        return left

    def _entries(self) -> list[_Entry]:
        found = []
        for file in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                status = file.stat()
                found.append(_Entry(file, status.st_size, status.st_mtime))
        return found


def _sealed(thumbnail: bytes) -> bytes:
    """The file that keeps a thumbnail: any program still shows it, since what follows a JPEG's end is passed over."""
    return thumbnail + _SEAL + hashlib.sha256(thumbnail).digest()


def _unsealed(content: bytes) -> bytes | None:
    """The thumbnail in a file; None where it is not what was written."""
    thumbnail, seal = content[:-_SEAL_BYTES], content[-_SEAL_BYTES:]
    whole = thumbnail.startswith(b"\xff\xd8") and seal == _SEAL + hashlib.sha256(thumbnail).digest()
    return thumbnail if whole else None


def _is_sealed(file: Path) -> bool:
    """Whether a thumbnail is there and whole."""
    try:
        return _unsealed(file.read_bytes()) is not None
    except OSError:
        return False


def _remove(file: Path) -> None:
    """Delete what stands in a thumbnail's place. The cache is Pawsort's own: nothing in it is anybody's."""
    with contextlib.suppress(OSError):
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink()


def _note_use(file: Path) -> None:
    with contextlib.suppress(OSError):
        if time.time() - file.stat().st_mtime > _NOTED_EVERY:
            os.utime(file)
