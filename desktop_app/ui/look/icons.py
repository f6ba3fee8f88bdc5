"""Icons as line drawings that take their colour from the theme and stay sharp at any scale."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.ui.look.theme import colours

ICON_SIZE = 20
_NAME_PROPERTY = "iconName"

# Drawn for Pawsort on a grid of 24 by 24. `{c}` is the colour, `{b}` what lies behind.
_SHAPES = {
    "folder": '<path d="M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>',
    "folder-add": '<path d="M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>'
    '<path d="M12 10.5v5M9.5 13h5"/>',
    "photo-add": '<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="10" r="1.5"/>'
    '<path d="M4 17l5-4.5 3.5 3 3-2.5 5 4"/>',
    "session": '<rect x="3" y="4" width="18" height="5" rx="1.5"/><path d="M5 9v9a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9"/>'
    '<path d="M10 13h4"/>',
    "undo": '<path d="M8 5L4 9l4 4"/><path d="M4 9h9.5a5.5 5.5 0 0 1 0 11H9"/>',
    "redo": '<path d="M16 5l4 4-4 4"/><path d="M20 9h-9.5a5.5 5.5 0 0 0 0 11H15"/>',
    "confirm": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5L20 20"/>',
    "mix": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "unknown": '<path d="M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.7"/>'
    '<circle cx="12" cy="18.2" r=".7" fill="{c}"/>',
    "no-dog": '<circle cx="12" cy="12" r="8.5"/><path d="M6 6l12 12"/>',
    "clear": '<path d="M9 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H9l-6-6z"/><path d="M11.5 9.5l5 5M16.5 9.5l-5 5"/>',
    "export": '<path d="M12 15V4M8 7.5L12 4l4 3.5"/><path d="M5 13v5a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-5"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "resume": '<path d="M8 5.5v13l11-6.5z"/>',
    "cancel": '<path d="M6 6l12 12M18 6L6 18"/>',
    "keyboard": '<rect x="2.5" y="6" width="19" height="12" rx="2"/>'
    '<path d="M6 10h.01M9 10h.01M12 10h.01M15 10h.01M18 10h.01M7 14h10"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.8a2.4 2.4 0 1 1 3.5 2.1c-.8.5-1.2.9-1.2 1.9"/>'
    '<circle cx="12" cy="16.5" r=".5" fill="{c}"/>',
    "ascending": '<path d="M12 19V5M7 10l5-5 5 5"/>',
    "descending": '<path d="M12 5v14M7 14l5 5 5-5"/>',
    "small": '<rect x="8" y="8" width="8" height="8" rx="1.5"/>',
    "large": '<rect x="4" y="4" width="16" height="16" rx="2.5"/>',
    "remove": '<path d="M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12"/>',
    "warning": '<path d="M12 4l9 16H3z"/><path d="M12 10v4.5"/><circle cx="12" cy="17" r=".5" fill="{c}"/>',
    "information": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5"/><circle cx="12" cy="8" r=".5" fill="{c}"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "panel": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M15 4v16"/>',
    "paw": '<path d="M12 12.5c2.6 0 5 2.7 5 5 0 1.7-1.3 2.5-2.7 2.5-.9 0-1.5-.4-2.3-.4s-1.4.4-2.3.4'
    'C8.3 20 7 19.2 7 17.5c0-2.3 2.4-5 5-5z" fill="{c}"/><ellipse cx="5.5" cy="11.5" rx="1.7" ry="2.3" fill="{c}"/>'
    '<ellipse cx="9.5" cy="7" rx="1.8" ry="2.6" fill="{c}"/><ellipse cx="14.5" cy="7" rx="1.8" ry="2.6" fill="{c}"/>'
    '<ellipse cx="18.5" cy="11.5" rx="1.7" ry="2.3" fill="{c}"/>',
    "why": '<path d="M12 3.5c.6 3.4 4.8 5 4.8 9.7a4.8 4.8 0 0 1-9.6 0c0-2 .9-3.2 1.9-4.2.3 1.3.9 2 1.7 2.3'
    '-.5-3 .1-5.9 1.2-7.8z"/>',
    # How sure: full, half, empty.
    "sure": '<circle cx="12" cy="12" r="7.5" fill="{c}"/>',
    "maybe": '<circle cx="12" cy="12" r="7.5"/><path d="M12 4.5a7.5 7.5 0 0 0 0 15z" fill="{c}"/>',
    "unsure": '<circle cx="12" cy="12" r="7.5"/>',
    # States: each has a shape of its own, told apart without colour.
    "state-waiting": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 3.2"/><path d="M12 7.5V12l3 2"/>',
    "state-to-review": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.2 1-1.2 2"/>'
    '<circle cx="12" cy="16.8" r=".6" fill="{c}"/>',
    "state-confirmed": '<circle cx="12" cy="12" r="9.5" fill="{c}"/>'
    '<path d="M7.5 12.5l3 3 6-6.5" stroke="{b}" stroke-width="2.4"/>',
    "state-corrected": '<rect x="3" y="3" width="18" height="18" rx="4" fill="{c}"/>'
    '<path d="M8 16l.6-2.8L14.5 7.3l2.2 2.2-5.9 5.9z" stroke="{b}" stroke-width="1.8" fill="{b}"/>',
    "state-no-dog": '<circle cx="12" cy="12" r="9"/><path d="M5.8 5.8l12.4 12.4"/>',
    "state-unreadable": '<path d="M12 3.5L21.5 20h-19z" fill="{c}"/>'
    '<path d="M12 9.5v5" stroke="{b}" stroke-width="2.2"/>'
    '<circle cx="12" cy="17.2" r=".5" stroke="{b}" stroke-width="1.4"/>',
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{c}" stroke-width="1.8" '
    'stroke-linecap="round" stroke-linejoin="round">'
)
CONFIDENCE_ICONS = {Confidence.SURE: "sure", Confidence.MAYBE: "maybe", Confidence.UNSURE: "unsure"}
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
    drawing = (_SVG + _SHAPES[name] + "</svg>").replace("{c}", colour).replace("{b}", behind)
    return QSvgRenderer(QByteArray(drawing.encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str, behind: str | None = None) -> None:
    """Draw an icon into `rect`; `behind` is the colour of the hollow parts of filled shapes."""
    _renderer(name, colour, behind or colours().surface).render(painter, rect)


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `size` device-independent pixels. For the interface thread only."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour, colours().surface).render(painter, QRectF(0, 0, picture.width(), picture.height()))
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
    paw = _SHAPES["paw"].replace("{c}", "#ffffff")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256"><rect width="256" height="256" rx="56" '
        'fill="#0f6b6b"/><g transform="translate(30.7 25.6) scale(8.107)" fill="none" stroke="#ffffff" '
        f'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{paw}</g></svg>'
    )


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


def set_icon(button: QAbstractButton, name: str) -> None:
    """Give a button an icon that `refresh_icons` can draw again in other colours."""
    button.setProperty(_NAME_PROPERTY, name)
    button.setIcon(icon(name))


def refresh_icons(window: QWidget) -> None:
    """Draw the icons of all buttons in the colours of the appearance in use."""
    for button in window.findChildren(QAbstractButton):
        name = button.property(_NAME_PROPERTY)
        if name:
            button.setIcon(icon(name))
