"""The same photos for many trainings: decoded, or turned into features, once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.architectures.base import WeightSource
from training.datasets.photos import DataError
from training.fitting.engine import Labels
from training.fitting.examples import Examples
from training.fitting.optimum import start_from_nothing
from training.fitting.rates import rate_factors
from training.fitting.run_fit import FitRequest, sides_of
from training.fitting.trainer import Trainer, prepare_keras
from training.networks.building import build_network, head_model, weight_source
from training.recipes.schema import Recipe

Say = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Photos and weights, ready for any trial of a recipe.

    Attributes:
        training: examples and labels to train on.
        validation: the same to check on.
        breeds: the network's outputs.
        weights: of the body.
        feature_size: of cached features; 0 when pixels are trained on.
    """

    training: tuple[Examples, Labels]
    validation: tuple[Examples, Labels]
    breeds: tuple[str, ...]
    weights: WeightSource
    feature_size: int


def prepare_trials(request: FitRequest, say: Say) -> Prepared:
    """Read, split and decode the photos, and compute features where the recipe caches them.

    Raises:
        DataError, WeightsError: what is wrong with the photos or the weights.
    """
    sides = sides_of(request, say)
    if sides.validation is None:
        raise DataError("a search needs validation photos to choose by.")
    prepare_keras(request.recipe, say)
    weights = weight_source(request.recipe, request.weights)
    trainer = Trainer(request.recipe, weights, sides.training.breeds, sides.training.wnids())
    return Prepared(
        trainer.examples(sides.training, "training photos", say),
        trainer.examples(sides.validation, "validation photos", say),
        sides.training.breeds,
        weights,
        trainer.feature_size,
    )


def trial_model(recipe: Recipe, prepared: Prepared) -> tuple[Any, dict[str, float]]:
    """A fresh network for a trial, and the learning rate factors of its variables."""
    if recipe.uses_cached_features:
        head = head_model(recipe, prepared.feature_size, len(prepared.breeds))
        if recipe.finds_the_optimum:
            start_from_nothing(head)
        return head, {}
    network = build_network(recipe, len(prepared.breeds), prepared.weights)
    return network.model, rate_factors(network, recipe)


def trial_request(recipe: Recipe, data: tuple[Path, ...], split: Path | None, weights: Path | None) -> FitRequest:
    """A request for photos only: no run folder comes of it."""
    return FitRequest(recipe, data, Path(), split, weights)
