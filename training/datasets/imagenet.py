"""Where dogs, cats and everything else stand among the 1000 ImageNet classes, which are sorted by WordNet id."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.datasets.breeds import stanford_breeds

CLASSES = 1000
# The domestic dogs: the breeds of Stanford Dogs and, alone among ImageNet's, the Dalmatian.
FIRST_DOG, LAST_DOG = 151, 268
DALMATIAN = "n02110341"
# Dingo, dhole and African hunting dog: among the 120, but behind the wolves.
WILD_DOGS = {"n02115641": 273, "n02115913": 274, "n02116738": 275}
# Tabby, tiger cat, Persian, Siamese, Egyptian.
CATS = range(281, 286)


def imagenet_columns() -> dict[str, int]:
    """The ImageNet column of each of the 120 WordNet ids."""
    domestic = sorted({DALMATIAN, *stanford_breeds()} - WILD_DOGS.keys())
    columns = dict(zip(domestic, range(FIRST_DOG, LAST_DOG + 1), strict=True)) | WILD_DOGS
    del columns[DALMATIAN]
    return columns


def dalmatian_column() -> int:
    """The ImageNet column of the Dalmatian, the one dog of ImageNet that Stanford Dogs lacks."""
    return FIRST_DOG + sorted({DALMATIAN, *stanford_breeds()} - WILD_DOGS.keys()).index(DALMATIAN)


def columns_of(wnids: Sequence[str]) -> NDArray[np.int64]:
    """The ImageNet columns of these WordNet ids, in their order.

    Raises:
        KeyError: one of them is not among the 120.
    """
    columns = imagenet_columns()
    return np.array([columns[wnid] for wnid in wnids], dtype=np.int64)


def species_columns() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The columns of dogs (the 120 and the Dalmatian), cats, and everything else, wolves and foxes among them."""
    dogs = np.array([*range(FIRST_DOG, LAST_DOG + 1), *WILD_DOGS.values()], dtype=np.int64)
    cats = np.array(CATS, dtype=np.int64)
    others = np.setdiff1d(np.arange(CLASSES), np.concatenate([dogs, cats]))
    return dogs, cats, others
