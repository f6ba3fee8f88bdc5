"""When to ask before a label is given to many photos. No Qt.

Nothing is labelled unseen: a key acts at once on photos that a person sees, and, where it names a breed that the app
suggested, on photos that look like it. Otherwise it asks.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import Label


class Why(StrEnum):
    """What gives reason to ask."""

    LOOK_DIFFERENT = "look_different"
    NOT_ON_SCREEN = "not_on_screen"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether all selected photos are meant, or only some.

    Attributes:
        why: the reason to ask.
        few: ids of the photos that are surely meant: those that look like it, or those on the screen.
        everything: ids of all selected photos.
    """

    why: Why
    few: tuple[int, ...]
    everything: tuple[int, ...]


def question_about(
    rows: Sequence[PhotoRow],
    on_screen: Collection[int],
    *,
    label: Label | None = None,
    suggested: Callable[[PhotoRow], Label | None] | None = None,
) -> Question | None:
    """What to ask before the selected photos are labelled; None to act at once.

    Args:
        rows: the selected photos.
        on_screen: ids of the photos that a person sees now, in the gallery or large in the panel.
        label: what they are to get; needed with `suggested`.
        suggested: photo → the label that its suggestion speaks for; given only where a person chose a line of the
            suggestions, which some of the photos may not share.
    """
    everything = tuple(row.photo_id for row in rows)
    if suggested is not None:
        alike = tuple(row.photo_id for row in rows if suggested(row) == label)
        if len(rows) > 1 and len(alike) < len(rows):
            return Question(Why.LOOK_DIFFERENT, alike, everything)
    seen = tuple(photo_id for photo_id in everything if photo_id in on_screen)
    return Question(Why.NOT_ON_SCREEN, seen, everything) if len(seen) < len(everything) else None
