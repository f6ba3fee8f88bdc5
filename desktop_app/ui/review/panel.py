"""The side panel: the photo large, what it looks like, and the label."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label, LabelKind
from desktop_app.photos.selection import Selection
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import STATE_ICONS, pixmap, set_icon
from desktop_app.ui.look.theme import state_colour
from desktop_app.ui.review.asking import Question
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.content import COVERAGE, PanelContent, content_for
from desktop_app.ui.review.dogs import NO_DOGS, Dogs, content_with_dogs
from desktop_app.ui.review.file_notice import FileNotice, mark
from desktop_app.ui.review.foot import PanelFoot
from desktop_app.ui.review.in_sight import TypingInSight
from desktop_app.ui.review.mix_editor import MixEditor
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.suggestion_part import SuggestionPart
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.keys import with_key

MARGIN = 14
STATE_ICON = 20
DRAWING = 16
# One and a half times the tile that a gallery begins with; less only where the suggestions would be out of sight.
PHOTO_HEIGHT = 264
LEAST_PHOTO_HEIGHT = 110
# Narrower than the window begins with, the buttons below have words and keys alone: beside a scroll bar there is no
# room for their drawings in French.
NARROW = 290
LEAST_WIDTH, LEAST_HEIGHT = 260, 8


class ReviewPanel(QFrame):
    """Shows the selected photos and lets a person decide. All but the big button scrolls: that one keeps its place.

    Signals:
        label_chosen: a `Label` for all selected photos, or None to take theirs away.
        suggestion_chosen: a `Label` for them that is a line of the suggestions.
        confirm_wanted: the big button was pressed.
        kind_wanted: the selected photos are to be labelled with the kinds of dog that they look like.
        keep_wanted: the labels of other files are right for these too.
        folder_wanted: the photo's folder is to be opened.
        learned_wanted: the photos are to be shown whose labels stand behind the suggestion.
        preview_wanted: the photo is to be shown over the whole window.
        left: Escape was pressed; the gallery should have the keys again.
    """

    label_chosen = Signal(object)
    suggestion_chosen = Signal(object)
    confirm_wanted = Signal()
    kind_wanted = Signal()
    keep_wanted = Signal()
    folder_wanted = Signal()
    learned_wanted = Signal()
    preview_wanted = Signal()
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._content: PanelContent | None = None
        self.coverage = COVERAGE
        self._shown_id: int | None = None
        self._dog_number = 1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The selected photo"))
        self.setProperty("panel", True)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(LEAST_HEIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        self._inside = inside = QFrame(self._scroll)
        inside.setProperty("panel", True)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 6)
        layout.setSpacing(4)
        self.photo = PhotoView(inside)
        self.photo.clicked.connect(self.preview_wanted)
        layout.addWidget(self.photo, 1)
        self._names = self._name_part(inside)
        layout.addWidget(self._names)
        self._why_note = ElidedLabel(inside, Qt.TextElideMode.ElideRight)
        self._why_note.setProperty("quiet", True)
        self._why_note.hide()
        layout.addWidget(self._why_note)
        self.notice = FileNotice(inside)
        self.notice.keep_wanted.connect(self.keep_wanted)
        layout.addWidget(self.notice)
        self._rest = QWidget(inside)
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(5)
        self.suggestions = SuggestionPart(self._rest)
        self.suggestions.line_chosen.connect(self.choose_line)
        self.suggestions.learned_wanted.connect(self.learned_wanted)
        self.trust, self.proposal = self.suggestions.trust, self.suggestions.proposal
        self.proposal.taken.connect(self._choose)
        rest.addWidget(self.suggestions)
        rest.addWidget(_rule(self._rest))
        self._build_label(rest)
        layout.addWidget(self._rest)
        self._scroll.setWidget(inside)
        self._in_sight = TypingInSight(self._scroll, self.breed_box, MARGIN)
        whole.addWidget(self._foot())
        self.show_selection(Selection.nothing())

    def _name_part(self, around: QWidget) -> QWidget:
        parent = QWidget(around)
        names = QVBoxLayout()
        names.setSpacing(1)
        self._title = ElidedLabel(parent)
        self._title.setProperty("heading", True)
        self._place = ElidedLabel(parent, Qt.TextElideMode.ElideLeft)
        self._place.setProperty("quiet", True)
        names.addWidget(self._title)
        names.addWidget(self._place)
        self._folder = QToolButton(parent)
        set_icon(self._folder, "folder")
        self._folder.setIconSize(QSize(20, 20))
        self._folder.setToolTip(self.tr("Show in folder"))
        self._folder.setAccessibleName(self._folder.toolTip())
        self._folder.clicked.connect(self.folder_wanted)
        policy = self._folder.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._folder.setSizePolicy(policy)
        self.why_button = QToolButton(parent)
        self.why_button.setIconSize(QSize(20, 20))
        self.why_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line = QHBoxLayout(parent)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(names, 1)
        line.addWidget(self.why_button)
        line.addWidget(self._folder)
        return parent

    def _foot(self) -> PanelFoot:
        self._foot_part = foot = PanelFoot(MARGIN, self)
        foot.confirm_wanted.connect(self.confirm_wanted)
        foot.kind_wanted.connect(self.choose_kind)
        self.question, self.confirm_button, self.kind_button = foot.question, foot.confirm_button, foot.kind_button
        return foot

    def _build_label(self, layout: QVBoxLayout) -> None:
        title = QLabel(self.tr("Label"), self._rest)
        title.setProperty("quiet", True)
        self._state = QLabel(self._rest)
        self._state.setFixedHeight(STATE_ICON)
        self._label = ElidedLabel(self._rest, Qt.TextElideMode.ElideRight)
        self._label.setProperty("heading", True)
        self._label.setMinimumHeight(STATE_ICON)
        line = QHBoxLayout()
        line.setSpacing(7)
        line.addWidget(title)
        line.addWidget(self._state)
        line.addWidget(self._label, 1)
        layout.addLayout(line)
        self.mix = MixEditor(self._breeds.name, self._rest)
        self.mix.saved.connect(self._take_mix)
        self.mix.cancelled.connect(self.leave)
        self.mix.hide()
        layout.addWidget(self.mix)
        self.breed_box = BreedBox(self._breeds, self._rest)
        self.breed_box.breed_chosen.connect(self._take_breed)
        self.breed_box.entered_empty.connect(self._entered_empty)
        self.breed_box.left.connect(self.leave)
        self.breed_box.searching.connect(self._searching)
        layout.addWidget(self.breed_box)
        layout.addWidget(self.breed_box.matches_list)
        self.choices = QWidget(self._rest)
        grid = QGridLayout(self.choices)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._mix_button = self._choice("mix", with_key(self.tr("Mix…"), "mix"), self.tr("A mix of breeds"))
        self._mix_button.clicked.connect(self.start_mix)
        self._unknown = self._choice(
            "unknown", with_key(self.tr("Unknown"), "unknown"), self.tr("A dog whose breed cannot be told")
        )
        self._unknown.clicked.connect(lambda: self._choose(UNKNOWN))
        self._no_dog = self._choice(
            "no-dog", with_key(self.tr("No dog"), "no_dog"), self.tr("There is no dog in the photo")
        )
        self._no_dog.clicked.connect(lambda: self._choose(NO_DOG))
        self._clear = self._choice("clear", self.tr("Clear"), with_key(self.tr("Take the label away"), "clear"))
        self._clear.clicked.connect(lambda: self._choose(None))
        for place, button in enumerate((self._mix_button, self._unknown, self._no_dog, self._clear)):
            grid.addWidget(button, place // 2, place % 2)
        layout.addWidget(self.choices)

    def _choice(self, icon_name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self.choices)
        set_icon(button, icon_name)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setProperty("compact", True)
        return button

    # What is shown

    def show_selection(self, selected: Selection, dogs: Dogs = NO_DOGS) -> None:
        """Show the selected photos; the first of them is the one in focus, and of a single one a dog is chosen."""
        row = selected.first
        first = None if row is None else row.photo_id
        if (first, dogs.number) != (self._shown_id, self._dog_number):
            self._shown_id, self._dog_number = first, dogs.number
            self.breed_box.clear()
            self.end_mix()
        content = content_for(selected, self._breeds.name, self.coverage)
        if content is not None:
            content = content_with_dogs(content, dogs, self._breeds.name, self.coverage)
        self._content = content
        self._rest.setVisible(content is not None)
        self._foot_part.setVisible(content is not None)
        self._folder.setVisible(len(selected) == 1)
        self.why_button.setVisible(len(selected) == 1)
        if self.notice.show_notice(*("", "") if content is None else (content.notice, content.keep_text)):
            self._fit_photo()
        if content is None:
            self._title.set_text(self.tr("No photo selected"))
            self._place.set_text(self.tr("Choose one in the gallery."))
            self.photo.show_picture(None)
            return
        self._title.set_text(content.title)
        self._place.set_text(content.place)
        self.suggestions.show_content(content)
        self._show_label(content)
        self._show_confirm()

    def show_why(self, note: str) -> None:
        """Say what the heat map shows, or why there is none."""
        self._why_note.set_text(note)
        self._why_note.setVisible(bool(note))

    def why_note(self) -> str:
        """What stands below the photo about the heat map."""
        return self._why_note.text()

    def content(self) -> PanelContent | None:
        """What it shows; None while no photo is selected."""
        return self._content

    def shown_id(self) -> int | None:
        """Id of the photo that it shows large; None for none."""
        return self._shown_id

    def title(self) -> str:
        """What it says is selected."""
        return self._title.text()

    def _show_label(self, content: PanelContent) -> None:
        self._label.set_text(content.label_text)
        self._state.setVisible(content.state is not None)
        if content.state is not None:
            colour = state_colour(content.state).name()
            self._state.setPixmap(pixmap(STATE_ICONS[content.state], STATE_ICON, colour, self.devicePixelRatioF()))
        for button, label in ((self._unknown, UNKNOWN), (self._no_dog, NO_DOG)):
            mark(button, content.label == label)
        mark(self._mix_button, content.label is not None and content.label.kind is LabelKind.MIX)

    def _show_confirm(self) -> None:
        content = self._content
        mixing = self.mix.isVisibleTo(self._rest)
        self.proposal.setVisible(self.proposal.has_mix() and not mixing)
        if content is not None:
            text = "" if mixing else content.confirm_text
            self._foot_part.show_choices(text, content.kind_text, has_kinds=content.has_kinds)
        another = with_key(self.tr("Another breed…"), "search_breed")
        self.breed_box.setPlaceholderText(self.tr("Breed of the mix…") if mixing else another)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The photo is large, but never so large that the suggestions are out of sight."""
        super().resizeEvent(event)
        drawing = QSize(0, 0) if self.width() < NARROW else QSize(DRAWING, DRAWING)
        for button in self.choices.findChildren(QPushButton):
            button.setIconSize(drawing)
        self._fit_photo()
        self._show_confirm()

    def _fit_photo(self) -> None:
        below = self._names.sizeHint().height() + self.notice.room() + self.suggestions.sizeHint().height() + 2 * 4 + 8
        # The layout has its turn later: the scroll area has not got its new height yet.
        room = self.height() - self._foot_part.sizeHint().height() - below
        self.photo.setMinimumHeight(max(LEAST_PHOTO_HEIGHT, min(PHOTO_HEIGHT, room)))

    # Asking

    def ask(self, question: Question | None) -> None:
        """Ask whether many photos are meant; None takes the question away. `question.answered` has the answer."""
        self._foot_part.ask(question)

    # What a person does

    def choose_line(self, place: int) -> None:
        """Take the suggestion at `place`, from 1; while a mix is put together, add it to the mix."""
        if self._content is None or place > len(self._content.lines):
            return
        label = self._content.lines[place - 1].label
        if self.mix.isVisibleTo(self._rest) and label.breed_ids:
            self._take_breed(label.breed_ids[0])
        else:
            self.end_mix()
            self.suggestion_chosen.emit(label)

    def choose_kind(self) -> None:
        """Take the kind of dog as the label; while a mix is put together, add it to the mix."""
        kind = None if self._content is None else self._content.kind
        if not self.mix.isVisibleTo(self._rest):
            self.kind_wanted.emit()
        elif kind is not None:
            self._take_breed(kind.breed_ids[0])

    def search_breed(self) -> None:
        """Put the cursor into the breed box."""
        self._scroll.ensureWidgetVisible(self.breed_box)
        self.breed_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._in_sight.bring()

    def _searching(self, searching: bool) -> None:
        """Make room for the matches."""
        self.choices.setVisible(not searching and not self.mix.isVisibleTo(self._rest))

    def start_mix(self) -> None:
        """Begin to put a mix together."""
        if self._content is None:
            return
        self.mix.start(self._content.label or self._content.proposed_mix)
        self.mix.show()
        self.choices.hide()
        self._show_confirm()
        self.search_breed()

    def end_mix(self) -> None:
        """Put the mix away, unsaved."""
        if self.mix.isVisibleTo(self._rest):
            self.mix.hide()
            self.choices.show()
            self._show_confirm()

    def leave(self) -> None:
        """Stop searching and mixing, and give the keys back to the gallery."""
        self.breed_box.clear()
        self.end_mix()
        self.left.emit()

    def _choose(self, label: Label | None) -> None:
        self.end_mix()
        self.label_chosen.emit(label)

    def _take_breed(self, breed_id: str) -> None:
        if self.mix.isVisibleTo(self._rest):
            self.mix.add(breed_id)
            self.search_breed()
        else:
            # In this order: the label may bring a question, which then has the keys.
            self.left.emit()
            self.label_chosen.emit(Label.breed(breed_id))

    def _take_mix(self, label: Label) -> None:
        self.left.emit()
        self._choose(label)

    def _entered_empty(self) -> None:
        if self.mix.isVisibleTo(self._rest):
            self.mix.save()


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setProperty("rule", True)
    return rule
