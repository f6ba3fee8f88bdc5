"""Labels out of a table: opens the dialog, makes the change, and shows what came of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.breeds.book import BreedBook
from desktop_app.ui.controllers.commands import Changed, Way
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.words import BreedName

if TYPE_CHECKING:
    from desktop_app.catalog.changes.imported import Imported
    from desktop_app.catalog.importing.breed_texts import BreedNames
    from desktop_app.catalog.importing.planning import ImportPlan
    from desktop_app.catalog.importing.session_import import ImportWish
    from desktop_app.jobs.naming import Cancelling
    from desktop_app.ui.dialogs.import_labels_dialog import ImportLabelsDialog

# What stands in a list is asked for whenever it is painted.
_NEAR_KEPT = 500


class ImportController(QObject):
    """Nothing comes into the session before a person has seen what would.

    Signals:
        told: what came in, in words.
    """

    told = Signal(str)

    def __init__(
        self,
        session: SessionController,
        model: GalleryModel,
        view: GalleryView,
        book: BreedBook,
        breed_name: BreedName,
        window: QWidget,
    ) -> None:
        """Listen to the session.

        Args:
            session: that gets the labels.
            model: of the photos.
            view: in which they are shown afterwards.
            book: of breeds.
            breed_name: id → name.
            window: over which the dialog stands.
        """
        super().__init__(window)
        self._session, self._model, self._view = session, model, view
        self._book, self._breed_name, self._window = book, breed_name, window
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        # What was asked for, and what is told when it is there.
        self._asked: tuple[Imported, str] | None = None
        session.changed.connect(self._take_change)
        session.closed.connect(self._forget)
        session.opened.connect(self._forget)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"import_labels": self.ask}

    def ask(self, table: Path | None = None) -> None:
        """Ask for a table, where none was given, and whether what it says is to come in."""
        path = self._session.path
        if path is None or self._session.refused():
            return
        dialog = self.dialog(path)
        if table is not None:
            dialog.table.line.setText(str(table))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        self._folder = dialog.table.folder
        plan = dialog.plan
        # In a turn of its own: a hundred thousand lines take a while to go.
        QTimer.singleShot(0, dialog, dialog.let_go)
        # Another session may have been opened meanwhile, by the system: its photos have the same ids.
        if accepted and plan is not None and self._session.path == path:
            self._do(plan)

    def ask_about(self, table: Path) -> None:
        """Ask about a table that was dropped: once whoever dropped it has let go."""
        QTimer.singleShot(0, self, lambda: self.ask(table))

    def dialog(self, path: Path) -> "ImportLabelsDialog":
        """The dialog for the session at `path`."""
        # Imported when it is opened: the start of the window does not wait for it.
        from desktop_app.catalog.importing.breed_texts import BreedNames
        from desktop_app.ui.dialogs.import_labels_dialog import ImportLabelsDialog

        names = BreedNames(self._book)
        near = lru_cache(_NEAR_KEPT)(names.near)
        return ImportLabelsDialog(partial(_preview, path, names), near, self._breed_name, self._folder, self._window)

    def _do(self, plan: "ImportPlan") -> None:
        from desktop_app.ui.wording.import_words import import_words

        change = plan.change()
        self._asked = change, import_words.imported(plan)
        self._model.hold_still()
        text = change_words.step(change, self._breed_name)
        self._session.change(change, text, change_words.said(change, self._breed_name, ()))

    def _take_change(self, changed: Changed) -> None:
        if self._asked is None or changed.way is not Way.DONE or changed.applied.change is not self._asked[0]:
            return
        text = self._asked[1]
        self._asked = None
        self.told.emit(text)
        path, ids = self._session.path, changed.applied.photo_ids
        if self._view.isVisible():
            # In a turn of its own: what many photos became is shown first.
            QTimer.singleShot(0, self, lambda: self._reveal(ids) if self._session.path == path else None)

    def _reveal(self, photo_ids: Sequence[int]) -> None:
        self._model.hold_still()
        self._model.show_too(photo_ids)
        self._view.reveal(photo_ids)

    def _forget(self, _path: object = None) -> None:
        self._asked = None


def _preview(path: Path, names: "BreedNames", wish: "ImportWish", cancelled: "Cancelling") -> "ImportPlan":
    """What would become of a session, as its file is now."""
    from desktop_app.catalog.importing.session_import import preview_import
    from desktop_app.catalog.session import Session
    from desktop_app.jobs.sparing import read_spared

    with Session.open(path, or_look=True) as session:
        return read_spared(
            lambda: preview_import(wish, session, names, cancelled), lambda made: len(made.photos) + len(made.left)
        )
