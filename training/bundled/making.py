"""Makes the model that ships: trains, calibrates and measures it.

Both heads have one optimum, and everything random in the refining of the network between them has a seed, so the same
data and seed give the same metrics. `python -m export ship RUN` makes the model pack of it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.inference.manifest import (
    Finder,
    InputSpec,
    Kind,
    Metrics,
    Orientation,
    Provenance,
    Species,
)
from desktop_app.inference.manifest_rules import Thresholds
from training.architectures.base import Architecture, ImageNetHead, WeightSource
from training.architectures.weights import WeightsError
from training.bundled import metrics as measure
from training.bundled.dogs import Dogs, find_dogs, finder_of
from training.bundled.familiar import fit_familiarity
from training.bundled.heads import FittedBreeds, FittedSpecies, fit_breeds, fit_species
from training.bundled.orientation import FittedOrientation, fit_orientation
from training.bundled.photos import (
    COMMITTED_SPLIT,
    CROPS,
    FURTHER_PREFIX,
    MORE_BREEDS,
    OTHER_SOURCES,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    keep_split,
    read_bundled_photos,
    split_bundled_photos,
)
from training.bundled.refining import calibrated_again, refined_weights
from training.bundled.second import OtherNetwork, fit_other, second_classifier
from training.bundled.table import Say, Table, load_table
from training.bundled.vocabulary import judge_candidates, unproven_of
from training.datasets.splits import STUDY_SEED, Side, Split, read_split, write_split
from training.files import write_json
from training.networks.heads import build_classifier
from training.refining.plan import Heads, Plan, Teacher
from training.runs.packs import PackDraft, named_breeds, write_run
from training.runs.run import METRICS, SPLIT

# Side of the finder's pictures, in pixels: a smaller one finds fewer small dogs, a larger one takes more time.
FINDER_SIDE = 172
# Photos that show a dog with less than this are not turned: of dogs on their side or upside down fewer than one in a
# hundred, and of photos without a dog most, cats above all. These seem to lie, for only dogs were learned from.
TURNED_DOG = 0.001
FINDER_WEIGHTS = "SSD MobileNetV2 on Open Images V4, npm @mediapipe/objectron 0.4.1675468480 (Apache-2.0)"


@dataclass(frozen=True)
class BundleRequest:
    """What `bundle` is asked to do.

    Attributes:
        data: the folder that holds the folders of photos.
        run: folder of the run.
        architecture: the network, one with an ImageNet classifier.
        beside: other such networks, to learn from.
        second: the one of them that looks again; None where the network does that itself.
        epochs: of refining; 0 leaves the network frozen.
        seed: of the split and of the intervals.
        new_split: split anew, in the place of the committed split.
    """

    data: Path
    run: Path
    architecture: Architecture
    beside: Sequence[Architecture]
    second: Architecture | None
    epochs: int
    seed: int = STUDY_SEED
    new_split: bool = False


@dataclass(frozen=True, eq=False)
class Made:
    """What came of it.

    Attributes:
        metrics: figures for the manifest.
        details: what else was found out, as it stands in the run's folder.
        temperature: of the breeds.
        species_temperature: of dog, cat and something else.
        threshold: probability from which on a photo shows a dog.
    """

    metrics: tuple[Metrics, ...]
    details: dict[str, Any]
    temperature: float
    species_temperature: float
    threshold: float

    def in_words(self) -> list[str]:
        """All of it for a person, line by line."""
        details = self.details
        alone = ", ".join(f"{name} {share:.3f}" for name, share in details["imagenet_classes_alone"].items())
        pairs = "; ".join(f"{each['first']} and {each['second']} {each['photos']}" for each in details["most_confused"])
        return [
            *(measure.in_words(each) for each in self.metrics),
            f"Top 1 of the ImageNet classes alone: {alone}",
            f"Most confused, of {details['most_confused_of']} photos of all these sets: {pairs}",
            f"Temperature {self.temperature:.3f}, of the species {self.species_temperature:.3f}",
            f"A dog from {self.threshold:.3f} on",
        ]


def breed_sets(table: Table) -> dict[str, NDArray[np.bool_]]:
    """Rows of the sets that breeds are measured on; no head was trained on any of them."""
    test = table.side == Side.TEST.value
    held_out = test | (table.side == Side.VALIDATION.value)
    further = table.breed >= len(table.breed_ids) - table.further
    return {
        f"{OTHER_SOURCES}, known breeds": (table.folder == OTHER_SOURCES) & (table.breed >= 0),
        f"{MORE_BREEDS}, the 120 breeds": table.judges & (table.folder == MORE_BREEDS) & (table.breed >= 0),
        f"{MORE_BREEDS}, further breeds, test": test & (table.folder == MORE_BREEDS) & further,
        f"{WHOLE}, held out": held_out & (table.folder == WHOLE),
        f"{CROPS}, test": test & (table.folder == CROPS),
    }


def measured(table: Table, breeds: FittedBreeds, species: FittedSpecies, seed: int) -> tuple[Metrics, ...]:
    """Figures for the manifest, each set of photos for itself."""
    logits = breeds.head.logits(table.embeddings)
    dog = species.probabilities >= species.threshold
    test = table.side == Side.TEST.value
    held_out = test | (table.side == Side.VALIDATION.value)
    results = []
    for name, rows in breed_sets(table).items():
        if not rows.any():
            continue
        # Only there was the temperature fitted to the photos themselves.
        crossed = bool(table.judges[rows].all())
        values = measure.breed_metrics(
            logits[rows], table.breed[rows], breeds.temperature, seed, cross_validate=crossed
        )
        results.append(Metrics(split=name, photos=int(rows.sum()), values=values))
    of_species = {
        f"{OTHER_SOURCES}, dogs of known breeds": (table.folder == OTHER_SOURCES) & (table.breed >= 0),
        f"{OTHER_SOURCES}, dogs of other breeds": (table.folder == OTHER_SOURCES) & (table.breed < 0),
        f"{MORE_BREEDS}, never trained on": table.judges & (table.folder == MORE_BREEDS),
        f"{WHOLE}, held out": held_out & (table.folder == WHOLE),
        f"{CROPS}, test": test & (table.folder == CROPS),
        f"{UNKNOWN_DOGS}, test": test & (table.folder == UNKNOWN_DOGS),
        f"{UNKNOWN_DOGS}, all, cross-validated": table.folder == UNKNOWN_DOGS,
        "cats, test": test & (table.species == 1),
        "cats, all, cross-validated": table.species == 1,
        "other things, test": test & (table.species == 2),
        "other things, all, cross-validated": table.species == 2,
    }
    results += [
        Metrics(split=name, photos=int(rows.sum()), values=measure.share_metrics("taken_for_dogs", dog[rows], seed))
        for name, rows in of_species.items()
    ]
    return tuple(results)


def make_draft(
    table: Table,
    breeds: FittedBreeds,
    species: FittedSpecies,
    orientation: FittedOrientation,
    finder: Finder,
    spec: InputSpec,
    architecture: Architecture,
    metrics: tuple[Metrics, ...],
    data_sha256: str,
    *,
    unproven: Sequence[str],
    refined: bool,
    second: Architecture | None,
) -> PackDraft:
    """All of the manifest but the graphs; `second` takes the second look, where it is not the network itself."""
    again = f"; second look: {second.name} frozen, heads alike" if second else ""
    kinds = bundled_kinds()
    own = {kind: tuple(each for each in table.breed_ids if kinds.of(each) == kind) for kind in kinds.ids}
    licences = dict.fromkeys(each.weights_licence for each in (architecture, second) if each)
    return PackDraft(
        name=f"Pawsort {architecture.title}, {len(table.breed_ids)} breeds",
        input=spec,
        breeds=named_breeds(table.breed_ids),
        temperature=round(breeds.temperature, 4),
        species=Species(temperature=round(species.temperature, 4)),
        orientation=Orientation(temperature=round(orientation.temperature, 4), dog=TURNED_DOG),
        thresholds=Thresholds(dog=species.threshold, evidence=species.evidence, unproven=tuple(unproven)),
        finder=finder,
        kinds=tuple(Kind(id=kind, breeds=members) for kind, members in own.items() if members),
        provenance=Provenance(
            recipe=f"bundled: {architecture.name} {'refined without labels' if refined else 'frozen'}, "
            f"linear heads, those of breeds and species from the ImageNet classes on{again}",
            created=datetime.now(UTC).date().isoformat(),
            data_set="Stanford Dogs (crops of the training split), whole photos, further breeds, cats, things, dogs of "
            "unknown breed",
            data_sha256=data_sha256,
            weights="; ".join([*licences, FINDER_WEIGHTS]),
            licence="Apache-2.0; the photos it was trained on were available for non-commercial research",
            metrics=metrics,
        ),
    )


def make_bundled(request: BundleRequest, say: Say) -> Made:
    """Train, calibrate and measure; the run's folder then holds all that `python -m export ship` needs.

    Args:
        request: what to do.
        say: told what is going on.

    Raises:
        DataError, WeightsError, PackDraftError, RunError: what is wrong with the photos, the weights or the run.
        OSError: the run's folder cannot be written.
    """
    architecture, seed = request.architecture, request.seed
    data = _data(request, say)
    imagenet = _classes_of(architecture)
    candidates = judge_candidates(data.table(architecture, "imagenet", say), imagenet, say)
    data = replace(data, further=[each.breed_id for each in candidates if each.helps])
    table = data.table(architecture, "imagenet", say)
    breeds = fit_breeds(table, imagenet, say)
    details: dict[str, Any] = {
        "imagenet_classes_alone": _imagenet_alone(table, breeds),
        "further_breeds": [asdict(each) | {"helps": each.helps} for each in candidates],
    }
    weights: WeightSource = "imagenet"
    others = {
        other.name: _other(other, data, say) for other in request.beside if request.epochs or other is request.second
    }
    if request.epochs:
        weights, details["refining"] = _refined(request, data.bundled, data.split, breeds, list(others.values()), say)
        table = data.table(architecture, weights, say)
        breeds = calibrated_again(breeds, table)
    species = fit_species(table, imagenet, say)
    orientation = fit_orientation(table, data.bundled, architecture, weights, data.spec, data.dogs, seed, say)
    metrics = measured(table, breeds, species, seed) + orientation.metrics
    draft = make_draft(
        table,
        breeds,
        species,
        orientation,
        data.finder,
        data.spec,
        architecture,
        metrics,
        data.bundled.sha256,
        unproven=unproven_of(candidates),
        refined=bool(request.epochs),
        second=request.second,
    )
    familiar, edge = fit_familiarity(table, breeds, say), data.spec.width
    build = partial(build_classifier, architecture, breeds.head, species.head, weights, edge=edge)
    classifier = build(orientation=orientation.head, familiarity=familiar)
    again = second_classifier(others[request.second.name], breeds, species, edge, say) if request.second else None
    write_run(request.run, classifier, draft, again)
    tried = {"breed_head": breeds.tried, "species_head": species.tried, "orientation_head": orientation.tried}
    details |= _confused(table, breeds) | {"tried": tried}
    write_json(request.run / METRICS, details | {"metrics": [each.model_dump() for each in metrics]})
    return Made(metrics, details, breeds.temperature, species.temperature, species.threshold)


@dataclass(frozen=True)
class _Data:
    """The photos, their dogs, and what of them is looked at.

    Attributes:
        further: ids of the breeds beyond the 120 that are learned.
    """

    bundled: BundledPhotos
    split: Split
    finder: Finder
    dogs: Dogs
    spec: InputSpec
    further: Sequence[str]

    def table(self, architecture: Architecture, weights: WeightSource, say: Say) -> Table:
        """What a network makes of them."""
        return load_table(self.bundled, self.split, architecture, weights, self.spec, self.dogs, self.further, say)


def _data(request: BundleRequest, say: Say) -> _Data:
    """Read the photos, and find their dogs."""
    bundled = read_bundled_photos(request.data)
    finder = finder_of(request.run, FINDER_SIDE)
    split = _split(bundled, request, say)
    spec = _input_of(request.architecture, request.second)
    dogs = find_dogs(request.run, finder, spec, [photo.path for photo in bundled.photos.photos], say)
    every = sorted({photo.breed for photo in bundled.photos.photos if photo.breed.startswith(FURTHER_PREFIX)})
    return _Data(bundled, split, finder, dogs, spec, every)


def _refined(
    request: BundleRequest,
    bundled: BundledPhotos,
    split: Split,
    breeds: FittedBreeds,
    others: Sequence[OtherNetwork],
    say: Say,
) -> tuple[WeightSource, list[dict[str, float]]]:
    """The weights of the network once it has learned from itself and the others, and a line for each epoch."""
    heads = Heads(breeds.head, breeds.temperature, _classes_of(request.architecture))
    beside = [
        Teacher(other.architecture, Heads(other.breeds.head, other.breeds.temperature, other.imagenet))
        for other in others
    ]
    plan = Plan(epochs=request.epochs, seed=request.seed)
    return refined_weights(request.architecture, bundled, split, heads, beside, plan, request.run, say)


def _classes_of(architecture: Architecture) -> ImageNetHead:
    """The ImageNet classifier that the heads start from."""
    if architecture.imagenet_head is None:
        raise WeightsError(f"{architecture.title} has no ImageNet classifier to start from. Choose another network.")
    return architecture.imagenet_head("imagenet")


def _other(architecture: Architecture, data: _Data, say: Say) -> OtherNetwork:
    """Another network, frozen, with a breed head of its own: to learn from, and for the second look."""
    say(f"{architecture.title}, beside it")
    table = data.table(architecture, "imagenet", say)
    return fit_other(architecture, _classes_of(architecture), table, say)


def _imagenet_alone(table: Table, breeds: FittedBreeds) -> dict[str, float]:
    """Top-1 of the ImageNet classes, before anything was trained."""
    return {
        name: float((breeds.start.logits(table.embeddings[rows]).argmax(axis=1) == table.breed[rows]).mean())
        for name, rows in breed_sets(table).items()
        if rows.any()
    }


def _confused(table: Table, breeds: FittedBreeds) -> dict[str, Any]:
    """The pairs of breeds that are taken for one another most often."""
    names = [breed.names["en"] for breed in named_breeds(table.breed_ids)]
    rows = np.any(list(breed_sets(table).values()), axis=0)
    pairs = measure.most_confused(breeds.head.logits(table.embeddings[rows]), table.breed[rows], names)
    return {"most_confused": pairs, "most_confused_of": int(rows.sum())}


def _input_of(architecture: Architecture, second: Architecture | None) -> InputSpec:
    """Pictures as large as the larger of both networks takes them; the other resizes them."""
    edge = max(each.image_size for each in (architecture, second) if each)
    return InputSpec(width=edge, height=edge, views=("dog",))


def _split(bundled: BundledPhotos, request: BundleRequest, say: Say) -> Split:
    if request.new_split:
        split = split_bundled_photos(bundled, request.seed)
        write_split(split, COMMITTED_SPLIT)
    else:
        split = read_split(COMMITTED_SPLIT)
        if split.data_sha256 != bundled.sha256:
            own = request.run / SPLIT
            say(f"These are other photos than those of {COMMITTED_SPLIT.name}: split anew into {own}")
            split = split_bundled_photos(bundled, request.seed)
    keep_split(bundled, split, request.run)
    return split
