"""The networks of a pack, ready to run: what they give is checked against what the pack promises."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import Floats, Outputs
from desktop_app.inference.network import ClassifierError, Network
from desktop_app.inference.packs import HEAD_WEIGHTS, WIDEST_EMBEDDING, ModelPack
from desktop_app.inference.providers import Provider

FEATURE_MAP = "feature_map"


class PackNetworks:
    """The networks of one pack. Several threads may run them at once.

    Attributes:
        first: the network that all photos go through.
        second: the one that takes the second look; the first, where the pack has no other.
        finder: the one that finds dogs; None where the pack has none.
    """

    def __init__(self, pack: ModelPack, provider: Provider, threads: int) -> None:
        """Load them; as `Classifier`.

        Raises:
            ProviderError: "cuda" was asked for and cannot be had.
            ClassifierError: a graph cannot be loaded.
        """
        self._pack = pack
        self._breeds = len(pack.manifest.breeds)
        self.first = Network(pack.graph_file, provider, threads, pack.cpu_session)
        self.second = self.first
        if pack.second_graph_file is not None:
            self.second = Network(pack.second_graph_file, provider, threads, pack.second_cpu_session)
        self.finder: Network | None = None
        if pack.finder_file is not None:
            self.finder = Network(pack.finder_file, provider, threads, pack.finder_cpu_session)

    def run(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        """Run the first one."""
        return self._fitting(self.first.run(pictures, names), self._pack.graph_file)

    def run_again(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        """Run the second one."""
        return self._fitting(self.second.run(pictures, names), self._pack.second_graph_file or self._pack.graph_file)

    def find(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        """Run the finder; there must be one."""
        finder, rule = self.finder, self._pack.manifest.finder
        if finder is None or rule is None:
            raise ValueError(f"{self._pack.folder} has no finder")
        outputs = finder.run(pictures, names)
        boxes, scores = outputs["boxes"], outputs["scores"]
        count = boxes.shape[1] if boxes.ndim == 3 else 0
        for name, values, wanted in (("boxes", boxes, (count, 4)), ("scores", scores, (count, len(rule.classes)))):
            if values.ndim != 3 or values.shape[1:] != wanted:
                raise _wrong_shape(self._pack.finder_file or self._pack.graph_file, name, values)
        return outputs

    def weights(self, network: Network, pictures: NDArray[np.uint8], features: Floats) -> Floats:
        """The weights of a network's breed head, `[D, C]`, for its feature map `[V, h, w, D]`.

        Raises:
            ClassifierError: they do not fit.
        """
        weights = network.head_weights(pictures)
        if weights.shape != (features.shape[3], self._breeds):
            raise _wrong_shape(self._pack.graph_file, HEAD_WEIGHTS, weights)
        return weights

    def _fitting(self, outputs: Outputs, graph_file: Path) -> Outputs:
        """The outputs, where they have the shapes that the pack promises: a graph may leave them open until it runs."""
        breeds = self._breeds
        widths = {"logits": breeds, "species_logits": 3, "orientation_logits": 3, "familiarity": 1, "finder_hint": 1}
        for name, values in outputs.items():
            if name == "logits" and values.ndim == 2 and values.shape[1] != breeds:
                columns = values.shape[1]
                raise ClassifierError("network.wrong_width", file=str(graph_file), columns=columns, breeds=breeds)
            width = widths.get(name)
            wanted = values.ndim == 2 and width in (None, values.shape[1]) and 0 < values.shape[1] <= WIDEST_EMBEDDING
            if name == FEATURE_MAP:
                wanted = values.ndim == 4 and values.size > 0
            if not wanted:
                raise _wrong_shape(graph_file, name, values)
        return outputs


def _wrong_shape(file: Path, output: str, values: Floats) -> ClassifierError:
    return ClassifierError("network.wrong_shape", file=str(file), output=output, found=str(list(values.shape)))
