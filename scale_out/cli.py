"""The command line. Commands are imported when they are called: `--help` waits neither for Ray nor for Keras."""

import click

from desktop_app.lazy_commands import LazyGroup

STOPPED = "Stopped. What was written is whole: the same command goes on from there.\n"

# Name → where the command is, and what it does in a line.
COMMANDS = {
    "label": ("scale_out.commands.label:label", "Label photos into partitions of Parquet."),
    "export": ("scale_out.commands.export:export", "Make one table, or sessions to review, of what was labelled."),
    "duplicates": ("scale_out.commands.duplicates:duplicates", "Find the same photos among all that were labelled."),
    "fit": ("scale_out.commands.fit:fit", "Train a head on the embeddings of what was labelled."),
    "tune": ("scale_out.commands.tune:tune", "Search for better settings of a recipe, on all machines."),
    "train": ("scale_out.commands.train:train", "Train a whole network on several processes."),
}


HELP = """Label millions of photos on one machine or many, by Ray.

\b
A first walk:
  label s3://photos/2026 --out s3://photos/labelled   goes on where it was, however it ended
  export s3://photos/labelled --out labels.parquet    one table
  duplicates s3://photos/labelled --out same.parquet  the same photos

SOURCES and FOLDERS are local paths, or addresses of whatever pyarrow or fsspec reads. Nothing leaves your machines and
your store: docs/scale_out.md says what it takes, and what it costs.
"""


@click.group(cls=LazyGroup, lazily=COMMANDS, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Start here; the help text stands above."""
