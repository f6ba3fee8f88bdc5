"""The protocol that judges the memory: what is taught is not asked, and what a pack forgets it no longer suggests."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.group_photos import Looked
from benchmarks.learning import lessons, protocol
from benchmarks.learning.world import NO_BREED, World, breed_of, twins
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.manifest_rules import Thresholds
from tests.unit.learning.memory_helpers import BREEDS, PACK, SPACE, background, looks_of, photos_of

EACH = 30
NEW = "podenco"


@pytest.fixture(scope="module")
def world() -> World:
    """Thirty photos of each breed of the pack and of one that it does not know; the first two of each are twins."""
    places = [place for place in range(BREEDS + 1) for _ in range(EACH)]
    embeddings = photos_of(places)
    said = looks_of(embeddings)
    count = len(places)
    looked = Looked(
        np.zeros((count, 16), np.uint8),
        embeddings,
        np.zeros((count, BREEDS), np.float16),
        said.ranked.astype(np.int64),
        said.probabilities.astype(np.float64),
        np.ones(count),
        [Confidence.UNSURE] * count,
        PACK,
    )
    same = np.arange(count, dtype=np.int32)
    same[1::EACH] = same[::EACH]
    return World(
        looked,
        np.array([*PACK, NEW])[places],
        np.array(["other sources"] * count),
        same,
        PACK,
        SPACE,
        SPACE.project(embeddings),
        Thresholds(),
        background(),
        Path(),
    )


def test_neither_taught_photos_nor_their_twins_are_asked(world: World) -> None:
    rows = np.flatnonzero(world.breeds == NEW)
    for seed in range(20):
        taught, others = lessons.drawn(world, rows, 5, seed)
        assert len(taught) == 5
        assert not np.isin(world.twins[others], world.twins[taught]).any()
        assert set(np.setdiff1d(rows, np.concatenate([taught, others]))) <= set(rows[:2])


def test_a_choice_of_photos_follows_from_its_seed(world: World) -> None:
    rows = np.flatnonzero(world.breeds == NEW)
    first, again, other = (lessons.drawn(world, rows, 5, seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert set(first) != set(other)


def test_a_forgotten_breed_is_suggested_no_more_and_the_others_get_its_share(world: World) -> None:
    gone = PACK[2]
    then = world.forgetting([gone])
    assert then.pack_breeds == PACK[:2] + PACK[3:]
    assert then.background is not None
    assert len(then.background.means) == BREEDS - 1
    # Whatever is first now was the first of those that are left.
    for before, ranked in zip(world.looked.ranked.tolist(), then.looked.ranked.tolist(), strict=True):
        left = [PACK[place] for place in before if PACK[place] != gone]
        assert [then.pack_breeds[place] for place in ranked if place != NO_BREED] == left
    shares = then.looked.probabilities
    assert np.nanmin(shares) >= 0
    assert (np.nansum(shares, axis=1) <= 1 + 1e-9).all()
    assert (shares[:, 0] >= world.looked.probabilities[:, 1] - 1e-9).all()
    # The photos of it are of a new breed now.
    assert set(then.new_breeds(EACH)) == {gone, NEW}
    assert world.new_breeds(EACH) == [NEW]
    assert not np.isin(then.breeds[then.known_rows()], [gone, NEW]).any()


def test_what_is_said_with_a_memory_is_what_the_app_says(world: World) -> None:
    rows = np.flatnonzero(world.breeds == NEW)
    taught, others = lessons.drawn(world, rows, 10, 0)
    memory = lessons.learned_from(world, taught, [NEW] * 10)
    before, after = lessons.without_memory(world, others), lessons.with_memory(world, memory, others)
    assert not before.right(world).any()
    assert after.right(world).mean() > 0.5
    np.testing.assert_array_equal(after.learned > 0, after.first == NEW)
    # Nothing of what the pack says is touched by asking.
    np.testing.assert_array_equal(before.probability, lessons.without_memory(world, others).probability)


def test_a_memory_of_no_labels_says_what_the_pack_says(world: World) -> None:
    rows = world.known_rows()
    said, memory = lessons.without_memory(world, rows), lessons.learned_from(world, rows[:0], [])
    asked = lessons.with_memory(world, memory, rows)
    np.testing.assert_array_equal(asked.first, said.first)
    assert protocol.lost(world, said, asked) == 0


@pytest.mark.training
def test_a_training_learns_from_the_same_labels(world: World) -> None:
    from benchmarks.learning import retraining

    trained = photos_of([place for place in range(BREEDS) for _ in range(EACH)], seed=7).astype(np.float32)
    breeds = np.repeat(PACK, EACH)
    checks = retraining.in_check(breeds)
    assert checks.sum() == len(breeds) // retraining.IN_CHECK
    start = retraining.start_of(PACK, trained.shape[1])
    known = retraining.Material(trained, breeds, 0.01, start, 1.0)
    lesson = retraining.Lesson.of(world, [NEW], 5, 0)
    after = retraining.trained_with(world, known, lesson.taught)
    assert after.breeds == (*PACK, NEW)
    first, probability = after.says(world, lesson.asked)
    assert (first[lesson.is_new] == NEW).mean() > 0.9
    assert (first[~lesson.is_new] == world.breeds[lesson.asked[~lesson.is_new]]).mean() > 0.9
    assert ((probability > 1 / len(after.breeds)) & (probability <= 1)).all()
    assert not np.isin(lesson.taught, lesson.asked).any()


def test_labels_without_a_breed_have_words_of_their_own() -> None:
    assert lessons.label_of(lessons.NO_DOG_BREED) == NO_DOG
    assert lessons.label_of(lessons.UNKNOWN_BREED) == UNKNOWN
    assert lessons.label_of(NEW) == Label.breed(NEW)


def test_three_in_ten_labels_are_wrong_on_purpose(world: World) -> None:
    for seed in range(5):
        rows, breeds = protocol._noisy_known(world, np.random.default_rng(seed))
        assert len(rows) == protocol.NOISY_LABELS == len(set(rows.tolist()))
        assert int((world.breeds[rows] != breeds).sum()) == round(protocol.WRONG * protocol.NOISY_LABELS)
    rows, breeds = protocol._taken_for_another(world, np.random.default_rng(1))
    assert len(set(world.breeds[rows][world.breeds[rows] != breeds].tolist())) == 1


def test_photos_that_are_nearly_the_same_are_twins() -> None:
    hashes = np.random.default_rng(0).integers(0, 256, (4, 16), np.uint8)
    hashes[2] = hashes[0]
    hashes[2, 0] ^= 0b111
    half, numbers, whole = np.empty((4, 0), np.float16), np.empty((4, 0)), np.empty((4, 0), np.int64)
    looked = Looked(hashes, half, half, whole, numbers, numbers, [None] * 4, ())
    assert twins(looked).tolist() == [0, 1, 0, 3]


@pytest.mark.parametrize(
    ("folder", "breed"),
    [("n02085620-Chihuahua", "n02085620"), ("american_pit_bull_terrier", "american_pit_bull_terrier")],
)
def test_folders_name_breeds(folder: str, breed: str) -> None:
    assert breed_of(Path("data") / folder / "a.jpg") == breed


def test_what_does_not_hold_is_said_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    report = protocol.Report()
    report.line("first", [0.9, 0.94, 0.98], least=0.92)
    report.figure("weakest breed", 0.7, "podenco", least=0.75)
    report.line("lost", [0.001], most=0.003)
    assert report.broken == ["weakest breed"]
    said = capsys.readouterr().out.splitlines()
    assert ["DOES NOT HOLD" in line for line in said] == [False, True, False]


def test_calibration_error_is_none_where_probabilities_are_kept() -> None:
    right = np.arange(1000) % 10 < 7
    assert protocol._error(np.full(1000, 0.7), right) == pytest.approx(0, abs=1e-6)
    assert protocol._error(np.full(1000, 0.9), right) == pytest.approx(0.2, abs=1e-6)
