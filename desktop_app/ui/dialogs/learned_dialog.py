"""What Pawsort has learned: breed by breed, here and in other sessions; switched off, taken over, passed on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.learning.state import LearnedState
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.fitting import DialogBody, fit
from desktop_app.ui.dialogs.learned_table import LearnedModel, LearnedTable
from desktop_app.ui.wording.learned_words import learned_words
from desktop_app.ui.wording.plain import tip

SIZE = QSize(720, 600)
# Without a table, where nothing was learned yet.
LOW_HEIGHT = 400
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class ShownMemory:
    """What another session has learned.

    Attributes:
        name: under which it is kept.
        labels: how many.
        breeds: of how many breeds.
        pack_name: the model it was made with.
        rests: whether that is another one than the one in use, so that it is not used now.
    """

    name: str
    labels: int
    breeds: int
    pack_name: str = ""
    rests: bool = False


class LearnedDialog(QDialog):
    """Shows what it is told, and passes on what a person wants.

    Attributes:
        switch: whether Pawsort learns.
        table: the breeds.
        show_photos: shows the photos that taught the chosen breed.
        memories: what other sessions have learned.
        use: takes over what another session has learned.
        save: writes what was learned to a file.
        remove: lets go of what the chosen session has learned.
        stop: ends what is under way.

    Signals:
        switched: whether Pawsort is to learn.
        breed_wanted: the id of a breed, whose photos are to be shown.
        use_wanted: a session or a file is to be asked for, and used.
        save_wanted: a place is to be asked for, and written to.
        remove_wanted: the name of what is to go.
        stop_wanted: what is under way is to end.
    """

    switched = Signal(bool)
    breed_wanted = Signal(str)
    use_wanted = Signal()
    save_wanted = Signal()
    remove_wanted = Signal(str)
    stop_wanted = Signal()

    def __init__(self, breed_name: Callable[[str], str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What Pawsort has learned"))
        self._is_busy = self._may_save = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 12, 14)
        outer.setSpacing(8)
        body = DialogBody(620, self)
        body.column.setSpacing(8)
        self._build_here(body, breed_name)
        self._build_elsewhere(body)
        # Where there is no table.
        body.column.addStretch(0)
        outer.addWidget(body, 1)
        self._build_foot(outer)
        self.show_progress("")
        fit(self, SIZE)

    def _label(self, parent: QWidget, kind: str = "") -> QLabel:
        label = QLabel(parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if kind:
            label.setProperty(kind, True)
        return label

    def _button(self, text: str, description: str, does: Callable[[], object], parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setAutoDefault(False)
        button.setToolTip(tip(description))
        button.setAccessibleDescription(description)
        button.clicked.connect(lambda _checked=False: does())
        return button

    def _build_here(self, body: DialogBody, breed_name: Callable[[str], str]) -> None:
        inside, column = body.inside, body.column
        explained = self._label(inside)
        explained.setText(learned_words.explained())
        column.addWidget(explained)
        self.switch = QCheckBox(self.tr("Learn from corrections"), inside)
        self.switch.clicked.connect(self.switched)
        column.addWidget(self.switch)
        self._nothing = self._label(inside, "quiet")
        column.addWidget(self._nothing)
        self.breeds = LearnedModel(breed_name, inside)
        self.table = LearnedTable(self.breeds, inside)
        self.table.setAccessibleName(self.tr("Breeds that have labels"))
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._enable())
        self.table.activated.connect(lambda _index: self._want_photos())
        self.breeds.modelReset.connect(self._enable)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        self._counted = self._label(inside, "quiet")
        line.addWidget(self._counted, 1)
        self.show_photos = self._button(
            self.tr("Show its photos"),
            self.tr("Shows the photos of this session that were given the label of the chosen breed"),
            self._want_photos,
            inside,
        )
        line.addWidget(self.show_photos)
        column.addLayout(line)

    def _build_elsewhere(self, body: DialogBody) -> None:
        inside, column = body.inside, body.column
        title = QLabel(self.tr("Learned in other sessions"), inside)
        title.setProperty("heading", True)
        column.addWidget(title)
        self._none = self._label(inside, "quiet")
        self._none.setText(
            self.tr(
                "Nothing yet. Take over what another session has learned, or a file that another shelter has saved: "
                "it counts in all your sessions. Such a file holds no photos, no names and no places of files."
            )
        )
        column.addWidget(self._none)
        self.memories = QListWidget(inside)
        self.memories.setAccessibleName(title.text())
        # What keeps one from being used stands at the end.
        self.memories.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.memories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.memories.currentItemChanged.connect(lambda _now, _before: self._enable())
        column.addWidget(self.memories)
        line = QHBoxLayout()
        self.use = self._button(
            self.tr("Use what another session learned…"),
            self.tr("Takes a session, or a file of what was learned; it can be removed at any time"),
            self.use_wanted.emit,
            inside,
        )
        self.save = self._button(
            self.tr("Save what was learned…"),
            self.tr("Writes the labels, and how their photos look to the model, into a file for other computers"),
            self.save_wanted.emit,
            inside,
        )
        self.remove = self._button(
            self.tr("Remove"), self.tr("Forgets what the chosen session has learned"), self._want_remove, inside
        )
        for button in (self.use, self.save, self.remove):
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)

    def _build_foot(self, outer: QVBoxLayout) -> None:
        self._busy = QWidget(self)
        line = QHBoxLayout(self._busy)
        line.setContentsMargins(0, 0, 0, 0)
        self._bar = QProgressBar(self._busy)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._doing = self._label(self._busy)
        self.stop = self._button(
            self.tr("Stop"), self.tr("Ends it; everything is as it was before"), self.stop_wanted.emit, self._busy
        )
        line.addWidget(self._bar, 1)
        line.addWidget(self._doing, 2)
        line.addWidget(self.stop)
        outer.addWidget(self._busy)
        self._told, self._complaint = self._label(self), self._label(self, "complaint")
        for label in (self._told, self._complaint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.hide()
            outer.addWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)

    # What is shown

    def show_state(self, state: LearnedState) -> None:
        """Show what was learned."""
        self.switch.setChecked(state.is_on)
        self.breeds.show_state(state)
        some = bool(state.breeds)
        if not some and not self.isVisible():
            self.resize(self.width(), min(self.height(), LOW_HEIGHT))
        elif some and self.table.isHidden():
            fit(self, SIZE)
        self._nothing.setText(learned_words.nothing_yet(state))
        self._nothing.setVisible(not some)
        for part in (self.table, self.show_photos, self._counted):
            part.setVisible(some)
        self._counted.setText(learned_words.counted(state))
        if some and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._enable()

    def choose_breed(self, breed_id: str) -> None:
        """Choose the line of a breed, where it has one."""
        place = self.breeds.find(breed_id)
        if place is not None:
            self.table.selectRow(place)

    def show_memories(self, memories: Sequence[ShownMemory]) -> None:
        """Show what other sessions have learned."""
        chosen = self._chosen_memory()
        self.memories.clear()
        for memory in memories:
            what = learned_words.memory(memory.labels, memory.breeds)
            parts = [escaped(memory.name), what, *([learned_words.rests(escaped(memory.pack_name))] * memory.rests)]
            item = QListWidgetItem(" · ".join(parts), self.memories)
            item.setData(Qt.ItemDataRole.UserRole, memory.name)
            item.setToolTip(tip(item.text()))
            if memory.name == chosen:
                self.memories.setCurrentItem(item)
        if self.memories.count() and self.memories.currentRow() < 0:
            self.memories.setCurrentRow(0)
        lines = min(MOST_LINES, self.memories.count())
        height = self.memories.sizeHintForRow(0) if lines else 0
        self.memories.setFixedHeight(lines * height + 2 * self.memories.frameWidth() + 2)
        self.memories.setVisible(bool(memories))
        self.remove.setVisible(bool(memories))
        self._none.setVisible(not memories)
        self._enable()

    def allow_saving(self, may_save: bool) -> None:
        """Whether there is anything that could be saved."""
        self._may_save = may_save
        self._enable()

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Something is under way, as far as is known; "" when it has ended."""
        self._is_busy = bool(text)
        self._busy.setVisible(self._is_busy)
        self._doing.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._enable()

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._say(text, "")

    def complain(self, text: str) -> None:
        """Say what could not be done; "" for nothing."""
        self._say("", text)

    def said(self) -> str:
        """What it says was done, or could not be."""
        return self._told.text() or self._complaint.text()

    def _say(self, told: str, complaint: str) -> None:
        for label, text in ((self._told, told), (self._complaint, complaint)):
            label.setText(text)
            label.setVisible(bool(text))

    # What a person wants

    def _enable(self) -> None:
        index = self.table.currentIndex()
        here = index.isValid() and self.breeds.breed(index.row()).labels > 0
        self.show_photos.setEnabled(here)
        self.use.setEnabled(not self._is_busy)
        self.save.setEnabled(not self._is_busy and self._may_save)
        self.remove.setEnabled(not self._is_busy and self.memories.currentRow() >= 0)

    def _want_photos(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.breeds.breed(index.row()).labels > 0:
            self.breed_wanted.emit(self.breeds.breed(index.row()).breed_id)

    def _chosen_memory(self) -> str:
        item = self.memories.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _want_remove(self) -> None:
        name = self._chosen_memory()
        if name:
            self._say("", "")
            self.remove_wanted.emit(name)

    def done(self, result: int) -> None:
        """Nothing goes on behind a dialog that is closed."""
        if self._is_busy:
            self.stop_wanted.emit()
        super().done(result)
