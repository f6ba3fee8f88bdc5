"""A session that cannot be changed, read-only or gone while it is open: said at once, with a way to go on."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.faults import Fault
from desktop_app.jobs.labelling import LabellingState
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.actions import ACTIONS
from tests.qt.ui_helpers import act, labels_of, make, settle
from tests.unit.catalog.mutations import make_session

# It is asked twice a second, and believed the second time.
SAID_MS = 2_500
CHANGING = [name for name, action in ACTIONS.items() if action.changes]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is there")


def without_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def in_its_place(path: Path, content: bytes) -> None:
    (path.parent / "other").write_bytes(content)
    (path.parent / "other").replace(path)


def another_session(path: Path) -> None:
    other = path.with_name("other.pawsort")
    with Session.create(other) as session:
        session.add_photos([Path("/other/1.jpg")])
    other.replace(path)


def copied_over(path: Path, other: Callable[[Path], object]) -> None:
    """What `cp other session` does: the same file, with another content, not shorter."""
    other(made := path.with_name("other.pawsort"))
    content, number = made.read_bytes(), path.stat().st_ino
    made.unlink()
    content += bytes(max(0, path.stat().st_size - len(content)))
    with path.open("r+b") as file:
        file.write(content)
    assert path.stat().st_ino == number


def many_photos(path: Path) -> None:
    with Session.create(path) as session:
        session.add_photos([Path(f"/other/{number}.jpg") for number in range(3_000)])


def one_label_more(path: Path) -> None:
    """A backup of the same session, of another moment."""
    path.write_bytes(path.with_name("Shelter.pawsort").read_bytes())
    with Session.open(path) as session:
        session.apply(LabelPhotos([21], UNKNOWN))


def conflict_copy(path: Path) -> None:
    """What programs do that keep folders in step: the file gets another name, an older one its own."""
    content = path.read_bytes()
    path.rename(path.with_name("Shelter (conflicted copy).pawsort"))
    path.write_bytes(content)


HAPPENED: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (Path.unlink, "session.moved"),
    "renamed": (lambda path: path.rename(path.with_name("new.pawsort")), "session.moved"),
    "its folder renamed": (lambda path: path.parent.rename(path.parent.with_name("new")), "session.moved"),
    "its folder deleted": (without_folder, "session.moved"),
    "replaced by another session": (another_session, "session.moved"),
    "replaced by something else": (lambda path: in_its_place(path, b"no session"), "session.moved"),
    "replaced by a program that keeps folders in step": (conflict_copy, "session.moved"),
    "emptied": (lambda path: os.truncate(path, 0), "session.overwritten"),
    "cut short": (lambda path: os.truncate(path, path.stat().st_size // 2), "session.overwritten"),
    "another session copied over it": (lambda path: copied_over(path, make_session), "session.overwritten"),
    "a longer session copied over it": (lambda path: copied_over(path, many_photos), "session.overwritten"),
    "a backup copied over it": (lambda path: copied_over(path, one_label_more), "session.overwritten"),
    "overwritten": (lambda path: write_bytes(path, b"x" * 500_000), "session.overwritten"),
    "made read-only": (lambda path: path.chmod(0o444), "session.withdrawn"),
    "its folder made read-only": (lambda path: path.parent.chmod(0o555), "session.withdrawn"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sessions" / "Shelter.pawsort"
    make_session(file)
    return file


@pytest.fixture
def shown(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    """A window with a session of 29 photos, one of them labelled a moment ago."""
    window.session.open(path)
    qtbot.waitUntil(lambda: window.session.path is not None and len(window.collection) == 29)
    make(window, LabelPhotos([20], NO_DOG))
    return window


def said_of(window: MainWindow, path: Path) -> list[str]:
    """The messages that can be closed and name the session."""
    return [message.text for message in window.messages.messages() if path.name in message.text]


def is_said(window: MainWindow) -> bool:
    return window.session.keeping.fault is not None and window.keeping_bar.text() != ""


@pytest.mark.parametrize("what", HAPPENED)
def test_it_is_said_at_once_and_a_copy_goes_on_with_all_labels(
    shown: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot, what: str
) -> None:
    happen, code = HAPPENED[what]
    labels = {row.photo_id: row.label for row in shown.collection}
    assert labels[20] == NO_DOG
    happen(path)
    try:
        qtbot.waitUntil(lambda: is_said(shown), timeout=SAID_MS)
        fault = shown.session.keeping.fault
        assert fault is not None
        assert fault.code == code
        assert str(path) in shown.keeping_bar.text()
        assert "save a copy" in shown.keeping_bar.text().lower()
        assert not [name for name in CHANGING if shown.actions_by_name[name].isEnabled()]
        shown.session.change(LabelPhotos([21], UNKNOWN), "a step", "A step")
        settle(shown)
        assert labels_of(shown, [21]) == {21: None}, "nothing is shown as done that is nowhere"

        copy = tmp_path / "copy.pawsort"
        shown.session.save_copy(copy, lambda: shown.files._take_copy(copy))
        qtbot.waitUntil(lambda: shown.session.path == copy and not shown.session.is_opening, timeout=20_000)
        assert not is_said(shown)
        assert {row.photo_id: row.label for row in shown.collection} == labels
        make(shown, LabelPhotos([21], UNKNOWN))
        assert shown.collection[21].label == UNKNOWN
        shown.session.start_new()
        with Session.open(copy) as session:
            assert {row.photo_id: row.label for row in session.rows()} == labels | {21: UNKNOWN}
    finally:
        for each in (path.parent, path):
            if each.exists():
                each.chmod(0o755)


def test_what_comes_back_is_gone_on_with(shown: MainWindow, path: Path, qtbot: QtBot) -> None:
    away = path.with_name("away")
    path.rename(away)
    qtbot.waitUntil(lambda: is_said(shown), timeout=SAID_MS)
    away.rename(path)
    qtbot.waitUntil(lambda: not is_said(shown), timeout=SAID_MS)
    make(shown, LabelPhotos([21], UNKNOWN))
    assert shown.collection[21].label == UNKNOWN
    assert "read only" not in shown.windowTitle()


def test_nothing_is_said_of_a_session_that_is_renamed_in_the_window(
    shown: MainWindow, path: Path, qtbot: QtBot
) -> None:
    said: list[object] = []
    shown.session.keeping.changed.connect(said.append)
    assert shown.session.rename("Another name") is None
    new = path.with_name("Another name.pawsort")
    qtbot.waitUntil(lambda: shown.session.path == new and not shown.session.is_opening)
    make(shown, LabelPhotos([21], UNKNOWN))
    qtbot.wait(1500)
    assert said == []


@pytest.fixture(params=["file", "folder", "mount"])
def read_only(request: pytest.FixtureRequest, path: Path) -> Iterator[Path]:
    """A session that cannot be written, and whose last label is only in its log."""
    with Session.open(path) as session:
        session.apply(LabelPhotos([22], UNKNOWN))
        content, log = path.read_bytes(), path.with_name("Shelter.pawsort-wal").read_bytes()
    path.write_bytes(content)
    path.with_name("Shelter.pawsort-wal").write_bytes(log)
    folder = path.parent
    if request.param == "mount":
        command = ["mount", "--bind", str(folder), str(folder)]
        if os.name == "nt" or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a read-only drive")
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield path
        subprocess.run(["umount", "-l", str(folder)], check=True)
    else:
        target, mode = (path, 0o444) if request.param == "file" else (folder, 0o555)
        target.chmod(mode)
        yield path
        target.chmod(0o755)


def test_a_session_that_cannot_be_written_is_shown_for_looking(
    window: MainWindow, read_only: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = {file.name: file.read_bytes() for file in read_only.parent.iterdir()}
    window.session.open(read_only)
    qtbot.waitUntil(lambda: len(window.collection) == 29)
    assert window.collection[22].label == UNKNOWN, "also what was only in the log"
    assert "open for looking only" in window.keeping_bar.text()
    assert "Shelter (read only)" in window.windowTitle()
    window.gallery.go_to(21)
    assert not [name for name in CHANGING if window.actions_by_name[name].isEnabled()]
    assert not window.panel.confirm_button.isEnabled()
    assert not window.panel.breed_box.isEnabled()
    assert "read-only" in window.actions_by_name["confirm"].toolTip()
    assert window.actions_by_name["export"].isEnabled()
    assert window.labelling._job is None
    assert not window.panel.notice.keep.isEnabled()
    window.review.keep_labels()
    window.review.retry_all()
    act(window, "confirm", "unknown", "undo")
    window.panel.label_chosen.emit(UNKNOWN)
    window.session.add([tmp_path])
    settle(window)
    assert window.collection[21].label is None
    assert len(window.files.exporting._there.shown_rows(None)) == 29
    with Session.open(read_only, or_look=True) as session:
        assert len(session.rows()) == 29
        assert session.history()
    copy = tmp_path / "copy.pawsort"
    window.session.save_copy(copy, lambda: window.files._take_copy(copy))
    qtbot.waitUntil(lambda: window.session.path == copy and not window.session.is_opening, timeout=20_000)
    assert not is_said(window)
    assert window.panel.confirm_button.isEnabled()
    make(window, LabelPhotos([21], NO_DOG))
    assert {file.name: file.read_bytes() for file in read_only.parent.iterdir()} == before


def test_a_damaged_session_is_rescued_from_the_message(
    window: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'labels'").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 8192 : root * 8192] = b"\x5a" * 8192
    path.write_bytes(content)
    new = tmp_path / "rescued"
    monkeypatch.setattr(
        "desktop_app.ui.controllers.rescuing.QFileDialog.getSaveFileName", lambda *_values: (str(new), "")
    )
    window.session.open(path)
    qtbot.waitUntil(lambda: len(window.messages.messages()) == 1)
    (message,) = window.messages.messages()
    assert "the labels" in message.text
    buttons = message.findChildren(type(window.keeping_bar.button))
    assert [button.text() for button in buttons] == ["Rescue what can be read…"]
    buttons[0].click()
    qtbot.waitUntil(lambda: window.session.path == new.with_suffix(".pawsort"), timeout=20_000)
    qtbot.waitUntil(lambda: any("10 of them with a label" in each.text for each in window.messages.messages()))
    assert sum(row.label is not None for row in window.collection) == 10
    assert path.read_bytes() == bytes(content)


def test_nothing_else_is_advised_for_a_session_that_was_overwritten_while_it_is_open(
    shown: MainWindow, path: Path, qtbot: QtBot
) -> None:
    damaged = Fault("session.damaged", {"path": str(path), "kind": "session_file"})
    shown.session.failed.emit(damaged)
    assert "damaged" in " ".join(said_of(shown, path))
    os.truncate(path, path.stat().st_size // 2)
    qtbot.waitUntil(lambda: is_said(shown), timeout=SAID_MS)
    shown.session.failed.emit(damaged)
    shown.labelling.failed.emit(damaged)
    assert said_of(shown, path) == []
    other = Fault("session.damaged", {"path": str(path.with_name("other.pawsort")), "kind": "session_file"})
    shown.session.failed.emit(other)
    assert len(said_of(shown, path.with_name("other.pawsort"))) == 1, "of another session it is said"


def test_what_the_bar_says_is_not_said_twice(shown: MainWindow, path: Path, qtbot: QtBot) -> None:
    path.unlink()
    qtbot.waitUntil(lambda: is_said(shown), timeout=SAID_MS)
    assert shown.session.refused()
    assert said_of(shown, path) == []
    assert shown.status.news() == "The session cannot be changed."


def test_a_damage_that_stops_the_suggestions_can_be_rescued_too(shown: MainWindow, path: Path) -> None:
    shown.labelling.failed.emit(Fault("session.damaged", {"path": str(path), "kind": "session_file"}))
    message = next(each for each in shown.messages.messages() if path.name in each.text)
    buttons = [button.text() for button in message.findChildren(type(shown.keeping_bar.button))]
    assert buttons == ["Rescue what can be read…", "Try again"]


def test_no_progress_is_shown_of_suggestions_that_are_made_no_more(
    window: MainWindow, coloured_photos: Path, qtbot: QtBot
) -> None:
    def stop(state: LabellingState) -> None:
        if state is LabellingState.LOADING:
            window.session.cancel_scan()
            seen.append(window.status.job.isVisible())
            QTimer.singleShot(0, window, window.labelling.stop)

    seen: list[bool] = []
    window.labelling.state_changed.connect(stop)
    window.session.add([coloured_photos])
    qtbot.waitUntil(lambda: bool(seen) and not window.session.is_scanning, timeout=10_000)
    assert seen == [True]
    qtbot.wait(300)
    assert not window.status.job.isVisible()


def test_a_lost_session_is_not_begun_again_when_it_is_put_away(
    shown: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(shown.labelling, "start", begun.append)
    path.unlink()
    qtbot.waitUntil(lambda: is_said(shown), timeout=SAID_MS)
    shown.session.start_new()
    assert not is_said(shown)
    shown.close()
    assert begun == [], "what lies under its name by now is not this window's"
