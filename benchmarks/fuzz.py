"""Spoilt files of every kind for everything that reads files: `python -m benchmarks fuzz [--minutes N] [--only KIND]`.

Each kind is read in a process of its own, which is watched: it may not crash, not stand still for ten seconds, not grow
by more than 1 GB, raise only our own exceptions, and change nothing that it was given.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil

from benchmarks.fuzzing.kinds import all_kinds

MOST_MEGABYTES = 1_024
# Until the first examples are read: TensorFlow takes its time, on a busy machine minutes.
START_SECONDS = 400
# How often a kind may fail to begin before it is given up; the others go on.
STARTS_THAT_FAIL = 2
LOOKS_EVERY = 0.1
COLUMNS = ("kind", "cases", "refused", "read", "foreign", "changed", "hangs", "crashes", "too large", "most MB")


@dataclass
class Tally:
    """What came of one kind."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    most_megabytes: int = 0
    notes: list[str] = field(default_factory=list)
    failed_starts: int = 0

    @property
    def is_clean(self) -> bool:
        bad = any(self.counts[name] for name in ("foreign", "changed", "hangs", "crashes", "too large"))
        return not bad and self.counts["cases"] > 0

    def line(self) -> str:
        numbers = [self.counts[name] for name in COLUMNS[1:-1]]
        return f"{self.kind:22}" + "".join(f"{number:>10,}" for number in (*numbers, self.most_megabytes))


def fuzz(name: str, seconds: float, seed: int, keep: Path) -> Tally:
    """Fuzz one kind for some time; what went wrong is kept in a folder below `keep`."""
    tally, deadline, starts = Tally(name), time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=_fast_folder(), ignore_cleanup_errors=True) as made:
        # However long the first start takes: something is read of every kind.
        while (left := deadline - time.monotonic()) > 0.5 or not tally.counts["cases"]:
            if tally.failed_starts >= STARTS_THAT_FAIL:
                break
            folder = Path(made) / str(starts)
            folder.mkdir()
            _one_process(tally, f"{seed}.{starts}", max(left, 1.0), folder)
            _take(folder / "findings", keep / name, f"{starts:03}")
            shutil.rmtree(folder, ignore_errors=True)
            starts += 1
    return tally


def _one_process(tally: Tally, seed: str, seconds: float, folder: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.fuzzing.worker", tally.kind, seed, f"{seconds:.1f}", str(folder)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TF_CPP_MIN_LOG_LEVEL": "3"}
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        trouble = _watched(process, tally, folder)
    with contextlib.suppress(OSError, ValueError):
        stored = json.loads((folder / "counts.json").read_text(encoding="utf-8"))
        tally.counts.update(stored["counts"])
        tally.places.update(stored["places"])
    if trouble is None and process.returncode == 0:
        return
    words = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-2_000:]
    if not (folder / "counts.json").is_file():
        tally.failed_starts += 1
        why = f"after {START_SECONDS} s" if trouble == "hangs" else trouble or f"exit code {process.returncode}"
        tally.notes.append(f"did not begin ({why}): {words.strip()[-500:] or 'it said nothing'}")
        return
    trouble = trouble or "crashes"
    tally.counts[trouble] += 1
    if (folder / "case").is_dir():
        target = folder / "findings" / trouble.replace(" ", "_")
        shutil.copytree(folder / "case", target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
        (target / "WHY.txt").write_text(f"{trouble}, exit code {process.returncode}\n{words}", encoding="utf-8")


def _watched(process: "subprocess.Popen[bytes]", tally: Tally, folder: Path) -> str | None:
    """Wait for the process; returns for what it was ended, None where it ended by itself."""
    watched, began, base = psutil.Process(process.pid), time.time(), None
    beat, worked_then = 0.0, 0.0
    patience = all_kinds()[tally.kind].seconds
    while process.poll() is None:
        time.sleep(LOOKS_EVERY)
        with contextlib.suppress(psutil.Error):
            megabytes = watched.memory_info().rss // (1024 * 1024)
            tally.most_megabytes = max(tally.most_megabytes, megabytes)
            has_begun = (folder / "counts.json").is_file()
            if has_begun and base is None:
                base = megabytes
            last = (folder / "beat").stat().st_mtime if (folder / "beat").is_file() else began
            worked = sum(watched.cpu_times()[:2])
            if last != beat:
                beat, worked_then = last, worked
            trouble = None
            if base is not None and megabytes - base > MOST_MEGABYTES:
                trouble = "too large"
            elif _hangs(time.time() - last, worked - worked_then, patience if has_begun else START_SECONDS):
                trouble = "hangs"
            if trouble:
                for child in watched.children(recursive=True):
                    child.kill()
                process.kill()
                process.wait()
                return trouble
    return None


def _hangs(seconds: float, worked: float, patience: float) -> bool:
    """Whether one file has taken too long: a machine that is busy with other things is not the reader's fault."""
    return seconds > patience and (worked > patience / 2 or seconds > 6 * patience)


def _take(findings: Path, target: Path, prefix: str) -> None:
    for finding in sorted(findings.iterdir()) if findings.is_dir() else ():
        shutil.copytree(finding, target / f"{prefix}-{finding.name}", dirs_exist_ok=True)


def _fast_folder() -> str | None:
    """In memory, where the system has a folder there: the disk is not what is tried."""
    in_memory = "/dev/shm"  # noqa: S108 - a folder of its own is made in it
    return in_memory if os.name == "posix" and os.access(in_memory, os.W_OK) else None


def main(arguments: list[str] | None = None) -> int:
    kinds = all_kinds()
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each kind; 1 unless told")
    parser.add_argument("--only", action="append", metavar="KIND", help=f"one of {', '.join(kinds)}; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files")
    parser.add_argument("--jobs", type=int, default=1, help="kinds that are fuzzed at the same time")
    parser.add_argument("--keep", type=Path, help="folder for what went wrong; one in the temporary folder unless told")
    options = parser.parse_args(arguments)
    wanted = options.only or list(kinds)
    unknown = [name for name in wanted if name not in kinds]
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}")
    keep = options.keep or Path(tempfile.mkdtemp(prefix="pawsort-fuzz-"))
    print(f"{COLUMNS[0]:22}" + "".join(f"{name:>10}" for name in COLUMNS[1:]), flush=True)
    tallies = []
    with ThreadPoolExecutor(options.jobs) as pool:
        run = partial(fuzz, seconds=options.minutes * 60, seed=options.seed, keep=keep)
        for tally in pool.map(run, wanted):
            tallies.append(tally)
            print(tally.line(), flush=True)
            for note in tally.notes:
                print(f"    {note}", flush=True)
            for place, count in tally.places.most_common():
                print(f"    {count:,} times {place}", flush=True)
    bad = [tally.kind for tally in tallies if not tally.is_clean]
    print(f"\n{len(tallies) - len(bad)} of {len(tallies)} kinds are clean; what went wrong is in {keep}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
