"""`split`: decide which photos are for what."""

from pathlib import Path

import click

from training.commands.common import ANY_PATH, Counter, breeds_option, chosen_breeds, data_arguments, plain_errors, say

KINDS = ("study", "keras", "official", "three-way")


HELP = """Split DATA into photos to train on and photos to check on, and write a file that other commands take.

\b
study      80/20, every breed with its share (of the study's 2,537 photos: 2,030 + 507)
keras      the very photos that the study's Keras took; not every breed has exactly its share
official   the split that Stanford Dogs was published with
three-way  training, validation and test

Photos that are copies of one another (re-compressed, resized, mirrored) or cut out of one another always stay on
one side. Photos that cannot be read are left out and named.
"""


@click.command("split", help=HELP)
@data_arguments
@click.option("--out", type=ANY_PATH, required=True, help="The split file to write (CSV: path, label, side).")
@click.option("--kind", type=click.Choice(KINDS), default="study", show_default=True, help="See above.")
@breeds_option
@click.option("--validation", type=float, help="Share of validation photos. [default: 0.2; three-way 0.15]")
@click.option(
    "--test", "test_share", type=float, default=0.15, show_default=True, help="Share of test photos (three-way)."
)
@click.option("--seed", type=int, default=1337, show_default=True, help="Same seed, same split.")
@click.option("--official-table", type=ANY_PATH, help="CSV with columns file and split; --kind official needs it.")
@click.option("--boxes", type=ANY_PATH, help="CSV with columns file, x, y, w, h: finds renamed crops of whole photos.")
def split(
    data: tuple[Path, ...],
    out: Path,
    kind: str,
    breeds: str,
    validation: float | None,
    test_share: float,
    seed: int,
    official_table: Path | None,
    boxes: Path | None,
) -> None:
    """Read options; the help text stands above."""
    if kind == "official" and official_table is None:
        raise click.UsageError("--kind official needs --official-table FILE, such as stanford_split.csv.")
    with plain_errors():
        from training.datasets.preparing import SplitRequest, split_photos
        from training.datasets.splits import write_split

        request = SplitRequest(
            data=data,
            kind=kind,
            breeds=chosen_breeds(breeds),
            validation=validation if validation is not None else (0.15 if kind == "three-way" else 0.2),
            test=test_share if kind == "three-way" else 0.0,
            seed=seed,
            official_table=official_table,
            boxes=boxes,
        )
        made, copies = split_photos(request, say, Counter("looking at photos"))
        write_split(made, out)
    counts = " + ".join(f"{count:,} {side.value.replace('_', ' ')}" for side, count in made.counts().items())
    click.echo(f"{out}: {len(made.sides):,} photos = {counts}")
    click.echo(f"{copies:,} photos have a copy or a twin among the others; each such group is on one side.")
