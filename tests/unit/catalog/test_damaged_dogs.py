# ruff: noqa: S608 - a box in SQL
"""Sessions in which something is wrong with several dogs: refused where a label is concerned, mended by a rescue."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import opening
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.errors import DamagedSessionError
from desktop_app.catalog.rescue import rescue
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from tests.unit.catalog.catalog_helpers import FIRST, PACK, SECOND, THIRD, outcome, several

RED = Label.breed("n_red")
NO_BOX = "x'" + "0000c07f" * 4 + "'"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session with two photos of three dogs each; one dog has a label."""
    path = tmp_path / "Shelter.pawsort"
    with Session.create(path) as session:
        rows = session.add_photos([Path("/photos/a.jpg"), Path("/photos/b.jpg")])
        dogs = several(FIRST, SECOND, THIRD)
        session.record_outcomes([outcome(row.photo_id, row.path, dogs, row.path.name) for row in rows], PACK)
        session.apply(LabelDog(1, SECOND, RED))
    return path


def spoil(file: Path, *statements: str) -> None:
    """Write past all that SQLite holds."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)


def dogs_in(path: Path) -> list[tuple[int | None, int]]:
    """Of each photo how many dogs it says, and how many further ones there are."""
    with Session.open(path) as session:
        opening.check_rest(path)
        said = [(row.photo_id, row.suggestion) for row in session.rows()]
        return [(None if one is None else one.dogs, len(session.further_dogs(photo_id))) for photo_id, one in said]


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE dog_labels SET box = {NO_BOX}",
        "UPDATE dog_labels SET box = zeroblob(15)",
        "UPDATE dog_labels SET breed_ids = '[]'",
        "UPDATE dog_labels SET decided_ns = -1",
        "UPDATE dog_labels SET photo_id = 99",
        "UPDATE dog_labels SET change_id = 99",
        "UPDATE photos SET several_dogs = 1, one_dog = 1",
    ],
)
def test_what_labels_of_dogs_rest_on_is_seen_before_the_first_write(file: Path, statement: str) -> None:
    spoil(file, statement)
    with pytest.raises(DamagedSessionError, match=r"session\.damaged"):
        Session.open(file)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE suggestions SET box = {NO_BOX} WHERE photo_id = 1",
        "UPDATE suggestions SET kind = 999 WHERE photo_id = 1",
        "UPDATE suggestions SET kind_probability = 7 WHERE photo_id = 1",
    ],
)
def test_what_was_computed_is_seen_where_it_is_read(file: Path, statement: str) -> None:
    spoil(file, statement)
    with Session.open(file) as session, pytest.raises(DamagedSessionError):
        session.columns()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE further_dogs SET box = {NO_BOX} WHERE photo_id = 1",
        "DELETE FROM further_dogs WHERE photo_id = 1 AND number = 2",
        "UPDATE further_dogs SET kind = 999 WHERE photo_id = 1",
        "UPDATE further_dogs SET ranked = x'ffff0000000000000000' WHERE photo_id = 1",
    ],
)
def test_further_dogs_that_are_no_dogs_are_not_shown(file: Path, statement: str) -> None:
    spoil(file, statement)
    with Session.open(file) as session:
        assert session.columns().dogs.tolist() == [3, 3]
        with pytest.raises(DamagedSessionError):
            session.further_dogs(1)


def test_that_dogs_are_missing_is_found_afterwards(file: Path) -> None:
    assert dogs_in(file) == [(3, 2), (3, 2)]
    spoil(file, "DELETE FROM further_dogs WHERE photo_id = 2 AND number = 3")
    with Session.open(file), pytest.raises(DamagedSessionError, match=r"session\.part_damaged"):
        opening.check_rest(file)


def test_a_rescue_counts_the_dogs_that_are_left(file: Path, tmp_path: Path) -> None:
    spoil(
        file,
        "DELETE FROM further_dogs WHERE photo_id = 1 AND number = 2",
        f"UPDATE suggestions SET box = {NO_BOX} WHERE photo_id = 2",
    )
    rescued = rescue(file, tmp_path / "new.pawsort")
    assert dogs_in(tmp_path / "new.pawsort") == [(2, 1), (None, 0)]
    assert rescued.lost == {"suggestions": 3}, "a dog that was not there, and two beside none"
    with Session.open(tmp_path / "new.pawsort") as session:
        assert session.dog_labels() == {1: {SECOND: RED}}


def test_a_rescue_gives_dogs_the_labels_that_the_history_tells(file: Path, tmp_path: Path) -> None:
    with Session.open(file) as session:
        cleared = session.apply(LabelDog(1, THIRD, RED))
        session.take_back(cleared.change_id)
        session.apply(LabelDog(2, THIRD, RED))
    spoil(file, "DELETE FROM dog_labels")
    rescue(file, tmp_path / "new.pawsort")
    with Session.open(tmp_path / "new.pawsort") as session:
        assert session.dog_labels() == {1: {SECOND: RED}, 2: {THIRD: RED}}
        session.take_back(1)
        assert session.dog_labels() == {2: {THIRD: RED}}


def test_without_its_entry_a_label_of_a_dog_stays_under_one_that_says_so(file: Path, tmp_path: Path) -> None:
    spoil(file, "DELETE FROM history")
    rescue(file, tmp_path / "new.pawsort")
    with Session.open(tmp_path / "new.pawsort") as session:
        assert session.dog_labels() == {1: {SECOND: RED}}
        assert [(entry.kind, entry.who) for entry in session.history()] == [("set_dog_labels", "pawsort")]
        session.apply(LabelDog(1, SECOND, None))
        assert session.dog_labels() == {}
