"""`fit`: train a recipe."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    duration,
    plain_errors,
    say,
    set_option,
    weights_option,
)
from training.networks.quiet import load_tensorflow

if TYPE_CHECKING:
    from training.fitting.engine import Moment


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
@click.option("--resume", type=NEW_FOLDER, metavar="RUN", help="Go on with a run that was interrupted.")
def fit(
    recipe: str | None,
    data: tuple[Path, ...],
    split: Path | None,
    out: Path | None,
    overrides: tuple[str, ...],
    weights: Path | None,
    all_data: bool,
    devices: int,
    resume: Path | None,
) -> None:
    """Train RECIPE on labelled photos.

    RECIPE is the name of a recipe that comes with Pawsort (cnn_small, cnn_large, vgg16, efficientnet_v2s,
    efficientnet_lite0, _lite1, _lite2), a .toml file, or a run folder, whose recipe is taken.

    Everything goes into the run folder: the recipe, the versions and the data's hash, the history of every epoch, the
    metrics, plots, the network (best.keras) and a report to look at.
    """
    if (recipe is None) == (resume is None):
        raise click.UsageError("name a recipe, or a run to go on with (--resume RUN).")
    if not data and resume is None:
        raise click.UsageError("name the labelled photos: --data FOLDER.")
    load_tensorflow()
    with plain_errors():
        from training.fitting.requests import new_request, resumed_request
        from training.fitting.run_fit import fit as fit_run
        from training.reports.run_report import write_run_report

        if resume is not None:
            request = resumed_request(resume, data)
        else:
            request = new_request(
                str(recipe), overrides, data, out=out, split=split, weights=weights, all_data=all_data, devices=devices
            )
        run = fit_run(request, say, _show)
        write_run_report(run)
        metrics = run.read("metrics.json")
    _summary(run.folder, metrics)


def _show(moment: "Moment") -> None:
    terminal = sys.stderr.isatty()
    line = moment.finished_epoch
    if line is None:
        if terminal:
            bar = (
                f"epoch {moment.epoch} of {moment.epochs}, loss {moment.loss:.3f}, {duration(moment.seconds_left)} left"
            )
            click.echo(f"\r\033[K{bar}", err=True, nl=False)
        return
    checked = f", validation accuracy {line['val_accuracy']:.3f}" if "val_accuracy" in line else ""
    text = (
        f"epoch {line['epoch']} of {moment.epochs}: loss {line['loss']:.3f}, accuracy {line['accuracy']:.3f}{checked}"
    )
    click.echo(f"{chr(13) + chr(27) + '[K' if terminal else ''}{text}, {duration(moment.seconds_left)} left", err=True)


def _summary(folder: Path, metrics: dict[str, float]) -> None:
    click.echo(f"trainable parameters: {metrics['trainable_parameters']:,}")
    if "val_accuracy" in metrics:
        value, low, high = (metrics[f"val_accuracy{end}"] for end in ("", "_low", "_high"))
        click.echo(
            f"validation accuracy {value:.3f} (95 %: {low:.3f} to {high:.3f}) on {metrics['validation_photos']} photos "
            f"(epoch {metrics['best_epoch']} of {metrics['epochs']})"
        )
    click.echo(f"{folder}: {duration(metrics['seconds'])} of training; look at {folder / 'report.html'}")
