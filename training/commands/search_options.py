"""The options of a search and what is made of them, wherever its trials are trained."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    mlflow_option,
    set_option,
    tensorboard_option,
    weights_option,
)
from training.fitting.mlflow_journal import require_mlflow
from training.fitting.requests import FitRequest, require_paths, require_weights, trial_request
from training.recipes import load_recipe
from training.tuning.requests import SearchRequest, require_own_folder

Function = Callable[..., Any]
_OPTIONS = (
    click.argument("recipe"),
    click.option("--data", multiple=True, required=True, type=ANY_PATH, help="Labelled photos. Repeatable."),
    click.option(
        "--split", type=ANY_PATH, help="A file that `split` wrote. Without it: split 80/20 as the study did."
    ),
    click.option(
        "--out", type=NEW_FOLDER, required=True, help="Folder of the search. An interrupted search goes on."
    ),
    click.option(
        "--method", type=click.Choice(("random", "hyperband", "bayesian")), default="random", show_default=True,
        help="How settings are chosen.",
    ),
    click.option(
        "--trials", type=click.IntRange(1), default=6, show_default=True,
        help="For random and Bayesian search, the recipe as it is among them.",
    ),
    click.option(
        "--epochs", type=click.IntRange(1), default=3, show_default=True, help="A trial; for Hyperband the most."
    ),
    click.option(
        "--space", type=click.Choice(("study", "wide")), default="study", show_default=True,
        help="study: blocks, filters, kernels, pooling, units, dropout. wide: also rates, batches, augmentation.",
    ),
    set_option,
    weights_option,
    tensorboard_option,
    mlflow_option,
)  # fmt: skip


def search_options(command: Function) -> Function:
    """Give a command RECIPE and all options that say what is searched; `asked_search` takes their values."""
    for each in reversed(_OPTIONS):
        command = each(command)
    return command


def asked_search(
    recipe: str,
    data: Sequence[Path],
    split: Path | None,
    out: Path,
    overrides: Sequence[str],
    weights: Path | None,
    **how: Any,
) -> tuple[SearchRequest, FitRequest]:
    """What was asked for, and the photos of its trials, checked as far as it can be without Keras.

    Raises:
        DataError, RecipeError, RunError, WeightsError: something is not there, or cannot be used.
    """
    request = SearchRequest(load_recipe(recipe, overrides), out, **how)
    require_own_folder(request)
    require_paths(*data, split)
    require_weights(request.recipe, weights)
    if request.mlflow is not None:
        require_mlflow(request.mlflow)
    return request, trial_request(request.trial_recipe, data, split, weights)


def what_next(request: SearchRequest, photos: FitRequest) -> list[str]:
    """What a person does with a search that has come to its end, a line each."""
    again = " ".join(f"--data {path}" for path in photos.data) + (f" --split {photos.split}" if photos.split else "")
    return [
        f"fit it with: python -m training fit {request.folder / 'best.toml'} {again}",
        f"look at {request.folder / 'report.html'}",
    ]
