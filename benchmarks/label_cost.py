"""What `pawsort label` takes against an earlier version: CPU seconds over the same real photos, runs in turns.

A table alone may take at most 1.02 times as long as before. With `--session` both keep a session as well: what it
keeps beyond the table, and what that costs, is printed and not limited.

Usage: python -m benchmarks.label_cost --before CHECKOUT [--photos 300] [--rounds 15] [--session] [--data FOLDER]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.in_turns import in_turns, ratio_of_pairs
from benchmarks.photos import DEFAULT_DATA, many_photos

ROOT = Path(__file__).resolve().parent.parent
MOST_RATIO = 1.02
# Phone photos as they come are few, and the largest.
FOLDERS = ("phone_photos", "whole_photos", "other_sources_dev")


def label(tree: Path, photos: Path, compiled: Path, *, session: bool) -> None:
    """Run the command of one checkout in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as home:
        command = [sys.executable, "-m", "desktop_app", "label", str(photos), "--out", f"{home}/labels.csv"]
        if session:
            command += ["--session", f"{home}/labels.pawsort"]
        environment = {**os.environ, "PAWSORT_HOME": home, "PYTHONPATH": str(tree)}
        environment["PYTHONPYCACHEPREFIX"] = str(compiled)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # 1: some photos were not readable, in both.
        done = subprocess.run(command, cwd=tree, env=environment, check=False, capture_output=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.decode(errors="replace"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, required=True, help="checkout of an earlier version")
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--session", action="store_true", help="keep a session as well")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    options = parser.parse_args()
    originals = [file for folder in FOLDERS for file in sorted((options.data / folder).rglob("*.jpg"))]
    random.Random(1).shuffle(originals)
    trees = {"now": ROOT, "before": options.before.resolve()}
    with (
        many_photos(originals, options.photos) as photos,
        tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as compiled,
    ):
        programs = {
            name: partial(label, tree, photos, Path(compiled) / name, session=options.session)
            for name, tree in trees.items()
        }
        times = in_turns(programs, options.rounds)
    for name, took in times.items():
        print(f"{name:8}{took}")
    found = ratio_of_pairs(times["now"].cpu, times["before"].cpu)
    print(f"now / before {found:.3f} of the CPU time (at most {MOST_RATIO}; with a session not limited)")
    return 0 if options.session or found <= MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
