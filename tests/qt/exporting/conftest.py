"""Formats for one test, a dialog of them, and what it exports."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.commands import formats as worded
from desktop_app.commands.format_words import FormatWords
from desktop_app.exports import formats
from desktop_app.exports.base import ExportFormat
from desktop_app.exports.material import Material
from desktop_app.jobs.exporting import PreviewJob
from desktop_app.ui.dialogs import export_dialog
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.exporting.wish import Supplies, Supply, Which
from desktop_app.ui.settings import ExportChoices
from tests.qt.exporting.throw_away import EVERY_KIND_WORDS, MANY_FILES_WORDS, EveryKind, ManyFiles

MakeDialog = Callable[..., ExportDialog]


def add(monkeypatch: pytest.MonkeyPatch, export_format: ExportFormat, its_words: FormatWords) -> None:
    """A format beside those that there are, for the window."""
    there = {**formats.all_formats(), export_format.id: export_format}
    words = {**worded.all_words(), export_format.id: its_words}
    for module in (export_dialog, formats):
        monkeypatch.setattr(module, "all_formats", lambda: there)
    for module in (export_dialog, worded):
        monkeypatch.setattr(module, "all_words", lambda: words)


@pytest.fixture
def every_kind(monkeypatch: pytest.MonkeyPatch) -> EveryKind:
    """A format with an option of every kind."""
    made = EveryKind()
    add(monkeypatch, made, EVERY_KIND_WORDS)
    return made


@pytest.fixture
def many_files(monkeypatch: pytest.MonkeyPatch) -> ManyFiles:
    """A format that writes ten thousand files."""
    made = ManyFiles(10_000)
    add(monkeypatch, made, MANY_FILES_WORDS)
    return made


def supplies(**photos: int) -> Supplies:
    """So many photos, of which nothing more is known."""
    return Supplies({Which(which): Supply(count, partial(Material, count, 0, list)) for which, count in photos.items()})


@pytest.fixture
def make_dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeDialog]:
    """Makes dialogs that are closed after the test; 1,291 photos, of which 12 are selected."""
    parent = QWidget()
    qtbot.addWidget(parent)
    previews = PreviewJob(parent)
    made: list[ExportDialog] = []

    def make(choices: ExportChoices | None = None, offered: Supplies | None = None) -> ExportDialog:
        what = supplies(all=1291, selected=12) if offered is None else offered
        dialog = ExportDialog(tmp_path, what, previews, parent, choices=choices)
        made.append(dialog)
        dialog.open()
        return dialog

    yield make
    for dialog in made:
        dialog.done(0)
    previews.close()
