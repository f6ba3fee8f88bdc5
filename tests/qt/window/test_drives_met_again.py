"""A drive that is there again is said as one, whoever finds it out first; and the panel says what the window knows."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.jobs.drives import DriveWatch
from desktop_app.ui.controllers import presence
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle, texts


@pytest.fixture
def unplugged(full_window: MainWindow, qtbot: QtBot, coloured_photos: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the photos are now; the window has opened their session again, and does not ask for their drive soon."""
    monkeypatch.setattr(presence, "DriveWatch", partial(DriveWatch, every=600.0))
    path = full_window.session.path
    assert path is not None
    full_window.session.start_new()
    elsewhere = coloured_photos.rename(coloured_photos.with_name("unplugged"))
    full_window.session.open(path)
    qtbot.waitUntil(lambda: any("is not there: 13 photo" in text for text in texts(full_window)), timeout=20_000)
    return elsewhere


def test_one_photo_that_is_found_brings_all_of_its_drive_back_and_all_are_counted(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path, unplugged: Path
) -> None:
    """The window said "6 photos are back" of 13 where seven had been looked at before the watch asked."""
    said: list[tuple[str, int]] = []
    full_window.presence.drive_back.connect(lambda root, count: said.append((root, count)))
    unplugged.rename(coloured_photos)
    full_window.presence.meet(full_window.model.ids()[3:4])
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [(str(coloured_photos), 13)]
    assert not any(row.missing for row in full_window.collection)
    assert not any("is not there" in text for text in texts(full_window))


@pytest.mark.usefixtures("unplugged")
def test_a_photo_that_is_met_again_counts_its_drive_anew_only_where_photos_came_or_went(
    full_window: MainWindow, qtbot: QtBot, coloured_photos: Path
) -> None:
    """To count 100,000 photos of a drive took the interface thread 30 ms, with each label."""
    controller = full_window.presence
    told: list[dict[str, int]] = []
    controller.drives_missing.connect(told.append)
    ids = full_window.model.ids()
    assert controller._job is not None
    with qtbot.waitSignal(controller._job.finished, timeout=20_000):
        controller.meet(ids[:1])
    settle(full_window)
    assert told == []
    full_window.collection.remove(ids[1:2])
    with qtbot.waitSignal(controller._job.finished, timeout=20_000):
        controller.meet(ids[:1])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == [{str(coloured_photos): 12}]


def test_the_panel_names_the_drive_though_that_is_known_after_the_photo_is_missing(
    full_window: MainWindow, coloured_photos: Path
) -> None:
    full_window.presence.stop()  # the files are there, and it would find that out
    ids = full_window.model.ids()
    full_window.collection.set_missing(ids, missing=True)
    settle(full_window)
    assert "Connect the drive" not in full_window.panel.notice.text()
    full_window.collection.set_missing_roots((str(coloured_photos),))
    settle(full_window)
    assert str(coloured_photos) in full_window.panel.notice.text()
    assert "Connect the drive" in full_window.panel.notice.text()
    full_window.collection.set_missing(ids, missing=False)
    full_window.collection.set_missing_roots(())
    settle(full_window)
    assert full_window.panel.notice.text() == ""
