"""The Animals screen: sidebar, rows, and below them what can be decided."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.photos.animal_rows import RowView
from desktop_app.photos.store import NOTHING
from desktop_app.ui.animals.ask_bar import AskBar
from desktop_app.ui.animals.breed_bar import BreedBar
from desktop_app.ui.animals.decision_bar import DecisionBar
from desktop_app.ui.animals.empty_page import REVIEW, EmptyPage, why_empty
from desktop_app.ui.animals.groups import Groups
from desktop_app.ui.animals.model import AnimalsModel
from desktop_app.ui.animals.mouse import MouseAnimalsView
from desktop_app.ui.animals.name_editor import NameEditor
from desktop_app.ui.animals.sidebar import AnimalsSidebar
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.review.asking import Question
from desktop_app.ui.review.question_box import QuestionBox
from desktop_app.ui.wording.actions import ACTIONS
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.keys import key_text
from desktop_app.ui.wording.plain import on_button

# Lower than this, the lines above and below the rows go while something is typed.
LOW, LEAST_ROWS = 330, 40


class AnimalsPage(QSplitter):
    """The widgets and how they go together; what a person's doings lead to is in the controller.

    Signals:
        action_wanted: the name of a declared action that a button stands for.
    """

    action_wanted = Signal(str)

    def __init__(self, groups: Groups, pictures: Pictures, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self._groups = groups
        self.model = AnimalsModel(groups, breeds.name, self)
        self.sidebar = AnimalsSidebar(self)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header_part = self._header(middle)
        column.addWidget(self._header_part)
        self.view = MouseAnimalsView(self.model, pictures, breeds.name, middle)
        self.view.setMinimumHeight(LEAST_ROWS)
        self._keys_wanted = False
        # The row and the photo for which something stands below the rows.
        self._foot_for: tuple[int | None, int | None] = (None, None)
        self.empty = EmptyPage(middle)
        self._pages = QStackedWidget(middle)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column.addWidget(self._pages, 1)
        self.singles = QPushButton(middle)
        self.singles.setProperty("link", True)
        column.addWidget(self.singles, 0, Qt.AlignmentFlag.AlignLeft)
        self.decisions = DecisionBar(breeds.name, middle)
        self.breeds = BreedBar(breeds, middle)
        self.names = NameEditor(middle)
        self.ask_bar = AskBar(middle)
        self._question_frame = QFrame(middle)
        self._question_frame.setProperty("foot", True)
        inside = QVBoxLayout(self._question_frame)
        inside.setContentsMargins(12, 6, 12, 8)
        self.question = QuestionBox(self._question_frame)
        inside.addWidget(self.question)
        self._feet = (self.decisions, self.breeds, self.names, self.ask_bar, self._question_frame)
        for foot in self._feet:
            column.addWidget(foot)
        for place, widget in enumerate((self.sidebar, middle)):
            self.addWidget(widget)
            self.setStretchFactor(place, place)
        for button in self.findChildren(QAbstractButton):
            # Who works with the mouse keeps the keys of the rows.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sidebar.views.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._connect()
        self.show_foot()
        self.count_again()

    def _header(self, parent: QWidget) -> QWidget:
        header = QWidget(parent)
        line = QHBoxLayout(header)
        line.setContentsMargins(12, 7, 10, 5)
        line.setSpacing(8)
        self._title = ElidedLabel(header, Qt.TextElideMode.ElideRight)
        self._title.setProperty("heading", True)
        line.addWidget(self._title, 1)
        self.show_decided = QPushButton(header)
        self.show_decided.setProperty("compact", True)
        self.show_decided.setCheckable(True)
        # Its place is kept: the rows below do not move when it comes.
        keeps = self.show_decided.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.show_decided.setSizePolicy(keeps)
        line.addWidget(self.show_decided)
        return header

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.show_view)
        self.show_decided.toggled.connect(lambda on: self.show_view(self.model.rows.view, with_decided=on))
        self.model.counted.connect(self.count_again)
        self.singles.clicked.connect(lambda: self.action_wanted.emit(REVIEW))
        self.empty.action_wanted.connect(self.action_wanted)
        self.empty.decided_wanted.connect(lambda: self.show_decided.setChecked(True))
        self.decisions.wanted.connect(self.action_wanted)
        self.view.selection_changed.connect(self._leave_foot)

    # What is shown

    def show_view(self, view: RowView, *, with_decided: bool = False) -> None:
        """Show other rows; the first of them is the one that keys act on, where the one before is none of them."""
        if view is not RowView.UNDECIDED and self.show_decided.isChecked():
            self.show_decided.blockSignals(True)
            self.show_decided.setChecked(False)
            self.show_decided.blockSignals(False)
        is_another = view is not self.model.rows.view
        self.sidebar.set_view(view)
        self.model.show_view(view, with_decided=with_decided and view is RowView.UNDECIDED)
        self.choose_something()
        if is_another:
            self.view.begin_above()

    def choose_something(self, *, at_top: bool = False) -> None:
        """Nobody should have to click before the first key does something.

        Args:
            at_top: begin with the first row, wherever a person was.
        """
        rows = self.model.rows
        if (at_top or self.view.current_row() is None) and len(rows.shown):
            first = rows.next_undecided(-1)
            self.view.begin_at(int(rows.shown[0]) if first is None else first)
            if at_top:
                self.view.scrollToTop()

    def arrange_again(self) -> None:
        """Sort anew, at the row a person is at; where that is decided and leaves, at the one that was below it."""
        shown, here = self.model.rows.shown, self.view.current_row()
        places = np.flatnonzero(shown == here) if here is not None else NOTHING
        below = shown[places[0] :] if len(places) else NOTHING
        self.model.arrange_again()
        stays = below[np.isin(below, self.model.rows.shown)]
        if self.view.current_row() is None and len(stays):
            self.view.begin_at(int(stays[0]))
        self.choose_something()
        self.view.give_up_room()

    def count_again(self) -> None:
        """Bring counts, titles, and what stands where nothing is, up to date."""
        rows = self.model.rows
        counts = rows.counts()
        self.sidebar.show_counts(counts)
        self._title.set_text(animal_words.rows_title(rows.view, counts[rows.view]))
        decided = counts[RowView.DECIDED]
        self.show_decided.setText(on_button(animal_words.show_decided(decided)))
        self.show_decided.setVisible(rows.view is RowView.UNDECIDED and decided > 0)
        singles = len(rows.singles())
        self.singles.setText(on_button(animal_words.singles(singles, key_text(REVIEW) if REVIEW in ACTIONS else "")))
        self._share_room()
        is_empty = not len(rows.shown)
        if is_empty:
            groups = counts[RowView.UNDECIDED] + counts[RowView.DECIDED]
            why = why_empty(rows.view, len(self.model.store), groups, is_grouping=self._groups.is_grouping)
            self.empty.show_why(why, animal_words.show_decided(decided), singles)
        page = self.empty if is_empty else self.view
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            self.decisions.setVisible(not is_empty and self.foot() is self.decisions)
        if self._keys_wanted:
            self.take_keys()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever gives the keys to the screen means its rows. As its proxy, these would be what Tab comes to first."""
        del event
        self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the rows; where there are none, to what makes some, and to them once they are there."""
        self._keys_wanted = self._pages.currentWidget() is not self.view
        if not self._keys_wanted or not self.empty.take_keys():
            self.view.setFocus()

    def want_no_keys(self) -> None:
        """Another screen is shown."""
        self._keys_wanted = False

    def title(self) -> str:
        """What stands above the rows."""
        return self._title.text()

    # What stands below

    def foot(self) -> QWidget:
        """What stands below the rows: what can be decided, a question, or a box to type in."""
        return self._foot

    def show_foot(self, foot: QWidget | None = None) -> None:
        """Show something below the rows; None for what can be decided, and the rows have the keys again."""
        self._foot = self.decisions if foot is None else foot
        self._foot_for = self._place()
        for each in self._feet:
            each.setVisible(each is self._foot and (each is not self.decisions or len(self.model.rows.shown) > 0))
        self._share_room()
        if foot is None:
            self.question.show_question(None)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is typed below the rows needs the room of a low window."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        is_free = self.height() >= LOW or self._foot is self.decisions
        self._header_part.setVisible(is_free)
        self.breeds.mix.be_low(self.height() < LOW)
        self.singles.setVisible(is_free and len(self.model.rows.singles()) > 0)

    def _place(self) -> tuple[int | None, int | None]:
        return self.view.current_row(), self.view.current_photo()

    def _leave_foot(self) -> None:
        """Who is at another row or photo is not asked any more, nor types, for the one before.

        A name that is typed is kept: it is for its row, wherever a person looks meanwhile.
        """
        if self._foot not in (self.decisions, self.names) and self._place() != self._foot_for:
            self.show_foot()

    def ask(self, question: Question | None) -> None:
        """Ask whether photos are meant that are not on the screen; None takes the question away."""
        self.show_foot(self._question_frame if question is not None else None)
        if question is not None:
            self.question.show_question(question)
