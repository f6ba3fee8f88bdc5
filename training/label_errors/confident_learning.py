"""Confident learning (Northcutt, Jiang and Chuang 2021, arXiv:1911.00068): which labels a set of photos contradicts.

A network that was trained on the other photos says how probable each breed is for a photo. A breed counts as what a
photo shows where it is at least as probable as it is, on average, for the photos that are labelled so: a breed that is
hard to tell needs less than one that is easy. How often photos with one label count as another breed is the confident
joint; made to agree with how many photos each label has, it says how many labels of each breed are wrong, about.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Doubts:
    """What is said of the labels of N photos of C breeds.

    Attributes:
        self_confidence: float64 `[N]`: how probable the given label is.
        looks_like: int64 `[N]`: the breed that is the most probable beside the given one.
        probability: float64 `[N]`: how probable that is.
        joint: float64 `[C, C]`: how many photos with the label of the row show the breed of the column, estimated.
        is_suspect: bool `[N]`: whether the label is one of those that may be wrong.
    """

    self_confidence: Probabilities
    looks_like: Integers
    probability: Probabilities
    joint: Probabilities
    is_suspect: NDArray[np.bool_]

    @property
    def normalised_margin(self) -> Probabilities:
        """The given label's probability less that of the best other breed: float64 `[N]`, -1 to 1."""
        return self.self_confidence - self.probability

    @property
    def ranked(self) -> Integers:
        """Positions of all photos, int64 `[N]`: the suspects first, and among each the least probable label first."""
        return np.lexsort((self.normalised_margin, self.self_confidence, ~self.is_suspect))

    @property
    def estimated_errors(self) -> float:
        """How many labels are wrong, estimated. Breeds that look alike make it too large."""
        return float(self.joint.sum() - np.trace(self.joint))


def find_doubts(probabilities: Probabilities, labels: Integers, is_judged: NDArray[np.bool_] | None = None) -> Doubts:
    """Which labels may be wrong.

    The suspects are found by the paper's "prune by class": of the photos of each label as many as the joint says are
    wrong, those whose own label is the least probable. Photos are ranked by self-confidence, one of its two measures:
    where wrong labels are those of any breed, it finds far more of them in front than the normalised margin, which is a
    little better where they are those of the breed that looks most alike (`python -m benchmarks label_errors`).

    Args:
        probabilities: `[N, C]`, of photos that the network was not trained on, each row's sum 1.
        labels: `[N]`, the given labels as columns.
        is_judged: bool `[N]`: photos of whose labels something can be said; all of them by default.
    """
    judged = np.ones(len(labels), np.bool_) if is_judged is None else is_judged
    rows = np.arange(len(labels))
    own = probabilities[rows, labels]
    others = probabilities.copy()
    others[rows, labels] = -1.0
    looks_like = others.argmax(axis=1).astype(np.int64)
    joint = estimated_joint(probabilities[judged], labels[judged])
    suspect = np.zeros(len(labels), np.bool_)
    for label in range(probabilities.shape[1]):
        given = np.flatnonzero((labels == label) & judged)
        wrong = round(float(joint[label].sum() - joint[label, label]))
        suspect[given[np.argsort(own[given], kind="stable")[:wrong]]] = True
    # A label that is the most probable of all is not contradicted, however many are expected to be wrong.
    suspect &= own < others[rows, looks_like]
    return Doubts(own, looks_like, others[rows, looks_like], joint, suspect)


def thresholds(probabilities: Probabilities, labels: Integers) -> Probabilities:
    """How probable each breed is, on average, for the photos labelled so: float64 `[C]`; infinite without photos."""
    breeds = probabilities.shape[1]
    counts = np.bincount(labels, minlength=breeds)
    sums = np.bincount(labels, probabilities[np.arange(len(labels)), labels], breeds)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.inf)


def confident_joint(probabilities: Probabilities, labels: Integers) -> Integers:
    """How many photos with the label of the row count as the breed of the column: int64 `[C, C]`.

    A photo counts as the most probable of the breeds that reach their thresholds; where none does, it does not count.
    """
    breeds = probabilities.shape[1]
    reached = np.where(probabilities >= thresholds(probabilities, labels), probabilities, -1.0)
    counted = reached.max(axis=1) >= 0
    joint = np.zeros((breeds, breeds), np.int64)
    np.add.at(joint, (labels[counted], reached.argmax(axis=1)[counted]), 1)
    return joint


def estimated_joint(probabilities: Probabilities, labels: Integers) -> Probabilities:
    """The confident joint, with each row's sum the number of photos that have its label: float64 `[C, C]`."""
    counts = np.bincount(labels, minlength=probabilities.shape[1])
    joint = confident_joint(probabilities, labels).astype(np.float64)
    sums = joint.sum(axis=1)
    # Where no photo of a label counts, nothing is known against it.
    joint[sums == 0, sums == 0] = 1.0
    shares: Probabilities = joint / np.maximum(joint.sum(axis=1, keepdims=True), 1.0)
    return shares * counts[:, None]
