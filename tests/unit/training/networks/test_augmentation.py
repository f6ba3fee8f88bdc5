"""Random changes: only in training, repeatable, and as strong as was asked for."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytestmark = pytest.mark.training


def pixels(count: int = 4, side: int = 48) -> NDArray[np.float32]:
    random = np.random.default_rng(3)
    coarse = random.uniform(0, 255, (count, 6, 6, 3)).astype(np.float32)
    return coarse.repeat(side // 6, axis=1).repeat(side // 6, axis=2)


def changes(**settings: Any) -> Any:
    from training.networks.augmentation import RandomChanges
    from training.recipes.schema import Augmentation

    return RandomChanges(Augmentation(**settings))


ALL = {
    "flip": True, "rotation": 0.1, "zoom": 0.1, "contrast": 0.2, "translation": 0.1, "crop": 0.2, "zoom_out": 0.3,
    "erasing": 0.5, "rand_augment": 0.5,
}  # fmt: skip


def test_outside_training_pixels_pass_untouched() -> None:
    layer = changes(**ALL)
    np.testing.assert_array_equal(np.array(layer(pixels())), pixels())


@pytest.mark.parametrize("name", ALL)
def test_each_change_changes_and_keeps_shape_and_range(name: str) -> None:
    from training.networks.augmentation import reseed

    layer = changes(**{name: ALL[name]})
    layer(pixels())
    reseed(layer, 1)
    changed = np.array(layer(pixels(8), training=True))
    assert changed.shape == (8, 48, 48, 3)
    assert changed.min() >= 0
    assert changed.max() <= 255
    assert np.abs(changed - pixels(8)).max() > 1


def test_the_same_seed_gives_the_same_changes() -> None:
    from training.networks.augmentation import reseed

    layer = changes(**ALL)
    layer(pixels())
    results = []
    for seed in (5, 5, 6):
        reseed(layer, seed)
        results.append(np.array(layer(pixels(), training=True)))
    np.testing.assert_array_equal(results[0], results[1])
    assert np.abs(results[0] - results[2]).max() > 1


def test_photos_of_a_batch_are_changed_each_on_its_own() -> None:
    layer = changes(translation=0.3, rotation=0.3)
    one = pixels(1).repeat(8, axis=0)
    changed = np.array(layer(one, training=True))
    assert np.abs(changed[0] - changed[1]).max() > 1


def test_zoom_out_pads_with_grey() -> None:
    from training.networks.augmentation import PADDING, reseed

    layer = changes(zoom_out=0.5)
    layer(pixels())
    reseed(layer, 2)
    white = np.full((16, 48, 48, 3), 255, np.float32)
    corners = np.array(layer(white, training=True))[:, 0, 0, 0]
    assert (np.abs(corners - PADDING) < 1).sum() > 8


def test_mixup_blends_photos_and_labels_alike() -> None:
    from training.networks.augmentation import mixed_up

    labels = np.eye(4, dtype=np.float32)
    flat = np.stack([np.full((2, 2, 3), 60.0 * number, np.float32) for number in range(4)])
    mixed, blended = mixed_up(flat, labels, 0.5, np.random.default_rng(1))
    np.testing.assert_allclose(blended.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(mixed[:, 0, 0, 0], blended @ np.array([0, 60, 120, 180]), atol=1e-3)
    assert (blended.max(axis=1) < 1).any()
