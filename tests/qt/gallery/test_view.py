import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.rows import PhotoRow, PhotoState
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.faults import Fault
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.jobs.pictures import Picture, PictureLoader
from desktop_app.photos.arrangement import SortBy
from desktop_app.photos.filters import Filters
from desktop_app.photos.store import PhotoStore
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.delegate import PhotoDelegate
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.pictures import MEMORY_BYTES, Pictures
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.wording.breeds import Breeds
from tests.photo_rows import make_row

EVERY_STATE = {
    PhotoState.WAITING: make_row(1, None),
    PhotoState.TO_REVIEW: make_row(1),
    PhotoState.CONFIRMED: make_row(1, label=Label.breed("n_red")),
    PhotoState.CORRECTED: make_row(1, label=UNKNOWN),
    PhotoState.NO_DOG: make_row(1, label=NO_DOG),
    PhotoState.UNREADABLE: make_row(1, fault=Fault("file.empty")),
}


@pytest.fixture
def pictures(tmp_path: Path, qapp: QApplication) -> Iterator[Pictures]:
    loader = PictureLoader(ThumbnailCache(tmp_path / "cache"), threads=1)
    yield Pictures(loader)
    loader.close()


@pytest.fixture
def view(qtbot: QtBot, collection: PhotoCollection, breeds: Breeds, pictures: Pictures) -> Iterator[GalleryView]:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = GalleryModel(collection, breeds.name, parent)
    made = GalleryView(model, PhotoDelegate(pictures, breeds.name, parent), pictures, parent)
    parent.resize(900, 700)
    made.resize(900, 700)
    parent.show()
    qtbot.waitExposed(parent)
    yield made
    parent.close()


def painted(view: GalleryView, row: PhotoRow, state: QStyle.StateFlag) -> QImage:
    """One tile, in grey: what is left for whoever cannot tell colours apart."""
    model = view.model()
    assert isinstance(model, GalleryModel)
    collection = model.collection
    collection.clear()
    collection.put([row])
    option = QStyleOptionViewItem()
    option.font = view.font()
    size = view.cell_size()
    option.rect.setSize(size)
    option.state = state
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, model.index(0))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def test_every_state_has_a_look_of_its_own_without_colour(view: GalleryView) -> None:
    looks = {state: painted(view, row, QStyle.StateFlag.State_Enabled) for state, row in EVERY_STATE.items()}
    assert {row.state for row in EVERY_STATE.values()} == set(PhotoState)
    for one, other in combinations(looks, 2):
        assert looks[one] != looks[other], (one, other)


def test_selection_focus_and_hover_can_be_seen(view: GalleryView) -> None:
    flags = QStyle.StateFlag
    states = (
        flags.State_Enabled,
        flags.State_Enabled | flags.State_Selected,
        flags.State_Enabled | flags.State_HasFocus,
        flags.State_Enabled | flags.State_MouseOver,
    )
    looks = [painted(view, make_row(1), state) for state in states]
    for one, other in combinations(looks, 2):
        assert one != other


def test_a_thumbnail_is_painted_when_it_arrives(view: GalleryView, pictures: Pictures) -> None:
    before = painted(view, make_row(1), QStyle.StateFlag.State_Enabled)
    pictures.loader.ready.emit(Picture(1, 176, 2, 1, bytes([255, 0, 0, 0, 255, 0])))
    assert pictures.pixmap(1) is not None
    assert painted(view, make_row(1), QStyle.StateFlag.State_Enabled) != before or pictures.pixmap(1) is None


def test_memory_for_thumbnails_is_bounded(pictures: Pictures) -> None:
    edge = 1000
    pixels = bytes(edge * edge * 3)
    for photo_id in range(MEMORY_BYTES // (edge * edge * 4) + 5):
        pictures.loader.ready.emit(Picture(photo_id, edge, edge, edge, pixels))
    assert pictures.pixmap(0) is None
    assert pictures.pixmap(MEMORY_BYTES // (edge * edge * 4) + 4) is not None


def test_the_selection_survives_sorting(view: GalleryView, collection: PhotoCollection) -> None:
    collection.put(make_row(photo_id, probability=(photo_id * 37 % 100) / 100) for photo_id in range(200))
    view.select([3, 50, 51, 52, 199], current=50)
    model = view.model()
    assert isinstance(model, GalleryModel)
    model.set_sorting(SortBy.PROBABILITY, descending=True)
    assert set(view.selected_ids()) == {3, 50, 51, 52, 199}
    assert view.current_id() == 50


def test_what_a_filter_hides_is_no_longer_selected(view: GalleryView, collection: PhotoCollection) -> None:
    collection.put([make_row(1), make_row(2, "n_blue"), make_row(3)])
    view.select([1, 2, 3], current=2)
    model = view.model()
    assert isinstance(model, GalleryModel)
    model.set_filters(Filters({"looks_like": "n_red"}))
    assert view.selected_ids() == [1, 3]


def test_what_is_in_sight_is_announced_and_follows_scrolling(
    view: GalleryView, collection: PhotoCollection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.visible_changed) as first:
        collection.put(make_row(photo_id) for photo_id in range(1000))
    assert first.args is not None
    assert first.args[0][0] == 0
    with qtbot.waitSignal(view.visible_changed) as later:
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert later.args is not None
    assert 999 in later.args[0]
    assert 0 not in later.args[0]


@pytest.mark.parametrize(("turn", "larger"), [(120, True), (-120, False)])
def test_ctrl_and_the_wheel_change_the_size(view: GalleryView, qtbot: QtBot, turn: int, larger: bool) -> None:
    before = view.thumbnail_size()
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(view.thumbnail_size_changed):
        QApplication.sendEvent(view.viewport(), event)
    assert (view.thumbnail_size() > before) == larger


def test_columns_fill_the_width(view: GalleryView, collection: PhotoCollection) -> None:
    collection.put(make_row(photo_id) for photo_id in range(100))
    width = view.viewport().width()
    columns = width // view.cell_size().width()
    assert columns == view.columns() > 1
    assert width - columns * view.cell_size().width() < columns + 1


def test_a_smaller_session_follows_a_larger_one_whose_last_photo_is_selected(
    view: GalleryView, collection: PhotoCollection
) -> None:
    collection.put(make_row(number) for number in range(1, 301))
    view.go_to(300)
    smaller = PhotoStore()
    smaller.put([make_row(1), make_row(2)])
    collection.show(smaller)
    assert view.selected_ids() == []
    assert view.visible_ids() == [1, 2]


def test_very_many_photos_here_and_there_are_selected_in_a_moment(
    view: GalleryView, collection: PhotoCollection
) -> None:
    collection.put(make_row(number) for number in range(1, 12_001))
    view.selectAll()
    began = time.thread_time()
    view.select(range(1, 12_001, 2))
    view.selectAll()
    # With the selection of before compared run by run, each takes a second.
    assert time.thread_time() - began < 0.5
    assert view.selected_count() == 12_000
    view.select(range(1, 12_001, 2))
    assert view.selected_ids() == list(range(1, 12_001, 2))
