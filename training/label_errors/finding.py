"""From labelled photos to the labels that may be wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.datasets.duplicates import DuplicatePair, duplicate_groups, find_duplicates, same_animal
from training.datasets.photos import DataError, PhotoSet
from training.datasets.preparing import Say, prepared_photos, without_unreadable
from training.datasets.readers import read_data
from training.label_errors.confident_learning import Doubts, find_doubts
from training.label_errors.cross_validation import FOLDS, cross_validated
from training.networks.quiet import load_tensorflow

FEWEST_PHOTOS = 5
NEIGHBOURS = 4
MOST_NAMED = 5

Floats = NDArray[np.float32]
Counting = Callable[[str], Callable[[int, int], None]]
"""Names what is counted, and gives what is told how many are done and how many there are."""


@dataclass(frozen=True)
class LabelErrorsRequest:
    """What is asked.

    Attributes:
        data: as `read_data` takes it.
        breeds: as `prepared_photos` takes them.
        body: the frozen network whose features speak; one of EfficientNet-Lite.
        seed: of the five parts.
    """

    data: Sequence[Path]
    breeds: str | Sequence[str] = "all"
    body: str = "efficientnet_lite0"
    seed: int = 1337


@dataclass(frozen=True, eq=False)
class LabelErrors:
    """What was found.

    Attributes:
        photos: all N.
        breeds: C names, in the order of the numbers below.
        labels: int64 `[N]`, the given ones.
        doubts: of them.
        features: float32 `[N, D]`, each of length 1: products are likenesses.
        groups: int64 `[N]`; photos of one group are copies or show one animal.
        pairs: copies and twins; positions among the photos.
        is_judged: bool `[N]`; of others nothing is said, since all photos of their breed are copies or of one animal.
    """

    photos: PhotoSet
    breeds: tuple[str, ...]
    labels: NDArray[np.int64]
    doubts: Doubts
    features: Floats
    groups: NDArray[np.int64]
    pairs: Sequence[DuplicatePair]
    is_judged: NDArray[np.bool_]

    @cached_property
    def ranked(self) -> NDArray[np.int64]:
        """Positions of all photos, the most doubtful label first."""
        return self.doubts.ranked

    @cached_property
    def suspects(self) -> NDArray[np.int64]:
        """Positions of the photos whose labels may be wrong, the most doubtful first."""
        return self.ranked[: int(self.doubts.is_suspect.sum())]

    def neighbours(self, position: int) -> list[int]:
        """The few photos that look most like one, the most alike first; its copies and its animal left out."""
        likeness = self.features @ self.features[position]
        likeness[self.groups == self.groups[position]] = -np.inf
        nearest = np.argsort(-likeness, kind="stable")[:NEIGHBOURS]
        return [int(other) for other in nearest if np.isfinite(likeness[other])]

    def copies_labelled_differently(self) -> list[DuplicatePair]:
        """Copies with two labels: one of the two is wrong for certain."""
        return [pair for pair in self.pairs if self.labels[pair.first] != self.labels[pair.second]]


def find_label_errors(request: LabelErrorsRequest, say: Say, counting: Counting) -> LabelErrors:
    """Read photos, compute their features (or read them from the cache), and judge every label by the other photos.

    Args:
        request: what is asked.
        say: told what is left out, and why.
        counting: shows how far the work is.

    Raises:
        DataError: the data cannot be read, or there is too little of it.
    """
    return label_errors_of(_read(request, say), request, say, counting)


def label_errors_of(photos: PhotoSet, request: LabelErrorsRequest, say: Say, counting: Counting) -> LabelErrors:
    """`find_label_errors` for photos that have been read."""
    photos = _enough(photos, say)
    whole, of_whole = without_unreadable(photos, say, counting("looking for copies"))
    print_of = {photo.path: each for photo, each in zip(whole.photos, of_whole, strict=True)}
    readable = _enough(whole, say)
    paths = [photo.path for photo in readable.photos]
    pairs = find_duplicates(paths, [print_of[path] for path in paths])
    groups = duplicate_groups(len(readable), [*pairs, *same_animal(readable.photos)])
    if len(np.unique(groups)) < FOLDS:
        raise DataError(
            f"{photos.root}: all photos are copies of {len(np.unique(groups))}; at least {FOLDS} must differ."
        )
    features, labels = _features(readable, request.body, counting), np.array(readable.breed_numbers(), np.int64)
    said = cross_validated(features, labels, groups, seed=request.seed, progress=counting("comparing labels"))
    features /= np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-6)
    return LabelErrors(
        photos=readable,
        breeds=readable.breeds,
        labels=labels,
        doubts=find_doubts(said.probabilities, labels, said.is_judged),
        features=features,
        groups=groups,
        pairs=pairs,
        is_judged=said.is_judged,
    )


def _read(request: LabelErrorsRequest, say: Say) -> PhotoSet:
    if request.breeds != "all":
        return prepared_photos(request.data, request.breeds, say)
    photos = read_data(*request.data)
    for line in photos.left_out:
        say(line)
    return photos


def _enough(photos: PhotoSet, say: Say) -> PhotoSet:
    """The photos of breeds that have enough of them, and a word about the others.

    Raises:
        DataError: fewer than two breeds have.
    """
    few = [breed for breed, count in photos.counts().items() if count < FEWEST_PHOTOS]
    left = photos.chosen(photo for photo in photos.photos if photo.breed not in set(few))
    if len(left.breeds) < 2:
        raise DataError(
            f"{photos.root}: {len(left.breeds)} of {len(photos.breeds)} breeds with at least {FEWEST_PHOTOS} photos "
            "that can be read. Labels are judged by the other photos: two breeds with as many are needed."
        )
    if few:
        say(
            f"left out: {len(photos) - len(left):,} photos of breeds with fewer than {FEWEST_PHOTOS}, too few to tell "
            f"what a breed looks like ({_some(few)})"
        )
    return left


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _features(photos: PhotoSet, body: str, counting: Counting) -> Floats:
    load_tensorflow()
    from training.fitting.frozen import FrozenBody
    from training.recipes import load_recipe

    show = counting("looking at photos")
    paths = [photo.path for photo in photos.photos]
    # Whoever computes may tell more than these two; what is left to do is counted where it is shown.
    examples = FrozenBody(load_recipe(body, []), "imagenet").examples(
        paths, progress=lambda done, total, *_: show(done, total)
    )
    return np.array(examples.features[0], np.float32)
