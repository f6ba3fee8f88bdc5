"""What can be taken back: one small command for each kind of action. A whole selection is one step.

What a person sees may be older than the file while a large change is being written. So a step learns what it changed
from whoever writes it, when it is written, and steps are written and taken back in the order in which a person acted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.catalog.values.labels import Label

Labels = Mapping[int, Label | None]


@dataclass(eq=False)
class LabelStep:
    """Labels to set, and what was there before.

    Attributes:
        labels: photo id → label; None clears.
        unlabelled_only: leave photos alone that have a label by the time of writing.
        before: the labels that were in the file, of the photos that were changed; None until it is written.
    """

    labels: Labels
    unlabelled_only: bool = False
    before: Labels | None = None

    @property
    def changed_nothing(self) -> bool:
        """Whether it was written and there was nothing to do."""
        return self.before is not None and not self.before


@dataclass(eq=False)
class RemovalStep:
    """Photos to take out of the session.

    Attributes:
        ids: the photos.
        removed: those that were in the session; None until it is written.
    """

    ids: Sequence[int]
    removed: Sequence[int] | None = None

    @property
    def changed_nothing(self) -> bool:
        """Whether it was written and there was nothing to do."""
        return self.removed is not None and not self.removed


class SessionWriter(Protocol):
    """Writes to the session and shows what came of it. False says that nothing was changed."""

    def write_labels(self, step: LabelStep, action: str) -> bool:
        """Set or clear labels."""

    def take_back_labels(self, step: LabelStep, action: str) -> bool:
        """Set them as they were before the step."""

    def remove_photos(self, step: RemovalStep, action: str) -> bool:
        """Take photos out of the session."""

    def restore_photos(self, step: RemovalStep, action: str) -> bool:
        """Bring those back that the step took out."""


def undone(action: str) -> str:
    """What the history calls the undoing of an action."""
    return QCoreApplication.translate("Commands", "Undo: {action}").format(action=action)


class SetLabels(QUndoCommand):
    """Labels of one or many photos."""

    def __init__(self, writer: SessionWriter, labels: Labels, text: str, *, unlabelled_only: bool = False) -> None:
        super().__init__(text)
        self._writer = writer
        self.step = LabelStep(dict(labels), unlabelled_only)

    def redo(self) -> None:
        """Set them. A command that could not be written, or changed nothing, leaves no trace in the list of steps."""
        self.setObsolete(not self._writer.write_labels(self.step, self.text()))

    def undo(self) -> None:
        """Set them as they were."""
        if self.step.changed_nothing:
            self.setObsolete(True)
        else:
            self._writer.take_back_labels(self.step, undone(self.text()))


class RemovePhotos(QUndoCommand):
    """Photos leave the session; their files stay."""

    def __init__(self, writer: SessionWriter, ids: Sequence[int], text: str) -> None:
        super().__init__(text)
        self._writer = writer
        self.step = RemovalStep(list(ids))

    def redo(self) -> None:
        """Take them out."""
        self.setObsolete(not self._writer.remove_photos(self.step, self.text()))

    def undo(self) -> None:
        """Bring them back, labels and suggestions and all."""
        if self.step.changed_nothing:
            self.setObsolete(True)
        else:
            self._writer.restore_photos(self.step, undone(self.text()))


def drop_empty_steps(stack: QUndoStack) -> None:
    """Take steps from the end of the list that turned out to change nothing: an undo of them would do nothing."""
    while stack.index():
        command = stack.command(stack.index() - 1)
        if not isinstance(command, SetLabels | RemovePhotos) or not command.step.changed_nothing:
            return
        stack.undo()
