"""From a photo's tensors to a suggestion."""

import threading
from contextlib import AbstractContextManager, nullcontext

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.inference.decisions import NO_PAIR, Looks, Outputs, calibrated, decide, look, needs_second_look
from desktop_app.inference.explaining import contributions, heat_map
from desktop_app.inference.looking import Looking
from desktop_app.inference.model_pack import HEAD_WEIGHTS, INPUT_NAME, ModelPack
from desktop_app.inference.preprocess import seen_parts
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
        self._breed_ids = tuple(breed.id for breed in pack.manifest.breeds)
        self._weights: NDArray[np.float64] | None = None
        manifest = pack.manifest
        self._looking = Looking(self._run, manifest.input, manifest.orientation, manifest.species)
        known = ("logits", "species_logits", "orientation_logits", "embedding", "familiarity")
        self._outputs: list[str] = [name for name in known if name in pack.manifest.outputs]

    @property
    def can_explain(self) -> bool:
        """Whether the pack has what `explain` needs."""
        return HEAD_WEIGHTS in self.pack.manifest.outputs

    def classify(self, tensors: NDArray[np.uint8]) -> list[Suggestion]:
        """Suggest breeds, by the rules of the pack's manifest (see `decisions`).

        Args:
            tensors: uint8 `[N, V, H, W, 3]`, as `photo_tensors` makes them: N photos of V views. Where the pack takes a
                second look, the last view is that: it goes through the network only for photos that need it. Photos
                that the pack finds lying on their side are looked at turned.

        Returns:
            N suggestions that rank every breed of the pack.

        Raises:
            ClassifierError: the network cannot run, or gives something else than numbers.
        """
        if not len(tensors):
            return []
        manifest = self.pack.manifest
        first, turns = self._looking.first(tensors, self._outputs)
        if first["logits"].shape[2] != len(self._breed_ids):
            raise self._failed(f"'logits' has {first['logits'].shape[2]} columns for {len(self._breed_ids)} breeds")
        looks = look(
            first,
            lambda photos: self._looking.second(tensors[photos], turns[photos], self._outputs),
            temperature=manifest.temperature,
            species_temperature=manifest.species.temperature if manifest.species else None,
            familiarity=manifest.thresholds.familiarity,
            second_look=manifest.input.second_look,
        )
        embeddings: list[NDArray[np.float16] | None] = [None] * len(tensors)
        if "embedding" in first:
            # Of the first look alone: embeddings are compared, and those of other views are not alike.
            embeddings = list(first["embedding"].mean(axis=1).astype(np.float16))
        return self._suggestions(looks, embeddings)

    def explain(self, tensors: NDArray[np.uint8], breed_id: str, size: tuple[int, int]) -> NDArray[np.float32]:
        """Show which parts of one photo spoke for a breed (see `explaining`), in all views that were looked at.

        Args:
            tensors: of the photo, uint8 `[V, H, W, 3]`, as `photo_tensors` makes them.
            breed_id: one of the pack's.
            size: width and height of the upright photo, in any unit.

        Returns:
            float32 `[h, w]` from 0 to 1, over the whole upright photo, first row on top.

        Raises:
            ValueError: the pack does not know the breed, or cannot explain.
            ClassifierError: the network cannot run.
        """
        if not self.can_explain:
            raise ValueError(f"{self.pack.folder} has no output {HEAD_WEIGHTS!r}")
        manifest = self.pack.manifest
        rule = manifest.input.second_look
        column = self._breed_ids.index(breed_id)
        logits = ("logits", "species_logits", "orientation_logits")
        names = [name for name in (*logits, "feature_map") if name in manifest.outputs]
        first, turns = self._looking.first(tensors[None], names)
        maps = [first["feature_map"]]
        breeds, dog = calibrated(first["logits"], manifest.temperature), None
        if manifest.species:
            dog = calibrated(first["species_logits"], manifest.species.temperature)[:, 0]
        if rule and needs_second_look(breeds, dog, rule)[0]:
            again = self._looking.second(tensors[None], turns, names)["feature_map"]
            maps.append(again[:, :, :, ::-1] if rule.mirrored else again)
        # Back to how the photo lies.
        features = np.rot90(np.concatenate(maps, axis=1)[0], -turns[0], axes=(1, 2))
        boxes = seen_parts(*size, manifest.input)[: len(features)]
        return heat_map(contributions(features, self._head_weights(tensors), column), boxes)

    def _head_weights(self, tensors: NDArray[np.uint8]) -> NDArray[np.float64]:
        """`[D, C]`; read once, for it is a constant of the graph."""
        if self._weights is None:
            self._weights = self._run(tensors[:1], [HEAD_WEIGHTS])[HEAD_WEIGHTS]
        return self._weights

    def _run(self, views: NDArray[np.uint8], names: list[str]) -> Outputs:
        """The network, a few pictures at a time: uint8 `[N, H, W, 3]` to outputs float64 `[N, …]`."""
        parts: list[list[NDArray[np.float32]]] = []
        try:
            for start in range(0, len(views), self.photos_at_a_time):
                feed = {INPUT_NAME: np.ascontiguousarray(views[start : start + self.photos_at_a_time])}
                with self._turn:
                    parts.append(self._session.run(names, feed))
        except Exception as error:  # ONNX Runtime's own errors have no public base class
            raise self._failed(str(error).strip().split("\n")[0]) from error
        columns = zip(*parts, strict=True)
        outputs = {name: np.concatenate(column).astype(np.float64) for name, column in zip(names, columns, strict=True)}
        if not all(np.isfinite(values).all() for values in outputs.values()):
            raise self._failed("it gave something that is not a number")
        return outputs

    def _suggestions(self, looks: Looks, embeddings: list[NDArray[np.float16] | None]) -> list[Suggestion]:
        ids = self._breed_ids
        said = decide(looks, self.pack.manifest.thresholds, ids)
        orders = np.argsort(-looks.breeds, axis=1, kind="stable")
        found = []
        for row, (order, probabilities) in enumerate(zip(orders, looks.breeds, strict=True)):
            first, second = said.mixes[row]
            suggestion = Suggestion(
                status=SuggestionStatus.NO_DOG if said.no_dog[row] else SuggestionStatus.OK,
                dog_probability=None if looks.dog is None else float(looks.dog[row]),
                ranked=tuple(RankedBreed(ids[i], float(probabilities[i])) for i in order),
                embedding=embeddings[row],
                confidence=said.confidence[row],
                breed_set=tuple(ids[i] for i in order if said.sets[row, i]),
                proposed_mix=None if first == NO_PAIR else (ids[first], ids[second]),
            )
            found.append(suggestion)
        return found

    def _failed(self, why: str) -> ClassifierError:
        remedy = "Choose another model pack or export it again"
        if self.provider_in_use != "CPU":
            remedy += ", or go on with the CPU (--provider cpu)"
        return ClassifierError(f"{self.pack.graph_file}: the network could not run: {why}. {remedy}.")
