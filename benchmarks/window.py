"""How long the window keeps people waiting while it labels, offscreen, with real photos and the bundled model.

The longest stall of the interface thread while 2,000 photos are labelled and a person scrolls, moves and decides: at
most 100 ms. What large sessions take, `benchmarks.large_session` measures.

Usage: python -m benchmarks.window [--data FOLDER] [--photos 2000]
"""

import argparse
import os
import tempfile
import time
from itertools import islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.heartbeat import Heartbeat
from benchmarks.photos import DEFAULT_DATA
from desktop_app import app
from desktop_app.catalog.rows import PhotoState
from desktop_app.photos.arrangement import SortBy
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow

MOST_STALL_MS = 100.0


def open_window(application: QApplication) -> MainWindow:
    window = app.make_window(application, Settings())
    window.resize(1400, 900)
    window.show()
    QTest.qWait(50)
    return window


def stall_without_work(application: QApplication) -> None:
    """What other programs on this machine do to an idle window: the other figures cannot be better than this."""
    window, heart = open_window(application), Heartbeat()
    heart.start()
    QTest.qWait(5000)
    heart.stop()
    print(f"idle      longest stall {max(heart.stalls):.0f} ms in 5 s, {max(heart.computed):.0f} ms of it computed; "
          f"load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    window.close()


def stall_while_labelling(application: QApplication, photos: list[Path]) -> None:
    window, heart = open_window(application), Heartbeat()
    heart.start()
    began = time.perf_counter()
    window.session.add(photos)
    step = 0
    while not (len(window.collection) == len(photos) and not window.collection.states[PhotoState.WAITING]):
        QTest.qWait(60)
        step += 1
        bar = window.gallery.verticalScrollBar()
        bar.setValue((bar.value() + 400) % max(1, bar.maximum()))
        if step % 5 == 0:
            QTest.keyClick(window.gallery, Qt.Key.Key_Right)
        if step % 15 == 0:
            window.actions_by_name["confirm"].trigger()
        if step % 40 == 0:
            window.model.set_sorting(SortBy.PROBABILITY if step % 80 else SortBy.NAME, descending=True)
    heart.stop()
    seconds = time.perf_counter() - began
    worst = sorted(heart.stalls)[-5:]
    late = sum(stall > 50 for stall in heart.stalls)
    print(f"labelled  {len(photos)} photos in {seconds:.1f} s ({len(photos) / seconds:.1f} photos/s), {step} actions")
    print(f"stall     {worst[-1]:.0f} ms at most (asked for: at most {MOST_STALL_MS:.0f}); "
          f"the five longest {', '.join(f'{stall:.0f}' for stall in worst)}; {late} over 50 ms; "
          f"computed in one step {max(heart.computed):.0f} ms at most")  # fmt: skip
    window.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--photos", type=int, default=2_000)
    options = parser.parse_args()
    everything = (
        file
        for folder in ("whole_photos", "phone_photos", "other_sources_dev", "stanford_dogs_train")
        for file in sorted((options.data / folder).rglob("*.jpg"))
    )
    photos = list(islice(everything, options.photos))
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as home:
        os.environ["PAWSORT_HOME"] = home
        application = app.make_application()
        stall_without_work(application)
        stall_while_labelling(application, photos)


if __name__ == "__main__":
    main()
