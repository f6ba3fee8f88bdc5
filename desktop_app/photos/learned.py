"""What the memory says of photos lies over what the pack says of them, and can be taken off again.

Where it does, the columns of the store hold the memory's word, and the pack's is kept aside for these photos. A decided
photo shows the pack's own word, by which it is confirmed or corrected; what the memory said of it rests, and is back at
once when the label is undone. Where the pack says something else of a photo than what the memory went by, the memory's
word is void.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.photos.codes import NONE
from desktop_app.photos.growing import GrowingColumns, Kind
from desktop_app.photos.runs import one_run
from desktop_app.photos.store_columns import READ

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.photos.names import Positions
    from desktop_app.photos.store_columns import StoreColumns

_OF_BREEDS = ("status", "dog_probability", "ranked", "probabilities", "confidence", "breed_sets", "mixes")
_OF_KINDS = ("kinds", "kind_probability", "kind_confidence")
SAID = {name: READ[name] for name in (*_OF_BREEDS, *_OF_KINDS)}
_HELD = {"has": Kind(np.bool_), "shown": Kind(np.bool_), "learned": Kind(np.int32)}
NO_IDS = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class PackSaid:
    """What the pack says of n photos, whatever is shown.

    Attributes:
        status: int8 `[n]`, as in `PhotoColumns`.
        dog_probability: float64 `[n]`.
        ranked: int32 `[n, 5]`, places in the store's table of breeds; -1 for none.
        probabilities: float64 `[n, 5]`.
        confidence: int8 `[n]`.
        kinds: int32 `[n]`, places in the store's table of breeds; -1 for none.
        kind_probability: float64 `[n]`.
        kind_confidence: int8 `[n]`.
    """

    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    kinds: NDArray[np.int32]
    kind_probability: NDArray[np.float64]
    kind_confidence: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.status)


@dataclass(frozen=True, slots=True, eq=False)
class LearnedColumns:
    """What the memory says of m photos.

    Attributes:
        photo_ids: int64 `[m]`.
        based_on: what the pack said of them when the memory was asked.
        status: int8 `[m]`, as in `PhotoColumns`, and so are those that follow.
        dog_probability: float64 `[m]`.
        ranked: int32 `[m, 5]`, places in `breed_table`; -1 for none.
        probabilities: float64 `[m, 5]`.
        confidence: int8 `[m]`.
        breed_sets: int32 `[m]`, places in `set_table`.
        mixes: int32 `[m]`, places in `mix_table`.
        kinds: int32 `[m]`, places in `kind_table`.
        kind_probability: float64 `[m]`.
        kind_confidence: int8 `[m]`.
        learned: int32 `[m]`: how many labels stand behind the first breed; 0 where it is the pack's word.
        breed_table: ids of breeds.
        set_table: short sets, each likeliest first.
        mix_table: proposed mixes.
        kind_table: ids of kinds.
        back: int64: ids of photos of which the memory says nothing any more.
    """

    photo_ids: NDArray[np.int64]
    based_on: PackSaid
    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    breed_sets: NDArray[np.int32]
    mixes: NDArray[np.int32]
    kinds: NDArray[np.int32]
    kind_probability: NDArray[np.float64]
    kind_confidence: NDArray[np.int8]
    learned: NDArray[np.int32]
    breed_table: tuple[str, ...]
    set_table: tuple[tuple[str, ...], ...]
    mix_table: tuple[tuple[str, str], ...]
    kind_table: tuple[str, ...]
    back: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.photo_ids)

    def part(self, first: int, count: int) -> LearnedColumns:
        """Some of them; `back` goes with the first part."""
        at = slice(first, first + count)
        based_on = PackSaid(*(getattr(self.based_on, name)[at] for name in PackSaid.__slots__))
        values: dict[str, Any] = {name: getattr(self, name)[at] for name in ("photo_ids", "learned", *SAID)}
        return replace(self, **values, based_on=based_on, back=self.back if first == 0 else NO_IDS)

    @classmethod
    def nothing(cls, photo_ids: NDArray[np.int64]) -> LearnedColumns:
        """The memory says nothing of these photos."""
        none: dict[str, Any] = {}
        for name, kind in SAID.items():
            none[name] = np.zeros((0, kind.width) if kind.width else 0, kind.dtype)
        based_on = PackSaid(*(none[name] for name in PackSaid.__slots__))
        return cls(
            photo_ids=NO_IDS,
            based_on=based_on,
            **none,
            learned=np.zeros(0, np.int32),
            breed_table=(),
            set_table=(),
            mix_table=(),
            kind_table=(),
            back=photo_ids,
        )


class Overlay:
    """The memory's word of the photos of a store, and the pack's beside it."""

    def __init__(self) -> None:
        self._pack = GrowingColumns(SAID)
        self._memory = GrowingColumns(SAID | _HELD)

    def by_pack(self, store: StoreColumns, at: NDArray[np.signedinteger]) -> PackSaid:
        """What the pack says of the photos at these positions."""
        said = {name: getattr(store, name)[at] for name in PackSaid.__slots__}
        here = at < self._memory.size
        covered = np.flatnonzero(here)
        covered = covered[self._memory_of("shown")[at[covered]]]
        for name, values in said.items():
            values[covered] = getattr(self._pack, name)[at[covered]]
        return PackSaid(**said)

    def shown(self) -> Positions:
        """The positions, rising, where the memory's word is shown."""
        shown: Positions = np.flatnonzero(self._memory_of("shown")).astype(np.int32)
        return shown

    def take(self, store: StoreColumns, found: Positions, learned: LearnedColumns) -> Positions:
        """Lay the memory's word over the pack's, where the pack says what the memory went by.

        Args:
            store: whose columns are written; not what follows from them.
            found: the position of each photo of `learned`; -1 where there is none.
            learned: what the memory says.

        Returns:
            the positions, rising, that show something else than before.
        """
        if store.size > self._memory.size:
            for columns in (self._pack, self._memory):
                columns.grow(store.size - columns.size)
        rows = np.flatnonzero(found >= 0)
        pack = self.by_pack(store, found[rows])
        same = np.ones(len(rows), np.bool_)
        for name in PackSaid.__slots__:
            same &= same_rows(getattr(pack, name), getattr(learned.based_on, name)[rows])
        rows = rows[same]
        at = found[rows]
        was = self._memory_of("shown")[at]
        # Kept aside once: what is shown already is the memory's.
        for name in SAID:
            getattr(self._pack, name)[at[~was]] = getattr(store, name)[at[~was]]
        for name, values in self._values(store, learned, rows).items():
            getattr(self._memory, name)[at] = values
        self._memory_of("has")[at] = True
        open_to_it = at[_is_undecided(store, at)]
        return np.sort(open_to_it[self._show(store, open_to_it)])

    def take_off(self, store: StoreColumns, at: Positions) -> Positions:
        """Let the memory's word go at these positions; returns those, rising, that show the pack's own again."""
        at = at[(at >= 0) & (at < self._memory.size)]
        at = at[self._memory_of("has")[at]]
        self._memory_of("has")[at] = False
        shown = at[self._memory_of("shown")[at]]
        self._hide(store, shown)
        return np.sort(shown)

    def clear(self, store: StoreColumns) -> Positions:
        """Let everything go; returns the positions, rising, that show the pack's own again."""
        shown = self.shown()
        self._hide(store, shown)
        self._pack, self._memory = GrowingColumns(SAID), GrowingColumns(SAID | _HELD)
        return shown

    def follow(self, store: StoreColumns, positions: Positions) -> None:
        """The pack's word was written at these positions, and labels: see which of both counts there now."""
        at = positions[positions < self._memory.size]
        at = at[self._memory_of("has")[at]]
        if not len(at):
            return
        self._memory_of("shown")[at] = False
        store.learned[at] = 0
        same = np.ones(len(at), np.bool_)
        for name in SAID:
            same &= same_rows(getattr(store, name)[at], getattr(self._pack, name)[at])
        self._memory_of("has")[at[~same]] = False
        at = at[same]
        self._show(store, at[_is_undecided(store, at)])

    def _memory_of(self, name: str) -> NDArray[Any]:
        column: NDArray[Any] = getattr(self._memory, name)
        return column

    def _values(self, store: StoreColumns, learned: LearnedColumns, rows: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
        """The columns of these rows, with places in the store's tables."""
        tables = store.tables
        placed = {
            "ranked": tables.breeds.places(learned.breed_table),
            "breed_sets": tables.sets.places(learned.set_table),
            "mixes": tables.mixes.places(learned.mix_table),
            "kinds": tables.breeds.places(learned.kind_table),
        }
        values: dict[str, NDArray[Any]] = {}
        for name in (*SAID, "learned"):
            values[name] = getattr(learned, name)[rows]
            if name in placed:
                # One more, at the end, is what -1 points at.
                values[name] = np.array([*placed[name], NONE], np.int32)[values[name]]
        return values

    def _show(self, store: StoreColumns, at: Positions) -> NDArray[np.bool_]:
        """Write the memory's word; returns where that is something else than what was there."""
        other = ~self._memory_of("shown")[at]
        for name in (*SAID, "learned"):
            now, before = getattr(self._memory, name)[at], getattr(store, name)[at]
            other |= ~same_rows(now, before)
            getattr(store, name)[at] = now
        self._memory_of("shown")[at] = True
        store.relearned[at[other]] += 1
        return other

    def _hide(self, store: StoreColumns, at: Positions) -> None:
        for name in SAID:
            getattr(store, name)[at] = getattr(self._pack, name)[at]
        store.learned[at] = 0
        store.relearned[at] += 1
        self._memory_of("shown")[at] = False


def _is_undecided(store: StoreColumns, at: Positions) -> NDArray[np.bool_]:
    places = one_run(at)
    undecided: NDArray[np.bool_] = (store.labels[places] == NONE) | store.of_another_file[places]
    return undecided


def same_rows(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    """Bool `[n]`, row by row; what is no number is the same as another that is none."""
    same = one == other
    if one.dtype.kind == "f":
        same |= (one != one) & (other != other)
    return np.asarray(same.all(axis=1) if same.ndim > 1 else same, np.bool_)
