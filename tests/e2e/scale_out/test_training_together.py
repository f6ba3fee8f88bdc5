"""Several processes train a network as one does: real processes of Ray, which talk to each other through JAX."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scale_out.errors import ScaleError
from scale_out.networks.job import TOLERANCE, Course, Job
from scale_out.networks.run_folder import Photographed, job_of, photographed, start_run
from scale_out.networks.run_training import Check
from scale_out.networks.together import Processes, together
from training.fitting.progress import Moment, no_counting
from training.fitting.requests import FitRequest, new_request
from training.runs.run import CHECKPOINT, open_run, read_history

pytestmark = [pytest.mark.training, pytest.mark.end_to_end, pytest.mark.xdist_group("whole machine")]

# With chance: flips and dropout are those of one process too. SGD, because Adam makes whole steps of the
# rounding of a gradient that is nothing, as that of a bias in front of batch normalisation is.
SETTINGS = (
    "data.breeds=all", "body.image_size=32", "body.blocks=[[4, 3], [4, 1]]", "head.dropout=0.3",
    "augmentation={flip=true}", "fit.batch_size=4", "fit.optimizer=sgd", "fit.learning_rate=0.01",
    "fit.schedule=constant", "data.validation=0.25",
)  # fmt: skip
PHOTOS = 22


@dataclass(frozen=True, eq=False)
class Setting:
    request: FitRequest
    found: Photographed
    ray: Any
    two: Processes
    one: Processes

    def job(self, folder: Path, *, resume: bool = False) -> Job:
        return job_of(replace(self.request, folder=folder, resume=resume), self.found.sides)

    def start(self, folder: Path) -> Job:
        start_run(replace(self.request, folder=folder), self.found)
        return self.job(folder)


@pytest.fixture(scope="module")
def setting(ray_here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    folder, random = tmp_path_factory.mktemp("photos"), np.random.default_rng(0)
    for breed, red in (("beagle", 150), ("pug", 20)):
        (folder / breed).mkdir()
        for number in range(PHOTOS // 2):
            pixels = random.integers(0, 100, (40, 40, 3), dtype=np.uint8) + np.array([red, 0, 0], np.uint8)
            Image.fromarray(pixels).save(folder / breed / f"{number}.png")
    request = new_request("cnn_small", SETTINGS, [folder], out=folder / "run")
    found = photographed(request, lambda _line: None, no_counting)
    with (
        together(ray_here, 2, one_machine=True, cpus=1) as two,
        together(ray_here, 1, one_machine=True, cpus=1) as one,
    ):
        yield Setting(request, found, ray_here, two, one)


def test_two_processes_train_as_one_does_step_by_step(setting: Setting, tmp_path: Path) -> None:
    job = setting.job(tmp_path)
    # Into the second epoch: the last batch of the first is too small to be shared.
    steps = -(-len(job.training) // 4) + 2
    assert len(job.training) % 4 in (1, 2, 3)
    several, one = (list(team.run("steps", (job, steps), "Again.")) for team in (setting.two, setting.one))
    check = Check(one[0], several[0])
    assert isinstance(several[0], Course)
    assert len(several[0].losses) == steps
    assert len(set(several[0].losses)) == steps
    assert check.loss_gap <= TOLERANCE
    assert check.weight_gap <= 1e-4
    assert several[0].decoded < one[0].decoded * 0.7


def test_a_run_goes_on_where_it_was_when_a_process_died_and_becomes_that_of_one(
    setting: Setting, tmp_path: Path
) -> None:
    shared, alone = tmp_path / "shared", tmp_path / "alone"
    with pytest.raises(ScaleError, match=r"^Process 2 of 2, on .* ended before the training did .* --resume RUN$"):
        _run_and_kill(setting, of_epochs(setting.start(shared), 1_000))
    assert (shared / CHECKPOINT).is_file()
    epochs = len(read_history(shared)) + 1
    assert 2 <= epochs < 1_000
    list(setting.one.run("train", (of_epochs(setting.job(shared, resume=True), epochs),), "Again."))
    told = list(setting.one.run("train", (of_epochs(setting.start(alone), epochs),), "Again."))
    ended = [each.finished_epoch for each in told if isinstance(each, Moment) and each.finished_epoch]
    assert [line["epoch"] for line in ended] == list(range(1, epochs + 1))
    _require_same(open_run(alone).history(), open_run(shared).history())
    assert open_run(shared).read("metrics.json")["best_epoch"] == open_run(alone).read("metrics.json")["best_epoch"]
    _require_readable(shared, setting)


def _run_and_kill(setting: Setting, job: Job) -> None:
    """Train with two processes, and end one of them as a machine that fails does, after the first epoch."""
    killed = False
    for each in setting.two.run("train", (job,), "Go on: train --resume RUN"):
        if isinstance(each, Moment) and each.finished_epoch is not None and not killed:
            killed = True
            setting.two.end(1)


def of_epochs(job: Job, epochs: int) -> Job:
    fit = job.recipe.fit.model_copy(update={"epochs": epochs})
    return replace(job, recipe=job.recipe.model_copy(update={"fit": fit}))


def _require_same(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    assert len(one) == len(other)
    for first, second in zip(one, other, strict=True):
        for name in ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"):
            assert second[name] == pytest.approx(first[name], rel=1e-4), name


def _require_readable(folder: Path, setting: Setting) -> None:
    """TensorFlow reads the network, and says of the photos what JAX said."""
    from training.fitting.pixels import decoded_pixels, input_spec

    run, sides = open_run(folder), setting.found.sides
    assert sides.validation is not None
    paths = [photo.path for photo in sides.validation.photos]
    said = run.network()(decoded_pixels(paths, input_spec(32, "squash")).astype(np.float32), training=False).numpy()
    labels = np.array(sides.validation.breed_numbers(run.breeds))
    best = run.history()[run.read("metrics.json")["best_epoch"] - 1]
    assert -np.log(said[np.arange(len(labels)), labels]).mean() == pytest.approx(best["val_loss"], rel=1e-4)
    assert (folder / "pack.json").is_file()
