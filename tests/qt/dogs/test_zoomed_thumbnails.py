"""Thumbnails that show dogs: at once, sharp where that helps, and whole where nobody knows where the dog is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.suggestions import Box
from desktop_app.faults import Fault
from desktop_app.imaging.thumbnails import EDGE
from desktop_app.jobs.pictures import Editions, Picture
from desktop_app.ui.gallery.tile import GAP, PADDING, TileLook, TilePainter
from desktop_app.ui.gallery.zooming import DogZoom
from desktop_app.ui.look.theme import LIGHT
from tests.qt.dogs.dog_helpers import row_with_dogs

DOG = Box(0.6, 0.2, 0.8, 0.4)


class Loader(QObject):
    """Makes no pictures by itself: tests say when one is there."""

    ready = Signal(object)
    failed = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.editions = Editions(self)
        self.asked: list[tuple[list[int], Mapping[int, Box]]] = []

    def request(self, photos: Sequence[tuple[int, Path]], edge: int, boxes: Mapping[int, Box]) -> None:
        assert edge == EDGE
        self.asked.append(([photo_id for photo_id, _ in photos], boxes))

    def send(self, photo_id: int, box: Box) -> None:
        self.ready.emit(Picture(photo_id, EDGE, 8, 8, bytes(8 * 8 * 3), box))


@pytest.fixture
def loader(qapp: QApplication) -> Loader:
    return Loader()


@pytest.fixture
def zoom(loader: Loader) -> DogZoom:
    made = DogZoom(loader, loader)  # type: ignore[arg-type]
    made.set_on(True)
    return made


def thumbnail(width: int = EDGE, height: int = EDGE * 3 // 4) -> QPixmap:
    made = QPixmap(width, height)
    made.fill(Qt.GlobalColor.darkGreen)
    return made


def row(photo_id: int = 1, box: Box | None = DOG) -> PhotoRow:
    return row_with_dogs(photo_id, 1, box)


def test_the_part_of_the_thumbnail_stands_in_until_the_sharp_one_is_there(zoom: DogZoom, loader: Loader) -> None:
    whole = thumbnail()
    pixmap, part = zoom.cut(row(), whole)
    assert pixmap is whole
    assert part is not None
    assert part.contains(QRect(192, 48, 64, 48))
    zoom.want([(row(), whole)], 176)
    assert loader.asked == [([1], {1: DOG})]
    arrived: list[int] = []
    zoom.arrived.connect(arrived.append)
    loader.send(1, DOG)
    sharp, part = zoom.cut(row(), whole)
    assert (arrived, part) == ([1], None)
    assert sharp is not None
    assert sharp.width() == 8
    zoom.want([(row(), whole)], 176)
    assert loader.asked[-1] == ([], {}), "it is not asked for again"


def test_a_dog_that_another_pack_found_elsewhere_is_cut_anew(zoom: DogZoom, loader: Loader) -> None:
    loader.send(1, DOG)
    other = row(1, Box(0.1, 0.5, 0.3, 0.7))
    pixmap, part = zoom.cut(other, whole := thumbnail())
    assert pixmap is whole
    assert part is not None
    assert part.left() < 60
    zoom.want([(other, whole)], 176)
    assert loader.asked[-1][0] == [1]


def test_whole_photos_are_shown_where_nobody_knows_where_the_dog_is_and_when_one_does_not_zoom(
    zoom: DogZoom, loader: Loader
) -> None:
    whole = thumbnail()
    for unknown in (row(box=None), replace(row(), suggestion=None), replace(row(), fault=Fault("file.gone"))):
        assert zoom.cut(unknown, whole) == (whole, None)
        zoom.want([(unknown, whole)], 176)
    assert all(not ids for ids, _ in loader.asked)
    assert zoom.cut(row(), None) == (None, None)
    zoom.set_on(False)
    assert zoom.cut(row(), whole) == (whole, None)
    loader.asked.clear()
    zoom.want([(row(), whole)], 176)
    assert loader.asked == []


def test_what_is_sharp_or_has_no_more_pixels_is_not_decoded_once_more(zoom: DogZoom, loader: Loader) -> None:
    large = row(1, Box(0.1, 0.1, 0.8, 0.9))
    zoom.want([(large, thumbnail()), (row(2), thumbnail(64, 48))], 176)
    assert loader.asked == [([], {})]


def test_pictures_of_photos_that_became_others_are_let_go(zoom: DogZoom, loader: Loader) -> None:
    loader.send(1, DOG)
    loader.editions.renew([1])
    assert zoom.cut(row(), thumbnail()).part is not None
    loader.send(1, DOG)
    loader.editions.renew_all()
    assert zoom.cut(row(), thumbnail()).part is not None


def test_a_tile_shows_the_part_as_large_as_there_is_room(qapp: QApplication) -> None:
    picture = thumbnail(100, 100)
    painter = QPainter(picture)
    painter.fillRect(70, 10, 20, 20, QColor(200, 0, 0))
    painter.end()
    image = QImage(204, 290, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    look = TileLook(204, 290, 176, zoomed=True)
    TilePainter(str, QFont(), LIGHT).paint(painter, row(), picture, look, QRect(70, 10, 20, 20))
    painter.end()
    inside = [(GAP + PADDING + x, GAP + PADDING + y) for x in (8, 90, 168) for y in (40, 90, 168)]
    assert all(image.pixelColor(*place).red() > 150 for place in inside)
