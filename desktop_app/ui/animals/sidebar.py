"""The views of the Animals screen at the left, each with how many rows one would see on choosing it."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.photos.animal_rows import RowView
from desktop_app.ui.filters.filter_list import FilterList
from desktop_app.ui.filters.model import FilterEntry
from desktop_app.ui.wording.animals import animal_words


class AnimalsSidebar(QScrollArea):
    """Lets a person choose which rows are shown. Scrolls where the window is too low for all of it.

    Signals:
        chosen: the `RowView`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(9, 10, 9, 10)
        layout.setSpacing(5)
        title = QLabel(self.tr("Animals and groups"), inside)
        title.setProperty("heading", True)
        layout.addWidget(title)
        self.views = FilterList(title.text(), inside, as_tall_as_needed=True)
        self.views.chosen.connect(lambda value: self.chosen.emit(RowView(value)))
        layout.addWidget(self.views)
        self._meaning = QLabel(inside)
        self._meaning.setProperty("quiet", True)
        self._meaning.setWordWrap(True)
        layout.addWidget(self._meaning)
        layout.addStretch(1)
        self.setWidget(inside)
        self.show_counts(dict.fromkeys(RowView, 0))
        self.set_view(RowView.UNDECIDED)

    def show_counts(self, counts: Mapping[RowView, int]) -> None:
        """Say how many rows each view has."""
        self.views.show_entries(
            [
                FilterEntry(
                    view.value, animal_words.view_name(view), counts[view], counted=animal_words.rows(counts[view])
                )
                for view in RowView
            ]
        )

    def counts(self) -> dict[RowView, int]:
        """The counts as they are shown."""
        return {RowView(str(view)): count for view, count in self.views.counts().items()}

    def set_view(self, view: RowView) -> None:
        """Show which view is chosen, without telling anyone."""
        self.views.set_value(view.value)
        self._meaning.setText(
            {
                RowView.UNDECIDED: self.tr("Rows with photos that still need a label."),
                RowView.DISAGREE: self.tr("Rows whose photos look like different breeds, or have different labels."),
                RowView.DECIDED: self.tr("Rows that have their label; a few photos may be left for Review."),
            }[view]
        )

    def minimumSizeHint(self) -> QSize:
        """Wide enough for everything in it beside the scroll bar: it never scrolls sideways."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())
