"""From photos to suggestions."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box, FurtherDog, Suggestion, SuggestionStatus
from desktop_app.inference.decisions import Floats, Looks, Outputs, joined_dog, look
from desktop_app.inference.explaining import common_weights, contributions, dog_share, heat_map
from desktop_app.inference.finding import FoundDogs
from desktop_app.inference.looking import FirstLook, Looking
from desktop_app.inference.network import ClassifierError, Network
from desktop_app.inference.pack_networks import FEATURE_MAP, PackNetworks
from desktop_app.inference.packs import HEAD_WEIGHTS, ModelPack
from desktop_app.inference.preprocess import Picture, seen_parts
from desktop_app.inference.providers import Provider
from desktop_app.inference.suggesting import Said, Suggesting
from desktop_app.inference.turning import turned


class Classifier:
    """A model pack, ready to classify. Several threads may call it at once.

    Attributes:
        pack: the model pack.
        careful: whether every photo is looked at by all of the pack's networks.
        networks: of the pack.
        provider_in_use: what the session really runs on: "cpu", "cuda", or ONNX Runtime's name of anything else.
        provider_note: the fault that says why it is not CUDA, when the choice was left to us; None otherwise.
        photos_at_a_time: how many are best given to `classify_photos` together.
    """

    def __init__(
        self, pack: ModelPack, provider: Provider = "auto", threads: int = 1, *, careful: bool = False
    ) -> None:
        """Load the networks.

        Args:
            pack: as `load_pack` checked it.
            provider: what to run it on; "auto" takes CUDA when it really works.
            threads: cores for one run on the CPU. One, where several threads classify at the same time.
            careful: whether every photo is looked at by all of the pack's networks, plain and mirrored: sure a little
                more often, hardly more often right, and about three times as slow.

        Raises:
            ProviderError: "cuda" was asked for and cannot be had.
            ClassifierError: a graph cannot be loaded.
        """
        self.pack, self.careful = pack, careful
        manifest = pack.manifest
        self.networks = PackNetworks(pack, provider, threads)
        self.provider_in_use = self.networks.first.provider_in_use
        self.provider_note = self.networks.first.provider_note
        self.photos_at_a_time = self.networks.first.photos_at_a_time
        self._breed_ids = tuple(breed.id for breed in manifest.breeds)
        self._looking = Looking(
            self.networks.run,
            manifest,
            run_again=None if pack.second_graph_file is None else self.networks.run_again,
            find=None if pack.finder_file is None else self.networks.find,
            careful=careful,
        )
        known = ("logits", "species_logits", "orientation_logits", "embedding", "familiarity")
        self._outputs = [name for name in known if name in manifest.outputs]
        self._second_outputs = [name for name in known if name in manifest.second_outputs]
        self._suggesting = Suggesting(manifest)
        self._maps_dogs = self.can_explain
        self._common_weights: NDArray[np.float64] | None = None  # the network keeps its weights, so these stay

    @property
    def can_explain(self) -> bool:
        """Whether the pack has what `explain` needs."""
        return HEAD_WEIGHTS in self.pack.manifest.outputs

    def classify_photos(self, pictures: Sequence[Picture], *, measures: bool = True) -> list[Suggestion]:
        """Suggest breeds, by the rules of the pack's manifest (see `decisions`), for photos whose dogs are found first.

        Args:
            pictures: of N photos.
            measures: whether suggestions also say how much of its photo a dog takes whose box was not found, where the
                pack can explain. Nothing else depends on it.

        Returns:
            N suggestions that rank every breed of the pack.

        Raises:
            ClassifierError: a network cannot run, or gives something else than numbers.
        """
        if not len(pictures):
            return []
        first = self._first_look(lambda names: self._looking.look(pictures, names), mapped=measures)
        further = [self._further_dogs(picture, first, photo) for photo, picture in enumerate(pictures)]
        return self._suggestions(first, [picture.image.size for picture in pictures] if measures else None, further)

    def classify(self, tensors: NDArray[np.uint8], sizes: Sequence[tuple[int, int]] | None = None) -> list[Suggestion]:
        """The same for photos that were prepared before, in which no dogs are looked for.

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
        first = self._first_look(lambda names: self._looking.look_at(tensors, names), mapped=sizes is not None)
        return self._suggestions(first, sizes, [()] * len(tensors))

    def explain_photo(self, picture: Picture, breed_id: str, box: Box | None = None) -> NDArray[np.float32]:
        """Show which parts of one photo spoke for a breed (see `explaining`), in all views that were looked at.

        Args:
            picture: of the photo.
            breed_id: one of the pack's.
            box: of the further dog that is meant; None for the first one.

        Returns:
            float32 `[h, w]` from 0 to 1, over the whole upright photo, first row on top.

        Raises:
            ValueError: the pack does not know the breed, or cannot explain.
            ClassifierError: a network cannot run.
        """
        first = self._looking.look([picture], self._explaining_outputs())
        if box is None or self.pack.finder_file is None:
            return self._explained(first, breed_id, picture.image.size)
        quarters = int(first.turns[0])
        tensor = turned(self._looking.tensors_of(picture, [box]), quarters)
        features = self.networks.run(tensor, [FEATURE_MAP])[FEATURE_MAP]
        weights = self.networks.weights(self.networks.first, tensor, features)
        spoke = contributions(features, weights, self._breed_ids.index(breed_id))
        one_view = self.pack.manifest.input.model_copy(update={"views": ("dog",), "second_look": None})
        parts = seen_parts(*picture.image.size, one_view, self._looking.part_of(picture, box))
        return heat_map([np.rot90(view, -quarters) for view in spoke], parts)

    def explain(self, tensors: NDArray[np.uint8], breed_id: str, size: tuple[int, int]) -> NDArray[np.float32]:
        """The same for a photo that was prepared before, in which no dogs are looked for.

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
        return self._explained(self._looking.look_at(tensors[None], self._explaining_outputs()), breed_id, size)

    def _explaining_outputs(self) -> list[str]:
        if not self.can_explain:
            raise ValueError(f"{self.pack.folder} has no output {HEAD_WEIGHTS!r}")
        # All but the embedding: whether the photo is looked at again follows from them.
        return [*(name for name in self._outputs if name != "embedding"), FEATURE_MAP]

    def _explained(self, first: FirstLook, breed_id: str, size: tuple[int, int]) -> NDArray[np.float32]:
        """The heat map of one photo; where a second look was needed, of that too."""
        rule, tensors, column = self.pack.manifest.input.second_look, first.tensors, self._breed_ids.index(breed_id)
        features = first.outputs[FEATURE_MAP][0]
        maps = [contributions(features, self._weights(self.networks.first, tensors[0], features), column)]

        def again(photos: NDArray[np.intp]) -> Outputs:
            outputs = self._looking.second(tensors[photos], first.turns[photos], [*self._second_outputs, FEATURE_MAP])
            seen = outputs.pop(FEATURE_MAP)[0]
            spoke = contributions(seen, self._weights(self.networks.second, tensors[0], seen), column)
            maps.append(spoke[:, :, ::-1] if rule and rule.mirrored else spoke)
            return outputs

        self._seen({name: values for name, values in first.outputs.items() if name != FEATURE_MAP}, first, again)
        if rule and self.careful:
            again(np.arange(1))
        # Back to how the photo lies.
        lying = [np.rot90(view, -first.turns[0]) for views in maps for view in views]
        return heat_map(lying, seen_parts(*size, self.pack.manifest.input, first.parts[0])[: len(lying)])

    def _weights(self, network: Network, tensors: NDArray[np.uint8], features: Floats) -> Floats:
        return self.networks.weights(network, tensors, features)

    def _first_look(self, looked: Callable[[list[str]], FirstLook], *, mapped: bool) -> FirstLook:
        """The first look, with the feature map where that is wanted and can be had.

        No photo goes without a suggestion because of the map: a pack whose map is unusable is not asked for it again.
        """
        if mapped and self._maps_dogs:
            try:
                return looked([*self._outputs, FEATURE_MAP])
            except ClassifierError as error:
                if error.fault.code == "network.too_slow":
                    raise
                self._maps_dogs = False
        return looked(self._outputs)

    def _seen(self, outputs: Outputs, first: FirstLook, again: Callable[[NDArray[np.intp]], Outputs] | None) -> Looks:
        """Calibrated quantities of photos after looks with these outputs; without `again`, nobody looks again."""
        manifest = self.pack.manifest
        finder, evidence = manifest.finder, manifest.thresholds.evidence
        second, species = manifest.input.second_look, manifest.species
        temperature, warmth = manifest.temperature, species.temperature if species else None
        if self.careful:
            rule = manifest.input.careful or second
            temperature = rule.temperature if rule else temperature
            warmth = (rule.species_temperature if rule else None) or warmth
        greatest = None if finder is None else first.greatest(len(finder.classes))

        def joined(dog: Floats, photos: NDArray[np.intp]) -> Floats:
            found = None if greatest is None else greatest[photos]
            return joined_dog(dog, found, evidence, finder.classes if finder else ())

        return look(
            outputs,
            again or (lambda _photos: {}),
            temperature=temperature,
            species_temperature=warmth,
            familiarity=manifest.thresholds.familiarity,
            second_look=None if self.careful or again is None else second,
            joined=joined,
        )

    def _suggestions(
        self, first: FirstLook, sizes: Sequence[tuple[int, int]] | None, further: Sequence[tuple[FurtherDog, ...]]
    ) -> list[Suggestion]:
        outputs = {name: values for name, values in first.outputs.items() if name != FEATURE_MAP}
        if self.careful:
            outputs |= self._looking.all_looks(first, self._second_outputs)

        def again(photos: NDArray[np.intp]) -> Outputs:
            return self._looking.second(first.tensors[photos], first.turns[photos], self._second_outputs)

        looks = self._seen(outputs, first, again)
        embeddings: list[NDArray[np.float16] | None] = [None] * len(first.tensors)
        if "embedding" in outputs:
            # Of the first look alone: embeddings are compared, and those of other views are not alike.
            embeddings = list(_halved(outputs["embedding"].mean(axis=1)))
        shares: list[float | None] = [None] * len(first.tensors)
        if sizes is not None and FEATURE_MAP in first.outputs:
            shares = self._dog_shares(first, looks, sizes)
        found = []
        for row, said in enumerate(self._suggesting.say(looks)):
            dogs = first.found[row]
            box = None if dogs is None or said.no_dog else dogs.first
            suggestion = Suggestion(
                status=SuggestionStatus.NO_DOG if said.no_dog else SuggestionStatus.OK,
                dog_probability=None if looks.dog is None else float(looks.dog[row]),
                ranked=said.ranked,
                embedding=embeddings[row],
                confidence=said.confidence,
                breed_set=said.breed_set,
                proposed_mix=said.proposed_mix,
                logits=None if looks.logits is None else _halved(looks.logits[row]),
                dog_share=None if said.no_dog else shares[row] if box is None else _area(box),
                kind=said.kind,
                box=box,
                further_dogs=() if box is None else further[row],
            )
            found.append(suggestion)
        return found

    def _further_dogs(self, picture: Picture, first: FirstLook, photo: int) -> tuple[FurtherDog, ...]:
        """What is said of the dogs of a photo beside the first one; what is no dog from near by is left out."""
        dogs, finder = first.found[photo], self.pack.manifest.finder
        if dogs is None or finder is None or len(dogs.boxes) < 2:
            return ()
        boxes, quarters = dogs.boxes[1:], int(first.turns[photo])
        names = self._second_outputs
        outputs = self._looking.further(picture, boxes, quarters, names, careful=self.careful)
        # Of each of them alone, as if it were the only dog: its own scores speak for it.
        alone = [FoundDogs((box,), dogs.scores[[row]], dogs.scores[row]) for row, box in enumerate(boxes, 1)]
        seen = FirstLook(outputs, np.full(len(boxes), quarters), first.tensors[:0], tuple(alone), boxes)
        said = self._suggesting.say(self._seen(outputs, seen, None))
        return tuple(_further(box, each) for box, each in zip(boxes, said, strict=True) if not each.no_dog)

    def _dog_shares(self, first: FirstLook, looks: Looks, sizes: Sequence[tuple[int, int]]) -> list[float | None]:
        """How much of its photo each dog takes, by the first look; None where the pack's head does not fit the map.

        Where a dog was found its box says so better; that photo is passed over.
        """
        features, none = first.outputs[FEATURE_MAP], [None] * len(sizes)
        try:
            weights = self._weights(self.networks.first, first.tensors[0], features[0])
        except ClassifierError:
            self._maps_dogs = False
            return list(none)
        if self._common_weights is None:
            self._common_weights = common_weights(weights)
        found: list[float | None] = list(none)
        for photo, best in enumerate(np.argmax(looks.breeds, axis=1)):
            if first.parts[photo] is not None:
                continue
            spoke = contributions(features[photo], weights, int(best), self._common_weights)
            maps = [np.rot90(view, -first.turns[photo]) for view in spoke]
            parts = seen_parts(*sizes[photo], self.pack.manifest.input)[: len(maps)]
            found[photo] = dog_share(heat_map(maps, parts))
        return found


def _further(box: Box, said: Said) -> FurtherDog:
    return FurtherDog(box, said.ranked, said.confidence, said.breed_set, said.proposed_mix, said.kind)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _halved(values: Floats) -> NDArray[np.float16]:
    """Values with half the digits, as sessions keep them; what half the digits cannot say becomes the greatest."""
    greatest = np.finfo(np.float16).max
    return np.clip(values, -greatest, greatest).astype(np.float16)
