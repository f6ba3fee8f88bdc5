"""The steps between a folder of photos and two sides of them, as every command takes them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.datasets.breeds import STUDY_BREEDS
from training.datasets.duplicates import duplicate_groups, find_duplicates
from training.datasets.fingerprints import Fingerprint, fingerprints
from training.datasets.photos import PhotoSet, data_sha256
from training.datasets.readers import read_data
from training.datasets.splits import STUDY_SEED, Side, Split, make_split, stratified_split

Say = Callable[[str], None]


def prepared_photos(data: Sequence[Path], breeds: str | Sequence[str] = "all") -> PhotoSet:
    """Read data, and keep the breeds that are asked for.

    Args:
        data: as `read_data` takes it.
        breeds: "all", "study" for those of the study's 15 that are there, or names.

    Raises:
        DataError: the data cannot be read, a breed is missing, empty, or has too few photos.
    """
    photos = read_data(*data)
    if breeds == "study":
        wanted = set(STUDY_BREEDS)
        there = [breed for breed in photos.breeds if breed in wanted]
        return photos.only_breeds(there or STUDY_BREEDS)
    if isinstance(breeds, str):
        photos.require_trainable()
        return photos
    return photos.only_breeds(breeds)


def without_unreadable(photos: PhotoSet, say: Say) -> tuple[PhotoSet, list[Fingerprint]]:
    """Leave out photos that cannot be decoded, and say which."""
    prints = fingerprints([photo.path for photo in photos.photos])
    broken = [(photo, each.error) for photo, each in zip(photos.photos, prints, strict=True) if each.error]
    for photo, error in broken:
        say(f"left out: {photo.path} cannot be read ({error})")
    kept = [(photo, each) for photo, each in zip(photos.photos, prints, strict=True) if not each.error]
    return photos.chosen(photo for photo, _ in kept), [each for _, each in kept]


def split_in_two(photos: PhotoSet, validation: float, say: Say) -> Split:
    """The study's split: stratified, copies on one side, seed 1337.

    Raises:
        DataError: a breed has too few photos for both sides.
    """
    readable, prints = without_unreadable(photos, say)
    pairs = find_duplicates([photo.path for photo in readable.photos], prints)
    groups = duplicate_groups(len(readable), pairs)
    sides = stratified_split(readable, groups, {Side.VALIDATION: validation}, STUDY_SEED)
    return make_split(readable, sides, kind="study", seed=STUDY_SEED, data_sha256=split_hash(readable, prints))


def split_hash(photos: PhotoSet, prints: Sequence[Fingerprint]) -> str:
    """The hash of the data that goes into the header of a split file."""
    return data_sha256((photo.breed, each.sha256) for photo, each in zip(photos.photos, prints, strict=True))
