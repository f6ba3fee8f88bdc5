"""Many photos at once."""

import json
import math
import threading
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.faults import Fault
from desktop_app.imaging import seen
from desktop_app.imaging.at_work import AtWork, NotedPhoto, noted
from desktop_app.imaging.decode import DecodedPhoto, decode_photo
from desktop_app.imaging.fingerprints import FINGERPRINT_BYTES
from desktop_app.imaging.limits import MemoryBudget
from desktop_app.inference import pipeline as pipeline_module
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import LabellingPipeline, default_workers
from desktop_app.inference.preprocess import tensors_of_file
from tests.small_pack import BREEDS, make_small_pack

COLOURS = ((200, 0, 0), (0, 200, 0), (0, 0, 200))


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    return Classifier(load_pack(make_small_pack(tmp_path_factory.mktemp("pack"))), "cpu")


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = []
    for number in range(30):
        file = tmp_path / f"{number}.png"
        Image.new("RGB", (40, 30), COLOURS[number % 3]).save(file)
        files.append(file)
    return files


class ListSource:
    """Hands out a list, and remembers how much at a time."""

    def __init__(self, paths: list[Path]) -> None:
        self._left = list(enumerate(paths))
        self._lock = threading.Lock()
        self.asked: list[int] = []

    def take(self, count: int) -> list[tuple[int, Path]]:
        with self._lock:
            self.asked.append(count)
            taken, self._left = self._left[:count], self._left[count:]
            return taken


def run(pipeline: LabellingPipeline, paths: list[Path]) -> dict[int, PhotoOutcome]:
    outcomes: list[PhotoOutcome] = []
    pipeline.run(ListSource(paths), outcomes.extend)
    assert len(outcomes) == len({outcome.key for outcome in outcomes})
    return {outcome.key: outcome for outcome in outcomes}


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("batch_size", [1, 7])
def test_every_photo_gets_its_own_suggestion(
    classifier: Classifier, photos: list[Path], workers: int, batch_size: int
) -> None:
    outcomes = run(LabellingPipeline(classifier, workers=workers, batch_size=batch_size), photos)
    assert sorted(outcomes) == list(range(30))
    for key, outcome in outcomes.items():
        assert outcome.path == photos[key]
        assert outcome.suggestion is not None
        assert outcome.suggestion.ranked[0].breed_id == BREEDS[key % 3]
        assert outcome.facts is not None
        assert (outcome.facts.width, outcome.facts.height, outcome.facts.orientation) == (40, 30, 1)


def test_pipeline_sees_the_very_pixels_that_training_sees(classifier: Classifier, photos: list[Path]) -> None:
    outcome = run(LabellingPipeline(classifier), photos[:1])[0]
    tensors = tensors_of_file(photos[0].read_bytes(), classifier.pack.manifest.input)
    assert outcome.suggestion is not None
    assert outcome.suggestion.ranked == classifier.classify(tensors[None])[0].ranked


def test_one_bad_file_never_stops_the_others(classifier: Classifier, photos: list[Path], tmp_path: Path) -> None:
    broken, gone = tmp_path / "broken.jpg", tmp_path / "gone.jpg"
    broken.write_bytes(b"\xff\xd8\xff broken")
    outcomes = run(LabellingPipeline(classifier), [broken, *photos, gone])
    assert outcomes[0].suggestion is None
    assert outcomes[0].fault == Fault("photo.damaged_kind", {"kind": "jpeg"})
    assert outcomes[0].facts is not None
    assert outcomes[31].facts is None
    assert outcomes[31].fault == Fault("file.gone")
    assert sum(outcome.suggestion is not None for outcome in outcomes.values()) == 30


def test_what_a_picture_tells_is_among_the_facts(classifier: Classifier, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[306] = "2024:11:03 14:05:09"
    picture = Image.linear_gradient("L").convert("RGB")
    picture.save(tmp_path / "dog.jpg", exif=exif)
    facts = run(LabellingPipeline(classifier), [tmp_path / "dog.jpg"])[0].facts
    assert facts is not None
    assert facts.taken_at == 1_730_642_709_000_000_000
    assert len(facts.fingerprint) == FINGERPRINT_BYTES
    assert facts.lightness == pytest.approx(0.5, abs=0.01)
    assert facts.contrast == pytest.approx(0.9, abs=0.06)
    assert 0 <= facts.sharpness <= 1


def test_no_photo_is_decoded_twice(classifier: Classifier, photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = []

    def counted(content: bytes, smallest_side: int) -> DecodedPhoto:
        decoded.append(content)
        return decode_photo(content, smallest_side)

    monkeypatch.setattr(pipeline_module, "decode_photo", counted)
    outcomes = run(LabellingPipeline(classifier), photos[:3])
    assert all(outcome.facts is not None and outcome.facts.fingerprint for outcome in outcomes.values())
    assert len(decoded) == 3


def test_a_photo_is_made_grey_once(classifier: Classifier, photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    made_grey = []
    convert = Image.Image.convert

    def counted(image: Image.Image, mode: str | None = None, *arguments: object) -> Image.Image:
        if mode == "L":
            made_grey.append(image)
        return convert(image, mode, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Image.Image, "convert", counted)
    run(LabellingPipeline(classifier), photos[:3])
    assert len(made_grey) == 3


def test_what_no_session_keeps_is_not_measured(
    classifier: Classifier, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(image: Image.Image) -> NoReturn:
        raise AssertionError(image)

    measured = run(LabellingPipeline(classifier), photos[:3])
    for name in ("fingerprint", "measured"):
        monkeypatch.setattr(seen, name, never)
    outcomes = run(LabellingPipeline(classifier, measures=False), photos[:3])
    for key, outcome in outcomes.items():
        facts, whole = outcome.facts, measured[key].facts
        assert facts is not None
        assert whole is not None
        assert whole.fingerprint
        assert replace(whole, fingerprint=b"", sharpness=0, lightness=0, contrast=0) == replace(
            facts, sharpness=0, lightness=0, contrast=0
        )
        assert math.isnan(facts.sharpness)
        assert outcome.suggestion is not None
        assert outcome.suggestion.ranked == getattr(measured[key].suggestion, "ranked", None)
        assert outcome.suggestion.dog_share is None


def test_thumbnails_come_from_the_same_decode(classifier: Classifier, photos: list[Path]) -> None:
    class Sink:
        def __init__(self) -> None:
            self.got: dict[Path, tuple[FileFacts, tuple[int, int]]] = {}

        def store(self, path: Path, facts: FileFacts, image: Image.Image) -> None:
            self.got[path] = (facts, image.size)

    sink = Sink()
    outcomes = run(LabellingPipeline(classifier, thumbnails=sink), photos)
    assert sink.got == {outcome.path: (outcome.facts, (40, 30)) for outcome in outcomes.values()}


def test_stopped_pipeline_delivers_what_is_done_and_takes_no_more(classifier: Classifier, photos: list[Path]) -> None:
    pipeline = LabellingPipeline(classifier, workers=1, batch_size=2)
    source = ListSource(photos)
    outcomes: list[PhotoOutcome] = []

    def deliver(done: list[PhotoOutcome]) -> None:
        outcomes.extend(done)
        pipeline.stop()

    pipeline.run(source, deliver)
    assert [outcome.key for outcome in outcomes] == [0, 1]
    assert source.asked == [2]


def test_trouble_of_the_receiver_reaches_the_caller(classifier: Classifier, photos: list[Path]) -> None:
    def deliver(_: list[PhotoOutcome]) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        LabellingPipeline(classifier, workers=3).run(ListSource(photos), deliver)


def test_deliveries_never_overlap(classifier: Classifier, photos: list[Path]) -> None:
    busy = threading.Lock()
    overlaps = []

    def deliver(_: list[PhotoOutcome]) -> None:
        if not busy.acquire(blocking=False):
            overlaps.append(1)
            return
        busy.release()

    LabellingPipeline(classifier, workers=8, batch_size=1).run(ListSource(photos), deliver)
    assert overlaps == []


def test_there_is_a_worker_for_every_core_but_never_none() -> None:
    assert default_workers() >= 1


def test_large_photos_wait_for_each_other_but_never_for_ever() -> None:
    budget = MemoryBudget(100)
    most, inside, lock = [0], [0], threading.Lock()

    def decode(amount: int) -> None:
        with budget.reserved(amount):
            with lock:
                inside[0] += amount
                most[0] = max(most[0], inside[0])
            threading.Event().wait(0.002)
            with lock:
                inside[0] -= amount

    threads = [threading.Thread(target=decode, args=(amount,)) for amount in [40, 60, 30, 100, 90, 10] * 5 + [500]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)
    assert most[0] in range(90, 101) or most[0] == 500


def as_noted(photo: Path) -> NotedPhoto:
    status = photo.stat()
    return noted(photo, status.st_size, status.st_mtime_ns)


def suspicious(folder: Path, suspects: list[Path], put_aside: list[Path]) -> AtWork:
    """What a start finds after Pawsort died."""
    folder.mkdir()
    entries = [[*as_noted(photo), photo in put_aside, True] for photo in [*suspects, *put_aside]]
    (folder / "suspects.json").write_text(json.dumps(entries), encoding="utf-8")
    return AtWork(lambda: folder)


@pytest.mark.parametrize("workers", [1, 4])
def test_suspects_come_last_and_alone_and_are_suspects_no_more(
    classifier: Classifier, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    at_work = suspicious(tmp_path / "at_work", [photos[0], photos[9]], [])
    monkeypatch.setattr(pipeline_module, "at_work", at_work)
    outcomes: list[PhotoOutcome] = []
    LabellingPipeline(classifier, workers=workers, batch_size=4).run(ListSource(photos), outcomes.extend)
    assert {outcome.key for outcome in outcomes[-2:]} == {0, 9}
    assert sorted(outcome.key for outcome in outcomes) == list(range(30))
    assert all(outcome.suggestion is not None for outcome in outcomes)
    assert not any(at_work.is_suspected(as_noted(photo)) for photo in photos)
    at_work.close()


def test_photo_that_was_put_aside_is_not_looked_at_until_it_is_another_file(
    classifier: Classifier, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = suspicious(tmp_path / "at_work", [], [photos[3]])
    monkeypatch.setattr(pipeline_module, "at_work", at_work)
    for _ in range(2):
        outcome = run(LabellingPipeline(classifier), photos)[3]
        assert (outcome.suggestion, outcome.fault) == (None, Fault("photo.ended_pawsort_twice"))
        assert outcome.facts is not None
    Image.new("RGB", (41, 30), COLOURS[0]).save(photos[3])
    assert run(LabellingPipeline(classifier), photos)[3].suggestion is not None
    at_work.close()


def test_suspects_of_a_stopped_run_are_left_for_the_next(
    classifier: Classifier, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = suspicious(tmp_path / "at_work", [photos[0]], [])
    monkeypatch.setattr(pipeline_module, "at_work", at_work)
    pipeline = LabellingPipeline(classifier, workers=1, batch_size=2)
    outcomes: list[PhotoOutcome] = []

    def deliver(done: list[PhotoOutcome]) -> None:
        outcomes.extend(done)
        pipeline.stop()

    pipeline.run(ListSource(photos), deliver)
    assert [outcome.key for outcome in outcomes] == [1]
    assert at_work.is_suspected(as_noted(photos[0]))
    at_work.close()
