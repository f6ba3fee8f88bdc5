"""Everything that asks a person for a file: adding, opening, copying; exporting is in `exporting`.

The dialogs are imported when they are first wanted: the start of the window does not wait for them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.catalog.asked_for import MEMORY, PATIENCE, TABLE, AskedFor, asked_for, in_short
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.faults import Fault
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.exporting import ExportActions
from desktop_app.ui.controllers.folders import folder_for
from desktop_app.ui.controllers.offers import offered_by
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.plain import on_button, tip


class FileActions(QObject):
    """Opens the dialogs and does what they say.

    Signals:
        copied: the copy of the session.
        failed: the `Fault` that says why.
        refused: `Fault`s, one a reason, that say why some of what was asked for is not done.
        table_offered: a table that may say something of the photos of the session.
        memory_offered: what another session has learned.

    Attributes:
        exporting: does the same for exports.
    """

    copied = Signal(Path)
    failed = Signal(object)
    refused = Signal(object)
    table_offered = Signal(Path)
    memory_offered = Signal(Path)

    def __init__(self, session: SessionController, breeds: Breeds, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._folder = folder_for(QStandardPaths.StandardLocation.PicturesLocation)
        self.exporting = ExportActions(session, breeds, window)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {
            "add_folder": self.add_folder,
            "add_photos": self.add_photos,
            "paste": self.paste,
            "open_session": self.open_session,
            "recent": self.fill_recent,
            "save_session_as": self.save_session_copy,
        }

    def take(self, asked: AskedFor) -> None:
        """Do what was asked for in whatever way, and say of the rest why it is not done."""
        tables = [fault for fault in asked.refused if fault.code == TABLE]
        # Of several, nobody knows which is meant.
        is_offered = len(tables) == 1 and not asked.sessions and len(self._session.collection) > 0
        memories = [fault for fault in asked.refused if fault.code == MEMORY]
        passed_on = (*(tables if is_offered else ()), *(memories if len(memories) == 1 else ()))
        refused = [fault for fault in asked.refused if fault not in passed_on]
        if is_offered:
            self.table_offered.emit(Path(str(tables[0].facts["paths"])))
        if len(memories) == 1:
            self.memory_offered.emit(Path(str(memories[0].facts["paths"])))
        if asked.sessions:
            self._session.open(asked.sessions[0])
            refused += [Fault("asked.one_session_at_a_time", {"paths": str(each)}) for each in asked.sessions[1:]]
        if asked.to_add:
            self._session.add(asked.to_add)
        if refused:
            self.refused.emit(in_short(refused))

    def paste(self) -> None:
        """Add the photos and folders, or open the session, that were copied in a file manager."""
        self.take(offered_by(QGuiApplication.clipboard().mimeData()).asked_for(PATIENCE))

    def add_folder(self) -> None:
        """Ask for a folder and add it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Add folder"), str(self._folder))
        if name:
            self._folder = Path(name)
            self.take(asked_for([Path(name)], PATIENCE))

    def add_photos(self) -> None:
        """Ask for photos and add them."""
        endings = " ".join(f"*{ending} *{ending.upper()}" for ending in sorted(PHOTO_EXTENSIONS))
        kinds = self.tr("Photos ({endings});;All files (*)").format(endings=endings)
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add photos"), str(self._folder), kinds)
        if names:
            self._folder = Path(names[0]).parent
            self.take(asked_for([Path(name) for name in names], PATIENCE))

    def open_session(self) -> None:
        """Ask for a session file and open it."""
        kinds = self.tr("Sessions (*{suffix})").format(suffix=SESSION_SUFFIX)
        start = str((self._session.path or self._folder).parent)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open session"), start, kinds)
        if name:
            # Whatever it is called and holds: what keeps it from being opened is said.
            self._session.open(Path(name))

    def save_session_copy(self) -> None:
        """Ask for a name and write a copy of the session there."""
        from desktop_app.exports.destination import Kind
        from desktop_app.ui.dialogs.where_to import ask_where_to

        if self._session.path is None:
            return
        kinds = self.tr("Sessions (*{suffix})").format(suffix=SESSION_SUFFIX)
        start = str(self._folder / self._session.path.name)
        title = self.tr("Save a copy of the session")
        # Whether a file may be replaced is asked below, when the ending is there.
        options = QFileDialog.Option.DontConfirmOverwrite
        while start:
            start, _ = QFileDialog.getSaveFileName(self._window, title, start, kinds, options=options)
            target = ask_where_to(self._window, start, Kind.SESSION) if start else None
            if target is not None:
                done = partial(self._take_copy, target.file)
                self._session.save_copy(target.file, done, replace=target.replaces)
                return

    def _take_copy(self, file: Path) -> None:
        """A copy is there; it becomes the session where the one that is open cannot be changed any more."""
        if self._session.keeping.fault is not None:
            self._session.open(file)
        self.copied.emit(file)

    def fill_recent(self, menu: QMenu) -> None:
        """List the sessions that were open last."""
        menu.clear()
        for path in self._session.recent.paths():
            action = menu.addAction(on_button(escaped(path.stem)))
            action.setToolTip(tip(escaped(str(path))))
            action.setEnabled(path != self._session.path)
            action.triggered.connect(lambda _checked=False, path=path: self._session.open(path))
        if menu.isEmpty():
            menu.addAction(self.tr("No session yet")).setEnabled(False)

    def show_in_folder(self, file: Path) -> None:
        """Open the folder that holds a file, with the system's own file manager."""
        folder = file if file.is_dir() else file.parent
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.failed.emit(Fault("app.folder_not_shown", {"folder": str(folder)}))

    def shut_down(self) -> None:
        """End the export that is being written."""
        self.exporting.shut_down()
