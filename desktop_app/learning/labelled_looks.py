"""Labels with the embeddings of the photos to which they were given: what a memory is made of, as it travels.

Unlike `Evidence`, it holds the embeddings as the pack gave them, so that it means the same wherever the pack is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import is_kind, names_a_kind
from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, Label, LabelKind
from desktop_app.catalog.values.suggestions import Suggestion
from desktop_app.learning.evidence import NONE, Evidence
from desktop_app.learning.looks import Looks
from desktop_app.learning.space import Space
from desktop_app.own_files import is_name

KINDS = tuple(LabelKind)
"""What the numbers in `LabelledLooks.kinds` stand for."""
LONGEST_BREED = 300
"""Characters of the id of a breed, which is its name where a person typed it."""
_MARK_BYTES = 16
_ROWS_AT_ONCE = 4_096
# What float32 rounds up of probabilities that are 1 together, and more.
_MOST_TOGETHER = 1.001
# How many breeds each kind of label may name.
_BREEDS_OF = {LabelKind.BREED: (1,), LabelKind.MIX: (0, 2, 3), LabelKind.UNKNOWN: (0,), LabelKind.NO_DOG: (0,)}


def is_fit_breed(breed_id: Any) -> bool:
    """Whether something can be the id of a breed in a memory."""
    return is_name(breed_id) and len(breed_id) <= LONGEST_BREED


@dataclass(frozen=True, slots=True, eq=False)
class LabelledLooks:
    """n labels with the embeddings of their photos, and what one model pack said of these.

    Attributes:
        pack_hash: of the pack that made the embeddings; only by that one can they be compared.
        pack_name: what people call it; empty where nobody knows.
        breed_ids: the breeds that the labels name, in the order of the alphabet.
        pack_breed_ids: the breeds that the pack named, likewise.
        embeddings: float16 `[n, D]`, finite.
        kinds: int8 `[n]`, places in `KINDS`.
        breeds: int32 `[n, 3]`, places in `breed_ids`, from the left; -1 for none.
        units: int64 `[n]`: labels with one number are of one animal or one burst, and count once.
        ranked: int32 `[n, 5]`, places in `pack_breed_ids`: the pack's first breeds, best first; -1 for none.
        probabilities: float32 `[n, 5]`, calibrated; not a number for none.
        dog: float32 `[n]`, probability of a dog; not a number where the pack does not say.
    """

    pack_hash: str
    pack_name: str
    breed_ids: tuple[str, ...]
    pack_breed_ids: tuple[str, ...]
    embeddings: NDArray[np.float16]
    kinds: NDArray[np.int8]
    breeds: NDArray[np.int32]
    units: NDArray[np.int64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float32]
    dog: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        pack: tuple[str, str],
        labels: Sequence[Label],
        embeddings: NDArray[np.float16],
        units: NDArray[np.int64],
        said: "PackWords | None" = None,
    ) -> "LabelledLooks":
        """From the labels themselves, one for each embedding.

        Args:
            pack: its hash and its name.
            labels: n.
            embeddings: float16 `[n, D]`, finite.
            units: int64 `[n]`.
            said: what the pack said of the photos; None where that is not known.
        """
        breed_ids = tuple(sorted({breed_id for label in set(labels) for breed_id in label.breed_ids}))
        place = {breed_id: number for number, breed_id in enumerate(breed_ids)}
        kinds = np.array([KINDS.index(label.kind) for label in labels], np.int8)
        breeds = np.full((len(labels), MOST_BREEDS_IN_A_MIX), NONE, np.int32)
        for row, label in enumerate(labels):
            breeds[row, : len(label.breed_ids)] = [place[breed_id] for breed_id in label.breed_ids]
        said = PackWords.nothing(len(labels)) if said is None else said
        pack_breed_ids, ranked = _compact(said.breed_ids, said.ranked)
        return cls(
            *pack,
            breed_ids,
            pack_breed_ids,
            embeddings,
            kinds,
            breeds,
            units,
            ranked,
            said.probabilities.astype(np.float32),
            said.dog.astype(np.float32),
        )

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
        found = np.bincount(pairs[:, 0], minlength=len(self.breed_ids)).tolist()
        named = [(breed_id, count) for breed_id, count in zip(self.breed_ids, found, strict=True) if count]
        return dict(sorted(named, key=lambda pair: (-pair[1], pair[0])))

    def marks(self) -> list[bytes]:
        """By what each embedding is known again, 16 bytes."""
        rows = np.ascontiguousarray(self.embeddings, "<f2")
        return [blake2b(row, digest_size=_MARK_BYTES).digest() for row in rows]

    def where(self, rows: NDArray[np.integer]) -> "LabelledLooks":
        """These labels, in this order, with the breeds that they and the pack name."""
        breed_ids, breeds = _compact(self.breed_ids, self.breeds[rows])
        pack_breed_ids, ranked = _compact(self.pack_breed_ids, self.ranked[rows])
        return LabelledLooks(
            self.pack_hash,
            self.pack_name,
            breed_ids,
            pack_breed_ids,
            self.embeddings[rows],
            self.kinds[rows],
            breeds,
            self.units[rows],
            ranked,
            self.probabilities[rows],
            self.dog[rows],
        )

    def _of_breeds(self) -> NDArray[np.intp]:
        """The rows of the labels that name no kind of dog."""
        # One more, at the end, is what -1 points at.
        kinds = np.array([*map(is_kind, self.breed_ids), False], np.bool_)
        return np.flatnonzero(~kinds[self.breeds].any(axis=1))

    def evidence(self, space: Space, pack_breeds: Sequence[str]) -> Evidence:
        """What the memory learns from, of labels that are none of the session's own: their keys are below zero.

        Not from labels that name a kind of dog, which whoever wrote the file may not have left out.

        Args:
            space: where photos are compared.
            pack_breeds: those of the pack, in the order of its manifest.

        Raises:
            ValueError: the space is for embeddings of another width.
        """
        if names_a_kind(self.breed_ids):
            return self.where(self._of_breeds()).evidence(space, pack_breeds)
        breed_ids = (*pack_breeds, *sorted(set(self.breed_ids) - set(pack_breeds)))
        ranked = moved(self.ranked, self.pack_breed_ids, pack_breeds)
        looks = Looks(
            space.project(self.embeddings), ranked, np.where(ranked == NONE, np.nan, self.probabilities), self.dog
        )
        return Evidence(
            keys=np.arange(-len(self), 0, dtype=np.int64),
            looks=looks,
            kinds=self.kinds,
            breeds=moved(self.breeds, self.breed_ids, breed_ids),
            units=self.units,
            breed_ids=breed_ids,
        )


@dataclass(frozen=True, slots=True, eq=False)
class PackWords:
    """What a pack said of n photos.

    Attributes:
        breed_ids: all breeds that it named, in any order.
        ranked: int32 `[n, 5]`, places in `breed_ids`, best first; -1 for none.
        probabilities: `[n, 5]`; not a number for none.
        dog: `[n]`; not a number where it does not say.
    """

    breed_ids: Sequence[str]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.floating]
    dog: NDArray[np.floating]

    @classmethod
    def nothing(cls, count: int) -> "PackWords":
        """Of so many photos, where nobody knows what the pack said."""
        shape = (count, BREEDS_IN_A_ROW)
        return cls((), np.full(shape, NONE, np.int32), np.full(shape, np.nan), np.full(count, np.nan))

    @classmethod
    def of(cls, suggestions: Sequence[Suggestion | None]) -> "PackWords":
        """From suggestions as they are kept; None for a photo without one."""
        words = cls.nothing(len(suggestions))
        places: dict[str, int] = {}
        for row, suggestion in enumerate(suggestions):
            if suggestion is None:
                continue
            if suggestion.dog_probability is not None:
                words.dog[row] = suggestion.dog_probability
            for rank, breed in enumerate(suggestion.ranked[:BREEDS_IN_A_ROW]):
                words.ranked[row, rank] = places.setdefault(breed.breed_id, len(places))
                words.probabilities[row, rank] = breed.probability
        return cls(tuple(places), words.ranked, words.probabilities, words.dog)


def moved(places: NDArray[np.int32], of: Sequence[str], to: Sequence[str]) -> NDArray[np.int32]:
    """Places in `of` as places in `to`; -1 for none, and for what is not in there."""
    place = {breed_id: number for number, breed_id in enumerate(to)}
    return np.array([*(place.get(breed_id, NONE) for breed_id in of), NONE], np.int32)[places]


def _compact(breed_ids: Sequence[str], places: NDArray[np.int32]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The breeds that are named alone, in the order of the alphabet, and the places among these."""
    named = tuple(sorted(breed_ids[place] for place in np.unique(places).tolist() if place != NONE))
    return named, moved(places, breed_ids, named)


def wrong_numbers(looks: LabelledLooks) -> str | None:
    """What is wrong with numbers that a stranger wrote, as a word that sentences know; None for nothing."""
    for start in range(0, len(looks), _ROWS_AT_ONCE):
        if not np.isfinite(looks.embeddings[start : start + _ROWS_AT_ONCE]).all():
            return "memory.numbers"
    if ((looks.kinds < 0) | (looks.kinds >= len(KINDS))).any():
        return "memory.kinds"
    if not _are_places(looks.breeds, len(looks.breed_ids)):
        return "memory.breed_places"
    counts = (looks.breeds != NONE).sum(axis=1)
    for number, kind in enumerate(KINDS):
        if not np.isin(counts[looks.kinds == number], _BREEDS_OF[kind]).all():
            return "memory.breed_places"
    if ((looks.units < 0) | (looks.units >= len(looks))).any():
        return "memory.units"
    is_ranked, probabilities = looks.ranked != NONE, looks.probabilities
    told = np.where(is_ranked, probabilities, 0)
    is_probable = ((told >= 0) & (told <= 1)).all() and (told.sum(axis=1) <= _MOST_TOGETHER).all()
    is_dog = np.isnan(looks.dog) | ((looks.dog >= 0) & (looks.dog <= 1))
    if not _are_places(looks.ranked, len(looks.pack_breed_ids)) or not is_probable or not is_dog.all():
        return "memory.pack_words"
    return None


def _are_places(places: NDArray[np.int32], count: int) -> bool:
    """Whether each row has places among so many, each once, and none only behind them."""
    is_there = places != NONE
    from_the_left = is_there == (np.arange(places.shape[1]) < is_there.sum(axis=1)[:, None])
    in_order = np.sort(places, axis=1)
    twice = (in_order[:, 1:] == in_order[:, :-1]) & (in_order[:, 1:] != NONE)
    return bool(from_the_left.all() and not twice.any() and ((places >= NONE) & (places < count)).all())
