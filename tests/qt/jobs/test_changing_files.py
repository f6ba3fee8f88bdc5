"""Labelling where files change: still being copied, on a drive that is pulled out."""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.catalog.session import Session
from desktop_app.jobs.labelling import LabellingState
from desktop_app.jobs.progress import LabellingProgress
from tests.qt.jobs.labelling_helpers import Watched, add, photos
from tests.qt.patience import PATIENCE_SECONDS


def test_a_file_that_is_still_being_copied_is_looked_at_when_it_is_whole(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path
) -> None:
    others = photos(tmp_path / "p", 20)
    (whole,) = photos(tmp_path / "camera", 1)
    content = whole.read_bytes()
    arriving = tmp_path / "p" / "arriving.jpg"
    arriving.write_bytes(content[: len(content) // 2])
    watched.job.add(add(session, [arriving, *others]))
    qtbot.waitUntil(lambda: len(watched.rows) == 20, timeout=20_000)
    qtbot.waitUntil(lambda: watched.all("progress")[-1].arriving == 1, timeout=5_000)  # type: ignore[attr-defined]
    assert watched.all("finished") == []
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        arriving.write_bytes(content)
    assert watched.summary().unreadable == 0
    assert all(row.suggestion is not None for row in session.rows())


def test_what_stays_cut_short_is_unreadable_in_the_end(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.catalog.on_disk.FRESH_SECONDS", 0.4)
    (whole,) = photos(tmp_path / "p", 1)
    whole.write_bytes(whole.read_bytes()[:300])
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.add(add(session, [whole]))
    assert watched.summary().unreadable == 1


def unplug(drive: Path) -> Path:
    return drive.rename(drive.parent / "unplugged")


def test_a_drive_that_is_pulled_out_in_the_middle_is_waited_for(
    qtbot: QtBot, session: Session, slow: Watched, tmp_path: Path
) -> None:
    (tmp_path / "media").mkdir()
    drive = tmp_path / "media" / "usb0"
    at_home = photos(tmp_path / "home", 10)
    for place, path in enumerate(at_home):
        Image.new("RGB", (40 + place, 30), (20, 140, 20)).save(path)  # no copies of those on the drive
    tickets = add(session, photos(drive, 60) + at_home)
    away: list[str] = []
    slow.job.drive_away.connect(away.append)
    with qtbot.waitSignal(slow.job.recorded, timeout=20_000):
        slow.job.add(tickets)
    unplugged = unplug(drive)
    slow.disk.go_on.set()
    qtbot.waitUntil(lambda: slow.all("state")[-1:] == [LabellingState.AWAY], timeout=20_000)
    assert away == [str(drive)]
    rows = session.rows()
    assert [row.fault for row in rows] == [None] * 70, "no photo is put down as unreadable"
    waiting = [row for row in rows if row.suggestion is None]
    assert waiting
    assert {row.path.parent for row in waiting} == {drive}, "those on other drives went on"
    progress = slow.all("progress")[-1]
    assert isinstance(progress, LabellingProgress)
    assert progress.drives == {str(drive): len(waiting)}
    unplugged.rename(drive)
    qtbot.waitUntil(lambda: all(row.suggestion is not None for row in session.rows()), timeout=20_000)
    qtbot.waitUntil(lambda: slow.job.state is LabellingState.IDLE, timeout=5_000)


@pytest.mark.parametrize("ends", ["cancel", "close"])
def test_waiting_for_a_drive_can_be_ended(
    qtbot: QtBot, session: Session, watched: Watched, tmp_path: Path, ends: str
) -> None:
    paths = photos(tmp_path / "usb0", 5)
    unplugged = unplug(tmp_path / "usb0")
    watched.job.add(add(session, paths))
    qtbot.waitUntil(lambda: watched.all("state")[-1:] == [LabellingState.AWAY], timeout=20_000)
    if ends == "close":
        assert watched.job.close(PATIENCE_SECONDS)
        return
    with qtbot.waitSignal(watched.job.finished, timeout=2_000):
        watched.job.cancel()
    assert watched.summary().cancelled
    assert watched.job.state is LabellingState.IDLE
    unplugged.rename(tmp_path / "usb0")
    qtbot.wait(1_800)
    assert session.waiting("any") != [], "it was cancelled"
    with qtbot.waitSignal(watched.job.finished, timeout=20_000):
        watched.job.start()
    assert all(row.suggestion is not None for row in session.rows())
