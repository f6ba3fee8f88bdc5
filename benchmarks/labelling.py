"""`pawsort label` in another process, watched: how fast, how much memory, how much of the cores."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_LOOK_EVERY = 0.05
_SUMMARY = re.compile(r"([\d,]+) photos in [\d.]+ s \(([\d.]+) photos a second\)")


@dataclass(frozen=True)
class Labelling:
    """What one run took.

    Attributes:
        photos: rows in the table.
        rate: photos a second, as the command says itself: without starting Python and loading the network.
        wall_seconds: from start to end of the process.
        core_seconds: of all its threads.
        peak_megabytes: largest resident memory.
        exit_code: of the command.
        words: what it said.
    """

    photos: int
    rate: float
    wall_seconds: float
    core_seconds: float
    peak_megabytes: float
    exit_code: int
    words: str


def label(folder: Path, *options: str) -> Labelling:
    """Run `pawsort label` over a folder, in an isolated home."""
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as home:
        table = Path(home) / "labels.csv"
        errors = Path(home) / "errors.txt"
        command = [sys.executable, "-m", "desktop_app", "label", str(folder), "--out", str(table), *options]
        began = time.monotonic()
        with errors.open("wb") as stream:
            process = subprocess.Popen(command, stderr=stream, env=os.environ | {"PAWSORT_HOME": home})
            peak, core_seconds = _watch(psutil.Process(process.pid), process)
        wall = time.monotonic() - began
        words = errors.read_text(encoding="utf-8")
        with table.open(encoding="utf-8") as stream_of_rows:
            photos = sum(1 for _ in stream_of_rows) - 1
    found = _SUMMARY.search(words)
    rate = float(found[2]) if found else 0.0
    return Labelling(photos, rate, wall, core_seconds, peak / 1e6, process.returncode, words)


def _watch(watched: psutil.Process, process: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """Peak resident bytes and core-seconds until the process ends."""
    peak, core_seconds = 0, 0.0
    while process.poll() is None:
        try:
            with watched.oneshot():
                peak = max(peak, watched.memory_info().rss)
                times = watched.cpu_times()
        except psutil.Error:
            break
        core_seconds = times.user + times.system
        time.sleep(_LOOK_EVERY)
    process.wait()
    return peak, core_seconds
