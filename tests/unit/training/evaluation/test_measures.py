"""The figures of an evaluation, against values worked out by hand or by scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score, precision_score, recall_score

from training.evaluation.calibration import expected_calibration_error
from training.evaluation.comparing import difference
from training.evaluation.measures import (
    breed_scores,
    calibration_error_with_interval,
    confusion,
    in_first,
    macro_f1,
    most_confused,
    reliability_bins,
    risk_coverage,
    with_interval,
)
from training.runs.run import RunError

RANDOM = np.random.default_rng(11)
LABELS = RANDOM.integers(0, 5, 400)
LOGITS = RANDOM.normal(size=(400, 5)) + 1.5 * np.eye(5)[LABELS]
PROBABILITIES = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)
SUGGESTED = PROBABILITIES.argmax(axis=1)


def test_a_breed_counts_when_it_is_among_the_first() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]])
    assert in_first(probabilities, np.array([0, 1]), 1).mean() == 0.5
    assert in_first(probabilities, np.array([0, 1]), 2).mean() == 1.0


def test_confusion_and_scores_are_those_of_scikit_learn() -> None:
    matrix = confusion(SUGGESTED, LABELS, 5)
    np.testing.assert_array_equal(matrix, confusion_matrix(LABELS, SUGGESTED))
    assert macro_f1(matrix) == pytest.approx(f1_score(LABELS, SUGGESTED, average="macro"))
    precision = precision_score(LABELS, SUGGESTED, average=None)
    recall = recall_score(LABELS, SUGGESTED, average=None)
    for number, score in enumerate(breed_scores(matrix)):
        assert score.precision == pytest.approx(precision[number])
        assert score.recall == pytest.approx(recall[number])


def test_a_breed_that_is_never_suggested_has_no_precision() -> None:
    matrix = confusion(np.array([0, 0]), np.array([0, 1]), 3)
    assert [score.precision for score in breed_scores(matrix)] == [0.5, None, None]
    assert [score.recall for score in breed_scores(matrix)] == [1.0, 0.0, None]


def test_most_confused_pairs_come_first_and_right_ones_never() -> None:
    matrix = np.array([[9, 1, 0], [4, 9, 0], [0, 2, 9]])
    assert most_confused(matrix) == [(1, 0, 4), (2, 1, 2), (0, 1, 1)]


def test_reliability_bins_hold_all_photos() -> None:
    bins = reliability_bins(PROBABILITIES, LABELS)
    assert sum(count for _, _, count in bins) == 400
    right = sum(share * count for _, share, count in bins) / 400
    assert right == pytest.approx(in_first(PROBABILITIES, LABELS, 1).mean())


def test_risk_at_full_coverage_is_the_error() -> None:
    coverage, risk = risk_coverage(PROBABILITIES, LABELS)
    assert coverage[-1] == 1
    assert risk[-1] == pytest.approx(1 - in_first(PROBABILITIES, LABELS, 1).mean())
    assert risk[:100].mean() < risk[-1]


def test_an_interval_holds_its_value_and_narrows_with_photos() -> None:
    right = np.arange(400) % 4 != 0
    wide = with_interval(40, lambda rows: float(right[rows].mean()))
    narrow = with_interval(400, lambda rows: float(right[rows].mean()))
    assert narrow.low < narrow.value == 0.75 < narrow.high
    assert narrow.high - narrow.low < wide.high - wide.low


def test_a_large_difference_is_more_than_noise_and_a_small_one_is_not() -> None:
    names = [f"{number}.jpg" for number in range(200)]
    good = {name: number % 10 != 0 for number, name in enumerate(names)}
    bad = {name: number % 3 != 0 for number, name in enumerate(names)}
    alike = {name: number % 10 != 5 for number, name in enumerate(names)}
    assert difference(good, bad).more_than_noise
    assert difference(good, bad).value > 0
    assert not difference(good, alike).more_than_noise


def test_runs_without_a_common_photo_cannot_be_compared() -> None:
    with pytest.raises(RunError, match="no photo in common"):
        difference({"a": True}, {"b": True})


def test_a_dozen_photos_that_are_all_right_do_not_say_that_probabilities_are() -> None:
    sure = np.tile([1 - 1e-5, 1e-5], (12, 1))
    found = calibration_error_with_interval(sure, np.zeros(12, np.int64))
    assert found.value < 0.001
    assert found.high == pytest.approx(1 - 0.757, abs=0.001), "all right of twelve may be three of four"
    modest = np.tile([0.6, 0.4], (12, 1))
    assert calibration_error_with_interval(modest, np.zeros(12, np.int64)).high >= 0.4


def test_with_many_photos_resampling_says_it_alone() -> None:
    found = calibration_error_with_interval(PROBABILITIES, LABELS)
    plain = with_interval(
        400, lambda rows: expected_calibration_error(PROBABILITIES[rows], LABELS[rows]), resamples=500
    )
    assert (found.value, found.low) == (plain.value, plain.low)
    assert plain.high <= found.high <= plain.high + 0.02
