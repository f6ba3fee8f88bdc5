"""Who had better look again: the first network, or another one? `python -m benchmarks second_look`.

Of the pack that ships (or of `PAWSORT_MODEL`), which needs a second graph: how often the first suggestion is right, and
the negative log-likelihood, with no second look, one by the same network, and one by the other, for several thresholds
below which it is taken. Each way has the temperatures that suit it best on the photos from other sources.
"""

import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy import DEV
from benchmarks.held_out import of_side
from benchmarks.photos import DEFAULT_DATA
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.decisions import calibrated
from desktop_app.inference.packs import load_pack
from training.datasets.breeds import stanford_breeds
from training.datasets.splits import Side
from training.evaluation.calibration import fit_temperature
from training.runs.packs import PackDraft

BELOW = (0.45, 0.5, 0.54, 0.6, 0.7, 0.8, 1.01)
HELD = {Side.VALIDATION, Side.TEST}
Floats = NDArray[np.float64]


def line(name: str, twice: NDArray[np.bool_], probabilities: Floats, labels: NDArray[np.int64]) -> None:
    """Print the figures of one set of photos."""
    right = probabilities.argmax(axis=1) == labels
    likelihood = -np.log(probabilities[np.arange(len(labels)), labels]).mean()
    error = right.std() / len(right) ** 0.5
    print(
        f"  {name:16} twice {twice.mean():.3f}, top-1 {right.mean():.4f} (standard error {error:.4f}), {likelihood:.4f}"
    )


def main() -> int:
    from export.looking import graph_logits

    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    pack = load_pack(Path(os.environ.get("PAWSORT_MODEL", bundled_packs()[0])))
    rule = pack.manifest.input.second_look
    if rule is None or rule.graph is None:
        print(f"{pack.folder}: no other network takes the second look.")
        return 1
    draft = PackDraft.model_validate(pack.manifest.model_dump(include=set(PackDraft.model_fields)))
    alone = rule.model_copy(update={"graph": None})
    itself = draft.model_copy(update={"input": draft.input.model_copy(update={"second_look": alone})})
    breeds = sorted(stanford_breeds())
    dev = [path for path in sorted((data / DEV).rglob("*")) if path.parent.name.partition("-")[0] in breeds]
    photos = {
        "other sources": dev,
        "whole photos": of_side(data, "whole_photos/", HELD),
        "crops": of_side(data, "stanford_dogs_train/", HELD),
    }
    labels = {
        name: np.array([breeds.index(path.parent.name.partition("-")[0]) for path in paths])
        for name, paths in photos.items()
    }
    looks = {
        "the same network": {
            name: graph_logits(pack.graph_file, paths, itself).logits for name, paths in photos.items()
        },
        "another network": {name: graph_logits(pack.graph_file, paths, draft).logits for name, paths in photos.items()},
    }
    for who, logits in looks.items():
        judges = labels["other sources"]
        once = fit_temperature(logits["other sources"][:, :1], judges)
        both = fit_temperature(logits["other sources"], judges)
        for below in (0.0, *BELOW):
            print(f"second look by {who}, below {below}")
            for name, values in logits.items():
                probabilities = calibrated(values[:, :1], once)
                twice = probabilities.max(axis=1) < below
                probabilities[twice] = calibrated(values[twice], both)
                line(name, twice, probabilities, labels[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
