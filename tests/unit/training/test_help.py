"""What `--help` says of every command, as a person reads it."""

import click
import pytest
from click.testing import CliRunner

from desktop_app.cli import pawsort
from export.cli import main as export
from training.cli import main as training


def pages() -> list[tuple[click.Group, str]]:
    """Every command of every program."""
    return [
        (program, name)
        for program in (pawsort, training, export)
        for name in program.list_commands(click.Context(program))
    ]


@pytest.mark.parametrize(
    ("program", "name"), pages(), ids=lambda value: value if isinstance(value, str) else value.name
)
def test_examples_keep_their_lines_and_marks_are_not_shown(program: click.Group, name: str) -> None:
    shown = CliRunner().invoke(program, [name, "--help"]).output
    assert shown.startswith("Usage: ")
    assert "\\" not in shown
    assert "\b" not in shown
