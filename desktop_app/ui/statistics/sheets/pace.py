"""How fast people decide."""

from PySide6.QtCore import QCoreApplication

from desktop_app.photos.daily_pace import PAUSE_NS
from desktop_app.photos.local_days import date_of
from desktop_app.photos.session_statistics import SessionFigures
from desktop_app.ui.statistics.sheet import Bars, Cell, Column, Kind, Series, Sheet
from desktop_app.ui.wording import numbers
from desktop_app.ui.wording.statistics import statistics_plurals

translate = QCoreApplication.translate

MOST_DAYS = 31
_MINUTE_NS = 60_000_000_000


def pace_sheet(figures: SessionFigures) -> Sheet:
    """Photos an hour of work, by day."""
    rows: list[list[Cell]] = []
    for one in figures.pace:
        hourly = one.photos_per_hour
        minutes = one.work_ns / _MINUTE_NS
        each_minute = None if hourly is None else hourly / 60
        rows.append([date_of(one.day), one.photos, one.decisions, minutes, each_minute, hourly])
    timed = [(one.day, hourly) for one in figures.pace if (hourly := one.photos_per_hour) is not None]
    shown = timed[-MOST_DAYS:]
    meaning = translate(
        "Statistics",
        "Photos decided in an hour of work. Between two decisions that are more than {minutes} minutes apart nobody "
        "was at work. Several photos that were decided at once are one decision.",
    )
    nothing = ""
    if not rows:
        nothing = translate("Statistics", "Nothing has been decided yet. Label photos for a minute, and come back.")
    elif not shown:
        nothing = translate(
            "Statistics",
            "Too little has been decided to tell a pace: go on for a minute. The table shows what there is.",
        )
    notes = []
    if len(timed) > MOST_DAYS:
        notes.append(statistics_plurals.last_days(MOST_DAYS))
    hour = translate("Statistics", "Photos an hour")
    return Sheet(
        "pace",
        translate("Statistics", "Pace"),
        meaning.format(minutes=numbers.number(PAUSE_NS // _MINUTE_NS)),
        nothing,
        (
            Column(translate("Statistics", "Day"), Kind.DAY),
            Column(translate("Statistics", "Photos")),
            Column(translate("Statistics", "Decisions")),
            Column(translate("Statistics", "Minutes at work"), Kind.DECIMAL),
            Column(translate("Statistics", "Photos a minute"), Kind.DECIMAL),
            Column(hour, Kind.DECIMAL),
        ),
        rows,
        Bars(
            [numbers.day(date_of(day)) for day, _ in shown],
            [Series(hour, [hourly for _, hourly in shown])],
            hour,
            [numbers.number(round(hourly)) for _, hourly in shown],
            upright=True,
        ),
        notes,
    )
