"""The icons: files of their own, coloured by the appearance, sharp on every screen."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_app.ui.look.icons import (
    CONFIDENCE_ICONS,
    STATE_ICONS,
    application_icon,
    icon_file,
    paint_icon,
    pixmap,
)
from desktop_app.ui.look.theme import DARK, LIGHT, Colours

EDGE = 24
NAMES = sorted(file.stem for file in icon_file("any").parent.glob("*.svg") if file.stem != "application")


def drawn(name: str, edge: int, colour: str, behind: str) -> QImage:
    image = QImage(edge, edge, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(0, 0, edge, edge), colour, behind)
    painter.end()
    return image


def solid_colours(image: QImage) -> set[str]:
    """The colours of the pixels that nothing shines through."""
    pixels = [QColor.fromRgba(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_every_icon_has_the_colours_of_the_appearance_alone(qapp: QApplication, colours: Colours, scale: int) -> None:
    colour, behind = QColor(colours.text), QColor(colours.surface)
    for name in NAMES:
        image = drawn(name, EDGE * scale, colours.text, colours.surface)
        assert any(
            QColor.fromRgba(image.pixel(x, y)).alpha() for x in range(image.width()) for y in range(image.height())
        )
        for found in map(QColor, solid_colours(image)):
            # Edges mix the two; every part of a mixture lies between those of its parents.
            for part in ("red", "green", "blue"):
                ends = sorted((getattr(colour, part)(), getattr(behind, part)()))
                assert ends[0] - 2 <= getattr(found, part)() <= ends[1] + 2, (name, found.name())


def test_twice_as_large_is_twice_as_fine(qapp: QApplication) -> None:
    """Drawn anew at every size, not stretched."""
    small, large = (drawn("settings", EDGE * scale, "#000000", "#ffffff") for scale in (1, 2))
    stretched = small.scaled(large.size())
    assert stretched != large
    assert application_icon().availableSizes()


def test_the_files_name_no_other_colours() -> None:
    assert set(NAMES) >= {*CONFIDENCE_ICONS.values(), *STATE_ICONS.values()}
    for name in NAMES:
        text = icon_file(name).read_text(encoding="utf-8")
        ElementTree.fromstring(text)  # noqa: S314 - our own file
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text))
        assert colours <= {"none", "currentColor", "#ffffff"}, name
        assert 'viewBox="0 0 24 24"' in text, name


def test_an_icon_that_is_missing_is_named(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        pixmap("no-such-icon", EDGE, "#000000")
