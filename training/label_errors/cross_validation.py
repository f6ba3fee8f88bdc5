"""What a linear head says of each photo when it was fitted to the others."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from training.networks.heads import LinearHead, fit_linear_head

FOLDS = 5
# From strong to weak; where to stop is found out.
PENALTIES = (0.1, 0.03, 0.01, 0.003, 0.001, 0.0003)
# The ranking hardly depends on how near the minimum a head is; twelve thousand photos would take minutes more.
ITERATIONS = 60

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class CrossValidated:
    """Probabilities out of fold.

    Attributes:
        probabilities: float64 `[N, C]`.
        is_judged: bool `[N]`: whether the head that judged a photo had seen other photos of its breed.
        penalty: of the heads.
    """

    probabilities: NDArray[np.float64]
    is_judged: NDArray[np.bool_]
    penalty: float


def cross_validated(
    features: Floats,
    labels: NDArray[np.int64],
    groups: NDArray[np.int64],
    *,
    seed: int,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> CrossValidated:
    """Fit a head to four fifths of the photos and ask it about the rest, five times.

    The penalty is weakened until the labels of the first part, which its head has not seen, become less probable; it is
    then the same for all.

    Args:
        features: float32 `[N, D]`.
        labels: `[N]`, columns 0 to C - 1.
        groups: `[N]`; photos of one group (copies, one animal) stay in one part, so that none votes for its own copy.
        seed: of the choice of the parts.
        progress: called with heads done and heads in all.
    """
    breeds = int(labels.max()) + 1
    parts = _parts(labels, groups, seed)
    heads = _Heads(features, labels, parts == 0, breeds)
    path = [heads.step(PENALTIES[0])]
    for penalty in PENALTIES[1:]:
        path.append(heads.step(penalty))
        if path[-1].loss > path[-2].loss:
            break
    best = min(range(len(path)), key=lambda step: path[step].loss)
    probabilities = np.zeros((len(labels), breeds))
    probabilities[parts == 0] = path[best].probabilities
    progress(1, FOLDS)
    for part in range(1, FOLDS):
        held_out = parts == part
        probabilities[held_out] = _Heads(features, labels, held_out, breeds).step(PENALTIES[best]).probabilities
        progress(part + 1, FOLDS)
    elsewhere = np.array([np.isin(np.arange(breeds), labels[parts != part]) for part in range(FOLDS)])
    return CrossValidated(probabilities, elsewhere[parts, labels], PENALTIES[best])


def _parts(labels: NDArray[np.int64], groups: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """Which part each photo is in: int64 `[N]`; each label's photos are spread evenly over the parts.

    Groups come in a random order, those of most photos first, each into the part with the fewest photos of its label.
    """
    members, sizes = np.unique(groups, return_inverse=True, return_counts=True)[1:]
    first = np.unique(members, return_index=True)[1]
    random = np.random.default_rng(seed).permutation(len(sizes))
    part_of = np.zeros(len(sizes), np.int64)
    filled = np.zeros((int(labels.max()) + 1, FOLDS), np.int64)
    for group in random[np.argsort(-sizes[random], kind="stable")]:
        label = labels[first[group]]
        # Of parts with as many photos of the label, the one with fewest of all.
        part_of[group] = min(range(FOLDS), key=lambda part: (filled[label, part], filled[:, part].sum()))
        filled[label, part_of[group]] += sizes[group]
    return part_of[members]


@dataclass(frozen=True, eq=False)
class _Step:
    probabilities: NDArray[np.float64]
    loss: float


class _Heads:
    """Heads that are asked about one part, each beginning at the one before."""

    def __init__(self, features: Floats, labels: NDArray[np.int64], held_out: NDArray[np.bool_], breeds: int) -> None:
        self._training, self._labels = features[~held_out], labels[~held_out]
        self._asked, self._given = features[held_out], labels[held_out]
        self._start = LinearHead(np.zeros((features.shape[1], breeds), np.float32), np.zeros(breeds, np.float32))
        self._head: LinearHead | None = None

    def step(self, penalty: float) -> _Step:
        self._head = fit_linear_head(
            self._training, self._labels, self._start, penalty=penalty, iterations=ITERATIONS, begin=self._head
        )
        probabilities = softmax(self._head.logits(self._asked).astype(np.float64), axis=1)
        own = probabilities[np.arange(len(self._given)), self._given]
        return _Step(probabilities, float(-np.log(np.maximum(own, 1e-12)).mean()))
