"""Random changes to training photos, as one Keras layer at the start of a network.

Outside training it passes pixels through untouched, and an exported network does not contain it at all.
"""

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from training.recipes.schema import Augmentation

PADDING = 127.0  # as `desktop_app.inference.preprocess` pads


@keras.saving.register_keras_serializable("pawsort")
class RandomChanges(keras.layers.Layer):  # type: ignore[misc]
    """The changes of an `Augmentation`, each photo of a batch changed on its own.

    Pixels are float `[N, S, S, 3]` from 0 to 255 before and after. Mixup is not among them: it changes labels too, so
    it happens where batches are made.
    """

    def __init__(self, changes: Augmentation | dict[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.changes = changes if isinstance(changes, Augmentation) else Augmentation.model_validate(changes)
        self.steps = list(_layers(self.changes))

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Crops need to know the side."""
        if self.changes.crop:
            side = input_shape[1] or 0
            kept = max(1, round(side * (1 - self.changes.crop)))
            self.steps.append(keras.layers.RandomCrop(kept, kept, name="crop"))
            self.steps.append(keras.layers.Resizing(side, side, name="after_crop"))
        self.built = True

    def call(self, pixels: Any, training: bool = False) -> Any:
        """Change the photos when `training`."""
        if not training:
            return pixels
        for step in self.steps:
            pixels = step(pixels, training=True)
        return keras.ops.clip(pixels, 0.0, 255.0)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """The same."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """For saving the network."""
        return {**super().get_config(), "changes": self.changes.model_dump()}


def _layers(changes: Augmentation) -> Iterator[Any]:
    layers = keras.layers
    fill: dict[str, Any] = {"fill_mode": "constant", "fill_value": PADDING}
    if changes.flip:
        yield layers.RandomFlip("horizontal", name="flip")
    if changes.rotation:
        yield layers.RandomRotation(changes.rotation, **fill, name="rotation")
    if changes.zoom:
        yield layers.RandomZoom((-changes.zoom, changes.zoom), **fill, name="zoom")
    if changes.zoom_out:
        # A factor f above 0 shows 1 + f times as much: a photo shrunk by the share s shows 1 / (1 - s) times as much.
        yield layers.RandomZoom((0.0, changes.zoom_out / (1 - changes.zoom_out)), **fill, name="zoom_out")
    if changes.contrast:
        yield layers.RandomContrast(changes.contrast, name="contrast")
    if changes.translation:
        yield layers.RandomTranslation(changes.translation, changes.translation, **fill, name="translation")
    if changes.rand_augment:
        yield layers.RandAugment(value_range=(0, 255), factor=changes.rand_augment, name="rand_augment")
    if changes.erasing:
        yield layers.RandomErasing(changes.erasing, scale=(0.02, 0.2), value_range=(0, 255), name="erasing")


def reseed(model: Any, *seed: int) -> None:
    """Start every random generator in a network anew, so that what is random depends on `seed` alone.

    Called before every epoch: a run that was killed then goes on exactly as if it had not been.
    """
    random = np.random.default_rng(seed)
    for generator in _generators(model):
        generator.state.assign(random.integers(0, 2**31, 2, dtype=np.uint32))


class ChangesOneByOne:
    """Random changes that follow from a seed of each photo, whichever photos are beside it in a batch."""

    def __init__(self, changes: Augmentation, size: tuple[int, int]) -> None:
        """Make the changes.

        Args:
            changes: which.
            size: height and width of the photos.
        """
        self._changes = RandomChanges(changes, name="augmentation")
        self._changes.build((None, *size, 3))
        self._generators = list(_generators(self._changes))

    def seeds(self, *seed: int) -> NDArray[np.uint32]:
        """A state for each random generator, `[G, 2]`, out of the seed of one photo."""
        return np.random.default_rng(seed).integers(0, 2**31, (len(self._generators), 2), dtype=np.uint32)

    def __call__(self, pixels: Any, seeds: Any) -> Any:
        """Inside a `tf.function`: float32 `[N, H, W, 3]`, changed; `seeds` are uint32 `[N, G, 2]`."""
        import tensorflow as tf

        def change(of_one: Any) -> Any:
            photo, own = of_one
            for number, generator in enumerate(self._generators):
                generator.state.assign(own[number])
            return self._changes(photo[None], training=True)[0]

        # One after the other: they share the generators.
        return tf.map_fn(change, (pixels, seeds), fn_output_signature=tf.float32, parallel_iterations=1)


def _generators(layer: Any) -> Iterator[Any]:
    for attribute in vars(layer).values():
        if isinstance(attribute, keras.random.SeedGenerator):
            yield attribute
    for inner in layer._flatten_layers(include_self=False, recursive=False):
        yield from _generators(inner)


def mixed_up(
    pixels: NDArray[np.float32], labels: NDArray[np.float32], alpha: float, random: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mixup (Zhang et al. 2017, arXiv:1710.09412): each photo blended with another of the batch, and so its label.

    Args:
        pixels: float32 `[N, ...]`.
        labels: float32 `[N, C]`, probabilities.
        alpha: both parameters of the Beta distribution that the share is drawn from.
        random: where chance comes from.
    """
    share = random.beta(alpha, alpha, len(pixels)).astype(np.float32)
    other = random.permutation(len(pixels))
    of_pixels = share.reshape(-1, *[1] * (pixels.ndim - 1))
    return (
        of_pixels * pixels + (1 - of_pixels) * pixels[other],
        share[:, None] * labels + (1 - share[:, None]) * labels[other],
    )
