"""`make label` before anything is set up: what it refuses, and what it passes on."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make_label(repository: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    # The tests themselves are run by a make, which would be asked to tell of its folders.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "label", *arguments]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("photos", "out", "words"),
    [
        ("", "new.csv", "Say which photos"),
        ("{folder}/it's a typo", "new.csv", "it's a typo does not exist"),
        ("{folder}", "mine.csv", "mine.csv is there already and was left as it is"),
    ],
)
def test_a_slip_is_an_error_that_names_it_and_writes_nothing(
    repository: Path, tmp_path: Path, photos: str, out: str, words: str
) -> None:
    (tmp_path / "mine.csv").write_text("my own", encoding="utf-8")
    result = make_label(repository, f"PHOTOS={photos.format(folder=tmp_path)}", f"OUT={tmp_path / out}")
    assert result.returncode != 0
    assert words in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "my own"


def test_overwrite_is_passed_on_only_when_asked_for(repository: Path, tmp_path: Path) -> None:
    again = make_label(repository, "-n", f"PHOTOS={tmp_path}", "OVERWRITE=1")
    assert again.stdout.splitlines()[-1].rstrip().endswith('--out "labels.csv" --overwrite')
    once = make_label(repository, "-n", f"PHOTOS={tmp_path}")
    assert once.stdout.splitlines()[-1].rstrip().endswith('--out "labels.csv"')
