"""CSV. The columns are described in `session_tables`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from desktop_app.exports.base import Note, Option, OptionKind, OptionValue, Wording, named
from desktop_app.exports.shared_options import READER, SPREADSHEET
from desktop_app.exports.tables.session_cells import TYPED_BY_PEOPLE
from desktop_app.exports.tables.session_tables import SessionTable
from desktop_app.exports.tables.text_tables import (
    FOR_PROGRAMS,
    UTF_8,
    Cell,
    CsvStyle,
    CsvTable,
    EncodedFile,
    TableFormat,
    as_encoded,
)
from desktop_app.faults import Fault
from desktop_app.files import WholeFile

AS_READER = "as_reader"
"""The usual one of the reader."""
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_ENCODINGS = {"utf-8": (UTF_8, False), "utf-8-with-mark": (UTF_8, True), "windows-1252": ("cp1252", False)}
_DECIMAL_MARKS = {"point": ".", "comma": ","}
SEPARATOR = Option("separator", OptionKind.CHOICE, AS_READER, (AS_READER, *_SEPARATORS))
ENCODING = Option("encoding", OptionKind.CHOICE, AS_READER, (AS_READER, *_ENCODINGS))
DECIMAL_MARK = Option("decimal_mark", OptionKind.CHOICE, AS_READER, (AS_READER, *_DECIMAL_MARKS))


class Csv(SessionTable):
    """What programs read without being told, or what a spreadsheet on this computer opens by a double click."""

    id = "csv"
    rank = 10
    kinds = (TableFormat.CSV,)
    options = (*SessionTable.options, READER, SEPARATOR, ENCODING, DECIMAL_MARK)

    def notes(
        self,
        columns: tuple[str, ...],
        rows: Callable[[], Iterator[dict[str, Cell]]],
        chosen: Mapping[str, OptionValue],
    ) -> tuple[Note, ...]:
        """How many cells hold signs that the encoding does not have."""
        encoding, _ = _ENCODINGS.get(str(chosen[ENCODING.name]), (UTF_8, False))
        if encoding == UTF_8:
            return ()
        found = [text for row in rows() for column in columns if _is_lossy(text := row.get(column), encoding)]
        if not found:
            return ()
        return (Note("lost_signs", {"cells": len(found), "names": named([str(each) for each in found])}, True),)

    def fill(
        self,
        target: Path,
        columns: tuple[str, ...],
        rows: Iterator[dict[str, Cell]],
        wording: Wording,
        chosen: Mapping[str, OptionValue],
    ) -> tuple[Fault, ...]:
        """Write the rows as CSV."""
        style = style_of(chosen, wording.decimal_mark)
        with WholeFile(target) as file:
            output = file if style.encoding == UTF_8 else EncodedFile(file, style.encoding)
            table = CsvTable(output, columns, typed_by_people=TYPED_BY_PEOPLE, style=style)
            for row in rows:
                table.add(row)
        if not table.lossy_cells:
            return ()
        return (Fault("write.lost_signs", {"file": str(target), "cells": table.lossy_cells}),)


def style_of(chosen: Mapping[str, OptionValue], decimal_mark: str) -> CsvStyle:
    """How the table is written.

    Args:
        chosen: the values of all options.
        decimal_mark: that spreadsheets on this computer expect.
    """
    is_for_people = chosen[READER.name] == SPREADSHEET
    own_mark = _DECIMAL_MARKS.get(str(chosen[DECIMAL_MARK.name]), "")
    style = CsvStyle.spreadsheet(own_mark or decimal_mark) if is_for_people else FOR_PROGRAMS
    if own_mark:
        style = replace(style, decimal_mark=own_mark)
    if chosen[SEPARATOR.name] in _SEPARATORS:
        style = replace(style, delimiter=_SEPARATORS[str(chosen[SEPARATOR.name])])
    if chosen[ENCODING.name] in _ENCODINGS:
        encoding, has_mark = _ENCODINGS[str(chosen[ENCODING.name])]
        style = replace(style, encoding=encoding, byte_order_mark=has_mark)
    return style


def _is_lossy(cell: Cell, encoding: str) -> bool:
    return isinstance(cell, str) and not cell.isascii() and as_encoded(cell, encoding) is None


FORMAT = Csv()
