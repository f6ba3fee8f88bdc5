"""Exports as the window writes them: what is replaced is asked about, what goes wrong loses nothing that was typed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.faults import Fault
from desktop_app.jobs.progress import LabellingProgress
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.exporting.skipped_dialog import SkippedDialog
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.plurals import plurals
from tests.qt.exporting.throw_away import EveryKind, ManyFiles, disk_full
from tests.qt.ui_helpers import act, settle, texts

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def opened(window: MainWindow, format_id: str, target: Path | None = None) -> ExportDialog:
    """The dialog as the menu opens it, filled in."""
    act(window, "export")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.choose(format_id)
    if target is not None:
        dialog.file.setText(str(target))
    return dialog


def answer(press: str, seen: list[str]) -> None:
    """Press a button of the next question."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, look)
            return
        seen.append(f"{box.text()} {box.informativeText()}")
        assert box.defaultButton().text() != press or press in ("Do not replace", "Go on exporting")
        next(each for each in box.buttons() if each.text() == press).click()

    QTimer.singleShot(10, look)


def behind(window: MainWindow) -> None:
    """What is written goes behind the window at once."""
    window.files.exporting._behind.setInterval(0)


def is_done(window: MainWindow) -> Callable[[], bool]:
    return lambda: not window.files.exporting.is_writing


def test_ten_thousand_files_are_written_behind_the_window_which_says_so(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    behind(full_window)
    many_files.files, many_files.stops_at = 300, 150
    dialog = opened(full_window, many_files.id, tmp_path / "out")
    dialog.export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)
    status = full_window.status.exporting
    qtbot.waitUntil(status.isVisible)
    assert QApplication.activeModalWidget() is None, "the window can be used meanwhile"
    act(full_window, "export")
    assert "An export is being written" in full_window.status.news()
    many_files.may_go_on.set()
    qtbot.waitUntil(is_done(full_window))
    assert status.isHidden()
    assert len(list((tmp_path / "out").iterdir())) == 300
    said = f"Written to out: 13 photos, {plurals.animals(3)}, {plurals.files(300)}."
    assert said in texts(full_window)
    folder = full_window.messages.messages()[-1].findChildren(QPushButton)[0]
    assert folder.text() == "Show in folder"


def test_how_far_it_is_and_how_long_it_takes_is_said(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.jobs.exporting.TOLD_EVERY_SECONDS", 0.0)
    monkeypatch.setattr("desktop_app.jobs.progress._FIRST_ESTIMATE_SECONDS", 0.0)
    behind(full_window)
    many_files.files, many_files.stops_at = 200, 100
    opened(full_window, many_files.id, tmp_path / "out").export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)
    words = full_window.status.exporting.line._words
    qtbot.waitUntil(lambda: words.text() == "Writing: 99 of 200 · less than a minute left")
    many_files.may_go_on.set()
    qtbot.waitUntil(is_done(full_window))


def test_stopped_in_the_middle_of_ten_thousand_what_is_there_is_whole_and_said(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    behind(full_window)
    many_files.stops_at = 1_234
    opened(full_window, many_files.id, tmp_path / "out").export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)
    qtbot.waitUntil(full_window.status.exporting.isVisible)
    full_window.status.exporting.stop.click()
    many_files.may_go_on.set()
    qtbot.waitUntil(is_done(full_window))
    assert plurals.whole_files(1_234).format(place="out") in texts(full_window)[-1]
    there = list((tmp_path / "out").iterdir())
    assert len(there) == 1_234
    assert {file.read_text(encoding="utf-8") for file in there} == {"whole"}


def test_what_is_written_quickly_is_stopped_in_the_dialog(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    full_window.files.exporting._behind.setInterval(60_000)
    many_files.stops_at = 7
    dialog = opened(full_window, many_files.id, tmp_path / "out")
    dialog.export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)
    assert not dialog.file.isEnabled()
    assert dialog.progress.isVisible()
    assert dialog._cancel.text() == "Stop"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "until it has stopped"
    many_files.may_go_on.set()
    qtbot.waitUntil(is_done(full_window))
    assert len(list((tmp_path / "out").iterdir())) == 7


@pytest.mark.parametrize("code", ["write.disk_full", "write.forbidden", "write.is_folder"])
def test_what_goes_wrong_is_said_in_the_dialog_which_stays_as_it_was(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot, code: str
) -> None:
    many_files.error = disk_full(tmp_path / "out") if code == "write.disk_full" else None
    target = tmp_path / "out"
    if code == "write.forbidden":
        many_files.error = PermissionError(13, "no", str(target))
    if code == "write.is_folder":
        target.write_text("a file", encoding="utf-8")
    dialog = opened(full_window, many_files.id, target)
    dialog.export.click()
    qtbot.waitUntil(dialog.complaint.isVisible)
    assert "out" in dialog.complaint.text()
    assert dialog.isVisible()
    assert (dialog.file.text(), dialog.format.id) == (str(target), many_files.id)
    assert dialog.export.isEnabled()
    assert not any("out" in text for text in texts(full_window)), "it is said once"
    many_files.error = None
    many_files.files = 3
    dialog.file.setText(str(tmp_path / "elsewhere"))
    assert not dialog.complaint.isVisible()
    dialog.export.click()
    qtbot.waitUntil(lambda: any("Written to elsewhere" in text for text in texts(full_window)))


def test_what_goes_wrong_behind_the_window_leads_back_to_the_dialog_as_it_was(
    full_window: MainWindow, every_kind: EveryKind, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    del every_kind
    exporting = full_window.files.exporting
    many_files.error = disk_full(tmp_path / "out")
    dialog = opened(full_window, many_files.id, tmp_path / "out")
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    dialog.accept_written()
    full_window.files.exporting.write(dialog.wish(), [], [])
    qtbot.waitUntil(lambda: any("out" in text for text in texts(full_window)))
    message = full_window.messages.messages()[-1]
    assert message.kind == "error"
    again = next(each for each in message.findChildren(QPushButton) if each.text() == "Open the export…")
    again.click()
    shown = exporting._dialog
    assert shown is not None
    assert shown.isVisible()
    assert (shown.format.id, shown.file.text()) == (many_files.id, str(tmp_path / "out"))
    assert shown.complaint.isVisible()
    shown.reject()


def test_files_that_are_there_are_replaced_only_by_who_says_so(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    many_files.files = 4
    out = tmp_path / "out"
    out.mkdir()
    for place in range(8):
        (out / f"{place}.txt").write_text("of before", encoding="utf-8")
    seen: list[str] = []
    dialog = opened(full_window, many_files.id, out)
    answer("Do not replace", seen)
    dialog.export.click()
    qtbot.waitUntil(lambda: bool(seen))
    settle(full_window)
    assert dialog.isVisible()
    assert seen[0].startswith(f"{plurals.files(8)} are there already and would be replaced.")
    assert "0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …" in seen[0]
    assert (out / "0.txt").read_text(encoding="utf-8") == "of before"
    answer("Replace", seen)
    dialog.export.click()
    qtbot.waitUntil(lambda: any("Written to out" in text for text in texts(full_window)))
    assert [(out / f"{place}.txt").read_text(encoding="utf-8") for place in (3, 4)] == ["whole", "of before"]


def test_what_was_left_out_is_listed_and_can_be_copied(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    many_files.files = 2
    many_files.skipped = tuple(
        Fault("photo.cut_short" if place else "app.not_there", {"file": f"/photos/{place}.jpg"})
        for place in range(3_000)
    )
    opened(full_window, many_files.id, tmp_path / "out").export.click()
    qtbot.waitUntil(lambda: any("left out" in text for text in texts(full_window)))
    message = full_window.messages.messages()[-1]
    assert message.kind == "warning"
    assert plurals.left_out(3_000) in message.text
    next(each for each in message.findChildren(QPushButton) if each.text() == "What was left out…").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SkippedDialog)
    assert dialog.height() <= 420
    lines = dialog.list.toPlainText().splitlines()
    assert len(lines) == 3_000
    assert all(f"/photos/{place}.jpg" in line for place, line in enumerate(lines)), "each names its file"
    dialog.copy.click()
    assert QApplication.clipboard().text().splitlines() == lines
    dialog.reject()


def test_export_is_wanted_before_it_is_counted_and_done_when_it_is(
    full_window: MainWindow, every_kind: EveryKind, tmp_path: Path, qtbot: QtBot
) -> None:
    every_kind.hold.clear()
    dialog = opened(full_window, every_kind.id, tmp_path / "names.list")
    QTest.keyClick(dialog.file, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not (tmp_path / "names.list").exists()
    every_kind.hold.set()
    qtbot.waitUntil(lambda: any("Written to names.list" in text for text in texts(full_window)))
    assert len((tmp_path / "names.list").read_text(encoding="utf-8").splitlines()) == 13


def test_keys_alone_lead_from_the_window_to_a_written_file(
    full_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(full_window.gallery, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.formats.hasFocus)
    QTest.keyClick(dialog.formats, Qt.Key.Key_Home)
    for _ in range(60):
        if QApplication.focusWidget() is dialog.file:
            break
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert dialog.file.hasFocus()
    QTest.keyClick(dialog.file, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    # Pasted: a key of QTest is a letter of ASCII, and the folder may have the name of a person.
    QApplication.clipboard().setText(str(tmp_path / "by keys.csv"))
    QTest.keyClick(dialog.file, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.file, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("Written to by keys.csv: 13 photos." in text for text in texts(full_window)))
    assert (tmp_path / "by keys.csv").is_file()


def test_export_again_asks_for_nothing_but_what_it_replaces(
    full_window: MainWindow, every_kind: EveryKind, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "names.list"
    dialog = opened(full_window, every_kind.id, target)
    dialog.choose(before="* ", most=2)
    dialog.export.click()
    qtbot.waitUntil(lambda: any("Written to names.list: 2 photos." in text for text in texts(full_window)))
    settle(full_window)
    target.write_text("in between", encoding="utf-8")
    seen: list[str] = []
    answer("Replace", seen)
    act(full_window, "export_again")
    qtbot.waitUntil(lambda: target.read_text(encoding="utf-8").startswith("* "))
    qtbot.waitUntil(is_done(full_window))
    assert [text.split(".list")[0] for text in seen] == ["names"]
    answer("Do not replace", seen)
    act(full_window, "export_again")
    qtbot.waitUntil(lambda: len(seen) == 2)
    qtbot.waitUntil(lambda: full_window.files.exporting._dialog is None)
    target.unlink()
    target.mkdir()
    act(full_window, "export_again")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ExportDialog)
    assert "is a folder" in shown.complaint.text(), "what goes wrong is said in the dialog"
    assert shown.wish().options["most"] == 2
    shown.reject()


def test_closing_the_window_in_the_middle_asks_and_what_is_there_is_whole(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    behind(full_window)
    many_files.stops_at = 5
    opened(full_window, many_files.id, tmp_path / "out").export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)
    qtbot.waitUntil(full_window.status.exporting.isVisible)
    seen: list[str] = []
    answer("Go on exporting", seen)
    full_window.close()
    assert full_window.isVisible()
    assert seen[0].startswith("An export is being written. Stop it and close Pawsort?")
    answer("Stop and close", seen)
    QTimer.singleShot(300, many_files.may_go_on.set)
    many_files.may_go_on.set()
    full_window.close()
    assert not full_window.isVisible()
    there = list((tmp_path / "out").iterdir())
    assert there
    assert {file.read_text(encoding="utf-8") for file in there} == {"whole"}


def test_the_question_whether_to_close_goes_when_the_export_has_ended(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    behind(full_window)
    many_files.stops_at = 5
    opened(full_window, many_files.id, tmp_path / "out").export.click()
    qtbot.waitUntil(many_files.has_stopped.is_set)

    def write_on() -> None:
        assert isinstance(QApplication.activeModalWidget(), QMessageBox)
        many_files.may_go_on.set()

    QTimer.singleShot(100, write_on)
    full_window.close()
    assert not full_window.isVisible()
    assert QApplication.activeModalWidget() is None
    assert not full_window.files.exporting.is_writing


def test_what_is_written_later_is_said_in_place_of_what_was_written_before(
    full_window: MainWindow, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    many_files.files = 3
    for name in ("first", "second"):
        opened(full_window, many_files.id, tmp_path / name).export.click()
        qtbot.waitUntil(partial(_tells, full_window, f"Written to {name}"))
    told = [message.text for message in full_window.messages.messages() if message.text.startswith("Written to")]
    assert [text.split(":")[0] for text in told] == ["Written to second"]


def _tells(window: MainWindow, begin: str) -> bool:
    return any(text.startswith(begin) for text in texts(window))


def test_the_button_that_stops_stays_where_it_is_and_news_can_be_read(full_window: MainWindow) -> None:
    status = full_window.status
    status.job.show_progress(1_016, 3_596, 36.0, 60.0)
    status.exporting.begin()
    places = set()
    for done, left in ((98_000, 1.0), (98_100, 700.0), (98_200, 1.0)):
        status.exporting.show_progress(LabellingProgress(done, 99_000, 12.0, left))
        settle(full_window)
        places.add(status.exporting.stop.mapTo(full_window, QPoint()).toTuple())
    assert len(places) == 1
    assert not status._model.isVisible(), "what stays the same makes room for what is new"
    status.exporting.hide()
    assert status._model.isVisible()
