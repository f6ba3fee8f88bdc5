"""How well `python -m training label-errors` finds labels that are wrong on purpose.

    python -m benchmarks label_errors [--body efficientnet_lite0] [--seed 7]

Five of a hundred photos, chosen at random, get the label of a random other breed; files stay as they are. How many of
the first five of a hundred in its order are such photos (precision), and how many of such photos are among them
(recall)? The photos of further breeds have some wrong labels of their own, which count as found wrongly here; what is
found there without any on purpose is printed too. The harder case is measured as well: each wrong label is that of the
breed which looks most like the right one. Beside the order by self-confidence that the command has, the
other one of the paper (Northcutt, Jiang and Chuang 2021, arXiv:1911.00068), by normalised margin.

ImageNet's networks have seen the photos of Stanford Dogs, with other labels than those that are wrong here: expect a
little less of a shelter's own photos.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import DEFAULT_DATA
from training.datasets.photos import PhotoSet
from training.datasets.readers import read_data
from training.label_errors.finding import FEWEST_PHOTOS, LabelErrors, LabelErrorsRequest, label_errors_of

WRONG = 0.05
LEAST_PRECISION = 0.8
STANFORD, FURTHER = "stanford_dogs_train", "more_breeds_train"


def quietly(_what: str) -> Callable[[int, int], None]:
    return lambda _done, _all: None


def with_wrong_labels(
    photos: PhotoSet, seed: int, instead: Mapping[str, str] | None = None
) -> tuple[PhotoSet, set[Path]]:
    """The photos, some with the label of another breed (a random one, or `instead` of theirs), and which."""
    random = np.random.default_rng(seed)
    chosen = random.choice(len(photos), round(WRONG * len(photos)), replace=False)
    breeds, relabelled = photos.breeds, list(photos.photos)
    for position, further in zip(chosen.tolist(), random.integers(1, len(breeds), len(chosen)).tolist(), strict=True):
        photo = relabelled[position]
        by_chance = breeds[(breeds.index(photo.breed) + further) % len(breeds)]
        breed = by_chance if instead is None else instead[photo.breed]
        relabelled[position] = replace(photo, breed=breed, wnid=photos.wnids()[breed])
    return photos.chosen(relabelled), {photos.photos[position].path for position in chosen}


def most_alike(photos: PhotoSet, found: LabelErrors) -> dict[str, str]:
    """For each breed the one whose photos look most like its own: their mean features point the same way."""
    breeds = photos.breeds
    features = dict(zip((photo.path for photo in found.photos.photos), found.features, strict=True))
    means = np.zeros((len(breeds), found.features.shape[1]))
    for photo in photos.photos:
        if photo.path in features:
            means[breeds.index(photo.breed)] += features[photo.path]
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
    likeness = means @ means.T
    np.fill_diagonal(likeness, -1)
    return {breed: breeds[likeness[number].argmax()] for number, breed in enumerate(breeds)}


def share(name: str, right: int, count: int) -> float:
    """Print a share with its 95 % interval (Wilson 1927)."""
    middle = (right + 1.92) / (count + 3.84)
    half = 1.96 * (right * (count - right) / max(1, count) + 0.96) ** 0.5 / (count + 3.84)
    print(f"  {name:44} {right / max(1, count):.3f} ({middle - half:.3f} to {middle + half:.3f}), {right} of {count}")
    return right / max(1, count)


def in_order(found: LabelErrors, wrong: NDArray[np.bool_]) -> float:
    """Print what is found; returns the precision in the first five of a hundred."""
    count, in_all = round(WRONG * len(wrong)), int(wrong.sum())
    print(f"  {'by chance':44} {wrong.mean():.3f}")
    first = int(wrong[found.ranked[:count]].sum())
    precision = share("precision in the first 5 %", first, count)
    share("recall in the first 5 %", first, in_all)
    by_margin = np.argsort(found.doubts.normalised_margin, kind="stable")
    share("precision there, by normalised margin", int(wrong[by_margin[:count]].sum()), count)
    listed = int(wrong[found.suspects].sum())
    share("precision of all that may be wrong", listed, len(found.suspects))
    share("recall of all that may be wrong", listed, in_all)
    print(f"  {'wrong labels, estimated':44} {found.doubts.estimated_errors / len(wrong):.3f} of all")
    return precision


def measured(photos: PhotoSet, request: LabelErrorsRequest, seed: int) -> float:
    precision, found = measured_with(photos, request, seed, None)
    measured_with(photos, request, seed, most_alike(photos, found))
    return precision


def measured_with(
    photos: PhotoSet, request: LabelErrorsRequest, seed: int, instead: Mapping[str, str] | None
) -> tuple[float, LabelErrors]:
    relabelled, wrong = with_wrong_labels(photos, seed, instead)
    found = label_errors_of(relabelled, request, print, quietly)
    print(f"{photos.root.name}: {len(found.photos):,} photos of {len(found.breeds)} breeds, 5 % of labels wrong")
    print("  each is that of " + ("another breed by chance" if instead is None else "the breed that looks most alike"))
    return in_order(found, np.array([photo.path in wrong for photo in found.photos.photos])), found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)))
    parser.add_argument("--body", default="efficientnet_lite0")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=(STANFORD, FURTHER))
    options = parser.parse_args()
    precision = 1.0
    if options.only != FURTHER:
        stanford = options.data / STANFORD
        precision = measured(read_data(stanford), LabelErrorsRequest((stanford,), body=options.body), options.seed)
    if options.only != STANFORD:
        further = options.data / FURTHER
        photos, request = read_data(further), LabelErrorsRequest((further,), body=options.body)
        many = {breed for breed, count in photos.counts().items() if count >= FEWEST_PHOTOS}
        photos = photos.chosen(photo for photo in photos.photos if photo.breed in many)
        measured(photos, request, options.seed)
        found = label_errors_of(photos, request, print, quietly)
        print(f"{FURTHER} as it is: {len(found.suspects)} of {len(found.photos):,} labels may be wrong")
    return 0 if precision >= LEAST_PRECISION else 1


if __name__ == "__main__":
    sys.exit(main())
