"""Figures from probabilities `[N, C]` and labels (column numbers, int `[N]`)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.calibration import BINS, expected_calibration_error
from training.evaluation.intervals import bca_interval, effective_photos, wilson_interval

Probabilities = NDArray[np.floating]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BreedScore:
    """How one breed fares.

    Attributes:
        photos: of this breed.
        precision: share of the suggestions of this breed that are right; None when it was never suggested.
        recall: share of its photos for which it is the first suggestion; None without photos.
        f1: harmonic mean of the two; 0 where one of them is 0 or missing.
    """

    photos: int
    precision: float | None
    recall: float | None
    f1: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


def in_first(probabilities: Probabilities, labels: Labels, k: int) -> NDArray[np.bool_]:
    """Whether each photo's breed is among its first k suggestions, `[N]`."""
    first = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return np.asarray((first == labels[:, None]).any(axis=1))


def confusion(suggested: Labels, labels: Labels, breeds: int) -> NDArray[np.int64]:
    """Counts `[C, C]`: rows are labels, columns first suggestions."""
    return np.bincount(labels * breeds + suggested, minlength=breeds * breeds).reshape(breeds, breeds)


def breed_scores(matrix: NDArray[np.int64]) -> list[BreedScore]:
    """The score of each breed from a confusion matrix."""
    scores = []
    for number in range(len(matrix)):
        right, photos, suggested = int(matrix[number, number]), int(matrix[number].sum()), int(matrix[:, number].sum())
        precision = right / suggested if suggested else None
        recall = right / photos if photos else None
        f1 = 2 * right / (photos + suggested) if photos + suggested else 0.0
        scores.append(BreedScore(photos, precision, recall, f1))
    return scores


def macro_f1(matrix: NDArray[np.int64]) -> float:
    """Mean F1 over the breeds that have photos (Sokolova and Lapalme 2009)."""
    return float(np.mean([score.f1 for score in breed_scores(matrix) if score.photos]))


def most_confused(matrix: NDArray[np.int64], count: int = 20) -> list[tuple[int, int, int]]:
    """Label, wrong first suggestion, and how often; the most frequent first, at most `count`."""
    wrong = matrix.copy()
    np.fill_diagonal(wrong, 0)
    order = np.argsort(-wrong, axis=None, kind="stable")[:count]
    pairs = [(int(number // len(matrix)), int(number % len(matrix))) for number in order]
    return [(label, suggested, int(wrong[label, suggested])) for label, suggested in pairs if wrong[label, suggested]]


def reliability_bins(probabilities: Probabilities, labels: Labels, bins: int = BINS) -> list[tuple[float, float, int]]:
    """Mean probability of the first suggestion, share right, photos; for each bin that has photos."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    number = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (float(confidence[number == each].mean()), float(right[number == each].mean()), int((number == each).sum()))
        for each in np.unique(number)
    ]


def risk_coverage(probabilities: Probabilities, labels: Labels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Share of photos that get a suggestion, surest first, and the share of wrong ones among them.

    Geifman and El-Yaniv 2017, arXiv:1705.08500. Both float64 `[N]`.
    """
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    wrong = (probabilities.argmax(axis=1) != labels)[order]
    counts = np.arange(1, len(labels) + 1)
    return counts / len(labels), np.cumsum(wrong) / counts


def share(hits: NDArray[np.bool_]) -> Interval:
    """The share of hits among photos, `[N]`, with Wilson's interval."""
    value = float(hits.mean()) if len(hits) else 0.0
    return Interval(value, *wilson_interval(value, len(hits)))


def macro_f1_with_interval(matrix: NDArray[np.int64]) -> Interval:
    """`macro_f1` of a confusion matrix, with Wilson's interval for as many photos as a mean over breeds is worth.

    Where every breed is as hard as any other, F1 of three breeds with nine photos each lies in it 95 times of 100; the
    bootstrap's (BCa) had it 77 times.
    """
    value = macro_f1(matrix)
    return Interval(value, *wilson_interval(value, effective_photos(matrix.sum(axis=1))))


def calibration_error_with_interval(probabilities: Probabilities, labels: Labels) -> Interval:
    """`expected_calibration_error`, with an interval that knows how little a handful of right photos says.

    Resampling a dozen photos that are all right at probabilities of 1 says "0.000 to 0.000". But the error is never
    less than the gap between the mean probability and how often the first suggestion is right, and of that Wilson's
    interval says how great it may be: the upper end is not below it.
    """
    found = with_interval(
        len(labels), lambda rows: expected_calibration_error(probabilities[rows], labels[rows]), resamples=500
    )
    first, right = float(probabilities.max(axis=1).mean()), share(in_first(probabilities, labels, 1))
    return Interval(found.value, found.low, min(1.0, max(found.high, first - right.low, right.high - first)))


def with_interval(
    count: int, statistic: Callable[[NDArray[np.int64]], float], *, resamples: int = 1000, seed: int = 1337
) -> Interval:
    """A figure between 0 and 1 of `count` photos, which is no share of them, and its bootstrap interval (BCa)."""
    low, high = bca_interval(count, statistic, resamples=resamples, seed=seed)
    return Interval(statistic(np.arange(count)), low, high)
