"""One run through the screens that know groups: what `benchmarks.large_groups` starts. Prints its figures as JSON.

Usage: python -m benchmarks.large_groups_steps FILE [--seconds 300] [--profile STEP] [--only PART …]
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.heartbeat import wait
from benchmarks.large_session_steps import SETTLE, Walk, peak_megabytes
from desktop_app.photos.animal_rows import RowView
from desktop_app.photos.arrangement import SortBy
from desktop_app.photos.group_summary import GroupState
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import ANIMALS, REVIEW
from desktop_app.ui.dialogs.animals_from_names_dialog import AnimalsFromNamesDialog
from desktop_app.ui.window.animals_screen import AnimalsScreen

REGROUP_MS, ANY_TIME = 100.0, float("inf")
PARTS = ("animals", "names", "rows", "edits", "review", "alike", "statistics", "many", "again")


class GroupsWalk(Walk):
    """Goes through the screens as a person does, and takes the time."""

    patience = 60.0

    def __init__(self, file: Path, profiled: str | None, seconds: float) -> None:
        super().__init__(file, profiled)
        self._most_grouping = seconds * 1000

    def go_through(self, parts: list[str]) -> None:
        """Some of `PARTS`, in their order."""
        self.opening()
        self.animals()
        for part in PARTS[1:]:
            if part in parts:
                getattr(self, part)()
        self.window.close()
        self.figures["memory"] = {"megabytes": peak_megabytes()}

    def at_ease(self, name: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """A step that may take what it takes, as long as the window never stands still."""
        self.step(name, ANY_TIME, act, done)

    def act(self, name: str, action: str, done: Callable[[], bool] = lambda: True) -> None:
        """Likewise: an action by its name."""
        self.at_ease(name, self._action(action), done)

    @property
    def page(self) -> AnimalsPage:
        """The rows with what stands beside them."""
        screen = self.window.screens[ANIMALS]
        assert isinstance(screen, AnimalsScreen)
        assert screen.page is not None
        return screen.page

    def _is_grouped(self) -> bool:
        grouping = self.window.grouping
        return not grouping.is_grouping and len(grouping.grouping.groups) > 0

    def _settled(self) -> bool:
        return not self.window.session.is_writing and not self.window.grouping.is_grouping

    def _edit(self, name: str, act: Callable[[], object], *, regroups: bool = False) -> None:
        """A change, until it is written and the groups are made anew; and how long these took."""
        told: list[tuple[float, float]] = []
        made: list[tuple[float, float]] = []
        window = self.window
        noted = window.session.changed.connect(lambda _what: told.append((time.perf_counter(), time.process_time())))
        regrouped = window.grouping.regrouped.connect(lambda: made.append((time.perf_counter(), time.process_time())))
        self.at_ease(name, act, lambda: bool(told) and self._settled() and (bool(made) or not regroups))
        window.session.changed.disconnect(noted)
        window.grouping.regrouped.disconnect(regrouped)
        if regroups and told and made:
            clock, computed = ((end - start) * 1000 for start, end in zip(told[0], made[-1], strict=True))
            figures = self.figures[name]
            self.figures[f"  groups after it: {name}"] = {
                "painted": clock, "worked": computed, "step": figures["step"], "computed": figures["computed"],
                "most": REGROUP_MS,
            }  # fmt: skip

    def _show(self, screen: str) -> None:
        self._action(f"screen_{screen}")()
        wait(SETTLE)

    # The parts

    def animals(self) -> None:
        """The screen is opened; the groups come."""
        self.act("Animals opened", "screen_animals")
        patience, self.patience = self.patience, 2 * self._most_grouping / 1000
        self.step("groups are there", self._most_grouping, lambda: None, self._is_grouped)
        self.patience = patience

    def names(self) -> None:
        """Animals from names."""
        shown: list[AnimalsFromNamesDialog] = []

        def look(accept: bool) -> None:
            dialog = next((each for each in QApplication.topLevelWidgets() if _is_open(each)), None)
            if dialog is None or not dialog.make.isEnabled():  # type: ignore[attr-defined]
                QTimer.singleShot(20, self.window, lambda: look(accept))
                return
            shown.append(dialog)  # type: ignore[arg-type]
            (dialog.accept if accept else dialog.reject)()  # type: ignore[attr-defined]

        def opened(accept: bool) -> None:
            look(accept)
            self._action("animals_from_names")()

        self.at_ease("Animals from names: the preview", lambda: opened(False), lambda: bool(shown))
        self._edit("20,000 animals are made", lambda: opened(True))
        self._edit("undo it: no animals", self._action("undo"))
        self._edit("redo it: the animals", self._action("redo"))

    def rows(self) -> None:
        """Looking at rows."""
        view = self.page.view

        def key(name: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            self.at_ease(f"rows: {name}", lambda: QTest.keyClick(view, key, modifier))

        self.act("Photos", "screen_photos")
        self.act("Animals again", "screen_animals")
        for name in ("Down", "Down", "Right", "Left", "PageDown", "PageUp", "End", "Home"):
            key(name, getattr(Qt.Key, f"Key_{name}"))
        key("Shift+End", Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
        key("Home again", Qt.Key.Key_Home)
        self.act("rows: O opens", "open_row")
        self.act("rows: O closes", "open_row")
        bar = view.verticalScrollBar()
        self.at_ease("rows: to the middle", lambda: bar.setValue(bar.maximum() // 2))
        self.at_ease("rows: to the top", lambda: bar.setValue(0))
        for row_view in (RowView.DISAGREE, RowView.DECIDED, RowView.UNDECIDED):
            self.at_ease(f"rows: {row_view.value}", partial(self.page.show_view, row_view))
        self.at_ease("rows: with decided ones", lambda: self.page.show_view(RowView.UNDECIDED, with_decided=True))
        self.at_ease("rows: without", lambda: self.page.show_view(RowView.UNDECIDED))
        self.act("rows: select all", "select_all")
        key("Home, one selected", Qt.Key.Key_Home)
        self.act("rows: arrange again", "arrange_again")

    def edits(self) -> None:
        """Deciding, joining, splitting, picking."""
        window, view = self.window, self.page.view
        for number in (1, 2):
            # Where most photos say nothing or contradict each other, Enter opens the row and changes nothing.
            view.go_to(self._agreeing())
            wait(1.0)
            self._edit(f"Enter on a row, {number}", self._action("confirm"))
        self._edit("undo: the row", self._action("undo"))
        self._edit("redo: the row", self._action("redo"))
        view.go_to(self.page.model.rows.next_undecided(-1))
        wait(SETTLE)
        self._edit("G joins two animals", self._joined, regroups=True)
        self._edit("undo: joined", self._action("undo"), regroups=True)
        QTest.keyClick(view, Qt.Key.Key_Right)
        self._edit("Shift+G takes a photo out", self._action("split_row"), regroups=True)
        self._edit("undo: taken out", self._action("undo"), regroups=True)
        view.leave_strip()
        self._edit("Shift+G takes an animal apart", self._action("split_row"), regroups=True)
        self._edit("undo: taken apart", self._action("undo"), regroups=True)
        self._edit("several dogs", self._action("several_dogs"), regroups=True)
        # Photos that show several dogs are no picks: there would be nothing to propose, and the run would wait for it.
        self._edit("undo: several dogs", self._action("undo"), regroups=True)
        self._edit("picks are proposed", self._action("propose_picks"))
        self.act("rows: arrange again, after edits", "arrange_again")
        del window

    def _agreeing(self) -> int:
        """The first row that is to be decided, and whose photos agree."""
        rows = self.page.model.rows
        shown: list[int] = rows.shown.tolist()
        return next(row for row in shown if rows.summary(row).state is GroupState.AGREEING)

    def _joined(self) -> None:
        page = self.page
        self._action("join_rows")()
        if page.foot() is not page.ask_bar and not self.window.session.is_writing:
            # The row below was out of sight: the first key shows it.
            self._action("join_rows")()
        if page.foot() is page.ask_bar:
            page.ask_bar.answered.emit(True)

    def review(self) -> None:
        """The Review screen."""
        self._show("photos")
        screen = self.window.screens[REVIEW]
        assert isinstance(screen, ReviewingController)
        self.act("Review opened: the queue is frozen", "screen_review", lambda: screen.shown is not None)
        wait(1.0)
        self._edit("Review: Enter", screen.decisions.confirm)
        wait(1.0)
        self._edit("Review: Enter again", screen.decisions.confirm)
        self._edit("Review: undo", self._action("undo"))
        self.at_ease("Review: back", screen.go_back)
        self.at_ease("Review: forward", screen.go_forward)
        from desktop_app.photos.review_order import ReviewOrder

        self.at_ease("Review: hardest first", lambda: screen.set_order(ReviewOrder.HARDEST))
        wait(1.0)
        self.act("Review: later", "review_later")
        self._edit("Review: unknown", self._action("unknown"))
        self.at_ease("Review: easiest first", lambda: screen.set_order(ReviewOrder.EASIEST))
        self.at_ease("Review: second look", screen.second_look)
        wait(1.0)
        self.act("Review: keep", "keep_label")
        self.at_ease("Review: on with the review", lambda: screen._go_on(screen.course.go_on))
        queue = screen.course.queue
        self.at_ease("Review: the end", lambda: _to_the_end(queue, screen))
        self.act("Review left", "screen_photos")

    def alike(self) -> None:
        """What is alike, and who is the same dog."""
        window = self.window
        self._show("photos")
        sort = window.header.sorting_chosen.emit
        self.at_ease("Most alike", lambda: sort(SortBy.ALIKE, False), lambda: window.model.sorting[0] is SortBy.ALIKE)
        self.at_ease("by name again", lambda: sort(SortBy.NAME, False))
        window.gallery.go_to(window.model.id_at(7))
        wait(SETTLE)
        self.act("More like this one", "more_alike", lambda: window.model.filters.value("alike") is not None)
        self.at_ease("back from it", lambda: window.sidebar.choose("alike", None))
        same = window.same_dog
        self.act("Same dog?", "same_dog", lambda: same._job_id == 0)
        if same.queue():
            from desktop_app.catalog.values.animals import SameDog

            wait(SETTLE)
            self._edit("Same dog? Yes", lambda: same._answer(SameDog.YES), regroups=True)
            self._edit("Same dog? undo", self._action("undo"), regroups=True)
        same.close()

    def statistics(self) -> None:
        """The statistics, page by page."""
        statistics = self.window.window_actions.statistics
        self.act("Statistics", "statistics", lambda: statistics._figures is not None)
        dialog = statistics._dialog
        assert dialog is not None
        for row in range(dialog.pages.count()):
            name = f"Statistics: {dialog.pages.item(row).text()}"
            self.at_ease(name, partial(dialog.pages.setCurrentRow, row))
        dialog.close()

    def many(self) -> None:
        """All photos at once, with groups."""
        window = self.window
        self._show("photos")
        self._action("select_all")()
        question = window.panel.question
        self.act("label all: the question", "unknown", lambda: question.question() is not None)
        self._edit("label all", question.everything.click)
        self._edit("undo: all", self._action("undo"))
        self._show("animals")
        self._edit("redo, at Animals: all", self._action("redo"))
        self._edit("undo, at Animals: all", self._action("undo"))

    def again(self) -> None:
        """The session is opened again, at Animals."""
        self._show("animals")
        self.at_ease("session opened again, at Animals", lambda: self.window.session.open(self._file),
                     lambda: self._is_grouped() and len(self.page.model.rows.shown) > 0)  # fmt: skip


def _is_open(widget: QWidget) -> bool:
    return isinstance(widget, AnimalsFromNamesDialog) and widget.isVisible()


def _to_the_end(queue, screen) -> None:  # type: ignore[no-untyped-def]
    """As if everything had been put off, photo by photo."""
    queue._at, queue._first, queue._present = len(queue._planned.positions), [], None
    screen.show()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0, help="until groups must be there")
    parser.add_argument("--profile", help="name of a step to profile")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    walk = GroupsWalk(options.file, options.profile, options.seconds)
    walk.go_through(options.only)
    print(json.dumps(walk.figures))


if __name__ == "__main__":
    main()
