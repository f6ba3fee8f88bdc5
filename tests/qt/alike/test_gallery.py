"""Photos that are alike in the gallery: sorted side by side, and those like one photo alone."""

import itertools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.filters.parts.alike import AlikePart
from desktop_app.ui.settings import WindowState
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import act, press, settle


def choose_most_alike(window: MainWindow) -> None:
    """As a person does who chooses it in the header."""
    window.header.set_sorting(SortBy.ALIKE, False)
    window.header.sorting_chosen.emit(SortBy.ALIKE, False)


def colours_in_order(window: MainWindow) -> list[str]:
    return [window.collection[photo].path.stem.split(" ")[1] for photo in window.model.ids()]


def changes(values: list[str]) -> int:
    return sum(one != other for one, other in itertools.pairwise(values))


def is_done(window: MainWindow) -> bool:
    return not window.header.is_comparing()


def part(window: MainWindow) -> AlikePart:
    found = window.sidebar.parts["alike"]
    assert isinstance(found, AlikePart)
    return found


def test_most_alike_puts_photos_of_one_look_side_by_side_when_it_is_known(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    # Mixed up first, so that names do not help.
    window = full_window
    window.model.set_sorting(SortBy.DATE, False)
    choose_most_alike(window)
    window.header.sorting_chosen.emit(SortBy.DATE, False)
    assert not window.header.is_comparing(), "who sorts by something else waits no longer"
    before = window.model.ids()
    choose_most_alike(window)
    assert window.header.is_comparing()
    assert window.model.ids() == before, "nothing moves while it is worked out"
    qtbot.waitUntil(lambda: is_done(window))
    assert window.model.sorting == (SortBy.ALIKE, False)
    colours = colours_in_order(window)
    assert colours[-1] == "broken", "what was never looked at comes last"
    assert changes(colours) == 3


def test_who_has_gone_on_meanwhile_is_offered_the_order_and_nothing_moves(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    window.model.set_sorting(SortBy.PROBABILITY, False)
    before = window.model.ids()
    choose_most_alike(window)
    window.gallery.go_to(before[3])
    qtbot.waitUntil(lambda: is_done(window))
    assert window.model.ids() == before
    assert window.model.is_stale
    assert not window.header.arrange_again.isHidden()
    act(window, "arrange_again")
    assert changes(colours_in_order(window)) == 3
    assert window.gallery.current_id() == before[3]


def test_the_sorting_is_remembered_and_worked_out_again_in_the_next_session(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    choose_most_alike(window)
    qtbot.waitUntil(lambda: is_done(window))
    assert window.memory.state_now().sort_by == "alike"
    assert WindowState(sort_by="alike").sort_by == "alike"
    path = window.session.path
    assert path is not None
    window.session.start_new()
    window.session.open(path)
    qtbot.waitUntil(lambda: window.model.rowCount() == 13 and is_done(window))
    qtbot.waitUntil(lambda: changes(colours_in_order(window)) == 3)


def shown_as_sorted_by(window: MainWindow) -> str:
    """What the header says, as a person reads it."""
    box = next(box for box in window.header.findChildren(QComboBox) if box.accessibleName() == "Sort by")
    return box.currentText()


def sort_by_what_is_alike_and_open_again(window: MainWindow, qtbot: QtBot, at_once: Callable[[], object]) -> list[int]:
    """Open the session once more, as after a restart, and do something before its order is known; photos by name."""
    window.model.set_sorting(SortBy.NAME, descending=False)
    by_name = window.model.ids()
    choose_most_alike(window)
    qtbot.waitUntil(lambda: is_done(window))
    # Where a person stopped; what stands first in that order was chosen by itself.
    window.gallery.go_to(by_name[0])
    settle(window)
    path = window.session.path
    assert path is not None
    window.session.start_new()
    seen: list[list[int]] = []

    def take_the_session(_path: Path) -> None:
        assert window.header.is_comparing()
        seen.append(window.model.ids())
        at_once()

    window.session.opened.connect(take_the_session)
    window.session.open(path)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [by_name]
    return by_name


def test_after_a_restart_who_works_before_the_order_is_known_keeps_what_is_there_and_is_told_so(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    remembered: list[str] = []

    def go_to_the_next() -> None:
        remembered.append(window.memory.state_now().sort_by)
        QTest.keyClick(window.gallery, Qt.Key.Key_Right)

    by_name = sort_by_what_is_alike_and_open_again(window, qtbot, go_to_the_next)
    assert remembered == ["alike"]
    qtbot.waitUntil(lambda: is_done(window))
    settle(window)
    assert window.model.ids() == by_name, "a person is at work"
    assert shown_as_sorted_by(window) == "Name", "what is not so is not said"
    assert not window.header.arrange_again.isHidden()
    assert window.memory.state_now().sort_by == "alike", "what was chosen stays chosen"
    act(window, "arrange_again")
    assert changes(colours_in_order(window)) == 3
    assert shown_as_sorted_by(window) == "Most alike"
    assert window.gallery.current_id() == by_name[1]


def test_what_is_like_one_photo_asked_for_before_the_order_is_known_does_not_lose_the_order(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    sort_by_what_is_alike_and_open_again(window, qtbot, window.alike.show_more_alike)
    qtbot.waitUntil(lambda: window.model.rowCount() < 13)
    QTest.keyClick(window.gallery, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: is_done(window))
    settle(window)
    assert window.model.rowCount() == 13
    assert changes(colours_in_order(window)) == 3
    assert shown_as_sorted_by(window) == "Most alike"
    assert window.header.arrange_again.isHidden()


def test_what_is_waited_for_is_waited_for_in_another_language_too(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    sort_by_what_is_alike_and_open_again(window, qtbot, lambda: window.speak(window.services))
    qtbot.waitUntil(lambda: is_done(window))
    settle(window)
    assert changes(colours_in_order(window)) == 3
    assert shown_as_sorted_by(window) == "Most alike"


def test_more_like_this_one_narrows_to_what_is_like_it_and_escape_leads_back(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    everything = window.model.ids()
    window.gallery.go_to(everything[5])
    press(window, "l")
    qtbot.waitUntil(lambda: window.model.rowCount() < 13)
    assert window.model.id_at(0) == everything[5], "itself first"
    assert set(colours_in_order(window)) == {"green"}
    assert window.model.rowCount() == 4
    assert window.gallery.current_id() == everything[5]
    assert part(window).isVisible()
    assert part(window).value() is not None
    act(window, "preview")
    QTest.keyClick(window.gallery, Qt.Key.Key_Escape)
    assert not window.preview.isVisible()
    assert window.model.rowCount() == 4, "first from the large photo"
    QTest.keyClick(window.gallery, Qt.Key.Key_Escape)
    assert window.model.ids() == everything
    assert window.gallery.current_id() == everything[5]
    assert not part(window).isVisible()


def test_the_cross_and_show_all_photos_lead_back_to_the_sorting_of_before(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    window.header.sorting_chosen.emit(SortBy.PROBABILITY, True)
    before = window.model.ids()
    for way_back in (part(window).back.click, window.actions_by_name["clear_filters"].trigger):
        act(window, "more_alike")
        qtbot.waitUntil(lambda: window.model.rowCount() == 4)
        assert window.model.sorting == (SortBy.ALIKE, False)
        assert window.collection[window.model.id_at(0)].path.name in part(window).back.accessibleName()
        assert window.memory.state_now().sort_by == "probability", "what is remembered is how everything is sorted"
        way_back()
        assert window.model.ids() == before
        assert window.model.sorting == (SortBy.PROBABILITY, True)


def test_counts_are_those_within_what_is_like_one_photo(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    window.gallery.go_to(window.model.ids()[0])
    act(window, "more_alike")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    act(window, "unknown")
    settle(window)
    window.sidebar.refresh()
    counts = window.sidebar.counts()
    assert counts["state"][None] == 4
    assert counts["state"][PhotoState.TO_REVIEW] == 3
    assert counts["alike"][None] == 13, "what one would see without it"
    window.sidebar.show_state(PhotoState.TO_REVIEW)
    assert window.model.rowCount() == 3
    assert [row.label for row in window.collection if row.label is not None] == [UNKNOWN]


def test_what_is_like_one_photo_stays_when_the_window_speaks_another_language(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    window = full_window
    window.gallery.go_to(window.model.ids()[-1])
    act(window, "more_alike")
    qtbot.waitUntil(lambda: "99 broken.jpg" in window.status.news())
    assert window.model.rowCount() == 13, "nothing is like a photo that was not looked at"
    window.gallery.go_to(window.model.ids()[0])
    act(window, "more_alike")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    shown = window.model.ids()
    window.speak(window.services)
    settle(window)
    assert window.model.ids() == shown
    QTest.keyClick(window.gallery, Qt.Key.Key_Escape)
    assert window.model.rowCount() == 13
    assert window.model.sorting[0] is SortBy.NAME
