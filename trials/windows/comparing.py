"""`pawsort label` under Windows against Linux, cell by cell; photos against what they were before, byte by byte."""

import csv
import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

from trials.steps import StepError
from trials.windows.wine import Wine

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 10
# Some photos are unreadable on purpose.
SOME_UNREADABLE = frozenset({0, 1})


def compare_labels(wine: Wine, program: Path, photos: Path, folder: Path) -> str:
    """Label a folder under Windows and on Linux, on this processor, and compare the tables.

    Args:
        wine: where the program runs.
        program: `pawsort.exe`, frozen.
        photos: a folder on a drive of the Wine.
        folder: for the two tables.

    Raises:
        StepError: a cell differs, or a photo is not what it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = digests(photos)
    theirs, ours = folder / "windows.csv", folder / "linux.csv"
    options = ["--overwrite", "--top", "20"]
    wine.run([program, "label", wine.path(photos), "--out", wine.path(theirs), *options], 1800, SOME_UNREADABLE)
    command = [sys.executable, "-m", "desktop_app", "label", str(photos), "--out", str(ours), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in SOME_UNREADABLE:
        raise StepError(f"on Linux, `pawsort label` ended with {done.returncode}: {done.stderr[-1000:]}")
    if digests(photos) != before:
        raise StepError("photos are not what they were before they were labelled")
    rows, cells, differences = differing(_rows(theirs, wine.path(photos)), _rows(ours, str(photos)))
    if differences:
        shown = "\n".join(differences[:SHOWN])
        raise StepError(f"{len(differences)} of {cells} cells of {rows} photos differ:\n{shown}")
    kinds = Counter(name.suffix.lower() for name in map(Path, before))
    return (
        f"{rows} photos ({', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}): of {cells} cells none differs"
    )


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path there; of none where there is no folder."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def differing(theirs: list[dict[str, str]], ours: list[dict[str, str]]) -> tuple[int, int, list[str]]:
    """Rows, cells, and in words each cell that is not the same; photos are known by their names."""
    their_rows, our_rows = ({row["photo"]: row for row in rows} for rows in (theirs, ours))
    found = [f"{name} is in one table only" for name in sorted(their_rows.keys() ^ our_rows.keys())]
    cells = 0
    for name in sorted(their_rows.keys() & our_rows.keys()):
        one, two = their_rows[name], our_rows[name]
        for column in {**one, **two}:
            cells += 1
            if one.get(column) != two.get(column):
                found.append(f"{name}, {column}: {one.get(column)!r} there, {two.get(column)!r} here")
    return len(our_rows), cells, found


def _rows(table: Path, folder: str) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        # Names of files stand in why a photo is unreadable, too; where the folder lies is another thing on each.
        for column, value in row.items():
            row[column] = (value or "").replace(f"{folder}\\", "").replace(f"{folder}/", "")
    return rows
