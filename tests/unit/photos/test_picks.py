"""Which photos are proposed for the adoption page, and what becomes of picks that a person changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.evidence import PhotoEvidence
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import NO_DOG
from desktop_app.faults import Fault
from desktop_app.photos import picks
from desktop_app.photos.store import PhotoStore
from tests.photo_rows import make_row

BELLA, MAX = Animal(7, "Bella"), Animal(8, "Max")


def evidence(*photos: dict[str, float], fingerprints: list[bytes] | None = None) -> PhotoEvidence:
    """Good photos but for what is said of them; each looks like no other one."""
    good = {"sharpness": 0.75, "lightness": 0.45, "contrast": 0.7, "dog_share": 0.6}
    chance = np.random.default_rng(0)
    hashes = fingerprints or [chance.bytes(16) for _ in photos]
    columns = {name: np.array([{**good, **photo}[name] for photo in photos], np.float32) for name in good}
    return PhotoEvidence(
        photo_ids=np.arange(1, len(photos) + 1),
        fingerprints=np.frombuffer(b"".join(hashes), np.uint8).reshape(len(photos), 16),
        has_fingerprint=np.ones(len(photos), np.bool_),
        taken_at=np.zeros(len(photos), np.int64),
        **columns,
    )


@pytest.mark.parametrize(
    "worse",
    [{"sharpness": 0.3}, {"lightness": 0.1}, {"lightness": 0.9}, {"contrast": 0.1}, {"dog_share": 0.2}],
)
def test_what_is_blurred_badly_lit_or_far_away_is_less_good(worse: dict[str, float]) -> None:
    good, bad = picks.goodness(evidence({}, worse))
    assert good > bad + 0.1
    assert 0 <= bad <= good <= 1


def test_no_quality_makes_up_for_another() -> None:
    even, uneven = picks.goodness(evidence({"sharpness": 0.55}, {"sharpness": 0.8, "lightness": 0.1}))
    assert even > uneven


def test_what_is_unknown_is_left_out() -> None:
    nan = float("nan")
    known, unknown, nothing = picks.goodness(
        evidence({}, {"dog_share": nan}, dict.fromkeys(("sharpness", "lightness", "contrast", "dog_share"), nan))
    )
    assert unknown == pytest.approx(known, abs=0.1)
    assert nothing == 0.5


def test_the_second_pick_is_another_picture_than_the_first() -> None:
    burst = bytes(16)
    nearly = bytes([1]) + bytes(15)
    other = bytes([255, 0] * 8)
    found = evidence({"sharpness": 0.8}, {"sharpness": 0.78}, {"sharpness": 0.6}, fingerprints=[burst, nearly, other])
    assert picks.proposed(found, count=2) == [1, 3]
    assert picks.proposed(found, count=6) == [1, 3, 2], "and where there is nothing else, it is taken"


def test_embeddings_tell_photos_apart_whose_fingerprints_do_not() -> None:
    found = evidence({"sharpness": 0.8}, {"sharpness": 0.78}, {"sharpness": 0.6})
    embeddings = np.array([[1, 0, 0], [0.99, 0.1, 0], [0, 1, 0]], np.float16)
    assert picks.proposed(found, embeddings, 2) == [1, 3]
    assert picks.proposed(found, np.zeros((3, 3), np.float16), 2)[0] == 1, "zeros say nothing"


def test_what_a_person_picked_stays_in_front_and_counts_as_shown() -> None:
    same = bytes(16)
    found = evidence({"sharpness": 0.4}, {"sharpness": 0.8}, {"sharpness": 0.6},
                     fingerprints=[same, same, bytes([255, 0] * 8)])  # fmt: skip
    assert picks.proposed(found, count=2, kept=[1]) == [1, 3]
    assert picks.proposed(found, count=1, kept=[1, 3]) == [1, 3], "none is taken away"


def test_no_more_is_proposed_than_there_is() -> None:
    assert picks.proposed(evidence({}, {}), count=6) in ([1, 2], [2, 1])
    assert picks.proposed(evidence(), count=6) == []


def test_picks_go_to_the_end_and_leave_no_gap() -> None:
    assert picks.toggled([], [5]) == [5]
    assert picks.toggled([5, 2], [9, 3]) == [5, 2, 9, 3]
    assert picks.toggled([5, 2], [2, 7]) == [5, 2, 7], "what is picked stays where it is"
    assert picks.toggled([5, 2, 9], [2]) == [5, 9]
    assert picks.change({5: 1, 2: 2, 9: 3}, [5, 9]) == SetPicks({2: None, 9: 2})
    assert picks.change({5: 1, 9: 2}, [5, 9]) is None


def test_the_cover_is_the_first_pick() -> None:
    assert picks.with_cover([5, 2, 9], 9) == [9, 5, 2]
    assert picks.with_cover([5, 2], 7) == [7, 5, 2]
    assert picks.moved([5, 2, 9], 5, 3) == [2, 9, 5]
    assert picks.moved([5, 2, 9], 9, 1) == [9, 5, 2]


def test_two_covers_become_one() -> None:
    assert picks.change({5: 1, 2: 1}, [2, 5]) == SetPicks({5: 2})


def test_each_service_takes_as_many_as_it_says() -> None:
    order = [8, 1, 5, 2, 9, 4, 3]
    assert picks.going_out(order, "petfinder") == order[:6]
    assert picks.going_out(order, "adoptapet") == picks.going_out(order, "rescuegroups") == order[:4]
    assert picks.MOST_PROPOSED == 6


def shown(*rows: PhotoRow) -> PhotoStore:
    store = PhotoStore()
    store.put(rows)
    return store


def in_folder(row: PhotoRow, folder: str) -> PhotoRow:
    return replace(row, path=Path("/photos") / folder / row.path.name)


def test_picks_are_counted_within_an_animal_and_else_within_a_folder() -> None:
    rows = [
        replace(make_row(1), animal=BELLA, pick=2),
        replace(make_row(2), animal=MAX, pick=1),
        in_folder(replace(make_row(3), animal=BELLA, pick=1), "elsewhere"),
        in_folder(make_row(4), "elsewhere"),
        replace(make_row(5), pick=1),
        make_row(6),
    ]
    store = shown(*rows)
    of_bella = picks.beside(store, store.position(1))
    assert store.photo_ids[of_bella].tolist() == [1, 3]
    assert list(picks.places_among(store, of_bella)) == [3, 1]
    assert picks.places_among(store, of_bella, {3: None, 1: 1, 2: 9}) == {1: 1}, "what is on its way counts"
    assert store.photo_ids[picks.beside(store, store.position(5))].tolist() == [5, 6]
    assert store.photo_ids[picks.beside(store, store.position(4))].tolist() == [4]


def test_only_photos_of_one_dog_that_can_be_seen_are_proposed() -> None:
    rows = [
        make_row(1),
        make_row(2, fault=Fault("file.gone")),
        replace(make_row(3), several_dogs=True),
        make_row(4, dog=0.1),
        make_row(5, label=NO_DOG),
        make_row(6, None),
    ]
    store = shown(*rows)
    store.missing[store.position(6)] = True
    assert store.photo_ids[picks.may_be_proposed(store, np.arange(6))].tolist() == [1]
