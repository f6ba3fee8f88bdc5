"""Steps of a trial: each done once, again where something changed, and told in a table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trials.steps import FAILED, NOT_TRIED, PASSED, Step, StepError, digest_of, run_steps, table


def counted(done: list[str], name: str) -> Callable[[], str]:
    def do() -> str:
        done.append(name)
        return f"{name} made"

    return do


def fails() -> str:
    raise StepError("the drive is full")


def silent(_words: str) -> None:
    """Nobody listens."""


def test_a_step_that_passed_is_not_done_again(tmp_path: Path) -> None:
    done: list[str] = []
    steps = [Step("one", counted(done, "one")), Step("two", counted(done, "two"), ("one",))]
    run_steps(steps, tmp_path, silent)
    outcomes = run_steps(steps, tmp_path, silent)
    assert done == ["one", "two"]
    assert [each.state for each in outcomes.values()] == [PASSED, PASSED]
    assert all(each.earlier for each in outcomes.values())
    assert "two made (as before)" in table(outcomes)


def test_a_step_is_done_again_where_what_it_is_made_of_changed_and_so_is_what_needs_it(tmp_path: Path) -> None:
    done: list[str] = []
    source = tmp_path / "source.c"
    source.write_text("1")
    steps = [
        Step("one", counted(done, "one"), made_of=(source,)),
        Step("two", counted(done, "two"), ("one",)),
        Step("apart", counted(done, "apart")),
    ]
    run_steps(steps, tmp_path / "trial", silent)
    source.write_text("2")
    run_steps(steps, tmp_path / "trial", silent)
    assert done == ["one", "two", "apart", "one", "two"]


def test_a_step_that_is_asked_for_again_takes_along_what_needs_it_once(tmp_path: Path) -> None:
    done: list[str] = []
    steps = [Step("one", counted(done, "one")), Step("two", counted(done, "two"), ("one",))]
    run_steps(steps, tmp_path, silent)
    run_steps(steps, tmp_path, silent, frozenset({"one"}))
    run_steps(steps, tmp_path, silent)
    assert done == ["one", "two", "one", "two"]


def test_what_a_failed_step_is_needed_for_is_not_tried_and_the_rest_is(tmp_path: Path) -> None:
    done: list[str] = []
    steps = [
        Step("one", fails),
        Step("two", counted(done, "two"), ("one",)),
        Step("three", counted(done, "three"), ("two",)),
        Step("apart", counted(done, "apart")),
    ]
    outcomes = run_steps(steps, tmp_path, silent)
    assert [each.state for each in outcomes.values()] == [FAILED, NOT_TRIED, NOT_TRIED, PASSED]
    assert done == ["apart"]
    shown = table(outcomes)
    assert "the drive is full" in shown
    assert "needs one" in shown
    assert shown.endswith("1 of 4 steps passed")


def test_a_failed_step_is_tried_again_the_next_time(tmp_path: Path) -> None:
    done: list[str] = []
    run_steps([Step("one", fails)], tmp_path, silent)
    outcomes = run_steps([Step("one", counted(done, "one"))], tmp_path, silent)
    assert done == ["one"]
    assert outcomes["one"].state == PASSED


def test_outcomes_are_kept_when_a_later_step_ends_the_trial(tmp_path: Path) -> None:
    done: list[str] = []

    def stopped() -> str:
        raise KeyboardInterrupt

    steps = [Step("one", counted(done, "one")), Step("two", stopped, ("one",))]
    with pytest.raises(KeyboardInterrupt):
        run_steps(steps, tmp_path, silent)
    run_steps([steps[0]], tmp_path, silent)
    assert done == ["one"]


def test_an_unknown_step_to_do_again_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(StepError, match="no such step: three; there are one, two"):
        run_steps([Step("one", fails), Step("two", fails)], tmp_path, silent, frozenset({"three"}))


def test_a_digest_depends_on_names_and_contents_and_not_on_what_python_compiles(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    (folder / "a.py").write_text("1")
    first = digest_of([folder])
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("compiled")
    assert digest_of([folder]) == first
    (folder / "a.py").rename(folder / "b.py")
    assert digest_of([folder]) != first
