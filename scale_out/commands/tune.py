"""`tune`: search for better settings of a recipe, its trials trained on many machines."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app.plain_text import escaped
from scale_out.commands.common import address_option, plain_errors, say
from scale_out.tuning.crew import Crew, machines_of, require_room
from training.commands.common import Counter, Ticker, left_in_words
from training.commands.common import plain_errors as plain_training_errors
from training.commands.search_options import asked_search, search_options, what_next
from training.fitting.progress import too_few_steps

if TYPE_CHECKING:
    from scale_out.tuning.chief import Standing

# Named one by one where a search is shown.
SHOWN_WORKERS = 3


@click.command("tune")
@search_options
@address_option
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="How many train at the same time."
)
@click.option("--cpus-per-worker", "cpus", type=click.IntRange(1), default=1, show_default=True, help="Cores of each.")
@click.option(
    "--gpus-per-worker", "gpus", type=click.FloatRange(0), default=0, show_default=True,
    help="GPUs of each; 0.5 lets two share one.",
)  # fmt: skip
def tune(address: str | None, workers: int, cpus: int, gpus: float, **options: Any) -> None:
    """Search for better settings of RECIPE, several trials at a time.

    What `python -m training tune` does, on all machines of a Ray cluster, or with several workers on this one. One
    process hands out the trials; each worker trains one at a time, with all photos in its own memory. A worker that
    dies is replaced, and its trial is tried again. Started again, a search goes on where it stopped, here or with
    `python -m training tune`, whose folders are the same.

    All machines need the folder of the search and the photos under the same path, as on a shared drive. That is tried
    before anything is trained.
    """
    from scale_out.engine import running

    with plain_errors(), plain_training_errors():
        request, photos = asked_search(**absolute(options))
        from scale_out.tuning.searching import search_with
        from training.fitting.run_fit import sides_of

        crew = Crew(workers, cpus, gpus)
        if request.method != "hyperband":
            crew = crew.of_at_most(request.trials)
        sides = sides_of(photos, say, Counter)
        if few := too_few_steps(len(sides.training), request.trial_recipe, "--epochs "):
            say(f"in a trial {few}")
        say("starting Ray" if address is None else f"joining Ray at {address}")
        with running(address, cpus=crew.workers * crew.cpus, workers_speak=False) as ray:
            require_room(machines_of(ray), crew)
            shower = Shower()
            for sentence in search_with(ray, crew, request, photos, sides, shower.say, shower):
                click.echo(sentence)
    for line in what_next(request, photos):
        click.echo(escaped(line))


def absolute(options: dict[str, Any]) -> dict[str, Any]:
    """The options with whole paths: workers do not start where the command was."""
    whole: dict[str, Any] = {}
    for name, value in options.items():
        if name == "data":
            whole[name] = tuple(path.absolute() for path in value)
        elif isinstance(value, Path) and not (name == "weights" and str(value) == "random"):
            whole[name] = value.absolute()
        else:
            whole[name] = value
    return whole


class Shower:
    """Shows how far a search is, in a line, and what is said of it, in lines that stay."""

    def __init__(self) -> None:
        self._ticker = Ticker()

    def __call__(self, standing: "Standing") -> None:
        """Show it."""
        self._ticker.show(in_a_line(standing))

    def say(self, line: str) -> None:
        """Say a line."""
        self._ticker.clear()
        say(line)


def in_a_line(standing: "Standing") -> str:
    """Such as "3 of 20 trials done, about 5 min left; worker 1: trial 04, epoch 1 of 3, step 8 of 90; worker 2: …"."""
    workers = sorted(standing.workers.items(), key=lambda each: (len(each[0]), each[0]))
    shown = [f"{name}: {what}" for name, what in workers[:SHOWN_WORKERS]]
    if others := len(workers) - len(shown):
        shown.append(f"and {others} more")
    done = f"{standing.done} of {standing.planned} trials done{left_in_words(standing.seconds_left)}"
    return "; ".join([done, *shown])
