"""Photos as augmentation changes them: the pixels that a network gets when it is trained by a recipe."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.preprocess import tensors_of_file
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.fitting.pixels import input_spec
from training.networks.augmentation import RandomChanges, mixed_up, reseed
from training.networks.building import image_size
from training.recipes.schema import Augmentation, Recipe

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Preview:
    """One photo and what augmentation made of it.

    Attributes:
        photo: which.
        plain: uint8 `[S, S, 3]`, as the network gets it outside of training.
        copies: uint8 `[N, S, S, 3]`, as it gets it in training.
        labels: what each copy is labelled as; with mixup a blend of two breeds.
    """

    photo: LabelledPhoto
    plain: Pixels
    copies: Pixels
    labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class AugmentationPreview:
    """What is shown of a recipe's augmentation.

    Attributes:
        photos: some photos with all changes together.
        single: each change by itself on the first photo: its setting, and copies uint8 `[N, S, S, 3]`.
    """

    photos: tuple[Preview, ...]
    single: dict[str, Pixels]


def preview_augmentation(
    recipe: Recipe, photos: PhotoSet, *, count: int = 6, copies: int = 8, seed: int = 1337
) -> AugmentationPreview:
    """Change some photos as a training would.

    Args:
        recipe: whose augmentation, size and resizing.
        photos: to choose from; unreadable ones are passed over.
        count: how many photos, of as many different breeds as there are.
        copies: of each.
        seed: of the choice and of the changes.

    Raises:
        DataError: no photo can be read.
    """
    chosen, plain = _chosen(recipe, photos, count, seed)
    batches = [_changed(recipe.augmentation, plain, seed, copy) for copy in range(1, copies + 1)]
    labels = [[photo.breed] * copies for photo in chosen]
    if recipe.augmentation.mixup:
        for copy, batch in enumerate(batches):
            batches[copy], mixed = _mixed(batch, chosen, recipe.augmentation.mixup, seed, copy)
            for row, label in enumerate(mixed):
                labels[row][copy] = label
    together = [np.stack([_whole(batch[row]) for batch in batches]) for row in range(len(chosen))]
    shown = tuple(
        Preview(photo, pixels, changed, tuple(said))
        for photo, pixels, changed, said in zip(chosen, plain, together, labels, strict=True)
    )
    single = {
        name if value is True else f"{name} = {value:g}": _whole(
            np.concatenate([_changed(changes, plain[:1], seed, copy) for copy in range(1, copies + 1)])
        )
        for name, value, changes in _one_by_one(recipe.augmentation)
    }
    return AugmentationPreview(shown, single)


def _chosen(recipe: Recipe, photos: PhotoSet, count: int, seed: int) -> tuple[list[LabelledPhoto], Pixels]:
    spec = input_spec(image_size(recipe), recipe.data.resize)
    chosen: list[LabelledPhoto] = []
    pixels: list[Pixels] = []
    for photo in _of_many_breeds(photos, seed):
        try:
            pixels.append(tensors_of_file(photo.path.read_bytes(), spec)[0])
        except (OSError, UnreadablePhotoError):
            continue
        chosen.append(photo)
        if len(chosen) == count:
            break
    if not chosen:
        raise DataError(f"{photos.root}: none of its photos can be read. `explore` says why.")
    return chosen, np.stack(pixels)


def _of_many_breeds(photos: PhotoSet, seed: int) -> list[LabelledPhoto]:
    """All photos in an order of chance, in which no breed comes again before each other one has come as often."""
    shuffled = random.Random(seed).sample(photos.photos, len(photos))
    turns: dict[str, int] = {}
    order = []
    for photo in shuffled:
        turns[photo.breed] = turns.get(photo.breed, 0) + 1
        order.append(turns[photo.breed])
    return [photo for _, photo in sorted(zip(order, shuffled, strict=True), key=lambda each: each[0])]


def _changed(changes: Augmentation, pixels: Pixels, seed: int, copy: int) -> NDArray[np.float32]:
    """A batch through the very layer that stands at the start of a network in training."""
    layer = RandomChanges(changes, name="augmentation")
    layer.build((None, *pixels.shape[1:]))
    reseed(layer, seed, copy)
    return np.asarray(layer(pixels.astype(np.float32), training=True), dtype=np.float32)


def _mixed(
    batch: NDArray[np.float32], photos: Sequence[LabelledPhoto], alpha: float, seed: int, copy: int
) -> tuple[NDArray[np.float32], list[str]]:
    breeds = list(dict.fromkeys(photo.breed for photo in photos))
    rows = np.eye(len(breeds), dtype=np.float32)[[breeds.index(photo.breed) for photo in photos]]
    pixels, labels = mixed_up(batch, rows, alpha, np.random.default_rng((seed, copy)))
    return pixels, [
        " + ".join(f"{share:.2f} {breed}" for breed, share in zip(breeds, label, strict=True) if share >= 0.005)
        for label in labels
    ]


def _one_by_one(changes: Augmentation) -> list[tuple[str, float, Augmentation]]:
    used = {name: value for name, value in changes.model_dump().items() if value and name != "mixup"}
    return [(name, value, Augmentation.model_validate({name: value})) for name, value in used.items()]


def _whole(pixels: NDArray[np.float32]) -> Pixels:
    return np.asarray(np.clip(np.rint(pixels), 0, 255), dtype=np.uint8)
