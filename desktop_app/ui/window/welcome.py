"""What the window shows while there is no photo: what to do, and what to expect."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.plain_text import escaped
from desktop_app.ui.look.icons import pixmap
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording.keys import key_text

WIDTH = 820


class WelcomePage(QScrollArea):
    """Explains itself in a few sentences.

    Signals:
        folder_wanted, photos_wanted, session_wanted: a button was pressed.
        resume_wanted: the `Path` of the session to go on with.
    """

    folder_wanted = Signal()
    photos_wanted = Signal()
    session_wanted = Signal()
    resume_wanted = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Welcome"))
        self._session: Path | None = None
        self._icons: list[tuple[QLabel, str, int]] = []
        inside = QWidget(self)
        outer = QHBoxLayout(inside)
        middle = QWidget(inside)
        middle.setMaximumWidth(WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(18)
        column.setContentsMargins(16, 24, 16, 24)
        column.addStretch(1)
        self._resume = self._resume_card(inside)
        column.addWidget(self._resume)
        column.addWidget(self._drop_target(inside))
        column.addLayout(self._steps(inside))
        column.addLayout(self._promises(inside))
        column.addStretch(2)
        outer.addWidget(middle)
        self.setWidget(inside)
        self.refresh_icons()

    def offer_resume(self, session: Path | None, interrupted: bool = False) -> None:
        """Offer to go on with a session; `interrupted` when Pawsort ended without closing it."""
        self._session = session
        self._resume.setVisible(session is not None)
        if session is not None:
            self.resume_button.setFocus()
        title = (
            self.tr("Pawsort was interrupted. Everything is still there.") if interrupted else self.tr("Welcome back")
        )
        self._resume_title.setText(title)
        self._resume_text.setText(self.tr("Last session: {name}").format(name=escaped(session.stem)) if session else "")

    def resume_words(self) -> tuple[str, str]:
        """What the offer says."""
        return self._resume_title.text(), self._resume_text.text()

    def _resume_session(self) -> None:
        if self._session is not None:
            self.resume_wanted.emit(self._session)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the appearance in use."""
        for label, name, size in self._icons:
            label.setPixmap(pixmap(name, size, colours().accent, self.devicePixelRatioF()))

    def _picture(self, name: str, size: int, parent: QWidget) -> QLabel:
        label = QLabel(parent)
        self._icons.append((label, name, size))
        return label

    def _resume_card(self, parent: QWidget) -> QFrame:
        card = QFrame(parent)
        card.setProperty("card", True)
        layout = QHBoxLayout(card)
        layout.setContentsMargins(18, 14, 18, 14)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._resume_title = QLabel(card)
        self._resume_title.setProperty("heading", True)
        self._resume_title.setWordWrap(True)
        self._resume_text = QLabel(card)
        self._resume_text.setTextFormat(Qt.TextFormat.PlainText)
        self._resume_text.setProperty("quiet", True)
        self._resume_text.setWordWrap(True)
        words.addWidget(self._resume_title)
        words.addWidget(self._resume_text)
        layout.addLayout(words, 1)
        self.resume_button = QPushButton(self.tr("Go on where you stopped"), card)
        self.resume_button.setProperty("primary", True)
        self.resume_button.clicked.connect(self._resume_session)
        layout.addWidget(self.resume_button)
        card.hide()
        return card

    def _drop_target(self, parent: QWidget) -> QFrame:
        target = QFrame(parent)
        target.setObjectName("dropTarget")
        layout = QVBoxLayout(target)
        layout.setContentsMargins(28, 30, 28, 28)
        layout.setSpacing(10)
        layout.addWidget(self._picture("paw", 60, target), 0, Qt.AlignmentFlag.AlignHCenter)
        title = QLabel(self.tr("Drop folders or photos here"), target)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title.setWordWrap(True)
        layout.addWidget(title)
        text = QLabel(
            self.tr("As many as you like, straight from the phone, the camera or the computer. "
                    "Your photos are only looked at: they are never moved, copied or changed."),
            target,
        )  # fmt: skip
        text.setProperty("quiet", True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setWordWrap(True)
        layout.addWidget(text)
        layout.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        self.folder_button = QPushButton(self.tr("Add folder…"), target)
        self.folder_button.setProperty("primary", True)
        self.folder_button.clicked.connect(self.folder_wanted)
        photos = QPushButton(self.tr("Add photos…"), target)
        photos.clicked.connect(self.photos_wanted)
        session = QPushButton(self.tr("Open session…"), target)
        session.clicked.connect(self.session_wanted)
        for button in (self.folder_button, photos, session):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return target

    def _steps(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        steps = (
            ("photo-add", self.tr("1. Add photos"), self.tr("Drop them here. Pawsort starts looking at once.")),
            (
                "confirm",
                self.tr("2. Decide"),
                self.tr("See what each dog looks like. Press {key}, or choose better.").format(key=key_text("confirm")),
            ),
            ("export", self.tr("3. Export"), self.tr("Take your labels along as a table for your own software.")),
        )
        for icon_name, title, text in steps:
            card = QFrame(parent)
            card.setProperty("card", True)
            layout = QVBoxLayout(card)
            layout.setContentsMargins(16, 14, 16, 14)
            layout.setSpacing(5)
            layout.addWidget(self._picture(icon_name, 26, card))
            heading = QLabel(title, card)
            heading.setProperty("heading", True)
            layout.addWidget(heading)
            words = QLabel(text, card)
            words.setProperty("quiet", True)
            words.setWordWrap(True)
            layout.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(card, 1)
        return row

    def _promises(self, parent: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        promises = (
            ("lock", self.tr("Nothing leaves this computer. Pawsort never connects to the internet.")),
            ("information", self.tr("Looks deceive: a breed guessed from a photo is often wrong, and most shelter dogs "
                                    "are mixes. So Pawsort only suggests; “mix” and “unknown” are good answers.")),
        )  # fmt: skip
        for icon_name, text in promises:
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(self._picture(icon_name, 20, parent), 0, Qt.AlignmentFlag.AlignTop)
            words = QLabel(text, parent)
            words.setWordWrap(True)
            line.addWidget(words, 1)
            column.addLayout(line)
        return column
