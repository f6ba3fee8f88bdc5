"""The command line. Commands are imported when they are called: `--help` waits neither for Ray nor for Keras."""

import importlib

import click

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


class LazyGroup(click.Group):
    """A group whose commands are imported one by one, when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which one uses them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


HELP = """Label millions of photos on one machine or many, by Ray.

\b
A first walk:
  label s3://photos/2026 --out s3://photos/labelled   goes on where it was, however it ended
  export s3://photos/labelled --out labels.parquet    one table
  duplicates s3://photos/labelled --out same.parquet  the same photos

SOURCES and FOLDERS are local paths, or addresses of whatever pyarrow or fsspec reads. Nothing leaves your machines and
your store: docs/scale_out.md says what it takes, and what it costs.
"""


@click.group(cls=LazyGroup, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Start here; the help text stands above."""
