"""Dialogs on small screens: what they hold scrolls, and they are never larger than the screen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

# Left free on the screen for title bar and borders.
FRAME = QSize(16, 44)
LEAST_HEIGHT = 120


class DialogBody(QScrollArea):
    """What a dialog holds above its buttons: a column that scrolls where it has not room enough.

    Attributes:
        inside: the parent for all that is put into the column.
        column: the layout to put it into.
    """

    def __init__(self, width: int, parent: QWidget) -> None:
        """Make an empty one.

        Args:
            width: that it would like to have, at least; in device-independent pixels.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget(self)
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self.inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_in_sight)

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt itself scrolls only where the focus was in here before, not when it comes from the buttons below."""
        if now is not None and self.inside.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def sizeHint(self) -> QSize:
        """Room for everything, with the lines as they break at this width."""
        width = max(self._width, self.minimumSizeHint().width())
        layout = self.column
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(width, height + 2)

    def minimumSizeHint(self) -> QSize:
        """Never scrolls sideways."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.column.minimumSize().width() + bar, LEAST_HEIGHT)


class _WheelScrolls(QObject):
    """Turns the wheel away from a control that has not the keys: it goes on to what scrolls."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the wheel is looked at."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def keep_from_wheel(control: QWidget) -> None:
    """The wheel changes a number or a choice only where a person is at it, not while it passes under the pointer."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_WheelScrolls(control))


def fit(dialog: QDialog, wanted: QSize | None = None) -> None:
    """Make a dialog as large as it would like to be, and no larger than its screen.

    Args:
        dialog: complete, not shown yet.
        wanted: its size; what its content asks for when left out.
    """
    parent = dialog.parentWidget()
    screen = (parent.screen() if parent is not None else None) or QGuiApplication.primaryScreen()
    most = screen.availableSize() - FRAME
    dialog.resize((wanted or dialog.sizeHint()).boundedTo(most))
