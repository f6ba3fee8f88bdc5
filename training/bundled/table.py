"""All photos behind the bundled model as arrays: features, labels, sides."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest import InputSpec
from training.architectures.base import Architecture, WeightSource
from training.bundled.photos import CAT, OTHER_SOURCES, SOMETHING_ELSE, BundledPhotos
from training.datasets.splits import Side, Split
from training.fitting.features import FeatureRequest, frozen_features, keras_backbone

Say = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Table:
    """All photos as arrays; row numbers are those of the photo set.

    Attributes:
        embeddings: float32 `[N, D]`.
        folder: which data set each photo is from.
        side: `Side` values.
        breed: column of the breed, -1 where it is none of the model's.
        species: 0 dog, 1 cat, 2 something else.
        groups: numbers of the groups of near-duplicates and twins.
        wnids: of the columns.
    """

    embeddings: NDArray[np.float32]
    folder: NDArray[np.str_]
    side: NDArray[np.str_]
    breed: NDArray[np.int64]
    species: NDArray[np.int64]
    groups: NDArray[np.int64]
    wnids: tuple[str, ...]

    @property
    def trained(self) -> NDArray[np.bool_]:
        """Rows that the heads are trained on."""
        return np.asarray(self.side == Side.TRAINING.value)

    @property
    def elsewhere(self) -> NDArray[np.bool_]:
        """Rows from other sources: for choosing and calibrating."""
        return np.asarray(self.folder == OTHER_SOURCES)


def load_table(
    bundled: BundledPhotos, split: Split, architecture: Architecture, weights: WeightSource, spec: InputSpec, say: Say
) -> Table:
    """Features of every photo, with labels and sides."""
    photos = bundled.photos.photos
    folder = np.array([bundled.folder_of(photo) for photo in photos])
    backbone = keras_backbone(architecture, weights)
    embeddings = np.empty((len(photos), backbone.size), np.float32)
    for name in dict.fromkeys(folder.tolist()):
        rows = np.flatnonzero(folder == name)
        request = FeatureRequest([photos[row].path for row in rows], spec)
        say(f"Features of {len(rows)} photos in {name}")
        embeddings[rows] = frozen_features(backbone, request, progress=_progress(say)).values[:, 0]
    wnids = tuple(sorted({photo.wnid for photo in photos if photo.wnid}))
    column = {wnid: number for number, wnid in enumerate(wnids)}
    species = {CAT: 1, SOMETHING_ELSE: 2}
    return Table(
        embeddings,
        folder,
        np.array([split.sides[bundled.photos.name_of(photo)][1].value for photo in photos]),
        np.array([column.get(photo.wnid or "", -1) for photo in photos], dtype=np.int64),
        np.array([species.get(photo.breed, 0) for photo in photos], dtype=np.int64),
        np.array(bundled.groups, dtype=np.int64),
        wnids,
    )


def _progress(say: Say) -> Callable[[int, int, float], None]:
    last = [0.0]

    def report(done: int, total: int, seconds_left: float) -> None:
        if time.monotonic() - last[0] >= 10 or done == total:
            last[0] = time.monotonic()
            say(f"  {done} of {total}, {seconds_left:.0f} s left")

    return report
