"""How Pawsort starts itself once more: the same modules, whatever lies where it was started."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.own_program import console_program, lasting_folder, own_command, own_environment


@pytest.mark.parametrize("ending", ["", ".exe"])
@pytest.mark.parametrize("running", ["pawsort", "pawsort-window", "Pawsort-Window"])
def test_frozen_it_is_the_program_that_has_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, running: str, ending: str
) -> None:
    (tmp_path / f"pawsort{ending}").touch()
    (tmp_path / f"{running}{ending}").touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / f"{running}{ending}"))
    assert own_command("desktop_app", ["try-pack", "x"]) == [str(tmp_path / f"pawsort{ending}"), "try-pack", "x"]


def test_a_program_without_another_one_beside_it_is_started_itself(tmp_path: Path) -> None:
    assert console_program(tmp_path / "pawsort-window") == tmp_path / "pawsort-window"


def test_modules_beside_photos_are_not_taken_for_pawsorts(tmp_path: Path) -> None:
    for name in ("numpy.py", "click.py", "desktop_app.py"):
        (tmp_path / name).write_text("raise SystemExit('taken from a folder of photos')")
    command = own_command("desktop_app", ["--version"])
    assert lasting_folder(command) == Path(sys.executable).parent
    done = subprocess.run(command, cwd=tmp_path, env=own_environment(), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout[:7]) == (0, "Pawsort"), done.stderr
