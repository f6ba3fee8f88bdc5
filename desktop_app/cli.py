"""The command line: `pawsort` opens the window, `pawsort label` works without one.

Exit codes: 0 all photos were readable; 1 some were not, or not everything could be written; 2 wrong usage; 130 stopped
by Ctrl-C, with what was done kept (128 and its number for any other signal). Qt is imported only when a window is
opened.
"""

import gc
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from desktop_app import __version__, stopping, windows_system
from desktop_app.cli_memory import memory
from desktop_app.cli_options import (
    PATHS,
    careful_option,
    dogs_option,
    memories_option,
    model_option,
    per_dog_option,
    provider_option,
    table_format_option,
    table_option,
    typed_file,
)
from desktop_app.cli_window import NoWindowError, refuse_without_a_screen, window_of_the_app
from desktop_app.commands.terminal import keep_the_first_descriptors, let_go_of_readers
from desktop_app.imaging.at_work import at_work
from desktop_app.no_telemetry import remove_queued, switch_off
from desktop_app.plain_text import escaped

_STOPPED = "Stopped.\n"
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class _WindowUnlessNamed(click.Group):
    """A group whose unnamed command is the window: `pawsort`, `pawsort FOLDER…`, `pawsort --session FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--version", *_HELP["help_option_names"]}  # type: ignore[misc]
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = ["window", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_WindowUnlessNamed, context_settings=_HELP)
@click.version_option(__version__, prog_name="Pawsort")
def pawsort() -> None:
    """Sort photos of shelter dogs: Pawsort suggests which breeds a dog looks like, you decide.

    \b
    pawsort                        open the window
    pawsort FOLDER…                open it with these photos
    pawsort --session FILE         open it with a saved session
    pawsort label FOLDER…          label without a window, into a table
    pawsort export SESSION         write what was decided: tables, folders, files for shelter software
    pawsort import TABLE           bring labels, animals and picks from a table into a session
    pawsort memory SESSION…        what their labels teach, as a file for other computers
    pawsort rescue SESSION         save what can be read of a damaged session

    A folder that is called like a command is meant by ./label, ./export, ./import, ./memory, ./rescue
    or ./window.
    """  # noqa: D301 - click's mark, not a backslash


@pawsort.command()
@click.argument("paths", nargs=-1)
@click.option("--session", metavar="PATH", help="The saved session to open.")
def window(paths: tuple[str, ...], session: str | None) -> int:
    """Open the window, with the photos in PATHS if any are given; it says which of them are not there."""
    refuse_without_a_screen()
    # What is imported and made on the way to the window stays: looking for what could go takes a tenth of the start.
    gc.disable()
    try:
        return window_of_the_app()(list(paths), session)
    finally:
        gc.enable()


@pawsort.command()
@click.argument("paths", nargs=-1, required=True)
@table_option
@table_format_option
@model_option
@provider_option
@careful_option
@click.option("--top", type=click.IntRange(1, 1000), default=5, show_default=True, help="Breeds a dog.")
@dogs_option
@per_dog_option
@click.option("--recursive/--no-recursive", default=True, show_default=True, help="Look into folders of folders.")
@click.option(
    "--session", type=typed_file, metavar="PATH", help="Keep the suggestions in this session too; made when missing."
)
@memories_option
@click.option("--overwrite", is_flag=True, help="Replace a table that is there already; photos and sessions never are.")
def label(
    paths: tuple[str, ...],
    out: Path | None,
    table_format: str | None,
    model: Path | None,
    session: Path | None,
    **rest: Any,
) -> int:
    """Label the photos in PATHS (files and folders) without a window.

    The table has one row a photo, in the order of the files: photo, status (ok, no_dog or unreadable),
    dog_probability, confidence, the kind of dog (as kind:spaniel) with its probability and confidence, how many dogs
    there are and where the first one is (box: left, top, right and bottom, as shares of the photo), learned (with
    --memory: how many labels stand behind the first breed), the breeds that the first dog looks like with their
    calibrated probabilities, and why a photo is unreadable. Of further dogs, the columns dog_2_breed_1,
    dog_2_probability_1 and so on tell the first three breeds. Their number is the same for all photos (see --dogs);
    the column dogs says how many there are. JSON lines have a list instead, further_dogs. Progress and a summary go to
    the standard error, which also says what was left out because it is no photo. Ctrl-C stops, and keeps what is done.
    Where PATHS name something that does not exist, a session or an address of another place, or the table is there
    already, nothing is done (see --overwrite).

    \b
    Exit code 0: all photos were readable.   1: some were not.
              2: wrong usage.              130: stopped by Ctrl-C.
    """  # noqa: D301 - as above
    # Here and not above: --help and the window need none of it.
    from desktop_app.commands.fault_sentences import sentence
    from desktop_app.commands.label import WrongUsageError, label_photos
    from desktop_app.commands.label_run import LabelRequest
    from desktop_app.commands.terminal import Terminal, without_native_chatter
    from desktop_app.exports.tables.text_tables import TableFormat

    if table_format is None:
        chosen = TableFormat.CSV if out is None else TableFormat.of_file(out)
    else:
        chosen = TableFormat(table_format)
    target = out or Path(f"labels.{chosen.value}")
    request = LabelRequest(
        paths=paths,
        out=None if str(target) == "-" else target,
        table_format=chosen,
        model=model,
        session=session,
        **rest,
    )
    try:
        with without_native_chatter():
            return label_photos(request, Terminal())
    except WrongUsageError as error:
        text = sentence(error.fault)
        if error.fault.code == "session.damaged":
            text = f"{text} To rescue it: pawsort rescue {error.fault.facts['path']}"
        raise click.UsageError(text) from error


def _show_formats(context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    if is_wanted and not context.resilient_parsing:
        from desktop_app.commands.export import list_formats

        click.echo(list_formats())
        context.exit()


@pawsort.command()
@click.argument("session", type=typed_file)
@click.option(
    "--format",
    "format_id",
    metavar="FORMAT",
    help="csv, xlsx or jsonl (tables), folders, xmp (keywords), asm3, rescuegroups, adoptapet, petfinder, training; "
    "--list says what each is for.",
)
@click.option(
    "--out",
    type=typed_file,
    metavar="PATH",
    help="The file or the folder to write, as --list says; a name without its ending gets it. - writes a table to the "
    "standard output. Only keywords beside the photos need none.",
)
@click.option(
    "--accept-suggestions",
    type=click.Choice(["sure", "maybe"]),
    help="Where nobody decided, let suggestions of at least this confidence stand; they go out marked as suggestions.",
)
@click.option("--no-breed", is_flag=True, help="Leave the breeds out: of tables, keywords, names of folders.")
@click.option(
    "--only-new",
    type=click.Path(),
    metavar="TABLE",
    help="For asm3: leave out the animals of this table (CSV or Excel), which the shelter's software wrote.",
)
@click.option(
    "--option",
    "typed",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the format, as --list names them; may be given several times.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Of the names of breeds and of other words that are written.",
)
@memories_option
@model_option
@click.option("--overwrite", is_flag=True, help="Replace tables and pictures that are there; photos and sessions stay.")
@click.option("--preview", "preview_only", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_formats,
    help="Say which formats there are, what each is for, and its options.",
)
def export(
    session: Path,
    format_id: str | None,
    out: Path | None,
    accept_suggestions: str | None,
    no_breed: bool,
    only_new: str | None,
    typed: tuple[str, ...],
    **rest: Any,
) -> int:
    """Write what was decided in SESSION to --out, in one of the formats that --list names.

    First it says what is going to be written, what is left out, and what the receiving software will do with it. The
    photos and the session are not changed.

    \b
    pawsort export dogs.pawsort --format csv --out dogs.csv --option reader=spreadsheet
    pawsort export dogs.pawsort --format folders --out sorted --option sort_by=animal --preview

    \b
    Exit code 0: everything was written.
              1: something could not be read or written; what is there is whole.
              2: wrong usage, or something is in the way; nothing was written.
            130: stopped by Ctrl-C (any other signal: 128 and its number).
    """  # noqa: D301 - as above
    from desktop_app.commands.export import ExportRequest, export_session, format_from, options_from
    from desktop_app.commands.terminal import Terminal, without_native_chatter

    try:
        format_id = format_from(format_id)
        options = options_from(typed, accept_suggestions, only_new, no_breed=no_breed)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    request = ExportRequest(session, format_id, out, options, **rest)
    with without_native_chatter():
        return export_session(request, Terminal())


@pawsort.command("import")
@click.argument("table", type=typed_file)
@click.option("--session", type=typed_file, required=True, metavar="PATH", help="The session that gets what it says.")
@click.option(
    "--folder",
    "folders",
    type=typed_file,
    metavar="PATH",
    multiple=True,
    help="Only photos in this folder are meant; with --add-photos they are looked for there. May be given again.",
)
@click.option("--overwrite", is_flag=True, help="Let what is decided become what the table says; else it stays.")
@click.option("--add-photos", is_flag=True, help="Add the photos that TABLE names; a missing session is made of them.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of the session.")
@click.option(
    "--report", type=typed_file, metavar="FILE", help="Write all that was left alone, and why, into a new table."
)
@click.option(
    "--column",
    "typed",
    multiple=True,
    metavar="MEANING=HEADING",
    help="Say of a column what it means, where its heading does not: photo, folder, name, number, breed, second_breed.",
)
def import_(table: Path, typed: tuple[str, ...], **rest: Any) -> int:
    """Bring labels, animals and picks from TABLE into a session, as one change that can be undone.

    TABLE is what Pawsort exported, or any CSV, spreadsheet or JSON lines with a column of photos (names or paths, also
    of another computer) and one of breeds, in English, French or as shelters call them. What is not understood is
    listed and left alone; what somebody has decided stays, unless --overwrite. Photos are never changed.

    \b
    pawsort import corrected.xlsx --session dogs.pawsort --dry-run
    pawsort import list.csv --session new.pawsort --add-photos --folder photos --column breed="Looks like"

    \b
    Exit code 0: all of the table was understood.
              1: some of it was not, and was left alone.
              2: wrong usage, or nothing of it could be used; nothing was changed.
            130: stopped by Ctrl-C before anything was changed (any other signal: 128 and its number).
    """  # noqa: D301 - as above
    from desktop_app.commands.import_table import ImportRequest, UsageError, columns_from, import_table
    from desktop_app.commands.terminal import Terminal

    try:
        columns = columns_from(typed)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    return import_table(ImportRequest(table, columns=columns, **rest), Terminal())


pawsort.add_command(memory)


@pawsort.command()
@click.argument("damaged", type=typed_file)
@click.option(
    "--out",
    type=typed_file,
    metavar="PATH",
    help="The new session; never one that is there.  [default: beside it, “(rescued)”]",
)
def rescue(damaged: Path, out: Path | None) -> int:
    """Save what can be read of the session DAMAGED into a new session.

    Photos, labels, suggestions and the history are read row by row; a label whose place is damaged comes from the
    history. What could not be read is told on the standard error. DAMAGED itself is not changed.

    \b
    Exit code 0: everything was taken over.   1: something had to be left out.
              2: nothing could be read or written, or wrong usage.
    """  # noqa: D301 - as above
    from desktop_app.commands.rescue import rescue_session
    from desktop_app.commands.terminal import Terminal

    return rescue_session(damaged, out, Terminal())


@pawsort.command("try-pack", hidden=True)
@click.argument("folder", type=PATHS)
@click.argument("report", type=PATHS)
def try_pack(folder: Path, report: Path) -> int:
    """Load and run a model pack, and write what is wrong with it: a process of its own that Pawsort starts."""
    from desktop_app.inference.trial import try_here

    return try_here(folder, report)


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] | None = None) -> None:
    """Run the command line and leave with its exit code; `tell` shows why there is no window where that is so."""
    stopping.listen(_STOPPED)
    keep_the_first_descriptors()
    switch_off()
    remove_queued()
    try:
        code = pawsort.main(arguments, prog_name="pawsort", standalone_mode=False)
    except click.ClickException as error:
        _show(error)
        if tell is not None and isinstance(error, NoWindowError):
            tell(error.message)
        code = error.exit_code
    except OSError as error:
        if error.filename is not None:
            raise
        # What click writes itself (--help, on a full disk): files are named.
        click.echo(f"The output could not be written: {error.strerror}.", err=True)
        code = 1
    _leave(code if isinstance(code, int) else 0)


def _show(error: click.ClickException) -> None:
    """Show an error, with its usage; what was typed may be in it, and does nothing to the terminal."""
    text = escaped(error.format_message())
    shown = click.UsageError(text, error.ctx) if isinstance(error, click.UsageError) else click.ClickException(text)
    shown.show()


def open_window() -> None:
    """Open the window: the entry for a desktop's menu, where there is no terminal."""
    # Who starts the program from a menu of Windows has no console in which to read why there is no window.
    main(["window", *sys.argv[1:]], tell=windows_system.tell)


def _leave(code: int) -> None:
    """Exit; at once where somebody asked for the end, or where an orderly one would wait for a worker's large photo."""
    # Nothing is to blame for an end that was asked for, whatever is still at work.
    at_work.close()
    if stopping.asked() or any(thread.name.startswith("labelling") for thread in threading.enumerate()):
        stopping.leave(code)
    let_go_of_readers()
    sys.exit(code)
