"""What was learned from labels, in the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.learning.state import LearnedState

if TYPE_CHECKING:
    from desktop_app.jobs.learned_photos import LearningPack

NOTHING = LearnedState((), 0, 0, 3, is_on=True, has_background=False)


class LearningController(QObject):
    """Knows what was learned.

    Signals:
        learned: `LearnedState`, on every change.
    """

    learned = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.state = NOTHING
        self.pack: "LearningPack | None" = None

    def taught_by(self, photo_id: int) -> list[int]:
        """Ids of the photos of this session whose labels stand behind the first breed of a photo."""
        return []

    def taught(self, breed_id: str) -> list[int]:
        """Ids of the photos of this session whose labels stand behind a breed."""
        return []

    def set_on(self, on: bool) -> None:
        """Learn from labels, or do not."""

    def memories_changed(self) -> None:
        """What other sessions have learned is something else now."""
