"""What can be taken back: one small command for each kind of action. A whole selection is one step."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.catalog.values.labels import Label
from desktop_app.ui.wording.words import BreedName

Labels = Mapping[int, Label | None]
# What a step is called, in the language of the interface and with its names of breeds.
Wording = Callable[[BreedName], str]


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


class Step(QUndoCommand):
    """A step that can say what it is in another language too."""

    def __init__(self, text: str, wording: Wording | None = None) -> None:
        super().__init__(text)
        self._wording = wording

    def reword(self, breed_name: BreedName) -> None:
        """Say it in the language that is spoken now."""
        if self._wording is not None:
            self.setText(self._wording(breed_name))


def reword(stack: QUndoStack, breed_name: BreedName) -> None:
    """Let all steps say what they are in the language that is spoken now."""
    for place in range(stack.count()):
        step = stack.command(place)
        if isinstance(step, Step):
            step.reword(breed_name)


class SetLabels(Step):
    """Labels of one or many photos."""

    def __init__(
        self, writer: SessionWriter, before: Labels, after: Labels, text: str, wording: Wording | None = None
    ) -> None:
        super().__init__(text, wording)
        self._writer = writer
        self._before, self._after = dict(before), dict(after)

    def redo(self) -> None:
        """Set them. A command that could not be written leaves no trace in the list of steps."""
        self.setObsolete(not self._writer.write_labels(self._after, self.text()))

    def undo(self) -> None:
        """Set them as they were."""
        self._writer.write_labels(self._before, undone(self.text()))


class RemovePhotos(Step):
    """Photos leave the session; their files stay."""

    def __init__(self, writer: SessionWriter, ids: Sequence[int], text: str, wording: Wording | None = None) -> None:
        super().__init__(text, wording)
        self._writer = writer
        self._ids = list(ids)

    def redo(self) -> None:
        """Take them out."""
        self.setObsolete(not self._writer.remove_photos(self._ids, self.text()))

    def undo(self) -> None:
        """Bring them back, labels and suggestions and all."""
        self._writer.restore_photos(self._ids, undone(self.text()))
