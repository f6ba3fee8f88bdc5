"""Which breeds beyond the 120 are learned, and of which of them nobody should be sure."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.training.bundled.tables import Rows, table_of
from training.bundled.photos import CROPS, MORE_BREEDS, OTHER_SOURCES
from training.bundled.table import Table
from training.bundled.vocabulary import (
    AS_MANY,
    FURTHER_PENALTY,
    Candidate,
    breed_penalties,
    breed_start,
    judge_candidates,
    photo_weights,
    unproven_of,
    wilson_low,
)
from training.datasets.imagenet import columns_of, dalmatian_column
from training.datasets.splits import Side

WNIDS = ("n02085620", "n02085782", "n02085936", "n02086079", "n02086240", "n02086646")
OWN, TWIN, NOISE = "breed:of_its_own", "breed:twin_of_the_first", "breed:without_a_look"
IDS = (*WNIDS, OWN, TWIN, NOISE)
SIZE, NOISE_SIZE = 8, 60


@pytest.fixture
def imagenet() -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((SIZE + NOISE_SIZE, 1000), np.float32), np.zeros(1000, np.float32)


@pytest.fixture
def table() -> Table:
    """One further breed has a look of its own, one looks like the first of the known, and one like nothing at all."""
    random = np.random.default_rng(4)

    def looking_like(feature: int | None, count: int) -> np.ndarray:
        embeddings = np.hstack([random.normal(0, 0.3, (count, SIZE)), np.zeros((count, NOISE_SIZE))])
        if feature is not None:
            embeddings[:, feature] += 2
        return embeddings

    noise = looking_like(None, 18)
    # Each photo is unlike all others but its near-duplicate: a head that has seen one of the two knows it by heart.
    noise[:, SIZE:] = np.repeat(np.eye(NOISE_SIZE)[:9] * 6, 2, axis=0)
    parts = [Rows(CROPS, Side.TRAINING, breed, 0, looking_like(breed, 24)) for breed in range(6)]
    parts += [
        Rows(MORE_BREEDS, Side.TRAINING, 6, 0, looking_like(6, 18)),
        Rows(MORE_BREEDS, Side.TRAINING, 7, 0, looking_like(0, 18)),
        Rows(MORE_BREEDS, Side.TRAINING, 8, 0, noise),
        Rows(MORE_BREEDS, Side.TEST, 6, 0, looking_like(1, 6)),
    ]
    parts += [Rows(OTHER_SOURCES, Side.VALIDATION, breed, 0, looking_like(breed, 40)) for breed in range(6)]
    made = table_of(parts, IDS)
    pairs = np.flatnonzero((made.breed == 8) & made.trained)
    groups = made.groups.copy()
    groups[pairs] = groups[pairs] // 2 + 1000
    return replace(made, groups=groups)


def quiet(_line: str) -> None:
    """Says nothing."""


def test_cross_validation_tells_which_breeds_help(table: Table, imagenet: tuple[np.ndarray, np.ndarray]) -> None:
    said: list[str] = []
    own, twin, noise = judge_candidates(table, imagenet, said.append)
    assert (own.breed_id, own.photos, own.right, own.among_five, own.taken) == (OWN, 18, 18, 18, 0)
    assert own.helps
    assert own.lost_to == ()
    # It takes more photos from the breed that it looks like than it has of its own.
    assert twin.taken > twin.right > 0
    assert not twin.helps
    assert twin.lost_to[0] == (WNIDS[0], twin.photos - twin.right)
    assert said[0] == "Cross-validating 3 further breeds: 54 photos of them, 240 of the 120"
    assert [line.endswith(": left out") for line in said[1:]] == [each.helps is False for each in (own, twin, noise)]


def test_no_photo_is_judged_by_a_head_that_has_seen_it_or_its_near_duplicate(
    table: Table, imagenet: tuple[np.ndarray, np.ndarray]
) -> None:
    noise = judge_candidates(table, imagenet, quiet)[2]
    assert noise.right <= 4
    apart = replace(table, groups=np.arange(len(table.groups)))
    # Were near-duplicates judged by heads that know the other one, nearly all would be right.
    assert judge_candidates(apart, imagenet, quiet)[2].right >= noise.right + 6


def test_photos_of_the_test_side_take_no_part(table: Table, imagenet: tuple[np.ndarray, np.ndarray]) -> None:
    embeddings = table.embeddings.copy()
    embeddings[table.side == Side.TEST.value] *= -4
    changed = replace(table, embeddings=embeddings)
    assert judge_candidates(changed, imagenet, quiet) == judge_candidates(table, imagenet, quiet)


def candidate(right: int, photos: int = 40, among_five: int = 40, taken: int = 0) -> Candidate:
    return Candidate(f"breed:{right}_of_{photos}", photos, right, among_five, taken, ())


def test_a_breed_helps_that_wins_more_than_it_costs_and_is_found_among_five() -> None:
    assert candidate(1, taken=0).helps
    assert candidate(8, taken=7).helps
    assert not candidate(8, taken=8).helps
    assert candidate(5, among_five=20).helps
    assert not candidate(5, among_five=19).helps


def test_unproven_are_breeds_that_few_photos_judged_or_that_were_seldom_right() -> None:
    every = [candidate(40), candidate(27), candidate(26), candidate(4, photos=4), candidate(3, photos=3), candidate(0)]
    # The last is not learned, so nobody can be sure of it.
    assert unproven_of(every) == ["breed:26_of_40", "breed:3_of_3"]


@pytest.mark.parametrize(
    ("right", "photos", "low"),
    # From tables of Wilson's interval.
    [(0, 0, 0.0), (0, 10, 0.0), (5, 10, 0.2366), (10, 10, 0.7225), (81, 263, 0.2553)],
)
def test_wilsons_interval_is_that_of_the_books(right: int, photos: int, low: float) -> None:
    assert wilson_low(right, photos) == pytest.approx(low, abs=2e-4)


def test_breeds_of_few_photos_count_as_more_but_no_photo_more_than_twice() -> None:
    breed = np.repeat([0, 1, 2, 3, 4], [5, 200, 10, 60, 2 * AS_MANY])
    weights = photo_weights(breed, 2)
    of_each = [weights[breed == number] for number in range(5)]
    assert [len(set(each)) for each in of_each] == [1] * 5
    assert [each[0] for each in of_each] == [1.0, 1.0, 2.0, pytest.approx(AS_MANY / 60), 1.0]
    # Without further breeds all count the same.
    np.testing.assert_array_equal(photo_weights(np.array([0, 0, 1]), 2), 1.0)


def test_the_head_starts_from_imagenet_where_that_knows_the_breed() -> None:
    random = np.random.default_rng(2)
    kernel, bias = random.normal(0, 1, (4, 1000)).astype(np.float32), random.normal(0, 1, 1000).astype(np.float32)
    ids = ("n02113978", "n02085620", "breed:akita", "breed:dalmatian", "breed:greyhound")
    start = breed_start((kernel, bias), ids)
    known = columns_of(ids[:2])
    np.testing.assert_array_equal(start.kernel[:, :2], kernel[:, known])
    np.testing.assert_array_equal(start.bias[:2], bias[known])
    # Alone among the further ones, ImageNet has the Dalmatian: its 251st class.
    assert dalmatian_column() == 251
    np.testing.assert_array_equal(start.kernel[:, 3], kernel[:, 251])
    assert start.bias[3] == bias[251]
    np.testing.assert_array_equal(start.kernel[:, [2, 4]], 0)
    np.testing.assert_allclose(start.bias[[2, 4]], bias[known].mean())
    assert start.kernel.dtype == np.float32
    assert start.bias.dtype == np.float32


def test_further_breeds_are_held_less_than_those_that_have_a_start() -> None:
    pull = breed_penalties(("n02113978", "breed:akita", "n02085620"), 0.1)
    np.testing.assert_array_equal(pull, [[0.1, FURTHER_PENALTY, 0.1]])
