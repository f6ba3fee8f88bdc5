"""Animals from names of folders or files: a pattern, and what it makes of one's own folders while one types it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop_app.catalog.naming.patterns import MOST_SIGNS, Field, Pattern, PatternError, Source
from desktop_app.catalog.naming.presets import PRESETS
from desktop_app.catalog.naming.session_names import NamingPreview, SessionNames
from desktop_app.jobs.naming import Cancelling
from desktop_app.ui.dialogs.animals_dialog import AnimalsDialog
from desktop_app.ui.wording.faults import fault_text
from desktop_app.ui.wording.naming_words import naming_words

USUAL = "whatever_there_is"
"""The preset that names most, where nobody knows better."""


class AnimalsFromNamesDialog(AnimalsDialog):
    """Begins with a preset; whatever is typed is tried at once.

    Attributes:
        presets: the choice of them; the last entry is for what is typed.
        pattern: the line in which it is typed.
        source: whose names: folders' or files'.
    """

    def __init__(self, names: SessionNames, preset_id: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            names: the photos of the session.
            preset_id: with which to begin.
            parent: the window.
        """
        translate = QCoreApplication.translate
        title = translate("AnimalsFromNamesDialog", "Animals from names")
        super().__init__(names, title, translate("AnimalsFromNamesDialog", "Folder or file"), parent)
        self._fields = naming_words.fields()
        self.presets = QComboBox(self)
        self.pattern = QLineEdit(self)
        self.source = QComboBox(self)
        self._build_fields()
        self.presets.activated.connect(self._preset_chosen)
        self.pattern.textChanged.connect(lambda _text: self._typed())
        self.source.activated.connect(lambda _place: self._typed())
        self.choose(preset_id or USUAL)
        if not preset_id:
            self._look_for_the_best()
        self.pattern.setFocus()

    def _look_for_the_best(self) -> None:
        """Begin with what fits best, unless somebody types before that is known."""
        self._wait.stop()
        self._start(lambda cancelled: self.names.best_preset(cancelled) or USUAL)

    def _take(self, job_id: int, answer: object) -> None:
        if isinstance(answer, NamingPreview):
            super()._take(job_id, answer)
        elif job_id == self._job_id and not self._wait.isActive():
            self.choose(str(answer))

    def choose(self, preset_id: str) -> None:
        """Choose a preset as if by mouse."""
        place = next((place for place, preset in enumerate(PRESETS) if preset.id == preset_id), 0)
        self.presets.setCurrentIndex(place)
        self._preset_chosen(place)

    def question(self) -> Callable[[Cancelling], NamingPreview] | None:
        """What the pattern makes of the photos; None where it means nothing."""
        try:
            pattern = Pattern(self.pattern.text(), self._source())
        except PatternError:
            return None  # it was said when it was typed
        take_all = self.take_all.isChecked()
        return lambda cancelled: self.names.by_pattern(pattern, cancelled, take_all=take_all)

    def _build_fields(self) -> None:
        for preset in PRESETS:
            self.presets.addItem(naming_words.preset(preset))
        self.presets.addItem(self.tr("A pattern of your own"))
        self.presets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.presets.setMinimumContentsLength(30)
        self.pattern.setMaxLength(2 * MOST_SIGNS)
        self.source.addItem(self.tr("Names of folders"), Source.FOLDER)
        self.source.addItem(self.tr("Names of files"), Source.FILE)
        self.presets.setAccessibleName(self.tr("What the names look like"))
        self.pattern.setAccessibleName(self.tr("Pattern"))
        self.source.setAccessibleName(self.tr("Whose names"))
        hint = QLabel(self._hint(), self)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        self.pattern.setAccessibleDescription(hint.text())
        lines = QGridLayout()
        lines.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(
            ((self.tr("&Names look like"), self.presets), (self.tr("&Pattern"), self.pattern))
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            lines.addWidget(label, row, 0)
            lines.addWidget(field, row, 1, 1, 1 if field is self.pattern else 2)
        lines.addWidget(self.source, 1, 2)
        self.fields.addLayout(lines)
        self.fields.addWidget(hint)

    def _hint(self) -> str:
        braced = {field: f"{{{word}}}" for field, word in self._fields.items()}
        text = self.tr(
            "{name} and {number} are those of the animal, {date} is a date, {any} is anything else. A question mark "
            "says that something may be missing: {optional}. Spaces, _ and - stand for each other."
        )
        optional = f"{{{self._fields[Field.NUMBER]}?}}"
        return text.format(**{field.value: word for field, word in braced.items()}, optional=optional)

    def _source(self) -> Source:
        return Source(self.source.currentData())

    def _preset_chosen(self, place: int) -> None:
        if place < len(PRESETS):
            preset = PRESETS[place]
            self.source.setCurrentIndex(self.source.findData(preset.source))
            text = Pattern(preset.pattern, preset.source).with_words(self._fields)
            if text == self.pattern.text():
                self._typed()
            self.pattern.setText(text)
        else:
            self.pattern.setFocus()
            self.pattern.selectAll()

    def _typed(self) -> None:
        """Say at once what is wrong with the pattern; what it finds comes a moment later."""
        try:
            pattern: Pattern | None = Pattern(self.pattern.text(), self._source())
            self.complain("")
        except PatternError as error:
            pattern = None
            self.complain(fault_text(error.fault))
        known = [place for place, preset in enumerate(PRESETS) if pattern == Pattern(preset.pattern, preset.source)]
        self.presets.setCurrentIndex(known[0] if known else len(PRESETS))
        self.ask()
