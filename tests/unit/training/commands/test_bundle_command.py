"""`bundle` says at once what it cannot do."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from training.bundled.photos import CROPS
from training.commands.bundle import EPOCHS, SEED, bundle
from training.datasets.splits import STUDY_SEED

pytestmark = pytest.mark.training


def test_the_seed_in_help_is_that_of_the_study() -> None:
    """It stands in the command, so that `--help` need not wait for the module that has it too."""
    assert STUDY_SEED == SEED


def test_the_network_stays_frozen_unless_somebody_asks_for_more() -> None:
    assert EPOCHS == 0


def test_a_network_without_an_imagenet_classifier_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(bundle, ["--data", str(tmp_path), "--architecture", "vgg17"])
    assert result.exit_code == 2
    assert "efficientnet_lite2" in result.output
    result = CliRunner().invoke(bundle, ["--data", str(tmp_path), "--second", "vgg17"])
    assert result.exit_code == 2
    assert "efficientnet_lite1, efficientnet_lite2, none" in result.output
    result = CliRunner().invoke(bundle, ["--data", str(tmp_path), "--run", str(tmp_path / "run")])
    assert result.exit_code == 1
    assert CROPS in result.output
    assert not (tmp_path / "run").exists()
