"""The photo over the whole window, while a person wants to look closely."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.theme import colours
from desktop_app.ui.review.content import PanelContent
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.suggestion_part import SuggestionPart
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.plain import tip

MARGIN = 16
SIDE_WIDTH = 300


class LargePreview(QWidget):
    """Covers its parent; arrow keys still move in the gallery, Space, Escape or a click closes it.

    Beside the photo stand its suggestions, with their keys: whoever looks closely can decide at once.

    Signals:
        line_chosen: the place of a suggestion, from 1.
        mix_taken: the `Label` of the mix that is proposed.
        learned_wanted: the photos are to be shown whose labels stand behind the suggestion.
        closed: the gallery should have the keys again.
    """

    line_chosen = Signal(int)
    mix_taken = Signal(object)
    learned_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN)
        self.photo = PhotoView(self)
        self.photo.clicked.connect(self.close_preview)
        layout.addWidget(self.photo, 1)
        side = QScrollArea(self)
        side.setWidgetResizable(True)
        side.setFixedWidth(SIDE_WIDTH)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(side)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        self._title, self._label = (ElidedLabel(inside, Qt.TextElideMode.ElideMiddle) for _ in range(2))
        for line in (self._title, self._label):
            line.setProperty("heading", True)
        self._label_title = QLabel(self.tr("Label"), inside)
        self._label_title.setProperty("quiet", True)
        # Beside the title: the kind of dog, which the heading names, is said nowhere else here.
        self._dogs = QLabel(inside)
        self._dogs.setTextFormat(Qt.TextFormat.PlainText)
        self._dogs.setProperty("quiet", True)
        first_line = QHBoxLayout()
        first_line.addWidget(self._title, 1)
        first_line.addWidget(self._dogs)
        self.suggestions = SuggestionPart(inside, says_dogs=False)
        self.suggestions.line_chosen.connect(self.line_chosen)
        self.suggestions.proposal.taken.connect(self.mix_taken)
        self.suggestions.learned_wanted.connect(self.learned_wanted)
        # At the end, so that nothing moves with it: the panel, where it stands too, is covered.
        self._why_note = QLabel(inside)
        self._why_note.setTextFormat(Qt.TextFormat.PlainText)
        self._why_note.setWordWrap(True)
        self._why_note.hide()
        closes = self.tr("The arrow keys show the other photos; {key} or Esc closes.").format(key=key_text("preview"))
        hint = QLabel(closes, inside)
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        column.addLayout(first_line)
        for widget in (self.suggestions, self._label_title, self._label):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._why_note)
        column.addWidget(hint)
        side.setWidget(inside)
        layout.addWidget(side)
        self.setAccessibleName(self.tr("Large view of the photo"))
        self.hide()

    def open_preview(self) -> None:
        """Cover the parent."""
        self.cover()
        self.raise_()
        self.show()

    def cover(self) -> None:
        """Be as large as the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def show_content(self, content: PanelContent | None, spoken: str) -> None:
        """What the photo is called and looks like.

        Args:
            content: as in the side panel; None for no photo.
            spoken: the same for screen readers.
        """
        self.photo.setAccessibleDescription(spoken)
        if content is not None:
            self._title.set_text(content.title)
            self._dogs.setText(content.dog)
            self._dogs.setToolTip(tip(content.dog_tip))
            self._label.set_text(content.label_text)
            self.suggestions.show_content(content)

    def show_why(self, note: str) -> None:
        """Say what the heat map shows, or why there is none."""
        self._why_note.setText(note)
        self._why_note.setVisible(bool(note))

    def why_note(self) -> str:
        """What stands beside the photo about the heat map."""
        return self._why_note.text()

    def title(self) -> str:
        """What it says the photo is called."""
        return self._title.text()

    def dogs(self) -> str:
        """What it says of the dogs of the photo."""
        return self._dogs.text()

    def close_preview(self) -> None:
        """Go away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_preview()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        del event
        self.close_preview()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A plain background."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().window))
        painter.end()
