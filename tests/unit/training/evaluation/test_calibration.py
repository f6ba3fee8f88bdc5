"""Temperature, calibration error, intervals and thresholds, on cases where the right answer is known."""

import numpy as np
import pytest

from training.evaluation.calibration import (
    bootstrap_interval,
    calibration_error_by_chance,
    cross_validated_probabilities,
    expected_calibration_error,
    fit_temperature,
    log_probabilities,
    lowest_threshold,
    negative_log_likelihood,
)


def drawn(temperature: float, count: int = 20_000, columns: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Logits, and labels drawn from what they say at `temperature`."""
    random = np.random.default_rng(5)
    logits = random.normal(0, 3, (count, columns))
    chances = np.exp(log_probabilities(logits, temperature)).cumsum(axis=1)
    return logits, (random.random((count, 1)) > chances[:, :-1]).sum(axis=1)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.5])
def test_a_known_temperature_is_found_again(temperature: float) -> None:
    logits, labels = drawn(temperature)
    assert fit_temperature(logits, labels) == pytest.approx(temperature, rel=0.03)


def test_the_fitted_temperature_calibrates() -> None:
    logits, labels = drawn(2.5)
    before = expected_calibration_error(np.exp(log_probabilities(logits)), labels)
    after = expected_calibration_error(np.exp(log_probabilities(logits, fit_temperature(logits, labels))), labels)
    assert before > 0.15
    assert after < 0.01


def test_a_temperature_of_no_photos_is_an_error() -> None:
    with pytest.raises(ValueError, match="no photos"):
        fit_temperature(np.empty((0, 3)), np.empty(0, int))


def test_views_are_averaged_as_probabilities() -> None:
    logits = np.array([[[4.0, 0.0], [0.0, 0.0]]])
    single = 1 / (1 + np.exp(-4.0))
    assert np.exp(log_probabilities(logits))[0, 0] == pytest.approx((single + 0.5) / 2)


def test_calibration_error_of_constructed_cases() -> None:
    sure = np.tile([0.9, 0.1], (10, 1))
    assert expected_calibration_error(sure, np.array([0] * 9 + [1])) == pytest.approx(0)
    assert expected_calibration_error(sure, np.zeros(10, int)) == pytest.approx(0.1)
    assert expected_calibration_error(sure, np.ones(10, int)) == pytest.approx(0.9)
    # Half is right too rarely by 0.1 and half too often by 0.2: gaps add up, they do not cancel.
    mixed = np.vstack([np.tile([0.9, 0.1], (10, 1)), np.tile([0.6, 0.4], (10, 1))])
    labels = np.array([0] * 8 + [1] * 2 + [0] * 8 + [1] * 2)
    assert expected_calibration_error(mixed, labels) == pytest.approx(0.15)


def test_full_certainty_falls_into_the_last_bin() -> None:
    assert expected_calibration_error(np.array([[1.0, 0.0]]), np.array([0])) == 0


def test_chance_alone_shows_an_error_that_shrinks_with_the_photos() -> None:
    logits, labels = drawn(1.0)
    probabilities = np.exp(log_probabilities(logits))
    few, many = calibration_error_by_chance(probabilities[:300]), calibration_error_by_chance(probabilities)
    assert few > 4 * many
    assert expected_calibration_error(probabilities, labels) == pytest.approx(many, abs=0.004)


def test_cross_validation_never_uses_a_photo_for_its_own_temperature() -> None:
    logits, labels = drawn(2.0, count=50)
    whole = np.exp(log_probabilities(logits, fit_temperature(logits, labels)))
    crossed = cross_validated_probabilities(logits, labels)
    assert crossed.shape == whole.shape
    assert crossed.sum(axis=1) == pytest.approx(np.ones(50))
    assert not np.allclose(crossed, whole, atol=1e-6)


def test_likelihood_of_even_chances() -> None:
    assert negative_log_likelihood(np.zeros((4, 8)), np.array([0, 1, 2, 3])) == pytest.approx(np.log(8))


def test_the_interval_of_a_share_is_about_as_wide_as_theory_says() -> None:
    hits = np.arange(400) % 5 > 0
    low, high = bootstrap_interval(400, lambda rows: float(hits[rows].mean()))
    assert low == pytest.approx(0.8 - 1.96 * 0.02, abs=0.006)
    assert high == pytest.approx(0.8 + 1.96 * 0.02, abs=0.006)


def test_the_interval_of_a_single_photo_is_what_it_shows() -> None:
    assert bootstrap_interval(1, lambda rows: float(len(rows))) == (1.0, 1.0)


def test_the_threshold_lies_between_what_must_not_pass_and_what_comes_next() -> None:
    kept = np.array([0.8, 0.9])
    assert lowest_threshold(kept, [(np.array([0.1]), 0.0), (np.array([0.2, 0.1]), 0.0)]) == pytest.approx(0.5)
    assert lowest_threshold(np.array([0.3, 0.9]), [(np.array([0.4, 0.1]), 0.0)]) == pytest.approx(0.65)
    assert lowest_threshold(np.array([0.3]), [(np.array([1.0]), 0.0)]) == 1.0


def test_what_is_tolerated_passes_and_nothing_more() -> None:
    random = np.random.default_rng(2)
    kept, cats, things = random.beta(5, 2, 400), random.beta(2, 5, 200), random.beta(1, 9, 300)
    threshold = lowest_threshold(kept, [(cats, 0.05), (things, 0.01)])
    shares = [(scores >= threshold).mean() for scores in (cats, things)]
    assert shares[0] == 0.05
    assert shares[1] <= 0.01
    lower = lowest_threshold(kept, [(cats, 0.1), (things, 0.02)])
    assert (kept < lower).mean() < (kept < threshold).mean()
