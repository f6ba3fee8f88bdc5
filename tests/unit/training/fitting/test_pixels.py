"""Decoded photos are kept one by one; what cannot be read is named."""

from pathlib import Path

import pytest
from PIL import Image

from training.datasets.photos import DataError
from training.fitting import pixels
from training.fitting.pixels import decoded_pixels, input_spec

SPEC = input_spec(16, "squash")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{number}.png" for number in range(7)]
    for number, file in enumerate(files):
        Image.new("RGB", (20, 10), (number * 20, 100, 50)).save(file)
    return files


def test_only_photos_that_are_new_are_decoded(photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Path] = []
    original = pixels._pixels

    def counted(path: Path, *rest: object) -> object:
        decoded.append(path)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pixels, "_pixels", counted)
    monkeypatch.setattr(pixels, "CHUNK", 4)
    steps: list[tuple[int, int]] = []
    first = decoded_pixels(photos[:6], SPEC, lambda done, total: steps.append((done, total)))
    assert first.shape == (6, 16, 16, 3)
    assert steps == [(done, 6) for done in range(1, 7)]
    again = decoded_pixels([photos[6], *photos[:6][::-1], photos[0]], SPEC)
    assert decoded == photos
    assert again[:, 0, 0, 0].tolist() == [120, 100, 80, 60, 40, 20, 0, 0]
    assert not again.flags.writeable


def test_unreadable_photos_are_named_each_time_and_keep_the_others(photos: list[Path]) -> None:
    photos[3].write_bytes(b"no photo")
    for _ in range(2):
        with pytest.raises(DataError, match=r"3\.png .*1 photos|1 photos cannot be read: .*3\.png"):
            decoded_pixels(photos, SPEC)
    rest = [*photos[:3], *photos[4:]]
    assert decoded_pixels(rest, SPEC)[:, 0, 0, 0].tolist() == [0, 20, 40, 80, 100, 120]


def test_a_missing_photo_is_named(photos: list[Path]) -> None:
    photos[1].unlink()
    with pytest.raises(DataError, match=r"1\.png"):
        decoded_pixels(photos, SPEC)
