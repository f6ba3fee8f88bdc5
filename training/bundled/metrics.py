"""The figures that a bundled pack states of itself, each with its 95 % interval."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest import Metrics
from training.evaluation.calibration import (
    bootstrap_interval,
    calibration_error_by_chance,
    cross_validated_probabilities,
    expected_calibration_error,
    log_probabilities,
    negative_log_likelihood,
)

TOP = 5


def probabilities(logits: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Calibrated probabilities, `[N, C]`."""
    return np.exp(log_probabilities(logits, temperature))


def breed_metrics(
    logits: NDArray[np.floating], labels: NDArray[np.int64], temperature: float, seed: int, *, cross_validate: bool
) -> dict[str, float]:
    """Top-1, top-5, calibration error and likelihood of photos with known breeds.

    Args:
        logits: `[N, C]`.
        labels: `[N]`.
        temperature: of the pack.
        seed: of the intervals.
        cross_validate: for photos that the temperature was fitted to: the calibration error is then taken from
            temperatures that were fitted to other photos of the set.
    """
    ranked = np.argsort(-logits, axis=1, kind="stable")[:, :TOP] == labels[:, None]
    values = share_metrics("top_1", ranked[:, 0], seed) | share_metrics("top_5", ranked.any(axis=1), seed)
    shown = probabilities(logits, temperature)
    if cross_validate:
        values["calibration_error_fitted"] = expected_calibration_error(shown, labels)
        shown = cross_validated_probabilities(logits, labels, seed=seed)
    values |= calibration_metrics(shown, labels, seed)
    values |= {
        "calibration_error_uncalibrated": expected_calibration_error(probabilities(logits, 1.0), labels),
        "negative_log_likelihood": negative_log_likelihood(logits, labels, temperature),
    }
    return {name: round(value, 4) for name, value in values.items()}


def calibration_metrics(shown: NDArray[np.floating], labels: NDArray[np.int64], seed: int) -> dict[str, float]:
    """The calibration error with its interval, and what it would be by chance.

    Args:
        shown: probabilities `[N, C]`.
        labels: `[N]`, columns of `shown`.
        seed: of the drawing.
    """
    low, high = bootstrap_interval(
        len(labels), lambda rows: expected_calibration_error(shown[rows], labels[rows]), seed=seed
    )
    return {
        "calibration_error": expected_calibration_error(shown, labels),
        "calibration_error_low": low,
        "calibration_error_high": high,
        "calibration_error_by_chance": calibration_error_by_chance(shown, seed=seed),
    }


def share_metrics(name: str, hits: NDArray[np.bool_], seed: int) -> dict[str, float]:
    """The share of hits, with the interval under `<name>_low` and `<name>_high`."""
    low, high = bootstrap_interval(len(hits), lambda rows: float(hits[rows].mean()), seed=seed)
    values = {name: float(hits.mean()), f"{name}_low": low, f"{name}_high": high}
    return {key: round(value, 4) for key, value in values.items()}


def most_confused(
    logits: NDArray[np.floating], labels: NDArray[np.int64], names: Sequence[str], most: int = 15
) -> list[dict[str, str | int]]:
    """The pairs of breeds that are taken for one another most often, both directions together.

    Args:
        logits: `[N, C]`.
        labels: `[N]`.
        names: `[C]`.
        most: pairs, at most.
    """
    suggested = logits.argmax(axis=1)
    pairs = Counter(
        (names[min(pair)], names[max(pair)])
        for pair in zip(labels.tolist(), suggested.tolist(), strict=True)
        if pair[0] != pair[1]
    )
    ordered = sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0]))
    return [{"first": first, "second": second, "photos": count} for (first, second), count in ordered[:most]]


def in_words(metrics: Metrics) -> str:
    """One line for a person: each figure with its interval in brackets."""
    parts = []
    for name, value in metrics.values.items():
        if name.endswith(("_low", "_high")):
            continue
        interval = ""
        if f"{name}_low" in metrics.values:
            interval = f" ({metrics.values[f'{name}_low']:.3f} to {metrics.values[f'{name}_high']:.3f})"
        parts.append(f"{name.replace('_', ' ')} {value:.3f}{interval}")
    return f"{metrics.split} ({metrics.photos} photos): {', '.join(parts)}"
