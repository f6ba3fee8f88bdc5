"""From what a person typed to a `FitRequest`; and back from a run folder, for going on with it."""

from collections.abc import Sequence
from pathlib import Path

from training.evaluation.own_photos import fitted_photos
from training.files import read_json_file
from training.fitting.run_fit import FitRequest
from training.recipes import RecipeError, load_recipe
from training.runs.run import METRICS, REQUEST, RunError, free_folder, open_run


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
) -> FitRequest:
    """A request to train anew.

    With `all_data` and a finished run as the recipe, as many epochs are trained as that run's best one took, and its
    temperature is taken over: there are no photos left to find them with.

    Raises:
        RecipeError: the recipe cannot be used.
        RunError: the run that is named as the recipe has not come to its end.
    """
    loaded = load_recipe(recipe, overrides)
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
        temperature_photos=fitted_to,
    )


def resumed_request(folder: Path, data: Sequence[Path] = ()) -> FitRequest:
    """A request to go on with the run in `folder`, as it was asked for; `data` when the photos lie elsewhere now.

    Raises:
        RunError: it is no run folder.
    """
    run = open_run(folder, finished=False)
    try:
        asked = read_json_file(folder / REQUEST)
        photos = tuple(data) or tuple(Path(each) for each in asked["data"])
        weights = Path(asked["weights"]) if asked["weights"] else None
        return FitRequest(
            run.recipe, photos, folder, None, weights, bool(asked["all_data"]), True, int(asked["devices"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecipeError) as error:
        raise RunError(f"{folder / REQUEST}: cannot be read ({error}). Start a new run instead.") from error
