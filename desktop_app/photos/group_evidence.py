"""What speaks for photos belonging together, by position, in a form that can be compared by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.catalog.values.animals import Animal
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store import PhotoStore

# Embeddings are compared by so many random directions of theirs: 100,000 photos take 51 MB instead of 256, and the
# cosine of two that are alike is wrong by 0.013 on average (Johnson and Lindenstrauss 1984).
DIRECTIONS = 128
_SEED = 23
_UNKNOWN_TIME = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class PhotosToGroup:
    """What the store knows of its photos, held still: another thread may read it while the store goes on.

    Attributes:
        photo_ids: int64 `[positions]`.
        open_to_groups: bool: present, readable, not flagged as showing several dogs: may stand in a burst.
        animals: int32: place of the animal, -1 without one; -1 for photos that are gone.
        animal_table: the animals, by place.
        folder: int32: place of the folder.
        by_name: int32: the place of each photo among all, by folder and name.
        taken_at: int64, nanoseconds; 0 unknown.
    """

    photo_ids: NDArray[np.int64]
    open_to_groups: NDArray[np.bool_]
    animals: NDArray[np.int32]
    animal_table: tuple[Animal, ...]
    folder: NDArray[np.int32]
    by_name: NDArray[np.int32]
    taken_at: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.photo_ids)

    @classmethod
    def of(cls, store: PhotoStore) -> PhotosToGroup:
        """The photos of a store as it is now."""
        rank = np.empty(store.size, np.int32)
        rank[store.names.by_name] = np.arange(store.size, dtype=np.int32)
        present = store.present
        return cls(
            store.photo_ids.copy(),
            present & (store.faults == NONE) & ~store.several_dogs,
            np.where(present, store.animals, np.int32(NONE)),
            tuple(store.tables.animals.values),
            store.folder.copy(),
            rank,
            store.taken_at.copy(),
        )

    def order(self) -> NDArray[np.int32]:
        """The place of each photo among all by time, then by name; photos without a time come last."""
        time = np.where(self.taken_at > 0, self.taken_at, _UNKNOWN_TIME)
        places = np.empty(len(self), np.int32)
        places[np.lexsort((self.by_name, time))] = np.arange(len(self), dtype=np.int32)
        return places


class GroupEvidence:
    """Fingerprints and embeddings of photos, by position. Filled piece by piece; grows as photos come.

    Attributes:
        words: uint64 `[positions, 2]`: the fingerprints.
        has_words: bool: which are known.
        directions: float32 `[positions, DIRECTIONS]`, of length 1: what is kept of the embeddings.
        has_directions: bool: which are known.
    """

    def __init__(self, size: int = 0) -> None:
        self.words = np.zeros((size, 2), np.uint64)
        self.has_words = np.zeros(size, np.bool_)
        self.directions = np.zeros((size, DIRECTIONS), np.float32)
        self.has_directions = np.zeros(size, np.bool_)
        self._projection = np.zeros((0, DIRECTIONS), np.float32)

    def __len__(self) -> int:
        return len(self.has_words)

    def grow(self, size: int) -> None:
        """Have room for `size` photos."""
        more = size - len(self)
        if more > 0:
            self.words = np.concatenate([self.words, np.zeros((more, 2), np.uint64)])
            self.has_words = np.concatenate([self.has_words, np.zeros(more, np.bool_)])
            self.directions = np.concatenate([self.directions, np.zeros((more, DIRECTIONS), np.float32)])
            self.has_directions = np.concatenate([self.has_directions, np.zeros(more, np.bool_)])

    def set_fingerprints(self, at: Positions, fingerprints: NDArray[np.uint8], known: NDArray[np.bool_]) -> Positions:
        """Take over fingerprints, uint8 `[n, 16]`; returns those of these positions at which something is new."""
        words = np.ascontiguousarray(fingerprints).view(np.uint64).reshape(len(at), 2)
        other = (known != self.has_words[at]) | (known & (words != self.words[at]).any(axis=1))
        self.words[at] = np.where(known[:, None], words, np.uint64(0))
        self.has_words[at] = known
        found: Positions = at[other]
        return found

    def set_embeddings(self, at: Positions, embeddings: NDArray[np.float16]) -> None:
        """Take over embeddings `[n, D]`, all of one model pack."""
        if not len(at):
            return
        if len(self._projection) != embeddings.shape[1]:
            random = np.random.default_rng(_SEED)
            self._projection = random.standard_normal((embeddings.shape[1], DIRECTIONS)).astype(np.float32)
            self.forget_embeddings()
        # Values that no number stands for, and embeddings of nothing but zeros, are alike to none.
        found = np.nan_to_num(embeddings.astype(np.float32), posinf=0, neginf=0)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        found = found @ self._projection
        length = np.linalg.norm(found, axis=1, keepdims=True)
        self.directions[at] = found / np.maximum(length, 1e-9)
        self.has_directions[at] = length[:, 0] > 0

    def forget_embeddings(self) -> None:
        """Another pack looks at the photos: its embeddings cannot be compared with those of before."""
        self.has_directions[:] = False

    def similarity(self, first: Positions, second: Positions) -> NDArray[np.float32]:
        """float32, the cosine of pairs of photos; not a number where one of the two has no embedding."""
        found = np.empty(len(first), np.float32)
        for start in range(0, len(first), _PAIRS_AT_ONCE):
            some = slice(start, start + _PAIRS_AT_ONCE)
            one, other = self.directions[first[some]], self.directions[second[some]]
            found[some] = np.einsum("ij,ij->i", one, other)
        found[~(self.has_directions[first] & self.has_directions[second])] = np.nan
        return found


_PAIRS_AT_ONCE = 8192
