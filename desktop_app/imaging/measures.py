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
    shares = np.cumsum(luma.histogram()) / (size[0] * size[1])
    dark, bright = np.searchsorted(shares, (_DARKEST, _BRIGHTEST))
    pixels = np.asarray(luma, np.int16)
    return Measures(
        sharpness=min(_sharpness(pixels), _sharpness(pixels.T)),
        lightness=float(pixels.mean()) / 255,
        contrast=float(bright - dark) / 255,
    )


def _sharpness(pixels: NDArray[np.int16]) -> float:
    """What a blur along the first axis would take from the edges across it: int16 `[length, lines]`."""
    width = 2 * _REACH + 1
    if len(pixels) <= width:
        return 0.0
    steps = np.abs(pixels[_REACH + 1 : -_REACH] - pixels[_REACH : -_REACH - 1])
    # The step between two means of neighbouring windows: what leaves and what comes in, over the width.
    blurred = np.abs(pixels[width:] - pixels[:-width])
    edges = steps > _EDGES * steps.mean()
    strength = int((steps * edges).sum(dtype=np.int64))
    if not strength:
        return 0.0
    # At most 5 x 255: the numbers of pixels are wide enough.
    lost = np.maximum(width * steps - blurred, 0) * edges
    return float(lost.sum(dtype=np.int64)) / (width * strength)
