"""A session as a table, CSV or JSON lines: suggestions and labels, or labels alone (see `formats`).

Labels alone: one row for each photo that has a label. Columns:

- `photo`: absolute path
- `state`: `confirmed`, `corrected` or `no_dog` (also `waiting`, `to_review`, `unreadable` in the larger table, and for
  labels of other files)
- `label`: what was decided: `breed`, `mix`, `unknown`, `no_dog`
- `label_breed_k_id`, `label_breed_k` for k = 1, 2, 3: id and name of the breeds: one for a breed; none, two or three
  for a mix. A breed that a person typed has an id that begins with `own:`.
- `decided_by`, `decided_at`: who or what decided, and when (ISO 8601, UTC)
- `label_of_another_file`: `yes` where another photo has been put under the name since, and nobody has said that the
  label is right for that one too; its `state` is then that of a photo without a label. `no` for all other labels

Suggestions and labels: one row for every photo, with `status`, `dog_probability`, `confidence`, `breed_k_id`, `breed_k`
and `probability_k` for k = 1…5 after `state`, and `error` at the end; JSON lines with `breed_set` and `proposed_mix`
besides (see `suggestion_table`). A photo that was not looked at yet has an empty `status`.

In CSV, a typed breed that a spreadsheet would take for a formula has an apostrophe in front.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.exports.base import (
    ExportFormat,
    Material,
    Option,
    OptionKind,
    OptionValue,
    PlannedFile,
    Preview,
    Wording,
)
from desktop_app.exports.suggestion_table import ranked_cells, suggestion_cells
from desktop_app.exports.tables import FOR_PROGRAMS, Cell, CsvStyle, TableFormat, start_table
from desktop_app.faults import Fault
from desktop_app.files import WholeFile

_LABEL_BREEDS = tuple(
    name for k in range(1, MOST_BREEDS_IN_A_MIX + 1) for name in (f"label_breed_{k}_id", f"label_breed_{k}")
)
LABEL_COLUMNS = ("label", *_LABEL_BREEDS, "decided_by", "decided_at", "label_of_another_file")
YES, NO = "yes", "no"

PROGRAM, SPREADSHEET = "program", "spreadsheet"
READER = Option("reader", OptionKind.CHOICE, PROGRAM, (PROGRAM, SPREADSHEET))
"""Who is going to read a CSV table: spreadsheets want other signs than programs."""


class SessionTable(ExportFormat):
    """A table with a row a photo; the ending of the file says whether it is CSV or JSON lines.

    Attributes:
        columns: their names, in order.
        json_columns: those that only JSON lines have, after the others.
    """

    kinds = tuple(TableFormat)
    options = (READER,)
    columns: ClassVar[tuple[str, ...]]
    json_columns: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def count(self, material: Material) -> int:
        """How many rows there will be."""

    @abstractmethod
    def has_row(self, row: PhotoRow) -> bool:
        """Whether a photo has a row."""

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """One file; the photos that have no row are left out."""
        self.settled(options)
        more = self.json_columns if TableFormat.of_file(target) is TableFormat.JSON_LINES else ()
        rows = self.count(material)
        return Preview((PlannedFile(target, rows, (*self.columns, *more)),), material.photos - rows)

    def write(self, target: Path, material: Material, wording: Wording, options: Mapping[str, OptionValue]) -> int:
        """Write the table, row by row."""
        for_people = self.settled(options)[READER.name] == SPREADSHEET
        written = 0
        with WholeFile(target) as file:
            output = start_table(
                TableFormat.of_file(target),
                file,
                self.columns,
                json_columns=self.json_columns,
                typed_by_people=_LABEL_BREEDS,
                style=CsvStyle.spreadsheet(wording.decimal_mark) if for_people else FOR_PROGRAMS,
            )
            for row in filter(self.has_row, material.rows()):
                output.add(_cells(row, wording.name_of, wording.sentence))
                written += 1
        return written


def _cells(row: PhotoRow, name_of: Callable[[str], str], sentence: Callable[[Fault], str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"photo": str(row.path), "state": row.state.value}
    if row.fault is not None:
        cells["error"] = sentence(row.fault)
        cells["status"] = SuggestionStatus.UNREADABLE.value
    elif row.suggestion is not None:
        names: Mapping[str, str] = {breed.breed_id: name_of(breed.breed_id) for breed in row.suggestion.ranked}
        cells |= suggestion_cells(row.suggestion)
        cells |= ranked_cells(row.suggestion.ranked[:BREEDS_IN_A_ROW], names)
    if row.label is not None:
        cells["label"] = row.label.kind.value
        cells["decided_by"] = row.decided_by
        cells["decided_at"] = row.decided_at.isoformat(timespec="seconds") if row.decided_at else None
        cells["label_of_another_file"] = YES if row.label_of_another_file else NO
        for k, breed_id in enumerate(row.label.breed_ids, start=1):
            cells[f"label_breed_{k}_id"] = breed_id
            cells[f"label_breed_{k}"] = name_of(breed_id)
    return cells
