"""A run writes what it should, repeats itself exactly, and survives being killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from training.datasets.photos import DataError
from training.datasets.splits import Side, read_split
from training.fitting.progress import Moment
from training.fitting.requests import new_request, resumed_request
from training.fitting.run_fit import fit
from training.recipes import load_recipe
from training.runs.run import Run, RunError, open_run

pytestmark = pytest.mark.training

TINY = (
    "data.breeds=all",
    "augmentation={flip=true, rotation=0.05}",
    "body.image_size=32",
    "body.blocks=[[4, 3], [4, 1]]",
    "fit.epochs=4",
    "fit.batch_size=4",
)


class KilledError(Exception):
    """Stands for a process that ends in the middle of an epoch."""


def silent(_: str) -> None:
    """Say nothing."""


def run_tiny(photos: Path, folder: Path, *more: str, watch: Any = None, **options: Any) -> Run:
    return fit(new_request("cnn_small", [*TINY, *more], [photos], out=folder, **options), silent, watch)


def without_seconds(run: Run) -> list[dict[str, Any]]:
    return [{key: value for key, value in epoch.items() if key != "seconds"} for epoch in run.history()]


def same_weights(one: Run, other: Run) -> bool:
    pairs = zip(one.network().get_weights(), other.network().get_weights(), strict=True)
    return all(np.array_equal(first, second) for first, second in pairs)


@pytest.fixture(scope="module")
def unbroken(tiny_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_tiny(tiny_photos, tmp_path_factory.mktemp("runs") / "unbroken")


def test_a_run_folder_holds_everything(unbroken: Run) -> None:
    names = {path.name for path in unbroken.folder.iterdir()}
    assert names == {
        "recipe.json", "environment.json", "breeds.json", "request.json", "split.csv", "history.jsonl", "metrics.json",
        "best.keras", "pack.json",
    }  # fmt: skip
    facts = json.loads((unbroken.folder / "environment.json").read_text())
    assert facts["seed"] == 1337
    assert len(facts["data_sha256"]) == 64
    assert {"tensorflow-cpu", "keras"} & facts["versions"].keys()
    assert open_run(unbroken.folder).breeds == ("beagle", "kelpie", "Shih-Tzu")
    assert read_split(unbroken.folder / "split.csv").counts() == {Side.TRAINING: 24, Side.VALIDATION: 6}


def test_the_network_learns(unbroken: Run) -> None:
    losses = [epoch["loss"] for epoch in unbroken.history()]
    assert losses[-1] < losses[0]


def test_the_same_recipe_and_seed_give_the_same(tiny_photos: Path, tmp_path: Path, unbroken: Run) -> None:
    again = run_tiny(tiny_photos, tmp_path / "again")
    assert without_seconds(again) == without_seconds(unbroken)
    assert same_weights(again, unbroken)


def test_another_seed_gives_another_run(tiny_photos: Path, tmp_path: Path, unbroken: Run) -> None:
    other = run_tiny(tiny_photos, tmp_path / "other", "fit.seed=7", "fit.epochs=1")
    assert other.history()[0]["loss"] != unbroken.history()[0]["loss"]


def test_a_resumed_run_equals_an_unbroken_one(tiny_photos: Path, tmp_path: Path, unbroken: Run) -> None:
    def killed_in_the_third_epoch(moment: Moment) -> None:
        if moment.finished_epoch and moment.finished_epoch["epoch"] == 2:
            raise KilledError

    with pytest.raises(KilledError):
        run_tiny(tiny_photos, tmp_path / "run", watch=killed_in_the_third_epoch)
    with pytest.raises(RunError, match="has not come to its end"):
        open_run(tmp_path / "run")
    resumed = fit(resumed_request(tmp_path / "run"), silent)
    assert without_seconds(resumed) == without_seconds(unbroken)
    assert same_weights(resumed, unbroken)


def test_a_run_killed_with_sigkill_goes_on(tiny_photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    sets = [argument for setting in (*TINY, "fit.epochs=15") for argument in ("--set", setting)]
    command = [
        sys.executable,
        "-m",
        "training",
        "fit",
        "cnn_small",
        "--data",
        str(tiny_photos),
        "--out",
        str(folder),
        *sets,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not (folder / "checkpoint.npz").is_file() or len((folder / "history.jsonl").read_text().splitlines()) < 2:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    resumed = fit(resumed_request(folder), silent)
    whole = run_tiny(tiny_photos, tmp_path / "whole", "fit.epochs=15")
    assert without_seconds(resumed) == without_seconds(whole)
    assert same_weights(resumed, whole)


def test_resuming_with_other_photos_is_refused(tiny_photos: Path, tmp_path: Path) -> None:
    def killed(moment: Moment) -> None:
        if moment.finished_epoch:
            raise KilledError

    mine = tmp_path / "photos"
    mine.mkdir()
    for folder in tiny_photos.iterdir():
        (mine / folder.name).mkdir()
        for photo in folder.iterdir():
            (mine / folder.name / photo.name).write_bytes(photo.read_bytes())
    with pytest.raises(KilledError):
        run_tiny(mine, tmp_path / "run", watch=killed)
    (mine / "beagle" / "0.png").write_bytes((mine / "beagle" / "1.png").read_bytes())
    with pytest.raises(RunError, match="other photos"):
        fit(resumed_request(tmp_path / "run"), silent)


def test_all_data_trains_as_many_epochs_as_the_best_took(tiny_photos: Path, tmp_path: Path, unbroken: Run) -> None:
    best = unbroken.read("metrics.json")["best_epoch"]
    request = new_request(str(unbroken.folder), (), [tiny_photos], out=tmp_path / "all", all_data=True)
    run = fit(request, silent)
    metrics = run.read("metrics.json")
    assert (metrics["training_photos"], metrics["epochs"]) == (30, best)
    assert "val_accuracy" not in metrics


def test_early_stopping_ends_a_run_that_no_longer_improves(tiny_photos: Path, tmp_path: Path) -> None:
    run = run_tiny(tiny_photos, tmp_path / "run", "fit.epochs=30", "fit.early_stopping=1", "fit.learning_rate=1e-9")
    assert len(run.history()) < 30


@pytest.mark.parametrize(
    "settings",
    [
        ("fit.optimizer=adamw", "fit.weight_decay=0.01", "fit.schedule=plateau", "fit.class_weights=balanced"),
        ("fit.optimizer=sgd", "fit.schedule=step", "fit.label_smoothing=0.1", "augmentation.mixup=0.2"),
        (
            "augmentation.rand_augment=0.5",
            "augmentation.erasing=0.5",
            "augmentation.zoom_out=0.3",
            "fit.warmup_epochs=1",
        ),
    ],
)
def test_every_option_trains(tiny_photos: Path, tmp_path: Path, settings: tuple[str, ...]) -> None:
    run = run_tiny(tiny_photos, tmp_path / "run", "fit.epochs=2", *settings)
    assert all(np.isfinite(epoch["loss"]) for epoch in run.history())


def test_an_empty_breed_leaves_nothing_behind(tiny_photos: Path, tmp_path: Path) -> None:
    for folder in tiny_photos.iterdir():
        (tmp_path / "data" / folder.name).mkdir(parents=True)
    (tmp_path / "data" / "beagle" / "1.png").write_bytes((tiny_photos / "beagle" / "1.png").read_bytes())
    with pytest.raises(DataError, match="Shih-Tzu"):
        run_tiny(tmp_path / "data", tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_broken_photo_in_a_split_is_named_and_leaves_nothing_behind(tiny_photos: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    for photo in tiny_photos.rglob("*.png"):
        (data / photo.parent.name).mkdir(parents=True, exist_ok=True)
        (data / photo.parent.name / photo.name).write_bytes(photo.read_bytes())
    split = run_tiny(data, tmp_path / "first", "fit.epochs=1").folder / "split.csv"
    (data / "beagle" / "3.png").write_bytes(b"broken")
    with pytest.raises(DataError, match=r"3\.png"):
        run_tiny(data, tmp_path / "run", split=split)
    assert not (tmp_path / "run").exists()


def test_a_folder_that_is_in_use_is_not_overwritten(tiny_photos: Path, unbroken: Run) -> None:
    with pytest.raises(RunError, match="something in it already"):
        run_tiny(tiny_photos, unbroken.folder)


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="not a run folder"):
        open_run(tmp_path)


def test_too_little_disk_is_told_before_anything_is_written(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(DataError, match="less is free"):
        run_tiny(tiny_photos, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_run_folder_is_a_recipe(unbroken: Run) -> None:
    assert load_recipe(unbroken.folder) == unbroken.recipe
