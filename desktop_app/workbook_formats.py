"""How cells of a workbook show their numbers, as far as it says what they mean: dates, times, zeros in front.

Kinds and codes: ECMA-376, part 1, 18.8.30 and 18.8.31.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

# Those that need no code, in any language.
_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)))
_TIMES = frozenset((18, 19, 20, 21, 32, 33, 45, 47))
# Texts in quotes, single signs, places that are kept free, fillings, colours and conditions.
_NO_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# Hours that are counted on beyond a day: a span, and no moment.
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_SECONDS_A_DAY = 86_400
_WHOLE_UNTIL = 2**53
_MOST_DIGITS = 32
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel counts a 29 February 1900, which was none.
_DAY_THAT_NEVER_WAS = 60


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a number in a cell means.

    Attributes:
        is_date: a day, perhaps with a time.
        is_time: a time without a day.
        digits: so many at least, with zeros in front.
    """

    is_date: bool = False
    is_time: bool = False
    digits: int = 0

    def text(self, stored: str, is_1904: bool) -> str:
        """A number as it is stored → as text; what is no number stays."""
        try:
            value = float(stored)
        except ValueError:
            return stored
        if self.is_date or (self.is_time and 0 <= value < 1):
            moment = _moment(value, is_1904)
            if moment is not None:
                return self._moment_text(moment, value)
        if value.is_integer() and abs(value) < _WHOLE_UNTIL:
            return f"{int(value):0{self.digits}d}"
        return repr(value)

    def _moment_text(self, moment: datetime, value: float) -> str:
        if self.is_time:
            return moment.time().isoformat("seconds")
        is_midnight = moment.time() == datetime.min.time()
        return moment.date().isoformat() if is_midnight or value.is_integer() else moment.isoformat("T", "seconds")


@cache
def _of_code(code: str) -> NumberFormat:
    first = code.split(";")[0]
    if _SPAN.search(first):
        return NumberFormat()
    plain = _NO_PART.sub("", first).lower()
    if plain == "general" or "general" in plain:
        return NumberFormat()
    if "y" in plain or "d" in plain:
        return NumberFormat(is_date=True)
    if "h" in plain or "s" in plain:
        return NumberFormat(is_time=True)
    if "m" in plain:
        return NumberFormat(is_date=True)
    return (
        NumberFormat(digits=len(plain)) if 0 < len(plain) <= _MOST_DIGITS and not plain.strip("0") else NumberFormat()
    )


def format_of(number: int, codes: Mapping[int, str]) -> NumberFormat:
    """The format with a number.

    Args:
        number: of the format.
        codes: those that the workbook brings, by their numbers.
    """
    if number in codes:
        return _of_code(codes[number])
    return NumberFormat(is_date=number in _DATES, is_time=number in _TIMES)


def _moment(value: float, is_1904: bool) -> datetime | None:
    first = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
    if not is_1904 and 1 <= value < _DAY_THAT_NEVER_WAS:
        value += 1
    try:
        # To the second: the tenths are what is lost between decimal and binary fractions of a day.
        return first + timedelta(seconds=round(value * _SECONDS_A_DAY))
    except (OverflowError, ValueError):
        return None
