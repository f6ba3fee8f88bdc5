"""What decoders complain about, as faults."""

from PIL import Image, UnidentifiedImageError

from desktop_app.faults import Fault
from desktop_app.imaging.kinds import is_burst

_SIGNS_OF_CUTTING = (
    "truncated",
    "not enough",
    "insufficient",
    "unexpected end",
    "end of file",
    "outside of file",
    "cut off",
)
# How files begin: what a person probably meant by a file that no decoder takes. (offset, bytes, kind)
_BEGINNINGS = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (8, b"WEBP", "webp"),
    (0, b"GIF8", "gif"),
    (4, b"ftyphei", "heic"),
    (4, b"ftyphev", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypavi", "avif"),
    (0, b"BM", "bmp"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (4, b"jP  ", "jpeg2000"),
)


def fault_of_decoding(error: Exception, content: bytes) -> Fault:
    """Why a file could not be decoded.

    Args:
        error: what the decoder raised.
        content: the file.
    """
    if isinstance(error, MemoryError):
        return Fault("photo.out_of_memory")
    if isinstance(error, Image.DecompressionBombError) or "too large" in str(error).lower():
        return Fault("photo.bomb")
    if is_burst(content):
        return Fault("photo.export_first", {"kind": "burst"})
    complaint = str(error).lower()
    if isinstance(error, EOFError) or any(sign in complaint for sign in _SIGNS_OF_CUTTING):
        return Fault("photo.cut_short")
    if isinstance(error, UnidentifiedImageError):
        return _unidentified(content)
    return Fault("photo.damaged")


def _unidentified(content: bytes) -> Fault:
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return Fault("photo.damaged_kind", {"kind": kind})
    return Fault("photo.unknown_kind")
