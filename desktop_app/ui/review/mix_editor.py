"""Choosing the two or three breeds of a mix; a kind of dog may stand for a breed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX, Label
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import set_icon
from desktop_app.ui.wording.plain import tip
from desktop_app.ui.wording.words import BreedName


class MixEditor(QFrame):
    """Breeds as chips; saved when there are two or three, or none for a mix of breeds that nobody knows.

    Signals:
        saved: the finished `Label`.
        cancelled: nothing is to be changed.
    """

    saved = Signal(Label)
    cancelled = Signal()

    def __init__(self, breed_name: BreedName, parent: QWidget) -> None:
        super().__init__(parent)
        self._breed_name = breed_name
        self._breed_ids: list[str] = []
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("Mix of breeds"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        self._title = QLabel(self.tr("Mix of breeds"), self)
        self._title.setProperty("heading", True)
        layout.addWidget(self._title)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(5)
        layout.addLayout(self._chips)
        self._hint = QLabel(self)
        self._hint.setProperty("quiet", True)
        self._hint.setWordWrap(True)
        layout.addWidget(self._hint)
        buttons = QHBoxLayout()
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancelled)
        self._save = QPushButton(self.tr("Save mix"), self)
        self._save.setProperty("primary", True)
        self._save.clicked.connect(self.save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        layout.addLayout(buttons)

    def start(self, label: Label | None) -> None:
        """Begin with the breeds of a label, if it has any."""
        self._breed_ids = list(label.breed_ids) if label is not None else []
        self._refresh()

    def be_low(self, low: bool) -> None:
        """Leave out what the buttons say by themselves, or say it as ever; the hint is the tool tip then."""
        for words in (self._title, self._hint):
            words.setVisible(not low)

    def breed_ids(self) -> tuple[str, ...]:
        """The breeds so far."""
        return tuple(self._breed_ids)

    def add(self, breed_id: str) -> None:
        """Add a breed; one that is there already or one too many changes nothing."""
        if breed_id not in self._breed_ids and len(self._breed_ids) < MOST_BREEDS_IN_A_MIX:
            self._breed_ids.append(breed_id)
            self._refresh()

    def remove(self, breed_id: str) -> None:
        """Take a breed out again."""
        self._breed_ids.remove(breed_id)
        self._refresh()

    def save(self) -> None:
        """Finish, if the mix is complete."""
        if len(self._breed_ids) != 1:
            self.saved.emit(Label.mix(*self._breed_ids))

    def _refresh(self) -> None:
        while self._chips.count():
            entry = self._chips.takeAt(0)
            widget = entry.widget() if entry is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for breed_id in self._breed_ids:
            self._chips.addWidget(self._chip(breed_id), 0, Qt.AlignmentFlag.AlignLeft)
        hints = {
            0: self.tr(
                "Search for the first breed or kind of dog, or click a suggestion. If the breeds cannot be told, "
                "save it empty."
            ),
            1: self.tr("One more breed makes a mix."),
            2: self.tr("Save it, or add a third breed."),
            3: self.tr("Three breeds are the most a mix can have."),
        }
        self._hint.setText(hints[len(self._breed_ids)])
        self._save.setToolTip(self._hint.text())
        self._save.setEnabled(len(self._breed_ids) != 1)

    def _chip(self, breed_id: str) -> QFrame:
        chip = QFrame(self)
        chip.setProperty("chip", True)
        layout = QHBoxLayout(chip)
        layout.setContentsMargins(12, 1, 4, 1)
        layout.setSpacing(4)
        name = self._breed_name(breed_id)
        words = ElidedLabel(chip, Qt.TextElideMode.ElideRight)
        words.set_text(name)
        layout.addWidget(words, 1)
        remove = QToolButton(chip)
        set_icon(remove, "cancel")
        remove.setAutoRaise(True)
        take_out = self.tr("Take {breed} out of the mix").format(breed=name)
        remove.setToolTip(tip(take_out))
        remove.setAccessibleName(take_out)
        remove.clicked.connect(lambda: self.remove(breed_id))
        layout.addWidget(remove)
        return chip
