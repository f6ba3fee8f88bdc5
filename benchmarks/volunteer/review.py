"""A scripted volunteer goes through 300 mixed single photos in the review: how many keys, how fast, and how right.

The keys are pressed in the real window, each only once the photo that it is for has been painted. What the volunteer
knows is the label that a careful person would give; what they see is what the screen says. At most 1.3 keys a photo,
and every label in the session file is the intended one.

Usage: python -m benchmarks.volunteer.review [--data FOLDER] [--seed 0]
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.photos import DEFAULT_DATA
from benchmarks.volunteer.photos import singles
from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.controllers.review_shown import Shown
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import REVIEW
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.breeds import Breeds

MOST_KEYS = 1.3
MOST_SECONDS = 900


@dataclass
class Volunteer:
    """Presses keys, and counts them.

    Attributes:
        window: where they are pressed.
        intended: photo id → the label that it should get.
        keys: how often each kind of key was pressed.
        waits: seconds from a key to the next photo, painted.
    """

    window: MainWindow
    intended: dict[int, Label]
    keys: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    @property
    def review(self) -> ReviewingController:
        review = self.window.screens[REVIEW]
        assert isinstance(review, ReviewingController)
        return review

    def press(self, kind: str, *keys: Qt.Key | str) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
                self.keys[kind] += len(key)
            else:
                QTest.keyClick(target, key)
                self.keys[kind] += 1

    def wait_until_painted(self) -> None:
        began = time.perf_counter()
        screen = self.review.screen
        while not (screen.is_at_end or (screen.grid if screen.is_page else screen.canvas).is_displayed()):
            QApplication.processEvents()
            if time.perf_counter() - began > MOST_SECONDS:
                raise TimeoutError("a photo was never painted")
        self.waits.append(time.perf_counter() - began)

    def go_through(self) -> None:
        self.press("begin", Qt.Key.Key_F5)
        self.wait_until_painted()
        self.waits.clear()
        while (shown := self.review.shown) is not None:
            began = time.perf_counter()
            (self.decide_page if shown.step.is_page else self.decide_photo)(shown)
            self.wait_until_painted()
            self.waits[-1] = time.perf_counter() - began

    def decide_page(self, shown: Shown) -> None:
        wrong = [place for place, each in enumerate(shown.step.photo_ids) if self.intended[each] != shown.confirms]
        at = 0
        for place in wrong:
            self.press("page", *[Qt.Key.Key_Right] * (place - at), "x")
            at = min(place + 1, len(shown.step.photo_ids) - 1)
        self.press("page", Qt.Key.Key_Return)

    def decide_photo(self, shown: Shown) -> None:
        wanted = self.intended[shown.photo_id]
        lines = [line.label for _, line in shown.content.lines]
        if shown.confirms == wanted:
            self.press("confirm", Qt.Key.Key_Return)
        elif wanted in lines:
            self.press("digit", str(lines.index(wanted) + 1))
        elif wanted in (UNKNOWN, NO_DOG):
            self.press("letter", "u" if wanted == UNKNOWN else "n")
        else:
            self.press("search", "b", shortest(self.window.services.breeds, wanted.breed_ids[0]), Qt.Key.Key_Return)


def shortest(breeds: Breeds, breed_id: str) -> str:
    """As little of a breed's name as has to be typed until it is the first that is offered."""
    name = breeds.name(breed_id)
    for length in range(1, len(name) + 1):
        matches = breeds.search(name[:length], 1)
        if matches and matches[0].breed_id == breed_id and name[:length].strip():
            return name[:length].lower()
    return name


def measured(window: MainWindow, folder: Path, intended: dict[Path, Label]) -> bool:
    window.session.add([folder])
    began = time.perf_counter()
    while len(window.collection) < len(intended) or window.collection.states[PhotoState.WAITING]:
        QTest.qWait(50)
        if time.perf_counter() - began > MOST_SECONDS:
            raise TimeoutError("no suggestions")
    of_photo = {row.photo_id: intended[row.path] for row in window.collection}
    volunteer = Volunteer(window, of_photo)
    began = time.perf_counter()
    volunteer.go_through()
    seconds = time.perf_counter() - began
    while window.session.is_writing:
        QTest.qWait(5)
    path = window.session.path
    assert path is not None
    window.session.start_new()
    with Session.open(path) as session:
        right = sum(row.label == of_photo[row.photo_id] for row in session.rows())
    keys = sum(volunteer.keys.values())
    waits = sorted(1000 * wait for wait in volunteer.waits)
    print(f"review    {len(intended)} photos, {keys} keys: {keys / len(intended):.2f} a photo (at most {MOST_KEYS}); "
          f"{dict(volunteer.keys)}")  # fmt: skip
    print(f"review    {right} of {len(intended)} labels in the session are the intended ones")
    middle, most = statistics.median(waits), waits[int(0.95 * len(waits))]
    print(f"review    from key to the next photo, painted: median {middle:.0f} ms, 95 % within {most:.0f} ms, "
          f"longest {waits[-1]:.0f} ms; {seconds:.0f} s in all")  # fmt: skip
    return keys <= MOST_KEYS * len(intended) and right == len(intended)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pawsort-volunteer-") as made:
        os.environ["PAWSORT_HOME"] = str(Path(made) / "home")
        application = app.make_application()
        window = app.make_window(application, Settings.of(theme="light", language="en"))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        given = singles(options.data, Path(made) / "photos", window.services.breeds.book, options.seed)
        done = measured(window, given.folder, given.intended)
        window.close()
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
