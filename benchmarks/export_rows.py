"""What it takes to export 100,000 photos: as tables, and until the export dialog knows what would be written.

With real files on disk, as long and as old as the session says, but empty. The first lines are `pawsort export`, each
in a process of its own: the session is opened and gathered, files are compared with the disk, the table is previewed
and written. Those below are what the window does, in one process: gathering, each preview, each table. Printed are
seconds on the clock and of the cores (another program that takes a core makes the first longer, the second hardly), how
much more memory the process has at its most than before, and the size of the file; of the window also for how long
another thread had to wait for its turn at most, as that of the interface would: on the clock, and how much was computed
meanwhile. Of several rounds the quickest counts. More than is asked for ends with an error.

    python -m benchmarks.export_rows [--data FOLDER] [--rows 100000] [--rounds 2] [--session FILE]
"""

import argparse
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from benchmarks import sessions
from benchmarks.peak import most_megabytes
from benchmarks.photos import DEFAULT_DATA
from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.commands.export import ExportRequest, export_session
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.base import Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.jobs.dispatcher import Ticket, give_way
from desktop_app.jobs.exporting import TicketWatch
from desktop_app.jobs.sparing import read_spared
from desktop_app.tables import read_table

MOST_SECONDS, MOST_MEGABYTES, MOST_WAITING = 30.0, 500.0, 50.0
# Of the first preview, when all is gathered: a person looks on while photos are proposed for 14,000 animals.
MOST_OF_A_PREVIEW = 6.0
PHOTOS_OF_AN_ANIMAL = 7
READ, GATHER = "read xlsx", "gather"
TABLES = ("csv", "xlsx", "jsonl")
PREVIEWS = ("xmp", "folders", "training", "asm3", "rescuegroups")
_BEAT_SECONDS = 0.005
NOTE = "Found by the river, very shy; likes sausages, cars and “her” blanket.\nDoes not like: cats"
Figures = dict[str, float]


def make(file: Path, rows: int, data: Path, photos: Path | None = None) -> None:
    """A session of so many photos, in which all belong to animals.

    Args:
        file: the session.
        rows: how many photos.
        data: the real photos that it is made after.
        photos: a folder for their files, as long and as old as the session says, and empty; None for no files.
    """
    sessions.make(file, rows, data, None, lambda count, folder: sessions.made_up_paths(count, photos or folder))
    animals = {
        number: Animal(number, name=f"Élodie {number}", number=f"A{number:05}", note=NOTE if number % 5 == 0 else "")
        for number in range(1, rows // PHOTOS_OF_AN_ANIMAL + 2)
    }
    with Session.open(file) as session:
        ids = session.columns().photo_ids.tolist()
        owners = {photo_id: place // PHOTOS_OF_AN_ANIMAL + 1 for place, photo_id in enumerate(ids)}
        session.apply(SetAnimals(animals, owners))
    if photos is not None:
        _make_files(file)


def _make_files(session: Path) -> None:
    with contextlib.closing(sqlite3.connect(session)) as connection:
        for name, size, modified_ns in connection.execute("SELECT path, size_bytes, modified_ns FROM photos"):
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.truncate(size)
            os.utime(path, ns=(modified_ns, modified_ns))


def measured(act: Callable[[], object]) -> Figures:
    """What something takes: seconds, seconds of the cores, megabytes more than before, and milliseconds of waiting."""
    before = psutil.Process().memory_info().rss / 1e6
    began, computed = time.perf_counter(), time.process_time()
    waited, meanwhile = _waiting_while(act)
    return {
        "seconds": time.perf_counter() - began,
        "computed": time.process_time() - computed,
        "megabytes": most_megabytes() - before,
        "waited": waited,
        "meanwhile": meanwhile,
    }


def _waiting_while(act: Callable[[], object]) -> tuple[float, float]:
    """Do something in a thread; for how long this one had to wait for its turn at most, and what was computed then."""
    failed: list[BaseException] = []

    def work() -> None:
        give_way()
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - raised where somebody waits for it
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    waited = meanwhile = 0.0
    while thread.is_alive():
        began, computed, own = time.perf_counter(), time.process_time(), time.thread_time()
        time.sleep(_BEAT_SECONDS)
        late = time.perf_counter() - began - _BEAT_SECONDS
        others = (time.process_time() - computed) - (time.thread_time() - own)
        waited = max(waited, late * 1000)
        meanwhile = max(meanwhile, min(others, late) * 1000)
    if failed:
        raise failed[0]
    return waited, meanwhile


def export(session: Path, format_id: str, target: Path) -> None:
    """Do what `pawsort export` does."""
    request = ExportRequest(session, format_id, target, {"content": "everything"}, overwrite=True)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        if export_session(request, Terminal(nowhere)):
            raise SystemExit(f"{format_id}: not everything could be written")


def in_the_window(session: Path, target: Path) -> dict[str, Figures]:
    """Do what the window does: gather once, then ask each format, and write."""
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    wording = Wording(lambda breed_id: book.name(breed_id, "en"), sentence, ".", terms("en"))
    kept: list[Any] = []

    def gather() -> None:
        kept.append(read_spared(lambda: gathered(session), lambda material: material.photos))

    def preview(format_id: str) -> None:
        found = all_formats()[format_id]
        read_spared(lambda: found.preview_in_words(target, kept[0], wording, {}), lambda _planned: 0)

    def write(format_id: str) -> None:
        found = all_formats()[format_id]
        watch = TicketWatch(Ticket(0), lambda _progress: None)
        read_spared(lambda: found.write(target, kept[0], wording, {}, watch), lambda _written: 0)

    figures = {GATHER: measured(gather)}
    figures |= {f"preview {each}": measured(partial(preview, each)) for each in PREVIEWS}
    return figures | {f"write {each}": measured(partial(write, each)) for each in TABLES}


def in_a_process(what: str, session: Path, target: Path) -> dict[str, Figures]:
    """Measure one thing in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.export_rows", "--only", what]
    command += ["--session", str(session), "--target", str(target)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    read: dict[str, Figures] = json.loads(done.stdout.splitlines()[-1])
    return read


def _only(what: str, session: Path, target: Path) -> dict[str, Figures]:
    if what == GATHER:
        return in_the_window(session, target)
    return {what: measured(lambda: read_table(target) if what == READ else export(session, what, target))}


def _quickest(what: str, session: Path, target: Path, rounds: int) -> dict[str, Figures]:
    found = [in_a_process(what, session, target) for _ in range(rounds)]
    return {name: min((each[name] for each in found), key=lambda figures: figures["seconds"]) for name in found[0]}


def _row(name: str, found: Figures, size: float | None) -> str:
    waited = f" {found['waited']:10.0f} {found['meanwhile']:10.0f}" if _is_of_the_window(name) else ""
    written = "" if size is None else f"{size:.1f}"
    return f"{name:22} {found['seconds']:8.1f} {found['computed']:9.1f} {found['megabytes']:8.0f} {written:>12}{waited}"


def _is_of_the_window(name: str) -> bool:
    return name == GATHER or name.startswith(("preview", "write"))


def _is_too_much(name: str, found: Figures) -> bool:
    if name == READ:
        return False
    is_preview = name.startswith("preview")
    too_long = found["computed"] > MOST_OF_A_PREVIEW if is_preview else found["seconds"] > MOST_SECONDS
    waits = _is_of_the_window(name) and found["meanwhile"] > MOST_WAITING
    return too_long or waits or found["megabytes"] > MOST_MEGABYTES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--session", type=Path, help="a session to export; one is made unless told")
    parser.add_argument("--only", choices=(*TABLES, READ, GATHER), help=argparse.SUPPRESS)
    parser.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(_only(options.only, options.session, options.target)))
        return 0
    failed = False
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pawsort-benchmark-")))
        session = options.session or folder / "rows.pawsort"
        if options.session is None:
            make(session, options.rows, options.data, folder / "photos")
        # What is asked for is how long an export takes, not how fast the session before it gets to the disk.
        os.sync()
        print(f"{'':22} {'':>8} {'':>9} {'':>8} {'':>12} {'others wait, ms':>21}")
        heads = ("seconds", "computed", "MB more", "MB written", "clock", "computed")
        print(
            f"{'':22} " + " ".join(f"{head:>{width}}" for head, width in zip(heads, (8, 9, 8, 12, 10, 10), strict=True))
        )
        for what in (*TABLES, READ, GATHER):
            target = folder / ("to" if what == GATHER else f"rows.{what.split()[-1]}")
            for name, found in _quickest(what, session, target, options.rounds).items():
                size = target.stat().st_size / 1e6 if what in TABLES else None
                shown = f"pawsort export {name}" if name in TABLES else name
                is_too_much = _is_too_much(name, found)
                print(_row(shown, found, size) + ("  too much" if is_too_much else ""), flush=True)
                failed |= is_too_much
    print(
        f"asked for: at most {MOST_SECONDS:.0f} s for each table, {MOST_OF_A_PREVIEW:.0f} s computed for a preview, "
        f"{MOST_MEGABYTES:.0f} MB more, and no {MOST_WAITING:.0f} ms computed while others wait"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
