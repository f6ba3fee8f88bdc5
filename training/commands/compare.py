"""`compare`: runs side by side."""

from pathlib import Path

import click

from training.commands.common import ANY_PATH, NEW_FOLDER, Counter, plain_errors, say
from training.fitting.requests import require_paths
from training.runs.packs import read_draft
from training.runs.run import open_run


@click.command("compare")
@click.argument("runs", nargs=-1, required=True, type=ANY_PATH)
@click.option("--data", multiple=True, required=True, type=ANY_PATH, help="Labelled photos. Repeatable.")
@click.option("--split", type=ANY_PATH, help="A split file, when not each run's own.")
@click.option(
    "--side", type=click.Choice(("training", "validation", "test")), help="Of the split. [default: validation]"
)
@click.option("--mapping", type=ANY_PATH, help="CSV with columns theirs, ours: what we call the breeds of other data.")
@click.option("--out", type=NEW_FOLDER, required=True, help="Folder for report.html, report.md, figures and plots.")
@click.option("--title", default="The runs compared", show_default=True, help="Of the report.")
def compare(
    runs: tuple[Path, ...],
    data: tuple[Path, ...],
    split: Path | None,
    side: str | None,
    mapping: Path | None,
    out: Path,
    title: str,
) -> None:
    """Judge RUNS on the same photos and write one report.

    Learning curves, parameters, accuracy with intervals, and size and speed of the exported networks where
    `python -m export speed RUN` has measured them; says which run wins, and by an interval of
    the difference on the same photos (Newcombe 1998) whether it is more than noise.
    """
    with plain_errors():
        for run in runs:
            open_run(run)
            read_draft(run)
        require_paths(*data, split, mapping)
        from training.datasets.splits import Side
        from training.evaluation.comparing import compare_runs, verdict, write_comparison
        from training.evaluation.judging import EvaluateRequest

        request = EvaluateRequest(runs[0], data, split, Side(side) if side else None, mapping)
        compared = compare_runs(request, runs, say, Counter)
        write_comparison(compared, out, title)
    for sentence in verdict(compared):
        click.echo(sentence)
    click.echo(f"look at {out / 'report.html'}")
