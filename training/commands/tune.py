"""`tune`: search for better settings."""

import os
import time
from pathlib import Path
from typing import Any

import click

from desktop_app.plain_text import escaped
from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    Counter,
    Ticker,
    left_in_words,
    mlflow_option,
    plain_errors,
    say,
    set_option,
    tensorboard_option,
    weights_option,
)
from training.fitting.mlflow_journal import require_mlflow
from training.fitting.progress import Moment, too_few_steps
from training.fitting.requests import FitRequest, require_paths, require_weights, trial_request
from training.networks.quiet import load_tensorflow
from training.recipes import load_recipe
from training.tuning.requests import SearchRequest, is_chief, require_own_folder


@click.command("tune")
@click.argument("recipe")
@click.option("--data", multiple=True, required=True, type=ANY_PATH, help="Labelled photos. Repeatable.")
@click.option("--split", type=ANY_PATH, help="A file that `split` wrote. Without it: split 80/20 as the study did.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder of the search. An interrupted search goes on.")
@click.option(
    "--method", type=click.Choice(("random", "hyperband", "bayesian")), default="random", show_default=True,
    help="How settings are chosen.",
)  # fmt: skip
@click.option(
    "--trials",
    type=click.IntRange(1),
    default=6,
    show_default=True,
    help="For random and Bayesian search, the recipe as it is among them.",
)
@click.option("--epochs", type=click.IntRange(1), default=3, show_default=True, help="A trial; for Hyperband the most.")
@click.option(
    "--space", type=click.Choice(("study", "wide")), default="study", show_default=True,
    help="study: blocks, filters, kernels, pooling, units, dropout. wide: also rates, batches, augmentation.",
)  # fmt: skip
@set_option
@weights_option
@tensorboard_option
@mlflow_option
def tune(
    recipe: str,
    data: tuple[Path, ...],
    split: Path | None,
    out: Path,
    overrides: tuple[str, ...],
    weights: Path | None,
    **how: Any,
) -> None:
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
        request = SearchRequest(load_recipe(recipe, overrides), out, **how)
        require_own_folder(request)
        require_paths(*data, split)
        require_weights(request.recipe, weights)
        if request.mlflow is not None:
            require_mlflow(request.mlflow)
        _search(request, trial_request(request.trial_recipe, data, split, weights))
    again = " ".join(f"--data {path}" for path in data) + (f" --split {split}" if split else "")
    if not _is_worker():
        click.echo(escaped(f"fit it with: python -m training fit {out / 'best.toml'} {again}"))
        click.echo(escaped(f"look at {out / 'report.html'}"))


def _search(request: SearchRequest, photos: FitRequest) -> None:
    from training.fitting.run_fit import sides_of

    sides = sides_of(photos, say, Counter)
    if few := too_few_steps(len(sides.training), request.trial_recipe, "--epochs "):
        say(f"in a trial {few}")
    say("starting TensorFlow")
    load_tensorflow()
    from training.fitting.trials import prepare_trials
    from training.tuning.report import in_words, write_search_report
    from training.tuning.search import failures, planned_trials, results, search, write_best

    prepared = prepare_trials(photos, sides, say, Counter)
    planned = planned_trials(request)
    tuner = search(request, prepared, say, SearchShower(planned))
    if _is_worker():
        click.echo("no more trials to do")
        return
    found = results(tuner)
    for failure in failures(tuner):
        say(failure)
    if not found:
        raise click.ClickException(escaped(f"{request.folder}: no trial came to its end; see above."))
    if len(tuner.oracle.trials) < planned:
        say(f"only {len(tuner.oracle.trials)} of {planned} trials: there are hardly any other settings to try")
    gain = tuner.gain(found)
    tuner.tidy()
    write_best(tuner, request, found[0], gain.photos)
    write_search_report(request, found, gain)
    for sentence in in_words(request, found, gain):
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
