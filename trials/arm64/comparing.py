"""What two processors say of the same photos: how often the same, and how good each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.calibration import bootstrap_interval, calibration_error_by_chance, expected_calibration_error

# What is asked of a processor other than the one on which the rules were chosen.
LEAST_SAME, LEAST_NEAR, NEAR = 0.98, 0.95, 0.02

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many.

    Attributes:
        count: those of which something is true.
        of: all.
        low, high: the 95 % interval of the share, by bootstrap over photos.
    """

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Of one."""
        return self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.share:.3f} ({self.low:.3f} to {self.high:.3f}), {self.count} of {self.of}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two tables of suggestions are.

    Attributes:
        same: photos with the same first suggestion.
        near: photos whose probabilities differ by no more than `NEAR`.
        equal: photos whose rows are the same to the last digit, all columns.
        farthest: the greatest difference of a probability.
    """

    same: Share
    near: Share
    equal: Share
    farthest: float

    @property
    def enough(self) -> bool:
        """Whether it is what is asked for."""
        return self.same.share >= LEAST_SAME and self.near.share >= LEAST_NEAR

    def __str__(self) -> str:
        return (
            f"same first suggestion {self.same}; probabilities within {NEAR} {self.near}, "
            f"at most {self.farthest:.3f} apart; rows equal to the last digit {self.equal}"
        )


@dataclass(frozen=True, slots=True)
class Quality:
    """How good one table is.

    Attributes:
        right: photos whose first suggestion is right.
        error: of calibration, 15 bins of equal width.
        by_chance: what it would be if the probabilities were exactly right.
    """

    right: Share
    error: float
    by_chance: float

    def __str__(self) -> str:
        return f"top-1 {self.right}; calibration error {self.error:.3f}, {self.by_chance:.3f} by chance"


def share(flags: Sequence[bool] | NDArray[np.bool_]) -> Share:
    """How many are true, with an interval."""
    values = np.asarray(flags, dtype=float)
    low, high = bootstrap_interval(len(values), lambda rows: float(values[rows].mean()))
    return Share(int(values.sum()), len(values), low, high)


def agreement(first: Sequence[Row], second: Sequence[Row]) -> Agreement:
    """How alike two tables of the same photos are."""
    pairs = list(zip(first, second, strict=True))
    apart = [distance(*pair) for pair in pairs]
    return Agreement(
        share([one["breed_1_id"] == other["breed_1_id"] for one, other in pairs]),
        share([each <= NEAR for each in apart]),
        share([one == other for one, other in pairs]),
        max(apart, default=0.0),
    )


def distance(first: Row, second: Row) -> float:
    """The greatest difference of a probability: of each breed that is among the first five in either row.

    A breed that one of the rows does not name has there at most the probability of the last that it names.
    """
    one, other = probabilities(first), probabilities(second)
    return max(
        (_apart(one, other, breed) for breed in one.keys() | other.keys()),
        default=0.0,
    )


def probabilities(row: Row) -> dict[str, float]:
    """The breeds of a row that are named, with their probabilities."""
    names = [(row.get(f"breed_{place}_id"), row.get(f"probability_{place}")) for place in range(1, 6)]
    return {breed: float(probability) for breed, probability in names if breed and probability is not None}


def _apart(one: dict[str, float], other: dict[str, float], breed: str) -> float:
    if breed in one and breed in other:
        return abs(one[breed] - other[breed])
    named, last = (one, other) if breed in one else (other, one)
    # At least so much; the row does not say how much less it is than its last.
    return max(0.0, named[breed] - min(last.values(), default=0.0))


def quality(rows: Sequence[Row], breeds: Sequence[str]) -> Quality:
    """How good a table is, of photos of these breeds."""
    right = [row["breed_1_id"] == breed for row, breed in zip(rows, breeds, strict=True)]
    first = np.array([probabilities(row)[row["breed_1_id"]] for row in rows])
    # Two columns are enough: the error looks at the first suggestion alone.
    shown = np.stack([first, np.minimum(1 - first, first - 1e-9)], axis=1)
    error = expected_calibration_error(shown, np.where(right, 0, 1))
    return Quality(share(right), float(error), float(calibration_error_by_chance(shown)))
