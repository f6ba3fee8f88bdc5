"""How far a training is, and how long it takes, comes from steps that were measured."""

from typing import Any

import pytest

from training.fitting.progress import FEWEST_STEPS, Pace, steps_per_epoch, too_few_steps
from training.recipes import load_recipe


def test_the_first_step_which_compiles_is_not_taken_for_the_usual_one() -> None:
    pace = Pace()
    pace.step(30.0)
    assert pace.left(100, 1) is None
    pace.step(0.5)
    pace.step(0.5)
    assert pace.left(100, 0) == pytest.approx(50.0)


def test_checking_counts_as_often_as_there_are_epochs_left() -> None:
    pace = Pace()
    for _ in range(3):
        pace.step(1.0)
    assert pace.left(10, 2) == pytest.approx(10.0)
    pace.rest(9.0)
    pace.rest(4.0)
    # The first one compiled too.
    assert pace.left(10, 2) == pytest.approx(10.0 + 8.0)


def test_epochs_without_steps_are_told_from_what_they_take() -> None:
    pace = Pace()
    assert pace.left(0, 8) is None
    pace.rest(2.0)
    assert pace.left(0, 7) == pytest.approx(14.0)


def recipe(name: str, *settings: str) -> Any:
    return load_recipe(name, settings)


def test_too_few_steps_are_told_with_what_helps() -> None:
    few = recipe("cnn_small", "fit.epochs=12", "fit.batch_size=32")
    assert steps_per_epoch(80, few) == 3
    told = too_few_steps(80, few)
    assert told is not None
    assert "only 36 steps in all (12 epochs of 3)" in told
    assert "fit.epochs=100" in told
    # 80 photos, 12 times, in 300 steps: three at once, and that is no batch.
    assert "batch_size" not in told
    more = too_few_steps(400, recipe("cnn_small", "fit.epochs=12", "fit.batch_size=32"))
    assert more is not None
    assert "fit.batch_size=16" in more


@pytest.mark.parametrize(
    ("photos", "settings"),
    [(80, ("fit.epochs=100", "fit.batch_size=32")), (400, ("fit.batch_size=16", "fit.epochs=12"))],
)
def test_what_helps_does_help(photos: int, settings: tuple[str, ...]) -> None:
    helped = recipe("cnn_small", *settings)
    assert steps_per_epoch(photos, helped) * helped.fit.epochs >= FEWEST_STEPS
    assert too_few_steps(photos, helped) is None


def test_a_head_at_its_optimum_needs_no_steps() -> None:
    assert too_few_steps(20, recipe("efficientnet_lite0")) is None
    assert too_few_steps(20, recipe("efficientnet_lite0", "fit.linear_head=steps")) is not None
