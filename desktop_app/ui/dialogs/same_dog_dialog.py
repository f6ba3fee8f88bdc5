"""The box that asks "Same dog?": photos of the one at the left, of the other at the right, and three answers."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.catalog.values.animals import SameDog
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import paint_icon
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording import words
from desktop_app.ui.wording.plain import on_button, tip

# Of each side so many photos are shown; what they are judged by is the first of them.
SHOWN = 3
WANTED = QSize(1_060, 440)
LEAST_PHOTO = QSize(84, 84)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that may be the same dog.

    Attributes:
        title: its name, or what it is.
        photo_ids: of the photos that are shown, `SHOWN` at most.
        names: of their files, as they may be shown.
        count: how many photos there are.
    """

    title: str
    photo_ids: tuple[int, ...]
    names: tuple[str, ...]
    count: int


class _Photo(QWidget):
    """A photo, as large as there is room, with the name of its file below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture: QPixmap | None = None
        self.unreadable = False
        self._name = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST_PHOTO)

    def show_photo(self, name: str) -> None:
        """Wait for the picture of this photo."""
        self.picture, self.unreadable = None, False
        self._name.set_text(name)
        self.setAccessibleName(self.tr("Photo {file}").format(file=name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, or what stands in for it."""
        del event
        now = colours()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        room = QRect(0, 0, self.width(), self._name.y() - 4)
        if self.picture is not None:
            size = self.picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(0, 0, size.width(), size.height())
            target.moveCenter(room.center())
            painter.drawPixmap(target, self.picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.raised))
            painter.drawRoundedRect(QRectF(room), 8, 8)
            middle = QRectF(0, 0, 48, 48)
            middle.moveCenter(QRectF(room).center())
            paint_icon(painter, "warning" if self.unreadable else "paw", middle, now.strong_border, now.raised)
        painter.end()


class _SideView(QFrame):
    """A title above up to three photos."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        self._title = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._title.setProperty("heading", True)
        layout.addWidget(self._title)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.photos = [_Photo(self) for _ in range(SHOWN)]
        for photo in self.photos:
            line.addWidget(photo, 1)
        layout.addLayout(line, 1)

    def show_side(self, side: Side) -> None:
        """Show this."""
        text = self.tr("{title} · {photos}").format(title=side.title, photos=words.photos(side.count))
        self._title.set_text(text if side.title else words.photos(side.count))
        self.setAccessibleName(self._title.text())
        for place, photo in enumerate(self.photos):
            photo.setVisible(place < len(side.names))
            if place < len(side.names):
                photo.show_photo(side.names[place])

    def title(self) -> str:
        """What stands above the photos."""
        return self._title.text()


class SameDogDialog(QDialog):
    """Stays open beside the window. No key answers before the photos are there to be seen.

    Signals:
        answered: `SameDog`.
        undo_wanted, redo_wanted: take the last step back, or do it again.
        closed: nobody looks any more.
    """

    answered = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Same dog?"))
        self._waiting: dict[int, list[_Photo]] = {}
        layout = QVBoxLayout(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._make_note())
        self._pages.addWidget(self._make_question())
        layout.addWidget(self._pages, 1)
        self._feedback = ElidedLabel(self, Qt.TextElideMode.ElideRight)
        self._feedback.setProperty("quiet", True)
        layout.addWidget(self._feedback)
        layout.addLayout(self._make_buttons())
        fit(self, WANTED)
        self.show_looking()

    # What is shown

    def show_looking(self) -> None:
        """It is being worked out what to ask."""
        self._show_note(self.tr("Looking for photos that may show the same dog…"), "", busy=True)

    def show_nothing(self, *, answered: bool) -> None:
        """There is nothing (more) to ask."""
        title = self.tr("That was all there is to ask.") if answered else self.tr("There is nothing to ask.")
        text = self.tr(
            "You are asked about photos that look as if they showed the same dog at the same moment, or within "
            "minutes, and that belong to different animals or to none. Photos must have been looked at first. "
            "What you have answered is not asked again."
        )
        self._show_note(title, text)

    def show_failure(self, text: str) -> None:
        """It cannot be worked out."""
        self._show_note(self.tr("That did not work."), text)

    def show_question(self, first: Side, second: Side, left: int) -> None:
        """Ask about these; so many questions are left, with this one."""
        self._waiting.clear()
        for view, side in ((self.first, first), (self.second, second)):
            view.show_side(side)
            for photo, photo_id in zip(view.photos, side.photo_ids, strict=False):
                self._waiting.setdefault(photo_id, []).append(photo)
        self._left.setText(self.tr("%n question(s) left", "", left))
        said = self.tr("Same dog? Left: {first}. Right: {second}.")
        self._question.setAccessibleName(said.format(first=self.first.title(), second=self.second.title()))
        self._pages.setCurrentIndex(1)
        # Not a button: Enter and Space would answer, or end it, before anybody has looked; and this says what is asked.
        self._question.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def show_picture(self, photo_id: int, picture: QPixmap | None) -> None:
        """The picture of a photo is there, or (None) cannot be had."""
        for photo in self._waiting.pop(photo_id, ()):
            photo.picture, photo.unreadable = picture, picture is None
            photo.update()
        self._enable()

    def say(self, text: str) -> None:
        """Tell what the last answer came to; "" for nothing."""
        self._feedback.set_text(text)
        self._feedback.setAccessibleName(text)

    def offer_undo(self, undo: str) -> None:
        """Offer to take back the last step, which is called so; "" for none."""
        self.undo.setEnabled(bool(undo))
        self.undo.setToolTip(tip(undo))

    def is_asking(self) -> bool:
        """Whether there is a question to answer, and its photos are there to be seen."""
        return self._pages.currentIndex() == 1 and not self._waiting

    def note(self) -> str:
        """What is said in the place of a question."""
        return "" if self._pages.currentIndex() else f"{self._note_title.text()} {self._note_text.text()}".strip()

    def left(self) -> str:
        """What it says of how many questions are left."""
        return self._left.text()

    # Parts

    def _make_note(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addStretch(1)
        self._note_title, self._note_text = QLabel(page), QLabel(page)
        self._note_title.setProperty("heading", True)
        for label in (self._note_title, self._note_text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._busy = QProgressBar(page)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setMaximumWidth(240)
        self._busy.setAccessibleName(self.tr("Looking for photos that may show the same dog…"))
        column.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _make_question(self) -> QWidget:
        self._question = page = QWidget(self)
        page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        title = QLabel(self.tr("Do both sides show the same dog?"), page)
        title.setProperty("heading", True)
        head.addWidget(title, 1)
        self._left = QLabel(page)
        self._left.setProperty("quiet", True)
        head.addWidget(self._left)
        column.addLayout(head)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.first, self.second = _SideView(page), _SideView(page)
        line.addWidget(self.first, 1)
        line.addWidget(self.second, 1)
        column.addLayout(line, 1)
        return page

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.undo = self._button(self.tr("Undo"), self.tr("Ctrl+Z"), self.tr("Take the last answer back"))
        self.undo.clicked.connect(self.undo_wanted)
        line.addWidget(self.undo)
        line.addStretch(1)
        self._answers: dict[SameDog, QPushButton] = {}
        self._keys: dict[str, SameDog] = {
            "y": SameDog.YES,
            "n": SameDog.NO,
            "s": SameDog.NOT_SURE,
            "?": SameDog.NOT_SURE,
        }
        each = (
            (SameDog.NOT_SURE, self.tr("Not sure"), self.tr("S", "key of: Not sure"),
             self.tr("Nothing changes, and you are not asked about these again")),
            (SameDog.NO, self.tr("No"), self.tr("N", "key of: No"),
             self.tr("Two dogs: nothing changes, and you are not asked about these again")),
            (SameDog.YES, self.tr("Yes"), self.tr("Y", "key of: Yes"),
             self.tr("One dog: its photos become those of one animal; their labels stay as they are")),
        )  # fmt: skip
        for answer, text, key, explained in each:
            self._keys[key.lower()] = answer
            button = self._answers[answer] = self._button(text, key, explained)
            button.setProperty("primary", answer is SameDog.YES)
            button.clicked.connect(partial(self._answer, answer))
            line.addWidget(button)
        line.addSpacing(12)
        self._close = self._button(self.tr("Close"), self.tr("Esc"), "")
        self._close.clicked.connect(self.reject)
        line.addWidget(self._close)
        return line

    def _button(self, text: str, key: str, explained: str) -> QPushButton:
        button = QPushButton(on_button(self.tr("{text} ({key})").format(text=text, key=key)), self)
        button.setAccessibleName(text)
        button.setAccessibleDescription(explained)
        button.setToolTip(explained)
        button.setAutoDefault(False)
        return button

    def button(self, answer: SameDog) -> QPushButton:
        """The button of an answer."""
        return self._answers[answer]

    def _show_note(self, title: str, text: str, *, busy: bool = False) -> None:
        self._waiting.clear()
        self._note_title.setText(title)
        self._note_text.setText(text)
        self._busy.setVisible(busy)
        self._pages.setCurrentIndex(0)
        self._enable()

    def _enable(self) -> None:
        asking = self.is_asking()
        for button in self._answers.values():
            button.setEnabled(asking)

    def _answer(self, answer: SameDog) -> None:
        if self.is_asking():
            self.answered.emit(answer)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters answer, each press once; undo and redo are the window's."""
        answer = self._keys.get(event.text().lower()) if event.text() else None
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            wanted = self.undo_wanted if event.matches(QKeySequence.StandardKey.Undo) else self.redo_wanted
            if not event.isAutoRepeat():
                wanted.emit()
        elif answer is not None and not event.modifiers() & ~_SHIFT:
            if not event.isAutoRepeat():
                self._answer(answer)
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Escape, the button and the frame of the window end here: nobody looks any more."""
        super().done(result)
        self.closed.emit()
