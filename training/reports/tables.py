"""Tables beside a report, for other programs and for spreadsheets."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.guarding import guarded
from training.files import write_text


def write_table(file: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write a CSV file; text that a spreadsheet would compute gets an apostrophe in front.

    Raises:
        OSError: it cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])
    write_text(file, text.getvalue())
