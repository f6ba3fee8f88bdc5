"""Photos of no class make all classes alike, in numbers and in the graph."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from scipy.special import softmax

from export.graph import convert, output_shapes
from export.parity import compare, keras_outputs, onnx_outputs
from training.networks.likeness import (
    LIKENESS,
    UNLIKE,
    Likeness,
    class_means,
    mixed,
    mixed_logits,
    read_likeness,
    similarities,
    write_likeness,
)

pytestmark = pytest.mark.training

EDGE, CLASSES, SIZE = 16, 6, 8


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    features = np.random.default_rng(0).random((30, SIZE)).astype(np.float32)
    return Likeness(class_means(features, np.arange(30) % CLASSES, CLASSES), 0.8, 0.05, 0.7)


def model_with(likeness: Likeness | None) -> Any:
    import keras

    keras.utils.set_random_seed(1)
    photo = keras.Input((EDGE, EDGE, 3), dtype="uint8", name="photo")
    pixels = keras.layers.Rescaling(1 / 128, -1.0)(photo)
    feature_map = keras.layers.ReLU(6.0)(keras.layers.Conv2D(SIZE, 3, strides=2)(pixels))
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    logits = keras.layers.Dense(CLASSES, name="head")(embedding)
    if likeness is not None:
        logits = mixed_logits(logits, embedding, likeness)
    return keras.Model(photo, {"logits": logits, "embedding": embedding, "feature_map": feature_map})


def test_the_graph_says_what_the_numbers_say_and_still_explains(likeness: Likeness, tmp_path: Path) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (40, EDGE, EDGE, 3), dtype=np.uint8)
    plain = keras_outputs(model_with(None), pixels)
    greatest = similarities(plain["embedding"], likeness.means).max(axis=1)
    spread = float(greatest.std())
    # Half of the photos are of no class.
    likeness = Likeness(likeness.means, float(greatest.mean()) - UNLIKE * spread, spread, 0.7)
    model = model_with(likeness)
    graph = convert(model)
    onnx.save(graph, tmp_path / "model.onnx")
    assert output_shapes(graph)["head_weights"] == [SIZE, CLASSES]
    found = onnx_outputs(tmp_path / "model.onnx", pixels)
    assert compare(keras_outputs(model, pixels), found, likeness.temperature).passed
    none = likeness.none(similarities(plain["embedding"], likeness.means))
    assert none.min() < 0.2 < 0.8 < none.max()
    expected = mixed(plain["logits"], none, likeness.temperature)
    np.testing.assert_allclose(softmax(found["logits"] / likeness.temperature, axis=1), expected, atol=1e-5)
    head = [value for value in graph.graph.initializer if list(value.dims) == [SIZE, CLASSES]]
    assert len(head) >= 1
    np.testing.assert_array_equal(
        onnx.numpy_helper.to_array(next(value for value in head if value.name == graph.graph.node[-1].input[0])),
        model.get_layer("head").get_weights()[0],
    )


def test_a_photo_that_is_unlike_all_classes_is_as_likely_of_each(likeness: Likeness) -> None:
    logits = np.array([[50.0, 0, 0, 0, 0, 0]] * 3)
    like = np.full((3, CLASSES), -1.0)
    like[:, 0] = (0.8, 0.8 + UNLIKE * 0.05, 0.3)  # as usual, at the edge, far away
    first = mixed(logits, likeness.none(like), 1.0)[:, 0]
    assert first[0] > 0.99
    assert first[1] == pytest.approx(0.5 + 0.5 / CLASSES, abs=0.01)
    assert first[2] == pytest.approx(1 / CLASSES, abs=1e-3)


def test_nothing_is_certain_however_familiar(likeness: Likeness) -> None:
    sure = mixed(np.array([[1e4, 0, 0, 0, 0, 0]]), likeness.none(np.ones((1, CLASSES))), 0.05)
    assert sure.max() < 1
    assert sure.min() > 0


def test_a_class_without_photos_is_like_nothing() -> None:
    means = class_means(np.ones((2, 3), np.float32), np.array([0, 0]), 2)
    assert similarities(np.ones((1, 3), np.float32), means).tolist() == [[pytest.approx(1.0), 0.0]]


def test_it_is_kept_in_the_run_and_damage_is_named(likeness: Likeness, tmp_path: Path) -> None:
    assert read_likeness(tmp_path, CLASSES) is None
    write_likeness(tmp_path, likeness)
    again = read_likeness(tmp_path, CLASSES)
    assert again is not None
    np.testing.assert_array_equal(again.means, likeness.means)
    assert (again.usual, again.spread, again.temperature) == (0.8, 0.05, 0.7)
    with pytest.raises(ValueError, match=rf"{LIKENESS}.*Run the recipe again"):
        read_likeness(tmp_path, CLASSES + 1)
    (tmp_path / LIKENESS).write_bytes(b"broken")
    with pytest.raises(ValueError, match=LIKENESS):
        read_likeness(tmp_path, CLASSES)
