"""A photo and what is known of its file."""

import math
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.values.suggestions import Suggestion
from desktop_app.faults import Fault

# What phones and cameras give. The extension only decides whether a file in a dropped *folder* is looked at; what it
# holds is decided by its content, and a file that a person names is always looked at.
PHOTO_EXTENSIONS = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
        *(".heic", ".heif", ".hif", ".avif"),
        *(".png", ".apng", ".webp", ".gif"),
        *(".tif", ".tiff", ".bmp", ".dib", ".jp2", ".j2k"),
    }
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What reading a photo's file told.

    Attributes:
        size_bytes: length of the file.
        modified_ns: time of last modification, nanoseconds since the epoch.
        content_hash: SHA-256 of the whole file, hexadecimal; finds a photo again that moved.
        width: pixels across, upright (after the EXIF orientation); 0 when not decoded.
        height: pixels down, upright; 0 when not decoded.
        orientation: the EXIF orientation that the file states, 1 to 8.
        taken_at: what the camera's clock showed, nanoseconds since 1970 as if it stood in UTC; 0 unknown.
        fingerprint: what `imaging.fingerprints` makes of the picture; empty when not decoded.
        sharpness: as `imaging.measures` says; nan when not decoded, like the two below.
        lightness: as `imaging.measures` says.
        contrast: as `imaging.measures` says.
    """

    size_bytes: int
    modified_ns: int
    content_hash: str
    width: int = 0
    height: int = 0
    orientation: int = 1
    taken_at: int = 0
    fingerprint: bytes = b""
    sharpness: float = math.nan
    lightness: float = math.nan
    contrast: float = math.nan


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What a session knows of a photo's file.

    Attributes:
        photo_id: of the photo.
        path: of the file.
        size_bytes: its length when it was read; None when it never was.
        modified_ns: its time of modification then, nanoseconds since the epoch; 0 when unknown.
        fault: code of what was wrong with it; None for nothing.
    """

    photo_id: int
    path: Path
    size_bytes: int | None
    modified_ns: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoOutcome:
    """What came of labelling one photo: facts and a suggestion, or a fault.

    Attributes:
        key: whatever the caller named the photo by (its id in a session, its position in a list).
        path: the photo's file.
        facts: None when the file could not even be read.
        suggestion: None when the photo is unreadable.
        fault: why it is unreadable; None when it was readable.
    """

    key: int
    path: Path
    facts: FileFacts | None
    suggestion: Suggestion | None
    fault: Fault | None
