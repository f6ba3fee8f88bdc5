"""The Animals screen over a real session, without the rest of the window: quick to make."""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.recent import RecentSessions
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.animal_groups import AnimalGroupsController
from desktop_app.ui.controllers.animals import AnimalsController
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.window.animals_screen import AnimalsScreen
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.breeds import Breeds
from tests.qt.animals.plain_groups import PlainGroups
from tests.qt.ui_helpers import WRITTEN_SECONDS, make
from tests.unit.catalog.catalog_helpers import PACK, outcome, suggestion

RED, GREEN, BLUE = "n_red", "n_green", "n_blue"
# Name, number, and what each photo looks like; None for one that nobody has looked at.
ANIMALS: tuple[tuple[str, str, tuple[str | None, ...]], ...] = (
    ("Aaron", "A1", (RED, RED, RED)),
    ("Bella", "A2", (RED, RED, RED, RED, GREEN)),
    ("Cora", "A3", (BLUE,) * 16),
    ("Dot", "A4", (RED, RED, None)),
    ("Eddy", "A5", (RED, GREEN, BLUE)),
    ("Fido", "A6", (RED, RED, RED)),
    ("Gus", "A7", (GREEN, GREEN)),
    ("Hugo", "A8", (GREEN, GREEN)),
)
SINGLES = 3


class PaintedPictures(QObject):
    """Thumbnails that are there at once, but for those that are held back."""

    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.held_back: set[int] = set()
        self.wanted: list[int] = []
        self._pixmap = QPixmap(24, 16)
        self._pixmap.fill(QColor("brown"))

    def pixmap(self, photo_id: int) -> QPixmap | None:
        return None if photo_id in self.held_back else self._pixmap

    def want(self, photos: Sequence[tuple[int, Path]], edge: int) -> None:
        self.wanted = [photo_id for photo_id, _path in photos]

    def let_go(self) -> None:
        held, self.held_back = self.held_back, set()
        for photo_id in held:
            self.arrived.emit(photo_id)


@dataclass
class Bench:
    """The screen and what it is made of.

    Attributes:
        said: what was said, in order.
    """

    window: QMainWindow
    session: SessionController
    groups: PlainGroups
    pictures: PaintedPictures
    page: AnimalsPage
    controller: AnimalsController
    by_hand: AnimalGroupsController
    said: list[str]

    def settle(self) -> None:
        """Let all that was asked for be written, and shown."""
        QApplication.processEvents()
        end = time.monotonic() + WRITTEN_SECONDS
        while self.session.is_writing:
            assert time.monotonic() < end, "not written"
            QTest.qWait(1)
        QApplication.processEvents()

    def names(self) -> list[str]:
        """The rows that are shown, by name; with a mark behind those that are one line."""
        rows = self.page.model.rows
        shown = [(rows.animal(row), rows.is_compact(row)) for row in rows.shown.tolist()]
        return [(animal.name if animal else "?") + ("." if compact else "") for animal, compact in shown]

    def row(self, name: str) -> int:
        """The row of an animal, shown or not."""
        rows = self.page.model.rows
        for group in rows.grouping.groups:
            row = rows.row_of(int(group.positions[0]))
            animal = rows.animal(row) if row is not None else None
            if row is not None and animal is not None and animal.name == name:
                return row
        raise KeyError(name)

    def current(self) -> str:
        """The name of the animal a person is at."""
        row = self.controller.current()
        animal = self.page.model.rows.animal(row) if row is not None else None
        return "" if animal is None else animal.name

    def go_to(self, name: str, photo: int | None = None) -> int:
        """Be at a row."""
        self.page.view.go_to(self.row(name), photo)
        return self.row(name)

    def ids(self, name: str) -> list[int]:
        """The ids of an animal's photos, in the order of the strip."""
        return self.page.model.photo_ids(self.row(name))

    def labels(self, *ids: int) -> list[Label | None]:
        """The labels in the file, once everything is written."""
        self.settle()
        assert self.session.path is not None
        with Session.open(self.session.path) as other:
            found = {row.photo_id: row.label for row in other.rows()}
        return [found[photo] for photo in ids] if ids else [label for label in found.values() if label is not None]

    def animals(self) -> dict[str, list[int]]:
        """The animals in the file by name, with the ids of their photos."""
        self.settle()
        assert self.session.path is not None
        with Session.open(self.session.path) as other:
            found: dict[str, list[int]] = {animal.name: [] for animal in other.animals().values()}
            for row in other.rows():
                if row.animal is not None:
                    found[row.animal.name].append(row.photo_id)
        return found

    def act(self, name: str) -> None:
        """Do what an action does, and let it be written."""
        {**self.controller.offers(), **self.by_hand.offers()}[name]()
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key that the view has of itself."""
        QTest.keyClick(self.page.view, key, modifiers)
        self.settle()

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click somewhere on the rows."""
        QTest.mouseClick(self.page.view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)
        self.settle()

    def tops(self) -> dict[str, int]:
        """Where each row that can be seen is on the screen."""
        view, rows = self.page.view, self.page.model.rows
        animals = {row: rows.animal(row) for row in view.rows_in_sight()}
        return {animal.name: view.row_rect(row).top() for row, animal in animals.items() if animal is not None}


@pytest.fixture(scope="session")
def kennel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with animals, to be copied."""
    folder = tmp_path_factory.mktemp("kennel")
    said = [breed for _name, _number, breeds in ANIMALS for breed in breeds] + [RED] * SINGLES
    paths = [folder / "photos" / f"{place:03}.jpg" for place in range(len(said))]
    path = folder / "kennel.pawsort"
    with Session.create(path) as session:
        ids = [row.photo_id for row in session.add_photos(paths)]
        others = {RED: (RED, GREEN, BLUE), GREEN: (GREEN, RED, BLUE), BLUE: (BLUE, RED, GREEN)}
        outcomes = [
            outcome(photo_id, path, suggestion(*others[breed], best=0.6), content=path.name)
            for photo_id, path, breed in zip(ids, paths, said, strict=True)
            if breed is not None
        ]
        session.use_pack(PACK)
        session.record_outcomes(outcomes, PACK)
        photos, animals, first = {}, {}, 0
        for place, (name, number, breeds) in enumerate(ANIMALS, 1):
            animals[-place] = Animal(-place, name, number)
            photos.update(dict.fromkeys(ids[first : first + len(breeds)], -place))
            first += len(breeds)
        session.apply(SetAnimals(animals, photos))
    return path


@pytest.fixture
def bench(qtbot: QtBot, kennel: Path, tmp_path: Path, breeds: Breeds, qapp: QApplication) -> Iterator[Bench]:
    """The screen with eight animals and three single photos; four rows can be seen."""
    path = Path(shutil.copy(kennel, tmp_path / "mine.pawsort"))
    window = QMainWindow()
    qtbot.addWidget(window)
    collection = PhotoCollection(window)
    session = SessionController(collection, RecentSessions(tmp_path / "recent.json"), window)
    groups, pictures = PlainGroups(collection), PaintedPictures()
    page = AnimalsPage(groups, pictures, breeds, window)  # type: ignore[arg-type]
    window.setCentralWidget(page)
    controller = AnimalsController(session, groups, page, breeds.name)
    by_hand = AnimalGroupsController(session, page, breeds.name)
    said: list[str] = []
    controller.said.connect(said.append)
    by_hand.said.connect(said.append)
    window.setMinimumSize(720, 440)  # as the real one
    window.resize(1100, 800)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(session.opened, timeout=10_000):
        session.open(path)
    controller.is_shown = True
    page.view.setFocus()
    made = Bench(window, session, groups, pictures, page, controller, by_hand, said)
    made.settle()
    yield made
    session.shut_down()


def animals_screen(window: MainWindow) -> AnimalsScreen:
    screen = window.screens["animals"]
    assert isinstance(screen, AnimalsScreen)
    return screen


def page_of(window: MainWindow) -> AnimalsPage:
    page = animals_screen(window).page
    assert page is not None
    return page


@pytest.fixture
def kennel_window(full_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Two animals of four and five photos, one of them with a dissenter; shown."""
    ids = [photo for photo in full_window.model.ids() if full_window.collection[photo].fault is None]
    ids.sort(key=lambda photo: full_window.collection[photo].path.name)
    animals = {-1: Animal(-1, "Bella", "A1"), -2: Animal(-2, "Max", "A2")}
    photos = dict.fromkeys(ids[:4], -1) | dict.fromkeys([*ids[4:8], ids[8]], -2)
    make(full_window, SetAnimals(animals, photos))
    full_window.actions_by_name["screen_animals"].trigger()
    page = page_of(full_window)

    def is_there() -> bool:
        confirms = [len(page.view.confirms(row)) for row in page.model.rows.shown.tolist()]
        return confirms[:2] == [4, 4]

    qtbot.waitUntil(is_there, timeout=20_000)
    return full_window
