"""Ten thousand random sequences of changes, each on a session file, against a plain model: no figure, a verdict.

Small and large changes with undo, redo, "take back only this" and restarts, made by Hypothesis. Ends with an error
where the labels are not what the model says; the shortest such sequence is printed.

Usage: python -m benchmarks.changes [--sequences 10000] [--steps 20] [--seed 1]
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.catalog.change_machine import LARGE, PHOTOS, ChangeMachine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=20, help="the most steps in a sequence")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wanted = settings(
        max_examples=options.sequences,
        stateful_step_count=options.steps,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    began = time.perf_counter()
    with TemporaryDirectory() as folder:
        ChangeMachine.make_template(Path(folder) / "template.pawsort")
        run_state_machine_as_test(seed(options.seed)(ChangeMachine), settings=wanted)
    took = time.perf_counter() - began
    print(f"{ChangeMachine.sequences:,} sequences, {ChangeMachine.steps:,} steps on {PHOTOS} photos, small and large "
          f"(over {LARGE}); {ChangeMachine.refusals:,} refused, as they must be")  # fmt: skip
    print(f"labels, history and undo were always what the model says; {took:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
