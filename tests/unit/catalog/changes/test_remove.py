"""Photos leave and come back."""

from pathlib import Path

import pytest

from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Three photos."""
    return [row.photo_id for row in session.add_photos([Path(f"/photos/{name}.jpg") for name in "abc"])]


def present(session: Session) -> list[int]:
    return [row.photo_id for row in session.rows()]


def test_those_that_were_in_are_out_and_come_back(session: Session, ids: list[int]) -> None:
    session.apply(RemovePhotos(ids[:1]))
    done = session.apply(RemovePhotos(ids))
    assert done.gone == (ids[1], ids[2])
    assert done.inverse == RestorePhotos(ids[1:])
    assert present(session) == []
    back = session.take_back(done.change_id)
    assert back.columns.photo_ids.tolist() == present(session) == ids[1:]


def test_a_photo_that_was_dropped_again_meanwhile_is_no_obstacle(session: Session, ids: list[int]) -> None:
    done = session.apply(RemovePhotos(ids[:1]))
    session.add_photos([Path("/photos/a.jpg")])
    undone = session.take_back(done.change_id)
    assert (undone.inverse, len(undone.columns)) == (None, 0)
    assert undone.change_id == 2, "it is noted: what it took back no longer counts"
    assert [entry.taken_back for entry in session.history()] == [True, False]
    again = session.take_back(undone.change_id)
    assert again.change_id == 3
    assert [entry.taken_back for entry in session.history()] == [False, True, False]
    assert present(session) == ids


def test_an_unknown_photo_is_refused(session: Session, ids: list[int]) -> None:
    with pytest.raises(SessionError, match=r"session\.no_such_photo"):
        session.apply(RemovePhotos([*ids, 99]))
    assert present(session) == ids


def test_it_is_kept_as_it_is() -> None:
    for kind in (RemovePhotos, RestorePhotos):
        change = kind([3, 1])
        assert kind.from_json(change.to_json()) == change
        with pytest.raises(ValueError, match="fields"):
            kind.from_json({})
