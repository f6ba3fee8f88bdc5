"""A graph of a model pack that is ready to run."""

import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.faults import FaultError
from desktop_app.inference.decisions import Outputs
from desktop_app.inference.packs import HEAD_WEIGHTS, INPUT_NAME
from desktop_app.inference.providers import GraphError, Provider, start_session
from desktop_app.inference.run_watch import RunWatch

# Photos and views that go through the network together. On the CPU more are no faster, each takes 22 MB on the way, and
# a worker with many would still be busy at the end when the others have nothing left.
_ON_THE_CPU = 2
_ON_A_GPU = 32
# For these photos together, which take a tenth of a second: only a network that never ends takes so long. On a GPU the
# first run also compiles.
RUN_SECONDS, RUN_SECONDS_ON_A_GPU = 30, 120
_WATCH = RunWatch()


class ClassifierError(FaultError):
    """The network did not do its work: `network.*`."""


class Network:
    """A graph on the CPU or on a GPU. Several threads may run it at once.

    Attributes:
        provider_in_use: what the session really runs on: "cpu", "cuda", or ONNX Runtime's name of anything else.
        provider_note: the fault that says why it is not CUDA, when the choice was left to us; None otherwise.
        photos_at_a_time: how many are best given to `run` together.
    """

    def __init__(self, graph_file: Path, provider: Provider, threads: int, cpu_session: Any | None) -> None:
        """Load the graph.

        Args:
            graph_file: the ONNX file.
            provider: what to run it on; "auto" takes CUDA when it really works.
            threads: cores for one run on the CPU.
            cpu_session: of this graph on one thread of the CPU, where there already is one.

        Raises:
            ProviderError: "cuda" was asked for and cannot be had.
            ClassifierError: the graph cannot be loaded.
        """
        self._file = graph_file
        try:
            running = start_session(graph_file, provider, threads, cpu_session if threads == 1 else None)
        except GraphError as error:
            raise ClassifierError("network.not_loaded", file=str(graph_file), detail=str(error)) from error
        self.provider_in_use = running.in_use
        self.provider_note = running.note
        self.photos_at_a_time = _ON_A_GPU if running.on_gpu else _ON_THE_CPU
        self._session = running.session
        self._seconds = RUN_SECONDS_ON_A_GPU if running.on_gpu else RUN_SECONDS
        # A GPU runs one batch at a time anyway; one after the other they need the memory of one.
        self._turn: AbstractContextManager[object] = threading.Lock() if running.on_gpu else nullcontext()
        self._weights: NDArray[np.float64] | None = None

    def run(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        """Run it on a few pictures at a time.

        Args:
            pictures: uint8 `[N, H, W, 3]`.
            names: of the outputs that are wanted.

        Returns:
            These outputs, float64 `[N, …]`.

        Raises:
            ClassifierError: it cannot run, or gives something else than numbers.
        """
        parts: list[list[NDArray[np.float32]]] = []
        for start in range(0, len(pictures), self.photos_at_a_time):
            feed = {INPUT_NAME: np.ascontiguousarray(pictures[start : start + self.photos_at_a_time])}
            parts.append(self._run_once(names, feed))
        outputs: Outputs = {}
        for name, column in zip(names, zip(*parts, strict=True), strict=True):
            outputs[name] = self._numbers(name, column, len(pictures))
        return outputs

    def _run_once(self, names: list[str], feed: dict[str, NDArray[np.uint8]]) -> list[Any]:
        """One run, ended where it does not end by itself."""
        with self._turn, _WATCH.over(self._seconds) as watched:
            try:
                found: list[Any] = self._session.run(names, feed, watched.options)
            except Exception as error:  # ONNX Runtime's own errors have no public base class
                if watched.expired:
                    raise ClassifierError("network.too_slow", file=str(self._file), seconds=self._seconds) from error
                raise self._failed(str(error).strip().split("\n")[0]) from error
            return found

    def _numbers(self, name: str, column: tuple[Any, ...], photos: int) -> NDArray[np.float64]:
        """What the runs gave for one output, behind one another."""
        try:
            values: NDArray[np.float64] = np.concatenate(column).astype(np.float64)
        except (TypeError, ValueError) as error:  # texts, lists, or another shape each time
            raise ClassifierError("network.not_numbers", file=str(self._file)) from error
        if name != HEAD_WEIGHTS and len(values) != photos:
            raise ClassifierError("network.wrong_shape", file=str(self._file), output=name, found=str(values.shape))
        if not np.isfinite(values).all():
            raise ClassifierError("network.not_numbers", file=str(self._file))
        return values

    def head_weights(self, pictures: NDArray[np.uint8]) -> NDArray[np.float64]:
        """The weights of the breed head `[D, C]`; read once, with any picture, for they are a constant of the graph."""
        if self._weights is None:
            self._weights = self.run(pictures[:1], [HEAD_WEIGHTS])[HEAD_WEIGHTS]
        return self._weights

    def _failed(self, detail: str) -> ClassifierError:
        if self.provider_in_use == "cpu":
            return ClassifierError("network.not_run", file=str(self._file), detail=detail)
        return ClassifierError("network.not_run_on_gpu", file=str(self._file), detail=detail)
