"""What Enter and the other keys label, and what they do not."""

from PySide6.QtCore import Qt

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.photos.animal_rows import RowView
from desktop_app.ui.wording.animals import animal_words
from tests.qt.animals.conftest import Bench

RED, GREEN, BLUE = (Label.breed(breed) for breed in ("n_red", "n_green", "n_blue"))


def test_enter_labels_those_that_agree_and_goes_on(bench: Bench) -> None:
    assert bench.current() == "Aaron"
    bench.act("confirm")
    assert bench.current() == "Bella"
    assert bench.labels(*bench.ids("Aaron")) == [RED] * 3
    assert len(bench.labels()) == 3
    bench.act("confirm")
    ids = bench.ids("Bella")
    assert bench.labels(*ids) == [RED] * 4 + [None]
    assert bench.page.model.rows.is_decided(bench.row("Bella"))
    assert bench.current() == "Cora"


def test_enter_never_counts_photos_that_do_not_fit_and_shows_them_then(bench: Bench) -> None:
    row = bench.go_to("Cora")
    layout = bench.page.view.row_layout(row)
    fit = len(layout.squares)
    assert layout.hidden == 16 - fit > 0
    bench.act("confirm")
    assert bench.labels().count(BLUE) == fit
    assert bench.page.model.rows.is_opened(row)
    assert bench.current() == "Cora"
    assert bench.said[-1] == animal_words.now_hidden_ones(16 - fit)
    bench.act("confirm")
    assert bench.labels().count(BLUE) == 16
    assert bench.current() == "Dot"


def test_a_photo_whose_picture_is_not_there_yet_is_not_labelled(bench: Bench) -> None:
    ids = bench.ids("Aaron")
    bench.pictures.held_back = {ids[1]}
    assert bench.page.view.confirms(bench.row("Aaron")) == [ids[0], ids[2]]
    bench.pictures.held_back = set(ids)
    bench.act("confirm")
    assert bench.labels() == []
    assert bench.said[-1] == animal_words.still_loading(3)
    bench.pictures.let_go()
    bench.act("confirm")
    assert bench.labels(*ids) == [RED] * 3


def test_enter_on_a_row_out_of_sight_shows_it_and_labels_nothing(bench: Bench) -> None:
    row = bench.go_to("Aaron")
    bar = bench.page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bench.page.view.ids_in_sight(row) == []
    bench.act("confirm")
    assert bench.labels() == []
    assert bench.page.view.is_in_sight(row)
    bench.act("confirm")
    assert len(bench.labels()) == 3


def test_enter_is_off_while_photos_wait_to_be_looked_at(bench: Bench) -> None:
    bench.go_to("Dot")
    bench.act("confirm")
    bench.act("label_row")
    assert bench.labels() == []
    assert bench.said[-1] == "2 of 3 looked at"
    assert bench.current() == "Dot"


def test_without_a_common_breed_enter_opens(bench: Bench) -> None:
    row = bench.go_to("Eddy")
    bench.act("confirm")
    assert bench.page.model.rows.is_opened(row)
    assert bench.labels() == []
    bench.act("suggestion_2")
    assert set(bench.labels(*bench.ids("Eddy"))) == {Label.breed(bench.groups.summary(
        bench.page.model.rows.group(row)).ranked[1].breed_id)}  # fmt: skip


def test_without_a_common_breed_there_is_none_to_give_to_all(bench: Bench) -> None:
    row = bench.go_to("Eddy")
    bench.act("label_row")
    assert bench.labels() == [], "the row names no breed"
    assert bench.page.model.rows.is_opened(row)
    assert bench.said[-1] == animal_words.choose_for_all()
    assert bench.current() == "Eddy"


def test_shift_and_enter_give_the_breed_to_those_that_look_different_too(bench: Bench) -> None:
    bench.go_to("Bella")
    bench.act("label_row")
    assert bench.labels(*bench.ids("Bella")) == [RED] * 5
    assert bench.current() == "Cora"


def test_shift_and_enter_ask_where_some_are_not_on_the_screen(bench: Bench) -> None:
    row = bench.go_to("Cora")
    fit = len(bench.page.view.row_layout(row).squares)
    bench.act("label_row")
    assert bench.labels() == []
    question = bench.page.question.question()
    assert question is not None
    assert (len(question.few), len(question.everything)) == (fit, 16)
    assert bench.page.question.isVisible()
    bench.page.question.cancel.click()
    bench.settle()
    assert bench.labels() == []
    assert bench.page.foot() is bench.page.decisions
    bench.act("label_row")
    bench.page.question.few.click()
    assert len(bench.labels()) == fit
    # What is left does not fit into the line: the key shows it, and is for it the next time.
    bench.act("unknown")
    assert len(bench.labels()) == fit
    bench.act("unknown")
    assert bench.labels().count(UNKNOWN) == 16 - fit


def test_a_photo_that_was_left_out_gets_nothing_with_its_row_until_it_is_back(bench: Bench) -> None:
    bench.go_to("Aaron")
    bench.act("leave_out")
    assert bench.said[-1] == "Choose a photo of the row with ← and → first."
    bench.press(Qt.Key.Key_Right)
    bench.press(Qt.Key.Key_Right)
    bench.act("leave_out")
    ids = bench.ids("Aaron")
    assert bench.page.model.left_out == {ids[1]}
    bench.press(Qt.Key.Key_Escape)
    bench.act("confirm")
    assert bench.labels(*ids) == [RED, None, RED]
    assert bench.current() == "Bella"
    assert bench.page.model.rows.is_decided(bench.row("Aaron"))
    assert bench.names()[0] == "Aaron."
    bench.go_to("Aaron", 1)
    bench.act("leave_out")
    assert bench.page.model.left_out == set()
    bench.press(Qt.Key.Key_Home)
    bench.act("confirm")
    assert bench.labels(*ids) == [RED, RED, RED]


def test_keys_are_for_the_row_and_for_the_photo_once_in_the_strip(bench: Bench) -> None:
    bench.go_to("Bella")
    bench.press(Qt.Key.Key_Left)
    assert bench.page.view.current_photo() == 4
    bench.act("suggestion_1")
    ids = bench.ids("Bella")
    assert bench.labels(*ids) == [None] * 4 + [GREEN]
    assert bench.page.view.current_photo() == 0
    bench.press(Qt.Key.Key_Escape)
    bench.act("no_dog")
    assert bench.labels(*ids) == [NO_DOG] * 4 + [GREEN]
    assert bench.current() == "Cora"


def test_what_a_person_labelled_before_stays_when_the_row_gets_a_label(bench: Bench) -> None:
    bench.go_to("Bella", 2)
    bench.act("unknown")
    bench.page.view.leave_strip()
    bench.act("label_row")
    assert bench.labels(*bench.ids("Bella")).count(UNKNOWN) == 1
    assert bench.page.model.rows.counts()[RowView.DISAGREE] == 2
    bench.page.show_view(RowView.DISAGREE)
    assert "Bella" in "".join(bench.names())


def test_a_decided_row_gets_another_label_only_where_its_photos_are_seen(bench: Bench) -> None:
    bench.act("confirm")
    row = bench.go_to("Aaron")
    assert bench.page.model.rows.is_compact(row)
    bench.act("unknown")
    assert bench.labels(*bench.ids("Aaron")) == [RED] * 3
    assert bench.page.model.rows.is_opened(row)
    bench.act("unknown")
    assert bench.labels(*bench.ids("Aaron")) == [UNKNOWN] * 3


def test_backspace_takes_the_labels_of_the_row_away(bench: Bench) -> None:
    bench.act("confirm")
    bench.go_to("Aaron")
    bench.act("open_row")
    bench.act("clear")
    assert bench.labels() == []
    assert not bench.page.model.rows.is_decided(bench.row("Aaron"))


def test_another_breed_is_typed_below_the_rows(bench: Bench) -> None:
    bench.act("search_breed")
    box = bench.page.breeds.box
    assert bench.page.breeds.isVisible()
    assert box.placeholderText() == "Breed for Aaron · A1…"
    box.setText("green")
    box.returnPressed.emit()
    assert bench.labels(*bench.ids("Aaron")) == [GREEN] * 3
    assert bench.page.foot() is bench.page.decisions
    bench.act("mix")
    assert bench.page.breeds.mix.isVisible()
    box.left.emit()
    assert len(bench.labels()) == 3


def test_keys_pressed_faster_than_anything_is_written_label_each_row_once(bench: Bench) -> None:
    for _ in range(2):
        bench.controller.confirm()
    assert bench.current() == "Cora"
    bench.settle()
    assert bench.session.undo_stack.count() == 2
    assert bench.labels(*bench.ids("Aaron"), *bench.ids("Bella")) == [RED] * 7 + [None]


def test_what_was_decided_elsewhere_in_the_meantime_is_left_alone(bench: Bench) -> None:
    ids = bench.ids("Aaron")
    bench.session.change(LabelPhotos(ids[:1], UNKNOWN), "a step", "A step")
    bench.controller.confirm()
    assert bench.labels(*ids) == [UNKNOWN, RED, RED]


def test_nothing_is_done_where_nothing_is_left(bench: Bench) -> None:
    bench.page.show_view(RowView.DECIDED)
    assert bench.names() == []
    bench.act("confirm")
    bench.act("suggestion_1")
    assert bench.labels() == []
