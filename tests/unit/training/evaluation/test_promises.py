"""Few photos promise little: the temperature has a bound, and "sure" is there only where the photos bear it."""

import numpy as np
import pytest
from scipy.special import softmax

from training.evaluation.calibration import cross_validated_probabilities, fit_temperature
from training.evaluation.promises import SURE_LEAST, bounded_temperature, lower_bound, words_of


def clear(photos: int, classes: int = 4, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits of photos that are all right."""
    random = np.random.default_rng(seed)
    labels = np.arange(photos) % classes
    return np.eye(classes)[labels] * 6 + random.uniform(-1, 1, (photos, classes)), labels


def test_27_right_of_27_are_no_certainty() -> None:
    logits, labels = clear(27)
    assert fit_temperature(logits, labels) < 0.15
    bounded = softmax(logits / bounded_temperature(logits, labels), axis=1)
    assert bounded.max(axis=1).mean() == pytest.approx((27 + 1 / 3) / (27 + 2 / 3), abs=0.003)
    assert bounded.max() < 0.9999


def test_what_is_judged_in_folds_is_bounded_too() -> None:
    logits, labels = clear(27)
    judged = cross_validated_probabilities(logits[:, None], labels, fitted=bounded_temperature)
    assert judged.max(axis=1).mean() < 0.985
    assert cross_validated_probabilities(logits[:, None], labels).max(axis=1).mean() > 0.9999


def test_with_many_photos_it_is_the_temperature_of_guo() -> None:
    random = np.random.default_rng(1)
    logits = random.normal(0, 2, (5000, 5))
    labels = np.array([random.choice(5, p=row) for row in softmax(logits / 1.7, axis=1)])
    assert bounded_temperature(logits, labels) == pytest.approx(fit_temperature(logits, labels), rel=0.01)


def test_no_photos_have_no_temperature() -> None:
    with pytest.raises(ValueError, match="no photos"):
        bounded_temperature(np.empty((0, 3)), np.empty(0, int))


@pytest.mark.parametrize(("photos", "promised"), [(16, False), (28, False), (40, True), (200, True)])
def test_sure_is_missing_where_so_few_photos_cannot_promise_it(photos: int, promised: bool) -> None:
    logits, labels = clear(photos)
    words = words_of(softmax(logits, axis=1), labels)
    assert (words is not None) == promised
    if words is not None:
        sure, maybe = words
        assert sure.probability >= SURE_LEAST
        assert maybe.probability + 0.01 >= 0.5 * (1 + 1 / 4)
        assert maybe.probability <= sure.probability


def test_what_is_sure_is_right_by_the_bound() -> None:
    random = np.random.default_rng(2)
    logits = random.normal(0, 3, (2000, 5))
    labels = np.array([random.choice(5, p=row) for row in softmax(logits, axis=1)])
    probabilities = softmax(logits, axis=1)
    words = words_of(probabilities, labels)
    assert words is not None
    right, best = probabilities.argmax(axis=1) == labels, probabilities.max(axis=1)
    assert lower_bound(right[best >= words[0].probability]) >= 0.95
    between = (best >= words[1].probability) & (best < words[0].probability)
    assert lower_bound(right[between]) >= 0.5


def test_nothing_is_said_of_photos_that_show_as_likely_no_class() -> None:
    """Of two classes, a photo of none has a half: that is no "maybe"."""
    words = words_of(np.tile([[0.999, 0.001]], (60, 1)), np.zeros(60, int))
    assert words is not None
    assert words[1].probability >= 0.75
