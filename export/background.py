"""The background of a pack: what the embeddings of the photos are like that it was trained on.

What the app learns from labels rests on it (`desktop_app.learning`): a breed that a person names has to stand out from
the breeds that the network knows, along directions in which photos of one breed do not differ anyway. That is linear
discriminant analysis (Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x), of which the pack brings the part that no
session has: the mean of each breed, and the covariance that all share.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.files import write_whole
from desktop_app.inference.manifest import BackgroundFile, Manifest
from desktop_app.learning.background import LARGEST, MOST_BYTES, PARTS, Background
from export.looking import graph_embeddings

BACKGROUND_NAME = "background.npz"
# Beyond these, directions in which photos of one breed differ are taken for one another: the rest is a sphere.
AXES = 256
# The mean of fewer photos is that of these photos rather than of the breed.
FEWEST_PHOTOS = 5
# What is averaged over so many photos does not change with more of them; looking at a photo takes 20 ms.
MOST_PHOTOS = 300
# Below this share of the greatest variance there is only what was rounded off.
_ROUNDED_OFF = 1e-9
# Of the matrix whose eigenvectors are looked for: 0.5 GB, and minutes.
_LARGEST_MATRIX = 8192
# An archive is the same file whenever and wherever it is written.
_SAME_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16

Say = Callable[[str], None]
Floats = NDArray[np.floating[Any]]


class NoBackgroundError(Exception):
    """The photos do not give one; the message says why. The pack is as good without, but for learning from labels."""


@dataclass(frozen=True, eq=False)
class TrainedOn:
    """Photos that a network was trained on.

    Attributes:
        photos: in any order.
        columns: which of the pack's breeds each shows, `[N]`.
    """

    photos: tuple[Path, ...]
    columns: NDArray[np.int64]

    def at_most(self, count: int) -> "TrainedOn":
        """So many of each breed, spread evenly over all there are of it; breed by breed, by their paths.

        What is calculated of them depends on their order in its last digit.
        """
        kept: list[int] = []
        for column in np.unique(self.columns):
            rows = sorted(np.flatnonzero(self.columns == column).tolist(), key=lambda row: self.photos[row].as_posix())
            most = min(count, len(rows))
            kept += [rows[number * len(rows) // most] for number in range(most)]
        return TrainedOn(tuple(self.photos[row] for row in kept), self.columns[kept])


def write_background(folder: Path, pack: Manifest, trained: TrainedOn) -> BackgroundFile:
    """Look at the photos and write `background.npz` beside the graph.

    Args:
        folder: of the pack.
        pack: its manifest.
        trained: what it was trained on.

    Returns:
        What the manifest says of it.

    Raises:
        NoBackgroundError: the graph gives no embeddings, or the photos are too few; nothing was written.
        OSError: it cannot be written.
    """
    if "embedding" not in pack.outputs:
        raise NoBackgroundError("the network gives no embedding")
    chosen = trained.at_most(MOST_PHOTOS)
    embeddings, places = graph_embeddings(folder / pack.graph.file, chosen.photos, pack)
    content = packed(background_from(embeddings, chosen.columns[places], len(pack.breeds)))
    write_whole(folder / BACKGROUND_NAME, content)
    return BackgroundFile(file=BACKGROUND_NAME, sha256=hashlib.sha256(content).hexdigest())


def background_from(embeddings: Floats, columns: NDArray[np.int64], breeds: int) -> Background:
    """What embeddings of the training photos are like.

    Args:
        embeddings: `[N, D]`.
        columns: the breed of each, `[N]`.
        breeds: how many there are.

    Raises:
        NoBackgroundError: there are too few photos, or they are all alike.
    """
    counts = np.bincount(columns, minlength=breeds)
    counts[counts < FEWEST_PHOTOS] = 0
    kept = counts[columns] > 0
    values, columns = embeddings[kept].astype(np.float64), columns[kept]
    freedom = len(values) - int((counts > 0).sum())
    if freedom < 1:
        raise NoBackgroundError(
            f"there is no breed of which at least {FEWEST_PHOTOS} of its training photos can be read"
        )
    if not np.isfinite(values).all() or np.abs(values).max() > LARGEST:
        raise NoBackgroundError("the network gives embeddings that are no numbers of 16 bits")
    middle = values.mean(axis=0)
    means = np.tile(middle, (breeds, 1))
    for column in np.flatnonzero(counts):
        means[column] = values[columns == column].mean(axis=0)
    axes, variances, rest = _spread(values - means[columns], freedom)
    return Background(
        means.astype(np.float32),
        middle.astype(np.float32),
        axes.astype(np.float32),
        variances.astype(np.float32),
        rest,
        counts.astype(np.int32),
    )


def packed(background: Background) -> bytes:
    """The file: a NumPy archive, not compressed, the same for the same background.

    Raises:
        NoBackgroundError: it would be larger than what the app reads.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, kind in PARTS.items():
            buffer = io.BytesIO()
            values = np.asarray(getattr(background, part)).astype(kind, order="C")
            np.lib.format.write_array(buffer, values, version=(1, 0), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{part}.npy", _SAME_DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, buffer.getvalue())
    content = stream.getvalue()
    if len(content) > MOST_BYTES:
        raise NoBackgroundError(
            f"it would have more than {MOST_BYTES // 1024**2} MB: the network's embedding is too wide"
        )
    return content


def _spread(residuals: NDArray[np.float64], freedom: int) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """The leading directions `[D, r]` of residuals `[N, D]`, the variances along them `[r]`, and that of the rest."""
    count, dimension = residuals.shape
    if min(count, dimension) > _LARGEST_MATRIX:
        raise NoBackgroundError(f"the network's embedding has {dimension} numbers, which are too many to compare")
    # The smaller of the two matrices has the same eigenvalues.
    few = count < dimension
    matrix = (residuals @ residuals.T if few else residuals.T @ residuals) / freedom
    values, vectors = np.linalg.eigh(matrix)
    values, vectors = values[::-1], vectors[:, ::-1]
    most = min(AXES, freedom, dimension, int((values > _ROUNDED_OFF * max(float(values[0]), 1e-12)).sum()))
    if most < 1:
        raise NoBackgroundError("its training photos are all alike to the network")
    variances, axes = values[:most], vectors[:, :most]
    if few:
        axes = residuals.T @ axes / np.sqrt(variances * freedom)
    # Both ends of an axis are as good: the greatest number of each is above zero.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(most)])
    left = float(np.trace(matrix) - variances.sum())
    return axes, variances, max(0.0, left) / (dimension - most) if dimension > most else 0.0
