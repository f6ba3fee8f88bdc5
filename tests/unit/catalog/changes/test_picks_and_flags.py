"""Picks and "several dogs"; and several changes that are one step."""

import json
from pathlib import Path

import pytest

from desktop_app.catalog.changes import change_from_json
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.photos.store import PhotoStore


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Three photos."""
    return [row.photo_id for row in session.add_photos([Path(f"/photos/{name}.jpg") for name in "abc"])]


def test_picks_have_places_and_lose_them(session: Session, ids: list[int]) -> None:
    session.apply(SetPicks({ids[0]: 2, ids[2]: 1}))
    assert [row.pick for row in session.rows()] == [2, 0, 1]
    moved = session.apply(SetPicks({ids[0]: 1, ids[2]: None, ids[1]: None}))
    assert moved.photo_ids == (ids[0], ids[2]), "a photo that was no pick is none all the same"
    assert session.columns().pick.tolist() == [1, 0, 0]
    session.take_back(moved.change_id)
    assert [row.pick for row in session.rows()] == [2, 0, 1]


def test_several_dogs_is_a_flag_of_a_photo(session: Session, ids: list[int]) -> None:
    session.apply(FlagSeveralDogs(ids[:1], several=True))
    done = session.apply(FlagSeveralDogs(ids[:2], several=True))
    assert done.inverse == FlagSeveralDogs(ids[1:2], several=False)
    assert session.columns().several_dogs.tolist() == [True, True, False]
    session.take_back(done.change_id)
    assert [row.several_dogs for row in session.rows()] == [True, False, False]


def test_several_changes_are_one_step(session: Session, ids: list[int]) -> None:
    whole = Several(
        [
            SetAnimals({-1: Animal(-1, "Bella")}, dict.fromkeys(ids, -1)),
            LabelPhotos(ids[:2], Label.breed("n_red")),
            LabelPhotos(ids[2:], UNKNOWN),
            SetPicks({ids[1]: 1}),
        ]
    )
    done = session.apply(whole)
    assert set(done.photo_ids) == set(ids)
    assert [row.label for row in session.rows()] == [Label.breed("n_red")] * 2 + [UNKNOWN]
    (entry,) = session.history()
    assert entry.after == {ids[0]: Label.breed("n_red"), ids[1]: Label.breed("n_red"), ids[2]: UNKNOWN}
    assert entry.before == dict.fromkeys(ids)
    undone = session.take_back(done.change_id)
    assert [(row.label, row.animal, row.pick) for row in session.rows()] == [(None, None, 0)] * 3
    session.take_back(undone.change_id)
    assert [(row.label, row.pick) for row in session.rows()] == [
        (Label.breed("n_red"), 0),
        (Label.breed("n_red"), 1),
        (UNKNOWN, 0),
    ]


def test_they_are_kept_as_they_are(ids: list[int]) -> None:
    for change in (
        SetPicks({3: 1, 1: None}),
        FlagSeveralDogs([3, 1], several=True),
        Several([SetPicks({3: 1}), LabelPhotos([3], UNKNOWN), Several([FlagSeveralDogs([1], several=False)])]),
    ):
        assert change_from_json(change.kind, json.loads(json.dumps(change.to_json()))) == change


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("set_picks", {"picks": [[1, 0]]}),
        ("set_picks", {"picks": [[1, "1"]]}),
        ("set_picks", {"picks": [1]}),
        ("set_picks", {"picks": 1}),
        ("flag_several_dogs", {"photo_ids": [1], "several": 1}),
        ("several", {"changes": {}}),
        ("several", {"changes": [{"picks": []}]}),
        ("several", {"changes": [{"kind": "paint"}]}),
    ],
)
def test_anything_else_is_refused(kind: str, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        change_from_json(kind, wrong)


def test_a_row_that_was_read_before_does_not_bring_back_what_was_arranged_since(
    session: Session, ids: list[int]
) -> None:
    store = PhotoStore()
    store.load(session.columns())
    early = session.rows()
    early_columns = session.columns()
    done = session.apply(
        Several(
            [SetAnimals({-1: Animal(-1, "Bella")}, {ids[0]: -1}), SetPicks({ids[0]: 1}), FlagSeveralDogs(ids, True)]
        )
    )
    store.put_columns(done.columns)
    for rows in (early, [*early, *session.rows()], early_columns):
        if isinstance(rows, PhotoColumns):
            store.put_columns(rows)
        else:
            store.put(rows)
        assert [store.row(photo_id) for photo_id in ids] == session.rows()
