"""How long the app takes to show its window: frozen against unfrozen, at most 1.5 times; or against an earlier version.

All open the real window offscreen and close it as soon as it is there, in a home that earlier starts have warmed. The
starts take turns, so that whatever else the machine does meets both; the ratio is that of the medians.

With `--before`, a checkout of an earlier version: `pawsort` from Python's start until its window is painted, here and
there, with the same Python: at most 1.05 times the CPU time, by the median of the pairs. The clock stands beside it:
it says more to people, and less where other programs run.

Usage: python -m benchmarks.startup [--app dist/pawsort/pawsort] [--reference .venv-package/bin/python] [--starts 15]
       python -m benchmarks.startup --before CHECKOUT [--starts 15]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.in_turns import Times, in_turns, ratio_of_pairs

ROOT = Path(__file__).resolve().parent.parent
MOST_RATIO, MOST_RATIO_TO_EARLIER = 1.5, 1.05
# The program itself: instead of waiting for a person, it ends when there is nothing left to do.
UNTIL_PAINTED = """
import os, sys
sys.argv[1:] = []
from PySide6.QtWidgets import QApplication
def until_painted(*_):
    QApplication.processEvents()
    QApplication.processEvents()
    os._exit(0)
QApplication.exec = until_painted
from desktop_app.__main__ import main
main()
"""


def start(command: list[str], tree: Path, folder: Path) -> None:
    """Start a program and wait for its end, when its window was shown."""
    environment = {**os.environ, "PAWSORT_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([*command, str(folder / "report.json")], cwd=tree, env=environment, check=True, capture_output=True)


def times_of(commands: dict[str, tuple[list[str], Path]], starts: int) -> tuple[Times, Times]:
    """Start two programs in turns, and print what they took."""
    with tempfile.TemporaryDirectory() as folder:
        programs = {}
        for name, (command, tree) in commands.items():
            home = Path(folder) / name
            home.mkdir()
            programs[name] = partial(start, command, tree, home)
        # The first ones fill the disk cache.
        times = in_turns(programs, starts, warm_up=2)
    for name, took in times.items():
        print(f"{name:10}{took}")
    first, second = times.values()
    return first, second


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "pawsort" / "pawsort")
    parser.add_argument("--reference", default=sys.executable, help="the Python of the unfrozen app")
    parser.add_argument("--before", type=Path, help="checkout of an earlier version to compare with instead")
    parser.add_argument("--starts", type=int, default=15)
    options = parser.parse_args()
    if options.before is not None:
        command = [options.reference, "-c", UNTIL_PAINTED]
        now, before = times_of({"now": (command, ROOT), "before": (command, options.before.resolve())}, options.starts)
        ratio = ratio_of_pairs(now.cpu, before.cpu)
        print(
            f"now / before: {ratio:.3f} of the CPU time (at most {MOST_RATIO_TO_EARLIER}), "
            f"{ratio_of_pairs(now.clock, before.clock):.3f} on the clock"
        )
        return 0 if ratio <= MOST_RATIO_TO_EARLIER else 1
    unfrozen = [options.reference, str(ROOT / "packaging" / "entry.py"), "--self-test"]
    programs = {"frozen": ([str(options.app), "--self-test"], ROOT), "unfrozen": (unfrozen, ROOT)}
    frozen, of_the_source = times_of(programs, options.starts)
    ratio = statistics.median(frozen.clock) / statistics.median(of_the_source.clock)
    print(f"frozen / unfrozen: {ratio:.2f} (at most {MOST_RATIO})")
    return 0 if ratio <= MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
