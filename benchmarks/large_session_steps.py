"""One run through one session in the window: what `benchmarks.large_session` starts. Prints its figures as JSON.

Usage: python -m benchmarks.large_session_steps FILE [--profile STEP]
"""

import argparse
import cProfile
import json
import os
import pstats
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.heartbeat import Heartbeat, paint, spin, wait
from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording.plurals import plurals

OPENING_MS, ARRANGING_MS, LABELLING_MS, ALL_MS = 1500.0, 100.0, 200.0, 10_000.0
SETTLE, AFTERWARDS, PATIENCE = 0.4, 0.7, 60.0
SOME, SCATTERED, SCROLLS = 1_000, 20, 40


class Walk:
    """Goes through the window as a person does, and takes the time.

    Attributes:
        figures: step → milliseconds: "painted" on the clock, and what all threads "worked" until then; the longest
            "step" of the interface thread, and what it "computed" in one; "most" that is asked for. And "memory".
    """

    patience = PATIENCE

    def __init__(self, file: Path, profiled: str | None) -> None:
        self.figures: dict[str, dict[str, float]] = {}
        self._file, self._profiled = file, profiled
        self.window = window = app.make_window(app.make_application(), Settings())
        window.resize(1400, 900)
        window.show()
        wait(SETTLE)
        self._heart = Heartbeat()

    def step(self, name: str, most: float, act: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do something and wait until it is painted; what follows from it a moment later counts as a step too."""
        wait(SETTLE)
        profile = cProfile.Profile() if name == self._profiled else None
        began: list[float] = []

        def go() -> None:
            began.extend((time.perf_counter(), time.process_time()))
            act()

        self._heart.start()
        if profile is not None:
            profile.enable()
        QTimer.singleShot(0, self.window, go)
        in_time = spin(lambda: bool(began) and done(), self.patience)
        paint()
        painted, worked = time.perf_counter() - began[0], time.process_time() - began[1]
        wait(AFTERWARDS)
        if profile is not None:
            profile.disable()
            pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
        self._heart.stop()
        figures = {
            "painted": painted * 1000 if in_time else float("inf"),
            "worked": worked * 1000,
            "step": max(self._heart.stalls),
            "computed": max(self._heart.computed),
        }
        self.figures[name] = {**figures, "most": most}
        print(f"{name:32}" + "".join(f"{figure:9.0f}" for figure in figures.values()) +
              f"{psutil.Process().memory_info().rss / 1e6:9.0f} MB", file=sys.stderr)  # fmt: skip

    def walk(self) -> None:
        """All of it."""
        self.opening()
        self.arranging()
        self.looking()
        self.labelling()
        self.many()
        self.window.close()
        self.figures["memory"] = {"megabytes": peak_megabytes()}

    def opening(self) -> None:
        window = self.window
        self.step(
            "first screen", OPENING_MS, lambda: window.session.open(self._file), lambda: window.model.rowCount() > 0
        )
        spin(lambda: all(map(window.pictures.pixmap, window.gallery.visible_ids())), PATIENCE)
        # The model is loaded beside it; what follows is measured without.
        spin(lambda: window.labelling.classifier() is not None, PATIENCE)

    def arranging(self) -> None:
        """Filters, sorting, finding."""
        window, header, sidebar = self.window, self.window.header, self.window.sidebar
        common = max(sidebar.counts()["looks_like"].items(), key=lambda each: (each[0] is not None, each[1]))[0]

        def filtered(facet: str, value: object) -> None:
            name = "all" if value in (None, (0.0, 1.0)) else str(getattr(value, "value", value))
            text = f"filter {facet.replace('_', ' ')}: {name}"
            self.step(text, ARRANGING_MS, lambda: sidebar.choose(facet, value),
                      lambda: window.model.filters.value(facet) == value)  # fmt: skip

        def sorted_by(sort_by: SortBy, descending: bool) -> None:
            text = f"sort by {sort_by.value}" + ", descending" * descending
            self.step(text, ARRANGING_MS, lambda: header.sorting_chosen.emit(sort_by, descending),
                      lambda: window.model.sorting == (sort_by, descending))  # fmt: skip

        def found(text: str) -> None:
            self.step(f"find {text!r}", ARRANGING_MS, lambda: header.find_box.setText(text),
                      lambda: window.model.filters.value("text") == text)  # fmt: skip

        filtered("state", PhotoState.TO_REVIEW)
        filtered("looks_like", common)
        filtered("looks_like", None)
        filtered("probability", (0.8, 1.0))
        filtered("probability", (0.0, 1.0))
        filtered("state", None)
        for sort_by in (SortBy.BREED, SortBy.PROBABILITY, SortBy.DATE, SortBy.NAME):
            sorted_by(sort_by, descending=True)
        sorted_by(SortBy.NAME, descending=False)
        for text in ("i", "img_0042", ""):
            found(text)

    def looking(self) -> None:
        """Scrolling, zooming, selecting, resizing."""
        window, gallery = self.window, self.window.gallery
        self.scrolled(f"scroll, {SCROLLS} leaps")
        zoom = self._action("zoom_dog")
        self.step("zoom to the dogs", ARRANGING_MS, zoom, lambda: window.zoom.is_on)
        self.scrolled(f"scroll dogs, {SCROLLS} leaps")
        self.step("show photos again", ARRANGING_MS, zoom, lambda: not window.zoom.is_on)
        self.step("resize the window", ARRANGING_MS, lambda: window.resize(1150, 800), lambda: window.width() == 1150)
        self.step("larger thumbnails", ARRANGING_MS, lambda: gallery.set_thumbnail_size(200), lambda: True)
        self.step("next photo", ARRANGING_MS, lambda: QTest.keyClick(gallery, Qt.Key.Key_Right), lambda: True)
        self.step("Ctrl+A", ARRANGING_MS, self._action("select_all"), self._shows_all)
        self.step(
            "Ctrl+Home",
            ARRANGING_MS,
            lambda: QTest.keyClick(gallery, Qt.Key.Key_Home),
            lambda: gallery.selected_count() == 1,
        )
        shift = Qt.KeyboardModifier.ShiftModifier
        self.step("Shift+End", ARRANGING_MS, lambda: QTest.keyClick(gallery, Qt.Key.Key_End, shift), self._shows_all)

    def scrolled(self, name: str) -> None:
        """From the top to the end in leaps, and back."""
        bar = self.window.gallery.verticalScrollBar()

        def leap(place: int) -> None:
            # Those that are late come in no order.
            bar.setValue(max(bar.value(), bar.maximum() * place // SCROLLS))

        def scroll() -> None:
            for place in range(1, SCROLLS + 1):
                QTimer.singleShot(place * 15, self.window, partial(leap, place))

        self.step(name, 15 * SCROLLS + 100, scroll, lambda: bar.value() == bar.maximum())
        self.step(f"{name}: to the top", ARRANGING_MS, lambda: bar.setValue(0), lambda: bar.value() == 0)

    def labelling(self) -> None:
        """A label, a thousand, twenty here and there that leave a filter."""
        window, gallery = self.window, self.window.gallery
        gallery.select_places(3, 3)
        bar = gallery.verticalScrollBar()
        bar.setValue(0)
        self.changed("label 1", LABELLING_MS, "no_dog", 1)
        self.undone("undo it", LABELLING_MS)
        gallery.select_places(0, SOME - 1)
        bar.setValue(0)
        self.changed("label 1,000", LABELLING_MS, "unknown", SOME)
        self.undone("undo it: 1,000", LABELLING_MS)
        gallery.select_places(0, SOME - 1)
        bar.setValue(0)
        self.step("take 1,000 out", LABELLING_MS, self._action("remove"), lambda: True)
        self.undone("undo it: 1,000 back", LABELLING_MS)
        window.sidebar.choose("state", PhotoState.TO_REVIEW)
        wait(SETTLE)
        every = window.model.rowCount() // SCATTERED
        gallery.select([window.model.id_at(every * place) for place in range(SCATTERED)])
        bar.setValue(0)
        self.changed("label 20 scattered", LABELLING_MS, "unknown", SCATTERED)
        self.step("arrange again", ARRANGING_MS, window.model.arrange_again, lambda: not window.model.is_stale)
        self.undone("undo it: 20 scattered", LABELLING_MS)
        window.sidebar.clear()

    def many(self) -> None:
        """All photos at once; no more is asked for than that the window never stands still."""
        self._action("select_all")()
        self.changed("label all", ALL_MS, "unknown", len(self.window.collection))
        self.undone("undo it: all", ALL_MS)
        # Those that were undecided stand here and there among the others then.
        self.window.header.sorting_chosen.emit(SortBy.PROBABILITY, True)
        self._action("select_all")()
        self.changed("confirm all", ALL_MS, "confirm", 2)
        self.undone("undo it: all confirmed", ALL_MS)
        self.window.gallery.selectAll()
        self.step("take all out", ALL_MS, self._action("remove"), lambda: not len(self.window.collection))
        self.undone("undo it: all back", ALL_MS)

    def changed(self, name: str, most: float, action: str, photos: int) -> None:
        """A key that labels, and the answer "All" where the panel asks."""
        window, question = self.window, self.window.panel.question
        told: list[object] = []
        connection = window.session.changed.connect(told.append)
        act = self._action(action)
        if photos > 1:
            self.step(f"{name}: the question", ARRANGING_MS, act, lambda: question.question() is not None)
            act = question.everything.click
        self.step(name, most, act, lambda: bool(told))
        window.session.changed.disconnect(connection)

    def undone(self, name: str, most: float) -> None:
        told: list[object] = []
        connection = self.window.session.changed.connect(told.append)
        self.step(name, most, self._action("undo"), lambda: bool(told))
        self.window.session.changed.disconnect(connection)

    def _action(self, name: str) -> Callable[[], None]:
        return self.window.actions_by_name[name].trigger

    def _shows_all(self) -> bool:
        content = self.window.panel.content()
        return content is not None and content.title == plurals.photos_selected(self.window.model.rowCount())


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--profile", help="name of a step to profile")
    options = parser.parse_args()
    walk = Walk(options.file, options.profile)
    walk.walk()
    print(json.dumps(walk.figures))


if __name__ == "__main__":
    main()
