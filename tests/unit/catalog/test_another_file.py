"""A photo is its content: a label that was given to what a file held before is known from one for what it holds."""

import random
import shutil
from pathlib import Path

import pytest

from desktop_app.catalog.changes import change_from_json
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts
from tests.unit.catalog.catalog_helpers import OTHER_PACK, PACK, outcome, suggestion, unreadable, write_file

OLD = Path(__file__).parent / "old_sessions"
BEAGLE, PUG = Label.breed("n02088364"), Label.breed("n02110958")


def seen(session: Session, path: Path, content: str) -> PhotoRow:
    """A photo that was looked at."""
    (row,) = session.add_photos([write_file(path, content)])
    session.record_outcomes([outcome(row.photo_id, path)], PACK)
    return session.row(row.photo_id)


def facts(path: Path, modified_ns: int = 99) -> FileFacts:
    found = outcome(0, path).facts
    assert found is not None
    return FileFacts(found.size_bytes, modified_ns, found.content_hash)


def met(session: Session, row: PhotoRow, content: str) -> tuple[PhotoRow, set[int]]:
    """What becomes of a photo whose file holds `content` now."""
    rows, others = session.meet({row.photo_id: facts(write_file(row.path, content))})
    assert [each.photo_id for each in rows] == [row.photo_id]
    return rows[0], others


def test_another_photo_under_the_name_waits_and_its_label_is_marked(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    now, others = met(session, row, "bella")
    assert others == {row.photo_id}
    assert (now.label, now.label_of_another_file, now.suggestion, now.modified_ns) == (BEAGLE, True, None, 99)
    assert now.state is PhotoState.WAITING
    assert session.waiting(PACK) == [(row.photo_id, row.path)]
    assert session.embeddings(PACK)[0] == session.logits(PACK)[0] == []
    session.record_outcomes([outcome(row.photo_id, row.path, suggestion(BEAGLE.breed_ids[0]))], PACK)
    again = session.row(row.photo_id)
    assert again.label_of_another_file
    assert again.state is PhotoState.TO_REVIEW, "the same breed, but nobody has confirmed it for this photo"
    assert session.columns().of_another_file.tolist() == [True]


def test_a_touched_file_with_the_same_content_stays_what_it_is(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    now, others = met(session, row, "rex")
    assert others == set()
    assert (now.label, now.label_of_another_file, now.suggestion) == (BEAGLE, False, row.suggestion)
    assert session.files()[0].modified_ns == 99, "it is not read again next time"


def test_the_content_that_comes_back_has_its_label(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    assert met(session, row, "bella")[0].label_of_another_file
    assert not met(session, row, "rex")[0].label_of_another_file


def test_labelling_again_finds_another_content_too_and_forgets_what_every_pack_said(
    session: Session, tmp_path: Path
) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    write_file(row.path, "bella")
    (now,) = session.record_outcomes([outcome(row.photo_id, row.path)], OTHER_PACK).rows
    assert now.label_of_another_file
    assert session.suggestion(row.photo_id, PACK) is None
    write_file(row.path, "no photo")
    broken = outcome(row.photo_id, row.path)
    session.record_outcomes([unreadable(row.photo_id, row.path)], OTHER_PACK)
    assert session.suggestion(row.photo_id, OTHER_PACK) is not None, "what could not be read tells nothing"
    session.meet({row.photo_id: broken.facts} if broken.facts else {})
    assert session.suggestion(row.photo_id, OTHER_PACK) is None


@pytest.mark.parametrize("label", [BEAGLE, PUG])
def test_a_label_given_anew_is_for_the_file_of_today_and_undo_and_redo_know_both(
    session: Session, tmp_path: Path, label: Label
) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    met(session, row, "bella")
    change = session.apply(LabelPhotos([row.photo_id], label))
    assert change.photo_ids == (row.photo_id,)
    for _ in range(2):
        now = session.row(row.photo_id)
        assert (now.label, now.label_of_another_file) == (label, False)
        undone = session.take_back(change.change_id)
        now = session.row(row.photo_id)
        assert (now.label, now.label_of_another_file) == (BEAGLE, True)
        change = session.take_back(undone.change_id)
    assert not session.row(row.photo_id).label_of_another_file


def test_what_was_undone_after_the_file_was_replaced_comes_back_marked(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    change = session.apply(LabelPhotos([row.photo_id], PUG))
    met(session, row, "bella")
    session.take_back(change.change_id)
    now = session.row(row.photo_id)
    assert (now.label, now.label_of_another_file) == (BEAGLE, True)


def test_a_label_given_before_the_first_look_is_for_what_is_found_then(session: Session, tmp_path: Path) -> None:
    (row,) = session.add_photos([write_file(tmp_path / "IMG_1.jpg", "rex")])
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    (now,) = session.record_outcomes([outcome(row.photo_id, row.path)], PACK).rows
    assert not now.label_of_another_file
    assert met(session, row, "bella")[0].label_of_another_file


def test_two_names_that_were_swapped_leave_both_labels_where_they_are_and_marked(
    session: Session, tmp_path: Path
) -> None:
    one, other = (seen(session, tmp_path / name, name) for name in ("1.jpg", "2.jpg"))
    session.apply(SetLabels({one.photo_id: BEAGLE, other.photo_id: PUG}))
    write_file(one.path, "2.jpg")
    write_file(other.path, "1.jpg")
    rows, others = session.meet({row.photo_id: facts(row.path) for row in (one, other)})
    assert others == {one.photo_id, other.photo_id}
    assert [(row.path, row.label, row.label_of_another_file) for row in rows] == [
        (one.path, BEAGLE, True),
        (other.path, PUG, True),
    ]


def test_confirming_what_is_undecided_leaves_a_marked_label_alone(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    met(session, row, "bella")
    assert session.apply(SetLabels({row.photo_id: PUG}, only_undecided=True)).change_id == 0
    assert session.row(row.photo_id).label == BEAGLE


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_labels_replaced_files_undo_and_redo(session: Session, tmp_path: Path, seed: int) -> None:
    """A model of one list: after each step, each photo's label and the content that it was given to are the model's."""
    chance = random.Random(seed)
    rows = [seen(session, tmp_path / f"{place}.jpg", f"content {place}") for place in range(3)]
    held = {row.photo_id: f"content {place}" for place, row in enumerate(rows)}
    given: dict[int, tuple[Label | None, str]] = {row.photo_id: (None, "") for row in rows}
    done: list[tuple[int, dict[int, tuple[Label | None, str]]]] = []
    undone: list[tuple[int, dict[int, tuple[Label | None, str]]]] = []
    for _ in range(60):
        act = chance.choice(["label", "label", "replace", "undo", "undo", "redo"])
        if act == "label":
            ids = chance.sample(sorted(held), chance.randint(1, 3))
            label = chance.choice([BEAGLE, PUG, UNKNOWN, None])
            applied = session.apply(LabelPhotos(ids, label))
            if applied.change_id:
                done.append((applied.change_id, dict(given)))
                undone.clear()
            given |= {each: (label, held[each]) for each in ids}
        elif act == "replace":
            row = chance.choice(rows)
            held[row.photo_id] = chance.choice(["content 0", "content 1", "content 2", "content 3"])
            met(session, row, held[row.photo_id])
        elif act == "undo" and done:
            change, before = done.pop()
            undone.append((session.take_back(change).change_id, dict(given)))
            given = before
        elif act == "redo" and undone:
            change, before = undone.pop()
            done.append((session.take_back(change).change_id, dict(given)))
            given = before
        for row in session.rows():
            label, content = given[row.photo_id]
            assert row.label == label
            assert row.label_of_another_file == (label is not None and content != held[row.photo_id]), act
    columns = session.columns()
    assert columns.of_another_file.tolist() == [row.label_of_another_file for row in session.rows()]


def test_what_a_label_was_given_to_stands_in_the_history(session: Session, tmp_path: Path) -> None:
    row = seen(session, tmp_path / "IMG_1.jpg", "rex")
    session.apply(LabelPhotos([row.photo_id], BEAGLE))
    met(session, row, "bella")
    inverse = session.apply(LabelPhotos([row.photo_id], PUG)).inverse
    assert isinstance(inverse, SetLabels)
    again = change_from_json(inverse.kind, inverse.to_json())
    assert isinstance(again, SetLabels)
    assert again.contents == inverse.contents != {}


@pytest.mark.parametrize("contents", [["x"], [[[1]]], [[[1], 3]], [[[1], "zz"]], [[["a"], None]], 7, [[[1], "00"]]])
def test_contents_that_are_none_are_refused(contents: object) -> None:
    with pytest.raises(ValueError, match=r"not|non-hex"):
        SetLabels.from_json({"labels": [], "only_undecided": False, "contents": contents})


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_labels_of_older_sessions_are_for_what_their_files_held(version: int, tmp_path: Path) -> None:
    file = tmp_path / "old.pawsort"
    shutil.copy(OLD / f"v{version}.pawsort", file)
    with Session.open(file) as session:
        labelled = [row for row in session.rows() if row.label is not None]
        assert labelled
        assert not any(row.label_of_another_file for row in labelled)
        write_file(tmp_path / "new.jpg", "another dog")
        read = {row.photo_id: facts(tmp_path / "new.jpg") for row in labelled if session.facts(row.photo_id)}
        rows, others = session.meet(read)
        assert others == read.keys()
        assert all(row.label_of_another_file for row in rows)


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_step_that_is_taken_back_brings_no_label_to_another_file_unmarked(
    version: int, tmp_path: Path
) -> None:
    """What was done before contents were noted: the label that comes back is for what the file held until then."""
    file = tmp_path / "old.pawsort"
    shutil.copyfile(OLD / f"v{version}.pawsort", file)
    brought_back = 0
    with Session.open(file) as session:
        session.meet({row.photo_id: FileFacts(5, 5, "e" * 64) for row in session.rows()})
        for entry in reversed(session.history()):
            try:
                session.take_back(entry.change_id)
            except SessionError:  # a later one counts
                continue
            for row in session.rows_of(list(entry.photo_ids)):
                known = session.files([row.photo_id])
                if row.label is not None and known:
                    brought_back += 1
                    assert row.label_of_another_file, (entry, row)
    assert brought_back
