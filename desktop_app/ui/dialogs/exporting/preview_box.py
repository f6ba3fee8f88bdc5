"""What is going to be written, line by line; warnings stand out, by sign and colour."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.commands.format_words import PreviewLine
from desktop_app.ui.look.icons import pixmap
from desktop_app.ui.look.theme import colours

SIGN = 18


class PreviewLineBox(QFrame):
    """One line of it."""

    def __init__(self, line: PreviewLine, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setSpacing(8)
        if line.is_warning:
            self.setProperty("warning", True)
            layout.setContentsMargins(8, 6, 8, 6)
            sign = QLabel(self)
            sign.setPixmap(pixmap("warning", SIGN, colours().to_review, self.devicePixelRatioF()))
            layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        else:
            layout.setContentsMargins(0, 0, 0, 0)
        text = QLabel(line.text, self)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setMinimumWidth(1)  # a path that cannot be broken is cut, and does not push the others aside
        layout.addWidget(text, 1)


class PreviewBox(QScrollArea):
    """Shows a preview, that one is being made, or that there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("preview", True)
        # Keys can come here, so that who cannot see it is told of it, and it can be scrolled without a mouse.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("What is going to be written"))
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(10, 10, 10, 10)
        self._lines.setSpacing(8)
        self._boxes: list[QWidget] = []
        self._lines.addStretch(1)
        self.setWidget(self._inside)
        # Else Qt paints it in the colour of the window, and a strip beside the scroll bar stays in that of the box.
        self._inside.setAutoFillBackground(False)
        self._text = ""

    def show_counting(self) -> None:
        """What stood here is of something else: what comes instead is being counted."""
        self._show([PreviewLine(self.tr("Counting…"))])

    def show_lines(self, lines: Sequence[PreviewLine], columns: str = "") -> None:
        """Show what is going to be written.

        Args:
            lines: in words.
            columns: of the tables, for the tool tip.
        """
        self._show(lines)
        self.setToolTip(columns)

    def show_nothing(self, why: str = "") -> None:
        """There is nothing to tell, or something else must be settled first."""
        self._show([PreviewLine(why)] if why else [])

    def text(self) -> str:
        """What it says, one line below the other."""
        return self._text

    def _show(self, lines: Sequence[PreviewLine]) -> None:
        self.setToolTip("")
        for box in self._boxes:
            self._lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [PreviewLineBox(line, self._inside) for line in lines]
        for place, box in enumerate(self._boxes):
            self._lines.insertWidget(place, box)
            box.show()
        warning = self.tr("Attention: {text}")
        self._text = "\n".join(line.text for line in lines)
        told = [warning.format(text=line.text) if line.is_warning else line.text for line in lines]
        self.setAccessibleDescription("\n".join(told))
