"""What can be read of a damaged session becomes a new one, which is opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.jobs.exporting import ExportJob
from desktop_app.ui.controllers.session import SessionController

if TYPE_CHECKING:
    from desktop_app.catalog.rescue import Rescued

DAMAGED = frozenset(
    {
        *("session.damaged", "session.foreign", "session.part_damaged", "session.vectors_damaged"),
        "session.not_brought_up_to_date",
    }
)
"""Codes of faults after which a rescue is offered."""


class RescueActions(QObject):
    """Asks where to, rescues in the background, and opens what came of it.

    Signals:
        rescued: `Rescued`; it is being opened.
        failed: the `Fault` that says why nothing could be rescued.
    """

    rescued = Signal(object)
    failed = Signal(object)

    def __init__(self, session: SessionController, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._job = ExportJob(self)
        self._job.finished.connect(lambda _id, rescued: self._take(rescued))
        self._job.failed.connect(lambda _id, fault: self.failed.emit(fault))

    def ask(self, damaged: Path) -> None:
        """Ask where the new session is to be, and rescue."""
        from desktop_app.commands.rescue import rescued_path

        kinds = self.tr("Sessions (*{suffix})").format(suffix=SESSION_SUFFIX)
        title = self.tr("Where to save the rescued session")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(rescued_path(damaged)), kinds)
        if name:
            target = Path(name)
            self.rescue(damaged, target if target.suffix else target.with_suffix(SESSION_SUFFIX))

    def rescue(self, damaged: Path, target: Path) -> None:
        """Rescue in the background. Where the damaged session is open, it is put away first."""
        if self._session.path == damaged:
            self._session.start_new()

        def work() -> "Rescued":
            from desktop_app.catalog.rescue import rescue

            return rescue(damaged, target)

        self._job.start(work)

    def shut_down(self) -> None:
        """Let a rescue that has begun end."""
        self._job.close(seconds=30)

    def _take(self, rescued: "Rescued") -> None:
        self._session.open(rescued.target)
        self.rescued.emit(rescued)
