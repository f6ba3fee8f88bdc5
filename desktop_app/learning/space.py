"""Where photos are compared: embeddings, seen so that photos of one breed lie around their mean alike everywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.background import Background

Floats = NDArray[np.float32]
SHRINKAGE = 0.3
AT_ONCE = 64
"""Products are made of so many rows, no more and no fewer: their last bits depend on it."""
_LARGEST = float(np.finfo(np.float16).max)


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """A whitening projection.

    Attributes:
        middle: float32 `[D]`, what is taken off embeddings first.
        axes: float32 `[D, d]`.
        means: float32 `[C, d]`, the pack's breeds; None where the pack does not tell.
    """

    middle: Floats
    axes: Floats
    means: Floats | None

    @property
    def width(self) -> int:
        """How many numbers a vector has, d."""
        return int(self.axes.shape[1])

    def project(self, embeddings: NDArray[np.floating]) -> NDArray[np.float16]:
        """Embeddings `[n, D]` as float16 `[n, d]`: of each photo the same bits, among whichever others it comes.

        Rows that are not finite stay so.

        Raises:
            ValueError: embeddings of another width.
        """
        if embeddings.ndim != 2 or embeddings.shape[1] != len(self.middle):
            raise ValueError(f"embeddings {embeddings.shape} are not {len(self.middle)} numbers wide")
        projected = np.empty((len(embeddings), self.width), np.float16)
        block = np.zeros((AT_ONCE, len(self.middle)), np.float32)
        for begin in range(0, len(embeddings), AT_ONCE):
            some = embeddings[begin : begin + AT_ONCE]
            with np.errstate(over="ignore", invalid="ignore"):
                block[: len(some)] = some
                block[: len(some)] -= self.middle
                told = np.isfinite(block[: len(some)]).all(axis=1)
                block[: len(some)][~told] = 0
                found = np.clip((block @ self.axes)[: len(some)], -_LARGEST, _LARGEST)
            found[~told] = np.nan
            projected[begin : begin + len(some)] = found
        return projected

    @classmethod
    def of(cls, background: Background) -> "Space":
        """The pooled within-breed covariance, shrunk towards a sphere, becomes the identity."""
        count = len(background.variances)
        dimension = len(background.middle)
        rest = background.rest * (dimension - count)
        sphere = (float(background.variances.sum()) + rest) / dimension
        scale = np.sqrt((1 - SHRINKAGE) * background.variances + SHRINKAGE * sphere)
        axes = np.asarray(background.axes / scale, np.float32)
        means = np.asarray((background.means - background.middle) @ axes, np.float32)
        return cls(background.middle, axes, means)
