"""95 % intervals that hold for few photos: of shares, of differences between shares, and of other measures.

The percentile bootstrap (`calibration.bootstrap_interval`) says "1.000 to 1.000" where 27 of 27 photos are right: none
of its resamples can hold what was not drawn. So shares have an interval that is computed, and where a bootstrap has
nothing to go by, there is none.
"""

import math
import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import DegenerateDataWarning, bootstrap, norm

Z = float(norm.ppf(0.975))
DRAWN_TOGETHER = 50


def wilson_interval(right: float, count: int) -> tuple[float, float]:
    """The interval of a share of photos (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    Args:
        right: how many photos; the mean of several runs need not be a whole number.
        count: of how many.

    Raises:
        ValueError: of none.
    """
    if count < 1:
        raise ValueError("A share of no photos has no interval.")
    share, spread = right / count, Z * Z / count
    centre = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    # What is computed as 1 - 1e-17 would be shown as another number than a share of 1.
    return (0.0 if right == 0 else max(0.0, centre - half)), (1.0 if right == count else min(1.0, centre + half))


def paired_difference_interval(gains: NDArray[np.floating]) -> tuple[float, float]:
    """The interval of a mean gain, where each photo says how much more often one of two runs is right about it.

    The share of photos that gain and that of those that lose have Wilson's intervals, which are put together with the
    correlation of the two (Newcombe 1998, "Improved confidence intervals for the difference between binomial
    proportions based on paired data"; Donner and Zou 2012, doi:10.1177/0962280210383187). Two runs that agree on all
    photos differ by zero, give or take what so few photos can tell.

    Args:
        gains: between -1 and 1, `[N]`.

    Raises:
        ValueError: there are no photos.
    """
    count = len(gains)
    up, down = float(np.maximum(gains, 0).sum()), float(np.maximum(-gains, 0).sum())
    up_low, up_high = wilson_interval(up, count)
    down_low, down_high = wilson_interval(down, count)
    up, down = up / count, down / count
    together = 0.0 if up in (0, 1) or down in (0, 1) else -math.sqrt(up * down / ((1 - up) * (1 - down)))

    def spread(one: float, other: float) -> float:
        return math.sqrt(max(0.0, one * one + other * other - 2 * together * one * other))

    low = up - down - spread(up - up_low, down_high - down)
    high = up - down + spread(up_high - up, down - down_low)
    return max(-1.0, low), min(1.0, high)


def bca_interval(
    count: int, statistic: Callable[[NDArray[np.int64]], float], *, resamples: int = 1000, seed: int = 1337
) -> tuple[float, float] | None:
    """The interval of any other statistic: bootstrap, bias-corrected and accelerated (Efron 1987).

    doi:10.1080/01621459.1987.10478410.

    Args:
        count: how many photos there are.
        statistic: takes the chosen rows, int64 `[count]` with repetitions.
        resamples: how often to draw.
        seed: of the drawing.

    Returns:
        None where the resamples are all alike and tell nothing.
    """
    if count < 2:
        return None
    with warnings.catch_warnings():
        # What has no spread is told by the result.
        warnings.simplefilter("ignore", DegenerateDataWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        drawn = bootstrap(
            (np.arange(count),),
            statistic,
            n_resamples=resamples,
            batch=DRAWN_TOGETHER,
            vectorized=False,
            method="BCa",
            rng=np.random.default_rng(seed),
        )
    low, high = float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)
    return (low, high) if math.isfinite(low) and math.isfinite(high) and low < high else None
