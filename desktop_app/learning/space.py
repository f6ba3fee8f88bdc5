"""Where photos are compared: embeddings, seen so that photos of one breed lie around their mean alike everywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.background import Background

Floats = NDArray[np.float32]

WIDTH = 512
"""How many numbers a photo is compared by: 100,000 photos take 100 MB."""
SHRINKAGE = 0.75
"""How far the covariance within breeds is taken to be alike in all directions."""
SCATTER_OF_NEW = 0.9
"""How far photos of breeds that the pack does not know scatter, to those of its own."""
AT_ONCE = 64
"""Products are made of so many rows, no more and no fewer: their last bits depend on it."""
_SEED = 20_240_229
_LARGEST = float(np.finfo(np.float16).max)
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """What is taken off embeddings, how long they may be, and a projection.

    Attributes:
        middle: float32 `[D]`, what is taken off embeddings first.
        length: what embeddings are long then on average. Each is brought half-way there: how long it is says more of
            how well a photo can be seen than of which breed it shows.
        axes: float32 `[D, d]`.
        means: float32 `[C, d]`, the pack's breeds; None where the pack does not tell.
        photos: float64 `[C]`: of how many photos each is the mean.
        scatter: how far a photo lies from the mean of its breed, squared, on average.
    """

    middle: Floats
    length: float
    axes: Floats
    means: Floats | None
    photos: NDArray[np.float64] | None = None
    scatter: float = 1.0

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
            here = block[: len(some)]
            with np.errstate(over="ignore", invalid="ignore"):
                here[:] = some
                here -= self.middle
                lengths = np.sqrt((here * here).sum(axis=1))
                told = np.isfinite(lengths)
                here[~told] = 0
                here *= np.sqrt(self.length / np.maximum(np.where(told, lengths, 1), _TINY))[:, None]
                found = np.clip((block @ self.axes)[: len(some)], -_LARGEST, _LARGEST)
            found[~told] = np.nan
            projected[begin : begin + len(some)] = found
        return projected

    @classmethod
    def of(cls, background: Background) -> "Space":
        """Make the covariance within breeds, shrunk towards a sphere, the identity (whitening).

        Shrinkage: Ledoit, Wolf, Journal of Multivariate Analysis 88, 2004; Friedman, Regularized Discriminant Analysis,
        JASA 84, 1989. Photos are kept as what they are along the background's axes, along what of the breeds' means is
        left outside of them, and along a few directions at random (Johnson, Lindenstrauss 1984): what tells breeds
        apart that the pack does not know lies outside as well.
        """
        dimension = len(background.middle)
        width = min(WIDTH, dimension)
        axes = background.axes[:, :width].astype(np.float64)
        variances = background.variances[:width].astype(np.float64)
        means = background.means.astype(np.float64) - background.middle
        outside = background.rest
        sphere = (variances.sum() + outside * (dimension - len(variances))) / dimension
        scale = 1 / np.sqrt((1 - SHRINKAGE) * variances + SHRINKAGE * sphere)
        other_scale = 1 / np.sqrt((1 - SHRINKAGE) * outside + SHRINKAGE * sphere)
        others = _directions_outside(axes, means, width - axes.shape[1])
        length = np.sqrt((means**2).sum(axis=1).mean() + sphere * dimension)
        projection = np.concatenate([axes * scale, others * other_scale], axis=1).astype(np.float32)
        photos = np.maximum(background.photos, 1).astype(np.float64)
        scatter = (variances * scale**2).sum() + others.shape[1] * outside * other_scale**2
        lie = np.asarray(means @ projection, np.float32)
        return cls(background.middle, float(length), projection, lie, photos, SCATTER_OF_NEW * float(scatter))

    @classmethod
    def without_background(cls, dimension: int) -> "Space":
        """For packs that do not say what their training photos are like: directions at random.

        Photos are compared in it as by their embeddings. Which breeds stand out from the pack's, nobody can tell then.
        """
        width = min(WIDTH, dimension)
        basis, _ = np.linalg.qr(np.random.default_rng(_SEED).normal(size=(dimension, width)))
        return cls(np.zeros(dimension, np.float32), 1.0, np.asarray(basis, np.float32), None)


def _directions_outside(axes: NDArray[np.float64], means: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """So many directions that are orthogonal to axes and to each other, `[D, count]`: along means first."""
    if count <= 0:
        return np.zeros((len(axes), 0))
    centred = means - means.mean(axis=0)
    _, strengths, along = np.linalg.svd(centred - (centred @ axes) @ axes.T, full_matrices=False)
    along = along[strengths > _TINY * max(float(strengths[:1].max(initial=0)), _TINY)][:count]
    by_chance = np.random.default_rng(_SEED).normal(size=(len(axes), count - len(along)))
    wanted = np.concatenate([axes, along.T, by_chance], axis=1)
    basis, _ = np.linalg.qr(wanted)
    return np.asarray(basis[:, axes.shape[1] : axes.shape[1] + count])
