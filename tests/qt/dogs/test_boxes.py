"""Boxes on the photo: where they are painted, what a click means, and what zooming shows."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.catalog.values.suggestions import Box
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.dog_boxes import DogMarks, dog_at, to_view
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.screen.canvas import PhotoCanvas
from tests.qt.dogs.dog_helpers import LEFT, RIGHT, SMALL

MARKS = DogMarks((LEFT, RIGHT, SMALL))
WHOLE = QRectF(0, 0, 400, 300)


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(416, 316)
    return made


@pytest.fixture
def view(around: QWidget, qtbot: QtBot) -> PhotoView:
    made = PhotoView(around)
    made.resize(400, 300)
    around.show()
    qtbot.waitExposed(around)
    made.show_picture(grey(400, 300))
    return made


@pytest.fixture
def canvas(around: QWidget, qtbot: QtBot) -> PhotoCanvas:
    made = PhotoCanvas(around)
    made.resize(416, 316)
    around.show()
    qtbot.waitExposed(around)
    made.show_photo(1, None)
    made.show_large(1, grey(400, 300), whole=True)
    return made


def grey(width: int, height: int) -> QPixmap:
    made = QPixmap(width, height)
    made.fill(QColor(128, 128, 128))
    return made


def middle_of(box: Box, width: int = 400, height: int = 300) -> QPointF:
    return QPointF((box.left + box.right) / 2 * width, (box.top + box.bottom) / 2 * height)


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def coloured(widget: QWidget, colour: str) -> int:
    """How many pixels have that very colour."""
    image, wanted = painted(widget), QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_of_boxes_that_overlap_the_smallest_is_meant_and_numbers_first() -> None:
    boxes = (Box(0.0, 0.0, 1.0, 1.0), Box(0.5, 0.5, 0.9, 0.9))
    shares, font = to_view(WHOLE), QFont()
    assert dog_at(QPointF(280, 210), boxes, shares, WHOLE, font) == 2
    assert dog_at(QPointF(60, 200), boxes, shares, WHOLE, font) == 1
    assert dog_at(QPointF(8, 8), boxes, shares, WHOLE, font) == 1
    assert dog_at(QPointF(500, 8), boxes, shares, WHOLE, font) is None
    same = (Box(0.1, 0.1, 0.6, 0.6), Box(0.1, 0.1, 0.6, 0.6))
    chips = {dog_at(QPointF(x, 38), same, shares, WHOLE, font) for x in range(44, 84)}
    assert {1, 2} <= chips, "no number is over another"


def test_boxes_are_shown_of_several_dogs_and_of_one_only_where_a_person_asks(view: PhotoView) -> None:
    accent, point = colours().accent, QPointF(10, 10)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    view.show_dogs(DogMarks((LEFT,)))
    assert coloured(view, accent) == 0
    view.show_dogs(DogMarks((LEFT,), asked=True))
    assert coloured(view, accent) > 100
    view.show_dogs(MARKS)
    assert coloured(view, accent) > 100
    view.show_dogs(DogMarks())
    assert coloured(view, accent) == 0
    QApplication.sendEvent(view, QEnterEvent(point, point, view.mapToGlobal(point)))
    view.show_dogs(DogMarks((LEFT,)))
    assert coloured(view, accent) > 100


def test_a_click_on_another_dog_chooses_it_and_any_other_asks_for_the_large_view(view: PhotoView) -> None:
    chosen: list[int] = []
    opened: list[bool] = []
    view.dog_clicked.connect(chosen.append)
    view.clicked.connect(lambda: opened.append(True))
    view.show_dogs(MARKS)
    for point in (middle_of(RIGHT), middle_of(SMALL)):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert (chosen, opened) == ([2, 3], [])
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle_of(LEFT).toPoint())
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(395, 5))
    assert (chosen, opened) == ([2, 3], [True, True])


def test_zooming_shows_the_chosen_dog_and_asks_for_as_many_pixels_as_that_needs(view: PhotoView) -> None:
    edges: list[int] = []
    view.edge_changed.connect(edges.append)
    view.show_dogs(DogMarks((LEFT, SMALL), 2))
    assert view.whole_rect() == WHOLE
    before = view.edge()
    view.set_zoomed(True)
    whole = view.whole_rect()
    shown = to_view(whole).map(middle_of(SMALL, 1, 1))
    assert (shown - QPointF(200, 150)).manhattanLength() < 80
    assert whole.width() > 3 * 400
    assert view.edge() > before
    assert edges
    assert view.seen_rect() == WHOLE, "nothing is empty beside it"
    view.show_dogs(DogMarks())
    assert view.whole_rect() == WHOLE, "where nobody knows where the dog is, all of the photo is shown"


@pytest.mark.parametrize("turns", range(4))
def test_the_canvas_zooms_to_the_dog_however_it_is_turned(canvas: PhotoCanvas, turns: int) -> None:
    for _ in range(turns):
        canvas.turn()
    canvas.show_dogs(DogMarks((LEFT, SMALL), 2))
    canvas.set_zoomed(True)
    assert canvas.is_at_dog()
    assert canvas.zoom() > 3
    middle = canvas.picture_point(QRectF(canvas.rect()).center())
    assert (middle - middle_of(SMALL)).manhattanLength() < 20
    canvas.show_dogs(DogMarks((LEFT, SMALL), 1))
    assert canvas.zoom() < 2
    canvas.set_zoomed(False)
    assert canvas.zoom() == 1.0


def test_who_goes_on_is_at_the_next_dog_and_who_turns_the_wheel_looks_elsewhere(canvas: PhotoCanvas) -> None:
    canvas.set_zoomed(True)
    canvas.show_dogs(DogMarks((SMALL,)))
    assert canvas.is_at_dog()
    canvas.show_photo(2, grey(40, 30))
    canvas.show_dogs(DogMarks((RIGHT,)))
    assert canvas.is_at_dog(), "a small picture stands in, cut likewise"
    canvas.show_large(2, grey(800, 600), whole=True)
    at_dog = canvas.zoom()
    assert at_dog > 1
    canvas.toggle_whole()
    assert not canvas.is_at_dog()
    canvas.toggle_whole()
    assert canvas.is_at_dog()
    assert canvas.zoom() == pytest.approx(at_dog)
    canvas.show_photo(3, grey(400, 300))
    assert canvas.zoom() == 1.0, "of a photo without a box, all is shown"


def test_detail_is_asked_for_where_the_dog_would_be_a_blur(canvas: PhotoCanvas) -> None:
    wanted: list[bool] = []
    canvas.detail_wanted.connect(lambda: wanted.append(True))
    canvas.set_zoomed(True)
    canvas.show_photo(2, None)
    canvas.show_dogs(DogMarks((SMALL,)))
    assert not wanted
    canvas.show_large(2, grey(400, 300), whole=False)
    assert wanted


def test_a_click_on_the_canvas_chooses_and_a_drag_does_not(canvas: PhotoCanvas) -> None:
    chosen: list[int] = []
    canvas.dog_clicked.connect(chosen.append)
    canvas.show_dogs(MARKS)
    there = (middle_of(RIGHT) + QPointF(8, 8)).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=there)
    assert chosen == [2]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=there)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=there + QPoint(60, 0))
    assert chosen == [2]


def test_the_heat_map_covers_the_whole_photo_under_the_boxes_also_where_one_zooms(view: PhotoView) -> None:
    heat = QImage(2, 1, QImage.Format.Format_ARGB32_Premultiplied)
    heat.setPixelColor(0, 0, QColor("black"))
    heat.setPixelColor(1, 0, QColor("white"))
    view.show_heat(heat)
    view.show_dogs(DogMarks((LEFT, SMALL), 2))
    view.set_zoomed(True)
    view._pixmap = grey(400, 300)
    image = painted(view)
    # The small dog is at the right edge: only what is white of the map is seen.
    assert image.pixelColor(200, 200).lightness() > 200
    view.set_zoomed(False)
    QApplication.processEvents()
    assert painted(view).pixelColor(100, 290).lightness() < 80
