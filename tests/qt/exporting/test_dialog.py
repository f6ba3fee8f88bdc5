"""The export dialog: whatever options there are, a preview that is of what is chosen, and what is remembered."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.exports.formats import all_formats
from desktop_app.exports.session_tables import SessionTable
from desktop_app.ui.dialogs.export_dialog import ExportDialog
from desktop_app.ui.dialogs.exporting.columns_dialog import ColumnsDialog
from desktop_app.ui.dialogs.exporting.preview_box import PreviewLineBox
from desktop_app.ui.dialogs.exporting.wish import Which
from desktop_app.ui.settings import ExportChoices, RememberedExport
from desktop_app.ui.wording.plurals import plurals
from tests.qt.exporting.conftest import MakeDialog, supplies
from tests.qt.exporting.throw_away import EveryKind, ManyFiles

# Said by the platform without a screen of each dialog that has a smallest size.
Kind = TypeVar("Kind", bound=QWidget)
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def counted(dialog: ExportDialog, qtbot: QtBot) -> list[str]:
    """The lines of the preview, once it is there."""
    qtbot.waitUntil(lambda: dialog.planned() is not None)
    return dialog.preview.text().splitlines()


def named(dialog: ExportDialog, kind: type[Kind], name: str) -> Kind:
    """The control that a screen reader calls so."""
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name and not each.isHidden())


def complaint_of(dialog: ExportDialog, option: str) -> str:
    return next(line.complaint() for line in dialog.options.lines() if line.option.name == option)


def test_formats_stand_together_with_those_that_are_for_the_same(
    make_dialog: MakeDialog, every_kind: EveryKind, many_files: ManyFiles
) -> None:
    del every_kind, many_files
    listed = make_dialog().formats
    texts = [listed.item(row).text() for row in range(listed.count())]
    assert texts.index("Tables") < texts.index("Table (CSV)") < texts.index("Training") < texts.index("Every kind")
    assert texts[-2:] == ["Every kind", "Many files"]
    headings = [listed.item(row) for row in range(listed.count()) if listed.item(row).text() in ("Tables", "Training")]
    assert [item.flags() for item in headings] == [Qt.ItemFlag.NoItemFlags] * 2, "no key comes to them"


def test_every_kind_of_option_has_its_control(
    make_dialog: MakeDialog, every_kind: EveryKind, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "theirs.csv"
    table.write_text("number\n", encoding="utf-8")
    dialog = make_dialog()
    dialog.choose(every_kind.id)
    named(dialog, QCheckBox, "With their folders").click()
    named(dialog, QSpinBox, "At most").setValue(2)
    named(dialog, QLineEdit, "Before each name").setText("* ")
    named(dialog, QLineEdit, "But those of this table").setText(str(table))
    named(dialog, QRadioButton, "Upper case").click()
    sizes = named(dialog, QComboBox, "Size")
    sizes.setCurrentIndex(sizes.findText("huge"))
    assert counted(dialog, qtbot)[0] == f"Writes names.list: {plurals.rows(2)}, {plurals.columns(2)}."
    chosen = {
        "folders": False,
        "most": 2,
        "before": "* ",
        "only_new": str(table),
        "letters": "upper",
        "size": "huge",
    }
    assert dialog.wish().options == chosen == every_kind.asked[-1]
    assert dialog.preview.toolTip() == "name, size"


def test_what_an_option_is_good_for_at_length_stands_behind_a_button(
    make_dialog: MakeDialog, every_kind: EveryKind
) -> None:
    dialog = make_dialog()
    dialog.choose(every_kind.id)
    more = named(dialog, QToolButton, "What this is good for: With their folders")
    hint = next(line for line in dialog.options.lines() if line.option.name == "folders")._hint
    assert hint.isHidden()
    more.click()
    assert not hint.isHidden()
    assert hint.text().startswith("Said at length.")
    assert "Said at length." in named(dialog, QCheckBox, "With their folders").accessibleDescription()


def test_what_is_left_out_stands_out_and_is_told_to_screen_readers(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.choose(every_kind.id, most=1200)
    left_out = plurals.photos(91)
    assert counted(dialog, qtbot)[1:] == [f"Too many: {left_out}.", f"{left_out} would be left out."]
    boxes = dialog.preview.findChildren(PreviewLineBox)
    assert [bool(box.property("warning")) for box in boxes if not box.isHidden()] == [False, False, True]
    assert f"Attention: {plurals.photos(91)} would be left out." in dialog.preview.accessibleDescription()
    assert dialog.export.isEnabled()


def test_a_preview_of_something_else_is_never_shown(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    every_kind.hold.clear()
    dialog.choose(every_kind.id, most=5)
    qtbot.waitUntil(lambda: bool(every_kind.asked))
    dialog.choose(most=7)
    assert dialog.preview.text() == "Counting…"
    said: list[str] = []
    dialog._previews.found.connect(lambda *_found: said.append(dialog.preview.text()))
    every_kind.hold.set()
    assert counted(dialog, qtbot)[0].startswith(f"Writes names.list: {plurals.rows(7)}")
    assert said[0] in ("Counting…", dialog.preview.text()), "what was counted for 5 came, and was not shown"
    assert [asked["most"] for asked in every_kind.asked] == [5, 7]


def test_what_cannot_be_is_said_beside_the_option_while_it_is_typed(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.choose(every_kind.id)
    before = named(dialog, QLineEdit, "Before each name")
    before.setText("/wrong")
    qtbot.waitUntil(lambda: complaint_of(dialog, "before") != "")
    assert complaint_of(dialog, "before") == "/wrong is a folder. Give the name of a file."
    assert before.accessibleDescription().startswith("/wrong is a folder.")
    assert complaint_of(dialog, "only_new") == ""
    assert not dialog.complaint.isVisible()
    assert not dialog.export.isEnabled()
    before.setText("right")
    assert complaint_of(dialog, "before") == ""
    assert counted(dialog, qtbot)
    assert dialog.export.isEnabled()
    named(dialog, QLineEdit, "But those of this table").setText("/none.csv")
    qtbot.waitUntil(lambda: "/none.csv" in complaint_of(dialog, "only_new"))


def test_the_photos_that_are_chosen_are_counted(make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot) -> None:
    dialog = make_dialog()
    dialog.choose(every_kind.id, Which.SELECTED)
    assert counted(dialog, qtbot) == [f"Writes names.list: {plurals.rows(12)}, {plurals.columns(2)}."]
    dialog.choose(which=Which.SHOWN)
    assert dialog.wish().which is Which.SELECTED, "no filter is set, so that is not offered"


def test_without_a_name_nothing_can_be_exported(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog()
    counted(dialog, qtbot)
    dialog.file.setText("  ")
    assert not dialog.export.isEnabled()
    assert dialog.preview.text() == "Say where to write to."
    dialog.file.setText("labels 24.11")
    assert counted(dialog, qtbot)[0].startswith("Writes labels 24.11.csv")


def test_a_format_that_writes_beside_the_photos_asks_for_no_place(
    make_dialog: MakeDialog, many_files: ManyFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.choose(many_files.id)
    assert dialog.wish().target == tmp_path / "many"
    assert counted(dialog, qtbot) == [f"Writes {plurals.files(10_000)}."]
    dialog.choose(beside=True)
    assert not dialog.file.isVisible()
    assert dialog.wish().target is None
    assert counted(dialog, qtbot)
    assert dialog.export.isEnabled()
    dialog.choose(beside=False)
    assert dialog.file.text() == str(tmp_path / "many")


def test_a_name_that_was_typed_goes_on_to_other_files(make_dialog: MakeDialog, tmp_path: Path) -> None:
    dialog = make_dialog()
    dialog.file.setText("mine.csv")
    dialog.choose("jsonl")
    assert dialog.wish().target == tmp_path / "mine.jsonl"


def test_an_option_that_was_chosen_stays_in_another_format(make_dialog: MakeDialog) -> None:
    dialog = make_dialog()
    dialog.choose("csv", content="labels")
    dialog.choose("jsonl")
    assert dialog.wish().options["content"] == "labels"


def test_format_options_and_places_are_remembered_for_each_format(
    make_dialog: MakeDialog, every_kind: EveryKind, tmp_path: Path
) -> None:
    dialog = make_dialog()
    dialog.choose("csv", content="labels")
    dialog.file.setText(str(tmp_path / "of csv.csv"))
    dialog.choose(every_kind.id, most=3)
    dialog.file.setText(str(tmp_path / "of lists.list"))
    dialog.choices_now().save()
    again = make_dialog(ExportChoices.load())
    assert again.format.id == every_kind.id
    assert (again.wish().options["most"], again.wish().target) == (3, tmp_path / "of lists.list")
    again.choose("csv")
    assert (again.wish().options["content"], again.wish().target) == ("labels", tmp_path / "of csv.csv")


def test_what_is_remembered_and_cannot_be_any_more_is_left_out(
    make_dialog: MakeDialog, every_kind: EveryKind, tmp_path: Path
) -> None:
    options: dict[str, bool | int | str] = {
        "most": "many",
        "size": "gigantic",
        "only_new": str(tmp_path / "gone.csv"),
        "before": "+",
        "unheard_of": True,
    }
    gone = RememberedExport(place=str(tmp_path / "gone folder" / "mine.list"), options=options)
    dialog = make_dialog(ExportChoices(format_id=every_kind.id, formats={every_kind.id: gone}))
    assert dialog.wish().options == every_kind.settled({"before": "+"})
    assert dialog.wish().target == tmp_path / "mine.list"
    assert make_dialog(ExportChoices(format_id="of another version")).format.id == next(iter(all_formats()))


def test_a_broken_file_of_what_is_remembered_stops_nothing(isolated_home: Path) -> None:
    del isolated_home
    file = ExportChoices.file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"format_id": 7, "formats": {"csv": {"options": {"a": [1]}, "place": "there"}}}', encoding="utf-8")
    assert ExportChoices.load() == ExportChoices()
    assert [each.name for each in file.parent.glob("exportchoices*")]


def test_keys_alone_choose_a_format_and_its_options(
    make_dialog: MakeDialog, every_kind: EveryKind, many_files: ManyFiles, qtbot: QtBot
) -> None:
    del many_files
    dialog = make_dialog()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.formats.hasFocus)
    QTest.keyClick(dialog.formats, Qt.Key.Key_End)
    QTest.keyClick(dialog.formats, Qt.Key.Key_Up)
    assert dialog.format.id == every_kind.id, "the heading between is passed over"
    counted(dialog, qtbot)
    seen: list[str] = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or getattr(focused, "text", str)())
        if focused is dialog.formats:
            break
    wanted = [
        *("Before each name", "But those of this table", "Size", "File to write", "What is going to be written"),
        *("Export", "Cancel"),
    ]
    assert [name for name in seen if name in wanted] == wanted


def test_buttons_and_place_stay_where_they_are_whatever_is_chosen(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog(offered=supplies(all=291, shown=20, selected=12))
    qtbot.waitExposed(dialog)
    room = dialog.screen().availableGeometry()
    places = set()
    for format_id in ("csv", every_kind.id, "jsonl"):
        dialog.choose(format_id)
        counted(dialog, qtbot)
        qtbot.wait(20)
        at = dialog.export.mapTo(dialog, dialog.export.rect().topLeft()), dialog.place.geometry().topLeft()
        places.add(tuple(point.toTuple() for point in at))
    assert len(places) == 1, "nothing moves under the hand"
    assert dialog.height() <= room.height()
    assert not any(area.horizontalScrollBar().isVisible() for area in dialog.findChildren(QScrollArea))


def test_tab_comes_to_the_choice_that_is_made_and_arrow_keys_change_it(
    make_dialog: MakeDialog, every_kind: EveryKind, qtbot: QtBot
) -> None:
    dialog = make_dialog()
    dialog.activateWindow()
    dialog.choose(every_kind.id, letters="upper")
    counted(dialog, qtbot)
    named(dialog, QLineEdit, "But those of this table").setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert named(dialog, QRadioButton, "Upper case").hasFocus()
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Up)
    assert named(dialog, QRadioButton, "As they are").hasFocus()
    assert dialog.wish().options["letters"] == "as_they_are"
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert named(dialog, QComboBox, "Size").hasFocus()


def test_columns_are_ticked_in_a_list_and_put_in_order(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog()
    dialog.choose("csv", content="animals")
    table = all_formats()["csv"]
    assert isinstance(table, SessionTable)
    there = table.columns_there(table.settled({"content": "animals"}))
    columns = ColumnsDialog(there, "photos, animal_number, of another table", dialog)
    assert columns.chosen() == "photos, animal_number"
    assert {columns.list.item(row).text() for row in range(columns.list.count())} == set(there)
    columns.open()
    columns.activateWindow()
    qtbot.waitUntil(columns.list.hasFocus)
    columns.list.setCurrentRow(1)
    QTest.keyClick(columns.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert columns.chosen() == "animal_number, photos"
    columns.tick_all(on=False)
    assert not columns._ok.isEnabled()
    columns.reject()
    assert ColumnsDialog(there, "", dialog).chosen() == "", "all of them, in their own order"
    line = named(dialog, QLineEdit, "Columns")
    line.setText("animal_number, photos")
    assert counted(dialog, qtbot)
    assert dialog.preview.toolTip() == "animal_number, photos"
    line.setText("animal_number, phottos")
    qtbot.waitUntil(lambda: "phottos" in complaint_of(dialog, "columns"))
