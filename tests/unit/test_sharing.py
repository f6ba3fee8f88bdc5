"""Two processes share the tests: those of one group stay in one of them."""

import subprocess
import sys
from pathlib import Path

TESTS = """
import os
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", range(4))
@pytest.mark.xdist_group("the whole machine")
def test_one(number):
    with Path("processes.txt").open("a") as file:
        file.write(f"{os.getpid()}\\n")
"""


def test_tests_of_one_group_run_in_one_process_whichever_files_they_are_in(tmp_path: Path) -> None:
    for name in ("test_a.py", "test_b.py"):
        (tmp_path / name).write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    # As `make test` does.
    options = ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "8 passed" in done.stdout, done.stdout + done.stderr
    processes = (tmp_path / "processes.txt").read_text().split()
    assert len(processes) == 8
    assert len(set(processes)) == 1
