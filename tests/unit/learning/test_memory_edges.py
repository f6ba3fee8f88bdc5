"""What a memory has to bear: packs of any size, mixes, many photos of one animal, wrong labels, odd numbers."""

import numpy as np
import pytest

from desktop_app.catalog.values.labels import Label
from desktop_app.learning.background import Background
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.looks import NONE, Looks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space
from desktop_app.learning.vectors import Vectors, marks_of
from tests.unit.learning.memory_helpers import (
    BREEDS,
    DIMENSION,
    LABELS,
    PACK,
    RANKED,
    SPACE,
    background,
    evidence_of,
    looks_of,
    photos_of,
)

PODENCO, CROSS = 6, 7
HALF_PODENCO = LABELS.index(Label.mix("podenco", "breed 1"))


def sure_of(embeddings: np.ndarray, breeds: list[int]) -> Looks:
    """A pack that says of each photo one breed, and is sure."""
    ranked = np.array([[breed, *(set(range(RANKED + 1)) - {breed})][:RANKED] for breed in breeds], np.int32)
    shares = np.tile([0.95, *[0.005] * (RANKED - 1)], (len(breeds), 1))
    return Looks(SPACE.project(embeddings), ranked, shares, np.ones(len(breeds)))


def alone(keys: list[int], labels: list[int], table: list[Label], looks: Looks, pack: list[str]) -> Evidence:
    none = np.full(len(keys), -1)
    times = np.zeros(len(keys), np.int64)
    return Evidence.of(np.array(keys), np.array(labels), table, none, times, looks.at(np.array(keys)), pack_breeds=pack)


def test_a_wrong_label_among_many_right_ones_is_pointed_out_with_the_breed_that_it_is() -> None:
    kinds = [0] * 8 + [1] * 8 + [PODENCO] * 12
    looks = sure_of(photos_of(kinds), [0] * 8 + [1] * 8 + [2] * 12)
    # The pack is unsure of the breed that it does not know.
    looks.probabilities[16:] = 0.18
    labels = kinds.copy()
    labels[3], labels[20] = 1, 1
    doubts = Memory.learn(evidence_of(list(range(28)), labels, looks), SPACE, BREEDS).doubts()
    said = dict(zip(doubts.keys.tolist(), doubts.breeds.tolist(), strict=True))
    assert said == {3: 0, 20: BREEDS}
    assert (np.diff(doubts.strength) <= 0).all()


def test_labels_that_nobody_contradicts_are_not_doubted() -> None:
    kinds = [0] * 8 + [1] * 8
    looks = sure_of(photos_of(kinds), kinds)
    assert not len(Memory.learn(evidence_of(list(range(16)), kinds, looks), SPACE, BREEDS).doubts().keys)


def test_twelve_photos_of_one_animal_teach_what_one_label_does() -> None:
    looks = looks_of(photos_of([PODENCO] * 16))
    apart = Memory.learn(evidence_of([0, 13, 14, 15], [PODENCO] * 4, looks), SPACE, BREEDS)
    owners = [5] * 12 + [-1] * 3
    together = Memory.learn(evidence_of([*range(12), 13, 14, 15], [PODENCO] * 15, looks, owners), SPACE, BREEDS)
    podenco = together.breed_ids.index("podenco")
    assert together.counts[podenco] == apart.counts[podenco] == 4
    assert together.new_breeds["podenco"].effective <= 4 + 1e-6
    # Twelve photos of one dog and two others are three labels, which are enough; of one dog alone they are not.
    assert (
        "podenco"
        not in Memory.learn(evidence_of(list(range(12)), [PODENCO] * 12, looks, [5] * 12), SPACE, BREEDS).new_breeds
    )


def test_a_mix_counts_half_for_each_of_its_breeds() -> None:
    looks = looks_of(photos_of([PODENCO] * 12))
    halves = [HALF_PODENCO] * 5
    assert "podenco" not in Memory.learn(evidence_of([*range(5)], halves, looks), SPACE, BREEDS).new_breeds
    six = Memory.learn(evidence_of([*range(6)], [HALF_PODENCO] * 6, looks), SPACE, BREEDS)
    assert "podenco" in six.new_breeds
    mixed = Memory.learn(evidence_of([*range(8)], [PODENCO] * 4 + [HALF_PODENCO] * 4, looks), SPACE, BREEDS)
    weights = mixed.evidence.weights * ([1.0] * 4 + [0.5] * 4)
    expected = (weights[:, None] * looks.vectors.floats()[:8]).sum(axis=0) / weights.sum()
    np.testing.assert_allclose(mixed.new_breeds["podenco"].mean, expected, atol=0.05)


@pytest.mark.parametrize("count", [2, 1000])
def test_packs_of_two_breeds_and_of_a_thousand_learn_a_new_one(count: int) -> None:
    random = np.random.default_rng(5)
    axes, _ = np.linalg.qr(random.normal(size=(DIMENSION, 12)))
    means = 2 * random.normal(size=(count, DIMENSION)).astype(np.float32)
    said = Background(
        means, means.mean(axis=0), axes.astype(np.float32), np.full(12, 1.5, np.float32), 0.5, np.full(count, 40)
    )
    space, pack = Space.of(said), [f"breed {place}" for place in range(count)]
    centre = 2 * random.normal(size=DIMENSION)
    embeddings = np.concatenate(
        [
            centre + 1.5 * random.normal(size=(16, DIMENSION)),
            means[:2].repeat(8, axis=0) + random.normal(size=(16, DIMENSION)),
        ]
    )
    ranks = min(RANKED, count)
    ranked = np.full((32, RANKED), NONE, np.int32)
    ranked[:, :ranks] = np.arange(ranks)
    ranked[24:, :2] = [1, 0]
    shares = np.full((32, RANKED), np.nan)
    shares[:, :ranks] = [0.6, *[0.4 / ranks] * (ranks - 1)]
    # A pack without an output for "no dog".
    looks = Looks(space.project(embeddings), ranked, shares, np.full(32, np.nan))
    memory = Memory.learn(alone([*range(8)], [0] * 8, [Label.breed("podenco")], looks, pack), space, count)
    adjusted = memory.adjust(looks)
    first = dict(zip(adjusted.rows.tolist(), adjusted.ranked[:, 0].tolist(), strict=True))
    assert [first.get(row) for row in range(8, 16)] == [count] * 8
    assert not [row for row in range(16, 32) if first.get(row) == count]
    assert np.isnan(adjusted.dog).all()
    assert (np.nan_to_num(adjusted.probabilities).sum(axis=1) <= 1 + 1e-9).all()


def test_breeds_of_which_the_background_has_no_photo_say_nothing() -> None:
    told = background()
    photos = told.photos.copy()
    photos[2] = 0
    less = Space.of(Background(told.means, told.middle, told.axes, told.variances, told.rest, photos))
    assert less.pack is not None
    assert len(less.pack.means) == BREEDS - 1
    nothing = Space.of(Background(told.means, told.middle, told.axes, told.variances, told.rest, 0 * photos))
    assert nothing.means is None
    looks = Looks(less.project(photos_of([2] * 9)), *_said(9))
    memory = Memory.learn(alone([*range(9)], [0] * 9, [Label.breed(PACK[2])], looks, list(PACK)), less, BREEDS)
    assert not memory.known_breeds[PACK[2]].shift.any()


def test_the_largest_and_emptiest_embeddings_give_probabilities_all_the_same() -> None:
    largest = float(np.finfo(np.float16).max)
    odd = np.zeros((8, DIMENSION), np.float16)
    odd[1], odd[2], odd[3, 0], odd[4] = largest, -largest, largest, 1e-7
    odd[5, ::2], odd[6, 0], odd[7] = largest, np.inf, np.nan
    embeddings = np.concatenate([odd, photos_of([PODENCO] * 12)])
    looks = looks_of(embeddings)
    assert looks.can_be_compared().tolist() == [True] * 6 + [False] * 2 + [True] * 12
    memory = Memory.learn(evidence_of([*range(16)], [PODENCO] * 6 + [0, 1] + [PODENCO] * 8, looks), SPACE, BREEDS)
    adjusted = memory.adjust(looks)
    assert not set(adjusted.rows.tolist()) & {6, 7}
    shares = np.nan_to_num(adjusted.probabilities, nan=0.0)
    assert np.isfinite(shares).all()
    assert (shares >= 0).all()
    assert (shares.sum(axis=1) <= 1 + 1e-9).all()
    assert np.isfinite(memory.doubts().strength).all()


def test_one_label_more_among_many_gives_the_units_of_all_anew() -> None:
    random = np.random.default_rng(8)
    embeddings = photos_of([PODENCO] * 420)
    copies = random.integers(0, 400, 60)
    embeddings[copies] = embeddings[random.integers(0, 400, 60)]
    looks = looks_of(embeddings)
    keys = list(range(420))
    for went in (0, 130, 300, 419):
        some = [key for key in keys if key != went]
        before = evidence_of(some, [PODENCO] * 419, looks)
        for now in (keys, some[:200] + some[201:]):
            after = evidence_of(now, [PODENCO] * len(now), looks, before=before)
            np.testing.assert_array_equal(after.units, evidence_of(now, [PODENCO] * len(now), looks).units)


def test_vectors_are_rounded_by_half_a_step_at_most_and_differ_where_their_marks_do() -> None:
    places = SPACE.project(photos_of([0, 1, 2])).floats()
    rounded = Vectors.of(places)
    steps = np.abs(places).max(axis=1) / 127
    assert (np.abs(rounded.floats() - places) <= 0.5001 * steps[:, None]).all()
    rows = np.zeros((300, 9), np.int8)
    rows[np.arange(9), np.arange(9)] = 1
    rows[9:18] = -rows[:9]
    assert len(set(marks_of(rows[:19]).tolist())) == 19


def _said(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    said = looks_of(photos_of([0] * count))
    return said.ranked, said.probabilities, said.dog


def test_some_photos_are_seen_without_a_copy_as_others_are_with_one() -> None:
    vectors = Vectors.of(np.random.default_rng(3).normal(size=(9, 12)).astype(np.float32))
    rows = np.array([7, 2, 5])
    seen, copied = vectors.seen_at(rows), vectors.at(rows)
    assert len(seen) == 3
    assert seen.width == 12
    assert seen.kept is vectors.kept
    assert np.array_equal(seen.rows, copied.rows)
    assert np.array_equal(seen.floats(), copied.floats())
    assert np.array_equal(seen.directions(), copied.directions())
    assert seen.same_as(copied, np.arange(3)).all()
    again = seen.seen_at(np.array([2, 0]))
    assert np.array_equal(again.rows, vectors.at(np.array([5, 7])).rows)
    assert np.array_equal(seen.at(np.array([2, 0])).rows, again.rows)
    assert np.array_equal(Vectors.joined([seen, copied]).rows, np.concatenate([copied.rows, copied.rows]))
    with pytest.raises(ValueError, match="does not write"):
        seen.put(np.array([0]), copied.at(slice(0, 1)))
    with pytest.raises(ValueError, match="does not write"):
        seen.forget(np.array([0]))


def test_labels_are_counted_once_a_unit_and_a_breed_whatever_else_they_name() -> None:
    breeds = np.array([[6, 1, NONE], [6, 1, NONE], [1, NONE, NONE], [6, NONE, NONE], [7, 7, 6], [6, 7, NONE]], np.int32)
    units = np.array([1, 1, 1, 4, 5, 5])
    keys = np.array([-9, 2, 3, 4, 5, 6])
    looks = looks_of(np.zeros((6, DIMENSION), np.float32))
    ids = tuple(f"breed {place}" for place in range(8))
    evidence = Evidence(keys, looks, np.zeros(6, np.int8), breeds, units, ids)
    for counted, rows in zip(evidence.labels_of_breeds(), (range(1, 6), range(1)), strict=True):
        pairs = {(int(breed), int(units[row])) for row in rows for breed in breeds[row] if breed != NONE}
        assert counted.tolist() == [sum(breed == place for breed, _ in pairs) for place in range(8)]
    assert evidence.units_in_all() == (3, 1)
    assert evidence.weights.tolist() == [1 / 3, 1 / 3, 1 / 3, 1, 1 / 2, 1 / 2]
