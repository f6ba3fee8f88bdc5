"""Several sets of photos as one, where some of them speak of the same photos: labels that were corrected come back."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from training.datasets.app_breeds import app_breed_id
from training.datasets.photos import LabelledPhoto, PhotoSet, plain_name
from training.datasets.session_labels import is_session


def joined(sets: Sequence[tuple[Path, PhotoSet]]) -> PhotoSet:
    """The photos of all sets; of one that stands in several, the last label counts.

    Sessions call a breed as the sets before them do, whatever its name in the app: "German Shepherd Dog" comes back by
    the name of its folder. Other sets keep their spelling: `spelling.in_one_spelling` makes it one, aloud. A set that
    only speaks of photos of those before it (corrections) leaves the root as it is, so that a split of these still
    fits.

    Args:
        sets: what was named, and the photos read there, with absolute paths.

    Returns:
        The set; its root is the folder that holds all sets that bring photos.
    """
    key = _keys()
    photos: dict[str, LabelledPhoto] = {}
    breeds = _Breeds()
    roots: list[Path] = []
    told = [line for _, each in sets for line in each.left_out]
    for source, each in sets:
        changed = brought = 0
        of_the_app = is_session(source)
        for photo in each.photos:
            breed, wnid = breeds.called(photo, of_the_app=of_the_app)
            before = photos.get(key(photo.path))
            if before is None:
                brought += 1
                photos[key(photo.path)] = replace(photo, breed=breed, wnid=wnid)
                continue
            changed += _breed_of(before) != _breed_of(replace(photo, breed=breed, wnid=wnid))
            animal = photo.animal if before.animal is None else before.animal
            photos[key(photo.path)] = replace(before, breed=breed, wnid=wnid, animal=animal)
        gone = [photos.pop(key(path)) for path in each.no_examples if key(path) in photos]
        if brought or not roots:
            roots.append(each.root)
        told += _told(source, changed, len(gone))
    root = roots[0] if len(roots) == 1 else Path(os.path.commonpath(roots))
    empty = tuple(breed for _, each in sets for breed in each.empty_breeds)
    return PhotoSet(root, tuple(photos.values()), empty, tuple(told))


def _breed_of(photo: LabelledPhoto) -> str:
    """What two spellings of a breed share."""
    return photo.wnid or plain_name(photo.breed)


class _Breeds:
    """What breeds are called: name and WordNet id; in sessions, as they came first."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str | None]] = {}
        self._by_id: dict[str, tuple[str, str | None]] = {}

    def called(self, photo: LabelledPhoto, *, of_the_app: bool) -> tuple[str, str | None]:
        keys = [key for key in (photo.wnid, plain_name(photo.breed)) if key]
        found = next((self._first[key] for key in keys if key in self._first), None) if of_the_app else None
        if found is None:
            breed_id = app_breed_id(photo.breed, photo.wnid)
            known = self._by_id.setdefault(breed_id, (photo.breed, photo.wnid))
            found = known if of_the_app else (photo.breed, photo.wnid)
        for key in keys:
            self._first.setdefault(key, found)
        return found


def _told(source: Path, changed: int, gone: int) -> list[str]:
    told = []
    if changed:
        has = "1 photo has" if changed == 1 else f"{changed:,} photos have"
        told.append(f"{source}: {has} another label here than in the data before, and this one counts")
    if gone:
        is_out = "1 photo of the other data is" if gone == 1 else f"{gone:,} photos of the other data are"
        told.append(f"{source}: {is_out} left out, since here it is labelled a mix, unknown, no dog or several dogs")
    return told


def _keys() -> Callable[[Path], str]:
    """What stands for a photo, however the way to it is written; links to folders are followed once a folder."""

    @cache
    def real(folder: str) -> str:
        return os.path.realpath(folder)

    return lambda path: os.path.normcase(os.path.join(real(os.path.dirname(path)), os.path.basename(path)))  # noqa: PTH118, PTH119, PTH120 - a hundred thousand of them
