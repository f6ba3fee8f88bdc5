"""CSV. The columns are described in `session_tables`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop_app.exports.base import OptionValue, Wording
from desktop_app.exports.session_cells import TYPED_BY_PEOPLE
from desktop_app.exports.session_tables import SessionTable
from desktop_app.exports.shared_options import READER, SPREADSHEET
from desktop_app.exports.tables import FOR_PROGRAMS, Cell, CsvStyle, CsvTable, TableFormat
from desktop_app.files import WholeFile


class Csv(SessionTable):
    """What programs read without being told, or what a spreadsheet on this computer opens by a double click."""

    id = "csv"
    rank = 10
    kinds = (TableFormat.CSV,)
    options = (*SessionTable.options, READER)

    def fill(
        self,
        target: Path,
        columns: tuple[str, ...],
        rows: Iterator[dict[str, Cell]],
        wording: Wording,
        chosen: Mapping[str, OptionValue],
    ) -> None:
        """Write the rows as CSV."""
        for_people = chosen[READER.name] == SPREADSHEET
        style = CsvStyle.spreadsheet(wording.decimal_mark) if for_people else FOR_PROGRAMS
        with WholeFile(target) as file:
            table = CsvTable(file, columns, typed_by_people=TYPED_BY_PEOPLE, style=style)
            for row in rows:
                table.add(row)


FORMAT = Csv()
