"""What the dialogs that make animals have in common: the preview, and whether photos join that have an animal."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.catalog.naming.session_names import NamingPreview, SessionNames
from desktop_app.jobs.naming import Cancelling
from desktop_app.ui.dialogs.animals_preview import AnimalsPreview
from desktop_app.ui.dialogs.asking_dialog import AskingDialog
from desktop_app.ui.wording.naming_words import naming_words


class AnimalsDialog(AskingDialog):
    """Asks whose photos are, shows what would become of them, and says so when it is agreed to.

    Attributes:
        names: the photos.
        preview: what is shown; None where there is nothing yet.
        fields: the layout for what is asked.
        found: the lists.
        take_all: whether photos join that belong to an animal already.
    """

    def __init__(self, names: SessionNames, title: str, first: str, parent: QWidget) -> None:
        """Make the dialog; a subclass puts its fields into `fields`.

        Args:
            names: the photos of the session.
            title: of the dialog.
            first: the heading over folders and files.
            parent: the window.
        """
        super().__init__(title, QCoreApplication.translate("AnimalsDialog", "Make animals"), parent)
        self.names = names
        self.preview: NamingPreview | None = None
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self.column.addLayout(self.fields)
        self.column.addWidget(self.complaint)
        self.found = AnimalsPreview(first, self)
        self.column.addWidget(self.found, 1)
        self.take_all = QCheckBox(naming_words.take_all(names.with_animal), self)
        self.take_all.setVisible(names.with_animal > 0)
        self.take_all.toggled.connect(lambda _on: self.ask())
        self.column.addWidget(self.take_all)
        self.finish()

    def question(self) -> Callable[[Cancelling], NamingPreview] | None:
        """What to ask in the background; None where there is nothing to ask, which was said by `complain`."""
        raise NotImplementedError

    @property
    def changes_anything(self) -> bool:
        """Whether what is shown would change the session."""
        return self.preview is not None and self.preview.assignment.changes_anything

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
        self.set_current(True)

    def take_answer(self, answer: object) -> None:
        """Show an answer; None where there is none any more."""
        if isinstance(answer, NamingPreview):
            self.show_found(answer)
        elif answer is None:
            self.preview = None
            self.found.show_preview(None)

    def show_waiting(self) -> None:
        """Say that somebody is looking, where nothing is shown yet."""
        if self.preview is None:
            self.found.say(self.tr("Looking at the photos…"))

    def set_stale(self, stale: bool) -> None:
        """Show that what is shown is not of what is asked for, or that it is."""
        self.found.set_stale(stale)
