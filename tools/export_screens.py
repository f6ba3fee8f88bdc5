"""The export dialog in all its states, and what the window says of exports: for `screens`."""

from pathlib import Path

from shown_window import Screens, settle, wait_for

from desktop_app.exports.base import OptionKind, Place
from desktop_app.exports.formats import all_formats
from desktop_app.exports.shared_options import COLUMNS
from desktop_app.exports.tables.session_tables import SessionTable
from desktop_app.faults import Fault
from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.controllers.there_to_export import ToExport
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.exporting.columns_dialog import ColumnsDialog
from desktop_app.ui.dialogs.exporting.skipped_dialog import SkippedDialog
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.exports import skipped_lines
from desktop_app.ui.wording.plurals import plurals

AT_WORK = LabellingProgress(done=12_345, total=98_765, photos_per_second=123.0, seconds_left=700.0)
LONG_FOLDER = Path("/media/volunteer/STICK OF THE SHELTER/Everything for the website/November")
SKIPPED = tuple(Fault("app.not_there", {"file": str(LONG_FOLDER / f"IMG_{place:04}.jpg")}) for place in range(2_500))


def opened_export(window: MainWindow, format_id: str) -> ExportDialog:
    """The dialog as the menu opens it, with a preview.

    Raises:
        ValueError: something is being written.
    """
    ids = window.collection.store.ids.tolist()
    window.files.exporting.ask(ToExport(ids[:9], ids[:6]))
    dialog = window.files.exporting.dialog
    if dialog is None:
        raise ValueError("the dialog did not open")
    dialog.choose(format_id)
    _count(dialog)
    return dialog


def export_screens(window: MainWindow) -> Screens:
    """Every format, everything that may be wrong, and what is written."""
    dialog = opened_export(window, "csv")
    for format_id in all_formats():
        dialog.choose(format_id)
        _count(dialog)
        yield f"export {format_id}", dialog
    folder_format = next(each for each in all_formats().values() if each.place is Place.FOLDER)
    dialog.choose(folder_format.id)
    dialog.file.setText(str(LONG_FOLDER))
    _count(dialog)
    typed = next(each.name for each in folder_format.options if each.kind in (OptionKind.TEXT, OptionKind.FILE))
    dialog.show_fault(Fault("app.not_there", {"file": str(LONG_FOLDER / "animals.csv"), "option": typed}))
    settle()
    yield "export with a wrong option", dialog
    dialog.show_fault(Fault("write.disk_full", {"file": str(LONG_FOLDER / "Bella A1200" / "1.jpg")}))
    settle()
    yield "export on a full disk", dialog
    dialog.look_again()
    _count(dialog)
    dialog.set_writing(on=True)
    dialog.show_progress(AT_WORK)
    settle()
    yield "export at work", dialog
    dialog.set_writing(on=False)
    yield from _columns(dialog)
    dialog.reject()
    yield from _behind(window)


def _columns(dialog: ExportDialog) -> Screens:
    table = next(each for each in all_formats().values() if isinstance(each, SessionTable))
    there = table.columns_there(table.settled({}))
    columns = ColumnsDialog(there, ", ".join(there[:4]), dialog)
    columns.setObjectName(COLUMNS.name)
    columns.show()
    settle()
    yield "export columns", columns
    columns.close()


def _behind(window: MainWindow) -> Screens:
    status = window.status.exporting
    status.begin()
    status.show_progress(AT_WORK)
    settle()
    yield "export behind the window", window
    status.hide()
    skipped = SkippedDialog(plurals.left_out(len(SKIPPED)), skipped_lines(SKIPPED), window)
    skipped.show()
    settle()
    yield "export left out", skipped
    skipped.close()


def _count(dialog: ExportDialog) -> None:
    """Until it is known what would be written, or that nothing can be."""
    settle()
    wait_for(lambda: dialog.planned() is not None or not dialog.export.isEnabled())
    settle()
