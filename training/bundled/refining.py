"""Between the heads of the bundled model: its network learns to judge bad photos as it judges good ones."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import tensors_of_file
from training.architectures.base import Architecture, WeightSource
from training.architectures.weights import WeightsError, write_named_arrays
from training.bundled.heads import FittedBreeds
from training.bundled.photos import CROPS, BundledPhotos
from training.bundled.pictures import read_pictures
from training.bundled.table import Say, Table
from training.datasets.splits import Side, Split
from training.evaluation.calibration import fit_temperature
from training.fitting.trainer import make_repeatable
from training.refining.plan import Heads, Plan, Teacher
from training.refining.refine import refine

WEIGHTS_NAME = "refined.npz"
# Photos of the validation side that are looked at after each epoch, and to which part of their size they are shrunk.
JUDGED, SHRUNK = 300, 0.4
BATCH = 32


def refined_weights(
    architecture: Architecture,
    bundled: BundledPhotos,
    split: Split,
    heads: Heads,
    beside: Sequence[Teacher],
    plan: Plan,
    run: Path,
    say: Say,
) -> tuple[WeightSource, list[dict[str, float]]]:
    """Refine the network in the run's folder, with further networks to learn from, and write its weights there.

    Returns:
        The file of the weights, and a line of figures for each epoch.

    Raises:
        WeightsError: the network's weights cannot be written as a file.
        RunError: the run was begun with another plan.
    """
    if architecture.named_state is None:
        raise WeightsError(f"{architecture.title} cannot be refined. Use --epochs 0.")
    make_repeatable(plan.seed)
    pictures = read_pictures(bundled, split)
    say(f"Refining on {len(pictures)} pictures, {plan.epochs} epochs")
    judge = _Judge(architecture, bundled, split, heads)
    body, history = refine(architecture, pictures, heads, plan, run, say, judge, beside=beside)
    file = run / WEIGHTS_NAME
    write_named_arrays(file, architecture.named_state(body, heads.classes))
    return file, history


def calibrated_again(breeds: FittedBreeds, table: Table) -> FittedBreeds:
    """The same head with the temperature that fits the refined network, on photos from other sources."""
    judges = table.judges & (table.breed >= 0)
    logits = breeds.head.logits(table.embeddings[judges])
    return replace(breeds, temperature=fit_temperature(logits, table.breed[judges]))


class _Judge:
    """How often photos of the validation side and their shrunken copies get the suggestion that they got before."""

    def __init__(self, architecture: Architecture, bundled: BundledPhotos, split: Split, heads: Heads) -> None:
        photos = [
            photo.path
            for photo in bundled.photos.photos
            if bundled.folder_of(photo) == CROPS and split.sides[bundled.photos.name_of(photo)][1] is Side.VALIDATION
        ]
        size = architecture.image_size
        spec = InputSpec(width=size, height=size)
        chosen = photos[:: max(1, len(photos) // JUDGED)]
        self._good = np.stack([tensors_of_file(path.read_bytes(), spec)[0] for path in chosen])
        self._bad = np.stack([_shrunk(pixels) for pixels in self._good])
        self._heads = heads
        self._before: NDArray[np.int64] = self._suggestions(architecture.build("imagenet", "uint8"), self._good)

    def __call__(self, body: Any) -> dict[str, float]:
        good, bad = self._suggestions(body, self._good), self._suggestions(body, self._bad)
        same = {"as_before": good == self._before, "small_as_before": bad == self._before}
        return {name: round(float(values.mean()), 4) for name, values in same.items()}

    def _suggestions(self, body: Any, pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
        parts = [pixels[start : start + BATCH] for start in range(0, len(pixels), BATCH)]
        embeddings = [np.asarray(body(part.astype(body.input.dtype), training=False)["embedding"]) for part in parts]
        return np.asarray(self._heads.breeds.logits(np.concatenate(embeddings)).argmax(axis=1))


def _shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    image = Image.fromarray(pixels)
    small = image.resize((round(image.width * SHRUNK), round(image.height * SHRUNK)), Image.Resampling.LANCZOS)
    return np.asarray(small.resize(image.size, Image.Resampling.BICUBIC))
