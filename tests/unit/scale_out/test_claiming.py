"""One run at a time writes into a folder of results."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scale_out.errors import ScaleError
from scale_out.labelling.claiming import AT_WORK, DEAD_AFTER, claimed
from scale_out.places import Place


def said(folder: Path, machine: str, process: int, ago: float) -> None:
    told = {"machine": machine, "process": process, "beat": time.time() - ago}
    (folder / AT_WORK).write_text(json.dumps(told))


def test_a_second_run_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    folder = Place.of(str(tmp_path))
    with claimed(folder):
        with pytest.raises(ScaleError, match=f"process {os.getpid()} on {socket.gethostname()}"), claimed(folder):
            pass
        assert (tmp_path / AT_WORK).exists()
    assert not (tmp_path / AT_WORK).exists()
    with claimed(folder):
        pass


def test_a_run_that_was_killed_here_holds_nothing(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    said(tmp_path, socket.gethostname(), ended.pid, 1)
    with claimed(Place.of(str(tmp_path))):
        assert json.loads((tmp_path / AT_WORK).read_text())["process"] == os.getpid()


def test_a_run_on_another_machine_is_believed_dead_after_two_minutes(tmp_path: Path) -> None:
    said(tmp_path, "elsewhere", 1, DEAD_AFTER / 2)
    with pytest.raises(ScaleError, match="goes on in 60 seconds"), claimed(Place.of(str(tmp_path))):
        pass
    said(tmp_path, "elsewhere", 1, DEAD_AFTER + 1)
    with claimed(Place.of(str(tmp_path))):
        pass


def test_half_a_word_refuses_nobody(tmp_path: Path) -> None:
    (tmp_path / AT_WORK).write_text('{"machine": "else')
    with claimed(Place.of(str(tmp_path))):
        pass
