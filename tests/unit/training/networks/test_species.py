"""Heads that tell dogs come with the code, say the same in numbers and in the graph, and join dogs only."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from training.fitting.examples import FeatureExamples
from training.networks.heads import LinearHead
from training.networks.species import (
    FOLDER,
    SPECIES,
    SpeciesHead,
    head_that_comes_with,
    read_species_of_run,
    write_species_head,
)

pytestmark = pytest.mark.training

LITE = ("efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2")
SIZE = 1280


def embeddings(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).gamma(0.5, 0.6, (count, SIZE)).astype(np.float32)


@pytest.mark.parametrize("network", LITE)
def test_each_efficientnet_lite_has_a_head(network: str) -> None:
    species = head_that_comes_with(network)
    assert species is not None
    assert species.head.kernel.shape == (SIZE + 3, 3)
    assert 0 < species.threshold <= 0.5
    assert {file.stem for file in FOLDER.glob("*.npz")} == set(LITE)


def test_other_networks_have_none() -> None:
    assert head_that_comes_with("vgg16") is None
    assert head_that_comes_with("cnn_small") is None


def test_the_graph_says_what_the_numbers_say() -> None:
    import keras
    from scipy.special import softmax

    random = np.random.default_rng(3)
    imagenet = (random.normal(0, 0.05, (SIZE, 1000)).astype(np.float32), np.zeros(1000, np.float32))
    species = head_that_comes_with("efficientnet_lite0")
    assert species is not None
    embedding = keras.Input((SIZE,))
    graph = keras.Model(embedding, species.output(embedding, imagenet))
    values = embeddings(20, seed=1)
    logits = graph.predict(values, verbose=0)
    ours = species.dogs(values, imagenet)
    assert ours == pytest.approx(softmax(logits / species.temperature, axis=1)[:, 0], abs=1e-4)
    assert ours.std() > 0.01


def test_a_head_comes_back_from_a_runs_folder_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    assert read_species_of_run(tmp_path) is None
    head = LinearHead(np.ones((SIZE + 3, 3), np.float32), np.zeros(3, np.float32))
    write_species_head(tmp_path / SPECIES, SpeciesHead(head, 0.8, 0.25))
    found = read_species_of_run(tmp_path)
    assert found is not None
    assert np.array_equal(found.head.kernel, head.kernel)
    assert (found.temperature, found.threshold) == (0.8, 0.25)
    (tmp_path / SPECIES).write_bytes(b"no arrays")
    with pytest.raises(ValueError, match=rf"{SPECIES}: cannot be read"):
        read_species_of_run(tmp_path)


@pytest.mark.photos
def test_it_joins_photos_of_dogs_and_neither_cats_nor_a_body_that_was_changed(photos_folder: Path) -> None:
    from training.fitting.finishing import _species
    from training.fitting.frozen import FrozenBody
    from training.recipes import load_recipe

    recipe = load_recipe("efficientnet_lite0")
    body = FrozenBody(recipe, "imagenet")

    def joins(folder: str, weights: Any = "imagenet") -> bool:
        photos = sorted((photos_folder / folder).glob("*.jpg"))[:12]
        assert len(photos) == 12
        trainer = cast("Any", SimpleNamespace(recipe=recipe, weights=weights))
        examples = FeatureExamples([body.examples(photos).features[0]])
        return _species(trainer, (examples, np.zeros(12, np.int64)), None) is not None

    assert joins("dogs_of_unknown_breed")
    assert not joins("other_animals_and_things/cat")
    assert not joins("dogs_of_unknown_breed", Path("refined.npz"))
