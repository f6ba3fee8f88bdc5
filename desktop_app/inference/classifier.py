"""From a photo's tensors to a suggestion."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.inference.decisions import NO_PAIR, Floats, Looks, Outputs, calibrated, decide, look, needs_second_look
from desktop_app.inference.explaining import common_weights, contributions, dog_share, heat_map
from desktop_app.inference.looking import Looking
from desktop_app.inference.network import ClassifierError, Network
from desktop_app.inference.packs import HEAD_WEIGHTS, WIDEST_EMBEDDING, ModelPack
from desktop_app.inference.preprocess import seen_parts
from desktop_app.inference.providers import Provider
from desktop_app.inference.turning import Turns

_FEATURE_MAP = "feature_map"


class Classifier:
    """A model pack, ready to classify. Several threads may call it at once.

    Attributes:
        pack: the model pack.
        provider_in_use: what the session really runs on: "cpu", "cuda", or ONNX Runtime's name of anything else.
        provider_note: the fault that says why it is not CUDA, when the choice was left to us; None otherwise.
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
        manifest = pack.manifest
        self._network = Network(pack.graph_file, provider, threads, pack.cpu_session)
        self._second = self._network
        if pack.second_graph_file is not None:
            self._second = Network(pack.second_graph_file, provider, threads, pack.second_cpu_session)
        self.provider_in_use = self._network.provider_in_use
        self.provider_note = self._network.provider_note
        self.photos_at_a_time = self._network.photos_at_a_time
        self._breed_ids = tuple(breed.id for breed in manifest.breeds)
        self._looking = Looking(
            self._run, manifest.input, manifest.orientation, manifest.species, run_again=self._run_again
        )
        known = ("logits", "species_logits", "orientation_logits", "embedding", "familiarity")
        self._outputs = [name for name in known if name in manifest.outputs]
        self._second_outputs = [name for name in known if name in manifest.second_outputs]
        self._maps_dogs = self.can_explain
        self._common_weights: NDArray[np.float64] | None = None  # the network keeps its weights, so these stay

    @property
    def can_explain(self) -> bool:
        """Whether the pack has what `explain` needs."""
        return HEAD_WEIGHTS in self.pack.manifest.outputs

    def classify(self, tensors: NDArray[np.uint8], sizes: Sequence[tuple[int, int]] | None = None) -> list[Suggestion]:
        """Suggest breeds, by the rules of the pack's manifest (see `decisions`).

        Args:
            tensors: uint8 `[N, V, H, W, 3]`, as `photo_tensors` makes them: N photos of V views. Where the pack takes a
                second look, the last view is that: it goes through the network only for photos that need it. Photos
                that the pack finds lying on their side are looked at turned.
            sizes: width and height of the N upright photos, in any unit; where they are given, and the pack can
                explain, suggestions say how much of its photo each dog takes. Nothing else depends on them.

        Returns:
            N suggestions that rank every breed of the pack.

        Raises:
            ClassifierError: the network cannot run, or gives something else than numbers.
        """
        if not len(tensors):
            return []
        manifest = self.pack.manifest
        first, turns = self._first_look(tensors, mapped=sizes is not None)
        features = first.pop(_FEATURE_MAP, None)
        looks = look(
            first,
            lambda photos: self._looking.second(tensors[photos], turns[photos], self._second_outputs),
            temperature=manifest.temperature,
            species_temperature=manifest.species.temperature if manifest.species else None,
            familiarity=manifest.thresholds.familiarity,
            second_look=manifest.input.second_look,
        )
        embeddings: list[NDArray[np.float16] | None] = [None] * len(tensors)
        if "embedding" in first:
            # Of the first look alone: embeddings are compared, and those of other views are not alike.
            embeddings = list(_halved(first["embedding"].mean(axis=1)))
        shares: list[float | None] = [None] * len(tensors)
        if features is not None and sizes is not None:
            shares = self._dog_shares(tensors, features, turns, looks, sizes)
        return self._suggestions(looks, embeddings, shares)

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
        names = [name for name in (*logits, _FEATURE_MAP) if name in manifest.outputs]
        first, turns = self._looking.first(tensors[None], names)
        features = first[_FEATURE_MAP][0]
        maps = [contributions(features, self._weights(self._network, tensors, features), column)]
        breeds, dog = calibrated(first["logits"], manifest.temperature), None
        if manifest.species:
            dog = calibrated(first["species_logits"], manifest.species.temperature)[:, 0]
        if rule and needs_second_look(breeds, dog, rule)[0]:
            again = self._looking.second(tensors[None], turns, [_FEATURE_MAP])[_FEATURE_MAP][0]
            spoke = contributions(again, self._weights(self._second, tensors, again), column)
            maps.append(spoke[:, :, ::-1] if rule.mirrored else spoke)
        # Back to how the photo lies.
        seen = [np.rot90(view, -turns[0]) for views in maps for view in views]
        return heat_map(seen, seen_parts(*size, manifest.input)[: len(seen)])

    def _run(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        return self._fitting(self._network.run(pictures, names), self.pack.graph_file)

    def _run_again(self, pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        return self._fitting(self._second.run(pictures, names), self.pack.second_graph_file or self.pack.graph_file)

    def _fitting(self, outputs: Outputs, graph_file: Path) -> Outputs:
        """The outputs, where they have the shapes that the pack promises: a graph may leave them open until it runs."""
        file, breeds = str(graph_file), len(self._breed_ids)
        widths = {"logits": breeds, "species_logits": 3, "orientation_logits": 3, "familiarity": 1}
        for name, values in outputs.items():
            if name == "logits" and values.ndim == 2 and values.shape[1] != breeds:
                raise ClassifierError("network.wrong_width", file=file, columns=values.shape[1], breeds=breeds)
            width = widths.get(name)
            wanted = values.ndim == 2 and width in (None, values.shape[1]) and 0 < values.shape[1] <= WIDEST_EMBEDDING
            if name == _FEATURE_MAP:
                wanted = values.ndim == 4 and values.size > 0
            if not wanted:
                raise ClassifierError("network.wrong_shape", file=file, output=name, found=str(list(values.shape)))
        return outputs

    def _weights(self, network: Network, tensors: NDArray[np.uint8], features: NDArray[np.float64]) -> Floats:
        """The weights of the breed head, `[D, C]`, for a feature map `[V, h, w, D]`."""
        weights = network.head_weights(tensors)
        if weights.shape != (features.shape[3], len(self._breed_ids)):
            found = str(list(weights.shape))
            file = str(self.pack.graph_file)
            raise ClassifierError("network.wrong_shape", file=file, output=HEAD_WEIGHTS, found=found)
        return weights

    def _first_look(self, tensors: NDArray[np.uint8], *, mapped: bool) -> tuple[Outputs, Turns]:
        """The first look, with the feature map where that is wanted and can be had.

        No photo goes without a suggestion because of the map: a pack whose map is unusable is not asked for it again.
        """
        if mapped and self._maps_dogs:
            try:
                return self._looking.first(tensors, [*self._outputs, _FEATURE_MAP])
            except ClassifierError as error:
                if error.fault.code == "network.too_slow":
                    raise
                self._maps_dogs = False
        return self._looking.first(tensors, self._outputs)

    def _dog_shares(
        self, tensors: NDArray[np.uint8], features: Floats, turns: Turns, looks: Looks, sizes: Sequence[tuple[int, int]]
    ) -> list[float | None]:
        """How much of its photo each dog takes, by the first look; None where the pack's head does not fit the map."""
        try:
            weights = self._weights(self._network, tensors[0], features[0])
        except ClassifierError:
            self._maps_dogs = False
            return [None] * len(tensors)
        if self._common_weights is None:
            self._common_weights = common_weights(weights)
        found: list[float | None] = []
        for photo, best in enumerate(np.argmax(looks.breeds, axis=1)):
            spoke = contributions(features[photo], weights, int(best), self._common_weights)
            maps = [np.rot90(view, -turns[photo]) for view in spoke]
            parts = seen_parts(*sizes[photo], self.pack.manifest.input)[: len(maps)]
            found.append(dog_share(heat_map(maps, parts)))
        return found

    def _suggestions(
        self, looks: Looks, embeddings: list[NDArray[np.float16] | None], shares: list[float | None] | None = None
    ) -> list[Suggestion]:
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
                logits=None if looks.logits is None else _halved(looks.logits[row]),
                dog_share=None if said.no_dog[row] or shares is None else shares[row],
            )
            found.append(suggestion)
        return found


def _halved(values: Floats) -> NDArray[np.float16]:
    """Values with half the digits, as sessions keep them; what half the digits cannot say becomes the greatest."""
    greatest = np.finfo(np.float16).max
    return np.clip(values, -greatest, greatest).astype(np.float16)
