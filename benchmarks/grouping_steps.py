"""What grouping costs the interface thread: a session is opened and grouped, photo by photo labelled, and edited.

`python -m benchmarks.grouping_steps [PHOTOS]`; part of `python -m benchmarks grouping`. Prints JSON: seconds until the
groups are there, and the longest step of the interface thread, on the clock and computed.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject

from benchmarks.grouping import made_up
from benchmarks.heartbeat import Heartbeat, spin
from benchmarks.pack import pack_breeds
from desktop_app.app import make_application
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.recent import RecentSessions
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus
from desktop_app.ui.controllers.grouping import GroupingController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.collection import PhotoCollection

PACK = "a" * 64
CHUNK = 2000
MOST_SECONDS = 600


def write(file: Path, size: int) -> None:
    """A session of so many made-up photos that were looked at."""
    photos, evidence = made_up(size)
    paths = [Path(f"/home/volunteer/shelter/{place // 400}/IMG_{place:06}.JPG") for place in range(size)]
    random = np.random.default_rng(2)
    breeds = [f"n{number}" for number in range(len(pack_breeds()))]
    with Session.create(file) as session:
        session.add_photos(paths)
        for start in range(0, size, CHUNK):
            outcomes = []
            for place in range(start, min(start + CHUNK, size)):
                facts = FileFacts(
                    1000 + place, 5, f"{place:064x}", 4032, 3024, taken_at=int(photos.taken_at[place]),
                    fingerprint=evidence.words[place].tobytes() + evidence.greys[place].tobytes(),
                )  # fmt: skip
                first = int(random.integers(0, len(breeds) - 4))
                ranked = tuple(RankedBreed(breeds[first + k], 0.6 * 0.4**k) for k in range(5))
                embedding = evidence.vectors[place].astype(np.float16)
                said = Suggestion(SuggestionStatus.OK, 0.99, ranked, embedding, Confidence.MAYBE)
                outcomes.append(PhotoOutcome(place + 1, paths[place], facts, said, None))
            session.record_outcomes(outcomes, PACK)


def measure(file: Path) -> dict[str, tuple[float, float, float]]:
    """Seconds, and the longest step in milliseconds on the clock and computed, of what happens."""
    root, heart = QObject(), Heartbeat()
    collection = PhotoCollection(root)
    session = SessionController(collection, RecentSessions(file.with_name("recent.json")), root)
    grouping = GroupingController(collection, session, root)
    session.open(file)
    spin(lambda: session.path is not None, MOST_SECONDS)

    def settled() -> bool:
        return not grouping.is_grouping and not session.is_writing

    def watched(act: Callable[[], object]) -> tuple[float, float, float]:
        heart.start()
        begun = time.perf_counter()
        act()
        # What a change asks for is asked for when it is written.
        spin(lambda: not session.is_writing, MOST_SECONDS)
        spin(settled, MOST_SECONDS)
        seconds = time.perf_counter() - begun
        heart.stop()
        return seconds, max(heart.stalls), max(heart.computed)

    ids = collection.store.ids[:5].tolist()
    figures = {
        "all": watched(grouping.activate),
        "a label": watched(lambda: session.change(LabelPhotos(ids[:1], UNKNOWN), "a step", "A step")),
        "an animal": watched(
            lambda: session.change(SetAnimals({-1: Animal(-1, "Bella")}, dict.fromkeys(ids, -1)), "a step", "A step")
        ),
    }
    grouping.close()
    session.shut_down()
    return figures


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as home:
        os.environ["PAWSORT_HOME"] = home
        file = Path(home) / "made up.pawsort"
        write(file, size)
        os.sync()
        print(json.dumps(measure(file)), flush=True)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
