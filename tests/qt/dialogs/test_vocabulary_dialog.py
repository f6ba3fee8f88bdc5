"""What breeds are called in shelter software, looked through and changed by keyboard."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.own_vocabularies import OwnWords, own_file, read_own, save_own, vocabularies
from desktop_app.breeds.vocabularies import UNKNOWN, shipped_vocabularies
from desktop_app.ui.dialogs.vocabulary_dialog import VocabularyDialog
from desktop_app.ui.dialogs.vocabulary_table import Column, Which
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.breeds import Breeds

# Said by the platform without a screen of each dialog of a fixed size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
DINGO, MALTESE, BEAGLE = "n02115641", "n02085936", "n02088364"


@pytest.fixture(scope="module")
def book(repository: Path) -> BreedBook:
    return BreedBook.load_folder(repository / "assets" / "breeds")


@pytest.fixture
def dialog(book: BreedBook, qtbot: QtBot, isolated_home: Path) -> VocabularyDialog:
    return opened(book, qtbot)


def opened(book: BreedBook, qtbot: QtBot, receiver: str = "asm3", language: str = "en") -> VocabularyDialog:
    made = VocabularyDialog(receiver, Breeds(book, language), None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def place_of(dialog: VocabularyDialog, what: str) -> int:
    return next(place for place in range(dialog.breeds.rowCount()) if dialog.breeds.what(place) == what)


def cell(dialog: VocabularyDialog, what: str, column: Column) -> str:
    return str(dialog.breeds.index(place_of(dialog, what), column).data())


def choose(dialog: VocabularyDialog, what: str) -> None:
    dialog.table.setCurrentIndex(dialog.shown.mapFromSource(dialog.breeds.index(place_of(dialog, what), Column.THEIRS)))


def lines(dialog: VocabularyDialog) -> list[str]:
    return [str(dialog.shown.index(row, Column.OURS).data()) for row in range(dialog.shown.rowCount())]


def open_editor(dialog: VocabularyDialog) -> QLineEdit:
    [editor] = [each for each in dialog.table.findChildren(QLineEdit) if each.isVisible()]
    return editor


def type_name(dialog: VocabularyDialog, name: str) -> None:
    """As a person does: F2, the name, Enter."""
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = open_editor(dialog)
    QTest.keyClicks(editor, name)
    if not name:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_breeds_without_a_name_stand_on_top_and_say_what_becomes_of_them(dialog: VocabularyDialog) -> None:
    nameless = [what for what, name in dialog.edit.current.breeds.items() if not dialog.edit.current.written(what)]
    first = [dialog.breeds.what(place) for place in range(2, 2 + len(nameless))]
    assert set(first) == set(nameless)
    assert (cell(dialog, DINGO, Column.THEIRS), cell(dialog, DINGO, Column.REMARK)) == (
        "No name",
        "Becomes “Mixed Breed”",
    )
    dialog.which.setCurrentIndex(dialog.which.findData(Which.NAMELESS.value))
    assert len(lines(dialog)) == len(nameless)
    assert dialog.which.currentText() == f"Without a name ({len(nameless)})"


def test_a_name_is_typed_marked_and_saved(dialog: VocabularyDialog) -> None:
    choose(dialog, DINGO)
    assert not dialog.reset.isEnabled()
    type_name(dialog, "carolina dog")
    assert cell(dialog, DINGO, Column.THEIRS) == "Carolina Dog"
    assert cell(dialog, DINGO, Column.REMARK) == "Changed by you"
    assert dialog.reset.isEnabled()
    assert not own_file().exists()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert read_own(own_file()) == ({"asm3": OwnWords({DINGO: "Carolina Dog"})}, None)
    assert vocabularies()["asm3"].name(DINGO) == "Carolina Dog"


def test_a_name_that_is_not_in_the_list_is_refused_and_said(dialog: VocabularyDialog) -> None:
    choose(dialog, DINGO)
    type_name(dialog, "Yellow dog")
    assert cell(dialog, DINGO, Column.THEIRS) == "No name"
    assert "Yellow dog" in dialog.complaint.text()
    choose(dialog, UNKNOWN)
    type_name(dialog, "")
    assert cell(dialog, UNKNOWN, Column.THEIRS) == "Mixed Breed"
    assert dialog.complaint.isVisible()
    type_name(dialog, "Hound")
    assert cell(dialog, UNKNOWN, Column.THEIRS) == "Hound"
    assert cell(dialog, DINGO, Column.REMARK) == "Becomes “Hound”"
    assert any("becomes “Hound”" in label.text() for label in dialog.findChildren(QLabel))
    assert not dialog.complaint.isVisible()


def test_names_are_proposed_while_a_person_types(dialog: VocabularyDialog) -> None:
    choose(dialog, DINGO)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = open_editor(dialog)
    completer = editor.completer()
    completer.setCompletionPrefix("corgi")
    model = completer.completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Corgi", "Welsh Corgi"]


def test_changes_are_taken_back_one_by_one_and_all_at_once(dialog: VocabularyDialog) -> None:
    for what, name in ((DINGO, "Hound"), (MALTESE, ""), (BEAGLE, "Hound")):
        choose(dialog, what)
        type_name(dialog, name)
    assert dict(dialog.edit.own.breeds) == {DINGO: "Hound", MALTESE: None, BEAGLE: "Hound"}
    dialog.which.setCurrentIndex(dialog.which.findData(Which.CHANGED.value))
    assert sorted(lines(dialog)) == ["Beagle", "Dingo", "Maltese"]
    choose(dialog, MALTESE)
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert cell(dialog, MALTESE, Column.THEIRS) == "Maltese"
    QTest.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert dialog.edit.current == shipped_vocabularies()[0]["asm3"]
    assert not dialog.reset_all.isEnabled()
    assert lines(dialog) == []


def test_breeds_are_found_by_any_of_their_names_and_by_the_one_there(dialog: VocabularyDialog) -> None:
    dialog.search.setText("berger allem")
    assert lines(dialog) == ["German Shepherd Dog"]
    dialog.search.setText("westie")
    assert lines(dialog) == ["West Highland White Terrier"]
    dialog.search.setText("pitbull")
    assert sorted(lines(dialog)) == ["American Pit Bull Terrier", "Pit Bull Terrier · kind of dog"]
    dialog.search.setText("")
    assert len(lines(dialog)) == 290


def test_kinds_of_dogs_have_their_names_there_too(dialog: VocabularyDialog) -> None:
    assert cell(dialog, "kind:poodle", Column.OURS) == "Poodle · kind of dog"
    assert cell(dialog, "kind:poodle", Column.THEIRS) == "Poodle"
    assert cell(dialog, "kind:sighthound", Column.REMARK) == "Nearest name"
    assert cell(dialog, "kind:toy", Column.THEIRS) == "No name"


def test_each_receiver_has_its_own_names(dialog: VocabularyDialog) -> None:
    choose(dialog, DINGO)
    type_name(dialog, "Hound")
    dialog.receiver.setCurrentIndex(dialog.receiver.findData("rescuegroups"))
    assert cell(dialog, DINGO, Column.THEIRS) == "No name"
    assert cell(dialog, DINGO, Column.REMARK) == cell(dialog, UNKNOWN, Column.REMARK) == "Left blank there"
    dialog.receiver.setCurrentIndex(dialog.receiver.findData("asm3"))
    assert cell(dialog, DINGO, Column.THEIRS) == "Hound"


def test_a_shelters_own_list_takes_the_place_of_the_one_that_ships(dialog: VocabularyDialog, tmp_path: Path) -> None:
    listed = tmp_path / "races.txt"
    listed.write_text("Beagle\nBichon maltais\nRace croisée\n", encoding="utf-8")
    dialog.take_list(listed)
    assert dialog.edit.current.names == ("Beagle", "Bichon maltais", "Race croisée")
    assert cell(dialog, MALTESE, Column.THEIRS) == "Bichon maltais"
    assert cell(dialog, UNKNOWN, Column.THEIRS) == "Race croisée"
    assert Which(dialog.which.currentData()) is Which.NAMELESS
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert vocabularies()["asm3"].name(MALTESE) == "Bichon maltais"


def test_a_list_that_lacks_what_the_receiver_wants_cannot_be_saved_before_it_is_chosen(
    dialog: VocabularyDialog, tmp_path: Path
) -> None:
    listed = tmp_path / "breeds.csv"
    listed.write_text("ID,BreedName\n1,Beagle\n2,Who knows\n", encoding="utf-8")
    dialog.take_list(listed)
    assert not dialog.save.isEnabled()
    assert dialog.complaint.isVisible()
    for what in (UNKNOWN, "mix_of_unknown"):
        choose(dialog, what)
        type_name(dialog, "Who knows")
    assert dialog.save.isEnabled()
    assert not dialog.complaint.isVisible()


def test_a_list_without_names_is_refused(dialog: VocabularyDialog, tmp_path: Path) -> None:
    dialog.take_list(tmp_path / "missing.txt")
    assert "missing.txt" in dialog.complaint.text()
    assert dialog.edit.current == shipped_vocabularies()[0]["asm3"]


def test_a_breed_that_somebody_typed_can_be_called_something(
    book: BreedBook, qtbot: QtBot, isolated_home: Path
) -> None:
    dialog = VocabularyDialog("asm3", Breeds(book), None, ["own:Podenco mix", DINGO])
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(lines(dialog)) == 291
    choose(dialog, "own:Podenco mix")
    type_name(dialog, "Ibizan Hound")
    assert cell(dialog, "own:Podenco mix", Column.OURS) == "Podenco mix"
    dialog.accept()
    assert vocabularies()["asm3"].name("own:Podenco mix") == "Ibizan Hound"


def test_a_damaged_file_is_said_and_kept_when_names_are_saved(
    book: BreedBook, qtbot: QtBot, isolated_home: Path
) -> None:
    own_file().write_text('{"asm3": {"breeds": 7}, "petfinder": {"breeds": {"unknown": "Hound"}}}', encoding="utf-8")
    dialog = opened(book, qtbot, "petfinder")
    assert str(own_file()) in dialog.complaint.text()
    assert cell(dialog, UNKNOWN, Column.THEIRS) == "Hound"
    dialog.accept()
    assert json.loads(own_file().read_text(encoding="utf-8")) == {"petfinder": {"breeds": {"unknown": "Hound"}}}
    assert len(list(own_file().parent.glob("*.broken-*"))) == 1


def test_what_cannot_be_saved_stays_in_the_dialog(
    dialog: VocabularyDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(dialog, DINGO)
    type_name(dialog, "Hound")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setattr(dialog, "_file", tmp_path / "file" / "a.json")
    dialog.accept()
    assert dialog.isVisible()
    assert "a.json" in dialog.complaint.text()
    assert cell(dialog, DINGO, Column.THEIRS) == "Hound"


def test_what_others_wrote_into_the_file_for_other_software_stays(
    book: BreedBook, qtbot: QtBot, isolated_home: Path
) -> None:
    words = {"of tomorrow": OwnWords({DINGO: "Yellow dog"})}
    save_own(words, own_file())
    dialog = opened(book, qtbot)
    dialog.accept()
    assert read_own(own_file()) == (words, None)


def test_the_menu_opens_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    monkeypatch.setattr(VocabularyDialog, "exec", lambda dialog: shown.append(dialog.breeds.rowCount()))
    window.actions_by_name["breeds_in_software"].trigger()
    assert shown == [290]


def test_lines_are_said_as_a_whole_to_screen_readers(book: BreedBook, qtbot: QtBot, isolated_home: Path) -> None:
    dialog = opened(book, qtbot, language="fr")
    said = dialog.breeds.index(place_of(dialog, "n02106662"), 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Berger allemand, German Shepherd Dog"
