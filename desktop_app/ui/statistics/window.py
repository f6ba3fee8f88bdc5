"""The statistics beside the window: pages at the left; of one of them the chart, the table, and what they mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.dialogs.fitting import DialogBody, fit
from desktop_app.ui.look.elided_label import ElidedLabel
from desktop_app.ui.look.theme import colours
from desktop_app.ui.statistics.legend import Legend
from desktop_app.ui.statistics.saving import for_clipboard, picture_of
from desktop_app.ui.statistics.sheet import Sheet
from desktop_app.ui.statistics.table import SheetModel, fit_columns

if TYPE_CHECKING:
    from desktop_app.ui.statistics.chart import BarChart

WANTED, LEAST = QSize(1040, 680), QSize(660, 320)
LIST_WIDTH = 208
NARROW, NARROW_LIST = 800, 174
LEAST_SPLITTER = 250
CARD_HEIGHT = 48
"""Of the legend and the edges around a chart."""


class StatisticsDialog(QDialog):
    """Stays open while one works, and follows.

    Signals:
        save_picture_wanted: the page, and its picture.
        save_table_wanted: the page.
    """

    save_picture_wanted = Signal(object, object)
    save_table_wanted = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Statistics"))
        self.setMinimumSize(LEAST)
        fit(self, WANTED)
        self._sheets: Sequence[Sheet] = ()
        self._chart: BarChart | None = None
        self._drawn: Sheet | None = None
        self._shared = False
        self._make_actions()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(12)
        self.pages = QListWidget(self)
        self.pages.setFixedWidth(LIST_WIDTH)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setAccessibleName(self.tr("Pages of the statistics"))
        self.pages.currentRowChanged.connect(self._show_page)
        outer.addWidget(self.pages)
        outer.addLayout(self._make_page(), 1)
        self.complain("")
        self._show_page()

    def _make_actions(self) -> None:
        self.save_picture = QAction(self.tr("Save as picture (PNG)…"), self)
        self.save_table = QAction(self.tr("Save as table (CSV)…"), self)
        self.copy = QAction(self.tr("Copy"), self)
        self.copy.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.copy)
        self.save_picture.triggered.connect(self._save_picture)
        self.save_table.triggered.connect(self._save_table)
        self.copy.triggered.connect(self._copy)

    def _make_page(self) -> QVBoxLayout:
        body = DialogBody(LEAST.width() - LIST_WIDTH, self)
        page = body.column
        page.setSpacing(8)
        self.heading = self._text("heading")
        self.meaning = self._text("quiet")
        page.addWidget(self.heading)
        page.addWidget(self.meaning)
        self.splitter = QSplitter(Qt.Orientation.Vertical, body.inside)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._make_card())
        self.splitter.addWidget(self._make_table())
        self.splitter.splitterMoved.connect(self._keep_shares)
        self.splitter.setMinimumHeight(LEAST_SPLITTER)
        page.addWidget(self.splitter, 1)
        self.notes = self._text("quiet")
        page.addWidget(self.notes)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(body, 1)
        self.told = ElidedLabel(self)
        self.told.setProperty("quiet", True)
        column.addWidget(self.told)
        self.complaint = self._text("complaint")
        column.addWidget(self.complaint)
        column.addLayout(self._make_buttons())
        return column

    def _text(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty(role, True)
        return label

    def _make_card(self) -> QWidget:
        self.card = QFrame(self)
        self.card.setProperty("panel", True)
        self.card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.card.customContextMenuRequested.connect(lambda at: self._show_menu(self.card.mapToGlobal(at)))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(12, 8, 12, 8)
        self.legend = Legend(self.card)
        column.addWidget(self.legend)
        self.nothing = QLabel(self.card)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)
        self.chart_area = QScrollArea(self.card)
        self.chart_area.setWidgetResizable(True)
        self.chart_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chart_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.chart_area, 1)
        return self.card

    def _make_table(self) -> QTableView:
        self.table = QTableView(self)
        self.model = SheetModel(self)
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        # Of hundreds of breeds, a look at the first ones says how wide a column must be; a person may drag it.
        self.table.horizontalHeader().setResizeContentsPrecision(40)
        self.table.setMinimumHeight(80)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: self._show_menu(self.table.viewport().mapToGlobal(at)))
        return self.table

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._buttons = [self._button(action) for action in (self.save_picture, self.save_table, self.copy)]
        for button in self._buttons:
            line.addWidget(button)
        line.addStretch(1)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        line.addWidget(self.close_button)
        return line

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.setAutoDefault(False)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    # What is shown

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these pages; the one that was chosen stays chosen."""
        chosen = max(0, self.pages.currentRow())
        self._sheets = sheets
        if [self.pages.item(row).text() for row in range(self.pages.count())] != [each.title for each in sheets]:
            self.pages.blockSignals(True)
            self.pages.clear()
            self.pages.addItems([each.title for each in sheets])
            self.pages.setCurrentRow(min(chosen, len(sheets) - 1))
            self.pages.blockSignals(False)
        self._show_page()

    def choose_page(self, sheet_id: str) -> None:
        """Show the page that is called so."""
        for row, sheet in enumerate(self._sheets):
            if sheet.id == sheet_id:
                self.pages.setCurrentRow(row)

    @property
    def sheet(self) -> Sheet | None:
        """The page that is shown; None while nothing has been counted."""
        row = self.pages.currentRow()
        return self._sheets[row] if 0 <= row < len(self._sheets) else None

    def complain(self, text: str) -> None:
        """Say what did not work; "" for nothing to say."""
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))

    def tell(self, text: str) -> None:
        """Say above the buttons what they did."""
        self.told.set_text(text)
        self.told.setVisible(bool(text))

    def refresh_theme(self) -> None:
        """Draw everything again in the colours of the appearance in use."""
        self._drawn = None
        self._show_page()

    def _show_page(self, _row: int = 0) -> None:
        sheet = self.sheet
        self.tell("")
        self.save_picture.setEnabled(sheet is not None and not sheet.nothing)
        self.save_table.setEnabled(sheet is not None and bool(sheet.rows))
        self.copy.setEnabled(sheet is not None and bool(sheet.rows))
        if sheet is None:
            for label in (self.heading, self.meaning, self.notes):
                label.setText("")
            self._show_chart(None, self.tr("Counting…"))
            self.table.setVisible(False)
            return
        self.heading.setText(sheet.title)
        self.meaning.setText(sheet.meaning)
        self.notes.setText(" ".join(sheet.notes))
        self.notes.setVisible(bool(sheet.notes))
        self._show_chart(None if sheet.nothing else sheet, sheet.nothing)
        self._show_table(sheet)
        self._share_room(sheet)

    def _share_room(self, sheet: Sheet) -> None:
        """All of the chart where there is room for it, what is left for the table; until a person drags it."""
        room = self.splitter.height() - self.splitter.handleWidth()
        rows = self.model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        table = self.table.horizontalHeader().sizeHint().height() + rows + 2 * self.table.frameWidth() + 4
        least = 0 if self._chart is None or sheet.nothing else self._chart.minimumHeight() + CARD_HEIGHT
        table = max(self.table.minimumHeight(), min(table, room - least, room // 2), min(table, room * 2 // 5))
        if not self._shared:
            self.splitter.setSizes([room - table, table])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew; where it is narrow, Esc and the window's own sign close it."""
        super().resizeEvent(event)
        if self.close_button.isHidden() != (self.width() < NARROW):
            self._be_narrow(self.width() < NARROW)
        if self.sheet is not None:
            fit_columns(self.table, self.model)
            self._share_room(self.sheet)

    def _be_narrow(self, is_narrow: bool) -> None:
        self.pages.setFixedWidth(NARROW_LIST if is_narrow else LIST_WIDTH)
        self.close_button.setVisible(not is_narrow)
        for button in self._buttons:
            button.setProperty("compact", is_narrow)
            self.style().unpolish(button)
            self.style().polish(button)

    def _show_table(self, sheet: Sheet) -> None:
        place = self.table.currentIndex() if self._same_page(sheet) else None
        self.model.show_rows(sheet.columns, sheet.rows)
        if place is None:
            fit_columns(self.table, self.model)
        if place is not None and place.row() < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(place.row(), place.column()))
        self.table.setAccessibleName(sheet.title)
        self.table.setVisible(bool(sheet.rows))
        self._drawn = sheet

    def _keep_shares(self) -> None:
        self._shared = True

    def _same_page(self, sheet: Sheet) -> bool:
        return self._drawn is not None and self._drawn.id == sheet.id

    def _show_chart(self, sheet: Sheet | None, nothing: str) -> None:
        self.nothing.setText(nothing)
        self.nothing.setVisible(sheet is None)
        self.chart_area.setVisible(sheet is not None)
        self.legend.setVisible(sheet is not None and len(sheet.bars.series) > 1)
        if sheet is None:
            return
        if self._chart is None:
            # Imported by now, in the background, if anybody ever opened this.
            from desktop_app.ui.statistics.chart import BarChart

            self._chart = BarChart(self.chart_area)
            self.chart_area.setWidget(self._chart)
        if self._drawn is None or self._drawn.bars != sheet.bars:
            self._chart.show_bars(sheet.bars)
            self.legend.show_series(sheet.bars.series)
        self._chart.setAccessibleName(sheet.title)
        self._chart.setAccessibleDescription(sheet.meaning)

    # What can be done with it

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.save_picture, self.save_table, self.copy])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def picture(self) -> QImage | None:
        """The page that is shown as a picture: title, what it means, legend, the whole chart, notes."""
        if self._chart is None or self.sheet is None or self.sheet.nothing:
            return None
        parts: list[QWidget] = [self.heading, self.meaning, self.legend, self._chart, self.notes]
        return picture_of([part for part in parts if not part.isHidden()], QColor(colours().surface))

    def _save_picture(self) -> None:
        image = self.picture()
        if image is not None:
            self.save_picture_wanted.emit(self.sheet, image)

    def _save_table(self) -> None:
        if self.sheet is not None:
            self.save_table_wanted.emit(self.sheet)

    def _copy(self) -> None:
        if self.sheet is not None:
            QGuiApplication.clipboard().setMimeData(for_clipboard(self.sheet, self.picture()))
            self.tell(self.tr("Copied."))

    # Its place

    def place(self) -> str:
        """Where it is and how large, in base 64."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def go_to_place(self, remembered: str) -> None:
        """Be where it was; where that is on no screen, Qt moves it onto one."""
        if remembered:
            self.restoreGeometry(QByteArray.fromBase64(remembered.encode()))

    def showEvent(self, event: QShowEvent) -> None:
        """One begins with the list of pages."""
        super().showEvent(event)
        self.pages.setFocus()
