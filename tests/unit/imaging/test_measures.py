"""What measures of pictures say, and what they are not led astray by."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from desktop_app.imaging.measures import measured


def pattern(width: int = 512, height: int = 384) -> Image.Image:
    """Something with edges of all directions, the same at every run."""
    chance = np.random.default_rng(5)
    coarse = Image.fromarray(chance.integers(40, 216, (24, 32, 3), np.uint8)).resize((width, height), 0)
    return Image.composite(coarse.rotate(30), coarse, Image.linear_gradient("L").resize((width, height)))


def noisy(picture: Image.Image, strength: float, light: float = 1.0) -> Image.Image:
    pixels = np.asarray(picture, np.float32) * light
    pixels = pixels + np.random.default_rng(1).normal(0, strength, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def test_the_more_a_picture_is_blurred_the_less_sharp_it_is() -> None:
    blurred = [measured(pattern().filter(ImageFilter.GaussianBlur(radius))).sharpness for radius in (0, 2, 4, 8)]
    assert blurred == sorted(blurred, reverse=True)
    assert blurred[0] > 2 * blurred[2]


def test_motion_in_one_direction_is_blur() -> None:
    shaken = Image.fromarray(
        np.mean([np.roll(np.asarray(pattern()), shift, 1) for shift in range(12)], axis=0).astype(np.uint8)
    )
    assert measured(shaken).sharpness < 0.6 * measured(pattern()).sharpness


@pytest.mark.parametrize("light", [0.3, 0.6])
def test_light_does_not_count_as_sharpness(light: float) -> None:
    darker = pattern().point(lambda value: value * light)
    assert measured(darker).sharpness == pytest.approx(measured(pattern()).sharpness, abs=0.05)


def test_noise_does_not_make_a_blurred_picture_sharp() -> None:
    blurred = pattern().filter(ImageFilter.GaussianBlur(6))
    assert measured(noisy(blurred, 6)).sharpness < 0.7 * measured(pattern()).sharpness


def plain_sharpness(pixels: NDArray[np.int64]) -> float:
    """As the method is written down, number by number: what a blur over five pixels takes from steps that are edges."""
    if len(pixels) <= 5:
        return 0.0
    steps = np.abs(pixels[3:-2] - pixels[2:-3])
    blurred = np.abs(pixels[5:] - pixels[:-5])
    edges = steps > 2 * steps.mean()
    lost = np.maximum(5 * steps - blurred, 0)[edges]
    return float(lost.sum() / (5 * steps[edges].sum())) if edges.any() else 0.0


def test_reckoning_in_bytes_gives_what_plain_numbers_give() -> None:
    chance = np.random.default_rng(6)
    pictures = [
        np.asarray(noisy(pattern(256, 192), 20).convert("L")),
        np.asarray(pattern(192, 256).filter(ImageFilter.GaussianBlur(3)).convert("L")),
        chance.choice(np.array([0, 255], np.uint8), (256, 256)),  # the largest steps and sums that there can be
        np.tile(np.array([0, 255], np.uint8), (256, 128)),
        (chance.random((100, 256)) < 0.01).astype(np.uint8) * 255,
        chance.integers(0, 3, (256, 7), np.uint8),
        np.full((256, 256), 255, np.uint8),
    ]
    for pixels in pictures:
        wide = pixels.astype(np.int64)
        found = measured(Image.fromarray(pixels))
        assert found.sharpness == min(plain_sharpness(wide), plain_sharpness(wide.T))
        assert found.lightness == wide.mean() / 255


def test_size_of_the_file_does_not_matter() -> None:
    small, large = pattern(), pattern().resize((2048, 1536), Image.Resampling.NEAREST)
    assert measured(large).sharpness == pytest.approx(measured(small).sharpness, abs=0.06)
    assert measured(large).lightness == pytest.approx(measured(small).lightness, abs=0.01)


def test_light_and_contrast_are_those_of_the_picture() -> None:
    half = Image.new("RGB", (100, 100), (51, 51, 51))
    half.paste((204, 204, 204), (0, 0, 100, 50))
    found = measured(half)
    assert found.lightness == pytest.approx(0.5, abs=0.01)
    assert found.contrast == pytest.approx(0.6, abs=0.01)
    assert measured(Image.new("RGB", (30, 20), (255, 255, 255))).lightness == 1


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (5, 5), (6, 300)])
def test_any_picture_can_be_measured(size: tuple[int, int]) -> None:
    found = measured(Image.new("RGB", size, (10, 20, 30)))
    assert (found.sharpness, found.contrast) == (0, 0)


def test_a_real_photo_is_sharper_than_its_blurred_copy(photos_folder: Path) -> None:
    photos = sorted((photos_folder / "whole_photos").rglob("*.jpg"))[:12]
    for file in photos:
        photo = Image.open(file).convert("RGB")
        assert measured(photo).sharpness > measured(photo.filter(ImageFilter.GaussianBlur(2))).sharpness, file.name
