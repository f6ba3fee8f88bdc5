"""The side panel: the photo large, what it looks like, and the label."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
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

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.icons import STATE_ICONS, pixmap, set_icon
from desktop_app.ui.look.theme import state_colour
from desktop_app.ui.review.breed_box import BreedBox
from desktop_app.ui.review.content import COVERAGE, PanelContent, content_for
from desktop_app.ui.review.mix_editor import MixEditor
from desktop_app.ui.review.photo_view import PhotoView
from desktop_app.ui.review.suggestion_bars import SuggestionBars
from desktop_app.ui.review.trust import MixProposal, TrustLine
from desktop_app.ui.wording.breeds import Breeds
from desktop_app.ui.wording.keys import with_key

MARGIN = 14
STATE_ICON = 20
LAYOUT_MS = 20


class ReviewPanel(QScrollArea):
    """Shows the selected photos and lets a person decide.

    Signals:
        label_chosen: a `Label` for all selected photos, or None to take theirs away.
        confirm_wanted: the big button was pressed.
        folder_wanted: the photo's folder is to be opened.
        preview_wanted: the photo is to be shown over the whole window.
        left: Escape was pressed; the gallery should have the keys again.
    """

    label_chosen = Signal(object)
    confirm_wanted = Signal()
    folder_wanted = Signal()
    preview_wanted = Signal()
    left = Signal()

    def __init__(self, breeds: Breeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._breeds = breeds
        self._content: PanelContent | None = None
        self.coverage = COVERAGE
        self._shown_id: int | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The selected photo"))
        self._inside = inside = QFrame(self)
        inside.setProperty("panel", True)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(8)
        self.photo = PhotoView(inside)
        self.photo.clicked.connect(self.preview_wanted)
        layout.addWidget(self.photo, 1)
        layout.addLayout(self._name_part(inside))
        self._why_note = ElidedLabel(inside, Qt.TextElideMode.ElideRight)
        self._why_note.setProperty("quiet", True)
        self._why_note.hide()
        layout.addWidget(self._why_note)
        self._rest = QWidget(inside)
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 4, 0, 0)
        rest.setSpacing(6)
        self._build_suggestions(rest)
        rest.addSpacing(2)
        rest.addWidget(_rule(self._rest))
        rest.addSpacing(2)
        self._build_label(rest)
        layout.addWidget(self._rest)
        self.setWidget(inside)
        self.show_rows([])

    def _name_part(self, parent: QWidget) -> QHBoxLayout:
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
        self.why_button = QToolButton(parent)
        self.why_button.setIconSize(QSize(20, 20))
        self.why_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line = QHBoxLayout()
        line.addLayout(names, 1)
        line.addWidget(self.why_button)
        line.addWidget(self._folder)
        return line

    def _build_suggestions(self, layout: QVBoxLayout) -> None:
        self._heading = QLabel(self._rest)
        self._heading.setProperty("heading", True)
        self._heading.setWordWrap(True)
        self._bars = SuggestionBars(self._rest)
        self._bars.chosen.connect(self.choose_line)
        self._sentence = QLabel(self._rest)
        self._sentence.setProperty("quiet", True)
        self._sentence.setWordWrap(True)
        self._confirm = QPushButton(self._rest)
        self._confirm.setProperty("primary", True)
        self._confirm.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._confirm.clicked.connect(self.confirm_wanted)
        self._aside = QLabel(self._rest)
        self._aside.setProperty("quiet", True)
        line = QHBoxLayout()
        line.addWidget(self._heading, 1)
        line.addWidget(self._aside)
        layout.addLayout(line)
        self.trust = TrustLine(self._rest)
        self.proposal = MixProposal(self._rest)
        self.proposal.taken.connect(self._choose)
        for widget in (self._sentence, self.trust, self._bars, self.proposal, self._confirm):
            layout.addWidget(widget)

    def _build_label(self, layout: QVBoxLayout) -> None:
        title = QLabel(self.tr("Label"), self._rest)
        title.setProperty("quiet", True)
        self._state = QLabel(self._rest)
        self._label = ElidedLabel(self._rest, Qt.TextElideMode.ElideRight)
        self._label.setProperty("heading", True)
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
        self._choices = QWidget(self._rest)
        grid = QGridLayout(self._choices)
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
        layout.addWidget(self._choices)

    def _choice(self, icon_name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self._choices)
        set_icon(button, icon_name)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setMinimumWidth(90)
        return button

    # What is shown

    def show_rows(self, rows: Sequence[PhotoRow]) -> None:
        """Show the selected photos; the first of them is the one in focus."""
        first = rows[0].photo_id if rows else None
        if first != self._shown_id:
            self._shown_id = first
            self.breed_box.clear()
            self.end_mix()
        content = content_for(rows, self._breeds.name, self.coverage)
        self._content = content
        self._rest.setVisible(content is not None)
        self._folder.setVisible(len(rows) == 1)
        self.why_button.setVisible(len(rows) == 1)
        if content is None:
            self._title.set_text(self.tr("No photo selected"))
            self._place.set_text(self.tr("Choose one in the gallery."))
            self.photo.show_picture(None)
            return
        self._title.set_text(content.title)
        self._place.set_text(content.place)
        self._heading.setText(content.heading)
        self._heading.setVisible(bool(content.lines))
        self._aside.setText(content.aside)
        self._bars.show_lines(content.lines, content.label)
        self._sentence.setText(content.sentence)
        self._sentence.setVisible(bool(content.sentence))
        self.trust.show_trust(content.confidence, content.trust_sentence)
        self.proposal.show_mix(content.proposed_mix, content.mix_sentence)
        self._show_label(content)
        self._show_confirm()

    def show_why(self, note: str) -> None:
        """Say what the heat map shows, or why there is none."""
        self._why_note.set_text(note)
        self._why_note.setVisible(bool(note))

    def why_note(self) -> str:
        """What stands below the photo about the heat map."""
        return self._why_note.text()

    def title(self) -> str:
        """What it says is selected."""
        return self._title.text()

    def show_picture(self, picture: QImage | QPixmap | None, unreadable: bool = False) -> None:
        """Show the photo itself."""
        self.photo.show_picture(picture, unreadable)

    def _show_label(self, content: PanelContent) -> None:
        self._label.set_text(content.label_text)
        self._state.setVisible(content.state is not None)
        if content.state is not None:
            colour = state_colour(content.state).name()
            self._state.setPixmap(pixmap(STATE_ICONS[content.state], STATE_ICON, colour, self.devicePixelRatioF()))
        for button, label in ((self._unknown, UNKNOWN), (self._no_dog, NO_DOG)):
            _mark(button, content.label == label)
        _mark(self._mix_button, content.label is not None and content.label.kind.value == "mix")

    def _show_confirm(self) -> None:
        text = self._content.confirm_text if self._content is not None else ""
        mixing = self.mix.isVisibleTo(self._rest)
        self._confirm.setVisible(bool(text) and not mixing)
        self.proposal.setVisible(self.proposal.has_mix() and not mixing)
        self._confirm.setToolTip(with_key(text, "confirm"))
        self._confirm.setAccessibleName(text)
        room = max(120, self.viewport().width() - 2 * MARGIN - 40)
        self._confirm.setText(self._confirm.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        another = with_key(self.tr("Another breed…"), "search_breed")
        self.breed_box.setPlaceholderText(self.tr("Breed of the mix…") if mixing else another)

    # What a person does

    def choose_line(self, place: int) -> None:
        """Take the suggestion at `place`, from 1; while a mix is put together, add it to the mix."""
        if self._content is None or place > len(self._content.lines):
            return
        label = self._content.lines[place - 1].label
        if self.mix.isVisibleTo(self._rest) and label.breed_ids:
            self._take_breed(label.breed_ids[0])
        else:
            self._choose(label)

    def search_breed(self) -> None:
        """Put the cursor into the breed box."""
        self.ensureWidgetVisible(self.breed_box)
        self.breed_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _searching(self, searching: bool) -> None:
        """Make room for the matches."""
        self._choices.setVisible(not searching and not self.mix.isVisibleTo(self._rest))
        if searching:
            self._bring_into_sight(self.breed_box.matches_list)

    def _bring_into_sight(self, widget: QWidget) -> None:
        # What was just shown has its place only after the layout has had its turn.
        QTimer.singleShot(LAYOUT_MS, self, lambda: self._scroll_to_end_of(widget))

    def _scroll_to_end_of(self, widget: QWidget) -> None:
        end = widget.mapTo(self._inside, widget.rect().bottomLeft())
        self.ensureVisible(0, end.y(), 0, MARGIN)

    def start_mix(self) -> None:
        """Begin to put a mix together."""
        if self._content is None:
            return
        self.mix.start(self._content.label or self._content.proposed_mix)
        self.mix.show()
        self._choices.hide()
        self._show_confirm()
        self.search_breed()
        self._bring_into_sight(self.breed_box)

    def end_mix(self) -> None:
        """Put the mix away, unsaved."""
        if self.mix.isVisibleTo(self._rest):
            self.mix.hide()
            self._choices.show()
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
            self.breed_box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.label_chosen.emit(Label.breed(breed_id))
            self.left.emit()

    def _take_mix(self, label: Label) -> None:
        self._choose(label)
        self.left.emit()

    def _entered_empty(self) -> None:
        if self.mix.isVisibleTo(self._rest):
            self.mix.save()


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setProperty("rule", True)
    return rule


def _mark(button: QPushButton, chosen: bool) -> None:
    if bool(button.property("chosen")) != chosen:
        button.setProperty("chosen", chosen)
        button.style().unpolish(button)
        button.style().polish(button)
