"""The photos behind the bundled model, and which of them it was trained on.

Five folders are split (training crops, whole photos, other animals and things, dogs of unknown breed, further breeds);
the photos from other sources are never trained on: everything that has to be chosen or calibrated is chosen on them.
The same holds for photos among those of further breeds that show one of the 120, or a breed of which there are too few.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.scan import find_photos
from desktop_app.paths import assets_folder
from training.datasets.duplicates import duplicate_groups, find_duplicates, read_boxes
from training.datasets.fingerprints import fingerprints
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, data_sha256
from training.datasets.readers import read_data
from training.datasets.splits import Side, Split, make_split, stratified_split, write_split
from training.runs.run import SPLIT

CROPS = "stanford_dogs_train"
WHOLE = "whole_photos"
OTHER_SOURCES = "other_sources_dev"
NO_DOGS = "other_animals_and_things"
UNKNOWN_DOGS = "dogs_of_unknown_breed"
MORE_BREEDS = "more_breeds_train"
FINDER = Path("dog_detector", "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite")
BOXES = "stanford_split.csv"
COMMITTED_SPLIT = Path(__file__).parent.with_name("splits") / "bundled.csv"

CAT = "(cat)"
SOMETHING_ELSE = "(something else)"
DOG = "(dog of unknown breed)"
OTHER_BREED = "(dog of another breed)"
FRACTIONS = {Side.VALIDATION: 0.1, Side.TEST: 0.1}
# Of the further breeds there are few photos: a tenth is kept from training, to judge by.
FRACTIONS_OF_MORE = {Side.TEST: 0.1}
# Of fewer photos, no head learns a breed: they show what the model does not know.
FEWEST = 8
FURTHER_PREFIX = "breed:"


@dataclass(frozen=True)
class BundledPhotos:
    """All photos with their labels: a breed, or one of the words in brackets above.

    Attributes:
        photos: those that are split, then those from other sources.
        sha256: hash of contents and labels.
        groups: number of each photo's group of near-duplicates and twins.
        contents: SHA-256 of each photo's file; empty where nobody needs them.
    """

    photos: PhotoSet
    sha256: str
    groups: list[int]
    contents: tuple[str, ...] = ()

    def folder_of(self, photo: LabelledPhoto) -> str:
        """The data set that a photo belongs to: the first folder of its name."""
        return self.photos.name_of(photo).split("/", 1)[0]

    def only_judges(self, photo: LabelledPhoto) -> bool:
        """Whether it is never trained on, but chosen and calibrated with."""
        folder = self.folder_of(photo)
        return folder == OTHER_SOURCES or (folder == MORE_BREEDS and not photo.breed.startswith(FURTHER_PREFIX))


def breed_id_of(photo: LabelledPhoto) -> str | None:
    """The id of the breed that a photo shows, as packs have it; None for all that is no breed to learn."""
    return photo.breed if photo.breed.startswith(FURTHER_PREFIX) else photo.wnid


def require_folders(data: Path) -> None:
    """Make sure that all folders are there that the bundled model is made from.

    Raises:
        DataError: one is missing.
    """
    folders = (CROPS, WHOLE, OTHER_SOURCES, NO_DOGS, UNKNOWN_DOGS, MORE_BREEDS)
    missing = [name for name in folders if not (data / name).is_dir()]
    if missing:
        raise DataError(f"{data}: the folder {missing[0]} is missing; the bundled model is made from it.")


def read_bundled_photos(data: Path) -> BundledPhotos:
    """Read the photos in `data` and find those that are the same.

    Raises:
        DataError: a folder is missing, or a photo cannot be read.
    """
    data = data.absolute()
    require_folders(data)
    dogs = read_data(data / CROPS, data / WHOLE).photos
    others = [
        LabelledPhoto(path, CAT if path.parent.name == "cat" else SOMETHING_ELSE)
        for path in sorted(find_photos([data / NO_DOGS]))
    ]
    unknown = [LabelledPhoto(path, DOG) for path in sorted(find_photos([data / UNKNOWN_DOGS]))]
    known = {photo.wnid for photo in dogs}
    read_more = read_data(data / MORE_BREEDS).photos
    counts = Counter(photo.breed for photo in read_more if photo.wnid not in known)
    further = {FURTHER_PREFIX + breed for breed, count in counts.items() if count >= FEWEST}
    more = [
        _known_or_further(photo, known, further, FURTHER_PREFIX + photo.breed)
        for photo in sorted(read_more, key=lambda photo: photo.path.as_posix())
    ]
    elsewhere = [
        _known_or_further(photo, known, further, _id_of_name(photo.breed))
        for photo in read_data(data / OTHER_SOURCES).photos
    ]
    photos = PhotoSet(data, (*dogs, *others, *unknown, *more, *elsewhere))
    paths = [photo.path for photo in photos.photos]
    prints = fingerprints(paths)
    for path, fingerprint in zip(paths, prints, strict=True):
        if fingerprint.error:
            raise DataError(f"{path}: cannot be read ({fingerprint.error}). Take it out of the folder.")
    boxes = read_boxes(data / BOXES) if (data / BOXES).is_file() else None
    pairs = find_duplicates(paths, prints, boxes)
    labels = [photo.breed for photo in photos.photos]
    digest = data_sha256((label, each.sha256) for label, each in zip(labels, prints, strict=True))
    groups = duplicate_groups(len(paths), pairs).tolist()
    return BundledPhotos(photos, digest, groups, tuple(each.sha256 for each in prints))


def _known_or_further(
    photo: LabelledPhoto, known: set[str | None], further: set[str], breed_id: str | None
) -> LabelledPhoto:
    """A photo of one of the 120, of a further breed that is learned, or of another breed."""
    if photo.wnid in known:
        return photo
    return LabelledPhoto(photo.path, breed_id if breed_id in further and breed_id else OTHER_BREED)


def _id_of_name(breed: str) -> str | None:
    """The id of the breed that photos from other sources call so ("other-bull_terrier")."""
    return _book().exact(breed.removeprefix("other-").replace("_", " "))


@cache
def _book() -> BreedBook:
    return BreedBook.load_folder(assets_folder() / "breeds")


def keep_split(bundled: BundledPhotos, split: Split, run: Path) -> None:
    """Write into a run's folder who is trained on, with the photos' contents: by these `evaluate` knows them anywhere.

    Raises:
        OSError: the folder cannot be written.
    """
    names = (bundled.photos.name_of(photo) for photo in bundled.photos.photos)
    write_split(replace(split, contents=dict(zip(names, bundled.contents, strict=True))), run / SPLIT)


def split_bundled_photos(bundled: BundledPhotos, seed: int) -> Split:
    """A tenth for validation, a tenth for testing, groups together; photos from other sources only for validation.

    Photos of further breeds are split by themselves: nine tenths are trained on. A photo that is the same as one that
    only judges is left out, and so is one of a further breed that is the same as another photo.
    """
    photos = bundled.photos.photos
    judges = np.array([bundled.only_judges(photo) for photo in photos])
    further = np.array([bundled.folder_of(photo) == MORE_BREEDS for photo in photos]) & ~judges
    groups = np.array(bundled.groups)
    taken = set(groups[judges].tolist())
    sides = [Side.VALIDATION] * len(photos)
    for own, fractions in ((~judges & ~further, FRACTIONS), (further, FRACTIONS_OF_MORE)):
        numbers = np.flatnonzero(own)
        if not len(numbers):
            continue
        few = bundled.photos.chosen(photos[number] for number in numbers)
        for number, side in zip(numbers, stratified_split(few, groups[numbers], fractions, seed), strict=True):
            sides[number] = Side.LEFT_OUT if int(groups[number]) in taken else side
        taken |= set(groups[numbers].tolist())
    return make_split(bundled.photos, sides, kind="three-way", seed=seed, data_sha256=bundled.sha256)
