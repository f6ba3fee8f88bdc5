"""A search: keras_tuner chooses settings, our own loop trains each trial, the best becomes a recipe.

Trials are written into the folder of the search as they end, so a search that was interrupted goes on where it was.
With keras_tuner's environment variables (KERASTUNER_TUNER_ID, KERASTUNER_ORACLE_IP, KERASTUNER_ORACLE_PORT) one
process is the chief and others are workers, on one machine or on several that share the folder.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import keras
import keras_tuner
import numpy as np

from training.files import read_json_file, write_text
from training.fitting.engine import History, Task, best_epoch, train
from training.fitting.trials import Prepared, trial_model
from training.recipes import Recipe, recipe_text
from training.runs.run import RunError
from training.tuning.spaces import MOST, SpaceName, merged, settings_from

OBJECTIVE = keras_tuner.Objective("val_accuracy", "max")
Method = Literal["random", "hyperband", "bayesian"]
Say = Callable[[str], None]


@dataclass(frozen=True)
class SearchRequest:
    """What `tune` is asked to do.

    Attributes:
        recipe: where the search starts from; its epochs are those of a trial.
        folder: of the search; holds the trials.
        method: random search (Bergstra and Bengio 2012), Hyperband (Li et al. 2016, arXiv:1603.06560), or Bayesian
            optimisation (Snoek et al. 2012, arXiv:1206.2944).
        trials: how many, for random and Bayesian search.
        space: see `spaces.settings_from`.
    """

    recipe: Recipe
    folder: Path
    method: Method = "random"
    trials: int = 6
    space: SpaceName = "study"


@dataclass(frozen=True, eq=False)
class TrialResult:
    """What came of one trial.

    Attributes:
        name: keras_tuner's number of it.
        settings: what was drawn, flat.
        val_accuracy: of its best epoch.
        epochs: that were trained.
        parameters: that were trained.
    """

    name: str
    settings: Mapping[str, Any]
    val_accuracy: float
    epochs: int
    parameters: int


class RecipeTuner(keras_tuner.engine.base_tuner.BaseTuner):  # type: ignore[misc]
    """Trains a trial with the loop of `fit`, and tells keras_tuner the validation accuracy of its best epoch."""

    def __init__(self, request: SearchRequest, prepared: Prepared, say: Say, **options: Any) -> None:
        self._request, self._prepared, self._say = request, prepared, say
        super().__init__(hypermodel=_Nothing(), **options)

    def run_trial(self, trial: Any, *args: Any, **kwargs: Any) -> dict[str, float]:
        """Train one trial."""
        del args, kwargs
        recipe = self.recipe_of(trial.hyperparameters)
        keras.utils.set_random_seed(recipe.fit.seed)
        model, factors = trial_model(recipe, self._prepared)
        folder = Path(self.get_trial_dir(trial.trial_id)) / "run"
        folder.mkdir(parents=True, exist_ok=True)
        history = train(
            Task(model, recipe, self._prepared.training, self._prepared.validation, factors), folder, resume=True
        )
        parameters = int(sum(np.prod(each.shape) for each in model.trainable_variables))
        scores = _scores(history) | {"parameters": float(parameters), "epochs": float(len(history))}
        (folder / "checkpoint.npz").unlink(missing_ok=True)
        self._say(
            f"trial {trial.trial_id}: validation accuracy {scores['val_accuracy']:.3f} ({parameters:,} parameters)"
        )
        keras.backend.clear_session()
        return scores

    def recipe_of(self, hyperparameters: Any) -> Recipe:
        """The recipe with the settings of a trial."""
        recipe = merged(self._request.recipe, settings_from(hyperparameters, self._request.recipe, self._request.space))
        epochs = hyperparameters.values.get("tuner/epochs")
        if epochs is None:
            return recipe
        return recipe.model_copy(
            update={"fit": recipe.fit.model_copy(update={"epochs": int(epochs), "warmup_epochs": 0})}
        )


class _Nothing(keras_tuner.HyperModel):  # type: ignore[misc]
    """keras_tuner wants a model to build; ours are built by `trial_model`."""

    def build(self, hp: Any) -> None:
        del hp


def _scores(history: History) -> dict[str, float]:
    best = history[best_epoch(history) - 1]
    return {"val_accuracy": float(best["val_accuracy"]), "val_loss": float(best["val_loss"])}


def search(request: SearchRequest, prepared: Prepared, say: Say) -> RecipeTuner:
    """Run the trials that are not done yet.

    Args:
        request: what to search.
        prepared: photos and weights, ready for any trial.
        say: told about every trial.

    Returns:
        The tuner, with all trials; see `results` and `write_best`.

    Raises:
        RunError: the folder belongs to another search.
    """
    _claim(request)
    tuner = make_tuner(request, prepared, say)
    tuner.search(verbose=0)
    return tuner


def make_tuner(request: SearchRequest, prepared: Prepared, say: Say) -> RecipeTuner:
    """The tuner of a search; trials that are done are read from its folder."""
    space = keras_tuner.HyperParameters()
    _draw_all(space, request)
    common: dict[str, Any] = {"objective": OBJECTIVE, "hyperparameters": space, "seed": request.recipe.fit.seed}
    oracle: Any
    if request.method == "hyperband":
        oracle = keras_tuner.oracles.HyperbandOracle(max_epochs=request.recipe.fit.epochs, **common)
    elif request.method == "bayesian":
        oracle = keras_tuner.oracles.BayesianOptimizationOracle(max_trials=request.trials, **common)
    else:
        oracle = keras_tuner.oracles.RandomSearchOracle(max_trials=request.trials, **common)
    return RecipeTuner(
        request, prepared, say, oracle=oracle, directory=str(request.folder), project_name="trials", overwrite=False
    )


def _draw_all(space: Any, request: SearchRequest) -> None:
    """Make every setting known that any trial may have: the most blocks and layers."""
    settings_from(space, request.recipe, request.space)
    for count in ("blocks", "dense_layers"):
        if count in space.values:
            space.values[count] = MOST[count]
    settings_from(space, request.recipe, request.space)


def results(tuner: RecipeTuner) -> list[TrialResult]:
    """The finished trials, best first."""
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    return sorted(
        (
            TrialResult(
                trial.trial_id,
                used_settings(trial.hyperparameters.values),
                float(trial.score),
                int(trial.metrics.get_best_value("epochs") or 0),
                int(trial.metrics.get_best_value("parameters") or 0),
            )
            for trial in done
        ),
        key=lambda each: -each.val_accuracy,
    )


def used_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that played a part: those of blocks and layers beyond the chosen number did not."""
    blocks, layers = int(values.get("blocks", 0)), int(values.get("dense_layers", 0))
    used = {}
    for name, value in values.items():
        kind, _, number = name.rpartition("_")
        if name.startswith("tuner/"):
            continue
        if number.isdigit() and int(number) > (blocks if kind in ("filters", "kernel") else layers):
            continue
        used[name] = value
    return used


def write_best(tuner: RecipeTuner, request: SearchRequest, best: TrialResult) -> Path:
    """Write the best trial's settings as a recipe that `fit` takes."""
    trial = tuner.oracle.trials[best.name]
    recipe = tuner.recipe_of(trial.hyperparameters)
    about = f"Found by {request.method} search from {request.recipe.name}: validation accuracy {best.val_accuracy:.3f}."
    fit = recipe.fit.model_copy(update={"epochs": request.recipe.fit.epochs, "warmup_epochs": 0})
    named = recipe.model_copy(update={"name": f"{request.recipe.name}_tuned", "about": about, "fit": fit})
    file = request.folder / "best.toml"
    write_text(file, recipe_text(named))
    return file


def is_chief() -> bool:
    """Whether this process only hands out trials to workers (keras_tuner's own rule)."""
    return "chief" in os.environ.get("KERASTUNER_TUNER_ID", "")


def _claim(request: SearchRequest) -> None:
    """Keep what the search is about in its folder, and refuse a folder of another one."""
    about = {
        "recipe": request.recipe.model_dump(mode="json"),
        "method": request.method,
        "space": request.space,
    }
    file = request.folder / "search.json"
    if file.is_file():
        try:
            found = read_json_file(file)
        except (OSError, ValueError) as error:
            raise RunError(f"{file}: cannot be read ({error}). Choose another --out.") from error
        if found != about:
            raise RunError(f"{request.folder}: another search is in this folder. Choose another --out.")
        return
    if request.folder.is_dir() and any(request.folder.iterdir()):
        raise RunError(f"{request.folder}: there is something in it already. Choose another --out.")
    write_text(file, json.dumps(about, indent=2, sort_keys=True) + "\n")


def table_of(trials: Sequence[TrialResult]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of all trials; a setting that played no part in a trial is None."""
    names = sorted({name for trial in trials for name in trial.settings})
    rows = [
        [trial.name, *(trial.settings.get(name) for name in names), trial.parameters, trial.epochs, trial.val_accuracy]
        for trial in trials
    ]
    return ["trial", *names, "parameters", "epochs", "val_accuracy"], rows
