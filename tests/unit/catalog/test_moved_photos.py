"""A photo that moved is found again by its content when its new folder is dropped."""

import os
from pathlib import Path

import pytest

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.errors import HistoryError
from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.tables.history import MOVED
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.catalog.values.labels import Label
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import PACK, outcome, unreadable, write_file

BEAGLE = Label.breed("n02088364")
PUG = Label.breed("n02110958")


def labelled(session: Session, path: Path, label: Label | None = BEAGLE) -> PhotoRow:
    (row,) = session.add_photos([path])
    session.record_outcomes([outcome(row.photo_id, path)], PACK)
    if label is not None:
        session.apply(LabelPhotos([row.photo_id], label))
    return session.row(row.photo_id)


def dropped(session: Session, *paths: Path) -> RecordedOutcomes:
    rows = session.add_photos(paths)
    return session.record_outcomes([outcome(row.photo_id, row.path) for row in rows], PACK)


def test_it_keeps_its_id_and_label_and_gets_the_new_path(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "inbox" / "rex.jpg", "rex"))
    (tmp_path / "2026").mkdir()
    new_path = old.path.rename(tmp_path / "2026" / "rex.jpg")
    recorded = dropped(session, new_path)
    (new_id,) = recorded.merged
    assert recorded.merged == {new_id: old.photo_id}
    (row,) = recorded.rows
    assert (row.photo_id, row.path, row.label, row.decided_ns) == (old.photo_id, new_path, BEAGLE, old.decided_ns)
    assert session.rows() == [row]
    assert session.waiting(PACK) == []
    entry = session.history()[-1]
    assert entry.kind == MOVED
    assert entry.moved == (str(old.path), str(new_path))
    assert session.add_photos([new_path]) == [], "the new path is known now"


def test_exact_copies_stay_separate_photos(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "same"))
    recorded = dropped(session, write_file(tmp_path / "copy.jpg", "same"))
    assert recorded.merged == {}
    assert [row.label for row in session.rows()] == [BEAGLE, None]
    assert session.row(old.photo_id) == old


def test_no_drive_is_asked_twice_for_a_file_that_many_photos_are_copies_of(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [labelled(session, write_file(tmp_path / f"{number}.jpg", "same"), None).path for number in range(20)]
    old[7].unlink()
    asked: list[Path] = []
    there = os.path.lexists

    def ask(path: Path) -> bool:
        asked.append(path)
        return there(path)

    monkeypatch.setattr(os.path, "lexists", ask)
    recorded = dropped(session, *(write_file(tmp_path / f"new {number}.jpg", "same") for number in range(30)))
    assert list(recorded.merged.values()) == [session.rows()[7].photo_id], "the first of them is the one that is gone"
    assert sorted(path for path in asked if path in old) == sorted(old)


def test_two_known_copies_stay_two_when_one_file_is_deleted(session: Session, tmp_path: Path) -> None:
    first = labelled(session, write_file(tmp_path / "a.jpg", "same"), BEAGLE)
    second = labelled(session, write_file(tmp_path / "b.jpg", "same"), PUG)
    first.path.unlink()
    recorded = session.record_outcomes([outcome(second.photo_id, second.path)], "c" * 64)
    assert recorded.merged == {}
    assert [row.label for row in session.rows()] == [BEAGLE, PUG]


def test_of_several_that_moved_each_is_found_by_its_name(session: Session, tmp_path: Path) -> None:
    olds = [
        labelled(session, write_file(tmp_path / name, "same"), label)
        for name, label in (("a.jpg", BEAGLE), ("b.jpg", PUG))
    ]
    (tmp_path / "new").mkdir()
    paths = [old.path.rename(tmp_path / "new" / old.path.name) for old in reversed(olds)]
    recorded = dropped(session, *paths)
    assert sorted(recorded.merged.values()) == [old.photo_id for old in olds]
    assert [(row.path.name, row.label) for row in session.rows()] == [("a.jpg", BEAGLE), ("b.jpg", PUG)]
    assert {row.path.parent.name for row in session.rows()} == {"new"}


def test_one_that_moved_and_was_copied_is_found_once(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "same"))
    old.path.unlink()
    copies = [write_file(tmp_path / "new" / name, "same") for name in ("1.jpg", "2.jpg")]
    recorded = dropped(session, *copies)
    assert list(recorded.merged.values()) == [old.photo_id]
    assert [(row.path, row.label) for row in session.rows()] == [(copies[0], BEAGLE), (copies[1], None)]


def test_one_that_was_found_to_be_gone_is_readable_again(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "rex"))
    new_path = old.path.rename(tmp_path / "b.jpg")
    session.record_outcomes([unreadable(old.photo_id, old.path, "file.gone")], PACK)
    (row,) = dropped(session, new_path).rows
    assert (row.photo_id, row.fault, row.label) == (old.photo_id, None, BEAGLE)


def test_a_label_given_before_it_was_recognised_is_the_younger_one(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "rex"), BEAGLE)
    new_path = old.path.rename(tmp_path / "b.jpg")
    (new,) = session.add_photos([new_path])
    change = session.apply(LabelPhotos([new.photo_id], PUG))
    decided = session.row(new.photo_id)
    recorded = session.record_outcomes([outcome(new.photo_id, new_path)], PACK)
    assert recorded.merged == {new.photo_id: old.photo_id}
    row = session.row(old.photo_id)
    assert (row.label, row.decided_by, row.decided_ns) == (PUG, "person", decided.decided_ns)
    assert session.history()[-1].before == {old.photo_id: BEAGLE}
    # The undo of that label, which knows the photo by its first id, reaches the photo that it has become; the label
    # over which it was put is not lost.
    undone = session.take_back(change.change_id)
    assert session.row(old.photo_id).label == BEAGLE
    session.take_back(undone.change_id)
    assert session.row(old.photo_id).label == PUG


def test_a_label_for_a_photo_and_for_what_it_was_before_is_taken_back_to_the_older_one(
    session: Session, tmp_path: Path
) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "rex"), BEAGLE)
    new_path = old.path.rename(tmp_path / "b.jpg")
    (new,) = session.add_photos([new_path])
    change = session.apply(LabelPhotos([old.photo_id, new.photo_id], PUG))
    session.record_outcomes([outcome(new.photo_id, new_path)], PACK)
    assert session.row(old.photo_id).label == PUG
    session.take_back(change.change_id)
    assert session.row(old.photo_id).label == BEAGLE


def test_an_older_label_is_not_taken_back_under_a_younger_one_of_the_photo_that_it_became(
    session: Session, tmp_path: Path
) -> None:
    (old,) = session.add_photos([write_file(tmp_path / "a.jpg", "rex")])
    session.record_outcomes([outcome(old.photo_id, old.path)], PACK)
    first = session.apply(LabelPhotos([old.photo_id], BEAGLE))
    new_path = old.path.rename(tmp_path / "b.jpg")
    (new,) = session.add_photos([new_path])
    second = session.apply(LabelPhotos([new.photo_id], PUG))
    session.record_outcomes([outcome(new.photo_id, new_path)], PACK)
    with pytest.raises(HistoryError) as caught:
        session.take_back(first.change_id)
    assert caught.value.fault == Fault(
        "history.changed_since", {"change": first.change_id, "photos": 1, "by": second.change_id}
    )
    assert session.row(old.photo_id).label == PUG


def test_one_that_moves_twice_is_found_twice(session: Session, tmp_path: Path) -> None:
    row = labelled(session, write_file(tmp_path / "0.jpg", "rex"))
    for place in (1, 2):
        path = row.path.rename(tmp_path / f"{place}.jpg")
        (row,) = dropped(session, path).rows
    assert (row.path.name, row.label) == ("2.jpg", BEAGLE)
    assert len(session.rows()) == 1


@pytest.mark.parametrize("content", ["other", "rex"])
def test_removed_photos_are_not_what_a_new_one_was(session: Session, tmp_path: Path, content: str) -> None:
    old = labelled(session, write_file(tmp_path / "a.jpg", "rex"))
    session.apply(RemovePhotos([old.photo_id]))
    old.path.unlink()
    recorded = dropped(session, write_file(tmp_path / "b.jpg", content))
    assert recorded.merged == {}
    assert [row.label for row in session.rows()] == [None]


def test_what_was_said_of_the_photo_at_its_new_place_is_kept(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "inbox" / "rex.jpg", "rex"))
    (tmp_path / "2026").mkdir()
    new_path = old.path.rename(tmp_path / "2026" / "rex.jpg")
    # Before anybody has looked at the file, it is a photo like any other.
    new, other = session.add_photos([new_path, tmp_path / "2026" / "max.jpg"])
    session.apply(SetPicks({new.photo_id: 2}))
    session.apply(FlagSeveralDogs([new.photo_id], several=True))
    session.apply(SetAnimals({-1: Animal(-1, "Rex")}, {new.photo_id: -1}, {(new.photo_id, other.photo_id): SameDog.NO}))
    recorded = session.record_outcomes([outcome(new.photo_id, new_path)], PACK)
    assert recorded.merged == {new.photo_id: old.photo_id}
    row = session.row(old.photo_id)
    assert row.animal is not None
    assert (row.animal.name, row.pick, row.several_dogs) == ("Rex", 2, True)
    assert session.answers() == {(old.photo_id, other.photo_id): SameDog.NO}


def test_what_was_said_of_it_before_it_moved_stays(session: Session, tmp_path: Path) -> None:
    old = labelled(session, write_file(tmp_path / "inbox" / "rex.jpg", "rex"))
    (third,) = session.add_photos([tmp_path / "third.jpg"])
    pair = (old.photo_id, third.photo_id)
    session.apply(SetPicks({old.photo_id: 1}))
    session.apply(SetAnimals({-1: Animal(-1, "Rex")}, {old.photo_id: -1}, {pair: SameDog.NO}))
    new_path = old.path.rename(tmp_path / "moved.jpg")
    (new,) = session.add_photos([new_path])
    session.apply(SetPicks({new.photo_id: 5}))
    session.apply(
        SetAnimals({-1: Animal(-1, "Max")}, {new.photo_id: -1}, {(third.photo_id, new.photo_id): SameDog.YES})
    )
    session.record_outcomes([outcome(new.photo_id, new_path)], PACK)
    row = session.row(old.photo_id)
    assert row.animal is not None
    assert (row.animal.name, row.pick, session.answers()) == ("Rex", 1, {pair: SameDog.NO})
