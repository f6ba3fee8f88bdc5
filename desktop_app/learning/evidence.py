"""Evidence: what people decided of photos, and how these photos look."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import names_a_kind
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, Label, LabelKind
from desktop_app.learning.looks import Looks
from desktop_app.learning.units import LabelFacts, Units, units_of
from desktop_app.learning.vectors import Vectors

NONE = -1
KINDS = tuple(LabelKind)
"""What the numbers of `Evidence.kinds` stand for."""


@dataclass(frozen=True, slots=True, eq=False)
class NumberedUnits:
    """The u units of n labels, in the order of what they are called.

    Attributes:
        firsts: int `[u]`, the first label of each.
        which: int `[n]`, the unit of each label.
        sizes: int `[u]`, how many labels each has.
    """

    firsts: NDArray[np.intp]
    which: NDArray[np.intp]
    sizes: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Evidence:
    """n labels, in the order of their keys.

    Attributes:
        keys: int64 `[n]`, rising: whose label it is. Ids of the session's photos; below zero where it was borrowed.
        looks: how the photos look, which is known of all, and what the pack says of them.
        kinds: int8 `[n]`: place of each label's kind in `KINDS`.
        breeds: int32 `[n, 3]`: places in `breed_ids`, in the order in which they were named; -1 for none.
        units: int64 `[n]`: labels with one number are of one animal or one burst, and count once.
        breed_ids: the pack's breeds in the order of its manifest, then others in the order of the alphabet.
        found: by what the units were found; None where they came as they are.
    """

    keys: NDArray[np.int64]
    looks: Looks
    kinds: NDArray[np.int8]
    breeds: NDArray[np.int32]
    units: NDArray[np.int64]
    breed_ids: tuple[str, ...]
    found: tuple[LabelFacts, Units] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def vectors(self) -> Vectors:
        """How the photos look, in the space in which they are compared."""
        return self.looks.vectors

    @classmethod
    def nothing(cls, pack_breeds: Sequence[str], width: int) -> "Evidence":
        """No label.

        Args:
            pack_breeds: in the order of the manifest.
            width: d.
        """
        none = np.zeros(0, np.int64)
        breeds = np.zeros((0, MOST_BREEDS_IN_A_MIX), np.int32)
        return cls(none, Looks.nothing(width), np.zeros(0, np.int8), breeds, none, tuple(pack_breeds))

    @classmethod
    def of(
        cls,
        keys: NDArray[np.integer],
        labels: NDArray[np.integer],
        label_table: Sequence[Label],
        animals: NDArray[np.integer],
        taken_at: NDArray[np.integer],
        looks: Looks,
        *,
        pack_breeds: Sequence[str],
        previous: "Evidence | None" = None,
    ) -> "Evidence":
        """The evidence of a session's labels: the same for the same labels, in whatever order they come.

        Labels that name a kind of dog are none: "hound" would be a breed that the pack does not know, and speak against
        every Beagle.

        Args:
            keys: `[n]`, ids of photos, each once.
            labels: `[n]`, places in `label_table`; -1 for photos without a label, which are left out.
            label_table: different labels.
            animals: `[n]`: photos with one number are of one animal; -1 for none.
            taken_at: `[n]`, nanoseconds; 0 unknown.
            looks: of the photos. Those of which nobody can tell how they look are left out.
            pack_breeds: in the order of the manifest.
            previous: what this gave before: saves time, and changes nothing.
        """
        # One more, at the end, is what -1 points at.
        of_breeds = np.array([*(not names_a_kind(label.breed_ids) for label in label_table), False], np.bool_)
        kept = np.flatnonzero(of_breeds[labels] & looks.can_be_compared())
        kept = kept[np.argsort(keys[kept], kind="stable")]
        used, which = _in_use(labels[kept], len(label_table))
        said = [label_table[place] for place in used.tolist()]
        breed_ids = _united(pack_breeds, [label.breed_ids for label in said])
        kinds, breeds = _as_columns(said, breed_ids)
        # As a session has them, in the order of their ids, there is nothing to sort out: 25 MB need no copy.
        seen = looks if np.array_equal(kept, np.arange(len(looks))) else looks.at(kept)
        facts = LabelFacts(
            keys[kept].astype(np.int64),
            _words(kinds, breeds, len(breed_ids))[which],
            animals[kept].astype(np.int64),
            taken_at[kept].astype(np.int64),
            seen.vectors,
        )
        before = None
        if previous is not None and previous.found is not None:
            before = previous._found_with(breed_ids), previous.found[1]
        units = units_of(facts, before)
        return cls(facts.keys, seen, kinds[which], breeds[which], units.units, breed_ids, (facts, units))

    @classmethod
    def joined(cls, own: "Evidence", borrowed: Sequence["Evidence"], *, pack_breeds: Sequence[str]) -> "Evidence":
        """A session's own evidence and what others learned.

        What looks alike to the last bit is the same photo, and counts once: the session's own before borrowed ones, and
        these in the order in which they are given. The same photo within one of them is left as it is.

        Args:
            own: of the session.
            borrowed: of other sessions, of the same pack. Keys and units are of their own, and become others.
            pack_breeds: in the order of the manifest.
        """
        if not any(len(each) for each in borrowed):
            return own
        parts = [own, *borrowed]
        breed_ids = _united(pack_breeds, [each.breed_ids for each in parts])
        seen = _fingerprints(own.vectors)
        taken: list[tuple[Evidence, NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]] = []
        lowest = 0
        for each in borrowed:
            marks = _fingerprints(each.vectors)
            rows = np.flatnonzero(~np.isin(marks, seen) & each.looks.can_be_compared())
            seen = np.union1d(seen, marks)
            keys = lowest - len(rows) + np.arange(len(rows), dtype=np.int64)
            _, first, which = np.unique(each.units[rows], return_index=True, return_inverse=True)
            taken.insert(0, (each, rows, keys, keys[first[which]]))
            lowest -= len(rows)
        everyone = [*taken, (own, np.arange(len(own)), own.keys, own.units)]
        return cls(
            np.concatenate([keys for _, _, keys, _ in everyone]),
            Looks.joined([each.looks.at(rows) for each, rows, _, _ in everyone]),
            np.concatenate([each.kinds[rows] for each, rows, _, _ in everyone]),
            np.concatenate([_moved(each.breeds[rows], each.breed_ids, breed_ids) for each, rows, _, _ in everyone]),
            np.concatenate([units for *_, units in everyone]),
            breed_ids,
        )

    @cached_property
    def numbered(self) -> NumberedUnits:
        """The units, numbered: asked for again and again, and found out once."""
        _, firsts, which, sizes = np.unique(self.units, return_index=True, return_inverse=True, return_counts=True)
        return NumberedUnits(firsts, which, sizes)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """What each label counts, `[n]`: together, those of one unit count one."""
        return np.asarray(1 / self.numbered.sizes[self.numbered.which], np.float64)

    @property
    def borrowed(self) -> NDArray[np.bool_]:
        """Which labels are of other sessions, bool `[n]`."""
        return np.asarray(self.keys < 0)

    def units_in_all(self) -> tuple[int, int]:
        """How many labels there are of the session itself, and of others; those of one unit count once."""
        own, borrowed = np.zeros((2, len(self.numbered.firsts)), np.bool_)
        own[self.numbered.which[~self.borrowed]] = True
        borrowed[self.numbered.which[self.borrowed]] = True
        return int(np.count_nonzero(own)), int(np.count_nonzero(borrowed))

    def labels_of_breeds(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many labels name each breed, int32 `[breeds]`, of the session itself and of others; units count once."""
        return self._labels_of_breeds

    @cached_property
    def _labels_of_breeds(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        rows, columns = np.nonzero(self.breeds != NONE)
        named = self.breeds[rows, columns].astype(np.int64)
        unit, breeds = self.numbered.which[rows], len(self.breed_ids)
        # Most units are one label with one breed, which counts once anyway.
        alone = (self.numbered.sizes[unit] == 1) & (np.bincount(rows, minlength=len(self))[rows] == 1)
        counted = []
        for which in (~self.borrowed, self.borrowed):
            here = which[rows]
            pairs = np.unique(unit[here & ~alone] * breeds + named[here & ~alone])
            count = np.bincount(named[here & alone], minlength=breeds) + np.bincount(pairs % breeds, minlength=breeds)
            counted.append(count.astype(np.int32))
        return counted[0], counted[1]

    def _found_with(self, breed_ids: tuple[str, ...]) -> LabelFacts:
        """By what the units were found, with the words as they are numbered for other breeds."""
        if self.found is None:
            raise ValueError("these units were not found here")
        facts = self.found[0]
        if breed_ids == self.breed_ids:
            return facts
        words = _words(self.kinds, _moved(self.breeds, self.breed_ids, breed_ids), len(breed_ids))
        return LabelFacts(facts.keys, words, facts.animals, facts.taken_at, facts.vectors)


def _in_use(places: NDArray[np.integer], count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """As `np.unique(places, return_inverse=True)` of numbers below `count`, without sorting them."""
    used = np.flatnonzero(np.bincount(places, minlength=count))
    number = np.zeros(count, np.intp)
    number[used] = np.arange(len(used))
    return used, number[places]


def _united(pack_breeds: Sequence[str], others: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The pack's breeds, then others in the order of the alphabet."""
    known = set(pack_breeds)
    return (*pack_breeds, *sorted({breed_id for each in others for breed_id in each} - known))


def _as_columns(said: Sequence[Label], breed_ids: tuple[str, ...]) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Kinds, int8 `[labels]`, and breeds, int32 `[labels, 3]`."""
    place_of = {breed_id: place for place, breed_id in enumerate(breed_ids)}
    kinds = np.array([KINDS.index(label.kind) for label in said], np.int8)
    breeds = np.full((len(said), MOST_BREEDS_IN_A_MIX), NONE, np.int32)
    for row, label in enumerate(said):
        breeds[row, : len(label.breed_ids)] = [place_of[breed_id] for breed_id in label.breed_ids]
    return kinds, breeds


def _words(kinds: NDArray[np.int8], breeds: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """One number for all labels that say the same, int64 `[n]`: the order in which breeds are named says nothing."""
    words = kinds.astype(np.int64)
    for column in np.sort(breeds, axis=1).T:
        words = words * (count + 2) + column + 2
    return words


def _moved(breeds: NDArray[np.int32], of: tuple[str, ...], to: tuple[str, ...]) -> NDArray[np.int32]:
    """Places in `of` as places in `to`, where none is -2."""
    if of == to:
        return breeds
    place_of = {breed_id: place for place, breed_id in enumerate(to)}
    places = np.array([place_of.get(breed_id, NONE - 1) for breed_id in of] + [NONE], np.int32)
    return places[breeds]


def _fingerprints(vectors: Vectors) -> NDArray[np.void]:
    """Rows as one value each, which are equal where all their bits are."""
    rows = np.concatenate([vectors.rows.view(np.uint8), vectors.scales[:, None].view(np.uint8)], axis=1)
    return rows.view(np.dtype((np.void, rows.shape[1]))).reshape(-1)
