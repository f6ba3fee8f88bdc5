"""Why a suggestion: which parts of a photo spoke for a breed.

A class activation map (Zhou et al. 2016, arXiv:1512.04150): where the logits are one dense layer on the mean of a
feature map, that layer's weights tell what each place of the map added to the logit of a breed. What all breeds have in
common at a place says nothing (the softmax does not see it), so the mean over the breeds is taken off.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.preprocess import Box

CELLS = 36
"""Rows and columns of a heat map: finer than feature maps are, so that views of different parts can be joined."""

# What is smaller than the largest contribution by this is no contribution.
_ROUNDING = 1e-6
# Where a place adds so much of what the best one adds, there is something of the dog; and how much larger dogs are than
# these places together, for the map is brightest at the head (docs/decisions/0022-picks.md has the figures).
_OF_THE_DOG, _LARGER = 0.05, 1.5


def contributions(
    features: NDArray[np.floating],
    weights: NDArray[np.floating],
    column: int,
    common: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """What each place adds to the logit of a breed beyond what it adds to those of all.

    Args:
        features: `[V, h, w, D]`.
        weights: of the head, `[D, C]`.
        column: of the breed.
        common: `common_weights(weights)`, from whoever explains many photos.

    Returns:
        `[V, h, w]`; its mean over a view is the logit less the mean of the logits, both without their biases.
    """
    own = weights[:, column].astype(np.float64) - (common_weights(weights) if common is None else common)
    return np.asarray(features.astype(np.float64, copy=False) @ own)


def common_weights(weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """What all breeds have in common: the mean of the head's weights `[D, C]` over the breeds, `[D]`."""
    return np.asarray(weights.mean(axis=1, dtype=np.float64))


def heat_map(maps: Sequence[NDArray[np.float64]], boxes: Sequence[Box]) -> NDArray[np.float32]:
    """Lay the maps of a photo's views over the photo.

    Args:
        maps: contributions, `[h, w]` a view; views that different networks looked at may differ in size.
        boxes: the part of the photo that each view shows, as `preprocess.seen_parts` gives them.

    Returns:
        float32 `[CELLS, CELLS]` from 0 to 1, over the whole upright photo, first row on top: 1 where most spoke for the
        breed, 0 where nothing did. All 0 when nothing did anywhere.
    """
    total = np.zeros((CELLS, CELLS))
    seen = np.zeros((CELLS, CELLS))
    for each, box in zip(maps, boxes, strict=True):
        rows, row_in = _places(each.shape[0], box.top, box.bottom)
        columns, column_in = _places(each.shape[1], box.left, box.right)
        inside = row_in[:, None] & column_in[None, :]
        total += np.where(inside, rows @ np.maximum(each, 0) @ columns.T, 0)
        seen += inside
    heat = total / np.maximum(seen, 1)
    most = heat.max()
    if most <= _ROUNDING * max(np.abs(each).max() for each in maps):
        return np.zeros((CELLS, CELLS), np.float32)
    return np.asarray(heat / most, dtype=np.float32)


def dog_share(heat: NDArray[np.float32]) -> float:
    """About how much of a photo the dog takes, told by where the evidence for its breed lies.

    Zhou et al. (cited above) draw a box around what is over a fifth of the greatest heat; for the area of dogs a lower
    threshold without a box was nearer, and serves to compare photos, not to measure them.

    Args:
        heat: as `heat_map` makes it, of the likeliest breed.

    Returns:
        from 0 (nowhere) to 1 (everywhere).
    """
    return min(1.0, _LARGER * float((heat > _OF_THE_DOG).mean()))


def _places(size: int, start: float, end: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Weights of linear interpolation `[CELLS, size]` along one side, and which cells the view shows."""
    place = ((np.arange(CELLS) + 0.5) / CELLS - start) / (end - start)
    inside = (place >= 0) & (place <= 1)
    exact = np.clip(place * size - 0.5, 0, size - 1)
    distance = np.abs(exact[:, None] - np.arange(size)[None, :])
    return np.maximum(1 - distance, 0), inside
