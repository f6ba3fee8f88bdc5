"""`python -m scale_out duplicates`: the same photos among all that were labelled."""

import time

import click

from scale_out.commands.common import address_option, plain_errors, say

HELP = """Find the same photos among all that were labelled into FOLDER.

\b
Photos that have copies stand in the table, one a row:
  group         content hash of the first photo of its group
  chain         the same for groups that hang together through photos in between
  path          of the photo
  content_hash  SHA-256 of its bytes
  sameness      first; exact: the bytes of a photo above it in its group; near: nearly the same as the first
  distance      bits of 128 in which its fingerprint differs from the first's

Nothing is deleted or changed: what stays is for a person to say. What is exact can go without a look, as long as
what is above stays; look at what is near.
"""


@click.command(help=HELP)
@click.argument("folder")
@click.option("--out", required=True, help="The table to write; its ending, .parquet or .csv, says of which kind.")
@click.option("--overwrite", is_flag=True, help="Replace a table that is there already; photos never are.")
@click.option(
    "--trees", type=click.IntRange(min=1, max=64), default=8, show_default=True, help="More find more, and take longer."
)
@click.option("--cpus", type=click.IntRange(min=1), help="That may work here; not with --address. [default: all]")
@address_option
def duplicates(folder: str, out: str, trees: int, cpus: int | None, address: str | None, *, overwrite: bool) -> None:
    """Search, write and say what came of it; the help text stands above."""
    from scale_out.duplicates import told
    from scale_out.duplicates.cluster import Cluster
    from scale_out.duplicates.search import Labelled, find
    from scale_out.engine import running
    from scale_out.errors import ScaleError
    from scale_out.places import Place
    from scale_out.results import Results

    with plain_errors():
        if address is not None and cpus is not None:
            raise ScaleError("--cpus is for this machine alone; a cluster knows what it has. Leave out --cpus.")
        goal = Place.of(out)
        told.checked(goal, overwrite=overwrite)
        labelled = Labelled.of(Results.of(Place.of(folder)))
        started = time.monotonic()
        with running(address, cpus=cpus) as ray:
            found = find(labelled, goal, Cluster(ray), say, trees)
        say(f"{time.monotonic() - started:,.0f} seconds")
        if found.untried:
            say(
                f"{found.untried:,} comparisons were left out where very many photos are alike: these hang together by "
                "a chain, though maybe in several groups. --trees 16 makes more comparisons."
            )
        click.echo(
            f"{found.photos:,} photos ({found.unreadable:,} unreadable): {found.groups:,} groups, with {found.exact:,} "
            f"exact and {found.near:,} near copies."
        )
        if found.alone:
            click.echo(
                f"{found.alone:,} photos more are like a copy and not like its first: alone in a group of its chain."
            )
        click.echo(f"Written: {goal}. Nothing else was changed: delete what you have looked at yourself.")
