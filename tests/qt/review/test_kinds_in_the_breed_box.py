"""Kinds of dogs where breeds are searched, mixed, named for shelter software, and counted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.values.labels import Label
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.mix_editor import MixEditor
from desktop_app.ui.wording import words
from desktop_app.ui.wording.breeds import Breeds, marked


@pytest.fixture(scope="module")
def shipped(repository: Path) -> Breeds:
    return Breeds(BreedBook.load_folder(repository / "assets" / "breeds"))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def offered(box: BreedBox) -> list[str]:
    model = box.matches_list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_breed_box_offers_kinds_marked_as_such_and_enter_takes_one(
    qtbot: QtBot, parent: QWidget, shipped: Breeds
) -> None:
    box = BreedBox(shipped, parent)
    QTest.keyClicks(box, "spani")
    assert box.matches()[1] == "kind:spaniel"
    assert offered(box)[1] == "Spaniel · kind of dog"
    assert not any("kind of dog" in name for name in offered(box)[:1])
    box.clear()
    QTest.keyClicks(box, "terrier")
    assert offered(box)[0] == "Terrier · kind of dog"
    assert not any("as it is typed" in name for name in offered(box))
    with qtbot.waitSignal(box.breed_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["kind:terrier"]


def test_a_mix_may_hold_kinds(qtbot: QtBot, parent: QWidget, shipped: Breeds) -> None:
    editor = MixEditor(shipped.name, parent)
    editor.start(Label.breed("kind:terrier"))
    editor.add("kind:poodle")
    with qtbot.waitSignal(editor.saved) as saved:
        editor.save()
    assert saved.args == [Label.mix("kind:terrier", "kind:poodle")]
    assert words.label_text(saved.args[0], shipped.name) == "Mix: Terrier + Poodle"


def test_a_label_that_is_a_kind_has_its_name_in_both_languages(shipped: Breeds) -> None:
    label = Label.breed("kind:spaniel")
    assert words.label_text(label, shipped.name) == "Spaniel"
    assert words.label_text(label, Breeds(shipped.book, "fr").name) == "Épagneul"
    assert marked("n02088364", "Beagle") == "Beagle"
