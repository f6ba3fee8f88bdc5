"""A recipe's network with what it is trained on: pixels for the whole of it, or cached features for its head."""

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np

from training.architectures import ARCHITECTURES
from training.architectures.base import WeightSource
from training.datasets.imagenet import imagenet_columns
from training.datasets.photos import DataError, PhotoSet
from training.fitting.crossing import Crossed
from training.fitting.engine import Labels, Task
from training.fitting.examples import Examples, PixelExamples
from training.fitting.frozen import FrozenBody
from training.fitting.optimum import head_of, start_from, start_from_nothing
from training.fitting.pixels import decoded_pixels, input_spec
from training.fitting.progress import Counting, no_counting
from training.fitting.rates import rate_factors
from training.networks.building import build_network, copy_head, head_model, image_size
from training.networks.heads import LinearHead, columns_head
from training.recipes.schema import Recipe

Say = Callable[[str], None]


def prepare_keras(recipe: Recipe, say: Say) -> None:
    """Make everything random repeatable, and calculate in 16 bits on a GPU when the recipe allows it."""
    import tensorflow as tf

    make_repeatable(recipe.fit.seed)
    mixed = recipe.fit.mixed_precision == "auto" and bool(tf.config.list_physical_devices("GPU"))
    keras.mixed_precision.set_global_policy("mixed_float16" if mixed else "float32")
    if mixed:
        say("calculating in 16 bits on the GPU")


def make_repeatable(seed: int) -> None:
    """Let the same seed give the same weights."""
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()


class Trainer:
    """Knows whether the whole network is trained on pixels, or its head on cached features.

    Attributes:
        recipe: what is trained.
        weights: of the body.
        breeds: the network's outputs.
        columns: how many of them start from a column of ImageNet's classifier.
        network: the whole of it.
        model: what is trained: the same, or its head.
    """

    def __init__(
        self, recipe: Recipe, weights: WeightSource, breeds: Sequence[str], wnids: dict[str, str | None]
    ) -> None:
        self.recipe, self.weights, self.breeds = recipe, weights, breeds
        self.training_photos = 0
        self.network = build_network(recipe, len(breeds), weights)
        self.columns = 0
        if recipe.finds_the_optimum:
            start_from_nothing(self.network.model)
        if recipe.head.start == "imagenet":
            self.columns = _start_from_imagenet(self.network.model, recipe, weights, [wnids[breed] for breed in breeds])
        self._body = FrozenBody(recipe, weights) if recipe.uses_cached_features else None
        if self._body is not None:
            self.model = head_model(recipe, self._body.size, len(breeds))
            copy_head(self.network.model, self.model)
        else:
            self.model = self.network.model

    @property
    def feature_size(self) -> int:
        """Length of a cached feature vector; 0 when pixels are trained on."""
        return 0 if self._body is None else self._body.size

    def examples(
        self, photos: PhotoSet, what: str, say: Say, counting: Counting = no_counting
    ) -> tuple[Examples, Labels]:
        """What the network takes of photos, and their labels as column numbers `[N]`.

        Args:
            photos: to be decoded, or to have their features computed.
            what: they are called by whoever is told.
            say: told what is done.
            counting: told how far it is.

        Raises:
            DataError: photos cannot be read.
        """
        paths = [photo.path for photo in photos.photos]
        labels = np.array(photos.breed_numbers(self.breeds), dtype=np.int64)
        if what == "training photos":
            self.training_photos = len(paths)
        if self._body is None:
            spec = input_spec(image_size(self.recipe), self.recipe.data.resize)
            return PixelExamples(decoded_pixels(paths, spec, counting(f"decoding {what}"))), labels
        trained_on = what == "training photos" and not self.recipe.leaves_the_head
        copies = self.recipe.fit.augmented_copies if trained_on else 0
        say(f"features of {len(paths)} {what}" + (f" and of {copies} augmented copies" if copies else ""))
        return self._body.examples(paths, copies, counting(f"features of {what}")), labels

    def task(
        self,
        training: tuple[Examples, Labels],
        validation: tuple[Examples, Labels] | None,
        crossed: Crossed | None = None,
    ) -> Task:
        """What is to be trained on what; `crossed` where there are too few photos to check on."""
        factors = rate_factors(self.network, self.recipe) if self._body is None else {}
        losses = None if crossed is None else crossed.losses
        return Task(self.model, self.recipe, training, validation, factors, losses)

    def finish(self) -> None:
        """Put a head that was trained alone onto its body."""
        if self._body is not None:
            copy_head(self.model, self.network.model)


def _start_from_imagenet(model: Any, recipe: Recipe, weights: WeightSource, wnids: Sequence[str | None]) -> int:
    """Copy the columns of the breeds that ImageNet's classifier has; the others start from nothing. Says how many."""
    imagenet = ARCHITECTURES[recipe.architecture].imagenet_head
    if weights == "random":
        return 0  # a trial without weights has no classifier to start from
    if imagenet is None:
        raise DataError(
            f'head.start = "imagenet" needs a network whose ImageNet classifier is at hand, and {recipe.architecture} '
            "is none. Use --set head.start=random."
        )
    columns = imagenet_columns()
    known = {number: columns[wnid] for number, wnid in enumerate(wnids) if wnid in columns}
    found = columns_head(imagenet(weights), np.array(list(known.values()), dtype=np.int64))
    head = head_of(model)
    start = LinearHead(np.zeros_like(head.kernel), np.zeros_like(head.bias))
    start.kernel[:, list(known)], start.bias[list(known)] = found.kernel, found.bias
    start_from(model, start)
    return len(known)
