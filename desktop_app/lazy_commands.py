"""Command lines whose commands are imported when they are called: those of training and of scaling out."""

import importlib

import click


class LazyGroup(click.Group):
    """A group whose commands are imported one by one, when they are needed."""

    def __init__(self, *, lazily: dict[str, tuple[str, str]], **options: object) -> None:
        """Prepare, without importing any.

        Args:
            lazily: name → where the command is, as "module:name", and what it does in a line; in the order in which one
                uses them.
            options: of `click.Group`.
        """
        super().__init__(**options)  # type: ignore[arg-type]
        self._lazily = lazily

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which one uses them."""
        del ctx
        return list(self._lazily)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        del ctx
        if cmd_name not in self._lazily:
            return None
        module, _, name = self._lazily[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazily.items()])
