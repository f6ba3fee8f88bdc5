"""What can be taken back: one command for each thing that a person did. A whole selection is one step.

A command knows tickets, not labels: what was there before is found in the file when the change is written, never on the
screen, which may lag behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import shiboken6
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop_app.catalog.applying import Applied
from desktop_app.catalog.changes.base import Change
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.words import BreedName


class Way(Enum):
    """How a change came about."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that a person changed is on disk, and shown.

    Attributes:
        way: whether it was done, undone or done again.
        said: what it is called when it is told: "Boxer for IMG_0182.jpg".
        applied: what it did to the file.
    """

    way: Way
    said: str
    applied: Applied


class Asked(Protocol):
    """Asks the one writer for changes. Every request gives a ticket."""

    def ask_to_apply(self, change: Change, command: "ChangeCommand") -> int:
        """Make a change."""

    def ask_to_take_back(self, ticket: int, command: "ChangeCommand", way: Way) -> int:
        """Take back what a ticket changed, written or not."""

    def ask_to_take_back_change(self, change_id: int, command: "ChangeCommand") -> int:
        """Take back a change that the history knows."""


class ChangeCommand(QUndoCommand):
    """One thing that a person did."""

    def __init__(self, writer: Asked, text: str, said: str, first: Callable[["ChangeCommand"], int]) -> None:
        """Prepare; pushing it on the stack does it.

        `dead` says that it did nothing, `failed` that it could not be done.

        Args:
            writer: where to ask.
            text: what it is called in menus: "label 14 photos Boxer".
            said: what it is called when it is told: "Boxer for 14 photos".
            first: asks for the change itself and returns the ticket.
        """
        super().__init__(text)
        self.said = said
        self.change: Change | None = None
        self._writer = writer
        self._first = first
        self._ticket: int | None = None
        self.dead = self.failed = False

    @classmethod
    def applying(cls, writer: Asked, text: str, said: str, change: Change) -> "ChangeCommand":
        """A change of a person's."""
        made = cls(writer, text, said, lambda command: writer.ask_to_apply(change, command))
        made.change = change
        return made

    @classmethod
    def taking_back(cls, writer: Asked, text: str, change_id: int) -> "ChangeCommand":
        """Taking back only this, from the history."""
        return cls(writer, text, text, lambda command: writer.ask_to_take_back_change(change_id, command))

    def redo(self) -> None:
        """Do it, the first time; take its undoing back, every further time."""
        if self.dead:
            return
        if self._ticket is None:
            self._ticket = self._first(self)
        else:
            self._ticket = self._writer.ask_to_take_back(self._ticket, self, Way.REDONE)

    def undo(self) -> None:
        """Take it back."""
        if not self.dead and self._ticket is not None:
            self._ticket = self._writer.ask_to_take_back(self._ticket, self, Way.UNDONE)

    def drop(self) -> None:
        """It did nothing: Qt takes it away when it comes to it, unless it went with what another step replaced."""
        self.dead = True
        if shiboken6.isValid(self):
            self.setObsolete(True)


def reword(stack: QUndoStack, breed_name: BreedName) -> None:
    """Let all steps say what they are in the language that is spoken now."""
    for place in range(stack.count()):
        step = stack.command(place)
        if isinstance(step, ChangeCommand) and step.change is not None:
            step.setText(change_words.step(step.change, breed_name))


def pass_over_dead_steps(stack: QUndoStack) -> None:
    """Let no key be spent on a step that did nothing: Qt drops it when it comes to it."""
    if stack.index() and stack.command(stack.index() - 1).isObsolete():
        stack.undo()
    while stack.index() < stack.count() and stack.command(stack.index()).isObsolete():
        stack.redo()
        # Qt does not tell that the step after this one is another one now.
        stack.canRedoChanged.emit(stack.canRedo())
        stack.redoTextChanged.emit(stack.redoText())
