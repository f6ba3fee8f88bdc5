"""`train`: a whole network, by several processes that share each batch."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from scale_out.commands.common import address_option, plain_errors, say
from scale_out.networks.job import TOLERANCE
from training.commands.common import ANY_PATH, NEW_FOLDER, Counter, set_option, weights_option
from training.commands.common import plain_errors as plain_errors_of_training

# What `--resume` does not take: name → option.
CHANGES = {name: name for name in ("split", "out", "weights")} | {"overrides": "set", "check_steps": "check-steps"}


@click.command("train")
@click.argument("recipe", required=False)
@click.option("--data", multiple=True, type=ANY_PATH, help="Labelled photos that every machine sees. Repeatable.")
@click.option("--split", type=ANY_PATH, help="A file that `python -m training split` wrote. Without it: split 80/20.")
@click.option("--out", type=NEW_FOLDER, help="The run folder to write, where every machine sees it.")
@click.option(
    "--processes", type=click.IntRange(1), default=1, show_default=True, help="That share each batch: one a machine."
)
@address_option
@click.option("--cpus", type=click.IntRange(1), help="Of each process. [default: an even part of its machine]")
@set_option
@weights_option
@click.option(
    "--check-steps", type=click.IntRange(1), metavar="N", help="Only compare the losses of N steps with one process's."
)
@click.option(
    "--resume", type=NEW_FOLDER, metavar="RUN", help="Go on with a run that was interrupted, as it was asked."
)
def train(data: tuple[Path, ...], resume: Path | None, **asked: Any) -> None:
    """Train the whole network of RECIPE on several machines, each with a share of every batch.

    As `python -m training fit` does, and with its recipes, split files and run folders: cnn_small, cnn_large, and any
    other recipe whose body is trained too (--set unfreeze.layers=all). Keras computes on JAX here; the run can be
    evaluated, compared and packed as any other.

    Several processes train as one does, step by step: --check-steps 5 shows it.
    """
    if (asked["recipe"] is None) == (resume is None):
        raise click.UsageError("name a recipe, or a run to go on with (--resume RUN).")
    if not data and resume is None:
        raise click.UsageError("name the labelled photos: --data FOLDER.")
    if asked["out"] is None and resume is None and asked["check_steps"] is None:
        raise click.UsageError("name the run folder to write: --out RUN.")
    with plain_errors(), plain_errors_of_training():
        from scale_out.networks.run_training import Machines
        from training.fitting.requests import new_request, resumed_request

        machines = Machines(asked["processes"], asked["address"], asked["cpus"])
        if resume is not None:
            _refuse_changes()
            if _is_done(resume):
                return
            request = resumed_request(resume, data)
        else:
            request = new_request(
                asked["recipe"], asked["overrides"], data, out=asked["out"], split=asked["split"],
                weights=asked["weights"],
            )  # fmt: skip
        if asked["check_steps"] is not None:
            _check(request, machines, asked["check_steps"])
            return
        _train(request, machines)


def _train(request: Any, machines: Any) -> None:
    from scale_out.networks.run_training import train_together
    from training.commands.fit import Shower
    from training.reports.run_report import write_run_report
    from training.runs.run import METRICS, REPORT

    run = train_together(request, machines, say, Shower(), Counter)
    write_run_report(run)
    metrics = run.read(METRICS)
    click.echo(f"{run.folder}: the best of {metrics['epochs']} epochs is epoch {metrics['best_epoch']}")
    if "val_accuracy" in metrics:
        click.echo(f"accuracy on {metrics['validation_photos']} validation photos: {metrics['val_accuracy']:.3f}")
    click.echo(f"look at {run.folder / REPORT}")


def _check(request: Any, machines: Any, steps: int) -> None:
    if machines.processes < 2:
        raise click.UsageError("several processes are compared with one: say how many with --processes.")
    from scale_out.networks.run_training import check

    found = check(request, machines, steps, say, Counter)
    for step, (one, several) in enumerate(zip(found.one.losses, found.several.losses, strict=True), start=1):
        click.echo(f"step {step}: loss {one:.6f} with one process, {several:.6f} with {machines.processes}")
    click.echo(f"largest relative difference of the loss {found.loss_gap:.1e} (at most {TOLERANCE:g} allowed)")
    click.echo(f"largest difference of a weight afterwards {found.weight_gap:.1e}")
    if not found.loss_gap <= TOLERANCE:
        raise click.ClickException("the processes do not agree.")


def _refuse_changes() -> None:
    """A run that goes on does as it was asked in the beginning; only who trains it may be others."""
    context = click.get_current_context()
    given = [name for name in CHANGES if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        names = ", ".join(f"--{CHANGES[name]}" for name in given)
        raise click.UsageError(f"--resume goes on with a run as it was asked for: leave out {names}.")


def _is_done(folder: Path) -> bool:
    from training.runs.run import open_run

    if not open_run(folder, finished=False).finished:
        return False
    click.echo(f"{folder}: this run has come to its end, there is nothing to go on with.")
    return True
