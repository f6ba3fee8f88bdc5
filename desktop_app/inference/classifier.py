"""From a photo's tensors to a suggestion."""

import threading
from contextlib import AbstractContextManager, nullcontext

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.inference.model_pack import INPUT_NAME, ModelPack
from desktop_app.inference.providers import GraphError, Provider, start_session

# Photos and views that go through the network together. On the CPU more are no faster, each takes 22 MB on the way, and
# a worker with many would still be busy at the end when the others have nothing left.
_ON_THE_CPU = 2
_ON_A_GPU = 32


class ClassifierError(Exception):
    """The network did not do its work; the message says why and what to do."""


class Classifier:
    """A model pack, ready to classify. Several threads may call it at once.

    Attributes:
        pack: the model pack.
        provider_in_use: what the session really runs on, in plain words: "CPU" or "CUDA (GPU)".
        provider_note: why it is not CUDA, when the choice was left to us; None otherwise.
        photos_at_a_time: how many are best given to `classify` together.
    """

    def __init__(self, pack: ModelPack, provider: Provider = "auto", threads: int = 1) -> None:
        """Load the network.

        Args:
            pack: as `load_pack` checked it.
            provider: what to run it on; "auto" takes CUDA when it really works.
            threads: cores for one run on the CPU. One, where several threads classify at the same time.

        Raises:
            ProviderError: "cuda" was asked for and cannot be had.
            ClassifierError: the graph cannot be loaded.
        """
        self.pack = pack
        try:
            running = start_session(pack.graph_file, provider, threads, pack.cpu_session if threads == 1 else None)
        except GraphError as error:
            raise ClassifierError(f"{pack.graph_file}: cannot be loaded ({error}). Export the pack again.") from error
        self.provider_in_use = running.in_use
        self.provider_note = running.note
        self._session = running.session
        self.photos_at_a_time = _ON_A_GPU if running.on_gpu else _ON_THE_CPU
        # A GPU runs one batch at a time anyway; one after the other they need the memory of one.
        self._turn: AbstractContextManager[object] = threading.Lock() if running.on_gpu else nullcontext()
        self._breed_ids = [breed.id for breed in pack.manifest.breeds]
        known = ("logits", "species_logits", "embedding")
        self._outputs: list[str] = [name for name in known if name in pack.manifest.outputs]

    def classify(self, tensors: NDArray[np.uint8]) -> list[Suggestion]:
        """Suggest breeds.

        The probabilities are the softmax of the logits over the pack's temperature (Guo et al. 2017,
        arXiv:1706.04599), averaged over the views of a photo.

        Args:
            tensors: uint8 `[N, V, H, W, 3]`, as `photo_tensors` makes them: N photos of V views.

        Returns:
            N suggestions that rank every breed of the pack.

        Raises:
            ClassifierError: the network cannot run, or gives something else than numbers.
        """
        photos, views = tensors.shape[:2]
        if photos == 0:
            return []
        manifest = self.pack.manifest
        outputs = self._run(tensors.reshape(photos * views, *tensors.shape[2:]))
        breeds = _mean_over_views(softmax(outputs["logits"] / manifest.temperature), views)
        if breeds.shape[1] != len(self._breed_ids):
            raise self._failed(f"'logits' has {breeds.shape[1]} columns for {len(self._breed_ids)} breeds")
        dog: list[float | None] = [None] * photos
        if manifest.species:
            species = _mean_over_views(softmax(outputs["species_logits"] / manifest.species.temperature), views)
            dog = [float(value) for value in species[:, manifest.species.labels.index("dog")]]
        embeddings: list[NDArray[np.float16] | None] = [None] * photos
        if "embedding" in outputs:
            embeddings = list(_mean_over_views(outputs["embedding"], views).astype(np.float16))
        return [
            self._suggestion(row, dog_probability, embedding)
            for row, dog_probability, embedding in zip(breeds, dog, embeddings, strict=True)
        ]

    def _run(self, views: NDArray[np.uint8]) -> dict[str, NDArray[np.float64]]:
        parts: list[list[NDArray[np.float32]]] = []
        try:
            for start in range(0, len(views), self.photos_at_a_time):
                feed = {INPUT_NAME: np.ascontiguousarray(views[start : start + self.photos_at_a_time])}
                with self._turn:
                    parts.append(self._session.run(self._outputs, feed))
        except Exception as error:  # ONNX Runtime's own errors have no public base class
            raise self._failed(str(error).strip().split("\n")[0]) from error
        columns = zip(*parts, strict=True)
        outputs = {
            name: np.concatenate(column).astype(np.float64) for name, column in zip(self._outputs, columns, strict=True)
        }
        if not all(np.isfinite(values).all() for values in outputs.values()):
            raise self._failed("it gave something that is not a number")
        return outputs

    def _suggestion(
        self, probabilities: NDArray[np.float64], dog: float | None, embedding: NDArray[np.float16] | None
    ) -> Suggestion:
        order = np.argsort(-probabilities, kind="stable")
        ranked = tuple(RankedBreed(self._breed_ids[i], float(probabilities[i])) for i in order)
        no_dog = dog is not None and dog < self.pack.manifest.thresholds.dog
        status = SuggestionStatus.NO_DOG if no_dog else SuggestionStatus.OK
        return Suggestion(status, dog, ranked, embedding)

    def _failed(self, why: str) -> ClassifierError:
        remedy = "Choose another model pack or export it again"
        if self.provider_in_use != "CPU":
            remedy += ", or go on with the CPU (--provider cpu)"
        return ClassifierError(f"{self.pack.graph_file}: the network could not run: {why}. {remedy}.")


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Softmax over the last axis, safe for large logits."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def _mean_over_views(values: NDArray[np.float64], views: int) -> NDArray[np.float64]:
    """`[N · V, …]` to `[N, …]`."""
    return np.asarray(values.reshape(-1, views, *values.shape[1:]).mean(axis=1), dtype=np.float64)
