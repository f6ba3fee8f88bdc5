"""Does ONNX Runtime say of real photos what Keras says?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from desktop_app.catalog.scan import find_photos
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.packs import HEAD_WEIGHTS
from desktop_app.inference.preprocess import tensors_of_file
from desktop_app.inference.runtime import onnxruntime
from export.graph import INPUT, ExportError

LARGEST_PROBABILITY_DIFFERENCE = 1e-4
# Where a probability is 1, logits may be anything and it stays 1: they are compared themselves. Arithmetic of 32 bits
# leaves some millionths of the greatest.
LARGEST_LOGIT_DIFFERENCE = 1e-4
# What is compared before it becomes a probability or meets a threshold.
SCORES = ("logits", "species_logits", "orientation_logits", "familiarity")
FIRST = 5
# Keras keeps what every layer gave until the last one is done: 160 MB a photo for EfficientNet-Lite2.
BATCH = 8

Outputs = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class ParityReport:
    """How far two runs of the same model are apart.

    Attributes:
        photos: how many were compared (each view of a photo counts as one).
        probability_difference: the largest, over breeds, species, orientations and photos.
        other_order: photos whose first five breeds come in another order; breeds whose probabilities are as near to
            each other as the two runs may be count as equal.
        embedding_difference: the largest, relative to the largest value of the embeddings.
        logit_difference: the largest of what becomes a probability or meets a threshold (`SCORES`), relative to the
            largest value of the same output. It also tells of photos whose probabilities are 0 and 1 either way.
    """

    photos: int
    probability_difference: float
    other_order: int
    embedding_difference: float
    logit_difference: float

    @property
    def passed(self) -> bool:
        """Whether the two may be called the same model."""
        return (
            self.probability_difference <= LARGEST_PROBABILITY_DIFFERENCE
            and self.logit_difference <= LARGEST_LOGIT_DIFFERENCE
            and self.other_order == 0
        )

    def __str__(self) -> str:
        return (
            f"{self.photos} photos: largest probability difference {self.probability_difference:.1e}, "
            f"largest relative logit difference {self.logit_difference:.1e}, "
            f"first {FIRST} in another order on {self.other_order}, "
            f"largest relative embedding difference {self.embedding_difference:.1e}"
        )


def keras_outputs(model: Any, tensors: NDArray[np.uint8]) -> Outputs:
    """All outputs of a Keras model, by name; never in training mode."""
    batches = [
        {name: np.asarray(value) for name, value in model(tensors[start : start + BATCH], training=False).items()}
        for start in range(0, len(tensors), BATCH)
    ]
    return {name: np.concatenate([batch[name] for batch in batches]) for name in batches[0]}


def onnx_outputs(graph_file: Path, tensors: NDArray[np.uint8]) -> Outputs:
    """All outputs of a graph on the CPU that depend on the photo, by name.

    Raises:
        ExportError: ONNX Runtime cannot load or run the graph.
    """
    try:
        session = onnxruntime.InferenceSession(graph_file, providers=["CPUExecutionProvider"])
        names = [output.name for output in session.get_outputs() if output.name != HEAD_WEIGHTS]
        batches = [
            session.run(names, {INPUT: tensors[start : start + BATCH]}) for start in range(0, len(tensors), BATCH)
        ]
    # ONNX Runtime's exceptions have no common class of their own.
    except Exception as error:
        raise ExportError(f"{graph_file}: ONNX Runtime cannot run it: {error}") from error
    return {name: np.concatenate([batch[number] for batch in batches]) for number, name in enumerate(names)}


def compare(expected: Outputs, actual: Outputs, temperature: float) -> ParityReport:
    """Compare two runs on the same tensors.

    Args:
        expected: by output name, with `logits`; as `keras_outputs` gives them.
        actual: the same of the other run.
        temperature: of the breeds.

    Raises:
        ExportError: an output is missing or has another shape.
    """
    for name, value in expected.items():
        if name not in actual or actual[name].shape != value.shape:
            raise ExportError(f"The output {name} should have the shape {value.shape}, and has not.")
    before, after = (_probabilities(outputs["logits"] / temperature) for outputs in (expected, actual))
    difference = float(np.abs(before - after).max())
    for name in {"species_logits", "orientation_logits"} & set(expected):
        pair = [_probabilities(outputs[name]) for outputs in (expected, actual)]
        difference = max(difference, float(np.abs(pair[0] - pair[1]).max()))
    # The probability that stands at each place, whichever breed the other run puts there.
    orders = [np.argsort(-values, axis=1, kind="stable")[:, :FIRST] for values in (before, after)]
    at_place = [np.take_along_axis(before, order, axis=1) for order in orders]
    misplaced = np.abs(at_place[0] - at_place[1]) > LARGEST_PROBABILITY_DIFFERENCE
    embedding = _relative_difference(expected, actual, "embedding") if "embedding" in expected else 0.0
    scores = max(_relative_difference(expected, actual, name) for name in SCORES if name in expected)
    return ParityReport(len(before), difference, int(misplaced.any(axis=1).sum()), embedding, scores)


def _relative_difference(expected: Outputs, actual: Outputs, name: str) -> float:
    """The largest of an output, relative to its largest value."""
    gap = float(np.abs(expected[name] - actual[name]).max())
    return gap / max(float(np.abs(expected[name]).max()), 1e-12)


def tensors_of_photos(photos: Sequence[Path], spec: InputSpec) -> NDArray[np.uint8]:
    """Tensors of the readable ones, every view of a photo for itself: uint8 `[N, H, W, 3]`.

    Raises:
        ExportError: none of them is readable.
    """
    tensors = []
    for photo in photos:
        try:
            tensors.append(tensors_of_file(photo.read_bytes(), spec))
        except (OSError, UnreadablePhotoError):
            continue
    if not tensors:
        raise ExportError("None of the photos for the check can be read. Name a folder with photos of dogs.")
    return np.concatenate(tensors)


def some_photos(folder: Path, count: int) -> list[Path]:
    """Up to `count` photos of a folder and the folders in it, spread evenly over them.

    Raises:
        ExportError: there are none.
    """
    found = sorted(find_photos([folder]))
    if not found:
        raise ExportError(
            f"{folder}: no photos there. The check of a pack needs real ones: name a folder that has some."
        )
    return [found[number * len(found) // min(count, len(found))] for number in range(min(count, len(found)))]


def _probabilities(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(softmax(logits.astype(np.float64), axis=1))
