"""What labels teach of a breed that the pack does not know: where its photos lie, and whether they belong together.

Linear discriminant analysis (Fisher, Annals of Eugenics 7, 1936) with the covariance that the pack's breeds share. How
far each label is to be believed, the others say (leave one out); the mean follows it in a few rounds (iteratively
reweighted means: Huber, Robust Statistics, 1981). A name that was given to dogs that have nothing in common is not
suggested, and one for a breed that the pack knows under another hardly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

ENOUGH = 3
"""From so many labels on, a breed that the pack does not know is suggested; those of one animal or burst count once."""
SHARPNESS = 0.03
"""How much of a linear discriminant counts: numbers of an embedding are not as independent as it takes them to be."""
OFFSET = 2.0
"""Log-odds of a new breed against all of the pack's where nothing else speaks for or against it."""
SCATTER = 570.0
"""Mean squared distance of a photo from the mean of its breed, for breeds that the pack was not trained on."""
LENIENCY = 3.5
"""Labels are believed until the others speak against them: log-odds."""
DISBELIEVED = 0.05
"""No label is wholly disbelieved."""
COMMON = 0.3
"""What a label counts of whose photo the pack is certain that it shows a breed it knows; of others, up to one more."""
ROUNDS = 4
LEAST_BELIEF, LEAST_MEAN_BELIEF = 2.0, 0.45
"""A breed is suggested where its labels are believed so far, together and on average."""
CERTAIN = 0.8
"""A pack is certain of a breed with this probability."""
SAME_PLACE = 0.055 * SCATTER
"""Squared distance of means within which labels lie where a breed of the pack does."""
SAME_BREED, SAME_BREED_WIDTH, SAME_BREED_COST = 0.09 * SCATTER, 0.013 * SCATTER, 4.0
"""The same, within which two names are taken to be of one breed; how soft the border is; what this takes off log-odds."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PackBreeds:
    """Where the breeds lie that the pack knows.

    Attributes:
        means: float32 `[C, d]`.
        photos: float64 `[C]`: of how many photos each is the mean; at least one.
    """

    means: Floats
    photos: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class LabelsOfNewBreed:
    """The labels that name a breed, n of them.

    Attributes:
        vectors: `[n, d]`.
        units: int64 `[n]`: labels with one number are no witnesses for each other.
        weights: float64 `[n]`: what each label counts.
        against: float64 `[n]`: what speaks for the pack's breeds.
        best: float64 `[n]`: the pack's probability for its first breed; not a number where that is not known.
        first: int32 `[n]`: that breed; -1 for none.
    """

    vectors: NDArray[np.floating]
    units: NDArray[np.int64]
    weights: Doubles
    against: Doubles
    best: Doubles
    first: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class NewBreed:
    """What was learned of a breed that the pack does not know.

    The logarithm of its probability, to that of all breeds of the pack, is `SHARPNESS * (u @ mean - half) + offset` for
    a photo at `u`, less what speaks for the pack's.

    Attributes:
        mean: float32 `[d]`.
        half: half of the squared length of the mean, without what comes of there being few labels.
        offset: less where the name is one for a breed that the pack knows.
    """

    mean: Floats
    half: float
    offset: float


def learn_new_breed(labels: LabelsOfNewBreed, pack: PackBreeds | None) -> NewBreed | None:
    """Learn of one breed; None where its labels do not belong together, or are too few.

    Args:
        labels: in the order of their keys.
        pack: where its breeds lie; None where it does not tell.
    """
    if labels.weights.sum() < ENOUGH - _TINY:
        return None
    vectors = labels.vectors.astype(np.float64)
    _, unit = np.unique(labels.units, return_inverse=True)
    misnamed = np.zeros(len(unit), np.bool_)
    if pack is not None:
        misnamed = _of_known_breeds(labels, vectors, unit, pack)
    weights, belief = _believed(labels, vectors, unit, misnamed)
    others = labels.weights * ~misnamed
    together = float((others * belief).sum())
    if together < LEAST_BELIEF or together < LEAST_MEAN_BELIEF * others.sum():
        return None
    mean, noise = _mean(vectors, weights, unit)
    cost = 0.0
    if pack is not None:
        apart = ((mean - pack.means) ** 2).sum(axis=1) - noise - SCATTER / pack.photos
        cost = SAME_BREED_COST * float(_sigmoid((SAME_BREED - apart.min()) / SAME_BREED_WIDTH))
    return NewBreed(mean.astype(np.float32), 0.5 * (float((mean * mean).sum()) - noise), OFFSET - cost)


def _of_known_breeds(
    labels: LabelsOfNewBreed, vectors: Doubles, unit: NDArray[np.intp], pack: PackBreeds
) -> NDArray[np.bool_]:
    """Labels whose photos the pack is certain to be of one breed that it knows, and which do look like that breed.

    Three or more of them: all boxers called bull terriers, say. The pack is right of these, and they say nothing.
    """
    misnamed = np.zeros(len(unit), np.bool_)
    certain = (labels.best >= CERTAIN) & (labels.first >= 0)
    for breed in np.unique(labels.first[certain]).tolist():
        chosen = np.flatnonzero(certain & (labels.first == breed))
        mean, noise = _mean(vectors[chosen], labels.weights[chosen], unit[chosen])
        if noise <= SCATTER / 3 + _TINY:
            apart = float(((mean - pack.means[breed]) ** 2).sum()) - noise - SCATTER / float(pack.photos[breed])
            misnamed[chosen] = apart < SAME_PLACE
    return misnamed


def _believed(
    labels: LabelsOfNewBreed, vectors: Doubles, unit: NDArray[np.intp], misnamed: NDArray[np.bool_]
) -> tuple[Doubles, Doubles]:
    """What each label counts for the mean, and how far it is believed, 0 to 1: by how it fits the mean of the others."""
    best = np.clip(np.nan_to_num(labels.best, nan=0.5), _TINY, 1)
    begun = labels.weights * (1 - best + COMMON)
    belief = np.where(misnamed, DISBELIEVED, 1.0)
    weights = begun * belief
    if unit.max() < 2:
        return weights, belief
    for _ in range(ROUNDS):
        sums = _by_unit(weights[:, None] * vectors, unit)
        counts = _by_unit(weights[:, None], unit)[:, 0]
        left = np.maximum(counts.sum() - counts, _TINY)
        noise = SCATTER * ((counts**2).sum() - counts**2) / left**2
        others = (sums.sum(axis=0) - sums) / left[:, None]
        half = 0.5 * ((others * others).sum(axis=1) - noise)
        odds = SHARPNESS * ((vectors * others[unit]).sum(axis=1) - half[unit]) - labels.against
        odds += LENIENCY - np.log(best)
        belief = DISBELIEVED + (1 - DISBELIEVED) * _sigmoid(odds)
        belief[misnamed] = DISBELIEVED
        weights = begun * belief
    return weights, belief


def _mean(vectors: Doubles, weights: Doubles, unit: NDArray[np.intp]) -> tuple[Doubles, float]:
    """The weighted mean `[d]`, and its expected squared distance from the mean of the breed."""
    counts = np.bincount(unit, weights)
    mean = (weights[:, None] * vectors).sum(axis=0) / weights.sum()
    return mean, SCATTER * float((counts**2).sum() / counts.sum() ** 2)


def _by_unit(values: Doubles, unit: NDArray[np.intp]) -> Doubles:
    """Sums of rows, `[units, …]`."""
    order = np.argsort(unit, kind="stable")
    starts = np.flatnonzero(np.diff(unit[order], prepend=-1))
    return np.asarray(np.add.reduceat(values[order], starts, axis=0))


def _sigmoid(odds: Doubles | float) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))))
