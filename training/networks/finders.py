"""Runs graphs on the CPU, and the finder of dogs of a run that has one, as the app runs it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.finding import FoundDogs
from desktop_app.inference.manifest import Finder
from desktop_app.inference.preprocess import Picture, dog_part
from desktop_app.inference.searching import Run, find_dogs

INPUT = "photo"


class FinderNetwork:
    """A finder, ready to look at pictures."""

    def __init__(self, file: Path, finder: Finder) -> None:
        """Load the graph; `finder` is its rule."""
        self._run, self._finder = graph_run(file)[0], finder

    def dogs(self, pictures: Sequence[Picture]) -> list[FoundDogs]:
        """The dogs of N pictures."""
        return find_dogs(self._run, pictures, self._finder)

    def part(self, picture: Picture, dogs: FoundDogs) -> Box | None:
        """What the view "dog" shows of a picture; None where no dog was found."""
        return None if dogs.first is None else dog_part(dogs.first, *picture.image.size, self._finder)


def graph_run(file: Path) -> tuple[Run, list[str]]:
    """How to run a graph on the CPU, and the names of its outputs."""
    # Only where a graph runs: the rest of the training side does without ONNX Runtime.
    from desktop_app.inference.runtime import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def run(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        found = session.run(names, {INPUT: np.ascontiguousarray(pictures)})
        return {name: values.astype(np.float64) for name, values in zip(names, found, strict=True)}

    return run, [output.name for output in session.get_outputs()]
