"""How long the frozen app takes to show its window, against the unfrozen one: at most 1.5 times.

Both open the real window offscreen and close it as soon as it is there, in a home that earlier starts have warmed. The
starts take turns, so that whatever else the machine does meets both; the ratio is that of the medians.

Usage: python -m benchmarks.startup [--app dist/pawsort/pawsort] [--reference .venv-package/bin/python] [--starts 9]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_RATIO = 1.5


def start(program: list[str], folder: Path) -> float:
    """Seconds from starting a program to its end, when its window was shown."""
    environment = {**os.environ, "PAWSORT_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(ROOT)
    began = time.perf_counter()
    command = [*program, "--self-test", str(folder / "report.json")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "pawsort" / "pawsort")
    parser.add_argument("--reference", default=sys.executable, help="the Python of the unfrozen app")
    parser.add_argument("--starts", type=int, default=9)
    options = parser.parse_args()
    programs = {
        "frozen": [str(options.app)],
        "unfrozen": [options.reference, str(ROOT / "packaging" / "entry.py")],
    }
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as folder:
        for place in range(options.starts + 2):
            for name, program in programs.items():
                took = start(program, Path(folder))
                # The first ones fill the disk cache.
                if place >= 2:
                    seconds[name].append(took)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    for name, times in seconds.items():
        print(f"{name}: median {medians[name]:.2f} s, {min(times):.2f} to {max(times):.2f} s, {len(times)} starts")
    ratio = medians["frozen"] / medians["unfrozen"]
    print(f"frozen / unfrozen: {ratio:.2f} (at most {MOST_RATIO})")
    return 0 if ratio <= MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
