"""Another program looks into a session that is open: what is saved after that must still be there."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop_app.catalog.opening import is_session
from desktop_app.catalog.session import Session
from desktop_app.exports.destination import DestinationError, Kind, destination

LOOK = """
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as session:
    print(session.execute("SELECT count(*) FROM photos").fetchone()[0])
"""


def photos_that_another_program_sees(path: Path) -> int:
    """Open the session as any SQLite program does, and close it."""
    result = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    return int(result.stdout)


def open_twice(path: Path) -> None:
    Session.open(path).close()


def ask_whether_it_is_one(path: Path) -> None:
    assert is_session(path)


def export_over_it(path: Path) -> None:
    with suppress(DestinationError):
        destination(path, Kind.SESSION)


@pytest.mark.parametrize("look", [open_twice, ask_whether_it_is_one, export_over_it])
def test_what_is_saved_after_another_program_looked_is_in_the_file(
    tmp_path: Path, look: Callable[[Path], None]
) -> None:
    path = tmp_path / "session.pawsort"
    with Session.create(path) as session:
        look(path)
        assert photos_that_another_program_sees(path) == 0

        session.add_photos([tmp_path / "dog.jpg"])

        assert photos_that_another_program_sees(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM photos").fetchone() == (1,)
