"""Heads that tell dogs come with the code, say the same in numbers and in the graph, and join dogs, or no dogs."""

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
    OwnSpecies,
    SpeciesHead,
    head_that_comes_with,
    own_species,
    read_own_species,
    write_own_species,
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
    for dogs in (True, False):
        own = OwnSpecies(species, dogs)
        told = keras.Model(embedding, own.probability(species.output(embedding, imagenet)))
        expected = 1 - own.foreign(values, imagenet)
        assert told.predict(values, verbose=0)[:, 0] == pytest.approx(expected, abs=1e-4)
        assert expected.std() > 0.01
    ours = species.dogs(values, imagenet)
    assert ours == pytest.approx(softmax(logits / species.temperature, axis=1)[:, 0], abs=1e-4)
    assert ours.std() > 0.01


def test_a_head_comes_back_from_a_runs_folder_and_a_damaged_one_is_named(tmp_path: Path) -> None:
    assert read_own_species(tmp_path) is None
    head = LinearHead(np.ones((SIZE + 3, 3), np.float32), np.zeros(3, np.float32))
    for dogs in (True, False):
        write_own_species(tmp_path, OwnSpecies(SpeciesHead(head, 0.8, 0.25), dogs))
        found = read_own_species(tmp_path)
        assert found is not None
        assert found.dogs is dogs
        assert np.array_equal(found.told_by.head.kernel, head.kernel)
        assert (found.told_by.temperature, found.told_by.threshold) == (0.8, 0.25)
    write_species_head(tmp_path / SPECIES, SpeciesHead(head, 0.8, 0.25))
    found = read_own_species(tmp_path)
    assert found is not None
    assert found.dogs, "as heads of runs were written before packs of cats had any"
    (tmp_path / SPECIES).write_bytes(b"no arrays")
    with pytest.raises(ValueError, match=rf"{SPECIES}: cannot be read"):
        read_own_species(tmp_path)


def test_what_is_as_likely_as_not_is_foreign_by_half_and_mixed_photos_have_no_species() -> None:
    """The head here looks at the first of two numbers alone: the greater, the more a dog."""
    kernel = np.zeros((5, 3), np.float32)
    kernel[0] = (1, 0, 0)
    species = SpeciesHead(LinearHead(kernel, np.zeros(3, np.float32)), 1.0, 0.2)
    imagenet = (np.zeros((2, 1000), np.float32), np.zeros(1000, np.float32))
    dog, other = np.array([[6, 0]], np.float32), np.array([[-6, 0]], np.float32)
    # Where the other two columns are alike, the head's own probability of a dog is the threshold.
    edge = np.array([[np.log(2 * 0.2 / 0.8), 0]], np.float32)
    assert species.dogs(edge, imagenet)[0] == pytest.approx(0.2, abs=1e-6)
    for own, of, strange in ((OwnSpecies(species, True), dog, other), (OwnSpecies(species, False), other, dog)):
        assert own.foreign(of, imagenet)[0] < 0.02
        assert own.foreign(strange, imagenet)[0] > 0.98
        assert own.foreign(edge, imagenet)[0] == pytest.approx(0.5, abs=1e-5)
    found = own_species(species, np.repeat(dog, 9, axis=0), np.arange(9) % 3, imagenet)
    assert found is not None
    assert found.dogs
    found = own_species(species, np.repeat(other, 9, axis=0), np.arange(9) % 3, imagenet)
    assert found is not None
    assert not found.dogs
    assert own_species(species, np.concatenate([dog, other]), np.arange(2), imagenet) is None
    for few, many in ((dog, other), (other, dog)):
        photos = np.concatenate([few, np.repeat(many, 19, axis=0)])
        odd_one, own_class = np.arange(20) // 10, np.array([0] + [1] * 19)
        assert own_species(species, photos, odd_one, imagenet) is not None, "one photo of a class is no matter"
        assert own_species(species, photos, own_class, imagenet) is None, "a class of one photo is a class"


@pytest.mark.photos
def test_it_joins_photos_of_dogs_and_of_cats_and_no_body_that_was_changed(photos_folder: Path) -> None:
    from training.fitting.finishing import _species
    from training.fitting.frozen import FrozenBody
    from training.recipes import load_recipe

    recipe = load_recipe("efficientnet_lite0")
    body = FrozenBody(recipe, "imagenet")

    def shown(folder: str, weights: Any = "imagenet") -> bool | None:
        photos = sorted((photos_folder / folder).glob("*.jpg"))[:12]
        assert len(photos) == 12
        trainer = cast("Any", SimpleNamespace(recipe=recipe, weights=weights))
        examples = FeatureExamples([body.examples(photos).features[0]])
        found, foreign = _species(trainer, (examples, np.zeros(12, np.int64)), None)
        assert (found is None) == (foreign is None)
        assert foreign is None or foreign.max() < 0.5
        return None if found is None else found.dogs

    assert shown("dogs_of_unknown_breed") is True
    assert shown("other_animals_and_things/cat") is False
    assert shown("dogs_of_unknown_breed", Path("refined.npz")) is None
