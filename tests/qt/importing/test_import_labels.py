"""File, Import labels: nothing comes into the session before a person has seen what would; one undo takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.catalog.asked_for import asked_for
from desktop_app.catalog.importing.headings import Meaning
from desktop_app.catalog.values.labels import UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.ui.dialogs.import_labels_dialog import ImportLabelsDialog
from desktop_app.ui.dialogs.lines import Lines
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.ui_helpers import settle, texts

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
LONGEST_MS = 20_000


def wait_for(qtbot: QtBot, dialog: ImportLabelsDialog) -> None:
    qtbot.waitUntil(lambda: dialog.is_current and not dialog._wait.isActive(), timeout=LONGEST_MS)


def lines(model: Lines) -> list[tuple[str, ...]]:
    columns = range(model.columnCount())
    return [tuple(model.index(row, column).data() for column in columns) for row in range(model.rowCount())]


def names_of(window: MainWindow) -> list[str]:
    return [window.collection[photo_id].path.name for photo_id in window.model.ids()]


def written(window: MainWindow, text: str, name: str = "vet.csv") -> Path:
    assert window.session.path is not None
    file = window.session.path.parent / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def dialog(full_window: MainWindow, qtbot: QtBot) -> ImportLabelsDialog:
    assert full_window.session.path is not None
    made = full_window.importing.dialog(full_window.session.path)
    qtbot.addWidget(made)
    made.show()
    return made


def label_of(window: MainWindow, place: int) -> Label | None:
    return window.collection[window.model.ids()[place]].label


@pytest.fixture
def agreeing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Whoever opens the dialog names this table, and agrees to what is shown, by Enter."""

    def agree_with(table: str) -> None:
        def agree(dialog: ImportLabelsDialog) -> int:
            dialog.show()
            dialog.table.line.setText(table)
            wait_for(qtbot, dialog)
            QTest.keyClick(dialog, Qt.Key.Key_Return)
            return dialog.result()

        monkeypatch.setattr(ImportLabelsDialog, "exec", agree)

    return agree_with


def test_labels_come_in_as_one_step_with_their_photos_selected_and_undo_takes_them_back(
    full_window: MainWindow, agreeing: Callable[[str], None], qtbot: QtBot
) -> None:
    window = full_window
    ids, names = window.model.ids(), names_of(full_window)
    agreeing(str(written(window, f"photo,breed\n{names[1]},unknown\n{names[3]},unknown\n")))
    window.actions_by_name["import_labels"].trigger()
    settle(window)
    assert [label_of(window, place) for place in (0, 1, 3)] == [None, UNKNOWN, UNKNOWN]
    assert window.session.undo_stack.undoText() == "import 2 labels from vet.csv"
    assert window.status.news() == "Imported from vet.csv: 2 labels."
    qtbot.waitUntil(lambda: set(window.gallery.selected_ids()) == {ids[1], ids[3]}, timeout=LONGEST_MS)
    window.session.undo()
    settle(window)
    assert [label_of(window, place) for place in (1, 3)] == [None, None]
    assert window.status.news() == "Import from vet.csv for 2 photos taken back"
    window.session.redo()
    settle(window)
    assert label_of(window, 1) == UNKNOWN


def test_what_comes_in_and_what_is_left_alone_is_shown_before(
    full_window: MainWindow, dialog: ImportLabelsDialog, qtbot: QtBot
) -> None:
    names = names_of(full_window)
    rows = f"{names[0]};inconnu;Rex\n{names[1]};Beagel;Rex\ngone.jpg;inconnu;\n"
    assert not dialog.make.isEnabled()
    dialog.table.line.setText(str(written(full_window, "Fichier;Race;Nom\n" + rows)))
    wait_for(qtbot, dialog)
    assert [line[1:] for line in lines(dialog.coming)] == [("Unknown breed", "Rex", ""), ("", "Rex", "")]
    (second, third) = lines(dialog.alone)
    assert second[0].startswith("Line 3: ")
    assert second[1].startswith("“Beagel” is no breed that Pawsort knows")
    assert third == ("Line 4: gone.jpg", "not in this session")
    assert dialog.summary.text() == "Comes in: 1 label, 2 photos with an animal."
    assert dialog.make.isEnabled()
    assert not dialog.overwrite.isVisible()
    assert label_of(full_window, 0) is None, "nobody has agreed yet"


def test_what_is_decided_is_replaced_only_where_a_person_says_so(
    full_window: MainWindow, dialog: ImportLabelsDialog, qtbot: QtBot
) -> None:
    window = full_window
    ids, names = window.model.ids(), names_of(full_window)
    window.gallery.select(ids[:1], ids[0])
    window.review.choose(Label.breed("n_blue"))
    settle(window)
    dialog.table.line.setText(str(written(window, f"photo,breed\n{names[0]},unknown\n")))
    wait_for(qtbot, dialog)
    assert dialog.overwrite.isVisible()
    assert dialog.overwrite.text() == "Replace what is decided otherwise already: 1 thing"
    assert not dialog.make.isEnabled()
    dialog.overwrite.click()
    assert not dialog.make.isEnabled(), "what is shown is not of what is asked for now"
    wait_for(qtbot, dialog)
    assert dialog.make.isEnabled()
    assert len(lines(dialog.coming)) == 1
    assert lines(dialog.alone) == []


def test_columns_whose_headings_say_nothing_can_be_chosen(
    full_window: MainWindow, dialog: ImportLabelsDialog, qtbot: QtBot
) -> None:
    dialog.table.line.setText(str(written(full_window, f"Bild;Was\n{names_of(full_window)[0]};inconnu\n")))
    wait_for(qtbot, dialog)
    assert "does not say which photos are meant" in dialog.complaint.text()
    assert not dialog.make.isEnabled()
    for meaning, heading in ((Meaning.PHOTO, "Bild"), (Meaning.BREED, "Was")):
        box = dialog.columns[meaning]
        box.setCurrentIndex(box.findData(heading))
        box.activated.emit(box.currentIndex())
        wait_for(qtbot, dialog)
    assert not dialog.complaint.isVisible()
    assert dialog.make.isEnabled()


def test_a_table_that_cannot_be_read_is_said_and_another_name_can_be_typed(
    full_window: MainWindow, dialog: ImportLabelsDialog, qtbot: QtBot
) -> None:
    dialog.table.line.setText("/nowhere/vet.csv")
    qtbot.waitUntil(dialog.complaint.isVisible, timeout=LONGEST_MS)
    assert f"{Path('/nowhere/vet.csv').absolute()} cannot be read" in dialog.complaint.text()
    assert not dialog.make.isEnabled()
    dialog.table.line.setText(str(written(full_window, f"photo,breed\n{names_of(full_window)[0]},unknown\n")))
    wait_for(qtbot, dialog)
    assert not dialog.complaint.isVisible()
    assert dialog.make.isEnabled()


def test_where_the_session_cannot_be_changed_nobody_is_asked(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ImportLabelsDialog] = []

    def look(dialog: ImportLabelsDialog) -> int:
        asked.append(dialog)
        return 0

    monkeypatch.setattr(ImportLabelsDialog, "exec", look)
    monkeypatch.setattr(full_window.session.keeping, "_fault", Fault("session.looking_only", {"path": "x"}))
    full_window.importing.ask()
    assert asked == []


def test_a_table_that_is_dropped_on_photos_is_asked_about_and_two_are_not(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = full_window
    asked: list[str] = []

    def look(dialog: ImportLabelsDialog) -> int:
        asked.append(dialog.table.line.text())
        return 0

    monkeypatch.setattr(ImportLabelsDialog, "exec", look)
    tables = [written(window, "photo,breed\n", f"vet {number}.csv") for number in (1, 2)]
    window.files.take(asked_for(tables[:1]))
    qtbot.waitUntil(lambda: asked == [str(tables[0])], timeout=LONGEST_MS)
    assert not any("Tables are no photos" in text for text in texts(window))
    window.files.take(asked_for(tables))
    settle(window)
    assert len(asked) == 1
    assert any("Tables are no photos" in text for text in texts(window))


def test_a_table_on_an_empty_window_is_refused_in_words(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "vet.xlsx"
    file.write_bytes(b"PK\x03\x04")
    window.files.take(asked_for([file]))
    assert any("Import labels" in text for text in texts(window))
