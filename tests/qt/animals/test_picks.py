"""Picks for the adoption page on the Animals screen, in the real window: keys, the mouse, signs and words."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.photos.picks import PICKS_OF, takers
from desktop_app.ui.animals.mouse import DRAGGED
from desktop_app.ui.gallery.marks import MarksPainter
from desktop_app.ui.look.theme import colours
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words
from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.actions.animals_menu import ROW_MENU
from desktop_app.ui.wording.animals import animal_words
from tests.qt.animals.conftest import page_of
from tests.qt.ui_helpers import make, press, settle

SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def kennel(kennel_window: MainWindow) -> MainWindow:
    """Two animals of four and five photos; shown."""
    return kennel_window


def order(window: MainWindow) -> list[int]:
    """The picks of the first row, in their order, as the session has them."""
    settle(window)
    ids = page_of(window).model.photo_ids(0)
    picked = sorted((row.pick, row.photo_id) for row in window.collection.rows_of(ids) if row.pick)
    assert [place for place, _ in picked] == list(range(1, len(picked) + 1))
    return [photo_id for _, photo_id in picked]


def picked(window: MainWindow, count: int) -> list[int]:
    """Let the first photos of the first row be picks; returns the ids of the row."""
    ids = page_of(window).model.photo_ids(0)
    make(window, SetPicks({photo_id: place for place, photo_id in enumerate(ids[:count], 1)}))
    return ids


def test_keys_pick_photos_of_a_row_and_arrange_them(kennel: MainWindow) -> None:
    ids = page_of(kennel).model.photo_ids(0)
    for _ in range(3):
        press(kennel, Qt.Key.Key_Right)
        press(kennel, "p")
    assert order(kennel) == ids[:3]
    press(kennel, Qt.Key.Key_Left, ALT)
    assert order(kennel) == [ids[0], ids[2], ids[1]]
    assert "2" in kennel.status.news()
    press(kennel, Qt.Key.Key_Right, ALT)
    press(kennel, Qt.Key.Key_Right, ALT)
    assert order(kennel) == ids[:3], "behind the last there is nothing"
    press(kennel, "P", SHIFT)
    assert order(kennel) == [ids[2], ids[0], ids[1]]
    press(kennel, "p")
    assert order(kennel) == ids[:2]


def test_undo_of_a_pick_ends_at_the_photo_and_says_so(kennel: MainWindow) -> None:
    page = page_of(kennel)
    ids = picked(kennel, 3)
    page.view.go_to(0, 1)
    press(kennel, "p")
    assert order(kennel) == [ids[0], ids[2]]
    page.view.go_to(1)
    press(kennel, Qt.Key.Key_Z, CONTROL)
    assert order(kennel) == ids[:3]
    assert (page.view.current_row(), page.view.current_photo()) == (0, 1), "where the person was"
    assert page.view.selected_rows() == [0]
    assert ids[1] in page.view.ids_in_sight(0)
    assert kennel.status.news()
    press(kennel, "P", SHIFT)
    page.view.go_to(1)
    press(kennel, Qt.Key.Key_Z, CONTROL)
    assert (page.view.current_row(), page.view.current_photo()) == (0, 1), "not the ones that moved up for it"


def test_undo_of_a_flag_on_a_decided_row_opens_it(kennel: MainWindow) -> None:
    page = page_of(kennel)
    ids = page.model.photo_ids(0)
    make(kennel, LabelPhotos(ids, UNKNOWN))
    page.view.go_to(0, 1)
    press(kennel, "d")
    assert kennel.collection[ids[1]].several_dogs
    page.view.go_to(1)
    press(kennel, Qt.Key.Key_Z, CONTROL)
    assert not kennel.collection[ids[1]].several_dogs
    assert page.view.current_photo_id() == ids[1]
    assert ids[1] in page.view.ids_in_sight(0)


def test_a_row_as_a_whole_is_told_to_choose_a_photo(kennel: MainWindow) -> None:
    for key, modifiers in (("p", None), ("P", SHIFT), (Qt.Key.Key_Left, ALT)):
        press(kennel, key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert kennel.status.news() == animal_words.choose_a_photo()
        kennel.status.say("")
    assert order(kennel) == []


def test_only_picks_have_an_order(kennel: MainWindow) -> None:
    press(kennel, Qt.Key.Key_Right)
    press(kennel, Qt.Key.Key_Left, ALT)
    assert order(kennel) == []
    assert "P" in kennel.status.news()


def test_several_dogs_is_said_of_a_whole_row_once_all_of_it_can_be_seen(kennel: MainWindow) -> None:
    page = page_of(kennel)
    ids = page.model.photo_ids(0)
    kennel.resize(720, kennel.height())
    settle(kennel)
    hidden = page.view.row_layout(0).hidden
    page.view.go_to(0)
    press(kennel, "d")
    flagged = [row.several_dogs for row in kennel.collection.rows_of(ids)]
    assert flagged == [hidden == 0] * len(ids)
    if hidden:
        assert page.model.rows.is_opened(0)
        assert kennel.status.news() == animal_words.now_hidden_ones(hidden)


def test_what_is_proposed_can_be_seen(kennel: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(kennel)
    ids = page.model.photo_ids(0)
    layout = page.view.row_layout(0)
    monkeypatch.setattr(layout, "squares", layout.squares[:2])
    kennel.picks.proposed.emit(ids[:2])
    assert not page.model.rows.is_opened(0), "both are shown"
    kennel.picks.proposed.emit(ids[:3])
    assert page.model.rows.is_opened(0)


def dropped(window: MainWindow, photo_id: int, target: int) -> bool:
    """Drag a photo of the first row onto another of it; whether it was taken."""
    view = page_of(window).view
    data = QMimeData()
    data.setData(DRAGGED, QByteArray(str(photo_id).encode()))
    point = view.photo_rect(0, page_of(window).model.photo_ids(0).index(target)).center()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(point, Qt.DropAction.MoveAction, data, button, none))
    move = QDragMoveEvent(point, Qt.DropAction.MoveAction, data, button, none)
    QApplication.sendEvent(view.viewport(), move)
    if move.isAccepted():
        assert view.target_photo == target
        drop = QDropEvent(QPointF(point), Qt.DropAction.MoveAction, data, button, none)
        QApplication.sendEvent(view.viewport(), drop)
    assert view.target_photo is None
    settle(window)
    return move.isAccepted()


def test_the_mouse_arranges_picks_within_a_row(kennel: MainWindow) -> None:
    ids = picked(kennel, 3)
    assert dropped(kennel, ids[2], ids[0])
    assert order(kennel) == [ids[2], ids[0], ids[1]]
    assert dropped(kennel, ids[3], ids[0]), "what is no pick becomes one at that place"
    assert order(kennel) == [ids[2], ids[3], ids[0], ids[1]]
    assert not dropped(kennel, ids[0], ids[0])


def test_a_photo_is_not_dropped_where_it_would_change_nothing(kennel: MainWindow) -> None:
    ids = picked(kennel, 1)
    assert not dropped(kennel, ids[2], ids[3])
    assert order(kennel) == [ids[0]]


def test_a_row_says_what_would_go_out_and_what_is_noted(kennel: MainWindow, qtbot: QtBot) -> None:
    page = page_of(kennel)
    animal = page.model.rows.animal(0)
    assert animal is not None
    noted = Animal(animal.animal_id, "Bella", "A1", Species.CAT, "shy <b>of</b> men")
    make(kennel, SetAnimals({animal.animal_id: noted}, {}))
    picked(kennel, 3)
    # Which animals there are, the groups know a moment later.
    qtbot.waitUntil(lambda: page.model.rows.animal(0) == noted, timeout=20_000)
    index = page.model.index(0)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    shown = str(index.data(Qt.ItemDataRole.ToolTipRole))
    for text in (spoken, shown):
        assert animal_words.picks_in_full(3) in text
        assert "shy" in text
    assert "<b>of" not in shown
    assert animal_words.species_name(Species.CAT) in shown
    look = page.view._looks.row(0, 0)
    assert (look.picks, look.note) == (3, "shy <b>of</b> men")


@pytest.mark.parametrize(("count", "said"), [(3, ["3"]), (5, ["5", "4"]), (8, ["8", "6", "4"])])
def test_how_many_picks_would_go_out(count: int, said: list[str]) -> None:
    for text in (animal_words.picks(count), animal_words.picks_in_full(count)):
        found = [number for number in "3456789" if number in text]
        assert sorted(said) == found


def test_a_pick_that_not_all_sites_take_says_so() -> None:
    assert [len(takers(place)) for place in (1, 4, 5, 6, 7)] == [3, 3, 1, 1, 0]
    assert words.SITES.keys() == PICKS_OF.keys()
    assert "Petfinder" in words.pick_meaning(5)
    assert "Petfinder" not in words.pick_meaning(4)
    assert len({words.pick_meaning(place).replace(str(place), "") for place in (2, 5, 7)}) == 3


def test_the_cover_and_what_would_not_go_out_look_different(qapp: QApplication) -> None:
    del qapp
    pictures = {place: painted(place) for place in (0, 1, 2, 4, 5, 7)}
    without_numbers = {place: star(picture) for place, picture in pictures.items()}
    assert without_numbers[2] == without_numbers[4]
    assert len({bytes(without_numbers[place]) for place in (0, 1, 2, 5)}) == 4
    assert painted(5, dashed=7) != painted(5), "a dashed edge where nobody would take it"
    assert painted(0, several_dogs=True) != pictures[0]


def painted(place: int, *, several_dogs: bool = False, dashed: int = 0) -> QImage:
    picture = QImage(112, 112, QImage.Format.Format_RGB32)
    picture.fill(QColor("grey"))
    painter = QPainter(picture)
    MarksPainter(QFont(), colours()).paint(painter, picture.rect(), dashed or place, several_dogs=several_dogs)
    painter.end()
    return picture


def star(picture: QImage) -> bytes:
    """The middle of the star, without edges and numbers."""
    part = picture.copy(10, 8, 10, 12)
    return bytes(part.constBits())


def test_the_menu_of_a_row_has_what_can_be_done_with_it() -> None:
    names = [each for group in ROW_MENU for each in group]
    assert len(names) == len(set(names))
    assert set(names) <= ACTIONS.keys()
    assert {"pick", "make_cover", "pick_earlier", "pick_later", "propose_picks", "several_dogs"} <= set(names)
    assert {"same_dog", "animals_from_names", "name_animal"} <= set(names)
