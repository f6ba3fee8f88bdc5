"""Breeds get numbers in the order in which they come, and keep them."""

import sqlite3

import pytest

from desktop_app.catalog.session import Session
from desktop_app.catalog.tables import breeds


def connection_of(session: Session) -> sqlite3.Connection:
    assert session._connection is not None
    return session._connection


def test_new_breeds_get_the_next_numbers_and_known_ones_keep_theirs(session: Session) -> None:
    connection = connection_of(session)
    assert breeds.numbers(connection, ["b", "a", "b"]) == {"b": 0, "a": 1}
    assert breeds.numbers(connection, ["c", "a", "own:Ä"]) == {"c": 2, "a": 1, "own:Ä": 3}
    assert breeds.names(connection) == ["b", "a", "c", "own:Ä"]
    assert breeds.numbers(connection, []) == {}


@pytest.mark.parametrize("statement", ["UPDATE breeds SET breed_number = 9", "DELETE FROM breeds"])
def test_a_number_is_never_given_to_another_breed(session: Session, statement: str) -> None:
    connection = connection_of(session)
    breeds.numbers(connection, ["a"])
    with pytest.raises(sqlite3.IntegrityError, match="a breed keeps its number"):
        connection.execute(statement)


def test_more_breeds_than_two_bytes_can_number_are_refused(session: Session) -> None:
    connection = connection_of(session)
    breeds.numbers(connection, (f"n{place}" for place in range(breeds.MOST_BREEDS)))
    with pytest.raises(sqlite3.IntegrityError):
        breeds.numbers(connection, ["one more"])
