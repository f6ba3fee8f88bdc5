"""Pictures for an adoption page, as the volunteer sees the photos: upright, in sRGB, no larger than they are taken.

They say nothing of themselves unless a person asks for what the camera wrote, and then still nothing of the place. They
carry sRGB's own profile, 600 bytes: without one, Firefox and programs of photographers show colours as those of the
screen, which is wrong on every screen that shows more.

A remark in the file marks it as Pawsort's: the next export may replace it, and no other picture.
"""

import os
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from desktop_app.catalog.rows import PhotoRow
from desktop_app.faults import Fault, FaultError, fault_of
from desktop_app.imaging.at_work import at_work, noted
from desktop_app.imaging.reading import read_photo
from desktop_app.imaging.unreadable import UnreadablePhotoError

if TYPE_CHECKING:
    from PIL import Image

BEGINNING: Final = 64
"""Bytes of a file's beginning by which `is_prepared_picture` knows it."""

# Behind what every JPEG of Pillow begins with, so that nothing else of the file needs to be read to find it.
_HEAD_BYTES: Final = 20
_REMARK: Final = b"\xff\xfe\x00\x11Pawsort picture"
_AS_LARGE_AS_IT_IS: Final = 1 << 30
_COARSEST, _COARSER_BY, _SMALLER_BY, _SMALLEST_SIDE = 60, 10, 0.8, 64
_AT_ONCE: Final = min(4, os.cpu_count() or 1)
# The profile says when it was made, in twelve bytes: always the same, so that the same photo is always the same file.
_MADE_AT, _MADE = 24, bytes.fromhex("07e80001000100000000 0000")


class PictureExif(StrEnum):
    """What a picture says of itself, beside its pixels."""

    NONE = "none"
    WITHOUT_PLACE = "without_place"


@dataclass(frozen=True, slots=True)
class PictureStyle:
    """How pictures are made.

    Attributes:
        longest_side: pixels, at most; 0 for as large as the photo is. None is made larger than its photo.
        most_bytes: of a file; 0 for any number. Where a picture is longer it is packed closer, then made smaller.
        quality: of the JPEG, 1 to 95, where the bytes allow it.
        exif: what is kept of the photo's own.
    """

    longest_side: int = 0
    most_bytes: int = 0
    quality: int = 90
    exif: PictureExif = PictureExif.NONE


class PictureError(FaultError):
    """No picture can be made of a photo: the fault of imaging (`file.*`, `photo.*`), with its path as `file`."""


def prepared(row: PhotoRow, style: PictureStyle) -> bytes:
    """The picture of a photo, as a JPEG: as EXIF says and as a person turned it, in sRGB, on white where it was clear.

    The photo is read once and never written.

    Raises:
        PictureError: it cannot be read, is no photo, is not whole, or may have ended Pawsort before.
    """
    # Not with the module: the window starts without decoders.
    from desktop_app.imaging.decode import decode_photo

    try:
        content, facts = read_photo(row.path)
        photo = noted(row.path, facts.size_bytes, facts.modified_ns)
        if at_work.is_put_aside(photo):
            raise UnreadablePhotoError("photo.ended_pawsort_twice")
        with at_work.looking_at([photo], labelling=False):
            image = decode_photo(content, style.longest_side or _AS_LARGE_AS_IT_IS).image
    except UnreadablePhotoError as error:
        raise PictureError.of(error.fault.with_facts(file=str(row.path))) from error
    except MemoryError as error:
        raise PictureError("app.out_of_memory", file=str(row.path)) from error
    exif = b""
    if style.exif is PictureExif.WITHOUT_PLACE:
        from desktop_app.imaging.camera_data import camera_data

        exif = camera_data(content)
    return _packed(_as_turned(image, row.turned), style, exif)


def prepared_in_order(rows: Sequence[PhotoRow], style: PictureStyle) -> Generator[bytes | Fault]:
    """The pictures of photos, in their order, several made at once; a fault that names the photo for one that failed.

    No more are made than a few ahead of whoever takes them: a thousand of them do not fit into the memory.
    """
    # As large as its photo is, a picture may take 300 MB until it is packed.
    at_once = _AT_ONCE if style.longest_side else 1
    ahead: deque[tuple[PhotoRow, Future[bytes]]] = deque()
    with ThreadPoolExecutor(at_once, thread_name_prefix="pictures") as threads:
        try:
            for row in rows:
                ahead.append((row, threads.submit(prepared, row, style)))
                if len(ahead) > 2 * at_once:
                    yield _result(*ahead.popleft())
            while ahead:
                yield _result(*ahead.popleft())
        finally:
            for _row, made in ahead:
                made.cancel()


def _result(row: PhotoRow, made: Future[bytes]) -> bytes | Fault:
    try:
        return made.result()
    except Exception as error:  # noqa: BLE001 - one bad photo never stops the others
        return fault_of(error).with_facts(file=str(row.path))


def is_prepared_picture(beginning: bytes) -> bool:
    """Whether a file is a picture that Pawsort made.

    Args:
        beginning: of the file: `BEGINNING` bytes, or all where it is shorter.
    """
    head = beginning[:_HEAD_BYTES]
    return head.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF\0") and beginning[_HEAD_BYTES:].startswith(_REMARK)


def _as_turned(image: "Image.Image", degrees: int) -> "Image.Image":
    from PIL import Image

    # Pillow counts the other way round.
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    turn = turns.get(degrees % 360)
    return image if turn is None else image.transpose(turn)


def _packed(image: "Image.Image", style: PictureStyle, exif: bytes) -> bytes:
    picture = _fitted(image, style.longest_side or max(image.size))
    quality = style.quality
    while True:
        content = _encoded(picture, quality, exif)
        if not style.most_bytes or len(content) <= style.most_bytes:
            return content
        side = max(picture.size)
        if quality > _COARSEST:
            quality = max(_COARSEST, quality - _COARSER_BY)
        elif side > _SMALLEST_SIDE:
            # Of the photo itself, not of what was made of it: each time a picture is made smaller costs sharpness.
            picture = _fitted(image, max(_SMALLEST_SIDE, round(side * _SMALLER_BY)))
        elif exif:
            exif = b""
        else:
            return content


def _fitted(image: "Image.Image", longest_side: int) -> "Image.Image":
    from PIL import Image

    scale = min(1.0, longest_side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: "Image.Image", quality: int, exif: bytes) -> bytes:
    buffer = BytesIO()
    # Nothing of the photo's own goes along, whatever Pillow keeps beside the pixels.
    picture.info = {}
    picture.save(
        buffer,
        "JPEG",
        quality=quality,
        optimize=True,
        exif=exif,
        icc_profile=_srgb_profile(),
    )
    content = buffer.getvalue()
    return content[:_HEAD_BYTES] + _REMARK + content[_HEAD_BYTES:]


@lru_cache(maxsize=1)
def _srgb_profile() -> bytes:
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_MADE_AT : _MADE_AT + len(_MADE)] = _MADE
    return bytes(profile)
