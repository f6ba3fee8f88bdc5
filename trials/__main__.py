"""`python -m trials windows | arm64 [--again STEP]`: runs a trial and prints the table of its steps."""

import argparse
import importlib
import platform
import sys
from pathlib import Path

import trials
from trials.steps import PASSED, StepError, run_steps, table

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATA = ROOT.parent / "shared" / "data"


def main() -> int:
    """Run what was asked for; 0 where every step passed."""
    parser = argparse.ArgumentParser(description=trials.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("windows", "arm64"))
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the real photos")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "trials", help="for everything that is made")
    parser.add_argument("--again", action="append", default=[], metavar="STEP", help="do this step again")
    arguments = parser.parse_args()
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        print("Trials run on Linux, on a 64-bit Intel or AMD processor.", file=sys.stderr)
        return 1
    folder = arguments.folder.resolve() / arguments.what
    # Each trial is a package with the function `steps`; only the one that is asked for is imported.
    steps = importlib.import_module(f"trials.{arguments.what}").steps(folder, arguments.data.resolve())
    try:
        outcomes = run_steps(steps, folder, lambda words: print(words, flush=True), frozenset(arguments.again))
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{table(outcomes)}")
    return 0 if all(outcome.state == PASSED for outcome in outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
