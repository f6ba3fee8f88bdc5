"""From what a person typed to a `FitRequest`; and back from a run folder, for going on with it.

Without Keras, which takes many seconds to start: what cannot be is told before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.architectures.weights.errors import WeightsError
from training.architectures.weights.packages import PACKAGED, find_efficientnet_lite
from training.datasets.photos import DataError
from training.evaluation.own_photos import fitted_photos
from training.files import is_file, read_json_file
from training.recipes import Recipe, RecipeError, load_recipe
from training.runs.run import METRICS, REQUEST, RunError, free_folder, open_run, require_free


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
        tensorboard: folder for TensorBoard's files; None for none.
        mlflow: folder of MLflow's own files; None for none.
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
    tensorboard: Path | None = None
    mlflow: Path | None = None


def new_request(
    recipe: str,
    overrides: Sequence[str],
    data: Sequence[Path],
    *,
    out: Path | None = None,
    split: Path | None = None,
    weights: Path | None = None,
    all_data: bool = False,
    devices: int = 1,
    tensorboard: Path | None = None,
    mlflow: Path | None = None,
) -> FitRequest:
    """A request to train anew.

    With `all_data` and a finished run as the recipe, as many epochs are trained as that run's best one took, and its
    temperature is taken over: there are no photos left to find them with.

    Raises:
        RecipeError: the recipe cannot be used.
        DataError: photos or split are not there.
        RunError: the run that is named as the recipe has not come to its end.
    """
    loaded = load_recipe(recipe, overrides)
    require_paths(*data, split)
    temperature = 1.0
    fitted_to: tuple[str, ...] = ()
    if all_data and Path(recipe).is_dir() and not any(each.startswith("fit.epochs") for each in overrides):
        metrics = open_run(Path(recipe)).read(METRICS)
        try:
            epochs, temperature = int(metrics["best_epoch"]), float(metrics["temperature"])
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise RunError(f"{Path(recipe) / METRICS}: damaged ({error!r}). Run the recipe again.") from error
        fitted_to = tuple(fitted_photos(Path(recipe)))
        loaded = load_recipe(recipe, [*overrides, f"fit.epochs={epochs}", "fit.early_stopping=none"])
    folder = out or free_folder(Path("runs"), loaded.name + ("-all-data" if all_data else ""))
    return FitRequest(
        loaded,
        tuple(data),
        folder,
        split,
        weights,
        all_data,
        devices=devices,
        temperature=temperature,
        tensorboard=tensorboard,
        mlflow=mlflow,
        temperature_photos=fitted_to,
    )


def resumed_request(folder: Path, data: Sequence[Path] = ()) -> FitRequest:
    """A request to go on with the run in `folder`, as it was asked for; `data` when the photos lie elsewhere now.

    Raises:
        RunError: it is no run folder.
        DataError: the photos are not there any more.
    """
    run = open_run(folder, finished=False)
    try:
        asked = read_json_file(folder / REQUEST)
        photos = tuple(data) or tuple(Path(each) for each in asked["data"])
        require_paths(*photos)
        weights = Path(asked["weights"]) if asked["weights"] else None
        # Runs of earlier versions did not write these.
        tensorboard, mlflow = (Path(asked[name]) if asked.get(name) else None for name in ("tensorboard", "mlflow"))
        return FitRequest(
            run.recipe, photos, folder, None, weights, bool(asked["all_data"]), True, int(asked["devices"]),
            temperature=float(asked.get("temperature", 1.0)), tensorboard=tensorboard, mlflow=mlflow,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecipeError) as error:
        raise RunError(f"{folder / REQUEST}: cannot be read ({error}). Start a new run instead.") from error


def trial_request(recipe: Recipe, data: Sequence[Path], split: Path | None, weights: Path | None) -> FitRequest:
    """A request for photos only: no run folder comes of it."""
    return FitRequest(recipe, data, Path(), split, weights)


def require_ready(request: FitRequest) -> None:
    """Make sure of all that can be known before photos are read and Keras is started.

    Raises:
        RunError: there is something in the run's folder already.
        WeightsError: the file or the package with the weights is not there.
    """
    if not request.resume:
        require_free(request.folder)
    require_weights(request.recipe, request.weights)


def require_paths(*paths: Path | None) -> None:
    """Make sure that what was named is there; None stands for what was not named.

    Raises:
        DataError: something is not.
    """
    for path in paths:
        if path is not None and not path.exists():
            raise DataError(f"{path}: there is no such file or folder. Check the name, or where you started from.")


def require_weights(recipe: Recipe, weights: str | Path | None) -> None:
    """Make sure that a file of weights is there, or the package that has those of the recipe's network.

    Raises:
        WeightsError: it is not.
    """
    if weights is None and recipe.weights == "imagenet" and (variant := PACKAGED.get(recipe.architecture)) is not None:
        find_efficientnet_lite(variant)
    if weights is not None and str(weights) != "random" and not is_file(Path(weights)):
        raise WeightsError(
            f'{weights}: there is no such file. --weights takes a file with weights, or "random"; without it, the '
            "recipe's own are taken."
        )
