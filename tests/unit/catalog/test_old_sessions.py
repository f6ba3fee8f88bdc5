"""Sessions that earlier versions wrote open with everything that a person decided in them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, Label

OLD = Path(__file__).parent / "old_sessions"
CHIHUAHUA, BEAGLE, BOXER = "n02085620-Chihuahua", "n02088364-beagle", "n02108089-boxer"
LABELS = {
    1: Label.breed(CHIHUAHUA),
    2: Label.breed(BOXER),
    3: Label.mix(CHIHUAHUA, BOXER),
    4: NO_DOG,
    6: Label.breed("own:Podenco mix"),
}
ACTIONS = [
    "Confirm 2 photos",
    "Mix for 1 photo",
    "Unknown for 1 photo",
    "Podenco mix for 1 photo",
    "boxer for 1 photo",
    "Clear the label of 1 photo",
]


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_session_of_an_earlier_version_opens_with_all_labels_and_history(version: int, tmp_path: Path) -> None:
    file = tmp_path / "old.pawsort"
    shutil.copy(OLD / f"v{version}.pawsort", file)
    with Session.open(file) as session:
        rows = session.rows()
        history = session.history()
        suggested = session.suggestion(1)
        ids, vectors = session.embeddings()
    assert len(rows) == (12 if version == 1 else 11)
    assert {row.photo_id: row.label for row in rows if row.label is not None} == LABELS
    assert [entry.action for entry in history][:6] == ACTIONS
    assert history[0].after == {1: Label.breed(CHIHUAHUA), 2: Label.breed(BEAGLE)}
    assert history[4].before == {2: Label.breed(BEAGLE)}
    assert len(history) == (6 if version == 1 else 9)
    assert suggested is not None
    assert suggested.ranked[0].breed_id == CHIHUAHUA
    assert vectors.shape == (len(ids), 16)
    assert len(ids) == len(rows) - 2 + (version > 1)
    assert [row.path.name for row in rows][3] == "é<b>\n2.jpg"
    assert {row.photo_id for row in rows if row.fault is not None} == ({8, 9} if version == 1 else {8})


@pytest.mark.parametrize("version", [4, 5, 6])
def test_what_was_suggested_and_what_people_saw_stays_as_it_was(version: int, tmp_path: Path) -> None:
    file = tmp_path / "old.pawsort"
    shutil.copy(OLD / f"v{version}.pawsort", file)
    kept = {
        "suggestions": "pack_id, photo_id, status, dog_probability, ranked, confidence, breed_set, proposed_mix",
        "labels": "photo_id, kind, breed_ids, decided_by, decided_ns, pack_id, seen_status, seen_ranked",
        "embeddings": "pack_id, photo_id, vector",
        "history": "change_id, at_ns, kind, decided_by, change, inverse",
    }

    def rows() -> dict[str, list[object]]:
        with closing(sqlite3.connect(file)) as connection:
            return {
                name: connection.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2").fetchall()  # noqa: S608
                for name, columns in kept.items()
            }

    before = rows()
    with Session.open(file) as session:
        assert session.further_dogs(1) == ()
        assert session.dog_labels() == {}
        assert {(row.dogs, row.one_dog) for row in session.rows()} == {(None, False)}
        assert {row.suggestion.kind for row in session.rows() if row.suggestion is not None} == {None}
    assert rows() == before
