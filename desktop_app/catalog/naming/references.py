"""Which photos and folders of a session a table means: by path, by the end of a path, or by name alone."""

from functools import cached_property

from desktop_app.catalog.naming.photo_paths import PhotoPaths, stem
from desktop_app.catalog.naming.texts import composed


def _key(name: str) -> str:
    return composed(name).lower()


# Of files that are called the same, so many are compared one by one.
_FEW = 8


class Ambiguous(Exception):  # noqa: N818 - it is an answer
    """Several are called so."""


class References:
    r"""Finds what tables of any computer mean: `D:\Refuge\Bella\01.jpg` is `/home/ann/Refuge/Bella/01.jpg` here."""

    def __init__(self, photos: PhotoPaths) -> None:
        self._photos = photos
        self._files: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._folder_of = [""] * len(photos)
        self._folders: dict[str, list[str]] = {}
        self._below: dict[str, list[int]] = {}
        # Found out once: a thousand files may be called so, and a table name each of them.
        self._ambiguous: set[str] = set()
        # Of names that many files have: the places by folder.
        self._in_folders: dict[str, dict[str, list[int]]] = {}
        for folder in photos.folders:
            for place in folder.places:
                name = photos.names[place]
                self._folder_of[place] = folder.path
                self._files.setdefault(_key(name), []).append(place)
                self._stems.setdefault(_key(stem(name)), []).append(place)
            self._learn_folder(folder.path, folder.places)

    def _learn_folder(self, path: str, places: list[int]) -> None:
        parts = self._photos.parts(path)
        for end in range(len(parts), 0, -1):
            above = self._photos.separator.join(parts[:end])
            below = self._below.get(above)
            if below is None:
                below = self._below[above] = []
                self._folders.setdefault(_key(parts[end - 1]), []).append(above)
            below.extend(places)

    def photo(self, text: str) -> int | None:
        """The place of the photo that is meant; None where the session has none that is called so.

        Raises:
            Ambiguous: several are.
        """
        if text in self._ambiguous:
            raise Ambiguous
        try:
            return self._photo(text)
        except Ambiguous:
            self._ambiguous.add(text)
            raise

    def _photo(self, text: str) -> int | None:
        parts, is_absolute = _parts(text)
        if not parts:
            return None
        name = _key(parts[-1])
        called_so = self._files.get(name) or self._stems.get(name, [])
        known = called_so if len(called_so) <= _FEW else self._most_alike(name, called_so, parts[:-1])
        if len(known) > _FEW and len(parts) > 1 and known is called_so:
            return None  # no folder is like the one before the name, and nothing says which is meant
        above = [[*self._photos.parts(self._folder_of[place]), self._photos.names[place]] for place in known]
        found = _best(parts, above, is_absolute)
        return None if found is None else known[found]

    def _most_alike(self, name: str, called_so: list[int], folders: list[str]) -> list[int]:
        """Of photos that are called the same, those whose folders end most like these; all where none does.

        Cameras count from 1 again: of a hundred thousand photos, a thousand may be called IMG_0001.
        """
        inside = self._in_folders.get(name)
        if inside is None:
            inside = self._in_folders[name] = {}
            for place in called_so:
                inside.setdefault(self._folder_of[place], []).append(place)
        keys = tuple(map(_key, folders))
        for depth in range(len(keys), 0, -1):
            ending_so = self._by_end.get(keys[-depth:], ())
            found = [place for path in ending_so for place in inside.get(path, ())]
            if found:
                return found
        return called_so

    @cached_property
    def _by_end(self) -> dict[tuple[str, ...], list[str]]:
        """Folders with photos, by every end of their path."""
        found: dict[tuple[str, ...], list[str]] = {}
        for folder in self._photos.folders:
            keys = tuple(map(_key, self._photos.parts(folder.path)))
            for begin in range(len(keys)):
                found.setdefault(keys[begin:], []).append(folder.path)
        return found

    def folder(self, text: str) -> str | None:
        """The path of the folder that is meant, with photos in it or below it; None where there is none.

        Raises:
            Ambiguous: several are called so.
        """
        parts, is_absolute = _parts(text)
        if not parts:
            return None
        known = self._folders.get(_key(parts[-1]), [])
        found = _best(parts, [self._photos.parts(path) for path in known], is_absolute)
        return None if found is None else known[found]

    def photos_below(self, folder: str) -> list[int]:
        """The places of all photos in a folder and below it."""
        return self._below.get(folder, [])


def _parts(text: str) -> tuple[list[str], bool]:
    text = text.strip().strip('"').replace("\\", "/")
    parts = [part for part in text.split("/") if part not in ("", ".")]
    return parts, text.startswith("/") or (bool(parts) and parts[0].endswith(":"))


def _best(wanted: list[str], known: list[list[str]], is_absolute: bool) -> int | None:
    """The place of the path that ends most like what is wanted.

    All of a relative path must be there. Of an absolute one, which may be of another computer, the folder at least, or
    nothing else may be called so.
    """
    if not known:
        return None
    alike = [_alike_at_the_end(wanted, each) for each in known]
    most = max(alike)
    best = [place for place, count in enumerate(alike) if count == most]
    enough = most >= len(wanted) or (is_absolute and (most >= 2 or len(known) == 1))
    if len(best) > 1:
        # Linux tells IMG_1.jpg from img_1.JPG.
        exactly = [place for place in best if known[place][-most:] == wanted[-most:]]
        best = exactly if len(exactly) == 1 else best
    if enough and len(best) > 1:
        raise Ambiguous
    return best[0] if enough else None


def _alike_at_the_end(wanted: list[str], known: list[str]) -> int:
    count = 0
    for first, second in zip(reversed(wanted), reversed(known), strict=False):
        if first != second and _key(first) != _key(second):
            break
        count += 1
    return max(count, 1)
