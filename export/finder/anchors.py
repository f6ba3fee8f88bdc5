"""Where the detector's anchors are: the boxes that it moves and stretches to what it finds."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

# Side of the pictures that the detector was trained on, and the sizes of its anchors, as shares of that.
TRAINED_SIDE = 300
_SMALLEST, _LARGEST, _COUNT = 0.2, 0.95, 6


@dataclass(frozen=True, slots=True)
class Grid:
    """The anchors of one grid, which is square.

    Attributes:
        centres: of the anchors, down and across, in pixels of the detector's picture.
        height: what the heights of all anchors are multiplied by.
        width: the same of the widths.
    """

    centres: tuple[float, ...]
    height: float = 1.0
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Anchors:
    """All anchors.

    Attributes:
        side: of the detector's picture, in pixels.
        grids: the finest first; those that are left out at the end are not looked at.
    """

    side: int
    grids: tuple[Grid, ...]


def _evenly(first: float, pitch: float, count: int) -> tuple[float, ...]:
    return tuple(first + pitch * number for number in range(count))


# As the detector was trained.
ORIGINAL = Anchors(
    TRAINED_SIDE,
    tuple(Grid(_evenly(TRAINED_SIDE / count / 2, TRAINED_SIDE / count, count)) for count in (19, 10, 5, 3, 2, 1)),
)
# A smaller picture takes 0.4 of the time, and dogs are found nearly as well. Its grids lie elsewhere: a convolution
# with a stride pads odd sides and even ones differently, and near the edges of the coarse grids most of what the
# network sees is padding, by which it has learned to know where it is. So centres and sizes were fitted, in four
# rounds: by the median of what boxes have to be moved (evenly along the finest grid) and stretched by to be where the
# same dogs' boxes are at 300 pixels. Photos: 900 of further and unknown breeds, and 350 of such pasted small onto
# other things. No label and no whole photo of the 120 breeds took part. The two coarsest grids are left out: at this
# size they see mostly padding, and take half of all photos without dogs for one large dog.
FITTED = Anchors(
    172,
    (
        Grid(_evenly(11.311, 14.952, 11), 1.010, 1.020),
        Grid((16.08, 47.90, 72.86, 99.03, 124.79, 156.01), 0.993, 0.985),
        Grid((36.25, 85.42, 137.60), 0.981, 0.964),
        Grid((51.92, 120.28), 0.986, 0.958),
    ),
)


def shapes_of(grid: int) -> list[tuple[float, float]]:
    """Heights and widths of the anchors at one place of a grid, in pixels."""
    scales = [_SMALLEST + (_LARGEST - _SMALLEST) * number / (_COUNT - 1) for number in range(_COUNT)] + [1.0]
    scale = scales[grid]
    if grid == 0:
        kinds: tuple[tuple[float, float], ...] = ((0.1, 1.0), (scale, 2.0), (scale, 0.5))
    else:
        between = sqrt(scale * scales[grid + 1])
        kinds = ((scale, 1.0), (scale, 2.0), (scale, 0.5), (scale, 3.0), (scale, 1 / 3), (between, 1.0))
    return [(TRAINED_SIDE * size / sqrt(ratio), TRAINED_SIDE * size * sqrt(ratio)) for size, ratio in kinds]


def boxes_of(anchors: Anchors) -> NDArray[np.float64]:
    """The anchors in the order of what the detector says of them, `[B, 4]`.

    Returns:
        Middle down, middle across, height, width, as shares of the picture.
    """
    boxes = [
        (down, across, height * grid.height, width * grid.width)
        for number, grid in enumerate(anchors.grids)
        for down in grid.centres
        for across in grid.centres
        for height, width in shapes_of(number)
    ]
    return np.array(boxes, np.float64) / anchors.side
