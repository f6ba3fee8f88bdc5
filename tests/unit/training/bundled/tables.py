"""Tables of made-up embeddings, for tests of what is fitted to them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.bundled.dogs import CLASSES
from training.bundled.photos import MORE_BREEDS, OTHER_SOURCES
from training.bundled.table import Table
from training.datasets.splits import Side


class Rows(NamedTuple):
    """Some rows of a table that have all in common but their embeddings.

    Attributes:
        folder: the data set.
        side: of the split.
        breed: column, -1 for none.
        species: 0 dog, 1 cat, 2 something else.
        embeddings: `[n, D]`.
    """

    folder: str
    side: Side
    breed: int
    species: int
    embeddings: NDArray[np.floating]


def table_of(parts: Sequence[Rows], breed_ids: tuple[str, ...]) -> Table:
    """The table of these rows: photos from other sources judge, and so do those of further breeds that are not split.

    The finder finds every dog, and a cat in every photo of one.
    """
    counts, width = [len(part.embeddings) for part in parts], parts[0].embeddings.shape[1]
    species = np.repeat([part.species for part in parts], counts)
    found = np.full((len(species), len(CLASSES)), 0.05)
    found[species == 0, CLASSES.index("dog")] = 0.9
    found[species == 1, CLASSES.index("cat")] = 0.9
    judging = [
        part.folder == OTHER_SOURCES or (part.folder == MORE_BREEDS and part.side is Side.VALIDATION) for part in parts
    ]
    return Table(
        np.concatenate([part.embeddings for part in parts]).astype(np.float32),
        np.repeat([part.folder for part in parts], counts),
        np.repeat([part.side.value for part in parts], counts),
        np.repeat([part.breed for part in parts], counts),
        species,
        np.arange(len(species)),
        breed_ids,
        np.repeat(judging, counts),
        found,
        np.concatenate([part.embeddings for part in parts if part.species == 2] or [np.zeros((0, width))]).astype(
            np.float32
        ),
        np.flatnonzero(species == 2),
    )
