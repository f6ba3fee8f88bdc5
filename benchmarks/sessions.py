"""Session files with as many photos as wanted, for benchmarks.

The rows are real: the bundled pack looks at some real photos, its logits are jittered a few thousand times, and its own
rules decide what is suggested; embeddings and logits are there for every photo. Three in ten photos are decided, by
changes like those of the window, so that the history is real too; one in a hundred is unreadable.

    python -m benchmarks.sessions make FILE [--photos 100000] [--links FOLDER] [--data FOLDER]
    python -m benchmarks.sessions measure FILE      # columns(), opening, rows

Photos are called by paths that do not exist, unless `--links` names a folder for as many links to real photos.
"""

import argparse
import hashlib
import os
import sqlite3
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import DEFAULT_DATA
from desktop_app.catalog import opening
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.session import Session
from desktop_app.catalog.tables.suggestions import BREEDS_KEPT, CONFIDENCES, ENTRY, STATUSES
from desktop_app.catalog.values.boxes import box_bytes
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.stored_paths import path_key, stored_path
from desktop_app.catalog.values.suggestions import Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.decisions import Looks, calibrated
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture
from desktop_app.inference.suggesting import Suggesting

FOLDERS = ("whole_photos", "phone_photos", "dogs_of_unknown_breed", "other_animals_and_things")
LOOKED_AT, SUGGESTIONS, TOGETHER = 96, 4_000, 5_000
IN_A_FOLDER = 250
UNREADABLE = (Fault("photo.cut_short"), Fault("file.empty"), Fault("photo.other_kind", {"kind": "pdf"}))
EVERY_UNREADABLE, DECIDED_OF_TEN, DECIDED_TOGETHER = 100, 3, 60

# Paths of so many photos in a folder.
PathsIn = Callable[[int, Path], list[Path]]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the pack says of real photos, and of jittered ones.

    Attributes:
        suggestions: real ones, with other numbers than any photo gave.
        embeddings: float16 `[len(suggestions), D]` of the photos whose they are.
        pack_hash: of the pack.
    """

    suggestions: list[Suggestion]
    embeddings: NDArray[np.float16]
    pack_hash: str


def real_photos(data: Path, count: int | None = None) -> list[Path]:
    """Some of the real photos, spread over their folders."""
    found = [path for each in FOLDERS for path in sorted((data / each).rglob("*")) if path.suffix.lower() == ".jpg"]
    if not found:
        raise SystemExit(f"no photos in {data}; name their folder with --data")
    return found if count is None else found[:: max(1, len(found) // count)][:count]


def looked_at(photos: list[Path]) -> tuple[Classifier, list[Suggestion]]:
    """What the bundled pack says of photos, and what asked it."""
    classifier = Classifier(load_pack(bundled_packs()[0]), "cpu", threads=os.cpu_count() or 1)
    shape = classifier.pack.manifest.input
    pictures = (Picture.of_file(photo.read_bytes(), shape) for photo in photos)
    return classifier, [classifier.classify_photos([picture], measures=False)[0] for picture in pictures]


def look_at(photos: list[Path], random: np.random.Generator) -> Seen:
    """Let the bundled pack look at real photos, and jitter what it saw."""
    classifier, looked = looked_at(photos)
    manifest = classifier.pack.manifest
    logits = np.array([said.logits for said in looked], np.float64)
    embeddings = np.array([said.embedding for said in looked], np.float16)
    dogs = np.array([1.0 if said.dog_probability is None else said.dog_probability for said in looked])
    which = random.integers(0, len(looked), SUGGESTIONS)
    jittered = logits[which] + random.normal(0, 0.4, (SUGGESTIONS, logits.shape[1]))
    breeds = calibrated(jittered[:, None], manifest.temperature)
    familiarity = None if manifest.thresholds.familiarity is None else jittered.max(axis=1)
    looks = Looks(breeds, dogs[which], familiarity, np.zeros(SUGGESTIONS, np.bool_), jittered)
    said = [
        Suggestion(
            SuggestionStatus.NO_DOG if each.no_dog else SuggestionStatus.OK,
            float(dogs[one]),
            each.ranked,
            None,
            each.confidence,
            each.breed_set,
            each.proposed_mix,
            np.asarray(logit, np.float16),
            kind=each.kind,
        )
        for each, one, logit in zip(Suggesting(manifest).say(looks), which, jittered, strict=True)
    ]
    return Seen(said, embeddings[which], classifier.pack.pack_hash)


def made_up_paths(count: int, folder: Path) -> list[Path]:
    """Paths as cameras and volunteers make them, many in a folder."""
    return [
        folder / f"{2020 + place // IN_A_FOLDER % 7}" / f"Intake {place // IN_A_FOLDER + 1}" / f"IMG_{place:06}.JPG"
        for place in range(count)
    ]


def linked_paths(paths: list[Path], photos: list[Path]) -> list[Path]:
    """Links to real photos under such paths."""
    for parent in dict.fromkeys(path.parent for path in paths):
        parent.mkdir(parents=True, exist_ok=True)
    for path, photo in zip(paths, cycle(photos), strict=False):
        if not path.is_symlink():
            path.symlink_to(photo)
    return paths


def make(
    file: Path,
    count: int,
    data: Path,
    links: Path | None,
    paths_in: PathsIn = made_up_paths,
    looked_at: list[Path] | None = None,
) -> None:
    """Write the session; its suggestions are of the photos in `looked_at`, or of some real ones."""
    random = np.random.default_rng(11)
    photos = real_photos(data)
    seen = look_at(looked_at or real_photos(data, LOOKED_AT), random)
    folder = Path("/home/volunteer/Pictures/shelter")
    paths = paths_in(count, folder) if links is None else linked_paths(paths_in(count, links.absolute()), photos)
    with Session.create(file) as session:
        session.use_pack(seen.pack_hash)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _write_photos(connection, paths, random)
        _write_suggestions(connection, seen, count, random)
        connection.execute("COMMIT")
    _decide(file, count, seen)
    opening.check_vectors(file)


def _write_photos(connection: sqlite3.Connection, paths: list[Path], random: np.random.Generator) -> None:
    now = time.time_ns()
    known: dict[Path, tuple[int, int, bytes]] = {}

    def facts(place: int, path: Path) -> tuple[int, int, bytes]:
        """Length, time and content: those of the real photo where the path leads to one."""
        if not path.is_symlink():
            return 3_000_000 + place, now - place * 10**9, random.bytes(32)
        photo = path.readlink()
        if photo not in known:
            status = photo.stat()
            known[photo] = status.st_size, status.st_mtime_ns, hashlib.sha256(photo.read_bytes()).digest()
        return known[photo]

    rows = [
        (
            *(place, stored_path(path), path_key(path), now, *facts(place, path)),
            *(4032, 3024, 1, now - place * 10**9),
            UNREADABLE[place % len(UNREADABLE)].to_json() if place % EVERY_UNREADABLE == 0 else None,
        )
        for place, path in enumerate(paths, start=1)
    ]
    connection.executemany(
        "INSERT INTO photos (photo_id, path, path_key, added_ns, size_bytes, modified_ns, content_hash, width, height, "
        "orientation, taken_at, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _write_suggestions(connection: sqlite3.Connection, seen: Seen, count: int, random: np.random.Generator) -> None:
    breeds = sorted({breed.breed_id for said in seen.suggestions for breed in said.ranked})
    connection.executemany("INSERT INTO breeds VALUES (?, ?)", list(enumerate(breeds)))
    number = {breed_id: place for place, breed_id in enumerate(breeds)}

    def packed(breed_ids: tuple[str, ...] | None) -> bytes | None:
        return None if breed_ids is None else struct.pack(f"<{len(breed_ids)}H", *map(number.__getitem__, breed_ids))

    ranked = np.array(
        [[(number[b.breed_id], b.probability) for b in said.ranked[:BREEDS_KEPT]] for said in seen.suggestions], ENTRY
    )
    rest = [
        (
            STATUSES.index(said.status),
            said.dog_probability,
            None if said.confidence is None else CONFIDENCES.index(said.confidence),
            packed(said.breed_set),
            packed(said.proposed_mix),
            b"" if said.logits is None else said.logits.tobytes(),
        )
        for said in seen.suggestions
    ]
    for start in range(1, count + 1, TOGETHER):
        ids = [place for place in range(start, min(start + TOGETHER, count + 1)) if place % EVERY_UNREADABLE]
        which = random.integers(0, len(rest), len(ids))
        shares = ranked[which]
        shares["probability"] *= 1 - random.random((len(ids), 1)) / 100
        noise = random.standard_normal((len(ids), seen.embeddings.shape[1]), np.float32) / 20
        vectors = (seen.embeddings[which] + noise).astype("<f2")
        connection.executemany(
            "INSERT INTO suggestions (pack_id, photo_id, status, dog_probability, ranked, made_ns, confidence, "
            "breed_set, proposed_mix) VALUES (1, ?, ?, ?, ?, 0, ?, ?, ?)",
            [
                (photo_id, status, dog, row.tobytes(), *trust)
                for photo_id, row, (status, dog, *trust, _) in zip(ids, shares, (rest[w] for w in which), strict=True)
            ],
        )
        _write_vectors(connection, "embeddings", ids, (row.tobytes() for row in vectors))
        _write_vectors(connection, "logits", ids, (rest[w][-1] for w in which))
    _write_dogs(connection, len(breeds))


def _write_dogs(connection: sqlite3.Connection, breeds: int) -> None:
    """Each dog is found, and is of a kind; in one photo of ten there is another."""
    connection.execute("INSERT INTO breeds VALUES (?, 'kind:hound')", (breeds,))
    first, second = box_bytes((0.1, 0.2, 0.5, 0.9)), box_bytes((0.5, 0.2, 0.9, 0.9))
    connection.execute(
        "UPDATE suggestions SET kind = ?, kind_probability = 0.75, kind_confidence = 0, box = ?, "
        "dogs = iif(photo_id % 10, 1, 2) WHERE status = ?",
        (breeds, first, STATUSES.index(SuggestionStatus.OK)),
    )
    connection.execute(
        "INSERT INTO further_dogs SELECT pack_id, photo_id, 2, ?, ranked, confidence, breed_set, proposed_mix, "
        "kind, kind_probability, kind_confidence FROM suggestions WHERE dogs = 2",
        (second,),
    )


def _write_vectors(connection: sqlite3.Connection, table: str, ids: list[int], vectors: Iterator[Any]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES (1, ?, ?)", zip(ids, vectors, strict=True))  # noqa: S608


def _decide(file: Path, count: int, seen: Seen) -> None:
    """Confirm, correct and set aside, some photos at a time."""
    breeds = [breed.breed_id for breed in seen.suggestions[0].ranked]
    wanted = [place for place in range(1, count + 1) if place // DECIDED_TOGETHER % 10 < DECIDED_OF_TEN]
    with Session.open(file) as session:
        assert session._connection is not None
        session._connection.execute("PRAGMA synchronous = OFF")
        places = iter(wanted)
        turn = 0
        while chosen := list(islice(places, DECIDED_TOGETHER)):
            turn += 1
            if turn % 4:
                rows = session.rows_of(chosen)
                labels = {
                    row.photo_id: Label.breed(row.suggestion.best.breed_id)
                    for row in rows
                    if row.suggestion is not None and row.suggestion.best is not None
                }
                session.apply(SetLabels(labels, only_undecided=True))
            else:
                others = (UNKNOWN, NO_DOG, Label.mix(), Label.mix(*breeds[:2]), Label.breed(breeds[turn % len(breeds)]))
                session.apply(LabelPhotos(chosen, others[turn // 4 % len(others)]))


def measure(file: Path) -> None:
    """Print what reading the session takes, milliseconds: the best and the worst of a few."""

    def timed(what: str, act: Callable[[], object], rounds: int = 5) -> None:
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            act()
            times.append((time.perf_counter() - began) * 1000)
        print(f"{what:44} {min(times):8.0f} {max(times):8.0f}")

    print(f"{file}: {file.stat().st_size / 1e6:.0f} MB")
    print(f"{'milliseconds':44} {'best':>8} {'worst':>8}")
    timed("check_content(), before the first write", lambda: opening.check_content(file))
    timed("open and close, with that", lambda: Session.open(file).close())
    with Session.open(file) as session:
        print(f"{len(session.columns()):,} photos")
        timed("columns()", session.columns)
        timed("rows_of(1,000)", lambda: session.rows_of(range(1, 1001)))
        label = iter(cycle([Label.breed("n1"), Label.breed("n2")]))
        timed("apply(LabelPhotos of 1,000)", lambda: session.apply(LabelPhotos(range(1, 1001), next(label))))
        timed("take_back() of the last", lambda: session.take_back(session.history()[-1].change_id))
        timed("history()", session.history)
        timed("logits()", session.logits, 1)
        timed("embeddings()", session.embeddings, 1)
        timed("check_vectors(), afterwards in a job", lambda: opening.check_vectors(file), 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    actions = parser.add_subparsers(dest="action", required=True)
    making = actions.add_parser("make", help="write a session file")
    making.add_argument("file", type=Path)
    making.add_argument("--photos", type=int, default=100_000)
    making.add_argument("--links", type=Path, help="folder for links to real photos")
    making.add_argument("--data", type=Path, default=DEFAULT_DATA)
    measuring = actions.add_parser("measure", help="print what reading a session takes; a copy of it is used")
    measuring.add_argument("file", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    if options.action == "make":
        make(options.file, options.photos, options.data, options.links)
        size = options.file.stat().st_size / 1e6
        print(f"{options.file}: {options.photos:,} photos, {size:.0f} MB, {time.perf_counter() - began:.0f} s")
    else:
        measure(options.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
