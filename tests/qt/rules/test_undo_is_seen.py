"""Every kind of change, taken back and done again on every screen, ends with its photos chosen, in sight and told."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.changes import kinds
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Box
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.changes import change_words
from tests.qt.rules.rules_helpers import SCREENS, news, page_of, show, shows, until
from tests.qt.ui_helpers import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Made = Callable[[Sequence[int]], Change]
# One of each kind of change, made of some photos.
CHANGES: dict[str, Made] = {
    "label_photos": lambda ids: LabelPhotos(ids, UNKNOWN),
    "set_labels": lambda ids: SetLabels(dict.fromkeys(ids, Label.breed("n_blue"))),
    "remove_photos": RemovePhotos,
    "set_animals": lambda ids: SetAnimals({-1: Animal(-1, "Zoe")}, dict.fromkeys(ids, -1)),
    "set_picks": lambda ids: SetPicks({photo_id: place for place, photo_id in enumerate(ids, 1)}),
    "label_dog": lambda ids: LabelDog(ids[0], Box(0.5, 0.25, 0.75, 0.75), UNKNOWN),
    "flag_several_dogs": lambda ids: FlagSeveralDogs(ids, several=True),
    "imported": lambda ids: Imported([LabelPhotos(ids, NO_DOG), FlagSeveralDogs(ids, several=True)], "table.csv"),
    "several": lambda ids: Several([LabelPhotos(ids, NO_DOG), FlagSeveralDogs(ids, several=True)]),
}
# What only takes back another one.
INVERSES = {"restore_photos", "set_dog_labels"}


def test_every_kind_of_change_is_tried() -> None:
    assert kinds().keys() == CHANGES.keys() | INVERSES


def test_each_is_told_with_the_photo_or_the_animal(window: MainWindow) -> None:
    photo_id = window.model.id_at(0)
    name = window.collection[photo_id].path.name
    for kind, made in CHANGES.items():
        said = change_words.said(made([photo_id]), window.services.breeds.name, [name])
        assert name in said or "Zoe" in said, (kind, said)


def do(window: MainWindow, change: Change) -> None:
    """As controllers do it."""
    breed_name = window.services.breeds.name
    ids = list(change.ids)
    names = [row.path.name for row in window.collection.rows_of(ids[:1])]
    window.session.change(change, change_words.step(change, breed_name), change_words.said(change, breed_name, names))
    settle(window)


def go_away(window: MainWindow) -> None:
    """Be elsewhere on the screen that is shown."""
    name = window.screens.current.name
    if name == PHOTOS:
        window.gallery.go_to(window.model.id_at(window.model.rowCount() - 1))
        window.gallery.scrollToBottom()
    elif name == ANIMALS:
        until(lambda: not window.grouping.is_grouping)
        page_of(window).view.go_to(page_of(window).model.row_at(len(page_of(window).model.rows.shown) - 1))
    settle(window)


def strike(window: MainWindow, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, modifiers)
    settle(window)
    if window.screens.current.name == ANIMALS:
        until(lambda: not window.grouping.is_grouping)
    settle(window)


@pytest.mark.parametrize("which", ["of an animal", "of none"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", CHANGES)
def test_undo_and_redo_end_with_the_photos_chosen_in_sight_and_told(
    window: MainWindow, kind: str, screen: str, which: str
) -> None:
    everything = window.model.ids()
    ids = everything[3:6] if which == "of an animal" else everything[15:17]
    window.resize(960, 530)
    show(window, screen)
    change = CHANGES[kind](ids)
    ids = list(change.ids)
    do(window, change)
    go_away(window)
    strike(window, CONTROL)
    assert shows(window, ids) == "", window.screens.current.name
    assert news(window).endswith("taken back"), news(window)
    assert all(photo_id in window.collection for photo_id in ids)
    if screen == REVIEW:
        assert window.screens.current.name == REVIEW, "whoever reviews stays there"
    go_away(window)
    strike(window, CONTROL | SHIFT)
    if kind != "remove_photos":
        assert shows(window, ids) == "", window.screens.current.name
    assert news(window).endswith("done again"), news(window)


def test_who_has_gone_on_after_an_undo_stays_where_they_are_when_the_groups_are_made_anew(window: MainWindow) -> None:
    ids = window.model.ids()
    show(window, ANIMALS)
    page = page_of(window)
    do(window, LabelPhotos(ids[0:3], UNKNOWN))
    strike(window, CONTROL)
    assert shows(window, ids[0:3]) == ""
    page.view.go_to(page.model.row_at(3))
    before = page.view.current_row()
    window.grouping.regrouped.emit()
    settle(window)
    assert page.view.current_row() == before


@pytest.mark.parametrize("screen", SCREENS)
def test_the_history_moves_nothing_by_itself_and_shows_photos_where_they_can_be_selected(
    window: MainWindow, screen: str
) -> None:
    ids = window.model.ids()[2:4]
    do(window, LabelPhotos(ids, UNKNOWN))
    show(window, screen)
    window.gallery.go_to(window.model.id_at(9))
    dialog = window.history.show()
    assert window.session.path is not None
    with Session.open(window.session.path) as other:
        written = len(other.history())
    # It may still show what it had read before.
    until(lambda: dialog.entries.rowCount() == written)
    dialog.table.clearSelection()
    dialog.table.setFocus()
    settle(window)
    assert (window.screens.current.name, window.gallery.selected_ids()) == (screen, [window.model.id_at(9)])
    dialog.table.selectRow(0)
    assert window.screens.current.name == PHOTOS
    assert shows(window, ids) == ""
    window.gallery.go_to(window.model.id_at(7))
    lines = dialog.entries.rowCount()
    do(window, LabelPhotos([window.model.id_at(7)], UNKNOWN))
    until(lambda: dialog.entries.rowCount() > lines)
    settle(window)
    assert window.gallery.selected_ids() == [window.model.id_at(7)], "who has gone on is not taken back to that line"
    window.history.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_taken_back_alone_from_the_history_is_shown_too(window: MainWindow, screen: str) -> None:
    ids = window.model.ids()[3:6]
    show(window, screen)
    do(window, LabelPhotos(ids, UNKNOWN))
    do(window, LabelPhotos(window.model.ids()[9:12], NO_DOG))
    assert window.session.path is not None
    with Session.open(window.session.path) as other:
        first = [entry.change_id for entry in other.history()][-2]
    go_away(window)
    window.session.take_back_only(first, "take back only this")
    settle(window)
    assert {window.collection[photo_id].label for photo_id in ids} == {None}
    assert shows(window, ids) == ""
