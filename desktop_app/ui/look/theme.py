"""Colours for light and dark, and the style sheet that is made of them. Follows the system unless told otherwise."""

from dataclasses import asdict, dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.rows import PhotoState

ThemeChoice = Literal["system", "light", "dark"]
_CHOICE = "pawsortTheme"
# In percent: at least so much darker than the window Qt draws the outline of a box or circle to tick.
_DARKENED = 130


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one appearance, as `#rrggbb`.

    Text colours keep a contrast of at least 4.5 : 1 against `window`, `surface` and `raised` (tested); so does what is
    disabled, because it still says something: why nothing can be confirmed, that no photo is left.
    """

    window: str
    surface: str
    raised: str
    hover: str
    border: str
    strong_border: str
    text: str
    quiet_text: str
    disabled_text: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    to_review: str
    confirmed: str
    corrected: str
    no_dog: str
    unreadable: str
    waiting: str
    warning_background: str
    error_background: str


LIGHT = Colours(
    window="#f5f4f1",
    surface="#ffffff",
    raised="#faf9f7",
    hover="#ecebe6",
    border="#dddbd4",
    strong_border="#8a8880",
    text="#1f2326",
    quiet_text="#595f66",
    disabled_text="#646462",
    accent="#0f6b6b",
    accent_hover="#0b5656",
    on_accent="#ffffff",
    selection="#d6ebea",
    to_review="#855200",
    confirmed="#1a6b3a",
    corrected="#1a56a8",
    no_dog="#6a4596",
    unreadable="#b3261e",
    waiting="#595f66",
    warning_background="#fff3d6",
    error_background="#fde7e4",
)

DARK = Colours(
    window="#1b1d1f",
    surface="#232628",
    raised="#2b2f32",
    hover="#34393d",
    border="#3b4145",
    strong_border="#7c858c",
    text="#edeff0",
    quiet_text="#adb5bb",
    disabled_text="#a5acb1",
    accent="#5cc8c2",
    accent_hover="#7ad6d1",
    on_accent="#052b29",
    selection="#1d4645",
    to_review="#f0b95c",
    confirmed="#7bd29a",
    corrected="#8fbcff",
    no_dog="#cba9f5",
    unreadable="#ff9d94",
    waiting="#adb5bb",
    warning_background="#43361a",
    error_background="#4a2522",
)

_applied = [LIGHT]


def is_dark() -> bool:
    """Whether the interface is dark now: as a person chose, else as the system is."""
    application = QGuiApplication.instance()
    chosen = application.property(_CHOICE) if application is not None else None
    if chosen in ("light", "dark"):
        return bool(chosen == "dark")
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours of the appearance that `apply_theme` applied last. Asked for at every stroke of the brush."""
    return _applied[-1]


def state_colour(state: PhotoState) -> QColor:
    """The colour that goes with a photo's state; never the only sign of it."""
    now = colours()
    return QColor(
        {
            PhotoState.WAITING: now.waiting,
            PhotoState.TO_REVIEW: now.to_review,
            PhotoState.CONFIRMED: now.confirmed,
            PhotoState.CORRECTED: now.corrected,
            PhotoState.NO_DOG: now.no_dog,
            PhotoState.UNREADABLE: now.unreadable,
        }[state]
    )


def choose_theme(application: QGuiApplication, choice: ThemeChoice) -> None:
    """Force light or dark, or follow the system again; `apply_theme` shows it."""
    application.setProperty(_CHOICE, choice)
    # For what the system draws itself: title bars, file dialogs. Some platforms ignore it.
    scheme = {
        "system": Qt.ColorScheme.Unknown,
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }[choice]
    QGuiApplication.styleHints().setColorScheme(scheme)


def apply_theme(application: QApplication) -> None:
    """Give the application the palette and the style sheet of the appearance in use."""
    _applied[:] = [DARK if is_dark() else LIGHT]
    now = colours()
    application.setPalette(_palette(now))
    for kind in ("QCheckBox", "QRadioButton"):
        # PySide says bytes and takes text alone.
        application.setPalette(ticking_palette(), kind)  # type: ignore[arg-type]
    application.setStyleSheet(Template(STYLE).substitute(asdict(now)))


def _palette(now: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: now.window,
        QPalette.ColorRole.WindowText: now.text,
        QPalette.ColorRole.Base: now.surface,
        QPalette.ColorRole.AlternateBase: now.raised,
        QPalette.ColorRole.Text: now.text,
        QPalette.ColorRole.Button: now.raised,
        QPalette.ColorRole.ButtonText: now.text,
        QPalette.ColorRole.BrightText: now.unreadable,
        QPalette.ColorRole.ToolTipBase: now.raised,
        QPalette.ColorRole.ToolTipText: now.text,
        QPalette.ColorRole.Highlight: now.accent,
        QPalette.ColorRole.HighlightedText: now.on_accent,
        QPalette.ColorRole.Link: now.accent,
        QPalette.ColorRole.LinkVisited: now.accent,
        QPalette.ColorRole.PlaceholderText: now.quiet_text,
        QPalette.ColorRole.Mid: now.border,
        QPalette.ColorRole.Dark: now.strong_border,
        QPalette.ColorRole.Light: now.raised,
        QPalette.ColorRole.Accent: now.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(now.disabled_text))
    return palette


def ticking_palette() -> QPalette:
    """For what has a box or a circle to tick: Qt's style makes its outline darker than the window, on which it stands.

    On a dark window nobody would see it, on a light one hardly. Nothing else of these widgets is in that colour.
    """
    now = colours()
    palette = _palette(now)
    palette.setColor(QPalette.ColorRole.Window, QColor(now.strong_border).lighter(_DARKENED))
    return palette


STYLE = """
QWidget { color: $text; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px; }

QMenuBar { background: $window; padding: 1px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled_text; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }

QToolBar { background: $window; border: 0; border-bottom: 1px solid $border; padding: 3px 8px; spacing: 2px; }
QToolBar::separator { width: 1px; background: $border; margin: 6px 4px; }
QToolBar QToolButton { padding: 6px 6px; border-radius: 6px; border: 1px solid transparent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $disabled_text; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }

QPushButton { background: $raised; border: 1px solid $border; border-radius: 6px; padding: 6px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $disabled_text; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $hover; color: $disabled_text; border-color: $border; }
QPushButton[chosen="true"] { background: $selection; border: 1px solid $accent; }
QPushButton[compact="true"] { padding: 3px 6px; }
QPushButton[compact="true"]:focus { padding: 2px 5px; }
QPushButton[small="true"] { padding: 1px 8px; min-height: 16px; }
QPushButton[small="true"]:focus { padding: 0px 7px; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 6px; }
QPushButton[link="true"]:hover { background: $hover; }
QPushButton[link="true"]:focus { border: 1px solid $accent; }
QPushButton[link="true"][small="true"] { padding: 0px 4px; min-height: 16px; text-align: left; }

QLineEdit {
    background: $surface; border: 1px solid $strong_border; border-radius: 6px; padding: 5px 8px; min-height: 18px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $quiet_text;
}
QLineEdit:disabled { color: $disabled_text; placeholder-text-color: $disabled_text; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
QAbstractSpinBox QLineEdit:focus { border: 0; padding: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: 0; padding: 3px;
    selection-background-color: $selection; selection-color: $text; }

QListView { background: $surface; border: 1px solid $border; border-radius: 6px; outline: 0; }
QListView::item { padding: 4px 6px; border-radius: 4px; }
QListView::item:selected { background: $selection; color: $text; }
QListView#gallery { background: $window; border: 0; border-radius: 0; }
QListView#filterList { background: transparent; border: 0; }

QProgressBar { background: $hover; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $window; border-left: 1px solid $border; }
QScrollArea { background: transparent; border: 0; }

QScrollBar:vertical { background: transparent; width: 13px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 13px; margin: 2px; }
QScrollBar::handle { background: $strong_border; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $quiet_text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider::groove:horizontal { height: 4px; background: $strong_border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; }
QSlider:focus { border: 1px solid $accent; border-radius: 6px; }

QLabel[quiet="true"] { color: $quiet_text; }
QLabel[complaint="true"] { background: $error_background; border-radius: 6px; padding: 8px; }
QLabel[heading="true"] { font-weight: 600; }
QScrollArea[preview="true"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QScrollArea[preview="true"]:focus { border: 1px solid $accent; }
QFrame[warning="true"] { background: $warning_background; border-radius: 6px; }
QFrame[panel="true"] { background: $surface; }
QFrame[foot="true"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[rule="true"] { background: $border; max-height: 1px; min-height: 1px; border: 0; }
QFrame#dropTarget { background: $surface; border: 2px dashed $strong_border; border-radius: 16px; }
QFrame[card="true"] { background: $raised; border: 1px solid $border; border-radius: 10px; }
QFrame[chip="true"] { background: $selection; border: 1px solid $accent; border-radius: 13px; }
QFrame[message="warning"] { background: $warning_background; border-bottom: 1px solid $border; }
QFrame[message="error"] { background: $error_background; border-bottom: 1px solid $border; }
QFrame[message="information"] { background: $selection; border-bottom: 1px solid $border; }
"""
