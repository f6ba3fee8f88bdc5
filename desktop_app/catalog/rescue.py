"""What can be read of a damaged session becomes a new one; the damaged file is left as it is.

Every row is seen to be one that Pawsort could have written, or mended where only a detail is wrong (a date, a size), or
left out and counted. A label whose row is lost comes from the history, which tells of every label.
"""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from desktop_app.catalog import lock, making, mending, opening, salvage, schema, scratch, validation, version_4
from desktop_app.catalog.errors import DamagedSessionError, SessionError, as_faults
from desktop_app.catalog.mending import Rebuilt
from desktop_app.catalog.mending_animals import restore_animals
from desktop_app.catalog.mending_dogs import restore_dogs
from desktop_app.catalog.salvage import Salvage, Table
from desktop_app.paths import reachable

# Since this version, rows are what they are today, but for columns that came later and may be empty.
_LIKE_TODAY = 4
# Labels rest on these, in this order.
_FIRST = ("settings", "packs", "breeds", "animals", "photos", "history", "labels", "suggestions")


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of a rescue.

    Attributes:
        target: the new session.
        photos: how many it has.
        labels: how many of them have a label.
        lost: part of a session ("photos", "labels", "suggestions", "history", "animals", "rest") → how many entries
            could not be taken over; without those of which all were.
    """

    target: Path
    photos: int
    labels: int
    lost: Mapping[str, int]


def rescue(damaged: Path, target: Path) -> Rescued:
    """Write what can be read of the session at `damaged` into a new one at `target`, whole or not at all.

    Raises:
        SessionError: `session.exists`, `session.in_use`, `session.nothing_rescued`, or a file cannot be read or
            written.
    """
    damaged, target = reachable(Path(damaged).absolute()), reachable(Path(target).absolute())
    if os.path.lexists(target):
        raise SessionError("session.exists", path=str(target))
    if lock.is_in_use(damaged):
        raise SessionError("session.in_use", path=str(damaged))
    lost: Counter[str] = Counter()
    counts = [0, 0]
    with as_faults(damaged):
        if damaged.is_dir():
            raise SessionError("session.is_a_folder", path=str(damaged))
        made = scratch.folder_for(damaged)
    with made as folder:
        with as_faults(damaged), scratch.blamed(folder):
            copy = _with_journal(damaged, Path(folder))

        def fill(draft: Path) -> None:
            making.empty_session(draft)
            counts[:] = _fill(copy, draft, lost)
            if not counts[0]:
                raise DamagedSessionError("session.nothing_rescued", path=str(damaged))
            opening.check_content(draft)

        with as_faults(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            making.write_whole(target, fill)
    photos, labels = counts
    return Rescued(target, photos, labels, {part: count for part, count in lost.items() if count})


def _with_journal(damaged: Path, folder: Path) -> Path:
    """A copy that SQLite can open, with what its journal holds, where that can be read."""
    (folder / "whole").mkdir()
    copy = opening.copy_with_journals(damaged, folder / "whole")
    salvage.mend_header(copy)
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except (sqlite3.Error, ValueError):
        # Without the journal then: the file itself is what was written before.
        (folder / "alone").mkdir()
        copy = folder / "alone" / "session"
        copy.write_bytes(damaged.read_bytes())
        salvage.mend_header(copy)
        content = bytearray(copy.read_bytes())
        content[18:20] = b"\x01\x01"
        copy.write_bytes(content)
    return copy


def _fill(copy: Path, draft: Path, lost: Counter[str]) -> tuple[int, int]:
    version = salvage.version_of(copy)
    if version < _LIKE_TODAY:
        copy, version = _brought_up_to_date(copy, version, lost), schema.SCHEMA_VERSION
    source = Salvage(copy)
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        tables = _tables_of(version)
        rebuilt = Rebuilt(connection)
        for name in sorted(tables, key=lambda each: _FIRST.index(each) if each in _FIRST else len(_FIRST)):
            _take(source, tables[name], rebuilt, lost)
        mending.restore_labels(rebuilt, lost, time.time_ns())
        restore_dogs(rebuilt, lost, time.time_ns())
        restore_animals(rebuilt, lost, time.time_ns())
        counts = mending.finish(rebuilt)
        connection.execute("COMMIT")
        return counts


def _take(source: Salvage, table: Table, rebuilt: Rebuilt, lost: Counter[str]) -> None:
    part = validation.part_of(table.name)
    taken = refused = 0
    for values in source.rows(table):
        if rebuilt.take(table, values):
            taken += 1
        else:
            refused += 1
    lost[part] += refused
    # What pages could not give at all shows in the numbers that are missing: ids are given one after the other.
    if table.name in source.searched and table.name in ("photos", "history"):
        lost[part] += max(0, max(rebuilt.last_id(table.name), source.last_given(table.name)) - taken - refused)
    elif table.name in source.searched and table.name in salvage.NOT_SEARCHED:
        lost[part] += max(0, len(rebuilt.ids("suggestions")) - taken)


def _tables_of(version: int) -> dict[str, Table]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection, version)
        return salvage.tables(connection)


def _brought_up_to_date(copy: Path, version: int, lost: Counter[str]) -> Path:
    """What can be read of a session of an older version, as one of today's; rows that cannot be are left out."""
    old = copy.with_name("old")
    source = Salvage(copy)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        schema.migrate(connection, version)
        tables = salvage.tables(connection)
        sound = _sound_rows()
        connection.execute("BEGIN")
        for name in sorted(tables, key=lambda each: _FIRST.index(each) if each in _FIRST else len(_FIRST)):
            for values in source.rows(tables[name]):
                try:
                    sound(name, values)
                    mending.insert(connection, name, values)
                except (sqlite3.Error, *validation.NOT_WHAT_WE_WRITE):
                    lost[validation.part_of(name)] += 1
        connection.execute("COMMIT")
        _drop_dangling(connection, tables, lost)
        schema.migrate(connection)
    return old


def _sound_rows() -> Callable[[str, Mapping[str, object]], None]:
    """See that a row can be brought up to date: what the migration would call is called with it."""
    lent: dict[str, Callable[..., object]] = {}

    class _Lent:
        def create_function(self, name: str, _count: int, function: Callable[..., object]) -> None:
            lent[name] = function

    version_4.functions(cast("sqlite3.Connection", _Lent()))  # all that it asks of a connection

    def see(table: str, values: Mapping[str, object]) -> None:
        if table == "suggestions":
            lent["packed_ranked"](values["ranked"])
            for name in ("breed_set", "proposed_mix"):
                lent["packed_breeds"](values.get(name))
        if table == "history":
            for name in ("change_of", "inverse_of"):
                lent[name](values["kind"], values["changes"])
            lent["photos_of"](values["changes"])

    return see


def _drop_dangling(connection: sqlite3.Connection, tables: Mapping[str, Table], lost: Counter[str]) -> None:
    """A migration refuses rows that name what is not there, and wants the triggers that keep others from going."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for table, rowid, *_rest in connection.execute("PRAGMA foreign_key_check").fetchall():
        if rowid is not None and table in tables:
            deleted = connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608 - a table of ours
            lost[validation.part_of(table)] += deleted.rowcount
    for _name, sql in triggers:
        connection.execute(sql)
