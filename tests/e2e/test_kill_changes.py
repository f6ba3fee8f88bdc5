"""A process that changes labels is killed at random moments: what it had said is in the file, and nothing half done."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.session import Session
from tests.unit.catalog.change_model import SessionModel, random_step

KILLS = 15
PHOTOS = 300
REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("killable_changes.py")


def run_and_kill(file: Path, seed: int, wanted: int, delay: float) -> int:
    """How many changes the process had said were made when it was killed, `delay` seconds after so many as wanted."""
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(file), str(seed)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    killer = threading.Timer(delay, process.kill)
    said = 0
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith(b"\n"):
            said = int(line)
            if said == wanted:
                killer.start()
    process.wait()
    process.stdout.close()
    assert process.returncode not in (0, 1), "it was killed, it did not end by itself"
    return said


def after(steps: int, seed: int) -> SessionModel:
    """What must be so after so many changes."""
    model, chance = SessionModel(range(1, PHOTOS + 1)), random.Random(seed)
    for _ in range(steps):
        step = random_step(model, chance)
        if isinstance(step, int):
            model.take_back(step)
        else:
            model.apply(step)
    return model


@pytest.mark.end_to_end
@pytest.mark.xdist_group("whole machine")
def test_a_kill_between_two_changes_loses_none_and_halves_none(tmp_path: Path) -> None:
    moments = random.Random(11)
    total = 0
    for kill in range(KILLS):
        file = tmp_path / str(kill) / "Shelter.pawsort"
        with Session.create(file) as session:
            session.add_photos([Path(f"/photos/{number}.jpg") for number in range(PHOTOS)])
        said = run_and_kill(file, kill, 1 + kill, moments.uniform(0, 0.6))
        assert said > 0
        with Session.open(file) as session:
            found = {row.photo_id: row.label for row in session.rows()}
            history = session.history()
        # Between the disk and the word there is one change at most.
        possible = [after(said, kill), after(said + 1, kill)]
        assert found in [model.labels() for model in possible]
        (model,) = [model for model in possible if model.labels() == found and len(model.log) == len(history)][:1]
        assert [entry.taken_back for entry in history] == [model.is_over(number) for number in model.log]
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        total += said
    assert total > 5 * KILLS
