"""Features that are computed once for each photo: what makes them stale, and how a computation goes on."""

import json
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.manifest import InputSpec
from training.fitting import features
from training.fitting.features import Backbone, FeatureRequest, frozen_features
from training.fitting.former_features import FEATURES_NAME, STATE_NAME, _key
from training.fitting.photo_content import digests_of_photos

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


def computed(cache: Path, request: FeatureRequest, name: str = "mean colour") -> int:
    """How many photos the backbone is asked for."""
    counting = Counting()
    frozen_features(backbone(counting, name), request, cache)
    return counting.photos


def test_what_decides_the_numbers_has_features_of_its_own(photos: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    every = [
        (FeatureRequest(photos, SPEC), "mean colour"),
        (FeatureRequest(photos, SPEC), "other weights"),
        (FeatureRequest(photos, InputSpec(width=16, height=16, resize="letterbox")), "mean colour"),
        (FeatureRequest(photos, InputSpec(width=32, height=32)), "mean colour"),
        (FeatureRequest(photos, SPEC, Darker()), "mean colour"),
        (FeatureRequest(photos, SPEC, Darker("much darker")), "mean colour"),
        (FeatureRequest(photos, SPEC, Darker(), copy=1), "mean colour"),
        (FeatureRequest(photos, SPEC, Darker(), seed=7), "mean colour"),
    ]
    for _ in range(2):
        counts = [computed(cache, request, name) for request, name in every]
        assert counts in ([11] * len(every), [0] * len(every))
    Image.new("RGB", (20, 10), (1, 2, 3)).save(photos[4])
    assert [computed(cache, request, name) for request, name in every] == [1] * len(every)


def test_another_decoder_makes_features_stale(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = FeatureRequest(photos, SPEC)
    computed(tmp_path / "cache", request)
    monkeypatch.setattr("training.fitting.photo_content.version", lambda _: "99")
    assert computed(tmp_path / "cache", request) == 11


def test_adding_a_photo_computes_one_and_removing_or_reordering_none(photos: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert computed(cache, FeatureRequest(photos[:10], SPEC)) == 10
    assert computed(cache, FeatureRequest([photos[10], *photos[:10]], SPEC)) == 1
    assert computed(cache, FeatureRequest(photos[::-1], SPEC)) == 0
    assert computed(cache, FeatureRequest(photos[3:7], SPEC)) == 0
    mixed = frozen_features(backbone(), FeatureRequest([photos[10], photos[2], photos[7]], SPEC), cache)
    np.testing.assert_allclose(mixed.values[:, 0, 0], [200, 40, 140])
    assert not mixed.values.flags.writeable


def test_a_photo_in_two_places_and_in_two_sets_is_computed_once(photos: list[Path], tmp_path: Path) -> None:
    twice = [*photos, Path(shutil.copy(photos[3], tmp_path / "copy of 3.png"))]
    found = frozen_features(backbone(counting := Counting()), FeatureRequest(twice, SPEC), tmp_path / "cache")
    assert counting.photos == 11
    np.testing.assert_array_equal(found.values[3], found.values[11])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = [file.rename(elsewhere / f"renamed {file.name}") for file in photos[5:]]
    assert computed(tmp_path / "cache", FeatureRequest(moved, SPEC)) == 0


def test_chance_depends_on_the_photo_and_not_on_those_beside_it(photos: list[Path], tmp_path: Path) -> None:
    together = frozen_features(backbone(), FeatureRequest(photos, SPEC, Darker()), tmp_path / "together").values
    alone = frozen_features(backbone(), FeatureRequest(photos[6:7], SPEC, Darker()), tmp_path / "alone").values
    np.testing.assert_array_equal(together[6:7], alone)


def test_a_photo_that_changes_while_it_is_looked_at_is_said(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_another(paths: Sequence[Path]) -> list[bytes]:
        digests = digests_of_photos(paths)
        Image.new("RGB", (20, 10), (9, 9, 9)).save(photos[0])
        return digests

    monkeypatch.setattr(features, "digests_of_photos", then_another)
    with pytest.raises(OSError, match="changed") as raised:
        frozen_features(backbone(), FeatureRequest(photos, SPEC), tmp_path / "cache")
    assert raised.value.filename == str(photos[0])


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


def test_each_part_of_a_photo_has_features_of_its_own(halves: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    left, right = Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1)
    assert computed(cache, FeatureRequest(halves, DOGS, parts=(left,) * 4)) == 4
    assert computed(cache, FeatureRequest(halves, DOGS, parts=(left, right, left, None))) == 2
    assert computed(cache, FeatureRequest(halves, DOGS, parts=(right, left, left, left))) == 1
    # Where no dog was found, the views say what is seen, as they do where nobody looked for dogs.
    assert computed(cache, FeatureRequest(halves, DOGS, parts=(None,) * 4)) == 3
    assert computed(cache, FeatureRequest(halves, DOGS)) == 0


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
        assert "photo" in found.unreadable[2]
        assert np.isnan(found.values[2]).all()
        assert np.isfinite(np.delete(found.values, 2, axis=0)).all()


def test_an_unreadable_photo_is_remembered_by_its_content(
    photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos[2].write_bytes(b"no photo")
    first = frozen_features(backbone(), FeatureRequest(photos, SPEC), tmp_path / "cache")

    def never(*_: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(features, "tensors_of_file", never)
    again = frozen_features(backbone(), FeatureRequest([photos[0], photos[2]], SPEC), tmp_path / "cache")
    assert again.unreadable == {1: first.unreadable[2]}


def test_only_a_damaged_row_is_computed_again(photos: list[Path], tmp_path: Path) -> None:
    request = FeatureRequest(photos, SPEC)
    folder = frozen_features(backbone(), request, tmp_path / "cache").folder
    content = bytearray((folder / "values.bin").read_bytes())
    content[3 * 12] ^= 1
    (folder / "values.bin").write_bytes(content)
    assert computed(tmp_path / "cache", request) == 1
    np.testing.assert_allclose(
        frozen_features(backbone(), request, tmp_path / "cache").values[:, 0, 0], np.arange(11) * 20
    )


def test_two_that_compute_at_once_do_not_harm_each_other(photos: list[Path], tmp_path: Path) -> None:
    """Both are in the network when the other one is, so both add the same photos."""
    request, both = FeatureRequest(photos, SPEC), threading.Barrier(2, timeout=60)
    found: list[NDArray[np.float32]] = []

    def embed(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        both.wait()
        return Counting()(pixels)

    def run() -> None:
        found.append(frozen_features(Backbone("mean colour", 3, embed), request, tmp_path / "cache").values)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    for values in found:
        np.testing.assert_allclose(values[:, 0, 0], np.arange(11) * 20)
    (store,) = (tmp_path / "cache").iterdir()
    assert (store / "values.bin").stat().st_size == 11 * 12


@pytest.mark.parametrize("done", [11, 8])
def test_what_was_kept_for_a_whole_set_is_taken_over(photos: list[Path], tmp_path: Path, done: int) -> None:
    """As the caches of the bundled model are, which take half an hour to compute."""
    request, cache = FeatureRequest(photos, SPEC), tmp_path / "cache"
    folder = cache / _key("mean colour", request, digests_of_photos(photos))
    folder.mkdir(parents=True)
    values = np.arange(33, dtype=np.float32).reshape(11, 1, 3)
    np.save(folder / FEATURES_NAME, values)
    (folder / STATE_NAME).write_text(json.dumps({"done": done, "unreadable": {"5": "It is empty."}}))
    found = frozen_features(backbone(counting := Counting()), request, cache)
    assert counting.photos == 11 - done
    kept = [row for row in range(done) if row != 5]
    np.testing.assert_array_equal(found.values[kept], values[kept])
    assert found.unreadable == {5: "It is empty."}
    assert computed(cache, FeatureRequest(photos[::-1], SPEC)) == 0


@pytest.mark.parametrize("state", ["{", '{"done": 12, "unreadable": {}}', '{"done": 3, "unreadable": {"99": "x"}}'])
def test_a_damaged_set_of_the_former_kind_is_computed_again(photos: list[Path], tmp_path: Path, state: str) -> None:
    request, cache = FeatureRequest(photos, SPEC), tmp_path / "cache"
    folder = cache / _key("mean colour", request, digests_of_photos(photos))
    folder.mkdir(parents=True)
    np.save(folder / FEATURES_NAME, np.zeros((11, 1, 3), np.float32))
    (folder / STATE_NAME).write_text(state)
    assert computed(cache, request) == 11
