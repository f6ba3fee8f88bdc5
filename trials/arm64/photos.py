"""Photos of known breed of which neither the networks nor the rules of the pack have seen anything."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.held_out import of_side
from benchmarks.pack import pack_breeds
from training.bundled.photos import CROPS, MORE_BREEDS, WHOLE
from training.datasets.splits import Side

COUNT = 300


@dataclass(frozen=True)
class KnownPhoto:
    """A photo of a dog whose breed is known.

    Attributes:
        path: of the file.
        breed: its id.
    """

    path: Path
    breed: str


def known_photos(data: Path, count: int = COUNT) -> list[KnownPhoto]:
    """So many photos: all of further breeds on the test side, all whole ones that were held out, and crops.

    The rules were chosen on other photos: those from other sources, and those beside the further breeds. Crops are
    spread evenly over the breeds; none of them is a part of one of the whole photos, and no file is there twice.
    """
    further = [KnownPhoto(path, f"breed:{path.parent.name}") for path in of_side(data, f"{MORE_BREEDS}/", {Side.TEST})]
    whole = [_of_stanford(path) for path in of_side(data, f"{WHOLE}/", {Side.VALIDATION, Side.TEST})]
    names = {photo.path.name for photo in whole}
    crops = [_of_stanford(path) for path in of_side(data, f"{CROPS}/", {Side.TEST}) if path.name not in names]
    known = set(pack_breeds())
    first = without_copies(photo for photo in [*further, *whole] if photo.breed in known)
    others = [photo for photo in without_copies([*first, *crops])[len(first) :] if photo.breed in known]
    return [*first, *spread(others, count - len(first))][:count]


def _of_stanford(path: Path) -> KnownPhoto:
    return KnownPhoto(path, path.parent.name.partition("-")[0])


def spread(photos: list[KnownPhoto], count: int) -> list[KnownPhoto]:
    """So many of them, as evenly as they lie."""
    count = max(0, min(count, len(photos)))
    return [photos[number * len(photos) // count] for number in range(count)]


def without_copies(photos: Iterable[KnownPhoto]) -> list[KnownPhoto]:
    """The first of each that are the same, byte for byte."""
    seen: dict[str, KnownPhoto] = {}
    for photo in photos:
        seen.setdefault(hashlib.sha256(photo.path.read_bytes()).hexdigest(), photo)
    return list(seen.values())
