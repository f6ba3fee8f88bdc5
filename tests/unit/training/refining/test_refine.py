"""A network learns to say of bad photos what it said of the good ones, and goes on where it was stopped."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import softmax

from training.architectures.base import Architecture
from training.networks.heads import LinearHead
from training.refining.changes import Backgrounds, Picture, Pictures, good_and_bad
from training.refining.plan import Heads, Plan, Teacher
from training.refining.refine import HISTORY, refine
from training.runs.run import RunError

pytestmark = pytest.mark.training

SIZE, FEATURES, BREEDS = 24, 16, 4
PLAN = Plan(epochs=3, learning_rate=3e-3, warmup_steps=2, batch=8, memory=0.5, way=0.7)


def small_body(weights: Any, input_dtype: str) -> Any:
    """A network whose weights follow from a seed."""
    import keras

    keras.utils.set_random_seed(11)
    photo = keras.Input((SIZE, SIZE, 3), dtype=input_dtype, name="photo")
    x = keras.layers.Rescaling(1 / 128, -1.0)(photo)
    x = keras.layers.Conv2D(FEATURES, 3, strides=2, use_bias=False, name="_blocks.0._conv")(x)
    x = keras.layers.BatchNormalization(name="_blocks.0._bn0")(x)
    x = keras.layers.Conv2D(FEATURES, 3, activation="relu", name="_blocks.1._conv")(x)
    feature_map = keras.layers.Conv2D(FEATURES, 3, activation="relu", name="_blocks.2._conv")(x)
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    return keras.Model(photo, {"feature_map": feature_map, "embedding": embedding})


def smaller_body(weights: Any, input_dtype: str) -> Any:
    """One that looks at fewer pixels."""
    import keras

    photo = keras.Input((SIZE - 4, SIZE - 4, 3), dtype=input_dtype, name="photo")
    feature_map = keras.layers.Conv2D(FEATURES, 3, strides=2)(keras.layers.Rescaling(1 / 255)(photo))
    embedding = keras.layers.GlobalAveragePooling2D()(feature_map)
    return keras.Model(photo, {"feature_map": feature_map, "embedding": embedding})


SMALL = Architecture("small", "Small", SIZE, small_body)


@pytest.fixture
def heads() -> Heads:
    random = np.random.default_rng(2)
    kernels = (random.normal(0, 3, (FEATURES, count)).astype(np.float32) for count in (BREEDS, 1000))
    breeds, classes = ((kernel, np.zeros(kernel.shape[1], np.float32)) for kernel in kernels)
    return Heads(LinearHead(*breeds), 0.7, classes)


@pytest.fixture
def pictures() -> Pictures:
    random = np.random.default_rng(4)
    coarse = random.integers(0, 256, (40, 4, 4, 3), dtype=np.uint8)
    every = [np.kron(picture, np.ones((8, 8, 1), np.uint8)) for picture in coarse]
    return Pictures([Picture(pixels, True, 1.3) for pixels in every], Backgrounds(every[:3], every))


def nothing(body: Any) -> dict[str, float]:
    return {"seen": float(len(body.weights))}


def quiet(line: str) -> None:
    """Says nothing."""


def run(
    pictures: Pictures, heads: Heads, folder: Path, plan: Plan = PLAN
) -> tuple[list[np.ndarray], list[dict[str, float]]]:
    body, history = refine(SMALL, pictures, heads, plan, folder, quiet, nothing)
    return [np.array(value) for value in body.get_weights()], history


def test_bad_photos_come_nearer_to_the_good_ones(tmp_path: Path, pictures: Pictures, heads: Heads) -> None:
    chances = [np.random.default_rng([9, number]) for number in range(200)]
    good, bad = zip(
        *(
            good_and_bad(pictures.pictures[n % 40], pictures.backgrounds, SIZE, chance)
            for n, chance in enumerate(chances)
        ),
        strict=True,
    )

    def answers(body: Any, photos: Any) -> np.ndarray:
        embeddings = np.asarray(body(np.asarray(photos).astype(np.float32), training=False)["embedding"])
        return np.asarray(softmax(heads.breeds.logits(embeddings) / heads.temperature, axis=1))

    before = small_body("imagenet", "float32")
    wanted = answers(before, good)
    after, history = refine(SMALL, pictures, heads, replace(PLAN, epochs=25), tmp_path, quiet, nothing)
    distances = [np.abs(answers(body, np.concatenate(bad)) - wanted).sum(axis=1).mean() for body in (before, after)]
    assert distances[1] < 0.9 * distances[0]
    assert [line["epoch"] for line in history] == [*range(1, 26)]
    assert all(line["seen"] > 0 for line in history)


def test_a_run_that_was_stopped_ends_where_an_unbroken_one_does(
    tmp_path: Path, pictures: Pictures, heads: Heads
) -> None:
    whole, _ = run(pictures, heads, tmp_path / "whole")

    class StoppedError(Exception):
        pass

    def stop_after_two(body: Any) -> dict[str, float]:
        seen.append(body)
        if len(seen) == 3:
            raise StoppedError
        return {}

    seen: list[Any] = []
    with pytest.raises(StoppedError):
        refine(SMALL, pictures, heads, PLAN, tmp_path / "broken", quiet, stop_after_two)
    said: list[str] = []
    body, history = refine(SMALL, pictures, heads, PLAN, tmp_path / "broken", said.append, nothing)
    assert said[0] == "Going on after epoch 2"
    assert len(history) == 3
    for one, other in zip(whole, body.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_plan_says_how_far_to_go_from_the_first_weights_to_the_averaged_ones(
    tmp_path: Path, pictures: Pictures, heads: Heads
) -> None:
    ends = [run(pictures, heads, tmp_path / str(way), replace(PLAN, epochs=1, way=way))[0] for way in (0.0, 0.5, 1.0)]
    for first, middle, last, before in zip(*ends, small_body("imagenet", "float32").get_weights(), strict=True):
        np.testing.assert_array_equal(first, before)
        np.testing.assert_allclose(middle, (first + last) / 2, rtol=1e-5, atol=1e-6)
    assert any((first != last).any() for first, _, last in zip(*ends, strict=True))


def test_normalisation_stays_as_it_was(tmp_path: Path, pictures: Pictures, heads: Heads) -> None:
    before = small_body("imagenet", "float32")
    body, _ = refine(SMALL, pictures, heads, PLAN, tmp_path, quiet, nothing)
    same = {
        layer.name: [np.array_equal(*pair) for pair in zip(layer.get_weights(), other.get_weights(), strict=True)]
        for layer, other in zip(before.layers, body.layers, strict=True)
    }
    assert all(same["_blocks.0._bn0"])
    assert not any(same["_blocks.0._conv"])


def test_what_is_learned_is_the_mean_of_all_teachers_whatever_size_they_look_at(
    tmp_path: Path, pictures: Pictures, heads: Heads
) -> None:
    """The other teacher sees a part of the picture's pixels, and says of every photo that it shows the last breed."""
    certain = LinearHead(np.zeros((FEATURES, BREEDS), np.float32), np.array([0, 0, 0, 9], np.float32))
    network = replace(SMALL, name="other", image_size=SIZE - 4, build=smaller_body)
    other = Teacher(network, replace(heads, breeds=certain))
    plan = replace(PLAN, epochs=25, classes=0.0, way=1.0)
    alone, together = (
        refine(SMALL, pictures, heads, plan, tmp_path / str(len(beside)), quiet, nothing, beside=beside)[0]
        for beside in ((), (other,))
    )
    photos = np.stack([picture.pixels[:SIZE, :SIZE] for picture in pictures.pictures])

    def share_of_the_last(body: Any) -> float:
        embeddings = np.asarray(body(photos.astype(np.float32), training=False)["embedding"])
        return float(softmax(heads.breeds.logits(embeddings) / heads.temperature, axis=1)[:, -1].mean())

    assert share_of_the_last(together) > share_of_the_last(alone) + 0.2


def test_a_checkpoint_that_began_otherwise_is_refused(tmp_path: Path, pictures: Pictures, heads: Heads) -> None:
    run(pictures, heads, tmp_path)
    with pytest.raises(RunError, match="another plan"):
        run(pictures, heads, tmp_path, replace(PLAN, seed=5))
    with pytest.raises(RunError, match="teachers"):
        run(pictures, replace(heads, temperature=0.8), tmp_path)
    beside = [Teacher(replace(SMALL, name="other"), heads)]
    with pytest.raises(RunError, match="teachers"):
        refine(SMALL, pictures, heads, PLAN, tmp_path, quiet, nothing, beside=beside)
    (tmp_path / HISTORY).write_text("{")
    with pytest.raises(RunError, match=HISTORY):
        run(pictures, heads, tmp_path)
