"""The tensor that the network sees."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from desktop_app.imaging.decode import decode_photo
from desktop_app.inference.manifest import InputSpec, SecondLook
from desktop_app.inference.preprocess import PADDING_GREY, photo_tensors, tensors_of_file

LEFT, RIGHT = (200, 0, 0), (0, 0, 200)


@pytest.fixture
def wide() -> Image.Image:
    """Twice as wide as high, red on the left and blue on the right."""
    image = Image.new("RGB", (200, 100), LEFT)
    image.paste(RIGHT, (100, 0, 200, 100))
    return image


def tensor(image: Image.Image, spec: InputSpec) -> np.ndarray:
    found = photo_tensors(image, spec)
    assert found.dtype == np.uint8
    assert found.shape == (len(spec.views), spec.height, spec.width, 3)
    return np.asarray(found[0])


def test_squashing_shows_the_whole_photo(wide: Image.Image) -> None:
    found = tensor(wide, InputSpec(width=40, height=40, resize="squash"))
    assert tuple(found[20, 2]) == LEFT
    assert tuple(found[20, 37]) == RIGHT


def test_letterboxing_keeps_the_shape_on_grey(wide: Image.Image) -> None:
    found = tensor(wide, InputSpec(width=40, height=40, resize="letterbox"))
    assert tuple(found[2, 20]) == tuple(found[37, 20]) == PADDING_GREY
    assert tuple(found[20, 2]) == LEFT
    assert tuple(found[20, 37]) == RIGHT


def test_centre_crop_fills_the_tensor_with_the_middle(wide: Image.Image) -> None:
    wide.paste((0, 200, 0), (0, 0, 40, 100))
    found = tensor(wide, InputSpec(width=40, height=40, resize="centre_crop"))
    assert tuple(found[20, 2]) == LEFT
    assert tuple(found[20, 37]) == RIGHT


def test_each_view_is_looked_at_in_its_order(wide: Image.Image) -> None:
    wide.paste((0, 200, 0), (0, 0, 40, 100))
    views = photo_tensors(wide, InputSpec(width=40, height=20, views=("whole", "centre_square")))
    assert tuple(views[0][10, 2]) == (0, 200, 0)
    assert tuple(views[1][10, 2]) == LEFT


def test_the_view_of_the_second_look_is_the_last(wide: Image.Image) -> None:
    wide.paste((0, 200, 0), (0, 0, 40, 100))
    look_twice = SecondLook(view="centre_square", below=0.7, temperature=1.0)
    views = photo_tensors(wide, InputSpec(width=40, height=20, second_look=look_twice))
    assert [tuple(view[10, 2]) for view in views] == [(0, 200, 0), LEFT]


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 7)])
@pytest.mark.parametrize("resize", ["squash", "letterbox", "centre_crop"])
def test_every_shape_of_photo_fits(size: tuple[int, int], resize: str) -> None:
    spec = InputSpec.model_validate({"width": 32, "height": 24, "resize": resize, "views": ["whole", "centre_square"]})
    assert photo_tensors(Image.new("RGB", size, LEFT), spec).shape == (2, 24, 32, 3)


def test_training_and_the_app_see_the_same_pixels() -> None:
    buffer = BytesIO()
    Image.effect_noise((900, 700), 60).convert("RGB").save(buffer, "JPEG")
    spec = InputSpec(width=48, height=64)
    app = photo_tensors(decode_photo(buffer.getvalue(), 64).image, spec)
    assert np.array_equal(tensors_of_file(buffer.getvalue(), spec), app)
