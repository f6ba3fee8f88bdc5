"""`label`: photos into partitions of Parquet."""

from pathlib import Path

import click

from desktop_app.commands.terminal import Terminal, without_native_chatter
from scale_out.commands.common import address_option, plain_errors


@click.command("label")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--out", required=True, metavar="FOLDER", help="Of the results; goes on where it was.")
@click.option("--pack", type=click.Path(path_type=Path), help="Folder of a model pack. [default: the one that ships]")
@click.option(
    "--memory",
    "memories",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A session or memory whose labels the suggestions follow. Repeatable.",
)
@address_option
@click.option("--gpus", type=click.IntRange(0), default=0, show_default=True, help="Workers that have a GPU each.")
@click.option("--workers", type=click.IntRange(1), help="Workers on cores. [default: one a core]")
@click.option("--partition", type=click.IntRange(1), help="Photos in a file. [default: 500; more for over 200 workers]")
@click.option("--careful", is_flag=True, help="Use all of the model's networks: three times as slow.")
@click.option("--dashboard/--no-dashboard", default=True, show_default=True, help="Serve Ray's page about the run.")
def label(sources: tuple[str, ...], out: str, pack: Path | None, memories: tuple[Path, ...], **how: object) -> None:
    """Label photos: folders, photos, patterns in quotes, and addresses like s3://bucket/folder.

    The results are partitions of Parquet in FOLDER, each written when it is whole. Started again, however it ended, the
    same command labels what is not labelled yet, and what has been added since.

    Photos are only read. A photo that ends a process twice is set aside and named, and the others go on.
    """
    with plain_errors():
        from scale_out.labelling.listing import wherever_one_is
        from scale_out.labelling.request import LabelRequest
        from scale_out.labelling.running import label as run
        from scale_out.places import Place

        whole = tuple(wherever_one_is(source) for source in sources)
        request = LabelRequest(whole, Place.of(out), pack, memories, **how)  # type: ignore[arg-type]
        # Ray and libtiff write straight to the terminal, past whoever would listen.
        with without_native_chatter():
            code = run(request, Terminal())
    raise SystemExit(code)
