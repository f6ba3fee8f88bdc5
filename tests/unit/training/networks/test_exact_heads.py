"""Heads at their minimum to the last digits: one result, however the photos are divided and wherever it begins."""

import numpy as np
import pytest

from training.networks.exact_heads import PhotosInBlocks, fit_exactly
from training.networks.heads import LinearHead, fit_linear_head

SIZE, CLASSES = 24, 5
NOTHING = LinearHead(np.zeros((SIZE, CLASSES), np.float32), np.zeros(CLASSES, np.float32))


def photos(count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(count)
    labels = random.integers(0, CLASSES, count)
    centres = np.random.default_rng(1).normal(0, 0.6, (CLASSES, SIZE))
    return np.maximum(0, 0.3 + centres[labels] + random.normal(0, 1, (count, SIZE))).astype(np.float16), labels


def whole(features: np.ndarray, labels: np.ndarray) -> PhotosInBlocks:
    return PhotosInBlocks(lambda: [(features, labels, np.ones(len(labels)))], float(len(labels)))


@pytest.mark.parametrize("penalty", [0.3, 0.01, 1e-4])
def test_blocks_in_any_order_and_any_beginning_give_one_head(penalty: float) -> None:
    features, labels = photos(400)
    one = whole(features, labels)
    parts = [(features[a:b], labels[a:b], np.ones(b - a)) for a, b in ((311, 400), (0, 7), (7, 311))]
    cut = PhotosInBlocks(lambda: parts, 400.0)
    far = LinearHead(np.ones((SIZE, CLASSES), np.float32), np.zeros(CLASSES, np.float32))
    first = fit_exactly(one, one.moments(), NOTHING, penalty=penalty, label_smoothing=0.1)
    other = fit_exactly(cut, np.eye(SIZE + 1), NOTHING, penalty=penalty, label_smoothing=0.1, begin=far)
    assert np.abs(first.kernel - other.kernel).max() < 1e-5


def test_it_is_the_head_that_logistic_regression_finds() -> None:
    from sklearn.linear_model import LogisticRegression

    features, labels = photos(300)
    one = whole(features, labels)
    ours = fit_exactly(one, one.moments(), NOTHING, penalty=0.01)
    theirs = LogisticRegression(C=1 / (0.01 * 300), tol=1e-12, max_iter=10_000, solver="newton-cg")
    theirs.fit(features.astype(np.float64), labels)
    np.testing.assert_allclose(ours.kernel, theirs.coef_.T, atol=1e-5)


def test_a_start_of_ones_own_weights_and_smoothing_mean_what_they_mean_in_32_bits() -> None:
    features, labels = photos(300)
    random = np.random.default_rng(2)
    start = LinearHead(random.normal(0, 0.3, (SIZE, CLASSES)).astype(np.float32), np.zeros(CLASSES, np.float32))
    weights = random.uniform(0.1, 2, 300)
    held = PhotosInBlocks(lambda: [(features, labels, weights)], float(weights.sum()))
    ours = fit_exactly(held, held.moments(), start, penalty=0.1, label_smoothing=0.2)
    usual = fit_linear_head(
        features.astype(np.float32), labels, start, penalty=0.1, photo_weights=weights, label_smoothing=0.2
    )
    np.testing.assert_allclose(ours.kernel, usual.kernel, atol=1e-3)
    assert np.abs(ours.kernel - start.kernel).max() > 0.05
