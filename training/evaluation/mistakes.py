"""Where a run is wrong, photo by photo: the highest losses, and who stands in each cell of the confusion matrix."""

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.evaluation.judging import Judged
from training.evaluation.measures import Labels, Probabilities
from training.reports.confusion import Cell, ConfusedPhoto, confusion_explorer
from training.reports.page import Card, Section, Strip
from training.reports.tables import write_table
from training.reports.thumbnails import small_pictures

LOSSES = "losses.csv"
MOST_SHOWN = 48
_LEAST = 1e-12


def losses(probabilities: Probabilities, labels: Labels) -> NDArray[np.float64]:
    """Minus the natural logarithm of the probability of each photo's label, `[N]`: its cross-entropy.

    0 where the network is sure of the label, 4.6 where it gives it one in a hundred.
    """
    own = probabilities[np.arange(len(labels)), labels]
    return np.asarray(-np.log(np.maximum(own, _LEAST)), dtype=np.float64)


def losses_section(judged: Judged, probabilities: Probabilities, folder: Path) -> Section:
    """The photos with the highest loss as small pictures, and all photos in `losses.csv`, the highest loss first.

    Raises:
        OSError: the table cannot be written.
    """
    values, suggested = losses(probabilities, judged.labels), probabilities.argmax(axis=1)
    order = np.argsort(-values, kind="stable")
    write_table(
        folder / LOSSES,
        ("photo", "breed", "suggested", "probability", "probability_of_breed", "loss"),
        [
            (
                name_of(judged, row),
                judged.breeds[judged.labels[row]],
                judged.breeds[suggested[row]],
                f"{probabilities[row, suggested[row]]:.6f}",
                f"{probabilities[row, judged.labels[row]]:.6f}",
                f"{values[row]:.4f}",
            )
            for row in order
        ],
    )
    shown = [int(row) for row in order[:MOST_SHOWN]]
    pictures = small_pictures([judged.photos[row].path for row in shown])
    cards = []
    for row, picture in zip(shown, pictures, strict=True):
        breed, name = judged.breeds[judged.labels[row]], name_of(judged, row)
        lines = [breed, _said(judged, probabilities, row), f"loss {values[row]:.2f}", name]
        cards.append(Card(picture, f"{breed}: {name}", lines))
    text = (
        "Photos to whose label the run gives the least probability: a wrong label, a photo that shows little of a dog, "
        "or a true mistake. Bold stands the label, below it what was suggested, with its probability, and the "
        f"probability of the label. {len(cards)} of {len(order):,} photos are shown; {LOSSES} beside this page has all."
    )
    return Section("Highest losses", [text], strips=[Strip("", cards)])


def _said(judged: Judged, probabilities: Probabilities, row: int) -> str:
    first, label = int(probabilities[row].argmax()), int(judged.labels[row])
    if first == label:
        return f"rightly suggested with {probabilities[row, first]:.2f} only"
    return (
        f"taken for {judged.breeds[first]} with {probabilities[row, first]:.2f}; label {probabilities[row, label]:.3f}"
    )


def confusion_section(judged: Judged, probabilities: Probabilities, matrix: NDArray[np.int64]) -> Section:
    """The confusion matrix, whose cells open the photos that stand in them.

    Args:
        judged: the photos.
        probabilities: `[N, C]`.
        matrix: counts `[C, C]`, as `measures.confusion` gives them.
    """
    shown = [number for number in range(len(matrix)) if matrix[number].sum() or matrix[:, number].sum()]
    values, suggested = losses(probabilities, judged.labels), probabilities.argmax(axis=1)
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in np.argsort(-values, kind="stable"):
        members[int(judged.labels[row]), int(suggested[row])].append(int(row))
    places = {number: place for place, number in enumerate(shown)}
    cells = [
        Cell(
            places[label],
            places[first],
            tuple(
                ConfusedPhoto(judged.photos[row].path, name_of(judged, row), float(probabilities[row, first]))
                for row in rows
            ),
        )
        for (label, first), rows in members.items()
    ]
    return Section("Confusion", inserted=confusion_explorer([judged.breeds[number] for number in shown], cells))


def name_of(judged: Judged, row: int) -> str:
    """What a photo is called in reports and tables: its folder and its name."""
    path = judged.photos[row].path
    return f"{path.parent.name}/{path.name}"
