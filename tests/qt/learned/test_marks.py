"""What was learned from labels says so, wherever it is suggested; and the photos of these labels are a click away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import PHOTOS, REVIEW
from desktop_app.ui.filters.parts.taught import TaughtPart
from desktop_app.ui.gallery.tile import TileLook, TilePainter
from desktop_app.ui.look.theme import LIGHT
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording import words
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row
from tests.qt.learned.learned_helpers import PIT_BULL, label, say_learned
from tests.qt.ui_helpers import act, press, settle

LEARNED = "learned from your 12 label"
AMONG_OTHERS = "learned from 12 label"


def link_text(window: MainWindow) -> str:
    return window.panel.suggestions.learned_link().words()


def test_the_panel_says_what_a_suggestion_was_learned_from_and_keeps_its_probability(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    assert link_text(full_window) == ""
    say_learned(full_window, ids[:1])
    content = full_window.panel.content()
    assert content is not None
    assert link_text(full_window).startswith(LEARNED)
    assert content.heading == "Looks like"
    assert content.lines[0].share_text.endswith("%")
    full_window.gallery.go_to(ids[1])
    settle(full_window)
    assert link_text(full_window) == ""


def test_labels_of_other_sessions_are_not_called_yours(full_window: MainWindow) -> None:
    ids = full_window.model.ids()
    say_learned(full_window, ids[:1], borrowed=["n_red"])
    assert link_text(full_window).startswith(AMONG_OTHERS)


def test_the_link_stands_beside_the_word_where_a_mix_is_proposed_and_nothing_moves(full_window: MainWindow) -> None:
    window, photo = full_window, full_window.model.ids()[0]
    row = window.collection[photo]
    assert row.suggestion is not None
    proposed = replace(row, suggestion=replace(row.suggestion, proposed_mix=("n_red", "n_green")))
    below = window.panel.mapFromGlobal(window.panel.suggestions.bars()[0].mapToGlobal(window.rect().topLeft()))
    window.collection.put([proposed])
    say_learned(window, [photo])
    assert window.panel.proposal.isVisible()
    assert link_text(window).startswith(LEARNED)
    assert window.panel.suggestions.learned_link().isVisible()
    after = window.panel.mapFromGlobal(window.panel.suggestions.bars()[0].mapToGlobal(window.rect().topLeft()))
    assert after == below


def test_nothing_is_said_of_what_a_person_decided_or_where_there_is_no_dog(breeds: Breeds) -> None:
    learned = replace(make_row(1), learned=12)
    assert words.learned(learned).startswith(LEARNED)
    assert LEARNED in words.spoken(learned, breeds.name)
    assert LEARNED in words.tooltip(learned, breeds.name)
    for silent in (
        replace(learned, learned=0),
        replace(learned, label=Label.breed("n_red")),
        replace(learned, label=NO_DOG),
        replace(make_row(2, dog=0.1), learned=12),
        replace(make_row(3, None), learned=12),
    ):
        assert words.learned(silent) == ""
        assert "learned" not in words.spoken(silent, breeds.name)


def test_a_tile_has_a_sign_and_not_only_a_colour(breeds: Breeds, qtbot: QtBot) -> None:
    def painted(learned: int) -> QPixmap:
        pixmap = QPixmap(220, 260)
        pixmap.fill(QColor("white"))
        painter = QPainter(pixmap)
        look = TileLook(220, 260, 150)
        TilePainter(breeds.name, QFont(), LIGHT).paint(painter, replace(make_row(1), learned=learned), None, look)
        painter.end()
        return pixmap

    before, after = painted(0).toImage(), painted(12).toImage()
    other = [(x, y) for x in range(220) for y in range(260) if before.pixel(x, y) != after.pixel(x, y)]
    assert len(other) > 30, "a sign, to be seen"
    assert min(x for x, _ in other) > 110, "at the end of its line"
    assert all(150 < y < 200 for _, y in other), "nothing else moves"


# The photos of these labels


def taught(window: MainWindow) -> list[int]:
    """Three labels stand behind what the last photo but one looks like, which is in focus; their ids."""
    ids = window.model.ids()
    label(window, ids[:3], "n_red")
    say_learned(window, [ids[10]], labels=3)
    store = window.collection.store
    store.ranked[store.position(ids[10]), 0] = store.tables.breeds.place("n_red")
    window.gallery.go_to(ids[10])
    settle(window)
    return ids[:3]


@pytest.mark.parametrize("way_back", ["Esc", "cross"])
def test_the_photos_are_a_click_away_and_everything_comes_back(full_window: MainWindow, way_back: str) -> None:
    window = full_window
    expected = taught(window)
    window.model.set_sorting(SortBy.NAME, descending=True)
    window.sidebar.show_state(PhotoState.TO_REVIEW)
    settle(window)
    before, current = window.model.ids(), window.gallery.current_id()
    assert not set(expected) & set(before), "they are not shown by these filters"
    window.panel.suggestions.learned_link().click()
    settle(window)
    assert sorted(window.model.ids()) == sorted(expected)
    assert "taught “Red”: 3 photos" in window.header._title.text()
    part = window.sidebar.parts["taught"]
    assert isinstance(part, TaughtPart)
    assert part.isVisible()
    assert "“Red”" in part.back.accessibleName()
    assert window.gallery.hasFocus()
    if way_back == "cross":
        part.back.click()
    else:
        press(window, Qt.Key.Key_Escape)
    settle(window)
    assert window.model.ids() == before
    assert window.model.sorting == (SortBy.NAME, True)
    assert window.sidebar.filters().value("state") is PhotoState.TO_REVIEW
    assert window.gallery.current_id() == current
    assert not part.isVisible()


def test_whoever_shows_all_photos_has_gone_on(full_window: MainWindow) -> None:
    window = full_window
    taught(window)
    window.sidebar.show_state(PhotoState.TO_REVIEW)
    act(window, "taught_by")
    act(window, "clear_filters")
    settle(window)
    assert len(window.model.ids()) == 13
    press(window, Qt.Key.Key_Escape)
    assert window.sidebar.filters().value("state") is None


def test_from_the_large_view_and_by_its_key(full_window: MainWindow) -> None:
    window = full_window
    expected = taught(window)
    act(window, "preview")
    assert window.preview.suggestions.learned_link().isVisible()
    window.preview.suggestions.learned_link().click()
    settle(window)
    assert not window.preview.isVisible()
    assert sorted(window.model.ids()) == sorted(expected)
    press(window, Qt.Key.Key_Escape)
    assert len(window.model.ids()) == 13
    QTest.keyClick(window.gallery, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert sorted(window.model.ids()) == sorted(expected)


def reviewed(window: MainWindow) -> tuple[ReviewingController, list[int]]:
    """A review that shows a photo by itself whose suggestion was learned; all before it were left for later."""
    expected = taught(window)
    window.screens.show(REVIEW)
    review = window.screens[REVIEW]
    assert isinstance(review, ReviewingController)
    say_learned(window, [row.photo_id for row in window.collection if row.label is None], labels=3)
    review.show()
    review.decisions.put_off()
    while review.screen.is_page:
        review.decisions.put_off()
    settle(window)
    # Of whatever breed this photo is: what it was learned from has that label.
    assert review.shown is not None
    breed = window.collection[review.shown.photo_id].suggestion
    assert breed is not None
    assert breed.best is not None
    label(window, expected, breed.best.breed_id)
    assert review.screen.side.trust.learned().startswith("learned from your 3")
    return review, expected


@pytest.mark.parametrize("way_back", ["Esc", "F5"])
def test_from_the_review_and_back_to_where_one_stood_in_it(
    full_window: MainWindow, qtbot: QtBot, way_back: str
) -> None:
    window = full_window
    review, expected = reviewed(window)
    queue, shown = review.course.queue, review.shown
    assert queue is not None
    assert shown is not None
    later, place = list(queue.later), review.screen.header.progress()
    assert later
    review.screen.side.trust.learned_link().click()
    settle(window)
    assert window.screens.current.name == PHOTOS
    assert sorted(window.model.ids()) == sorted(expected)
    if way_back == "Esc":
        press(window, Qt.Key.Key_Escape)
    else:
        act(window, "screen_review")
    qtbot.waitUntil(lambda: window.screens.current.name == REVIEW)
    assert len(window.model.ids()) == 13
    assert review.course.queue is queue
    assert review.shown is not None
    assert (review.shown.photo_id, review.screen.header.progress()) == (shown.photo_id, place)
    assert queue.later == later
    act(window, "screen_photos")
    assert review.course.queue is None, "whoever ends it begins anew"


def test_a_review_waits_for_nobody_who_goes_on_elsewhere(full_window: MainWindow) -> None:
    window = full_window
    review, _ = reviewed(window)
    review.screen.side.trust.learned_link().click()
    settle(window)
    assert review.course.queue is not None
    act(window, "clear_filters")
    settle(window)
    assert review.course.queue is None


def test_what_is_undone_while_a_review_waits_comes_again_in_it(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    review, expected = reviewed(window)
    assert review.shown is not None
    decided = review.shown.photo_id
    review.decisions.choose(Label.breed("n_green"))
    settle(window)
    assert review.shown.photo_id != decided
    window.taught.show_photos("n_green", expected)
    assert window.screens.current.name == PHOTOS
    act(window, "undo")
    settle(window)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.screens.current.name == REVIEW)
    assert review.shown is not None
    assert review.shown.photo_id == decided


def test_in_another_language_escape_still_leads_back(full_window: MainWindow) -> None:
    window = full_window
    expected = taught(window)
    window.sidebar.show_state(PhotoState.TO_REVIEW)
    settle(window)
    before = window.model.ids()
    act(window, "taught_by")
    window.speak(window.services)
    settle(window)
    assert sorted(window.model.ids()) == sorted(expected)
    press(window, Qt.Key.Key_Escape)
    settle(window)
    assert window.model.ids() == before


def test_without_photos_of_this_session_the_dialog_explains(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = full_window
    monkeypatch.setattr(window.window_actions.learned, "_opened", NothingDialog)
    say_learned(window, window.model.ids()[:1], borrowed=["n_red"])
    window.panel.suggestions.learned_link().click()
    assert NothingDialog.chosen == "n_red"
    assert "in other sessions" in NothingDialog.told
    assert len(window.model.ids()) == 13


class NothingDialog:
    """Closed as soon as it is opened."""

    chosen = told = ""

    def choose_breed(self, breed_id: str) -> None:
        NothingDialog.chosen = breed_id

    def tell(self, text: str) -> None:
        NothingDialog.told = text

    def exec(self) -> int:
        return 0

    def deleteLater(self) -> None:  # noqa: N802 - Qt's own name
        pass


def test_a_suggestion_of_the_models_own_has_nothing_behind_it(full_window: MainWindow) -> None:
    act(full_window, "taught_by")
    assert "The model itself" in full_window.status.news()
    assert len(full_window.model.ids()) == 13


def test_the_filter_shows_what_was_learned_alone(full_window: MainWindow) -> None:
    window = full_window
    ids = window.model.ids()
    box = window.sidebar.parts["learned"]
    assert not box.isVisible(), "nothing was learned yet"
    say_learned(window, ids[:5])
    label(window, ids[:1], PIT_BULL)
    window.sidebar.refresh()
    assert box.isVisible()
    window.sidebar.choose("learned", True)
    assert window.model.ids() == ids[1:5], "a decided one is no suggestion any more"


def test_why_says_that_it_cannot_be_shown_for_what_the_model_does_not_know(full_window: MainWindow) -> None:
    window = full_window
    photo = window.model.ids()[0]
    row = window.collection[photo]
    assert row.suggestion is not None
    best = replace(row.suggestion.ranked[0], breed_id=PIT_BULL)
    window.collection.put([replace(row, suggestion=replace(row.suggestion, ranked=(best,)))])
    say_learned(window, [photo])
    act(window, "why")
    settle(window)
    note = window.panel.why_note()
    assert "American Pit Bull Terrier was learned from labels" in note or note == "This model cannot show why."
