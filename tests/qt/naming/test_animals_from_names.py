"""Animals from names and tables through the real window: seen before they are made, and taken back whole."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.naming.session_names import SessionNames
from desktop_app.catalog.values.animals import Animal
from desktop_app.ui.dialogs.animals_dialog import AnimalsDialog
from desktop_app.ui.dialogs.animals_from_names_dialog import AnimalsFromNamesDialog
from desktop_app.ui.dialogs.animals_from_table_dialog import AnimalsFromTableDialog
from desktop_app.ui.dialogs.animals_preview import AnimalsPreview
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle, texts

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

FOLDERS = (("2024-11 Bella A1234", 3), ("2024-11 Rex A1235", 2), ("Luna", 2), ("DCIM/100CANON", 2))
LONGEST_MS = 20_000


def names_of(folders: tuple[tuple[str, int], ...] = FOLDERS, taken: int = 0) -> SessionNames:
    """Photos in folders; so many of the first ones belong to another animal already."""
    names = [f"/refuge/{folder}/IMG_{place}.jpg" for folder, count in folders for place in range(count)]
    paths = [os.path.normpath(name) for name in names]  # as this system has them
    animal_of = [7 if place < taken else None for place in range(len(paths))]
    return SessionNames(list(range(1, len(paths) + 1)), paths, animal_of, lambda: {7: Animal(7, "Max")})


def wait_for(qtbot: QtBot, dialog: AnimalsDialog) -> None:
    """Until what is shown is of what is asked for."""
    qtbot.waitUntil(lambda: dialog.is_current, timeout=LONGEST_MS)


def lines(dialog: AnimalsDialog) -> list[tuple[str, ...]]:
    model = dialog.found.animals
    return [tuple(model.index(row, column).data() for column in range(4)) for row in range(model.rowCount())]


def left_out(dialog: AnimalsDialog) -> list[tuple[str, ...]]:
    model = dialog.found.left_out
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


@pytest.fixture
def dialog(qtbot: QtBot) -> AnimalsFromNamesDialog:
    made = AnimalsFromNamesDialog(names_of(), "name_number", None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    wait_for(qtbot, made)
    return made


def test_the_preset_that_fits_best_is_there_when_the_dialog_opens(qtbot: QtBot) -> None:
    dialog = AnimalsFromNamesDialog(names_of(), "", None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    wait_for(qtbot, dialog)
    assert dialog.pattern.text() == "{date?} {name} {number?}"
    assert lines(dialog) == [
        ("2024-11 Bella A1234", "Bella", "A1234", "3"),
        ("2024-11 Rex A1235", "Rex", "A1235", "2"),
        ("Luna", "Luna", "", "2"),
    ]
    assert left_out(dialog) == [(str(Path("DCIM/100CANON")), "named by a camera or a phone", "2")]
    assert dialog.found.summary.text().startswith("3 animals of 7 photos.")
    assert dialog.make.isEnabled()


def test_what_is_typed_is_tried_and_the_presets_follow(dialog: AnimalsFromNamesDialog, qtbot: QtBot) -> None:
    dialog.pattern.selectAll()
    QTest.keyClicks(dialog.pattern, "{date} {name} {number}")
    wait_for(qtbot, dialog)
    assert [line[1] for line in lines(dialog)] == ["Bella", "Rex"]
    assert ("Luna", "no number in it", "2") in left_out(dialog)
    assert dialog.presets.currentIndex() == 0
    dialog.pattern.setText("{number} x {name}")
    assert dialog.presets.currentIndex() == dialog.presets.count() - 1
    wait_for(qtbot, dialog)
    assert lines(dialog) == []
    assert not dialog.make.isEnabled()


def test_a_wrong_pattern_is_said_at_once_and_makes_nothing(dialog: AnimalsFromNamesDialog, qtbot: QtBot) -> None:
    shown = lines(dialog)
    dialog.pattern.setText("{name} {numbr}")
    assert dialog.complaint.text() == "{numbr} means nothing here; perhaps {number} is meant."
    assert not dialog.make.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    assert lines(dialog) == shown
    dialog.pattern.setText("{name}")
    assert dialog.complaint.isHidden()
    wait_for(qtbot, dialog)
    assert dialog.make.isEnabled()


def test_nothing_is_agreed_to_that_is_not_shown_yet(dialog: AnimalsFromNamesDialog) -> None:
    dialog.pattern.setText("{name}")
    dialog.accept()
    assert dialog.isVisible()
    assert not dialog.make.isEnabled()


def test_photos_that_have_an_animal_join_only_where_it_is_asked_for(qtbot: QtBot) -> None:
    dialog = AnimalsFromNamesDialog(names_of(taken=1), "name_number", None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    wait_for(qtbot, dialog)
    assert dialog.preview is not None
    assert 1 not in dialog.preview.assignment.photos
    assert dialog.take_all.isVisible()
    dialog.take_all.click()
    wait_for(qtbot, dialog)
    assert 1 in dialog.preview.assignment.photos


def test_a_table_says_what_it_is_understood_as(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "animals.csv").write_text("Dossier;Nom;Âge\n2024-11 Rex A1235;Rex;3\nnix;Max;4\n", encoding="utf-8")
    dialog = AnimalsFromTableDialog(names_of(), tmp_path, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.file.setText("animals.csv")
    wait_for(qtbot, dialog)
    assert lines(dialog) == [("2024-11 Rex A1235", "Rex", "", "2")]
    assert left_out(dialog) == [("Line 3: nix", "not in this session", "")]
    assert dialog.columns.text() == "Understood: Dossier is the folder, Nom is the name. Left alone: Âge."
    dialog.file.setText("gone.csv")
    qtbot.waitUntil(lambda: not dialog.complaint.isHidden(), timeout=LONGEST_MS)
    assert "gone.csv" in dialog.complaint.text()
    assert not dialog.make.isEnabled()


def test_what_a_table_says_of_an_animal_is_seen_before_it_is_made(qtbot: QtBot, tmp_path: Path) -> None:
    rows = f"Luna;{'L' * 180};7;chat;craintive\n2024-11 Rex A1235;Rex;8;;\n"
    (tmp_path / "animals.csv").write_text(f"dossier;nom;numéro;espèce;remarque\n{rows}", encoding="cp1252")
    dialog = AnimalsFromTableDialog(names_of(), tmp_path, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.resize(760, 540)
    dialog.show()
    dialog.file.setText("animals.csv")
    wait_for(qtbot, dialog)
    remarks = {dialog.found.animals.index(row, 2).data(): dialog.found.animals.index(row, 4).data() for row in range(2)}
    assert remarks == {"7": "Cat; note: craintive", "8": ""}
    # However long a name is, the numbers and how many photos are in sight beside it.
    table = dialog.found._tables[0]
    assert table.columnViewportPosition(4) + 80 < table.viewport().width()


def test_everything_that_takes_the_keys_has_a_name(dialog: AnimalsFromNamesDialog) -> None:
    for widget in (dialog.presets, dialog.pattern, dialog.source, *dialog.found._tables):
        assert widget.accessibleName(), widget
    assert dialog.focusWidget() is dialog.pattern


@pytest.fixture
def animal_folders(tmp_path: Path) -> Path:
    for number, (folder, count) in enumerate(FOLDERS):
        (tmp_path / "in" / folder).mkdir(parents=True)
        for place in range(count):
            colour = (60 * number, 40 * place, 90)
            Image.new("RGB", (32, 24), colour).save(tmp_path / "in" / folder / f"IMG_000{place}.png")
    return tmp_path / "in"


@pytest.fixture
def agreeing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a dialog agrees to what it shows, by Enter."""

    def agree(dialog: AnimalsDialog) -> int:
        dialog.show()
        wait_for(qtbot, dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(AnimalsDialog, "exec", agree)


def animals_in(window: MainWindow) -> set[tuple[str, str]]:
    return {(row.animal.name, row.animal.number) for row in window.collection if row.animal is not None}


def test_folders_are_offered_made_animals_once_and_taken_back_whole(
    window: MainWindow, animal_folders: Path, agreeing: None, qtbot: QtBot
) -> None:
    window.session.add([animal_folders])
    offer = "3 folders look like animals (Bella A1234, Rex A1235, Luna). Make them animals?"
    qtbot.waitUntil(lambda: offer in texts(window), timeout=LONGEST_MS)
    assert animals_in(window) == set()
    next(message for message in window.messages.messages() if message.text == offer).close_message()
    assert window.memory.state_now().asked_about_folders == (str(window.session.path),)
    window.actions_by_name["animals_from_names"].trigger()
    settle(window)
    assert animals_in(window) == {("Bella", "A1234"), ("Rex", "A1235"), ("Luna", "")}
    assert window.session.undo_stack.undoText() == "make 3 animals of 7 photos"
    assert offer not in texts(window)
    window.session.undo()
    settle(window)
    assert animals_in(window) == set()
    window.session.redo()
    settle(window)
    assert len(animals_in(window)) == 3


def test_where_there_are_no_animals_enter_makes_them_and_the_rows_have_the_keys(
    window: MainWindow, animal_folders: Path, agreeing: None, qtbot: QtBot
) -> None:
    photos = sum(count for _folder, count in FOLDERS)
    window.session.add([animal_folders])
    qtbot.waitUntil(lambda: len(window.collection) == photos, timeout=LONGEST_MS)
    window.actions_by_name["screen_animals"].trigger()
    screen = window.screens.current
    assert isinstance(screen, AnimalsScreen)
    page = screen.page
    assert page is not None
    qtbot.waitUntil(page.empty.names.hasFocus, timeout=LONGEST_MS)
    page.empty.table.setFocus()
    page.count_again()
    assert page.empty.table.hasFocus(), "whoever went on to another button stays there"
    page.empty.names.setFocus()
    QTest.keyClick(page.empty.names, Qt.Key.Key_Return)
    settle(window)
    assert len(animals_in(window)) == 3
    window.activateWindow()
    qtbot.waitUntil(page.view.hasFocus, timeout=LONGEST_MS)
    window.session.undo()
    settle(window)
    QTest.keyClick(page.view, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert len(animals_in(window)) == 3


def test_no_folder_is_offered_where_the_photos_have_animals_or_only_cameras_named_them(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "DCIM" / "100CANON"
    folder.mkdir(parents=True)
    Image.new("RGB", (32, 24)).save(folder / "IMG_0001.png")
    with qtbot.waitSignal(window.animal_naming._job.found, timeout=LONGEST_MS):
        window.session.add([folder])
    assert texts(window) == []


def test_photos_added_to_a_known_folder_are_offered_to_their_animal(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("Bella A1234", "Rex A1235"):
        (tmp_path / "refuge" / folder).mkdir(parents=True)
        for place in range(2):
            Image.new("RGB", (32, 24), (200, 30 * place, 30)).save(tmp_path / "refuge" / folder / f"IMG_{place}.png")
    window.session.add([tmp_path / "refuge"])
    qtbot.waitUntil(lambda: any("look like animals" in text for text in texts(window)), timeout=LONGEST_MS)
    monkeypatch.setattr(AnimalsFromNamesDialog, "exec", lambda dialog: accept(qtbot, dialog))
    window.animal_naming.from_names()
    settle(window)
    assert {row.animal.name for row in window.collection if row.animal is not None} == {"Bella", "Rex"}
    Image.new("RGB", (32, 24), (20, 20, 230)).save(tmp_path / "refuge" / "Bella A1234" / "IMG_9.png")
    window.session.add([tmp_path / "refuge"])
    qtbot.waitUntil(lambda: bool(offers_of_later_photos(window)), timeout=LONGEST_MS)
    window.animal_naming.from_names()
    settle(window)
    assert offers_of_later_photos(window) == []
    assert sum(row.animal is not None and row.animal.name == "Bella" for row in window.collection) == 3
    window.session.undo()
    settle(window)
    assert sum(row.animal is not None and row.animal.name == "Bella" for row in window.collection) == 2


def offers_of_later_photos(window: MainWindow) -> list[str]:
    return [text for text in texts(window) if "added" in text and "(Bella A1234)" in text]


def accept(qtbot: QtBot, dialog: AnimalsDialog) -> int:
    """What a person does who agrees."""
    dialog.show()
    wait_for(qtbot, dialog)
    dialog.accept()
    return dialog.result()


def test_headings_are_read_whole_before_there_is_anything_below_them(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.show()
    found = AnimalsPreview("Photo or folder", place)
    table = found.tabs.widget(0)
    assert isinstance(table, QTableView)
    header = table.horizontalHeader()
    for column in range(header.count() - 1):
        assert header.sectionSize(column) >= header.sectionSizeHint(column), found.animals.headings()[column - 1]
