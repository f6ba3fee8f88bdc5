import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, LabelKind
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.controllers.screens import PHOTOS, REVIEW
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.review.review_helpers import be_sure, begin, displayed, review_of, shown_id, strike, strike_when_displayed
from tests.qt.ui_helpers import has_looked_at, labels_of, make, settle
from tests.qt.window.test_key_guard import hold

RED, GREEN, BLUE = (Label.breed(breed) for breed in ("n_red", "n_green", "n_blue"))
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def test_keys_give_the_photos_that_are_shown_their_labels(full_window: MainWindow) -> None:
    review = begin(full_window)
    seen = []
    for key in (ENTER, "2", "u", "n"):
        displayed(review)
        seen.append(shown_id(full_window))
        strike(full_window, key)
    said = {photo_id: full_window.collection[photo_id].suggestion for photo_id in seen}
    suggested = [[Label.breed(breed.breed_id) for breed in said[each].ranked] for each in seen]  # type: ignore[union-attr]
    wanted = [suggested[0][0], suggested[1][1], UNKNOWN, NO_DOG]
    assert labels_of(full_window, seen) == dict(zip(seen, wanted, strict=True))
    assert len(set(seen)) == 4
    assert review.screen.header.progress().startswith("5 of 12")


def test_no_key_labels_a_photo_before_it_is_painted(full_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_window.review_loader, "request", Mock())
    strike(full_window, Qt.Key.Key_F5)
    review = review_of(full_window)
    for key in (ENTER, "1", "u", "n", "b", "m"):
        strike(full_window, key)
    assert not full_window.session.undo_stack.count()
    assert not review.screen.side.is_choosing
    assert "not shown yet" in review.screen.header.note()
    monkeypatch.undo()
    review.show()
    strike_when_displayed(full_window, ENTER)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 1


def test_two_keys_in_one_breath_decide_one_photo(full_window: MainWindow) -> None:
    """The second one comes before the next photo was painted: whoever pressed it meant the first one."""
    review = begin(full_window)
    QTest.keyClicks(review.screen.canvas, "uu")
    settle(full_window)
    assert full_window.session.undo_stack.count() == 1


def test_a_key_that_is_held_down_labels_one_photo(full_window: MainWindow) -> None:
    begin(full_window)
    hold(full_window, ENTER)
    hold(full_window, Qt.Key.Key_U, "u")
    assert sum(row.label is not None for row in full_window.collection) <= 2
    assert full_window.collection.states[PhotoState.CONFIRMED] == 1


def test_enter_does_nothing_where_the_model_is_unsure_and_the_button_says_what_does(full_window: MainWindow) -> None:
    be_sure(full_window, Confidence.UNSURE)
    review = begin(full_window)
    button = review.screen.side.confirm_button
    assert (button.text(), button.isEnabled()) == ("Choose 1–5, B, M or U", False)  # noqa: RUF001
    photo_id = shown_id(full_window)
    strike(full_window, ENTER)
    assert shown_id(full_window) == photo_id
    strike(full_window, "1")
    assert labels_of(full_window, [photo_id])[photo_id] is not None


def test_a_page_confirms_all_that_are_in_sight_but_those_left_out(full_window: MainWindow) -> None:
    be_sure(full_window, breed="n_green")
    review = begin(full_window)
    shown = review.shown
    assert shown is not None
    assert (len(shown.step.photo_ids), shown.step.breed_id) == (4, "n_green")
    assert min(min(tile.width(), tile.height()) for tile in review.screen.grid.tiles()) >= 150
    strike(full_window, Qt.Key.Key_Right)
    strike(full_window, "x")
    assert review.screen.side.confirm_button.text() == "Confirm 3: Green"
    strike(full_window, ENTER)
    out = shown.step.photo_ids[1]
    wanted = {each: None if each == out else GREEN for each in shown.step.photo_ids}
    assert labels_of(full_window, shown.step.photo_ids) == wanted
    assert shown_id(full_window) == out
    assert not review.screen.is_page


def test_a_page_is_confirmed_only_when_every_photo_of_it_was_painted(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_sure(full_window, breed="n_red")
    full_window.pictures.clear()
    monkeypatch.setattr(full_window.pictures.loader, "request", Mock())
    strike(full_window, Qt.Key.Key_F5)
    QTest.qWait(10)
    strike(full_window, ENTER)
    assert not full_window.session.undo_stack.count()
    monkeypatch.undo()
    review_of(full_window).show()
    strike_when_displayed(full_window, ENTER)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 4


def test_space_shows_one_photo_of_a_page_large_and_no_key_confirms_the_others_meanwhile(
    full_window: MainWindow,
) -> None:
    be_sure(full_window, breed="n_red")
    review = begin(full_window)
    strike(full_window, Qt.Key.Key_Space)
    assert review.screen.canvas.isVisible()
    assert review.screen.canvas.shown_id() == shown_id(full_window)
    strike(full_window, ENTER)
    assert not full_window.session.undo_stack.count()
    strike(full_window, Qt.Key.Key_Escape)
    assert review.screen.is_page


def test_arrows_reopen_what_was_decided_and_come_back(full_window: MainWindow) -> None:
    review = begin(full_window)
    first = shown_id(full_window)
    strike_when_displayed(full_window, ENTER, ENTER)
    displayed(review)
    here = shown_id(full_window)
    strike(full_window, Qt.Key.Key_Left)
    strike(full_window, Qt.Key.Key_Left)
    displayed(review)
    assert shown_id(full_window) == first
    assert "look back" in review.screen.header.note()
    strike(full_window, Qt.Key.Key_Right)
    strike(full_window, Qt.Key.Key_Right)
    assert shown_id(full_window) == here
    strike(full_window, Qt.Key.Key_Left)
    strike(full_window, Qt.Key.Key_Left)
    displayed(review)
    strike(full_window, "u")
    assert labels_of(full_window, [first]) == {first: UNKNOWN}
    assert shown_id(full_window) == here


def test_clearing_a_label_looked_back_at_lets_the_photo_be_decided_again(full_window: MainWindow) -> None:
    review = begin(full_window)
    first = shown_id(full_window)
    strike_when_displayed(full_window, ENTER)
    strike(full_window, Qt.Key.Key_Left)
    displayed(review)
    strike(full_window, Qt.Key.Key_Backspace)
    assert labels_of(full_window, [first]) == {first: None}
    assert shown_id(full_window) == first
    assert not review.shown.is_back  # type: ignore[union-attr]


def test_undo_shows_the_photo_and_says_in_words_what_was_taken_back(full_window: MainWindow) -> None:
    review = begin(full_window)
    first = shown_id(full_window)
    name = full_window.collection[first].path.name
    strike_when_displayed(full_window, ENTER, ENTER)
    strike(full_window, Qt.Key.Key_Z, CONTROL)
    strike(full_window, Qt.Key.Key_Z, CONTROL)
    assert shown_id(full_window) == first
    assert name in review.screen.header.note()
    assert "taken back" in review.screen.header.note()
    assert labels_of(full_window, [first]) == {first: None}
    displayed(review)
    strike(full_window, Qt.Key.Key_Y, CONTROL)
    assert shown_id(full_window) == first
    assert "done again" in review.screen.header.note()


def test_undo_of_a_page_brings_the_page_back(full_window: MainWindow) -> None:
    be_sure(full_window, breed="n_red")
    review = begin(full_window)
    page = review.shown.step  # type: ignore[union-attr]
    strike_when_displayed(full_window, ENTER)
    strike(full_window, Qt.Key.Key_Z, CONTROL)
    assert review.shown.step == page  # type: ignore[union-attr]
    assert review.screen.is_page


def test_what_is_left_for_later_comes_at_the_end_when_enter_is_pressed(full_window: MainWindow) -> None:
    review = begin(full_window)
    put_off = shown_id(full_window)
    strike_when_displayed(full_window, "s", *[ENTER] * 11)
    end = review.screen.end_page
    assert review.screen.is_at_end
    assert end.later.text() == "Go through the 1 left for later"
    assert end.later.hasFocus()
    strike(full_window, ENTER)
    displayed(review)
    assert shown_id(full_window) == put_off
    strike(full_window, ENTER)
    assert review.screen.is_at_end
    assert "12 photo" in end.text()


def test_escape_ends_and_the_last_photo_is_selected_in_the_gallery(full_window: MainWindow) -> None:
    begin(full_window)
    strike_when_displayed(full_window, ENTER, ENTER)
    last = shown_id(full_window)
    strike(full_window, Qt.Key.Key_Escape)
    assert full_window.screens.current.name == PHOTOS
    assert full_window.gallery.selected_ids() == [last]
    assert last in full_window.gallery.ids_in_sight()
    review = begin(full_window)
    assert review.screen.header.progress().startswith("1 of 10"), "it begins again where things stand"


def test_only_what_the_filters_show_is_gone_through_and_that_is_said(full_window: MainWindow) -> None:
    full_window.sidebar.choose("looks_like", "n_blue")
    review = begin(full_window)
    assert review.screen.header.progress() == "1 of 4"
    assert "Only the 4 photo" in review.screen.header.note()


def test_photos_that_get_their_suggestion_meanwhile_join_only_when_asked(full_window: MainWindow) -> None:
    ids = [row.photo_id for row in full_window.collection if row.suggestion is not None]
    make(full_window, SetLabels(dict.fromkeys(ids[:-1], RED)))
    file = full_window.collection[ids[0]].path
    new = Path(shutil.copy(file, file.with_name("new.png")))
    full_window.collection.put([replace(make_row(9_001, None), path=new)])
    review = begin(full_window)
    strike(full_window, "s")
    assert "1 photo" in review.screen.end_page.text()
    assert "waiting" in review.screen.end_page.text()
    full_window.collection.put([replace(make_row(9_001, "n_red"), path=new)])
    settle(full_window)
    assert "waiting" not in review.screen.end_page.text()
    assert review.screen.end_page.more.text() == "Add 1 more"
    review.screen.end_page.more.click()
    assert shown_id(full_window) == 9_001


def test_photos_that_come_while_the_end_is_shown_are_counted_there(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = [row.photo_id for row in full_window.collection if row.suggestion is not None]
    make(full_window, SetLabels(dict.fromkeys(ids, RED)))
    review = begin(full_window)
    assert "waiting" not in review.screen.end_page.text()
    file = full_window.collection[ids[0]].path
    new = Path(shutil.copy(file, file.with_name("new.png")))
    with qtbot.waitSignal(full_window.model.arranged):
        full_window.collection.put([replace(make_row(9_001, None), path=new)])
    assert "waiting" in review.screen.end_page.text()


def test_nothing_to_review_says_so_and_leads_back(full_window: MainWindow) -> None:
    suggested = {row.photo_id: row.suggestion.ranked[0].breed_id for row in full_window.collection if row.suggestion}
    make(full_window, SetLabels({photo_id: Label.breed(breed) for photo_id, breed in suggested.items()}))
    review = begin(full_window)
    assert review.screen.is_at_end
    text = review.screen.end_page.text()
    assert text.startswith("Nothing to review\n"), "one photo is not decided, and cannot be"
    assert "cannot be looked at" in text
    broken = [row.photo_id for row in full_window.collection if row.fault is not None]
    make(full_window, RemovePhotos(broken))
    assert review.screen.end_page.text() == "Nothing to review: every photo is decided"
    strike(full_window, ENTER)
    assert full_window.screens.current.name == PHOTOS


def doubtful(window: MainWindow) -> list[int]:
    """Labels that the model strongly disagrees with."""
    rows = [row for row in window.collection if row.suggestion is not None][:2]
    ids = [row.photo_id for row in rows]
    make(window, SetLabels(dict.fromkeys(ids, GREEN)))
    doubtful_again(window, ids)
    return ids


def doubtful_again(window: MainWindow, ids: list[int]) -> None:
    said = make_row(1, "n_red", 0.95).suggestion
    window.collection.put([replace(window.collection[photo_id], suggestion=said) for photo_id in ids])


def test_a_second_look_keeps_a_label_or_takes_the_suggestion(full_window: MainWindow, qtbot: QtBot) -> None:
    ids = doubtful(full_window)
    full_window.actions_by_name["second_look"].trigger()
    review = review_of(full_window)
    displayed(review)
    assert full_window.screens.current.name == REVIEW
    first = shown_id(full_window)
    assert first in ids
    texts = [line.line().text for line in review.screen.side.lines.lines() if line.line()]  # type: ignore[union-attr]
    assert texts == ["Red", "Green"]
    strike(full_window, "k")
    displayed(review)
    second = shown_id(full_window)
    strike(full_window, "1")
    assert labels_of(full_window, [first, second]) == {first: GREEN, second: RED}
    assert review.screen.is_at_end
    assert "1 label kept · 1 label changed" in review.screen.end_page.text()
    assert review.screen.end_page.go_on.text() == "Go on with the review: 10 left"
    review.second_look()
    assert review.screen.is_at_end, "what was kept is not asked again"
    path = full_window.session.path
    assert path is not None
    full_window.session.start_new()
    full_window.session.open(path)
    qtbot.waitUntil(lambda: has_looked_at(full_window, 13), timeout=20_000)
    doubtful_again(full_window, ids)
    full_window.actions_by_name["second_look"].trigger()
    assert review.screen.is_at_end, "not after the session was opened again either"
    make(full_window, SetLabels({first: BLUE}))
    review.second_look()
    displayed(review)
    assert shown_id(full_window) == first, "another label is another question"
    strike(full_window, "k")
    strike(full_window, ENTER)
    displayed(review)
    assert review.screen.header.progress().startswith("1 of 10")


def test_labels_of_a_session_made_anew_under_an_old_name_are_not_taken_for_those_that_were_kept(
    window: MainWindow, coloured_photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The old file was deleted; its photos and changes had the same numbers."""
    file, photos = tmp_path / "Open day.pawsort", sorted(coloured_photos.glob("0*.png"))[:2]
    for _ in range(2):
        window.session.start_new()
        file.unlink(missing_ok=True)
        with Session.create(file) as made:
            (first, *_) = [row.photo_id for row in made.add_photos(photos)]
            made.apply(SetLabels({first: GREEN}))
        window.session.open(file)
        qtbot.waitUntil(lambda: has_looked_at(window, len(photos)), timeout=20_000)
        doubtful_again(window, [first])
        window.actions_by_name["second_look"].trigger()
        review = review_of(window)
        displayed(review)
        assert shown_id(window) == first
        strike(window, "k")
        assert review.screen.is_at_end
        window.screens.show(PHOTOS)


def test_the_breed_search_and_the_mix_stay_in_their_place_and_give_the_keys_back(full_window: MainWindow) -> None:
    review = begin(full_window)
    side, first = review.screen.side, shown_id(full_window)
    strike(full_window, "b")
    strike(full_window, "pit")
    place = side.chooser.breed_box.mapTo(full_window, QPoint(0, 0))
    strike(full_window, ENTER)
    assert labels_of(full_window, [first]) == {first: Label.breed("breed:american_pit_bull_terrier")}
    displayed(review)
    second = shown_id(full_window)
    strike(full_window, "b")
    assert side.chooser.breed_box.mapTo(full_window, QPoint(0, 0)) == place
    strike(full_window, Qt.Key.Key_Escape)
    assert review.screen.canvas.hasFocus()
    strike(full_window, "m")
    for text in ("beagle", "boxer"):
        strike(full_window, text)
        strike(full_window, ENTER)
    strike(full_window, ENTER)
    mixed = labels_of(full_window, [second])[second]
    assert mixed is not None
    assert (mixed.kind, len(mixed.breed_ids)) == (LabelKind.MIX, 2)
    assert review.screen.canvas.hasFocus()


def test_a_session_that_cannot_be_changed_says_so_and_nothing_moves(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(full_window)
    first = shown_id(full_window)
    monkeypatch.setattr(full_window.session, "refused", Mock(return_value=True))
    strike(full_window, ENTER)
    assert shown_id(full_window) == first


def test_another_language_goes_on_with_the_review(full_window: MainWindow) -> None:
    begin(full_window)
    strike_when_displayed(full_window, ENTER)
    full_window.speak(full_window.services)
    QTest.qWait(20)  # what spoke the other language goes when the event loop has its turn
    review = review_of(full_window)
    displayed(review)
    assert full_window.screens.current.name == REVIEW
    assert review.screen.header.progress().startswith("1 of 11")
    strike(full_window, ENTER)
    assert full_window.collection.states[PhotoState.CONFIRMED] == 2
