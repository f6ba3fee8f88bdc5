"""From a recipe and a folder of photos to a finished run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np

from desktop_app.files import replacing
from training.architectures.base import WeightSource
from training.datasets.photos import DataError, PhotoSet, content_sha256, data_sha256
from training.datasets.preparing import SplitRequest, prepared_photos, split_of
from training.datasets.since import split_now
from training.datasets.splits import Side, Split, read_split, write_split
from training.evaluation.calibration import fit_temperature
from training.evaluation.intervals import wilson_interval
from training.evaluation.measures import in_first
from training.evaluation.own_photos import write_fitted
from training.files import write_json
from training.fitting.devices import strategy_scope, use_devices
from training.fitting.drafting import write_draft
from training.fitting.engine import History, Labels, Watcher, best_epoch, train
from training.fitting.examples import Examples, Predictor
from training.fitting.trainer import Say, Trainer, prepare_keras
from training.networks.building import parameter_counts, weight_source
from training.recipes.schema import Recipe
from training.runs.run import (
    CHECKPOINT,
    METRICS,
    NETWORK,
    REQUEST,
    SPLIT,
    Run,
    RunError,
    create_run,
    environment,
    open_run,
    require_free,
)


@dataclass(frozen=True)
class FitRequest:
    """What `fit` is asked to do.

    Attributes:
        recipe: what to train.
        data: folders, tables or sessions of labelled photos.
        folder: of the run, new.
        split: a split file; None splits the data as the recipe says.
        weights: None as the recipe says, "random", or a file with ImageNet weights.
        all_data: train on all photos to the last epoch, without any to check on.
        resume: go on with the run in `folder`.
        devices: how many GPUs (or, for trying it out, parts of the CPU) share each batch.
        temperature: of the probabilities, when there are no validation photos to fit it to.
        temperature_photos: contents of the photos that this temperature was fitted to, which must not judge it.
    """

    recipe: Recipe
    data: Sequence[Path]
    folder: Path
    split: Path | None = None
    weights: str | Path | None = None
    all_data: bool = False
    resume: bool = False
    devices: int = 1
    temperature: float = 1.0
    temperature_photos: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Sides:
    """The photos of a training.

    Attributes:
        training: to train on.
        validation: to check on; None with `all_data`.
        split: where that was decided.
    """

    training: PhotoSet
    validation: PhotoSet | None
    split: Split


def fit(request: FitRequest, say: Say, watch: Watcher | None = None) -> Run:
    """Train as asked, and write the run.

    Args:
        request: what to do.
        say: told in plain words what is going on.
        watch: told how far the training is.

    Raises:
        DataError, RecipeError, RunError, WeightsError: what is wrong with the photos, the recipe, the folder or the
            weights. Nothing is left half-written but a run that `resume` goes on with.
    """
    recipe = request.recipe
    sides = sides_of(request, say)
    weights = weight_source(recipe, request.weights)
    use_devices(request.devices)
    prepare_keras(recipe, say)
    breeds = sides.training.breeds
    if not request.resume:
        require_free(request.folder)
    # The folder is made when all is ready: missing weights or broken photos leave nothing behind.
    with strategy_scope(request.devices):
        trainer = Trainer(recipe, weights, breeds, sides.training.wnids())
    examples = trainer.examples(sides.training, "training photos", say)
    checked = trainer.examples(sides.validation, "validation photos", say) if sides.validation else None
    run = _run_folder(request, sides, weights)
    say(f"training {recipe.name} on {len(sides.training)} photos of {len(breeds)} breeds")
    if recipe.head.start == "imagenet" and trainer.columns < len(breeds):
        say(f"{trainer.columns} of them start from what ImageNet knows of them, the others from nothing")
    history = train(trainer.task(examples, checked), run.folder, watch, resume=request.resume)
    trainer.finish()
    _write_results(run, request, trainer, history, checked)
    return run


def sides_of(request: FitRequest, say: Say) -> Sides:
    """The photos to train on and those to check on.

    Raises:
        DataError: the photos or the split cannot be used.
    """
    breeds, is_split = request.recipe.data.breeds, request.resume or request.split is not None
    photos = prepared_photos(request.data, breeds, say, to_split=not is_split)
    if request.resume:
        split = read_split(request.folder / SPLIT)
    elif request.split is not None:
        needed = (Side.TRAINING,) if request.all_data else (Side.TRAINING, Side.VALIDATION)
        split = split_now(photos, read_split(request.split), say, needed, some_breeds=breeds != "all")
    elif request.all_data:
        names = {photos.name_of(photo): (photo.breed, Side.TRAINING) for photo in photos.photos}
        split = Split("all", request.recipe.fit.seed, "", names)
    else:
        split, _ = split_of(photos, SplitRequest(request.data, validation=request.recipe.data.validation), say)
    training = split.photos(photos, Side.TRAINING)
    validation = None if request.all_data else split.photos(photos, Side.VALIDATION)
    if request.all_data:
        training = photos.chosen([*training.photos, *split.photos(photos, Side.VALIDATION).photos])
    training.require_trainable(fewest=1)
    if validation is not None:
        _require_known(training, validation)
    return Sides(training, validation, split)


def _require_known(training: PhotoSet, validation: PhotoSet) -> None:
    if not len(validation):
        raise DataError(f"{training.root}: the split has no validation photos. Split again, or use --all-data.")
    unknown = sorted(set(validation.breeds) - set(training.breeds))
    if unknown:
        raise DataError(f"{training.root}: validation photos of {', '.join(unknown)}, and none to train on.")


def _run_folder(request: FitRequest, sides: Sides, weights: WeightSource) -> Run:
    if request.resume:
        run = open_run(request.folder, finished=False)
        same = run.recipe == request.recipe and run.breeds == sides.training.breeds
        if not same or run.read("environment.json")["data_sha256"] != _data_hash(sides):
            raise RunError(f"{request.folder}: this run had another recipe or other photos. Start a new run instead.")
        return run
    wnids = sides.training.wnids()
    facts = environment(seed=request.recipe.fit.seed, data_sha256=_data_hash(sides), weights=_name_of(weights))
    run = create_run(request.folder, request.recipe, {breed: wnids[breed] for breed in sides.training.breeds}, facts)
    write_split(_with_contents(sides), run.folder / SPLIT)
    if request.temperature_photos:
        write_fitted(run.folder, list(request.temperature_photos))
    _write_request(request)
    return run


def _with_contents(sides: Sides) -> Split:
    """The split with the contents of its photos, by which `evaluate` knows them wherever they lie."""
    photos = [*sides.training.photos, *(sides.validation.photos if sides.validation else ())]
    contents = {sides.training.name_of(photo): content_sha256(photo.path) for photo in photos}
    return replace(sides.split, contents={**sides.split.contents, **contents})


def _write_request(request: FitRequest) -> None:
    """What `requests.resumed_request` reads."""
    asked = {
        "data": [str(path.absolute()) for path in request.data],
        "weights": str(request.weights) if request.weights is not None else None,
        "all_data": request.all_data,
        "devices": request.devices,
    }
    write_json(request.folder / REQUEST, asked)


def _name_of(weights: WeightSource) -> str:
    return f"{weights.name} (sha256 {content_sha256(weights)})" if isinstance(weights, Path) else weights


def _data_hash(sides: Sides) -> str:
    photos = [*sides.training.photos, *(sides.validation.photos if sides.validation else ())]
    return data_sha256((photo.breed, content_sha256(photo.path)) for photo in photos)


def _write_results(
    run: Run, request: FitRequest, trainer: Trainer, history: History, checked: tuple[Examples, Labels] | None
) -> None:
    trainable, total = parameter_counts(trainer.network.model)
    metrics: dict[str, Any] = {
        "trainable_parameters": trainable,
        "parameters": total,
        "epochs": len(history),
        "best_epoch": best_epoch(history),
        "seconds": round(sum(epoch["seconds"] for epoch in history), 1),
        "temperature": request.temperature,
    }
    if checked is not None:
        probabilities = Predictor(trainer.model)(checked[0])
        best = history[best_epoch(history) - 1]
        low, high = wilson_interval(best["val_accuracy"], len(checked[1]))
        metrics |= {
            "validation_photos": len(checked[1]),
            "val_accuracy": best["val_accuracy"],
            "val_accuracy_low": low,
            "val_accuracy_high": high,
            "val_loss": best["val_loss"],
            "val_top5": float(in_first(probabilities, checked[1], 5).mean()),
            "temperature": fit_temperature(np.log(np.maximum(probabilities, 1e-12)), checked[1]),
        }
    metrics["training_photos"] = trainer.training_photos
    save_network(trainer.network.model, run.folder / NETWORK)
    write_draft(run, metrics)
    write_json(run.folder / METRICS, metrics)
    (run.folder / CHECKPOINT).unlink(missing_ok=True)


def save_network(model: Any, file: Path) -> None:
    """Write a network without its optimizer; whole or not at all.

    Raises:
        RunError: the disk is full.
    """
    try:
        # Keras asks for this ending.
        with replacing(file, ending=".part.keras") as draft:
            keras.saving.save_model(model, draft, include_optimizer=False)
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror}).") from error
