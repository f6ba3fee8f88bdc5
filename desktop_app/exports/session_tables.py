"""A session as a table: suggestions and labels, or labels alone.

Labels alone: one row for each photo that has a label. Columns:

- `photo`: absolute path
- `state`: `confirmed`, `corrected` or `no_dog` (also `waiting`, `to_review`, `unreadable` in the larger table)
- `label`: what was decided: `breed`, `mix`, `unknown`, `no_dog`
- `label_breed_k_id`, `label_breed_k` for k = 1, 2, 3: id and name of the breeds: one for a breed; none, two or three
  for a mix. A breed that a person typed has an id that begins with `own:`.
- `decided_by`, `decided_at`: who or what decided, and when (ISO 8601, UTC)

Suggestions and labels: one row for every photo, with `status`, `dog_probability`, `confidence`, `breed_k_id`, `breed_k`
and `probability_k` for k = 1…5 after `state`, and `error` at the end; JSON lines with `breed_set` and `proposed_mix`
besides (see `suggestion_table`). A photo that was not looked at yet has an empty `status`.

In CSV, a typed breed that a spreadsheet would take for a formula has an apostrophe in front.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.labels import MOST_BREEDS_IN_A_MIX
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.exports.suggestion_table import (
    JSON_COLUMNS,
    TRUST_COLUMNS,
    ranked_cells,
    ranked_columns,
    suggestion_cells,
    words_of_fault,
)
from desktop_app.exports.tables import FOR_PROGRAMS, Cell, CsvStyle, TableFormat, start_table
from desktop_app.files import WholeFile

_LABEL_BREEDS = [
    name for k in range(1, MOST_BREEDS_IN_A_MIX + 1) for name in (f"label_breed_{k}_id", f"label_breed_{k}")
]
_LABEL_COLUMNS = ["label", *_LABEL_BREEDS, "decided_by", "decided_at"]


class SessionTable(StrEnum):
    """What a table of a session holds."""

    SUGGESTIONS_AND_LABELS = "suggestions_and_labels"
    LABELS = "labels"

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        if self is SessionTable.LABELS:
            return ["photo", "state", *_LABEL_COLUMNS]
        suggestion = ["status", *TRUST_COLUMNS, *ranked_columns(BREEDS_IN_A_ROW)]
        return ["photo", "state", *suggestion, *_LABEL_COLUMNS, "error"]

    @property
    def json_columns(self) -> tuple[str, ...]:
        """The names of those that only JSON lines have, after the others."""
        return () if self is SessionTable.LABELS else JSON_COLUMNS


def write_session_table(
    target: Path,
    rows: Iterable[PhotoRow],
    name_of: Callable[[str], str],
    table: SessionTable = SessionTable.SUGGESTIONS_AND_LABELS,
    table_format: TableFormat | None = None,
    style: CsvStyle = FOR_PROGRAMS,
) -> int:
    """Write a session's photos to `target`, whole or not at all.

    Args:
        target: a file that is there already is replaced.
        rows: taken one by one; an exception from here (a cancelled job) leaves `target` as it was.
        name_of: breed id → the name to write.
        table: what to write.
        table_format: None means what the name of `target` asks for.
        style: of a CSV table.

    Returns:
        how many rows were written.

    Raises:
        ExportError: the file cannot be written; the message names it and says the way out.
    """
    written = 0
    with WholeFile(target) as file:
        output = start_table(
            table_format or TableFormat.of_file(target),
            file,
            table.columns,
            json_columns=table.json_columns,
            typed_by_people=_LABEL_BREEDS,
            style=style,
        )
        for row in rows:
            if table is SessionTable.LABELS and row.label is None:
                continue
            output.add(_cells(row, name_of))
            written += 1
    return written


def _cells(row: PhotoRow, name_of: Callable[[str], str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"photo": str(row.path), "state": row.state.value, "error": words_of_fault(row.fault)}
    if row.fault is not None:
        cells["status"] = SuggestionStatus.UNREADABLE.value
    elif row.suggestion is not None:
        names: Mapping[str, str] = {breed.breed_id: name_of(breed.breed_id) for breed in row.suggestion.ranked}
        cells |= suggestion_cells(row.suggestion)
        cells |= ranked_cells(row.suggestion.ranked[:BREEDS_IN_A_ROW], names)
    if row.label is not None:
        cells["label"] = row.label.kind.value
        cells["decided_by"] = row.decided_by
        cells["decided_at"] = row.decided_at.isoformat(timespec="seconds") if row.decided_at else None
        for k, breed_id in enumerate(row.label.breed_ids, start=1):
            cells[f"label_breed_{k}_id"] = breed_id
            cells[f"label_breed_{k}"] = name_of(breed_id)
    return cells
