"""Photos of several dogs in the window, as a pack with a finder would have found them."""

from dataclasses import replace
from pathlib import Path

from PIL import Image

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.boxes import as_kept
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.imaging.reading import read_photo
from desktop_app.ui.window.main_window import MainWindow
from tests.photo_rows import make_row
from tests.qt.ui_helpers import settle

LEFT = as_kept(Box(0.05, 0.1, 0.45, 0.9))
RIGHT = as_kept(Box(0.55, 0.1, 0.8, 0.6))
SMALL = as_kept(Box(0.85, 0.7, 0.95, 0.9))


def ranked(*breeds: str) -> tuple[RankedBreed, ...]:
    shares = (0.8, 0.15, 0.05)
    return tuple(RankedBreed(breed, share) for breed, share in zip(breeds, shares, strict=False))


SECOND = FurtherDog(RIGHT, ranked("n_green", "n_red", "n_blue"), Confidence.SURE)
THIRD = FurtherDog(SMALL, ranked("n_blue", "n_red", "n_green"), Confidence.UNSURE)


def row_with_dogs(photo_id: int = 1, dogs: int = 2, box: Box | None = LEFT, label: Label | None = None) -> PhotoRow:
    row = make_row(photo_id, label=label)
    assert row.suggestion is not None
    said: RowSuggestion = replace(row.suggestion, box=box, dogs=None if box is None else dogs)
    return replace(row, suggestion=said)


FOUND: tuple[tuple[FurtherDog, ...], ...] = ((SECOND,), (SECOND, THIRD), (), ())


def session_with_dogs(session_path: Path, photos: Path, pack_hash: str) -> Path:
    """A session of photos of two dogs, of three, of one, and of one of which nobody knows where it is."""
    photos.mkdir()
    files = [photos / f"{place}.jpg" for place in range(len(FOUND))]
    for place, file in enumerate(files):
        Image.new("RGB", (640, 480), (40 * place, 90, 160)).save(file)
    with Session.create(session_path) as session:
        outcomes = []
        for place, row in enumerate(session.add_photos(files)):
            box = LEFT if place < 3 else None
            first = Suggestion(
                SuggestionStatus.OK, 0.99, ranked("n_red", "n_green", "n_blue"), None, Confidence.MAYBE, box=box,
                further_dogs=FOUND[place],
            )  # fmt: skip
            outcomes.append(PhotoOutcome(row.photo_id, row.path, read_photo(row.path)[1], first, None))
        session.record_outcomes(outcomes, pack_hash)
    return session_path


def dog_labels(window: MainWindow, photo_id: int) -> dict[Box, Label]:
    """The labels of further dogs, as the file has them."""
    settle(window)
    path = window.session.path
    assert path is not None
    with Session.open(path, or_look=True) as session:
        return session.dog_labels([photo_id]).get(photo_id, {})
