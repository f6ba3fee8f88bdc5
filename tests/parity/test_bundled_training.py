"""What the pack that ships rests on: its background, the committed split, and the dogs that training looked at."""

from pathlib import Path

import numpy as np
import pytest

from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import ModelPack
from desktop_app.learning.background import Background, load_background
from tests.parity.conftest import OTHER_SOURCES, pictures_of
from training.bundled.photos import COMMITTED_SPLIT, CROPS, FURTHER_PREFIX, MORE_BREEDS, WHOLE
from training.datasets.breeds import stanford_breeds
from training.datasets.splits import Side, read_split

pytestmark = pytest.mark.photos


@pytest.fixture(scope="module")
def sides() -> dict[str, Side]:
    """The side of every photo by its name: `folder/breed/file`."""
    return {name: side for name, (_, side) in read_split(COMMITTED_SPLIT).sides.items()}


@pytest.fixture(scope="module")
def trained(pack: ModelPack, sides: dict[str, Side]) -> list[list[str]]:
    """The names of the photos that each of the pack's breeds was trained on."""
    found: dict[str, list[str]] = {breed.id: [] for breed in pack.manifest.breeds}
    for name, side in sides.items():
        folder, _, rest = name.partition("/")
        if side is not Side.TRAINING or folder not in (CROPS, WHOLE, MORE_BREEDS):
            continue
        breed = rest.partition("/")[0]
        breed_id = breed.partition("-")[0] if breed.startswith("n0") else FURTHER_PREFIX + breed
        if breed_id in found:
            found[breed_id].append(name)
    return list(found.values())


@pytest.fixture(scope="module")
def background(pack: ModelPack) -> Background:
    assert pack.background_file is not None
    return load_background(pack.background_file, len(pack.manifest.breeds), 1280)


def test_the_background_is_small_and_of_all_photos_that_were_trained_on(
    pack: ModelPack, background: Background, trained: list[list[str]]
) -> None:
    assert pack.background_file is not None
    assert pack.background_file.stat().st_size < 1_100_000
    assert background.photos.tolist() == [len(names) for names in trained]
    # No mean is that of a few photos; of a further breed there are fewer, but no breed is learned from less than these.
    known = np.isin([breed.id for breed in pack.manifest.breeds], list(stanford_breeds()))
    assert background.photos[known].min() >= 70
    assert background.photos[known].sum() == 9_789
    assert background.photos.min() >= 5
    assert (np.diff(background.variances) <= 0).all()
    assert 0 < background.rest < background.variances[-1]


@pytest.mark.parametrize("further", [False, True])
def test_the_background_is_what_the_graph_gives_of_the_training_photos(
    background: Background,
    pack: ModelPack,
    classifier: Classifier,
    photos_folder: Path,
    trained: list[list[str]],
    further: bool,
) -> None:
    ids = [breed.id for breed in pack.manifest.breeds]
    # Of the further breeds, the one of most photos.
    columns = [column for column, breed_id in enumerate(ids) if breed_id.startswith(FURTHER_PREFIX)]
    column = max(columns, key=lambda each: int(background.photos[each])) if further else 25
    pictures = pictures_of([photos_folder / name for name in trained[column]], pack)
    kept = np.array([suggestion.embedding for suggestion in classifier.classify_photos(pictures)], np.float32)
    np.testing.assert_allclose(kept.mean(axis=0), background.means[column], atol=0.003)
    if further:
        return
    # They differ from their mean as the axes say: less along each one than along the one before, all in all.
    along = ((kept - background.means[column]) @ background.axes).var(axis=0, ddof=1)
    assert along[:32].sum() == pytest.approx(background.variances[:32].sum(), rel=0.5)
    assert np.corrcoef(np.log(along), np.log(background.variances))[0, 1] > 0.8


def test_the_committed_split_has_no_leak_between_crops_and_their_whole_photos(sides: dict[str, Side]) -> None:
    of_a_photo: dict[str, set[Side]] = {}
    for name, side in sides.items():
        assert not name.startswith("/")
        if side is not Side.LEFT_OUT:
            of_a_photo.setdefault(name.rpartition("/")[2], set()).add(side)
    assert all(len(found) == 1 for found in of_a_photo.values())
    assert all(side is not Side.TRAINING for name, side in sides.items() if name.startswith(OTHER_SOURCES))


def test_photos_of_known_breeds_beside_those_of_further_ones_are_never_trained_on(sides: dict[str, Side]) -> None:
    """They judge, as those from other sources do."""
    beside = [side for name, side in sides.items() if name.startswith(f"{MORE_BREEDS}/n0")]
    assert len(beside) > 250
    assert set(beside) == {Side.VALIDATION}


@pytest.mark.training
def test_the_committed_split_is_the_one_that_the_photos_give(photos_folder: Path) -> None:
    from training.bundled.photos import read_bundled_photos, split_bundled_photos
    from training.datasets.splits import leaks

    committed = read_split(COMMITTED_SPLIT)
    bundled = read_bundled_photos(photos_folder)
    assert committed.data_sha256 == bundled.sha256
    assert leaks(bundled.photos, committed, bundled.groups) == []
    assert split_bundled_photos(bundled, committed.seed).sides == committed.sides


@pytest.mark.training
def test_training_looks_at_the_dogs_that_the_app_looks_at(
    pack: ModelPack, elsewhere: list[Path], isolated_home: Path
) -> None:
    """The features that the heads were fitted to are of the very parts of the photos that the app cuts out."""
    from export.looking import seen_tensors
    from training.bundled.dogs import find_dogs
    from training.fitting.features import FeatureRequest, _tensors
    from training.fitting.photo_content import digests_of_photos

    photos, finder = elsewhere[3::10][:40], pack.manifest.finder
    assert finder is not None
    dogs = find_dogs(pack.folder, finder, pack.manifest.input, photos, lambda _line: None)
    spec = pack.manifest.input.model_copy(update={"second_look": None})
    request = FeatureRequest(photos, spec, parts=dogs.parts)
    digests = digests_of_photos(photos)
    ours = np.stack([_tensors(request, row, b"", digest)[0] for row, digest in enumerate(digests)])
    theirs = seen_tensors(pack.graph_file, photos, pack.manifest.model_copy(update={"input": spec}))
    # What was found is kept in 32 bits: now and then a value at the edge of two is the other one.
    differences = np.abs(ours.astype(int) - theirs)
    assert differences.max() <= 1
    assert (differences > 0).mean() < 1e-4
    assert sum(part is not None for part in dogs.parts) > 30
