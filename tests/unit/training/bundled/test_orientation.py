"""The head that tells which way up a photo lies is fitted on photos turned on purpose."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import InputSpec
from tests.unit.training.refining.test_refine import SIZE, SMALL, quiet
from training.bundled.dogs import Dogs
from training.bundled.orientation import AFTER_TURNS, Turned, fit_orientation
from training.bundled.photos import CROPS, OTHER_SOURCES, UNKNOWN_DOGS, WHOLE, BundledPhotos
from training.bundled.table import Table
from training.datasets.photos import LabelledPhoto, PhotoSet
from training.datasets.splits import Side
from training.fitting.features import FeatureRequest, frozen_features, keras_backbone

pytestmark = pytest.mark.training

SPEC = InputSpec(width=SIZE, height=SIZE)
COUNTS = {CROPS: 60, WHOLE: 20, UNKNOWN_DOGS: 20, OTHER_SOURCES: 20}


def sky_and_ground(seed: int) -> Image.Image:
    """Bright on top, dark below, and something in between."""
    random = np.random.default_rng(seed)
    down = np.linspace(230, 30, SIZE)[:, None, None] + random.uniform(-20, 20)
    pixels = np.broadcast_to(down, (SIZE, SIZE, 3)) + random.normal(0, 2, (SIZE, SIZE, 3))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


@pytest.fixture
def bundled(tmp_path: Path, isolated_home: Path) -> BundledPhotos:
    photos: list[LabelledPhoto] = []
    for folder, count in COUNTS.items():
        (tmp_path / folder).mkdir()
        for number in range(count):
            file = tmp_path / folder / f"{number}.png"
            sky_and_ground(len(photos)).save(file)
            photos.append(LabelledPhoto(file, "dog"))
    return BundledPhotos(PhotoSet(tmp_path, tuple(photos)), "0" * 64, list(range(len(photos))))


@pytest.fixture
def table(bundled: BundledPhotos) -> Table:
    paths = [photo.path for photo in bundled.photos.photos]
    folder = np.array([path.parent.name for path in paths])
    side = np.where(folder == OTHER_SOURCES, Side.VALIDATION.value, Side.TRAINING.value)
    upright = frozen_features(keras_backbone(SMALL, "random"), FeatureRequest(paths, SPEC)).values[:, 0]
    none, every = np.zeros(len(paths), np.int64), np.arange(len(paths))
    judges, found = folder == OTHER_SOURCES, np.full((len(paths), 4), np.nan)
    return Table(np.asarray(upright), folder, side, none, none, every, ("n1",), judges, found, upright[:0], none[:0])


@pytest.fixture
def nowhere(table: Table) -> Dogs:
    """No dog was found in any photo: they are looked at as they are."""
    return Dogs((None,) * len(table.side), table.found)


def test_the_head_tells_how_photos_lie_that_it_was_not_trained_on(
    bundled: BundledPhotos, table: Table, nowhere: Dogs
) -> None:
    fitted = fit_orientation(table, bundled, SMALL, "random", SPEC, nowhere, 1337, quiet)
    told = {metrics.split.removeprefix(f"{OTHER_SOURCES}, "): metrics.values["told"] for metrics in fitted.metrics}
    assert told.keys() == {"upright", "on its side", "upside down"}
    assert min(told.values()) >= 0.85
    assert [metrics.photos for metrics in fitted.metrics] == [COUNTS[OTHER_SOURCES]] * 3
    backbone = keras_backbone(SMALL, "random")
    for quarters, label in enumerate(AFTER_TURNS):
        pixels = np.stack([np.rot90(np.asarray(sky_and_ground(900 + n)), quarters) for n in range(10)])
        assert (fitted.head.logits(backbone.embed(pixels)).argmax(axis=1) == label).mean() >= 0.8


def test_photos_from_other_sources_are_not_trained_on(
    bundled: BundledPhotos, table: Table, nowhere: Dogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They choose the penalty; where there is but one, they change nothing."""
    monkeypatch.setattr("training.bundled.orientation.PENALTIES", (0.001,))
    first = fit_orientation(table, bundled, SMALL, "random", SPEC, nowhere, 1337, quiet)
    for photo in bundled.photos.photos:
        if photo.path.parent.name == OTHER_SOURCES:
            Image.open(photo.path).transpose(Image.Transpose.ROTATE_90).save(photo.path)
    second = fit_orientation(table, bundled, SMALL, "random", SPEC, nowhere, 1337, quiet)
    np.testing.assert_array_equal(first.head.kernel, second.head.kernel)
    assert first.tried != second.tried


def test_what_is_turned_is_the_dog(
    bundled: BundledPhotos, table: Table, nowhere: Dogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The photos are twice as wide; what is beside the dog plays no part."""
    monkeypatch.setattr("training.bundled.orientation.PENALTIES", (0.001,))
    alone = fit_orientation(table, bundled, SMALL, "random", SPEC, nowhere, 1337, quiet)
    for photo in bundled.photos.photos:
        image = Image.open(photo.path)
        wide = Image.new("RGB", (2 * SIZE, SIZE), (250, 0, 250))
        wide.paste(image)
        wide.save(photo.path)
    spec = InputSpec(width=SIZE, height=SIZE, views=("dog",))
    left = replace(nowhere, parts=(Box(0, 0, 0.5, 1),) * len(table.side))
    found = fit_orientation(table, bundled, SMALL, "random", spec, left, 1337, quiet)
    np.testing.assert_allclose(found.head.kernel, alone.head.kernel, atol=1e-5)


def test_turning_is_counter_clockwise_and_its_name_says_how_far() -> None:
    image = sky_and_ground(1)
    for quarters in (1, 2, 3):
        turn = Turned(quarters)
        found = np.asarray(turn(image, np.random.default_rng(0)))
        np.testing.assert_array_equal(found, np.rot90(np.asarray(image), quarters))
        assert str(quarters) in turn.name
