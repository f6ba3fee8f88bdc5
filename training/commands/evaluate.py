"""`evaluate`: how good is a run?"""

from pathlib import Path

import click

from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    Counter,
    data_arguments,
    plain_errors,
    require_outside,
    say,
)
from training.fitting.requests import require_paths
from training.runs.packs import read_draft


@click.command("evaluate")
@click.argument("run", type=ANY_PATH)
@data_arguments
@click.option("--split", type=ANY_PATH, help="A split file, when not the run's own.")
@click.option(
    "--side", type=click.Choice(("training", "validation", "test")), help="Of the split. [default: validation]"
)
@click.option("--mapping", type=ANY_PATH, help="CSV with columns theirs, ours: what we call the breeds of other data.")
@click.option(
    "--out",
    type=NEW_FOLDER,
    help="Folder for the figures and the report. [default: RUN/evaluations/DATA, or DATA-SPLIT-SIDE]",
)
def evaluate(
    run: Path,
    data: tuple[Path, ...],
    split: Path | None,
    side: str | None,
    mapping: Path | None,
    out: Path | None,
) -> None:
    """Measure RUN on DATA and write a report.

    When DATA is what RUN was trained on, its held-out validation photos are taken, wherever they lie now. Any other
    DATA is taken as it is, but for photos that RUN was trained on: these are known by their contents, left out and
    counted. Breeds are matched by WordNet id and by name, and where other data sets use other names, by --mapping.

    Top-1, top-5, macro F1 and calibration error with 95 % intervals, precision and recall of every breed, the confusion
    matrix and the most confused pairs, reliability before and after temperature, risk against coverage.
    """
    with plain_errors():
        if out is not None:
            require_outside(out, data)
        read_draft(run)
        require_paths(*data, split, mapping)
        from training.datasets.splits import Side
        from training.evaluation.folders import ASKED, asked_of, evaluation_folder
        from training.evaluation.judging import EvaluateRequest, judge

        request = EvaluateRequest(run, data, split, Side(side) if side else None, mapping)
        folder, asked = evaluation_folder(request, out), asked_of(request)
        judged = judge(request, Counter("looking at photos"), say)
        from training.evaluation.reporting import in_words, write_evaluation

        figures = write_evaluation(judged, folder, f"{run.name} on {judged.what}", {ASKED: asked})
    click.echo(f"{figures['photos']:,} photos: {judged.what}")
    for why, count in judged.left_out.items():
        click.echo(f"left out: {count:,} {why}")
    for name, value in in_words(figures).items():
        click.echo(f"{name}: {value}")
    click.echo(f"look at {folder / 'report.html'}")
