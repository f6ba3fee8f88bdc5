"""Photos of sessions from before are measured; nothing else of them changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.faults import Fault
from desktop_app.imaging.reading import read_photo
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.jobs.measuring import MeasureJob
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import make_small_pack
from tests.unit.catalog.catalog_helpers import PACK, suggestion


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three photos that were looked at before anything was measured, one of them gone; and one that is unreadable."""
    with Session.create(tmp_path / "s.pawsort") as opened:
        paths = [tmp_path / f"{place}.jpg" for place in range(4)]
        for place, path in enumerate(paths):
            exif = Image.Exif()
            exif[306] = f"2024:11:03 14:05:0{place}"
            Image.linear_gradient("L").rotate(90 * place).convert("RGB").save(path, exif=exif)
        rows = opened.add_photos(paths)
        said = suggestion("n_red")
        facts = [read_photo(path)[1] for path in paths]
        done = [
            PhotoOutcome(row.photo_id, row.path, fact, said, None) for row, fact in zip(rows[:3], facts, strict=False)
        ]
        bad = PhotoOutcome(rows[3].photo_id, rows[3].path, facts[3], None, Fault("photo.damaged"))
        opened.record_outcomes([*done, bad], PACK)
        opened.apply(LabelPhotos([rows[0].photo_id], UNKNOWN))
        paths[2].unlink()
        yield opened


def content(path: Path) -> list[tuple[object, ...]]:
    """What must not change."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            row
            for table in ("suggestions", "embeddings", "logits", "labels", "history")
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of five words
        ]


def test_what_was_never_measured_is_measured_once(qtbot: QtBot, session: Session) -> None:
    before = content(session.path)
    assert len(session.unmeasured()) == 3
    job = MeasureJob()
    measured: list[int] = []
    job.measured.connect(lambda _id, rows: measured.extend(row.photo_id for row in rows))
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start(session.path)
    ids = [row.photo_id for row in session.rows()]
    assert measured == ids[:2]
    evidence = session.evidence()
    assert evidence.has_fingerprint.tolist() == [True, True, False, False]
    assert np.diff(evidence.taken_at[:2]).tolist() == [1_000_000_000]
    assert np.isfinite(evidence.sharpness).tolist() == [True, True, False, False]
    assert session.rows()[0].taken_at == evidence.taken_at[0]
    assert content(session.path) == before, "suggestions, labels and history are as they were"
    assert [photo_id for photo_id, _ in session.unmeasured()] == ids[2:3], "for the next time"
    assert job.close(PATIENCE_SECONDS)


def test_a_photo_whose_file_holds_another_one_is_left_to_labelling(qtbot: QtBot, session: Session) -> None:
    first = session.rows()[0]
    Image.new("RGB", (50, 40), (9, 90, 9)).save(first.path)
    job = MeasureJob()
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start(session.path)
    assert session.evidence([first.photo_id]).has_fingerprint.tolist() == [False]
    assert session.rows()[0].label == UNKNOWN
    assert job.close(PATIENCE_SECONDS)


def test_a_job_that_is_held_looks_at_nothing_until_it_may_go_on(qtbot: QtBot, session: Session) -> None:
    job = MeasureJob()
    job.hold(True)
    job.start(session.path)
    qtbot.wait(50)
    assert job.is_running
    assert len(session.unmeasured()) == 3
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.hold(False)
    assert len(session.unmeasured()) == 1
    assert job.close(PATIENCE_SECONDS)


def test_a_job_that_is_held_ends_where_nobody_wants_it_any_more(session: Session) -> None:
    job = MeasureJob()
    job.hold(True)
    job.start(session.path)
    assert job.stop(PATIENCE_SECONDS)
    assert len(session.unmeasured()) == 3
    assert job.close(PATIENCE_SECONDS)


def test_a_job_that_is_stopped_lets_go_of_the_session(qtbot: QtBot, session: Session) -> None:
    job = MeasureJob()
    job.start(session.path)
    assert job.stop(PATIENCE_SECONDS)
    assert len(session.unmeasured()) in (1, 2, 3)
    assert job.close(PATIENCE_SECONDS)


def test_how_large_dogs_are_is_filled_in_by_the_pack_that_looked_at_them(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path / "pack", explains=True)), "cpu")
    before = content(session.path)
    job = MeasureJob()
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start(session.path, classifier)
    assert np.isnan(session.evidence().dog_share).all(), "another pack than the one that looked"
    assert content(session.path) == before
    rows = session.rows()[:2]
    done = [PhotoOutcome(row.photo_id, row.path, read_photo(row.path)[1], suggestion("n_red"), None) for row in rows]
    session.record_outcomes(done, classifier.pack.pack_hash)
    was = [session.suggestion(row.photo_id) for row in rows]
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start(session.path, classifier)
    shares = session.evidence([row.photo_id for row in rows]).dog_share
    assert ((shares >= 0) & (shares <= 1)).all()
    for row, known in zip(rows, was, strict=True):
        now = session.suggestion(row.photo_id)
        assert now is not None
        assert known is not None
        assert (now.ranked, now.status, known.dog_share) == (known.ranked, known.status, None)
    assert session.without_dog_share(classifier.pack.pack_hash) == []
    assert job.close(PATIENCE_SECONDS)
