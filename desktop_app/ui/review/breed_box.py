"""The box in which a person types a part of a breed's name."""

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from desktop_app.ui.breeds import Breeds

MOST_MATCHES = 12


class BreedBox(QLineEdit):
    """Searches as one types; Enter takes the match that is marked, the first one unless moved.

    Signals:
        breed_chosen: the id of a breed; `own:…` for one that is in no list.
        entered_empty: Enter was pressed with nothing typed.
        left: Escape was pressed.
    """

    breed_chosen = Signal(str)
    entered_empty = Signal()
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._ids: list[str] = []
        self._names = QStringListModel(self)
        self._matches = QCompleter(self._names, self)
        self._matches.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._matches.setMaxVisibleItems(MOST_MATCHES)
        self._matches.setWidget(self)
        self._popup = QListView()
        self._matches.setPopup(self._popup)
        self._popup.setAccessibleName(self.tr("Breeds that match"))
        self._popup.clicked.connect(self._take_index)
        self.setAccessibleName(self.tr("Search for a breed"))
        self.setAccessibleDescription(self.tr("Type a part of the name, choose with the arrow keys, then press Enter."))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._take_marked)

    def matches(self) -> list[str]:
        """The ids that are offered now, best first."""
        return list(self._ids)

    def _search(self, text: str) -> None:
        matches = self._breeds.search(text, MOST_MATCHES) if text.strip() else []
        self._ids = [match.breed_id for match in matches]
        names = [f"{match.name} ({match.found_by})" if match.found_by else match.name for match in matches]
        own = self._breeds.own(text)
        if own is not None:
            self._ids.append(own)
            names.append(self.tr("Use “{name}” as it is typed").format(name=" ".join(text.split())))
        self._names.setStringList(names)
        if names:
            self._matches.complete()
            self._popup.setCurrentIndex(self._names.index(0))
        else:
            self._popup.hide()

    def _take_marked(self) -> None:
        if not self.text().strip():
            self.entered_empty.emit()
            return
        place = self._popup.currentIndex().row() if self._popup.isVisible() else 0
        self._take(max(0, place))

    def _take_index(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, place: int) -> None:
        if place >= len(self._ids):
            return
        breed_id = self._ids[place]
        self._popup.hide()
        self.clear()
        self._ids = []
        self.breed_chosen.emit(breed_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the list first, then leaves the box."""
        if event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            self.clear()
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what was left over."""
        super().focusInEvent(event)
        self.selectAll()
