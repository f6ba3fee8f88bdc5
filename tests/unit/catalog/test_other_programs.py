"""Another program looks into a session that is open: what is saved after that must still be there."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.opening import is_session
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, Label
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


@pytest.mark.parametrize(
    "trigger",
    [
        "AFTER INSERT ON labels BEGIN UPDATE labels SET kind = 'unknown', breed_ids = '[]', change_id = 99; END",
        "BEFORE INSERT ON labels BEGIN SELECT RAISE(IGNORE); END",
        "BEFORE UPDATE ON labels BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_a_label_that_another_program_would_not_let_stand_is_never_reported_as_done(
    tmp_path: Path, trigger: str
) -> None:
    path = tmp_path / "session.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path("/x/1.jpg"), Path("/x/2.jpg")])
        session.apply(LabelPhotos([2], NO_DOG))
        before = session.rows()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(f"CREATE TRIGGER theirs {trigger}")
        for photo_id in (1, 2):
            kept = None
            try:
                kept = session.apply(LabelPhotos([photo_id], Label.breed("n1")))
            except SessionError as error:
                assert error.fault.code in ("session.not_kept", "session.failed")  # noqa: PT017 - some may be kept
            assert (session.row(photo_id).label == Label.breed("n1")) is (kept is not None)
        assert sum(row != old for row, old in zip(session.rows(), before, strict=True)) < 2
