"""Each photo is judged by others alone."""

import numpy as np

from training.label_errors.cross_validation import cross_validated


def test_copies_never_vote_for_one_another() -> None:
    """Every pair of copies has a feature of its own: whoever had seen one of the two would know the other's label."""
    features = np.repeat(np.eye(40, dtype=np.float32) * 10, 2, axis=0)
    labels = np.tile([0, 1], 20).repeat(2).astype(np.int64)
    own = np.arange(80), labels
    apart = cross_validated(features, labels, np.arange(40).repeat(2), seed=1)
    assert np.allclose(apart.probabilities[own], 0.5, atol=0.1)
    together = cross_validated(features, labels, np.arange(80), seed=1)
    assert np.median(together.probabilities[own]) > 0.8


def test_probabilities_are_those_of_photos_that_the_head_has_not_seen() -> None:
    random = np.random.default_rng(2)
    labels = np.repeat(np.arange(3), 30).astype(np.int64)
    features = (random.normal(0, 1, (90, 8)) + 4 * np.eye(3, 8)[labels]).astype(np.float32)
    said = cross_validated(features, labels, np.arange(90), seed=1)
    assert np.allclose(said.probabilities.sum(axis=1), 1)
    assert (said.probabilities.argmax(axis=1) == labels).mean() > 0.9
    nothing = cross_validated(features[random.permutation(90)], labels, np.arange(90), seed=1)
    assert (nothing.probabilities.argmax(axis=1) == labels).mean() < 0.6


def test_a_breed_that_shows_one_animal_alone_is_not_judged() -> None:
    random = np.random.default_rng(2)
    labels = np.repeat(np.arange(3), 10).astype(np.int64)
    groups = np.arange(30)
    groups[20:] = 20
    said = cross_validated(random.normal(0, 1, (30, 4)).astype(np.float32), labels, groups, seed=1)
    assert said.is_judged.tolist() == [True] * 20 + [False] * 10


def test_the_same_seed_gives_the_same_probabilities_and_every_label_is_spread_over_the_parts() -> None:
    random = np.random.default_rng(2)
    labels = np.repeat(np.arange(4), 5).astype(np.int64)
    features = random.normal(0, 1, (20, 6)).astype(np.float32)
    first, again = (cross_validated(features, labels, np.arange(20), seed=9) for _ in range(2))
    assert (first.probabilities == again.probabilities).all()
    # Five photos of each in five parts: one in each, so every head has seen four of every breed.
    assert first.is_judged.all()
