"""What is alike: how long it takes for many photos while the window lives, and how good it is on real ones.

`python -m benchmarks alike` prints both; `--photos 10000 100000` says for how many, `--only time` or `--only quality`
asks for one of them. Quality is measured on photos of other sources than those that were trained on.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from benchmarks.heartbeat import Heartbeat, spin
from benchmarks.photos import DEFAULT_DATA
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture
from desktop_app.jobs.alike import LEAST_ALIKE, MOST_ALIKE, AlikeJob
from desktop_app.photos.alike import Suggested, looks_of
from desktop_app.photos.same_dog import LIKE_ONE_MOMENT, Units
from desktop_app.photos.seriation import most_alike_order, unit
from desktop_app.photos.store import PhotoStore

DEV = "other_sources_dev"
TURN_SECONDS = 0.0005
AT_MOST_SECONDS = 600.0


def measure_time(count: int, data: Path) -> None:
    """Print the seconds, and the longest stall of the thread of the interface, of each of the three."""
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as folder:
        file = Path(folder) / "many.pawsort"
        # In a process of its own: what that takes is not what is measured.
        making = ("-m", "benchmarks.sessions", "make", str(file), "--photos", str(count), "--data", str(data))
        subprocess.run([sys.executable, *making], check=True)
        store = PhotoStore()
        with Session.open(file, or_look=True) as session:
            store.load(session.columns())
        job = AlikeJob()
        ended: list[object] = []
        for signal in (job.ordered, job.found, job.asked, job.failed):
            signal.connect(lambda _id, what: ended.append(what))
        print(f"{count:,} photos")
        _timed("in order", ended, lambda: job.order(file, Suggested.of(store)))
        _timed("like one, afterwards", ended, lambda: job.find(file, Suggested.of(store), int(store.ids[0])))
        _timed("questions, afterwards", ended, lambda: job.ask(file, Suggested.of(store), Units.of(store)))
        job.close()


def _timed(what: str, ended: list[object], start: Callable[[], object]) -> None:
    heart = Heartbeat()
    ended.clear()
    heart.start()
    start()
    if not spin(lambda: bool(ended), AT_MOST_SECONDS):
        raise SystemExit(f"{what}: not after {AT_MOST_SECONDS:.0f} seconds")
    heart.stop()
    seconds = (sum(heart.stalls) + len(heart.stalls) * 5) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {what:24} {seconds:7.1f} s, longest stall {max(heart.stalls):5.0f} ms, peak {peak:5.0f} MB", flush=True)


def measure_quality(data: Path) -> None:
    """Print how often neighbours are of one breed, and how alike different photos of one breed are."""
    paths = sorted((data / DEV).rglob("*.jpg"))
    breeds = np.array([path.parent.name for path in paths])
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as folder:
        store, read = _looked_at(paths, Path(folder) / "dev.pawsort")
        with read:
            looks = looks_of(Suggested.of(store), read.embeddings_of)
            _, embeddings = read.embeddings_of(store.ids.tolist())
    # Within a breed in any order, in the mean of some: the folders' names would give the answer away.
    random = np.random.default_rng(0)
    by_breed = [_of_one(breeds[np.lexsort((random.permutation(len(breeds)), store.suggested))]) for _ in range(20)]
    print(f"{len(paths)} photos of {len(set(breeds.tolist()))} breeds; neighbours of one breed")
    print(f"  at best                  {1 - (len(set(breeds.tolist())) - 1) / (len(breeds) - 1):.3f}")
    print(f"  by breed                 {np.mean(by_breed):.3f}")
    print(f"  by breed and probability {_of_one(breeds[np.lexsort((-store.probability, store.suggested))]):.3f}")
    print(f"  most alike               {_of_one(breeds[most_alike_order(looks.vectors)]):.3f}")
    found = [looks.most_like(int(photo), MOST_ALIKE, LEAST_ALIKE) for photo in store.ids]
    first = [breeds[ids[1] - 1] == breeds[ids[0] - 1] for ids in found if len(ids) > 1]
    others = [np.count_nonzero(breeds == breed) - 1 for breed in breeds]
    recalled = [
        np.count_nonzero(breeds[np.array(ids[1:], np.intp) - 1] == breed) / other
        for ids, breed, other in zip(found, breeds, others, strict=True)
        if other
    ]
    print(f"more like this one: {np.median([len(ids) for ids in found]):.0f} photos in the median")
    print(f"  the first of them is of the same breed      {np.mean(first):.3f}")
    print(f"  of the others of the breed, are among them  {np.mean(recalled):.3f}")
    whole = unit(embeddings.astype(np.float32))
    likeness = (whole @ whole.T)[np.triu_indices(len(whole), 1)]
    same = (breeds[:, None] == breeds)[np.triu_indices(len(breeds), 1)]
    print(f"would be asked about: {np.count_nonzero(likeness >= LIKE_ONE_MOMENT)} of {len(likeness):,} pairs "
          f"({np.count_nonzero(same)} of one breed)")  # fmt: skip


def _of_one(breeds: NDArray[np.str_]) -> float:
    return float(np.mean([one == other for one, other in itertools.pairwise(breeds.tolist())]))


def _looked_at(paths: list[Path], file: Path) -> tuple[PhotoStore, Session]:
    """A session of photos that the bundled pack has looked at; their ids count from 1 in the order of the paths."""
    classifier = Classifier(load_pack(bundled_packs()[0]), "cpu", threads=2)
    spec = classifier.pack.manifest.input
    session = Session.create(file)
    rows = {row.path: row.photo_id for row in session.add_photos(paths)}
    session.use_pack(classifier.pack.pack_hash)
    outcomes = []
    for path in paths:
        content = path.read_bytes()
        (said,) = classifier.classify_photos([Picture.of_file(content, spec)])
        outcomes.append(
            PhotoOutcome(rows[path], path, FileFacts(len(content), 0, sha256(content).hexdigest()), said, None)
        )
    session.record_outcomes(outcomes, classifier.pack.pack_hash)
    store = PhotoStore()
    store.load(session.columns())
    return store, session


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--photos", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--only", choices=("time", "quality"))
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    # As in the window.
    sys.setswitchinterval(TURN_SECONDS)
    application = QCoreApplication([])
    if options.only != "quality":
        for count in options.photos:
            measure_time(count, options.data)
    if options.only != "time":
        measure_quality(options.data)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
