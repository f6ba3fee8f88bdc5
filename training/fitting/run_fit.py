"""From a recipe and a folder of photos to a finished run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from training.architectures import ARCHITECTURES
from training.architectures.base import WeightSource
from training.calibration import fit_temperature
from training.datasets.photos import DataError, PhotoSet, content_sha256, data_sha256
from training.datasets.preparing import SplitRequest, prepared_photos, split_of
from training.datasets.splits import Side, Split, read_split, write_split
from training.files import write_json
from training.fitting.drafting import write_draft
from training.fitting.engine import History, Labels, Task, Watcher, best_epoch, train
from training.fitting.examples import Examples, PixelExamples, predicted
from training.fitting.frozen import FrozenBody
from training.fitting.pixels import decoded_pixels, input_spec
from training.fitting.rates import rate_factors
from training.imagenet import columns_of
from training.networks import LOGITS, build_network, copy_head, head_model, image_size, parameter_counts, weight_source
from training.recipes.schema import Recipe
from training.runs import (
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

Say = Callable[[str], None]


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
        temperature: of the probabilities, when there are no validation photos to fit it to.
    """

    recipe: Recipe
    data: Sequence[Path]
    folder: Path
    split: Path | None = None
    weights: str | Path | None = None
    all_data: bool = False
    resume: bool = False
    temperature: float = 1.0


@dataclass(frozen=True, eq=False)
class _Sides:
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
    sides = _sides(request, say)
    weights = weight_source(recipe, request.weights)
    prepare_keras(recipe, say)
    breeds = sides.training.breeds
    if not request.resume:
        require_free(request.folder)
    # The folder is made when all is ready: missing weights or broken photos leave nothing behind.
    trainer = _Trainer(recipe, weights, breeds, sides.training.wnids())
    examples = trainer.examples(sides.training, "training photos", say)
    checked = trainer.examples(sides.validation, "validation photos", say) if sides.validation else None
    run = _run_folder(request, sides, weights)
    say(f"training {recipe.name} on {len(sides.training)} photos of {len(breeds)} breeds")
    history = train(trainer.task(examples, checked), run.folder, watch, resume=request.resume)
    trainer.finish()
    _write_results(run, request, trainer, history, checked)
    return run


def prepare_keras(recipe: Recipe, say: Say) -> None:
    """Make everything random repeatable, and calculate in 16 bits on a GPU when the recipe allows it."""
    import tensorflow as tf

    keras.utils.set_random_seed(recipe.fit.seed)
    tf.config.experimental.enable_op_determinism()
    mixed = recipe.fit.mixed_precision == "auto" and bool(tf.config.list_physical_devices("GPU"))
    keras.mixed_precision.set_global_policy("mixed_float16" if mixed else "float32")
    if mixed:
        say("calculating in 16 bits on the GPU")


def _sides(request: FitRequest, say: Say) -> _Sides:
    photos = prepared_photos(request.data, request.recipe.data.breeds)
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
    return _Sides(training, validation, split)


def _only_breeds(split: Split, breeds: set[str]) -> Split:
    return replace(split, sides={name: side for name, side in split.sides.items() if side[0] in breeds})


def _require_known(training: PhotoSet, validation: PhotoSet) -> None:
    if not len(validation):
        raise DataError(f"{training.root}: the split has no validation photos. Split again, or use --all-data.")
    unknown = sorted(set(validation.breeds) - set(training.breeds))
    if unknown:
        raise DataError(f"{training.root}: validation photos of {', '.join(unknown)}, and none to train on.")


def _run_folder(request: FitRequest, sides: _Sides, weights: WeightSource) -> Run:
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
    }
    write_json(request.folder / REQUEST, asked)


def _name_of(weights: WeightSource) -> str:
    return f"{weights.name} (sha256 {content_sha256(weights)})" if isinstance(weights, Path) else weights


def _data_hash(sides: _Sides) -> str:
    photos = [*sides.training.photos, *(sides.validation.photos if sides.validation else ())]
    return data_sha256((photo.breed, content_sha256(photo.path)) for photo in photos)


class _Trainer:
    """Knows whether the whole network is trained on pixels, or its head on cached features."""

    def __init__(
        self, recipe: Recipe, weights: WeightSource, breeds: Sequence[str], wnids: dict[str, str | None]
    ) -> None:
        self.recipe, self.breeds = recipe, breeds
        self.training_photos = 0
        self.network = build_network(recipe, len(breeds), weights)
        if recipe.head.start == "imagenet":
            _start_from_imagenet(self.network.model, recipe, weights, [wnids[breed] for breed in breeds])
        self._body = FrozenBody(recipe, weights) if recipe.uses_cached_features else None
        if self._body is not None:
            self.model = head_model(recipe, self._body.size, len(breeds))
            copy_head(self.network.model, self.model)
        else:
            self.model = self.network.model

    def examples(self, photos: PhotoSet, what: str, say: Say) -> tuple[Examples, Labels]:
        paths = [photo.path for photo in photos.photos]
        labels = np.array(photos.breed_numbers(self.breeds), dtype=np.int64)
        if what == "training photos":
            self.training_photos = len(paths)
        if self._body is None:
            spec = input_spec(image_size(self.recipe), self.recipe.data.resize)
            return PixelExamples(decoded_pixels(paths, spec)), labels
        copies = self.recipe.fit.augmented_copies if what == "training photos" else 0
        say(f"features of {len(paths)} {what}" + (f" and of {copies} augmented copies" if copies else ""))

        def progress(done: int, total: int, left: float) -> None:
            say(f"  {done} of {total}, {left:.0f} s left")

        return self._body.examples(paths, copies, progress), labels

    def task(self, training: tuple[Examples, Labels], validation: tuple[Examples, Labels] | None) -> Task:
        factors = rate_factors(self.network, self.recipe) if self._body is None else {}
        return Task(self.model, self.recipe, training, validation, factors)

    def finish(self) -> None:
        """Put a head that was trained alone onto its body."""
        if self._body is not None:
            copy_head(self.model, self.network.model)


def _start_from_imagenet(model: Any, recipe: Recipe, weights: WeightSource, wnids: Sequence[str | None]) -> None:
    head = ARCHITECTURES[recipe.architecture].imagenet_head
    if weights == "random":
        return  # a trial without weights has no classifier to start from
    unknown = [number for number, wnid in enumerate(wnids) if wnid is None]
    if head is None or unknown:
        raise DataError(
            'head.start = "imagenet" needs a network whose ImageNet classifier is at hand, and breeds that are among '
            "ImageNet's 120 dogs. Use --set head.start=random."
        )
    kernel, bias = head(weights)
    columns = columns_of([wnid for wnid in wnids if wnid is not None])
    model.get_layer(LOGITS).set_weights([kernel[:, columns], bias[columns]])


def _write_results(
    run: Run, request: FitRequest, trainer: _Trainer, history: History, checked: tuple[Examples, Labels] | None
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
        probabilities = predicted(trainer.model, checked[0])
        best = history[best_epoch(history) - 1]
        metrics |= {
            "validation_photos": len(checked[1]),
            "val_accuracy": best["val_accuracy"],
            "val_loss": best["val_loss"],
            "val_top5": _top5(probabilities, checked[1]),
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
    temporary = file.with_name(f".{file.name}.part.keras")
    try:
        keras.saving.save_model(model, temporary, include_optimizer=False)
        temporary.replace(file)
    except OSError as error:
        raise RunError(f"{file}: cannot be written ({error.strerror}).") from error
    finally:
        temporary.unlink(missing_ok=True)


def _top5(probabilities: NDArray[np.float32], labels: Labels) -> float:
    first_five = np.argsort(-probabilities, axis=1)[:, :5]
    return float((first_five == labels[:, None]).any(axis=1).mean())
