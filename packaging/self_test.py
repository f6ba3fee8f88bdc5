"""Drives the window of this very program through a person's work and writes down what happened.

    pawsort --self-test REPORT PHOTO…            drop photos, correct one, screens, export, statistics, help, close
    pawsort --self-test REPORT --session FILE    open a session again and read its labels
    pawsort --self-test REPORT                   open the window and close it as soon as it is there
    pawsort --self-test REPORT --stay 40 …       close it no sooner than that many seconds after the start

It is a part of every installed Pawsort and looks at nothing but the files it is given. `packaging/smoke.py` runs it in
the frozen app and in the unfrozen one, and compares the two reports. Exit code: 0, or 1 with the step that failed.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app import __version__, app, paths
from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import Label
from desktop_app.ui.controllers.reviewing import ReviewingController
from desktop_app.ui.controllers.screens import ANIMALS, PHOTOS, REVIEW
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow

PATIENCE_SECONDS = 120.0


class SelfTestError(Exception):
    """A step did not end as it should; the message names it."""


class _OpenedFiles(QObject):
    """Takes what the app wants the system to open: a test shall start no other program."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


def main(arguments: Sequence[str]) -> int:
    """Run the steps that the arguments ask for, and write the report."""
    report_file, rest = Path(arguments[0]), list(arguments[1:])
    until = time.monotonic()
    if rest[:1] == ["--stay"]:
        until, rest = until + float(rest[1]), rest[2:]
    session = Path(rest[1]) if rest[:1] == ["--session"] else None
    # A person's own sessions and settings have no part in it.
    os.environ.setdefault(paths.HOME_VARIABLE, str(report_file.absolute().parent / "pawsort self-test"))
    report: dict[str, Any] = {"version": __version__, "frozen": bool(getattr(sys, "frozen", False))}
    try:
        _run(report, [] if session else [Path(name) for name in rest], session, report_file.parent, until)
    except SelfTestError as error:
        report["failed"] = str(error)
    report |= _loaded()
    report_file.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if "failed" in report else 0


def _run(report: dict[str, Any], photos: list[Path], session: Path | None, folder: Path, until: float) -> None:
    application = app.make_application()
    window = app.make_window(application, Settings.load())
    window.show()
    QTimer.singleShot(0, window, lambda: app.begin(window, [], session))
    _wait("the window is shown", lambda: window.isVisible() and bool(window.windowHandle().isExposed()))
    report["window"] = {"title": window.windowTitle(), "platform": QGuiApplication.platformName()}
    if session is not None:
        _wait("the session is open", lambda: window.session.path == session and len(window.collection) > 0)
        _wait_for_suggestions(window, len(window.collection))
    if photos:
        _drop(window, photos)
        _wait_for_suggestions(window, len(photos))
        report["corrected"] = _correct(window)
        _wait_for_learning(window)
        report["screens"] = _show_screens(window)
        report["exported"] = _export(window, folder / "exported.csv")
        report["workbook"] = _write_and_read(folder / "exported.xlsx")
        report["statistics"] = _open_statistics(window)
        report["help"] = _open_help(window)
    _wait_for_learning(window)
    report["learned of"] = window.learning.state.labels
    report["status bar"] = window.status.model_text()
    report["photos"] = {row.path.name: _seen(row) for row in window.collection}
    report["session"] = str(window.session.path or "")
    _wait("the time to stay is over", lambda: time.monotonic() >= until)
    window.close()
    _wait("the window is closed", lambda: not window.isVisible())


def _drop(window: MainWindow, photos: list[Path]) -> None:
    """What Qt sends when files are let go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)) for photo in photos])
    middle = window.rect().center()
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(middle, *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), *how))


def _wait_for_suggestions(window: MainWindow, count: int) -> None:
    def done() -> bool:
        return len(window.collection) == count and not window.collection.states[PhotoState.WAITING]

    _wait("every photo has a suggestion", done)


def _wait_for_learning(window: MainWindow) -> None:
    """What a label teaches is shown a moment after it: what is written down, here and in a table, is what stays."""
    _wait("all photos follow the labels", lambda: not window.learning.is_learning)


def _correct(window: MainWindow) -> dict[str, str]:
    """Take the second suggestion of a photo, as the key 2 does."""
    row = next((row for row in window.collection if row.state is PhotoState.TO_REVIEW), None)
    if row is None:
        raise SelfTestError("no photo is to review")
    window.gallery.go_to(row.photo_id)
    _wait("the photo is in focus", lambda: window.gallery.selected_ids() == [row.photo_id])
    _settle()
    window.actions_by_name["suggestion_2"].trigger()
    _wait("the label is there", lambda: window.collection[row.photo_id].label is not None)
    return {"photo": row.path.name, "state": window.collection[row.photo_id].state.value}


def _show_screens(window: MainWindow) -> dict[str, int]:
    """Show each screen and draw it: how many rows of animals there are, and how many photos to review."""
    animals, review, shown = window.screens[ANIMALS], window.screens[REVIEW], {}
    assert isinstance(animals, AnimalsScreen) and isinstance(review, ReviewingController)  # noqa: S101, PT018
    window.actions_by_name[f"screen_{ANIMALS}"].trigger()
    page = animals.page
    if page is None:
        raise SelfTestError("the animals are not shown")
    _wait("photos stand in rows", lambda: not window.grouping.is_grouping and page.model.rowCount() > 0)
    shown[ANIMALS] = page.model.rowCount()
    window.grab()
    window.actions_by_name[f"screen_{REVIEW}"].trigger()
    _wait("the review has begun", lambda: review.shown is not None)
    shown[REVIEW] = review.course.queue.left() if review.course.queue is not None else 0
    window.grab()
    window.screens.show(PHOTOS)
    return shown


def _export(window: MainWindow, target: Path) -> str:
    """Fill the dialog in and press its button."""
    # As in the app itself: the time of a start is measured with this file.
    from desktop_app.ui.dialogs.export_dialog import ExportDialog

    def fill_in(dialog: QDialog) -> None:
        if isinstance(dialog, ExportDialog):
            dialog.file.setText(str(target))
            dialog.export.click()

    target.unlink(missing_ok=True)  # of an earlier test: the dialog would ask
    _with_dialogs(fill_in, window.actions_by_name["export"].trigger)
    _wait("the table is written", target.is_file)
    return target.read_text(encoding="utf-8-sig")


def _write_and_read(workbook: Path) -> list[str]:
    """Write a workbook and read it again; what reads it is this program, started once more."""
    from desktop_app.exports.tables.spreadsheets import SheetColumn, Spreadsheet
    from desktop_app.tables import TableError, read_table

    with Spreadsheet(workbook, [SheetColumn("photo")], "Pawsort") as sheet:
        sheet.add({"photo": "Épagneul.jpg"})
    try:
        return [row.values["photo"] for row in read_table(workbook).rows]
    except TableError as error:
        raise SelfTestError(f"workbook: {error}") from error


def _open_statistics(window: MainWindow) -> dict[str, Any]:
    """Open them, and draw each page: its rows, and whether there is a picture of it."""
    from desktop_app.ui.statistics.window import StatisticsDialog

    window.actions_by_name["statistics"].trigger()
    dialog = next(one for one in window.findChildren(StatisticsDialog) if one.isVisible())
    _wait("the statistics are counted", lambda: dialog.sheet is not None or bool(dialog.complaint.text()))
    if dialog.complaint.text():
        raise SelfTestError(f"statistics: {dialog.complaint.text()}")
    pages = {}
    for page in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(page)
        QApplication.processEvents()
        sheet, picture = dialog.sheet, dialog.picture()
        if sheet is None or (picture is None) != bool(sheet.nothing):
            raise SelfTestError(f"statistics: page {page} is not drawn")
        pages[sheet.id] = len(sheet.rows)
    dialog.close()
    return pages


def _open_help(window: MainWindow) -> str:
    """Open the guide; where the app shows it itself, that dialog's title, otherwise the file that it opens."""
    opened, titles = _OpenedFiles(), []

    def note(dialog: QDialog) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    before = set(QApplication.topLevelWidgets())
    # Its stub asks for bytes, its code for a string.
    QDesktopServices.setUrlHandler("file", opened, "take")  # type: ignore[arg-type]
    _with_dialogs(note, window.actions_by_name["guide"].trigger)
    QDesktopServices.unsetUrlHandler("file")
    for widget in set(QApplication.topLevelWidgets()) - before:
        if widget.isVisible():
            titles.append(widget.windowTitle())
            widget.close()
    for file in opened.urls:
        if not Path(file).is_file():
            raise SelfTestError(f"help: {file} is not there")
    if not opened.urls and not titles:
        raise SelfTestError("help: nothing opened")
    return ", ".join(titles or [Path(file).name for file in opened.urls])


def _with_dialogs(answer: Callable[[QDialog], None], act: Callable[[], object]) -> None:
    """Do what may open a dialog that waits for an answer."""
    timer = QTimer(interval=50)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            answer(dialog)

    timer.timeout.connect(look)
    timer.start()
    act()
    _settle()
    timer.stop()


def _settle() -> None:
    """Let everything that was begun happen."""
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def _wait(step: str, until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not until():
        if time.monotonic() > end:
            raise SelfTestError(f"not after {PATIENCE_SECONDS:.0f} seconds: {step}")
        QApplication.processEvents()
        time.sleep(0.005)


def _seen(row: PhotoRow) -> dict[str, Any]:
    """A photo as the window knows it; numbers in full."""
    suggestion = row.suggestion
    return {
        "state": row.state.value,
        "fault": None if row.fault is None else row.fault.to_json(),
        "label": _label(row.label),
        "dog_probability": None if suggestion is None else suggestion.dog_probability,
        "ranked": [] if suggestion is None else [[breed.breed_id, breed.probability] for breed in suggestion.ranked],
    }


def _label(label: Label | None) -> str | None:
    return None if label is None else repr(label)


def _loaded() -> dict[str, Any]:
    """Where the code that runs came from."""
    modules = {
        name: str(file) for name, module in sorted(sys.modules.items()) if (file := getattr(module, "__file__", None))
    }
    libraries: list[str] = []
    maps = Path("/proc/self/maps")
    if maps.exists():
        lines = maps.read_text(encoding="utf-8", errors="replace").splitlines()
        libraries = sorted({line.split(maxsplit=5)[5] for line in lines if ".so" in line and "/" in line})
    return {
        "bundle": str(getattr(sys, "_MEIPASS", "")),
        "search path": sys.path,
        "modules": modules,
        "libraries": libraries,
    }
