"""Scanning, opening, exporting and decoding pictures in the background."""

import gc
import json
import threading
import time
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.faults import Fault
from desktop_app.imaging.at_work import AtWork
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.jobs.exporting import ExportJob
from desktop_app.jobs.opening import OpenedSession, OpenSessionJob
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.jobs.scanning import ScanJob, ScanSummary
from tests.qt.patience import PATIENCE_SECONDS


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.create(tmp_path / "s.pawsort") as opened:
        yield opened


@pytest.fixture
def scan(qtbot: QtBot, session: Session) -> Iterator[ScanJob]:
    job = ScanJob(session.path)
    yield job
    assert job.close(PATIENCE_SECONDS)


def empty_files(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for place in range(count):
        (folder / f"{place}.jpg").touch()
    return folder


def test_a_dropped_folder_becomes_photos_of_the_session(
    qtbot: QtBot, session: Session, scan: ScanJob, tmp_path: Path
) -> None:
    found: list[list[PhotoRow]] = []
    scan.found.connect(lambda _job, rows: found.append(rows))
    folder = empty_files(tmp_path / "photos", 700)
    with qtbot.waitSignal(scan.finished, timeout=10_000) as finished:
        job_id = scan.start([folder, tmp_path / "gone.jpg"])
    assert finished.args == [job_id, ScanSummary(701, 0, (), cancelled=False)]
    assert len(found[0]) == 50, "the first ones are shown at once"
    assert [row for rows in found for row in rows] == session.rows()
    with qtbot.waitSignal(scan.finished, timeout=10_000) as finished:
        scan.start([folder])
    assert finished.args is not None
    assert finished.args[1] == ScanSummary(0, 700, (), cancelled=False)


def test_several_drops_are_searched_one_after_the_other(
    qtbot: QtBot, session: Session, scan: ScanJob, tmp_path: Path
) -> None:
    ended: list[int] = []
    scan.finished.connect(lambda job, _summary: ended.append(job))
    ids = [scan.start([empty_files(tmp_path / name, 10)]) for name in ("a", "b", "c")]
    qtbot.waitUntil(lambda: ended == ids, timeout=10_000)
    qtbot.waitUntil(lambda: not scan.is_running, timeout=1_000)
    assert len(session.rows()) == 30


def test_a_cancelled_search_keeps_what_was_found(qtbot: QtBot, session: Session, scan: ScanJob, tmp_path: Path) -> None:
    for place in range(40):
        empty_files(tmp_path / "photos" / str(place), 50)
    shown: list[PhotoRow] = []

    def cancel(job: int, rows: list[PhotoRow]) -> None:
        shown.extend(rows)
        scan.cancel(job)

    scan.found.connect(cancel)
    with qtbot.waitSignal(scan.finished, timeout=10_000) as finished:
        scan.start([tmp_path / "photos"])
    assert finished.args is not None
    summary = finished.args[1]
    assert summary.cancelled
    assert summary.new == len(session.rows()) == len(shown) < 2000


def test_a_session_is_opened_and_handed_over(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.add_photos([tmp_path / "a.jpg", tmp_path / "b.jpg"])
    session.close()
    job = OpenSessionJob()
    with qtbot.waitSignal(job.opened, timeout=10_000) as opened:
        job_id = job.start(session.path)
    assert opened.args is not None
    assert opened.args[0] == job_id
    result = opened.args[1]
    assert isinstance(result, OpenedSession)
    result.session.take_over()
    rows = result.session.rows()
    assert result.store.rows(result.store.ids) == rows
    result.session.close()
    assert job.close(PATIENCE_SECONDS)


def test_a_new_session_is_created_in_the_background(qtbot: QtBot, tmp_path: Path) -> None:
    job = OpenSessionJob()
    with qtbot.waitSignal(job.opened, timeout=10_000) as opened:
        job.start(tmp_path / "folder" / "new.pawsort", create=True)
    assert opened.args is not None
    opened.args[1].session.take_over()
    opened.args[1].session.close()
    assert (tmp_path / "folder" / "new.pawsort").is_file()
    assert job.close(PATIENCE_SECONDS)


def test_a_file_that_cannot_be_opened_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "x.pawsort").write_text("no session", encoding="utf-8")
    job = OpenSessionJob()
    with qtbot.waitSignal(job.failed, timeout=10_000) as failed:
        job_id = job.start(tmp_path / "x.pawsort")
    assert failed.args is not None
    assert failed.args[0] == job_id
    assert isinstance(failed.args[1], Fault)
    assert failed.args[1].code.startswith("session.")
    assert "x.pawsort" in str(failed.args[1].facts)
    assert job.close(PATIENCE_SECONDS)


def test_an_export_runs_in_the_background(qtbot: QtBot, tmp_path: Path) -> None:
    job = ExportJob()
    thread: list[int] = []

    def write() -> Path:
        thread.append(threading.get_ident())
        (tmp_path / "out.csv").write_text("photo\n", encoding="utf-8")
        return tmp_path / "out.csv"

    with qtbot.waitSignal(job.finished, timeout=5_000) as finished:
        job_id = job.start(write)
    assert finished.args == [job_id, tmp_path / "out.csv"]
    assert thread != [threading.get_ident()]
    assert job.close(PATIENCE_SECONDS)


@pytest.mark.parametrize(("target", "code"), [("no folder/out.csv", "app.not_there"), (".", "app.file")])
def test_an_export_that_cannot_be_written_is_said(qtbot: QtBot, tmp_path: Path, target: str, code: str) -> None:
    job = ExportJob()
    with qtbot.waitSignal(job.failed, timeout=5_000) as failed:
        job.start(lambda: (tmp_path / target).write_text("photo\n", encoding="utf-8"))
    assert failed.args is not None
    assert failed.args[1].code == code
    assert failed.args[1].facts["file"] == str(tmp_path / target)
    assert job.close(PATIENCE_SECONDS)


def test_an_error_that_nobody_foresaw_is_said_and_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    job = ExportJob()
    with qtbot.waitSignal(job.failed, timeout=5_000) as failed:
        job.start(lambda: dict[str, int]()["breed"])
    assert failed.args is not None
    assert failed.args[1] == Fault("app.unforeseen", {"kind": "KeyError", "detail": "'breed'"})
    assert "Traceback" in caplog.text
    assert job.close(PATIENCE_SECONDS)


def test_what_a_job_worked_on_is_let_go_of_when_it_ends(qtbot: QtBot) -> None:
    class Photos:
        """Megabytes."""

    photos = Photos()
    known = weakref.ref(photos)
    job = ExportJob()
    with qtbot.wait_signal(job.finished):
        job.start(partial(lambda _photos: Path("written.csv"), photos))
    del photos
    qtbot.wait_until(lambda: not job.is_running)
    gc.collect()
    assert known() is None
    assert job.close(PATIENCE_SECONDS)


def test_close_waits_for_an_export_and_is_silent_afterwards(qtbot: QtBot, tmp_path: Path) -> None:
    job = ExportJob()
    ended: list[object] = []
    job.finished.connect(lambda *_: ended.append(1))
    written = tmp_path / "out.csv"
    begun = threading.Event()

    def write() -> None:
        begun.set()
        time.sleep(0.2)
        written.write_text("whole", encoding="utf-8")

    job.start(write)
    assert begun.wait(20)
    assert job.close(PATIENCE_SECONDS)
    assert written.read_text(encoding="utf-8") == "whole"
    qtbot.wait(50)
    assert ended == []


def test_a_job_that_is_deleted_without_a_close_does_not_crash(qtbot: QtBot) -> None:
    job = ExportJob()
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def write() -> None:
        begun.set()
        go_on.wait(20)
        done.set()

    job.start(write)
    assert begun.wait(20)
    go_on.set()
    job.deleteLater()
    QCoreApplication.sendPostedEvents(job, QEvent.Type.DeferredDelete)
    assert done.wait(20)


# Pictures


@pytest.fixture
def loader(qtbot: QtBot, tmp_path: Path) -> Iterator[PictureLoader]:
    made = PictureLoader(ThumbnailCache(tmp_path / "cache"), threads=1)
    yield made
    assert made.close(PATIENCE_SECONDS)


def photo(path: Path, size: tuple[int, int] = (800, 600), colour: tuple[int, int, int] = (200, 10, 10)) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


def test_pictures_come_as_raw_rgb_of_the_size_asked_for(qtbot: QtBot, loader: PictureLoader, tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    for edge, size in ((120, (120, 90)), (320, (320, 240)), (700, (700, 525)), (2000, (800, 600))):
        with qtbot.waitSignal(loader.ready, timeout=5_000) as ready:
            loader.request([(7, path)], edge)
        assert ready.args is not None
        picture = ready.args[0]
        assert isinstance(picture, Picture)
        assert (picture.photo_id, picture.edge, (picture.width, picture.height)) == (7, edge, size)
        assert len(picture.pixels) == size[0] * size[1] * 3
        red, green, blue = picture.pixels[:3]
        assert (red > 190, green < 30, blue < 30) == (True, True, True)


def test_a_photo_that_cannot_be_shown_says_why(qtbot: QtBot, loader: PictureLoader, tmp_path: Path) -> None:
    with qtbot.waitSignal(loader.failed, timeout=5_000) as failed:
        loader.request([(3, tmp_path / "gone.jpg")], 200)
    assert failed.args == [3, Fault("file.gone")]


def test_a_photo_that_ends_its_decoder_says_so_and_the_next_is_shown(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path, repository: Path
) -> None:
    deadly = repository / "packaging" / "photos" / "ends its decoder.heic"
    come: list[int] = []
    failed: list[tuple[int, Fault]] = []
    loader.ready.connect(lambda picture: come.append(picture.photo_id))
    loader.failed.connect(lambda photo_id, fault: failed.append((photo_id, fault)))
    for edge in (200, 900):
        loader.request([(3, deadly), (4, photo(tmp_path / "a.webp"))], edge)
        qtbot.waitUntil(lambda: len(failed) == len(come) == (1 if edge == 200 else 2), timeout=20_000)  # noqa: B023
    assert come == [4, 4]
    assert failed == [(3, Fault("photo.decoder_stopped"))] * 2


def test_a_photo_of_which_pawsort_may_have_died_is_shown_after_labelling_tried_it_and_never_if_it_was_put_aside(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspect, aside, other = (photo(tmp_path / name) for name in ("a.jpg", "b.jpg", "c.jpg"))
    entries = [
        [str(path), path.stat().st_size, path.stat().st_mtime_ns, path == aside, True] for path in (suspect, aside)
    ]
    (tmp_path / "suspects.json").write_text(json.dumps(entries), encoding="utf-8")
    at_work = AtWork(lambda: tmp_path)
    monkeypatch.setattr("desktop_app.jobs.pictures.at_work", at_work)
    come: list[int] = []
    failed: list[tuple[int, Fault]] = []
    loader.ready.connect(lambda picture: come.append(picture.photo_id))
    loader.failed.connect(lambda photo_id, fault: failed.append((photo_id, fault)))
    wanted = [(1, suspect), (2, aside), (3, other)]
    loader.request(wanted, 200)
    qtbot.waitUntil(lambda: come == [3], timeout=5_000)
    assert failed == []
    at_work.labelling_has_ended()
    loader.request(wanted[:2], 200)
    qtbot.waitUntil(lambda: come == [3, 1] and bool(failed), timeout=5_000)
    assert failed == [(2, Fault("photo.ended_pawsort_twice"))]
    at_work.close()


def test_what_scrolled_away_is_not_decoded_and_the_most_wanted_comes_first(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come: list[int] = []
    begun, go_on = threading.Event(), threading.Event()
    make = loader._picture

    def slow(photo_id: int, path: Path, edge: int) -> Picture:
        if photo_id == 1000:
            begun.set()
            assert go_on.wait(60)
        return make(photo_id, path, edge)

    monkeypatch.setattr(loader, "_picture", slow)
    loader.ready.connect(lambda picture: come.append(picture.photo_id))
    paths = [photo(tmp_path / f"{place}.jpg") for place in range(50)]
    loader.request([(1000, paths[0])], 320)
    assert begun.wait(20)
    loader.request(list(enumerate(paths)), 320)
    loader.request([(40, paths[40]), (41, paths[41])], 320)
    go_on.set()
    qtbot.waitUntil(lambda: 41 in come)
    qtbot.wait(100)
    assert come == [1000, 40, 41]


def test_a_picture_that_is_asked_for_as_soon_as_it_has_come_comes_again(
    qtbot: QtBot, loader: PictureLoader, tmp_path: Path
) -> None:
    """The thread still had it down as being decoded: "Same dog?" then waited for ever for a picture it had let pass."""
    wanted = [(1, photo(tmp_path / "a.jpg"))]
    come: list[int] = []

    def take(picture: Picture) -> None:
        come.append(picture.photo_id)
        if len(come) == 1:
            loader.request(wanted, 200)

    # In the thread that says so, before it can do anything else.
    loader.ready.connect(take, Qt.ConnectionType.DirectConnection)
    loader.request(wanted, 200)
    qtbot.waitUntil(lambda: come == [1, 1], timeout=20_000)


def test_the_loader_closes_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    loader = PictureLoader(ThumbnailCache(tmp_path / "cache"), threads=2)
    path = photo(tmp_path / "a.png", (2000, 1500))
    loader.request([(place, path) for place in range(500)], 2000)
    assert loader.close(PATIENCE_SECONDS)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pictures")]
