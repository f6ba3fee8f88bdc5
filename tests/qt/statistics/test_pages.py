"""Pages of the statistics without a window: what a chart, a table and the clipboard hold."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.labels import NO_DOG, Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.agreement import Chosen, SeenAgreement
from desktop_app.photos.daily_pace import DayPace
from desktop_app.photos.days import Day
from desktop_app.photos.session_statistics import AnimalState, BreedCount, SessionFigures
from desktop_app.ui.look.theme import apply_theme, choose_theme, colours
from desktop_app.ui.statistics.chart import BarChart, value_ticks
from desktop_app.ui.statistics.legend import Legend
from desktop_app.ui.statistics.sheet import Bars, Cell, Column, Fill, Kind, Series
from desktop_app.ui.statistics.sheets import sheets_of
from desktop_app.ui.statistics.sheets.days import spans
from desktop_app.ui.statistics.window import StatisticsDialog

# What the platform of the tests cannot do with a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = 20_000
MINUTE = 60_000_000_000


def figures(days: int = 3, breeds: int = 24) -> SessionFigures:
    """Of a session in which a lot happened."""
    return SessionFigures(
        photos=200,
        states=dict.fromkeys(PhotoState, 0) | {PhotoState.TO_REVIEW: 120, PhotoState.CONFIRMED: 80},
        animals={AnimalState.UNDECIDED: 4, AnimalState.PARTLY: 3, AnimalState.DISAGREE: 1, AnimalState.DECIDED: 4},
        breeds=[BreedCount(f"own:Breed {place}", 40 - place, 2, 3, 1) for place in range(breeds)],
        other_labels={NO_DOG: 5, Label.mix(): 2},
        days=[Day(DAY + place, 4, 9, 2, 1) for place in range(days)],
        undated=11,
        agreement=SeenAgreement(
            {None: Chosen(), Confidence.SURE: Chosen(9, 0, 1), Confidence.MAYBE: Chosen(), Confidence.UNSURE: Chosen()},
            unknown=3, nothing_seen=0, by_rules=0, packs=1,
        ),
        pace=[DayPace(DAY + place, 50, 40, 30 * MINUTE, 45) for place in range(days)],
    )  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Iterator[StatisticsDialog]:
    """The statistics with these figures, in the light appearance."""
    before = qapp.styleSheet()
    choose_theme(qapp, "light")
    apply_theme(qapp)
    made = StatisticsDialog(None)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.show_sheets(sheets_of(figures(), BreedBook([]).name))
    yield made
    choose_theme(qapp, "system")
    apply_theme(qapp)
    qapp.setStyleSheet(before)


def chart_of(dialog: StatisticsDialog) -> BarChart:
    chart = dialog.chart_area.widget()
    assert isinstance(chart, BarChart)
    return chart


def point(chart: BarChart, x: float, y: float) -> QPointF:
    return QPointF(chart.mapFromScene(chart.getPlotItem().vb.mapViewToScene(QPointF(x, y))))


def test_before_anything_is_counted_that_is_said_and_nothing_can_be_saved(qtbot: QtBot) -> None:
    dialog = StatisticsDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.nothing.text() == "Counting…"
    assert not any(action.isEnabled() for action in (dialog.save_picture, dialog.save_table, dialog.copy))
    assert dialog.picture() is None


def test_the_mouse_is_told_what_each_part_of_a_bar_shows(dialog: StatisticsDialog) -> None:
    dialog.choose_page("breeds")
    QApplication.processEvents()
    chart = chart_of(dialog)
    assert chart.text_at(point(chart, 12, 0)) == "Breed 0 · Labelled · 40"
    assert chart.text_at(point(chart, 41, 0)) == "Breed 0 · In mixes · 2"
    assert chart.text_at(point(chart, 44, 0)) == "Breed 0 · Looks like it, undecided · 3"
    assert chart.text_at(point(chart, 46, 0)) == ""
    assert chart.text_at(point(chart, 12, 0.5)) == "", "between two bars"


def test_the_twenty_most_frequent_breeds_are_drawn_and_all_are_in_the_table(dialog: StatisticsDialog) -> None:
    dialog.choose_page("breeds")
    sheet = dialog.sheet
    assert sheet is not None
    assert len(sheet.bars.categories) == 20
    assert len(sheet.rows) == 24 + 2
    assert [row[:2] for row in sheet.rows[-2:]] == [["No dog", 5], ["Mix, breeds unknown", 2]]
    assert "20 most frequent of 24 breeds" in dialog.notes.text()
    assert chart_of(dialog).minimumHeight() >= 20 * 20, "names have their lines, and the page scrolls"
    assert [label.text() for label in dialog.legend.findChildren(QLabel) if not label.isHidden()] == [
        "Labelled", "In mixes", "Looks like it, undecided"
    ]  # fmt: skip


def test_agreement_names_counts_the_interval_and_what_was_left_out(dialog: StatisticsDialog) -> None:
    dialog.choose_page("you-and-the-suggestions")
    sheet = dialog.sheet
    assert sheet is not None
    assert "not how often the model is right" in sheet.meaning
    sure, maybe = sheet.rows[0], sheet.rows[1]
    assert sure[:6] == ["Sure", 10, 9, 0, 1, 90.0]
    assert [round(float(str(cell))) for cell in sure[6:]] == [60, 98]
    assert maybe[:2] == ["Maybe", 0]
    assert maybe[5:] == [None, None, None]
    assert list(sheet.bars.ends) == ["9 of 10", "no labels", "no labels", "9 of 10"]
    assert sheet.bars.intervals[1] is None
    assert len(sheet.notes) == 1


def test_a_page_is_copied_as_cells_and_as_a_picture(dialog: StatisticsDialog) -> None:
    dialog.choose_page("animals-by-state")
    dialog.copy.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, QMimeData)
    assert data.text().splitlines() == [
        "State\tAnimals\tShare (%)", "Undecided\t4\t33%", "Some photos left\t3\t25%", "Labels disagree\t1\t8%",
        "Decided\t4\t33%",
    ]  # fmt: skip
    assert data.hasImage()
    assert dialog.told.text()


def test_numbers_are_there_for_keyboard_and_screen_reader(dialog: StatisticsDialog) -> None:
    assert dialog.pages.accessibleName()
    for row in range(dialog.pages.count()):
        dialog.pages.setCurrentRow(row)
        assert dialog.table.accessibleName() == dialog.pages.item(row).text()
        assert dialog.table.isVisible()
        assert dialog.model.rowCount() > 0
        assert chart_of(dialog).accessibleName() == dialog.pages.item(row).text()
    assert chart_of(dialog).focusPolicy() is Qt.FocusPolicy.NoFocus, "Tab never ends in a picture"
    dialog.choose_page("photos-by-state")
    assert dialog.model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Photos: 120"


def test_another_appearance_draws_everything_anew(dialog: StatisticsDialog, qapp: QApplication) -> None:
    def corner() -> str:
        return str(chart_of(dialog).grab().toImage().pixelColor(2, 2).name())

    light = corner()
    assert light == colours().surface
    choose_theme(qapp, "dark")
    apply_theme(qapp)
    dialog.refresh_theme()
    assert corner() == colours().surface != light


@pytest.mark.parametrize("width", [640, 1366])
def test_names_of_days_never_run_into_each_other(dialog: StatisticsDialog, width: int) -> None:
    dialog.show_sheets(sheets_of(figures(days=60), BreedBook([]).name))
    dialog.choose_page("decided-by-day")
    dialog.resize(width, 600)
    QApplication.processEvents()
    chart = chart_of(dialog)
    named = chart.getPlotItem().getAxis("bottom")._tickLevels[0]
    metrics = chart.fontMetrics()
    room = chart.getPlotItem().vb.width() / 60
    for (here, name), (there, _) in pairwise(named):
        assert (there - here) * room > metrics.horizontalAdvance(name)


def test_in_a_narrow_window_nothing_is_cut_off(dialog: StatisticsDialog) -> None:
    dialog.choose_page("breeds")
    dialog.resize(dialog.minimumSize())
    for _ in range(3):
        QApplication.processEvents()
    names = [label for label in dialog.legend.findChildren(QLabel) if not label.isHidden()]
    assert all(label.width() >= label.sizeHint().width() for label in names)
    assert dialog.close_button.isHidden(), "Esc closes it"
    assert all(button.width() >= button.sizeHint().width() for button in dialog._buttons)
    picture = dialog.picture()
    assert picture is not None
    assert picture.deviceIndependentSize().height() > chart_of(dialog).minimumHeight(), "all of the chart"


def test_a_table_with_long_titles_needs_no_scrolling_to_the_side(dialog: StatisticsDialog) -> None:
    titles = ("Race", "Étiquetées", "Dans des croisements", "Y ressemblent, pas encore décidées", "Animaux décidés")
    page = next(each for each in sheets_of(figures(), str) if each.id == "breeds")
    rows: list[list[Cell]] = [["Chien de montagne des Pyrénées (Patou)", *row[1:]] for row in page.rows]
    long = replace(
        page,
        columns=tuple(replace(one, title=title) for one, title in zip(page.columns, titles, strict=True)),
        rows=rows,
    )
    dialog.resize(1040, 680)
    dialog.show_sheets([long])
    dialog.choose_page("breeds")
    header = dialog.table.horizontalHeader()
    assert header.length() <= dialog.table.viewport().width()
    assert dialog.model.headerData(3, Qt.Orientation.Horizontal) == "Y ressemblent, pas\nencore décidées"
    for column in range(1, len(titles)):
        assert header.sectionSize(column) >= header.sectionSizeHint(column), "no title is cut"
    dialog.resize(1400, 680)
    assert dialog.model.headerData(3, Qt.Orientation.Horizontal) == titles[3], "in one line where there is room"


def test_a_legend_without_room_for_a_line_has_several(qtbot: QtBot) -> None:
    legend = Legend(None)
    qtbot.addWidget(legend)
    legend.show_series([Series("a long name of bars", [1]), Series("another name of others", [2], Fill.EMPTY)])
    legend.show()
    tops = {}
    for width in (800, 180, 800):
        legend.resize(width, 60)
        QApplication.processEvents()
        tops[width] = len({label.mapTo(legend, label.rect().topLeft()).y() for label in legend.findChildren(QLabel)})
    assert tops == {800: 1, 180: 2}


def test_what_stands_at_the_ends_of_bars_has_its_room(dialog: StatisticsDialog) -> None:
    for width in (660, 1366):
        dialog.resize(width, 500)
        for sheet_id in ("photos-by-state", "you-and-the-suggestions"):
            dialog.choose_page(sheet_id)
            QApplication.processEvents()
            chart = chart_of(dialog)
            right = chart.getPlotItem().vb.sceneBoundingRect().right()
            assert chart._ends
            assert all(item.sceneBoundingRect().right() <= right + 1 for item in chart._ends), (width, sheet_id)


def test_many_days_become_months_and_many_months_years() -> None:
    assert spans({}) == ([], [])
    names, counts = spans({DAY: 2, DAY + 3: 1})
    assert counts == [2, 0, 0, 1], "days without anything are days, too"
    assert len(set(names)) == 4
    names, counts = spans({DAY: 2, DAY + 1: 1, DAY + 90: 4})
    assert (len(names), counts[0], counts[-1]) == (4, 3, 4)
    assert names[0].endswith("2024")
    assert spans({DAY: 2, DAY + 3: 5, DAY - 365 * 44: 1}) == (["1980", "2024"], [1, 7])


@pytest.mark.parametrize(
    ("longest", "ticks"),
    [(1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 2, 4, 6, 8]), (47, [0, 10, 20, 30, 40]), (1402, [0, 500, 1000])],
)
def test_ticks_are_whole_round_numbers(longest: float, ticks: list[int]) -> None:
    assert value_ticks(longest) == ticks


def test_lengths_are_of_what_stands_together_or_side_by_side() -> None:
    series = [Series("a", [2, 0]), Series("b", [1, 4], Fill.HATCHED)]
    assert [Bars(["x", "y"], series, "").length(place) for place in (0, 1)] == [3, 4]
    assert [Bars(["x", "y"], series, "", side_by_side=True).length(place) for place in (0, 1)] == [2, 4]


def test_cells_are_written_as_people_read_them() -> None:
    assert Column("", Kind.PERCENT).text(0.3) == "<1%"
    assert Column("", Kind.DECIMAL).text(2.25) in {"2.2", "2.3"}
    assert Column("").text(1200) == "1,200"
    assert Column("").text(None) == ""
