"""What may be promised of a pack after few photos: a temperature and words that the evidence bears."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from desktop_app.inference.manifest_rules import ConfidenceRule
from training.evaluation.calibration import COLDEST, HOTTEST, log_probabilities

Floats = NDArray[np.floating]
Labels = NDArray[np.integer]

# What is promised where a breed, or a kind, is "sure". So few photos leave open how often it is right: the lower end of
# an interval that leaves a tenth below it has to keep the promise (Wilson 1927, one-sided).
SURE_RIGHT, SURE_Z = 0.95, 1.2816
# "Maybe" promises that the first class is right more often than not, by the same bound.
MAYBE_RIGHT = 0.5
# In a pack of one's own: photos of no class are not among those that the words are chosen on, so that the promise alone
# would let a word go down to where such photos are.
SURE_LEAST = 0.9
# So many photos beside those that are there would have been wrong, and as many right.
_NEUTRAL = 1 / 3


def lower_bound(right: NDArray[np.bool_]) -> float:
    """The lower end of the one-sided interval of how often it is right; 0 for no photos."""
    count, share = len(right), float(right.mean()) if len(right) else 0.0
    if not count:
        return 0.0
    spread = SURE_Z * (share * (1 - share) / count + SURE_Z**2 / (4 * count**2)) ** 0.5
    return float((share + SURE_Z**2 / (2 * count) - spread) / (1 + SURE_Z**2 / count))


def bounded_temperature(logits: Floats, labels: Labels) -> float:
    """The likeliest temperature where a third of a photo beside the N would have been wrong, and a third right.

    Of N photos that are all right, the likeliest temperature is the coldest allowed, and every probability is 1.
    Here the right class of each photo has a target of (N + 1/3) / (N + 2/3): how often N right of N is right by the
    prior that leans to neither side (Kerman 2011, doi:10.1214/11-EJS648), in the way in which Platt (1999) bounds his
    sigmoid by Laplace's. With many photos it is the same as `calibration.fit_temperature`.

    Args:
        logits: `[N, C]` or `[N, V, C]`, of photos on which the head was not trained.
        labels: columns, `[N]`.

    Raises:
        ValueError: there are no photos.
    """
    return float(np.exp(_best_temperature(logits, labels)[0]))


def bounded_loss(logits: Floats, labels: Labels) -> float:
    """The negative log-likelihood in nats that `bounded_temperature` makes least, at its least."""
    return _best_temperature(logits, labels)[1]


def _best_temperature(logits: Floats, labels: Labels) -> tuple[float, float]:
    if not len(labels):
        raise ValueError("A temperature cannot be fitted to no photos at all.")
    count, classes = len(labels), logits.shape[-1]
    doubt = _NEUTRAL / (count + 2 * _NEUTRAL)
    targets = np.full((count, classes), doubt / max(1, classes - 1))
    targets[np.arange(count), labels] = 1 - doubt
    found = minimize_scalar(
        lambda log_t: float(-(targets * log_probabilities(logits, float(np.exp(log_t)))).sum(axis=1).mean()),
        bounds=(np.log(COLDEST), np.log(HOTTEST)),
        method="bounded",
        options={"xatol": 1e-6},
    )
    return float(found.x), float(found.fun)


def words_of(probabilities: Floats, labels: Labels) -> tuple[ConfidenceRule, ConfidenceRule] | None:
    """What "sure" and "maybe" need in a pack of one's own; None where so few photos cannot promise them.

    Args:
        probabilities: as the pack will give them, `[N, C]`, of photos on which the head was not trained.
        labels: columns, `[N]`.
    """
    best, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    sure = _from(SURE_LEAST, best, right, SURE_RIGHT)
    if sure is None:
        return None
    # Where it is as likely as not that the photo shows any class at all, nothing is said.
    any_class = round(0.5 * (1 + 1 / probabilities.shape[1]), 2)
    maybe = _from(any_class, best[best < sure], right[best < sure], MAYBE_RIGHT)
    least = sure if maybe is None else min(maybe, sure)
    return ConfidenceRule(probability=sure), ConfidenceRule(probability=least)


def _from(least: float, best: Floats, right: NDArray[np.bool_], promised: float) -> float | None:
    """The lowest probability from which on the promise is kept."""
    for probability in np.arange(least, 0.995, 0.01).round(2):
        if lower_bound(right[best >= probability]) >= promised:
            return float(probability)
    return None
