"""What can be taken back: one small command for each kind of action. A whole selection is one step."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from desktop_app.catalog.values.labels import Label

Labels = Mapping[int, Label | None]


class SessionWriter(Protocol):
    """Writes to the session and shows what came of it. False says that nothing was changed."""

    def write_labels(self, labels: Labels, action: str) -> bool:
        """Set or clear labels."""

    def remove_photos(self, ids: Sequence[int], action: str) -> bool:
        """Take photos out of the session."""

    def restore_photos(self, ids: Sequence[int], action: str) -> bool:
        """Bring them back."""


def undone(action: str) -> str:
    """What the history calls the undoing of an action."""
    return QCoreApplication.translate("Commands", "Undo: {action}").format(action=action)


class SetLabels(QUndoCommand):
    """Labels of one or many photos."""

    def __init__(self, writer: SessionWriter, before: Labels, after: Labels, text: str) -> None:
        super().__init__(text)
        self._writer = writer
        self._before, self._after = dict(before), dict(after)

    def redo(self) -> None:
        """Set them. A command that could not be written leaves no trace in the list of steps."""
        self.setObsolete(not self._writer.write_labels(self._after, self.text()))

    def undo(self) -> None:
        """Set them as they were."""
        self._writer.write_labels(self._before, undone(self.text()))


class RemovePhotos(QUndoCommand):
    """Photos leave the session; their files stay."""

    def __init__(self, writer: SessionWriter, ids: Sequence[int], text: str) -> None:
        super().__init__(text)
        self._writer = writer
        self._ids = list(ids)

    def redo(self) -> None:
        """Take them out."""
        self.setObsolete(not self._writer.remove_photos(self._ids, self.text()))

    def undo(self) -> None:
        """Bring them back, labels and suggestions and all."""
        self._writer.restore_photos(self._ids, undone(self.text()))
