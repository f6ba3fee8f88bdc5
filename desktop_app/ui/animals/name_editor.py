"""Naming an animal: a line below the rows, in the window itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.ui.wording.animals import animal_words

LONGEST = 200
LONGEST_NOTE = 2_000
# Of each line, where the window is narrow: the words on the buttons are read in any case.
LEAST_BOX = 30


class NameEditor(QFrame):
    """Name, number, species and a note.

    Signals:
        saved: the `Animal`, under the id of the one that was shown.
        left: nothing is to be changed.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._animal = Animal(-1)
        # What stands in each line as long as nobody types: it shows no line breaks.
        self._shown: dict[QLineEdit, str] = {}
        self.setProperty("foot", True)
        self.setAccessibleName(self.tr("Name of the animal"))
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 10, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        self.name = self._box(self.tr("Name"), grid, 0, LONGEST)
        self.number = self._box(self.tr("Number"), grid, 1, LONGEST)
        self.species = QComboBox(self)
        for species in Species:
            self.species.addItem(animal_words.species_name(species), species)
        self._labelled(self.tr("Species"), self.species, grid, 2)
        self.note = self._box(self.tr("Note"), grid, 3, LONGEST_NOTE)
        for column, stretch in ((0, 3), (1, 2), (3, 4)):
            grid.setColumnStretch(column, stretch)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setProperty("primary", True)
        self.save_button.clicked.connect(self.save)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.left)
        grid.addWidget(self.save_button, 1, 4)
        grid.addWidget(cancel, 1, 5)
        self.hide()

    def _box(self, title: str, grid: QGridLayout, column: int, longest: int) -> QLineEdit:
        box = QLineEdit(self)
        box.setMaxLength(longest)
        box.setMinimumWidth(LEAST_BOX)
        box.setAcceptDrops(False)  # dropped files are photos, not text
        box.returnPressed.connect(self.save)
        self._labelled(title, box, grid, column)
        return box

    def _labelled(self, title: str, widget: QWidget, grid: QGridLayout, column: int) -> None:
        label = QLabel(title, self)
        label.setProperty("quiet", True)
        label.setBuddy(widget)
        widget.setAccessibleName(title)
        grid.addWidget(label, 0, column)
        grid.addWidget(widget, 1, column)

    def begin(self, animal: Animal) -> None:
        """Show an animal, and take the keys."""
        self._animal = animal
        for box, text, longest in (
            (self.name, animal.name, LONGEST),
            (self.number, animal.number, LONGEST),
            (self.note, animal.note, LONGEST_NOTE),
        ):
            # What a table brought may be longer: it is not cut by being looked at. Qt counts in UTF-16.
            box.setMaxLength(max(longest, len(text.encode("utf-16-le")) // 2))
            box.setText(text)
            self._shown[box] = box.text()
        self.species.setCurrentIndex(self.species.findData(animal.species))
        self.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def save(self) -> None:
        """Take what was typed; what was not touched stays as it is, with line breaks that a line cannot show."""
        now = self._animal
        name, number, note = (
            before if box.text() == self._shown[box] else _tidy(box.text())
            for box, before in ((self.name, now.name), (self.number, now.number), (self.note, now.note))
        )
        self.saved.emit(Animal(self._animal.animal_id, name, number, Species(self.species.currentData()), note))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _tidy(text: str) -> str:
    """As typed, without what nobody sees: spaces at the ends, and halves of signs that cannot be kept."""
    return " ".join(text.encode(errors="ignore").decode().split())
