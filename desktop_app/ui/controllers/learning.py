"""What was learned from labels, in the window."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.learning.state import LearnedState

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

    def taught_by(self, photo_id: int) -> list[int]:
        """Ids of the photos of this session whose labels stand behind the first breed of a photo."""
        return []

    def taught(self, breed_id: str) -> list[int]:
        """Ids of the photos of this session whose labels stand behind a breed."""
        return []

    def set_on(self, on: bool) -> None:
        """Learn from labels, or do not."""

    def use_memory(self, path: Path) -> None:
        """Take over what another session has learned."""

    def remove_memory(self, name: str) -> None:
        """Let go of what another session has learned."""

    def memories(self) -> tuple[object, ...]:
        """What other sessions have learned."""
        return ()
