"""`pawsort export` and `pawsort import` as processes: what was decided comes into a fresh session of the photos."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from tests.golden.session import GoldenSession

pytestmark = pytest.mark.end_to_end


def pawsort(folder: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    result = subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, arguments)],
        env={**os.environ, **home, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result


def test_a_session_goes_out_as_a_table_and_comes_in_as_another(golden: GoldenSession, tmp_path: Path) -> None:
    before = golden.state_of_photos()
    table, fresh = tmp_path / "all.csv", tmp_path / "fresh.pawsort"
    assert pawsort(tmp_path, "export", golden.file, "--format", "csv", "--out", table).returncode == 0
    imported = pawsort(tmp_path, "import", table, "--session", fresh, "--add-photos", "--folder", golden.photos)
    assert imported.returncode == 1, imported.stderr
    assert "a table of Pawsort's" in imported.stderr
    with Session.open(golden.file) as one, Session.open(fresh) as other:
        wanted = {row.path: row for row in one.rows() if row.label is not None and not row.label_of_another_file}
        found = {row.path: row for row in other.rows()}
    there = {path: row for path, row in wanted.items() if path.exists()}
    assert len(there) > 50
    assert {path: (found[path].label, found[path].pick) for path in there} == {
        path: (row.label, row.pick) for path, row in there.items()
    }
    assert golden.state_of_photos() == before
