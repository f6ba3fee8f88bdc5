"""Breeds by number: suggestions name them by two bytes, so that many are read at once without a text for each."""

import json
import sqlite3
from collections.abc import Iterable

MOST_BREEDS = 65_535


def names(connection: sqlite3.Connection) -> list[str]:
    """The ids of all breeds that the session's suggestions name; the place of each is its number."""
    return [breed_id for (breed_id,) in connection.execute("SELECT breed_id FROM breeds ORDER BY breed_number")]


def numbers(connection: sqlite3.Connection, breed_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of these breeds; new ones get the next, within the caller's transaction.

    Raises:
        sqlite3.IntegrityError: there are more than `MOST_BREEDS`.
    """
    wanted = json.dumps(list(dict.fromkeys(breed_ids)))
    connection.execute(
        "INSERT INTO breeds (breed_number, breed_id) "
        "SELECT (SELECT count(*) FROM breeds) + row_number() OVER (ORDER BY key) - 1, value FROM json_each(?) "
        "WHERE value NOT IN (SELECT breed_id FROM breeds)",
        (wanted,),
    )
    rows = connection.execute(
        "SELECT breed_id, breed_number FROM breeds WHERE breed_id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return dict(rows.fetchall())
