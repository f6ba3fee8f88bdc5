"""What the window says of exports: how far one is, what was written and left out, or why nothing was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.wording.plurals import plurals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.exports.base import Written
    from desktop_app.faults import Fault
    from desktop_app.ui.controllers.exporting import Exported
    from desktop_app.ui.window.message_bar import Kind
    from desktop_app.ui.window.parts import WindowParts


class ExportMessages(QObject):
    """Listens to `ExportActions`."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        # What was said of the export before, where it told of nothing that has to be looked at.
        self._told = ""
        exporting, status = window.files.exporting, window.status.exporting
        exporting.begun.connect(status.begin)
        exporting.progress.connect(status.show_progress)
        exporting.ended.connect(status.hide)
        status.stop_wanted.connect(exporting.stop)
        exporting.written.connect(self._written)
        exporting.stopped.connect(self._stopped)
        exporting.failed.connect(self._failed)
        exporting.said.connect(window.status.say)
        if exporting.is_writing:  # the window speaks another language since it began
            status.begin()

    def _written(self, done: Exported) -> None:
        # Not with the module: the start of the window knows no formats.
        from desktop_app.ui.wording.exports import note_texts, written_text

        written = done.written
        said = [written_text(done.target, written)]
        said += note_texts(written)
        if written.skipped:
            said.append(plurals.left_out(len(written.skipped)))
        actions: list[tuple[str, Callable[[], object]]] = []
        if done.target is not None:
            actions.append((self.tr("Show in folder"), partial(self._show, done.target)))
        if written.skipped:
            actions.append((self.tr("What was left out…"), partial(self._show_skipped, written)))
        kind: Kind = "warning" if written.skipped or written.is_cancelled else "information"
        text = " ".join(said)
        if self._told != text:
            # Ten exports, one after the other, are no three bars over the photos.
            self._window.messages.take_away(self._told)
        self._told = text if kind == "information" else ""
        self._window.messages.show_message(kind, text, *actions)

    def _stopped(self) -> None:
        self._window.messages.show_message("information", self.tr("Stopped; nothing was written."))

    def _failed(self, fault: Fault) -> None:
        exporting = self._window.files.exporting
        again = (self.tr("Open the export…"), partial(exporting.reopen, fault))
        self._window.window_messages.show_fault(fault, *((again,) if exporting.is_of_this_session() else ()))

    def _show(self, target: Path) -> None:
        self._window.files.show_in_folder(target)

    def _show_skipped(self, written: Written) -> None:
        from desktop_app.ui.dialogs.exporting.skipped_dialog import SkippedDialog
        from desktop_app.ui.wording.exports import skipped_lines

        dialog = SkippedDialog(plurals.left_out(len(written.skipped)), skipped_lines(written.skipped), self._window)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
