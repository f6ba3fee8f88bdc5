"""What decoding told of photos is kept, read as arrays, and forgotten when a file holds something else."""

import hashlib
import math
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus

PACK = "a" * 64
TAKEN = 1_700_000_000 * 10**9


def facts(content: str, **known: object) -> FileFacts:
    return replace(FileFacts(10, 5, hashlib.sha256(content.encode()).hexdigest(), 40, 30), **known)  # type: ignore[arg-type]


MEASURED = {"taken_at": TAKEN, "fingerprint": bytes(range(16)), "sharpness": 0.5, "lightness": 0.25, "contrast": 0.125}


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Four photos: measured, read before there were measures, unreadable, and never read."""
    rows = session.add_photos([Path(f"/photos/{name}.jpg") for name in "abcd"])
    first, second, third, _fourth = rows
    ranked = (RankedBreed("n_red", 0.9),)
    said = Suggestion(SuggestionStatus.OK, 0.9, ranked, dog_share=0.75)
    session.record_outcomes(
        [
            PhotoOutcome(first.photo_id, first.path, facts("a", **MEASURED), said, None),
            PhotoOutcome(second.photo_id, second.path, facts("b"), replace(said, dog_share=None), None),
            PhotoOutcome(third.photo_id, third.path, facts("c", width=0), None, None),
        ],
        PACK,
    )
    return [row.photo_id for row in rows]


def test_it_comes_back_as_arrays(session: Session, ids: list[int]) -> None:
    read = session.evidence()
    assert read.photo_ids.tolist() == ids
    assert read.has_fingerprint.tolist() == [True, False, False, False]
    assert read.fingerprints.shape == (4, 16)
    assert read.fingerprints[0].tolist() == list(range(16))
    assert not read.fingerprints[1:].any()
    assert read.taken_at.tolist() == [TAKEN, 0, 0, 0]
    assert [read.sharpness[0], read.lightness[0], read.contrast[0], read.dog_share[0]] == [0.5, 0.25, 0.125, 0.75]
    assert np.isnan([each[1:] for each in (read.sharpness, read.lightness, read.contrast, read.dog_share)]).all()
    some = session.evidence([ids[1], ids[0]])
    assert (some.photo_ids.tolist(), some.has_fingerprint.tolist()) == (ids[:2], [True, False])


def test_without_photos_there_is_none(session: Session) -> None:
    read = session.evidence()
    assert (len(read), read.fingerprints.shape) == (0, (0, 0))


def test_facts_and_suggestions_tell_it_too(session: Session, ids: list[int]) -> None:
    known = session.facts(ids[0])
    assert known is not None
    assert {name: getattr(known, name) for name in MEASURED} == MEASURED
    before = session.facts(ids[1])
    assert before is not None
    assert (before.taken_at, before.fingerprint) == (0, b"")
    assert math.isnan(before.sharpness)
    suggestion = session.suggestion(ids[0])
    assert suggestion is not None
    assert suggestion.dog_share == 0.75


def test_photos_that_were_read_before_there_were_measures_get_theirs(session: Session, ids: list[int]) -> None:
    assert [photo_id for photo_id, _path in session.unmeasured()] == ids[1:3]
    rows = session.record_measures({ids[1]: facts("b", **MEASURED), ids[2]: facts("another file", **MEASURED)})
    assert [row.taken_at for row in rows] == [TAKEN, 0]
    assert session.evidence().has_fingerprint.tolist() == [True, True, False, False]
    assert session.suggestion(ids[1]) is not None, "what was said of it stays"


def test_another_file_has_other_evidence(session: Session, ids: list[int]) -> None:
    session.meet({ids[0]: facts("something else")})
    read = session.evidence([ids[0]])
    assert (read.has_fingerprint[0], read.taken_at[0]) == (False, 0)
    assert np.isnan(read.sharpness[0])
    assert np.isnan(read.dog_share[0])


def test_what_another_program_left_there_is_no_fingerprint(session: Session, ids: list[int]) -> None:
    session.record_measures({ids[1]: facts("b", **MEASURED)})
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute("UPDATE photos SET fingerprint = x'0102' WHERE photo_id = ?", (ids[3],))
    read = session.evidence()
    assert read.has_fingerprint.tolist() == [True, True, False, False]
    assert read.fingerprints.shape == (4, 16)
