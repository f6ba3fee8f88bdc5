"""A dialog that asks in the background what would become of a session, shows it, and is agreed to."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.faults import Fault
from desktop_app.jobs.naming import Cancelling, NamingJob
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.wording.faults import fault_text

# Keys that come faster than that are one question.
WAIT_MS = 150
SIZE = QSize(860, 620)


class AskingDialog(QDialog):
    """Only what is shown, and is of what is asked for now, can be agreed to.

    Attributes:
        is_current: whether what is shown is of what is asked for now, and not of a moment ago.
        column: the layout for all that stands above the buttons.
        complaint: says what is wrong with what was typed or chosen; a subclass puts it in its place.
        make: the button that agrees.
    """

    def __init__(self, title: str, agree: str, parent: QWidget) -> None:
        """Make the dialog; a subclass fills the column and calls `finish`.

        Args:
            title: of the dialog.
            agree: what the button says that agrees.
            parent: the window.
        """
        super().__init__(parent)
        self.is_current = False
        self.setWindowTitle(title)
        self._job = NamingJob(self)
        self._job.found.connect(self._take)
        self._job.failed.connect(self._refused)
        self._job_id = 0
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._ask_now)
        self._outer = layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        layout.addLayout(self.column, 1)
        self.complaint = QLabel(self)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.setProperty("complaint", True)
        self.complaint.hide()
        self.make = QPushButton(agree)
        self.make.setProperty("primary", True)
        self.make.setDefault(True)
        self.make.setEnabled(False)

    def finish(self) -> None:
        """Put the buttons below the column, which is filled by now, and take the size that there is room for.

        Not before: Tab comes to widgets in the order in which they were made.
        """
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._outer.addWidget(buttons)
        fit(self, SIZE)

    # What a subclass says

    def question(self) -> Callable[[Cancelling], object] | None:
        """What to ask in the background; None where there is nothing to ask, which was said by `complain`."""
        raise NotImplementedError

    def take_answer(self, answer: object) -> None:
        """Show an answer; None where there is none any more."""
        raise NotImplementedError

    def show_waiting(self) -> None:
        """Say that somebody is looking, where nothing is shown yet."""
        raise NotImplementedError

    def set_stale(self, stale: bool) -> None:
        """Show that what is shown is not of what is asked for, or that it is."""
        raise NotImplementedError

    @property
    def changes_anything(self) -> bool:
        """Whether what is shown would change the session."""
        raise NotImplementedError

    # How that is done

    def ask(self) -> None:
        """Ask once nothing is typed any more; what is shown is of before until then."""
        self.set_current(False)
        self._wait.start()

    def complain(self, text: str) -> None:
        """Say what is wrong with what was typed or chosen; "" for nothing."""
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))

    def accept(self) -> None:
        """Only what is shown is agreed to."""
        if self.make.isEnabled():
            super().accept()

    def done(self, result: int) -> None:
        """Whatever is still looked for is wanted no more."""
        self._wait.stop()
        self._job.close()
        super().done(result)

    def set_current(self, current: bool) -> None:
        """Whether what is shown is of what is asked for now; then it can be agreed to."""
        self.is_current = current
        if current:
            self.set_stale(False)
        self.make.setEnabled(current and self.changes_anything)

    def _ask_now(self) -> None:
        question = self.question()
        if question is None:
            self._job.cancel()
            self._job_id = 0
            self.set_stale(True)
        else:
            self._start(question)

    def _start(self, question: Callable[[Cancelling], object]) -> None:
        self.show_waiting()
        self._job_id = self._job.start(question)

    def _take(self, job_id: int, answer: object) -> None:
        if job_id == self._job_id and not self._wait.isActive():
            self.take_answer(answer)

    def _refused(self, job_id: int, why: Fault) -> None:
        if job_id == self._job_id:
            self.take_answer(None)
            self.complain(fault_text(why))
