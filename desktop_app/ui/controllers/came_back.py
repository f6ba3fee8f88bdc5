"""Which photo a change was about, so that undo ends where a person was."""

from collections.abc import Sequence
from math import inf

from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.ui.controllers.commands import Changed, Way


def photo_meant(applied: Applied) -> int | None:
    """Id of the one photo that a change was about; None where it was about several.

    Picks that only moved up or down because another one came, went or moved were not meant: it is the one that came or
    went, else the one that moved furthest; of several, the one that is named first.
    """
    change, inverse = applied.change, applied.inverse
    if len(applied.photo_ids) == 1:
        return applied.photo_ids[0]
    if not isinstance(change, SetPicks) or not isinstance(inverse, SetPicks):
        return None
    moved = {photo_id: _far(place, inverse.picks.get(photo_id)) for photo_id, place in change.picks.items()}
    furthest = max(moved.values(), default=0)
    meant = [photo_id for photo_id, far in moved.items() if far == furthest]
    return meant[0] if meant and (furthest < inf or len(meant) == 1) else None


def place_meant(applied: Applied, ids: Sequence[int]) -> int | None:
    """The place of that photo in a row of photos with these ids; None where the row as a whole is meant."""
    photo_id = photo_meant(applied)
    return ids.index(photo_id) if photo_id in ids and len(ids) > 1 else None


def _far(place: int | None, before: int | None) -> float:
    return inf if place is None or before is None else abs(place - before)


def names_several(changed: Changed) -> bool:
    """Whether a person made several animals at once, by names or by a table: the rows are other ones then."""
    change = changed.applied.change
    parts = change.changes if isinstance(change, Imported) else (change,)
    made = next((each for each in parts if isinstance(each, SetAnimals)), None)
    if changed.way is not Way.DONE or made is None:
        return False
    return sum(animal is not None for animal in made.animals.values()) > 1
