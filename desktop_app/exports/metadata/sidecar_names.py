"""Where the sidecar of a photo is, or will be: beside it, or in a folder that mirrors where photos are.

Two customs: `Rex.jpg.xmp` (digiKam, darktable) and `Rex.xmp` (Adobe's programs, and digiKam where it is told to).
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
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


class Sidecars:
    """Finds sidecars beside photos; looks into each folder once, so for one export alone."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._folders: dict[Path, dict[str, str]] = {}
        self._stems: dict[Path, dict[str, int]] = {}

    def beside(self, photo: Path) -> SidecarPlace:
        """The sidecar of a photo: the one that is there, by whichever custom; else the one to be made.

        `Rex.xmp` is taken for a photo's where no other picture is called Rex: beside `Rex.cr2` and `Rex.jpg` it is the
        raw photo's.
        """
        there = self._names(photo.parent)
        whole = photo.name + ENDING
        shared = self._stems[photo.parent].get(photo.stem.casefold(), 0) > 1
        stem = whole if shared else photo.stem + ENDING
        first, second = (stem, whole) if self._naming is Naming.STEM else (whole, stem)
        for name in (first, second):
            if name.casefold() in there:
                return SidecarPlace(photo.parent / there[name.casefold()], True)
        return SidecarPlace(photo.parent / first, False)

    def name_of(self, photo: Path) -> str:
        """How a sidecar of a photo is called that is made elsewhere."""
        self._names(photo.parent)
        shared = self._stems[photo.parent].get(photo.stem.casefold(), 0) > 1
        return photo.stem + ENDING if self._naming is Naming.STEM and not shared else photo.name + ENDING

    def has_photo(self, photo: Path) -> bool:
        """Whether the photo itself is there."""
        return self._names(photo.parent).get(photo.name.casefold()) is not None or os.path.lexists(openable(photo))

    def _names(self, folder: Path) -> dict[str, str]:
        """Names in a folder as they are compared → as they are written."""
        if folder not in self._folders:
            try:
                names = os.listdir(openable(folder))  # noqa: PTH208 - a name that may be longer than Path can open
            except OSError:
                names = []
            stems: dict[str, int] = {}
            for name in names:
                stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
                if ending.lower() in _PICTURES:
                    stems[stem.casefold()] = stems.get(stem.casefold(), 0) + 1
            self._stems[folder] = stems
            self._folders[folder] = {name.casefold(): name for name in sorted(names, reverse=True)}
        return self._folders[folder]


class Mirror:
    """Where photos are, below the folder that all of them have in common."""

    def __init__(self, photos: Iterable[Path]) -> None:
        folders: dict[str, set[str]] = {}
        for photo in photos:
            folders.setdefault(photo.anchor, set()).add(str(photo.parent))
        self._common = {anchor: Path(os.path.commonpath(list(found))) for anchor, found in folders.items()}

    def below(self, photo: Path) -> PurePath:
        """The relative path of a photo; where photos are on several drives, each drive has a folder."""
        common = self._common[photo.anchor]
        if len(self._common) == 1:
            return photo.relative_to(common)
        drive = "".join(sign if sign.isalnum() else "_" for sign in photo.anchor).strip("_") or "_"
        return PurePath(drive) / photo.relative_to(photo.anchor)
