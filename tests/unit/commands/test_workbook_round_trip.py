"""A workbook of a session brings the same labels, animals and picks into a fresh one, and training reads its breeds."""

import io
from pathlib import Path

import pytest

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.commands.export import ExportRequest, export_session
from desktop_app.commands.import_table import ImportRequest, import_table
from desktop_app.commands.terminal import Terminal
from desktop_app.tables import read_table
from tests.golden.session import GoldenSession


def rows_of(session: Path) -> dict[Path, PhotoRow]:
    with Session.open(session, or_look=True) as opened:
        return {row.path: row for row in opened.rows()}


def decided(row: PhotoRow) -> tuple[object, ...]:
    """What a person decided of a photo; an animal by what is said of it."""
    animal = row.animal
    who = None if animal is None else (animal.name, animal.number, animal.species, animal.note)
    return row.label, row.decided_by, row.decided_ns, who, row.pick, row.several_dogs


@pytest.mark.parametrize("options", [{}, {"thumbnails": "yes", "content": "labels"}], ids=["everything", "labels"])
def test_a_workbook_brings_all_that_was_decided_into_a_fresh_session(
    options: dict[str, str], golden_original: GoldenSession, tmp_path: Path, isolated_home: Path
) -> None:
    before = rows_of(golden_original.file)
    session, table = tmp_path / "fresh.pawsort", tmp_path / "labels.xlsx"
    with Session.create(session) as fresh:
        fresh.add_photos(list(before))
    terminal = Terminal(io.StringIO())
    assert export_session(ExportRequest(golden_original.file, "xlsx", table, options), terminal) == 0
    # One label is of another photo than the one that is there now: it is named, and left alone.
    assert import_table(ImportRequest(table, session), terminal) == 1
    after = rows_of(session)
    in_table = {Path(row.values["photo"]) for row in read_table(table).rows}
    differing = [path for path in in_table if decided(after[path]) != decided(before[path])]
    assert [before[path].label_of_another_file for path in differing] == [True]
    assert len(in_table) == (74 if not options else sum(row.label is not None for row in before.values()) + 1)


@pytest.mark.training
def test_training_reads_the_breeds_of_a_workbook(
    golden_original: GoldenSession, tmp_path: Path, isolated_home: Path
) -> None:
    from training.datasets.readers import read_data

    found = {}
    for format_id in ("csv", "xlsx", "jsonl"):
        table = tmp_path / f"labels.{format_id}"
        request = ExportRequest(golden_original.file, format_id, table)
        assert export_session(request, Terminal(io.StringIO())) == 0
        found[format_id] = [(photo.path, photo.breed, photo.wnid) for photo in read_data(table).photos]
    assert found["csv"] == found["xlsx"] == found["jsonl"]
    assert len(found["xlsx"]) == 40
