"""Whether two processes train a network as one does, what each of them decodes, and how much memory it takes.

    python -m benchmarks scale_networks [--data FOLDER] [--steps 10] [--set KEY=VALUE …]

The same steps by one process and by two, on this machine: with the recipe's random changes and dropout, which are the
same for both, and without. On one machine two processes share its CPUs, so nothing is said of speed.
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA
from scale_out.networks.job import TOLERANCE
from scale_out.networks.run_training import Check, Machines, check
from training.fitting.progress import no_counting
from training.fitting.requests import new_request

RECIPES = {"cnn_small": (), "efficientnet_lite0": ("unfreeze.layers=2", "fit.batch_size=8")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--recipes", nargs="*", default=list(RECIPES), choices=list(RECIPES))
    parser.add_argument("--set", dest="settings", action="append", default=[])
    options = parser.parse_args()
    folder = options.data / "stanford_dogs_train"
    photos = folder if folder.is_dir() else options.data
    gaps = []
    for recipe in options.recipes:
        request = new_request(recipe, [*RECIPES[recipe], *options.settings], [photos], out=Path("never-written"))
        for chance in (True, False):
            with peaks() as memory:
                found = check(request, Machines(2), options.steps, lambda _line: None, no_counting, chance=chance)
            gaps.append(found.loss_gap)
            how = "as it stands" if chance else "without changes and dropout"
            print(f"{recipe}, {how}: {in_words(found)}; at most {max(memory.values()):,.0f} MB a process", flush=True)
    if not max(gaps) <= TOLERANCE:
        raise SystemExit(f"the largest difference of a loss is {max(gaps):.1e}, and {TOLERANCE:g} is allowed")


def in_words(found: Check) -> str:
    """What came of it."""
    one, several = found.one, found.several
    return (
        f"{len(one.losses)} steps, loss {one.losses[0]:.4f} to {one.losses[-1]:.4f}, largest relative difference "
        f"{found.loss_gap:.1e}, of a weight {found.weight_gap:.1e}; decoded by one process {one.decoded} photos, by "
        f"each of two {several.decoded}"
    )


@contextmanager
def peaks() -> Iterator[dict[int, float]]:
    """The most megabytes that each process of a training had, looked at twice a second: process id → megabytes."""
    import psutil

    most: dict[int, float] = {0: 0.0}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.5):
            for each in psutil.Process().children(recursive=True):
                try:
                    if "TrainingProcess" in " ".join(each.cmdline()):
                        most[each.pid] = max(most.get(each.pid, 0.0), each.memory_info().rss / 1e6)
                except psutil.Error:
                    continue

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


if __name__ == "__main__":
    main()
