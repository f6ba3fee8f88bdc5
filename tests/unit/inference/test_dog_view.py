"""The view that shows the first dog: its box, as many pixels as there are, and where it lies in the photo."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.decode import DecodedPhoto, UnreadablePhotoError, decode_photo
from desktop_app.inference import preprocess
from desktop_app.inference.manifest import InputSpec
from desktop_app.inference.preprocess import (
    Picture,
    dog_part,
    part_tensor,
    photo_tensors,
    seen_parts,
    tensors_of_file,
)
from tests.small_finder import RED_DOG, finder, photo_of

SPEC = InputSpec(width=32, height=32, views=("dog", "whole"))
BOX = Box(0.25, 0.5, 0.75, 0.75)


def as_jpeg(image: Image.Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=95)
    return stream.getvalue()


@pytest.fixture
def decoded_sides(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sides that decoding was asked for."""
    asked: list[int] = []

    def counted(content: bytes, smallest_side: int) -> DecodedPhoto:
        asked.append(smallest_side)
        return decode_photo(content, smallest_side)

    monkeypatch.setattr(preprocess, "decode_photo", counted)
    return asked


def test_a_box_gets_its_margin_and_ends_with_the_photo() -> None:
    assert dog_part(BOX, 400, 200, finder(margin=0.1)) == pytest.approx((0.2, 0.475, 0.8, 0.775))
    assert dog_part(Box(0, 0, 1, 0.5), 400, 200, finder(margin=0.1)) == pytest.approx((0, 0, 1, 0.55))


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        # 200 pixels wide and 50 high in 400 by 200: a square of 200.
        (Box(0.25, 0.5, 0.75, 0.75), (0.25, 0, 0.75, 1)),
        # 40 by 40 near a corner: moved into the photo, not cut.
        (Box(0.9, 0.8, 1, 1), (0.9, 0.8, 1, 1)),
        # 100 wide, 40 high, at the right edge: moved left.
        (Box(0.75, 0.4, 1, 0.6), (0.75, 0.25, 1, 0.75)),
        # Wider than the photo is high.
        (Box(0, 0.5, 1, 1), (0, 0, 1, 1)),
    ],
)
def test_a_square_is_widened_as_far_as_the_photo_goes(box: Box, wanted: tuple[float, ...]) -> None:
    assert dog_part(box, 400, 200, finder(margin=0.0, crop="square")) == pytest.approx(wanted)
    with_margin = dog_part(box, 400, 200, finder(margin=0.3, crop="square"))
    assert min(with_margin) >= 0
    assert max(with_margin) <= 1


def test_the_view_shows_the_part_and_the_other_views_are_as_ever() -> None:
    image = photo_of((9, 9, 9), (9, 9, 9), RED_DOG)
    dog, whole = photo_tensors(image, SPEC, Box(0, 0.5, 0.5, 1))
    assert (dog[1:-1, 1:-1] == RED_DOG).all()
    wanted = photo_tensors(image, SPEC.model_copy(update={"views": ("whole",)}))[0]
    np.testing.assert_array_equal(whole, wanted)
    np.testing.assert_array_equal(part_tensor(image, SPEC, Box(0, 0.5, 0.5, 1)), dog)


def test_without_a_dog_the_view_is_the_square_in_the_middle() -> None:
    image = photo_of(RED_DOG, (0, 90, 0)).resize((90, 50))
    without = photo_tensors(image, SPEC)[0]
    square = photo_tensors(image, InputSpec(width=32, height=32, views=("centre_square",)))[0]
    np.testing.assert_array_equal(without, square)
    assert seen_parts(90, 50, SPEC)[0] == pytest.approx((20 / 90, 0, 70 / 90, 1))


@pytest.mark.parametrize("resize", ["squash", "letterbox", "centre_crop"])
def test_the_part_that_is_seen_is_where_the_pixels_come_from(resize: str) -> None:
    """A photo whose colours say where each pixel is."""
    width, height = 300, 200
    across, down = np.meshgrid(np.arange(width) * 255 / width, np.arange(height) * 255 / height)
    image = Image.fromarray(np.stack([across, down, np.full_like(across, 255)], axis=-1).astype(np.uint8))
    spec = InputSpec.model_validate({"width": 60, "height": 60, "resize": resize, "views": ["dog"]})
    part = Box(0.31, 0.12, 0.77, 0.93)
    tensor, (box,) = photo_tensors(image, spec, part)[0], seen_parts(width, height, spec, part)
    inside = tensor[..., 2] == 255
    rows, columns = np.nonzero(inside)
    x = box.left + (columns + 0.5) / 60 * (box.right - box.left)
    y = box.top + (rows + 0.5) / 60 * (box.bottom - box.top)
    assert np.abs(tensor[inside][:, 0] / 255 - x).max() < 0.02
    assert np.abs(tensor[inside][:, 1] / 255 - y).max() < 0.02
    if resize == "squash":
        assert box == pytest.approx(part)


@pytest.mark.parametrize("box", [Box(0.999, 0.999, 1, 1), Box(0, 0, 1e-6, 1e-6), Box(0.5, 0.5, 0.5, 0.5)])
@pytest.mark.parametrize("size", [(1, 1), (1, 90), (300, 2)])
def test_every_box_in_every_shape_of_photo_fits(box: Box, size: tuple[int, int]) -> None:
    assert photo_tensors(Image.new("RGB", size), SPEC, box).shape == (2, 32, 32, 3)


def test_a_photo_is_decoded_once_more_only_for_a_small_dog(decoded_sides: list[int]) -> None:
    random = np.random.default_rng(1).integers(0, 255, (40, 60, 3), np.uint8)
    photo = as_jpeg(Image.fromarray(random).resize((1200, 800)))
    spec = InputSpec(width=100, height=100, views=("dog",))
    tensors_of_file(photo, spec, Box(0, 0, 0.7, 1))
    assert decoded_sides == [100], "large enough as it is"
    tensors_of_file(photo, spec, Box(0.1, 0.1, 0.3, 0.4))
    assert decoded_sides[1] == 100
    # At an eighth it has 30 by 30 pixels: that is to become 100 by 100.
    assert decoded_sides[2:] == [334]
    sharp = tensors_of_file(photo, spec, Box(0.1, 0.1, 0.3, 0.4))[0]
    blurred = photo_tensors(decode_photo(photo, 100).image, spec, Box(0.1, 0.1, 0.3, 0.4))[0]
    exact = photo_tensors(decode_photo(photo, 800).image, spec, Box(0.1, 0.1, 0.3, 0.4))[0]
    far, near = (np.abs(each.astype(int) - exact).mean() for each in (blurred, sharp))
    assert near < far / 2
    decoded_sides.clear()
    tensors_of_file(photo, InputSpec(width=100, height=100), Box(0.1, 0.1, 0.3, 0.4))
    assert decoded_sides == [100], "nobody looks at the dog alone"


def test_no_more_is_decoded_than_a_photo_has(decoded_sides: list[int]) -> None:
    photo = as_jpeg(photo_of(RED_DOG, side=110))
    tensors_of_file(photo, InputSpec(width=100, height=100, views=("dog",)), Box(0.1, 0.1, 0.2, 0.2))
    assert decoded_sides == [100]


def gone() -> bytes:
    raise UnreadablePhotoError("file.gone")


def too_large() -> bytes:
    raise MemoryError


@pytest.mark.parametrize("content", [gone, too_large, lambda: b"another file"])
def test_where_the_photo_cannot_be_read_again_what_there_is_has_to_do(content: Callable[[], bytes]) -> None:
    small = decode_photo(as_jpeg(photo_of(RED_DOG, side=800)), 32)
    part = Box(0.1, 0.1, 0.2, 0.2)
    found = Picture.of(small, content).tensors(SPEC, part)
    np.testing.assert_array_equal(found, photo_tensors(small.image, SPEC, part))
