"""What a file is that is not read as a photo, by its content; its name says nothing."""

from desktop_app.catalog.beginnings import HEAD_BYTES, TIFF, other_kind
from desktop_app.faults import Fault
from desktop_app.imaging.raw_tiff import is_raw_tiff

# Photos and pictures all the same: there is something to be done about them.
_PHOTOS = frozenset({"raw", "layers", "jxl", "other_picture"})


def fault_of_kind(content: bytes) -> Fault | None:
    """Why a file is not read as a photo: because it is something else, or a photo of a kind that is not read.

    Args:
        content: the whole file.
    """
    kind = kind_of_no_photo(content)
    if kind is None:
        return None
    if kind in _PHOTOS:
        return Fault("photo.export_first", {"kind": kind})
    return Fault("photo.other_kind", {"kind": kind})


def kind_of_no_photo(content: bytes) -> str | None:
    """What a file is that Pawsort does not read: as `beginnings.other_kind`, and raw photos that begin like a TIFF.

    A raw photo has a small preview in it, which must not pass for the photo; a film may have a picture as its title.

    Args:
        content: the whole file.

    Returns:
        A name from `commands.photo_fault_sentences.KINDS`; None for what may be a photo, or is nothing known.
    """
    kind = other_kind(content[:HEAD_BYTES])
    if kind is None and content.startswith(TIFF) and is_raw_tiff(content):
        return "raw"
    return kind
