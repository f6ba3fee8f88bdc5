"""Looking at the pixels of a JPEG for what a hole in its data leaves behind, cheaply.

Each block says by how much it is brighter than the block before. Behind a hole this is counted from a wrong value, up
to the next restart marker: from one unit (MCU) on, in the order of the scan, everything is brighter or darker by the
same. So there is a step between the rows of units that begins in the middle of one row and goes on to the same place of
the next (or of which the reverse follows, where there are restart markers). What is photographed rarely has that.
"""

import numpy as np
from PIL import Image

# How strong a step must be to be worth a closer look. Of 15,000 whole photos 1 in 200 has one; of photos with a hole
# that their decoder does not show, three of four. Frames and lines of buildings are as strong as any hole: no proof.
_SUSPECT = 3.5
# Where there are restart markers only what stands between two of them is looked at: no more than these.
_MOST_UNITS = 16
_MOST_OF_ONE_UNIT = 3.0
_LEAST_NOISE = 1.5
# Neighbours are alike: the wider a photo, the less is a unit more worth.
_UNITS_WIDE = 32
_FEWEST = 4
_SAMPLE = 1024
# Of units as high as this every second column of pixels is enough.
_HIGH, _EVERY = 8, 2
# Rows of units that are looked at together: large arrays would cost more to get than to fill.
_AT_ONCE = 24

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Integers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Places = np.ndarray[tuple[int, ...], np.dtype[np.intp]]


def suspicious_units(pixels: Image.Image, unit: tuple[int, int], interval: int) -> list[int]:
    """The units, by their numbers in the order of the scan, at which there are steps as holes leave them.

    Args:
        pixels: as they were decoded.
        unit: width and height of a unit in these pixels.
        interval: units between two restart markers; 0 where there are none.

    Returns:
        The strongest first; none in nearly all photos.
    """
    width, height = unit
    skipped = 1 if height > 1 else 2  # rows of units that have no two rows of pixels above
    rows = -(-(pixels.height - skipped * height - 1) // height)
    columns = -(-pixels.width // width)
    if rows < _FEWEST or columns < _FEWEST:
        return []
    if height >= _HIGH:
        of_units = _sums(_picked(pixels, rows, skipped * height - 2, height), columns, width // _EVERY)
        width //= _EVERY
    else:
        band = _band(pixels).reshape(pixels.height, pixels.width)
        of_units = np.empty(rows * columns, np.int16)
        for row in range(0, rows, _AT_ONCE):
            count = min(_AT_ONCE, rows - row)
            first = (skipped + row) * height
            lines = np.stack([band[first + by :: height][:count] for by in (-2, -1, 0, 1)]).astype(np.int16)
            of_units[row * columns : (row + count) * columns] = _sums(lines, columns, width)
    sample = np.abs(of_units[:: of_units.size // _SAMPLE + 1])
    middle = sample.size // 2
    noise = float(np.partition(sample, middle)[middle]) * 1.5 + _LEAST_NOISE * 2 * width
    most = min(int(noise * _MOST_OF_ONE_UNIT), np.iinfo(np.int16).max)
    np.minimum(of_units, most, out=of_units)
    np.maximum(of_units, -most, out=of_units)
    return _steepest(of_units, noise, columns, skipped * columns, interval)


def _sums(lines: Numbers, columns: int, width: int) -> Numbers:
    """Of each unit the sum of the steps between two rows of pixels, less half of the steps above and below; doubled.

    So a slope that goes on is none. Sums of at most 16 pixels of at most 4 * 255 each. The lines are two above the
    border and two below.
    """
    far, near, here, next_ = lines
    steps = here - near
    steps *= 3
    steps -= next_
    steps += far
    if width == 2 and not steps.shape[1] % 2:
        steps = steps[:, ::2] + steps[:, 1::2]
    elif width > 1:
        steps = np.add.reduceat(steps, np.arange(0, columns * width, width), axis=1)
    sums: Numbers = steps.ravel()
    return sums


def _band(pixels: Image.Image) -> Bytes:
    """One band, which stands for brightness."""
    bands = pixels.getbands()
    return np.frombuffer(pixels.tobytes("raw", bands[1] if len(bands) > 1 else bands[0]), np.uint8)


def _picked(pixels: Image.Image, rows: int, first: int, height: int) -> Numbers:
    """Four rows of pixels of each row of units, every second pixel: shape (4, rows, columns of pixels).

    Four times as fast as taking all pixels out of the picture.
    """
    columns = -(-pixels.width // _EVERY)
    picked = Image.new(pixels.mode, (columns, 4 * rows))
    for by in range(4):
        # The middle of a row of the target is the middle of a row of the source.
        picked.im.transform(
            (0, by * rows, columns, (by + 1) * rows),
            pixels.im,
            Image.Transform.AFFINE,
            (_EVERY, 0, 0.5 - _EVERY / 2, 0, height, first + by + 0.5 - height / 2),
            Image.Resampling.NEAREST,
            0,
        )
    return _band(picked).reshape(4, rows, columns).astype(np.int16)


def _steepest(steps: Numbers, noise: float, columns: int, skipped: int, interval: int) -> list[int]:
    sums = np.zeros(steps.size + 1, np.int64)
    np.cumsum(steps, dtype=np.int64, out=sums[1:])
    wanted = _SUSPECT * max(1.0, columns / _UNITS_WIDE) ** 0.25
    if interval and interval < 2 * columns:
        at = np.arange(steps.size)
        ends = ((at + skipped) // interval + 1) * interval - skipped
        parts = ((at, np.minimum(at + columns, ends), 1), (np.maximum(ends, at + columns), ends + columns, -1))
    else:
        # Two parts as strong as that have a sum that is about as strong: few places need to be looked at.
        both = sums[columns:] - sums[:-columns]
        least = wanted * noise * columns**0.5
        if -least < both.min() and both.max() < least:
            return []
        at = np.flatnonzero(np.abs(both) > least)
        edges = at - at % columns + columns
        parts = ((at, edges, 1), (edges, at + columns, 1))
    if not at.size:
        return []
    squares = np.zeros(steps.size + 1, np.int64)
    np.cumsum(np.square(steps, dtype=np.int64), out=squares[1:])
    one, other = (_weights(sums, squares, noise, begin, end) * sign for begin, end, sign in parts)
    strengths = np.sqrt(np.maximum(one * other, 0))
    order = np.argsort(-strengths)[:_MOST_UNITS]
    units: list[int] = (at[order[strengths[order] > wanted]] + skipped).tolist()
    return units


def _weights(sums: Integers, squares: Integers, noise: float, begin: Places, end: Places) -> Floats:
    """How far the mean of some units is from zero, in what chance would make of it."""
    begin = np.minimum(begin, sums.size - 1)
    end = np.minimum(np.maximum(end, begin), sums.size - 1)
    count = np.maximum(end - begin, 1)
    total = sums[end] - sums[begin]
    spread = (squares[end] - squares[begin]) / count - (total / count) ** 2
    weights: Floats = total / np.sqrt(count * np.maximum(spread, noise * noise))
    return weights
