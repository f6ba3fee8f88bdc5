"""Which of many photos may be copies of one another, without comparing each with all.

A photo is a point: the low frequencies of its grey thumbnail, and how much is left above them. The correlation of two
thumbnails is never greater than the product of their points (Cauchy-Schwarz), so what the points rule out is no copy,
whatever the rest of the thumbnails says. The points are kept in cells around the centres that scikit-learn's k-means
finds, and a photo is compared with those in the nearest cells only: an inverted file (Sivic and Zisserman 2003, "Video
Google"; Jégou, Douze and Schmid 2011, "Product quantization for nearest neighbor search"). That alone may miss a copy;
`python -m benchmarks copies` measures how many.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

# Six by six coefficients without the mean, and the length of the rest.
FREQUENCIES = 6
# Up to so many photos, all are in one cell, and none is missed: finding centres would take longer than it saves.
MOST_IN_ONE_CELL = 32_768
# Of √N cells, so many of those nearest to a photo are looked at. Of 9,857 pairs within the limits among 200,000 made-up
# photos, none lay further than in the 29th nearest of 512 cells, seen from the one photo or the other.
CELLS_LOOKED_AT = 32

_LEARNED_FROM = 50
_BLOCK = 2_048
_PRODUCTS_AT_ONCE = 1 << 21
_ROUNDING = 1e-4

Floats = NDArray[np.float32]
Thumbnails = Sequence[NDArray[np.uint8]] | NDArray[np.uint8]
Positions = NDArray[np.int64]


def standardised(thumbnails: Thumbnails) -> Floats:
    """Float32 `[N, 1024]` with mean 0 and length 1: their products are correlations. Flat ones become zero."""
    flat = np.asarray(thumbnails).reshape(len(thumbnails), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-3)
    return flat


def points_of(thumbnails: Thumbnails) -> Floats:
    """The points of grey thumbnails.

    Args:
        thumbnails: uint8 `[32, 32]` each.

    Returns:
        Float32 `[N, 36]` of length 1, zero for flat thumbnails: 35 coefficients of the cosine transform, and the length
        of what they leave out.
    """
    points = np.zeros((len(thumbnails), FREQUENCIES**2), np.float32)
    for start in range(0, len(thumbnails), _BLOCK):
        block = thumbnails[start : start + _BLOCK]
        pictures = standardised(block).reshape(len(block), *block[0].shape)
        waves = _cosines(pictures.shape[1])
        low = (waves @ pictures @ waves.T).reshape(len(block), -1)[:, 1:]
        whole = np.einsum("ijk,ijk->i", pictures, pictures)
        rest = np.maximum(whole - np.einsum("ij,ij->i", low, low), 0)
        points[start : start + len(block)] = np.column_stack([low, np.sqrt(rest)])
    return points


def mirrored_points(points: Floats) -> Floats:
    """The points of the mirror images: waves that are odd from left to right change their sign."""
    signs = np.where(np.arange(FREQUENCIES**2) % FREQUENCIES % 2, -1, 1)[1:]
    return points * np.append(signs, 1).astype(np.float32)


class CopyIndex:
    """Points in cells; asked which of them may be copies of others."""

    def __init__(self, points: Floats, least_correlation: float) -> None:
        """Put points into cells.

        Args:
            points: float32 `[N, 36]`, as `points_of` gives them.
            least_correlation: of two photos that are copies.
        """
        self._least = least_correlation - _ROUNDING
        # Flat photos correlate with nothing.
        rows = np.flatnonzero(np.einsum("ij,ij->i", points, points) > 0.5)
        self._centres = _centres(points[rows])
        cells = _nearest(points[rows], self._centres, 1)[:, 0]
        order = np.argsort(cells, kind="stable")
        self._rows = rows[order]
        self._points = np.ascontiguousarray(points[self._rows])
        self._starts = np.searchsorted(cells[order], np.arange(len(self._centres) + 1))

    def candidates(self, points: Floats) -> Iterator[tuple[Positions, Positions]]:
        """Who may be a copy of whom.

        Args:
            points: of the photos that are asked for, float32 `[M, 36]`.

        Yields:
            Rows of `points`, and rows of the index, side by side; no pair twice.
        """
        asked = np.flatnonzero(np.einsum("ij,ij->i", points, points) > 0.5)
        if not len(asked) or not len(self._rows):
            return
        near = _nearest(points[asked], self._centres, CELLS_LOOKED_AT)
        order = np.argsort(near.ravel(), kind="stable")
        bounds = np.searchsorted(near.ravel()[order], np.arange(len(self._centres) + 1))
        for cell in range(len(self._centres)):
            members = slice(self._starts[cell], self._starts[cell + 1])
            asking = asked[order[bounds[cell] : bounds[cell + 1]] // near.shape[1]]
            step = max(1, _PRODUCTS_AT_ONCE // max(1, members.stop - members.start))
            for start in range(0, len(asking), step):
                block = asking[start : start + step]
                # Of one dimension: `nonzero` of two is many times slower.
                found = np.flatnonzero((points[block] @ self._points[members].T).ravel() >= self._least)
                if len(found):
                    rows, columns = np.divmod(found, members.stop - members.start)
                    yield block[rows], self._rows[members][columns]


def _cosines(edge: int) -> Floats:
    """The first waves of the orthonormal cosine transform (DCT-II), `[FREQUENCIES, edge]`."""
    angles = np.pi * np.outer(np.arange(FREQUENCIES), np.arange(edge) + 0.5) / edge
    waves = np.cos(angles) * np.sqrt(2 / edge)
    waves[0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


def _centres(points: Floats) -> Floats:
    if len(points) <= MOST_IN_ONE_CELL:
        return np.zeros((1, points.shape[1]), np.float32)
    from sklearn.cluster import MiniBatchKMeans

    cells = math.isqrt(len(points))
    learned_from = points[:: max(1, len(points) // (_LEARNED_FROM * cells))]
    means = MiniBatchKMeans(cells, batch_size=4_096, max_iter=10, n_init=1, random_state=0).fit(learned_from)
    return np.asarray(means.cluster_centers_, np.float32)


def _nearest(points: Floats, centres: Floats, count: int) -> NDArray[np.int32]:
    """The `count` nearest centres of each point, in no order."""
    count = min(count, len(centres))
    nearest = np.empty((len(points), count), np.int32)
    half = np.einsum("ij,ij->i", centres, centres) / 2
    for start in range(0, len(points), _BLOCK):
        farness = half - points[start : start + _BLOCK] @ centres.T
        nearest[start : start + _BLOCK] = np.argpartition(farness, count - 1, axis=1)[:, :count]
    return nearest
