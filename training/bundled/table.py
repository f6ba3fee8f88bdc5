"""All photos behind the bundled model as arrays: features, labels, sides."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import InputSpec
from training.architectures.base import Architecture, WeightSource
from training.bundled.dogs import Dogs
from training.bundled.photos import CAT, FURTHER_PREFIX, SOMETHING_ELSE, BundledPhotos, breed_id_of
from training.datasets.splits import Side, Split
from training.fitting.features import FeatureRequest, frozen_features, keras_backbone

Say = Callable[[str], None]
QUARTERS = tuple(Box(left, top, left + 0.5, top + 0.5) for top in (0.0, 0.5) for left in (0.0, 0.5))


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
        breed_ids: of the columns: those of the 120 in the order of their WordNet ids, then the further ones.
        judges: rows that are never trained on: for choosing and calibrating.
        found: the finder's greatest score of each of its classes, `[N, K]`.
        nearer: what is seen of parts of photos without an animal, float32 `[M, D]`.
        nearer_of: the rows of their photos, `[M]`.
    """

    embeddings: NDArray[np.float32]
    folder: NDArray[np.str_]
    side: NDArray[np.str_]
    breed: NDArray[np.int64]
    species: NDArray[np.int64]
    groups: NDArray[np.int64]
    breed_ids: tuple[str, ...]
    judges: NDArray[np.bool_]
    found: NDArray[np.float64]
    nearer: NDArray[np.float32]
    nearer_of: NDArray[np.int64]

    @property
    def trained(self) -> NDArray[np.bool_]:
        """Rows that the heads are trained on."""
        return np.asarray(self.side == Side.TRAINING.value)

    @property
    def further(self) -> int:
        """How many of the columns are not among the 120."""
        return sum(breed_id.startswith(FURTHER_PREFIX) for breed_id in self.breed_ids)


def load_table(
    bundled: BundledPhotos,
    split: Split,
    architecture: Architecture,
    weights: WeightSource,
    spec: InputSpec,
    dogs: Dogs,
    further: Sequence[str],
    say: Say,
) -> Table:
    """Features of every photo, of its dog where one was found, with labels and sides.

    Args:
        bundled: the photos.
        split: which are trained on.
        architecture: the network.
        weights: its weights.
        spec: size of the pictures and the one view; a network of another size resizes them.
        dogs: of the photos.
        further: ids of the breeds beyond the 120; photos of others among them are dogs of an unknown breed.
        say: told what is going on.
    """
    photos = bundled.photos.photos
    folder = np.array([bundled.folder_of(photo) for photo in photos])
    backbone = keras_backbone(architecture, weights, edge=spec.width)
    embeddings = np.empty((len(photos), backbone.size), np.float32)
    for name in dict.fromkeys(folder.tolist()):
        rows = np.flatnonzero(folder == name)
        request = FeatureRequest([photos[row].path for row in rows], spec, parts=[dogs.parts[row] for row in rows])
        say(f"Features of {len(rows)} photos in {name}")
        embeddings[rows] = frozen_features(backbone, request, progress=_progress(say)).values[:, 0]
    things = [row for row, photo in enumerate(photos) if photo.breed == SOMETHING_ELSE]
    nearer_of = np.repeat(np.array(things, np.int64), len(QUARTERS))
    say(f"Features of the quarters of {len(things)} photos without an animal")
    parts = FeatureRequest([photos[row].path for row in nearer_of], spec, parts=[*QUARTERS] * len(things))
    nearer = frozen_features(backbone, parts, progress=_progress(say)).values[:, 0]
    breed_ids = (*sorted({photo.wnid for photo in photos if photo.wnid}), *sorted(further))
    column = {breed_id: number for number, breed_id in enumerate(breed_ids)}
    species = {CAT: 1, SOMETHING_ELSE: 2}
    return Table(
        embeddings,
        folder,
        np.array([split.sides[bundled.photos.name_of(photo)][1].value for photo in photos]),
        np.array([column.get(breed_id_of(photo) or "", -1) for photo in photos], dtype=np.int64),
        np.array([species.get(photo.breed, 0) for photo in photos], dtype=np.int64),
        np.array(bundled.groups, dtype=np.int64),
        breed_ids,
        np.array([bundled.only_judges(photo) for photo in photos]),
        dogs.greatest,
        nearer,
        nearer_of,
    )


def _progress(say: Say) -> Callable[[int, int, float], None]:
    last = [0.0]

    def report(done: int, total: int, seconds_left: float) -> None:
        if time.monotonic() - last[0] >= 10 or done == total:
            last[0] = time.monotonic()
            say(f"  {done} of {total}, {seconds_left:.0f} s left")

    return report
