"""Exporting: the dialog, what it is told of the photos, and the writing in the background.

The dialog and the formats are imported when they are first wanted: the start of the window does not wait for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app import stopping
from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.commands.fault_sentences import sentence
from desktop_app.jobs.exporting import PreviewJob, WatchedExportJob
from desktop_app.jobs.meeting import Others, meet_within
from desktop_app.ui.controllers.folders import folder_for
from desktop_app.ui.controllers.there_to_export import ThereToExport, ToExport
from desktop_app.ui.settings import ExportChoices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.exports.base import Wording, Written
    from desktop_app.faults import Fault
    from desktop_app.jobs.exporting import TicketWatch
    from desktop_app.jobs.progress import LabellingProgress
    from desktop_app.ui.controllers.session import SessionController
    from desktop_app.ui.dialogs.export_dialog import ExportDialog
    from desktop_app.ui.dialogs.exporting.wish import ExportWish, Which
    from desktop_app.ui.wording.breeds import Breeds
# So long an export waits for drives to say whether the files are still the ones that were looked at.
MEET_SECONDS = 30.0
# What takes longer goes on behind the window, which can be used meanwhile.
DIALOG_STAYS_MS = 1_200
# What is being written is stopped when the window closes, and files that are begun are taken away.
CLOSE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export.

    Attributes:
        target: the file or folder; None where it was written beside the photos.
        written: what is there now.
        others: photos whose files were written to since they were looked at, found on the way.
    """

    target: Path | None
    written: Written
    others: tuple[Others, ...] = ()


class ExportActions(QObject):
    """Opens the dialog and does what it says.

    Signals:
        begun: what is being written takes longer; the window says how far it is.
        progress: `LabellingProgress`: so far it is, while no dialog says it.
        ended: nothing is being written any more.
        written: `Exported`.
        stopped: a person ended it, and nothing was written.
        failed: the `Fault` that says why, where no dialog says it; `reopen` shows all that was typed.
        others: `Others`, found on the way: photos whose files were written to since they were looked at.
        changed_since: how many of the exported photos are others than those that were looked at, and how many of these
            have a label.
        said: words for the bottom line.
    """

    begun = Signal()
    progress = Signal(object)
    ended = Signal()
    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    others = Signal(object)
    changed_since = Signal(int, int)
    said = Signal(str)

    def __init__(self, session: SessionController, breeds: Breeds, window: QWidget) -> None:
        super().__init__(window)
        self._session, self.breeds, self._window = session, breeds, window
        self._there = ThereToExport(session)
        self._dialog: ExportDialog | None = None
        self._to_export = ToExport()
        # The session of which something is being written, or was last.
        self._path: Path | None = None
        self._last_which: Which | None = None
        self._progress: LabellingProgress | None = None
        self._previews = PreviewJob(self)
        self._job = WatchedExportJob(self)
        self._job.progress.connect(lambda _id, progress: self._told(progress))
        self._job.finished.connect(lambda _id, done: self._finished(done))
        self._job.failed.connect(lambda _id, fault: self._failed(fault))
        self._job.stopped.connect(lambda _id: self._stopped())
        self._is_writing = False
        self._behind = QTimer(self, singleShot=True, interval=DIALOG_STAYS_MS)
        self._behind.timeout.connect(self._go_behind)

    @property
    def is_writing(self) -> bool:
        """Whether an export is being written."""
        return self._is_writing

    @property
    def dialog(self) -> ExportDialog | None:
        """The dialog that is open, or waits unseen."""
        return self._dialog

    # The dialog

    def ask(self, to_export: ToExport) -> None:
        """Ask what to export, and where to."""
        if self._may_begin():
            self._to_export = to_export
            self._make_dialog().open()

    def again(self, to_export: ToExport) -> None:
        """Export as the last time: only what would be replaced is asked about, and what goes wrong is said."""
        if self._may_begin():
            self._to_export = to_export
            dialog = self._make_dialog()
            if self._last_which is not None:
                dialog.choose(which=self._last_which)
            dialog.go()

    def reopen(self, fault: Fault) -> None:
        """Show the dialog again as it was, and what went wrong."""
        if self._may_begin():
            dialog = self._make_dialog()
            if self._last_which is not None:
                dialog.choose(which=self._last_which)
            dialog.open()
            dialog.show_fault(fault)

    def is_of_this_session(self) -> bool:
        """Whether what was exported last is of the session that is open."""
        return self._path is not None and self._path == self._session.path

    def _may_begin(self) -> bool:
        if self._is_writing:
            self.said.emit(self.tr("An export is being written: wait until it is done, or stop it."))
        return self._session.path is not None and not self._is_writing and self._dialog is None

    def _make_dialog(self) -> ExportDialog:
        from desktop_app.exports.shared_options import ANIMALS
        from desktop_app.ui.dialogs.export_dialog import ExportDialog
        from desktop_app.ui.dialogs.exporting.wish import Supplies, Which

        of_animals, choices = self._to_export.of_animals, ExportChoices.load()
        dialog = self._dialog = ExportDialog(
            _folder(choices),
            Supplies(self._there.supplies(self._to_export), of_animals=of_animals),
            self._previews,
            self._window,
            choices=choices,
            wording=self._wording(),
        )
        if of_animals:
            if self._to_export.several:
                dialog.choose(which=Which.SELECTED)
            if self._there.has_animals():
                dialog.choose(content=ANIMALS)
        dialog.wanted.connect(self._write_wanted)
        dialog.stop_wanted.connect(self.stop)
        dialog.names_wanted.connect(self._edit_names)
        dialog.finished.connect(lambda _result: self._put_away(dialog))
        return dialog

    def _put_away(self, dialog: ExportDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        try:
            dialog.choices_now().save()
        except OSError:
            self.said.emit(self.tr("What was chosen could not be remembered: the settings cannot be written."))
        dialog.deleteLater()

    def _edit_names(self, receiver_id: str) -> None:
        from desktop_app.ui.dialogs.vocabulary_dialog import VocabularyDialog

        dialog = self._dialog
        if dialog is not None:
            names = VocabularyDialog(receiver_id, self.breeds, dialog, self._session.collection.own_breeds())
            names.exec()
            names.deleteLater()
            dialog.look_again()

    # Writing

    def _write_wanted(self, wish: ExportWish) -> None:
        self.write(wish, self._to_export.shown, self._to_export.selected)
        self._behind.start()

    def write(self, wish: ExportWish, shown: Sequence[int], selected: Sequence[int]) -> None:
        """Write what a person wished, in the background."""
        from desktop_app.exports.base import Place
        from desktop_app.exports.formats import all_formats
        from desktop_app.jobs.sparing import read_spared
        from desktop_app.ui.dialogs.exporting.wish import gathered_spared, let_go_of

        path = self._session.path
        if path is None or self._is_writing:
            return
        self._to_export = replace(self._to_export, shown=shown, selected=selected)
        ids = self._to_export.ids(wish.which)
        can_compare = self._session.keeping.fault is None
        gather, wording = self._there.gatherer(ids), self._wording()
        export_format = all_formats()[wish.format_id]

        def work(watch: TicketWatch) -> Exported:
            # Compared first: a table must not say of a file what was seen in the one before it.
            others = meet_within(path, ids, MEET_SECONDS, watch.is_stopped) if can_compare else []
            watch.go_on()
            material = gathered_spared(gather)
            try:
                watch.go_on()
                write = partial(export_format.write, wish.place, material, wording, wish.options, watch)
                # Tables take seconds and make objects for each cell: a pass of the collector would stop the window.
                is_table = export_format.place is Place.FILE
                written = read_spared(write, lambda _written: 0) if is_table else write()
            finally:
                let_go_of(material)
            return Exported(wish.target, written, tuple(others))

        self._path, self._last_which, self._progress = path, wish.which, None
        self._is_writing = True
        self._job.start(work)
        if self._dialog is None:
            self.begun.emit()

    def _wording(self) -> Wording:
        from desktop_app.commands.export_terms import terms
        from desktop_app.exports.base import Wording

        language, name_of = self.breeds.language, self.breeds.book.name
        # Excel takes the signs from the system, whatever language Pawsort speaks.
        signs = QLocale.system().decimalPoint()
        return Wording(
            lambda breed_id: name_of(breed_id, language),
            sentence,
            signs,
            terms(language),
            lambda kind_id: bundled_kinds().looks_like(kind_id, language),
        )

    def stop(self) -> None:
        """End what is being written; files that are there are whole."""
        self._job.cancel()

    def _go_behind(self) -> None:
        """It takes longer: the dialog goes, and the window says how far it is."""
        if self._dialog is not None and self._is_writing:
            self._dialog.accept_written()
            self.begun.emit()
            if self._progress is not None:
                self.progress.emit(self._progress)

    def _told(self, progress: LabellingProgress) -> None:
        self._progress = progress
        if self._dialog is not None:
            self._dialog.show_progress(progress)
        else:
            self.progress.emit(progress)

    def _ended(self) -> None:
        self._is_writing = False
        self._behind.stop()
        self.ended.emit()

    def _finished(self, done: Exported) -> None:
        self._ended()
        if self._dialog is not None:
            self._dialog.accept_written()
        for others in done.others:
            self.others.emit(others)
        self.written.emit(done)
        changed = sum(len(others.changed) for others in done.others)
        if changed:
            self.changed_since.emit(changed, sum(others.labelled for others in done.others))

    def _stopped(self) -> None:
        self._ended()
        if self._dialog is not None:
            # Nothing was written: a person may want to choose something else.
            self._dialog.set_writing(on=False)
        else:
            self.stopped.emit()

    def _failed(self, fault: Fault) -> None:
        self._ended()
        if self._dialog is not None:
            self._dialog.show_fault(fault)
        else:
            self.failed.emit(fault)

    # The end

    def may_close(self) -> bool:
        """Whether the window may close: where something is being written, a person is asked."""
        if not self._is_writing or stopping.asked():
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Close Pawsort?"),
            self.tr("An export is being written. Stop it and close Pawsort?"),
            QMessageBox.StandardButton.NoButton,
            self._window,
        )
        box.setInformativeText(self.tr("What is written already is whole and stays."))
        leave = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Go on exporting"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        # Whoever wants to close need not answer any more once everything is written.
        self.ended.connect(box.reject)
        box.exec()
        return box.clickedButton() is leave or not self._is_writing

    def shut_down(self) -> None:
        """End what is being written, and wait for it."""
        self._behind.stop()
        if self._dialog is not None:
            self._dialog.accept_written()
        self._previews.close(seconds=0)
        self._job.close(seconds=CLOSE_SECONDS)


def _folder(choices: ExportChoices) -> Path:
    """Where the last export went; the folder for documents where there was none, or it is gone."""
    place = choices.of(choices.format_id).place
    last = Path(place).expanduser().parent
    if place and "\0" not in place and last.is_absolute() and last.is_dir():
        return last
    return folder_for(QStandardPaths.StandardLocation.DocumentsLocation)
