"""Asks before a file is replaced, and says why one is not."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.exports.base import FileKind, named
from desktop_app.exports.destination import Destination, DestinationError, destination
from desktop_app.plain_text import escaped
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.plurals import plurals


def ask_where_to(parent: QWidget, typed: str, kind: FileKind, folder: Path | None = None) -> Destination | None:
    """Where to write what a person typed, once they agreed to what it replaces.

    Returns:
        None where it cannot be written there, which was said, or they do not want to replace what is there.
    """
    title = QCoreApplication.translate("WhereTo", "Where to?")
    try:
        target = destination(typed, kind, folder)
    except DestinationError as error:
        _box(parent, QMessageBox.Icon.Warning, title, fault_text(error.fault)).exec()
        return None
    return None if target.replaces and not may_replace(parent, target.file) else target


def may_replace(parent: QWidget, file: Path) -> bool:
    """Whether a person agrees that a file is replaced, of which they are told what they need to recognise it."""
    translate = QCoreApplication.translate
    title = translate("WhereTo", "Where to?")
    question = translate("WhereTo", "{file} is there already. Replace it?").format(file=escaped(file.name))
    box = _box(parent, QMessageBox.Icon.Question, title, question)
    box.setInformativeText(_facts(file))
    return _agreed(box)


def _agreed(box: QMessageBox) -> bool:
    translate = QCoreApplication.translate
    replace = box.addButton(translate("WhereTo", "Replace"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(translate("WhereTo", "Do not replace"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is replace


def may_replace_all(parent: QWidget, folder: Path, files: Sequence[Path]) -> bool:
    """Whether a person agrees that files of a folder are replaced, which they are told the names of."""
    if not files:
        return True
    translate = QCoreApplication.translate
    title = translate("WhereTo", "Where to?")
    question = translate("WhereTo", "{files} are there already and would be replaced. Replace them?")
    box = _box(parent, QMessageBox.Icon.Question, title, question.format(files=plurals.files(len(files))))
    where = translate("WhereTo", "They are in {folder}: {names}.")
    names = [str(_below(file, folder)) for file in files]
    box.setInformativeText(where.format(folder=escaped(str(folder)), names=escaped(named(names))))
    return _agreed(box)


def _below(file: Path, folder: Path) -> Path:
    return file.relative_to(folder) if file.is_relative_to(folder) else file


def _facts(file: Path) -> str:
    """Where it is, how large, and from when: enough to recognise it."""
    try:
        facts = file.stat()
    except OSError:  # a link to what is not there
        return escaped(str(file.parent))
    changed = QDateTime.fromMSecsSinceEpoch(facts.st_mtime_ns // 1_000_000)
    text = QCoreApplication.translate("WhereTo", "It is in {folder}, {size}, last changed {date}.")
    return text.format(
        folder=escaped(str(file.parent)),
        size=numbers.size(facts.st_size),
        date=numbers.date(changed),
    )


def _box(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
    return box
