"""Where photos are compared: embeddings, seen so that photos of one breed lie around their mean alike everywhere."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.background import Background
from desktop_app.learning.discriminants import SHARPNESS, Discriminants, log_sum
from desktop_app.learning.vectors import Vectors

Floats = NDArray[np.float32]

SHRINKAGE = 0.75
"""How far the covariance within breeds is taken to be alike in all directions."""
SCATTER_OF_NEW = 0.9
"""How far photos of breeds that the pack does not know scatter, to those of its own."""
AT_ONCE = 64
"""Products are made of so many rows, no more and no fewer: their last bits depend on it."""
_TINY = 1e-6


@dataclass(frozen=True, eq=False)
class Space:
    """What is taken off embeddings, how long they may be, and how far they are stretched along each direction.

    Attributes:
        middle: float32 `[D]`, what is taken off embeddings first.
        length: what embeddings are long then on average. Each is brought half-way there: how long it is says more of
            how well a photo can be seen than of which breed it shows.
        axes: float32 `[D, r]`, directions of length 1.
        scales: float32 `[r]`, how far along these.
        outside: how far along all others.
        means: float32 `[C, D]`, the pack's breeds; None where the pack does not tell.
        photos: float64 `[C]`: of how many photos each is the mean; 0 of none, and then it says nothing.
        scatter: how far a photo lies from the mean of its breed, squared, on average.
    """

    middle: Floats
    length: float
    axes: Floats
    scales: Floats
    outside: float
    means: Floats | None
    photos: NDArray[np.float64] | None = None
    scatter: float = 1.0

    @property
    def width(self) -> int:
        """How many numbers an embedding has, D, and a vector."""
        return len(self.middle)

    @cached_property
    def pack(self) -> Discriminants | None:
        """Of the pack's breeds of which there is a mean; None where the pack does not tell."""
        if self.means is None or self.photos is None:
            return None
        return Discriminants.of_means(self.means[self.photos > 0])

    def project(self, embeddings: NDArray[np.floating]) -> Vectors:
        """Embeddings `[n, D]` as vectors: of each photo the same bits, among whichever others it comes.

        What speaks for the pack's breeds, `Vectors.against`, is the logarithm of the sum of their discriminants'
        exponentials. Of rows that are not finite nobody can tell.

        Raises:
            ValueError: embeddings of another width.
        """
        if embeddings.ndim != 2 or embeddings.shape[1] != self.width:
            raise ValueError(f"embeddings {embeddings.shape} are not {self.width} numbers wide")
        found = Vectors.nothing(len(embeddings), self.width)
        block = np.zeros((AT_ONCE, self.width), np.float32)
        for begin in range(0, len(embeddings), AT_ONCE):
            some = embeddings[begin : begin + AT_ONCE]
            here = block[: len(some)]
            with np.errstate(over="ignore", invalid="ignore"):
                here[:] = some
                here -= self.middle
                lengths = np.sqrt((here * here).sum(axis=1))
                told = np.isfinite(lengths)
                here[~told] = 0
                here *= np.sqrt(self.length / np.maximum(np.where(told, lengths, 1), _TINY))[:, None]
            vectors = Vectors.of(self._stretched(block))
            if self.pack is not None:
                vectors.against[:] = log_sum(SHARPNESS * self.pack.of_block(vectors.floats()))
            vectors.scales[: len(some)][~told] = np.nan
            found.put(slice(begin, begin + len(some)), vectors.at(slice(0, len(some))))
        return found

    def _stretched(self, block: Floats) -> Floats:
        along = block @ self.axes
        along *= self.scales - np.float32(self.outside)
        stretched = along @ self._across
        stretched += block * np.float32(self.outside)
        return np.asarray(stretched, np.float32)

    @cached_property
    def _across(self) -> Floats:
        """The axes, float32 `[r, D]`, as they are multiplied fastest."""
        return np.ascontiguousarray(self.axes.T)

    @classmethod
    def of(cls, background: Background) -> "Space":
        """Make the covariance within breeds, shrunk towards a sphere, the identity (whitening).

        Shrinkage: Ledoit, Wolf, Journal of Multivariate Analysis 88, 2004; Friedman, Regularized Discriminant Analysis,
        JASA 84, 1989. Nothing is left out: what tells breeds apart that the pack does not know lies outside of the
        background's axes as well.
        """
        dimension = len(background.middle)
        variances = background.variances.astype(np.float64)
        photos = background.photos.astype(np.float64)
        means = np.where(photos[:, None] > 0, background.means.astype(np.float64) - background.middle, 0)
        total = variances.sum() + background.rest * (dimension - len(variances))
        sphere = max(total / dimension, _TINY)
        scales = 1 / np.sqrt((1 - SHRINKAGE) * variances + SHRINKAGE * sphere)
        outside = float(1 / np.sqrt((1 - SHRINKAGE) * background.rest + SHRINKAGE * sphere))
        there = photos > 0
        apart = (means[there] ** 2).sum(axis=1).mean() if there.any() else 0.0
        scatter = (variances * scales**2).sum() + (dimension - len(variances)) * background.rest * outside**2
        axes = np.asarray(background.axes, np.float32)
        space = cls(
            *(background.middle, float(np.sqrt(apart + total)), axes, scales.astype(np.float32), outside),
            *(None, photos, SCATTER_OF_NEW * float(scatter)),
        )
        lie = space._stretched(means.astype(np.float32))
        return cls(*(space.middle, space.length, axes, space.scales, outside), lie if there.any() else None, photos,
                   space.scatter)  # fmt: skip

    @classmethod
    def without_background(cls, dimension: int, middle: Floats | None = None) -> "Space":
        """For packs that do not say what their training photos are like.

        Photos are compared in it by their embeddings. Which breeds stand out from the pack's, nobody can tell then.

        Args:
            dimension: D.
            middle: float32 `[D]`, what is taken off embeddings first; None for nothing.
        """
        middle = np.zeros(dimension, np.float32) if middle is None else middle
        none = np.zeros(0, np.float32)
        return cls(middle, 1.0, np.zeros((dimension, 0), np.float32), none, 1.0, None)
