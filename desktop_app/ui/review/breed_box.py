"""The box in which a person types a part of a breed's name, and the list of what fits."""

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

from desktop_app.breeds.book import BreedMatch
from desktop_app.ui.wording.breeds import Breeds

MOST_MATCHES = 12
LINES_SHOWN = 6
FEWEST_LINES = 2


class BreedBox(QLineEdit):
    """Searches as one types; Enter takes the match that is marked, the first one unless moved with the arrow keys.

    The list is part of the panel, not a window of its own: nothing flickers, and no other window gets the keys.

    Attributes:
        matches_list: what fits; whoever owns the box gives it a place below.

    Signals:
        breed_chosen: the id of a breed; `own:…` for one that is in no list.
        entered_empty: Enter was pressed with nothing typed.
        searching: whether matches are shown.
        left: Escape was pressed.
    """

    breed_chosen = Signal(str)
    entered_empty = Signal()
    searching = Signal(bool)
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._ids: list[str] = []
        self._names = QStringListModel(self)
        self.matches_list = QListView(parent)
        self.matches_list.setModel(self._names)
        self.matches_list.setUniformItemSizes(True)
        self.matches_list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches_list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.matches_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.matches_list.setAccessibleName(self.tr("Breeds that match"))
        self.matches_list.clicked.connect(self._take_index)
        self.matches_list.hide()
        self.setAccessibleName(self.tr("Search for a breed"))
        self.setAccessibleDescription(self.tr("Type a part of the name, choose with the arrow keys, then press Enter."))
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._search)
        self.returnPressed.connect(self._take_marked)

    def matches(self) -> list[str]:
        """The ids that are offered now, best first."""
        return list(self._ids)

    def _search(self, text: str) -> None:
        matches = self._breeds.search(text, MOST_MATCHES) if text.strip() else []
        self._ids = [match.breed_id for match in matches]
        names = [self._said_of(match) for match in matches]
        own = self._breeds.own(text)
        if own is not None:
            self._ids.append(own)
            names.append(self.tr("Use “{name}” as it is typed").format(name=" ".join(text.split())))
        self._names.setStringList(names)
        shown = bool(names)
        if shown:
            self.matches_list.setCurrentIndex(self._names.index(0))
            self.matches_list.scrollToTop()
            lines = min(len(names), LINES_SHOWN)
            line = self.matches_list.sizeHintForRow(0)
            # Lower where the window has no room for all of them.
            self.matches_list.setMinimumHeight(line * min(lines, FEWEST_LINES) + 8)
            self.matches_list.setMaximumHeight(line * lines + 8)
        if shown == self.matches_list.isHidden():
            self.matches_list.setVisible(shown)
            self.searching.emit(shown)

    def _said_of(self, match: BreedMatch) -> str:
        if match.is_kind:
            return self.tr("{kind} (kind of dog)").format(kind=match.name)
        return f"{match.name} ({match.found_by})" if match.found_by else match.name

    def _take_marked(self) -> None:
        if not self.text().strip():
            self.entered_empty.emit()
        else:
            self._take_index(self.matches_list.currentIndex())

    def _take_index(self, index: QModelIndex) -> None:
        if index.isValid():
            breed_id = self._ids[index.row()]
            self.clear()
            self.breed_chosen.emit(breed_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move in the list; Escape leaves."""
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: LINES_SHOWN,
            Qt.Key.Key_PageUp: -LINES_SHOWN,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif key in step and self._ids:
            place = self.matches_list.currentIndex().row() + step[key]
            self.matches_list.setCurrentIndex(self._names.index(max(0, min(len(self._ids) - 1, place))))
        else:
            super().keyPressEvent(event)
