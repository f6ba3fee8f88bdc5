"""`label-errors`: which labels may be wrong?"""

from pathlib import Path

import click

from training.commands.common import (
    NEW_FOLDER,
    Counter,
    breeds_option,
    chosen_breeds,
    data_arguments,
    plain_errors,
    say,
)

BODIES = ("efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2")


@click.command("label-errors")
@data_arguments
@click.option(
    "--out",
    type=NEW_FOLDER,
    required=True,
    help="Folder for report.html, label_errors.csv and label_errors.pawsort.",
)
@breeds_option
@click.option(
    "--body", type=click.Choice(BODIES), default=BODIES[0], show_default=True, help="The network that looks at photos."
)
@click.option("--shown", type=click.IntRange(0), default=100, show_default=True, help="Photos with pictures, at most.")
@click.option("--most", type=click.IntRange(0), default=500, show_default=True, help="Photos in the session, at most.")
@click.option("--seed", type=int, default=1337, show_default=True, help="Of the five parts that judge one another.")
def label_errors(data: tuple[Path, ...], out: Path, breeds: str, body: str, shown: int, most: int, seed: int) -> None:
    """Find labels of DATA that may be wrong, and write a report, a table and a session to correct them.

    Every photo is judged by the others: a linear head learns the breeds from the features of four fifths of the photos
    and is asked about the rest, copies and photos of one animal together; where it contradicts a label with confidence,
    the label may be wrong (confident learning: Northcutt, Jiang and Chuang 2021, arXiv:1911.00068).

    Open the session in Pawsort, keep or change the labels there, and name it beside the data from then on:

    \b
      label-errors DATA --out report
      fit RECIPE --data DATA --data report/label_errors.pawsort

    No photo is changed or moved. A session that is there already is not replaced.
    """  # noqa: D301 - click's mark, not a backslash
    with plain_errors():
        from training.label_errors.finding import LabelErrorsRequest, find_label_errors
        from training.label_errors.report import REPORT_FILE, SESSION_FILE, TABLE_FILE, write_label_errors
        from training.label_errors.session import see_it_is_free, write_session

        see_it_is_free(out / SESSION_FILE, data)
        found = find_label_errors(LabelErrorsRequest(data, chosen_breeds(breeds), body, seed), say, Counter)
        in_session = min(most, len(found.suspects))
        write_label_errors(found, out, shown=shown, in_session=in_session, progress=Counter("making pictures"))
        write_session(out / SESSION_FILE, found, most)
    click.echo(f"{len(found.photos):,} photos of {len(found.breeds)} breeds")
    many = "1 label" if len(found.suspects) == 1 else f"{len(found.suspects):,} labels"
    click.echo(f"{many} may be wrong, the most doubtful first")
    click.echo(f"look at {out / REPORT_FILE}; {out / TABLE_FILE} has all photos")
    if in_session:
        click.echo(f"correct them in Pawsort: {out / SESSION_FILE} holds the first {in_session:,} of these photos")
