"""How sharp and how well lit a picture is, of the small picture that is decoded anyway."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MEASURED_SIDE: Final = 256
"""Pixels of the longer side at which pictures are measured, whatever size they have: figures can then be compared."""

# How far the blur of the comparison reaches to both sides.
_REACH = 2
# Steps from pixel to pixel that are so much higher than their mean are edges; what is lower may be noise.
_EDGES = 2.0
_DARKEST, _BRIGHTEST = 0.05, 0.95
_HIGHEST = 255
_LEVELS = np.arange(_HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Measures:
    """What can be said of a picture without knowing what it shows.

    Attributes:
        sharpness: 0 (nothing but blur) to 1; of photos as they come mostly 0.5 to 0.8.
        lightness: mean of the luma, 0 (black) to 1 (white).
        contrast: how far the luma of the darkest twentieth of the pixels is from that of the brightest, 0 to 1.
    """

    sharpness: float
    lightness: float
    contrast: float


def measured(picture: Image.Image) -> Measures:
    """Measure a picture at a fixed size.

    Sharpness is that of Crete et al. 2007 ("The blur effect: perception and estimation with a new no-reference
    perceptual blur metric", SPIE 6492): how much of the steps between neighbouring pixels goes when the picture is
    blurred once more; a picture that was blurred before has little to lose. The blurrier direction counts, so that
    motion is seen as well. Contrast and light cancel out. Other than in the paper, only edges are counted: noise in a
    dark photo has steps too, all over, and would pass for detail.

    Args:
        picture: upright, of any size, RGB or grey. Blur that is finer than a pixel at `MEASURED_SIDE` is not seen.
    """
    scale = MEASURED_SIDE / max(picture.size)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    luma = picture if picture.mode == "L" else picture.convert("L")
    if size != picture.size:
        luma = luma.resize(size, Image.Resampling.BOX)
    histogram = np.array(luma.histogram())
    count = size[0] * size[1]
    dark, bright = np.searchsorted(np.cumsum(histogram) / count, (_DARKEST, _BRIGHTEST))
    pixels = np.asarray(luma)
    return Measures(
        sharpness=min(_sharpness(pixels), _sharpness(pixels.T)),
        lightness=int(histogram @ _LEVELS) / count / 255,
        contrast=float(bright - dark) / 255,
    )


def _sharpness(pixels: NDArray[np.uint8]) -> float:
    """What a blur along the first axis would take from the edges across it: uint8 `[length, lines]`.

    All is reckoned in bytes, of which a processor works on many at once: no number is rounded or cut.
    """
    width = 2 * _REACH + 1
    if len(pixels) <= width:
        return 0.0
    steps = _differences(pixels[_REACH + 1 : -_REACH], pixels[_REACH : -_REACH - 1])
    # Steps are whole numbers: what is more than the mean's double is more than that without its fraction.
    edges = steps > int(_EDGES * (_total(steps) / steps.size))
    # As bytes, True is 1 and its negative has all bits set.
    steps &= -edges.view(np.uint8)
    strength = width * _total(steps)
    if not strength:
        return 0.0
    # The step between two means of neighbouring windows: what leaves and what comes in, over the width.
    blurred = _differences(pixels[width:], pixels[:-width])
    # What is left of `width` times a step is that of the blurred picture, at most all of it. That is at most 255, so
    # steps that are larger than this count need not be told apart.
    np.minimum(steps, _HIGHEST // width, out=steps)
    steps *= np.uint8(width)
    np.minimum(steps, blurred, out=steps)
    return float(strength - _total(steps)) / strength


def _differences(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.uint8]:
    difference = np.maximum(first, second)
    difference -= np.minimum(first, second)
    return difference


def _total(numbers: NDArray[np.uint8]) -> int:
    """The sum of at most 256 lines of bytes: that of a column is less than 65,536."""
    return int(np.add.reduce(numbers, axis=0, dtype=np.uint16).sum(dtype=np.int64))
