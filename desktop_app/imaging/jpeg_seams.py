"""Looking at the pixels of a JPEG for what a hole in its data leaves behind, cheaply.

Each block says by how much it is brighter than the block before. Behind a hole this is counted from a wrong value, up
to the next restart marker: from one unit (MCU) on, in the order of the scan, everything is brighter or darker by the
same. So there is a step between the rows of units that begins in the middle of one row and goes on to the same place of
the next (or of which the reverse follows, where there are restart markers). What is photographed rarely has that.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image

# How strong a step must be for a closer look, and how strong to be a hole beyond doubt. Of 5000 whole photos 1 % are
# above the former, the strongest has 6.9.
SUSPECT, CERTAIN = 3.5, 8.0
_MOST_OF_ONE_UNIT = 3.0
_LEAST_NOISE = 1.5
# Neighbours are alike: the wider a photo, the less is a unit more worth.
_UNITS_WIDE = 32
_FEWEST = 4
_SAMPLE = 1024

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Places = np.ndarray[tuple[int, ...], np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class Step:
    """The strongest step of a picture.

    Attributes:
        strength: above `SUSPECT` it is worth a closer look, above `CERTAIN` it is a hole.
        units: where steps above `SUSPECT` begin, as numbers of units in the order of the scan.
    """

    strength: float
    units: tuple[int, ...]


NONE = Step(0.0, ())


def strongest_step(pixels: Image.Image, unit: tuple[int, int], interval: int) -> Step:
    """Look for steps between rows of units.

    Args:
        pixels: as they were decoded.
        unit: width and height of a unit in these pixels.
        interval: units between two restart markers; 0 where there are none.
    """
    brightness = np.asarray(pixels.getchannel(1) if len(pixels.getbands()) > 1 else pixels).astype(np.int16)
    width, height = unit
    skipped = 1 if height > 1 else 2  # rows of units that have no two rows of pixels above
    first = skipped * height
    count = -(-(brightness.shape[0] - first - 1) // height)
    columns = -(-brightness.shape[1] // width)
    if count < _FEWEST or columns < _FEWEST:
        return NONE
    far, near, here, next_ = (brightness[first + by :: height][:count] for by in (-2, -1, 0, 1))
    # What is more than a slope that goes on: the step itself, less half of the steps above and below.
    steps = (here - near) * 3 - (next_ - far)
    of_units = np.add.reduceat(steps, np.arange(0, brightness.shape[1], width), axis=1, dtype=np.float64).ravel()
    of_units /= 2 * width
    noise = float(np.median(np.abs(of_units[:: of_units.size // _SAMPLE + 1]))) * 1.5 + _LEAST_NOISE
    of_units /= noise
    np.clip(of_units, -_MOST_OF_ONE_UNIT, _MOST_OF_ONE_UNIT, out=of_units)
    return _strongest(of_units, columns, skipped * columns, interval)


def _strongest(steps: Floats, columns: int, skipped: int, interval: int) -> Step:
    sums = np.zeros(steps.size + 1)
    np.cumsum(steps, out=sums[1:])
    worth = max(1.0, columns / _UNITS_WIDE) ** 0.25
    wanted = SUSPECT * worth
    if interval and interval < 2 * columns:
        at = np.arange(steps.size)
        ends = ((at + skipped) // interval + 1) * interval - skipped
        parts = ((at, np.minimum(at + columns, ends), 1), (np.maximum(ends, at + columns), ends + columns, -1))
    else:
        # Two halves as strong as that have a sum that is nearly as strong: few places need to be looked at.
        both = np.abs(sums[columns:] - sums[:-columns])
        at = np.flatnonzero(both > 0.8 * wanted * columns**0.5)
        edges = at - at % columns + columns
        parts = ((at, edges, 1), (edges, at + columns, 1))
    if not at.size:
        return NONE
    squares = np.zeros(steps.size + 1)
    np.cumsum(steps * steps, out=squares[1:])
    one, other = (_weights(sums, squares, begin, end) * sign for begin, end, sign in parts)
    strengths = np.sqrt(np.maximum(one * other, 0))
    units = at[strengths > wanted] + skipped
    return Step(float(strengths.max()) / worth, tuple(units.tolist()))


def _weights(sums: Floats, squares: Floats, begin: Places, end: Places) -> Floats:
    """How far the mean of some units is from zero, in what chance would make of it."""
    begin = np.minimum(begin, sums.size - 1)
    end = np.minimum(np.maximum(end, begin), sums.size - 1)
    count = np.maximum(end - begin, 1)
    total = sums[end] - sums[begin]
    spread = (squares[end] - squares[begin]) / count - (total / count) ** 2
    weights: Floats = total / np.sqrt(count * np.maximum(spread, 1))
    return weights
