"""What the commands share: options, plain errors, progress with time left."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from desktop_app.plain_text import escaped
from training.architectures.weights.errors import WeightsError
from training.datasets.photos import DataError
from training.recipes import RecipeError
from training.runs.run import RunError

ANY_PATH = click.Path(path_type=Path)
NEW_FOLDER = click.Path(path_type=Path, file_okay=False)

recipe_argument = click.argument("recipe")
data_arguments = click.argument("data", nargs=-1, required=True, type=ANY_PATH)
set_option = click.option(
    "--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change a setting, like fit.epochs=20. Repeatable."
)
weights_option = click.option(
    "--weights",
    type=ANY_PATH,
    help='A local file with ImageNet weights, or "random". Without it: as the recipe says.',
)
breeds_option = click.option(
    "--breeds", default="all", show_default=True, help='"all", "study" (the 15 of the study), or names with commas.'
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what can go wrong into a message and exit code 1, without a traceback."""
    from training.runs.packs import PackDraftError

    try:
        yield
    except (DataError, RecipeError, RunError, WeightsError, PackDraftError) as error:
        raise click.ClickException(escaped(str(error))) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(escaped(f"{where}{error.strerror or error}.")) from error


def require_outside(out: Path, data: Sequence[Path]) -> None:
    """Make sure that a report is not written among photos, where its pictures would be taken for some.

    Raises:
        DataError: it would be.
    """
    place = out.resolve()
    for folder in data:
        if folder.is_dir() and place.is_relative_to(folder.resolve()):
            raise DataError(f"{out}: lies in {folder}, among the photos. Name a folder elsewhere with --out.")


def say(line: str) -> None:
    """A line about the work, beside what a command is asked for; names in it do nothing to the terminal."""
    click.echo(escaped(line), err=True)


def chosen_breeds(text: str) -> str | list[str]:
    """What `--breeds` says."""
    return text if text in ("all", "study") else [name.strip() for name in text.split(",") if name.strip()]


def duration(seconds: float) -> str:
    """Plain words for a time: "40 s", "12 min", "2 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


class Counter:
    """Progress through a known number of things: a line that is rewritten on a terminal, now and then one otherwise."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._started = time.monotonic()
        self._told = self._started

    def __call__(self, done: int, total: int) -> None:
        """Tell it."""
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if done < total and now - self._told < (0.2 if terminal else 20):
            return
        if done >= total and not terminal:
            return
        self._told = now
        left = (now - self._started) / done * (total - done)
        text = f"{self._what}: {done} of {total}, {duration(left)} left"
        click.echo(
            f"\r\033[K{text}" if terminal and done < total else ("\r\033[K" if terminal else text),
            err=True,
            nl=not terminal,
        )
