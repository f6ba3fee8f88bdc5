"""When to ask before a label is given to many photos. No Qt.

Nothing is labelled unseen: a key acts at once on photos that a person sees, and, where it names a breed that the app
suggested, on photos that look like it. Otherwise it asks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.catalog.values.labels import Label
from desktop_app.photos.selection import Selection


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
    selected: Selection, on_screen: Collection[int], *, suggestion: Label | None = None
) -> Question | None:
    """What to ask before the selected photos are labelled; None to act at once.

    Args:
        selected: the selected photos that would get another label.
        on_screen: ids of the photos that a person sees now, in the gallery or large in the panel.
        suggestion: the line of the suggestions that a person chose, which some of the photos may not share; None where
            the label was chosen otherwise.
    """
    if suggestion is not None and len(selected) > 1:
        alike = selected.looking_like(suggestion)
        if len(alike) < len(selected):
            return Question(Why.LOOK_DIFFERENT, _ids(alike), _ids(selected))
    seen = selected.seen(on_screen)
    return Question(Why.NOT_ON_SCREEN, _ids(seen), _ids(selected)) if len(seen) < len(selected) else None


def _ids(selected: Selection) -> tuple[int, ...]:
    return tuple(selected.ids.tolist())
