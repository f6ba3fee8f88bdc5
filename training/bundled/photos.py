"""The photos behind the bundled model, and which of them it was trained on.

Four folders are split (training crops, whole photos, other animals and things, dogs of unknown breed); the photos from
other sources are never trained on: everything that has to be chosen or calibrated is chosen on them.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app.catalog.scan import find_photos
from training.datasets.duplicates import duplicate_groups, find_duplicates, read_boxes
from training.datasets.fingerprints import fingerprints
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, data_sha256
from training.datasets.readers import read_data
from training.datasets.splits import Side, Split, make_split, stratified_split

CROPS = "stanford_dogs_train"
WHOLE = "whole_photos"
OTHER_SOURCES = "other_sources_dev"
NO_DOGS = "other_animals_and_things"
UNKNOWN_DOGS = "dogs_of_unknown_breed"
BOXES = "stanford_split.csv"
COMMITTED_SPLIT = Path(__file__).parent.with_name("splits") / "bundled.csv"

CAT = "(cat)"
SOMETHING_ELSE = "(something else)"
DOG = "(dog of unknown breed)"
OTHER_BREED = "(dog of another breed)"
FRACTIONS = {Side.VALIDATION: 0.1, Side.TEST: 0.1}


@dataclass(frozen=True)
class BundledPhotos:
    """All photos with their labels: a breed, or one of the words in brackets above.

    Attributes:
        photos: those that are split, then those from other sources.
        sha256: hash of contents and labels.
        groups: number of each photo's group of near-duplicates and twins.
    """

    photos: PhotoSet
    sha256: str
    groups: list[int]

    def folder_of(self, photo: LabelledPhoto) -> str:
        """The data set that a photo belongs to: the first folder of its name."""
        return self.photos.name_of(photo).split("/", 1)[0]


def read_bundled_photos(data: Path) -> BundledPhotos:
    """Read the photos in `data` and find those that are the same.

    Raises:
        DataError: a folder is missing, or a photo cannot be read.
    """
    data = data.absolute()
    missing = [name for name in (CROPS, WHOLE, OTHER_SOURCES, NO_DOGS, UNKNOWN_DOGS) if not (data / name).is_dir()]
    if missing:
        raise DataError(f"{data}: the folder {missing[0]} is missing; the bundled model is made from it.")
    dogs = read_data(data / CROPS, data / WHOLE).photos
    others = [
        LabelledPhoto(path, CAT if path.parent.name == "cat" else SOMETHING_ELSE)
        for path in sorted(find_photos([data / NO_DOGS]))
    ]
    unknown = [LabelledPhoto(path, DOG) for path in sorted(find_photos([data / UNKNOWN_DOGS]))]
    known = {photo.wnid for photo in dogs}
    elsewhere = [
        photo if photo.wnid in known else LabelledPhoto(photo.path, OTHER_BREED)
        for photo in read_data(data / OTHER_SOURCES).photos
    ]
    photos = PhotoSet(data, (*dogs, *others, *unknown, *elsewhere))
    paths = [photo.path for photo in photos.photos]
    prints = fingerprints(paths)
    for path, fingerprint in zip(paths, prints, strict=True):
        if fingerprint.error:
            raise DataError(f"{path}: cannot be read ({fingerprint.error}). Take it out of the folder.")
    boxes = read_boxes(data / BOXES) if (data / BOXES).is_file() else None
    pairs = find_duplicates(paths, prints, boxes)
    labels = [photo.breed for photo in photos.photos]
    digest = data_sha256((label, each.sha256) for label, each in zip(labels, prints, strict=True))
    return BundledPhotos(photos, digest, duplicate_groups(len(paths), pairs).tolist())


def split_bundled_photos(bundled: BundledPhotos, seed: int) -> Split:
    """A tenth for validation, a tenth for testing, groups together; photos from other sources only for validation.

    A photo that is the same as one from other sources is left out.
    """
    photos = bundled.photos.photos
    elsewhere = np.array([bundled.folder_of(photo) == OTHER_SOURCES for photo in photos])
    own = np.flatnonzero(~elsewhere)
    groups = bundled.groups
    taken = {group for group, outside in zip(groups, elsewhere, strict=True) if outside}
    chosen = stratified_split(
        bundled.photos.chosen(photos[number] for number in own), [groups[number] for number in own], FRACTIONS, seed
    )
    sides = [Side.VALIDATION] * len(photos)
    for number, side in zip(own, chosen, strict=True):
        sides[number] = Side.LEFT_OUT if groups[number] in taken else side
    return make_split(bundled.photos, sides, kind="three-way", seed=seed, data_sha256=bundled.sha256)
