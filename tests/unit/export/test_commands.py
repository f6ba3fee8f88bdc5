"""`python -m export`: each command takes the kind of run that it is for, and says so."""

import json
from pathlib import Path
from typing import Any

import onnx
import pytest
from click.testing import CliRunner, Result

from export.cli import main
from tests.unit.export.test_packing import draft, small_classifier
from training.fitting.requests import new_request
from training.fitting.run_fit import fit
from training.runs.packs import write_run
from training.runs.run import EXPORTED

pytestmark = pytest.mark.training

TINY = ("data.breeds=all", "body.image_size=32", "body.blocks=[[4, 3]]", "fit.epochs=1", "fit.steps_per_epoch=1")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def fitted(tiny_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of `fit`."""
    request = new_request("cnn_small", TINY, [tiny_photos], out=tmp_path_factory.mktemp("runs") / "fitted")
    return fit(request, lambda _: None).folder


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run as `bundle` leaves it."""
    folder: Path = tmp_path_factory.mktemp("runs") / "bundled"
    network: Any = small_classifier()
    write_run(folder, network, draft())
    return folder


def test_a_run_of_fit_becomes_a_pack_that_passes_its_checks(fitted: Path, tiny_photos: Path, tmp_path: Path) -> None:
    packed = run("pack", fitted, "--photos", tiny_photos, "--count", 5, "--out", tmp_path / "out")
    assert packed.exit_code == 0, packed.output
    checked = run("check", tmp_path / "out", "--run", fitted, "--photos", tiny_photos, "--count", 5)
    assert checked.exit_code == 0, checked.output
    assert "in order" in checked.output
    assert "5 photos" in checked.output


def test_the_graph_of_either_kind_of_run_can_be_had_alone(fitted: Path, bundled: Path, tmp_path: Path) -> None:
    for number, folder in enumerate((fitted, bundled)):
        graph = tmp_path / f"{number}.onnx"
        converted = run("convert", folder, "--out", graph)
        assert converted.exit_code == 0, converted.output
        assert "logits" in {output.name for output in onnx.load(graph).graph.output}


def test_pack_says_what_makes_the_pack_of_a_bundled_run(bundled: Path, tiny_photos: Path, tmp_path: Path) -> None:
    for command in (("pack", bundled, "--photos", tiny_photos), ("quantize", bundled, "--data", tiny_photos)):
        result = run(*command, "--out", tmp_path / "out")
        assert result.exit_code == 1
        assert f"python -m export ship {bundled} --out PACK" in result.output
        assert not (tmp_path / "out").exists()


def test_ship_says_what_makes_the_pack_of_a_run_of_fit(fitted: Path, tiny_photos: Path, tmp_path: Path) -> None:
    result = run("ship", fitted, "--data", tiny_photos, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"python -m export pack {fitted} --photos PHOTOS --out PACK" in result.output
    assert not (tmp_path / "out").exists()


def test_help_says_which_runs_a_command_takes() -> None:
    for command, kind in (("pack", "training fit"), ("quantize", "run of `fit`"), ("ship", "training bundle")):
        assert kind in " ".join(run(command, "--help").output.split())


def test_a_folder_that_is_no_run_is_named(tiny_photos: Path, tmp_path: Path) -> None:
    result = run("pack", tiny_photos, "--photos", tiny_photos, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert str(tiny_photos) in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_size_and_speed_of_several_runs_are_measured_and_kept_with_them(fitted: Path, bundled: Path) -> None:
    measured = run("speed", fitted, bundled)
    assert measured.exit_code == 0, measured.output
    for folder in (fitted, bundled):
        figures = json.loads((folder / EXPORTED).read_text())
        assert figures.keys() == {"megabytes", "milliseconds"}
        assert figures["milliseconds"] > 0
        assert f"{folder}: {figures['megabytes']:.1f} MB" in measured.output
