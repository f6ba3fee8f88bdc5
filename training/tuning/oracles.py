"""keras_tuner's oracles, which choose the settings of the next trial; ours begin with the recipe as it is.

They never choose what was tried: settings that play no part are not among a trial's values, so equal values are the
same network and other values another one.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras_tuner

from training.files import write_text
from training.tuning.requests import SearchRequest
from training.tuning.spaces import merged, plain, settings_from, values_of

OBJECTIVE = keras_tuner.Objective("val_accuracy", "max")
# Marks the trial of a recipe that lies outside the space: its values are only the nearest there.
AS_IT_IS = "tuner/recipe"


class _AsBefore(int):
    """How many trials at most. keras_tuner pads the number of a trial to as many digits as this has as text."""

    digits: int

    def __str__(self) -> str:
        return "0" * self.digits


class _RecipeFirst:
    """What all our oracles have in common."""

    first: Mapping[str, Any]

    def save(self) -> None:
        """Keep what the oracle knows: as a whole, because a search may be ended at any moment."""
        write_text(Path(self._get_oracle_fname()), json.dumps(self.get_state()))  # type: ignore[attr-defined]

    def reload(self) -> None:
        """Go on where the search was; new trials are numbered as those that are there, whatever the most is now."""
        super().reload()  # type: ignore[misc]
        oracle: Any = self
        if oracle.max_trials and oracle.start_order:
            oracle.max_trials = _AsBefore(oracle.max_trials)
            oracle.max_trials.digits = len(oracle.start_order[0])

    def _save_trial(self, trial: Any) -> None:
        folder = Path(self._get_trial_dir(trial.trial_id))  # type: ignore[attr-defined]
        write_text(folder / "trial.json", json.dumps(trial.get_state()))

    def _random_values(self) -> dict[str, Any] | None:
        if not self.trials:  # type: ignore[attr-defined]
            return dict(self.first)
        values: dict[str, Any] | None = super()._random_values()  # type: ignore[misc]
        return values

    def _compute_values_hash(self, values: Mapping[str, Any]) -> str:
        rounded = {name: plain(value) if isinstance(value, float) else value for name, value in values.items()}
        return str(super()._compute_values_hash(rounded))  # type: ignore[misc]


class RandomOracle(_RecipeFirst, keras_tuner.oracles.RandomSearchOracle):  # type: ignore[misc]
    """Random search."""


class BayesianOracle(_RecipeFirst, keras_tuner.oracles.BayesianOptimizationOracle):  # type: ignore[misc]
    """Bayesian optimisation; where its best guess was tried already, a random one is tried instead."""

    def populate_space(self, trial_id: str) -> dict[str, Any]:
        """The settings of the next trial, as keras_tuner wants them."""
        chosen: dict[str, Any] = super().populate_space(trial_id)
        if chosen["values"] is not None and self._duplicate(chosen["values"]):
            return dict(self._random_populate_space())
        return chosen


class HyperbandOracle(_RecipeFirst, keras_tuner.oracles.HyperbandOracle):  # type: ignore[misc]
    """Hyperband."""

    @property
    def planned(self) -> int:
        """Trials of all brackets, those that go on from another one too."""
        brackets = range(self._get_num_brackets())
        return sum(self._get_size(bracket, number) for bracket in brackets for number in range(bracket + 1))


def make_oracle(request: SearchRequest) -> Any:
    """The oracle of a search, with all settings that any trial may have."""
    space = keras_tuner.HyperParameters()
    settings_from(space, request.trial_recipe, request.space)
    common: dict[str, Any] = {"objective": OBJECTIVE, "hyperparameters": space, "seed": request.recipe.fit.seed}
    oracle: Any
    if request.method == "hyperband":
        oracle = HyperbandOracle(max_epochs=request.epochs, **common)
    elif request.method == "bayesian":
        oracle = BayesianOracle(max_trials=request.trials, **common)
    else:
        oracle = RandomOracle(max_trials=request.trials, **common)
    oracle.first = first_values(space, request)
    return oracle


def first_values(space: Any, request: SearchRequest) -> dict[str, Any]:
    """Values of the first trial: the recipe's own, or where it lies outside the space, the nearest and `AS_IT_IS`."""
    wanted, drawn = values_of(request.recipe), space.copy()
    for each in drawn.space:
        if drawn.is_active(each):
            drawn.values[each.name] = _nearest(each, wanted[each.name])
        else:
            drawn.values.pop(each.name, None)
    same = merged(request.trial_recipe, settings_from(drawn, request.trial_recipe, request.space))
    return dict(drawn.values) | ({} if same == request.trial_recipe else {AS_IT_IS: 1})


def _nearest(setting: Any, wanted: Any) -> Any:
    if isinstance(setting, keras_tuner.engine.hyperparameters.Choice):
        if isinstance(wanted, str):
            return wanted
        return min(setting.values, key=lambda each: abs(each - wanted))
    within = min(max(wanted, setting.min_value), setting.max_value)
    if isinstance(setting, keras_tuner.engine.hyperparameters.Int):
        return setting.min_value + round((within - setting.min_value) / setting.step) * setting.step
    return float(within)
