"""Where the sidecar of a photo is, or will be: beside it, or in a folder that mirrors where photos are.

Two customs: `Rex.jpg.xmp` (digiKam, darktable) and `Rex.xmp` (Adobe's programs, and digiKam where it is told to).
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.exports.names import compared, numbered
from desktop_app.paths import openable

ENDING = ".xmp"
_RAW = frozenset(
    {
        *(".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".mrw"),
        *(".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".sr2", ".srf", ".srw", ".x3f"),
    }
)
_PICTURES = PHOTO_EXTENSIONS | _RAW


class Naming(StrEnum):
    """How a sidecar is called where there is none yet."""

    WHOLE_NAME = "whole_name"
    STEM = "stem"


@dataclass(frozen=True, slots=True)
class SidecarPlace:
    """Where a sidecar is, or will be; `is_there` says which."""

    file: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class _Folder:
    """What is in a folder.

    Attributes:
        names: as they are written.
        alike: as they are compared → as they are written.
        pictures: a name without its ending, as it is compared → how many photos and raw photos are called so.
    """

    names: frozenset[str]
    alike: Mapping[str, list[str]]
    pictures: Mapping[str, int]

    @classmethod
    def of(cls, folder: Path) -> "_Folder":
        try:
            names = os.listdir(openable(folder))  # noqa: PTH208 - a name that may be longer than Path can open
        except OSError:
            names = []
        alike: dict[str, list[str]] = {}
        pictures: Counter[str] = Counter()
        for name in names:
            alike.setdefault(compared(name), []).append(name)
            stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
            if ending.lower() in _PICTURES:
                pictures[compared(stem)] += 1
        return cls(frozenset(names), alike, pictures)

    def found(self, name: str, photo: str) -> str | None:
        """A sidecar as it is written; one with other capitals only where no second photo has those."""
        if name in self.names:
            return name
        alike = self.alike.get(compared(name), [])
        return alike[0] if len(alike) == 1 and len(self.alike.get(compared(photo), [])) < 2 else None


class Sidecars:
    """Finds sidecars beside photos; looks into each folder once, so for one export alone."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._folders: dict[Path, _Folder] = {}

    def beside(self, photo: Path) -> SidecarPlace:
        """The sidecar of a photo: the one that is there, by whichever custom; else the one to be made.

        `Rex.xmp` is taken for a photo's where no other picture is called Rex: beside `Rex.cr2` and `Rex.jpg` it is the
        raw photo's.
        """
        whole, stem = photo.name + ENDING, self._stem(photo)
        first, second = (stem, whole) if self._naming is Naming.STEM else (whole, stem)
        for name in (first, second):
            if (found := self._in(photo.parent).found(name, photo.name)) is not None:
                return SidecarPlace(photo.parent / found, True)
        return SidecarPlace(photo.parent / first, False)

    def name_of(self, photo: Path, called: str) -> str:
        """How the sidecar of a photo is called that is made elsewhere, where the photo is called so."""
        whole = self._naming is Naming.WHOLE_NAME or self._stem(photo) == photo.name + ENDING
        return (called if whole else PurePath(called).stem) + ENDING

    def has_photo(self, photo: Path) -> bool:
        """Whether the photo itself is there."""
        return photo.name in self._in(photo.parent).names or os.path.lexists(openable(photo))

    def _stem(self, photo: Path) -> str:
        """The shorter name of a sidecar, or the longer one where another picture has the shorter too."""
        shared = self._in(photo.parent).pictures.get(compared(photo.stem), 0) > 1
        return (photo.name if shared else photo.stem) + ENDING

    def _in(self, folder: Path) -> _Folder:
        if folder not in self._folders:
            self._folders[folder] = _Folder.of(folder)
        return self._folders[folder]


class Mirror:
    """Where photos are, below the folder that all of them have in common; no two in one place, on any system."""

    def __init__(self, photos: Iterable[Path]) -> None:
        folders: dict[str, set[str]] = {}
        for photo in photos:
            folders.setdefault(photo.anchor, set()).add(str(photo.parent))
        self._common = {anchor: Path(os.path.commonpath(list(found))) for anchor, found in folders.items()}
        self._given: Counter[str] = Counter()

    def below(self, photo: Path) -> PurePath:
        """The relative path for a photo; where photos are on several drives, each drive has a folder."""
        common = self._common[photo.anchor]
        relative = PurePath(photo.relative_to(common))
        if len(self._common) > 1:
            drive = "".join(sign if sign.isalnum() else "_" for sign in photo.anchor).strip("_") or "_"
            relative = PurePath(drive) / photo.relative_to(photo.anchor)
        self._given[compared(relative.as_posix())] += 1
        return PurePath(numbered(relative.as_posix(), self._given[compared(relative.as_posix())]))
