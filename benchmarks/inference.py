"""What all networks of the pack take for a photo. `python -m benchmarks inference`.

CPU time on one thread of the pack that ships (or of `PAWSORT_MODEL`): each photo's finder, looks and second looks, in
turn with one look of EfficientNet-Lite0 in 32 bits at its centre square; of each the least of a few rounds. Decoding is
not part of it. `PAWSORT_CAREFUL=1` lets the pack look carefully.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy import DEV
from benchmarks.finder import lite0, session_of
from benchmarks.held_out import of_side
from benchmarks.pack import OTHER
from benchmarks.photos import DEFAULT_DATA
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.network import Network
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Picture, tensors_of_file
from training.datasets.splits import Side

ROUNDS, MOST_PHOTOS, SIDE = 3, 150, 224


class Timed:
    """Networks of a classifier whose CPU time is taken.

    Attributes:
        seconds: of each network since `begin`, by the name of its graph's role.
        pictures: how many pictures each was given.
    """

    def __init__(self, classifier: Classifier) -> None:
        self.seconds: dict[str, float] = {}
        self.pictures: dict[str, int] = {}
        networks = classifier.networks
        roles = {"first look": networks.first, "second look": networks.second, "finder": networks.finder}
        for role, network in roles.items():
            if network is not None and not (role == "second look" and network is networks.first):
                self._watch(role, network)

    def begin(self) -> None:
        """Count anew."""
        self.seconds.clear()
        self.pictures.clear()

    def _watch(self, role: str, network: Network) -> None:
        run: Callable[[NDArray[np.uint8], list[str]], Outputs] = network.run

        def timed(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
            began = time.process_time()
            found = run(pictures, names)
            self.seconds[role] = self.seconds.get(role, 0.0) + time.process_time() - began
            self.pictures[role] = self.pictures.get(role, 0) + len(pictures)
            return found

        network.run = timed  # type: ignore[method-assign]


def compare(name: str, photos: Sequence[Path], classifier: Classifier, timed: Timed, reference: Any) -> None:
    """Print the ratio for a set of photos, and what of it each network takes."""
    square = InputSpec(width=SIDE, height=SIDE, views=("centre_square",))
    mine: list[dict[str, float]] = []
    theirs: list[float] = []
    given: dict[str, int] = {}
    for path in photos:
        content = path.read_bytes()
        picture, tensor = Picture.of_file(content, classifier.pack.manifest.input), tensors_of_file(content, square)
        rounds = []
        others = []
        for _ in range(ROUNDS):
            began = time.process_time()
            reference.run(["logits"], {"photo": tensor})
            others.append(time.process_time() - began)
            timed.begin()
            classifier.classify_photos([picture], measures=False)
            rounds.append(dict(timed.seconds))
        mine.append(min(rounds, key=lambda each: sum(each.values())))
        theirs.append(min(others))
        for role, count in timed.pictures.items():
            given[role] = given.get(role, 0) + count
    whole = sum(theirs)
    total = sum(sum(each.values()) for each in mine) / whole
    print(f"{name}, {len(photos)} photos: {total:.2f} x lite0 in 32 bits")
    for role in ("finder", "first look", "second look"):
        share = sum(each.get(role, 0.0) for each in mine) / whole
        print(f"  {role:12} {share:.2f}, {given.get(role, 0) / len(photos):.2f} pictures a photo")


def main() -> int:
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    pack = load_pack(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    classifier = Classifier(pack, "cpu", careful=bool(os.environ.get("PAWSORT_CAREFUL")))
    timed = Timed(classifier)
    others = sorted(path for path in (data / DEV).rglob("*") if path.is_file())
    known = [path for path in others if not path.parent.name.startswith(OTHER)]
    nothing = of_side(data, "other_animals_and_things/", {Side.VALIDATION, Side.TEST})
    with TemporaryDirectory() as folder:
        reference = session_of(lite0(Path(folder) / "lite0.onnx"))
        step = max(1, len(known) // MOST_PHOTOS)
        compare("dogs of known breeds, other sources", known[::step], classifier, timed, reference)
        compare("cats and other things, held out", nothing, classifier, timed, reference)
    return 0


if __name__ == "__main__":
    sys.exit(main())
