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
from training.datasets.splits import Side, Split, read_split, write_split
from training.evaluation.measures import in_first
from training.files import write_json
from training.fitting.crossing import ENOUGH, Crossed, crossed_logits
from training.fitting.devices import strategy_scope, use_devices
from training.fitting.drafting import write_draft
from training.fitting.engine import History, Labels, Watcher, best_epoch, train
from training.fitting.examples import Examples, FeatureExamples, Predictor
from training.fitting.knowing import Judgement, Known, judged_by, said, what_is_known
from training.fitting.optimum import head_of
from training.fitting.trainer import Say, Trainer, prepare_keras
from training.networks.building import parameter_counts, weight_source
from training.networks.likeness import write_likeness
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
    crossed = _crossed(trainer, examples, checked, say)
    history = train(trainer.task(examples, checked, crossed), run.folder, watch, resume=request.resume)
    trainer.finish()
    judgement = _judgement(trainer, history, len(examples[1]), checked, crossed)
    known = _known(request, trainer, examples, checked, judgement)
    said(known, judgement, say)
    _write_results(run, trainer, history, checked, known)
    return run


def _crossed(
    trainer: Trainer, examples: tuple[Examples, Labels], checked: tuple[Examples, Labels] | None, say: Say
) -> Crossed | None:
    """What heads say that did not see the photos; None where there are enough to check on, or no path of heads."""
    training, validation = examples[0], checked[0] if checked else None
    if not trainer.recipe.finds_the_optimum or len(validation or training) >= ENOUGH:
        return None
    if not isinstance(training, FeatureExamples) or not (validation is None or isinstance(validation, FeatureExamples)):
        return None
    labels = np.concatenate([examples[1], *([checked[1]] if checked else [])])
    say("cross-validation: so few photos to check on would choose by chance")
    found = crossed_logits(training, validation, labels, head_of(trainer.model), trainer.recipe)
    return found if len(found.rows) else None


def _judgement(
    trainer: Trainer,
    history: History,
    training_photos: int,
    checked: tuple[Examples, Labels] | None,
    crossed: Crossed | None,
) -> Judgement | None:
    """What heads say of photos that they were not trained on."""
    if crossed is not None:
        return judged_by(crossed, best_epoch(history) - 1)
    if checked is None:
        return None
    probabilities = Predictor(trainer.model)(checked[0])
    rows = training_photos + np.arange(len(checked[1]))
    return Judgement(np.log(np.maximum(probabilities, 1e-12)), checked[1], rows, crossed=False)


def _known(
    request: FitRequest,
    trainer: Trainer,
    examples: tuple[Examples, Labels],
    checked: tuple[Examples, Labels] | None,
    judgement: Judgement | None,
) -> Known:
    training = (examples[0], examples[1]) if isinstance(examples[0], FeatureExamples) else None
    validation = (checked[0], checked[1]) if checked and isinstance(checked[0], FeatureExamples) else None
    return what_is_known(
        judgement,
        training,
        validation,
        len(trainer.breeds),
        temperature=request.temperature,
        seed=request.recipe.fit.seed,
    )


def sides_of(request: FitRequest, say: Say) -> Sides:
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
        split, _ = split_of(photos, SplitRequest(request.data, validation=request.recipe.data.validation), say)
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
    }
    write_json(request.folder / REQUEST, asked)


def _name_of(weights: WeightSource) -> str:
    return f"{weights.name} (sha256 {content_sha256(weights)})" if isinstance(weights, Path) else weights


def _data_hash(sides: Sides) -> str:
    photos = [*sides.training.photos, *(sides.validation.photos if sides.validation else ())]
    return data_sha256((photo.breed, content_sha256(photo.path)) for photo in photos)


def _write_results(
    run: Run, trainer: Trainer, history: History, checked: tuple[Examples, Labels] | None, known: Known
) -> None:
    trainable, total = parameter_counts(trainer.network.model)
    metrics: dict[str, Any] = {
        "trainable_parameters": trainable,
        "parameters": total,
        "epochs": len(history),
        "best_epoch": best_epoch(history),
        "seconds": round(sum(epoch["seconds"] for epoch in history), 1),
        "temperature": known.temperature,
    }
    if checked is not None:
        probabilities = Predictor(trainer.model)(checked[0])
        best = history[best_epoch(history) - 1]
        metrics |= {
            "validation_photos": len(checked[1]),
            "val_accuracy": best["val_accuracy"],
            "val_loss": best["val_loss"],
            "val_top5": float(in_first(probabilities, checked[1], 5).mean()),
        }
    metrics["training_photos"] = trainer.training_photos
    save_network(trainer.network.model, run.folder / NETWORK)
    if known.likeness is not None:
        write_likeness(run.folder, known.likeness)
    write_draft(run, metrics, known.thresholds)
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
