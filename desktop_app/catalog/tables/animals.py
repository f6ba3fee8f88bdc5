"""The animals in a session file, whose photos they are, and what was answered to "Same dog?"."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from desktop_app.catalog.values.animals import Animal, SameDog, stored_animal

Pair = tuple[int, int]
"""Two photos, the smaller id first."""

COLUMNS = "animal_id, name, number, species, note"
_IDS = "(SELECT value FROM json_each(?))"


def read(connection: sqlite3.Connection, animal_ids: Iterable[int] | None = None) -> dict[int, Animal]:
    """These animals (all where None) by id; those that are not there are left out."""
    which = "" if animal_ids is None else f"WHERE animal_id IN {_IDS} "
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM animals {which}ORDER BY animal_id",  # noqa: S608 - names of columns
        () if animal_ids is None else (json.dumps(list(animal_ids)),),
    )
    return {row[0]: stored_animal(*row) for row in rows}


def add(connection: sqlite3.Connection, animal: Animal) -> int:
    """Add an animal, under its id where it has one, within the caller's transaction; returns its id."""
    animal_id = animal.animal_id if animal.animal_id > 0 else None
    added = connection.execute(
        f"INSERT INTO animals ({COLUMNS}) VALUES (?, ?, ?, ?, ?) RETURNING animal_id",  # noqa: S608 - names of columns
        (animal_id, *animal.to_json()),
    ).fetchone()
    return int(added[0])


def change(connection: sqlite3.Connection, animal: Animal) -> None:
    """Say something else of an animal, within the caller's transaction."""
    connection.execute(
        "UPDATE animals SET name = ?, number = ?, species = ?, note = ? WHERE animal_id = ?",
        (*animal.to_json(), animal.animal_id),
    )


def drop_unused(connection: sqlite3.Connection, animal_ids: Iterable[int]) -> list[int]:
    """Drop those of these animals that no photo belongs to, within the caller's transaction; returns their ids."""
    dropped = connection.execute(
        f"DELETE FROM animals WHERE animal_id IN {_IDS} "  # noqa: S608 - a text of ours
        "AND NOT EXISTS (SELECT 1 FROM photos WHERE photos.animal_id = animals.animal_id) RETURNING animal_id",
        (json.dumps(list(animal_ids)),),
    )
    return [int(animal_id) for (animal_id,) in dropped.fetchall()]


def of_photos(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> dict[int, int | None]:
    """Photo → the animal to which it belongs."""
    rows = connection.execute(
        f"SELECT photo_id, animal_id FROM photos WHERE photo_id IN {_IDS}",  # noqa: S608 - a text of ours
        (json.dumps(list(photo_ids)),),
    )
    return dict(rows.fetchall())


def photos_of(connection: sqlite3.Connection, animal_ids: Iterable[int]) -> dict[int, int]:
    """All photos of these animals, those that were taken out too: photo → animal."""
    rows = connection.execute(
        f"SELECT photo_id, animal_id FROM photos WHERE animal_id IN {_IDS} AND merged_into IS NULL",  # noqa: S608
        (json.dumps(list(animal_ids)),),
    )
    return dict(rows.fetchall())


def give_photos(connection: sqlite3.Connection, photos: Mapping[int, int | None]) -> None:
    """Let photos belong to animals, within the caller's transaction."""
    connection.executemany(
        "UPDATE photos SET animal_id = ? WHERE photo_id = ?", [(animal, photo) for photo, animal in photos.items()]
    )


def mark_arranged(connection: sqlite3.Connection, photo_ids: Iterable[int], change_id: int) -> None:
    """Note which change last arranged these photos, within the caller's transaction."""
    connection.execute(
        f"UPDATE photos SET arranged_by = ? WHERE photo_id IN {_IDS}",  # noqa: S608 - a text of ours
        (change_id, json.dumps(list(photo_ids))),
    )


def answers(connection: sqlite3.Connection) -> dict[Pair, SameDog]:
    """All answers to "Same dog?", of photos that are in the session."""
    # Each answer looks for its two photos: from two lists of photos, SQLite would go through all pairs of them.
    rows = connection.execute(
        "SELECT first_id, second_id, answer FROM group_edits AS said "
        "WHERE EXISTS (SELECT 1 FROM present_photos WHERE photo_id = said.first_id) "
        "AND EXISTS (SELECT 1 FROM present_photos WHERE photo_id = said.second_id)"
    )
    return {(first, second): SameDog(answer) for first, second, answer in rows}


def answer_of(connection: sqlite3.Connection, pair: Pair) -> SameDog | None:
    """The answer for two photos, if there is one."""
    found = connection.execute("SELECT answer FROM group_edits WHERE first_id = ? AND second_id = ?", pair).fetchone()
    return None if found is None else SameDog(found[0])


def write_answers(connection: sqlite3.Connection, given: Mapping[Pair, SameDog | None], change_id: int) -> None:
    """Keep answers, None forgets one, within the caller's transaction."""
    for pair, answer in given.items():
        if answer is None:
            connection.execute("DELETE FROM group_edits WHERE first_id = ? AND second_id = ?", pair)
        else:
            connection.execute(
                "INSERT INTO group_edits (first_id, second_id, answer, change_id) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET answer = excluded.answer, change_id = excluded.change_id",
                (*pair, answer.value, change_id),
            )
