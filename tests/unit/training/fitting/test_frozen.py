"""Features of augmented copies are those of a photo, whatever is beside it."""

import numpy as np
import pytest

from training.networks.augmentation import ChangesOneByOne
from training.recipes import load_recipe

pytestmark = pytest.mark.training


def test_a_photo_changes_in_the_same_way_in_every_batch() -> None:
    import tensorflow as tf

    recipe = load_recipe("efficientnet_lite0", ["augmentation.erasing=0.5", "augmentation.crop=0.1"])
    changes = ChangesOneByOne(recipe.augmentation, (32, 32))
    run = tf.function(changes, reduce_retracing=True)
    pixels = np.random.default_rng(0).integers(0, 256, (6, 32, 32, 3)).astype(np.float32)
    seeds = np.stack([changes.seeds(1337, 1, number) for number in range(6)])
    together = run(tf.constant(pixels), tf.constant(seeds)).numpy()
    alone = run(tf.constant(pixels[2:3]), tf.constant(seeds[2:3])).numpy()
    np.testing.assert_array_equal(together[2:3], alone)
    turned_round = run(tf.constant(pixels[::-1].copy()), tf.constant(seeds[::-1].copy())).numpy()
    np.testing.assert_array_equal(together, turned_round[::-1])
    # And each in its own way.
    same = run(tf.constant(np.repeat(pixels[:1], 6, axis=0)), tf.constant(seeds)).numpy()
    assert min(np.abs(same[0] - other).mean() for other in same[1:]) > 1


def test_another_photo_in_the_set_leaves_the_augmented_features_of_the_others() -> None:
    from training.fitting.frozen import FrozenBody

    backbone = FrozenBody(load_recipe("efficientnet_lite0"), "random")._augmented(1)
    assert backbone.name.endswith("copy 1|photo by photo")
    noise = np.random.default_rng(3).integers(0, 256, (4, 224, 224, 3), dtype=np.uint8)
    pixels = (noise * np.array([0.2, 0.5, 0.8, 1.0])[:, None, None, None]).astype(np.uint8)
    every = backbone.embed(pixels)
    # Untrained, the numbers are tiny.
    every, fewer = every / np.abs(every).max(), backbone.embed(pixels[1:]) / np.abs(every).max()
    np.testing.assert_allclose(every[1:], fewer, atol=1e-4)
    assert np.abs(every[:1] - every[1:]).max() > 0.01
