"""Finds what cannot be used with a screen reader or with the keyboard alone: nameless controls, focus out of sight.

Names are those that the system's screen readers are told (`QAccessible`), not tool tips; the focus is moved by pressing
Tab, as a person does. Used by `tools/screenshots.py --check` on every screen.
"""

from collections.abc import Iterator

from layout_faults import describe, visible_widgets
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QWidget,
)

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QAbstractItemView, QTabBar)
# More than any window has.
MOST_WITHIN = 8
MOST_STOPS = 300


def access_faults(root: QWidget) -> list[str]:
    """Which controls a screen reader cannot name, in words for developers; empty where it can name all.

    Args:
        root: a window or dialog that is shown.
    """
    faults = []
    for widget in visible_widgets(root):
        if is_control(widget) and not spoken_name(widget):
            faults.append(f"{describe(widget)}: has no name for screen readers")
        if isinstance(widget, QAbstractItemView):
            faults += [f"{describe(widget)}: {fault}" for fault in _item_faults(widget)]
    return faults


def is_control(widget: QWidget) -> bool:
    """Whether a person does something with it, by mouse or keyboard."""
    if isinstance(widget, (QScrollBar, QMenu)):
        return False
    return isinstance(widget, CONTROLS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says of a widget before its kind and its value."""
    said = QAccessible.queryAccessibleInterface(widget)
    return said.text(QAccessible.Text.Name).strip() if said is not None else ""


def _item_faults(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        index = model.index(row, 0)
        if (
            not view.visualRect(index).intersects(view.viewport().rect())
            or model.flags(index) == Qt.ItemFlag.NoItemFlags
        ):
            continue
        if not _said(index):
            yield f"its row {row} has no name for screen readers"


def _said(index: QModelIndex) -> str:
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    return next((str(text) for role in roles if (text := index.data(role))), "")


# The way of the focus


def focus_faults(root: QWidget) -> list[str]:
    """Where the focus goes that nobody sees, and where it never goes, in words for developers.

    Args:
        root: a window or dialog that is active. It has the focus where it was, in the end.
    """
    if isinstance(root, QMenu):
        return []
    # What scrolls to the focus hears of it only in the window that is active.
    root.activateWindow()
    QTest.qWaitForWindowActive(root, 1000)
    before = root.focusWidget()
    wanted = list(reachable(root))
    stops, faults = _stops(root)
    faults += [f"{describe(widget)}: Tab never comes to it" for widget in wanted if widget not in stops]
    if before is not None:
        before.setFocus()
    return list(dict.fromkeys(faults))


def reachable(root: QWidget) -> Iterator[QWidget]:
    """What Tab should come to: everything in sight that takes the focus with it."""
    for widget in visible_widgets(root):
        takes = widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.focusProxy() is None and not _stands_for_another(widget):
            yield widget


def _stands_for_another(widget: QWidget) -> bool:
    """Of several choices, one is a stop and arrow keys lead to the others."""
    if not isinstance(widget, QRadioButton) or widget.isChecked() or not widget.autoExclusive():
        return False
    parent = widget.parentWidget()
    return parent is not None and any(other.isChecked() for other in parent.findChildren(QRadioButton))


def _stops(root: QWidget) -> tuple[list[QWidget], list[str]]:
    stops: list[QWidget] = []
    faults, stayed = [], 0
    for _ in range(MOST_STOPS):
        QTest.keyClick(root.focusWidget() or root, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = root.focusWidget()
        if stops and now is stops[-1] and stayed < MOST_WITHIN:
            # It has stops of its own, as a photo of several dogs has, and lets go of the key after them.
            stayed += 1
            continue
        stayed = 0
        if now is None or now in stops:
            break
        stops.append(now)
        if not in_sight(root, now):
            faults.append(f"{describe(now)}: has the focus, out of sight")
    return stops, faults


def in_sight(root: QWidget, widget: QWidget) -> bool:
    """Whether any of it is shown: not hidden, not scrolled away, and under nothing but what it has the keys for."""
    room = _shown_part(root, widget)
    if not widget.isVisible() or room.isEmpty():
        return False
    for place in (room.center(), room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight()):
        above = root.childAt(place)
        while above is not None and above is not root:
            if above is widget or above.focusProxy() is widget:
                return True
            above = above.parentWidget()
    return widget is root


def _shown_part(root: QWidget, widget: QWidget) -> QRect:
    """What is not beyond the edges of anything around it, in pixels of the window."""
    part = QRect(widget.mapTo(root, QPoint()), widget.size())
    around = widget.parentWidget()
    while around is not None and around is not root:
        part &= QRect(around.mapTo(root, QPoint()), around.size())
        around = around.parentWidget()
    return part & root.rect()
