"""What was exported of the golden session comes back into a fresh one: the same labels, animals, picks and marks."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from desktop_app.catalog.session import Session
from desktop_app.cli import pawsort
from desktop_app.exports.base import OptionValue
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from tests.golden.session import GoldenSession
from tests.golden.writing import wording

Known = dict[Path, tuple[Any, ...]]

TABLES: dict[str, tuple[str, dict[str, OptionValue], str]] = {
    "CSV": ("csv", {}, "en"),
    "CSV in French": ("csv", {}, "fr"),
    "Excel in French": ("csv", {"reader": "spreadsheet"}, "fr"),
    "Excel in English": ("csv", {"reader": "spreadsheet"}, "en"),
    "tabs": ("csv", {"separator": "tab"}, "en"),
    "XLSX": ("xlsx", {}, "fr"),
    "XLSX with pictures": ("xlsx", {"thumbnails": True}, "en"),
    "JSON lines": ("jsonl", {}, "en"),
    "a row a dog": ("csv", {"per_dog": True}, "fr"),
    "a row a dog, XLSX": ("xlsx", {"per_dog": True}, "en"),
    "a row a dog, JSON lines": ("jsonl", {"per_dog": True}, "en"),
}


def known(session: Path) -> Known:
    """What people said of each photo; photos of one animal name each other."""
    with Session.open(session) as opened:
        rows, dogs = opened.rows(), opened.dog_labels()
    together: dict[int, list[Path]] = {}
    for row in rows:
        if row.animal is not None:
            together.setdefault(row.animal.animal_id, []).append(row.path)
    return {
        row.path: (
            None if row.label_of_another_file else row.label,
            None if row.animal is None else (row.animal.to_json(), together[row.animal.animal_id]),
            row.pick,
            row.several_dogs,
            # Boxes have four digits in tables.
            {tuple(round(side, 3) for side in box): label for box, label in dogs.get(row.photo_id, {}).items()},
        )
        for row in rows
    }


def bring_in(table: Path, session: Path) -> str:
    """`pawsort import`: what it says."""
    result = CliRunner().invoke(pawsort, ["import", str(table), "--session", str(session)], standalone_mode=False)
    assert result.exception is None, result.exception
    assert result.return_value in (0, 1), result.stderr
    return result.stderr


@pytest.mark.usefixtures("isolated_home")
@pytest.mark.parametrize("way", TABLES)
def test_what_was_exported_comes_back(way: str, golden_original: GoldenSession, tmp_path: Path) -> None:
    format_id, options, language = TABLES[way]
    table, fresh = tmp_path / f"table.{format_id}", tmp_path / "fresh.pawsort"
    all_formats()[format_id].write(table, gathered(golden_original.file), wording(language), options)
    meant = known(golden_original.file)
    with Session.create(fresh) as session:
        session.add_photos(list(meant))
    nothing = known(fresh)
    said = bring_in(table, fresh)
    assert known(fresh) == meant
    assert "Unsure A1242" in said, "its label was given to another photo"
    bring_in(table, fresh)
    with Session.open(fresh) as session:
        entries = session.history()
        assert len(entries) == 1, "one change, and the second time nothing is different"
        session.take_back(entries[0].change_id)
    assert known(fresh) == nothing


@pytest.mark.usefixtures("isolated_home")
@pytest.mark.parametrize("per_dog", [False, True])
@pytest.mark.parametrize("format_id", ["csv", "jsonl"])
def test_labels_alone_come_back_with_their_animals(
    golden_original: GoldenSession, tmp_path: Path, format_id: str, per_dog: bool
) -> None:
    table, fresh = tmp_path / f"table.{format_id}", tmp_path / "fresh.pawsort"
    options: dict[str, OptionValue] = {"content": "labels", "per_dog": per_dog}
    all_formats()[format_id].write(table, gathered(golden_original.file), wording("en"), options)
    meant = known(golden_original.file)
    with Session.create(fresh) as session:
        session.add_photos(list(meant))
    bring_in(table, fresh)
    found = known(fresh)
    for at in (0, 4):
        assert {path: said[at] for path, said in found.items()} == {path: said[at] for path, said in meant.items()}
    labelled = [path for path, said in meant.items() if said[0] is not None]
    assert [found[path][2:] for path in labelled] == [meant[path][2:] for path in labelled]
