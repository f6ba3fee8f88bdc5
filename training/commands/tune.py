"""`tune`: search for better settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from training.commands.common import ANY_PATH, NEW_FOLDER, plain_errors, say, set_option, weights_option
from training.networks.quiet import load_tensorflow

if TYPE_CHECKING:
    from training.tuning.search import Method
    from training.tuning.spaces import SpaceName


@click.command("tune")
@click.argument("recipe")
@click.option("--data", multiple=True, required=True, type=ANY_PATH, help="Labelled photos. Repeatable.")
@click.option("--split", type=ANY_PATH, help="A file that `split` wrote. Without it: split 80/20 as the study did.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder of the search. An interrupted search goes on.")
@click.option(
    "--method", type=click.Choice(("random", "hyperband", "bayesian")), default="random", show_default=True,
    help="How settings are chosen.",
)  # fmt: skip
@click.option("--trials", type=click.IntRange(1), default=6, show_default=True, help="For random and Bayesian search.")
@click.option("--epochs", type=click.IntRange(1), default=3, show_default=True, help="A trial; for Hyperband the most.")
@click.option(
    "--space", type=click.Choice(("study", "wide")), default="study", show_default=True,
    help="study: blocks, filters, kernels, pooling, units, dropout. wide: also rates, batches, augmentation.",
)  # fmt: skip
@set_option
@weights_option
def tune(
    recipe: str,
    data: tuple[Path, ...],
    split: Path | None,
    out: Path,
    method: str,
    trials: int,
    epochs: int,
    space: str,
    overrides: tuple[str, ...],
    weights: Path | None,
) -> None:
    """Search for better settings of RECIPE, by validation accuracy.

    Every trial is kept in the folder of the search. Started again, a search goes on where it stopped. In the end there
    are a report with a table and a plot of all trials, and best.toml, a recipe that `fit` takes.

    Several processes or machines that share the folder: start the same command once with KERASTUNER_TUNER_ID=chief and
    once for each worker with another KERASTUNER_TUNER_ID, all with the same KERASTUNER_ORACLE_IP and
    KERASTUNER_ORACLE_PORT. See docs/training.md.
    """
    load_tensorflow()
    with plain_errors():
        from training.fitting.trials import prepare_trials, trial_request
        from training.recipes import load_recipe
        from training.tuning.report import write_search_report
        from training.tuning.search import SearchRequest, is_chief, results, search, write_best

        start = load_recipe(recipe, [f"fit.epochs={epochs}", "fit.warmup_epochs=0", *overrides])
        request = SearchRequest(start, out, cast("Method", method), trials, cast("SpaceName", space))
        prepared = prepare_trials(trial_request(start, data, split, weights), say)
        tuner = search(request, prepared, say)
        worker = "KERASTUNER_TUNER_ID" in os.environ and not is_chief()
        if worker:
            click.echo("no more trials to do")
            return
        found = results(tuner)
        if not found:
            raise click.ClickException(f"{out}: no trial came to its end; the messages above say why.")
        best = write_best(tuner, request, found[0])
        write_search_report(request, found, best)
    click.echo(f"best: {found[0].val_accuracy:.3f} validation accuracy (trial {found[0].name} of {len(found)})")
    click.echo(f"fit it with: python -m training fit {best} --data DATA; look at {out / 'report.html'}")
