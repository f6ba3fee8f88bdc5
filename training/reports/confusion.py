"""A confusion matrix to look into: each cell opens the photos that stand in it.

Without a script: a cell is a link, and CSS shows what the link names. A small script only adds the arrow keys.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from training.reports.page import Card, Strip, rendered
from training.reports.thumbnails import small_pictures

MOST_IN_CELL = 12
MOST_RIGHT = 4
# On a page they take some 5 kB each, and 4 MB together.
MOST_PICTURES = 800
MOST_PAIRS = 40
_SHADES = 10


@dataclass(frozen=True, slots=True)
class ConfusedPhoto:
    """A photo in a cell: its file, what it is called, and the probability of the first suggestion."""

    path: Path
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix that has photos.

    Attributes:
        label: the row, a position in the list of breeds.
        suggested: the column; the same as the row where the suggestion is right.
        photos: all of them, those that are shown first first.
    """

    label: int
    suggested: int
    photos: tuple[ConfusedPhoto, ...]

    @property
    def right(self) -> bool:
        """Whether what was suggested is what the photos are labelled as."""
        return self.label == self.suggested

    @property
    def address(self) -> str:
        """What links call it."""
        return f"{self.label}-{self.suggested}"


def confusion_explorer(breeds: Sequence[str], cells: Sequence[Cell]) -> Markup:
    """The matrix, a list of the most confused pairs, and the photos of every cell, as HTML.

    Args:
        breeds: names of rows and columns.
        cells: those that have photos, in any order.
    """
    # Mistakes first, the most frequent before the others: where pictures become too many, rare ones go without.
    ordered = sorted(cells, key=lambda cell: (cell.right, -len(cell.photos), cell.label, cell.suggested))
    pictures = _pictures(ordered)
    totals = [0] * len(breeds)
    for cell in cells:
        totals[cell.label] += len(cell.photos)
    return rendered(
        "confusion.html.jinja",
        breeds=breeds,
        cells={(cell.label, cell.suggested): cell for cell in cells},
        shades={cell.address: _shade(len(cell.photos), totals[cell.label]) for cell in cells},
        pairs=[cell for cell in ordered if not cell.right][:MOST_PAIRS],
        panels=[(cell, _heading(cell, breeds, totals), _strip(cell, pictures)) for cell in ordered],
    )


def _shade(photos: int, of_all: int) -> int:
    """From 1 to 10. By the root: single photos would be as pale as none."""
    return max(1, round(_SHADES * math.sqrt(photos / of_all)))


def _shown(cell: Cell) -> tuple[ConfusedPhoto, ...]:
    return cell.photos[: MOST_RIGHT if cell.right else MOST_IN_CELL]


def _pictures(ordered: Sequence[Cell]) -> dict[Path, bytes | None]:
    paths = list(dict.fromkeys(photo.path for cell in ordered for photo in _shown(cell)))[:MOST_PICTURES]
    return dict(zip(paths, small_pictures(paths), strict=True))


def _heading(cell: Cell, breeds: Sequence[str], totals: Sequence[int]) -> str:
    counted = f"{len(cell.photos):,} of {totals[cell.label]:,} photos"
    if cell.right:
        return f"{breeds[cell.label]}, rightly suggested: {counted}"
    return f"{breeds[cell.label]} taken for {breeds[cell.suggested]}: {counted}"


def _strip(cell: Cell, pictures: dict[Path, bytes | None]) -> Strip:
    cards = [
        Card(pictures[photo.path], photo.name, [f"{photo.probability:.2f}", photo.name])
        for photo in _shown(cell)
        if photo.path in pictures
    ]
    return Strip("", cards)
