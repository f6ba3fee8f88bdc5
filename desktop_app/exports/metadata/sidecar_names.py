"""Where the sidecar of a photo is, or will be: beside it, or in a folder that mirrors where photos are.

Two customs: `Rex.jpg.xmp` (digiKam, darktable) and `Rex.xmp` (Adobe's programs, and digiKam where it is told to).

A preview asks this of every photo: names are text here, since paths of pathlib take ten times as long to be made, taken
apart and compared, and each folder is looked into once.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Self

from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.exports.folders.names import compared, numbered
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
    """Where a sidecar is, or will be.

    Attributes:
        path: of it.
        is_there: whether it is there.
    """

    path: str
    is_there: bool

    @property
    def file(self) -> Path:
        """The same as a path."""
        return Path(self.path)


def parted(name: str) -> tuple[str, str]:
    """The stem and the ending of a name, as pathlib has them."""
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


@dataclass(frozen=True, slots=True)
class _Folder:
    """What is in a folder.

    Attributes:
        path: of the folder, such that a name can be put behind it.
        names: as they are written.
        alike: as they are compared → as they are written.
        pictures: a name without its ending, as it is compared → how many photos and raw photos are called so.
        is_known: whether nothing else can be in it; not where it could not be looked into.
    """

    path: str
    names: frozenset[str]
    alike: Mapping[str, list[str]]
    pictures: Mapping[str, int]
    is_known: bool

    @classmethod
    def of(cls, folder: str) -> Self:
        is_known = True
        try:
            names = os.listdir(openable(Path(folder)))  # noqa: PTH208 - a name that may be longer than Path can open
        except FileNotFoundError:
            names = []
        except OSError:
            names, is_known = [], False
        alike: dict[str, list[str]] = {}
        pictures: Counter[str] = Counter()
        for name in names:
            alike.setdefault(compared(name), []).append(name)
            stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
            if ending.lower() in _PICTURES:
                pictures[compared(stem)] += 1
        return cls(os.path.join(folder, ""), frozenset(names), alike, pictures, is_known)  # noqa: PTH118 - as above

    def found(self, name: str, photo: str) -> str | None:
        """A sidecar as it is written; one with other capitals only where no second photo has those."""
        if name in self.names:
            return name
        alike = self.alike.get(compared(name), [])
        return alike[0] if len(alike) == 1 and len(self.alike.get(compared(photo), [])) < 2 else None

    def has(self, name: str) -> bool:
        """Whether something is called so, or in a way that this system takes for the same."""
        if name in self.names:
            return True
        return (not self.is_known or compared(name) in self.alike) and os.path.lexists(openable(Path(self.path + name)))


class Folders:
    """Looks into each folder once, so for one export alone."""

    def __init__(self) -> None:
        self._folders: dict[str, _Folder] = {}
        self._below: dict[str, _Folder] = {}

    def __getitem__(self, folder: str) -> _Folder:
        if folder not in self._folders:
            self._folders[folder] = _Folder.of(folder)
        return self._folders[folder]

    def below(self, folder: Path, relative: str) -> _Folder:
        """A folder below another one, by its name with slashes; the other one itself where that is empty."""
        place = self._below.get(relative)
        if place is None:
            place = self._below[relative] = self[os.fspath(folder.joinpath(*relative.split("/")))]
        return place


class Sidecars:
    """Finds sidecars beside photos; looks into each folder once, so for one export alone."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._folders = Folders()
        self._last: Path | None = None
        self._last_parted: tuple[_Folder, str]

    def beside(self, photo: Path) -> SidecarPlace:
        """The sidecar of a photo: the one that is there, by whichever custom; else the one to be made.

        `Rex.xmp` is taken for a photo's where no other picture is called Rex: beside `Rex.cr2` and `Rex.jpg` it is the
        raw photo's.
        """
        folder, name = self._parted(photo)
        whole, stem = name + ENDING, self._stem(folder, name)
        first, second = (stem, whole) if self._naming is Naming.STEM else (whole, stem)
        for sidecar in (first, second):
            if (found := folder.found(sidecar, name)) is not None:
                return SidecarPlace(folder.path + found, True)
        return SidecarPlace(folder.path + first, False)

    def name_of(self, photo: Path, called: str) -> str:
        """How the sidecar of a photo is called that is made elsewhere, where the photo is called so."""
        folder, name = self._parted(photo)
        whole = self._naming is Naming.WHOLE_NAME or self._stem(folder, name) == name + ENDING
        return (called if whole else parted(called)[0]) + ENDING

    def has_photo(self, photo: Path) -> bool:
        """Whether the photo itself is there."""
        folder, name = self._parted(photo)
        return name in folder.names or os.path.lexists(openable(photo))

    @staticmethod
    def _stem(folder: _Folder, name: str) -> str:
        """The shorter name of a sidecar, or the longer one where another picture has the shorter too."""
        stem = parted(name)[0]
        return (name if folder.pictures.get(compared(stem), 0) > 1 else stem) + ENDING

    def _parted(self, photo: Path) -> tuple[_Folder, str]:
        """The folder of a photo, and its name there; one photo is asked about several times in a row."""
        if photo is not self._last:
            folder, name = os.path.split(os.fspath(photo))
            self._last, self._last_parted = photo, (self._folders[folder], name)
        return self._last_parted


class Mirror:
    """Where photos are, below the folder that all of them have in common; no two in one place, on any system."""

    def __init__(self, photos: Iterable[Path]) -> None:
        folders: dict[str, set[str]] = {}
        for folder in {os.path.dirname(os.fspath(photo)) for photo in photos}:  # noqa: PTH120 - see above
            folders.setdefault(PurePath(folder).anchor, set()).add(folder)
        self._common = {anchor: os.path.commonpath(list(found)) for anchor, found in folders.items()}
        self._below: dict[str, tuple[str, str]] = {}
        self._given: Counter[str] = Counter()

    def below(self, photo: Path) -> str:
        """The relative name for a photo, with slashes; where photos are on several drives, each drive has a folder."""
        folder, name = os.path.split(os.fspath(photo))
        if folder not in self._below:
            before = self._before(PurePath(folder))
            self._below[folder] = before, compared(before)
        before, alike = self._below[folder]
        place = alike + compared(name)
        self._given[place] += 1
        return numbered(before + name, self._given[place])

    def _before(self, folder: PurePath) -> str:
        """What stands before the names of the photos of a folder."""
        if len(self._common) == 1:
            relative = folder.relative_to(self._common[folder.anchor])
        else:
            drive = "".join(sign if sign.isalnum() else "_" for sign in folder.anchor).strip("_") or "_"
            relative = PurePath(drive) / folder.relative_to(folder.anchor)
        return f"{relative.as_posix()}/" if relative.parts else ""
