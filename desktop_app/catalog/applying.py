"""How a change gets into the file, and how one is taken back."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog import history
from desktop_app.catalog.changes.base import PERSON, Change, Context
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.errors import HistoryError
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table


@dataclass(frozen=True, slots=True)
class Step:
    """What the history notes beside a change.

    Attributes:
        who: "person", or the name of a rule that a person set up; None means what the change itself says.
        takes_back: id of the change that this one takes back; None for something new.
    """

    who: str | None = None
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What one change did to the file.

    Attributes:
        change_id: of its entry in the history; 0 when nothing was different and so nothing is noted.
        change: what was done.
        inverse: what takes it back; None when nothing was different.
        photo_ids: the photos that are different now.
        at_ns: when, nanoseconds since the epoch.
    """

    change_id: int
    change: Change
    inverse: Change | None
    photo_ids: tuple[int, ...]
    at_ns: int


@dataclass(frozen=True, slots=True)
class Applied(Written):
    """What applying one change came to; all of it is on disk.

    Attributes:
        change_id: of its entry in the history, for `Session.take_back`; 0 when nothing was different and so nothing
            is noted.
        change: what was done.
        inverse: what takes it back, made of what was in the file; None when nothing was different.
        photo_ids: the photos that are different now, those that left the session among them.
        at_ns: when, nanoseconds since the epoch.
        columns: those that are in the session, as they are now: as arrays, because they may be a hundred thousand.
        gone: ids of those that are not.
    """

    columns: PhotoColumns
    gone: tuple[int, ...]


def apply(connection: sqlite3.Connection, path: Path, change: Change, step: Step) -> Written:
    """Apply a change and note it in the history, within the caller's transaction.

    A change that changes nothing leaves no trace, except when it takes something back: that is then noted, so that what
    it took back no longer counts.
    """
    # The rows name the entry that follows them; the transaction ends with both or with neither.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    at_ns = time.time_ns()
    pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
    context = Context(path, history_table.next_id(connection), at_ns, pack, step.takes_back)
    inverse = change.apply(connection, context)
    if inverse is None and step.takes_back is None:
        return Written(0, change, None, (), at_ns)
    who = step.who or getattr(change, "decided_by", None) or PERSON
    number = history.append(connection, at_ns, who, change, inverse, step.takes_back)
    return Written(number, change, inverse, () if inverse is None else tuple(inverse.ids), at_ns)


def take_back(connection: sqlite3.Connection, path: Path, change_id: int, who: str | None) -> Written:
    """Take back one entry of the history and nothing else, within the caller's transaction.

    Raises:
        HistoryError: `history.no_such_change`; `history.not_reversible`; `history.taken_back_already`; and
            `history.changed_since` where a later change that is still in effect touched the same photos.
    """
    entry = history.entry(connection, change_id)
    if entry is None:
        raise HistoryError("history.no_such_change", path=str(path), change=change_id)
    effects = history_table.effects(connection)
    if entry.taken_back:
        by = effects.last_turn(effects.change_of(change_id))
        raise HistoryError("history.taken_back_already", change=change_id, by=by)
    inverse = entry.inverse
    if inverse is not None:
        differing = effects.differing_since(change_id)
        touched = photo_table.with_merged(connection, inverse.ids) if differing else {}
        for other, later in history.inverses(connection, differing):
            both = {touched[photo_id] for photo_id in touched.keys() & later.ids}
            if both:
                by = effects.last_turn(other)
                raise HistoryError("history.changed_since", change=change_id, photos=len(both), by=by)
        return apply(connection, path, inverse, Step(who, change_id))
    if entry.takes_back is None or entry.change is None:
        raise HistoryError("history.not_reversible", change=change_id)
    # It took something back and found nothing to do; with it taken back, what it took back counts again.
    at_ns = time.time_ns()
    number = history.append(connection, at_ns, who or PERSON, entry.change, None, change_id)
    return Written(number, entry.change, None, (), at_ns)
