"""What holds for every format, those that are yet to be written too: photos stay as they are, cells are no formulas."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.cli import pawsort
from desktop_app.commands import export as export_command
from desktop_app.commands.formats import all_words
from desktop_app.exports.base import ExportFormat, Place
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from tests.golden.animals import ANIMALS
from tests.golden.session import GoldenSession
from tests.golden.sheets import formulas_of, links_of
from tests.golden.variants import THERE, variants_of
from tests.unit.exports.every_format import EVERY_FORMAT, Export, in_pairs

# A person may have names of breeds of their own.
pytestmark = pytest.mark.usefixtures("isolated_home", "quick_disk")

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
AS_IT_IS: Mapping[tuple[str, str], str] = {
    ("training", "photo"): "training finds the photo by its name in the folder",
}
"""Format and column → why the receiver needs a cell of it as it is, though a spreadsheet would compute it."""
PAWSORTS_FILES = frozenset({".csv", ".txt", ".cfg", ".xlsx"})
"""What a double click opens in a spreadsheet."""


def test_options_stand_together_in_every_pair() -> None:
    for export_format in all_formats().values():
        chosen = in_pairs(export_format)
        assert chosen
        for options in chosen:
            assert export_format.settled(options)


@EVERY_FORMAT
def test_photos_are_what_they_were_whatever_is_chosen(format_id: str, golden: GoldenSession, tmp_path: Path) -> None:
    photos = [file for file in golden.photos.rglob("*") if file.is_file()]
    before, changed = golden.state_of_photos(), {file: _changed(file) for file in photos}
    session = golden.file.read_bytes()
    for number, options in enumerate(in_pairs(all_formats()[format_id])):
        Export(golden, all_formats()[format_id], tmp_path / f"out {number}", options).written_or_refused()
        after = golden.state_of_photos()
        assert {name: after[name] for name in before} == before, options
    assert golden.file.read_bytes() == session
    # A hard link changes the number of names that a file has, and with it when the file was last said to be changed.
    assert [file for file in photos if _changed(file) != changed[file] and file.stat().st_nlink == 1] == []


def _changed(file: Path) -> int:
    return 0 if os.name == "nt" else file.stat().st_ctime_ns


def typed_for(export_format: ExportFormat) -> Iterator[list[str]]:
    """What is typed for each way to write a format that has golden files; for spreadsheets, in both languages."""
    for variant in variants_of(export_format):
        if THERE in variant.options.values():
            continue
        options = [
            f"--option={name}={('no', 'yes')[value] if isinstance(value, bool) else value}"
            for name, value in variant.options.items()
        ]
        for language in ("en", "fr") if "reader" in variant.options else (variant.language,):
            yield [f"--language={language}", *options]


def odd_ones() -> list[int]:
    """A photo of each animal that has a name, a number, a note or a breed in which somebody typed strange signs."""
    firsts, photo_id = [], 1
    for animal in ANIMALS:
        texts = (animal.name, animal.number, animal.note, *(animal.photos[0].label or UNKNOWN).breed_ids)
        if any(not sign.isalnum() and sign not in " ." for text in texts for sign in text.removeprefix("own:")):
            firsts.append(photo_id)
        photo_id += len(animal.photos)
    return firsts


@EVERY_FORMAT
def test_no_cell_is_a_formula_on_the_command_line_either(
    format_id: str, golden_original: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_format = all_formats()[format_id]
    # The others have nothing to show but pictures, which take their time.
    monkeypatch.setattr(export_command, "gathered", partial(gathered, photo_ids=odd_ones()))
    for number, typed in enumerate(typed_for(export_format)):
        out = tmp_path / f"out {number}"
        out.mkdir()
        asked = ["export", str(golden_original.file), "--format", format_id, "--out", str(out / "table"), *typed]
        result = CliRunner().invoke(pawsort, asked, standalone_mode=False)
        assert result.exception is None, result.exception
        assert result.return_value in (0, 1) or not list(out.iterdir()), result.stderr
        tables = [file for file in out.rglob("*") if file.suffix in PAWSORTS_FILES]
        if not number and not tables:
            return
        for file in tables:
            if file.suffix == ".xlsx":
                assert formulas_of(file) == []
                assert [link for link in links_of(file) if not link.startswith("file:")] == []
            else:
                found = dict(_computed(file))
                assert {column for column in found if (format_id, column) not in AS_IT_IS} == set(), (typed, found)


def _computed(file: Path) -> Iterator[tuple[str, str]]:
    """Columns with a cell that a spreadsheet would compute, and that cell."""
    text = _text(file.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = rows[0] if rows else []
    for row in rows:
        for place, cell in enumerate(row):
            if cell.startswith(BEGINS_A_FORMULA) and not _is_number(cell):
                yield header[place] if place < len(header) else str(place), cell


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return cell[:1] == "-" and "." in cell.replace(",", ".")


@EVERY_FORMAT
def test_nothing_that_is_there_is_touched_before_somebody_says_so(
    format_id: str, golden: GoldenSession, tmp_path: Path
) -> None:
    export_format = all_formats()[format_id]
    out = tmp_path / "out"
    out.mkdir()
    target = out / all_words()[format_id].file_stem
    asked = ["export", str(golden.file), "--format", format_id, "--out", str(target)]

    def run(*more: str) -> int:
        result = CliRunner().invoke(pawsort, [*asked, *more], standalone_mode=False)
        assert result.exception is None, result.exception
        assert isinstance(result.return_value, int)
        return result.return_value

    def there() -> dict[str, tuple[bytes, int]]:
        return {str(file): (file.read_bytes(), file.stat().st_mtime_ns) for file in out.rglob("*") if file.is_file()}

    assert run("--preview") == 0
    assert there() == {}
    assert run() in (0, 1)
    first = there()
    assert first
    for file in map(Path, first):
        if file.suffix not in (".jpg", ".jpeg", ".png", ".webp", ".JPG", ".xlsx", ".xmp"):
            file.write_bytes(file.read_bytes() + b"Written by a volunteer.\n")
    mine = there()
    code = run()
    after = there()
    assert {name: after[name] for name in mine} == mine, code
    if export_format.place is Place.FILE:
        assert code == 2
        assert after == mine


def test_what_is_said_to_be_needed_as_it_is_has_a_reason_and_still_exists() -> None:
    assert {format_id for format_id, _column in AS_IT_IS} <= set(all_formats())
    assert all(AS_IT_IS.values())
