"""Decides whom a key belongs to: the control that has the focus, or the actions of the window."""

import sys
from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QWidget,
)

from desktop_app.ui.wording.keyboards import Keyboard, Press, place_of

_TEXT = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
_CONTROL, _ALT, _META = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier,
)  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# With Ctrl, these edit text or move in it; Ctrl with another key is an action wherever the focus is.
_EDITING = (
    Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Insert, Qt.Key.Key_Backspace, Qt.Key.Key_Delete,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
# Held down, these move on and on.
_MOVING = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Plus, Qt.Key.Key_Minus,
)  # fmt: skip
_STANDARD = (
    QKeySequence.StandardKey.DeleteEndOfWord, QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine, QKeySequence.StandardKey.DeleteCompleteLine,
    QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord, QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
)  # fmt: skip


class KeyGuard(QObject):
    """Watches the control that has the focus.

    - In a text box, typing and editing belong to the box; undo too, as long as the box has something to undo.
    - Other controls have their keys: Enter and Space press a button or open a list of choices, arrows and letters move.
      The keys that label act only in the places given to `watch`, and where nothing has the focus.
    - A key that is held down presses nothing again and again.
    - A key means what is written on it, also where the keyboard wants Shift for that.
    """

    def __init__(self, keyboard: Keyboard, trigger: Callable[[str], bool], parent: QObject) -> None:
        """Make a guard.

        Args:
            keyboard: learns from the keys that are pressed.
            trigger: does what a key does that Qt did not recognise; says whether it did something.
            parent: owns the guard.
        """
        super().__init__(parent)
        self._keyboard, self._trigger = keyboard, trigger
        self._window: QWidget | None = None
        self._label_places: Collection[QWidget] = ()
        self._leads_back: dict[QWidget, QWidget] = {}
        self._released = (0, 0)
        self._began: tuple[int, QWidget | None] = (0, None)
        self._repeats_secretly = QApplication.platformName() == "xcb"
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def watch(self, window: QWidget, label_places: Collection[QWidget], leads_back: dict[QWidget, QWidget]) -> None:
        """Guard all controls of a window, those that will be added too.

        Args:
            window: whose controls.
            label_places: where single keys act on the photos.
            leads_back: a text box → where Escape, Enter and the down arrow go from it.
        """
        self._window, self._label_places, self._leads_back = window, label_places, leads_back
        window.installEventFilter(self)
        for widget in window.findChildren(QWidget):
            self._guard(widget)

    def watch_too(self, label_places: Collection[QWidget]) -> None:
        """In these, which were made later, single keys act on the photos too."""
        self._label_places = (*self._label_places, *label_places)
        for widget in label_places:
            self._guard(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key for the control, or do what it means."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched is self._window and QApplication.focusWidget() not in (None, watched):
            return False  # what a control did not use comes here in the end: it was the control's all the same
        if QApplication.activePopupWidget() is not None:
            return False  # an open list of choices has all keys, and its own way to choose
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._claim(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            return self._press(watched, event)
        if event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._released = (event.key(), event.timestamp())
        return False

    # Whom a key belongs to

    def _claim(self, widget: QWidget, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self._learn(event)
            if not self._is_secret_repeat(event):
                self._began = (event.key(), widget)
        if self._is_secret_repeat(event) and event.key() not in _MOVING:
            event.accept()
            return True
        text = _is_text(widget)
        mine = _edits(widget, event) if text else not self._is_label_place(widget) and _is_plain(event)
        # Some boxes claim more than they use: what is an action is left to the window.
        event.setAccepted(mine)
        return mine or text

    def _press(self, widget: QWidget, event: QKeyEvent) -> bool:
        enter = event.key() in _ENTER and _is_plain(event)
        secret = self._is_secret_repeat(event)
        moving = event.key() in _MOVING
        if (secret and not moving and not _is_text(widget)) or (enter and event.isAutoRepeat()):
            return True
        if (secret or event.isAutoRepeat()) and not moving and self._began_elsewhere(widget, event):
            return True  # the key that led to a box, still held down, is not typed into it
        back = self._leads_back.get(widget)
        if back is not None and _is_plain(event) and event.key() in (*_ENTER, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if enter and isinstance(widget, QAbstractButton):
            widget.click()
            return True
        if enter and isinstance(widget, QComboBox) and not widget.isEditable():
            widget.showPopup()
            return True
        if event.isAutoRepeat():
            return False
        return self._do_what_is_written(widget, event)

    def _do_what_is_written(self, widget: QWidget, event: QKeyEvent) -> bool:
        press = _press_of(event)
        if press is None or not (press.control or self._is_label_place(widget)):
            return False
        if _is_text(widget) and _edits(widget, event):
            return False
        return any(self._trigger(key) for key in self._keyboard.meanings(press))

    def _began_elsewhere(self, widget: QWidget, event: QKeyEvent) -> bool:
        key, began_in = self._began
        return key == event.key() and began_in is not widget

    def _is_secret_repeat(self, event: QKeyEvent) -> bool:
        """Whether X11 repeats a key that is held down, and Qt did not notice.

        X11 then sends a release and a press of the same moment. Qt tells them from a person's only if both have arrived
        when it looks.
        """
        return self._repeats_secretly and self._released == (event.key(), event.timestamp())

    def _is_label_place(self, widget: QWidget) -> bool:
        return widget is self._window or widget in self._label_places

    def _learn(self, event: QKeyEvent) -> None:
        press = _press_of(event)
        if press is not None:
            self._keyboard.saw(press)

    # Watching

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._window is not None and now.window() is self._window:
            self._guard(now)

    def _guard(self, widget: QWidget) -> None:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return
        widget.installEventFilter(self)
        clicked = isinstance(widget, (QAbstractButton, QAbstractItemView, QSlider, QComboBox))
        if clicked and widget not in self._label_places and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            # Who works with the mouse keeps the keys of the gallery; who works with Tab gets everywhere.
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _is_text(widget: QWidget) -> bool:
    return isinstance(widget, _TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def _is_plain(event: QKeyEvent) -> bool:
    """Whether a key is one that controls use: not with Ctrl or Alt, no function key."""
    if event.modifiers() & (_CONTROL | _ALT | _META):
        return False
    return not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


def _edits(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a text box uses the key."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return _history(widget, "isUndoAvailable")
    if event.matches(QKeySequence.StandardKey.Redo):
        return _history(widget, "isRedoAvailable")
    if _is_plain(event) or any(event.matches(key) for key in _STANDARD):
        return True
    control_alone = event.modifiers() & _CONTROL and not event.modifiers() & (_ALT | _META)
    # Ctrl and Alt together are AltGr: a character.
    typed = bool(event.text()) and event.text().isprintable() and not control_alone
    return bool(control_alone and event.key() in _EDITING) or typed


def _history(widget: QWidget, question: str) -> bool:
    box = widget.findChild(QLineEdit) if isinstance(widget, (QAbstractSpinBox, QComboBox)) else widget
    if isinstance(box, QLineEdit):
        return bool(getattr(box, question)())
    document = box.document() if isinstance(box, (QTextEdit, QPlainTextEdit)) else None
    return document is not None and bool(getattr(document, question)())


def _press_of(event: QKeyEvent) -> Press | None:
    """The key as it stands in the table of layouts; None for one that is not there, or with Alt."""
    modifiers = event.modifiers()
    if modifiers & (_ALT | _META) or not 0x20 < event.key() < 0x01000000:
        return None
    return Press(
        chr(event.key()).lower(),
        place_of(sys.platform, event.nativeScanCode(), event.nativeVirtualKey()),
        shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        control=bool(modifiers & _CONTROL),
    )
