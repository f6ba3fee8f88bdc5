"""`pawsort export` to sites that delete what is missing from a table, of the golden session."""

import csv
import io
import os
from pathlib import Path

import pytest

from desktop_app.commands.export import ALL, NOT_ALL, REFUSED, ExportRequest, export_session
from desktop_app.commands.terminal import Terminal
from tests.golden.session import GoldenSession

FEEDS = pytest.mark.parametrize("format_id", ["rescuegroups", "adoptapet", "petfinder"])


@pytest.fixture(autouse=True)
def nobodys_own_words(isolated_home: Path) -> Path:
    """The vocabularies as they ship."""
    return isolated_home


def asked(
    session: GoldenSession, format_id: str, out: Path, *, overwrite: bool = False, **options: str
) -> tuple[int, str]:
    """The exit code, and what was said."""
    said = io.StringIO()
    request = ExportRequest(session.file, format_id, out, options, overwrite=overwrite)
    return export_session(request, Terminal(said)), said.getvalue()


@FEEDS
def test_what_the_site_deletes_is_said_before_anything_is_written(
    format_id: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    code, said = asked(golden_original, format_id, tmp_path / "out")
    lines = said.splitlines()
    deletes = next(line for line in lines if "that is missing from the table" in line or "erases everything" in line)
    assert deletes.startswith("Attention: ")
    told = next(line for line in lines if "would not be in the table" in line)
    assert told.startswith("Attention: ")
    assert "Sans Numéro" in told
    assert lines.index(told) < next(number for number, line in enumerate(lines) if line.startswith("Written: "))
    assert code in (ALL, NOT_ALL)


@FEEDS
def test_new_animals_alone_are_refused_for_the_others_would_be_deleted(
    format_id: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    code, said = asked(golden_original, format_id, tmp_path / "out", only_new="there.csv")
    assert code == REFUSED
    assert "deletes all that are missing" in said
    assert not (tmp_path / "out").exists()


@FEEDS
def test_nothing_is_replaced_unasked_and_a_second_export_writes_the_same(
    format_id: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    asked(golden_original, format_id, out)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.*")}
    code, said = asked(golden_original, format_id, out)
    assert code == REFUSED
    assert "Would replace what is there now" in said
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.*")} == before
    asked(golden_original, format_id, out, overwrite=True)
    assert {path: path.read_bytes() for path in out.rglob("*.*")} == {
        path: content for path, (content, _) in before.items()
    }


def test_photo_that_cannot_be_read_is_named_and_the_rest_is_written(golden: GoldenSession, tmp_path: Path) -> None:
    rex = golden.photos / "Rex A1201" / "1.jpg"
    content, times = rex.read_bytes(), rex.stat().st_mtime_ns
    rex.write_bytes(content[: len(content) // 2].ljust(len(content), b"\0"))  # as long as it was
    os.utime(rex, ns=(times, times))
    code, said = asked(golden, "petfinder", tmp_path / "out", shelter_id="NJ94")
    assert code == NOT_ALL
    assert next(line for line in said.splitlines() if line.startswith(str(rex))).count("cut short") == 1
    table = (tmp_path / "out" / "NJ94.csv").read_text(encoding="utf-8")
    assert "A1201" in {row["ID"] for row in csv.DictReader(io.StringIO(table))}
    assert {path.name for path in (tmp_path / "out" / "photos").glob("A1201-*")} == {"A1201-1.jpg"}
