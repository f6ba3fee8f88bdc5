"""From the screen Animals an export begins with animals."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.values.animals import Animal
from desktop_app.ui.controllers.there_to_export import ToExport
from desktop_app.ui.dialogs.exporting.wish import Which
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.plurals import plurals
from tests.qt.ui_helpers import act, make, texts

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def named_animals(*photos: list[int]) -> SetAnimals:
    """The change that makes an animal of each of these lists of photos."""
    animals: dict[int, Animal | None] = {-each: Animal(-each, f"Dog {each}") for each in range(1, len(photos) + 1)}
    return SetAnimals(animals, {photo_id: -each for each, some in enumerate(photos, 1) for photo_id in some})


def test_from_the_animals_an_export_begins_with_animals(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    exporting = full_window.files.exporting
    ids = full_window.model.ids()
    to_export = ToExport(ids, ids[:4], of_animals=True, several=True)
    exporting.ask(to_export)
    assert exporting.dialog is not None
    assert exporting.dialog.wish().options["content"] == "everything", "nobody has named any animal yet"
    exporting.dialog.reject()
    make(full_window, named_animals(ids[:2], ids[2:3]))
    exporting.ask(to_export)
    dialog = exporting.dialog
    assert dialog is not None
    dialog.choose("csv")
    assert dialog.wish().options["content"] == "animals"
    assert dialog.wish().which is Which.SELECTED
    dialog.file.setText(str(tmp_path / "animals.csv"))
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    dialog.export.click()
    qtbot.waitUntil(lambda: any(plurals.animals(2) in text for text in texts(full_window)))
    assert len((tmp_path / "animals.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_the_screen_animals_says_whose_photos_are_meant(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = full_window.model.ids()
    make(full_window, named_animals(ids[:4], ids[4:8], ids[8:12]))
    act(full_window, "screen_animals")
    exporting = full_window.files.exporting
    screen = full_window.screens.current
    assert isinstance(screen, AnimalsScreen)
    qtbot.waitUntil(lambda: len(screen.to_export().shown) == 12)
    act(full_window, "export")
    assert exporting.dialog is not None
    texts_of = [each.accessibleName() for each in exporting.dialog.questions.findChildren(QRadioButton)][:3]
    assert texts_of[1:] == ["The animals that are shown (photos: 12)", "The selected animals (photos: 4)"]
    assert exporting.dialog.wish().which is Which.ALL, "a row is always selected"
    exporting.dialog.reject()
