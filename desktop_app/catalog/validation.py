"""What stands in a session is seen to be what Pawsort writes, before anything uses it.

SQLite holds types, ranges and references only where nobody went round it: a wrong byte, another program, a copy that
was cut and mended. `check` reads on opening all that keeps a person's decisions; what is large and computed is looked
at as a whole where it is read (`catalog.columns`). Whatever is found is named by the part of the session that it is in.
"""

import logging
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog import history
from desktop_app.catalog.errors import damaged
from desktop_app.catalog.rows import stored_fault
from desktop_app.catalog.tables import animals as animal_table
from desktop_app.catalog.values.boxes import stored_box
from desktop_app.catalog.values.labels import stored_label

# Ids rise by one; SQLite gives up at the end of 64 bits, with the words of a full disk.
_MOST_IDS = 2**53
# A longer history (characters) is read when the session is shown already: `check_later`.
_MUCH_HISTORY = 200_000

_LENGTH_OF_HISTORY = "SELECT total(length(change) + coalesce(length(inverse), 0)) FROM history"

# Each finds what cannot be: the part that it is in, and a query that finds nothing in a sound session.
_IMPOSSIBLE = (
    (
        "photos",
        "SELECT 1 WHERE (SELECT min(photo_id) FROM photos) < 1 OR (SELECT max(photo_id) FROM photos) > :most",
    ),
    ("photos", "SELECT 1 FROM photos WHERE pick < 1 OR pick > :most OR arranged_by NOT BETWEEN 0 AND :most"),
    ("photos", "SELECT 1 FROM photos WHERE several_dogs AND one_dog"),
    ("history", "SELECT 1 FROM history WHERE at_ns < 0 OR photos < 0 OR takes_back >= change_id"),
    ("history", "SELECT 1 FROM history WHERE change_id NOT BETWEEN 1 AND :most"),
    (
        "suggestions",
        "SELECT 1 FROM breeds GROUP BY NULL HAVING min(breed_number) <> 0 OR max(breed_number) <> count(*) - 1",
    ),
)
# The next id follows from this: one that is used already, or the last one there is, would keep all labels out.
_IMPOSSIBLE_SEQUENCE = """
SELECT 1 FROM (SELECT :last AS last, (SELECT seq FROM sqlite_sequence WHERE name = :table) AS seq)
WHERE last IS NOT NULL AND (seq IS NULL OR typeof(seq) <> 'integer' OR seq < last OR seq > :most)"""
_SEQUENCES = {
    "history": "SELECT max(change_id) FROM history",
    "photos": "SELECT max(photo_id) FROM photos",
    "animals": "SELECT max(animal_id) FROM animals",
}
# Tables whose references are followed at once, and later. Suggestions of photos that are not there are never met.
_REFERRING = ("labels", "dog_labels", "history", "group_edits")
_REFERRING_LATER = ("photos",)
# So many dogs are told of as there are, and of each where it is.
_MISCOUNTED = """
SELECT 1 FROM suggestions AS said WHERE (dogs IS NULL) <> (box IS NULL) OR coalesce(dogs, 1) <> 1 + (
    SELECT count(*) FROM further_dogs AS dog WHERE dog.pack_id = said.pack_id AND dog.photo_id = said.photo_id
) LIMIT 1"""
# Whether their indices say what they say takes a search for each row.
_LARGE_INDEXED = ("photos", "history")
# Read by nothing that shows a session.
_READ_LATER = ("further_dogs",)
_PARTS = {
    "settings": "rest",
    "packs": "suggestions",
    "breeds": "suggestions",
    "embeddings": "suggestions",
    "logits": "suggestions",
    "further_dogs": "suggestions",
    "dog_labels": "labels",
    "group_edits": "animals",
    "sqlite_schema": "schema",
}
# What reading rows raises where they are not what Pawsort writes.
NOT_WHAT_WE_WRITE = (
    *(ValueError, TypeError, LookupError, ArithmeticError, RecursionError, AssertionError),
    struct.error,
)
_log = logging.getLogger(__name__)


def part_of(table: str) -> str:
    """In which part of a session a table is; a word of `damaged`."""
    return _PARTS.get(table, table)


@contextmanager
def as_damage(path: Path, part: str = "file") -> Iterator[None]:
    """Say that the session at `path` is damaged where what it holds cannot be turned into values."""
    try:
        yield
    except NOT_WHAT_WE_WRITE as error:
        _log.warning("not what a session holds", exc_info=error)
        raise damaged(path, part) from error


def check(path: Path, connection: sqlite3.Connection) -> None:
    """See that all that the labels of the session at `path` rest on is what Pawsort writes.

    Raises:
        DamagedSessionError: it is not.
    """
    for part, query in _IMPOSSIBLE:
        if connection.execute(query, {"most": _MOST_IDS}).fetchone() is not None:
            raise damaged(path, part)
    for table, query in _SEQUENCES.items():
        (last,) = connection.execute(query).fetchone()
        values = {"last": last, "table": table, "most": _MOST_IDS}
        if connection.execute(_IMPOSSIBLE_SEQUENCE, values).fetchone() is not None:
            raise damaged(path, table)
    for table in _REFERRING:
        if connection.execute(f"PRAGMA foreign_key_check({table})").fetchone() is not None:
            raise damaged(path, part_of(table))
    _check_words(path, connection)
    (length,) = connection.execute(_LENGTH_OF_HISTORY).fetchone()
    if length < _MUCH_HISTORY:
        check_history(path, connection)


def _check_words(path: Path, connection: sqlite3.Connection) -> None:
    """See that names and labels can be read."""
    with as_damage(path, "photos"):
        see_paths([os.fsdecode(stored) for (stored,) in connection.execute("SELECT path FROM photos")])
        for (fault,) in connection.execute("SELECT DISTINCT fault FROM photos WHERE fault IS NOT NULL"):
            stored_fault(fault)
    with as_damage(path, "suggestions"):
        connection.execute("SELECT name, value FROM settings").fetchall()
        connection.execute("SELECT pack_hash FROM packs").fetchall()
        for (breed_id,) in connection.execute("SELECT breed_id FROM breeds"):
            _see_text(breed_id)
    with as_damage(path, "animals"):
        animal_table.read(connection)
    with as_damage(path, "labels"):
        for kind, breed_ids in connection.execute("SELECT DISTINCT kind, breed_ids FROM labels"):
            if kind is not None:
                stored_label(kind, breed_ids)
        for _by, is_wrong in connection.execute("SELECT DISTINCT decided_by, decided_ns < 0 FROM labels"):
            if is_wrong:
                raise ValueError("decided before there was time")
        for box, kind, breed_ids, _by, at_ns in connection.execute(
            "SELECT box, kind, breed_ids, decided_by, decided_ns FROM dog_labels"
        ):
            stored_box(box)
            if kind is not None:
                stored_label(kind, breed_ids)
            if at_ns < 0:
                raise ValueError("decided before there was time")


def check_later(path: Path, connection: sqlite3.Connection) -> None:
    """See what `check` leaves out, because it takes a while: the whole history, indices, all references.

    Raises:
        DamagedSessionError: it is not what Pawsort writes.
    """
    check_history(path, connection)
    for table in _REFERRING_LATER:
        if connection.execute(f"PRAGMA foreign_key_check({table})").fetchone() is not None:
            raise damaged(path, part_of(table))
    for table in _READ_LATER:
        if connection.execute(f"PRAGMA quick_check({table})").fetchone()[0] != "ok":
            raise damaged(path, part_of(table))
    if connection.execute(_MISCOUNTED).fetchone() is not None:
        raise damaged(path, "suggestions")
    for table in _LARGE_INDEXED:
        if connection.execute(f"PRAGMA integrity_check({table})").fetchone()[0] != "ok":
            raise damaged(path, part_of(table))


def check_history(path: Path, connection: sqlite3.Connection) -> None:
    """See that the entries of the history can be read and taken back.

    Raises:
        DamagedSessionError: one cannot.
    """
    with as_damage(path, "history"):
        for row in connection.execute("SELECT kind, action, decided_by, change, inverse FROM history"):
            history.see_entry(*row)


def see_numbers(count: int, numbers: NDArray[np.int32], probabilities: NDArray[np.float64]) -> None:
    """See that ranked breeds are among `count` ones, -1 standing for none, and their probabilities between 0 and 1.

    Raises:
        ValueError: they are not.
    """
    there = numbers >= 0
    # A comparison with NaN is false.
    if (numbers[there] >= count).any() or not ((probabilities >= 0) & (probabilities <= 1))[there].all():
        raise ValueError("breeds that nobody knows, or no probabilities")


def see_boxes(boxes: NDArray[np.float32], there: NDArray[np.bool_]) -> None:
    """See that boxes `[N, 4]` lie inside of their photos, where there are any.

    Raises:
        ValueError: they do not.
    """
    left, top, right, bottom = boxes[there].T
    # A comparison with NaN is false.
    if not ((left >= 0) & (left <= right) & (right <= 1) & (top >= 0) & (top <= bottom) & (bottom <= 1)).all():
        raise ValueError("a box that is not inside of its photo")


def see_paths(paths: list[str]) -> None:
    """See that paths can be given to the operating system.

    Raises:
        ValueError: one cannot.
    """
    if "\0" in "".join(paths) or not all(paths):
        raise ValueError("no path")


def _see_text(text: str) -> None:
    if not text or "\0" in text:
        raise ValueError("no text")
