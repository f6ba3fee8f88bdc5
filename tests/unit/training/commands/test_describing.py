"""`describe` says how many breeds it takes, and why."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.unit.training.made_up_runs import finished, unfinished
from training.cli import main

pytestmark = pytest.mark.training


def described(*arguments: object) -> str:
    result = CliRunner().invoke(main, ["describe", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_run_is_described_with_its_own_breeds(tmp_path: Path) -> None:
    text = described(finished(tmp_path / "run"))
    assert "a run that has come to its end" in text
    assert "3 breeds: those of the run, beagle, kelpie, Shih-Tzu" in text
    # 3 x 32,401 of the head, and 5,152 of the two blocks.
    assert "trainable parameters: 102,355" in text


def test_an_unfinished_run_is_named_as_such(tmp_path: Path) -> None:
    text = described(unfinished(tmp_path / "run"))
    assert "a run that was interrupted" in text
    assert "3 breeds" in text


def test_a_recipe_says_why_it_is_described_with_so_many_breeds() -> None:
    study = described("cnn-s")
    assert "15 breeds: the study's, which the recipe names" in study
    assert "trainable parameters: 491,167" in study
    assert "15 breeds: as many as the study had" in described("cnn_small", "--set", "data.breeds=all")
    named = described("cnn_small", "--set", "data.breeds=['beagle','kelpie']")
    assert "2 breeds: which the recipe names, beagle, kelpie" in named
    assert "7 breeds: as you asked" in described("cnn_small", "--breeds", 7)
