"""The paths of a session's photos, by folder: what names are read from."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop_app.catalog.naming.no_animals import NoAnimal, why_no_animal


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder with photos.

    Attributes:
        path: absolute, as it is on disk.
        places: of its photos, in `PhotoPaths`.
    """

    path: str
    places: list[int]


class PhotoPaths:
    """Photos by place: the order in which they were given.

    Attributes:
        photo_ids: of all photos.
        names: of their files.
        folders: with photos, in order of their first ones.
    """

    def __init__(
        self,
        photo_ids: Iterable[int],
        paths: Iterable[str],
        *,
        breeds: Collection[str] = (),
        separator: str = os.sep,
    ) -> None:
        """Sort paths into folders.

        Args:
            photo_ids: one a photo.
            paths: absolute, one a photo.
            breeds: keys (`texts.key_of`) of names that are breeds' and therefore no animals'.
            separator: of the system that the paths are of.
        """
        self._breeds = breeds
        # Patterns are tried while they are typed: what is nobody's name is found out once.
        self._why: dict[str, NoAnimal | None] = {}
        self.photo_ids = list(photo_ids)
        self.separator = separator
        self.names: list[str] = []
        self._folder_at: dict[str, Folder] = {}
        for place, path in enumerate(paths):
            folder, _, name = path.rpartition(separator)
            self.names.append(name)
            known = self._folder_at.get(folder)
            if known is None:
                known = self._folder_at[folder] = Folder(folder, [])
            known.places.append(place)

    def __len__(self) -> int:
        return len(self.photo_ids)

    def why_no_animal(self, name: str) -> NoAnimal | None:
        """As the function of that name says of the name of a folder, or of a file without its ending."""
        if name not in self._why:
            self._why[name] = why_no_animal(name, self._breeds)
        return self._why[name]

    @property
    def folders(self) -> Sequence[Folder]:
        """All folders with photos."""
        return list(self._folder_at.values())

    def parts(self, folder: str) -> list[str]:
        """The names of a folder and those in which it lies, from the root; "" for the root itself."""
        return folder.split(self.separator)

    @cached_property
    def root(self) -> str:
        """The deepest folder in which all photos lie; "" where there is none."""
        common: list[str] | None = None
        for folder in self._folder_at:
            parts = self.parts(folder)
            if common is None:
                common = parts
            else:
                same = next(
                    (place for place, (a, b) in enumerate(zip(common, parts, strict=False)) if a != b),
                    min(len(common), len(parts)),
                )
                common = common[:same]
        return self.separator.join(common or [])

    def shown(self, path: str) -> str:
        """A path for a person: from the folder on in which all photos lie; its own name, where it is that one."""
        root = self.root
        if path == root or not root or not path.startswith(root + self.separator):
            return path.rpartition(self.separator)[2] or path
        return path[len(root) + 1 :]


def stem(name: str) -> str:
    """The name of a file without its ending."""
    before, dot, ending = name.rpartition(".")
    return before if dot and before and len(ending) <= 5 else name
