"""How alike two photos are where they overlap: one tiny photo is moved and stretched over the other until it fits.

What was cut off a photo moves and stretches the rest, and a hash of the whole no longer says that it is the same. Here
one of the two is moved and stretched along its rows and along its columns, each in turn, the other kept where it fitted
best; the normalised cross-correlation of what overlaps (Lewis 1995, "Fast Normalized Cross-Correlation") says how well
it fits. Because moving and stretching along one axis is one small matrix, all ways of doing it are tried by a few
products of matrices, in 40 microseconds a pair. Light as such, and how it falls off over the photo, do not count: each
tiny photo first loses what is left of it when it is blurred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

# What `imaging.fingerprints` makes; a test holds the two together.
SIDE = 20
GREYS_BYTES = SIDE * SIDE // 2
# Of two photos that may each have lost 12 % on every side, one is 0.76 to 1.32 times as wide, its middle 0.16 off.
_STRETCHES, _MOST_STRETCHED = 7, 0.27
_MOVES, _FURTHEST = 9, 0.16
_BLUR = SIDE / 5
# Rows, columns, and both once more.
_TURNS = 4
_PAIRS_AT_ONCE = 512


class _Ways:
    """Ways of moving and stretching one axis: which greys of the other photo lie on those of the first.

    Attributes:
        count: of them; the middle one changes nothing.
        weights: float32 `[ways, SIDE, SIDE]`: a row for each grey of the first, what it takes of the other's; zeros
            where the other photo does not reach.
        reached: float32 `[ways, SIDE]`: 1 where it does, otherwise 0.
        taken: float32 `[SIDE * SIDE, ways]`: the weights.
        squares: float32 `[SIDE * SIDE, ways]`: the products of the weights with themselves.
    """

    def __init__(self) -> None:
        middle, at = (SIDE - 1) / 2, np.arange(SIDE)
        stretch = np.exp(np.linspace(-_MOST_STRETCHED, _MOST_STRETCHED, _STRETCHES))
        move = SIDE * np.linspace(-_FURTHEST, _FURTHEST, _MOVES)
        where = (middle + stretch[:, None, None] * (at - middle) + move[:, None]).reshape(-1, SIDE)
        reached = (where >= -0.5) & (where <= SIDE - 0.5)
        between = np.abs(np.clip(where, 0, SIDE - 1)[:, :, None] - at)
        weights = np.maximum(0, 1 - between) * reached[:, :, None]
        self.count = len(weights)
        self.weights = weights.astype(np.float32)
        self.reached = reached.astype(np.float32)
        self.taken = np.ascontiguousarray(self.weights.reshape(self.count, -1).T)
        self.squares = np.ascontiguousarray((self.weights.transpose(0, 2, 1) @ self.weights).reshape(self.count, -1).T)


def _blurring() -> Floats:
    """float32 `[SIDE, SIDE]`: blurs along one axis, the edges going on outside."""
    at = np.arange(-2 * SIDE, 3 * SIDE)
    bell = np.exp(-(((at - np.arange(SIDE)[:, None]) / _BLUR) ** 2) / 2)
    folded = np.zeros((SIDE, SIDE))
    for place, column in zip(np.clip(at, 0, SIDE - 1), bell.T, strict=True):
        folded[:, place] += column
    return np.asarray(folded / folded.sum(axis=1, keepdims=True), np.float32)


_WAYS, _BLURRED = _Ways(), _blurring()


def aligned(greys: NDArray[np.uint8], first: NDArray[np.int32], second: NDArray[np.int32]) -> Floats:
    """How well pairs of photos fit over each other: float32, from about 0.4 for strangers to 1.

    Args:
        greys: uint8 `[n, GREYS_BYTES]`: the tiny photos, as fingerprints keep them.
        first: int32 `[pairs]`, places of photos.
        second: the same. Which of two is the first does matter a little; let something decide that stays.
    """
    found = np.empty(len(first), np.float32)
    for start in range(0, len(first), _PAIRS_AT_ONCE):
        some = slice(start, start + _PAIRS_AT_ONCE)
        found[some] = _fit(_unpacked(greys[first[some]]), _unpacked(greys[second[some]]))
    return found


def _unpacked(greys: NDArray[np.uint8]) -> Floats:
    """float32 `[n, SIDE, SIDE]`: the greys without what a blur leaves of them."""
    both = np.stack([greys >> 4, greys & 15], axis=-1).reshape(-1, SIDE, SIDE).astype(np.float32)
    return np.asarray(both - _BLURRED @ both @ _BLURRED.T, np.float32)


def _fit(one: Floats, other: Floats) -> Floats:
    one_turned, other_turned = (np.ascontiguousarray(each.transpose(0, 2, 1)) for each in (one, other))
    rows = columns = np.full(len(one), _WAYS.count // 2)
    best = np.zeros(len(one), np.float32)
    for turn in range(_TURNS):
        if turn % 2 == 0:
            columns, best = _best_way(one, other, rows)
        else:
            rows, best = _best_way(one_turned, other_turned, columns)
    return best


def _best_way(one: Floats, other: Floats, rows: Places) -> tuple[Places, Floats]:
    """Given for each pair the way of the rows, the best of the columns, and how well it fits.

    All sums over what overlaps are linear in the way of the columns, or in the product of its weights with themselves.
    """
    pairs, ways = len(one), _WAYS
    reached = ways.reached[rows]
    one = one * reached[:, :, None]
    other = ways.weights[rows] @ other
    greys = reached.sum(axis=1)[:, None] * ways.reached.sum(axis=1)
    sum_one = one.sum(axis=1) @ ways.reached.T
    sum_other = other.sum(axis=1) @ ways.weights.sum(axis=1).T
    squares_one = (one * one).sum(axis=1) @ ways.reached.T
    squares_other = (other.transpose(0, 2, 1) @ other).reshape(pairs, -1) @ ways.squares
    products = (one.transpose(0, 2, 1) @ other).reshape(pairs, -1) @ ways.taken
    spread_one = np.maximum(squares_one - sum_one**2 / greys, 1e-3)
    spread_other = np.maximum(squares_other - sum_other**2 / greys, 1e-3)
    fits = (products - sum_one * sum_other / greys) / np.sqrt(spread_one * spread_other)
    best = fits.argmax(axis=1)
    return best, fits[np.arange(pairs), best]
