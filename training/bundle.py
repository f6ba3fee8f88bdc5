"""`python -m training bundle`: trains the model that ships, calibrates it, and measures it.

Afterwards `python -m export ship RUN` makes the model pack. Both heads have one optimum, and everything random in the
refining of the network between them has a seed, so the same data and seed give the same metrics.
"""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest import InputSpec, Metrics, Orientation, Provenance, Species, Thresholds
from training import bundled_metrics as measure
from training.architectures.base import Architecture, ImageNetHead, WeightSource
from training.bundled_heads import FittedBreeds, FittedSpecies, fit_breeds, fit_species
from training.bundled_orientation import FittedOrientation, fit_orientation
from training.bundled_photos import (
    COMMITTED_SPLIT,
    CROPS,
    OTHER_SOURCES,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    read_bundled_photos,
    split_bundled_photos,
)
from training.bundled_refining import calibrated_again, refined_weights
from training.bundled_second import OtherNetwork, fit_other, second_classifier
from training.bundled_table import Table, load_table
from training.datasets.photos import DataError
from training.datasets.splits import STUDY_SEED, Side, Split, read_split, write_split
from training.files import write_json
from training.heads import build_classifier
from training.packs import PackDraft, PackDraftError, named_breeds, write_run
from training.refining.plan import Heads, Plan, Teacher
from training.runs import RunError
from training.weights import WeightsError

RUN = Path("runs/bundled")
ARCHITECTURE = "efficientnet_lite2"
SECOND, NO_SECOND = "efficientnet_lite1", "none"


def breed_sets(table: Table) -> dict[str, NDArray[np.bool_]]:
    """Rows of the sets that breeds are measured on; no head was trained on any of them."""
    test = table.side == Side.TEST.value
    held_out = test | (table.side == Side.VALIDATION.value)
    return {
        f"{OTHER_SOURCES}, the 120 breeds": table.elsewhere & (table.breed >= 0),
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
        # Only there was the temperature fitted to the photos themselves.
        crossed = bool(table.elsewhere[rows].all())
        values = measure.breed_metrics(
            logits[rows], table.breed[rows], breeds.temperature, seed, cross_validate=crossed
        )
        results.append(Metrics(split=name, photos=int(rows.sum()), values=values))
    of_species = {
        f"{OTHER_SOURCES}, dogs of the 120 breeds": table.elsewhere & (table.breed >= 0),
        f"{OTHER_SOURCES}, dogs of other breeds": table.elsewhere & (table.breed < 0),
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
    architecture: Architecture,
    metrics: tuple[Metrics, ...],
    data_sha256: str,
    *,
    refined: bool,
    second: Architecture | None,
) -> PackDraft:
    """All of the manifest but the graphs; `second` takes the second look, where it is not the network itself."""
    again = f"; second look: {second.name} frozen, heads alike" if second else ""
    licences = dict.fromkeys(each.weights_licence for each in (architecture, second) if each)
    return PackDraft(
        name=f"Pawsort {architecture.title}, {len(table.wnids)} breeds",
        input=_input_of(architecture),
        breeds=named_breeds(table.wnids),
        temperature=round(breeds.temperature, 4),
        species=Species(temperature=round(species.temperature, 4)),
        orientation=Orientation(temperature=round(orientation.temperature, 4)),
        thresholds=Thresholds(dog=species.threshold),
        provenance=Provenance(
            recipe=f"bundled: {architecture.name} {'refined without labels' if refined else 'frozen'}, "
            f"linear heads, those of breeds and species from the ImageNet classes on{again}",
            created=datetime.now(UTC).date().isoformat(),
            data_set="Stanford Dogs (crops of the training split), whole photos, cats, things, dogs of unknown breed",
            data_sha256=data_sha256,
            weights="; ".join(licences),
            licence="Apache-2.0; the photos it was trained on were available for non-commercial research",
            metrics=metrics,
        ),
    )


@click.command("bundle")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="PAWSORT_DATA",
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with the photos: the folders stanford_dogs_train, whole_photos, other_sources_dev, "
    "other_animals_and_things and dogs_of_unknown_breed.",
)
@click.option(
    "--run", type=click.Path(file_okay=False, path_type=Path), default=RUN, show_default=True, help="Run folder."
)
@click.option("--architecture", "name", default=ARCHITECTURE, show_default=True, help="The network.")
@click.option(
    "--second",
    default=SECOND,
    show_default=True,
    help=f"The network that looks again where the first is unsure; {NO_SECOND!r} lets the first one do that itself.",
)
@click.option(
    "--epochs",
    type=click.IntRange(min=0),
    default=Plan().epochs,
    show_default=True,
    help="For which the network learns to judge bad photos as good ones; 0 leaves it frozen. Goes on where it stopped.",
)
@click.option("--seed", default=STUDY_SEED, show_default=True, help="Of the split and of the intervals.")
@click.option("--new-split", is_flag=True, help="Split anew, and write that in the place of the committed split.")
def bundle(data: Path, run: Path, name: str, second: str, epochs: int, seed: int, new_split: bool) -> None:
    """Train, calibrate and measure the model that ships; `python -m export pack RUN` then makes its pack."""
    from training.architectures import ARCHITECTURES

    fitting = {each: network for each, network in ARCHITECTURES.items() if network.imagenet_head}
    architecture = fitting.get(name)
    if architecture is None or architecture.imagenet_head is None:
        raise click.UsageError(f"--architecture {name}: choose one of {', '.join(fitting)}.")
    if second not in (NO_SECOND, *fitting):
        raise click.UsageError(f"--second {second}: choose one of {', '.join(fitting)}, {NO_SECOND}.")
    started = time.monotonic()
    try:
        bundled = read_bundled_photos(data)
        split = _split(bundled, seed, new_split, run)
        table = load_table(bundled, split, architecture, "imagenet", _input_of(architecture), click.echo)
        imagenet = architecture.imagenet_head("imagenet")
        breeds = fit_breeds(table, imagenet, click.echo)
        details: dict[str, Any] = {"imagenet_classes_alone": _imagenet_alone(table, breeds)}
        weights: WeightSource = "imagenet"
        others = {
            other.name: _other(other, other.imagenet_head("imagenet"), bundled, split)
            for other in fitting.values()
            if other is not architecture and other.imagenet_head and (epochs or other.name == second)
        }
        if epochs:
            heads = Heads(breeds.head, breeds.temperature, imagenet)
            beside = [
                Teacher(other.architecture, Heads(other.breeds.head, other.breeds.temperature, other.imagenet))
                for other in others.values()
            ]
            plan = Plan(epochs=epochs, seed=seed)
            weights, details["refining"] = refined_weights(
                architecture, bundled, split, heads, beside, plan, run, click.echo
            )
            table = load_table(bundled, split, architecture, weights, _input_of(architecture), click.echo)
            breeds = calibrated_again(breeds, table)
        species = fit_species(table, imagenet, click.echo)
        orientation = fit_orientation(table, bundled, architecture, weights, _input_of(architecture), seed, click.echo)
        metrics = measured(table, breeds, species, seed) + orientation.metrics
        draft = make_draft(
            table,
            breeds,
            species,
            orientation,
            architecture,
            metrics,
            bundled.sha256,
            refined=bool(epochs),
            second=others[second].architecture if second in others else None,
        )
        classifier = build_classifier(architecture, breeds.head, species.head, weights, orientation=orientation.head)
        again = None
        if second in others:
            again = second_classifier(others[second], breeds, species, draft.input.width, click.echo)
        write_run(run, classifier, draft, again)
        tried = {"breed_head": breeds.tried, "species_head": species.tried, "orientation_head": orientation.tried}
        details |= _confused(table, breeds) | {"tried": tried}
        write_json(run / "metrics.json", details | {"metrics": [each.model_dump() for each in metrics]})
    except (DataError, WeightsError, PackDraftError, RunError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for each in metrics:
        click.echo(measure.in_words(each))
    for line in _in_words(details):
        click.echo(line)
    click.echo(
        f"Temperature {breeds.temperature:.3f}, of the species {species.temperature:.3f}, "
        f"a dog from {species.threshold:.3f} on. {time.monotonic() - started:.0f} s. Written to {run}."
    )


def _other(architecture: Architecture, imagenet: ImageNetHead, bundled: BundledPhotos, split: Split) -> OtherNetwork:
    """Another network, frozen, with a breed head of its own: to learn from, and for the second look."""
    click.echo(f"{architecture.title}, beside it")
    table = load_table(bundled, split, architecture, "imagenet", _input_of(architecture), click.echo)
    return fit_other(architecture, imagenet, table, click.echo)


def _imagenet_alone(table: Table, breeds: FittedBreeds) -> dict[str, float]:
    """Top-1 of the ImageNet classes, before anything was trained."""
    return {
        name: float((breeds.start.logits(table.embeddings[rows]).argmax(axis=1) == table.breed[rows]).mean())
        for name, rows in breed_sets(table).items()
    }


def _confused(table: Table, breeds: FittedBreeds) -> dict[str, Any]:
    """The pairs of breeds that are taken for one another most often."""
    names = [breed.names["en"] for breed in named_breeds(table.wnids)]
    rows = np.any(list(breed_sets(table).values()), axis=0)
    pairs = measure.most_confused(breeds.head.logits(table.embeddings[rows]), table.breed[rows], names)
    return {"most_confused": pairs, "most_confused_of": int(rows.sum())}


def _in_words(details: dict[str, Any]) -> list[str]:
    alone = ", ".join(f"{name} {share:.3f}" for name, share in details["imagenet_classes_alone"].items())
    pairs = "; ".join(f"{each['first']} and {each['second']} {each['photos']}" for each in details["most_confused"])
    return [
        f"Top 1 of the ImageNet classes alone: {alone}",
        f"Most confused, of {details['most_confused_of']} photos of all these sets: {pairs}",
    ]


def _input_of(architecture: Architecture) -> InputSpec:
    return InputSpec(width=architecture.image_size, height=architecture.image_size)


def _split(bundled: BundledPhotos, seed: int, new_split: bool, run: Path) -> Split:
    if new_split:
        split = split_bundled_photos(bundled, seed)
        write_split(split, COMMITTED_SPLIT)
        return split
    split = read_split(COMMITTED_SPLIT)
    if split.data_sha256 != bundled.sha256:
        click.echo(f"These are other photos than those of {COMMITTED_SPLIT.name}: split anew into {run / 'split.csv'}")
        split = split_bundled_photos(bundled, seed)
        write_split(split, run / "split.csv")
    return split


if __name__ == "__main__":
    bundle()
