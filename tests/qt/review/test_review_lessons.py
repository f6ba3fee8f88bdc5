"""What the memory has to say to the review: labels that it doubts, and the order of what teaches most."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.values.labels import Label
from desktop_app.photos.review_order import NoOrder, ReviewOrder
from desktop_app.photos.second_look import NO_CONTRADICTIONS, Contradicted
from desktop_app.ui.controllers.review_lessons import ReviewLessons
from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.review.review_helpers import begin, displayed, review_of, shown_id, strike, strike_when_displayed
from tests.qt.ui_helpers import labels_of, make
from tests.unit.photos.photo_helpers import learned_columns

RED, GREEN = Label.breed("n_red"), Label.breed("n_green")
ENTER = Qt.Key.Key_Return


class Lessons(QObject):
    """A memory that says what a test wants, when it wants it.

    Attributes:
        asked: ids of the photos that were asked about, each time.
        cancelled: how often nobody wanted to know any more.
        reason: why nobody can ask.
    """

    contradicted = Signal(object)
    teaching = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.contradictions = NO_CONTRADICTIONS
        self.asked: list[list[int]] = []
        self.cancelled = 0
        self.reason: NoOrder | None = None

    def ask_teaching_order(self, photo_ids: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        self.asked.append(photo_ids.tolist())

    def cancel_teaching_order(self) -> None:
        self.cancelled += 1

    def why_no_order(self) -> NoOrder | None:
        return self.reason

    def answer(self, photo_ids: Sequence[int]) -> None:
        """It is known now."""
        self.teaching.emit(np.array(photo_ids, np.int64))

    def doubt(self, photo_ids: Sequence[int], label: Label = GREEN, suggested: Label = RED) -> None:
        """All other labels contradict these."""
        count, ids = len(photo_ids), np.array(photo_ids, np.int64)
        self.contradictions = Contradicted(ids, (label,) * count, (suggested,) * count, np.full(count, 0.9))
        self.contradicted.emit(self.contradictions)

    def forget(self) -> None:
        """The memory is switched off."""
        self.contradictions = NO_CONTRADICTIONS
        self.contradicted.emit(self.contradictions)


@pytest.fixture
def lessons(full_window: MainWindow) -> Lessons:
    """The memory of the window's review."""
    review = review_of(full_window)
    # What the window's own memory learns of the same labels, and when, is not what these tests are about.
    full_window.learning.set_on(False)
    made = Lessons(full_window)
    review.lessons = ReviewLessons(review, made)
    # Made with the first photos that change while the screen is there: with the window's own memory then.
    vars(review).pop("course", None)
    return made


def to_decide(window: MainWindow) -> list[int]:
    return [row.photo_id for row in window.collection if row.suggestion is not None and row.label is None]


def decide_all(window: MainWindow, greens: int) -> list[int]:
    """Label the first photos green, the others red; the model has no opinion of its own."""
    ids, said = to_decide(window), make_row(1, "n_red", 0.5).suggestion
    make(window, SetLabels(dict.fromkeys(ids[:greens], GREEN) | dict.fromkeys(ids[greens:], RED)))
    window.collection.put([replace(window.collection[photo_id], suggestion=said) for photo_id in ids])
    return ids


def test_the_review_begins_at_once_and_what_is_ahead_is_put_in_order_when_that_is_known(
    full_window: MainWindow, lessons: Lessons
) -> None:
    review = begin(full_window)
    first, header = shown_id(full_window), review.screen.header
    header.order_chosen.emit(ReviewOrder.TEACHES_MOST)
    assert sorted(lessons.asked[0]) == sorted(to_decide(full_window))
    assert header.note() == "Working out which photos are most useful…"
    strike_when_displayed(full_window, ENTER)
    second = shown_id(full_window)
    ahead = [each for each in to_decide(full_window) if each != second]
    lessons.answer([ahead[4], first, ahead[0], second, *ahead[1:4], *ahead[5:]])
    assert shown_id(full_window) == second, "what is shown stays under the hand"
    assert header.note() == ""
    assert review.course.queue is not None
    assert review.course.queue.ahead(2) == [ahead[4], ahead[0]]
    strike_when_displayed(full_window, ENTER)
    assert shown_id(full_window) == ahead[4]
    assert header.order_box.currentText() == "Most useful first"


def test_the_order_is_remembered_for_the_next_review_and_asked_for_anew(
    full_window: MainWindow, lessons: Lessons
) -> None:
    review = begin(full_window)
    review.set_order(ReviewOrder.TEACHES_MOST)
    lessons.answer(lessons.asked[0])
    strike_when_displayed(full_window, ENTER)
    strike(full_window, Qt.Key.Key_Escape)
    assert full_window.screens.current.name == PHOTOS
    assert lessons.cancelled == 0, "it was known already"
    begin(full_window)
    assert review.screen.header.order_box.currentData() == ReviewOrder.TEACHES_MOST
    assert sorted(lessons.asked[1]) == sorted(to_decide(full_window))
    strike(full_window, Qt.Key.Key_Escape)
    assert lessons.cancelled == 1, "nobody waits for it any more"
    lessons.answer(lessons.asked[1])
    assert review.course.queue is None


def test_another_order_does_not_wait_for_what_teaches(full_window: MainWindow, lessons: Lessons) -> None:
    review = begin(full_window)
    review.set_order(ReviewOrder.TEACHES_MOST)
    review.set_order(ReviewOrder.HARDEST)
    assert lessons.cancelled == 1
    assert review.screen.header.note() == ""
    assert review.course.queue is not None
    ahead = review.course.queue.ahead(20)
    lessons.answer(ahead[::-1])
    assert review.course.queue.ahead(20) == ahead


def test_where_nobody_can_tell_the_order_is_off_and_says_why(full_window: MainWindow, lessons: Lessons) -> None:
    lessons.reason = NoOrder.SWITCHED_OFF
    review = begin(full_window)
    box = review.screen.header.order_box
    place = box.findData(ReviewOrder.TEACHES_MOST)
    flags, hint = box.model().index(place, 0).flags(), box.itemData(place, Qt.ItemDataRole.ToolTipRole)
    assert not flags & Qt.ItemFlag.ItemIsEnabled
    assert "does not learn" in hint
    assert hint in box.toolTip()
    lessons.reason = None
    review.show()
    assert box.model().index(place, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert "learns most" in box.itemData(place, Qt.ItemDataRole.ToolTipRole)
    review.set_order(ReviewOrder.TEACHES_MOST)
    lessons.reason = NoOrder.OTHER_PACK
    strike(full_window, Qt.Key.Key_Escape)
    begin(full_window)
    assert len(lessons.asked) == 1
    assert box.currentText() == "Hardest first"


def test_an_order_that_cannot_be_worked_out_is_told(full_window: MainWindow, lessons: Lessons) -> None:
    review = begin(full_window)
    review.set_order(ReviewOrder.TEACHES_MOST)
    first = shown_id(full_window)
    lessons.answer([])
    assert shown_id(full_window) == first
    assert review.screen.header.note().startswith("Nothing is known")


def test_a_doubt_of_the_memory_is_offered_as_soon_as_it_has_it_said_in_words_and_kept(
    full_window: MainWindow, lessons: Lessons
) -> None:
    ids = decide_all(full_window, 3)
    review = begin(full_window)
    end = review.screen.end_page
    assert end.second_look.isHidden()
    lessons.doubt(ids[:2])
    assert end.second_look.text() == "2 labels deserve a second look"
    assert not end.second_look.isHidden()
    end.second_look.click()
    displayed(review)
    first = shown_id(full_window)
    note = review.shown.content.note  # type: ignore[union-attr]
    assert note == f"You labelled it Green. It looks more like your {len(ids) - 3} Red photos."
    strike(full_window, "k")
    displayed(review)
    assert labels_of(full_window, [first]) == {first: GREEN}
    strike(full_window, "1")
    assert review.screen.is_at_end
    assert "1 label kept · 1 label changed" in end.text()
    lessons.doubt(ids[:2])
    assert end.second_look.isHidden(), "what was kept is not asked again, and what was changed is another label"


def test_doubts_go_with_the_memory(full_window: MainWindow, lessons: Lessons) -> None:
    ids = decide_all(full_window, 12)
    review = begin(full_window)
    lessons.doubt(ids[:3])
    review.second_look()
    displayed(review)
    shown = shown_id(full_window)
    assert review.screen.header.progress() == "1 of 3"
    lessons.doubt(ids[:1])
    left = len({shown, ids[0]})
    assert (shown_id(full_window), review.screen.header.progress()) == (shown, f"1 of {left}")
    strike_when_displayed(full_window, *["k"] * left)
    assert review.screen.is_at_end
    lessons.doubt(ids[1:3])
    assert not review.screen.end_page.second_look.isHidden()
    lessons.forget()
    assert review.screen.end_page.second_look.isHidden()


def test_what_the_memory_suggested_and_a_person_confirmed_was_decided_as_suggested(
    full_window: MainWindow, lessons: Lessons
) -> None:
    learned = "breed:american_pit_bull_terrier"
    ids = to_decide(full_window)
    breeds = dict.fromkeys(ids, learned)
    full_window.collection.set_learned(learned_columns(full_window.collection.store, breeds, labels=12))
    review = begin(full_window)
    strike_when_displayed(full_window, *"1" * len(ids))
    assert set(labels_of(full_window, ids).values()) == {Label.breed(learned)}
    assert review.screen.is_at_end
    assert f"{len(ids)} as suggested · 0 otherwise" in review.screen.end_page.text()


def test_suggestions_of_what_comes_next_are_worked_out_first(full_window: MainWindow) -> None:
    told: list[list[int]] = []
    full_window.labelling.looked_at.connect(told.append)
    ids = to_decide(full_window)
    begin(full_window)
    assert told[-1][0] == shown_id(full_window)
    assert set(told[-1]) == set(ids)
    strike_when_displayed(full_window, "1")
    assert told[-1][0] == shown_id(full_window)
    assert len(told[-1]) == len(ids) - 1
