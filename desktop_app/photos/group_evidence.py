"""What speaks for photos belonging together, by position, in a form that can be compared by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from desktop_app.photos.alignment import GREYS_BYTES, aligned
from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desktop_app.catalog.values.animals import Animal
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store import PhotoStore

T = TypeVar("T", bound=np.generic)

# What `imaging.fingerprints` makes; a test holds the two together.
HASH_BYTES = 16
FINGERPRINT_BYTES = HASH_BYTES + GREYS_BYTES
_PAIRS_AT_ONCE = 2048
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
        animals = store.tables.animals.values
        same = _one_place_each(store, animals)
        return cls(
            store.photo_ids.copy(),
            present & (store.faults == NONE) & ~store.several_dogs,
            np.where(present, same[store.animals], np.int32(NONE)),
            tuple(animals),
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


def _one_place_each(store: PhotoStore, animals: Sequence[Animal]) -> NDArray[np.int32]:
    """The place that counts for all photos of an animal, for each place in the table, and -1 at the end.

    An animal that was renamed has a place for each name. The one counts that its photos were given last; that is an old
    one again when the name was taken back.
    """
    last = {animal.animal_id: place for place, animal in enumerate(animals)}
    if len(last) < len(animals):
        belonging = store.present & (store.animals != NONE)
        given = np.full(len(animals), NONE, np.int64)
        np.maximum.at(given, store.animals[belonging], store.arranged_by[belonging])
        times = given.tolist()
        for place, animal in enumerate(animals):
            if times[place] > times[last[animal.animal_id]]:
                last[animal.animal_id] = place
    return np.array([*(last[animal.animal_id] for animal in animals), NONE], np.int32)


class GroupEvidence:
    """Fingerprints and embeddings of photos, by position. Filled piece by piece; grows as photos come.

    Embeddings are kept as whole numbers from -127 to 127: half of what the session file takes, and cosines are wrong by
    less than a hundredth.

    Attributes:
        words: uint64 `[positions, 2]`: the hashes of the fingerprints.
        greys: uint8 `[positions, GREYS_BYTES]`: their tiny photos.
        has_words: bool: which are known.
        vectors: int8 `[positions, D]`: the embeddings; D is 0 as long as there are none.
        lengths: float32: of the vectors; 0 where no embedding is known.
    """

    def __init__(self, size: int = 0) -> None:
        self.words = np.zeros((size, 2), np.uint64)
        self.greys = np.zeros((size, GREYS_BYTES), np.uint8)
        self.has_words = np.zeros(size, np.bool_)
        self.vectors = np.zeros((size, 0), np.int8)
        self.lengths = np.zeros(size, np.float32)

    def __len__(self) -> int:
        return len(self.has_words)

    def grow(self, size: int) -> None:
        """Have room for `size` photos; for some more too, since photos come in small chunks."""
        if size > len(self):
            room = max(size, len(self) + len(self) // 4)
            self.words = _with_room(self.words, room)
            self.greys = _with_room(self.greys, room)
            self.has_words = _with_room(self.has_words, room)
            self.vectors = _with_room(self.vectors, room)
            self.lengths = _with_room(self.lengths, room)

    def set_fingerprints(self, at: Positions, fingerprints: NDArray[np.uint8], known: NDArray[np.bool_]) -> None:
        """Take over fingerprints, uint8 `[n, B]`; those of another length cannot be compared, and are none."""
        if fingerprints.shape[1:] != (FINGERPRINT_BYTES,):
            fingerprints, known = np.zeros((len(at), FINGERPRINT_BYTES), np.uint8), np.zeros(len(at), np.bool_)
        told = np.where(known[:, None], fingerprints, np.uint8(0))
        self.words[at] = np.ascontiguousarray(told[:, :HASH_BYTES]).view(np.uint64).reshape(len(at), 2)
        self.greys[at] = told[:, HASH_BYTES:]
        self.has_words[at] = known

    def set_embeddings(self, at: Positions, embeddings: NDArray[np.float16]) -> None:
        """Take over embeddings `[n, D]`, all of one model pack; whoever changes the pack forgets those of before."""
        if embeddings.shape[1] != self.vectors.shape[1]:
            self.vectors = np.zeros((len(self), embeddings.shape[1]), np.int8)
            self.forget_embeddings()
        for start in range(0, len(at), _PAIRS_AT_ONCE):
            some = slice(start, start + _PAIRS_AT_ONCE)
            # Values that no number stands for, and embeddings of nothing but zeros, are alike to none.
            found = np.nan_to_num(embeddings[some].astype(np.float32), posinf=0, neginf=0)
            found *= 127 / np.maximum(np.abs(found).max(axis=1, keepdims=True, initial=0), 1e-9)
            whole = np.round(found).astype(np.int8)
            self.vectors[at[some]] = whole
            self.lengths[at[some]] = np.linalg.norm(whole.astype(np.float32), axis=1)

    def forget_embeddings(self, at: Positions | None = None) -> None:
        """Of these photos, or of all: another pack looks at them, whose embeddings cannot be compared with these."""
        self.lengths[slice(None) if at is None else at] = 0

    def similarity(self, first: Positions, second: Positions) -> NDArray[np.float32]:
        """float32, the cosine of pairs of photos; not a number where one of the two has no embedding."""
        found = np.empty(len(first), np.float32)
        for start in range(0, len(first), _PAIRS_AT_ONCE):
            some = slice(start, start + _PAIRS_AT_ONCE)
            one = self.vectors[first[some]].astype(np.float32)
            found[some] = np.einsum("ij,ij->i", one, self.vectors[second[some]].astype(np.float32))
        lengths = self.lengths[first] * self.lengths[second]
        found /= np.maximum(lengths, 1)
        found[lengths == 0] = np.nan
        return found

    def alignment(self, first: Positions, second: Positions) -> NDArray[np.float32]:
        """float32, how well pairs of photos fit over each other; the same whichever of two is the first."""
        one, other = self.words[first], self.words[second]
        turned = (one[:, 0] > other[:, 0]) | ((one[:, 0] == other[:, 0]) & (one[:, 1] > other[:, 1]))
        return aligned(self.greys, np.where(turned, second, first), np.where(turned, first, second))


def _with_room(rows: NDArray[T], room: int) -> NDArray[T]:
    more = np.zeros((room, *rows.shape[1:]), rows.dtype)
    more[: len(rows)] = rows
    return more
