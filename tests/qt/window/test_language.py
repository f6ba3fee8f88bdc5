"""The language changes while the window is open: photos, steps and selection stay, every word changes."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN
from desktop_app.i18n.loader import install_language
from desktop_app.photos.filters import Filters
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import current, press


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


def said(window: MainWindow) -> list[tuple[str, ...]]:
    """Everything that the window says: kind of widget, texts, hints, names for screen readers; sorted."""
    found = []
    window.sidebar.refresh()  # it counts a moment after the photos have changed
    window.actions_by_name.menus["recent"].aboutToShow.emit()
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel) and widget.parent() is window.status.job:
            continue  # how far the suggestions are
        texts = [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts += [widget.placeholderText(), widget.text()]
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(place) for place in range(widget.count())]
        if isinstance(widget, QMenu):
            texts.append(widget.title())
        found.append((type(widget).__name__, *filter(None, texts)))
    found += [
        ("action", action.objectName(), action.text(), action.iconText(), action.toolTip())
        for action in window.findChildren(QAction)
    ]
    return sorted(entry for entry in found if len(entry) > 1)


def choose(window: MainWindow, language: str, qtbot: QtBot) -> None:
    """As the settings dialog does on OK."""
    before = window.gallery
    window.window_actions._save(window.settings.changed(language=language))
    qtbot.waitUntil(lambda: window.gallery is not before)
    qtbot.wait(250)


def test_nothing_stays_in_the_old_language(full_window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    window = full_window
    path = window.session.path
    assert path is not None
    english = said(window)
    choose(window, "fr", qtbot)
    switched = said(window)
    assert [entry[2] for entry in switched if entry[:2] == ("action", "undo")] == ["Annuler"]
    window.close()
    fresh = app.make_window(qapp, window.settings)
    qtbot.addWidget(fresh)
    fresh.resize(1200, 800)
    fresh.show()
    fresh.activateWindow()
    fresh.session.open(path)
    qtbot.waitUntil(lambda: fresh.model.rowCount() == 13 and bool(fresh.status.model_text()), timeout=20_000)
    fresh.gallery.setFocus()
    fresh.gallery.go_to(fresh.model.ids()[0])
    qtbot.wait(250)
    started = said(fresh)
    fresh.close()
    # What the photos were doing when one of the two was opened is no matter of language.
    differ = set(switched) ^ set(started)
    assert {entry for entry in differ if entry[0] not in ("Message", "QStatusBar")} == set()
    assert len(set(english) - set(switched)) > 100


def test_what_a_person_did_and_sees_stays(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    ids = list(window.model.ids())
    press(window, "u")
    window.gallery.go_to(ids[3])
    press(window, "n")
    window.sidebar.show_state(PhotoState.TO_REVIEW)
    window.header.find_box.setText("green")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    window.gallery.select(ids[5:8], ids[6])
    geometry, size = window.geometry(), window.gallery.thumbnail_size()
    choose(window, "fr", qtbot)
    assert window.isVisible()
    assert window.model.rowCount() == 4
    assert window.header.find_box.text() == "green"
    assert window.sidebar.filters() == Filters({"state": PhotoState.TO_REVIEW, "text": "green"})
    assert window.gallery.selected_ids() == ids[5:8]
    assert window.gallery.current_id() == ids[6]
    assert (window.geometry(), window.gallery.thumbnail_size()) == (geometry, size)
    assert window.collection[ids[0]].label == UNKNOWN
    assert window.collection[ids[3]].label == NO_DOG
    assert window.session.undo_stack.undoText() == "étiqueter 1 photo Pas de chien"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.collection[ids[3]].label is None
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.collection[ids[0]].label is None


def test_a_narrow_toolbar_stays_narrow(full_window: MainWindow, qtbot: QtBot) -> None:
    """In French, the word "Annuler" pushed the button for exporting out of the window."""
    full_window.resize(960, 530)
    for language in ("fr", "en"):
        choose(full_window, language, qtbot)
        actions = full_window.actions_by_name
        for name in ("undo", "redo"):
            button = actions.toolbar.widgetForAction(actions[name])
            assert isinstance(button, QToolButton)
            assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        export = actions.toolbar.widgetForAction(actions["export"])
        assert export.isVisible()
        assert full_window.rect().contains(export.mapTo(full_window, export.rect().bottomRight()))


def test_to_and_fro_leaves_one_window_that_works(full_window: MainWindow, qtbot: QtBot) -> None:
    """Nothing of the earlier ones listens any more: keys act once, signals reach no ghost."""
    window = full_window
    english = said(window)
    for language in ("fr", "en", "fr", "en"):
        choose(window, language, qtbot)
        gc.collect()
    assert [entry for entry in said(window) if entry not in english and entry[0] != "Message"] == []
    assert len(window.findChildren(type(window.gallery))) == 1
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[0])
    press(window, Qt.Key.Key_Return)
    assert window.collection.states[PhotoState.CONFIRMED] == 1
    assert current(window).path.name == "01 red.png"
    assert window.session.undo_stack.count() == 1
    press(window, "m")
    press(window, Qt.Key.Key_Escape)
    window.window_actions._save(window.settings.changed(theme="dark"))
    window.gallery.selectAll()
    qtbot.waitUntil(lambda: window.status.counts_text().endswith("13 selected"))
    window.actions_by_name["new_session"].trigger()
    assert window.welcome.isVisible()


def test_the_empty_window_changes_its_language_too(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "fr", qtbot)
    assert window.welcome.isVisible()
    assert any("Déposez" in entry[-1] for entry in said(window))
    assert Settings.load().appearance.language == "fr"
