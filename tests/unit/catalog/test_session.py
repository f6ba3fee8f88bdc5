"""Photos, suggestions, labels and history in a session."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import (
    OTHER_PACK,
    PACK,
    folder_state,
    outcome,
    suggestion,
    unreadable,
    write_file,
)

BEAGLE = Label.breed("n02088364")
PUG = Label.breed("n02110958")


def add(session: Session, folder: Path, *names: str) -> list[int]:
    return [row.photo_id for row in session.add_photos([write_file(folder / name, name) for name in names])]


def test_photos_come_back_in_the_order_of_adding(session: Session, tmp_path: Path) -> None:
    paths = [write_file(tmp_path / name, name) for name in ("b.jpg", "a.jpg", "c.jpg")]
    added = session.add_photos(paths)
    assert [row.path for row in added] == paths
    assert session.rows() == added
    assert {row.state for row in added} == {PhotoState.WAITING}
    assert added[0].modified_ns == paths[0].stat().st_mtime_ns


def test_known_photos_are_ignored(session: Session, tmp_path: Path) -> None:
    first, second = (write_file(tmp_path / name, name) for name in ("a.jpg", "b.jpg"))
    session.add_photos([first])
    assert [row.path for row in session.add_photos([first, second, second])] == [second]
    assert len(session.rows()) == 2


def test_a_path_with_dots_is_the_same_photo(session: Session, tmp_path: Path) -> None:
    photo = write_file(tmp_path / "a.jpg", "a")
    (tmp_path / "sub").mkdir()
    session.add_photos([photo])
    assert session.add_photos([tmp_path / "sub" / ".." / "a.jpg"]) == []


def test_a_photo_that_does_not_exist_can_be_added(session: Session, tmp_path: Path) -> None:
    (row,) = session.add_photos([tmp_path / "gone.jpg"])
    assert row.modified_ns == 0


def test_suggestions_are_kept_with_ten_breeds_and_the_embedding(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    said = suggestion(*(f"n{place}" for place in range(30)))
    recorded = session.record_outcomes([outcome(photo_id, tmp_path / "a.jpg", said)], PACK)
    (row,) = recorded.rows
    assert recorded.merged == {}
    assert row == session.row(photo_id)
    assert row.suggestion is not None
    assert [breed.breed_id for breed in row.suggestion.ranked] == ["n0", "n1", "n2", "n3", "n4"]
    assert row.suggestion.best == said.best
    assert row.state is PhotoState.TO_REVIEW
    kept = session.suggestion(photo_id)
    assert kept is not None
    assert kept.status is SuggestionStatus.OK
    assert [breed.breed_id for breed in kept.ranked] == [breed.breed_id for breed in said.ranked[:10]]
    assert kept.ranked[9].probability == pytest.approx(said.ranked[9].probability, abs=1e-9)
    assert kept.embedding is not None
    assert said.embedding is not None
    assert kept.embedding.dtype == np.float16
    assert np.array_equal(kept.embedding, said.embedding)
    ids, vectors = session.embeddings()
    assert ids == [photo_id]
    assert vectors.shape == (1, 4)
    assert kept.logits is not None
    ids, logits = session.logits()
    assert ids == [photo_id]
    assert logits.tolist() == [kept.logits.tolist()] == [[7, -1.5]]
    assert session.logits("c" * 64)[0] == []


def test_how_far_a_suggestion_can_be_trusted_is_kept(session: Session, tmp_path: Path) -> None:
    first, second = add(session, tmp_path, "a.jpg", "b.jpg")
    said = replace(
        suggestion("n1", "n2"), confidence=Confidence.MAYBE, breed_set=("n1", "n2"), proposed_mix=("n1", "n2")
    )
    silent = suggestion("n1", "n2")
    outcomes = [outcome(first, tmp_path / "a.jpg", said), outcome(second, tmp_path / "b.jpg", silent)]
    rows = session.record_outcomes(outcomes, PACK).rows
    assert [row.suggestion and row.suggestion.confidence for row in rows] == [Confidence.MAYBE, None]
    for found in (session.row(first).suggestion, session.suggestion(first)):
        assert found is not None
        assert (found.confidence, found.breed_set, found.proposed_mix) == ("maybe", ("n1", "n2"), ("n1", "n2"))
    session.record_outcomes([outcome(first, tmp_path / "a.jpg", silent)], PACK)
    again = session.row(first).suggestion
    assert again is not None
    assert (again.confidence, again.breed_set, again.proposed_mix) == (None, (), None)


def test_what_reading_the_file_told_is_kept(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    assert session.facts(photo_id) is None
    told = outcome(photo_id, tmp_path / "a.jpg")
    session.record_outcomes([told], PACK)
    assert session.facts(photo_id) == told.facts
    session.record_outcomes([unreadable(photo_id, tmp_path / "a.jpg")], PACK)
    assert session.facts(photo_id) == told.facts, "a file that cannot be read must stay findable by its hash"


def test_unreadable_photos_say_why_and_do_not_wait(session: Session, tmp_path: Path) -> None:
    bad, good = add(session, tmp_path, "bad.jpg", "good.jpg")
    assert session.waiting(PACK) == [(bad, tmp_path / "bad.jpg"), (good, tmp_path / "good.jpg")]
    (row,) = session.record_outcomes([unreadable(bad, tmp_path / "bad.jpg")], PACK).rows
    assert row.state is PhotoState.UNREADABLE
    assert row.fault == Fault("file.empty")
    assert [photo_id for photo_id, _ in session.waiting(PACK)] == [good]
    (again,) = session.rows_of(session.retry([bad, good]).photo_ids.tolist())
    assert (again.photo_id, again.state) == (bad, PhotoState.WAITING)
    assert [photo_id for photo_id, _ in session.waiting(PACK)] == [bad, good]


def test_dropping_an_unreadable_photo_again_gives_it_another_try(session: Session, tmp_path: Path) -> None:
    bad, good = add(session, tmp_path, "bad.jpg", "good.jpg")
    session.record_outcomes([unreadable(bad, tmp_path / "bad.jpg")], PACK)
    (row,) = session.add_photos([tmp_path / "bad.jpg", tmp_path / "good.jpg"])
    assert (row.photo_id, row.state) == (bad, PhotoState.WAITING)
    assert [photo_id for photo_id, _ in session.waiting(PACK)] == [bad, good]


def test_rows_show_the_suggestions_of_the_current_pack(session: Session, tmp_path: Path) -> None:
    first, second = add(session, tmp_path, "a.jpg", "b.jpg")
    session.record_outcomes([outcome(first, tmp_path / "a.jpg", suggestion("old"))], PACK)
    assert session.current_pack == PACK
    session.record_outcomes([outcome(second, tmp_path / "b.jpg", suggestion("new"))], OTHER_PACK)
    assert session.current_pack == OTHER_PACK
    assert [row.suggestion and row.suggestion.ranked[0].breed_id for row in session.rows()] == [None, "new"]
    assert session.waiting(OTHER_PACK) == [(first, tmp_path / "a.jpg")]
    session.use_pack(PACK)
    assert [row.suggestion and row.suggestion.ranked[0].breed_id for row in session.rows()] == ["old", None]
    assert session.waiting("c" * 64) != []


def test_running_a_model_again_never_touches_a_label(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    path = tmp_path / "a.jpg"
    session.record_outcomes([outcome(photo_id, path, suggestion("n1"))], PACK)
    change = session.apply(LabelPhotos([photo_id], BEAGLE))
    before = session.row(photo_id)
    for pack in (PACK, OTHER_PACK):
        session.record_outcomes([outcome(photo_id, path, suggestion("n2", dog=0.1))], pack)
        session.record_outcomes([unreadable(photo_id, path)], pack)
        row = session.row(photo_id)
        assert (row.label, row.decided_by, row.decided_ns) == (BEAGLE, "person", before.decided_ns)
        assert row.label_change == change.change_id
    assert len(session.history()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE labels SET kind = 'unknown', breed_ids = '[]'",
        "DELETE FROM labels",
        (
            "INSERT OR REPLACE INTO labels (photo_id, breed_ids, decided_by, decided_ns, change_id) "
            "SELECT photo_id, '[]', 'model', 0, change_id FROM labels"
        ),
        "DELETE FROM photos",
        "DELETE FROM history",
        "UPDATE history SET decided_by = 'model'",
    ],
)
def test_the_file_itself_refuses_to_lose_a_label_or_its_history(
    session: Session, tmp_path: Path, statement: str
) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    session.apply(LabelPhotos([photo_id], BEAGLE))
    connection = sqlite3.connect(session.path)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    assert session.row(photo_id).label == BEAGLE


def test_labels_of_every_kind_come_back(session: Session, tmp_path: Path) -> None:
    labels = [BEAGLE, Label.mix("n1", "n2"), Label.mix("n3", "own:Dorfhund", "n1"), Label.mix(), UNKNOWN, NO_DOG]
    ids = add(session, tmp_path, *(f"{place}.jpg" for place in range(len(labels))))
    done = session.apply(SetLabels(dict(zip(ids, labels, strict=True))))
    assert [row.label for row in session.rows()] == labels
    assert done.inverse == SetLabels(dict.fromkeys(ids))
    (entry,) = session.history()
    assert entry.change == done.change
    assert (entry.before, entry.after) == (dict.fromkeys(ids), dict(zip(ids, labels, strict=True)))


def test_removed_photos_come_back_with_suggestion_and_label(session: Session, tmp_path: Path) -> None:
    ids = add(session, tmp_path, "a.jpg", "b.jpg")
    session.record_outcomes([outcome(ids[0], tmp_path / "a.jpg")], PACK)
    session.apply(LabelPhotos([ids[0]], BEAGLE))
    before = session.row(ids[0])
    assert session.apply(RemovePhotos(ids)).gone == tuple(ids)
    assert session.rows() == []
    assert session.waiting(PACK) == []
    assert (tmp_path / "a.jpg").exists()
    assert session.apply(RestorePhotos([ids[0]])).columns.photo_ids.tolist() == [ids[0]]
    assert session.row(ids[0]) == before
    assert session.apply(RemovePhotos([ids[1]])).change_id == 0, "it is out already"


def test_dropping_a_removed_photo_brings_it_back_with_its_label(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    session.apply(LabelPhotos([photo_id], BEAGLE))
    session.apply(RemovePhotos([photo_id]))
    (row,) = session.add_photos([tmp_path / "a.jpg"])
    assert (row.photo_id, row.label) == (photo_id, BEAGLE)


def test_outcomes_of_photos_that_are_gone_do_no_harm(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    session.apply(RemovePhotos([photo_id]))
    recorded = session.record_outcomes([outcome(photo_id, tmp_path / "a.jpg"), unreadable(77, tmp_path)], PACK)
    assert recorded.rows == []
    assert session.apply(RestorePhotos([photo_id])).columns.photo_ids.tolist() == [photo_id]
    row = session.row(photo_id)
    assert row.state is PhotoState.TO_REVIEW, "what was found out meanwhile is not lost"


def test_a_copy_has_everything_and_replaces_a_session_when_told(session: Session, tmp_path: Path) -> None:
    (photo_id,) = add(session, tmp_path, "a.jpg")
    session.apply(LabelPhotos([photo_id], BEAGLE))
    target = tmp_path / "copies" / "copy.pawsort"
    target.parent.mkdir()
    with Session.create(target) as other:
        other.add_photos([tmp_path / "x.jpg"])
    target.with_name("copy.pawsort-wal").write_bytes(b"left by a killed process")
    before = target.read_bytes()
    with pytest.raises(SessionError) as caught:
        session.save_copy(target)
    assert caught.value.fault == Fault("session.exists", {"path": str(target)})
    assert target.read_bytes() == before
    session.save_copy(target, replace=True)
    assert list(folder_state(target.parent)) == ["copy.pawsort"]
    assert target.stat().st_mode == session.path.stat().st_mode, "as private or shared as any file"
    with Session.open(target) as copy:
        assert copy.rows() == session.rows()
        assert copy.history() == session.history()


@pytest.mark.parametrize("replace", [False, True])
def test_a_copy_never_replaces_what_is_no_session(session: Session, tmp_path: Path, replace: bool) -> None:
    letter, folder = tmp_path / "letter.pawsort", tmp_path / "folder.pawsort"
    letter.write_text("a letter", encoding="utf-8")
    folder.mkdir()
    for target in (letter, folder):
        with pytest.raises(SessionError, match=r"session\.exists"):
            session.save_copy(target, replace=replace)
    assert letter.read_text(encoding="utf-8") == "a letter"


def test_a_copy_never_replaces_an_open_session(session: Session, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=r"session\.copy_is_open"):
        session.save_copy(session.path, replace=True)
    with pytest.raises(SessionError, match=r"session\.gone"):
        session.save_copy(tmp_path / "no folder" / "copy.pawsort")


def test_a_session_stays_in_its_thread_until_handed_over(session: Session) -> None:
    caught: list[BaseException] = []

    def use(take_over: bool) -> None:
        try:
            if take_over:
                session.take_over()
            session.rows()
        except RuntimeError as error:
            caught.append(error)

    for take_over in (False, True):
        thread = threading.Thread(target=use, args=(take_over,))
        thread.start()
        thread.join()
    assert len(caught) == 1
    session.take_over()


def test_threads_write_to_one_session_without_losing_anything(session: Session, tmp_path: Path) -> None:
    ids = add(session, tmp_path, *(f"{place}.jpg" for place in range(120)))
    failures: list[BaseException] = []

    def record() -> None:
        try:
            with Session.open(session.path) as own:
                for start in range(0, len(ids), 4):
                    own.record_outcomes(
                        [outcome(key, tmp_path / f"{key}.jpg", content=str(key)) for key in ids[start : start + 4]],
                        PACK,
                    )
        except BaseException as error:  # noqa: BLE001 - shown by the assertion
            failures.append(error)

    thread = threading.Thread(target=record)
    thread.start()
    for photo_id in ids:
        session.apply(LabelPhotos([photo_id], BEAGLE))
    thread.join()
    assert failures == []
    assert all(row.label == BEAGLE and row.suggestion is not None for row in session.rows())


def test_a_closed_session_says_so(session: Session) -> None:
    session.close()
    session.close()
    with pytest.raises(SessionError, match=r"session\.closed"):
        session.rows()


def test_nothing_but_the_file_is_left_after_closing(session: Session, tmp_path: Path) -> None:
    add(session, tmp_path, "a.jpg")
    session.close()
    assert list(folder_state(session.path.parent)) == ["Shelter.pawsort"]
