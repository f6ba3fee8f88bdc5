"""Whatever is done to a session, in whatever order: the labels are what a plain model says, and undo never fails."""

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.catalog.change_machine import ChangeMachine

# The same sequences each time; `python -m benchmarks.changes` makes ten thousand others.
BOUNDED = settings(
    max_examples=60,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_labels_are_what_the_model_says_after_any_sequence_of_changes(tmp_path: Path) -> None:
    ChangeMachine.make_template(tmp_path / "template.pawsort")
    run_state_machine_as_test(ChangeMachine, settings=BOUNDED)
    assert ChangeMachine.sequences >= 60
    assert ChangeMachine.refusals > 0, "some that may not be taken back were tried too"
