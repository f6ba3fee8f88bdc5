"""What several commands of the command line have in common: how files are named, and options."""

from pathlib import Path

import click

from desktop_app.catalog.addresses import path_of

PATHS = click.Path(path_type=Path)


def typed_file(value: str) -> Path:
    """The file that is meant by what was typed, dragged into the terminal, or handed on by a desktop."""
    if not value.strip():
        raise click.BadParameter("it is empty. Give the name of a file or folder; the current folder is a dot.")
    path = path_of(value)
    if isinstance(path, Path):
        return path
    from desktop_app.commands.fault_sentences import sentence

    raise click.BadParameter(sentence(path))


memories_option = click.option(
    "--memory",
    "memories",
    type=typed_file,
    metavar="PATH",
    multiple=True,
    help="Learn from the labels of this session or memory, made with the same model pack; may be given several times. "
    "Sessions keep what the pack said: nothing learned is stored in them.",
)
model_option = click.option(
    "--model", type=PATHS, help="Folder of a model pack.  [default: the one that comes with Pawsort]"
)
provider_option = click.option(
    "--provider",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="What to compute on; auto takes an NVIDIA graphics card when it really works.",
)
careful_option = click.option(
    "--careful",
    is_flag=True,
    help="Look at every photo several times: sure a little more often, hardly more often right, and about three times "
    "as slow.",
)
dogs_option = click.option(
    "--dogs",
    type=click.IntRange(1, 32),
    help="Dogs a photo, at most.  [default: 3; with --per-dog and in JSON lines, all that were found]",
)
per_dog_option = click.option(
    "--per-dog", is_flag=True, help="A row for each dog of a photo, with its number in the column dog."
)
table_option = click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The table to write, whole or not at all; a name without .csv or .jsonl gets its ending; - is the standard "
    "output.  [default: labels.csv or labels.jsonl]",
)
table_format_option = click.option(
    "--format",
    "table_format",
    type=click.Choice(["csv", "jsonl"]),
    help="CSV or JSON lines.  [default: what the name of the table asks for, else csv]",
)
