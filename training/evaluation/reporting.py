"""From judged photos to figures, plots and a page."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.evaluation.calibration import expected_calibration_error
from training.evaluation.judging import Judged
from training.evaluation.measures import (
    breed_scores,
    calibration_error_with_interval,
    confusion,
    in_first,
    macro_f1_with_interval,
    most_confused,
    reliability_bins,
    risk_coverage,
    share,
)
from training.evaluation.mistakes import confusion_section, losses_section
from training.files import write_json, write_text
from training.reports.page import Section, Table, write_page
from training.reports.plots import confusion_matrix, photo_grid, reliability, risk_and_coverage
from training.reports.thumbnails import thumbnail

METRICS, PREDICTIONS, PER_BREED = "metrics.json", "predictions.csv", "breeds.csv"
EDGE = 200


def measured(judged: Judged) -> dict[str, Any]:
    """The figures of an evaluation; each of the first group with its 95 % interval."""
    probabilities, raw, labels = judged.probabilities(), judged.raw_probabilities(), judged.labels
    suggested = probabilities.argmax(axis=1)
    count, breeds = len(labels), len(judged.breeds)
    first, five = in_first(probabilities, labels, 1), in_first(probabilities, labels, 5)

    statistics = {
        "top1": share(first),
        "top5": share(five),
        "macro_f1": macro_f1_with_interval(confusion(suggested, labels, breeds)),
        "calibration_error": calibration_error_with_interval(probabilities, labels),
    }
    coverage, risk = risk_coverage(probabilities, labels)
    return {
        "what": judged.what,
        "photos": count,
        "left_out": judged.left_out,
        **{name: {"value": each.value, "low": each.low, "high": each.high} for name, each in statistics.items()},
        "calibration_error_before_temperature": expected_calibration_error(raw, labels),
        "temperature": judged.temperature,
        "area_under_risk_coverage": float(np.trapezoid(risk, coverage)),
        "share_suggested_at_5_percent_wrong": float(coverage[risk <= 0.05].max(initial=0.0)),
    }


def write_evaluation(
    judged: Judged, folder: Path, title: str, facts: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """Write `metrics.json`, `predictions.csv`, `breeds.csv`, `losses.csv`, plots and `report.html`.

    `facts` go into the first, too.

    Returns:
        The figures, as `measured` gives them.

    Raises:
        OSError: the folder cannot be written.
    """
    figures = measured(judged)
    probabilities, labels = judged.probabilities(), judged.labels
    matrix = confusion(probabilities.argmax(axis=1), labels, len(judged.breeds))
    write_json(folder / METRICS, figures | dict(facts))
    write_text(folder / PREDICTIONS, _predictions(judged, probabilities))
    rows = breed_rows(judged.breeds, matrix)
    write_text(folder / PER_BREED, _csv(("breed", "photos", "precision", "recall", "f1"), rows))
    write_page(folder / "report.html", title, _sections(judged, figures, matrix, rows, folder / "plots"))
    return figures


def breed_rows(breeds: Sequence[str], matrix: NDArray[np.int64]) -> list[tuple[Any, ...]]:
    """Breed, photos, precision, recall, F1; breeds without photos or suggestions left out."""
    scored = zip(breeds, breed_scores(matrix), matrix.sum(axis=0), strict=True)
    return [
        (breed, score.photos, score.precision, score.recall, score.f1)
        for breed, score, suggested in scored
        if score.photos or suggested
    ]


def _sections(
    judged: Judged, figures: dict[str, Any], matrix: NDArray[np.int64], rows: Sequence[Any], plots: Path
) -> list[Section]:
    probabilities, raw, labels = judged.probabilities(), judged.raw_probabilities(), judged.labels
    shown = [number for number in range(len(matrix)) if matrix[number].sum() or matrix[:, number].sum()]
    names = [judged.breeds[number] for number in shown]
    bins = {
        "before temperature": reliability_bins(raw, labels),
        "after temperature": reliability_bins(probabilities, labels),
    }
    coverage, risk = risk_coverage(probabilities, labels)
    # For documents; on the page stands a matrix that one can look into.
    confusion_matrix(matrix[np.ix_(shown, shown)], names, plots / "confusion.png")
    return [
        Section("Figures", [f"{figures['photos']:,} photos: {judged.what}.", *_left_out(judged)], in_words(figures)),
        confusion_section(judged, probabilities, matrix),
        *_confused_section(judged, matrix, plots),
        losses_section(judged, probabilities, plots.parent),
        Section(
            "Calibration",
            pictures=[(reliability(bins, plots / "reliability.png"), "Do probabilities mean what they say?")],
        ),
        Section(
            "Risk against coverage",
            ["When only the surest photos get a suggestion, fewer suggestions are wrong."],
            pictures=[
                (risk_and_coverage(coverage, risk, plots / "risk.png"), "Risk."),
            ],
        ),
        Section("Every breed", table=Table(("breed", "photos", "precision", "recall", "F1"), rows)),
    ]


def in_words(figures: dict[str, Any]) -> dict[str, str]:
    """The figures for the eyes: name → value with its interval."""
    names = {"top1": "top-1", "top5": "top-5", "macro_f1": "macro F1", "calibration_error": "calibration error"}
    words = {
        name: f"{figures[key]['value']:.3f} (95 %: {figures[key]['low']:.3f} to {figures[key]['high']:.3f})"
        for key, name in names.items()
    }
    words["calibration error before temperature"] = f"{figures['calibration_error_before_temperature']:.3f}"
    words["temperature"] = f"{figures['temperature']:.3f}"
    words["area under risk and coverage"] = f"{figures['area_under_risk_coverage']:.3f}"
    words["share suggested with at most 5 % wrong"] = f"{figures['share_suggested_at_5_percent_wrong']:.3f}"
    return words


def _left_out(judged: Judged) -> list[str]:
    return [f"Left out: {count:,} {why}." for why, count in judged.left_out.items()]


def _confused_section(judged: Judged, matrix: NDArray[np.int64], plots: Path) -> list[Section]:
    pairs = most_confused(matrix)
    if not pairs:
        return []
    suggested = judged.probabilities().argmax(axis=1)
    pictures = []
    for label, wrong, count in pairs:
        mistaken = np.flatnonzero((judged.labels == label) & (suggested == wrong))[0]
        examples = np.flatnonzero(judged.labels == wrong)
        paths = [judged.photos[mistaken].path, *(judged.photos[number].path for number in examples[:1])]
        pictures.append((_side_by_side(paths), f"{judged.breeds[label]} taken for\n{judged.breeds[wrong]} ({count} x)"))
    file = photo_grid(pictures, plots / "most_confused.png")
    caption = "Left a photo that was taken for the other breed, right one of that breed."
    return [Section(f"The {len(pairs)} most confused pairs", pictures=[(file, caption)])]


def _side_by_side(paths: Sequence[Path]) -> Image.Image:
    canvas = Image.new("RGB", (2 * EDGE + 6, EDGE), "white")
    for place, path in enumerate(paths):
        small = thumbnail(path, EDGE)
        if small is not None:
            canvas.paste(small.resize((EDGE, EDGE)), (place * (EDGE + 6), 0))
    return canvas


def _predictions(judged: Judged, probabilities: NDArray[np.float64]) -> str:
    rows = [
        (
            f"{photo.path.parent.name}/{photo.path.name}",
            judged.breeds[label],
            judged.breeds[first],
            f"{row[first]:.6f}",
            int(label == first),
        )
        for photo, label, row, first in zip(
            judged.photos, judged.labels, probabilities, probabilities.argmax(axis=1), strict=True
        )
    ]
    return _csv(("photo", "breed", "suggested", "probability", "right"), rows)


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
