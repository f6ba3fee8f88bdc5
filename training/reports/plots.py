"""The plots of the reports. Each function draws one figure and writes it as a PNG file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from training.files import write_bytes
from training.reports.page import figure_bytes

BLUE, ORANGE, GREY = "#2a6f97", "#e07a1f", "#888888"


def _write(figure: Any, file: Path) -> Path:
    try:
        write_bytes(file, figure_bytes(figure))
    finally:
        plt.close(figure)
    return file


def photos_a_breed(counts: Mapping[str, int], line: float, file: Path) -> Path:
    """The study's chart: photos a breed, sorted, with a line."""
    names, values = list(counts), list(counts.values())
    figure, axes = plt.subplots(figsize=(min(24, 4 + 0.18 * len(names)), 5))
    axes.bar(range(len(names)), values, color=BLUE)
    axes.axhline(line, color=ORANGE, label=f"{line:g} photos")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7 if len(names) > 40 else 9)
    axes.set_ylabel("photos")
    axes.margins(x=0.01)
    axes.legend()
    return _write(figure, file)


def photo_grid(photos: Sequence[tuple[Image.Image | None, str]], file: Path, columns: int = 4) -> Path:
    """Photos with a caption each, in a grid."""
    rows = -(-len(photos) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(2.6 * columns, 2.8 * rows), squeeze=False)
    for place in axes.flat:
        place.axis("off")
    for place, (image, caption) in zip(axes.flat, photos, strict=False):
        if image is not None:
            place.imshow(image)
        place.set_title(caption, fontsize=8)
    return _write(figure, file)


def histogram(values: Sequence[float], label: str, file: Path, bins: int = 40) -> Path:
    """How often each value occurs."""
    figure, axes = plt.subplots(figsize=(6, 3.5))
    axes.hist(values, bins=bins, color=BLUE)
    axes.set_xlabel(label)
    axes.set_ylabel("photos")
    return _write(figure, file)


def sizes(widths: Sequence[int], heights: Sequence[int], file: Path) -> Path:
    """Width against height of every photo."""
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.scatter(widths, heights, s=6, alpha=0.3, color=BLUE)
    axes.set_xlabel("width in pixels")
    axes.set_ylabel("height in pixels")
    return _write(figure, file)


def learning_curves(histories: Mapping[str, Sequence[Mapping[str, Any]]], file: Path) -> Path:
    """Loss and accuracy over the epochs, training dashed and validation solid, one colour a run."""
    figure, (losses, accuracies) = plt.subplots(1, 2, figsize=(11, 4))
    colours = plt.get_cmap("tab10")
    for number, (name, history) in enumerate(histories.items()):
        epochs = [epoch["epoch"] for epoch in history]
        # A line needs two epochs.
        style = {"color": colours(number % 10), "marker": "o" if len(history) == 1 else ""}
        for axes, what in ((losses, "loss"), (accuracies, "accuracy")):
            trained = [epoch[what] for epoch in history]
            axes.plot(epochs, trained, linestyle="--", alpha=0.6, label=f"{name}, training", **style)
            if history and f"val_{what}" in history[0]:
                values = [epoch[f"val_{what}"] for epoch in history]
                axes.plot(epochs, values, linestyle="-", label=f"{name}, validation", **style)
            axes.set_xlabel("epoch")
            axes.set_ylabel(what)
    losses.set_yscale("log")
    accuracies.legend(fontsize=7)
    return _write(figure, file)


def curve(history: Sequence[Mapping[str, Any]], what: str, file: Path) -> Path:
    """A setting that changes from epoch to epoch, such as the learning rate at the end of each."""
    figure, axes = plt.subplots(figsize=(5, 3))
    axes.plot([epoch["epoch"] for epoch in history], [epoch[what] for epoch in history], color=BLUE)
    axes.set_xlabel("epoch")
    axes.set_ylabel(what.replace("_", " "))
    return _write(figure, file)


def confusion_matrix(matrix: NDArray[np.int64], breeds: Sequence[str], file: Path) -> Path:
    """Rows are what the photos are, columns what was suggested; each row as shares."""
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    side = min(22, 3 + 0.22 * len(breeds))
    figure, axes = plt.subplots(figsize=(side, side))
    shown = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    size = 5 if len(breeds) > 60 else 8
    axes.set_xticks(range(len(breeds)), breeds, rotation=90, fontsize=size)
    axes.set_yticks(range(len(breeds)), breeds, fontsize=size)
    axes.set_xlabel("suggested")
    axes.set_ylabel("labelled")
    figure.colorbar(shown, ax=axes, fraction=0.046, label="share of the breed's photos")
    return _write(figure, file)


def reliability(bins: Mapping[str, Sequence[tuple[float, float, int]]], file: Path) -> Path:
    """How often the first suggestion is right, against its probability; one line a name.

    Args:
        bins: name → (mean probability, share right, photos) of each bin that has photos.
        file: where to.
    """
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color=GREY, linestyle=":", label="as it should be")
    for (name, points), colour in zip(bins.items(), (ORANGE, BLUE), strict=False):
        axes.plot([each[0] for each in points], [each[1] for each in points], "o-", color=colour, label=name)
    axes.set_xlabel("probability of the first suggestion")
    axes.set_ylabel("share of photos where it is right")
    axes.legend()
    return _write(figure, file)


def risk_and_coverage(coverage: NDArray[np.float64], risk: NDArray[np.float64], file: Path) -> Path:
    """The share of wrong first suggestions among the surest photos, against how many those are."""
    figure, axes = plt.subplots(figsize=(5, 4))
    axes.plot(coverage, risk, color=BLUE)
    axes.set_xlabel("share of photos that get a suggestion, surest first")
    axes.set_ylabel("share of them that are wrong")
    axes.set_ylim(bottom=0)
    return _write(figure, file)


def intervals(values: Mapping[str, tuple[float, float, float]], label: str, file: Path) -> Path:
    """A value and its interval for each name."""
    figure, axes = plt.subplots(figsize=(7, 1.2 + 0.4 * len(values)))
    for number, (value, low, high) in enumerate(values.values()):
        axes.plot([low, high], [number, number], color=BLUE)
        axes.plot([value], [number], "o", color=BLUE)
    axes.set_yticks(range(len(values)), list(values))
    axes.invert_yaxis()
    axes.set_xlabel(label)
    return _write(figure, file)


def parallel_coordinates(columns: Sequence[str], trials: Sequence[Sequence[Any]], file: Path) -> Path:
    """One line a trial through its settings, coloured by its score, which is the last column.

    Args:
        columns: names of the settings, and of the score.
        trials: values in the order of the columns; numbers in their order, words in that of the alphabet, and None,
            for a setting that a trial has not, below all others.
        file: where to.
    """
    figure, axes = plt.subplots(figsize=(2 + 1.5 * len(columns), 5))
    positions, ticks = [], []
    for column in range(len(columns)):
        values = [trial[column] for trial in trials]
        ordered = in_order(values)
        places = {value: index / max(1, len(ordered) - 1) for index, value in enumerate(ordered)}
        positions.append([places[value] for value in values])
        ticks.append(ordered if len(ordered) <= 8 else [ordered[0], ordered[-1]])
    scores = [float(trial[-1]) for trial in trials]
    colours = plt.get_cmap("viridis")
    low, high = min(scores), max(scores)
    for number, score in enumerate(scores):
        shade = (score - low) / (high - low) if high > low else 1.0
        axes.plot(range(len(columns)), [column[number] for column in positions], color=colours(shade), alpha=0.8)
    for column, shown in enumerate(ticks):
        for index, value in enumerate(shown):
            text = "-" if value is None else f"{value:.3g}" if isinstance(value, float) else str(value)
            axes.text(column, index / max(1, len(shown) - 1), f" {text}", fontsize=7, va="center")
        axes.axvline(column, color=GREY, linewidth=0.5)
    axes.set_xticks(range(len(columns)), columns, rotation=30, ha="right", fontsize=8)
    axes.set_yticks([])
    return _write(figure, file)


def in_order(values: Sequence[Any]) -> list[Any]:
    """Different values as they stand on an axis: None first, then numbers by size ("8" before "16"), then words."""
    return sorted(
        set(values), key=lambda value: (value is not None, isinstance(value, str), 0 if value is None else value)
    )
