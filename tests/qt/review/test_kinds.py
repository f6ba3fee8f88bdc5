"""Where no breed is sure and the kind of dog is: what is said, and the key that labels with the kind."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, SuggestedKind
from desktop_app.i18n.loader import install_language
from desktop_app.photos.facets.confidence import SURE_OF_KIND
from desktop_app.ui.review.content import PanelContent, content_for
from desktop_app.ui.settings import LARGEST_THUMBNAIL
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.kinds import kind_like
from desktop_app.ui.wording.plurals import plurals
from tests.photo_rows import make_row
from tests.qt.review.review_helpers import be_sure, begin, displayed, review_of, shown_id, strike
from tests.qt.review.test_review_screen import doubtful
from tests.qt.ui_helpers import current, labels_of, press, see, selection_of, settle
from tests.qt.window.test_key_guard import hold

SURE, MAYBE, UNSURE = Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE
SPANIEL, HOUND = Label.breed("kind:spaniel"), Label.breed("kind:hound")


def of_kind(
    row: PhotoRow, word: Confidence | None = SURE, *, kind: Label = SPANIEL, breed: Confidence | None = UNSURE
) -> PhotoRow:
    """The photo with a kind, and with so much trust in its first breed."""
    assert row.suggestion is not None
    said = SuggestedKind(kind.breed_ids[0], 0.92, word)
    return replace(row, suggestion=replace(row.suggestion, kind=said, confidence=breed))


def shown(row: PhotoRow, breeds: Breeds) -> PanelContent:
    content = content_for(selection_of([row]), breeds.name)
    assert content is not None
    return content


def suggested(window: MainWindow, kinds: Iterable[tuple[int, Label, Confidence | None]]) -> None:
    """Let these photos look like these kinds."""
    rows = [of_kind(window.collection[photo_id], word, kind=kind) for photo_id, kind, word in kinds]
    window.collection.put(rows)
    settle(window)


@pytest.fixture
def spaniels(full_window: MainWindow) -> MainWindow:
    """The window with photos that all look like a spaniel, but for the last four readable ones, of no kind."""
    ids = full_window.model.ids()[:8]
    suggested(full_window, [(photo_id, SPANIEL, SURE) for photo_id in ids])
    return full_window


# What is said


def test_the_kind_is_said_where_it_is_sure_and_no_breed_is(breeds: Breeds, qapp: QApplication) -> None:
    row = of_kind(make_row(1, probability=0.4))
    content = shown(row, breeds)
    assert (content.heading, content.aside, content.of_kind) == ("Looks like a spaniel", "92%", True)
    assert content.lines[0].text == "Red Setter", "breeds with their probabilities stand below as ever"
    assert (content.kind, content.confirm_text) == (SPANIEL, "Confirm: Red Setter")
    assert words.headline(row, breeds.name) == "a spaniel"
    assert words.best_probability(row) == 0.92
    assert words.shown_confidence(row) is SURE
    spoken = words.spoken(row, breeds.name)
    assert spoken.endswith("looks like a spaniel, 92%, Sure of the kind, not of the breed")
    told = words.tooltip(row, breeds.name)
    assert "looks like a spaniel, 92%" in told
    assert "first breed: Red Setter, 40%" in told


@pytest.mark.parametrize(("word", "breed"), [(SURE, SURE), (MAYBE, UNSURE), (UNSURE, UNSURE), (None, UNSURE)])
def test_else_the_breed_is_said(word: Confidence | None, breed: Confidence, breeds: Breeds, qapp: QApplication) -> None:
    row = of_kind(make_row(1), word, breed=breed)
    content = shown(row, breeds)
    assert (content.heading, content.of_kind) == ("Looks like", False)
    assert words.headline(row, breeds.name) == "Red Setter"
    assert words.shown_confidence(row) is breed
    assert (content.kind is not None) == (word in (SURE, MAYBE)), "the key labels what is likely at least"


def test_no_dog_and_a_decided_photo_say_no_kind(breeds: Breeds, qapp: QApplication) -> None:
    assert words.headline(of_kind(make_row(1, dog=0.1)), breeds.name) == "No dog"
    assert shown(of_kind(make_row(1, dog=0.1)), breeds).kind is None
    decided = of_kind(make_row(1, label=SPANIEL))
    assert decided.state is PhotoState.CONFIRMED
    assert shown(decided, breeds).heading == "The model by itself: a spaniel"
    assert "the model by itself: kind:spaniel, 92%" in words.tooltip(decided, breeds.name)


def test_french_has_its_articles(qapp: QApplication) -> None:
    install_language(qapp, "fr")
    assert kind_like("kind:spaniel") == "un épagneul"


# In the window


def test_panel_and_large_view_say_it_and_what_it_is_worth(spaniels: MainWindow) -> None:
    for part in (spaniels.panel.suggestions, spaniels.preview.suggestions):
        assert part.trust.text().startswith("Sure of the kind, not of the breed")
        assert part.heading() == "Looks like a spaniel"
    button = spaniels.panel.kind_button
    assert button.isVisible()
    assert (button.name(), button.text()) == ("Spaniel", "Spaniel (K)")
    assert "Spaniel" in button.accessibleName()


def test_the_button_keeps_its_place_where_a_photo_has_no_kind(spaniels: MainWindow) -> None:
    panel = spaniels.panel
    place = panel.confirm_button.geometry()
    spaniels.gallery.go_to(spaniels.model.ids()[9])
    settle(spaniels)
    assert panel.kind_button.isHidden()
    assert panel.confirm_button.geometry() == place


def test_without_kinds_there_is_no_place_for_them(full_window: MainWindow) -> None:
    panel = full_window.panel
    assert panel.kind_button.isHidden()
    assert panel.confirm_button.width() > 0.9 * (panel.width() - 40)


def test_the_key_labels_with_the_kind_and_can_be_taken_back(spaniels: MainWindow) -> None:
    photo_id = current(spaniels).photo_id
    press(spaniels, "k")
    assert labels_of(spaniels, [photo_id]) == {photo_id: SPANIEL}
    assert spaniels.actions_by_name["undo"].text() == "Undo: label 1 photo Spaniel"
    press(spaniels, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert labels_of(spaniels, [photo_id]) == {photo_id: None}
    assert current(spaniels).photo_id == photo_id


def test_enter_means_the_first_breed_as_ever(spaniels: MainWindow) -> None:
    photo_id = current(spaniels).photo_id
    press(spaniels, Qt.Key.Key_Return)
    assert labels_of(spaniels, [photo_id]) == {photo_id: Label.breed("n_red")}


def test_of_many_enter_confirms_no_breed_where_the_tile_says_a_kind(full_window: MainWindow) -> None:
    """Nobody sees which breeds these would be; the others are confirmed as ever."""
    ids = full_window.model.ids()[:4]
    suggested(full_window, [(photo_id, SPANIEL, SURE) for photo_id in ids[:2]])
    full_window.gallery.select(ids, ids[0])
    see(full_window)
    assert full_window.panel.confirm_button.toolTip().startswith(plurals.confirm(2))
    press(full_window, Qt.Key.Key_Return)
    settle(full_window)
    assert [label is None for label in labels_of(full_window, ids).values()] == [True, True, False, False]


def test_where_all_of_many_say_kinds_enter_says_what_labels_them(spaniels: MainWindow) -> None:
    ids = spaniels.model.ids()[:3]
    spaniels.gallery.select(ids, ids[0])
    see(spaniels)
    assert not spaniels.panel.confirm_button.isVisible()
    press(spaniels, Qt.Key.Key_Return)
    assert set(labels_of(spaniels, ids).values()) == {None}
    assert plurals.saying_kinds(3) in spaniels.status.news()
    assert spaniels.gallery.current_id() == ids[0]


def test_the_button_does_what_the_key_does(spaniels: MainWindow) -> None:
    photo_id = current(spaniels).photo_id
    QTest.mouseClick(spaniels.panel.kind_button, Qt.MouseButton.LeftButton)
    assert labels_of(spaniels, [photo_id]) == {photo_id: SPANIEL}


def test_a_photo_without_a_kind_gets_none_and_it_is_said(spaniels: MainWindow) -> None:
    photo_id = spaniels.model.ids()[9]
    spaniels.gallery.go_to(photo_id)
    see(spaniels)
    press(spaniels, "k")
    assert labels_of(spaniels, [photo_id]) == {photo_id: None}
    assert "No kind of dog stands out" in spaniels.status.news()


def test_of_many_each_gets_its_own_kind_and_those_without_are_left(full_window: MainWindow) -> None:
    window, ids = full_window, full_window.model.ids()[:4]
    suggested(window, [(ids[0], SPANIEL, SURE), (ids[1], HOUND, MAYBE), (ids[2], HOUND, UNSURE)])
    window.gallery.select(ids, ids[0])
    see(window)
    assert window.panel.kind_button.name() == "Kinds"
    press(window, "k")
    assert labels_of(window, ids) == {ids[0]: SPANIEL, ids[1]: HOUND, ids[2]: None, ids[3]: None}
    assert window.status.news() == plurals.without_kind(2)
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(labels_of(window, ids).values()) == {None}, "all of it is one step"


def test_it_asks_where_some_are_not_on_the_screen(spaniels: MainWindow) -> None:
    spaniels.gallery.set_thumbnail_size(LARGEST_THUMBNAIL)
    see(spaniels)
    ids = spaniels.model.ids()[:8]
    spaniels.gallery.select(ids, ids[0])
    see(spaniels)
    press(spaniels, "k")
    question = spaniels.panel.question.question()
    assert question is not None
    assert len(question.few) < len(question.everything) == 8
    assert set(labels_of(spaniels, ids).values()) == {None}
    spaniels.panel.question.answered.emit(question.everything)
    assert set(labels_of(spaniels, ids).values()) == {SPANIEL}


def test_a_held_key_labels_one_photo(spaniels: MainWindow) -> None:
    spaniels.actions_by_name["go_on"].trigger()
    hold(spaniels, Qt.Key.Key_K, "k")
    settle(spaniels)
    assert sum(row.label is not None for row in spaniels.collection) == 1


def test_a_mix_may_hold_kinds(spaniels: MainWindow) -> None:
    photo_id = current(spaniels).photo_id
    press(spaniels, "m")
    QTest.mouseClick(spaniels.panel.kind_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(spaniels.panel.breed_box, "terrier")
    assert spaniels.panel.breed_box.matches()[0] == "kind:terrier"
    press(spaniels, Qt.Key.Key_Return)
    press(spaniels, Qt.Key.Key_Return)
    label = labels_of(spaniels, [photo_id])[photo_id]
    assert label == Label.mix("kind:spaniel", "kind:terrier")
    assert words.label_text(label, spaniels.services.breeds.name) == "Mix: Spaniel + Terrier"


# In the review


def test_the_review_says_it_and_labels_with_the_key(spaniels: MainWindow) -> None:
    review = begin(spaniels)
    photo_id, side = shown_id(spaniels), review.screen.side
    assert side.trust.line.text().startswith("Looks like a spaniel, 92%. Sure of the kind, not of the breed")
    assert (side.kind_button.isVisible(), side.kind_button.name()) == (True, "Spaniel")
    assert (side.confirm_button.text(), side.confirm_button.isEnabled()) == ("1–5, K, B, M or U", False)  # noqa: RUF001
    strike(spaniels, "k")
    assert labels_of(spaniels, [photo_id]) == {photo_id: SPANIEL}
    displayed(review)
    assert shown_id(spaniels) != photo_id


def test_no_kind_is_given_to_a_photo_that_is_not_painted(spaniels: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spaniels.review_loader, "request", lambda *_asked, **_more: None)
    strike(spaniels, Qt.Key.Key_F5)
    strike(spaniels, "k")
    assert not spaniels.session.undo_stack.count()
    assert "not shown yet" in review_of(spaniels).screen.header.note()


def test_a_photo_of_no_kind_is_told_in_the_review(full_window: MainWindow) -> None:
    review = begin(full_window)
    strike(full_window, "k")
    assert not full_window.session.undo_stack.count()
    assert "No kind of dog stands out" in review.screen.header.note()


def test_in_a_second_look_the_key_keeps_the_label_and_nothing_else_has_it(spaniels: MainWindow) -> None:
    review = begin(spaniels)
    may = spaniels.actions_by_name.may_use
    assert (may("label_kind"), may("keep_label")) == (True, False)
    ids = doubtful(spaniels)
    suggested(spaniels, [(photo_id, SPANIEL, SURE) for photo_id in ids])
    spaniels.actions_by_name["second_look"].trigger()
    displayed(review)
    assert (may("label_kind"), may("keep_label")) == (False, True)
    assert review.screen.side.kind_button.isHidden()
    assert review.shown is not None
    assert "K or Enter keeps the label" in review.shown.content.help
    photo_id, before = shown_id(spaniels), spaniels.session.undo_stack.count()
    strike(spaniels, "k")
    assert spaniels.session.undo_stack.count() == before
    assert spaniels.collection[photo_id].label not in (None, SPANIEL)
    assert review.course.tally().kept == 1


# The filter


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tile_and_filter_have_one_word_for_it(breeds: Breeds, qapp: QApplication, language: str) -> None:
    install_language(qapp, language)
    try:
        said = words.shown_confidence_name(of_kind(make_row(1)))
        assert said == {"en": "Kind sure", "fr": "Type sûr"}[language]
        assert words.shown_confidence_name(make_row(2, confidence=SURE)) == words.confidence_name(SURE)
    finally:
        install_language(qapp, "en")


def test_the_filter_shows_what_its_number_says(spaniels: MainWindow) -> None:
    part = spaniels.sidebar.parts["confidence"]
    spaniels.sidebar.refresh()
    assert part.counts()[SURE_OF_KIND] == 8
    spaniels.sidebar.choose("confidence", SURE_OF_KIND)
    settle(spaniels)
    assert spaniels.model.photo_count() == 8
    rows = [spaniels.collection[photo_id] for photo_id in spaniels.model.ids()]
    assert {words.shown_confidence_name(row) for row in rows} == {words.kind_sure()}


# On a page


def page_of_the_sure(window: MainWindow, kinds: Iterable[Label | None]) -> tuple[int, ...]:
    """A page of photos that are sure of one breed, and of these kinds of dog; returns those that it shows."""
    be_sure(window, breed="n_red")
    rows = [window.collection[photo_id] for photo_id in window.model.ids()]
    of_each = zip(rows, kinds, strict=False)
    window.collection.put([of_kind(row, kind=kind, breed=SURE) for row, kind in of_each if kind is not None])
    settle(window)
    review = begin(window)
    assert review.screen.is_page
    assert review.shown is not None
    return review.shown.step.photo_ids


def test_on_a_page_the_key_labels_all_with_their_kind_but_those_left_out(full_window: MainWindow) -> None:
    ids = page_of_the_sure(full_window, [SPANIEL] * 12)
    side = review_of(full_window).screen.side
    assert (side.kind_button.isVisible(), side.kind_button.name()) == (True, "Spaniel")
    strike(full_window, "x")
    strike(full_window, "k")
    labels = labels_of(full_window, list(ids))
    assert labels == {**dict.fromkeys(ids, SPANIEL), ids[0]: None}
    assert shown_id(full_window) == ids[0], "it comes singly, next"
    press(full_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(labels_of(full_window, list(ids)).values()) == {None}, "all of it is one step"


def test_on_a_page_photos_without_a_kind_come_singly_and_are_told(full_window: MainWindow) -> None:
    ids = page_of_the_sure(full_window, [SPANIEL, HOUND, SPANIEL, None])
    review = review_of(full_window)
    assert review.screen.side.kind_button.name() == "Kinds"
    strike(full_window, "k")
    labels = labels_of(full_window, list(ids))
    given = [photo_id for photo_id, label in labels.items() if label is not None]
    assert (len(given), {labels[photo_id] for photo_id in given}) == (3, {SPANIEL, HOUND})
    assert review.screen.header.note() == plurals.without_kind(len(ids) - len(given))
    assert shown_id(full_window) not in given


def test_a_page_of_no_kinds_offers_none_and_says_so(full_window: MainWindow) -> None:
    ids = page_of_the_sure(full_window, [])
    review = review_of(full_window)
    assert review.screen.side.kind_button.isHidden()
    strike(full_window, "k")
    assert set(labels_of(full_window, list(ids)).values()) == {None}
    assert "No kind of dog stands out" in review.screen.header.note()
