"""Labels with the embeddings of the photos to which they were given: what a memory is made of, as it travels.

Unlike `Evidence`, it holds the embeddings as the pack gave them, so that it means the same wherever the pack is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, Label, LabelKind
from desktop_app.learning.evidence import NONE, Evidence
from desktop_app.learning.space import Space
from desktop_app.own_files import is_name

KINDS = tuple(LabelKind)
"""What the numbers in `LabelledLooks.kinds` stand for."""
LONGEST_BREED = 300
"""Characters of the id of a breed, which is its name where a person typed it."""
_MARK_BYTES = 16
_ROWS_AT_ONCE = 4_096
# How many breeds each kind of label may name.
_BREEDS_OF = {LabelKind.BREED: (1,), LabelKind.MIX: (0, 2, 3), LabelKind.UNKNOWN: (0,), LabelKind.NO_DOG: (0,)}


def is_fit_breed(breed_id: Any) -> bool:
    """Whether something can be the id of a breed in a memory."""
    return is_name(breed_id) and len(breed_id) <= LONGEST_BREED


@dataclass(frozen=True, slots=True, eq=False)
class LabelledLooks:
    """n labels with the embeddings of their photos, by one model pack.

    Attributes:
        pack_hash: of the pack that made the embeddings; only by that one can they be compared.
        pack_name: what people call it; empty where nobody knows.
        breed_ids: the breeds that the labels name, in the order of the alphabet.
        embeddings: float16 `[n, D]`, finite.
        kinds: int8 `[n]`, places in `KINDS`.
        breeds: int32 `[n, 3]`, places in `breed_ids`, from the left; -1 for none.
        units: int64 `[n]`: labels with one number are of one animal or one burst, and count once.
    """

    pack_hash: str
    pack_name: str
    breed_ids: tuple[str, ...]
    embeddings: NDArray[np.float16]
    kinds: NDArray[np.int8]
    breeds: NDArray[np.int32]
    units: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        pack_hash: str,
        pack_name: str,
        labels: Sequence[Label],
        embeddings: NDArray[np.float16],
        units: NDArray[np.int64],
    ) -> "LabelledLooks":
        """From the labels themselves, one for each embedding."""
        breed_ids = tuple(sorted({breed_id for label in set(labels) for breed_id in label.breed_ids}))
        place = {breed_id: number for number, breed_id in enumerate(breed_ids)}
        kinds = np.array([KINDS.index(label.kind) for label in labels], np.int8)
        breeds = np.full((len(labels), MOST_BREEDS_IN_A_MIX), NONE, np.int32)
        for row, label in enumerate(labels):
            breeds[row, : len(label.breed_ids)] = [place[breed_id] for breed_id in label.breed_ids]
        return cls(pack_hash, pack_name, breed_ids, embeddings, kinds, breeds, units)

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self.embeddings.shape[1])

    def counts(self) -> dict[str, int]:
        """For each breed how many labels name it, those of one animal or burst once; most first."""
        rows, columns = np.nonzero(self.breeds != NONE)
        pairs = np.unique(np.stack([self.breeds[rows, columns], self.units[rows]], axis=1), axis=0)
        found = np.bincount(pairs[:, 0], minlength=len(self.breed_ids)).tolist() if len(pairs) else []
        named = [(breed_id, count) for breed_id, count in zip(self.breed_ids, found, strict=False) if count]
        return dict(sorted(named, key=lambda pair: (-pair[1], pair[0])))

    def marks(self) -> list[bytes]:
        """By what each embedding is known again, 16 bytes."""
        rows = np.ascontiguousarray(self.embeddings, "<f2")
        return [blake2b(row, digest_size=_MARK_BYTES).digest() for row in rows]

    def where(self, rows: NDArray[np.integer]) -> "LabelledLooks":
        """These labels, in this order, with the breeds that they name."""
        breeds = self.breeds[rows]
        named = np.unique(breeds[breeds != NONE])
        places = np.full(len(self.breed_ids) + 1, NONE, np.int32)  # the last, for none
        places[named] = np.arange(len(named))
        return LabelledLooks(
            self.pack_hash,
            self.pack_name,
            tuple(self.breed_ids[place] for place in named.tolist()),
            self.embeddings[rows],
            self.kinds[rows],
            places[breeds],
            self.units[rows],
        )

    def evidence(self, space: Space, pack_breeds: Iterable[str]) -> Evidence:
        """What the memory learns from, of labels that are none of the session's own: their keys are below zero.

        Args:
            space: where photos are compared.
            pack_breeds: those of the pack, in the order of its manifest.
        """
        known = tuple(pack_breeds)
        breed_ids = (*known, *sorted(set(self.breed_ids) - set(known)))
        place = {breed_id: number for number, breed_id in enumerate(breed_ids)}
        places = np.array([*(place[breed_id] for breed_id in self.breed_ids), NONE], np.int32)
        return Evidence(
            keys=np.arange(-len(self), 0, dtype=np.int64),
            vectors=space.project(self.embeddings),
            kinds=self.kinds,
            breeds=places[self.breeds],
            units=self.units,
            breed_ids=breed_ids,
        )


def wrong_numbers(looks: LabelledLooks) -> str | None:
    """What is wrong with numbers that a stranger wrote, as a word that sentences know; None for nothing."""
    for start in range(0, len(looks), _ROWS_AT_ONCE):
        if not np.isfinite(looks.embeddings[start : start + _ROWS_AT_ONCE]).all():
            return "memory.numbers"
    if ((looks.kinds < 0) | (looks.kinds >= len(KINDS))).any():
        return "memory.kinds"
    breeds = looks.breeds
    is_there = breeds != NONE
    counts = is_there.sum(axis=1)
    from_the_left = (is_there == (np.arange(breeds.shape[1]) < counts[:, None])).all(axis=1)
    in_order = np.sort(breeds, axis=1)
    twice = ((in_order[:, 1:] == in_order[:, :-1]) & (in_order[:, 1:] != NONE)).any(axis=1)
    inside = (breeds >= NONE) & (breeds < len(looks.breed_ids))
    if not (from_the_left & ~twice & inside.all(axis=1)).all():
        return "memory.breed_places"
    for number, kind in enumerate(KINDS):
        if not np.isin(counts[looks.kinds == number], _BREEDS_OF[kind]).all():
            return "memory.breed_places"
    if ((looks.units < 0) | (looks.units >= len(looks))).any():
        return "memory.units"
    return None
