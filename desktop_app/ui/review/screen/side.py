"""The right side of the review: what the photo looks like and how to decide. Everything keeps its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, LabelKind
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.review.content import PanelContent, SuggestionLine
from desktop_app.ui.review.file_notice import mark
from desktop_app.ui.review.kind_button import KindButton, beside, keep_height, shares, words_of
from desktop_app.ui.review.screen.choosing import BreedChooser
from desktop_app.ui.review.screen.line import PixmapOf, ReviewLines
from desktop_app.ui.review.trust import TrustBlock
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.keys import key_text, with_key
from desktop_app.ui.wording.plain import tip

WIDTH = 320
MARGIN = 12
# Beside the words of a button.
PADDING = 16
# What the scroll bar of a low screen takes.
BAR = 13


@dataclass(frozen=True, slots=True)
class SideContent:
    """All that the side shows.

    Attributes:
        content: as the panel of the Photos screen has it: name, suggestions, how sure.
        animal: name and number of the animal, or the folder.
        lines: key and suggestion of each line, first one first.
        references: for each line, id and name of the person's own photos of that breed.
        note: said instead of how sure it is; "" for nothing.
        help: said below the lines, where these leave room; "" for nothing.
        confirm: the words on the big button.
        can_confirm: whether Enter does something.
        can_choose: whether another label can be chosen here.
        offers_kind: whether the kind of dog can, with one key.
    """

    content: PanelContent
    animal: str
    lines: Sequence[tuple[str, SuggestionLine]]
    references: Sequence[Sequence[tuple[int, str]]]
    confirm: str
    can_confirm: bool
    note: str = ""
    help: str = ""
    can_choose: bool = True
    offers_kind: bool = False


class ReviewSide(QFrame):
    """Lets a person decide.

    Signals:
        label_chosen: a `Label`.
        line_chosen: the place of a line, from 1.
        confirm_wanted: the big button was pressed.
        kind_wanted: the button beside it, which labels with the kind of dog.
        search_wanted: a person wants to search for a breed.
        mix_wanted: they want to put a mix together.
        learned_wanted: the photos are to be shown whose labels stand behind the suggestion.
        left: the breed search was left; the photo should have the keys again.
    """

    label_chosen = Signal(object)
    line_chosen = Signal(int)
    confirm_wanted = Signal()
    kind_wanted = Signal()
    search_wanted = Signal()
    mix_wanted = Signal()
    learned_wanted = Signal()
    left = Signal()

    def __init__(self, breeds: Breeds, pixmap_of: PixmapOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: SideContent | None = None
        self.setProperty("panel", True)
        self.setFixedWidth(WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QFrame(scroll)
        inside.setProperty("panel", True)
        layout = self._column = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 4)
        layout.setSpacing(4)
        self._name = ElidedLabel(inside)
        self._name.setProperty("heading", True)
        self._animal = ElidedLabel(inside, Qt.TextElideMode.ElideMiddle)
        self._animal.setProperty("quiet", True)
        self._dogs = QLabel(inside)
        self._dogs.setTextFormat(Qt.TextFormat.PlainText)
        self._dogs.setProperty("quiet", True)
        below = QHBoxLayout()
        below.addWidget(self._animal, 1)
        below.addWidget(self._dogs)
        layout.addWidget(self._name)
        layout.addLayout(below)
        self._parts = QStackedWidget(inside)
        self._parts.addWidget(self._looking_part(pixmap_of))
        self.chooser = BreedChooser(breeds, self._parts)
        self.chooser.label_chosen.connect(self._take_label)
        self.chooser.left.connect(self.leave)
        self._parts.addWidget(self.chooser)
        layout.addWidget(self._parts, 1)
        scroll.setWidget(inside)
        scroll.verticalScrollBar().rangeChanged.connect(self._make_room_for_bar)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot())

    def _make_room_for_bar(self, _least: int, most: int) -> None:
        """On a low screen the scroll bar stands in the margin: what stands beside it keeps its width."""
        self._column.setContentsMargins(MARGIN, 8, 0 if most else MARGIN, 4)

    def _looking_part(self, pixmap_of: PixmapOf) -> QWidget:
        part = QWidget(self)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.trust = TrustBlock(part)
        self.trust.proposal.taken.connect(self.label_chosen)
        self.trust.learned_wanted.connect(self.learned_wanted)
        self.lines = ReviewLines(pixmap_of, part)
        self.lines.chosen.connect(self.line_chosen)
        # Over the lines that a page or a second look leaves empty.
        self._help = QLabel(self.lines)
        self._help.setWordWrap(True)
        self._help.setProperty("quiet", True)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._choices = QWidget(part)
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        self._buttons = {
            name: self._choice(text, name, description)
            for name, text, description in (
                ("search_breed", self.tr("Breed"), self.tr("Search all breeds by typing a part of the name")),
                ("mix", self.tr("Mix"), self.tr("A mix of breeds")),
                ("unknown", self.tr("Unknown"), self.tr("A dog whose breed cannot be told")),
                ("no_dog", self.tr("No dog"), self.tr("There is no dog in the photo")),
            )
        }
        for button in self._buttons.values():
            # Each as wide as its word needs: in French, one of them has three.
            metrics = button.fontMetrics()
            row.addWidget(button, max(map(metrics.horizontalAdvance, button.text().split("\n"))) + PADDING)
        # The style of buttons allows less than their two lines need, and a low screen would take that.
        self._choices.setMinimumHeight(row.sizeHint().height())
        self._buttons["search_breed"].clicked.connect(self.search_wanted)
        self._buttons["mix"].clicked.connect(self.mix_wanted)
        self._buttons["unknown"].clicked.connect(lambda: self.label_chosen.emit(UNKNOWN))
        self._buttons["no_dog"].clicked.connect(lambda: self.label_chosen.emit(NO_DOG))
        for widget in (self.trust, self.lines, self._choices):
            layout.addWidget(widget)
        layout.addStretch(1)
        return part

    def _choice(self, text: str, action: str, description: str) -> QPushButton:
        button = QPushButton(f"{text}\n{key_text(action)}", self._choices)
        button.setProperty("compact", True)
        button.setMinimumWidth(40)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(with_key(description, action))
        button.setAccessibleName(with_key(text, action))
        button.setAccessibleDescription(description)
        return button

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setProperty("foot", True)
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(MARGIN, 6, MARGIN, 6)
        self._decide = QWidget(foot)
        self.confirm_button = QPushButton(self._decide)
        self.confirm_button.setProperty("primary", True)
        self.confirm_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        policy.setRetainSizeWhenHidden(True)
        self.confirm_button.setSizePolicy(policy)
        self.confirm_button.clicked.connect(self.confirm_wanted)
        self.kind_button = KindButton(self._decide)
        self.kind_button.clicked.connect(self.kind_wanted)
        self._decide.setLayout(beside(self.confirm_button, self.kind_button))
        layout.addWidget(self._decide)
        return foot

    # What is shown

    def show_content(self, shown: SideContent) -> None:
        """Show what there is to say and to choose; a search or a mix that was begun is put away."""
        self._shown = shown
        content = shown.content
        self._parts.setCurrentIndex(0)
        self._name.set_text(content.title)
        self._animal.set_text(shown.animal)
        self._dogs.setText(content.dog)
        self._dogs.setToolTip(tip(content.dog_tip))
        self.trust.proposal.show_mix(None if shown.note else content.proposed_mix, content.mix_sentence)
        if shown.note:
            self.trust.show_words(None, "")
            self.trust.show_note(shown.note)
        else:
            self.trust.show_words(
                content.confidence, content.trust_sentence, content.trust_short, content.learned,
                of_kind=content.of_kind, headline=f"{content.heading}, {content.aside}" if content.of_kind else "",
            )  # fmt: skip
            # "Probably no dog…" stands above lines that say what it looks like if there is one after all.
            self.trust.show_note(content.sentence)
        for place, line in enumerate(self.lines.lines()):
            key, said = shown.lines[place] if place < len(shown.lines) else ("", None)
            own = shown.references[place] if place < len(shown.references) else ()
            line.show_line(said, said is not None and said.label == content.label, own, key)
        self._show_help(shown.help, len(shown.lines))
        for button in self._buttons.values():
            button.setEnabled(shown.can_choose)
        mark(self._buttons["unknown"], content.label == UNKNOWN)
        mark(self._buttons["no_dog"], content.label == NO_DOG)
        mark(self._buttons["mix"], content.label is not None and content.label.kind is LabelKind.MIX)
        self.kind_button.show_kind(content.kind_text if shown.offers_kind else "", has_place=content.has_kinds)
        self.show_confirm(shown.confirm, can_confirm=shown.can_confirm)

    def _show_help(self, text: str, lines: int) -> None:
        self._help.setText(text)
        self._help.setVisible(bool(text))
        used = lines * self.lines.lines()[0].height() + 8
        self._help.setGeometry(4, used, WIDTH - MARGIN - BAR - 8, self.lines.sizeHint().height() - used)

    def show_confirm(self, text: str, *, can_confirm: bool) -> None:
        """The words on the big button, and whether it does something."""
        button = self.confirm_button
        has_kinds = self._shown is not None and self._shown.content.has_kinds
        big, small = shares(WIDTH - 2 * MARGIN, with_kind=has_kinds)
        room = big - 34
        self.kind_button.fit(small)
        button.setText(words_of(button, text, room, with_kind=has_kinds))
        keep_height(self._decide, button, with_kind=has_kinds)
        button.setToolTip(tip(with_key(text, "confirm") if can_confirm else text))
        button.setAccessibleName(text)
        button.setEnabled(can_confirm)
        button.setVisible(self._parts.currentIndex() == 0)

    def shown(self) -> SideContent | None:
        """What it shows."""
        return self._shown

    def texts(self) -> list[str]:
        """What stands at the top: name and animal."""
        return [self._name.text(), self._animal.text()]

    # What a person does

    def search_breed(self) -> None:
        """Search for a breed by its name."""
        if self._may_choose():
            self._parts.setCurrentWidget(self.chooser)
            self.confirm_button.hide()
            self.chooser.start_search()

    def start_mix(self) -> None:
        """Put a mix together."""
        if self._may_choose() and self._shown is not None:
            content = self._shown.content
            self._parts.setCurrentWidget(self.chooser)
            self.confirm_button.hide()
            self.chooser.start_mix(content.label or content.proposed_mix, content.lines, content.kind)

    def _may_choose(self) -> bool:
        return self._shown is not None and self._shown.can_choose

    @property
    def is_choosing(self) -> bool:
        """Whether a person searches for a breed or puts a mix together."""
        return self._parts.currentWidget() is self.chooser

    def leave(self) -> None:
        """Stop searching and mixing."""
        self.end_choosing()
        self.left.emit()

    def end_choosing(self) -> None:
        """Put the search away, without giving the keys to anybody."""
        self._parts.setCurrentIndex(0)
        self.confirm_button.show()

    def _take_label(self, label: Label) -> None:
        self.leave()
        self.label_chosen.emit(label)
