"""Dogs are found while photos are labelled: no photo is held longer, and few are read twice."""

from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import Box
from desktop_app.imaging.reading import read_photo
from desktop_app.inference import pipeline as pipeline_module
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import LabellingPipeline
from desktop_app.inference.preprocess import Picture
from tests.small_finder import BLUE_DOG, GROUND, QUARTERS, RED_DOG, photo_of
from tests.small_pack import BREEDS, EDGE, make_small_pack
from tests.unit.inference.test_pipeline import run

SPEC = {"width": EDGE, "height": EDGE, "views": ["dog"]}


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    return Classifier(load_pack(make_small_pack(tmp_path_factory.mktemp("pack"), finder={}, input=SPEC)), "cpu")


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    colours = [(RED_DOG, GROUND, GROUND, BLUE_DOG), (GROUND, BLUE_DOG), (GROUND,)]
    files = [tmp_path / f"{number}.jpg" for number in range(9)]
    for number, file in enumerate(files):
        photo_of(*colours[number % 3], side=640).save(file, quality=95)
    return files


class Sizes:
    """Thumbnails: how large the pictures are that they are made of."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def store(self, path: Path, facts: FileFacts, image: Image.Image) -> None:
        assert (facts.width, facts.height) == (640, 640), path
        self.seen.append(image.size)


def boxes(outcome: PhotoOutcome) -> list[Box | None]:
    assert outcome.suggestion is not None
    return [outcome.suggestion.box, *(dog.box for dog in outcome.suggestion.further_dogs)]


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("measures", [True, False])
def test_every_photo_gets_its_own_dogs(
    classifier: Classifier, photos: list[Path], workers: int, measures: bool
) -> None:
    thumbnails = Sizes()
    pipeline = LabellingPipeline(classifier, workers=workers, batch_size=4, measures=measures, thumbnails=thumbnails)
    outcomes = run(pipeline, photos)
    wanted = [[QUARTERS[0], QUARTERS[3]], [QUARTERS[1]], [None]]
    assert [boxes(outcomes[number]) for number in range(9)] == wanted * 3
    for number in range(9):
        suggestion = outcomes[number].suggestion
        assert suggestion is not None
        if number % 3 < 2:
            assert suggestion.ranked[0].breed_id == BREEDS[0 if number % 3 == 0 else 2]
            assert suggestion.dog_share == pytest.approx(0.25)
    assert thumbnails.seen == [(EDGE, EDGE)] * 9, "small pictures are made of what is decoded first"


def test_the_pipeline_sees_what_training_sees(classifier: Classifier, photos: list[Path]) -> None:
    outcomes = run(LabellingPipeline(classifier), photos[:3])
    spec = classifier.pack.manifest.input
    pictures = [Picture.of_file(photo.read_bytes(), spec) for photo in photos[:3]]
    for number, wanted in enumerate(classifier.classify_photos(pictures)):
        found = outcomes[number].suggestion
        assert found is not None
        assert (found.ranked, found.box, found.further_dogs) == (wanted.ranked, wanted.box, wanted.further_dogs)


def test_only_photos_of_small_dogs_are_read_once_more(
    classifier: Classifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_pixels, small_dog, gone = (tmp_path / f"{name}.png" for name in ("few_pixels", "small_dog", "gone"))
    for file in (few_pixels, small_dog, gone):
        photo_of(GROUND, RED_DOG, side=EDGE + 2 if file == few_pixels else 640).save(file)
    read: list[Path] = []

    def counted(path: Path) -> tuple[bytes, FileFacts]:
        read.append(path)
        found = read_photo(path)
        if path == gone:
            path.unlink()
        return found

    monkeypatch.setattr(pipeline_module, "read_photo", counted)
    photos = [few_pixels, small_dog, gone]
    outcomes = run(LabellingPipeline(classifier, workers=1, batch_size=1), photos)
    assert [boxes(outcomes[number]) for number in range(3)] == [[QUARTERS[1]]] * 3
    assert [read.count(photo) for photo in photos] == [1, 2, 2]
