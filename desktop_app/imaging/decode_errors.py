"""What decoders complain about, in plain words."""

from PIL import Image, UnidentifiedImageError

CUT_SHORT = "This file is cut short: only part of the photo is there. Copy it again from where it came from."
DAMAGED = "The photo is damaged and cannot be shown. Copy it again from where it came from."

_SIGNS_OF_CUTTING = (
    "truncated",
    "not enough",
    "insufficient",
    "unexpected end",
    "end of file",
    "outside of file",
    "cut off",
)
# How files begin: what a person probably meant by a file that no decoder takes. (offset, bytes, words)
_BEGINNINGS = (
    (0, b"\xff\xd8\xff", "a JPEG photo"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG photo"),
    (8, b"WEBP", "a WebP photo"),
    (0, b"GIF8", "a GIF picture"),
    (4, b"ftyphei", "a HEIC photo"),
    (4, b"ftyphev", "a HEIC photo"),
    (4, b"ftypmif1", "a HEIC photo"),
    (4, b"ftypavi", "an AVIF photo"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (4, b"jP  ", "a JPEG 2000 picture"),
)
_OTHER_KINDS = (
    (0, b"%PDF", "a PDF document"),
    (4, b"ftyp", "a film"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"<svg", "a drawing (SVG)"),
    (0, b"<!DO", "a web page"),
    (0, b"<html", "a web page"),
    (0, b"%!PS", "a PostScript document"),
)


def in_plain_words(error: Exception, content: bytes) -> str:
    """Say why a file could not be decoded.

    Args:
        error: what the decoder raised.
        content: the file.
    """
    if isinstance(error, MemoryError):
        return "There is not enough memory for this photo: close other programs, or save it in a smaller size."
    if isinstance(error, Image.DecompressionBombError) or "too large" in str(error).lower():
        return "The file unpacks to far more than a photo needs, so it was not opened."
    complaint = str(error).lower()
    if isinstance(error, EOFError) or any(sign in complaint for sign in _SIGNS_OF_CUTTING):
        return CUT_SHORT
    if isinstance(error, UnidentifiedImageError):
        return _unidentified(content)
    return DAMAGED


def _unidentified(content: bytes) -> str:
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return f"The file begins like {kind} but is damaged or cut short. Copy it again from where it came from."
    for offset, beginning, kind in _OTHER_KINDS:
        if content[:16].lower().startswith(beginning.lower(), offset):
            return f"This is not a photo; it looks like {kind}."
    return "This is not a photo, or one of a kind that Pawsort does not know."
