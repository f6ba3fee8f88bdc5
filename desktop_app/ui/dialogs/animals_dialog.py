"""What the dialogs that make animals have in common: asking in the background, the preview, the button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.catalog.naming.session_names import NamingPreview, SessionNames
from desktop_app.faults import Fault
from desktop_app.jobs.naming import Cancelling, NamingJob
from desktop_app.ui.dialogs.animals_preview import AnimalsPreview
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.naming_words import naming_words

# Keys that come faster than that are one question.
WAIT_MS = 150
SIZE = QSize(860, 620)


class AnimalsDialog(QDialog):
    """Asks whose photos are, shows what would become of them, and says so when it is agreed to.

    Attributes:
        names: the photos.
        preview: what is shown; None where there is nothing yet.
        is_current: whether that is of what is asked for now, and not of a moment ago.
        fields: the layout for what is asked.
        complaint: says what is wrong with what was typed or chosen.
        found: the lists.
        take_all: whether photos join that belong to an animal already.
        make: the button that agrees.
    """

    def __init__(self, names: SessionNames, title: str, first: str, parent: QWidget) -> None:
        """Make the dialog; a subclass puts its fields into `fields`.

        Args:
            names: the photos of the session.
            title: of the dialog.
            first: the heading over folders and files.
            parent: the window.
        """
        super().__init__(parent)
        self.names = names
        self.preview: NamingPreview | None = None
        self.is_current = False
        self.setWindowTitle(title)
        self._job = NamingJob(self)
        self._job.found.connect(self._take)
        self._job.failed.connect(self._refused)
        self._job_id = 0
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._ask_now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        layout.addLayout(self.fields)
        self.complaint = QLabel(self)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.setProperty("complaint", True)
        self.complaint.hide()
        layout.addWidget(self.complaint)
        self.found = AnimalsPreview(first, self)
        layout.addWidget(self.found, 1)
        self.take_all = QCheckBox(naming_words.take_all(names.with_animal), self)
        self.take_all.setVisible(names.with_animal > 0)
        self.take_all.toggled.connect(lambda _on: self.ask())
        layout.addWidget(self.take_all)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.make = QPushButton(self.tr("Make animals"), self)
        self.make.setProperty("primary", True)
        self.make.setDefault(True)
        self.make.setEnabled(False)
        buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        fit(self, SIZE)

    def question(self) -> Callable[[Cancelling], NamingPreview] | None:
        """What to ask in the background; None where there is nothing to ask, which was said by `complain`."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask once nothing is typed any more; what is shown is of before until then."""
        self._set_current(False)
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

    def let_go(self) -> None:
        """Go, with what was found, which may be about 100,000 photos.

        What is left of a dialog goes when Python's collector comes by, which large sessions are spared.
        """
        self.names = SessionNames([], [], [], dict, frozenset())
        self.preview = None
        self.found.show_preview(None)
        self.deleteLater()

    def show_found(self, preview: NamingPreview) -> None:
        """Show an answer."""
        self.preview = preview
        self.found.show_preview(preview)
        self._set_current(True)

    def _ask_now(self) -> None:
        question = self.question()
        if question is None:
            self._job.cancel()
            self._job_id = 0
            self.found.set_stale(True)
        else:
            self._start(question)

    def _start(self, question: Callable[[Cancelling], object]) -> None:
        if self.preview is None:
            self.found.say(self.tr("Looking at the photos…"))
        self._job_id = self._job.start(question)

    def _take(self, job_id: int, answer: object) -> None:
        if isinstance(answer, NamingPreview) and job_id == self._job_id and not self._wait.isActive():
            self.show_found(answer)

    def _refused(self, job_id: int, why: Fault) -> None:
        if job_id == self._job_id:
            self.preview = None
            self.found.show_preview(None)
            self.complain(fault_text(why))

    def _set_current(self, current: bool) -> None:
        self.is_current = current
        if current:
            self.found.set_stale(False)
        changes = self.preview is not None and self.preview.assignment.changes_anything
        self.make.setEnabled(current and changes)
