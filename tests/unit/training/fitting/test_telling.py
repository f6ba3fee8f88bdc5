"""What a person is told of a training while it runs, and what is kept of the time it took."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from training.cli import main
from training.commands.common import Counter, duration
from training.fitting.journals import TensorBoardJournal
from training.fitting.progress import Moment
from training.fitting.requests import new_request, resumed_request
from training.fitting.run_fit import fit
from training.runs.run import open_run

pytestmark = pytest.mark.training

TINY = (
    "data.breeds=all", "augmentation={flip=true}", "body.image_size=32", "body.blocks=[[4, 3], [4, 1]]",
    "fit.epochs=3", "fit.batch_size=4",
)  # fmt: skip


class KilledError(Exception):
    """Stands for a process that ends in the middle of an epoch."""


def silent(_: str) -> None:
    """Say nothing."""


def killed_after(epoch: int) -> Any:
    def watch(moment: Moment) -> None:
        if moment.finished_epoch and moment.finished_epoch["epoch"] == epoch:
            raise KilledError

    return watch


def test_decoding_and_features_are_counted(tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path / "cache"))
    counted: dict[str, list[tuple[int, int]]] = {}

    def counting(what: str) -> Any:
        return lambda done, total: counted.setdefault(what, []).append((done, total))

    fit(
        new_request("cnn_small", [*TINY, "fit.epochs=1"], [tiny_photos], out=tmp_path / "pixels"),
        silent,
        None,
        counting,
    )
    assert counted["looking at photos"][-1] == (30, 30)
    assert counted["decoding training photos"] == [(number, 24) for number in range(1, 25)]
    assert counted["decoding validation photos"][-1] == (6, 6)
    settings = ["data.breeds=all", "fit.augmented_copies=1"]
    request = new_request("efficientnet_lite0", settings, [tiny_photos], out=tmp_path / "features", weights="random")  # type: ignore[arg-type]
    fit(request, silent, None, counting)
    assert counted["features of training photos"] == [(24, 48), (48, 48)]
    assert counted["features of validation photos"] == [(6, 6)]


def test_seconds_are_those_of_decoding_and_of_training(tiny_photos: Path, tmp_path: Path) -> None:
    run = fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run"), silent)
    metrics = run.read("metrics.json")
    assert metrics["seconds"] == pytest.approx(metrics["seconds_preparing"] + metrics["seconds_training"], abs=0.11)
    assert metrics["seconds_training"] == pytest.approx(sum(epoch["seconds"] for epoch in run.history()), abs=0.06)


def test_seconds_before_an_interruption_are_not_forgotten(tiny_photos: Path, tmp_path: Path) -> None:
    with pytest.raises(KilledError):
        fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run"), silent, killed_after(1))
    facts = json.loads((tmp_path / "run" / "environment.json").read_text())
    (tmp_path / "run" / "environment.json").write_text(json.dumps(facts | {"seconds_preparing": 1000.0}))
    metrics = fit(resumed_request(tmp_path / "run"), silent).read("metrics.json")
    assert 1000 <= metrics["seconds_preparing"] < 1100
    assert metrics["seconds"] >= 1000


def test_steps_are_told_within_an_epoch(tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments: list[Moment] = []
    # Every step is told, however fast it is.
    clock = iter(range(100_000))
    monkeypatch.setattr("training.fitting.engine.time", SimpleNamespace(monotonic=lambda: float(next(clock))))
    fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run"), silent, moments.append)
    first = [moment for moment in moments if moment.epoch == 1 and moment.finished_epoch is None]
    assert [(moment.step, moment.steps) for moment in first] == [(number, 6) for number in range(1, 7)]
    assert first[0].seconds_left is None
    assert first[1].seconds_left is not None
    assert moments[-1].seconds_left == 0


def test_too_few_steps_are_warned_of(tiny_photos: Path, tmp_path: Path) -> None:
    said: list[str] = []
    fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run"), said.append)
    assert any("only 18 steps in all (3 epochs of 6)" in line for line in said)


def test_all_data_that_goes_on_keeps_its_temperature_and_its_epochs(tiny_photos: Path, tmp_path: Path) -> None:
    winner = fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "winner"), silent)
    known = winner.read("metrics.json") | {"temperature": 1.75, "best_epoch": 2}
    (winner.folder / "metrics.json").write_text(json.dumps(known))
    request = new_request(str(winner.folder), (), [tiny_photos], out=tmp_path / "all", all_data=True)
    with pytest.raises(KilledError):
        fit(request, silent, killed_after(1))
    metrics = fit(resumed_request(tmp_path / "all"), silent).read("metrics.json")
    assert metrics["temperature"] == 1.75
    assert metrics["epochs"] == 2
    assert json.loads((tmp_path / "all" / "pack.json").read_text())["temperature"] == 1.75


def test_a_run_whose_recipe_is_taken_is_named_as_what_it_is(tiny_photos: Path, tmp_path: Path) -> None:
    with pytest.raises(KilledError):
        fit(new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run"), silent, killed_after(1))
    arguments = ["fit", str(tmp_path / "run"), "--data", str(tiny_photos), "--out", str(tmp_path / "new")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert f"was interrupted: `fit --resume {tmp_path / 'run'}` would go on with it" in result.output
    again = CliRunner().invoke(
        main, [*arguments[:1], str(tmp_path / "new"), *arguments[2:4], "--out", str(tmp_path / "x")]
    )
    assert "which has come to its end" in again.output
    assert "of them for decoding and features" in again.output


def scalars(folder: Path, name: str) -> list[tuple[int, float]]:
    events = EventAccumulator(str(folder), size_guidance={"scalars": 0})
    events.Reload()
    return [(each.step, each.value) for each in events.Scalars(name)]


def test_tensorboard_has_every_step_and_epoch_also_of_a_run_that_goes_on(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = tmp_path / "board"

    original = TensorBoardJournal.step

    def killed_in_the_second_epoch(self: Any, values: Any, number: int) -> None:
        original(self, values, number)
        if number == 9:
            self._by_step.flush()
            raise KilledError

    request = new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run", tensorboard=board)
    with monkeypatch.context() as patch:
        patch.setattr(TensorBoardJournal, "step", killed_in_the_second_epoch)
        with pytest.raises(KilledError):
            fit(request, silent)
    resumed = fit(resumed_request(tmp_path / "run"), silent)
    steps = scalars(board / "by_step", "loss")
    # Steps 7 to 9 were done twice, and are there once.
    assert [step for step, _ in steps] == list(range(1, 19))
    assert [step for step, _ in scalars(board / "by_step", "learning_rate")] == list(range(1, 19))
    losses = scalars(board / "by_epoch", "val_loss")
    assert [step for step, _ in losses] == [1, 2, 3]
    assert [loss for _, loss in losses] == pytest.approx([epoch["val_loss"] for epoch in resumed.history()])


def test_mlflow_without_mlflow_says_how_to_get_it(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = CliRunner().invoke(
        main,
        [
            "fit",
            "cnn_small",
            "--data",
            str(tiny_photos),
            "--out",
            str(tmp_path / "run"),
            "--mlflow",
            str(tmp_path / "store"),
        ],
    )
    assert result.exit_code == 1
    assert "pip install mlflow-skinny" in result.output
    assert not (tmp_path / "store").exists()
    assert not (tmp_path / "run").exists()


def test_mlflow_keeps_a_run_in_files_also_one_that_goes_on(
    tiny_photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mlflow = pytest.importorskip("mlflow", reason="MLflow is not installed: it is an option")

    def refuse(_socket: object, address: object) -> None:
        raise AssertionError(f"MLflow wanted to speak to {address}")

    monkeypatch.setattr("socket.socket.connect", refuse)
    store = tmp_path / "store"
    request = new_request("cnn_small", TINY, [tiny_photos], out=tmp_path / "run", mlflow=store)
    with pytest.raises(KilledError):
        fit(request, silent, killed_after(1))
    run = fit(resumed_request(tmp_path / "run"), silent)
    client = mlflow.MlflowClient(tracking_uri=store.as_uri())
    (kept,) = client.search_runs([client.get_experiment_by_name("pawsort").experiment_id])
    assert kept.info.status == "FINISHED"
    assert kept.data.params["architecture"] == "cnn_small"
    losses = client.get_metric_history(kept.info.run_id, "val_loss")
    assert [(each.step, each.value) for each in losses] == [
        (epoch["epoch"], pytest.approx(epoch["val_loss"])) for epoch in run.history()
    ]
    assert kept.data.metrics["result_val_accuracy"] == pytest.approx(run.read("metrics.json")["val_accuracy"])


@pytest.mark.parametrize("store", ["http://127.0.0.1:5000", "sqlite:///mlflow.db", "databricks://x"])
def test_a_store_that_is_no_folder_is_refused(store: str, tiny_photos: Path, tmp_path: Path) -> None:
    arguments = ["--data", str(tiny_photos), "--mlflow", store]
    for command in (
        ["fit", "cnn_small", "--out", str(tmp_path / "run")],
        ["tune", "cnn_small", "--out", str(tmp_path / "s")],
    ):
        result = CliRunner().invoke(main, [*command, *arguments])
        assert result.exit_code == 1
        assert "takes a folder" in result.output


def test_a_finished_run_without_its_report_gets_one(tiny_photos: Path, tmp_path: Path) -> None:
    """It was killed between the two."""
    run = fit(new_request("cnn_small", [*TINY, "fit.epochs=1"], [tiny_photos], out=tmp_path / "run"), silent)
    assert open_run(run.folder).finished
    assert not (run.folder / "report.html").exists()
    result = CliRunner().invoke(main, ["fit", "--resume", str(run.folder)])
    assert result.exit_code == 0, result.output
    assert (run.folder / "report.html").is_file()


def test_a_counter_measures_from_its_first_call_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 100.0, 100.0, 130.0, 130.0])
    monkeypatch.setattr("training.commands.common.time", SimpleNamespace(monotonic=lambda: next(now)))
    counter = Counter("features")
    # A hundred seconds went by before the first batch was done.
    counter(32, 352)
    counter(62, 352)
    assert "features: 62 of 352, about 290 s left".replace("290 s", duration(290)) in capsys.readouterr().err
