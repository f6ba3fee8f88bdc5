"""What a network is trained on: pixels or cached features, in batches that depend on the seed and the epoch alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import keras
import numpy as np
from numpy.typing import NDArray

from training.fitting.progress import steps_per_epoch
from training.networks.augmentation import mixed_up
from training.recipes.schema import Recipe

Floats = NDArray[np.float32]


class Examples(Protocol):
    """Photos as a network takes them."""

    def __len__(self) -> int: ...

    def rows(self, rows: NDArray[np.int64], random: np.random.Generator | None) -> Floats:
        """The inputs of some photos, float32 `[len(rows), ...]`; `random` is None outside training."""
        ...


@dataclass(frozen=True, eq=False)
class PixelExamples:
    """Decoded photos; the network itself augments them.

    Attributes:
        pixels: uint8 `[N, S, S, 3]`.
    """

    pixels: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.pixels)

    def rows(self, rows: NDArray[np.int64], random: np.random.Generator | None) -> Floats:
        """Float32 `[len(rows), S, S, 3]` from 0 to 255."""
        del random
        return self.pixels[rows].astype(np.float32)


@dataclass(frozen=True, eq=False)
class FeatureExamples:
    """Cached features of photos and of augmented copies of them; each epoch draws one of them for each photo.

    Attributes:
        features: float32 `[1 + copies, N, D]`, the photos as they are first.
    """

    features: Sequence[Floats]

    def __len__(self) -> int:
        return len(self.features[0])

    def rows(self, rows: NDArray[np.int64], random: np.random.Generator | None) -> Floats:
        """Float32 `[len(rows), D]`."""
        if random is None or len(self.features) == 1:
            return np.asarray(self.features[0][rows], np.float32)
        chosen = random.integers(0, len(self.features), len(rows))
        return np.stack([self.features[copy][row] for copy, row in zip(chosen, rows, strict=True)])


class TrainingBatches(keras.utils.PyDataset):  # type: ignore[misc]
    """The batches of one epoch, in an order and with chances that follow from the recipe's seed and the epoch.

    Nothing is carried from one epoch to the next, so a resumed run sees the very batches that it would have seen.
    """

    def __init__(self, examples: Examples, labels: NDArray[np.int64], breeds: int, recipe: Recipe, epoch: int) -> None:
        super().__init__(workers=1)
        self._examples = examples
        self._labels = np.eye(breeds, dtype=np.float32)[labels]
        self._weights = class_weights(labels, breeds) if recipe.fit.class_weights == "balanced" else None
        self._batch = recipe.fit.batch_size
        self._mixup = recipe.augmentation.mixup
        self._seed = (recipe.fit.seed, epoch)
        self._order = np.random.default_rng(self._seed).permutation(len(examples))
        self._steps = steps_per_epoch(len(examples), recipe)

    def __len__(self) -> int:
        return self._steps

    def __getitem__(self, step: int) -> tuple[Any, ...]:
        rows = self._order[step * self._batch : (step + 1) * self._batch]
        random = np.random.default_rng((*self._seed, step))
        inputs, labels = self._examples.rows(rows, random), self._labels[rows]
        if self._mixup:
            inputs, labels = mixed_up(inputs, labels, self._mixup, random)
        if self._weights is None:
            return inputs, labels
        return inputs, labels, labels @ self._weights


def class_weights(labels: NDArray[np.int64], breeds: int) -> Floats:
    """A weight for each breed `[breeds]`, such that all breeds together count the same and the mean photo counts 1."""
    counts = np.maximum(np.bincount(labels, minlength=breeds), 1)
    return (len(labels) / (breeds * counts)).astype(np.float32)


class Predictor:
    """A network for looking at photos, in inference mode and on one device; compiled once, for batches of any size."""

    def __init__(self, model: Any) -> None:
        import tensorflow as tf

        shape = (None, *model.input_shape[1:])
        signature = [tf.TensorSpec(shape, tf.float32)]
        self._run = tf.function(lambda inputs: model(inputs, training=False), input_signature=signature)

    def __call__(self, examples: Examples, batch: int = 32) -> Floats:
        """Probabilities of all photos, float32 `[N, C]`."""
        parts = []
        for start in range(0, len(examples), batch):
            rows = np.arange(start, min(start + batch, len(examples)))
            parts.append(self._run(examples.rows(rows, None)).numpy())
        return np.concatenate(parts).astype(np.float32)
