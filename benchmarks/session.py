"""How long a session of ten thousand photos makes people wait. Prints milliseconds, the best and the median of a few.

Usage: python -m benchmarks.session [--photos 10000] [--rounds 5]
"""

import argparse
import gc
import hashlib
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np

from benchmarks.pack import pack_breeds
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus

PACK = "a" * 64
CHUNK = 64


def outcomes(photos: int) -> list[PhotoOutcome]:
    """What a pack of as many breeds as the one that ships, with embeddings of 1,280 numbers says of each photo."""
    random = np.random.default_rng(0)
    made, breeds = [], len(pack_breeds())
    for photo_id in range(1, photos + 1):
        shares = np.sort(random.dirichlet(np.full(breeds, 0.05)))[::-1]
        ranked = tuple(RankedBreed(f"n0{2085620 + place}", float(share)) for place, share in enumerate(shares))
        said = Suggestion(SuggestionStatus.OK, 0.97, ranked, random.standard_normal(1280).astype(np.float16))
        facts = FileFacts(4_000_000, 1, hashlib.sha256(str(photo_id).encode()).hexdigest(), 4032, 3024, 6)
        made.append(PhotoOutcome(photo_id, photo_path(photo_id), facts, said, None))
    return made


def photo_path(photo_id: int) -> Path:
    return Path(f"/home/volunteer/Pictures/shelter/2026/intake/IMG_{photo_id:06}.JPG")


def timed(what: str, rounds: int, act: Callable[[], object]) -> None:
    """Print how long `act` takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{what:58} {min(times):9.1f} {statistics.median(times):9.1f} {max(times):9.1f}")


def record_all(session: Session, made: list[PhotoOutcome]) -> None:
    for start in range(0, len(made), CHUNK):
        session.record_outcomes(made[start : start + CHUNK], PACK)


def label_beside_a_writer(path: Path, made: list[PhotoOutcome], rounds: int) -> None:
    """How long one label waits while a job writes suggestions as fast as it can."""
    ended = threading.Event()

    def write() -> None:
        with Session.open(path) as own:
            while not ended.is_set():
                record_all(own, made[: 10 * CHUNK])

    thread = threading.Thread(target=write)
    thread.start()
    turns = cycle((NO_DOG, None))
    with Session.open(path) as session:
        timed("one label while a job writes", 50 * rounds, lambda: session.apply(LabelPhotos([7], next(turns))))
    ended.set()
    thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    photos, rounds = options.photos, options.rounds
    made = outcomes(photos)
    # The app never has a million ranked breeds in memory: the garbage collector shall not look at ours.
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Shelter.pawsort"
        print(f"{f'{photos:,} photos; milliseconds':58} {'best':>9} {'median':>9} {'worst':>9}")
        with Session.create(path) as session:
            timed(f"add {photos:,} photos", 1, lambda: session.add_photos([o.path for o in made]))
            timed(f"record {photos:,} outcomes in chunks of {CHUNK}", 1, lambda: record_all(session, made))
            ids = [outcome.key for outcome in made]
            labels = [Label.breed("n02088364"), Label.mix("n02110958", "n02088364")] * rounds
            timed(
                f"label {photos:,} selected photos in one action",
                rounds,
                lambda: session.apply(LabelPhotos(ids, labels.pop())),
            )
            last = [session.apply(LabelPhotos(ids, NO_DOG)).change_id]
            timed("  undo it, do it again", 2 * rounds, lambda: last.append(session.take_back(last[-1]).change_id))
            turns = cycle((UNKNOWN, None))
            timed("one label", 20 * rounds, lambda: session.apply(LabelPhotos([7], next(turns))))
            timed("columns()", rounds, session.columns)
            timed("rows()", rounds, session.rows)
            timed("64 rows", rounds, lambda: session.rows_of(ids[:64]))
            timed("waiting()", rounds, lambda: session.waiting(PACK))
            timed("embeddings()", rounds, session.embeddings)
            timed("save_copy()", rounds, lambda: session.save_copy(path.with_name("copy.pawsort"), replace=True))

        def open_and_read() -> None:
            with Session.open(path) as session:
                session.rows()

        timed("open, with all checks", rounds, lambda: Session.open(path).close())
        timed("open and rows()", rounds, open_and_read)
        label_beside_a_writer(path, made, rounds)
        print(f"{path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
