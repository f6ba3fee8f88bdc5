"""The sheet of a workbook whose rows we write ourselves: three times as fast as cell by cell (docs/decisions/0029).

XlsxWriter makes everything else of the workbook. Imported when a spreadsheet is written, and by nobody else: it imports
XlsxWriter.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Of a cell, in units of UTF-16."""
# A text without signs that XML has for itself, and without those that it cannot hold.
_PLAIN = re.compile(r"[^&<>\x00-\x08\x0b-\x1f\ufffe\uffff]*").fullmatch
_FIRST_DAY = datetime(1899, 12, 30)
_SECONDS_A_DAY = 86_400


class Sheet(Worksheet):  # type: ignore[misc]  # it has no types
    """A sheet whose rows come from the top to the bottom; in workbooks with constant memory alone."""

    shortened = 0
    """How many texts were longer than a cell can be, and lost their ends."""

    def add_row(self, row: int, cells: Iterable[tuple[int, Any, Any]], height: float | None = None) -> None:
        """Write a row, as ECMA-376 has it (part 1, 18.3.1.73 and 18.3.1.4).

        Args:
            row: from 0; above those before.
            cells: column from 0, value, and its format or None; by column.
            height: of the row in points; None for the usual one.
        """
        number, last = str(row + 1), 0
        tall = "" if height is None else f' ht="{height:g}" customHeight="1"'
        written = [f'<row r="{number}"{tall}>']
        for column, value, look in cells:
            style = "" if look is None else f' s="{look._get_xf_index()}"'
            written.append(f'<c r="{_letters(column)}{number}"{style}{self._content(value)}</c>')
            last = column
        written.append("</row>")
        self._check_dimensions(row, 0)
        self._check_dimensions(row, last)
        self.fh.write("".join(written))

    def _content(self, value: object) -> str:
        """What follows the reference and the style of a cell."""
        if isinstance(value, str):
            return f' t="inlineStr"><is><t xml:space="preserve">{self._escaped(value)}</t></is>'
        if isinstance(value, bool):
            return f' t="b"><v>{value:d}</v>'
        if isinstance(value, datetime):
            return f"><v>{(value - _FIRST_DAY).total_seconds() / _SECONDS_A_DAY!r}</v>"
        return f"><v>{value!r}</v>"

    def _escaped(self, text: str) -> str:
        if len(text) > LONGEST_TEXT // 2:
            text = self._fitting(text)
        if _PLAIN(text) and "_x" not in text:
            return text
        return str(self._escape_data(self._escape_control_characters(text)))

    def _fitting(self, text: str) -> str:
        encoded = text.encode("utf-16-le")
        if len(encoded) <= 2 * LONGEST_TEXT:
            return text
        self.shortened += 1
        # A sign of two units is not torn.
        return encoded[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


@cache
def _letters(column: int) -> str:
    """0 → "A", 27 → "AB"."""
    before, place = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + place)
