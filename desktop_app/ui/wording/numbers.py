"""Numbers as the interface language writes them: the only place where a number becomes text for people."""

import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale


def number(value: float, decimals: int = 0) -> str:
    """A number with the language's separators.

    Args:
        value: the number.
        decimals: digits behind the point.
    """
    if decimals == 0 and isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(float(value), "f", decimals)


def language() -> str:
    """The interface language, in which numbers are written: "en"."""
    return QLocale().name().split("_")[0]


def percent(probability: float) -> str:
    """A probability as a whole percentage; small and large ones are not rounded to nothing or to certainty."""
    pattern = QCoreApplication.translate("Words", "{number}%")
    if 0 < probability < 0.01:
        return pattern.format(number=f"<{number(1)}")
    if 0.99 < probability < 1:
        return pattern.format(number=f">{number(99)}")
    return pattern.format(number=number(round(100 * probability)))


def pace(photos_per_second: float) -> str:
    """A speed: with a decimal where it is low."""
    return number(photos_per_second, 1) if photos_per_second < 10 else number(round(photos_per_second))


def date(moment: QDateTime) -> str:
    """A day and a time, as short as the language writes them."""
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def day(when: datetime.date) -> str:
    """A day alone."""
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)


def month(year: int, number_in_year: int) -> str:
    """A month of a year, as short as the language writes it; January is 1."""
    return f"{QLocale().standaloneMonthName(number_in_year, QLocale.FormatType.ShortFormat)} {year}"


def size(count: int) -> str:
    """So many bytes, in the unit that fits."""
    return QLocale().formattedDataSize(count)
