"""The picks of a table among those that a session has: each animal's are one row, counted from 1."""

import os
from collections.abc import Sequence

from desktop_app.catalog.importing.session_photos import SessionPhotos

# Photos of no animal have their places among those of their folder of which nobody has said whose they are.
_Group = int | str


class Picks:
    """Gathers what a table wants, and arranges it among what is there."""

    def __init__(self, photos: SessionPhotos, owner: Sequence[int | None]) -> None:
        """Take what there is.

        Args:
            photos: of the session.
            owner: by place, id of the animal that each will have.
        """
        self._photos, self._owner = photos, owner
        self._wanted: dict[_Group, list[tuple[int, int]]] = {}

    def want(self, place: int, order: int) -> None:
        """The table has the photo at `place` as a pick; the smaller `order` comes first."""
        self._wanted.setdefault(self._group(place), []).append((order, place))

    def arranged(self, *, overwrite: bool) -> tuple[list[int], dict[int, int | None], int]:
        """How the picks will stand.

        Picks that are there stay where they are, unless they may be overwritten; then those of the table come first, in
        its order, and the others behind them. Where the table only goes on with them, it may. Animals whose photos came
        from others have one row of picks as well: their own first.

        Returns:
            places of photos that are no picks, or have another place, because of those that are there; photo id → its
            place among the picks, where that is another one; how many are as the table has them.
        """
        there = self._there()
        kept: list[int] = []
        changed: dict[int, int | None] = {}
        unchanged = 0
        for group in {**self._wanted, **there}:
            before = there.get(group, [])
            wanted = [place for _order, place in sorted(self._wanted.get(group, []), key=lambda pair: pair[0])]
            kept_here: list[int] = []
            goes_on = wanted[: len(before)] == before
            if overwrite or goes_on or not before:
                after = [*wanted, *(place for place in before if place not in set(wanted))]
            else:
                after = before
                at = {place: order for order, place in enumerate(before)}
                kept_here = [place for order, place in enumerate(wanted) if at.get(place) != order]
            moved = {
                self._photos.ids[place]: order
                for order, place in enumerate(after, 1)
                if self._photos.picks[place] != order
            }
            if not wanted and not self._joined(before):
                moved = {}  # nothing of the table concerns it
            changed |= moved
            unchanged += sum(self._photos.ids[place] not in moved and place not in kept_here for place in wanted)
            kept += kept_here
        return kept, changed, unchanged

    def _there(self) -> dict[_Group, list[int]]:
        """The picks of the session by whose they will be, in order; those that come from another animal last."""
        found: dict[_Group, list[tuple[bool, int, int]]] = {}
        for place, order in enumerate(self._photos.picks):
            if order:
                joins = self._photos.animals[place] != self._owner[place]
                found.setdefault(self._group(place), []).append((joins, order, place))
        return {group: [place for *_, place in sorted(each)] for group, each in found.items()}

    def _joined(self, places: Sequence[int]) -> bool:
        return any(self._photos.animals[place] != self._owner[place] for place in places)

    def _group(self, place: int) -> _Group:
        owner = self._owner[place]
        return self._photos.paths[place].rpartition(os.sep)[0] if owner is None else owner
