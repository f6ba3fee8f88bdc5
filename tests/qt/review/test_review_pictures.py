from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.faults import Fault
from desktop_app.jobs.pictures import Editions, Picture
from desktop_app.ui.review.screen import large_pictures
from desktop_app.ui.review.screen.canvas import PhotoCanvas
from desktop_app.ui.review.screen.large_pictures import DETAIL_EDGE, LargePictures
from desktop_app.ui.review.screen.page_grid import SMALLEST, PageGrid, room_in


class Loader(QObject):
    """Makes no pictures by itself: tests say when one is there."""

    ready = Signal(object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.editions = Editions(self)
        self.asked: list[tuple[list[int], int]] = []

    def request(self, photos: Sequence[tuple[int, Path]], edge: int) -> None:
        self.asked.append(([photo_id for photo_id, _ in photos], edge))

    def send(self, photo_id: int, edge: int, width: int | None = None) -> None:
        width = edge if width is None else width
        self.ready.emit(Picture(photo_id, edge, width, width // 2, bytes(3 * width * (width // 2))))


def photos(*ids: int) -> list[tuple[int, Path]]:
    return [(photo_id, Path(f"/photos/{photo_id}.jpg")) for photo_id in ids]


@pytest.fixture
def loader(qapp: QApplication) -> Loader:
    return Loader()


@pytest.fixture
def pictures(loader: Loader) -> LargePictures:
    return LargePictures(loader, loader)  # type: ignore[arg-type]


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def canvas(around: QWidget, qtbot: QtBot) -> PhotoCanvas:
    around.resize(416, 316)
    made = PhotoCanvas(around)
    made.resize(416, 316)
    around.show()
    qtbot.waitExposed(around)
    return made


def pixmap(width: int, height: int) -> QPixmap:
    made = QPixmap(width, height)
    made.fill(QColor("red"))
    return made


def test_pictures_are_asked_for_ahead_and_those_that_are_there_are_not_asked_for_again(
    pictures: LargePictures, loader: Loader
) -> None:
    pictures.want(photos(1, 2, 3), 512)
    loader.send(1, 512)
    pictures.want(photos(2, 3, 4, 1), 512)
    assert loader.asked == [([1, 2, 3], 512), ([2, 3, 4], 512)]
    assert pictures.pixmap(1) is not None
    pictures.want(photos(1, 2), 1024)
    assert pictures.pixmap(1) is None, "too small for the room that there is now"


def test_memory_is_bounded_and_the_next_photo_always_has_room(
    pictures: LargePictures, loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_pictures, "MEMORY_BYTES", 4 * 512 * 512 * 3)
    for first in range(1, 30):
        pictures.want(photos(*range(first, first + 8)), 512)
        for photo_id in loader.asked[-1][0]:
            loader.send(photo_id, 512)
        assert pictures.bytes_held() <= large_pictures.MEMORY_BYTES
        assert pictures.pixmap(first) is not None
        assert pictures.pixmap(first + 1) is not None
    pictures.want(photos(1, 2, 3), 8192)
    assert loader.asked[-1][0] == [1, 2], "however little fits"


def test_a_photo_that_cannot_be_decoded_is_asked_for_once_and_says_why(pictures: LargePictures, loader: Loader) -> None:
    pictures.want(photos(1, 2), 512)
    fault = Fault("photo.out_of_memory")
    loader.failed.emit(1, fault)
    assert pictures.fault(1) == fault
    assert loader.asked[-1] == ([2], 512)
    loader.editions.try_again([1])
    assert loader.asked[-1] == ([1, 2], 512)


def test_all_pixels_are_only_held_of_the_photo_that_is_shown(pictures: LargePictures, loader: Loader) -> None:
    pictures.want(photos(1, 2), 512)
    loader.send(1, 512)
    pictures.want_detail(photos(1)[0])
    assert loader.asked[-1] == ([1], DETAIL_EDGE)
    loader.send(1, DETAIL_EDGE, 1000)
    assert pictures.detail(1) is not None
    assert loader.asked[-1] == ([2], 512), "and then the next ones are made"
    pictures.want(photos(2, 3), 512)
    assert pictures.detail(1) is None


def test_only_a_large_picture_that_was_painted_counts_as_shown(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, pixmap(40, 30))
    QApplication.processEvents()
    assert not canvas.is_displayed(), "a thumbnail stands in"
    canvas.show_large(2, pixmap(400, 300), whole=False)
    QApplication.processEvents()
    assert not canvas.is_displayed(), "it is of another photo"
    canvas.show_large(1, pixmap(400, 300), whole=False)
    assert not canvas.is_displayed(), "not painted yet"
    canvas.repaint()
    assert canvas.is_displayed()
    canvas.show_photo(2, None)
    assert not canvas.is_displayed()


def wheel(canvas: PhotoCanvas, at: QPointF, notches: int) -> None:
    nothing, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    modifiers = Qt.KeyboardModifier.NoModifier
    turn = QPoint(0, 120 * notches)
    event = QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), turn, nothing, modifiers, phase, False)
    QApplication.sendEvent(canvas, event)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_wheel_zooms_at_the_pointer_and_never_beyond_the_edges(canvas: PhotoCanvas, turns: int) -> None:
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(400, 300), whole=True)
    for _ in range(turns):
        canvas.turn()
    assert canvas.turned() == 90 * turns
    pointer = QPointF(230, 170)
    for _ in range(4):
        wheel(canvas, pointer, 1)  # as long as a side has room, it stays in the middle
    before = canvas.picture_point(pointer)
    for _ in range(4):
        wheel(canvas, pointer, 1)
        assert (canvas.picture_point(pointer) - before).manhattanLength() < 1
    assert canvas.zoom() == pytest.approx(1.25**8)
    for _ in range(9):
        wheel(canvas, QPointF(1, 1), -1)
    assert canvas.zoom() == 1.0
    assert (canvas.picture_point(QPointF(208, 158)) - QPointF(200, 150)).manhattanLength() < 1


def test_dragging_moves_an_enlarged_photo_up_to_its_edge(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(400, 300), whole=True)
    middle = QPointF(208, 158)
    for _ in range(4):
        wheel(canvas, middle, 1)

    def mouse(kind: QEvent.Type, at: QPointF) -> None:
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, event)

    held = canvas.picture_point(middle)
    mouse(QEvent.Type.MouseButtonPress, middle)
    mouse(QEvent.Type.MouseMove, middle + QPointF(20, 10))
    assert (canvas.picture_point(middle + QPointF(20, 10)) - held).manhattanLength() < 1
    mouse(QEvent.Type.MouseMove, middle + QPointF(5000, 5000))
    mouse(QEvent.Type.MouseButtonRelease, middle)
    assert canvas.picture_point(QPointF(0, 0)).manhattanLength() < 1


def test_100_percent_shows_each_pixel_as_one_of_the_screen_and_again_all_of_the_photo(canvas: PhotoCanvas) -> None:
    wanted: list[bool] = []
    canvas.detail_wanted.connect(lambda: wanted.append(True))
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(400, 300), whole=False)
    canvas.toggle_whole()
    assert wanted
    canvas.show_large(1, pixmap(1600, 1200), whole=True)
    across = canvas.picture_point(QPointF(300, 100)).x() - canvas.picture_point(QPointF(200, 100)).x()
    assert across == pytest.approx(100 * canvas.devicePixelRatioF())
    canvas.toggle_whole()
    assert canvas.zoom() == 1.0
    canvas.turn()
    canvas.show_photo(2, None)
    assert (canvas.zoom(), canvas.turned()) == (1.0, 0), "the next photo is shown upright and whole"


def test_who_comes_back_to_a_photo_finds_it_turned_and_enlarged_as_it_was_left(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(400, 300), whole=True)
    canvas.turn()
    wheel(canvas, QPointF(100, 80), 3)
    zoom, point = canvas.zoom(), canvas.picture_point(QPointF(50, 60))
    canvas.show_photo(2, None)
    canvas.show_large(2, pixmap(400, 300), whole=True)
    assert (canvas.zoom(), canvas.turned()) == (1.0, 0), "a photo that is new to a person is shown whole and upright"
    canvas.show_photo(1, None)
    wanted: list[bool] = []
    canvas.detail_wanted.connect(lambda: wanted.append(True))
    canvas.show_large(1, pixmap(400, 300), whole=False)
    assert (canvas.zoom(), canvas.turned()) == (zoom, 90)
    assert canvas.picture_point(QPointF(50, 60)) == point
    assert canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert wanted == [True], "its details are asked for again"


def test_a_photo_that_was_shown_whole_again_comes_back_whole(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(400, 300), whole=True)
    wheel(canvas, QPointF(100, 80), 3)
    canvas.toggle_whole()
    canvas.show_photo(2, None)
    canvas.show_photo(1, None)
    assert canvas.zoom() == 1.0


def test_photos_of_another_session_are_shown_upright_and_whole(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, pixmap(40, 30))
    canvas.turn()
    canvas.forget_views()
    canvas.show_photo(1, pixmap(40, 30))
    assert canvas.turned() == 0


def test_100_percent_of_a_photo_with_few_pixels_is_small(canvas: PhotoCanvas) -> None:
    canvas.show_photo(1, None)
    canvas.show_large(1, pixmap(200, 150), whole=True)
    canvas.toggle_whole()
    across = canvas.picture_point(QPointF(220, 150)).x() - canvas.picture_point(QPointF(200, 150)).x()
    assert across == pytest.approx(20 * canvas.devicePixelRatioF())
    canvas.toggle_whole()
    assert canvas.zoom() == 1.0
    wheel(canvas, QPointF(200, 150), -1)
    assert canvas.zoom() == 1.0, "the wheel never makes it smaller than there is room for"


@pytest.mark.parametrize("size", [(640, 350), (1046, 590), (1600, 870)])
def test_every_photo_of_a_page_is_in_sight_and_large_enough_to_judge(around: QWidget, size: tuple[int, int]) -> None:
    grid = PageGrid(lambda _id: None, around)
    grid.resize(*size)
    for count in range(1, room_in(*size) + 1):
        grid.show_photos([(photo_id, "") for photo_id in range(count)])
        tiles = grid.tiles()
        assert all(min(tile.width(), tile.height()) >= SMALLEST for tile in tiles)
        assert all(grid.rect().toRectF().contains(tile) for tile in tiles)
        assert not any(one.intersects(other) for one in tiles for other in tiles if one is not other)
