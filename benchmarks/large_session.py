"""What a large session takes in the window, offscreen: 10,000 and 100,000 photos in one table, with ratios.

Of every step: milliseconds until it is painted, and the longest single step of the interface thread. Both on the clock
and computed (until it is painted: by all threads): another program that takes the core makes the first longer, not the
second. The sessions are those of `benchmarks.sessions`, on links to real photos. Each round is a process of its own;
the table has the medians.

    python -m benchmarks.large_session [--data FOLDER] [--sizes 10000 100000] [--rounds 3] [--keep FOLDER]
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import sessions
from benchmarks.photos import DEFAULT_DATA

SIZES = (10_000, 100_000)
MOST_STEP_MS, MOST_MEGABYTES = 50.0, 800.0


def made(size: int, folder: Path, data: Path) -> Path:
    """A session of so many photos, made if it is not there."""
    file = folder / f"{size}.pawsort"
    if not file.exists():
        sessions.make(file, size, data, folder / f"photos-{size}")
    return file


def measure(file: Path) -> dict[str, dict[str, float]]:
    """What `large_session_steps` measures on a copy of a session, in a process and a home of its own."""
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as home:
        copy = Path(home) / file.name
        shutil.copyfile(file, copy)
        # What is asked for is the time until a screen is there, not how fast the copy gets to the disk.
        os.sync()
        environment = os.environ | {"PAWSORT_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "benchmarks.large_session_steps", str(copy)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    read: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return read


def medians(rounds: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Of each figure of each step."""
    return {
        step: {name: statistics.median(each[step][name] for each in rounds) for name in figures}
        for step, figures in rounds[0].items()
    }


def print_table(sizes: list[int], measured: dict[int, dict[str, dict[str, float]]]) -> bool:
    """Print it; returns whether everything is within what is asked for."""
    print(f"{'':39}" + "".join(f"{f'{size:,} photos':>36}" for size in sizes) + f"{'largest':>9}")
    columns = f"{'painted':>9}{'computed':>9}{'step':>9}{'computed':>9}"
    print(f"{'milliseconds':32}{'at most':>7}" + columns * len(sizes) + f"{'ratio':>9}")
    kept = True
    for step, figures in measured[sizes[-1]].items():
        if step == "memory":
            continue
        line = f"{step:32}{figures['most']:7.0f}"
        for size in sizes:
            each = measured[size][step]
            line += "".join(f"{each[name]:9.0f}" for name in ("painted", "worked", "step", "computed"))
        over = [*["slow"] * (figures["worked"] > figures["most"]), *["step"] * (figures["computed"] > MOST_STEP_MS)]
        kept &= not over
        ratio = figures["worked"] / max(0.1, measured[sizes[0]][step]["worked"])
        print(f"{line}{ratio:9.1f}  {' '.join(over)}".rstrip())
    most = [measured[size]["memory"]["megabytes"] for size in sizes]
    print(
        f"{'memory at most, MB':32}{MOST_MEGABYTES:7.0f}"
        + "".join(f"{each:36.0f}" for each in most)
        + f"{most[-1] / most[0]:9.1f}"
    )
    return kept and most[-1] <= MOST_MEGABYTES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="folder in which the sessions stay for the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = {size: made(size, folder, options.data) for size in options.sizes}
        # The sizes take turns, so that whatever else the machine does meets all of them.
        rounds = [{size: measure(file) for size, file in files.items()} for _ in range(options.rounds)]
    measured = {size: medians([each[size] for each in rounds]) for size in files}
    kept = print_table(options.sizes, measured)
    print(f"load average {os.getloadavg()[0]:.1f}; \"step\" is the longest of the interface thread; "
          f"computed, at most {MOST_STEP_MS:.0f}")  # fmt: skip
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
