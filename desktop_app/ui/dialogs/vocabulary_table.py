"""Our breeds and what a receiver calls them, as a table in which names can be chosen."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.breeds.book import BookBreed, BreedBook, fold
from desktop_app.breeds.vocabularies import MIX_OF_UNKNOWN, UNKNOWN
from desktop_app.breeds.vocabulary_editing import VocabularyEdit
from desktop_app.plain_text import escaped
from desktop_app.ui.look.theme import colours
from desktop_app.ui.wording.breeds import marked
from desktop_app.ui.wording.plain import tip

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Column(IntEnum):
    """What the table says of a breed."""

    OURS = 0
    THEIRS = 1
    REMARK = 2


class Which(StrEnum):
    """Which breeds are shown."""

    ALL = "all"
    NAMELESS = "nameless"
    NEAR = "near"
    CHANGED = "changed"


class VocabularyModel(QAbstractTableModel):
    """One line a breed: those without a name first, then by our names.

    Signals:
        refused: what was typed is no name of the receiver.
        edited: something was changed.
    """

    refused = Signal(str)
    edited = Signal()

    def __init__(self, book: BreedBook, also: Iterable[str], language: str, parent: QWidget) -> None:
        """Make an empty one.

        Args:
            book: our breeds.
            also: ids of further ones.
            language: of their names.
            parent: in the sense of Qt.
        """
        super().__init__(parent)
        self._book, self._also, self._language = book, tuple(also), language
        self._edit: VocabularyEdit | None = None
        self._whats: list[str] = []
        self._searched: dict[str, str] = {}

    def show_words(self, edit: VocabularyEdit) -> None:
        """Show these."""
        self.beginResetModel()
        self._edit = edit
        whats = edit.whats(self._also)
        first, breeds = whats[:2], whats[2:]
        breeds.sort(key=lambda what: (bool(edit.current.written(what)), fold(self.ours(what))))
        self._whats = [*first, *breeds]
        known = {breed.breed_id: breed for breed in self._book}
        self._searched = {
            what: " ".join(map(fold, [self.ours(what), *_all_names(known.get(what))])) for what in self._whats
        }
        self.endResetModel()

    def whats(self) -> list[str]:
        """The ids of all breeds, in their lines."""
        return self._whats

    def what(self, place: int) -> str:
        """The id of a breed by its line."""
        return self._whats[place]

    def ours(self, what: str) -> str:
        """What we call it."""
        if what == UNKNOWN:
            return self.tr("Unknown")
        if what == MIX_OF_UNKNOWN:
            return self.tr("Mix of unknown breeds")
        return marked(what, escaped(self._book.name(what, self._language)))

    def theirs(self, what: str) -> str:
        """What the receiver calls it; "" where it has no name."""
        return "" if self._edit is None else " × ".join(map(escaped, self._edit.current.written(what)))  # noqa: RUF001

    def fits(self, place: int, searched: str, which: Which) -> bool:
        """Whether a line is among those that are asked for."""
        what = self._whats[place]
        if self._edit is None or not self._is(what, which, self._edit):
            return False
        text = f" {self._searched[what]} {fold(self.theirs(what))}"
        return all(f" {word}" in text for word in searched.split())

    @staticmethod
    def _is(what: str, which: Which, edit: VocabularyEdit) -> bool:
        if which is Which.NAMELESS:
            return not edit.current.written(what)
        if which is Which.NEAR:
            return edit.is_near(what)
        return which is Which.ALL or edit.is_changed(what)

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """How many breeds."""
        return 0 if parent.isValid() else len(self._whats)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if self._edit is None or orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        title = self._edit.current.title
        return (self.tr("Breed"), self.tr("In {software}").format(software=title), self.tr("Remark"))[section]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Names of the receiver can be chosen."""
        there = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return there | Qt.ItemFlag.ItemIsEditable if index.column() == Column.THEIRS else there

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; what a person changed is bold."""
        if not index.isValid() or self._edit is None:
            return None
        what = self._whats[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(what, Column(index.column()))
        if role == Qt.ItemDataRole.EditRole:
            return self._edit.current.name(what) or ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._said(what, Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._said(what, column) for column in Column)))
        if role == Qt.ItemDataRole.FontRole and index.column() != Column.OURS and self._edit.is_changed(what):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == Column.THEIRS and not self.theirs(what):
            return QColor(colours().quiet_text)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Call a breed as was typed, where the receiver has that name; nothing typed says that it has none."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or self._edit is None:
            return False
        what, typed = self._whats[index.row()], " ".join(str(value).split())
        if typed == (self._edit.current.name(what) or ""):
            return False
        spelt = self._edit.current.spelling(typed) if typed else None
        title = self._edit.current.title
        try:
            if typed and spelt is None:
                raise ValueError(typed)
            self._edit.name(what, spelt)
        except ValueError:
            if typed:
                text = self.tr("{software} has no breed “{name}” in its list. Choose one that is there.")
                self.refused.emit(text.format(software=title, name=escaped(typed)))
            else:
                self.refused.emit(self.tr("{software} takes no dog without a name here.").format(software=title))
            return False
        self.tell()
        return True

    def tell(self) -> None:
        """A name is another one than it was; what becomes of breeds without one may stand in every line."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))
        self.edited.emit()

    def names(self) -> tuple[str, ...]:
        """What can be chosen."""
        return () if self._edit is None else self._edit.current.names

    def _said(self, what: str, column: Column) -> str:
        edit = self._edit
        if edit is None or column is Column.OURS:
            return self.ours(what)
        if column is Column.THEIRS:
            return self.theirs(what) or self.tr("No name")
        if edit.is_changed(what):
            return self.tr("Changed by you")
        if not edit.current.written(what):
            # Of what nobody knows, some want nothing to be written.
            unknown = edit.current.unknown
            if what in (UNKNOWN, MIX_OF_UNKNOWN):
                return self.tr("Left blank there")
            return self.tr("Becomes “{name}”").format(name=unknown) if unknown else self.tr("Left blank there")
        if what in edit.current.crosses and edit.current.name(what) is None:
            return self.tr("A cross of two breeds")
        return self.tr("Nearest name") if edit.is_near(what) else ""


def _all_names(breed: BookBreed | None) -> tuple[str, ...]:
    return () if breed is None else (*breed.names.values(), *breed.aliases)


class ShownBreeds(QSortFilterProxyModel):
    """Those of the breeds that are asked for."""

    def __init__(self, breeds: VocabularyModel) -> None:
        super().__init__(breeds)
        self._breeds, self._searched, self._which = breeds, "", Which.ALL
        self.setSourceModel(breeds)
        # What was just changed stays where the person looks at it, also where it is not asked for any more.
        self.setDynamicSortFilter(False)

    def show_only(self, searched: str, which: Which) -> None:
        """Show the breeds that have these words in one of their names."""
        self._searched, self._which = fold(searched), which
        self.invalidate()

    def filterAcceptsRow(self, place: int, _parent: AnyIndex) -> bool:  # noqa: N802 - Qt's own name
        """Whether a line is shown."""
        return self._breeds.fits(place, self._searched, self._which)


class BreedsTable(QTableView):
    """The table: Enter, F2 and typing begin to change the name of the chosen breed, whatever column was clicked."""

    def __init__(self, shown: ShownBreeds, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(shown)
        self.setItemDelegateForColumn(Column.THEIRS, NameDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.SelectedClicked | triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.OURS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.THEIRS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.REMARK, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that begin to change a name."""
        if self.state() == QAbstractItemView.State.EditingState:
            # What the line to type in hands on: the Enter that ends it begins nothing.
            event.accept()
            return
        begins = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        name = self.currentIndex().siblingAtColumn(Column.THEIRS)
        if name.isValid() and (begins or event.key() == Qt.Key.Key_F2 or event.text().isprintable()):
            self.setCurrentIndex(name)
        if begins and name.isValid():
            self.edit(name)
            event.accept()
            return
        super().keyPressEvent(event)


class NameDelegate(QStyledItemDelegate):
    """A line to type in, which proposes names of the receiver."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """The line."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(self.tr("Name there"))
        editor.setPlaceholderText(self.tr("No name"))
        model = index.model()
        names = model.sourceModel().names() if isinstance(model, ShownBreeds) else ()  # type: ignore[attr-defined]
        completer = QCompleter(sorted(names, key=fold), editor)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """What is there now, ready to be typed over."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """What was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text(), Qt.ItemDataRole.EditRole)
