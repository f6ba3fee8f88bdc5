"""Signs on tiles: picks with their place, several dogs; on photos of every colour, in both appearances."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.rows import PhotoRow
from desktop_app.ui.gallery.tile import GAP, PADDING, TileLook, TilePainter
from desktop_app.ui.look.theme import DARK, LIGHT, Colours
from desktop_app.ui.wording import words
from tests.photo_rows import make_row

WIDTH, EDGE = 204, 176


def painted(row: PhotoRow, colours: Colours, photo: Qt.GlobalColor = Qt.GlobalColor.darkRed) -> QImage:
    """The part of a tile that shows the photo."""
    thumbnail = QPixmap(EDGE, EDGE)
    thumbnail.fill(photo)
    image = QImage(WIDTH, 290, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    painter = QPainter(image)
    look = TileLook(WIDTH, 290, EDGE)
    TilePainter(lambda breed_id: breed_id, QFont(), colours).paint(painter, row, thumbnail, look)
    painter.end()
    return image.copy(GAP + PADDING, GAP + PADDING, EDGE, EDGE)


def different_columns(first: QImage, second: QImage) -> set[str]:
    """In which halves two pictures differ."""
    return {
        "left" if x < EDGE // 2 else "right"
        for x in range(0, EDGE, 2)
        for y in range(0, 40, 2)
        if first.pixel(x, y) != second.pixel(x, y)
    }


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_sign_has_a_place_of_its_own(qapp: QApplication, colours: Colours) -> None:
    row = make_row(1)
    plain = painted(row, colours)
    assert different_columns(plain, painted(replace(row, pick=3), colours)) == {"left"}
    assert different_columns(plain, painted(replace(row, several_dogs=True), colours)) == {"right"}
    both = painted(replace(row, pick=3, several_dogs=True), colours)
    assert different_columns(plain, both) == {"left", "right"}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_cover_is_told_from_other_picks_at_a_glance(qapp: QApplication, colours: Colours) -> None:
    cover, second = (painted(replace(make_row(1), pick=place), colours) for place in (1, 2))
    ground = 8, 4 + 3
    assert cover.pixelColor(*ground).name() == colours.accent
    assert second.pixelColor(*ground).name() == colours.surface


def test_signs_do_not_depend_on_the_photo_below(qapp: QApplication) -> None:
    row = replace(make_row(1), pick=2)
    on_white, on_black = (painted(row, LIGHT, colour) for colour in (Qt.GlobalColor.white, Qt.GlobalColor.black))
    inside = [(x, y) for x in range(10, 30) for y in range(8, 18)]
    assert [on_white.pixel(*place) for place in inside] == [on_black.pixel(*place) for place in inside]


def test_signs_are_in_the_tool_tip() -> None:
    said = words.tooltip(replace(make_row(1), pick=1, several_dogs=True), lambda breed_id: breed_id)
    assert "cover of the adoption page" in said
    assert "several dogs" in said
