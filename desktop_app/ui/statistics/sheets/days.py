"""What was taken and decided on which day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.photos.days import Day
from desktop_app.photos.local_days import date_of
from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.statistics.sheet import Bars, Cell, Column, Fill, Kind, Series, Sheet
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.statistics import statistics_plurals

translate = QCoreApplication.translate

MOST_DAYS, MOST_MONTHS = 62, 60
"""How many bars of days, or of months, can be told apart; of more, the next larger span is shown."""


def decided_sheet(figures: SessionFigures) -> Sheet:
    """Photos and animals by the day on which they were decided."""
    return _sheet(
        "decided-by-day",
        translate("Statistics", "Decided, by day"),
        translate(
            "Statistics", "On which days photos got the labels that they have now, by the clock of this computer."
        ),
        translate("Statistics", "Nothing has been decided yet. Label a photo, and it is counted here."),
        [day for day in figures.days if day.decided or day.animals_decided],
        (lambda day: day.decided, lambda day: day.animals_decided),
        bool(figures.animals),
    )


def taken_sheet(figures: SessionFigures) -> Sheet:
    """Photos and animals by the day on which they were taken."""
    return _sheet(
        "taken-by-day",
        translate("Statistics", "Taken, by day"),
        translate("Statistics", "On which days photos were taken, by the clocks of the cameras."),
        translate(
            "Statistics",
            "Of none of these photos is it known when they were taken: either they wait for their suggestions, or "
            "the cameras wrote no date into the files.",
        ),
        [day for day in figures.days if day.taken],
        (lambda day: day.taken, lambda day: day.animals_taken),
        bool(figures.animals),
        [statistics_plurals.undated(figures.undated)] if figures.undated else [],
    )


def _sheet(
    id_: str,
    title: str,
    meaning: str,
    nothing: str,
    days: Sequence[Day],
    counts: tuple[Callable[[Day], int], Callable[[Day], int]],
    with_animals: bool,
    notes: Sequence[str] = (),
) -> Sheet:
    photos, animals = translate("Statistics", "Photos"), translate("Statistics", "Animals")
    of_photos, of_animals = counts
    columns = [Column(translate("Statistics", "Day"), Kind.DAY), Column(photos)]
    rows: list[list[Cell]] = [[date_of(day.day), of_photos(day)] for day in days]
    if with_animals:
        columns.append(Column(animals))
        rows = [[*row, of_animals(day)] for row, day in zip(rows, days, strict=True)]
    categories, values = spans({day.day: of_photos(day) for day in days})
    series = [Series(photos, values)]
    quantity = photos
    if with_animals:
        series.append(Series(animals, spans({day.day: of_animals(day) for day in days})[1], Fill.HATCHED))
        quantity = translate("Statistics", "Photos and animals")
    is_short = len(values) <= MOST_DAYS // 2 and not with_animals
    ends = [numbers.number(value) if value else "" for value in values] if is_short else []
    bars = Bars(categories, series, quantity, ends, upright=True, side_by_side=True)
    return Sheet(id_, title, meaning, "" if days else nothing, columns, rows, bars, notes)


def spans(counts: dict[int, int]) -> tuple[list[str], list[int]]:
    """Bars of days, empty days between them too; of months or years where days would be too many.

    Args:
        counts: day since 1970-01-01 → count.

    Returns:
        names and counts, without a gap.
    """
    if not counts:
        return [], []
    first, last = min(counts), max(counts)
    if last - first < MOST_DAYS:
        return [numbers.day(date_of(day)) for day in range(first, last + 1)], [
            counts.get(day, 0) for day in range(first, last + 1)
        ]
    months: dict[int, int] = {}
    for day, count in counts.items():
        month = date_of(day).year * 12 + date_of(day).month - 1
        months[month] = months.get(month, 0) + count
    if max(months) - min(months) < MOST_MONTHS:
        between = range(min(months), max(months) + 1)
        return [numbers.month(month // 12, month % 12 + 1) for month in between], [
            months.get(month, 0) for month in between
        ]
    years: dict[int, int] = {}
    for month, count in months.items():
        years[month // 12] = years.get(month // 12, 0) + count
    # A camera whose clock was never set says 1980: years are not filled up between it and the others.
    each = sorted(years)
    return [str(year) for year in each], [years[year] for year in each]
