"""What labels teach of a breed that the pack does not know: where its photos lie, and whether they belong together.

Linear discriminant analysis (Fisher, Annals of Eugenics 7, 1936) with the covariance that the pack's breeds share. How
far each label is to be believed, the others say (leave one out); the mean follows it in a few rounds (iteratively
reweighted means: Huber, Robust Statistics, 1981). A name that was given to dogs that have nothing in common is not
suggested, and one for a breed that the pack knows under another hardly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.discriminants import SHARPNESS
from desktop_app.learning.state import ENOUGH

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

OFFSET = 2.65
"""Log-odds of a new breed where nothing speaks for or against it."""
CROWD, CROWDED = 2.93, 20
"""What many new breeds take from each other, so that all together cost the pack's own no more than a few."""
LENIENCY = 5.0
"""Labels count in full unless the others speak against them with more than these log-odds."""
DISBELIEVED = 0.05
"""No label is wholly disbelieved."""
ROUNDS = 4
LEAST_BELIEF, LEAST_MEAN_BELIEF = 2.0, 0.5
"""A breed is suggested where its labels are believed so far, together and on average."""
CERTAIN = 0.8
"""A pack is certain of a breed with this probability."""
SAME_PLACE = 0.055
"""Squared distance of means, to `Space.scatter`, within which labels lie where a breed of the pack does."""
SAME_BREED, SAME_BREED_LABELS, SAME_BREED_WIDTH, SAME_BREED_COST = 0.09, 10.0, 0.013, 4.0
"""The same, within which two names are taken to be of one breed; less of it for fewer labels; how soft the border is;
what it takes off."""
CLOSE, CLOSENESS, VERY_CLOSE, VERY_CLOSENESS = 0.5, 1.0, 0.22, 10.0
"""The same, within which a breed is so close to one of the pack's that it takes photos from it; what this takes off for
each unit that it is closer."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PackBreeds:
    """Where the breeds lie that the pack knows.

    Attributes:
        means: float32 `[C, d]`.
        photos: float64 `[C]`: of how many photos each is the mean; 0 of none.
    """

    means: Floats
    photos: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class LabelsOfNewBreed:
    """The labels that name a breed, n of them.

    Attributes:
        vectors: float32 `[n, d]`.
        units: int64 `[n]`: labels with one number are no witnesses for each other.
        weights: float64 `[n]`: what each label counts.
        against: float64 `[n]`: what speaks for the pack's breeds.
        best: float64 `[n]`: the pack's probability for its first breed; not a number where that is not known.
        first: int32 `[n]`: that breed; -1 for none.
        scatter: mean squared distance of a photo from the mean of its breed.
    """

    vectors: Floats
    units: NDArray[np.int64]
    weights: Doubles
    against: Doubles
    best: Doubles
    first: NDArray[np.int32]
    scatter: float


@dataclass(frozen=True, slots=True, eq=False)
class NewBreed:
    """What was learned of a breed that the pack does not know.

    Its log-odds against the first breed of the pack, for a photo at `u`, are `SHARPNESS * (u @ mean - half)`, less what
    speaks for the pack's breeds, less the logarithm of the first one's probability, and what `offsets` says.

    Attributes:
        mean: float32 `[d]`.
        half: half of the squared length of the mean, without what comes of there being few labels.
        cost: what is taken off because the pack knows a breed that lies near, or just there under another name.
        effective: of how many labels it is, as far as they are believed.
    """

    mean: Floats
    half: float
    cost: float
    effective: float


def learn_new_breed(labels: LabelsOfNewBreed, pack: PackBreeds | None) -> NewBreed | None:
    """Learn of one breed; None where its labels do not belong together, or are too few.

    Args:
        labels: in the order of their keys.
        pack: where its breeds lie; None where it does not tell.
    """
    if labels.weights.sum() < ENOUGH - _TINY:
        return None
    vectors = labels.vectors
    _, unit = np.unique(labels.units, return_inverse=True)
    misnamed = np.zeros(len(unit), np.bool_)
    if pack is not None:
        misnamed = _of_known_breeds(labels, vectors, unit, pack)
    weights, belief = _believed(labels, vectors, unit, misnamed)
    others = labels.weights * ~misnamed
    together = float((others * belief).sum())
    if together < LEAST_BELIEF or together < LEAST_MEAN_BELIEF * others.sum():
        return None
    mean, noise = _mean(vectors, weights, unit, labels.scatter)
    cost = 0.0
    if pack is not None:
        apart = ((mean - pack.means) ** 2).sum(axis=1) - noise - labels.scatter / np.maximum(pack.photos, _TINY)
        least = float(apart[pack.photos > 0].min(initial=np.inf)) / labels.scatter
        near = SAME_BREED * min(1.0, labels.scatter / noise / SAME_BREED_LABELS)
        cost = SAME_BREED_COST * float(_sigmoid((near - least) / SAME_BREED_WIDTH))
        cost += CLOSENESS * float(np.clip(CLOSE - least, 0, CLOSE))
        cost += VERY_CLOSENESS * float(np.clip(VERY_CLOSE - least, 0, VERY_CLOSE))
    return NewBreed(mean.astype(np.float32), 0.5 * (float((mean * mean).sum()) - noise), cost, labels.scatter / noise)


def offsets(new: Sequence[NewBreed]) -> Doubles:
    """What the log-odds of each of these breeds get, which are suggested beside each other."""
    count = max(len(new), 1)
    crowd = np.log(min(count, CROWDED)) ** 2 / CROWD + np.log(max(count / CROWDED, 1))
    return np.asarray(OFFSET - crowd - np.array([each.cost for each in new]))


def left_out(labels: LabelsOfNewBreed, pack: PackBreeds | None) -> Doubles:
    """How well each label fits the mean of the others: `SHARPNESS * (u @ others - half)`, `[n]`."""
    vectors = labels.vectors
    _, unit = np.unique(labels.units, return_inverse=True)
    misnamed = np.zeros(len(unit), np.bool_)
    if pack is not None:
        misnamed = _of_known_breeds(labels, vectors, unit, pack)
    weights, _ = _believed(labels, vectors, unit, misnamed)
    return LeftOut(vectors, unit, labels.scatter)(weights)


class LeftOut:
    """How well each label fits the weighted mean of the others: `SHARPNESS * (u @ others - half)`, `[n]`.

    Labels of the same unit are not among the others. What does not depend on weights is worked out once.
    """

    def __init__(self, vectors: Floats, unit: NDArray[np.intp], scatter: float) -> None:
        self._vectors, self._unit, self._scatter = vectors, unit, scatter
        self._lengths = np.einsum("ij,ij->i", vectors, vectors).astype(np.float64)
        # Units of several labels, which are few: products of all that are in one.
        shared = np.bincount(unit) > 1
        order = np.argsort(unit, kind="stable")
        rows = order[shared[unit[order]]]
        self._shared = np.split(rows, np.flatnonzero(np.diff(unit[rows])) + 1) if len(rows) else []
        self._products = [(vectors[some] @ vectors[some].T).astype(np.float64) for some in self._shared]

    def __call__(self, weights: Doubles) -> Doubles:
        """With these weights, float64 `[n]`."""
        unit = self._unit
        total = weights.astype(np.float32) @ self._vectors
        to_all = (self._vectors @ total).astype(np.float64)
        squared = float(total.astype(np.float64) @ total)
        # Of each label: its product with the sum of its unit, that of this sum with all, and its square.
        own, unit_to_all, unit_squared = weights * self._lengths, weights * to_all, weights**2 * self._lengths
        for some, products in zip(self._shared, self._products, strict=True):
            own[some] = products @ weights[some]
            unit_to_all[some] = weights[some] @ to_all[some]
            unit_squared[some] = weights[some] @ products @ weights[some]
        counts = np.bincount(unit, weights)
        left = np.maximum(counts.sum() - counts, _TINY)[unit]
        noise = self._scatter * ((counts**2).sum() - counts**2)[unit] / left**2
        half = 0.5 * ((squared - 2 * unit_to_all + unit_squared) / left**2 - noise)
        return np.asarray(SHARPNESS * ((to_all - own) / left - half))


def _of_known_breeds(
    labels: LabelsOfNewBreed, vectors: Floats, unit: NDArray[np.intp], pack: PackBreeds
) -> NDArray[np.bool_]:
    """Labels whose photos the pack is certain to be of one breed that it knows, and which do look like that breed.

    Three or more of them: all boxers called bull terriers, say. The pack is right of these, and they say nothing.
    """
    misnamed = np.zeros(len(unit), np.bool_)
    certain = (labels.best >= CERTAIN) & (labels.first >= 0)
    for breed in np.unique(labels.first[certain]).tolist():
        chosen = np.flatnonzero(certain & (labels.first == breed))
        mean, noise = _mean(vectors[chosen], labels.weights[chosen], unit[chosen], labels.scatter)
        if noise <= labels.scatter / 3 + _TINY:
            noise += labels.scatter / max(float(pack.photos[breed]), _TINY)
            apart = float(((mean - pack.means[breed]) ** 2).sum()) - noise
            misnamed[chosen] = apart < SAME_PLACE * labels.scatter
    return misnamed


def _believed(
    labels: LabelsOfNewBreed, vectors: Floats, unit: NDArray[np.intp], misnamed: NDArray[np.bool_]
) -> tuple[Doubles, Doubles]:
    """What each label counts for the mean, and how far it is believed, 0 to 1: by how it fits the others' mean."""
    best = np.clip(np.nan_to_num(labels.best, nan=0.5), _TINY, 1)
    begun = labels.weights
    belief = np.where(misnamed, DISBELIEVED, 1.0)
    weights = begun * belief
    if unit.max() < 2:
        return weights, belief
    fit = LeftOut(vectors, unit, labels.scatter)
    for _ in range(ROUNDS):
        odds = fit(weights) - labels.against
        odds += LENIENCY - np.log(best)
        belief = DISBELIEVED + (1 - DISBELIEVED) * np.exp(np.minimum(odds, 0))
        belief[misnamed] = DISBELIEVED
        weights = begun * belief
    return weights, belief


def _mean(vectors: Floats, weights: Doubles, unit: NDArray[np.intp], scatter: float) -> tuple[Doubles, float]:
    """The weighted mean `[d]`, and its expected squared distance from the mean of the breed."""
    counts = np.bincount(unit, weights)
    mean = (weights.astype(np.float32) @ vectors).astype(np.float64) / weights.sum()
    return mean, scatter * float((counts**2).sum() / counts.sum() ** 2)


def _sigmoid(odds: Doubles | float) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))))
