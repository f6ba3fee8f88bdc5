"""What the preview of the augmentation shows is what a network gets in training."""

from pathlib import Path

import numpy as np
import pytest

from desktop_app.inference.preprocess import tensors_of_file
from training.datasets.readers import read_data
from training.fitting.pixels import input_spec
from training.fitting.previews import preview_augmentation
from training.recipes import load_recipe
from training.reports.augmentation_page import when_it_counts

pytestmark = pytest.mark.training


def test_photos_stand_in_the_networks_own_pixels_and_are_changed_by_its_own_layer(tiny_photos: Path) -> None:
    from training.networks.augmentation import RandomChanges, reseed

    recipe = load_recipe("cnn_small", ["body.image_size=32"])
    made = preview_augmentation(recipe, read_data(tiny_photos), count=3, copies=2, seed=5)
    plain = [tensors_of_file(each.photo.path.read_bytes(), input_spec(32, "squash"))[0] for each in made.photos]
    assert np.array_equal([each.plain for each in made.photos], plain)
    layer = RandomChanges(recipe.augmentation)
    layer.build((None, 32, 32, 3))
    for copy in (1, 2):
        reseed(layer, 5, copy)
        expected = np.asarray(layer(np.stack(plain).astype(np.float32), training=True))
        shown = np.stack([each.copies[copy - 1] for each in made.photos])
        assert np.abs(shown - expected).max() <= 0.5
    assert len({each.photo.breed for each in made.photos}) == 3


def test_mixup_blends_photos_and_says_which_labels(tiny_photos: Path) -> None:
    recipe = load_recipe("cnn_small", ["body.image_size=32", "augmentation={mixup=1.0}"])
    made = preview_augmentation(recipe, read_data(tiny_photos), count=3, copies=4)
    labels = [label for each in made.photos for label in each.labels]
    assert any(" + " in label for label in labels)
    assert made.single == {}


@pytest.mark.parametrize(
    ("recipe", "overrides", "words"),
    [
        ("cnn_small", [], "anew in each epoch"),
        ("cnn_small", ["augmentation={}"], "changes nothing"),
        ("efficientnet_lite0", ["fit.augmented_copies=4"], "of 4 changed copies"),
        ("efficientnet_lite0", [], "does not use it"),
    ],
)
def test_it_is_said_when_a_training_uses_the_changes(recipe: str, overrides: list[str], words: str) -> None:
    assert words in when_it_counts(load_recipe(recipe, overrides))
