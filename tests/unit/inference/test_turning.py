"""Photos that lie on their side are looked at the right way up."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop_app.inference.decisions import Outputs
from desktop_app.inference.looking import Looking
from desktop_app.inference.manifest import Finder, InputSpec, Orientation, SecondLook, Species
from desktop_app.inference.preprocess import Picture, dog_part, pixels_of
from desktop_app.inference.turning import set_upright, turned, turned_each
from tests.small_finder import finder
from tests.small_pack import EDGE

RULE = Orientation(temperature=1.0)
WAYS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
NAMES = ["logits", "orientation_logits"]


class Way(NamedTuple):
    """How a pack looks."""

    input: InputSpec
    orientation: Orientation | None
    temperature: float = 1.0
    species: Species | None = None
    finder: Finder | None = None


def photo_of(seed: int) -> NDArray[np.uint8]:
    """Two views of a scene with a bright sky, each different at every place, `[2, EDGE, EDGE, 3]`."""
    photo = np.random.default_rng(seed).integers(0, 90, (2, EDGE, EDGE, 3), np.uint8)
    photo[:, : EDGE // 2] += 120
    return photo


def first_corner(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
    """A network that reads the first pixel of a picture, and knows that the sky belongs on top."""
    values = pictures.astype(np.float64).mean(axis=-1)
    half = EDGE // 2
    down = values[:, half:].mean(axis=(1, 2)) - values[:, :half].mean(axis=(1, 2))
    aside = np.abs(values[:, :, half:].mean(axis=(1, 2)) - values[:, :, :half].mean(axis=(1, 2)))
    found = {
        "logits": pictures[:, 0, 0].astype(np.float64),
        "orientation_logits": np.stack([-down, aside, down], axis=1) / 10,
    }
    return {name: found[name] for name in names}


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turning_is_what_pillow_does(quarters: int) -> None:
    photo = photo_of(1)[0]
    wanted = np.asarray(Image.fromarray(photo).transpose(WAYS[quarters - 1]))
    np.testing.assert_array_equal(turned(photo, quarters), wanted)


def test_every_photo_is_turned_by_its_own_quarters() -> None:
    photos = np.stack([photo_of(number) for number in range(3)])
    found = turned_each(photos, np.array([0, 3, 2]))
    for photo, result, quarters in zip(photos, found, (0, 3, 2), strict=True):
        np.testing.assert_array_equal(result, np.rot90(photo, quarters, axes=(1, 2)))
    assert turned_each(photos, np.zeros(3, np.int64)) is photos


@pytest.mark.parametrize("mirrored", [False, True])
def test_both_looks_are_the_same_however_a_photo_arrives(mirrored: bool) -> None:
    rule = SecondLook(view="whole", mirrored=mirrored, below=0.5, temperature=1.0)
    looking = Looking(first_corner, Way(InputSpec(width=EDGE, height=EDGE, second_look=rule), RULE))
    upright = np.stack([photo_of(number) for number in range(8)])
    arrived = np.array([0, 1, 2, 3, 3, 2, 1, 0])
    lying = turned_each(upright, arrived)
    first, turns = looking.first(lying, NAMES)
    assert turns.tolist() == ((4 - arrived) % 4).tolist()
    np.testing.assert_array_equal(first["logits"][:, 0], upright[:, 0, 0, 0])
    second = looking.second(lying[4:6], turns[4:6], NAMES)
    corner = upright[4:6, 1, 0, -1] if mirrored else upright[4:6, 1, 0, 0]
    np.testing.assert_array_equal(second["logits"][:, 0], corner)


def test_without_the_output_nothing_is_turned() -> None:
    looking = Looking(first_corner, Way(InputSpec(width=EDGE, height=EDGE), None))
    lying = turned_each(np.stack([photo_of(1)]), np.array([1]))
    first, turns = looking.first(lying, ["logits"])
    assert turns.tolist() == [0]
    np.testing.assert_array_equal(first["logits"], lying[:, :, 0, 0])


def test_a_photo_that_stands_best_as_it_is_stays() -> None:
    """One that may lie on its side, but looks no more upright when it is turned: a dog that rolls on its back."""
    first = {"orientation_logits": np.log([[[0.3, 0.6, 0.1]]]), "logits": np.ones((1, 1, 2))}
    asked: list[int] = []

    def again(photos: NDArray[np.intp], quarters: int) -> Outputs:
        asked.append(quarters)
        assert photos.tolist() == [0]
        return {"orientation_logits": np.log([[[0.2, 0.7, 0.1]]]), "logits": np.zeros((1, 1, 2))}

    outputs, turns = set_upright(first, again, RULE)
    assert asked == [1, 3, 2]
    assert turns.tolist() == [0]
    assert outputs["logits"].tolist() == [[[1, 1]]]


@pytest.mark.parametrize(
    ("before", "after", "turned_by"), [(0.4, 0.1, 0), (0.4, 0.45, 1), (0.9, 0.6, 1), (0.9, 0.3, 0)]
)
def test_a_look_at_which_the_dog_is_lost_does_not_count(before: float, after: float, turned_by: int) -> None:
    def outputs(standing: list[float], dog: float) -> Outputs:
        species = [dog, (1 - dog) / 2, (1 - dog) / 2]
        return {"orientation_logits": np.log([[standing]]), "species_logits": np.log([[species]])}

    looks = {1: outputs([0.8, 0.1, 0.1], after), 3: outputs([0.1, 0.1, 0.8], before)}
    looks[2] = looks[3]
    first = outputs([0.2, 0.7, 0.1], before)
    found, turns = set_upright(first, lambda _, quarters: looks[quarters], RULE, Species(temperature=1.0))
    assert turns.tolist() == [turned_by]
    kept = looks[1] if turned_by else first
    np.testing.assert_array_equal(found["species_logits"], kept["species_logits"])
    assert set_upright(first, lambda _, quarters: looks[quarters], RULE)[1].tolist() == [1]


@pytest.mark.parametrize(
    ("seems", "stands_at", "wanted"),
    [
        ([0.1, 0.8, 0.1], 1, [1, 3]),
        ([0.1, 0.8, 0.1], 2, [1, 3, 2]),
        ([0.1, 0.1, 0.8], 2, [2]),
        ([0.1, 0.1, 0.8], 3, [2, 1, 3]),
    ],
)
def test_a_photo_that_lies_otherwise_than_it_seemed_is_turned_the_other_ways_too(
    seems: list[float], stands_at: int, wanted: list[int]
) -> None:
    asked: list[int] = []

    def again(_photos: NDArray[np.intp], quarters: int) -> Outputs:
        asked.append(quarters)
        return {"orientation_logits": np.log([[[0.8, 0.1, 0.1] if quarters == stands_at else [0.2, 0.7, 0.1]]])}

    _, turns = set_upright({"orientation_logits": np.log([[seems]])}, again, RULE)
    assert turns.tolist() == [stands_at]
    assert asked == wanted


def test_what_shows_no_dog_is_not_turned() -> None:
    """Which way up a cat is, nobody learned: three looks at each would be for nothing."""
    rule = RULE.model_copy(update={"dog": 0.005})
    seen = {
        "orientation_logits": np.log([[[0.1, 0.8, 0.1]]] * 3),
        "species_logits": np.log([[[0.001, 0.998, 0.001]], [[0.1, 0.8, 0.1]], [[0.9, 0.05, 0.05]]]),
    }
    asked: list[list[int]] = []

    def again(photos: NDArray[np.intp], _quarters: int) -> Outputs:
        asked.append(photos.tolist())
        return {"orientation_logits": np.log([[[0.9, 0.05, 0.05]]] * len(photos)), **_of(seen, photos)}

    _, turns = set_upright(seen, again, rule, Species(temperature=1.0))
    assert turns.tolist() == [0, 1, 1]
    assert all(0 not in photos for photos in asked)
    _, turns = set_upright(seen, again, RULE, Species(temperature=1.0))
    assert turns.tolist() == [1, 1, 1]


def _of(seen: Outputs, photos: NDArray[np.intp]) -> Outputs:
    return {"species_logits": seen["species_logits"][photos]}


def sky_first(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
    """A finder that finds what is red where the sky is on top, and elsewhere something in the middle."""
    boxes = np.tile([0.4, 0.4, 0.6, 0.6], (len(pictures), 1, 1))
    half, side = pictures.shape[1] // 2, pictures.shape[1]
    for number, picture in enumerate(pictures):
        if picture[:half, :, 2].mean() > picture[half:, :, 2].mean() + 50:
            rows, columns = np.nonzero(picture[..., 0] > 150)
            boxes[number, 0] = np.array([rows.min(), columns.min(), rows.max() + 1, columns.max() + 1]) / side
    found = {"boxes": boxes, "scores": np.tile([0.9, 0.0, 0.0], (len(pictures), 1, 1))}
    return {name: found[name] for name in names}


def by_the_sky(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
    """A network that knows that what is blue belongs on top."""
    blue, half = pictures[..., 2].astype(np.float64), EDGE // 2
    down = blue[:, half:].mean(axis=(1, 2)) - blue[:, :half].mean(axis=(1, 2))
    aside = np.abs(blue[:, :, half:].mean(axis=(1, 2)) - blue[:, :, :half].mean(axis=(1, 2)))
    found = {"logits": pictures.mean(axis=(1, 2)), "orientation_logits": np.stack([-down, aside, down], axis=1) / 5}
    return {name: found[name] for name in names}


@pytest.mark.parametrize("arrived", [0, 1, 2, 3])
def test_the_finder_is_asked_again_of_photos_that_do_not_stand_upright(arrived: int) -> None:
    red = (220, 20, 20)
    scene = np.full((80, 120, 3), (20, 20, 20), np.uint8)
    scene[:40] = (20, 20, 220)
    scene[45:61, 12:30] = red
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(scene, arrived)))
    rule = finder(width=80, height=80, margin=1.0)
    way = Way(InputSpec(width=EDGE, height=EDGE, views=("dog",)), RULE, finder=rule)
    look = Looking(by_the_sky, way, find=sky_first).look([Picture(lying)], NAMES)
    assert look.turns.tolist() == [(4 - arrived) % 4]
    (dogs,) = look.found
    assert dogs is not None
    assert dogs.first is not None
    left, top, right, bottom = pixels_of(dogs.first, *lying.size)
    shown = np.asarray(lying)[top:bottom, left:right]
    assert (shown == red).all()
    assert shown.size == 16 * 18 * 3
    assert look.parts[0] == dog_part(dogs.first, *lying.size, rule)
    assert look.outputs["logits"][0, 0, 0] > 40, "the dog is looked at"


def test_upright_photos_are_looked_at_once() -> None:
    calls: list[int] = []

    def run(pictures: NDArray[np.uint8], names: list[str]) -> Outputs:
        calls.append(len(pictures))
        return first_corner(pictures, names)

    Looking(run, Way(InputSpec(width=EDGE, height=EDGE), RULE)).first(np.stack([photo_of(1), photo_of(2)]), NAMES)
    assert calls == [4]
