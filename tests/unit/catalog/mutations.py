# ruff: noqa: S608 - names of tables and columns
"""Sessions with something wrong in them: what may happen to a file, made by the hundred from a seed."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal, SameDog, Species
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from tests.unit.catalog.catalog_helpers import (
    FIRST,
    OTHER_PACK,
    PACK,
    SECOND,
    THIRD,
    outcome,
    several,
    suggestion,
    unreadable,
)

# Values that stand in no cell of a session, or not in every one.
CELLS: tuple[object, ...] = (
    None,
    -1,
    0,
    7,
    2**31,
    2**63 - 1,
    -(2**63),
    0.5,
    float("inf"),
    "",
    "text",
    "é\ud7ff",
    b"",
    b"\xff\xfe",
    b"\x00" * 10,
    b"\xff\x7f" + b"\xff" * 8,
    b"\x00\x00" + b"\x00\x00\x00\x00\x00\x00\xf8\x7f",
    "[]",
    "{}",
    "null",
    "1e999",
    '"text"',
    "[" * 900 + "]" * 900,
    '["n1"]',
    '["n1","n1"]',
    "[1]",
    '["\\ud800"]',
    '{"code": 1}',
    '{"code": "photo.too_large"}',
    '{"code": "photo.too_large", "facts": {"width": 1e999, "height": true, "most": "x"}}',
    '{"kind": "set_labels"}',
    '{"kind": "set_labels", "labels": [[[1], ["breed"]]], "only_undecided": false}',
    '{"kind": "set_labels", "labels": [[[99999999999999999999], ["breed", "n1"]]], "only_undecided": false}',
    '{"kind": "no such kind"}',
    '{"photos": [1, 2], "merged": 1, "from": 1, "to": 2, "labels": [1]}',
    '{"photo_ids": ["1"]}',
    '{"photo_ids": [1e3], "label": ["breed", "n1"], "decided_by": "person"}',
)


def make_session(path: Path) -> None:
    """A small session with all that a session can hold."""
    with Session.create(path) as session:
        rows = session.add_photos([Path(f"/x/{place}.jpg") for place in range(30)])
        outcomes = [
            outcome(row.photo_id, row.path, suggestion(f"n{row.photo_id % 7}", "n1x", "n2x"), f"{row.photo_id}")
            for row in rows[:-3]
        ]
        outcomes += [unreadable(row.photo_id, row.path) for row in rows[-3:]]
        session.record_outcomes(outcomes, OTHER_PACK)
        session.record_outcomes(outcomes, PACK)
        for place, row in enumerate(rows[:12]):
            label = (Label.breed("n1"), UNKNOWN, NO_DOG, Label.mix("n1", "n2"))[place % 4]
            session.apply(LabelPhotos([row.photo_id], label))
        session.apply(SetLabels({2: None, 3: Label.breed("n3")}))
        taken = session.apply(RemovePhotos([8, 9]))
        session.take_back(taken.change_id)
        session.apply(RemovePhotos([10]))
        (moved,) = session.add_photos([Path("/y/moved.jpg")])
        session.record_outcomes([outcome(moved.photo_id, moved.path, content="5")], PACK)
        bella, nobody = Animal(-1, "Bella", "A1234", Species.DOG, "shy"), Animal(-2)
        photos = {13: -1, 14: -1, 15: -1, 16: -2, 17: -2}
        session.apply(SetAnimals({-1: bella, -2: nobody}, photos, {(16, 17): SameDog.YES, (13, 18): SameDog.NO}))
        session.apply(SetPicks({14: 1, 13: 2}))
        session.apply(FlagSeveralDogs([19, 20], several=True))
        dogs = several(FIRST, SECOND, THIRD)
        session.record_outcomes([outcome(row.photo_id, row.path, dogs, f"{row.photo_id}") for row in rows[20:24]], PACK)
        session.apply(LabelDog(21, SECOND, Label.breed("kind:hound")))
        session.apply(LabelDog(22, SECOND, NO_DOG))
        session.apply(LabelDog(22, THIRD, Label.mix("n1", "n2")))
        session.take_back(session.apply(LabelDog(23, SECOND, UNKNOWN)).change_id)
        session.apply(FlagSeveralDogs([24], several=False, one=True))


def wrong_bytes(content: bytes, count: int, seed: int = 0) -> Iterator[bytes]:
    """The file with one wrong byte each, over all pages; those that hold something more often."""
    chance = random.Random(seed)
    used = [place for place, byte in enumerate(content) if byte]
    for turn in range(count):
        place = chance.choice(used) if turn % 3 else chance.randrange(len(content))
        mutated = bytearray(content)
        mutated[place] = chance.choice((mutated[place] ^ (1 << chance.randrange(8)), chance.randrange(256), 0xFF, 0))
        yield bytes(mutated)


def wrong_cells(path: Path, work: Path, share: float = 1.0) -> Iterator[str]:
    """One wrong value in one cell each, written past SQLite's own checks; yields what was changed, the file at `work`.

    Where SQLite refuses the value all the same, it is passed over. `share` is how many of them are made.
    """
    content, chance = path.read_bytes(), random.Random(5)
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            (name, [row[1] for row in connection.execute(f"PRAGMA table_info({name})")])
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
    for table, columns in tables:
        for column in columns:
            for value in CELLS:
                if chance.random() > share:
                    continue
                work.write_bytes(content)
                if put(work, table, column, value):
                    yield f"{table}.{column} = {value!r:.60}"


def put(path: Path, table: str, column: str, value: object) -> bool:
    """Write a value into the last row of a table, as a program does that knows no rules; False where it cannot be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("PRAGMA foreign_keys = OFF")
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            # Types are held by STRICT alone.
            loose = "replace(replace(sql, 'STRICT, WITHOUT', ' WITHOUT'), ') STRICT', ')')"
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("CREATE TABLE kept AS SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
            connection.execute(f"UPDATE sqlite_schema SET sql = {loose} WHERE name = ? AND name <> 'kept'", (table,))
            version = connection.execute("PRAGMA schema_version").fetchone()[0]
            connection.execute(f"PRAGMA schema_version = {version + 1}")
        except sqlite3.Error:
            return False
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            where = f"WHERE {column} IS (SELECT {column} FROM {table} ORDER BY 1 DESC LIMIT 1)"
            if table == "labels":
                where = "WHERE photo_id = 4"
            connection.execute(f"UPDATE {table} SET {column} = ? {where}", (value,))
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(
                "UPDATE sqlite_master SET sql = (SELECT kept.sql FROM kept WHERE kept.name = sqlite_master.name) "
                "WHERE type = 'table' AND name <> 'kept'"
            )
            connection.execute("DROP TABLE kept")
            for _name, sql in triggers:
                connection.execute(sql)
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            return False
    return True
