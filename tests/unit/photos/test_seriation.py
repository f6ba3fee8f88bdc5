import itertools

import numpy as np
import pytest

from desktop_app.photos import neighbours, seriation
from desktop_app.photos.neighbours import close_pairs
from desktop_app.photos.seriation import CancelledError, Vectors, most_alike_order, unit


def on_a_line(count: int, seed: int = 0) -> Vectors:
    """Vectors along a quarter of a circle, mixed up: there is one right order of them, and its reverse."""
    angles = np.random.default_rng(seed).permutation(np.linspace(0, np.pi / 2, count))
    return unit(np.stack([np.cos(angles), np.sin(angles)], axis=1))


def dogs(count: int, photos: int, seed: int = 0) -> Vectors:
    """So many photos of each dog, one after the other."""
    random = np.random.default_rng(seed)
    each = np.repeat(unit(random.normal(size=(count, 32))), photos, axis=0)
    return unit(each + 0.4 * unit(random.normal(size=(count * photos, 32))))


def side_by_side(order: np.ndarray, photos: int) -> float:
    owners = (order // photos).tolist()
    return float(np.mean([one == other for one, other in itertools.pairwise(owners)]))


def test_what_lies_on_a_line_is_ordered_along_it() -> None:
    vectors = on_a_line(200)
    steps = np.diff(vectors[most_alike_order(vectors)][:, 0])
    assert (steps < 0).all() or (steps > 0).all()


def test_photos_of_one_dog_stand_side_by_side_in_one_piece_and_in_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = dogs(120, 5)
    best = (120 * 4) / (600 - 1)
    assert side_by_side(most_alike_order(vectors), 5) > 0.97 * best
    monkeypatch.setattr(seriation, "AT_ONCE", 64)
    order = most_alike_order(vectors)
    assert sorted(order.tolist()) == list(range(600))
    assert side_by_side(order, 5) > 0.9 * best


def test_the_same_vectors_have_the_same_order_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seriation, "AT_ONCE", 64)
    vectors = dogs(50, 4)
    assert most_alike_order(vectors).tolist() == most_alike_order(vectors).tolist()


@pytest.mark.parametrize("count", range(5))
def test_few_or_none_are_ordered_too(count: int) -> None:
    assert sorted(most_alike_order(on_a_line(count)).tolist()) == list(range(count))


def test_copies_of_one_photo_by_the_thousand_are_no_endless_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seriation, "AT_ONCE", 32)
    vectors = np.concatenate([np.repeat(dogs(1, 1), 3_000, axis=0), dogs(40, 1, seed=1)])
    assert sorted(most_alike_order(vectors).tolist()) == list(range(3_040))


def test_it_ends_when_nobody_wants_it_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seriation, "AT_ONCE", 64)
    asked = iter(range(1_000))
    with pytest.raises(CancelledError):
        most_alike_order(dogs(100, 3), lambda: next(asked) > 5)
    with pytest.raises(CancelledError):
        close_pairs(dogs(4, 3), np.arange(12, dtype=np.int32), 0.5, lambda: True)


def test_close_pairs_are_those_of_one_dog_and_of_different_units() -> None:
    vectors = dogs(30, 3)
    found = close_pairs(vectors, np.arange(90, dtype=np.int32), 0.7)
    everything = vectors @ vectors.T
    expected = {(i, j) for i, j in itertools.combinations(range(90), 2) if everything[i, j] >= 0.7}
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == expected
    assert np.allclose(found.likeness, everything[found.first, found.second])
    together = close_pairs(vectors, np.repeat(np.arange(30, dtype=np.int32), 3), 0.7)
    assert not any(i // 3 == j // 3 for i, j in zip(together.first.tolist(), together.second.tolist(), strict=True))


def test_cells_find_nearly_all_that_comparing_each_with_each_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, units = dogs(400, 3), np.arange(1_200, dtype=np.int32)
    whole = close_pairs(vectors, units, 0.75)
    monkeypatch.setattr(neighbours, "ALL_WITH_ALL", 100)
    monkeypatch.setattr(neighbours, "IN_A_CELL", 64)
    cells = close_pairs(vectors, units, 0.75)
    expected = set(zip(whole.first.tolist(), whole.second.tolist(), strict=True))
    found = set(zip(cells.first.tolist(), cells.second.tolist(), strict=True))
    assert found <= expected
    assert len(found) > 0.95 * len(expected)
    assert len(found) == len(cells), "each pair once"
