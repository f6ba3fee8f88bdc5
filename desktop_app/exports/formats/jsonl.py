"""JSON lines: one object a line. The keys are the columns that `session_tables` describes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop_app.exports.base import OptionValue, Wording
from desktop_app.exports.tables.session_tables import SessionTable
from desktop_app.exports.tables.text_tables import Cell, JsonLinesTable, TableFormat
from desktop_app.faults import Fault
from desktop_app.files import WholeFile


class JsonLines(SessionTable):
    """All that is known, for programs."""

    id = "jsonl"
    rank = 30
    kinds = (TableFormat.JSON_LINES,)
    has_lists = True

    def fill(
        self,
        target: Path,
        columns: tuple[str, ...],
        rows: Iterator[dict[str, Cell]],
        wording: Wording,
        chosen: Mapping[str, OptionValue],
    ) -> tuple[Fault, ...]:
        """Write an object a row."""
        del wording, chosen
        with WholeFile(target) as file:
            table = JsonLinesTable(file, columns, in_every_row={})
            for row in rows:
                table.add(row)
        return ()


FORMAT = JsonLines()
