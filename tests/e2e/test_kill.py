"""Twenty kills at random moments of labelling and correcting: nothing that was shown is lost."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label, LabelKind
from tests.small_pack import make_small_pack

KILLS = 20
PHOTOS_A_ROUND = 100
REPOSITORY = Path(__file__).resolve().parents[2]
VOLUNTEER = Path(__file__).with_name("killable_volunteer.py")


@dataclass
class Shown:
    """All that the killed processes had shown: the last word on every photo."""

    suggestions: dict[int, list[Any]] = field(default_factory=dict)
    labels: dict[int, tuple[int, list[str] | None]] = field(default_factory=dict)
    actions: set[int] = field(default_factory=set)

    def take(self, line: dict[str, Any]) -> None:
        assert "failed" not in line, line["failed"]
        self.suggestions.update({int(photo_id): best for photo_id, best in line.get("suggestions", {}).items()})
        if "action" in line:
            self.actions.add(line["action"])
            self.labels.update({int(key): (line["action"], label) for key, label in line["labels"].items()})


def make_photos(folder: Path, count: int, seed: int) -> None:
    folder.mkdir()
    for place in range(count):
        buffer = BytesIO()
        Image.new("RGB", (32, 32), (20 + (seed * 7) % 90, 90, 20 + place % 100)).save(buffer, "JPEG")
        # What follows the end of a JPEG is ignored: every file has a content of its own.
        (folder / f"{place}.jpg").write_bytes(buffer.getvalue() + f"{seed}/{place}".encode())


@dataclass
class Wanted:
    """What shall have been shown before a process is killed: on a busy machine, seconds alone would show little."""

    suggestions: int
    actions: int

    def see(self, line: dict[str, Any]) -> bool:
        """Whether that is enough now."""
        self.suggestions -= len(line.get("suggestions", ()))
        self.actions -= "action" in line
        return self.suggestions <= 0 and self.actions <= 0


def run_and_kill(
    session: Path, pack: Path, folder: Path, seed: int, wanted: Wanted, delay: float
) -> list[dict[str, Any]]:
    """What a volunteer's process had shown when it was killed, `delay` seconds after it showed what is wanted."""
    process = subprocess.Popen(
        [sys.executable, str(VOLUNTEER), str(session), str(pack), str(folder), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    killer = threading.Timer(delay, process.kill)
    lines: list[dict[str, Any]] = []
    assert process.stdout is not None
    for line in process.stdout:
        # The last line may have been cut off by the kill; then nobody saw it whole.
        if line.endswith(b"\n"):
            lines.append(json.loads(line))
            if wanted.see(lines[-1]) and killer.ident is None:
                killer.start()
    process.wait()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.returncode not in (0, 1), "it was killed, it did not end by itself"
    return lines


def check(path: Path, shown: Shown, unseen: set[int]) -> None:
    """Everything that was shown is in the file, and the file is whole."""
    with Session.open(path) as session:
        rows = {row.photo_id: row for row in session.rows()}
        entries = {entry.change_id: entry for entry in session.history()}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for photo_id, best in shown.suggestions.items():
        suggestion = rows[photo_id].suggestion
        assert suggestion is not None
        assert [suggestion.ranked[0].breed_id, suggestion.ranked[0].probability] == best
    # Between the disk and the eye there is one action at most: a kill may leave it on disk, unseen.
    new = set(entries) - shown.actions - unseen
    assert len(new) <= 1
    unseen |= new
    assert shown.actions <= set(entries)
    for photo_id, (action_id, written) in shown.labels.items():
        label = written and Label(LabelKind(written[0]), tuple(written[1:]))
        assert entries[action_id].after[photo_id] == label
        assert holds(rows[photo_id], action_id, label) or rows[photo_id].label_change in unseen


def holds(row: PhotoRow, action_id: int, label: Label | None) -> bool:
    return (row.label_change, row.label) == (action_id, label)


@pytest.mark.end_to_end
@pytest.mark.xdist_group("whole machine")
def test_twenty_kills_lose_nothing_that_was_shown(tmp_path: Path) -> None:
    moments = random.Random(20)
    pack = make_small_pack(tmp_path / "pack")
    path = tmp_path / "session" / "Shelter.pawsort"
    shown, unseen = Shown(), set[int]()
    for kill in range(KILLS):
        folder = tmp_path / f"drop {kill}"
        make_photos(folder, PHOTOS_A_ROUND, kill)
        suggestions_before, actions_before = len(shown.suggestions), len(shown.actions)
        # Every other one while photos are still waiting for their first suggestion.
        wanted = Wanted(suggestions=30 * (kill % 2), actions=kill % 6)
        for line in run_and_kill(path, pack, folder, kill, wanted, moments.uniform(0.0, 0.9)):
            shown.take(line)
        check(path, shown, unseen)
        assert len(shown.suggestions) + len(shown.actions) > suggestions_before + actions_before, "it went on"
    assert len(shown.suggestions) > 2 * PHOTOS_A_ROUND
    assert len(shown.actions) > 2 * KILLS
    assert [file.name for file in path.parent.iterdir()] == [path.name]
