"""`fit`: train a recipe."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    Counter,
    Ticker,
    duration,
    left_in_words,
    mlflow_option,
    plain_errors,
    say,
    set_option,
    tensorboard_option,
    weights_option,
)
from training.fitting.progress import Moment
from training.fitting.requests import FitRequest, new_request, resumed_request
from training.runs.run import METRICS, REPORT, open_run

# What `--resume` does not take: name → option.
CHANGES = {
    **{name: name for name in ("split", "out", "weights", "devices", "tensorboard", "mlflow")},
    "overrides": "set",
    "all_data": "all-data",
}


@click.command("fit")
@click.argument("recipe", required=False)
@click.option("--data", multiple=True, type=ANY_PATH, help="Labelled photos. Repeatable.")
@click.option("--split", type=ANY_PATH, help="A file that `split` wrote. Without it: split 80/20 as the study did.")
@click.option("--out", type=NEW_FOLDER, help="The run folder to write. [default: runs/RECIPE]")
@set_option
@weights_option
@click.option(
    "--all-data", is_flag=True, help="Train on all photos, keep none to check on: for the winner, at the end."
)
@click.option("--devices", type=click.IntRange(1), default=1, show_default=True, help="GPUs that share each batch.")
@tensorboard_option
@mlflow_option
@click.option(
    "--resume", type=NEW_FOLDER, metavar="RUN", help="Go on with a run that was interrupted, as it was asked."
)
def fit(resume: Path | None, data: tuple[Path, ...], **asked: Any) -> None:
    """Train RECIPE on labelled photos.

    RECIPE is the name of a recipe that comes with Pawsort (cnn_small, cnn_large, vgg16, efficientnet_v2s,
    efficientnet_lite0, _lite1, _lite2), a .toml file, or a run folder, whose recipe is taken.

    Everything goes into the run folder: the recipe, the versions and the data's hash, the history of every epoch, the
    metrics, plots, the network (best.keras) and a report to look at.
    """
    if (asked["recipe"] is None) == (resume is None):
        raise click.UsageError("name a recipe, or a run to go on with (--resume RUN).")
    if not data and resume is None:
        raise click.UsageError("name the labelled photos: --data FOLDER.")
    with plain_errors():
        if resume is not None:
            _refuse_changes()
            if _is_done(resume):
                return
        request = resumed_request(resume, data) if resume is not None else _new(data, asked)
        # All that was asked for is checked before this imports Keras.
        from training.fitting.run_fit import fit as fit_run

        run = fit_run(request, say, Shower(), Counter)
        from training.reports.run_report import write_run_report

        write_run_report(run)
        metrics = run.read(METRICS)
    _summary(run.folder, metrics)


def _new(data: tuple[Path, ...], asked: dict[str, Any]) -> FitRequest:
    recipe = str(asked["recipe"])
    if Path(recipe).is_dir():
        finished = open_run(Path(recipe), finished=asked["all_data"]).finished
        state = "has come to its end" if finished else f"was interrupted: `fit --resume {recipe}` would go on with it"
        say(f"a new run with the recipe of {recipe}, which {state}")
    return new_request(
        recipe, asked["overrides"], data, out=asked["out"], split=asked["split"], weights=asked["weights"],
        all_data=asked["all_data"], devices=asked["devices"], tensorboard=asked["tensorboard"], mlflow=asked["mlflow"],
    )  # fmt: skip


def _refuse_changes() -> None:
    """A run that goes on does as it was asked in the beginning: other options than `--data` would be lost on it."""
    context = click.get_current_context()
    given = [name for name in CHANGES if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        names = ", ".join(f"--{CHANGES[name]}" for name in given)
        raise click.UsageError(f"--resume goes on with a run as it was asked for: leave out {names}.")


def _is_done(folder: Path) -> bool:
    """Whether a run has come to its end already; says so, and writes nothing but a report that is missing."""
    run = open_run(folder, finished=False)
    if not run.finished:
        return False
    if not (folder / REPORT).is_file():
        from training.reports.run_report import write_run_report

        write_run_report(run)
    click.echo(
        f"{folder}: this run has come to its end, there is nothing to go on with; look at {folder / REPORT}. To train "
        f"its recipe anew: `fit {folder} --data DATA`."
    )
    return True


class Shower:
    """Shows how far a training is: the epoch at work now and then, each that is done in a line of its own."""

    def __init__(self) -> None:
        self._ticker = Ticker()

    def __call__(self, moment: Moment) -> None:
        """Show it."""
        line, left = moment.finished_epoch, left_in_words(moment.seconds_left)
        if line is None:
            self._ticker.show(in_words(moment) + left)
            return
        self._ticker.clear()
        checked = f", validation accuracy {line['val_accuracy']:.3f}" if "val_accuracy" in line else ""
        say(
            f"epoch {line['epoch']} of {moment.epochs}: loss {line['loss']:.3f}, accuracy {line['accuracy']:.3f}"
            f"{checked}{left}"
        )


def in_words(moment: Moment) -> str:
    """Where a training stands within an epoch."""
    return f"epoch {moment.epoch} of {moment.epochs}, step {moment.step} of {moment.steps}, loss {moment.loss:.3f}"


def _summary(folder: Path, metrics: dict[str, float]) -> None:
    click.echo(f"trainable parameters: {metrics['trainable_parameters']:,}")
    if "val_accuracy" in metrics:
        value, low, high = (metrics[f"val_accuracy{end}"] for end in ("", "_low", "_high"))
        click.echo(
            f"validation accuracy {value:.3f} (95 %: {low:.3f} to {high:.3f}) on {metrics['validation_photos']} photos "
            f"(epoch {metrics['best_epoch']} of {metrics['epochs']})"
        )
    click.echo(
        f"{folder}: {duration(metrics['seconds'])}, {duration(metrics['seconds_preparing'])} of them for decoding and "
        f"features, {duration(metrics['seconds_training'])} for training; look at {folder / REPORT}"
    )
