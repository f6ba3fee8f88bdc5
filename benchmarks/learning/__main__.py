"""What the memory gains, and what it costs, on photos that neither pack nor memory saw.

Usage: python -m benchmarks learning [--data FOLDER] [--more-breeds FOLDER] [--seeds 5] [--only PART …]

`--only retraining` compares with a real training: it takes the longest, and is no part that runs unless told.
`--more-breeds` names other folders of breeds, one folder a breed, named by its id in `assets/breeds` (or anything else,
for breeds that are in no list); the pack's own breeds among them count as photos that it should know.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.learning import protocol, teaching
from benchmarks.learning.world import World, look_at
from benchmarks.photos import DEFAULT_DATA


def retraining(world: World, report: protocol.Report, seeds: range) -> None:
    """The memory beside a real training."""
    # It loads TensorFlow, which the others do without.
    from benchmarks.learning.retraining import retraining as compare

    compare(world, report, seeds)


PARTS: dict[str, Callable[[World, protocol.Report, range], None]] = {
    "new": protocol.new_breeds,
    "at_once": protocol.many_at_once,
    "hard": protocol.hard_breeds,
    "calibration": protocol.calibration,
    "wrong": protocol.wrong_labels,
    "teaching": teaching.teaching_order,
}
# Minutes for each seed: only when it is named.
SLOW: dict[str, Callable[[World, protocol.Report, range], None]] = {"retraining": retraining}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks learning", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)),
        help="folder with the real photos",
    )
    parser.add_argument("--more-breeds", type=Path, help="folders of breeds that the pack does not know")
    parser.add_argument("--seeds", type=int, default=5, help="how often each choice of photos is made anew")
    parser.add_argument("--only", nargs="*", choices=PARTS | SLOW, help="some parts alone")
    options = parser.parse_args()
    data = options.data.resolve()
    world = look_at(data, (options.more_breeds or data / "more_breeds_train").resolve())
    report = protocol.Report()
    for part in options.only or PARTS:
        (PARTS | SLOW)[part](world, report, range(options.seeds))
    if report.broken:
        print("does not hold: " + "; ".join(report.broken))
    return bool(report.broken)


if __name__ == "__main__":
    sys.exit(main())
