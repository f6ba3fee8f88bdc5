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
tensorboard_option = click.option(
    "--tensorboard",
    type=NEW_FOLDER,
    metavar="FOLDER",
    help="Also write curves by step and by epoch into FOLDER; `tensorboard --logdir FOLDER` shows them.",
)
mlflow_option = click.option(
    "--mlflow",
    type=ANY_PATH,
    metavar="FOLDER",
    help="Also keep settings and figures in MLflow's own files in FOLDER; needs `pip install mlflow-skinny`.",
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


def left_in_words(seconds: float | None) -> str:
    """Such as ", about 3 min left"; nothing as long as nobody can know."""
    return "" if seconds is None else f", about {duration(seconds)} left"


class Ticker:
    """A line about the work that is rewritten on a terminal, and written now and then otherwise."""

    def __init__(self, every: float = 20.0) -> None:
        self._terminal, self._every = sys.stderr.isatty(), every
        self._told = time.monotonic()

    def show(self, text: str) -> None:
        """Tell it, when it is time."""
        now = time.monotonic()
        if now - self._told < (0.2 if self._terminal else self._every):
            return
        self._told = now
        click.echo(f"\r\033[K{escaped(text)}" if self._terminal else escaped(text), err=True, nl=not self._terminal)

    def clear(self) -> None:
        """Take the line away that is rewritten."""
        if self._terminal:
            click.echo("\r\033[K", err=True, nl=False)


class Counter:
    """Progress through a known number of things, with the time left.

    The first call only sets the clock: what came before it (a network that is compiled, what a cache knew already) says
    nothing of how long the others take.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._first: tuple[int, float] | None = None
        self._ticker = Ticker()

    def __call__(self, done: int, total: int) -> None:
        """Tell it."""
        now = time.monotonic()
        if self._first is None:
            self._first = (done, now)
        before, since = self._first
        left = (now - since) / (done - before) * (total - done) if done > before else None
        if done < total:
            self._ticker.show(f"{self._what}: {done:,} of {total:,}{left_in_words(left)}")
        else:
            self._ticker.clear()
