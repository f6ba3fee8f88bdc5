"""Nothing moves under the hand, and what is taken back is shown."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.photos.animal_rows import RowView
from desktop_app.photos.group_summary import GroupState
from desktop_app.ui.animals.strip import COMPACT_HEIGHT, ROW_HEIGHT
from tests.qt.animals.conftest import Bench

# Of a tooltip, where a slow machine lets the pointer rest.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def tester(bench: Bench) -> QAbstractItemModelTester:
    """Qt's own check of every signal that the model sends."""
    return QAbstractItemModelTester(bench.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_rows_are_as_high_as_the_plan_says(bench: Bench) -> None:
    assert (ROW_HEIGHT, COMPACT_HEIGHT) == (168, 28)
    assert bench.page.view.row_rect(bench.row("Bella")).height() == 168
    bench.act("confirm")
    assert bench.page.view.row_rect(bench.row("Aaron")).height() == 28


def test_the_row_a_person_goes_to_and_all_below_keep_their_places_while_decided_ones_shrink_and_leave(
    bench: Bench,
) -> None:
    before = bench.tops()
    bench.act("confirm")
    assert bench.names()[:2] == ["Aaron.", "Bella"]
    after = bench.tops()
    assert [after[name] for name in ("Bella", "Cora", "Dot")] == [before[name] for name in ("Bella", "Cora", "Dot")]
    assert after["Aaron"] == before["Bella"] - COMPACT_HEIGHT
    bench.act("confirm")
    assert bench.names()[:2] == ["Bella.", "Cora"]
    last = bench.tops()
    assert [last[name] for name in ("Cora", "Dot")] == [before[name] for name in ("Cora", "Dot")]


def test_a_row_shrinks_only_when_one_goes_on_and_leaves_when_one_goes_on_again(bench: Bench) -> None:
    ids = bench.ids("Aaron")
    bench.session.change(LabelPhotos(ids, UNKNOWN), "a step", "A step")
    bench.settle()
    assert bench.page.view.row_rect(bench.row("Aaron")).height() == ROW_HEIGHT
    bench.press(Qt.Key.Key_Down)
    assert bench.names()[:2] == ["Aaron.", "Bella"]
    bench.press(Qt.Key.Key_Down)
    assert bench.names()[0] == "Bella"
    bench.page.show_decided.setChecked(True)
    assert bench.names()[:2] == ["Aaron.", "Bella"]
    assert bench.page.show_decided.text() == "Show decided (1)"
    bench.page.show_decided.setChecked(False)
    assert bench.names()[0] == "Bella"


def test_the_row_under_the_pointer_keeps_its_place(bench: Bench) -> None:
    view = bench.page.view
    bench.go_to("Bella")
    point = view.row_rect(bench.row("Aaron")).center()
    QTest.mouseMove(view.viewport(), point)
    top = bench.tops()["Aaron"]
    bench.act("confirm")
    assert bench.names()[:3] == ["Aaron", "Bella.", "Cora"]
    assert bench.tops()["Aaron"] == top


def test_room_that_was_left_free_goes_where_the_pointer_is_over_nothing(bench: Bench) -> None:
    view = bench.page.view
    QTest.mouseMove(view.viewport(), QPoint(40, 4))
    height = view.viewport().height()
    view._scroll_to_offset(-height * 2 // 3)
    assert view.row_at(QPoint(40, 4)) is None
    view.go_to(bench.row("Aaron"), page=True)
    assert view.verticalOffset() == 0
    assert view.is_in_sight(bench.row("Aaron"))


def test_a_second_click_on_the_place_of_the_button_confirms_nothing(bench: Bench) -> None:
    view = bench.page.view
    place = view.row_painter().button(view.viewport().width())
    point = QPoint(place.x + 8, view.row_rect(bench.row("Aaron")).top() + place.y + 8)
    bench.click(point)
    assert len(bench.labels()) == 3
    bench.click(point)
    bench.click(point)
    assert len(bench.labels()) == 3


def test_the_button_is_at_the_same_place_in_every_row(bench: Bench) -> None:
    view = bench.page.view
    places = []
    for name in ("Aaron", "Bella", "Cora"):
        row = bench.go_to(name)
        assert view.is_in_sight(row)
        places.append(view.row_painter().button(view.viewport().width()))
        bench.act("open_row")
        places.append(view.row_painter().button(view.viewport().width()))
    assert len(set(places)) == 1


def test_new_groups_join_at_the_end_and_the_others_hold_still(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down)
    before, tops = bench.names(), bench.tops()
    singles = bench.page.model.store.photo_ids[bench.page.model.rows.singles()].tolist()
    bench.session.change(SetAnimals({-1: Animal(-1, "Aaa")}, {singles[0]: -1}), "a step", "A step")
    bench.settle()
    assert bench.names() == [*before, "Aaa"]
    assert bench.tops() == tops
    bench.page.model.arrange_again()
    assert bench.names() == ["Aaa", *before]


def test_photos_in_a_strip_keep_their_places_when_one_gets_a_label(bench: Bench) -> None:
    before = bench.ids("Bella")
    bench.go_to("Bella", 4)
    bench.act("suggestion_2")
    assert bench.ids("Bella") == before


def test_undo_ends_with_the_row_in_sight_and_says_what_it_took_back(bench: Bench) -> None:
    for _ in range(2):
        bench.act("confirm")
    bench.go_to("Hugo")
    bench.go_to("Gus")
    assert "Aaron" not in "".join(bench.names())
    assert "Bella" not in "".join(bench.names())
    bench.session.undo()
    bench.settle()
    assert bench.current() == "Bella"
    assert bench.page.view.is_in_sight(bench.row("Bella"))
    assert bench.said[-1] == "Red Setter for 4 photos taken back"
    bench.session.undo()
    bench.settle()
    assert bench.current() == "Aaron"
    assert bench.labels() == []
    bench.page.show_view(RowView.UNDECIDED)
    bench.session.redo()
    bench.settle()
    assert bench.current() == "Aaron"
    assert "Aaron" in "".join(bench.names())
    assert bench.said[-1].endswith("done again")


def test_undo_of_a_join_brings_both_rows_back_to_their_places(bench: Bench) -> None:
    before = bench.names()
    bench.go_to("Gus", None)
    bench.go_to("Hugo")
    bench.by_hand._join([bench.row("Gus"), bench.row("Hugo")], {}, bench.row("Gus"))
    bench.page.ask_bar.yes.click()
    bench.settle()
    assert bench.names() == before[:-1]
    bench.session.undo()
    bench.settle()
    assert bench.names() == before
    assert bench.current() in ("Gus", "Hugo")


def test_rows_that_are_selected_stay_selected_when_others_leave(bench: Bench) -> None:
    bench.act("confirm")
    bench.go_to("Cora")
    bench.press(Qt.Key.Key_Down, SHIFT)
    assert [bench.page.model.rows.animal(row).name for row in bench.page.view.selected_rows()] == ["Cora", "Dot"]  # type: ignore[union-attr]
    singles = bench.page.model.store.photo_ids[bench.page.model.rows.singles()].tolist()
    bench.session.change(SetAnimals({-1: Animal(-1, "Aaa")}, {singles[0]: -1}), "a step", "A step")
    bench.settle()
    assert [bench.page.model.rows.animal(row).name for row in bench.page.view.selected_rows()] == ["Cora", "Dot"]  # type: ignore[union-attr]


def test_what_suggestions_come_in_moves_nothing(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down)
    before, strip = bench.tops(), bench.ids("Bella")
    model: QAbstractItemModel = bench.page.model
    assert model.rowCount() == 8
    store = bench.page.model.store
    rows = store.rows(bench.ids("Dot"))
    bench.session.collection.put(rows)
    bench.settle()
    assert bench.tops() == before
    assert bench.ids("Bella") == strip


def test_another_view_begins_at_its_first_row(bench: Bench) -> None:
    """What was decided further below does not stay there: rows that were not shown before have no place to hold."""
    bench.go_to("Fido")
    bench.act("confirm")
    bench.page.show_decided.setChecked(True)
    bench.page.show_view(RowView.DECIDED)
    bench.settle()
    assert bench.names() == ["Fido."]
    assert bench.tops()["Fido"] == 0


def test_the_button_of_the_decided_rows_moves_no_row_when_it_comes(bench: Bench) -> None:
    before, top = bench.page.view.mapTo(bench.window, QPoint(0, 0)), bench.tops()["Bella"]
    assert not bench.page.show_decided.isVisible()
    bench.act("confirm")
    assert bench.page.show_decided.isVisible()
    assert bench.page.view.mapTo(bench.window, QPoint(0, 0)) == before
    assert bench.tops()["Bella"] == top


def test_a_photo_that_joins_a_row_in_sight_stands_last_until_rows_are_arranged_again(bench: Bench) -> None:
    bench.go_to("Bella", 1)
    before, dot = bench.ids("Bella"), bench.ids("Dot")
    owner = bench.session.collection[before[0]].animal
    assert owner is not None
    bench.session.change(SetAnimals({}, {dot[0]: owner.animal_id}), "a step", "A step")
    bench.settle()
    assert bench.ids("Bella") == [*before, dot[0]]
    model = bench.page.model
    assert [model.dissents(bench.row("Bella"), place) for place in range(6)] == [False] * 4 + [True, False]
    bench.act("arrange_again")
    assert bench.ids("Bella") == [*before[:4], dot[0], before[4]]


def test_rows_that_are_arranged_again_leave_no_gap_and_a_person_at_the_next_row(bench: Bench) -> None:
    bench.go_to("Bella")
    bench.act("confirm")
    bench.session.undo()
    bench.settle()
    bench.session.redo()
    bench.settle()
    assert bench.current() == "Bella", "decided, and still there"
    bench.act("arrange_again")
    assert "Bella" not in bench.tops()
    assert bench.current() == "Cora", "keys have a row"
    assert bench.tops()["Aaron"] == 0
    bench.act("confirm")
    bench.act("arrange_again")
    assert bench.tops()["Aaron"] == 0


def test_photos_of_a_row_in_sight_stay_where_they_are_when_their_suggestions_come(bench: Bench) -> None:
    row, ids = bench.go_to("Dot"), bench.ids("Dot")
    assert bench.page.model.rows.summary(row).state is GroupState.WAITING
    like = bench.session.collection[bench.ids("Gus")[0]].suggestion
    other = [replace(bench.session.collection[ids[0]], suggestion=like)]
    done = [replace(bench.session.collection[ids[2]], suggestion=bench.session.collection[ids[1]].suggestion)]
    bench.session.collection.put(other + done)
    bench.settle()
    assert bench.page.model.rows.summary(row).state is GroupState.DISAGREEING
    assert bench.ids("Dot") == ids
    assert [bench.page.model.dissents(row, place) for place in range(3)] == [True, False, False]
    bench.act("arrange_again")
    assert bench.ids("Dot") == [ids[1], ids[2], ids[0]], "dissenters stand last"


def test_a_row_out_of_sight_is_put_in_order_meanwhile(bench: Bench) -> None:
    bench.window.resize(1100, 440)
    row, ids = bench.go_to("Dot"), bench.ids("Dot")
    bench.go_to("Hugo")
    assert row not in bench.page.view.rows_in_sight()
    like = bench.session.collection[bench.ids("Gus")[0]].suggestion
    rows = [bench.session.collection[photo_id] for photo_id in ids]
    bench.session.collection.put([replace(rows[0], suggestion=like), replace(rows[2], suggestion=rows[1].suggestion)])
    bench.settle()
    assert bench.ids("Dot") == [ids[1], ids[2], ids[0]]
