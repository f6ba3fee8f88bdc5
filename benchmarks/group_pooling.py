"""What does a group look like? `python -m benchmarks group_pooling`: the pool that the app takes, and others.

Groups are made of photos whose breed is known: a good photo and four spoilt versions of it (blurred, dark, small, a
part); the four alone; several photos of one breed; a good photo of a breed with spoilt ones of other dogs of it; and
versions of one moment, which depend on each other most. Whatever was chosen, was chosen on `other_sources_dev` (where
about 5 % of the labels are wrong); the figures count on photos that neither training nor tuning nor this choice has
seen: whole photos of `more_breeds_train`, the test side of `whole_photos`, and crops of the test side.

Printed are how often the first breed is right, with 95 % intervals over groups (bootstrap), the negative
log-likelihood, how far the probability is from how often it is right (calibration error), and how often "sure" is
right.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.accuracy import DEV
from benchmarks.group_photos import SPOILT, Looked, look, opened, version
from benchmarks.held_out import of_side
from benchmarks.photos import DEFAULT_DATA
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.decisions import softmax
from desktop_app.inference.packs import load_pack
from desktop_app.photos.group_pooling import pool
from desktop_app.photos.group_summary import SURE_FROM
from training.datasets.breeds import stanford_breeds
from training.datasets.splits import Side
from training.evaluation.calibration import bootstrap_interval, expected_calibration_error

CROPS, MOMENTS, MOST_PHOTOS = 240, 3, 5
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Rule = Callable[[Floats], Floats]
"""From what each photo of a group says, `[photos, C]`, to what the group looks like, `[C]`."""


def breed_of(path: Path) -> str:
    return path.parent.name.partition("-")[0]


def entropy(each: Floats) -> Floats:
    return np.asarray(-(each * np.log(np.maximum(each, 1e-12))).sum(axis=1))


def vote(each: Floats) -> Floats:
    """A vote for a breed each; probabilities decide between equals."""
    counts = np.bincount(each.argmax(axis=1), minlength=each.shape[1]) + 1e-3 * each.mean(axis=0)
    return np.asarray(counts / counts.sum())


def most_certain(each: Floats) -> Floats:
    return np.asarray(each[each.max(axis=1).argmax()])


def mean(each: Floats, weighted: bool = False) -> Floats:
    weights = np.exp(-entropy(each)) if weighted else np.ones(len(each))
    return np.asarray(weights @ each / weights.sum())


def geometric(each: Floats, weighted: bool = False, independent: float = 0.0) -> Floats:
    """A logarithmic pool; `independent` 1 is the product of experts that know nothing of each other."""
    weights = np.exp(-entropy(each)) if weighted else np.ones(len(each))
    power = len(each) ** independent / weights.sum()
    return softmax(power * (weights @ np.log(np.maximum(each, 1e-5))))


ON_LOGITS: dict[str, Rule] = {
    "one photo, the first": lambda each: np.asarray(each[0]),
    "one photo, the most certain": most_certain,
    "vote": vote,
    "mean": mean,
    "mean, by certainty": partial(mean, weighted=True),
    "geometric mean": geometric,
    "geometric mean, photos independent": partial(geometric, independent=1.0),
    "geometric mean, half independent": partial(geometric, independent=0.5),
    "geometric mean, by certainty": partial(geometric, weighted=True),
}
OURS = "OURS: the same, of five breeds a photo"


def our_pool(looked: Looked, groups: Sequence[Rows]) -> Floats:
    """What the app says, as probabilities `[groups, C]`."""
    rows = np.concatenate(groups)
    of = np.repeat(np.arange(len(groups), dtype=np.int32), [len(each) for each in groups])
    breeds = len(looked.breed_ids)
    found = pool(looked.ranked[rows].astype(np.int32), looked.probabilities[rows], of, len(groups), breeds)
    named = found.ranked >= 0
    rest = np.maximum(1 - np.where(named, found.probabilities, 0).sum(axis=1), 0) / (breeds - named.sum(axis=1))
    said = np.repeat(rest[:, None], breeds, axis=1)
    group, place = np.nonzero(named)
    said[group, found.ranked[group, place]] = found.probabilities[group, place]
    return said


def sure_groups(looked: Looked, groups: Sequence[Rows], said: Floats) -> NDArray[np.bool_]:
    """Which groups the app is sure of, by the rule of `group_summary`."""
    sure = np.array([word is Confidence.SURE for word in looked.confidence])
    found = []
    for rows, each in zip(groups, said, strict=True):
        surely = looked.ranked[rows, 0][sure[rows]]
        found.append(len(surely) > 0 and (surely == each.argmax()).all() and each.max() >= SURE_FROM)
    return np.array(found, np.bool_)


def figures(name: str, said: Floats, labels: Rows) -> None:
    right = said.argmax(axis=1) == labels
    low, high = bootstrap_interval(len(right), lambda rows: float(right[rows].mean()))
    likelihood = -np.log(np.maximum(said[np.arange(len(labels)), labels], 1e-6)).mean()
    error = expected_calibration_error(said, labels, bins=10)
    print(f"  {name:42} {right.mean():.3f} ({low:.3f} to {high:.3f})   {likelihood:6.3f}   {error:.3f}")


def difference(said: Floats, other: Floats, labels: Rows) -> None:
    better = (said.argmax(axis=1) == labels).astype(float) - (other.argmax(axis=1) == labels)
    low, high = bootstrap_interval(len(better), lambda rows: float(better[rows].mean()))
    print(f"  {'more often right than a vote, by':42} {better.mean():+.3f} ({low:+.3f} to {high:+.3f})")


def kinds_of_groups(paths: Sequence[Path], first_row: int) -> dict[str, list[Rows]]:
    """Rows of what `makers` makes of these photos: each photo, its spoilt versions, its versions of one moment."""
    width = 1 + len(SPOILT) + MOMENTS
    start = first_row + width * np.arange(len(paths))
    spoilt = 1 + np.arange(len(SPOILT))
    by_breed = defaultdict(list)
    for place, path in enumerate(paths):
        by_breed[breed_of(path)].append(start[place])
    several = [np.array(rows[:MOST_PHOTOS]) for rows in by_breed.values() if len(rows) > 1]
    random = Random(5)
    return {
        "a good photo and four spoilt ones": [np.concatenate([[row], row + spoilt]) for row in start],
        "four spoilt ones": [row + spoilt for row in start],
        "several photos of one breed": several,
        "one good, others of its breed spoilt": [
            np.array([rows[0], *(row + random.choice(spoilt.tolist()) for row in rows[1:])]) for rows in several
        ],
        "versions of one moment": [row + np.array([0, *range(1 + len(SPOILT), width)]) for row in start],
    }


def main() -> int:
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    known = set(stanford_breeds())
    crops = of_side(data, "stanford_dogs_train/", {Side.TEST})
    Random(5).shuffle(crops)
    sets = {
        "chosen on these": [path for path in sorted((data / DEV).rglob("*")) if breed_of(path) in known],
        "nothing was chosen on these": [
            *(path for path in sorted((data / "more_breeds_train").rglob("*.*")) if breed_of(path) in known),
            *of_side(data, "whole_photos/", {Side.TEST}),
            *sorted(crops[:CROPS]),
        ],
    }
    everything = [path for paths in sets.values() for path in paths]
    makers = []
    for path in everything:
        makers.append(partial(opened, path))
        makers += [partial(_spoilt, path, number) for number in range(len(SPOILT))]
        makers += [partial(_moment, path, number) for number in range(MOMENTS)]
    looked = look(makers)
    pack = load_pack(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    each = softmax(looked.logits.astype(np.float64) / pack.manifest.temperature)
    column = {breed: number for number, breed in enumerate(looked.breed_ids)}
    labels = np.repeat([column[breed_of(path)] for path in everything], len(makers) // len(everything))
    width = len(makers) // len(everything)
    first_row = 0
    for name, paths in sets.items():
        for kind, groups in kinds_of_groups(paths, first_row).items():
            print(f"{name}: {kind}, {len(groups)} groups   right, negative log-likelihood, calibration error")
            judge(looked, each, groups, np.array([labels[rows[0]] for rows in groups]))
        first_row += len(paths) * width
    return 0


def judge(looked: Looked, each: Floats, groups: Sequence[Rows], labels: Rows) -> None:
    """Print what all rules make of groups."""
    alone = [float((each[rows].argmax(axis=1) == label).mean()) for rows, label in zip(groups, labels, strict=True)]
    print(f"  {'one photo, any of them':42} {np.mean(alone):.3f}")
    for name, rule in ON_LOGITS.items():
        figures(name, np.stack([rule(each[rows]) for rows in groups]), labels)
    ours = our_pool(looked, groups)
    figures(OURS, ours, labels)
    difference(ours, np.stack([vote(each[rows]) for rows in groups]), labels)
    sure = sure_groups(looked, groups, ours)
    hits = ours.argmax(axis=1)[sure] == labels[sure]
    low, high = bootstrap_interval(len(hits), lambda rows: float(hits[rows].mean()))
    print(f"  {'sure of':42} {sure.mean():.3f}, right where sure {hits.mean():.3f} ({low:.3f} to {high:.3f})")


def _spoilt(path: Path, number: int) -> Image.Image:
    return SPOILT[number](opened(path), Random(f"{path.name}bad{number}"))


def _moment(path: Path, number: int) -> Image.Image:
    return version(opened(path), Random(f"{path.name}{number}"))


if __name__ == "__main__":
    sys.exit(main())
