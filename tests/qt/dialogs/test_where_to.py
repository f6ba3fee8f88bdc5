"""Exports and copies, with the dialogs that a person would see: nothing is replaced unseen."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import make, texts

# Said by the platform without a screen of each dialog of a fixed size.
PATIENCE_SECONDS = 20.0
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
Answer = Callable[[QWidget], None]


class Person(QObject):
    """Answers one dialog after the other, each within the event loop that it brings."""

    def __init__(self, parent: QWidget, *answers: Answer) -> None:
        super().__init__(parent)
        self.left = list(answers)
        self.seen: list[str] = []
        self._look_soon()

    def _look_soon(self) -> None:
        # One shot after the other: Qt lets no timer ring while its own slot is still in a dialog's event loop.
        QTimer.singleShot(10, self, self._look)

    def _look(self) -> None:
        if not self.left:
            return
        self._look_soon()
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible() or dialog.property("answering"):
            return
        if isinstance(dialog, QMessageBox):
            self.seen.append(f"{dialog.text()} {dialog.informativeText()}".strip())
        dialog.setProperty("answering", True)
        self.left.pop(0)(dialog)
        dialog.setProperty("answering", False)

    def ended(self) -> None:
        assert self.left == []
        assert QApplication.activeModalWidget() is None


def button(words: str) -> Answer:
    def press(dialog: QWidget) -> None:
        assert isinstance(dialog, QMessageBox)
        next(each for each in dialog.buttons() if each.text() == words).click()

    return press


def key(which: Qt.Key) -> Answer:
    return lambda dialog: QTest.keyClick(dialog.focusWidget() or dialog, which)


def export_to(file: str | Path) -> Answer:
    def fill_in(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.file.setText(str(file))
        # Else the next answer would be one to this dialog: what is wanted is done once it is counted.
        while dialog.planned() is None:
            QTest.qWait(2)
        dialog.export.click()

    return fill_in


def told(seen: list[str]) -> Answer:
    """Note what the dialog itself says is wrong; it stays as it is."""

    def note(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        assert dialog.complaint.isVisible()
        seen.append(dialog.complaint.text())

    return note


def cancel(dialog: QWidget) -> None:
    assert isinstance(dialog, ExportDialog | QFileDialog)
    dialog.reject()


def save_as(file: Path) -> Answer:
    def fill_in(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        buttons = dialog.findChild(QDialogButtonBox, "buttonBox")
        assert line is not None
        assert buttons is not None
        line.setText(str(file))
        buttons.button(QDialogButtonBox.StandardButton.Save).click()

    return fill_in


@pytest.fixture(autouse=True)
def _dialogs_of_qt(qapp: QApplication) -> None:
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def run(window: MainWindow, action: str, *answers: Answer) -> list[str]:
    """Trigger an action and answer its dialogs; returns what the message boxes said."""
    person = Person(window, *answers)
    window.actions_by_name[action].trigger()
    end = time.monotonic() + PATIENCE_SECONDS
    # The dialog of an export brings no event loop of its own.
    while person.left or QApplication.activeModalWidget() is not None:
        assert time.monotonic() < end, f"{len(person.left)} answers are left"
        QTest.qWait(5)
    person.ended()
    return person.seen


def test_an_export_asks_before_it_replaces_a_file(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes(b"my own table\n")
    refuse: tuple[Answer, ...] = (key(Qt.Key.Key_Return), key(Qt.Key.Key_Escape), button("Do not replace"))
    for answer in refuse:
        # The completed name is what counts: "mine" would have replaced "mine.csv" unseen.
        (question,) = run(full_window, "export", export_to(tmp_path / "mine"), answer, cancel)
        assert question.startswith("mine.csv is there already. Replace it?")
        assert str(tmp_path) in question
        assert "13 bytes" in question
    qtbot.wait(100)
    assert mine.read_text(encoding="utf-8") == "my own table\n"
    run(full_window, "export", export_to(mine), button("Replace"))
    qtbot.waitUntil(lambda: any("Written to mine.csv" in text for text in texts(full_window)))
    assert len(mine.read_text(encoding="utf-8").splitlines()) == 14


def test_an_export_never_replaces_a_photo_or_a_session(
    full_window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = coloured_photos / "00 red.png"
    hidden = tmp_path / "hidden.csv"
    Image.new("RGB", (9, 9)).save(hidden, "JPEG")
    session = tmp_path / "session.csv"
    Session.create(session).close()
    before = {file: file.read_bytes() for file in (photo, hidden, session)}
    seen: list[str] = []
    for file in before:
        assert run(full_window, "export", export_to(file), told(seen), cancel) == []
    assert ["photos are never written to" in said for said in seen] == [True, True, False]
    assert "a table never replaces one" in seen[2]
    qtbot.wait(100)
    assert {file: file.read_bytes() for file in before} == before


def test_a_name_with_a_dot_gets_its_ending(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    run(full_window, "export", export_to(tmp_path / "export 24.11"))
    qtbot.waitUntil((tmp_path / "export 24.11.csv").is_file)


def test_the_name_for_an_export_is_corrected_without_starting_again(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: list[str] = []
    wrong, right = tmp_path / "none" / "labels.csv", tmp_path / "labels.csv"
    run(full_window, "export", export_to(wrong), told(seen), export_to(right))
    assert seen == [f"The folder {tmp_path / 'none'} does not exist. Make it, or choose another one."]
    qtbot.waitUntil((tmp_path / "labels.csv").is_file)


def labelled_copy(window: MainWindow, file: Path) -> None:
    """A session of another day, with labels that are nowhere else."""
    path = window.session.path
    assert path is not None
    with Session.open(path) as session:
        session.save_copy(file)
    with Session.open(file) as other:
        other.apply(LabelPhotos([row.photo_id for row in other.rows()], NO_DOG))


def labels_in(file: Path) -> int:
    with Session.open(file) as session:
        return sum(row.label is not None for row in session.rows())


def test_a_copy_typed_without_its_ending_asks_before_it_replaces_a_session(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    labelled_copy(full_window, tmp_path / "shelter.pawsort")
    (question,) = run(full_window, "save_session_as", save_as(tmp_path / "shelter"), key(Qt.Key.Key_Return), cancel)
    assert question.startswith("shelter.pawsort is there already. Replace it?")
    qtbot.wait(100)
    assert labels_in(tmp_path / "shelter.pawsort") == 13
    run(full_window, "save_session_as", save_as(tmp_path / "shelter"), button("Replace"))
    qtbot.waitUntil(lambda: any("copied to shelter.pawsort" in text for text in texts(full_window)))
    assert labels_in(tmp_path / "shelter.pawsort") == 0


def test_a_copy_replaces_neither_the_open_session_nor_anything_else(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = full_window.session.path
    assert path is not None
    (tmp_path / "letter.pawsort").write_text("a letter", encoding="utf-8")
    seen = run(
        full_window,
        "save_session_as",
        save_as(path),
        key(Qt.Key.Key_Return),
        save_as(tmp_path / "letter"),
        key(Qt.Key.Key_Return),
        save_as(tmp_path / "St. Roch 24.11"),
    )
    assert "open in a Pawsort window" in seen[0]
    assert "is not a Pawsort session" in seen[1]
    qtbot.waitUntil(lambda: any("copied to St. Roch 24.11.pawsort" in text for text in texts(full_window)))
    assert (tmp_path / "letter.pawsort").read_text(encoding="utf-8") == "a letter"


def test_a_copy_that_appeared_after_the_question_is_not_replaced(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    labelled_copy(full_window, tmp_path / "copy.pawsort")
    make(full_window, LabelPhotos(full_window.model.ids()[:1], NO_DOG))
    full_window.session.save_copy(tmp_path / "copy.pawsort", lambda: None)
    qtbot.waitUntil(lambda: any("copy.pawsort already exists" in text for text in texts(full_window)))
    assert labels_in(tmp_path / "copy.pawsort") == 13


# What the window is started with


def test_mistyped_paths_are_said_and_become_no_session(
    window: MainWindow, isolated_home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app.begin(window, [tmp_path / "typo", *(tmp_path / f"typo {n}" for n in range(5))], tmp_path / "typo.pawsort")
    qtbot.waitUntil(lambda: texts(window) != [])
    (said,) = texts(window)
    assert f"Not found: {tmp_path / 'typo.pawsort'}, {tmp_path / 'typo'}, {tmp_path / 'typo 0'}, …." in said
    assert window.session.path is None
    assert not window.session.is_opening
    assert list(tmp_path.rglob("*.pawsort")) == []
    assert window.welcome.isVisible()


def test_what_is_there_beside_a_mistyped_path_is_opened(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app.begin(window, [tmp_path / "typo", coloured_photos], None)
    qtbot.waitUntil(lambda: len(window.collection) == 13)
    assert any("typo" in text for text in texts(window))


def test_an_export_proposes_a_folder_that_exists_then_the_one_of_last_time(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no folder for documents, the first export was refused."""
    home, elsewhere = tmp_path / "bare home", tmp_path / "elsewhere"
    for folder in (home, elsewhere):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    proposed: list[Path] = []

    def note(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        proposed.append(Path(dialog.file.text()).parent)
        dialog.reject()

    run(full_window, "export", note)
    run(full_window, "export", export_to(elsewhere / "mine"))
    qtbot.waitUntil(lambda: any("Written to mine.csv" in text for text in texts(full_window)))
    run(full_window, "export", note)
    assert proposed[0].is_dir()
    assert proposed[1] == elsewhere
