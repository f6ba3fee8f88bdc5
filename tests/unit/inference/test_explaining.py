"""Heat maps: compared with what hiding parts of a photo does, and laid over photos of every shape."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop_app.inference.classifier import Classifier
from desktop_app.inference.explaining import CELLS, contributions, dog_share, heat_map
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import load_pack
from desktop_app.inference.preprocess import Box, photo_tensors, seen_parts
from desktop_app.inference.runtime import onnxruntime
from tests.small_pack import BREEDS, EDGE, make_small_pack

WHOLE = Box(0, 0, 1, 1)
SIDE = 4


def coloured(seed: int = 4) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 255, (EDGE, EDGE, 3), np.uint8)


def test_contributions_are_what_hiding_each_part_takes_away(tmp_path: Path) -> None:
    """Without gradients and without the feature map: black out one part after the other and look at the logits."""
    pack = load_pack(make_small_pack(tmp_path, explains=True))
    session = onnxruntime.InferenceSession(pack.graph_file, providers=["CPUExecutionProvider"])

    def advantage(photo: NDArray[np.uint8]) -> float:
        (logits,) = session.run(["logits"], {"photo": photo[None]})
        return float(logits[0, 1] - logits[0].mean())

    photo = coloured()
    taken_away = np.zeros((SIDE, SIDE))
    cell = EDGE // SIDE
    for row, column in np.ndindex(SIDE, SIDE):
        hidden = photo.copy()
        hidden[row * cell : (row + 1) * cell, column * cell : (column + 1) * cell] = 0
        taken_away[row, column] = advantage(photo) - advantage(hidden)
    features, weights = session.run(["feature_map", "head_weights"], {"photo": photo[None]})
    found = contributions(features, weights, 1)[0]
    np.testing.assert_allclose(found / SIDE**2, taken_away, atol=1e-3)
    explained = Classifier(pack, "cpu").explain(photo[None], BREEDS[1], (300, 200))
    np.testing.assert_allclose(explained, heat_map([taken_away], [WHOLE]), atol=1e-4)
    assert explained.dtype == np.float32
    assert (explained.min(), explained.max()) == (0, 1)


def test_the_part_that_has_the_colour_is_the_hot_one(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True)), "cpu")
    photo = np.full((1, EDGE, EDGE, 3), 90, np.uint8)
    photo[0, :8, 8:] = (250, 90, 90)
    red, green = (classifier.explain(photo, breed, (400, 300)) for breed in BREEDS[:2])
    row, column = np.unravel_index(red.argmax(), red.shape)
    assert row < CELLS / 2 < column
    assert red[-6:, :6].max() < 1e-9
    assert green.max() == 0


def test_views_are_laid_where_they_were_taken(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "views": ["centre_square"]}
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True, input=spec)), "cpu")
    photo = np.full((1, EDGE, EDGE, 3), 90, np.uint8)
    photo[0, :, :4] = (250, 90, 90)
    heat = classifier.explain(photo, BREEDS[0], (200, 100))
    hot = np.flatnonzero(heat.max(axis=0) == 1) / CELLS
    assert hot.min() >= 0.24
    assert hot.max() < 0.35
    assert max(heat[:, : CELLS // 4].max(), heat[:, -CELLS // 4 :].max()) < 1e-9


def test_second_look_takes_part_only_where_it_was_taken(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.99, "temperature": 10.0}}
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True, input=spec)), "cpu")
    unclear, clear = np.full((2, EDGE, EDGE, 3), 90, np.uint8), np.full((2, EDGE, EDGE, 3), 90, np.uint8)
    unclear[0, :, :4] = (120, 90, 90)
    clear[0, :, :8] = (250, 90, 90)
    for photo in (unclear, clear):
        photo[1, :, 12:] = (250, 90, 90)
    with_second, without = (classifier.explain(photo, BREEDS[0], (100, 100)) for photo in (unclear, clear))
    assert with_second[:, -4:].min() > 0.1
    assert without[:, -4:].max() < 1e-9


def test_what_another_network_saw_is_explained_by_its_own_weights(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "second_look": {"below": 0.99, "temperature": 10.0}}
    folder = make_small_pack(tmp_path, explains=True, input=spec, other_looks_again=True)
    classifier = Classifier(load_pack(folder), "cpu")
    photo = np.full((2, EDGE, EDGE, 3), 90, np.uint8)
    photo[0, :, :4] = (130, 90, 90)
    photo[1, :, 12:] = (90, 130, 90)
    # Red for the first network, green for the second: that is where its first breed comes from.
    heat = classifier.explain(photo, BREEDS[0], (100, 100))
    assert heat[:, :4].min() > 0.9
    assert heat[:, -4:].min() > 0.9
    assert heat[:, CELLS // 2 - 4 : CELLS // 2 + 4].max() < 1e-9


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_heat_lies_where_the_photo_shows_it_however_it_was_turned(tmp_path: Path, quarters: int) -> None:
    """Both looks: the second one, mirrored, is of another photo, so that it can be told from the first."""
    look_twice = {"below": 0.9999, "temperature": 10.0, "mirrored": True}
    spec = {"width": EDGE, "height": EDGE, "second_look": look_twice}
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True, turns=True, input=spec)), "cpu")
    photo = np.full((2, EDGE, EDGE, 3), 60, np.uint8)
    photo[:, :4] = 110
    photo[0, 8:12, :4] = (90, 60, 60)
    photo[1, 8:12, 12:] = (90, 60, 60)
    upright = classifier.explain(photo, BREEDS[0], (100, 100))
    hot = upright > 0.5
    assert hot[CELLS // 2 + 2 : -CELLS // 4 - 2, : CELLS // 8].all()
    assert hot[CELLS // 2 + 2 : -CELLS // 4 - 2, -CELLS // 8 :].all()
    assert hot.mean() < 0.2
    lying = np.rot90(photo, quarters, axes=(1, 2))
    np.testing.assert_allclose(classifier.explain(lying, BREEDS[0], (100, 100)), np.rot90(upright, quarters), atol=1e-5)


def test_a_pack_whose_graph_says_how_familiar_a_photo_is_explains(tmp_path: Path) -> None:
    rules = {"familiarity": {"score": "output"}, "sure": {"probability": 0.9}, "maybe": {"probability": 0.5}}
    pack = load_pack(make_small_pack(tmp_path, explains=True, familiar=True, thresholds=rules))
    heat = Classifier(pack, "cpu").explain(coloured()[None], BREEDS[0], (EDGE, EDGE))
    assert heat.shape == (CELLS, CELLS)
    assert heat.max() > 0


def test_a_pack_without_the_weights_cannot_explain(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path)), "cpu")
    assert not classifier.can_explain
    with pytest.raises(ValueError, match="head_weights"):
        classifier.explain(coloured()[None], BREEDS[0], (10, 10))


@pytest.mark.parametrize("resize", ["squash", "letterbox", "centre_crop"])
@pytest.mark.parametrize("size", [(300, 200), (200, 300), (240, 240)])
def test_seen_parts_are_where_the_pixels_come_from(resize: str, size: tuple[int, int]) -> None:
    """A photo whose red grows to the right and whose green grows downwards tells of each pixel where it was."""
    width, height = size
    across = np.broadcast_to(np.linspace(0, 255, width), (height, width))
    down = np.broadcast_to(np.linspace(0, 255, height)[:, None], (height, width))
    photo = Image.fromarray(np.stack([across, down, 0 * down], axis=-1).astype(np.uint8))
    spec = InputSpec.model_validate({"width": 64, "height": 48, "resize": resize, "views": ["whole", "centre_square"]})
    for tensor, box in zip(photo_tensors(photo, spec), seen_parts(width, height, spec), strict=True):
        for row, column in [(12, 20), (24, 32), (35, 45)]:
            x = box.left + (column + 0.5) / 64 * (box.right - box.left)
            y = box.top + (row + 0.5) / 48 * (box.bottom - box.top)
            assert tensor[row, column, :2] / 255 == pytest.approx([x, y], abs=0.02)


def spot(side: int) -> NDArray[np.uint8]:
    """Even green, with a red square of `side` in the corner; one photo of one view."""
    photo = np.full((1, 1, EDGE, EDGE, 3), (60, 70, 60), np.uint8)
    photo[0, 0, :side, :side] = (250, 20, 20)
    return photo


def test_larger_dogs_take_a_larger_share_of_their_photos(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True)), "cpu")
    shares = [classifier.classify(spot(side), [(100, 100)])[0].dog_share for side in (4, 6, 8)]
    small, middling, large = (share or 0.0 for share in shares)
    assert 0 < small < middling < large <= 1
    assert dog_share(np.zeros((CELLS, CELLS), np.float32)) == 0
    assert dog_share(np.ones((CELLS, CELLS), np.float32)) == 1


def test_what_no_view_shows_counts_as_without_a_dog(tmp_path: Path) -> None:
    spec = {"width": EDGE, "height": EDGE, "resize": "squash", "views": ["centre_square"]}
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True, input=spec)), "cpu")
    square, wide = (classifier.classify(spot(6), [size])[0].dog_share for size in ((100, 100), (300, 100)))
    assert square is not None
    assert wide == pytest.approx(square / 3, abs=0.03)


def test_asking_for_the_share_changes_nothing_else(tmp_path: Path) -> None:
    look_twice = {"below": 0.9999, "temperature": 10.0, "mirrored": True}
    spec = {"width": EDGE, "height": EDGE, "second_look": look_twice}
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True, turns=True, input=spec)), "cpu")
    photos = np.random.default_rng(2).integers(0, 256, (5, 2, EDGE, EDGE, 3), np.uint8)
    for plain, asked in zip(classifier.classify(photos), classifier.classify(photos, [(40, 30)] * 5), strict=True):
        assert plain.dog_share is None
        assert (plain.ranked, plain.status, plain.dog_probability) == (
            asked.ranked,
            asked.status,
            asked.dog_probability,
        )
        np.testing.assert_array_equal(plain.logits, asked.logits)
        np.testing.assert_array_equal(plain.embedding, asked.embedding)


def test_no_dog_takes_no_share(tmp_path: Path) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True)), "cpu")
    white = np.full((1, 1, EDGE, EDGE, 3), 255, np.uint8)
    assert classifier.classify(white, [(10, 10)])[0].dog_share is None


def test_a_pack_whose_map_fails_suggests_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = Classifier(load_pack(make_small_pack(tmp_path, explains=True)), "cpu")
    wanted = classifier.classify(spot(8))[0].ranked
    asked = []
    run = classifier.networks.first.run

    def failing(pictures: NDArray[np.uint8], names: list[str]) -> dict[str, NDArray[np.float64]]:
        asked.append("feature_map" in names)
        if asked[-1]:
            raise ClassifierError("network.not_numbers", file="model.onnx")
        return run(pictures, names)

    monkeypatch.setattr(classifier.networks.first, "run", failing)
    for _ in range(2):
        (found,) = classifier.classify(spot(8), [(10, 10)])
        assert (found.ranked, found.dog_share) == (wanted, None)
    assert asked == [True, False, False], "it is not asked for again"
