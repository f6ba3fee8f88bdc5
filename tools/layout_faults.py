"""Finds what does not fit in a window: text that is cut off, widgets on top of each other or outside their parent.

Used by `tools/screenshots.py --check` on every screen, and by the tests. What is meant to be cut short is drawn by
`ElidedLabel` and `ElidedLines`, which have all of it as their tool tip; without one, that is a fault too.
"""

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTextBoundaryFinder
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from desktop_app.ui.look.elided_label import ElidedLabel, ElidedLines
from desktop_app.ui.review.preview import LargePreview

# Rounding on screens of fractional scale.
SLACK = 1
# Made of parts of their own, which the style arranges.
WHOLE = (QAbstractItemView, QComboBox, QAbstractSpinBox, QLineEdit, QTabBar)
OVERLAYS = (LargePreview, QSplitterHandle, QSizeGrip)


def layout_faults(root: QWidget, most: QSize | None = None) -> list[str]:
    """What does not fit, in words for developers; empty where everything does.

    Args:
        root: a window or dialog that is shown.
        most: the room that the screen has for it.
    """
    # Words that a timer set a moment ago have not got their room yet; they have before they are painted.
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = []
    if most is not None and (root.width() > most.width() or root.height() > most.height()):
        found.append(f"{describe(root)} is larger than the screen: {root.width()} x {root.height()}")
    for widget in visible_widgets(root):
        found += [f"{describe(widget)}: {fault}" for fault in (*_text_faults(widget), *_child_faults(widget))]
    return found


def describe(widget: QWidget) -> str:
    """Which widget, so that one finds it."""
    name = widget.objectName() or widget.accessibleName()
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    parent = widget.parentWidget()
    inside = f" in {type(parent).__name__}" if parent is not None else ""
    return " ".join(part for part in (type(widget).__name__, repr((text or name)[:60])) if part) + inside


def visible_widgets(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all in it that is shown, without the parts of which controls are made."""
    yield widget
    if isinstance(widget, WHOLE):
        return
    covering = [child for child in _children(widget) if isinstance(child, LargePreview)]
    # What the large view covers is not seen.
    for child in covering or _children(widget):
        yield from visible_widgets(child)


def _children(widget: QWidget) -> list[QWidget]:
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    return [child for child in children if child.isVisible() and not child.isWindow()]


# Text


def _text_faults(widget: QWidget) -> list[str]:
    if isinstance(widget, (ElidedLabel, ElidedLines)):
        return _elided_faults(widget)
    if isinstance(widget, QLabel):
        return _label_faults(widget)
    if isinstance(widget, QPushButton):
        return _push_button_faults(widget)
    if isinstance(widget, (QCheckBox, QRadioButton, QToolButton)):
        return _narrow(widget.sizeHint().width(), widget.width(), "text") if widget.text() else []
    if isinstance(widget, QComboBox):
        return _combo_faults(widget)
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        # Qt's own margin on both sides of the text, beside those of the style.
        room = widget.contentsRect().width() - 4
        return _narrow(widget.fontMetrics().horizontalAdvance(widget.placeholderText()), room, "placeholder")
    return []


def _elided_faults(label: ElidedLabel | ElidedLines) -> list[str]:
    lines = label.height() // max(1, label.fontMetrics().lineSpacing()) or 1
    cut = label.fontMetrics().horizontalAdvance(label.text()) > label.width() * lines
    faults = ["text is cut short without a tool tip"] if cut and not label.toolTip() else []
    if isinstance(label, ElidedLines):
        faults += _narrow(math.ceil(label.painted_width()), label.width(), "a line of the text")
    if label.text() and label.height() < label.fontMetrics().height() - SLACK:
        faults.append(f"text is cut off: {label.height()} px high")
    return faults


def _label_faults(label: QLabel) -> list[str]:
    picture = label.pixmap()
    if not picture.isNull():
        size = picture.deviceIndependentSize().toSize()
        return _narrow(size.width(), label.width(), "picture") + _low(size.height(), label.height(), "picture")
    if not label.text():
        return []
    if label.wordWrap():
        return _low(label.heightForWidth(label.width()), label.height(), "text") + _long_words(label)
    hint = label.sizeHint()
    return _narrow(hint.width(), label.width(), "text") + _low(hint.height(), label.height(), "text")


def _long_words(label: QLabel) -> list[str]:
    if label.textFormat() == Qt.TextFormat.RichText or "<" in label.text():
        return []
    words = (word.strip() for word in _unbroken(label.text()))
    widest = max(map(label.fontMetrics().horizontalAdvance, words), default=0)
    return _narrow(widest, label.contentsRect().width(), "a word of the text")


def _unbroken(text: str) -> Iterator[str]:
    """The parts of a text that stay in one line: paths may be broken behind each folder."""
    finder, begin = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text), 0
    while (end := finder.toNextBoundary()) >= 0:
        yield text[begin:end]
        begin = end


def _push_button_faults(button: QPushButton) -> list[str]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    lines = text.split("\n")
    needed = max(button.fontMetrics().horizontalAdvance(line) for line in lines)
    if not button.icon().isNull():
        needed += button.iconSize().width() + 4
    high = button.fontMetrics().height() * len(lines)
    return _narrow(needed, room.width(), "text") + _low(high, room.height() + 4, "text")


def _combo_faults(box: QComboBox) -> list[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    if not box.itemIcon(box.currentIndex()).isNull():
        needed += box.iconSize().width() + 4
    return _narrow(needed, room, "text")


def _narrow(needed: int, room: int, what: str) -> list[str]:
    return [f"{what} is cut off: needs {needed} px, has {room}"] if needed > room + SLACK else []


def _low(needed: int, room: int, what: str) -> list[str]:
    return [f"{what} is cut off: needs {needed} px of height, has {room}"] if needed > room + SLACK else []


# Places


def _child_faults(parent: QWidget) -> list[str]:
    if isinstance(parent, WHOLE):
        return []
    if isinstance(parent, QAbstractScrollArea):
        return _scroll_faults(parent) if isinstance(parent, QScrollArea) else []
    children = [child for child in _children(parent) if not isinstance(child, OVERLAYS)]
    faults = _overlaps(children)
    scrolled = isinstance(parent.parentWidget(), QScrollArea)
    if not scrolled and not isinstance(parent, QMainWindow):
        room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        outside = [
            child for child in children if not child.geometry().isEmpty() and not room.contains(child.geometry())
        ]
        faults += [f"{describe(child)} sticks out: {_words(child.geometry())}" for child in outside]
    return faults


def _scroll_faults(area: QScrollArea) -> list[str]:
    inside, room = area.widget(), area.viewport()
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside is None:
        return []
    faults = []
    if area.horizontalScrollBarPolicy() == never and inside.width() > room.width() + SLACK:
        faults.append(f"content is wider than what is shown: {inside.width()} of {room.width()} px")
    if area.verticalScrollBarPolicy() == never and inside.height() > room.height() + SLACK:
        faults.append(f"content is higher than what is shown: {inside.height()} of {room.height()} px")
    return faults


def _overlaps(children: list[QWidget]) -> list[str]:
    faults = []
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                faults.append(f"{describe(one)} and {describe(other)} overlap: {_words(shared)}")
    return faults


def _words(rect: QRect) -> str:
    return f"{rect.width()} x {rect.height()} at {rect.left()}, {rect.top()}"
