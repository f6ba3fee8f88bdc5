"""The network of the second look: it takes the first one's pictures, and speaks on the first one's scale."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from training.architectures.efficientnet_lite import efficientnet_lite
from training.bundled.familiar import fit_familiarity, scores
from training.bundled.heads import FittedBreeds, FittedSpecies
from training.bundled.second import OtherNetwork, second_classifier
from training.bundled.table import Table
from training.networks.heads import LinearHead, build_classifier, species_features

LITE0 = efficientnet_lite(0)

pytestmark = pytest.mark.training

EDGE = 260
SIZE = 1280


def head_of(random: np.random.Generator, columns: int, features: int = SIZE) -> LinearHead:
    return LinearHead(
        random.normal(0, 0.1, (features, columns)).astype(np.float32), random.normal(0, 1, columns).astype(np.float32)
    )


def picture(edge: int) -> np.ndarray:
    """Smooth, so that how it is resized plays no part."""
    patches = np.random.default_rng(5).integers(0, 256, (4, 4, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(patches).resize((edge, edge), Image.Resampling.BICUBIC))


def test_pictures_of_another_size_are_resized_inside() -> None:
    head = head_of(np.random.default_rng(1), 4)
    network = replace(LITE0, build=lambda _weights, dtype: LITE0.build("random", dtype))
    # The same random weights in both.
    import keras

    keras.utils.set_random_seed(7)
    own = build_classifier(network, head)
    keras.utils.set_random_seed(7)
    other = build_classifier(network, head, edge=EDGE)
    assert other.input.shape == (None, EDGE, EDGE, 3)
    assert str(other.input.dtype) == "uint8"
    expected = own(picture(LITE0.image_size)[None], training=False)
    found = other(picture(EDGE)[None], training=False)
    assert found["feature_map"].shape == expected["feature_map"].shape
    difference = np.abs(np.asarray(found["embedding"]) - np.asarray(expected["embedding"])).max()
    assert difference < 0.02 * np.abs(np.asarray(expected["embedding"])).max()


def test_its_probabilities_keep_their_own_temperature_on_the_scale_of_the_first() -> None:
    """What it says over the first one's temperature is what its own heads say over their own."""
    import keras

    random = np.random.default_rng(3)
    photos, temperature, species_temperature = 30, 0.7, 1.3
    table = Table(
        random.normal(0, 1, (photos, SIZE)).astype(np.float32),
        np.repeat(["other_animals_and_things", "dogs_of_unknown_breed"], [20, 10]),
        np.tile(["training", "training", "test"], 10),
        np.full(photos, -1),
        np.repeat([1, 2, 0], 10),
        np.arange(photos),
        (),
        np.zeros(photos, np.bool_),
        np.full((photos, 4), 0.5),
        random.normal(0, 1, (8, SIZE)).astype(np.float32),
        np.arange(10, 18),
    )
    imagenet = (random.normal(0, 0.05, (SIZE, 1000)).astype(np.float32), np.zeros(1000, np.float32))
    keras.utils.set_random_seed(7)
    body = LITE0.build("random", "float32")
    network = replace(LITE0, build=lambda _weights, _dtype: body, imagenet_head=lambda _weights: imagenet)
    own = FittedBreeds(head_of(random, 4), 0.5, [], head_of(random, 4))
    first = FittedBreeds(head_of(random, 4), temperature, [], head_of(random, 4))
    first_species = FittedSpecies(head_of(random, 3, SIZE + 3), species_temperature, 0.5, np.zeros(photos))
    said: list[str] = []
    model = second_classifier(OtherNetwork(network, imagenet, table, own), first, first_species, EDGE, said.append)
    outputs = {name: np.asarray(value) for name, value in model(picture(EDGE)[None], training=False).items()}
    np.testing.assert_allclose(
        outputs["logits"] / temperature, own.head.logits(outputs["embedding"]) / own.temperature, rtol=1e-3, atol=1e-4
    )
    assert set(outputs) == {"logits", "species_logits", "familiarity", "embedding", "feature_map"}
    # So does the familiarity: its own greatest logit counts over its own temperature.
    familiarity = fit_familiarity(table, own, said.append)
    own_logits = own.head.logits(outputs["embedding"])
    expected = scores(familiarity, own_logits, outputs["embedding"])
    np.testing.assert_allclose(outputs["familiarity"][:, 0], expected, rtol=1e-3, atol=1e-3)
    # The species head was fitted here, to these photos: they are told apart again.
    species = model.get_layer("species_head")
    kernel, bias = species.get_weights()
    logits = species_features(table.embeddings, imagenet) @ kernel + bias
    trained = table.side == "training"
    assert (logits.argmax(axis=1) == table.species)[trained].mean() > 0.9
    assert said[0] == "EfficientNet-Lite0, to look a second time"
