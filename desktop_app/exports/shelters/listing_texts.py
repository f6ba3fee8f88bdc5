"""Texts of people, as tables for sites take them, and as a spreadsheet may open them in between.

Volunteers open such a table in a spreadsheet to fill in what is missing. What a spreadsheet would compute gets a blank
in front: nobody sees it on a page, where the apostrophe of other tables (`guarding`) would be read.
"""

import csv
import html
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.guarding import is_computed

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Lines turn no reading and end no table once they are one text; joiners of emoji and of Persian stay.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_NO_TEXT = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """A name: what people see of it, in one line."""
    return re.sub(r"\s+", " ", _shown(_LINE_ENDS.sub(" ", text))).strip()


def lines_of(text: str) -> list[str]:
    """The lines of a description, without empty ones at its beginning and end."""
    lines = [re.sub(r"[ \t]+", " ", _shown(line)).strip() for line in _LINE_ENDS.split(text)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return lines


def as_html(text: str) -> str:
    """A description for receivers who show HTML: signs that would be marks are written out, lines end with `<br>`."""
    return "<br>".join(html.escape(line, quote=False) for line in lines_of(text))


def as_plain_text(text: str, line_end: str) -> str:
    """A description for receivers who show it as it is, but for how a line ends."""
    return line_end.join(lines_of(text))


def harmless(text: str) -> str:
    """The text for a cell that a spreadsheet may open."""
    return f" {text}" if is_computed(text) else text


def quoted_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]], *, header: bool = True) -> bytes:
    """A table with every cell in quotes, commas between them, a line feed behind each row, UTF-8 without a mark.

    That is how the receivers' own examples are written; a mark would stand before the name of the first column.

    Args:
        columns: their names, in order.
        rows: of one line each; what is missing is empty.
        header: whether the names stand in the first line.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    if header:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return text.getvalue().encode("utf-8")


def _shown(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", _UNSEEN.sub("", text))
