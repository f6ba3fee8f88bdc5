"""From a recipe and a folder of photos to a finished run.

Keras is imported when all that was asked for has been checked: it takes many seconds to start.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from training.datasets.photos import DataError, PhotoSet, content_sha256, data_sha256
from training.datasets.preparing import Say, SplitRequest, prepared_photos, split_of
from training.datasets.since import split_now
from training.datasets.splits import Side, Split, read_split, write_split
from training.evaluation.own_photos import write_fitted
from training.files import write_json
from training.fitting.journals import Journal, TensorBoardJournal
from training.fitting.mlflow_journal import MlflowJournal
from training.fitting.progress import Counting, Watcher, no_counting, too_few_steps
from training.fitting.requests import FitRequest, require_ready
from training.networks.quiet import load_tensorflow
from training.runs.run import (
    ENVIRONMENT,
    PREPARING,
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
    from training.fitting.finishing import Finished, crossed_of, what_it_knows, write_results
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
    crossed = crossed_of(trainer, examples, checked, say)
    task = trainer.task(examples, checked, crossed)
    history = train(task, run.folder, watch, resume=request.resume, journals=journals)
    trainer.finish()
    finished = Finished(trainer, history, examples, checked, crossed)
    metrics = write_results(run, finished, what_it_knows(finished, request.temperature, say))
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
