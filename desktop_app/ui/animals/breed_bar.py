"""Another breed, or a mix, for the row or the photo in focus: below the rows, because there is no side panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.catalog.values.labels import Label
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.mix_editor import MixEditor
from desktop_app.ui.wording.breeds import Breeds


class BreedBar(QFrame):
    """The box in which a breed is typed, with the list of what fits above it; and the mix, while one is put together.

    Signals:
        chosen: the `Label`.
        left: nothing is to be changed.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("foot", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        self.mix = MixEditor(breeds.name, self)
        self.mix.saved.connect(self.chosen)
        self.mix.cancelled.connect(self.left)
        layout.addWidget(self.mix)
        self.box = BreedBox(breeds, self)
        self.box.breed_chosen.connect(self._take)
        self.box.entered_empty.connect(self._entered_empty)
        self.box.left.connect(self.left)
        # Above the box: below it the window ends.
        layout.addWidget(self.box.matches_list)
        layout.addWidget(self.box)
        self.hide()

    def begin(self, title: str, *, mix: Label | None = None, mixing: bool = False) -> None:
        """Take the keys.

        Args:
            title: what the breed is for.
            mix: the mix to begin with.
            mixing: whether a mix is to be put together.
        """
        self.box.clear()
        self.box.setPlaceholderText(title)
        self.mix.setVisible(mixing)
        if mixing:
            self.mix.start(mix)
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, breed_id: str) -> None:
        if self.mix.isVisibleTo(self):
            self.mix.add(breed_id)
        else:
            self.chosen.emit(Label.breed(breed_id))

    def _entered_empty(self) -> None:
        if self.mix.isVisibleTo(self):
            self.mix.save()
        else:
            self.left.emit()
