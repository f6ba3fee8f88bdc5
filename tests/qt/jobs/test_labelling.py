"""Labelling in the background: the real pipeline with a small real network."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.faults import Fault
from desktop_app.inference.bundled import bundled_packs
from desktop_app.jobs.labelling import LabellingState
from desktop_app.jobs.progress import LabellingProgress
from tests.qt.jobs.labelling_helpers import Watched, add, photos
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import make_small_pack


def test_all_that_waits_gets_a_suggestion(qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path) -> None:
    add(session, photos(tmp_path / "p", 30))
    (tmp_path / "broken.jpg").write_bytes(b"no photo")
    add(session, [tmp_path / "broken.jpg", tmp_path / "gone.jpg"])
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    assert watched.all("model") == [("Mean colour", "cpu")]
    assert watched.all("state") == [LabellingState.LOADING, LabellingState.WORKING, LabellingState.IDLE]
    summary = watched.summary()
    assert (summary.done, summary.unreadable, summary.cancelled) == (32, 2, False)
    assert watched.threads == {threading.get_ident()}, "signals arrive in the interface thread"
    rows = session.rows()
    assert {row.photo_id: row for row in rows} == watched.rows
    for row in rows[:30]:
        assert row.suggestion is not None
        assert row.suggestion.ranked[0].breed_id == f"n_{row.path.stem.split('-')[1]}"
    assert [row.state for row in rows[30:]] == [PhotoState.UNREADABLE] * 2
    last = watched.all("progress")[-1]
    assert isinstance(last, LabellingProgress)
    assert (last.done, last.total) == (32, 32)


def test_a_photo_that_is_tried_twice_counts_once_as_unreadable(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no photo")
    broken = add(session, [tmp_path / "broken.jpg"])
    again = iter([broken])
    # In the thread that has just written it, so before the stretch can end.
    watched.job.recorded.connect(lambda _rows: watched.job.add(next(again, ())), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add(broken)
    summary = watched.summary()
    assert (summary.done, summary.unreadable) == (2, 1)


def test_what_is_shown_is_on_disk(qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path) -> None:
    """Every row that a signal shows is read back, at that moment, with a connection of another's."""
    add(session, photos(tmp_path / "p", 100))
    compared: list[bool] = []

    def compare(recorded: RecordedOutcomes) -> None:
        compared.append(session.rows_of([row.photo_id for row in recorded.rows]) == recorded.rows)

    watched.job.recorded.connect(compare)
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    assert compared
    assert all(compared)


def test_photos_added_meanwhile_and_afterwards_are_labelled_too(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    first, second, third = (photos(tmp_path / name, 12) for name in "abc")
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add(add(session, first))
        watched.job.add(add(session, second))
    assert watched.summary().done == 24
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add(add(session, third))
    assert watched.summary().done == 12
    assert watched.all("model") == [("Mean colour", "cpu")], "the model is loaded once"
    assert all(row.suggestion is not None for row in session.rows())


def test_what_is_looked_at_goes_first(qtbot: QtBot, session: Session, pack: Path, tmp_path: Path) -> None:
    watched = Watched(session, pack, workers=1, slow=True)
    watched.disk.go_on.set()
    tickets = add(session, photos(tmp_path / "p", 40))
    watched.job.pause()
    watched.job.add(tickets)
    looked_at = [tickets[place] for place in (33, 20, 38, 21)]
    watched.job.prioritise([photo_id for photo_id, _ in looked_at])
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.resume()
    made = session._connection.execute("SELECT photo_id FROM suggestions").fetchall() if session._connection else []
    assert len(made) == 40
    assert watched.disk.seen[:4] == [path for _, path in looked_at]
    assert watched.job.close(PATIENCE_SECONDS)


def test_what_was_true_before_a_pause_is_not_said_after_it(watched: Watched) -> None:
    """What a thread had told waited in the event loop: the window showed that the work went on."""
    job = watched.job

    def work() -> None:
        job._enter(LabellingState.WORKING)
        job._show_progress()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    job.pause()
    QCoreApplication.processEvents()
    assert {each.paused for each in watched.all("progress")} == {True}  # type: ignore[attr-defined]
    assert set(watched.all("state")) == {LabellingState.PAUSED}
    job.resume()
    assert watched.all("state")[-1] is LabellingState.WORKING


def test_a_pause_stops_the_work_and_resume_goes_on(
    qtbot: QtBot, session: Session, slow: Watched, tmp_path: Path
) -> None:
    tickets = add(session, photos(tmp_path / "p", 60))
    with qtbot.waitSignal(slow.job.recorded, timeout=20_000):
        slow.job.add(tickets)
    slow.job.pause()
    slow.disk.go_on.set()
    assert slow.job.state is LabellingState.PAUSED
    # The photos at hand are finished; how long that takes, the machine says.
    taken = 60 - len(slow.job._queue)
    assert taken < 60
    qtbot.waitUntil(lambda: len(slow.rows) == taken)
    shown = slow.all("progress")[-1]
    assert isinstance(shown, LabellingProgress)
    assert (shown.paused, shown.seconds_left) == (True, None)
    with qtbot.waitSignal(slow.job.finished, timeout=20_000):
        slow.job.resume()
    assert len(slow.rows) == 60


def test_a_cancelled_run_keeps_finished_suggestions_and_start_goes_on(
    qtbot: QtBot, session: Session, slow: Watched, tmp_path: Path
) -> None:
    tickets = add(session, photos(tmp_path / "p", 80))
    with qtbot.waitSignal(slow.job.recorded, timeout=20_000):
        slow.job.add(tickets)
    with qtbot.waitSignal(slow.job.finished):
        slow.job.cancel()
        slow.disk.go_on.set()
    summary = slow.summary()
    assert summary.cancelled
    assert 0 < summary.done < 80
    assert sum(row.suggestion is not None for row in session.rows()) == summary.done == len(slow.rows)
    with qtbot.waitSignal(slow.job.finished, timeout=20_000):
        slow.job.start()
    assert slow.summary().done == 80 - summary.done
    assert all(row.suggestion is not None for row in session.rows())


def test_start_right_after_cancel_is_not_lost(qtbot: QtBot, session: Session, slow: Watched, tmp_path: Path) -> None:
    add(session, photos(tmp_path / "p", 80))
    with qtbot.waitSignal(slow.job.recorded, timeout=20_000):
        slow.job.start()
    slow.job.cancel()
    slow.job.start()
    slow.disk.go_on.set()
    qtbot.waitUntil(lambda: len(slow.rows) == 80, timeout=20_000)
    qtbot.waitUntil(lambda: len(slow.all("finished")) == 2, timeout=5_000)
    assert [summary.cancelled for summary in slow.all("finished")] == [True, False]  # type: ignore[attr-defined]


def test_photos_taken_out_of_the_session_are_not_labelled(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    tickets = add(session, photos(tmp_path / "p", 20))
    watched.job.pause()
    watched.job.add(tickets)
    out = [photo_id for photo_id, _ in tickets[5:]]
    session.apply(RemovePhotos(out))
    watched.job.drop(out)
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.resume()
    assert sorted(watched.rows) == [photo_id for photo_id, _ in tickets[:5]]
    assert watched.summary().done == 5


def test_labels_given_meanwhile_stay(qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path) -> None:
    tickets = add(session, photos(tmp_path / "p", 60))

    def decide(recorded: RecordedOutcomes) -> None:
        session.apply(LabelPhotos([row.photo_id for row in recorded.rows], UNKNOWN))

    watched.job.recorded.connect(decide)
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add(tickets)
    assert all(row.label == UNKNOWN and row.suggestion is not None for row in session.rows())


def test_a_photo_that_moved_ends_in_the_signal_that_brings_the_row_of_the_older_one(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    (ticket,) = add(session, photos(tmp_path / "p", 1))
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add([ticket])
    session.apply(LabelPhotos([ticket[0]], UNKNOWN))
    moved = ticket[1].rename(tmp_path / "moved.jpg")
    (new,) = add(session, [moved])
    watched.said.clear()
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add([new])
    assert watched.all("merged") == [{new[0]: ticket[0]}]
    assert watched.rows[ticket[0]].path == moved
    assert watched.rows[ticket[0]].label == UNKNOWN


def test_another_pack_labels_anew_and_shows_that_the_old_is_gone(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    add(session, photos(tmp_path / "p", 6))
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    session.apply(LabelPhotos([row.photo_id for row in session.rows()[:3]], UNKNOWN))
    watched.said.clear()
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.use_model(make_small_pack(tmp_path / "other", name="Other", temperature=99), "cpu")
    assert watched.all("model") == [("Other", "cpu")]
    kinds = [kind for kind, _ in watched.said]
    assert kinds.index("pack") < kinds.index("rows")
    (shown,) = watched.all("pack")
    assert isinstance(shown, PhotoColumns)
    assert shown.status.tolist() == [-1] * 6
    assert (shown.labels >= 0).tolist() == [True] * 3 + [False] * 3
    assert all(row.suggestion is not None for row in watched.rows.values())
    assert [row.label for row in session.rows()] == [UNKNOWN] * 3 + [None] * 3


def test_care_begins_with_the_photos_that_come_next(
    qtbot: QtBot, session: Session, watched: Watched, pack: Path, tmp_path: Path
) -> None:
    add(session, photos(tmp_path / "p", 2))
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    before = watched.job.classifier
    assert before is not None
    assert not before.careful
    watched.said.clear()
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.use_model(pack, "cpu", True)
    after = watched.job.classifier
    assert after is not None
    assert after.careful
    assert watched.all("pack") == [], "what was suggested stays"
    assert watched.all("rows") == []


def test_another_pack_while_the_first_is_at_work(qtbot: QtBot, session: Session, slow: Watched, tmp_path: Path) -> None:
    add(session, photos(tmp_path / "p", 60))
    with qtbot.waitSignal(slow.job.recorded, timeout=20_000):
        slow.job.start()
    slow.job.use_model(make_small_pack(tmp_path / "other", name="Other"), "cpu")
    slow.disk.go_on.set()
    qtbot.waitUntil(lambda: len(slow.all("finished")) == 2, timeout=20_000)
    assert [summary.cancelled for summary in slow.all("finished")] == [True, False]  # type: ignore[attr-defined]
    assert slow.summary().done == 60
    assert all(row.suggestion is not None for row in session.rows())


def test_a_pack_that_cannot_be_used_is_said(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    pack = make_small_pack(tmp_path / "pack")
    (pack / "model.onnx").write_bytes(b"cut short")
    watched = Watched(session, pack)
    add(session, photos(tmp_path / "p", 3))
    with qtbot.waitSignal(watched.job.failed, timeout=20_000):
        watched.job.start()
    (fault,) = watched.all("failed")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.facts["key"]) == ("pack.wrong_hash", "graph.sha256")
    assert watched.job.state is LabellingState.IDLE
    make_small_pack(pack)
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    assert len(watched.rows) == 3
    assert watched.job.close(PATIENCE_SECONDS)


def test_a_session_that_cannot_be_written_is_said(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    tickets = add(session, photos(tmp_path / "p", 40))
    connection = session._connection
    assert connection is not None
    connection.execute("CREATE TRIGGER full BEFORE INSERT ON suggestions BEGIN SELECT RAISE(ABORT, 'no more'); END")
    with qtbot.waitSignal(watched.job.failed, timeout=20_000):
        watched.job.add(tickets)
    (fault,) = watched.all("failed")
    assert isinstance(fault, Fault)
    assert fault == Fault("session.failed", {"path": str(session.path), "detail": "no more"})
    assert watched.rows == {}, "what is not on disk is not shown"
    connection.execute("DROP TRIGGER full")
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    assert len(watched.rows) == 40


def test_close_in_the_middle_is_quick_and_silent(qtbot: QtBot, session: Session, pack: Path, tmp_path: Path) -> None:
    watched = Watched(session, pack, workers=2, slow=True)
    tickets = add(session, photos(tmp_path / "p", 60))
    with qtbot.waitSignal(watched.job.recorded, timeout=20_000):
        watched.job.add(tickets)
    watched.job.pause()
    watched.job.resume()
    # As if the disk had answered in the moment in which it is closed.
    watched.disk.go_on, let_go = watched.job._closed, watched.disk.go_on
    let_go.set()
    assert watched.job.close(PATIENCE_SECONDS)
    said = len(watched.said)
    qtbot.wait(50)
    assert len(watched.said) <= said + 1, "at most what was on its way"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("labelling", "outcome"))]
    done = sum(row.suggestion is not None for row in session.rows())
    assert 0 < done < 60
    watched.job.add(tickets)
    qtbot.wait(50)
    assert watched.job.close(PATIENCE_SECONDS)


def test_close_while_paused_or_never_started(qtbot: QtBot, session: Session, pack: Path, tmp_path: Path) -> None:
    assert Watched(session, pack).job.close(PATIENCE_SECONDS)
    watched = Watched(session, pack)
    watched.job.pause()
    watched.job.add(add(session, photos(tmp_path / "p", 10)))
    qtbot.waitUntil(lambda: watched.all("model") != [], timeout=10_000)
    time.sleep(0.05)
    assert watched.job.close(PATIENCE_SECONDS)
    assert watched.rows == {}


@pytest.mark.photos
def test_real_photos_get_the_breeds_that_they_look_like(
    qtbot: QtBot, session: Session, photos_folder: Path, tmp_path: Path
) -> None:
    """The model that ships, on two photos of each of ten breeds: most of their breeds come first."""
    bundled, *_ = bundled_packs()
    folders = sorted((photos_folder / "whole_photos").iterdir())[::12]
    watched = Watched(session, bundled)
    with qtbot.waitSignal(watched.job.finished, timeout=60_000):
        watched.job.add(add(session, [path for folder in folders for path in sorted(folder.iterdir())]))
    assert len(watched.rows) == 20
    best = {row.path: row.suggestion and row.suggestion.best for row in session.rows()}
    right = [breed for path, breed in best.items() if breed and breed.breed_id == path.parent.name.split("-")[0]]
    assert len(right) >= 14
    ids, vectors = session.embeddings()
    assert len(ids) == len(vectors) == 20
    assert len({vector.tobytes() for vector in vectors}) == 20
    assert watched.job.close(PATIENCE_SECONDS)
