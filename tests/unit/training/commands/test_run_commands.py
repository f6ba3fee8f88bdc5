"""fit, evaluate, compare, tune and distribute through the command line, on photos that are learnt in seconds."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from training.cli import main
from training.runs.run import EXPORTED

pytestmark = pytest.mark.training

TINY = (
    "data.breeds=all",
    "augmentation={flip=true}",
    "body.image_size=32",
    "body.blocks=[[4, 3], [4, 1]]",
    "fit.epochs=3",
    "fit.batch_size=4",
)
SETS = [argument for setting in TINY for argument in ("--set", setting)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def two_runs(tiny_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    parent = tmp_path_factory.mktemp("runs")
    for name, seed in (("one", 1), ("other", 2)):
        done = run(
            "fit", "cnn_small", "--data", tiny_photos, "--out", parent / name, *SETS, "--set", f"fit.seed={seed}"
        )
        assert done.exit_code == 0, done.output
    return parent / "one", parent / "other"


def test_fit_says_how_it_goes_and_writes_a_report(two_runs: tuple[Path, Path]) -> None:
    html = (two_runs[0] / "report.html").read_text()
    assert html.count("data:image/png;base64,") == 2
    assert "trainable_parameters" in html
    assert {path.name for path in (two_runs[0] / "plots").iterdir()} == {"learning_curves.png", "learning_rate.png"}


def test_evaluate_judges_the_photos_that_were_held_out(two_runs: tuple[Path, Path], tiny_photos: Path) -> None:
    result = run("evaluate", two_runs[0], tiny_photos)
    assert result.exit_code == 0, result.output
    assert "6 photos: validation photos of the run's own split" in result.output
    folder = two_runs[0] / "evaluations" / tiny_photos.name
    figures = json.loads((folder / "metrics.json").read_text())
    validation = json.loads((two_runs[0] / "metrics.json").read_text())["val_accuracy"]
    assert figures["top1"]["value"] == pytest.approx(validation)
    assert figures["top1"]["low"] <= figures["top1"]["value"] <= figures["top1"]["high"]
    assert len((folder / "predictions.csv").read_text().splitlines()) == 7
    assert {"confusion.png", "reliability.png", "risk.png"} <= {path.name for path in (folder / "plots").iterdir()}


def test_evaluate_takes_another_data_set_as_it_is(
    two_runs: tuple[Path, Path], tiny_photos: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(tiny_photos / "beagle", other / "English Beagle")
    shutil.copytree(tiny_photos / "Shih-Tzu", other / "shih_tzu")
    shutil.copytree(tiny_photos / "kelpie", other / "wolf")
    for file in other.rglob("*.png"):  # another file to a computer, the same to the eye
        file.write_bytes(file.read_bytes() + b"another")
    (tmp_path / "mapping.csv").write_text("theirs,ours\nEnglish Beagle,beagle\n")
    result = run("evaluate", two_runs[0], other, "--mapping", tmp_path / "mapping.csv", "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "20 photos: all photos of other" in result.output
    assert "left out: 10 of breeds that the run does not know" in result.output


def test_evaluate_refuses_what_is_no_run(tiny_photos: Path, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path, tiny_photos)
    assert result.exit_code == 1
    assert "not a run" in result.output
    assert "Traceback" not in result.output


def test_a_run_on_all_data_cannot_be_judged_by_it(
    two_runs: tuple[Path, Path], tiny_photos: Path, tmp_path: Path
) -> None:
    fitted = run("fit", two_runs[0], "--data", tiny_photos, "--all-data", "--out", tmp_path / "all")
    assert fitted.exit_code == 0, fitted.output
    result = run("evaluate", tmp_path / "all", tiny_photos)
    assert result.exit_code == 1
    assert "trained on all" in result.output


def test_compare_says_which_is_best_and_whether_that_is_noise(
    two_runs: tuple[Path, Path], tiny_photos: Path, tmp_path: Path
) -> None:
    # As `python -m export speed` leaves it in one of them.
    (two_runs[0] / EXPORTED).write_text(json.dumps({"megabytes": 0.5, "milliseconds": 1.5}))
    result = run("compare", *two_runs, "--data", tiny_photos, "--out", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert "is best: top-1" in result.output
    assert "than noise" in result.output
    compared = json.loads((tmp_path / "report" / "comparison.json").read_text())
    assert {each["run"]: each["exported"] for each in compared} == {
        "one": {"megabytes": 0.5, "milliseconds": 1.5},
        "other": {},
    }
    assert f"`python -m export speed {two_runs[1]}` measures them" in result.output
    page = (tmp_path / "report" / "report.md").read_text()
    assert "![Top-1 with 95 % intervals.](plots/top1.png)" in page
    assert (tmp_path / "report" / "plots" / "learning_curves.png").is_file()


def test_a_search_goes_on_where_it_stopped_and_its_best_is_a_recipe(tiny_photos: Path, tmp_path: Path) -> None:
    search = [
        "tune",
        "cnn_small",
        "--data",
        tiny_photos,
        "--out",
        tmp_path / "search",
        "--epochs",
        1,
        *SETS[:4],
        *SETS[-2:],
    ]
    small = ["--set", "body.image_size=32"]
    first = run(*search, *small, "--trials", 1)
    assert first.exit_code == 0, first.output
    before = json.loads((tmp_path / "search" / "trials.json").read_text())
    second = run(*search, *small, "--trials", 3)
    assert second.exit_code == 0, second.output
    after = json.loads((tmp_path / "search" / "trials.json").read_text())
    assert (len(before), len(after)) == (1, 3)
    assert any(all(trial.get(name) == value for name, value in before[0].items()) for trial in after)
    assert "trial 0:" not in second.output
    assert (tmp_path / "search" / "plots" / "parallel_coordinates.png").is_file()
    described = run("describe", tmp_path / "search" / "best.toml", "--breeds", 3)
    assert described.exit_code == 0, described.output
    best = max(trial["val_accuracy"] for trial in after)
    assert f"validation accuracy {best:.3f}" in described.output
    other = run(*search, *small, "--method", "bayesian")
    assert other.exit_code == 1
    assert "another search is in this folder" in other.output


@pytest.mark.parametrize("method", ["hyperband", "bayesian"])
def test_other_methods_search_too(tiny_photos: Path, tmp_path: Path, method: str) -> None:
    result = run(
        "tune", "cnn_small", "--data", tiny_photos, "--out", tmp_path / "search", "--method", method, "--epochs", 2,
        "--trials", 2, "--space", "wide", *SETS[:4], "--set", "body.image_size=32", "--set", "fit.steps_per_epoch=1",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert (tmp_path / "search" / "best.toml").is_file()


def test_a_chief_and_two_workers_share_a_search(tiny_photos: Path, tmp_path: Path) -> None:
    settings = [*SETS[:4], "--set", "body.image_size=32", "--set", "fit.steps_per_epoch=1"]
    command = [sys.executable, "-m", "training", "tune", "cnn_small", "--data", str(tiny_photos), *settings]
    command += ["--out", str(tmp_path / "search"), "--epochs", "1", "--trials", "4"]
    port = str(20_000 + os.getpid() % 20_000)
    processes = {}
    for name in ("chief", "first", "second"):
        environment = os.environ | {
            "KERASTUNER_TUNER_ID": name,
            "KERASTUNER_ORACLE_IP": "127.0.0.1",
            "KERASTUNER_ORACLE_PORT": port,
        }
        processes[name] = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    try:
        outputs = {name: process.communicate(timeout=300)[0] for name, process in processes.items()}
    finally:
        for process in processes.values():
            process.kill()
    assert all(process.returncode == 0 for process in processes.values()), outputs
    done = {name: text.count(": validation accuracy") for name, text in outputs.items()}
    assert done["chief"] == 0
    assert done["first"] + done["second"] == 4
    assert len(json.loads((tmp_path / "search" / "trials.json").read_text())) == 4


def test_two_devices_train_as_one(tiny_photos: Path) -> None:
    """In a process of its own, because the CPU is divided before TensorFlow starts."""
    command = [
        sys.executable, "-m", "training", "distribute", "efficientnet_lite0", "--data", str(tiny_photos), "--weights",
        "random", "--steps", "2", "--set", "data.breeds=all", "--set", "unfreeze.layers=1", "--set", "fit.batch_size=4",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "step 2: loss" in done.stdout
    assert "largest relative difference" in done.stdout


def test_fit_on_two_devices_ends_in_a_run(tiny_photos: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training", "fit", "cnn_small", "--data", str(tiny_photos), "--devices", "2"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "run"), *SETS], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((tmp_path / "run" / "metrics.json").read_text())["epochs"] == 3
