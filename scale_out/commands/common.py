"""What the commands share: options, and errors without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import FaultError
from desktop_app.plain_text import escaped
from scale_out.errors import ScaleError

address_option = click.option(
    "--address",
    metavar="RAY",
    help='Of a Ray cluster that runs ("auto": the one that this machine belongs to). [default: this machine alone]',
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what can go wrong into a message and exit code 1, without a traceback."""
    try:
        yield
    except ScaleError as error:
        raise click.ClickException(escaped(str(error))) from error
    except FaultError as error:
        raise click.ClickException(sentence(error.fault)) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(escaped(f"{where}{error.strerror or error}.")) from error


def say(line: str) -> None:
    """A line about the work, beside what a command is asked for; names in it do nothing to the terminal."""
    click.echo(escaped(line), err=True)
