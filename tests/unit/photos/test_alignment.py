"""A photo fits over what is left of it when something is cut off; strangers and mirrored photos do not."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageEnhance, ImageOps

from desktop_app.imaging.fingerprints import HASH_BYTES, distances, fingerprint
from desktop_app.photos.alignment import aligned
from tests.unit.imaging.test_fingerprints import compressed, scene

FITS, STRANGE = 0.8, 0.74


def prints_of(*pictures: Image.Image) -> npt.NDArray[np.uint8]:
    return np.stack([np.frombuffer(fingerprint(each), np.uint8) for each in pictures])


def fit(one: Image.Image, other: Image.Image) -> float:
    prints = prints_of(one, other)
    return float(aligned(prints[:, HASH_BYTES:], np.array([0], np.int32), np.array([1], np.int32))[0])


VERSIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "12 % off each side": lambda photo: photo.crop((58, 43, 422, 317)),
    "12 % off two sides": lambda photo: photo.crop((58, 43, 480, 360)),
    "narrower": lambda photo: photo.crop((100, 0, 480, 360)),
    "darker, small and compressed": lambda photo: compressed(ImageEnhance.Brightness(photo).enhance(0.6), 40).resize(
        (150, 110)
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
@pytest.mark.parametrize("seed", range(4))
def test_a_version_of_a_photo_fits_over_it(seed: int, name: str) -> None:
    assert fit(scene(seed), VERSIONS[name](scene(seed))) > FITS


@pytest.mark.parametrize("seed", range(4))
def test_two_crops_of_one_photo_fit_where_they_overlap_though_their_hashes_differ(seed: int) -> None:
    one, other = scene(seed).crop((0, 0, 435, 325)), scene(seed).crop((45, 35, 480, 360))
    assert fit(one, other) > FITS
    assert distances(*prints_of(one, other)) > 28


def test_strangers_and_mirrored_photos_do_not_fit() -> None:
    between = [fit(scene(one), scene(other)) for one in range(8) for other in range(8) if one != other]
    assert max(between) < STRANGE
    assert max(fit(scene(seed), ImageOps.mirror(scene(seed))) for seed in range(8)) < STRANGE


def test_a_photo_fits_over_itself_and_even_ones_over_nothing() -> None:
    assert fit(scene(1), scene(1)) == pytest.approx(1, abs=1e-3)
    even = Image.new("RGB", (80, 60), (90, 90, 90))
    assert fit(even, scene(1)) == fit(even, even) == 0


def test_many_pairs_are_as_few_ones() -> None:
    greys = prints_of(*[scene(seed) for seed in range(5)])[:, HASH_BYTES:]
    first, second = np.arange(1200, dtype=np.int32) % 5, np.arange(1200, dtype=np.int32) % 3
    found = aligned(greys, first, second)
    assert found.dtype == np.float32
    alone = [aligned(greys, first[[at]], second[[at]])[0] for at in (0, 511, 512, 1199)]
    assert found[[0, 511, 512, 1199]] == pytest.approx(alone, abs=1e-5)
    assert aligned(greys, first[:0], second[:0]).shape == (0,)
