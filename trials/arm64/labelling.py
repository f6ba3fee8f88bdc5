"""`pawsort label` on photos, in parts that are kept: a trial that is ended goes on with the next one."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from trials.arm64.machine import ROOT, Machine
from trials.arm64.photos import KnownPhoto
from trials.steps import StepError

PART = 50
# For a part: three times as long as it took on a loaded machine of two cores.
SECONDS = 3000
IN_32_BITS = "trials.arm64.in_32_bits"

Row = dict[str, Any]
# Takes the arguments behind `python`, and comes back when it is done.
Run = Callable[[list[str]], object]


def emulated(machine: Machine) -> Run:
    """Python on the emulated computer."""
    return lambda arguments: machine.run(arguments, SECONDS)


def here(arguments: list[str]) -> None:
    """Python on this machine.

    Raises:
        StepError: it ended with an error.
    """
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StepError(f"pawsort label ended with {done.returncode}: {done.stderr.strip()[-1500:]}")


def label(photos: Sequence[KnownPhoto], folder: Path, run: Run, module: str = "desktop_app") -> list[Row]:
    """What `pawsort label` says of photos, in their order.

    Args:
        photos: which.
        folder: where the tables of the parts are kept; those that are there are not made again.
        run: runs Python, here or elsewhere.
        module: what stands for `pawsort`.

    Raises:
        StepError: a part failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Row] = {}
    for part in parts(photos):
        paths = [str(photo.path) for photo in part]
        table = folder / f"{name_of(paths)}.jsonl"
        if not table.is_file():
            draft = table.with_suffix(".new.jsonl")
            draft.unlink(missing_ok=True)
            run(["-m", module, "label", *paths, "--out", str(draft), "--top", "5", "--provider", "cpu"])
            draft.replace(table)
        rows |= {row["photo"]: row for row in map(json.loads, table.read_text(encoding="utf-8").splitlines())}
    missing = [photo.path.name for photo in photos if str(photo.path) not in rows]
    if missing:
        raise StepError(f"{len(missing)} photos have no row, {missing[0]} among them")
    return [rows[str(photo.path)] for photo in photos]


def parts(photos: Sequence[KnownPhoto]) -> list[Sequence[KnownPhoto]]:
    """The photos, a part at a time."""
    return [photos[start : start + PART] for start in range(0, len(photos), PART)]


def name_of(paths: Sequence[str]) -> str:
    """A name for a part that is another one where its photos are others."""
    return hashlib.sha256("\n".join(paths).encode()).hexdigest()[:16]
