"""One run of a person who labels new breeds in the window: what `benchmarks.learning_speed` starts. Prints JSON.

Usage: python -m benchmarks.learning_speed_steps FILE [--off] [--profile STEP]
"""

import argparse
import cProfile
import json
import os
import pstats
import sys
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from numpy.typing import NDArray
from PySide6.QtCore import QTimer

from benchmarks.heartbeat import Heartbeat, paint, spin, wait
from benchmarks.large_session_steps import peak_megabytes
from benchmarks.learning_speed import NEW_BREEDS, OF_A_BREED, first_of_breed
from desktop_app import app
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import Label
from desktop_app.ui.settings import Settings

PATIENCE, LABELS_OF_A_BREED = 120.0, 8
# The first labels of a breed show nothing: a breed has to have some.
SHOWS_FROM = 3
PATIENCE_FOR_ONE = 2.0


class Labelling:
    """Opens the session, and labels."""

    def __init__(self, file: Path, *, is_on: bool, profiled: str | None, breeds: int) -> None:
        self._breeds = breeds
        self._file, self._is_on, self._profiled = file, is_on, profiled
        self.window = app.make_window(app.make_application(), Settings())
        self.window.learning.set_on(is_on)
        self.window.resize(1400, 900)
        self.window.show()
        wait(0.5)
        self._heart = Heartbeat()
        self.steps: list[float] = []
        # What the whole process computed meanwhile: on the clock, other programs count as well.
        self.computed: list[tuple[float, float]] = []
        self.figures: dict[str, float] = {"unseen": 0}

    def run(self) -> None:
        """All of it."""
        self.open()
        seen, everything = [], []
        profile = self._begins("label")
        for breed in range(self._breeds):
            for one, all_of_them in self.label(breed):
                seen.append(one)
                everything.append(all_of_them)
        self._ends(profile)
        wait(1.0)
        if self._is_on:
            self.figures["seen_p95"], self.figures["seen_median"] = np.percentile(seen, [95, 50])
            self.figures["all_p95"] = float(np.percentile(everything, 95))
            self.figures["seen_computed"], self.figures["all_computed"] = np.percentile(self.computed, 95, axis=0)
        self.figures["labels"] = len(everything)
        self.figures["step"] = max(self.steps)
        self.figures["megabytes"] = psutil.Process().memory_info().rss / 1e6
        self.figures["most"] = peak_megabytes()
        self.window.close()

    def open(self) -> None:
        """Until the first screen is there, and until all photos show what was learned."""
        window = self.window
        profile = self._begins("open")
        began = time.perf_counter()
        window.session.open(self._file)
        spin(lambda: window.model.rowCount() > 0, PATIENCE)
        paint()
        self.figures["first_screen"] = (time.perf_counter() - began) * 1000
        opened, computed = time.perf_counter(), time.process_time()
        self._heart.start()
        if self._is_on:
            spin(lambda: window.learning.state.labels > 0 and not window.learning.is_learning, PATIENCE)
            self.figures["all_after_opening"] = time.perf_counter() - opened
            self.figures["opening_computed"] = time.process_time() - computed
        spin(lambda: window.labelling.classifier() is not None, PATIENCE)
        wait(1.0)
        self._rest()
        self._ends(profile)

    def label(self, breed: int) -> list[tuple[float, float]]:
        """Label photos of a breed; milliseconds until another one on the screen says so, seconds until all is said."""
        window = self.window
        ids = [first_of_breed(breed, len(window.collection)) + place for place in range(OF_A_BREED)]
        ids = [photo_id for photo_id in ids if window.collection[photo_id].suggestion is not None]
        window.gallery.go_to(ids[0])
        wait(0.3)
        store = window.collection.store
        took = []
        for place in range(LABELS_OF_A_BREED):
            in_sight = np.array([each for each in window.gallery.ids_in_sight() if each in ids[place + 1 :]])
            at = store.positions(in_sight)
            before = store.relearned[at].copy()
            began: list[float] = []

            def go(photo_id: int = ids[place], began: list[float] = began) -> None:
                began.extend((time.perf_counter(), time.process_time()))
                window.session.change(LabelPhotos([photo_id], Label.breed(f"own:breed {breed}")), "a step", "A step")

            self._heart.start()
            QTimer.singleShot(0, window, go)
            spin(partial(self._is_written, began), PATIENCE)
            # Of a breed whose other photos are not in sight, nothing can be seen to change.
            shows = self._is_on and place + 1 >= SHOWS_FROM and len(at) > 0
            is_seen = shows and spin(partial(self._is_seen, at, before), PATIENCE_FOR_ONE)
            paint()
            seen, seen_computed = (time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000
            spin(lambda: not window.learning.is_learning, PATIENCE)
            paint()
            everything, all_computed = time.perf_counter() - began[0], time.process_time() - began[1]
            wait(0.05)
            self._rest()
            # Not each label changes what is said of the few photos in sight.
            if is_seen:
                took.append((seen, everything))
                self.computed.append((seen_computed, all_computed))
            elif shows:
                self.figures["unseen"] += 1
            elif not self._is_on:
                took.append((0.0, 0.0))
        return took

    def _is_written(self, began: list[float]) -> bool:
        return bool(began) and not self.window.session.is_writing

    def _is_seen(self, at: NDArray[np.int32], before: NDArray[np.int32]) -> bool:
        return bool((self.window.collection.store.relearned[at] != before).any())

    def _rest(self) -> None:
        self._heart.stop()
        self.steps.append(max(self._heart.computed))

    def _begins(self, name: str) -> cProfile.Profile | None:
        profile = cProfile.Profile() if name == self._profiled else None
        if profile is not None:
            profile.enable()
        return profile

    @staticmethod
    def _ends(profile: cProfile.Profile | None) -> None:
        if profile is not None:
            profile.disable()
            pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--off", action="store_true", help="with the switch off")
    parser.add_argument("--profile", help="name of a step to profile: open, label")
    parser.add_argument("--breeds", type=int, default=NEW_BREEDS, help="new breeds that are labelled")
    options = parser.parse_args()
    labelling = Labelling(options.file, is_on=not options.off, profiled=options.profile, breeds=options.breeds)
    labelling.run()
    print(json.dumps(labelling.figures))


if __name__ == "__main__":
    main()
