"""What decoders complain about, as faults."""

from PIL import Image, UnidentifiedImageError

from desktop_app.catalog.beginnings import HEAD_BYTES, is_burst, photo_kind
from desktop_app.faults import Fault

_SIGNS_OF_CUTTING = (
    "truncated",
    "not enough",
    "insufficient",
    "unexpected end",
    "end of file",
    "outside of file",
    "cut off",
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
    if is_burst(content[:HEAD_BYTES]):
        return Fault("photo.export_first", {"kind": "burst"})
    complaint = str(error).lower()
    if isinstance(error, EOFError) or any(sign in complaint for sign in _SIGNS_OF_CUTTING):
        return Fault("photo.cut_short")
    if isinstance(error, UnidentifiedImageError):
        return _unidentified(content)
    return Fault("photo.damaged")


def _unidentified(content: bytes) -> Fault:
    """What a person probably meant by a file that no decoder takes."""
    kind = photo_kind(content[:HEAD_BYTES])
    return Fault("photo.unknown_kind") if kind is None else Fault("photo.damaged_kind", {"kind": kind})
