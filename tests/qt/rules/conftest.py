"""One window for all tests of a module: what a test did is taken back before the next one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app import app
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference import trial
from desktop_app.ui.controllers.screens import PHOTOS
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.main_window import MainWindow
from tests.qt.conftest import COLOURS
from tests.qt.review.review_helpers import be_sure
from tests.qt.rules.rules_helpers import let_come, until
from tests.qt.ui_helpers import add_and_look, see, settle

ANIMALS = ("Ada", "Bea", "Cleo", "Dora", "Emil")
OF_EACH, SINGLES = 3, 4


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, small_pack: Path) -> Iterator[MainWindow]:
    """The window with five animals of three photos, four photos of none, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("rules")
    photos = folder / "photos"
    photos.mkdir()
    colours = list(COLOURS.items())
    for place in range(OF_EACH * len(ANIMALS) + SINGLES):
        name, colour = colours[place // OF_EACH % 3]
        shade = tuple(max(0, part - 2 * place) for part in colour)
        Image.new("RGB", (64, 48), shade).save(photos / f"{place:02} {name}.png")
    (photos / "99 broken.jpg").write_bytes(b"no photo")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "PAWSORT_HOME"):
            patch.setenv(name, str(folder))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
            patch.delenv(name, raising=False)
        patch.setattr(app, "bundled_packs", lambda: [small_pack])
        patch.setattr(trial, "bundled_packs", lambda: [small_pack])
        made = app.make_window(qapp, Settings.of(theme="light", language="en"))
        made.resize(1200, 800)
        made.show()
        made.activateWindow()
        add_and_look(made, [photos], OF_EACH * len(ANIMALS) + SINGLES + 1)
        ids = sorted(made.model.ids(), key=lambda photo_id: made.collection[photo_id].path.name)
        animals = {-place: Animal(-place, name, f"A{place}") for place, name in enumerate(ANIMALS, 1)}
        owners = {photo_id: -(place // OF_EACH + 1) for place, photo_id in enumerate(ids[: OF_EACH * len(ANIMALS)])}
        made.session.change(SetAnimals(animals, owners), "a step", "A step")
        settle(made)
        made.session.undo_stack.clear()
        yield made
        made.close()
        made.deleteLater()
        QApplication.processEvents()


@pytest.fixture
def window(shared: MainWindow) -> Iterator[MainWindow]:
    """The same, on the screen Photos, as it was in the beginning."""
    start_again(shared)
    yield shared
    start_again(shared)


def take_back(window: MainWindow) -> None:
    """Take back what was done."""
    window.preview.close_preview()
    settle(window)
    while window.session.undo_stack.canUndo():
        window.session.undo()
        settle(window)
    window.session.undo_stack.clear()


def start_again(window: MainWindow) -> None:
    """Take everything back, and look at the first photo."""
    let_come(window)
    if window.screens.current.name != PHOTOS:
        window.screens.show(PHOTOS)
    take_back(window)
    be_sure(window, Confidence.MAYBE)
    window.review.dismiss()
    window.panel.show()
    window.resize(1200, 800)
    window.gallery.set_thumbnail_size(WindowState().thumbnail_size)
    window.header.find_box.clear()
    window.sidebar.clear()
    window.model.arrange_again()
    # A window beside it that was closed leaves none active, where nothing manages windows; keys then go nowhere.
    window.activateWindow()
    until(window.isActiveWindow)
    window.gallery.setFocus()
    window.gallery.go_to(window.model.id_at(0))
    QTest.qWait(1)
    see(window)
