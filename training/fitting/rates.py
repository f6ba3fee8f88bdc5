"""Learning rates: over time, and over the depth of the network."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import keras

from training.networks.building import Network, depth_of_layers
from training.recipes.schema import Fit, Recipe

STEP_AT, STEP_FACTOR = 2 / 3, 0.1
PLATEAU_PATIENCE, PLATEAU_FACTOR = 2, 1 / 3


def learning_rate(fit: Fit, progress: float, history: Sequence[Mapping[str, Any]] = ()) -> float:
    """The learning rate at a moment of the training.

    Args:
        fit: schedule, epochs, warm-up and highest rate.
        progress: epochs done, with fractions.
        history: the epochs done, with `val_loss` or else `loss`; only "plateau" looks at it.
    """
    if progress < fit.warmup_epochs:
        return fit.learning_rate * max(progress, 1e-3) / fit.warmup_epochs
    share = (progress - fit.warmup_epochs) / max(fit.epochs - fit.warmup_epochs, 1e-9)
    if fit.schedule == "cosine":
        return fit.learning_rate * 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))
    if fit.schedule == "step":
        return fit.learning_rate * (STEP_FACTOR if share >= STEP_AT else 1.0)
    if fit.schedule == "plateau":
        return fit.learning_rate * PLATEAU_FACTOR ** _plateaus(history)
    return fit.learning_rate


def _plateaus(history: Sequence[Mapping[str, Any]]) -> int:
    best, waited, plateaus = math.inf, 0, 0
    for epoch in history:
        loss = float(epoch.get("val_loss", epoch["loss"]))
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
            if waited == PLATEAU_PATIENCE:
                waited, plateaus = 0, plateaus + 1
    return plateaus


def rate_factors(network: Network, recipe: Recipe) -> dict[str, float]:
    """For each trained variable of a pre-trained body (by its path), its share of the head's learning rate."""
    if recipe.from_scratch or recipe.frozen:
        return {}
    depths = depth_of_layers(network.body)
    return {
        variable.path: recipe.unfreeze.rate * recipe.unfreeze.decay ** depths[layer.name]
        for layer in network.body.layers
        for variable in layer.trainable_variables
    }


def make_optimizer(fit: Fit, factors: Mapping[str, float]) -> Any:
    """The recipe's optimizer; each variable in `factors` learns at that share of the rate."""
    options: dict[str, Any] = {"learning_rate": fit.learning_rate}
    if fit.optimizer == "adamw":
        base, options["weight_decay"] = keras.optimizers.AdamW, fit.weight_decay
    elif fit.optimizer == "sgd":
        base = keras.optimizers.SGD
        options |= {"momentum": 0.9, "nesterov": True}
    else:
        base = keras.optimizers.Adam
    return discriminative(base, factors)(**options)


def discriminative(base: Any, factors: Mapping[str, float]) -> Any:
    """An optimizer's class under which each variable in `factors` (by its path) learns at that share of the rate."""
    if not factors:
        return base

    class Discriminative(base):  # type: ignore[misc]
        """Scales the rate, not the gradient: Adam would undo a scaled gradient."""

        def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
            # What arrives here is TensorFlow's variable; the optimizer knows whose it is.
            path = self._trainable_variables[self._get_variable_index(variable)].path
            super().update_step(gradient, variable, learning_rate * factors.get(path, 1.0))

    return Discriminative
