"""`python -m scale_out fit`: a head on the embeddings of what was labelled."""

from pathlib import Path

import click

from scale_out.commands.common import address_option, plain_errors, say


@click.command("fit")
@click.argument("folder")
@click.option(
    "--labels",
    required=True,
    type=click.Path(path_type=Path),
    help="Table (CSV, Excel, Parquet) with a photo (path or content_hash) and a label a row, or a session of Pawsort.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the head.")
@click.option(
    "--validation",
    type=click.FloatRange(0, 0.9, min_open=True, max_open=True),
    default=0.2,
    show_default=True,
    help="Share of the photos that is not trained on, and judges. A photo's content says which they are.",
)
@click.option("--balanced", is_flag=True, help="All breeds count the same, however many photos they have.")
@click.option(
    "--label-smoothing",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.0,
    show_default=True,
    help="Share of each label that is spread over all breeds.",
)
@click.option(
    "--work",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder on a disk with room for the features, 2 bytes a number. [default: the system's for such files]",
)
@click.option("--processes", type=click.IntRange(1), help="How many read and compute at once. [default: all cores]")
@address_option
def fit(
    folder: str,
    labels: Path,
    out: Path,
    validation: float,
    balanced: bool,
    label_smoothing: float,
    work: Path | None,
    processes: int | None,
    address: str | None,
) -> None:
    """Train a linear head on the embeddings in FOLDER, which `label` wrote, and on labels that people gave.

    The head is the one that a training in memory would find. `python -m export head` makes a pack of it.
    """
    with plain_errors():
        from scale_out.heads.fitting import Wish
        from scale_out.heads.whole import Request, fit_labelled

        request = Request(
            folder, labels, out, Wish(label_smoothing, balanced, validation), work=work, processes=processes
        )
        fitted = fit_labelled(request, say, address)
    metrics = fitted.metrics
    low, high = metrics["val_accuracy_low"], metrics["val_accuracy_high"]
    click.echo(f"{out}: written, {len(fitted.breeds)} breeds, temperature {fitted.temperature:.3f}")
    click.echo(
        f"of {metrics['validation_photos']:,} photos that it was not trained on, {metrics['val_accuracy']:.1%} right "
        f"(95 %: {low:.1%} to {high:.1%})"
    )
    if fitted.words is None:
        click.echo('so few photos, or so many mistakes, cannot promise that "sure" is right: it has no such words')
