"""What cannot be is told before Keras is started, which takes ten seconds and more: by all that export."""

from pathlib import Path

import pytest

from tests.unit.training.made_up_runs import finished, told, unfinished
from training.runs.packs import CLASSIFIER_NAME, DRAFT_NAME


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands below are given."""
    folder = tmp_path_factory.mktemp("place")
    unfinished(folder / "unfinished")
    finished(folder / "finished")
    finished(folder / "bundled")
    (folder / "bundled" / "best.keras").rename(folder / "bundled" / CLASSIFIER_NAME)
    (folder / "bundled" / "recipe.json").unlink()
    assert (folder / "bundled" / DRAFT_NAME).is_file()
    (folder / "empty").mkdir()
    return folder


WRONG = [
    ("convert {place}/unfinished --out {place}/new.onnx", "unfinished: this run has not come to its end"),
    ("convert {place}/empty --out {place}/new.onnx", "it is not a run that can be exported"),
    ("check {place}/empty --photos {photos}", "empty"),
    ("pack {place}/unfinished --photos {photos} --out {place}/new", "fit --resume"),
    ("pack {place}/empty --photos {photos} --out {place}/new", "it is not a run that can be exported"),
    ("pack {place}/bundled --photos {photos} --out {place}/new", "python -m export ship"),
    ("pack {place}/finished --photos {place}/empty --out {place}/new", "empty: "),
    ("quantize {place}/unfinished --data {photos} --out {place}/new", "fit --resume"),
    ("quantize {place}/finished --data {place}/nowhere --out {place}/new", "nowhere: there is no such file or folder"),
    ("background {place}/empty --data {photos}", "empty"),
    ("speed {place}/finished {place}/unfinished", "unfinished: this run has not come to its end"),
    ("ship {place}/finished --data {photos} --out {place}/new", "python -m export pack"),
    ("ship {place}/bundled --data {photos} --out {place}/new", "the folder stanford_dogs_train is missing"),
    ("finder --data {photos} --out {place}/new.onnx", "dog_detector"),
]


@pytest.mark.parametrize(("command", "words"), WRONG, ids=[command for command, _ in WRONG])
def test_it_is_told_at_once(command: str, words: str, place: Path, tiny_photos: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    told_ = told("export", *(part.format(place=place, photos=tiny_photos) for part in command.split()))
    assert words in told_.text
    assert told_.code in (1, 2)
    assert "Traceback" not in told_.text
    assert told_.before_keras
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before
