"""Features that are computed once: what makes them stale, and how a computation goes on."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import InputSpec
from training.fitting import features
from training.fitting.features import Backbone, FeatureRequest, features_key, frozen_features

SPEC = InputSpec(width=16, height=16)


class Counting:
    """A backbone that gives the mean colour, and knows how often it was asked."""

    def __init__(self, fail_after: int | None = None) -> None:
        self.photos = 0
        self.fail_after = fail_after

    def __call__(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        if self.fail_after is not None and self.photos >= self.fail_after:
            raise KeyboardInterrupt
        self.photos += len(pixels)
        return np.asarray(pixels.mean(axis=(1, 2)), dtype=np.float32)


class Darker:
    def __init__(self, name: str = "darker") -> None:
        self.name = name

    def __call__(self, image: Image.Image, random: np.random.Generator) -> Image.Image:
        return image.point(lambda value: int(value * random.uniform(0.2, 0.9)))


def backbone(embed: Counting | None = None, name: str = "mean colour") -> Backbone:
    return Backbone(name, 3, embed or Counting())


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = []
    for number in range(11):
        files.append(tmp_path / f"{number}.png")
        Image.new("RGB", (20, 10), (number * 20, 100, 50)).save(files[-1])
    return files


def test_every_photo_gets_its_own_row(photos: list[Path], tmp_path: Path) -> None:
    found = frozen_features(backbone(), FeatureRequest(photos, SPEC), tmp_path / "cache")
    assert found.values.shape == (11, 1, 3)
    assert found.values.dtype == np.float32
    np.testing.assert_allclose(found.values[:, 0, 0], np.arange(11) * 20)
    assert isinstance(found.values, np.memmap)


def test_the_second_time_nothing_is_computed(photos: list[Path], tmp_path: Path) -> None:
    again = Counting()
    first = frozen_features(backbone(), FeatureRequest(photos, SPEC), tmp_path / "cache")
    second = frozen_features(backbone(again), FeatureRequest(photos, SPEC), tmp_path / "cache")
    assert again.photos == 0
    np.testing.assert_array_equal(first.values, second.values)


def test_views_have_an_axis_of_their_own(photos: list[Path], tmp_path: Path) -> None:
    spec = InputSpec(width=16, height=16, views=("whole", "centre_square"))
    assert frozen_features(backbone(), FeatureRequest(photos, spec), tmp_path / "cache").values.shape == (11, 2, 3)


def test_the_key_changes_with_all_that_decides_the_numbers(photos: list[Path]) -> None:
    request = FeatureRequest(photos, SPEC)
    keys = [
        features_key(backbone(), request),
        features_key(backbone(name="other weights"), request),
        features_key(backbone(), FeatureRequest(photos[:-1], SPEC)),
        features_key(backbone(), FeatureRequest(photos[::-1], SPEC)),
        features_key(backbone(), FeatureRequest(photos, InputSpec(width=16, height=16, resize="letterbox"))),
        features_key(backbone(), FeatureRequest(photos, InputSpec(width=32, height=32))),
        features_key(backbone(), FeatureRequest(photos, SPEC, Darker())),
        features_key(backbone(), FeatureRequest(photos, SPEC, Darker("much darker"))),
        features_key(backbone(), FeatureRequest(photos, SPEC, Darker(), copy=1)),
        features_key(backbone(), FeatureRequest(photos, SPEC, Darker(), seed=7)),
    ]
    Image.new("RGB", (20, 10), (1, 2, 3)).save(photos[4])
    keys.append(features_key(backbone(), request))
    assert len(set(keys)) == len(keys)


DOGS = InputSpec(width=16, height=16, views=("dog",))


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    """The left half of each is red, as much as its number says, the right half green."""
    files = [tmp_path / f"half{number}.png" for number in range(4)]
    for number, file in enumerate(files):
        image = Image.new("RGB", (80, 40), (0, 200, 0))
        image.paste((60 * number, 0, 0), (0, 0, 40, 40))
        image.save(file)
    return files


def test_of_a_photo_whose_dog_was_found_that_part_is_looked_at(halves: list[Path], tmp_path: Path) -> None:
    parts = [Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1), None, Box(0.1, 0.2, 0.4, 0.8)]
    found = frozen_features(backbone(), FeatureRequest(halves, DOGS, parts=parts), tmp_path / "cache").values[:, 0]
    np.testing.assert_allclose(found[[0, 1, 3]], [[0, 0, 0], [0, 200, 0], [180, 0, 0]], atol=1)
    # Where none was found, the square in the middle: half of it is red, half green.
    np.testing.assert_allclose(found[2], [60, 100, 0], atol=4)


def test_the_key_changes_with_the_parts_and_their_order(halves: list[Path]) -> None:
    left, right = Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1)
    every = [
        (),
        (None,) * 4,
        (left,) * 4,
        (left, left, left, right),
        (right, left, left, left),
        (left, left, left, None),
    ]
    keys = [features_key(backbone(), FeatureRequest(halves, DOGS, parts=parts)) for parts in every]
    assert len(set(keys)) == len(keys)
    # Without the view "dog" nothing is kept under another name than before.
    assert features_key(backbone(), FeatureRequest(halves, SPEC)) == features_key(
        backbone(), FeatureRequest(halves, SPEC, parts=[])
    )


def test_an_augmentation_sees_the_part_alone(halves: list[Path], tmp_path: Path) -> None:
    """Turned by a quarter, the part is looked at whole: nothing of what was beside it, and no square in its middle."""
    seen: list[float] = []

    class Upright:
        name = "turned by a quarter"

        def __call__(self, image: Image.Image, random: np.random.Generator) -> Image.Image:
            seen.append(image.width / image.height)
            return image.transpose(Image.Transpose.ROTATE_90)

    gradient = Image.linear_gradient("L").resize((40, 40)).convert("RGB")
    for file in halves:
        image = Image.open(file)
        image.paste(gradient, (0, 0))
        image.save(file)
    parts = [Box(0, 0, 0.5, 1), Box(0, 0, 0.5, 0.5), None, Box(0.5, 0, 1, 1)]
    request = FeatureRequest(halves, DOGS, Upright(), parts=parts)
    found = frozen_features(backbone(), request, tmp_path / "cache").values[:, 0]
    assert sorted(seen) == [1, 1, 2, 2]
    np.testing.assert_allclose(found[0], 127, atol=3)
    # The upper half of what is dark above: all of it, though it stands upright now.
    np.testing.assert_allclose(found[1], 64, atol=4)
    np.testing.assert_allclose(found[3], [0, 200, 0], atol=1)


def test_the_key_does_not_change_with_names_and_folders(photos: list[Path], tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    copies = [file.rename(moved / f"renamed {file.name}") for file in photos]
    before = FeatureRequest(copies, SPEC)
    key = features_key(backbone(), before)
    back = [file.rename(original) for file, original in zip(copies, photos, strict=True)]
    assert features_key(backbone(), FeatureRequest(back, SPEC)) == key


def test_an_interrupted_computation_goes_on_where_it_stopped(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "CHUNK", 4)
    request, cache = FeatureRequest(photos, SPEC), tmp_path / "cache"
    with pytest.raises(KeyboardInterrupt):
        frozen_features(backbone(Counting(fail_after=8)), request, cache)
    rest, steps = Counting(), []
    found = frozen_features(backbone(rest), request, cache, lambda done, total, _: steps.append((done, total)))
    assert rest.photos == 3
    assert steps == [(11, 11)]
    np.testing.assert_allclose(found.values[:, 0, 0], np.arange(11) * 20)


def test_augmented_copies_differ_and_come_again_the_same(photos: list[Path], tmp_path: Path) -> None:
    requests = [FeatureRequest(photos, SPEC, Darker(), copy=copy) for copy in (0, 1, 0)]
    first, second, again = (
        frozen_features(backbone(), request, tmp_path / f"cache{number}").values
        for number, request in enumerate(requests)
    )
    assert not np.allclose(first, second)
    np.testing.assert_array_equal(first, again)


def test_an_unreadable_photo_is_named_and_stops_nothing(photos: list[Path], tmp_path: Path) -> None:
    photos[2].write_bytes(b"no photo")
    request = FeatureRequest(photos, SPEC)
    for _ in range(2):
        found = frozen_features(backbone(), request, tmp_path / "cache")
        assert list(found.unreadable) == [2]
        assert np.isnan(found.values[2]).all()
        assert np.isfinite(np.delete(found.values, 2, axis=0)).all()


def test_a_damaged_cache_is_computed_again(photos: list[Path], tmp_path: Path) -> None:
    request = FeatureRequest(photos, SPEC)
    folder = frozen_features(backbone(), request, tmp_path / "cache").folder
    (folder / features.STATE_NAME).write_text("{")
    again = Counting()
    frozen_features(backbone(again), request, tmp_path / "cache")
    assert again.photos == 11
