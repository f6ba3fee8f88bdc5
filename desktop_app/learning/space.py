"""Where photos are compared: embeddings, seen so that photos of one breed lie around their mean alike in all directions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.background import Background

Floats = NDArray[np.float32]
SHRINKAGE = 0.3


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
        """d."""
        return int(self.axes.shape[1])

    def project(self, embeddings: NDArray[np.floating]) -> Floats:
        """Embeddings `[n, D]` as float32 `[n, d]`."""
        return np.asarray((embeddings.astype(np.float32) - self.middle) @ self.axes, np.float32)

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
