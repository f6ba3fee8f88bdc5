"""The same photos for many trainings: decoded, or turned into features, once."""

from dataclasses import dataclass
from typing import Any

from training.architectures.base import WeightSource
from training.datasets.photos import DataError
from training.fitting.engine import Labels
from training.fitting.examples import Examples
from training.fitting.optimum import head_of, start_from, start_from_nothing
from training.fitting.progress import Counting, no_counting
from training.fitting.rates import rate_factors
from training.fitting.requests import FitRequest
from training.fitting.run_fit import Sides
from training.fitting.trainer import Say, Trainer, prepare_keras
from training.networks.building import build_network, head_model, weight_source
from training.networks.heads import LinearHead
from training.recipes.schema import Recipe


@dataclass(frozen=True, eq=False)
class Prepared:
    """Photos and weights, ready for any trial of a recipe.

    Attributes:
        training: examples and labels to train on.
        validation: the same to check on.
        breeds: the network's outputs.
        weights: of the body.
        feature_size: of cached features; 0 when pixels are trained on.
        start: what the last layer begins with where the recipe starts from ImageNet's columns; None for nothing.
    """

    training: tuple[Examples, Labels]
    validation: tuple[Examples, Labels]
    breeds: tuple[str, ...]
    weights: WeightSource
    feature_size: int
    start: LinearHead | None


def prepare_trials(request: FitRequest, sides: Sides, say: Say, counting: Counting = no_counting) -> Prepared:
    """Decode the photos, and compute features where the recipe caches them.

    Args:
        request: as `trial_request` makes it.
        sides: the photos, as `run_fit.sides_of` gives them for it.
        say: told what is done.
        counting: told how far it is.

    Raises:
        DataError, WeightsError: what is wrong with the photos or the weights.
    """
    if sides.validation is None:
        raise DataError("a search needs validation photos to choose by.")
    prepare_keras(request.recipe, say)
    weights = weight_source(request.recipe, request.weights)
    trainer = Trainer(request.recipe, weights, sides.training.breeds, sides.training.wnids())
    return Prepared(
        trainer.examples(sides.training, "training photos", say, counting),
        trainer.examples(sides.validation, "validation photos", say, counting),
        sides.training.breeds,
        weights,
        trainer.feature_size,
        head_of(trainer.model) if request.recipe.head.start == "imagenet" else None,
    )


def trial_model(recipe: Recipe, prepared: Prepared) -> tuple[Any, dict[str, float]]:
    """A fresh network for a trial, and the learning rate factors of its variables."""
    if recipe.uses_cached_features:
        head = head_model(recipe, prepared.feature_size, len(prepared.breeds))
        _begin(head, recipe, prepared)
        return head, {}
    network = build_network(recipe, len(prepared.breeds), prepared.weights)
    _begin(network.model, recipe, prepared)
    return network.model, rate_factors(network, recipe)


def _begin(model: Any, recipe: Recipe, prepared: Prepared) -> None:
    """Let the last layer begin as `Trainer` would."""
    if recipe.head.start == "imagenet" and prepared.start is not None:
        start_from(model, prepared.start)
    elif recipe.finds_the_optimum:
        start_from_nothing(model)
