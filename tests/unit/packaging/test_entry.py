"""Where the frozen app begins."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = Path(__file__).resolve().parents[3] / "packaging" / "entry.py"


def test_entry_is_the_command_line(isolated_home: Path) -> None:
    done = subprocess.run([sys.executable, str(ENTRY), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Pawsort, version ")


def test_program_without_a_console_does_not_fail_when_it_writes() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ENTRY.parent)!r}); sys.stdout = sys.stderr = None\n"
        "import entry, os\n"
        "sys.argv = ['pawsort', '--version']\n"
        "try:\n    entry.main()\nexcept SystemExit as end:\n    os._exit(40 + (end.code or 0))\n"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 40


@pytest.mark.end_to_end
def test_self_test_drives_the_window_with_the_drawn_photos_and_leaves_the_home_alone(
    tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAWSORT_HOME")
    photos = sorted(str(photo) for photo in (ENTRY.parent / "photos").iterdir())
    report_file = tmp_path / "report.json"
    command = [sys.executable, str(ENTRY), "--self-test", str(report_file), *photos]
    done = subprocess.run(command, capture_output=True, text=True)
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert done.returncode == 0, report.get("failed", done.stderr)
    assert set(report["photos"]) == {Path(photo).name for photo in photos}
    assert report["photos"][report["corrected"]["photo"]]["state"] == "corrected"
    assert report["screens"].keys() == {"animals", "review"}
    assert all(report["screens"].values())
    assert report["workbook"] == ["Épagneul.jpg"]
    assert report["help"]
    assert len(report["exported"].splitlines()) == 1 + len(photos)
    # Fontconfig keeps a cache there, Pawsort nothing.
    assert not [path for path in isolated_home.rglob("*") if "pawsort" in path.name.lower()]
