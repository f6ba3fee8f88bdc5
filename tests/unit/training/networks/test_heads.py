"""Heads that start from the ImageNet classes."""

import numpy as np
import pytest

from training.datasets.breeds import stanford_breeds
from training.datasets.imagenet import CATS, columns_of, imagenet_columns, species_columns
from training.networks.heads import LinearHead, columns_head, fit_linear_head, species_features, species_start


@pytest.fixture
def imagenet() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    return random.normal(0, 0.3, (8, 1000)).astype(np.float32), random.normal(0, 1, 1000).astype(np.float32)


def test_every_breed_has_its_imagenet_column() -> None:
    columns = imagenet_columns()
    assert sorted(columns) == sorted(stanford_breeds())
    assert len(set(columns.values())) == 120
    # From the published list of the 1000 classes.
    assert columns["n02085620"] == 151  # Chihuahua
    assert columns["n02099712"] == 208  # Labrador retriever
    assert columns["n02110185"] == 250  # Siberian husky; the Dalmatian is 251
    assert columns["n02110627"] == 252  # affenpinscher
    assert columns["n02113978"] == 268  # Mexican hairless
    assert (columns["n02115641"], columns["n02115913"], columns["n02116738"]) == (273, 274, 275)


def test_species_columns_are_all_thousand_and_none_twice() -> None:
    dogs, cats, others = species_columns()
    assert sorted([*dogs, *cats, *others]) == list(range(1000))
    assert len(dogs) == 121
    assert list(cats) == list(CATS)
    assert {269, 270, 277} <= set(others.tolist())  # wolves and foxes are no dogs


def test_the_breed_head_starts_from_the_imagenet_columns(imagenet: tuple[np.ndarray, np.ndarray]) -> None:
    kernel, bias = imagenet
    start = columns_head(imagenet, columns_of(["n02113978", "n02085620"]))
    np.testing.assert_array_equal(start.kernel, kernel[:, [268, 151]])
    np.testing.assert_array_equal(start.bias, bias[[268, 151]])


def test_a_strong_penalty_holds_the_head_at_its_start_and_a_weak_one_lets_it_learn() -> None:
    random = np.random.default_rng(0)
    features = random.normal(0, 1, (300, 5)).astype(np.float32)
    labels = (features[:, 0] > 0).astype(int)
    start = LinearHead(random.normal(0, 0.1, (5, 2)).astype(np.float32), np.zeros(2, np.float32))
    held = fit_linear_head(features, labels, start, penalty=1e6)
    free = fit_linear_head(features, labels, start, penalty=1e-4)
    np.testing.assert_allclose(held.kernel, start.kernel, atol=1e-4)
    assert (free.logits(features).argmax(axis=1) == labels).mean() > 0.98


def test_the_same_photos_in_another_order_give_the_same_head() -> None:
    random = np.random.default_rng(1)
    features = random.normal(0, 1, (200, 4)).astype(np.float32)
    labels = random.integers(0, 3, 200)
    start = LinearHead(np.zeros((4, 3), np.float32), np.zeros(3, np.float32))
    order = random.permutation(200)
    first = fit_linear_head(features, labels, start, penalty=0.01)
    second = fit_linear_head(features[order], labels[order], start, penalty=0.01)
    np.testing.assert_allclose(first.kernel, second.kernel, atol=2e-3)


def test_photos_of_weight_zero_do_not_count() -> None:
    random = np.random.default_rng(2)
    features = random.normal(0, 1, (100, 4)).astype(np.float32)
    labels = (features[:, 0] > 0).astype(int)
    wrong = np.concatenate([labels, 1 - labels])
    start = LinearHead(np.zeros((4, 2), np.float32), np.zeros(2, np.float32))
    weights = np.repeat([1.0, 0.0], 100)
    head = fit_linear_head(np.vstack([features, features]), wrong, start, penalty=1e-3, photo_weights=weights)
    assert (head.logits(features).argmax(axis=1) == labels).mean() > 0.95


def test_the_species_head_starts_from_what_imagenet_says(imagenet: tuple[np.ndarray, np.ndarray]) -> None:
    embeddings = np.random.default_rng(4).normal(0, 1, (6, 8)).astype(np.float32)
    kernel, bias = imagenet
    features = species_features(embeddings, imagenet)
    assert features.shape == (6, 11)
    powers = np.exp(embeddings.astype(np.float64) @ kernel + bias)
    chances = np.stack([powers[:, columns].sum(axis=1) for columns in species_columns()], axis=1)
    chances /= chances.sum(axis=1, keepdims=True)
    logits = species_start(8).logits(features).astype(np.float64)
    shown = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shown, chances, rtol=1e-4)


def test_a_penalty_of_a_column_holds_that_column_alone() -> None:
    random = np.random.default_rng(7)
    features = random.normal(0, 1, (300, 5)).astype(np.float32)
    labels = features[:, :3].argmax(axis=1)
    start = LinearHead(random.normal(0, 0.1, (5, 3)).astype(np.float32), np.zeros(3, np.float32))
    head = fit_linear_head(features, labels, start, penalty=np.array([[1e6, 1e-4, 1e-4]]))
    np.testing.assert_allclose(head.kernel[:, 0], start.kernel[:, 0], atol=1e-4)
    assert np.abs(head.kernel[:, 1:] - start.kernel[:, 1:]).max() > 1
    assert (head.logits(features).argmax(axis=1) == labels).mean() > 0.95
    # One a feature, and one a weight, hold as well.
    first = fit_linear_head(features, labels, start, penalty=np.array([1e6, 1e-4, 1e-4, 1e-4, 1e-4]))
    np.testing.assert_allclose(first.kernel[0], start.kernel[0], atol=1e-4)
    assert np.abs(first.kernel[1:] - start.kernel[1:]).max() > 1
    every = np.full((5, 3), 1e-4)
    every[2, 1] = 1e6
    single = fit_linear_head(features, labels, start, penalty=every)
    assert single.kernel[2, 1] == pytest.approx(start.kernel[2, 1], abs=1e-4)


def test_equal_penalties_of_columns_are_one_penalty() -> None:
    random = np.random.default_rng(8)
    features, labels = random.normal(0, 1, (120, 4)).astype(np.float32), random.integers(0, 3, 120)
    start = LinearHead(np.zeros((4, 3), np.float32), np.zeros(3, np.float32))
    one = fit_linear_head(features, labels, start, penalty=0.02)
    of_columns = fit_linear_head(features, labels, start, penalty=np.full((1, 3), 0.02))
    np.testing.assert_array_equal(one.kernel, of_columns.kernel)


def test_where_the_search_begins_decides_nothing_but_its_length() -> None:
    random = np.random.default_rng(9)
    features, labels = random.normal(0, 1, (150, 4)).astype(np.float32), random.integers(0, 3, 150)
    start = LinearHead(np.zeros((4, 3), np.float32), np.zeros(3, np.float32))
    far = LinearHead(random.normal(0, 2, (4, 3)).astype(np.float32), np.array([1.0, -2.0, 0.5], np.float32))
    plain = fit_linear_head(features, labels, start, penalty=0.05)
    again = fit_linear_head(features, labels, start, penalty=0.05, begin=far)
    np.testing.assert_allclose(again.kernel, plain.kernel, atol=3e-3)
    # From the optimum no step is needed; from far away, one is not enough.
    near, away = (
        fit_linear_head(features, labels, start, penalty=0.05, begin=begin, iterations=1) for begin in (plain, far)
    )
    np.testing.assert_allclose(near.kernel, plain.kernel, atol=3e-3)
    assert np.abs(away.kernel - plain.kernel).max() > 0.1
