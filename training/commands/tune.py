"""`tune`: search for better settings."""

import os
import time
from typing import Any

import click

from desktop_app.plain_text import escaped
from training.commands.common import Counter, Ticker, left_in_words, plain_errors, say
from training.commands.search_options import asked_search, search_options, what_next
from training.fitting.progress import Moment, too_few_steps
from training.fitting.requests import FitRequest
from training.networks.quiet import load_tensorflow
from training.tuning.requests import SearchRequest, is_chief


@click.command("tune")
@search_options
def tune(**options: Any) -> None:
    """Search for better settings of RECIPE, by validation accuracy.

    The first trial is the recipe as it is. Every trial is kept in the folder of the search; started again, a search
    goes on where it stopped. In the end there are a report with a table and a plot of all trials, which also says
    whether the best is better than the recipe by more than chance, and best.toml, a recipe that `fit` takes.

    Hyperband trains many trials for few epochs, and lets the best go on where they were, with their weights.

    Several processes or machines that share the folder: start the same command once with KERASTUNER_TUNER_ID=chief and
    once for each worker with another KERASTUNER_TUNER_ID, all with the same KERASTUNER_ORACLE_IP and
    KERASTUNER_ORACLE_PORT. See docs/training.md.
    """
    with plain_errors():
        request, photos = asked_search(**options)
        _search(request, photos)
    if not _is_worker():
        for line in what_next(request, photos):
            click.echo(escaped(line))


def _search(request: SearchRequest, photos: FitRequest) -> None:
    from training.fitting.run_fit import sides_of

    sides = sides_of(photos, say, Counter)
    if few := too_few_steps(len(sides.training), request.trial_recipe, "--epochs "):
        say(f"in a trial {few}")
    say("starting TensorFlow")
    load_tensorflow()
    from training.fitting.trials import prepare_trials
    from training.tuning.finishing import finished
    from training.tuning.search import planned_trials, search

    prepared = prepare_trials(photos, sides, say, Counter)
    planned = planned_trials(request)
    tuner = search(request, prepared, say, SearchShower(planned))
    if _is_worker():
        click.echo("no more trials to do")
        return
    for sentence in finished(tuner, request, planned, say):
        click.echo(sentence)


def _is_worker() -> bool:
    return "KERASTUNER_TUNER_ID" in os.environ and not is_chief()


class SearchShower:
    """Shows how far a search is, from what the trials took that were done while it looked."""

    def __init__(self, planned: int) -> None:
        self._planned, self._ticker = planned, Ticker()
        self._name, self._trials, self._started = "", 0, time.monotonic()

    def __call__(self, name: str, moment: Moment) -> None:
        """Show it."""
        now = time.monotonic()
        if name != self._name:
            # The first one compiled and waited for more than a trial takes; later ones tell the time better.
            self._trials, self._name = self._trials + 1, name
            if self._trials == 2:
                self._started = now
        done = self._trials - 2
        left = (now - self._started) / done * (self._planned - int(name)) if done > 0 and name.isdigit() else None
        self._ticker.show(
            f"trial {name} of {self._planned}, epoch {moment.epoch} of {moment.epochs}, step {moment.step} of "
            f"{moment.steps}{left_in_words(left)}"
        )
