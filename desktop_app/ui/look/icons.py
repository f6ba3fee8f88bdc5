"""Icons as line drawings that take their colour from the theme and stay sharp at any scale.

Each is a file of `assets/icons`, drawn for Pawsort on a grid of 24 by 24 and named as the code names it.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app import paths
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.look.theme import colours

ICON_SIZE = 20
_NAME_PROPERTY = "iconName"

# In the files, `currentColor` stands for the colour of an icon and white for what lies behind it.
_COLOUR, _BEHIND = "currentColor", "#ffffff"
_APPLICATION = "application"

CONFIDENCE_ICONS = {Confidence.SURE: "sure", Confidence.MAYBE: "maybe", Confidence.UNSURE: "unsure"}
LEARNED_ICON = "learned"
STATE_ICONS = {
    PhotoState.WAITING: "state-waiting",
    PhotoState.TO_REVIEW: "state-to-review",
    PhotoState.CONFIRMED: "state-confirmed",
    PhotoState.CORRECTED: "state-corrected",
    PhotoState.NO_DOG: "state-no-dog",
    PhotoState.UNREADABLE: "state-unreadable",
}


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str, behind: str) -> QSvgRenderer:
    drawing = _drawing(name).replace(_BEHIND, behind).replace(_COLOUR, colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")


def icon_file(name: str) -> Path:
    """Where an icon is kept."""
    return paths.assets_folder() / "icons" / f"{name}.svg"


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str, behind: str | None = None) -> None:
    """Draw an icon into `rect`; `behind` is the colour of the hollow parts of filled shapes."""
    _renderer(name, colour, behind or colours().surface).render(painter, rect)


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `size` device-independent pixels. For the interface thread only."""
    drawing = _renderer(name, colour, colours().surface)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon in the theme's text colour (or `colour`), with a paler disabled look."""
    now = colours()
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, ICON_SIZE, colour or now.text, ratio))
        result.addPixmap(pixmap(name, ICON_SIZE, now.strong_border, ratio), QIcon.Mode.Disabled)
    return result


def application_drawing() -> str:
    """The paw on the colour of the app, as SVG of 256 by 256: the window's icon and that of every installer."""
    return icon_file(_APPLICATION).read_text(encoding="utf-8")


def application_icon() -> QIcon:
    """The paw on the colour of the app, for the window and the task bar."""
    result = QIcon()
    drawing = QSvgRenderer(QByteArray(application_drawing().encode()))
    for size in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(picture)
    return result


def set_icon(button: QAbstractButton | QAction, name: str) -> None:
    """Give a button or an action an icon that `refresh_icons` can draw again in other colours."""
    button.setProperty(_NAME_PROPERTY, name)
    button.setIcon(icon(name))


def refresh_icons(window: QWidget) -> None:
    """Draw the icons of all buttons and actions in the colours of the appearance in use."""
    drawn: list[QAbstractButton | QAction] = [*window.findChildren(QAbstractButton), *window.findChildren(QAction)]
    for each in drawn:
        name = each.property(_NAME_PROPERTY)
        if name:
            each.setIcon(icon(name))
