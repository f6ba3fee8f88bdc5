"""Whether the best of many trials is better than the recipe as it was, by more than chance.

The best of many is flattered: among twenty equal networks one is always ahead on the photos that choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Right = NDArray[np.bool_]
FLIPS, HALVES = 10_000, 400
# A gain that would come by chance less often than this is called more than chance.
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better the best trial is than the recipe as it is, on the same validation photos.

    Attributes:
        photos: how many these are.
        untuned: share of them that the recipe as it is gets right.
        flattered: share of photos that it gains, judged by the photos that chose it.
        fair: the same, chosen by one half of the photos and judged by the other; the mean over many halvings.
        chance: how often a gain as large as `flattered` comes about where no trial is better or worse than the recipe.
    """

    photos: int
    untuned: float
    flattered: float
    fair: float
    chance: float

    @property
    def more_than_chance(self) -> bool:
        """Whether one may believe in it."""
        return self.chance < LEVEL


def gain_of_best(untuned: Right, trials: Sequence[Right], seed: int = 1337, flips: int = FLIPS) -> Gain:
    """Compare the best of several trials with the recipe as it is.

    Chance is found by exchanging, photo by photo and for all trials at once, what the recipe and the trials said, and
    taking the best trial's gain each time (a permutation test by the maximum: Westfall and Young 1993; of a single
    trial it is McNemar's test). So it knows that the best was chosen, and that all saw the same photos.

    Args:
        untuned: for each validation photo whether the recipe's first suggestion was right, `[N]`.
        trials: the same of every other trial.
        seed: of the exchanges and the halves.
        flips: exchanges, in hundreds.
    """
    if not trials:
        return Gain(len(untuned), float(untuned.mean()), 0.0, 0.0, 1.0)
    random = np.random.default_rng(seed)
    differences = np.stack([each.astype(np.float64) - untuned for each in trials])
    count = differences.shape[1]
    means = differences.mean(axis=1)
    observed = float(means.max())
    as_large = 0
    for _ in range(flips // 100):
        signs = random.integers(0, 2, (count, 100)) * 2.0 - 1
        as_large += int(((differences @ signs).max(axis=0) / count >= observed - 1e-12).sum())
    return Gain(count, float(untuned.mean()), observed, _by_halves(differences, random), (as_large + 1) / (flips + 1))


def _by_halves(differences: NDArray[np.float64], random: np.random.Generator) -> float:
    """The mean gain on one half of the photos of what is best on the other; the recipe itself may be the best."""
    count, gains = differences.shape[1], []
    for _ in range(HALVES):
        order = random.permutation(count)
        choosing, judging = order[: count // 2], order[count // 2 :]
        chosen = differences[:, choosing].mean(axis=1)
        best = int(chosen.argmax())
        gains.append(float(differences[best, judging].mean()) if chosen[best] > 0 else 0.0)
    return float(np.mean(gains))
