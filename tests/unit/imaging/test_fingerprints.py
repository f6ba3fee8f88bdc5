"""Photos of the same have nearly the same fingerprint, others have not."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from desktop_app.imaging.fingerprints import (
    FINGERPRINT_BYTES,
    GREYS_BYTES,
    GREYS_SIDE,
    HASH_BYTES,
    distances,
    fingerprint,
)


def scene(seed: int, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """Soft blobs in colour: something with a top, a bottom and edges, as photos have."""
    spots = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return Image.fromarray(spots).resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(3))


def bits(picture: Image.Image) -> npt.NDArray[np.uint8]:
    return np.frombuffer(fingerprint(picture), np.uint8)


def compressed(picture: Image.Image, quality: int) -> Image.Image:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return Image.open(written).convert("RGB")


@pytest.mark.parametrize(
    ("name", "most"), [("smaller", 4), ("compressed", 8), ("darker", 8), ("brighter", 12), ("cropped", 24)]
)
def test_another_version_of_a_photo_is_near(name: str, most: int) -> None:
    photo = scene(1)
    versions = {
        "smaller": photo.resize((200, 150)),
        "compressed": compressed(photo, 30),
        "darker": ImageEnhance.Brightness(photo).enhance(0.6),
        "brighter": ImageEnhance.Brightness(photo).enhance(1.3),
        "cropped": photo.crop((20, 12, 470, 350)),
    }
    assert distances(bits(photo), bits(versions[name])) <= most


def test_other_photos_differ_in_about_half_of_the_bits() -> None:
    all_bits = np.stack([bits(scene(seed)) for seed in range(40)])
    between = distances(all_bits[:, None], all_bits[None])
    assert between.shape == (40, 40)
    others = between[~np.eye(40, dtype=bool)]
    assert others.min() > 28
    assert 56 < others.mean() < 72


def test_arrays_and_pictures_have_the_same_fingerprint_of_the_length_that_is_stored() -> None:
    photo = scene(2)
    assert fingerprint(np.asarray(photo)) == fingerprint(photo)
    assert len(fingerprint(photo)) == FINGERPRINT_BYTES <= 256
    assert FINGERPRINT_BYTES == HASH_BYTES + GREYS_BYTES


def test_the_tiny_photo_reaches_from_the_darkest_to_the_lightest() -> None:
    ramp = np.tile(np.linspace(60, 180, 400), (300, 1)).astype(np.uint8)
    packed = np.frombuffer(fingerprint(np.stack([ramp] * 3, axis=-1)), np.uint8)[HASH_BYTES:]
    greys = np.stack([packed >> 4, packed & 15], axis=-1).reshape(GREYS_SIDE, GREYS_SIDE)
    assert (greys == greys[0]).all()
    assert greys[0].tolist() == sorted(greys[0].tolist())
    assert greys[0, [0, -1]].tolist() == [0, 15]


def test_a_large_photo_has_the_fingerprint_of_its_small_one() -> None:
    large = scene(3, (4000, 3000))
    assert distances(bits(large), bits(large.resize((400, 300), Image.Resampling.LANCZOS))) <= 2


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (5, 3)])
def test_even_and_tiny_pictures_have_a_fingerprint_too(size: tuple[int, int]) -> None:
    assert fingerprint(Image.new("RGB", size, (90, 90, 90))) == bytes(FINGERPRINT_BYTES)


def test_importing_the_module_does_not_load_the_library(repository: Path) -> None:
    program = "import sys, desktop_app.imaging.fingerprints; assert 'dhash' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=repository, check=True)
