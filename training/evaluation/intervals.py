"""95 % intervals that hold for few photos, and that no finite sample makes a point.

Resampling the photos (`calibration.bootstrap_interval`) shows nothing new where all of them agree: of 27 photos that
are all right it says "1.000 to 1.000". Shares have Wilson's interval instead, differences of paired shares Newcombe's,
and what is no share the bias-corrected bootstrap, with Wilson's where that collapses.
"""

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.stats import DegenerateDataWarning, bootstrap, norm

# Of a normal distribution, 95 % lie within so many standard deviations.
Z = float(norm.ppf(0.975))
# Resamples that are held in memory at once.
DRAWN_TOGETHER = 50


def wilson_interval(share: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953).

    Args:
        share: between 0 and 1, of the photos that were looked at.
        count: how many these are; no whole number where they do not count alike (`effective_photos`).

    Returns:
        Lower and upper end, 0 and 1 without photos. All right of 27: 0.875 to 1.
    """
    if count <= 0:
        return 0.0, 1.0
    middle = share + Z**2 / (2 * count)
    half = Z * np.sqrt(share * (1 - share) / count + (Z / (2 * count)) ** 2)
    low, high = (middle - half) / (1 + Z**2 / count), (middle + half) / (1 + Z**2 / count)
    # Rounding must not leave the value itself outside.
    return max(0.0, min(float(low), share)), min(1.0, max(float(high), share))


def effective_photos(photos_a_breed: NDArray[np.integer]) -> float:
    """How many photos a mean over breeds is worth, in which a photo of a rare breed counts more than others.

    Kish's effective sample size (Kish 1965, "Survey Sampling"): of C breeds with n photos each it is C n; breeds
    without photos have no part in the mean.
    """
    counts = photos_a_breed[photos_a_breed > 0].astype(np.float64)
    return float(len(counts) ** 2 / (1 / counts).sum()) if len(counts) else 0.0


def bca_interval(
    count: int, statistic: Callable[[NDArray[np.int64]], float], *, resamples: int = 1000, seed: int = 1337
) -> tuple[float, float]:
    """The 95 % interval of a figure between 0 and 1 by resampling photos (Efron 1987, BCa).

    Where the resamples cannot say anything, because all photos agree, it is Wilson's, as if the figure were a share.
    The figure itself is never outside.

    Args:
        count: how many photos there are.
        statistic: takes the chosen rows, int64 `[count]` with repetitions.
        resamples: how often to draw.
        seed: of the drawing.
    """
    rows = np.arange(count)
    value = float(statistic(rows)) if count else 0.0
    if count < 2:
        return wilson_interval(value, count)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", DegenerateDataWarning)
        drawn = bootstrap(
            (rows,),
            statistic,
            n_resamples=resamples,
            batch=DRAWN_TOGETHER,
            vectorized=False,
            method="BCa",
            rng=np.random.default_rng(seed),
        ).confidence_interval
    low, high = float(drawn.low), float(drawn.high)
    if not (np.isfinite(low) and np.isfinite(high) and high > low):
        return wilson_interval(value, count)
    return max(0.0, min(low, value)), min(1.0, max(high, value))


def paired_interval(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[float, float]:
    """The 95 % interval of how much larger one share is than another of the same photos.

    Newcombe's hybrid score interval with the continuity-corrected correlation (Newcombe 1998, method 10,
    doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C). It knows that both looked at the same easy
    and hard photos, and is no point where they agree on all of them.

    Args:
        one: bool `[N]`, whether the first was right; N is 1 or more.
        other: bool `[N]`, the second, on the same photos.
    """
    count, first, second = len(one), float(one.mean()), float(other.mean())
    (low_1, high_1), (low_2, high_2) = wilson_interval(first, count), wilson_interval(second, count)
    together = _correlation(one, other)
    below = _combined(first - low_1, high_2 - second, together)
    above = _combined(second - low_2, high_1 - first, together)
    return max(-1.0, first - second - below), min(1.0, first - second + above)


def _combined(one: float, other: float, correlation: float) -> float:
    return float(np.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2)))


def _correlation(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Phi, with Newcombe's correction that keeps it below 1; 0 where one of them is always or never right."""
    both, neither = int((one & other).sum()), int((~one & ~other).sum())
    first, second = int((one & ~other).sum()), int((~one & other).sum())
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    if not margins:
        return 0.0
    product = both * neither - first * second
    corrected = max(0.0, product - len(one) / 2) if product > 0 else product
    return float(corrected / np.sqrt(margins))


def mean_gain_interval(gains: NDArray[np.floating]) -> tuple[float, float]:
    """`paired_interval` where several runs of a kind are compared: each photo says how much more often they are right.

    The share of photos that gain and that of those that lose have Wilson's intervals, which are put together with the
    correlation of the two (Donner and Zou 2012, doi:10.1177/0962280210383187). No point where all photos gain nothing.

    Args:
        gains: between -1 and 1, `[N]`; N is 1 or more.
    """
    count, up, down = len(gains), float(np.maximum(gains, 0).mean()), float(np.maximum(-gains, 0).mean())
    (up_low, up_high), (down_low, down_high) = wilson_interval(up, count), wilson_interval(down, count)
    together = 0.0 if up in (0, 1) or down in (0, 1) else -float(np.sqrt(up * down / ((1 - up) * (1 - down))))
    low = up - down - _combined(up - up_low, down_high - down, together)
    high = up - down + _combined(up_high - up, down - down_low, together)
    return max(-1.0, low), min(1.0, high)
