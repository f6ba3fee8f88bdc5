"""What would become of the photos: the animals, and what is left out and why, side by side as two lists."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from desktop_app.catalog.naming.assigning import Line
from desktop_app.catalog.naming.finding import LeftOut
from desktop_app.catalog.naming.session_names import NamingPreview
from desktop_app.plain_text import escaped
from desktop_app.ui.dialogs.lines import Lines, table_of
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.naming_words import naming_words


class AnimalLines(Lines):
    """One line an animal."""

    number_column = 3

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        return self.tr("Name"), self.tr("Number"), self.tr("Photos"), self.tr("Remarks")

    def texts(self, line: Line) -> tuple[str, ...]:
        """Whence, name, number, how many photos, and what else is to be known."""
        found = line.found
        name = found.name or line.animal.name
        return (
            naming_words.sources(found.sources),
            escaped(name),
            escaped(found.number or line.animal.number),
            numbers.number(len(found.places)),
            naming_words.remark(line),
        )

    def at_length(self, line: Line) -> str:
        """All folders or files."""
        return naming_words.all_sources(line.found.sources)


class LeftOutLines(Lines):
    """One line for each folder, file or line of a table that makes no animal."""

    number_column = 2

    def headings(self) -> tuple[str, ...]:
        """Of all columns but the first."""
        return self.tr("Why"), self.tr("Photos")

    def texts(self, line: LeftOut) -> tuple[str, ...]:
        """What, why, and how many photos."""
        source = escaped(line.source)
        if line.line:
            source = self.tr("Line {line}: {source}").format(line=numbers.number(line.line), source=source)
        return source, naming_words.why(line.why), numbers.number(line.photos) if line.photos else ""

    def at_length(self, line: LeftOut) -> str:
        """The same."""
        return self.texts(line)[0]


class AnimalsPreview(QWidget):
    """The two lists, and a sentence that sums them up.

    Attributes:
        animals: the model of the one.
        left_out: the model of the other.
        summary: the sentence.
    """

    def __init__(self, first: str, parent: QWidget) -> None:
        """Make empty lists; `first` is the heading over folders and files."""
        super().__init__(parent)
        self.animals, self.left_out = AnimalLines(first, self), LeftOutLines(first, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What would become of the photos"))
        self._tables = (table_of(self.animals, 4, self), table_of(self.left_out, 1, self))
        self._tables[0].setAccessibleName(self.tr("Animals that are found"))
        self._tables[1].setAccessibleName(self.tr("What is left out, and why"))
        for table in self._tables:
            self.tabs.addTab(table, "")
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setProperty("heading", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.summary)
        self.show_preview(None)

    def show_preview(self, preview: NamingPreview | None) -> None:
        """Show what would become of the photos; nothing yet where it is None."""
        lines: list[Line] = [] if preview is None else preview.assignment.lines
        left_out: list[LeftOut] = [] if preview is None else preview.finding.left_out
        for model, some in ((self.animals, lines), (self.left_out, left_out)):
            model.show_lines(some)
        self.tabs.setTabText(0, naming_words.animals_tab(len(lines)))
        self.tabs.setTabText(1, naming_words.left_out_tab(len(left_out)))
        self.say("" if preview is None else naming_words.summary(preview))
        for table in self._tables:
            table.resizeColumnsToContents()
            table.setColumnWidth(0, max(180, min(table.columnWidth(0), int(table.viewport().width() * 0.45))))
        # One long name pushes nothing out of sight: what is cut is in the tooltip.
        for column, share in ((1, 0.3), (2, 0.15)):
            animals = self._tables[0]
            most = max(int(animals.viewport().width() * share), animals.horizontalHeader().sectionSizeHint(column))
            animals.setColumnWidth(column, min(animals.columnWidth(column), most))

    def say(self, text: str) -> None:
        """The sentence below the lists; its place is kept where there is none."""
        self.summary.setText(text or " ")

    def set_stale(self, stale: bool) -> None:
        """Whether nothing comes instead of what is shown, though it is of what is not asked for any more."""
        for model in (self.animals, self.left_out):
            model.set_stale(stale)
        if stale:
            self.say("")
