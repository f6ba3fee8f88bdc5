"""`pawsort memory`: what labels teach, as a file for other computers."""

from pathlib import Path

import click

from desktop_app.cli_options import model_option, typed_file


@click.command()
@click.argument("sources", type=typed_file, nargs=-1, required=True)
@click.option(
    "--out",
    type=typed_file,
    metavar="PATH",
    help="The memory to write, whole or not at all; a name without .pawsort-memory gets its ending.",
)
@model_option
@click.option("--overwrite", is_flag=True, help="Replace a memory that is there; nothing else ever is.")
def memory(sources: tuple[Path, ...], out: Path | None, model: Path | None, *, overwrite: bool) -> int:
    """Write what the labels of SOURCES (sessions and memories) teach into one memory, or say what is in them.

    A memory is a file for other computers of a shelter: `pawsort label --memory`, or the window, suggest what these
    labels taught. There are labels in it and numbers by which photos are compared; no photo, no name of a file, no
    time. It can be used with the model pack with which it was made. Sessions and photos are not changed.

    \b
    pawsort memory spring.pawsort summer.pawsort --out shelter
    pawsort memory shelter.pawsort-memory autumn.pawsort --out shelter --overwrite
    pawsort memory shelter.pawsort-memory

    \b
    Exit code 0: done.
              1: the memory could not be written.
              2: wrong usage, or one of SOURCES cannot be used; nothing was written.
    """  # noqa: D301 - as above
    from desktop_app.commands.memory import MemoryRequest, make_memory
    from desktop_app.commands.terminal import Terminal

    return make_memory(MemoryRequest(sources, out, model, overwrite), Terminal())
