"""From a recipe and a folder of photos to a finished run.

Keras is imported when all that was asked for has been checked: it takes many seconds to start.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop_app.files import replacing
from training.datasets.photos import DataError, PhotoSet, content_sha256, data_sha256
from training.datasets.preparing import Say, SplitRequest, prepared_photos, split_of
from training.datasets.splits import Side, Split, read_split, write_split
from training.files import write_json
from training.fitting.journals import Journal, TensorBoardJournal
from training.fitting.mlflow_journal import MlflowJournal
from training.fitting.progress import Counting, Watcher, no_counting, too_few_steps
from training.fitting.requests import FitRequest, require_ready
from training.networks.quiet import load_tensorflow
from training.runs.run import (
    CHECKPOINT,
    ENVIRONMENT,
    METRICS,
    NETWORK,
    REQUEST,
    SPLIT,
    Run,
    RunError,
    create_run,
    environment,
    open_run,
)

if TYPE_CHECKING:
    from training.architectures.base import WeightSource
    from training.fitting.engine import History, Labels
    from training.fitting.examples import Examples
    from training.fitting.trainer import Trainer

# How long decoding and features took before a run was interrupted, in `environment.json`.
PREPARING = "seconds_preparing"


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


def fit(request: FitRequest, say: Say, watch: Watcher | None = None, counting: Counting = no_counting) -> Run:
    """Train as asked, and write the run.

    Args:
        request: what to do.
        say: told in plain words what is going on.
        watch: told how far the training is.
        counting: told how many photos have been looked at, decoded, or turned into features.

    Raises:
        DataError, RecipeError, RunError, WeightsError: what is wrong with the photos, the recipe, the folder or the
            weights. Nothing is left half-written but a run that `resume` goes on with.
    """
    recipe = request.recipe
    require_ready(request)
    journals = journals_of(request)
    sides = sides_of(request, say, counting)
    if request.resume:
        _require_same(request, sides)
    say("starting TensorFlow")
    load_tensorflow()
    from training.fitting.devices import strategy_scope, use_devices
    from training.fitting.engine import train
    from training.fitting.trainer import Trainer, prepare_keras
    from training.networks.building import weight_source

    weights = weight_source(recipe, request.weights)
    use_devices(request.devices)
    prepare_keras(recipe, say)
    breeds = sides.training.breeds
    # The folder is made when all is ready: missing weights or broken photos leave nothing behind.
    with strategy_scope(request.devices):
        trainer = Trainer(recipe, weights, breeds, sides.training.wnids())
    started = time.monotonic()
    examples = trainer.examples(sides.training, "training photos", say, counting)
    checked = trainer.examples(sides.validation, "validation photos", say, counting) if sides.validation else None
    run = _run_folder(request, sides, weights, time.monotonic() - started)
    say(f"training {recipe.name} on {len(sides.training)} photos of {len(breeds)} breeds")
    if recipe.head.start == "imagenet" and trainer.columns < len(breeds):
        say(f"{trainer.columns} of them start from what ImageNet knows of them, the others from nothing")
    if few := too_few_steps(len(sides.training), recipe):
        say(few)
    history = train(trainer.task(examples, checked), run.folder, watch, resume=request.resume, journals=journals)
    trainer.finish()
    metrics = _write_results(run, request, trainer, history, checked)
    for journal in journals:
        journal.end(metrics)
    return run


def journals_of(request: FitRequest) -> list[Journal]:
    """What the run is also written into, beside its own files.

    Raises:
        RunError: it cannot be, for want of a library or of a folder.
    """
    journals: list[Journal] = []
    if request.tensorboard is not None:
        journals.append(TensorBoardJournal(request.tensorboard))
    if request.mlflow is not None:
        journals.append(MlflowJournal(request.mlflow, request.folder, request.recipe))
    return journals


def sides_of(request: FitRequest, say: Say, counting: Counting = no_counting) -> Sides:
    """The photos to train on and those to check on.

    Raises:
        DataError: the photos or the split cannot be used.
    """
    photos = prepared_photos(request.data, request.recipe.data.breeds, say)
    if request.resume:
        split = read_split(request.folder / SPLIT)
    elif request.split is not None:
        split = read_split(request.split)
        split = _only_breeds(split, set(photos.breeds))
    elif request.all_data:
        names = {photos.name_of(photo): (photo.breed, Side.TRAINING) for photo in photos.photos}
        split = Split("all", request.recipe.fit.seed, "", names)
    else:
        asked = SplitRequest(request.data, validation=request.recipe.data.validation)
        split, _ = split_of(photos, asked, say, counting("looking at photos"))
    training = split.photos(photos, Side.TRAINING)
    validation = None if request.all_data else split.photos(photos, Side.VALIDATION)
    if request.all_data:
        training = photos.chosen([*training.photos, *split.photos(photos, Side.VALIDATION).photos])
    training.require_trainable(fewest=1)
    if validation is not None:
        _require_known(training, validation)
    return Sides(training, validation, split)


def _only_breeds(split: Split, breeds: set[str]) -> Split:
    return replace(split, sides={name: side for name, side in split.sides.items() if side[0] in breeds})


def _require_known(training: PhotoSet, validation: PhotoSet) -> None:
    if not len(validation):
        raise DataError(f"{training.root}: the split has no validation photos. Split again, or use --all-data.")
    unknown = sorted(set(validation.breeds) - set(training.breeds))
    if unknown:
        raise DataError(f"{training.root}: validation photos of {', '.join(unknown)}, and none to train on.")


def _require_same(request: FitRequest, sides: Sides) -> None:
    run = open_run(request.folder, finished=False)
    same = run.recipe == request.recipe and run.breeds == sides.training.breeds
    if not same or run.read(ENVIRONMENT)["data_sha256"] != _data_hash(sides):
        raise RunError(f"{request.folder}: this run had another recipe or other photos. Start a new run instead.")


def _run_folder(request: FitRequest, sides: Sides, weights: "WeightSource", seconds: float) -> Run:
    """The run's folder; `seconds` were spent on decoding and features."""
    if request.resume:
        run = open_run(request.folder, finished=False)
        facts = run.read(ENVIRONMENT)
        write_json(run.folder / ENVIRONMENT, facts | {PREPARING: round(facts.get(PREPARING, 0.0) + seconds, 1)})
        return run
    wnids = sides.training.wnids()
    facts = environment(seed=request.recipe.fit.seed, data_sha256=_data_hash(sides), weights=_name_of(weights))
    facts[PREPARING] = round(seconds, 1)
    run = create_run(request.folder, request.recipe, {breed: wnids[breed] for breed in sides.training.breeds}, facts)
    write_split(sides.split, run.folder / SPLIT)
    _write_request(request)
    return run


def _write_request(request: FitRequest) -> None:
    """What `requests.resumed_request` reads."""
    asked = {
        "data": [str(path.absolute()) for path in request.data],
        "weights": str(request.weights) if request.weights is not None else None,
        "all_data": request.all_data,
        "devices": request.devices,
        "temperature": request.temperature,
        "tensorboard": str(request.tensorboard.absolute()) if request.tensorboard else None,
        "mlflow": str(request.mlflow.absolute()) if request.mlflow else None,
    }
    write_json(request.folder / REQUEST, asked)


def _name_of(weights: "WeightSource") -> str:
    return f"{weights.name} (sha256 {content_sha256(weights)})" if isinstance(weights, Path) else weights


def _data_hash(sides: Sides) -> str:
    photos = [*sides.training.photos, *(sides.validation.photos if sides.validation else ())]
    return data_sha256((photo.breed, content_sha256(photo.path)) for photo in photos)


def _write_results(
    run: Run, request: FitRequest, trainer: "Trainer", history: "History", checked: "tuple[Examples, Labels] | None"
) -> dict[str, Any]:
    from training.evaluation.calibration import fit_temperature
    from training.evaluation.measures import in_first
    from training.fitting.drafting import write_draft
    from training.fitting.engine import best_epoch
    from training.fitting.examples import Predictor
    from training.networks.building import parameter_counts

    trainable, total = parameter_counts(trainer.network.model)
    preparing, training = float(run.read(ENVIRONMENT)[PREPARING]), sum(epoch["seconds"] for epoch in history)
    metrics: dict[str, Any] = {
        "trainable_parameters": trainable,
        "parameters": total,
        "epochs": len(history),
        "best_epoch": best_epoch(history),
        # A frozen body's work is its features: without them a head would seem to cost nothing.
        "seconds": round(preparing + training, 1),
        PREPARING: round(preparing, 1),
        "seconds_training": round(training, 1),
        "temperature": request.temperature,
    }
    if checked is not None:
        probabilities = Predictor(trainer.model)(checked[0])
        best = history[best_epoch(history) - 1]
        metrics |= {
            "validation_photos": len(checked[1]),
            "val_accuracy": best["val_accuracy"],
            "val_loss": best["val_loss"],
            "val_top5": float(in_first(probabilities, checked[1], 5).mean()),
            "temperature": fit_temperature(np.log(np.maximum(probabilities, 1e-12)), checked[1]),
        }
    metrics["training_photos"] = trainer.training_photos
    save_network(trainer.network.model, run.folder / NETWORK)
    write_draft(run, metrics)
    write_json(run.folder / METRICS, metrics)
    (run.folder / CHECKPOINT).unlink(missing_ok=True)
    return metrics


def save_network(model: Any, file: Path) -> None:
    """Write a network without its optimizer; whole or not at all.

    Raises:
        RunError: the disk is full.
    """
    import keras

    try:
        # Keras asks for this ending.
        with replacing(file, ending=".part.keras") as draft:
            keras.saving.save_model(model, draft, include_optimizer=False)
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror}).") from error
