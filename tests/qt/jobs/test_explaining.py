"""Heat maps made in the background, with a real, very small network."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.faults import Fault
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.jobs.explaining import ExplainJob, HeatMap
from tests.qt.patience import PATIENCE_SECONDS
from tests.small_pack import BREEDS, make_small_pack


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    return Classifier(load_pack(make_small_pack(tmp_path_factory.mktemp("pack"), explains=True)), "cpu")


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[ExplainJob]:
    made = ExplainJob()
    yield made
    assert made.close(PATIENCE_SECONDS)


def photo_with_a_red_corner(folder: Path) -> Path:
    image = Image.new("RGB", (80, 60), (60, 60, 60))
    image.paste((250, 60, 60), (40, 0, 80, 30))
    image.save(folder / "dog.png")
    return folder / "dog.png"


def test_the_heat_lies_over_the_part_that_spoke_for_the_breed(
    qtbot: QtBot, job: ExplainJob, classifier: Classifier, tmp_path: Path
) -> None:
    photo = photo_with_a_red_corner(tmp_path)
    before = photo.read_bytes()
    with qtbot.waitSignal(job.explained, timeout=10_000) as explained:
        job_id = job.start(classifier, 7, photo, BREEDS[0])
    assert explained.args is not None
    came_back, found = explained.args
    assert isinstance(found, HeatMap)
    assert (came_back, found.photo_id, found.breed_id) == (job_id, 7, BREEDS[0])
    heat = np.frombuffer(found.heat, np.uint8).reshape(found.height, found.width)
    assert heat.max() == 255
    half_height, half_width = found.height // 2, found.width // 2
    assert heat[: half_height - 4, half_width + 4 :].min() > 200
    assert max(heat[half_height + 6 :].max(), heat[:, : half_width - 6].max()) < 20
    assert photo.read_bytes() == before


def test_a_photo_that_cannot_be_read_says_why(
    qtbot: QtBot, job: ExplainJob, classifier: Classifier, tmp_path: Path
) -> None:
    with qtbot.waitSignal(job.failed, timeout=10_000) as failed:
        job.start(classifier, 1, tmp_path / "gone.jpg", BREEDS[0])
    assert failed.args is not None
    assert failed.args[1] == Fault("file.gone")


def test_only_the_last_of_many_questions_is_answered(
    qtbot: QtBot, job: ExplainJob, classifier: Classifier, tmp_path: Path
) -> None:
    photo = photo_with_a_red_corner(tmp_path)
    answered: list[int] = []
    job.explained.connect(lambda job_id, _map: answered.append(job_id))
    ids = [job.start(classifier, number, photo, BREEDS[0]) for number in range(20)]
    qtbot.waitUntil(lambda: not job.is_running, timeout=10_000)
    assert answered[-1] == ids[-1]
    assert len(answered) < 20
