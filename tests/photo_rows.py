"""Rows as a session would give them, for tests that need none."""

from pathlib import Path

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestionStatus
from desktop_app.faults import Fault


def make_row(
    photo_id: int,
    breed: str | None = "n_red",
    probability: float = 0.9,
    *,
    name: str | None = None,
    label: Label | None = None,
    fault: Fault | None = None,
    dog: float = 0.99,
    modified_ns: int = 0,
    label_change: int = 0,
    confidence: Confidence | None = None,
) -> PhotoRow:
    """A row as the session would give it; without a breed it waits, or is unreadable when there is a fault."""
    suggestion = None
    if breed is not None and fault is None:
        others = [other for other in ("n_red", "n_green", "n_blue") if other != breed]
        ranked = (RankedBreed(breed, probability), *(RankedBreed(other, (1 - probability) / 2) for other in others))
        status = SuggestionStatus.OK if dog >= 0.5 else SuggestionStatus.NO_DOG
        suggestion = RowSuggestion(status, dog, ranked, confidence)
    path = Path("/photos") / (name or f"dog {photo_id}.jpg")
    return PhotoRow(
        photo_id,
        path,
        modified_ns,
        fault,
        suggestion,
        label,
        decided_by="person" if label is not None else None,
        decided_ns=5 if label is not None else None,
        label_change=label_change,
    )
