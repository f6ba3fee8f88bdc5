"""A real window with a real, very small network; and rows for tests that need no window."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.breeds.book import BookBreed, BreedBook
from desktop_app.i18n.loader import install_language
from desktop_app.inference import trial
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.settings import Settings
from desktop_app.ui.window.main_window import MainWindow
from desktop_app.ui.wording.breeds import Breeds
from tests.qt.patience import PatientBot
from tests.qt.ui_helpers import add_and_look, see
from tests.small_pack import make_small_pack

# What looks at every screen are programs for developers, whose modules import each other by name.
sys.path.append(str(Path(__file__).parents[2] / "tools"))

COLOURS = {"red": (200, 30, 30), "green": (30, 180, 40), "blue": (30, 40, 200)}


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Waits longer than pytest-qt's own: machines that test have more to do."""
    return PatientBot(request)


@pytest.fixture(scope="module")
def tool(repository: Path) -> ModuleType:
    """`tools/layout_faults.py`."""
    spec = importlib.util.spec_from_file_location("layout_faults", repository / "tools" / "layout_faults.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True, scope="session")
def _english(qapp: QApplication) -> None:
    """The interface speaks English, with its plurals, whatever the machine speaks."""
    install_language(qapp, "en")


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication, _english: None) -> Iterator[None]:
    """A test in another language leaves none of it to the tests after it, whichever those are."""
    yield
    if not QLocale().name().startswith("en"):
        install_language(qapp, "en")


@pytest.fixture
def breeds() -> Breeds:
    """Three breeds of the small network and one that only shelters know."""
    book = BreedBook(
        [
            BookBreed("n_red", {"en": "Red Setter", "fr": "Setter rouge"}),
            BookBreed("n_green", {"en": "Green Hound", "fr": "Chien vert"}),
            BookBreed("n_blue", {"en": "Blue Terrier", "fr": "Terrier bleu"}, ("Azure Terrier",)),
            BookBreed("breed:pit_bull", {"en": "American Pit Bull Terrier", "fr": "Pitbull américain"}, ("pitbull",)),
        ]
    )
    return Breeds(book)


@pytest.fixture
def collection(qapp: QApplication) -> PhotoCollection:
    """An empty collection."""
    return PhotoCollection()


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network's pack."""
    return make_small_pack(tmp_path_factory.mktemp("pack") / "small")


@pytest.fixture
def coloured_photos(tmp_path: Path) -> Path:
    """Twelve small photos: four red, four green, four blue, in that order of names; and one that is broken."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for place in range(12):
        name, colour = list(COLOURS.items())[place // 4]
        shade = tuple(max(0, part - 3 * (place % 4)) for part in colour)
        Image.new("RGB", (64, 48), shade).save(folder / f"{place:02} {name}.png")
    (folder / "99 broken.jpg").write_bytes(b"no photo")
    return folder


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, isolated_home: Path, small_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as the app makes it, empty, active, with the small network."""
    monkeypatch.setattr(app, "bundled_packs", lambda: [small_pack])
    monkeypatch.setattr(trial, "bundled_packs", lambda: [small_pack])
    made = app.make_window(qapp, Settings.of(theme="light", language="en", go_on_after_label=False))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def full_window(window: MainWindow, coloured_photos: Path, qtbot: QtBot) -> MainWindow:
    """The window with twelve photos to review and one that is unreadable."""
    add_and_look(window, [coloured_photos], 13)
    window.gallery.setFocus()
    window.gallery.go_to(window.model.ids()[0])
    see(window)
    qtbot.wait(20)
    return window
