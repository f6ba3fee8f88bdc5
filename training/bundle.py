"""`python -m training bundle`: trains the heads of the model that ships, calibrates it, and measures it.

Afterwards `python -m export pack RUN` makes the model pack. The backbone stays frozen and both heads have one optimum,
so the same data and seed give the same metrics.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.manifest import InputSpec, Metrics, Provenance, Species, Thresholds
from training import bundled_metrics as measure
from training.bundled_photos import (
    CAT,
    COMMITTED_SPLIT,
    CROPS,
    OTHER_SOURCES,
    SOMETHING_ELSE,
    UNKNOWN_DOGS,
    WHOLE,
    BundledPhotos,
    read_bundled_photos,
    split_bundled_photos,
)
from training.calibration import fit_temperature, negative_log_likelihood, threshold_keeping
from training.datasets.photos import DataError
from training.datasets.splits import STUDY_SEED, Side, Split, read_split, write_split
from training.files import write_json
from training.heads import (
    LinearHead,
    build_classifier,
    columns_head,
    fit_linear_head,
    species_features,
    species_start,
)
from training.imagenet import columns_of
from training.packs import PackDraft, PackDraftError, named_breeds, write_run
from training.weights import WeightsError

BREED_PENALTIES = (0.3, 0.1, 0.03, 0.01, 0.003)
SPECIES_PENALTIES = (0.3, 0.1, 0.03, 0.01)
# The three columns that say what ImageNet thinks are few and right from the start: they may move freely.
GROUP_PENALTY = 1e-3
# How much the photos of a folder count in the species head. Crops are many and look unlike what the app sees.
SPECIES_SHARES = {CROPS: 0.3, WHOLE: 0.3, UNKNOWN_DOGS: 0.4, CAT: 1.0, SOMETHING_ELSE: 1.0}
DOGS_KEPT = 0.99

Say = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Table:
    """All photos as arrays; row numbers are those of the photo set.

    Attributes:
        embeddings: float32 `[N, D]`.
        folder: which data set each photo is from.
        side: `Side` values.
        breed: column of the breed, -1 where it is none of the model's.
        species: 0 dog, 1 cat, 2 something else.
        wnids: of the columns.
    """

    embeddings: NDArray[np.float32]
    folder: NDArray[np.str_]
    side: NDArray[np.str_]
    breed: NDArray[np.int64]
    species: NDArray[np.int64]
    wnids: tuple[str, ...]

    @property
    def trained(self) -> NDArray[np.bool_]:
        """Rows that the heads are trained on."""
        return np.asarray(self.side == Side.TRAINING.value)

    @property
    def elsewhere(self) -> NDArray[np.bool_]:
        """Rows from other sources: for choosing and calibrating."""
        return np.asarray(self.folder == OTHER_SOURCES)


@dataclass
class Fitted:
    """Heads and what was chosen for them."""

    breeds: LinearHead
    species: LinearHead
    temperature: float
    species_temperature: float
    dog_threshold: float
    choices: dict[str, Any] = field(default_factory=dict)


def load_table(bundled: BundledPhotos, split: Split, architecture: Any, spec: InputSpec, say: Say) -> Table:
    """Features of every photo, with labels and sides."""
    from training.features import FeatureRequest, frozen_features, keras_backbone

    photos = bundled.photos.photos
    folder = np.array([bundled.folder_of(photo) for photo in photos])
    backbone = keras_backbone(architecture)
    embeddings = np.empty((len(photos), backbone.size), np.float32)
    for name in dict.fromkeys(folder.tolist()):
        rows = np.flatnonzero(folder == name)
        request = FeatureRequest([photos[row].path for row in rows], spec)
        say(f"Features of {len(rows)} photos in {name}")
        embeddings[rows] = frozen_features(backbone, request, progress=_progress(say)).values[:, 0]
    wnids = tuple(sorted({photo.wnid for photo in photos if photo.wnid}))
    column = {wnid: number for number, wnid in enumerate(wnids)}
    species = {CAT: 1, SOMETHING_ELSE: 2}
    return Table(
        embeddings,
        folder,
        np.array([split.sides[bundled.photos.name_of(photo)][1].value for photo in photos]),
        np.array([column.get(photo.wnid or "", -1) for photo in photos], dtype=np.int64),
        np.array([species.get(photo.breed, 0) for photo in photos], dtype=np.int64),
        wnids,
    )


def fit_heads(table: Table, architecture: Any, say: Say) -> Fitted:
    """Fit both heads; penalties, temperatures and the threshold are chosen on photos that no head was trained on."""
    imagenet = architecture.imagenet_head("imagenet")
    breeds, breed_choices = _fit_breeds(table, columns_head(imagenet, columns_of(table.wnids)), say)
    joined = species_features(table.embeddings, imagenet)
    species, species_choices = _fit_species(table, joined, say)
    known = table.elsewhere & (table.breed >= 0)
    temperature = fit_temperature(breeds.logits(table.embeddings[known]), table.breed[known])
    judges = _species_judges(table)
    species_logits = species.logits(joined)
    species_temperature = fit_temperature(species_logits[judges], table.species[judges])
    dogs = judges & (table.species == 0)
    probability = measure.probabilities(species_logits[dogs], species_temperature)[:, 0]
    threshold = round(min(0.9, threshold_keeping(probability, DOGS_KEPT)), 3)
    choices = {"breed_penalties": breed_choices, "species_penalties": species_choices, "dogs_kept": DOGS_KEPT}
    return Fitted(breeds, species, temperature, species_temperature, threshold, choices)


def _fit_breeds(table: Table, start: LinearHead, say: Say) -> tuple[LinearHead, list[dict[str, float]]]:
    trained = table.trained & (table.breed >= 0)
    judges = table.elsewhere & (table.breed >= 0)
    features, labels = table.embeddings[trained], table.breed[trained]
    say(f"Breed head: {len(labels)} photos, chosen on {int(judges.sum())} from other sources")
    heads = [fit_linear_head(features, labels, start, penalty=penalty) for penalty in BREED_PENALTIES]
    return _best(heads, BREED_PENALTIES, table.embeddings[judges], table.breed[judges], say)


def _fit_species(table: Table, features: NDArray[np.float32], say: Say) -> tuple[LinearHead, list[dict[str, float]]]:
    trained, judges = table.trained, _species_judges(table)
    kind = np.where(table.species == 0, table.folder, np.where(table.species == 1, CAT, SOMETHING_ELSE))
    weights = np.zeros(len(kind))
    for name, share in SPECIES_SHARES.items():
        rows = trained & (kind == name)
        weights[rows] = share / max(1, rows.sum())
    start = species_start(features.shape[1] - 3)
    say(f"Species head: {int(trained.sum())} photos, chosen on {int(judges.sum())}")
    heads = []
    for penalty in SPECIES_PENALTIES:
        per_feature = np.full(features.shape[1], penalty)
        per_feature[-3:] = GROUP_PENALTY
        heads.append(
            fit_linear_head(
                features[trained], table.species[trained], start, penalty=per_feature, photo_weights=weights[trained]
            )
        )
    return _best(heads, SPECIES_PENALTIES, features[judges], table.species[judges], say)


def _species_judges(table: Table) -> NDArray[np.bool_]:
    """Photos that choose for the species head: held out, and not the crops, which look unlike what the app sees."""
    return np.asarray((table.side == Side.VALIDATION.value) & (table.folder != CROPS))


def _best(
    heads: list[LinearHead],
    penalties: tuple[float, ...],
    features: NDArray[np.float32],
    labels: NDArray[np.int64],
    say: Say,
) -> tuple[LinearHead, list[dict[str, float]]]:
    """The head with the smallest negative log-likelihood at its own best temperature."""
    tried = []
    for head, penalty in zip(heads, penalties, strict=True):
        logits = head.logits(features)
        temperature = fit_temperature(logits, labels)
        likelihood = negative_log_likelihood(logits, labels, temperature)
        tried.append({"penalty": penalty, "temperature": temperature, "negative_log_likelihood": likelihood})
        say(f"  penalty {penalty}: negative log-likelihood {likelihood:.4f} at temperature {temperature:.3f}")
    chosen = int(np.argmin([each["negative_log_likelihood"] for each in tried]))
    return heads[chosen], tried


def measured(table: Table, fitted: Fitted, architecture: Any, seed: int) -> tuple[Metrics, ...]:
    """Figures for the manifest, each set of photos for itself."""
    logits = fitted.breeds.logits(table.embeddings)
    species = fitted.species.logits(species_features(table.embeddings, architecture.imagenet_head("imagenet")))
    dog = measure.probabilities(species, fitted.species_temperature)[:, 0] >= fitted.dog_threshold
    test = table.side == Side.TEST.value
    held_out = test | (table.side == Side.VALIDATION.value)
    of_breed = {
        f"{OTHER_SOURCES}, the 120 breeds (chosen and calibrated on)": table.elsewhere & (table.breed >= 0),
        f"{WHOLE}, held out": held_out & (table.folder == WHOLE),
        f"{CROPS}, test": test & (table.folder == CROPS),
    }
    results = [
        Metrics(
            split=name,
            photos=int(rows.sum()),
            values=measure.breed_metrics(
                logits[rows],
                table.breed[rows],
                fitted.temperature,
                seed,
                cross_validate=bool(table.elsewhere[rows].all()),
            ),
        )
        for name, rows in of_breed.items()
    ]
    other = table.elsewhere & (table.breed < 0)
    of_species = {
        f"{OTHER_SOURCES}, dogs of all breeds": table.elsewhere,
        f"{OTHER_SOURCES}, dogs of other breeds": other,
        f"{WHOLE}, held out": held_out & (table.folder == WHOLE),
        f"{UNKNOWN_DOGS}, held out": held_out & (table.folder == UNKNOWN_DOGS),
        "cats, held out": held_out & (table.species == 1),
        "other things, held out": held_out & (table.species == 2),
    }
    results += [
        Metrics(split=name, photos=int(rows.sum()), values=measure.share_metrics("taken_for_dogs", dog[rows], seed))
        for name, rows in of_species.items()
    ]
    return tuple(results)


def make_draft(
    table: Table, fitted: Fitted, architecture: Any, spec: InputSpec, metrics: tuple[Metrics, ...], data_sha256: str
) -> PackDraft:
    """All of the manifest but the graph."""
    return PackDraft(
        name=f"Pawsort {architecture.title}, {len(table.wnids)} breeds",
        input=spec,
        breeds=named_breeds(table.wnids),
        temperature=round(fitted.temperature, 4),
        species=Species(temperature=round(fitted.species_temperature, 4)),
        thresholds=Thresholds(dog=fitted.dog_threshold),
        provenance=Provenance(
            recipe=f"bundled: {architecture.name} frozen, linear heads that start from the ImageNet classes",
            created=datetime.now(UTC).date().isoformat(),
            data_set="Stanford Dogs (training split) and whole photos, cats, things and dogs of unknown breed",
            data_sha256=data_sha256,
            weights=architecture.weights_licence,
            licence="Apache-2.0; the training photos were available for non-commercial research",
            metrics=metrics,
        ),
    )


@click.command("bundle")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with the photos (its README says what lies where).",
)
@click.option(
    "--run", type=click.Path(path_type=Path), default=Path("runs/bundled"), show_default=True, help="Run folder."
)
@click.option("--architecture", "name", default="efficientnet_lite2", show_default=True, help="The frozen network.")
@click.option("--seed", default=STUDY_SEED, show_default=True, help="Of the split and of the intervals.")
@click.option("--new-split", is_flag=True, help="Split anew instead of taking the committed split, and commit it.")
def bundle(data: Path, run: Path, name: str, seed: int, new_split: bool) -> None:
    """Train, calibrate and measure the model that ships; `python -m export pack RUN` then makes its pack."""
    from training.architectures import ARCHITECTURES

    if name not in ARCHITECTURES or ARCHITECTURES[name].imagenet_head is None:
        fitting = [each for each, network in ARCHITECTURES.items() if network.imagenet_head]
        raise click.UsageError(f"--architecture {name}: choose one of {', '.join(fitting)}.")
    architecture = ARCHITECTURES[name]
    started = time.monotonic()
    try:
        bundled = read_bundled_photos(data)
        split = _split(bundled, seed, new_split, run)
        size = architecture.image_size
        spec = InputSpec(width=size, height=size)
        table = load_table(bundled, split, architecture, spec, click.echo)
        fitted = fit_heads(table, architecture, click.echo)
        metrics = measured(table, fitted, architecture, seed)
        draft = make_draft(table, fitted, architecture, spec, metrics, bundled.sha256)
        write_run(run, build_classifier(architecture, fitted.breeds, fitted.species), draft)
        write_json(
            run / "metrics.json", {"choices": fitted.choices, "metrics": [each.model_dump() for each in metrics]}
        )
    except (DataError, WeightsError, PackDraftError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for each in metrics:
        click.echo(measure.in_words(each))
    click.echo(
        f"Temperature {fitted.temperature:.3f}, of the species {fitted.species_temperature:.3f}, "
        f"a dog from {fitted.dog_threshold:.3f} on. {time.monotonic() - started:.0f} s. Written to {run}."
    )


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


def _progress(say: Say) -> Callable[[int, int, float], None]:
    last = [0.0]

    def report(done: int, total: int, seconds_left: float) -> None:
        if time.monotonic() - last[0] >= 10 or done == total:
            last[0] = time.monotonic()
            say(f"  {done} of {total}, {seconds_left:.0f} s left")

    return report


if __name__ == "__main__":
    bundle()
