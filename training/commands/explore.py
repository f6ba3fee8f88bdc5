"""`explore`: look at labelled photos."""

from pathlib import Path

import click

from desktop_app.plain_text import escaped
from training.commands.common import (
    ANY_PATH,
    NEW_FOLDER,
    Counter,
    breeds_option,
    chosen_breeds,
    data_arguments,
    plain_errors,
    require_outside,
    say,
)


@click.command("explore")
@data_arguments
@click.option(
    "--out", type=NEW_FOLDER, required=True, help="Folder for report.html, findings.json, copies.csv and the plots."
)
@breeds_option
@click.option("--split", "split_file", type=ANY_PATH, help="A split file: copies on different sides are looked for.")
@click.option("--boxes", type=ANY_PATH, help="CSV with columns file, x, y, w, h: finds renamed crops of whole photos.")
@click.option(
    "--line", type=float, default=150, show_default=True, help="Where the chart of photos a breed has its line."
)
@click.option("--seed", type=int, default=1337, show_default=True, help="Of the choice of photos for the grid.")
def explore(
    data: tuple[Path, ...],
    out: Path,
    breeds: str,
    split_file: Path | None,
    boxes: Path | None,
    line: float,
    seed: int,
) -> None:
    """Look at DATA and write a report: photos a breed, sizes, aspect ratios, broken photos, copies and twins.

    Copies are found also when they were re-compressed, resized or mirrored, between breeds, and (with --split) between
    the sides of a split. The report shows them side by side, those with different labels first. Several DATA are looked
    at as one.
    """
    with plain_errors():
        from training.datasets.exploring import examine
        from training.datasets.readers import read_data
        from training.reports.copies import COPIES
        from training.reports.data_report import write_data_report

        require_outside(out, data)
        photos = read_data(*data)
        for why in photos.left_out:
            say(why)
        wanted = chosen_breeds(breeds)
        if wanted != "all":
            from training.datasets.preparing import prepared_photos

            photos = prepared_photos(data, wanted)
        progress = Counter("looking at photos")
        findings = examine(photos, split_file, boxes, progress, some_breeds=wanted != "all")
        write_data_report(findings, out, line=line, seed=seed)
    counts = photos.counts()
    click.echo(
        f"{len(photos):,} photos of {len(counts)} breeds, {min(counts.values())} to {max(counts.values())} a breed"
    )
    for breed in photos.empty_breeds:
        click.echo(escaped(f"no photos of {breed}: its folder is empty"))
    for name, why in findings.broken[:20]:
        click.echo(escaped(f"unreadable: {name} ({why})"))
    if len(findings.broken) > 20:
        click.echo(f"and {len(findings.broken) - 20} more that are unreadable")
    click.echo(f"{len(findings.pairs):,} pairs of copies, {len(findings.across_breeds)} of them labelled differently")
    if findings.split is not None:
        click.echo(f"{len(findings.leaks):,} pairs on different sides of the split")
        for change in findings.since:
            click.echo(escaped(change))
    if findings.pairs:
        click.echo(f"all copies, photo by photo: {out / COPIES}")
    click.echo(f"look at {out / 'report.html'}")
