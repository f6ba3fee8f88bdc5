"""A session with something wrong in it is refused or read, and ends in no exception but our own."""

import gc
import logging
import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil
import pytest

from desktop_app.catalog import connecting
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import DamagedSessionError, HistoryError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import Place, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.material import Material
from desktop_app.faults import FaultError
from desktop_app.photos.store import PhotoStore
from tests.unit.catalog.catalog_helpers import PACK, SECOND
from tests.unit.catalog.mutations import make_session, wrong_bytes, wrong_cells

# More of them: PAWSORT_MUTATIONS=20000.
WRONG_BYTES = int(os.environ.get("PAWSORT_MUTATIONS", "400"))


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of sessions are written to; no power cut is part of it."""
    connect = connecting.connect

    def connected(*values: Any) -> sqlite3.Connection:
        connection = connect(*values)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(connecting, "connect", connected)


@pytest.fixture(autouse=True)
def without_a_log(caplog: pytest.LogCaptureFixture) -> None:
    """What is logged would hold on to the frames of an error, and these to the file: Windows then keeps it."""
    caplog.set_level(logging.CRITICAL, "desktop_app")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "Shelter.pawsort"
    make_session(path)
    return path


def use(path: Path, target: Path) -> str:
    """Do with a session all that Pawsort does: the code of what it said first, "" where nothing was wrong."""
    said: list[str] = []

    def attempt(act: object) -> None:
        assert callable(act)
        try:
            act()
        except HistoryError:
            return
        except FaultError as error:
            _ = sentence(error.fault)
            said.append(error.fault.code)

    def look() -> None:
        with Session.open(path) as session:
            for act in (
                lambda: PhotoStore().load(session.columns()),
                lambda: export(session, target),
                lambda: [
                    (entry.change, entry.inverse, entry.before, entry.after, entry.photo_ids, entry.moved, entry.at)
                    for entry in session.history()
                ],
                lambda: [session.suggestion(photo_id) for photo_id in range(1, 31)],
                lambda: [session.further_dogs(photo_id) for photo_id in range(1, 31)],
                session.dog_labels,
                lambda: [session.facts(photo_id) for photo_id in range(1, 31)],
                lambda: session.waiting(PACK),
                session.embeddings,
                session.logits,
                lambda: [session.take_back(change) for change in range(14, 16)],
                lambda: label(session),
                lambda: label_dog(session),
                lambda: session.add_photos([Path("/z/new.jpg")]),
            ):
                attempt(act)

    attempt(look)
    return said[0] if said else ""


def label(session: Session) -> None:
    """What is reported as done must be what the file holds."""
    for wanted in (UNKNOWN, NO_DOG):
        applied = session.apply(LabelPhotos([4], wanted))
        assert [applied.columns.label_table[place] for place in applied.columns.labels] in ([wanted], [])
        if 4 in applied.photo_ids:
            assert session.row(4).label == wanted


def label_dog(session: Session) -> None:
    """The same of one of several dogs."""
    for wanted in (UNKNOWN, NO_DOG):
        session.apply(LabelDog(22, SECOND, wanted))
        assert session.dog_labels([22])[22][SECOND] == wanted


IN_TURN = cycle(all_formats().values())


def export(session: Session, target: Path) -> None:
    rows = session.rows()
    for row in rows:
        _ = row.state, row.decided_at, row.fault and sentence(row.fault)
    # All formats in turn: each for every session takes ten times as long.
    for made in (all_formats()["csv"], next(IN_TURN)):
        material = Material(len(rows), sum(row.label is not None for row in rows), lambda: rows)
        made.write(
            target / (made.id if made.place is Place.FOLDER else f"table{made.kinds[0].endings[0]}"),
            material,
            Wording(lambda breed: breed, sentence, "."),
            {option.name: option.default for option in made.options},
        )


def test_one_wrong_byte(sound: Path, tmp_path: Path) -> None:
    content, codes = sound.read_bytes(), Counter[str]()
    path = tmp_path / "Shelter.pawsort"
    for mutated in wrong_bytes(content, WRONG_BYTES):
        path.write_bytes(mutated)
        codes[use(path, tmp_path)] += 1
        for file in tmp_path.iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    assert codes[""] > WRONG_BYTES // 20, codes
    assert codes["session.damaged"] > WRONG_BYTES // 4, codes
    assert codes["session.failed"] <= 5, codes


def test_one_wrong_cell(sound: Path, tmp_path: Path) -> None:
    work, codes = tmp_path / "work.pawsort", Counter[str]()
    share = WRONG_BYTES / 6000
    for what in wrong_cells(sound, work, share):
        path = tmp_path / "Shelter.pawsort"
        shutil.copyfile(work, path)
        try:
            codes[use(path, tmp_path)] += 1
        except Exception as error:
            raise AssertionError(f"{what}: {error!r}") from error
        for file in tmp_path.iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    assert sum(codes.values()) > 900 * min(share, 1)
    assert codes["session.damaged"] > 300 * min(share, 1), codes
    assert codes["session.failed"] <= 5, codes


def test_a_session_that_is_refused_is_let_go_of_at_once(sound: Path, tmp_path: Path) -> None:
    """Not only when Python's collector comes by: until then Windows lets nobody move, replace or delete the file."""
    path = tmp_path / "Shelter.pawsort"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE photos SET path = CAST(x'2f782fff2e6a7067' AS TEXT) WHERE rowid = 6")
    gc.collect()
    gc.disable()
    try:
        with suppress(DamagedSessionError):
            Session.open(path).close()
            pytest.fail("it is sound")
        assert str(path) not in {file.path for file in psutil.Process().open_files()}
    finally:
        gc.enable()
