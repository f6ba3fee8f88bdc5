"""Labels as changes: what is written, what takes it back, and how they stand in the history."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import PACK, outcome, suggestion, write_file

BEAGLE = Label.breed("n02088364")
PUG = Label.breed("n02110958")


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Three photos."""
    return [row.photo_id for row in session.add_photos([Path(f"/photos/{name}.jpg") for name in "abc"])]


def labels(session: Session) -> list[Label | None]:
    return [row.label for row in session.rows()]


def test_one_label_for_many_is_taken_back_to_what_each_had(session: Session, ids: list[int]) -> None:
    session.apply(LabelPhotos(ids[:1], PUG))
    done = session.apply(LabelPhotos(ids, BEAGLE))
    assert labels(session) == [BEAGLE] * 3
    assert done.inverse == SetLabels({ids[0]: PUG, ids[1]: None, ids[2]: None})
    assert done.columns.photo_ids.tolist() == [row.photo_id for row in session.rows()]
    assert [done.columns.label_table[place] for place in done.columns.labels] == labels(session)
    assert set(done.columns.label_change.tolist()) == {done.change_id}
    session.take_back(done.change_id)
    assert labels(session) == [PUG, None, None]
    assert session.rows()[1].decided_by is None


def test_only_what_differs_from_the_file_is_a_change(session: Session, ids: list[int]) -> None:
    session.apply(SetLabels({ids[0]: BEAGLE, ids[1]: PUG}))
    before = session.row(ids[0])
    done = session.apply(LabelPhotos(ids, BEAGLE))
    assert done.photo_ids == (ids[1], ids[2])
    assert session.row(ids[0]) == before
    assert session.history()[-1].photos == 2
    again = session.apply(LabelPhotos(ids, BEAGLE))
    assert (again.change_id, again.inverse, len(again.columns)) == (0, None, 0)
    assert len(session.history()) == 2


def test_confirming_leaves_photos_alone_that_are_decided_by_then(session: Session, ids: list[int]) -> None:
    session.apply(LabelPhotos(ids[:1], UNKNOWN))
    done = session.apply(SetLabels(dict.fromkeys(ids, BEAGLE), only_undecided=True))
    assert labels(session) == [UNKNOWN, BEAGLE, BEAGLE]
    session.take_back(done.change_id)
    assert labels(session) == [UNKNOWN, None, None]


def test_a_label_for_an_unknown_photo_changes_nothing(session: Session, ids: list[int]) -> None:
    with pytest.raises(SessionError) as caught:
        session.apply(LabelPhotos([ids[0], 99], BEAGLE))
    assert caught.value.fault == Fault("session.no_such_photo", {"path": str(session.path), "photo": 99})
    assert labels(session) == [None] * 3
    assert session.history() == []


def test_photos_that_are_out_of_the_session_keep_what_is_decided_about_them(session: Session, ids: list[int]) -> None:
    removed = session.apply(RemovePhotos(ids[:1]))
    done = session.apply(LabelPhotos(ids, BEAGLE))
    assert done.gone == (ids[0],)
    assert done.columns.photo_ids.tolist() == ids[1:]
    session.take_back(done.change_id)
    session.apply(LabelPhotos(ids, PUG))
    assert removed.inverse is not None
    session.apply(removed.inverse)
    assert labels(session) == [PUG] * 3


def test_a_rule_that_decides_is_named(session: Session, ids: list[int]) -> None:
    done = session.apply(LabelPhotos(ids[:1], BEAGLE, "rule: 95 %"))
    assert done.columns.decider_table == ["rule: 95 %"]
    assert session.history()[0].who == "rule: 95 %"


def test_what_was_suggested_when_deciding_is_kept_whatever_packs_say_later(session: Session, tmp_path: Path) -> None:
    (row,) = session.add_photos([write_file(tmp_path / "a.jpg", "a")])
    session.record_outcomes([outcome(row.photo_id, row.path, suggestion("n1", "n2"))], PACK)
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    session.record_outcomes([outcome(row.photo_id, row.path, suggestion("n9"))], "b" * 64)
    assert session._connection is not None
    seen = session._connection.execute(
        "SELECT pack_hash, seen_status, length(seen_ranked) / 10, breed_id FROM labels JOIN packs USING (pack_id) "
        "JOIN breeds ON breed_number = 0"
    ).fetchall()
    assert seen == [(PACK, 0, 2, "n1")]
    session.apply(LabelPhotos([row.photo_id], PUG))
    packs = session._connection.execute("SELECT pack_hash FROM labels JOIN packs USING (pack_id)").fetchall()
    assert packs == [("b" * 64,)]


@pytest.mark.parametrize(
    "change",
    [
        LabelPhotos([1, 2], BEAGLE),
        LabelPhotos([3], None, "rule"),
        LabelPhotos([], Label.mix()),
        SetLabels({1: BEAGLE, 2: None, 3: Label.mix("a", "own:Ä \n")}),
        SetLabels({7: NO_DOG}, only_undecided=True, decided_by="rule"),
    ],
)
def test_it_is_kept_as_it_is(change: LabelPhotos | SetLabels) -> None:
    assert type(change).from_json(change.to_json()) == change


LABEL_PHOTOS: dict[str, Any] = {"photo_ids": [1], "label": ["breed", "a"], "decided_by": "person"}
SET_LABELS: dict[str, Any] = {"labels": [[[1], None]], "only_undecided": False}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (LabelPhotos, LABEL_PHOTOS | {"photo_ids": ["1"]}),
        (LabelPhotos, LABEL_PHOTOS | {"photo_ids": [True]}),
        (LabelPhotos, LABEL_PHOTOS | {"photo_ids": 1}),
        (LabelPhotos, LABEL_PHOTOS | {"label": "breed"}),
        (LabelPhotos, LABEL_PHOTOS | {"label": ["breed"]}),
        (LabelPhotos, LABEL_PHOTOS | {"label": ["cat", "a"]}),
        (LabelPhotos, LABEL_PHOTOS | {"decided_by": None}),
        (LabelPhotos, LABEL_PHOTOS | {"more": 1}),
        (LabelPhotos, {"photo_ids": [1]}),
        (SetLabels, SET_LABELS | {"labels": {"1": None}}),
        (SetLabels, SET_LABELS | {"labels": [[1, None]]}),
        (SetLabels, SET_LABELS | {"labels": [[[1]]]}),
        (SetLabels, SET_LABELS | {"only_undecided": 1}),
    ],
)
def test_anything_else_is_refused(kind: type[LabelPhotos | SetLabels], data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        kind.from_json(data)
