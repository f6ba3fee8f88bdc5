"""Probabilities that mean what they say: temperature, calibration error, intervals, the threshold for "no dog".

Logits have the shape `[N, C]`, or `[N, V, C]` where a photo is looked at in V views: the probabilities of the views are
averaged, as the app does. Labels are column numbers, int `[N]`.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, logsumexp
from scipy.stats import bootstrap

Floats = NDArray[np.floating]
Labels = NDArray[np.integer]

BINS = 15
FOLDS = 5
# Resamples that are held in memory at once.
DRAWN_TOGETHER = 50
# Between these a network's temperature lies; beyond, something else is wrong.
COLDEST, HOTTEST = 0.05, 20.0


def log_probabilities(logits: Floats, temperature: float = 1.0) -> NDArray[np.float64]:
    """Logarithm of the calibrated probabilities, float64 `[N, C]`."""
    logs = log_softmax(logits.astype(np.float64) / temperature, axis=-1)
    if logs.ndim == 2:
        return np.asarray(logs)
    return np.asarray(logsumexp(logs, axis=1) - np.log(logs.shape[1]))


def negative_log_likelihood(
    logits: Floats, labels: Labels, temperature: float = 1.0, weights: Floats | None = None
) -> float:
    """Mean over the photos, in nats; each photo counts `weights` `[N]` times where they are given."""
    logs = log_probabilities(logits, temperature)
    return float(-np.average(logs[np.arange(len(labels)), labels], weights=weights))


def fit_temperature(logits: Floats, labels: Labels, weights: Floats | None = None) -> float:
    """The temperature with the smallest negative log-likelihood (Guo et al. 2017, arXiv:1706.04599).

    Raises:
        ValueError: there are no photos.
    """
    if not len(labels):
        raise ValueError("A temperature cannot be fitted to no photos at all.")
    found = minimize_scalar(
        lambda log_t: negative_log_likelihood(logits, labels, float(np.exp(log_t)), weights),
        bounds=(np.log(COLDEST), np.log(HOTTEST)),
        method="bounded",
        options={"xatol": 1e-6},
    )
    return float(np.exp(found.x))


def expected_calibration_error(probabilities: Floats, labels: Labels, bins: int = BINS) -> float:
    """Mean gap between the probability of the first suggestion and how often it is right (Guo et al. 2017).

    Args:
        probabilities: `[N, C]`.
        labels: `[N]`.
        bins: of equal width, over the probability of the first suggestion.
    """
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    number = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(number, weights=confidence - right, minlength=bins)
    return float(np.abs(gaps).sum() / len(labels))


def calibration_error_by_chance(probabilities: Floats, bins: int = BINS, draws: int = 200, seed: int = 1337) -> float:
    """The calibration error that these photos would show on average if their probabilities were exactly right.

    With few photos a bin it is well above zero (Bröcker and Smith 2007, doi:10.1175/WAF993.1), so a measured error says
    little until it is compared with this one.
    """
    random = np.random.default_rng(seed)
    confidence = probabilities.max(axis=1)
    number = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.stack(
        [
            np.bincount(number, weights=confidence - (random.random(len(number)) < confidence), minlength=bins)
            for _ in range(draws)
        ]
    )
    return float(np.abs(gaps).sum(axis=1).mean() / len(number))


def cross_validated_probabilities(
    logits: Floats,
    labels: Labels,
    folds: int = FOLDS,
    seed: int = 1337,
    fitted: Callable[[Floats, Labels], float] = fit_temperature,
) -> NDArray[np.float64]:
    """Probabilities of photos under a temperature that was fitted to other photos of the same set, `[N, C]`.

    A set that is used to choose the temperature cannot judge it; this way a small one can do both.
    """
    fold = np.random.default_rng(seed).permutation(len(labels)) % folds
    logs = np.empty((len(labels), logits.shape[-1]))
    for number in range(folds):
        out = fold == number
        logs[out] = log_probabilities(logits[out], fitted(logits[~out], labels[~out]))
    return np.exp(logs)


def bootstrap_interval(
    count: int, statistic: Callable[[NDArray[np.int64]], float], *, resamples: int = 2000, seed: int = 1337
) -> tuple[float, float]:
    """The 95 % interval of a statistic by resampling photos (Efron 1979, percentile method).

    Args:
        count: how many photos there are.
        statistic: takes the chosen rows, int64 `[count]` with repetitions.
        resamples: how often to draw.
        seed: of the drawing.
    """
    rows = np.arange(count)
    if count < 2:  # there is nothing to draw from
        return statistic(rows), statistic(rows)
    drawn = bootstrap(
        (rows,),
        statistic,
        n_resamples=resamples,
        batch=DRAWN_TOGETHER,
        vectorized=False,
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    return float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)


def lowest_threshold(kept: Floats, rejected: Sequence[tuple[Floats, float]]) -> float:
    """The lowest threshold that lets no more of any group through than is tolerated of it.

    It lies in the middle between the highest score that must not pass and the next score of any kind.

    Args:
        kept: scores between 0 and 1 that should reach it, `[K]`.
        rejected: groups of scores that should not, each with the share of it that may.
    """
    highest = [np.sort(scores)[::-1][int(tolerated * len(scores))] for scores, tolerated in rejected]
    least = float(max(highest))
    every = np.concatenate([kept, [1.0], *(scores for scores, _ in rejected)])
    return (least + float(every[every > least].min(initial=1.0))) / 2
