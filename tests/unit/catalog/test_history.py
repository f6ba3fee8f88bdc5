"""What was done can be looked up, and one step alone can be taken back, also after a restart."""

import shutil
from pathlib import Path

import pytest

from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.errors import HistoryError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import OTHER_PACK, PACK, outcome, suggestion, write_file

BEAGLE = Label.breed("n02088364")
PUG = Label.breed("n02110958")
OLD = Path(__file__).parent / "old_sessions"


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Three photos."""
    return [row.photo_id for row in session.add_photos([Path(f"/photos/{name}.jpg") for name in "abc"])]


def labels(session: Session) -> list[Label | None]:
    return [row.label for row in session.rows()]


def refused(session: Session, change_id: int) -> Fault:
    before, entries = session.rows(), session.history()
    with pytest.raises(HistoryError) as caught:
        session.take_back(change_id)
    assert (session.rows(), session.history()) == (before, entries)
    return caught.value.fault


def test_it_tells_who_did_what_and_when(session: Session, ids: list[int]) -> None:
    session.apply(LabelPhotos(ids[:1], PUG))
    done = session.apply(SetLabels({ids[0]: BEAGLE, ids[1]: NO_DOG}, decided_by="rule: 95 %"))
    session.apply(RemovePhotos([ids[1]]))
    session.apply(RestorePhotos([ids[1]]))
    first, second, removed, restored = session.history()
    assert (first.kind, first.who, first.photos, first.action) == ("label_photos", "person", 1, "")
    assert (first.before, first.after) == ({ids[0]: None}, {ids[0]: PUG})
    assert (second.before, second.after) == ({ids[0]: PUG, ids[1]: None}, {ids[0]: BEAGLE, ids[1]: NO_DOG})
    assert (second.who, second.change, second.inverse) == ("rule: 95 %", done.change, done.inverse)
    assert first.at <= second.at
    assert (removed.kind, removed.photo_ids) == ("remove_photos", (ids[1],))
    assert (restored.kind, restored.photo_ids) == ("restore_photos", (ids[1],))
    assert session.row(ids[0]).decided_at == second.at


def test_undo_and_redo_go_back_and_forth_as_often_as_one_likes(session: Session, ids: list[int]) -> None:
    first = session.apply(LabelPhotos(ids[:2], PUG)).change_id
    second = session.apply(LabelPhotos(ids[1:], BEAGLE)).change_id
    for _ in range(3):
        second_undone = session.take_back(second).change_id
        assert labels(session) == [PUG, PUG, None]
        first_undone = session.take_back(first).change_id
        assert labels(session) == [None] * 3
        first = session.take_back(first_undone).change_id
        assert labels(session) == [PUG, PUG, None]
        second = session.take_back(second_undone).change_id
        assert labels(session) == [PUG, BEAGLE, BEAGLE]


def test_one_step_alone_is_taken_back_after_a_restart(session: Session, ids: list[int]) -> None:
    first = session.apply(LabelPhotos(ids[:1], PUG))
    session.apply(LabelPhotos(ids[1:], BEAGLE))
    session.close()
    with Session.open(session.path) as again:
        back = again.take_back(first.change_id)
        assert labels(again) == [None, BEAGLE, BEAGLE]
        assert list(back.photo_ids) == ids[:1]
        entry = again.history()[-1]
        assert (entry.takes_back, entry.who, entry.change) == (first.change_id, "person", first.inverse)
        assert again.history()[0].taken_back


def test_a_step_under_a_later_one_is_not_taken_back(session: Session, ids: list[int]) -> None:
    first = session.apply(LabelPhotos(ids, PUG)).change_id
    second = session.apply(SetLabels({ids[0]: BEAGLE, ids[1]: NO_DOG})).change_id
    fault = refused(session, first)
    assert fault == Fault("history.changed_since", {"change": first, "photos": 2, "by": second})
    session.take_back(second)
    session.take_back(first)
    assert labels(session) == [None] * 3


def test_what_was_taken_back_is_not_taken_back_twice(session: Session, ids: list[int]) -> None:
    first = session.apply(LabelPhotos(ids, PUG)).change_id
    undone = session.take_back(first).change_id
    assert refused(session, first) == Fault("history.taken_back_already", {"change": first, "by": undone})
    session.take_back(undone)
    assert labels(session) == [PUG] * 3
    session.take_back(first)
    assert labels(session) == [None] * 3


def test_doing_again_under_a_later_step_is_refused(session: Session, ids: list[int]) -> None:
    first = session.apply(LabelPhotos(ids, PUG)).change_id
    undone = session.take_back(first).change_id
    session.apply(LabelPhotos(ids[:1], BEAGLE))
    assert refused(session, undone).code == "history.changed_since"


def test_a_step_that_is_not_there_is_said(session: Session) -> None:
    assert refused(session, 7).code == "history.no_such_change"


def test_hundreds_of_photos_take_the_same_way_as_few(session: Session) -> None:
    ids = [row.photo_id for row in session.add_photos([Path(f"/many/{place}.jpg") for place in range(500)])]
    session.apply(LabelPhotos(ids[:100], PUG))
    unknown = session.apply(LabelPhotos(ids, UNKNOWN))
    none = session.apply(LabelPhotos(ids, NO_DOG))
    session.take_back(none.change_id)
    assert set(labels(session)) == {UNKNOWN}
    session.take_back(unknown.change_id)
    assert labels(session) == [PUG] * 100 + [None] * 400


@pytest.mark.parametrize("version", [1, 2, 3])
def test_steps_of_older_versions_can_be_taken_back_too(version: int, tmp_path: Path) -> None:
    file = tmp_path / "old.pawsort"
    shutil.copy(OLD / f"v{version}.pawsort", file)
    with Session.open(file) as session:
        entries = session.history()
        assert [entry.action for entry in entries][4] == "boxer for 1 photo"
        assert refused(session, entries[0].change_id).code == "history.changed_since"
        session.take_back(entries[4].change_id)
        assert session.row(2).label == Label.breed("n02088364-beagle")
        session.take_back(entries[0].change_id)
        assert session.row(2).label is None
        if version > 1:
            assert session.take_back(entries[6].change_id).photo_ids == (9,)
            assert session.row(9).photo_id == 9


def test_what_comes_back_was_decided_by_whom_and_on_seeing_what_it_was(session: Session, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.jpg", "a")
    (row,) = session.add_photos([path])
    session.record_outcomes([outcome(row.photo_id, path, suggestion("n1"))], PACK)
    session.apply(LabelPhotos([row.photo_id], Label.breed("n1"), "rule"))
    assert session._connection is not None
    select = "SELECT kind, decided_by, decided_ns, pack_id, seen_status, seen_ranked, seen_confidence FROM labels"
    decided = session._connection.execute(select).fetchall()
    assert decided[0][1] == "rule"
    session.record_outcomes([outcome(row.photo_id, path, suggestion("n7"))], OTHER_PACK)
    for label in (NO_DOG, None):
        change = session.apply(LabelPhotos([row.photo_id], label))
        otherwise = session._connection.execute(select).fetchall()
        back = session.take_back(change.change_id)
        assert session._connection.execute(select).fetchall() == decided
        again = session.take_back(back.change_id)
        if label is not None:
            assert session._connection.execute(select).fetchall() == otherwise
        session.take_back(again.change_id)
        assert session._connection.execute(select).fetchall() == decided
