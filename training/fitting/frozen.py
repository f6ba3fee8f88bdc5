"""Features of a frozen body, as they are and augmented, from `training.fitting.features`, which keeps them on disk."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.architectures import ARCHITECTURES
from training.architectures.base import WeightSource
from training.datasets.photos import DataError
from training.fitting.examples import FeatureExamples, Floats
from training.fitting.features import Backbone, FeatureRequest, frozen_features, keras_backbone
from training.fitting.pixels import input_spec
from training.networks.augmentation import ChangesOneByOne
from training.networks.building import build_body, image_size
from training.recipes.schema import Recipe


class FrozenBody:
    """A recipe's body, for computing features; built once and used for every set of photos."""

    def __init__(self, recipe: Recipe, weights: WeightSource) -> None:
        self._recipe = recipe
        self._spec = input_spec(image_size(recipe), recipe.data.resize)
        self._plain = keras_backbone(ARCHITECTURES[recipe.architecture], weights)
        self._weights = weights

    @property
    def size(self) -> int:
        """Length of a feature vector."""
        return self._plain.size

    def examples(
        self, paths: Sequence[Path], copies: int = 0, progress: Callable[[int, int], None] = lambda _done, _all: None
    ) -> FeatureExamples:
        """The features of photos, and of `copies` augmented copies of each.

        Args:
            paths: the photos.
            copies: of each.
            progress: called with the number done and the number of all (photos and copies), after every batch.

        Raises:
            DataError: a photo is missing or unreadable, or the disk is full.
        """
        backbones = [self._plain, *(self._augmented(copy) for copy in range(1, copies + 1))]
        photos, features = len(paths), []
        for number, backbone in enumerate(backbones):
            counted = _counted(backbone, number * photos, photos * len(backbones), progress)
            features.append(self._features(counted, paths))
        return FeatureExamples(features)

    def _features(self, backbone: Backbone, paths: Sequence[Path]) -> Floats:
        try:
            features = frozen_features(backbone, FeatureRequest(paths, self._spec))
        except OSError as error:
            raise DataError(f"{error.filename}: {error.strerror}. The features could not be computed.") from error
        if features.unreadable:
            row, why = next(iter(features.unreadable.items()))
            count = len(features.unreadable)
            raise DataError(
                f"{paths[row]}: cannot be read ({why}); {count} such photos in all. `explore` lists them; remove "
                "them, or split again: `split` leaves unreadable photos out."
            )
        return features.values[:, 0]

    def _augmented(self, copy: int) -> Backbone:
        """The body behind the recipe's random changes, as a backbone of its own with its own features.

        What is random follows from the seed, the copy and the photo's own pixels, whichever photos are beside it: so
        features are kept photo by photo.
        """
        import tensorflow as tf

        body = build_body(self._recipe, self._weights, "float32")
        changed = ChangesOneByOne(self._recipe.augmentation, (self._spec.height, self._spec.width))

        @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
        def run(pixels: Any, seeds: Any) -> Any:
            return body(changed(pixels, seeds), training=False)["embedding"]

        def embed(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
            own = [(self._recipe.fit.seed, copy, zlib.crc32(photo.tobytes())) for photo in pixels]
            seeds = np.stack([changed.seeds(*each) for each in own])
            return np.asarray(run(tf.constant(pixels.astype(np.float32)), tf.constant(seeds)))

        settings = self._recipe.augmentation.model_dump_json()
        name = f"{self._plain.name}|{settings}|seed {self._recipe.fit.seed}|copy {copy}|photo by photo"
        return Backbone(name, self._plain.size, embed)


def _counted(backbone: Backbone, before: int, total: int, progress: Callable[[int, int], None]) -> Backbone:
    """The same backbone, whose work is told; what the cache knows already is never given to it."""
    done = before

    def embed(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        nonlocal done
        values = backbone.embed(pixels)
        done += len(pixels)
        progress(min(done, total), total)
        return values

    return replace(backbone, embed=embed)
