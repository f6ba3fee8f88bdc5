"""A workbook of Excel. The columns are described in `session_tables`; numbers and moments are no text here."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.exports.base import Option, OptionKind, OptionValue, Wording
from desktop_app.exports.tables.dog_cells import DOGS_IN_COLUMNS, numbered
from desktop_app.exports.tables.session_cells import SHOWN, SHOWN_TURNED
from desktop_app.exports.tables.session_tables import SessionTable
from desktop_app.exports.tables.sheet_thumbnails import SIDE, SheetThumbnails
from desktop_app.exports.tables.spreadsheets import Shape, SheetCell, SheetColumn, SheetKind, Spreadsheet
from desktop_app.exports.tables.text_tables import Cell, numbers_text
from desktop_app.faults import Fault

THUMBNAILS = Option("thumbnails", OptionKind.YES_NO, False)
"""Whether the first column shows the photos; of an animal, the one that comes first on its page."""
THUMBNAIL_COLUMN = "thumbnail"
_MOMENTS = frozenset({"decided_at", "taken_at"})
_BOXES = ("box", *(numbered(number, "box") for number in range(2, DOGS_IN_COLUMNS + 1)))


class Xlsx(SessionTable):
    """A sheet that opens in any spreadsheet, and in every country the same."""

    id = "xlsx"
    rank = 20
    kinds = (SheetKind.XLSX,)
    options = (*SessionTable.options, THUMBNAILS)

    def columns_there(self, chosen: Mapping[str, OptionValue], dogs: int = DOGS_IN_COLUMNS) -> tuple[str, ...]:
        """With the photos in front, where a person wants them."""
        there = super().columns_there(chosen, dogs)
        return (THUMBNAIL_COLUMN, *there) if chosen[THUMBNAILS.name] else there

    def columns(self, chosen: Mapping[str, OptionValue], dogs: int = 1) -> tuple[str, ...]:
        """Photos that are wanted have a column, whether or not it is among those that were named."""
        columns = super().columns(chosen, dogs)
        if chosen[THUMBNAILS.name] and THUMBNAIL_COLUMN not in columns:
            return (THUMBNAIL_COLUMN, *columns)
        return columns

    def fill(
        self,
        target: Path,
        columns: tuple[str, ...],
        rows: Iterator[dict[str, Cell]],
        wording: Wording,
        chosen: Mapping[str, OptionValue],
    ) -> tuple[Fault, ...]:
        """Write the rows into a sheet."""
        sheet_columns = [SheetColumn(name, _shape(name)) for name in columns]
        side = SIDE if chosen[THUMBNAILS.name] else 0
        with Spreadsheet(target, sheet_columns, wording.term("sheet"), picture_side=side) as sheet:
            for row in _with_pictures(rows, wording) if side else map(_cells, rows):
                sheet.add(row)
        shortened = sheet.shortened
        return (Fault("write.cells_cut", {"file": str(target), "cells": shortened}),) if shortened else ()


def _shape(column: str) -> Shape:
    if column == THUMBNAIL_COLUMN:
        return Shape.PICTURE
    if column in _MOMENTS:
        return Shape.MOMENT
    return Shape.SHARE if "probability" in column else Shape.PLAIN


def _cells(row: Mapping[str, Cell]) -> dict[str, SheetCell]:
    # Lists are in columns of JSON lines alone.
    cells: dict[str, Any] = dict(row)
    for column in _MOMENTS:
        if isinstance(cell := row.get(column), str):
            cells[column] = datetime.fromisoformat(cell)
    for column in _BOXES:
        if isinstance(cell := row.get(column), tuple):
            cells[column] = numbers_text(cell)
    return cells


def _with_pictures(rows: Iterator[dict[str, Cell]], wording: Wording) -> Iterator[dict[str, SheetCell]]:
    """The cells of each row, with the photo or with why there is none."""
    shown = ((row, _shown(row)) for row in rows)
    for row, picture in SheetThumbnails[dict[str, Cell]]().beside(shown):
        cell = wording.sentence(picture) if isinstance(picture, Fault) else picture
        yield _cells(row) | {THUMBNAIL_COLUMN: cell}


def _shown(row: Mapping[str, Cell]) -> tuple[Path, int] | None:
    path, turned = row.get(SHOWN), row.get(SHOWN_TURNED)
    return (Path(path), turned if isinstance(turned, int) else 0) if isinstance(path, str) else None


FORMAT = Xlsx()
