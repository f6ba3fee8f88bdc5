"""How long the app takes to show its window: frozen against unfrozen, at most 1.5 times; or against an earlier version.

Both open the real window offscreen and close it as soon as it is there, in a home that earlier starts have warmed. The
starts take turns, so that whatever else the machine does meets both; the ratio is that of the medians.

With `--before`, a checkout of an earlier version: from Python's start until the window is painted, here and there, with
the same Python; at most 1.05 times.

Usage: python -m benchmarks.startup [--app dist/pawsort/pawsort] [--reference .venv-package/bin/python] [--starts 9]
       python -m benchmarks.startup --before CHECKOUT [--starts 9]
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
MOST_RATIO, MOST_RATIO_TO_EARLIER = 1.5, 1.05
UNTIL_PAINTED = """
import os
from desktop_app import app
from desktop_app.ui.settings import Settings
application = app.make_application()
window = app.make_window(application, Settings.load())
window.show()
application.processEvents()
os._exit(0)
"""


def start(command: list[str], tree: Path, folder: Path) -> float:
    """Seconds from starting a program to its end, when its window was shown."""
    environment = {**os.environ, "PAWSORT_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def ratio_of_medians(commands: dict[str, tuple[list[str], Path]], starts: int) -> float:
    """Start programs in turns, print what they took, and return the first one's median over the second one's."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for place in range(starts + 2):
            for name, (command, tree) in commands.items():
                home = Path(folder) / name
                home.mkdir(exist_ok=True)
                took = start([*command, str(home / "report.json")], tree, home)
                # The first ones fill the disk cache.
                if place >= 2:
                    seconds[name].append(took)
    for name, times in seconds.items():
        print(f"{name}: median {statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f} s, "
              f"{len(times)} starts")  # fmt: skip
    first, second = (statistics.median(times) for times in seconds.values())
    return first / second


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, default=ROOT / "dist" / "pawsort" / "pawsort")
    parser.add_argument("--reference", default=sys.executable, help="the Python of the unfrozen app")
    parser.add_argument("--before", type=Path, help="checkout of an earlier version to compare with instead")
    parser.add_argument("--starts", type=int, default=9)
    options = parser.parse_args()
    if options.before is not None:
        command = [options.reference, "-c", UNTIL_PAINTED]
        ratio = ratio_of_medians(
            {"now": (command, ROOT), "before": (command, options.before.resolve())}, options.starts
        )
        print(f"now / before: {ratio:.2f} (at most {MOST_RATIO_TO_EARLIER})")
        return 0 if ratio <= MOST_RATIO_TO_EARLIER else 1
    unfrozen = [options.reference, str(ROOT / "packaging" / "entry.py"), "--self-test"]
    programs = {"frozen": ([str(options.app), "--self-test"], ROOT), "unfrozen": (unfrozen, ROOT)}
    ratio = ratio_of_medians(programs, options.starts)
    print(f"frozen / unfrozen: {ratio:.2f} (at most {MOST_RATIO})")
    return 0 if ratio <= MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
