"""Labels of single dogs in photos that show several: kept, taken back, carried, and given to the dog they belong to."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.changes import change_from_json
from desktop_app.catalog.changes.dog_labels import LabelDog, SetDogLabels
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.errors import HistoryError, SessionError
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.boxes import labels_of_dogs
from desktop_app.catalog.values.dog_labels import DogLabel
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Decision, Label
from desktop_app.catalog.values.suggestions import Box
from tests.unit.catalog.catalog_helpers import FIRST, OTHER_PACK, PACK, SECOND, THIRD, outcome, several, write_file

HOUND, RED, BLUE = Label.breed("kind:hound"), Label.breed("n_red"), Label.breed("n_blue")


@pytest.fixture
def photo(session: Session, tmp_path: Path) -> PhotoRow:
    """A photo with three dogs."""
    (row,) = session.add_photos([write_file(tmp_path / "litter.jpg", "litter")])
    session.record_outcomes([outcome(row.photo_id, row.path, several(FIRST, SECOND, THIRD))], PACK)
    return session.row(row.photo_id)


def test_what_a_pack_finds_comes_back_as_it_was(session: Session, photo: PhotoRow) -> None:
    said = several(FIRST, SECOND, THIRD)
    assert session.further_dogs(photo.photo_id) == said.further_dogs
    assert photo.suggestion is not None
    assert (photo.suggestion.kind, photo.suggestion.box, photo.suggestion.dogs) == (said.kind, FIRST, 3)
    whole = session.suggestion(photo.photo_id)
    assert whole is not None
    assert (whole.kind, whole.box, whole.further_dogs, whole.dogs) == (said.kind, FIRST, said.further_dogs, 3)
    session.record_outcomes([outcome(photo.photo_id, photo.path, several(SECOND))], PACK)
    assert session.further_dogs(photo.photo_id) == (), "looked at again, there is one dog"
    session.record_outcomes([outcome(photo.photo_id, photo.path)], PACK)
    now = session.row(photo.photo_id).suggestion
    assert now is not None
    assert (now.kind, now.box, now.dogs) == (None, None, None)


def test_a_label_of_one_dog_is_no_label_of_the_photo(session: Session, photo: PhotoRow) -> None:
    done = session.apply(LabelDog(photo.photo_id, SECOND, HOUND))
    assert done.photo_ids == (photo.photo_id,)
    assert session.row(photo.photo_id).label is None
    assert session.dog_labels([photo.photo_id]) == session.dog_labels() == {photo.photo_id: {SECOND: HOUND}}
    assert len(session.seen_decisions()) == 0, "nobody agreed or disagreed with what was said of the photo"
    (entry,) = session.history()
    assert (entry.photo_ids, entry.before, entry.after) == ((photo.photo_id,), {}, {})
    assert session.apply(LabelDog(photo.photo_id, SECOND, HOUND)).change_id == 0, "it is there already"


def test_it_is_taken_back_and_done_again_also_after_a_restart(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    done = session.apply(LabelDog(photo.photo_id, SECOND, BLUE))
    session.apply(LabelDog(photo.photo_id, THIRD, None))
    session.close()
    with Session.open(session.path) as again:
        undone = again.take_back(done.change_id)
        assert again.dog_labels() == {photo.photo_id: {SECOND: RED}}
        redone = again.take_back(undone.change_id)
        assert again.dog_labels() == {photo.photo_id: {SECOND: BLUE}}
        again.take_back(redone.change_id)
        again.take_back(1)
        assert again.dog_labels() == {}
        with pytest.raises(HistoryError, match=r"history\.taken_back_already"):
            again.take_back(1)


def test_who_decided_when_comes_back_with_it(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED, decided_by="rule"))
    done = session.apply(LabelDog(photo.photo_id, SECOND, None))
    inverse = done.inverse
    assert isinstance(inverse, SetDogLabels)
    kept = inverse.dogs[photo.photo_id, SECOND]
    assert kept is not None
    assert (kept.label, kept.how.decided_by, kept.how.pack_id) == (RED, "rule", 1)
    undone = session.take_back(done.change_id)
    again = session.apply(LabelDog(photo.photo_id, SECOND, None)).inverse
    assert undone.change == inverse == again


def test_with_another_pack_a_label_belongs_to_the_dog_where_it_was_given(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    session.apply(LabelDog(photo.photo_id, THIRD, BLUE))
    moved = Box(0.5, 0.125, 1.0, 1.0)
    session.record_outcomes([outcome(photo.photo_id, photo.path, several(FIRST, moved))], OTHER_PACK)
    dogs = [dog.box for dog in session.further_dogs(photo.photo_id)]
    shown = labels_of_dogs(FIRST, dogs, session.dog_labels()[photo.photo_id])
    assert (shown.labels, shown.others) == ((RED,), {THIRD: BLUE}), "the third dog was not found, its label stays"
    done = session.apply(LabelDog(photo.photo_id, moved, UNKNOWN))
    assert session.dog_labels()[photo.photo_id] == {moved: UNKNOWN, THIRD: BLUE}, "a dog has one label"
    session.take_back(done.change_id)
    assert session.dog_labels()[photo.photo_id] == {SECOND: RED, THIRD: BLUE}
    session.apply(LabelDog(photo.photo_id, THIRD, NO_DOG))
    session.apply(LabelDog(photo.photo_id, moved, None))
    assert session.dog_labels()[photo.photo_id] == {THIRD: NO_DOG}


def test_a_label_belongs_to_the_content_that_it_was_given_to(session: Session, photo: PhotoRow) -> None:
    done = session.apply(LabelDog(photo.photo_id, SECOND, RED))
    write_file(photo.path, "another litter")
    now = outcome(photo.photo_id, photo.path).facts
    assert now is not None
    session.meet({photo.photo_id: now})
    assert session.dog_labels() == {}
    assert session.further_dogs(photo.photo_id) == (), "what was said of the other content is forgotten"
    session.record_outcomes([outcome(photo.photo_id, photo.path, several(FIRST, SECOND))], PACK)
    assert session.dog_labels() == {}, "other dogs stand there"
    over = session.apply(LabelDog(photo.photo_id, SECOND, BLUE))
    assert session.dog_labels() == {photo.photo_id: {SECOND: BLUE}}
    session.take_back(over.change_id)
    assert session.dog_labels() == {}
    write_file(photo.path, "litter")
    back = outcome(photo.photo_id, photo.path).facts
    assert back is not None
    session.meet({photo.photo_id: back})
    assert session.dog_labels() == {photo.photo_id: {SECOND: RED}}, "with the content it is back"
    session.take_back(done.change_id)
    assert session.dog_labels() == {}


def test_removed_photos_keep_it(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    removed = session.apply(RemovePhotos([photo.photo_id]))
    assert session.dog_labels() == {}
    session.take_back(removed.change_id)
    assert session.dog_labels() == {photo.photo_id: {SECOND: RED}}


def test_a_photo_that_moved_keeps_it_and_the_younger_decision_counts(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    session.apply(LabelDog(photo.photo_id, THIRD, RED))
    path = photo.path.rename(photo.path.with_name("moved.jpg"))
    (new,) = session.add_photos([path])
    younger = session.apply(LabelDog(new.photo_id, SECOND, BLUE))
    recorded = session.record_outcomes([outcome(new.photo_id, path, several(FIRST, SECOND, THIRD))], PACK)
    assert recorded.merged == {new.photo_id: photo.photo_id}
    assert session.dog_labels() == {photo.photo_id: {SECOND: BLUE, THIRD: RED}}
    session.take_back(younger.change_id)
    assert session.dog_labels() == {photo.photo_id: {SECOND: RED, THIRD: RED}}, "the older one holds again"


def test_a_label_that_was_given_before_the_photo_was_read_is_of_what_it_held_then(
    session: Session, tmp_path: Path
) -> None:
    (row,) = session.add_photos([write_file(tmp_path / "a.jpg", "a")])
    session.apply(LabelDog(row.photo_id, SECOND, RED))
    session.record_outcomes([outcome(row.photo_id, row.path, several(FIRST, SECOND))], PACK)
    assert session.dog_labels() == {row.photo_id: {SECOND: RED}}
    write_file(row.path, "b")
    now = outcome(row.photo_id, row.path).facts
    assert now is not None
    session.meet({row.photo_id: now})
    assert session.dog_labels() == {}


def test_labels_are_never_deleted_and_change_only_with_the_history(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    session.close()
    with closing(sqlite3.connect(session.path, isolation_level=None)) as connection:
        for statement in (
            "DELETE FROM dog_labels",
            "UPDATE dog_labels SET kind = NULL",
            "UPDATE dog_labels SET box = zeroblob(16), change_id = 9",
            "INSERT OR REPLACE INTO dog_labels SELECT * FROM dog_labels",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="label"):
                connection.execute(statement)


def test_a_label_of_a_photo_and_those_of_its_dogs_know_nothing_of_each_other(session: Session, photo: PhotoRow) -> None:
    session.apply(LabelDog(photo.photo_id, SECOND, RED))
    session.apply(LabelPhotos([photo.photo_id], BLUE))
    assert session.row(photo.photo_id).label == BLUE
    session.apply(LabelPhotos([photo.photo_id], None))
    assert session.dog_labels() == {photo.photo_id: {SECOND: RED}}


def test_a_photo_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(SessionError, match=r"session\.no_such_photo"):
        session.apply(LabelDog(7, SECOND, RED))
    with pytest.raises(ValueError, match="not a box"):
        LabelDog(1, Box(0.5, 0, 0.25, 1), RED)


def test_they_are_kept_as_they_are() -> None:
    how = Decision("person", 5, None)
    for change in (
        LabelDog(3, Box(0.1, 0.2, 0.3, 0.4), RED),
        LabelDog(3, SECOND, None, "rule"),
        SetDogLabels({(3, SECOND): None, (4, THIRD): DogLabel(Label.mix("a", "b"), how, None)}),
        SetDogLabels({(4, THIRD): DogLabel(UNKNOWN, how, bytes(range(32)))}),
    ):
        assert change_from_json(change.kind, json.loads(json.dumps(change.to_json()))) == change


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("label_dog", {"photo_id": "1", "box": [0, 0, 1, 1], "label": None, "decided_by": "person"}),
        ("label_dog", {"photo_id": 1, "box": [0, 0, 2, 1], "label": None, "decided_by": "person"}),
        ("label_dog", {"photo_id": 1, "box": [0, 0, 1, 1], "label": ["breed"], "decided_by": "person"}),
        ("label_dog", {"photo_id": 1, "box": [0, 0, 1, 1], "label": None, "decided_by": 1}),
        ("label_dog", {"photo_id": 1, "box": [0, 0, 1, 1], "label": None}),
        ("set_dog_labels", {"dogs": {}}),
        ("set_dog_labels", {"dogs": [[1, [0, 0, 1, 1]]]}),
        ("set_dog_labels", {"dogs": [[1, [0, 0, 1, 1], ["unknown"], None, None]]}),
        ("set_dog_labels", {"dogs": [[1, [0, 0, 1, 1], ["unknown"], ["person", 1, None], "00"]]}),
        ("set_dog_labels", {"dogs": [["1", [0, 0, 1, 1], None, None, None]]}),
    ],
)
def test_anything_else_is_refused(kind: str, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        change_from_json(kind, wrong)
