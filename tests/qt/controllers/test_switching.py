"""What is on its way when another session comes, or this one again, goes where it belongs or nowhere."""

import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.faults import Fault
from desktop_app.jobs.progress import LabellingProgress, LabellingState, LabellingSummary
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import labels_of, make, settle, texts


def written_but_not_told(window: MainWindow, ids: list[int]) -> None:
    """Label photos; it is on disk, and word of it waits in the event loop."""
    window.session.change(LabelPhotos(ids, NO_DOG), "a step", "A step")
    writer = window.session._writer
    assert writer is not None
    end = time.monotonic() + 20
    while writer.is_busy and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(0.05)


def another_session(folder: Path, photos: int = 3) -> Path:
    path = folder / "another.pawsort"
    with Session.create(path) as session:
        session.add_photos([folder / "gone" / f"{place}.jpg" for place in range(photos)])
    return path


def test_what_was_written_last_does_not_come_into_an_empty_window(full_window: MainWindow) -> None:
    ids = full_window.model.ids()[:2]
    path = full_window.session.path
    assert path is not None
    written_but_not_told(full_window, ids)
    full_window.session.start_new()
    QApplication.processEvents()
    assert len(full_window.collection) == 0
    with Session.open(path) as session:
        assert [row.label for row in session.rows_of(ids)] == [NO_DOG, NO_DOG]


def test_what_the_labelling_of_one_session_found_is_not_shown_in_another(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    old, rows = full_window.labelling._job, list(full_window.collection)
    assert old is not None

    def tell() -> None:
        told = threading.Thread(target=lambda: old.recorded.emit(RecordedOutcomes(rows, {})))
        told.start()
        told.join()

    path = another_session(tmp_path)
    # While the other session is being shown, the labelling of the first one goes on.
    full_window.collection.reset.connect(tell)
    with qtbot.waitSignal(full_window.session.opened, timeout=10_000):
        full_window.session.open(path)
    QApplication.processEvents()
    assert [row.path.parent.name for row in full_window.collection] == ["gone"] * 3


def test_what_the_labelling_of_one_session_said_last_is_not_said_of_the_next(full_window: MainWindow) -> None:
    labelling = full_window.labelling
    old, heard, before = labelling._job, list[object](), texts(full_window)
    assert old is not None
    fault, progress = Fault("session.gone"), LabellingProgress(1, 13, None, None)
    for signal in (labelling.state_changed, labelling.progress, labelling.finished, labelling.failed):
        signal.connect(heard.append)
    labelling.drive_away.connect(heard.append)

    def tell() -> None:
        old.state_changed.emit(LabellingState.WORKING)
        old.progress.emit(progress)
        old.finished.emit(LabellingSummary(13, 1, 1.0, cancelled=False))
        old.failed.emit(fault)
        old.drive_away.emit("/media/stick")

    told = threading.Thread(target=tell)
    told.start()
    told.join()
    full_window.session.start_new()
    QApplication.processEvents()
    assert labelling.state is LabellingState.IDLE
    assert [said for said in heard if said is not LabellingState.IDLE] == []
    assert not full_window.status.job.isVisible()
    assert texts(full_window) == before


def test_all_missing_photos_of_a_large_session_are_marked(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.jobs.meeting._CHUNK", 50)
    path = another_session(tmp_path, 3_000)
    with qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.session.open(path)
    qtbot.waitUntil(lambda: all(row.missing for row in window.collection), timeout=10_000)


def test_a_session_that_was_on_its_way_keeps_nobody_from_a_new_one(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.open(another_session(tmp_path))
    window.session.start_new()
    assert not window.session.is_opening
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: len(window.collection) == 13, timeout=20_000)


def test_opening_the_session_that_is_open_shows_nothing_older(full_window: MainWindow, qtbot: QtBot) -> None:
    ids, path = full_window.model.ids(), full_window.session.path
    assert path is not None
    make(full_window, LabelPhotos(ids[:1], UNKNOWN))
    full_window.session.open(path)
    time.sleep(0.5)  # it is read; word of it waits
    make(full_window, LabelPhotos(ids[1:2], UNKNOWN))
    qtbot.waitUntil(lambda: not full_window.session.is_opening)
    assert labels_of(full_window, ids[:3]) == {ids[0]: UNKNOWN, ids[1]: UNKNOWN, ids[2]: None}
    full_window.session.undo_stack.undo()
    assert labels_of(full_window, ids[:2]) == {ids[0]: UNKNOWN, ids[1]: None}


def test_what_a_person_does_while_the_session_gets_another_name_is_done_after_it(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    session, ids = full_window.session, full_window.model.ids()
    make(full_window, LabelPhotos(ids[:1], UNKNOWN))
    assert session.rename("Another name") is None
    assert session.path is None, "it is on its way under its new name"
    session.offers()["undo"]()
    session.change(LabelPhotos(ids[1:2], NO_DOG), "a step", "A step")
    assert session.is_writing
    qtbot.waitUntil(lambda: session.path is not None)
    assert labels_of(full_window, ids[:2]) == {ids[0]: None, ids[1]: NO_DOG}
    with Session.open(session.path) as other:  # type: ignore[arg-type]  # it is open
        assert [row.label for row in other.rows_of(ids[:2])] == [None, NO_DOG]


def test_undoing_what_could_not_be_written_leaves_the_step_before(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    ids = full_window.model.ids()
    make(full_window, LabelPhotos(ids[:1], NO_DOG))
    with monkeypatch.context() as disk:
        disk.setattr(Session, "apply", full)
        full_window.session.change(LabelPhotos(ids[1:2], NO_DOG), "a step", "A step")
        full_window.session.undo_stack.undo()
        settle(full_window)
    assert labels_of(full_window, ids[:2]) == {ids[0]: NO_DOG, ids[1]: None}
    assert any("the disk is full" in text for text in texts(full_window))
    full_window.session.undo_stack.undo()
    assert labels_of(full_window, ids[:2]) == {ids[0]: None, ids[1]: None}


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its name there")
def test_a_session_that_was_renamed_by_another_program_is_opened_with_all_its_labels(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    ids, path = full_window.model.ids(), full_window.session.path
    assert path is not None
    make(full_window, LabelPhotos(ids[:1], UNKNOWN))
    new = path.rename(path.with_name("elsewhere.pawsort"))
    full_window.session.open(new)
    qtbot.waitUntil(lambda: full_window.session.path == new, timeout=10_000)
    assert labels_of(full_window, ids[:2]) == {ids[0]: UNKNOWN, ids[1]: None}
    make(full_window, LabelPhotos(ids[1:2], UNKNOWN))
    full_window.session.start_new()
    with Session.open(new) as session:
        assert [row.label for row in session.rows_of(ids[:2])] == [UNKNOWN, UNKNOWN]


def spoil_vectors(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'embeddings'").fetchone()[0]
        start = (root - 1) * connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[start : start + 512] = b"\x5a" * 512
    path.write_bytes(content)


def test_damaged_vectors_are_said_after_opening_and_labels_are_kept(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.jobs.checking._WAIT_SECONDS", 0.0)
    path = another_session(tmp_path)
    spoil_vectors(path)
    window.session.open(path)
    qtbot.waitUntil(lambda: any("The labels are whole" in text for text in texts(window)), timeout=10_000)
    ids = window.model.ids()
    make(window, LabelPhotos(ids, NO_DOG))
    assert set(labels_of(window, ids).values()) == {NO_DOG}


def test_a_session_can_be_renamed_while_its_vectors_wait_to_be_checked(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Longer than any test: whoever waited for it would be told.
    monkeypatch.setattr("desktop_app.jobs.checking._WAIT_SECONDS", 3_600.0)
    path = another_session(tmp_path)
    window.session.open(path)
    qtbot.waitUntil(lambda: window.session.path == path)
    assert window.session._check.is_running
    assert window.session.rename("Another name") is None
    qtbot.waitUntil(lambda: window.session.path == path.with_stem("Another name"))


def test_another_pack_is_shown_for_all_photos_that_are_still_there(full_window: MainWindow, qtbot: QtBot) -> None:
    labelling, ids = full_window.labelling, full_window.model.ids()
    assert labelling._job is not None
    assert full_window.session.path is not None
    make(full_window, LabelPhotos(ids[:1], NO_DOG))
    with Session.open(full_window.session.path) as session:
        session.use_pack("f" * 64)
        columns = session.columns()
    # On its way when a person took one photo out.
    make(full_window, RemovePhotos(ids[1:2]))
    labelling._job.pack_changed.emit(columns)
    assert ids[1] not in full_window.collection
    assert len(full_window.collection) == 12
    assert all(row.suggestion is None for row in full_window.collection)
    assert labels_of(full_window, ids[:1]) == {ids[0]: NO_DOG}
