"""What labels teach of a breed that the pack knows: how much more often it is right than the pack says, and where.

The probability of the breed gets a factor. One part of it is the same for all photos (a bias, as where classes are more
frequent than in training: Saerens, Latinne, Decaestecker, Neural Computation 14, 2002), found by a likelihood that
expects some labels to be wrong. The other part follows where the breed's photos lie in the session: its mean moves from
that of the pack's training photos towards them, with a prior (maximum a posteriori adaptation: Gauvain, Lee, IEEE
Transactions on Speech and Audio Processing 2, 1994).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

BIASES = np.linspace(0.0, 1.1, 12)
"""What the bias may be. The greatest one bounds what is lost among other breeds."""
BIAS_DEVIATION = 1.2
"""Standard deviation of the bias, before any label."""
WRONG = 0.1
"""How many labels are wrong, before any is seen."""
BY_CHANCE = 0.01
"""How likely a wrong label names just this breed."""
EXPECTED = 0.1
"""What a label adds to the bias on average that only confirms: packs are wrong for one photo in ten."""
BUDGET = 2.2
"""What all biases may come to together in full: each takes photos from its rivals."""
PRIOR_LABELS = 15.0
"""As so many labels counts the mean of the pack's training photos."""
MOST_SHIFT = 1.0
"""The place of a photo says at most so much."""
LEAST_PROBABILITY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class KnownBreed:
    """What was learned of a breed that the pack knows.

    The logarithm of the breed's probability for a photo at `u` gets `bias + clip(SHARPNESS * (u @ shift - half))`.

    Attributes:
        bias: the same for all photos.
        shift: float32 `[d]`.
        half: of `u @ shift` at the border between the old mean and the new one.
    """

    bias: float
    shift: Floats
    half: float


@dataclass(frozen=True, slots=True, eq=False)
class LabelsOfKnownBreed:
    """The labels that name a breed, n of them, and those that do not although the pack thought of it, m.

    Attributes:
        vectors: float32 `[n, d]`.
        probabilities: float64 `[n]`: the pack's for this breed.
        weights: float64 `[n]`: what each label counts.
        against: float64 `[m]`: the pack's probability for this breed where the label names others.
        against_weights: float64 `[m]`.
    """

    vectors: Floats
    probabilities: Doubles
    weights: Doubles
    against: Doubles
    against_weights: Doubles


def learn_known_breed(labels: LabelsOfKnownBreed, mean: Floats | None) -> KnownBreed:
    """Learn of one breed, from one label on.

    Args:
        labels: in the order of their keys.
        mean: float32 `[d]`, of the pack's training photos of the breed; None where the pack does not tell.
    """
    odds = _log_odds(labels.probabilities)
    named = _sigmoid(odds[:, None] + BIASES)
    likely = (labels.weights[:, None] * np.log((1 - WRONG) * named + WRONG * BY_CHANCE)).sum(axis=0)
    likely -= BIASES**2 / (2 * BIAS_DEVIATION**2) + EXPECTED * labels.weights.sum() * BIASES
    others = 1 - _sigmoid(_log_odds(labels.against)[:, None] + BIASES)
    wrongly = np.log((1 - WRONG) * others + WRONG * (1 - BY_CHANCE))
    likely += (labels.against_weights[:, None] * wrongly).sum(axis=0)
    bias = float(BIASES[likely.argmax()])
    if mean is None:
        return KnownBreed(bias, np.zeros(labels.vectors.shape[1], np.float32), 0.0)
    fits = (1 - WRONG) * _sigmoid(odds + bias)
    # A label that is probably wrong teaches little, and so does one that only confirms.
    weights = labels.weights * fits / (fits + WRONG * BY_CHANCE) * (1 - labels.probabilities)
    moves = (weights.astype(np.float32) @ labels.vectors).astype(np.float64) - weights.sum() * mean
    shift = moves / (PRIOR_LABELS + weights.sum())
    moved = mean + shift
    half = 0.5 * float((moved * moved).sum() - (mean.astype(np.float64) ** 2).sum())
    return KnownBreed(bias, shift.astype(np.float32), half)


def within_budget(biases: Doubles) -> Doubles:
    """Biases of all breeds together: where they come to more than the budget, half-way back to it."""
    total = float(biases.sum())
    return biases if total <= BUDGET else np.asarray(biases * np.sqrt(BUDGET / total))


def _sigmoid(odds: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _log_odds(probabilities: Doubles) -> Doubles:
    within = np.clip(probabilities, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)
    return np.asarray(np.log(within) - np.log1p(-within))
