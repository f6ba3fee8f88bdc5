"""Thumbnails that are cut to a dog: the right part of the upright photo, whatever its file says, and sharp."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.regions import around, pixels
from desktop_app.imaging.thumbnails import EDGE, ThumbnailCache
from desktop_app.imaging.unreadable import UnreadablePhotoError

# The dog is a red square in the upper right quarter of the upright photo.
DOG = Box(0.7, 0.1, 0.8, 0.2)
_STORED_AS = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def drawn(width: int = 1600, height: int = 1200) -> Image.Image:
    image = Image.new("RGB", (width, height), (20, 60, 20))
    box = tuple(round(share * side) for share, side in zip(DOG, (width, height) * 2, strict=True))
    ImageDraw.Draw(image).rectangle(box, fill=(220, 20, 20))
    return image


def cut(cache: ThumbnailCache, path: Path, box: Box = DOG) -> Image.Image:
    return Image.open(BytesIO(cache.dog_bytes(path, box))).convert("RGB")


def shows_the_dog(image: Image.Image) -> bool:
    """Whether it is red in the middle, and the ground is seen around it."""
    values = np.asarray(image)
    red, green, _ = values[image.height // 2, image.width // 2]
    corners = values[[2, 2, -3, -3], [2, -3, 2, -3]]
    return bool(red > 150 and green < 80 and (corners[:, 0] < 100).all())


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache")


@pytest.mark.parametrize("orientation", _STORED_AS)
def test_the_part_is_that_of_the_upright_photo(cache: ThumbnailCache, tmp_path: Path, orientation: int) -> None:
    turn = _STORED_AS[orientation]
    stored = drawn() if turn is None else drawn().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "dog.jpg", exif=exif, quality=90)
    image = cut(cache, tmp_path / "dog.jpg")
    assert shows_the_dog(image)
    assert max(image.size) == pytest.approx(198, abs=6), "as many pixels as there are, none made up"


def test_a_small_dog_is_cut_from_a_larger_picture_than_a_thumbnail(cache: ThumbnailCache, tmp_path: Path) -> None:
    drawn(4000, 3000).save(tmp_path / "dog.jpg", quality=90)
    image = cut(cache, tmp_path / "dog.jpg")
    assert shows_the_dog(image)
    assert max(image.size) > 0.6 * EDGE
    assert max(image.size) <= EDGE


def test_what_is_decoded_in_a_process_of_its_own_is_cut_likewise(cache: ThumbnailCache, tmp_path: Path) -> None:
    drawn().save(tmp_path / "dog.avif", quality=90)
    assert shows_the_dog(cut(cache, tmp_path / "dog.avif"))


def test_heic_is_cut_where_it_is_upright(cache: ThumbnailCache, photos_folder: Path) -> None:
    # It says that it lies on its side, and its decoder turns it.
    path = photos_folder / "decoder_files/pillow_heif_tests/RGB_8__29x100.heif"
    whole = Image.open(BytesIO(cache.thumbnail_bytes(path))).convert("RGB")
    box = Box(0.55, 0.1, 0.85, 0.4)
    part = cut(cache, path, box)
    expected = whole.crop(pixels(around(box, *whole.size), *whole.size)).resize((24, 24)).tobytes()
    differences = [abs(one - other) for one, other in zip(part.resize((24, 24)).tobytes(), expected, strict=True)]
    assert sum(differences) / len(differences) < 12


def test_it_is_made_once_for_each_dog_and_anew_for_another_file(
    cache: ThumbnailCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dog.jpg"
    drawn().save(path)
    first = cache.dog_bytes(path, DOG)
    assert cache.thumbnail_bytes(path) != first
    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.imaging.thumbnails.read_photo", None)
        assert cache.dog_bytes(path, DOG) == first
    assert cache.dog_bytes(path, Box(0.1, 0.6, 0.3, 0.8)) != first
    Image.new("RGB", (1600, 1200), "blue").save(path)
    assert not shows_the_dog(cut(cache, path))


def test_what_cannot_be_read_is_said(cache: ThumbnailCache, tmp_path: Path) -> None:
    (tmp_path / "dog.jpg").write_bytes(b"no photo")
    with pytest.raises(UnreadablePhotoError):
        cache.dog_bytes(tmp_path / "dog.jpg", DOG)
