"""`python -m scale_out label` as another process, with all that Ray starts for it, and what it left."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from scale_out.places import Place
from scale_out.results import PHOTOS, PLAN, Results

PROCESS = "scale_out.labelling.inside"
WORKER = "ray::MapWorker"
RAYLET = "raylet/raylet"
SECONDS = 240.0


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "scale_out", "label", *map(str, arguments), "--no-dashboard"]


def environment(home: Path, repository: Path, **more: str) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, (str(repository), more.pop("PYTHONPATH", ""))))
    own = {"PAWSORT_HOME": str(home), "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"}
    return os.environ | own | more


@contextmanager
def started(arguments: list[str], variables: Mapping[str, str]) -> "Iterator[subprocess.Popen[str]]":
    """The command; none of its processes is left behind."""
    process = subprocess.Popen(arguments, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    own = psutil.Process(process.pid)
    known: dict[int, psutil.Process] = {}
    try:
        yield process
        known |= {each.pid: each for each in family(own)}
    finally:
        known |= {each.pid: each for each in family(own)}
        process.kill()
        process.communicate()
        for each in known.values():
            try:
                each.kill()
            except psutil.Error:
                continue


def family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def called(process: psutil.Process, name: str) -> list[psutil.Process]:
    """Those of a family that are called so."""
    found = []
    for each in family(process):
        try:
            if name in " ".join(each.cmdline()):
                found.append(each)
        except psutil.Error:
            continue
    return found


def until(condition: Callable[[], Any], process: "subprocess.Popen[str]", seconds: float = SECONDS) -> Any:
    """What the condition says as soon as it says anything; None where the process has ended before."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if process.poll() is not None:
            return None
        assert time.monotonic() < deadline, "nothing came"
        time.sleep(0.02)
    return found


def finished(out: Path) -> int:
    """How many partitions are there."""
    return len(list((out / PHOTOS).glob("*.parquet")))


def one_more(out: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until another partition is finished."""
    before = finished(out)
    until(lambda: finished(out) > before, process)


def rows_of(out: Path | str, columns: tuple[str, ...] = ("path", "status", "fault_code")) -> list[dict[str, Any]]:
    results = Results.of(Place.of(str(out)))
    return [row for batch in results.batches(columns) for row in batch.to_pylist()]


def require_each_once(out: Path, photos: list[str]) -> None:
    """Every photo has one row, in the partition that planned it, and nothing half is beside the partitions."""
    paths = Counter(row["path"] for row in rows_of(out))
    assert paths == Counter(photos)
    names = {folder: sorted(each.name for each in (out / folder).iterdir()) for folder in (PHOTOS, PLAN)}
    whole = [name for name in names[PHOTOS] if name.endswith(".parquet")]
    assert whole == [name for name in names[PLAN] if name.endswith(".parquet")]
