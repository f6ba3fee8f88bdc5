"""`export`: one table of what was labelled, or sessions to review, whose labels come back into the table."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from desktop_app import stopping
from desktop_app.commands.terminal import Terminal
from scale_out.commands.common import plain_errors
from scale_out.errors import ScaleError

ALL, NOT_ALL = 0, 1
_WORDS = ("sure", "maybe", "unsure", "no_dog", "unreadable")


class StoppedError(Exception):
    """Somebody asked for the end."""


@click.command("export")
@click.argument("folder")
@click.option("--out", metavar="TABLE", help="The table, .parquet, .csv or .jsonl; a file, or an address of a store.")
@click.option("--overwrite", is_flag=True, help="Replace a table that is there.")
@click.option("--embeddings", is_flag=True, help="With embeddings, logits and fingerprints (.parquet).")
@click.option("--top", type=click.IntRange(1), help="Breeds of a dog (.csv, .jsonl). [default: 5]")
@click.option("--dogs", type=click.IntRange(1), help="Dogs of a photo, at most (.csv, .jsonl).")
@click.option("--per-dog", is_flag=True, help="A row for each dog (.csv, .jsonl).")
@click.option("--labels", multiple=True, metavar="SESSION", help="A reviewed session, or a folder of them. Repeatable.")
@click.option("--labelled-only", is_flag=True, help="Only photos with a label (with --labels).")
@click.option("--sessions", metavar="FOLDER", help="Make sessions to review, in this folder.")
@click.option("--photos", type=click.IntRange(1), help="Photos of a session, at most. [default: 100000]")
@click.option("--only", multiple=True, type=click.Choice(_WORDS), help="Which photos are to be reviewed. Repeatable.")
@click.option(
    "--photos-at",
    multiple=True,
    metavar="ADDRESS=FOLDER",
    help="Where photos of an address lie for whoever reviews them. Repeatable.",
)
def export(folder: str, **asked: Any) -> None:
    r"""Make one table, or sessions to review, of what was labelled into FOLDER.

    \b
    export labelled --out breeds.csv                  as pawsort label writes it
    export labelled --sessions review --only unsure   sessions for Pawsort's window
    export labelled --out breeds.csv --labels review  with the labels that people gave there

    A table is there when it is whole, and replaces nothing unasked. Sessions that are there are never touched: the
    same command makes those that are missing.
    """
    with plain_errors():
        _see_to_options(asked)
        work = _sessions if asked["sessions"] else _table
        stopped = threading.Event()
        with stopping.orderly(stopped.set):
            try:
                code = work(folder, asked, _progress(stopped))
            except StoppedError:
                Terminal().say("Stopped. What was written is whole: the same command goes on from there.")
                code = stopping.exit_code() or NOT_ALL
    raise SystemExit(code)


def _see_to_options(asked: dict[str, Any]) -> None:
    """See that the options go together.

    Raises:
        ScaleError: they do not.
    """
    if bool(asked["out"]) == bool(asked["sessions"]):
        raise ScaleError("Say what to make: a table (--out breeds.csv), or sessions to review (--sessions FOLDER).")
    of_tables = ("overwrite", "embeddings", "top", "dogs", "per_dog", "labels", "labelled_only")
    wrong = of_tables if asked["sessions"] else ("photos", "only")
    for name in wrong:
        if asked[name]:
            what, other = ("a table", "--out") if asked["sessions"] else ("sessions", "--sessions")
            raise ScaleError(f"--{name.replace('_', '-')} is about {what}: it goes with {other}.")
    if asked["photos_at"] and not (asked["sessions"] or asked["labels"]):
        raise ScaleError("--photos-at is about sessions: it goes with --sessions, or with --labels.")
    if asked["labelled_only"] and not asked["labels"]:
        raise ScaleError("--labelled-only needs labels: name reviewed sessions with --labels.")


def _table(folder: str, asked: dict[str, Any], say: Callable[[int, int], None]) -> int:
    from scale_out.places import Place
    from scale_out.results import Results
    from scale_out.tables.labels import GivenLabels, sessions_in
    from scale_out.tables.photos_at import PhotosAt
    from scale_out.tables.table import TableRequest, write_table
    from scale_out.tables.whole import TableKind, kind_of, see_it_is_free

    terminal, out = Terminal(), Place.of(asked["out"])
    is_parquet = kind_of(out) is TableKind.PARQUET
    for name in ("top", "dogs", "per_dog") if is_parquet else ("embeddings",):
        if asked[name]:
            others = "CSV and JSON lines; a table of Parquet has all" if is_parquet else "tables of Parquet"
            raise ScaleError(f"--{name.replace('_', '-')} is for {others}.")
    results = Results.of(Place.of(folder))
    see_it_is_free(out, results.folder, overwrite=asked["overwrite"])
    _see_that_there_is_something(results)
    labels = None
    if asked["labels"]:
        labels = GivenLabels.read(sessions_in(asked["labels"]), PhotosAt.of(asked["photos_at"]).path_in_results)
        terminal.say(f"{labels.count:,} labels were read.")
    request = TableRequest(
        results,
        out,
        asked["top"] or 5,
        asked["dogs"],
        asked["per_dog"],
        asked["embeddings"],
        labels,
        asked["labelled_only"],
    )
    photos = write_table(request, say)
    for line in () if labels is None else labels.told():
        terminal.say(line)
    terminal.say(f"{photos:,} photos are in {out}.")
    return ALL


def _sessions(folder: str, asked: dict[str, Any], say: Callable[[int, int], None]) -> int:
    from scale_out.places import Place, is_address
    from scale_out.results import Results
    from scale_out.tables.photos_at import PhotosAt
    from scale_out.tables.plan import FILE
    from scale_out.tables.sessions import SessionsRequest, make_sessions

    if is_address(asked["sessions"]):
        raise ScaleError("Sessions are files that people open: name a folder of this machine with --sessions.")
    terminal, out = Terminal(), Path(asked["sessions"]).absolute()
    if out.exists() and not out.is_dir():
        raise ScaleError(f"{out}: is a file. Name a folder with --sessions.")
    photos_at = PhotosAt.of(asked["photos_at"])
    results = Results.of(Place.of(folder))
    _see_that_there_is_something(results)
    if results.run["memories"]:
        terminal.say("These suggestions follow a memory: the sessions have them as if the model pack had said so.")
    only = tuple(dict.fromkeys(asked["only"]))
    done = make_sessions(SessionsRequest(results, out, asked["photos"] or 100_000, only, photos_at), say)
    if done.were_there:
        terminal.say(f"{done.were_there:,} sessions were made before and are as they were.")
    for name in done.gone:
        terminal.say(f"{name} is not in {out} any more. It is not made again: whoever has it may have reviewed it.")
    if not done.made:
        terminal.say("There is nothing new to make a session of.")
        return ALL
    terminal.say(f"{done.photos:,} photos are in {len(done.made):,} new sessions in {out}; {FILE} says which.")
    return ALL


def _see_that_there_is_something(results: Any) -> None:
    """See that anything is labelled.

    Raises:
        ScaleError: nothing is.
    """
    if not results.partitions():
        raise ScaleError(f"{results.folder}: nothing is labelled yet. Run `label` first.")


def _progress(stopped: threading.Event) -> Callable[[int, int], None]:
    terminal, began = Terminal(), time.monotonic()

    def say(done: int, total: int) -> None:
        if stopped.is_set():
            raise StoppedError
        terminal.progress(done, total, time.monotonic() - began)

    return say
