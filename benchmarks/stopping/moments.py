"""Ends a Pawsort that works, at a random moment, and looks at what is left: soft signals and kills."""

import contextlib
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import label_to_json

REPOSITORY = Path(__file__).resolve().parents[2]
PHOTOS = 120
# So many that `pawsort label` is still at it.
PHOTOS_FOR_THE_COMMAND = 4_000
# Python itself starts so long, before a line of ours; what happens then is Python's.
BEFORE_OUR_FIRST_LINE = 0.15
# So many of the moments are while it starts, the others while it works and ends.
AT_THE_START, LATEST_START = 0.25, 2.0
LATEST = 2.5
PATIENCE = 60.0


@dataclass
class Table:
    """What came of many runs of a kind.

    Attributes:
        name: of the kind.
        runs: how many there were.
        ended: exit codes, or what was said, and how often.
        longest: seconds from the signal to the end.
        shown: labels and suggestions that were shown, or rows that were said to be done.
        found: how many of them are on disk.
        tracebacks: runs that printed one.
        damaged: files that are not whole.
        leftovers: drafts and the like that nobody asked for, journals of a killed process apart.
        faults: what was found wrong, in words.
    """

    name: str
    runs: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    shown: int = 0
    found: int = 0
    tracebacks: int = 0
    damaged: int = 0
    leftovers: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return self.shown - self.found

    def add(self, other: "Table") -> None:
        """Take in what came of further runs."""
        self.ended.update(other.ended)
        self.longest = max(self.longest, other.longest)
        self.faults += other.faults
        for name in ("runs", "shown", "found", "tracebacks", "damaged", "leftovers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Shown:
    """What the process had shown: the last word on every photo."""

    suggestions: dict[int, list[Any]] = field(default_factory=dict)
    labels: dict[int, tuple[int, Any]] = field(default_factory=dict)
    actions: set[int] = field(default_factory=set)
    session: Path | None = None

    def take(self, line: dict[str, Any]) -> None:
        if "session" in line:
            self.session = Path(line["session"])
        self.suggestions.update({int(photo): best for photo, best in line.get("suggestions", {}).items()})
        if "action" in line:
            self.actions.add(line["action"])
            self.labels.update({int(photo): (line["action"], label) for photo, label in line["labels"].items()})


def make_photos(folder: Path, count: int) -> Path:
    """Small photos, each with a content of its own."""
    folder.mkdir(parents=True)
    buffer = BytesIO()
    Image.new("RGB", (64, 64), (150, 60, 40)).save(buffer, "JPEG")
    for place in range(count):
        # What follows the end of a JPEG is ignored.
        (folder / f"{place}.jpg").write_bytes(buffer.getvalue() + str(place).encode())
    return folder


def environment(home: Path) -> dict[str, str]:
    """That of a person who never used Pawsort."""
    told = {"PAWSORT_HOME": str(home), "HOME": str(home), "PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, **told}


def use_pack(home: Path, pack: Path) -> None:
    """Let the window in this home suggest by this pack."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text(json.dumps({"suggestions": {"model_pack": str(pack)}}))


def end_window(number: int, folder: Path, pack: Path, photos: Path, seed: int) -> Table:
    """End one window by a signal; what came of it."""
    home = folder / "home"
    use_pack(home, pack)
    command = [
        sys.executable,
        "-m",
        "benchmarks.stopping.window_person",
        str(seed),
        str(photos),
        str(folder / "table.csv"),
    ]
    result = _ended(command, home, number, random.Random(seed))
    shown = Shown()
    for line in result.output:
        with contextlib.suppress(ValueError):  # the last one may have been cut off by a kill
            shown.take(json.loads(line))
    table = result.table(number)
    _look_at_sessions(table, home, shown)
    _look_at_table(table, folder / "table.csv")
    _look_at_leftovers(table, folder, killed=number == signal.SIGKILL)
    return table


def end_command(number: int, folder: Path, pack: Path, photos: Path, seed: int) -> Table:
    """End one `pawsort label` by a signal; what came of it."""
    home, out = folder / "home", folder / "labels.csv"
    home.mkdir(parents=True)
    session = folder / "Shelter.pawsort"
    rest = ["--out", str(out), "--session", str(session), "--model", str(pack)]
    result = _ended(
        [sys.executable, "-m", "desktop_app", "label", str(photos), *rest], home, number, random.Random(seed)
    )
    table = result.table(number)
    said = result.errors.rpartition(" photos in ")[0].rpartition("\n")[2].replace(",", "")
    if said:
        # It said how many photos were done: so many are in the table and in the session.
        table.shown += 2 * int(said)
        table.found += min(int(said), _rows(out)) + min(int(said), _suggestions(session, table))
    elif session.exists():
        _suggestions(session, table)
    _look_at_leftovers(table, folder, killed=number == signal.SIGKILL)
    return table


@dataclass
class _Result:
    output: list[bytes]
    errors: str
    code: int
    seconds: float

    def table(self, number: int) -> Table:
        table = Table("", runs=1, longest=self.seconds)
        name = signal.Signals(number).name
        expected = -number if number == signal.SIGKILL else 128 + number
        if self.code == expected:
            table.ended[f"{name} {self.code}"] += 1
        else:
            table.ended["had ended" if self.code == 0 else f"{name} {self.code}"] += 1
        if "Traceback" in self.errors or "Error" in self.errors:
            table.tracebacks += 1
            table.faults.append(self.errors[-2000:])
        return table


def _ended(command: list[str], home: Path, number: int, chance: random.Random) -> _Result:
    """Start it, and end it by a signal at a random moment, start and end included."""
    process = subprocess.Popen(
        command, cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    output: list[bytes] = []
    errors: list[bytes] = []
    readers = [
        threading.Thread(target=_collect, args=(process.stdout, output)),
        threading.Thread(target=_collect, args=(process.stderr, errors)),
    ]
    for reader in readers:
        reader.start()
    if chance.random() < AT_THE_START:
        time.sleep(chance.uniform(BEFORE_OUR_FIRST_LINE, LATEST_START))
    else:
        # The window shows something, the command has said its first word.
        until = time.monotonic() + PATIENCE
        while not (output or errors) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, LATEST))
    began = time.monotonic()
    process.send_signal(number)
    if chance.random() < 0.3 and number != signal.SIGKILL:
        # Whoever is impatient does it again.
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(number)
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        code = process.wait()
    seconds = time.monotonic() - began
    for reader in readers:
        reader.join()
    return _Result(output, b"".join(errors).decode(errors="replace"), code, seconds)


def _collect(stream: Iterable[bytes], lines: list[bytes]) -> None:
    for line in stream:
        lines.append(line)  # noqa: PERF402 - one by one: somebody waits for the first


def _look_at_sessions(table: Table, home: Path, shown: Shown) -> None:
    for path in sorted(home.rglob("*.pawsort")):
        mine = shown if path == shown.session else Shown()
        with _opened(path, table) as session:
            if session is None:
                table.shown += len(mine.suggestions) + len(mine.labels)
                continue
            _compare(table, session, mine)
    if shown.session is not None and not shown.session.exists():
        table.shown += len(shown.suggestions) + len(shown.labels)


def _compare(table: Table, session: Session, shown: Shown) -> None:
    rows = {row.photo_id: row for row in session.rows()}
    entries = {entry.change_id: entry for entry in session.history()}
    for photo, best in shown.suggestions.items():
        table.shown += 1
        suggestion = rows[photo].suggestion if photo in rows else None
        first = None if suggestion is None else [suggestion.ranked[0].breed_id, suggestion.ranked[0].probability]
        table.found += first == best
    for photo, (action, label) in shown.labels.items():
        table.shown += 1
        row = rows.get(photo)
        # What was written last may not have been shown any more: then that is what counts now.
        table.found += (
            row is not None
            and action in entries
            and label_to_json(entries[action].after[photo]) == label
            and (label_to_json(row.label) == label or row.label_change not in shown.actions)
        )


@contextlib.contextmanager
def _opened(path: Path, table: Table) -> Any:
    """The session, once its file is seen to be whole; None where it is not."""
    try:
        with Session.open(path) as session:
            with contextlib.closing(sqlite3.connect(path)) as connection:
                whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                whole = whole and connection.execute("PRAGMA foreign_key_check").fetchall() == []
            table.damaged += not whole
            yield session
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is not whole
        table.damaged += 1
        table.faults.append(f"{path}: {error!r}")
        yield None


def _look_at_table(table: Table, file: Path) -> None:
    """One that is there is whole: it has its head, and the end of its last line."""
    if file.exists():
        content = file.read_bytes()
        table.damaged += not (content.removeprefix(b"\xef\xbb\xbf").startswith(b"photo") and content.endswith(b"\n"))


def _suggestions(path: Path, table: Table) -> int:
    if not path.exists():
        return 0
    with _opened(path, table) as session:
        return 0 if session is None else sum(row.suggestion is not None for row in session.rows())


def _rows(table: Path) -> int:
    if not table.exists():
        return 0
    with table.open(encoding="utf-8", newline="") as stream:
        return sum(row["status"] in ("ok", "no_dog") for row in csv.DictReader(stream))


def _look_at_leftovers(table: Table, folder: Path, *, killed: bool) -> None:
    left = [file for file in folder.rglob("*") if is_leftover(file)]
    if killed:
        # Nobody can tidy up after that.
        table.ended["of these with drafts left"] += bool(left)
        return
    table.leftovers += len(left)
    table.faults += [f"left: {file}" for file in left]


def is_leftover(file: Path) -> bool:
    """Whether nobody asked for this file."""
    return file.name.startswith(".pawsort-") or file.name.endswith((".part", "-journal"))


def all_together(name: str, tables: Iterable[Table]) -> Table:
    """One row of many."""
    whole = Table(name)
    for table in tables:
        whole.add(table)
    return whole
