"""All photos of the session in memory, a numpy column for each thing that is known of them.

A photo has a *position*, which it keeps as long as the session is open: one that is taken out leaves a hole, and finds
its place again when it comes back. Masks are bool `[positions]`; what is shown is a list of positions. A `PhotoRow` is
only built for what is painted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.rows import PhotoRow
from desktop_app.photos import column_values, derived, row_values
from desktop_app.photos.codes import NONE
from desktop_app.photos.learned import LearnedColumns, Overlay, PackSaid
from desktop_app.photos.names import PhotoNames, Positions
from desktop_app.photos.runs import one_run
from desktop_app.photos.store_columns import DERIVED, READ, StoreColumns
from desktop_app.photos.tables import PhotoTables

NOTHING = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """Which positions a `put` touched.

    Attributes:
        added: int32, rising: photos that are new, or are back.
        changed: int32, rising: photos that are other than before.
    """

    added: Positions
    changed: Positions


class PhotoStore(StoreColumns):
    """The photos of one session, by position.

    Attributes:
        names: folders and names, their order, and what is found in them.
        version: another number after each change; whoever keeps what follows from the columns keeps it too.
        missing_roots: drives and folders that are not there, because of which photos are missing.
    """

    def __init__(self) -> None:
        self.version = 0
        super().__init__(READ | DERIVED)

    def clear(self) -> None:
        """Hold no session."""
        super().clear()
        self.tables = PhotoTables()
        self.paths = []
        self.names = PhotoNames()
        self.missing_roots: tuple[str, ...] = ()
        self.borrowed_breeds = frozenset()
        self._overlay = Overlay()
        # Positions in the order of their ids; None while the ids rise with the positions, as they nearly always do.
        self._by_id: Positions | None = None
        self._count()

    def load(self, columns: PhotoColumns) -> None:
        """Hold another session. Positions of before mean nothing any more."""
        self.clear()
        self.grow(len(columns))
        for name in READ:
            getattr(self, name)[:] = getattr(columns, name)
        self.tables.load(columns)
        self.paths = list(columns.paths)
        self.names.learn(range(self.size), self.paths, self.folder)
        self.present[:] = True
        derived.derive(self, np.arange(self.size, dtype=np.int32))
        self._count()

    # What is here

    def __len__(self) -> int:
        return self._present_count

    def __contains__(self, photo_id: int) -> bool:
        return bool(self.holds([photo_id])[0])

    def holds(self, photo_ids: ArrayLike) -> NDArray[np.bool_]:
        """bool, one for each: whether the photo is in the session."""
        found = self.positions(photo_ids)
        return (found >= 0) & self.present[np.maximum(found, 0)] if self.size else np.zeros(len(found), np.bool_)

    @property
    def ids(self) -> NDArray[np.int64]:
        """Ids of the photos that are present, in the order of their positions."""
        return self.photo_ids[self.present]

    def positions(self, photo_ids: ArrayLike) -> Positions:
        """The positions of ids, holes included; -1 for ids that were never here."""
        wanted = np.asarray(photo_ids, np.int64)
        if self.size == 0 or len(wanted) == 0:
            return np.full(len(wanted), NONE, np.int32)
        # Ids without a gap are the rule, and then there is nothing to search.
        found = np.clip(wanted - self.photo_ids[0], 0, self.size - 1)
        if not np.array_equal(self.photo_ids[found], wanted):
            places = np.searchsorted(self.photo_ids, wanted, sorter=self._by_id)
            np.minimum(places, self.size - 1, out=places)
            found = places if self._by_id is None else self._by_id[places]
        return np.where(self.photo_ids[found] == wanted, found, NONE).astype(np.int32)

    def position(self, photo_id: int) -> int:
        """The position of a photo.

        Raises:
            KeyError: it is not in the session.
        """
        position = int(self.positions([photo_id])[0])
        if position < 0 or not self.present[position]:
            raise KeyError(photo_id)
        return position

    def row(self, photo_id: int) -> PhotoRow:
        """A photo as one value.

        Raises:
            KeyError: it is not in the session.
        """
        return row_values.row_at(self, self.position(photo_id))

    def get(self, photo_id: int) -> PhotoRow | None:
        """A photo as one value, or None when it is not in the session."""
        return self.row(photo_id) if photo_id in self else None

    def row_at(self, position: int) -> PhotoRow:
        """The photo at a position, a hole's too, as it was."""
        return row_values.row_at(self, position)

    def rows(self, photo_ids: ArrayLike) -> list[PhotoRow]:
        """These photos as values, in the order in which they are asked for, without those that are gone."""
        found = self.positions(photo_ids)
        found = found[found >= 0]
        return [row_values.row_at(self, position) for position in found[self.present[found]].tolist()]

    def waiting(self, photo_ids: ArrayLike) -> list[tuple[int, Path]]:
        """Those of these photos that have no suggestion yet and can be looked at: id and path."""
        found = self.positions(photo_ids)
        found = found[found >= 0]
        found = found[self.present[found] & (self.status[found] == NONE) & (self.faults[found] == NONE)]
        return [(int(self.photo_ids[position]), Path(self.paths[position])) for position in found.tolist()]

    def __getitem__(self, photo_id: int) -> PhotoRow:
        return self.row(photo_id)

    # What changes it

    def put(self, rows: Iterable[PhotoRow]) -> Put:
        """Take over new and changed photos.

        Jobs read rows in threads of their own: while one is on its way, a person may decide. So a row whose label is
        older than the one shown keeps the one shown.
        """
        each: dict[int, PhotoRow] = {}
        for row in rows:
            before = each.get(row.photo_id)
            each[row.photo_id] = row if before is None else row_values.with_younger_decisions(row, before)
        latest = list(each.values())
        return self._put(
            np.fromiter(each, np.int64, len(each)),
            [str(row.path) for row in latest],
            lambda positions, known: row_values.write(self, positions, latest, known),
        )

    def put_columns(self, columns: PhotoColumns) -> Put:
        """The same for many at once."""
        return self._put(
            columns.photo_ids,
            columns.paths,
            lambda positions, known: column_values.write(self, positions, columns, known),
        )

    def _put(self, photo_ids: NDArray[np.int64], paths: Sequence[str], write: Callable[[Positions, int], None]) -> Put:
        if not len(photo_ids):
            return Put(NOTHING, NOTHING)
        known = self.size
        positions = self.positions(photo_ids)
        new = positions < 0
        positions[new] = np.arange(known, known + np.count_nonzero(new))
        comes = new if known == 0 else new | ~self.present[np.where(new, 0, positions)]
        put = Put(np.sort(positions[comes]), np.sort(positions[~comes]))
        self.grow(int(np.count_nonzero(new)))
        renamed = self._take_paths(positions, paths)
        # A file that is elsewhere now was found there.
        self.missing[renamed] = False
        write(positions, known)
        self._overlay.follow(self, positions)
        if renamed:
            self.names.learn(renamed, [self.paths[position] for position in renamed], self.folder)
        self.present[positions] = True
        derived.derive(self, positions)
        if self.size > known:
            self._order_ids(known)
        self._count()
        return put

    def _take_paths(self, positions: Positions, paths: Sequence[str]) -> list[int]:
        """Keep the paths; returns the positions, rising, at which they are others than before."""
        self.paths.extend([""] * (self.size - len(self.paths)))
        wanted, at = list(paths), one_run(positions)
        known = self.paths[at] if isinstance(at, slice) else list(map(self.paths.__getitem__, positions.tolist()))
        # As a rule there are none, and lists are compared quickly.
        if known == wanted:
            return []
        renamed = []
        for position, before, path in zip(positions.tolist(), known, wanted, strict=True):
            if before != path:
                self.paths[position] = path
                renamed.append(position)
        renamed.sort()
        return renamed

    def remove(self, photo_ids: ArrayLike) -> Positions:
        """Take photos out.

        Returns:
            the positions that are holes now, without those of photos that were not here.
        """
        found = self._known(photo_ids)
        gone = found[self.present[found]]
        if len(gone):
            self.present[gone] = False
            self._count()
        return gone

    def set_missing(self, photo_ids: ArrayLike, missing: bool) -> Positions:
        """Say of photos whether their files are there.

        Returns:
            the positions of which something else was said before.
        """
        found = self._known(photo_ids)
        changed: Positions = found[self.missing[found] != missing]
        if len(changed):
            self.missing[changed] = missing
            self.version += 1
        return changed

    def set_missing_roots(self, roots: tuple[str, ...]) -> Positions:
        """Say which drives and folders are not there.

        Returns:
            the positions of all photos that are missing, of which something else is said now; none where nothing is.
        """
        if roots == self.missing_roots:
            return np.empty(0, np.int32)
        self.missing_roots = roots
        self.version += 1
        missing: Positions = np.flatnonzero(self.present & self.missing).astype(np.int32)
        return missing

    @property
    def has_kinds(self) -> bool:
        """Whether suggestions tell kinds of dogs."""
        return bool((self.kinds != NONE).any())

    def by_pack(self, positions: NDArray[np.signedinteger]) -> PackSaid:
        """What the pack says of the photos at these positions, also where the memory's word is shown."""
        return self._overlay.by_pack(self, positions)

    def by_memory(self) -> Positions:
        """The positions, rising, of photos of which the memory's word is shown."""
        at = self._overlay.shown()
        here: Positions = at[self.present[at]]
        return here

    def set_learned(self, learned: LearnedColumns) -> Positions:
        """Let the memory's word be shown of photos that nobody has decided, in the place of the pack's.

        Nothing is done for photos of which the pack says something else by now than what the memory went by.

        Returns:
            the positions, rising, that show something else than before.
        """
        back = self._overlay.take_off(self, self.positions(learned.back))
        found = self.positions(learned.photo_ids)
        found[(found >= 0) & ~self.present[np.maximum(found, 0)]] = NONE
        return self._relearned(np.concatenate([back, self._overlay.take(self, found, learned)]))

    def forget_learned(self) -> Positions:
        """Show the pack's own word of all photos; returns the positions, rising, that showed something else."""
        return self._relearned(self._overlay.clear(self))

    def _relearned(self, at: Positions) -> Positions:
        at = np.sort(at)
        if len(at):
            derived.derive(self, at)
            self.version += 1
        here: Positions = at[self.present[at]]
        return here

    def set_borrowed(self, breed_ids: Iterable[str]) -> Positions:
        """Say behind which breeds labels of other sessions stand, too.

        Returns:
            the positions of learned suggestions, of which something else is said now; none where nothing is.
        """
        borrowed = frozenset(breed_ids)
        if borrowed == self.borrowed_breeds:
            return NOTHING
        self.borrowed_breeds = borrowed
        self.version += 1
        learned: Positions = np.flatnonzero(self.present & (self.learned > 0)).astype(np.int32)
        return learned

    def set_alike(self, photo_ids: ArrayLike) -> Positions:
        """Take over an order in which photos that are alike stand side by side; all others have no place in it.

        Returns:
            the positions at which something else was known before.
        """
        alike = np.full(self.size, NONE, np.int32)
        found = self.positions(photo_ids)
        known = np.flatnonzero(found >= 0)
        alike[found[known]] = known
        changed: Positions = np.flatnonzero(alike != self.alike).astype(np.int32)
        if len(changed):
            self.alike[:] = alike
            self.version += 1
        return changed

    def _known(self, photo_ids: ArrayLike) -> Positions:
        """The positions of ids, rising, each once, without those that were never here."""
        found = self.positions(photo_ids)
        # Not `np.unique`, whose first use imports a part of numpy that nobody needs: a tenth of a second.
        known = np.zeros(self.size, np.bool_)
        known[found[found >= 0]] = True
        return np.flatnonzero(known).astype(np.int32)

    def _count(self) -> None:
        self._present_count = int(np.count_nonzero(self.present))
        self.version += 1

    def _order_ids(self, known: int) -> None:
        rising = self._by_id is None and bool(np.all(np.diff(self.photo_ids[max(0, known - 1) :]) > 0))
        self._by_id = None if rising else np.argsort(self.photo_ids, kind="stable").astype(np.int32)
