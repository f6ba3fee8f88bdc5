"""Breeds in shelter software: what each receiver calls our breeds, to look through and to change."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.breeds.own_vocabularies import (
    OwnVocabularyError,
    OwnWords,
    all_vocabularies,
    listed_names,
    own_file,
    read_own,
    save_own,
)
from desktop_app.breeds.vocabularies import shipped_vocabularies
from desktop_app.breeds.vocabulary_editing import VocabularyEdit
from desktop_app.faults import Fault, FaultError
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.fitting import fit
from desktop_app.ui.dialogs.vocabulary_table import BreedsTable, ShownBreeds, VocabularyModel, Which
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.faults import fault_text

SIZE = QSize(860, 640)


class VocabularyDialog(QDialog):
    """A table of our breeds for each receiver; nothing counts before it is saved.

    Attributes:
        receiver: whose names are shown.
        search: words by which breeds are found.
        which: which breeds are shown.
        table: the breeds.
        breeds: what is in the table.
        shown: what of it is shown.
        reset: calls the chosen breed again as Pawsort does.
        reset_all: takes everything back for this receiver.
        own_list: takes a shelter's own list.
        open_folder: shows the file in which all this is kept.
        save: saves and closes.
    """

    def __init__(self, receiver_id: str, breeds: Breeds, parent: QWidget | None, also: Iterable[str] = ()) -> None:
        """Make the dialog.

        Args:
            receiver_id: whose names are shown first.
            breeds: ours, and the language in which they are named.
            parent: over which it stands.
            also: ids of breeds that the book does not know: what people typed.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Breeds in shelter software"))
        self._file = own_file()
        self._kept, _ = read_own(self._file)
        shipped, _ = shipped_vocabularies()
        book = breeds.book
        self._edits = {
            each: VocabularyEdit(words, self._kept.get(each, OwnWords()), book) for each, words in shipped.items()
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        self._make_head(layout, receiver_id)
        self.breeds = VocabularyModel(book, also, breeds.language, self)
        self.shown = ShownBreeds(self.breeds)
        self._make_table(layout)
        self._make_foot(layout)
        self.receiver.currentIndexChanged.connect(lambda _place: self._show_receiver())
        self.search.textChanged.connect(lambda _text: self._show_some())
        self.which.currentIndexChanged.connect(lambda _place: self._show_some())
        self.breeds.refused.connect(self.complain)
        self.breeds.edited.connect(self._changed)
        self._show_receiver()
        self._tell(all_vocabularies(self._file, book)[1])
        self.search.setFocus()
        fit(self, SIZE)

    @property
    def edit(self) -> VocabularyEdit:
        """What is changed for the receiver that is shown."""
        return self._edits[str(self.receiver.currentData())]

    def complain(self, text: str) -> None:
        """Say what is wrong; "" for nothing."""
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))

    def accept(self) -> None:
        """Save; where that is not possible, everything stays as it is typed."""
        words = {**self._kept, **{receiver: edit.own for receiver, edit in self._edits.items()}}
        try:
            save_own(words, self._file)
        except OwnVocabularyError as error:
            self.complain(fault_text(error.fault))
            return
        super().accept()

    def _make_head(self, layout: QVBoxLayout, receiver_id: str) -> None:
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        layout.addWidget(self._hint)
        line = QHBoxLayout()
        self.receiver = QComboBox(self)
        self.receiver.setAccessibleName(self.tr("Shelter software"))
        for each, edit in self._edits.items():
            self.receiver.addItem(edit.given.title, each)
        self.receiver.setCurrentIndex(max(0, self.receiver.findData(receiver_id)))
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search for a breed"))
        self.search.setAccessibleName(self.tr("Search for a breed"))
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Which breeds are shown"))
        for which in Which:
            self.which.addItem("", which.value)
        line.addWidget(self.receiver)
        line.addWidget(self.search, 1)
        line.addWidget(self.which)
        layout.addLayout(line)

    def _make_table(self, layout: QVBoxLayout) -> None:
        self.table = BreedsTable(self.shown, self)
        self.table.setAccessibleName(self.tr("Our breeds and their names there"))
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._enable())
        layout.addWidget(self.table, 1)
        self._counted = self._quiet()
        layout.addWidget(self._counted)
        self.complaint = QLabel(self)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.setProperty("complaint", True)
        self.complaint.hide()
        layout.addWidget(self.complaint)

    def _make_foot(self, layout: QVBoxLayout) -> None:
        tools = QHBoxLayout()
        self.reset = QPushButton(self.tr("Reset this breed"), self)
        self.reset_all = QPushButton(self.tr("Reset all"), self)
        self.own_list = QPushButton(self.tr("Use our own list…"), self)
        self.own_list.setToolTip(
            self.tr("A file with the names of breeds of your shelter's software: one a line, or a table (CSV)")
        )
        self.open_folder = QPushButton(self.tr("Show the file"), self)
        self.open_folder.setToolTip(self.tr("Opens the folder of the file in which your names are kept"))
        for button, does in (
            (self.reset, self._reset),
            (self.reset_all, self._reset_all),
            (self.own_list, self._choose_list),
            (self.open_folder, self._open_folder),
        ):
            # Enter in the table begins to type there.
            button.setAutoDefault(False)
            button.clicked.connect(does)
            tools.addWidget(button)
        tools.addStretch(1)
        layout.addLayout(tools)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = QPushButton(self.tr("Save"), self)
        self.save.setProperty("primary", True)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        for each in (self.save, buttons.button(QDialogButtonBox.StandardButton.Cancel)):
            each.setAutoDefault(False)
        self.save.setDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _quiet(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        return label

    def _show_receiver(self) -> None:
        self.complain("")
        self.breeds.show_words(self.edit)
        self._edited()

    def _explain(self) -> None:
        """Say what becomes of breeds without a name."""
        vocabulary = self.edit.current
        if vocabulary.unknown is None:
            text = self.tr(
                "{software} takes only names of its own list. A breed that has no name there is left blank and listed "
                "before an export; nothing is guessed. Choose another name where you know better."
            )
        else:
            text = self.tr(
                "{software} takes only names of its own list. A breed that has no name there becomes “{unknown}” and "
                "is listed before an export; nothing is guessed. Choose another name where you know better."
            )
        self._hint.setText(text.format(software=vocabulary.title, unknown=vocabulary.unknown))

    def _show_some(self) -> None:
        self.shown.show_only(self.search.text(), Which(self.which.currentData()))
        self._enable()

    def _changed(self) -> None:
        """A name was changed: what was complained about is over, or said anew."""
        self.complain("")
        self._edited()

    def _edited(self) -> None:
        """Say how many breeds there are of each kind, and whether they can be saved."""
        edit, whats = self.edit, self.breeds.whats()
        nameless = sum(not edit.current.written(what) for what in whats)
        near = sum(edit.is_near(what) for what in whats)
        changed = sum(edit.is_changed(what) for what in whats)
        for which, text, count in (
            (Which.ALL, self.tr("All breeds ({count})"), len(whats)),
            (Which.NAMELESS, self.tr("Without a name ({count})"), nameless),
            (Which.NEAR, self.tr("Nearest name ({count})"), near),
            (Which.CHANGED, self.tr("Changed by you ({count})"), changed),
        ):
            self.which.setItemText(self.which.findData(which.value), text.format(count=numbers.number(count)))
        listed = self.tr("Your own list, %Ln name(s).", "", len(edit.current.names)) if edit.own_list else ""
        if not edit.current.is_whole:
            text = self.tr(
                "{software} takes no dog without a name: choose one for “Unknown” and “Mix of unknown breeds”."
            )
            self.complain(text.format(software=edit.current.title))
        self._explain()
        self._counted.setText(listed)
        self._counted.setVisible(bool(listed))
        self.save.setEnabled(all(each.current.is_whole for each in self._edits.values()))
        self._enable()

    def _enable(self) -> None:
        what = self._chosen()
        self.reset.setEnabled(what is not None and self.edit.is_changed(what))
        self.reset_all.setEnabled(bool(self.edit.own))
        self.open_folder.setEnabled(self._file.parent.is_dir())

    def _chosen(self) -> str | None:
        index = self.table.currentIndex()
        return self.breeds.what(self.shown.mapToSource(index).row()) if index.isValid() else None

    def _reset(self) -> None:
        what = self._chosen()
        if what is not None:
            self.edit.reset(what)
            self.breeds.tell()

    def _reset_all(self) -> None:
        self.edit.reset_all()
        self._show_receiver()

    def _choose_list(self) -> None:
        kinds = self.tr("Lists of names ({endings});;All files (*)").format(endings="*.txt *.csv *.tsv")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Our own list of breeds"), str(Path.home()), kinds)
        if name:
            self.take_list(Path(name))

    def take_list(self, file: Path) -> None:
        """Take the names of a file for those of the receiver; those of our breeds that fit none are listed on top."""
        try:
            self.edit.use_list(listed_names(file))
        except FaultError as error:
            self.complain(fault_text(error.fault))
            return
        except (OSError, ValueError):
            self.complain(fault_text(Fault("breeds.no_names_listed", {"file": str(file)})))
            return
        self._show_receiver()
        self.which.setCurrentIndex(self.which.findData(Which.NAMELESS.value))

    def _open_folder(self) -> None:
        folder = self._file.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.complain(fault_text(Fault("app.folder_not_shown", {"folder": str(folder)})))

    def _tell(self, faults: list[Fault]) -> None:
        if faults:
            self.complain(" ".join(escaped(fault_text(fault)) for fault in faults))
