"""Going from row to row and from photo to photo; all that keys do, the mouse does too."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.photos.animal_rows import RowView
from desktop_app.ui.animals.empty_page import Empty
from desktop_app.ui.animals.mouse import DRAGGED
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.keys import key_text
from tests.qt.animals.conftest import RED, Bench

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def selected(bench: Bench) -> list[str]:
    animals = [bench.page.model.rows.animal(row) for row in bench.page.view.selected_rows()]
    return [animal.name for animal in animals if animal is not None]


def photo_point(bench: Bench, name: str, place: int) -> QPoint:
    return bench.page.view.photo_rect(bench.row(name), place).center()


def test_arrow_keys_go_from_row_to_row_and_from_photo_to_photo(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down)
    assert bench.current() == "Bella"
    bench.press(Qt.Key.Key_Right)
    bench.press(Qt.Key.Key_Right)
    assert bench.page.view.current_photo() == 1
    bench.press(Qt.Key.Key_Down)
    assert (bench.current(), bench.page.view.current_photo()) == ("Cora", None)
    bench.press(Qt.Key.Key_Up)
    bench.press(Qt.Key.Key_End)
    assert bench.current() == "Hugo"
    assert bench.page.view.is_in_sight(bench.row("Hugo"))
    bench.press(Qt.Key.Key_Home)
    assert bench.current() == "Aaron"
    bench.press(Qt.Key.Key_PageDown)
    assert bench.current() in ("Cora", "Dot", "Eddy")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Home])
def test_escape_and_home_leave_the_strip(bench: Bench, key: Qt.Key) -> None:
    bench.go_to("Bella", 2)
    bench.press(key)
    assert (bench.current(), bench.page.view.current_photo()) == ("Bella", None)


def test_left_of_the_first_photo_is_the_row(bench: Bench) -> None:
    bench.go_to("Bella", 0)
    bench.press(Qt.Key.Key_Left)
    assert (bench.current(), bench.page.view.current_photo()) == ("Bella", None)


def test_going_to_a_photo_that_does_not_fit_opens_the_row(bench: Bench) -> None:
    row = bench.go_to("Cora")
    bench.press(Qt.Key.Key_Left)
    assert bench.page.view.current_photo() == 15
    assert bench.page.model.rows.is_opened(row)
    assert bench.page.view.photo_rect(row, 15).isValid()
    bench.press(Qt.Key.Key_Up)
    assert (bench.current(), bench.page.view.current_photo()) != ("Cora", 15)
    assert bench.current() == "Cora"


def test_o_opens_and_closes(bench: Bench) -> None:
    row = bench.go_to("Cora")
    height = bench.page.view.row_rect(row).height()
    bench.act("open_row")
    assert bench.page.view.row_layout(row).hidden == 0
    assert bench.page.view.row_rect(row).height() > height
    bench.act("open_row")
    assert bench.page.view.row_rect(row).height() == height


def test_shift_and_ctrl_select_rows(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down, SHIFT)
    assert selected(bench) == ["Aaron", "Bella"]
    bench.press(Qt.Key.Key_Up, SHIFT)
    assert selected(bench) == ["Aaron"]
    strip_end = QPoint(700, bench.page.view.row_rect(bench.row("Cora")).center().y())
    bench.click(bench.page.view.row_rect(bench.row("Bella")).center(), CONTROL)
    assert selected(bench) == ["Aaron", "Bella"]
    bench.click(strip_end, SHIFT)
    assert "Cora" in selected(bench)


def test_a_click_goes_to_the_photo_and_a_double_click_shows_it_large(bench: Bench) -> None:
    wanted: list[bool] = []
    bench.page.view.preview_wanted.connect(lambda: wanted.append(True))
    bench.click(photo_point(bench, "Bella", 3))
    assert (bench.current(), bench.page.view.current_photo()) == ("Bella", 3)
    assert not wanted
    QTest.mouseDClick(bench.page.view.viewport(), Qt.MouseButton.LeftButton, pos=photo_point(bench, "Bella", 3))
    assert wanted == [True]
    assert bench.labels() == []


def test_the_sign_and_the_number_of_hidden_photos_open_the_row(bench: Bench) -> None:
    view, row = bench.page.view, bench.row("Cora")
    bench.click(view.row_rect(row).topLeft() + QPoint(18, 14))
    assert bench.page.model.rows.is_opened(row)
    bench.click(view.row_rect(row).topLeft() + QPoint(18, 14))
    more = view.row_layout(row).more
    assert more is not None
    bench.click(view.row_rect(row).topLeft() + QPoint(more.x + 5, more.y + 5))
    assert bench.page.model.rows.is_opened(row)


def test_the_button_confirms_its_row(bench: Bench) -> None:
    view = bench.page.view
    place = view.row_painter().button(view.viewport().width())
    row = bench.row("Bella")
    point = view.row_rect(row).topLeft() + QPoint(place.x + 8, place.y + 8)
    assert view.button_row(point) == row
    bench.click(point)
    assert len(bench.labels()) == 4
    waiting = view.row_rect(bench.row("Dot")).topLeft() + QPoint(place.x + 8, place.y + 8)
    assert view.button_row(waiting) is None


def test_the_button_beside_it_gives_all_photos_the_label_and_names_the_one_key_that_does_so(bench: Bench) -> None:
    view = bench.page.view
    row = bench.go_to("Bella")
    look = view.row_look(row)
    assert (look.button, look.all_of, look.all_key) == ("Confirm 4", "All 5", "1")
    place = view.row_painter().all_button(view.viewport().width())
    assert place.x + place.width < view.row_painter().button(view.viewport().width()).x
    bench.click(view.row_rect(row).topLeft() + QPoint(place.x + 8, place.y + 8))
    assert bench.labels(*bench.ids("Bella")) == [Label.breed(RED)] * 5
    assert bench.current() == "Cora"


def test_the_key_on_that_button_does_the_same(bench: Bench) -> None:
    bench.go_to("Bella")
    bench.act("suggestion_1")
    assert bench.labels(*bench.ids("Bella")) == [Label.breed(RED)] * 5


def test_in_the_strip_the_digits_are_for_the_photo_and_the_button_names_another_key(bench: Bench) -> None:
    row = bench.go_to("Bella", 0)
    assert bench.page.view.row_look(row).all_key == key_text("label_row")


def test_photos_that_are_left_out_are_not_counted_by_the_button_for_all(bench: Bench) -> None:
    row = bench.go_to("Bella", 1)
    bench.act("leave_out")
    assert bench.page.view.row_look(row).all_of == "All 4"


@pytest.mark.parametrize("name", ["Aaron", "Dot", "Eddy"])
def test_rows_that_agree_wait_or_have_no_breed_in_common_have_no_such_button(bench: Bench, name: str) -> None:
    row = bench.go_to(name)
    assert bench.page.view.row_look(row).all_of == ""


def test_a_press_that_is_let_go_elsewhere_confirms_nothing(bench: Bench) -> None:
    view = bench.page.view
    place = view.row_painter().button(view.viewport().width())
    point = view.row_rect(bench.row("Bella")).topLeft() + QPoint(place.x + 8, place.y + 8)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(0, 60))
    assert bench.labels() == []


def dragged(ids: str) -> QMimeData:
    data = QMimeData()
    data.setData(DRAGGED, QByteArray(ids.encode()))
    return data


def drop(bench: Bench, data: QMimeData, point: QPoint) -> bool:
    """Drag something there and let it go; whether it was taken."""
    viewport, left = bench.page.view.viewport(), Qt.MouseButton.LeftButton
    move, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(viewport, kind(point, move, data, left, none))
    event = QDropEvent(QPointF(point), move, data, left, none)
    QApplication.sendEvent(viewport, event)
    bench.settle()
    return event.isAccepted()


def test_a_photo_that_is_dropped_on_another_row_joins_its_animal(bench: Bench) -> None:
    photo = bench.ids("Bella")[4]
    assert not drop(bench, dragged(str(photo)), photo_point(bench, "Bella", 0))
    assert drop(bench, dragged(str(photo)), photo_point(bench, "Aaron", 0))
    assert photo in bench.animals()["Aaron"]
    assert photo in bench.ids("Aaron")
    assert len(bench.ids("Bella")) == 4
    bench.session.undo()
    bench.settle()
    assert photo in bench.animals()["Bella"]


def test_files_are_dropped_on_the_window_and_not_on_rows(bench: Bench) -> None:
    files = QMimeData()
    files.setText("/photos/dog.jpg")
    event = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(bench.page.view.viewport(), event)
    assert not event.isAccepted()


def test_counts_are_what_one_would_see(bench: Bench) -> None:
    bench.act("confirm")
    for view, names in (
        (RowView.DECIDED, ["Aaron."]),
        (RowView.DISAGREE, ["Bella", "Eddy"]),
        (RowView.UNDECIDED, ["Bella", "Cora", "Dot", "Eddy", "Fido", "Gus", "Hugo"]),
    ):
        counts = bench.page.sidebar.counts()
        bench.page.sidebar.views.chosen.emit(view.value)
        assert bench.names() == names
        assert counts[view] == len(names)


def test_single_photos_are_no_rows_and_lead_to_the_review(bench: Bench) -> None:
    wanted: list[str] = []
    bench.page.action_wanted.connect(wanted.append)
    assert bench.page.singles.isVisible()
    assert bench.page.singles.text().startswith("3 single photo")
    bench.page.singles.click()
    assert wanted == ["screen_review"]


def test_empty_states_explain_themselves(bench: Bench) -> None:
    page = bench.page
    page.show_view(RowView.DECIDED)
    assert (page.empty.isVisible(), page.empty.why()) == (True, Empty.NONE_DECIDED)
    page.show_view(RowView.UNDECIDED)
    assert not page.empty.isVisible()
    for name in list(bench.animals()):
        bench.session.change(LabelPhotos(bench.ids(name), UNKNOWN), "a step", "A step")
    bench.settle()
    page.model.settle()
    assert page.empty.why() is Empty.NOTHING_LEFT
    assert page.empty.decided.text() == animal_words.show_decided(8)
    page.empty.decided.click()
    assert len(bench.names()) == 8
    page.show_view(RowView.DISAGREE)
    assert page.empty.why() is Empty.NONE_DISAGREE
    bench.session.start_new()
    assert page.empty.why() is Empty.NO_PHOTOS


def test_pictures_are_asked_for_in_sight_first_then_ahead(bench: Bench) -> None:
    bench.page.view._announce_visible()
    wanted = bench.pictures.wanted
    ids = [*bench.ids("Aaron"), *bench.ids("Bella")]
    assert wanted[: len(ids)] == ids
    assert set(bench.ids("Hugo")) <= set(wanted)
    fit = len(bench.page.view.row_layout(bench.row("Cora")).squares)
    assert set(bench.ids("Cora")[fit:]).isdisjoint(wanted)


def test_a_screen_reader_hears_rows_and_photos(bench: Bench) -> None:
    model = bench.page.model
    bella = model.index(1)
    spoken = bella.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Bella, A2, 5 photo")
    assert "looks like Red Setter, 4 of 5" in spoken
    last = model.index(4, 0, bella).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "looks like Green Hound" in last
    assert last.endswith("looks like something else than the others")
    bench.go_to("Bella", 0)
    bench.act("leave_out")
    first = model.index(0, 0, bella).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.endswith("left out")
    bench.press(Qt.Key.Key_Right)
    assert "004.jpg" in bench.page.view.accessibleDescription()
