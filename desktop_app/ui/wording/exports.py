"""What is said of an export when it is written."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.commands.format_words import FormatWords
from desktop_app.exports.base import Written
from desktop_app.faults import Fault
from desktop_app.plain_text import escaped
from desktop_app.ui.wording import words
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.format_words import note_line
from desktop_app.ui.wording.plurals import plurals


def written_text(target: Path | None, written: Written) -> str:
    """What was written, and where to."""
    what = ", ".join(_counted(written))
    place = escaped(target.name or str(target)) if target is not None else ""
    if written.is_cancelled:
        text = plurals.whole_files(written.files + written.pieces)
        beside = QCoreApplication.translate("Exports", "Stopped. What was written stands beside the photos: {what}.")
        return text.format(place=place) if target is not None else beside.format(what=what)
    if target is None:
        return QCoreApplication.translate("Exports", "Written beside the photos: {what}.").format(what=what)
    return QCoreApplication.translate("Exports", "Written to {place}: {what}.").format(place=place, what=what)


def note_texts(written: Written) -> list[str]:
    """What else there is to know of it."""
    shared = FormatWords("", "", "")
    return [note_line(note, shared) for note in written.notes]


def _counted(written: Written) -> list[str]:
    counted = [words.photos(written.photos)]
    if written.animals:
        counted.append(plurals.animals(written.animals))
    files = written.files + written.pieces
    if files > 1 or written.pieces:
        counted.append(plurals.files(files))
    return counted


def skipped_lines(faults: tuple[Fault, ...]) -> list[str]:
    """What was left out, a line each, with the name of its file."""
    return [_with_file(fault) for fault in faults]


def _with_file(fault: Fault) -> str:
    text = fault_text(fault)
    file = str(fault.facts.get("file", ""))
    return f"{escaped(file)}: {text}" if file and escaped(file) not in text else text
