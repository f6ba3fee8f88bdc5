"""Sessions: opened, and all of it asked for and exported; and as training reads them."""

import sqlite3
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label, LabelKind
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.faults import Fault

PACK = "a" * 64
OLD = Path(__file__).resolve().parents[3] / "tests" / "unit" / "catalog" / "old_sessions"


@cache
def _session() -> bytes:
    """A session with a bit of everything."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = folder / "a.pawsort"
        with Session.create(file) as session:
            session.use_pack(PACK)
            rows = session.add_photos([folder / f"{number}.jpg" for number in range(6)])
            vector = np.array([0, 0.25, 9], np.float16)
            said = Suggestion(
                SuggestionStatus.OK, 0.9, (RankedBreed("n1", 0.6), RankedBreed("n2", 0.4)), vector, logits=vector
            )
            facts = FileFacts(100, 12345, "c" * 64, 40, 30, 6)
            outcomes = [PhotoOutcome(row.photo_id, row.path, facts, said, None) for row in rows[:4]]
            outcomes.append(PhotoOutcome(rows[4].photo_id, rows[4].path, None, None, Fault("file.empty")))
            session.record_outcomes(outcomes, PACK)
            session.apply(LabelPhotos((rows[0].photo_id, rows[1].photo_id), Label(LabelKind.BREED, ("n1",))))
            session.apply(LabelPhotos((rows[2].photo_id,), Label(LabelKind.MIX, ("n1", "n2"))))
            session.apply(LabelPhotos((rows[2].photo_id,), UNKNOWN))
        return file.read_bytes()


def _examples() -> list[Example]:
    files = [_session()]
    for script in sorted(OLD.glob("*.pawsort")):
        content = script.read_bytes()
        files.append(content if content.startswith(b"SQLite") else _of_script(content.decode("utf-8")))
    return [Example({"a.pawsort": file, "photo.jpg": b"a neighbour"}, "a.pawsort") for file in files]


def _of_script(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(script)
        return connection.serialize()
    finally:
        connection.close()


def _read(file: Path) -> object:
    with Session.open(file) as session:
        rows, columns, history = session.rows(), session.columns(), session.history()
        for row in rows[:20]:
            session.suggestion(row.photo_id)
            session.facts(row.photo_id)
        session.waiting(PACK)
        session.embeddings()
        session.logits()
        for entry in history:
            _ = (entry.change, entry.photo_ids)
        if rows:
            applied = session.apply(LabelPhotos((rows[0].photo_id,), UNKNOWN))
            assert session.row(rows[0].photo_id).label == UNKNOWN, "shown as done, and not on the disk"
            session.take_back(applied.change_id)
    return columns


def _read_as_training(file: Path) -> object:
    from training.datasets.readers import read_data

    return read_data(file)


def _training_examples() -> list[Example]:
    """Of files that are there, for training leaves out photos that are gone."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "a.pawsort"
        with Session.create(file) as session:
            rows = session.add_photos([Path(__file__), OLD / "README.md"])
            session.apply(LabelPhotos(tuple(row.photo_id for row in rows), Label(LabelKind.BREED, ("n02088364",))))
        return [Example({"a.pawsort": file.read_bytes()}, "a.pawsort")]


def _training_refusals() -> tuple[type[Exception], ...]:
    from training.datasets.photos import DataError

    return (DataError,)


KINDS = {
    "session": Kind(_examples, _read, lambda: (SessionError,), writes=True),
    "session_for_training": Kind(_training_examples, _read_as_training, _training_refusals),
}
