"""Everything that asks a person for a file: adding, opening, copying and exporting.

The dialogs and the export formats are imported when they are first wanted: the start of the window
does not wait for them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from desktop_app.catalog.asked_for import PATIENCE, TABLE, AskedFor, asked_for, in_short
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.photos import PHOTO_EXTENSIONS
from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from desktop_app.jobs.exporting import ExportJob
from desktop_app.jobs.meeting import Others, meet_within
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers.offers import offered_by
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.plain import on_button, tip

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from desktop_app.exports.base import Written
    from desktop_app.exports.material import Material
    from desktop_app.ui.dialogs.export_dialog import ExportWish

# So long an export waits for drives to say whether the files are still the ones that were looked at.
MEET_SECONDS = 30.0


class FileActions(QObject):
    """Opens the dialogs and does what they say.

    Signals:
        written: the file that now exists, and how many photos are in it.
        copied: the copy of the session.
        failed: the `Fault` that says why.
        refused: `Fault`s, one a reason, that say why some of what was asked for is not done.
        table_offered: a table that may say something of the photos of the session.
        others: `Others`, found on the way: photos whose files were written to since they were looked at.
        changed_since: how many of the exported photos are others than those that were looked at, and how many of these
            have a label.
    """

    written = Signal(Path, int)
    copied = Signal(Path)
    failed = Signal(object)
    refused = Signal(object)
    table_offered = Signal(Path)
    others = Signal(object)
    changed_since = Signal(int, int)

    def __init__(self, session: SessionController, breeds: Breeds, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._breeds, self._window = session, breeds, window
        self._folder = _folder_for(QStandardPaths.StandardLocation.PicturesLocation)
        self._exported_to: Path | None = None
        self._exports = ExportJob(self)
        self._exports.failed.connect(lambda _id, fault: self.failed.emit(fault))
        self._exports.finished.connect(lambda _id, done: self._exported(*done))

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
        refused = [fault for fault in asked.refused if not (is_offered and fault.code == TABLE)]
        if is_offered:
            self.table_offered.emit(Path(str(tables[0].facts["paths"])))
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

    def export(self, shown: list[int], selected: list[int]) -> None:
        """Ask what to export and write it in the background.

        Args:
            shown: ids that the filters let through.
            selected: ids of the selected photos.
        """
        from desktop_app.ui.dialogs.export_dialog import ExportDialog, Which

        everything = len(self._session.collection)
        materials = {
            Which.ALL: self._material(self._session.collection.store.ids),
            Which.SHOWN: self._material(shown if len(shown) != everything else []),
            Which.SELECTED: self._material(selected if len(selected) > 1 else []),
        }
        dialog = ExportDialog(
            self._exported_to or _folder_for(QStandardPaths.StandardLocation.DocumentsLocation), materials, self._window
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._exported_to = dialog.wish().target.parent
            self.write(dialog.wish(), shown, selected)
        dialog.deleteLater()

    def _material(self, ids: "ArrayLike") -> "Material":
        """What the window knows of these photos, for a preview."""
        from desktop_app.exports.material import Material

        collection = self._session.collection
        return Material(np.size(ids), collection.labelled(ids), lambda: collection.rows_of(ids))

    def write(self, wish: "ExportWish", shown: Sequence[int], selected: Sequence[int]) -> None:
        """Write what a person wished, in the background."""
        from desktop_app.commands.export_terms import terms
        from desktop_app.exports.base import Wording, Written
        from desktop_app.exports.formats import all_formats
        from desktop_app.exports.gathering import gathered, of_rows
        from desktop_app.ui.dialogs.export_dialog import Which

        path = self._session.path
        ids = {Which.SHOWN: shown, Which.SELECTED: selected}.get(wish.which)
        if path is None:
            return
        # Excel takes the signs from the system, whatever language Pawsort speaks.
        language, name_of = self._breeds.language, self._breeds.book.name
        signs = QLocale.system().decimalPoint()
        wording = Wording(lambda breed_id: name_of(breed_id, language), sentence, signs, terms(language))

        # A file of that name is another one by now, or none.
        shown_rows = self._shown_rows(ids) if self._session.keeping.is_lost else None
        can_compare = self._session.keeping.fault is None

        def work() -> tuple[Path, Written, list[Others]]:
            # Compared first: a table must not say of a file what was seen in the one before it.
            others = meet_within(path, ids, MEET_SECONDS) if can_compare else []
            material = gathered(path, ids) if shown_rows is None else of_rows(shown_rows)
            written = all_formats()[wish.format_id].write(wish.target, material, wording, wish.options)
            return wish.target, written, others

        self._exports.start(work)

    def _exported(self, target: Path, written: "Written", found: list[Others]) -> None:
        for others in found:
            self.others.emit(others)
        self.written.emit(target, written.photos)
        changed = sum(len(others.changed) for others in found)
        if changed:
            self.changed_since.emit(changed, sum(others.labelled for others in found))

    def _shown_rows(self, ids: Sequence[int] | None) -> list[PhotoRow]:
        collection = self._session.collection
        return collection.rows_of(collection.store.ids if ids is None else list(ids))

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
        """Let exports that have begun end."""
        self._exports.close(seconds=30)


def _folder_for(kind: QStandardPaths.StandardLocation) -> Path:
    """The folder that the system has for something; the home folder where there is none, which Qt does not look at."""
    folder = Path(QStandardPaths.writableLocation(kind))
    return folder if folder.is_dir() else Path.home()
