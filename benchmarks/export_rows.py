"""What it takes to export 100,000 rows as CSV, as a workbook and as JSON lines, with everything that is known of them.

Each format in a process of its own: the session is opened, all of it is gathered, previewed and written, as `pawsort
export` does. Printed are seconds on the clock and of the cores (another program that takes a core makes the first
longer, the second hardly), how much more memory the process has at its most than before the session was opened, and the
size of the file; beside them, the same for reading the workbook again. Of several rounds the quickest counts. More than
is asked for, in seconds on the clock or in memory, ends with an error.

    python -m benchmarks.export_rows [--data FOLDER] [--rows 100000] [--rounds 2] [--session FILE]
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks import sessions
from benchmarks.photos import DEFAULT_DATA
from desktop_app import paths
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.tables import read_table

MOST_SECONDS, MOST_MEGABYTES = 30.0, 500.0
PHOTOS_OF_AN_ANIMAL = 7
READ = "read xlsx"
FORMATS = ("csv", "xlsx", "jsonl")
NOTE = "Found by the river, very shy; likes sausages, cars and “her” blanket.\nDoes not like: cats"


def make(file: Path, rows: int, data: Path) -> None:
    """A session of so many photos, in which all belong to animals."""
    sessions.make(file, rows, data, None)
    animals = {
        number: Animal(number, name=f"Élodie {number}", number=f"A{number:05}", note=NOTE if number % 5 == 0 else "")
        for number in range(1, rows // PHOTOS_OF_AN_ANIMAL + 2)
    }
    with Session.open(file) as session:
        ids = session.columns().photo_ids.tolist()
        owners = {photo_id: place // PHOTOS_OF_AN_ANIMAL + 1 for place, photo_id in enumerate(ids)}
        session.apply(SetAnimals(animals, owners))


def measured(act: Callable[[], object]) -> dict[str, float]:
    """What something takes: seconds, seconds of the cores, and megabytes more than before."""
    before = psutil.Process().memory_info().rss / 1e6
    began, computed = time.perf_counter(), time.process_time()
    act()
    return {
        "seconds": time.perf_counter() - began,
        "computed": time.process_time() - computed,
        "megabytes": _most_megabytes() - before,
    }


def _most_megabytes() -> float:
    """The most that this process has had."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` says on Linux is also that of whoever started the process
        said = status.read_text(encoding="ascii", errors="replace")
        return int(said.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def export(session: Path, format_id: str, target: Path) -> None:
    """Do what the command does."""
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    wording = Wording(lambda breed_id: book.name(breed_id, "en"), sentence, ".", terms("en"))
    export_format = all_formats()[format_id]
    material = gathered(session)
    export_format.preview(target, material, {})
    export_format.write(target, material, wording, {})


def in_a_process(what: str, session: Path, target: Path) -> dict[str, float]:
    """Measure one thing in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.export_rows", "--only", what]
    command += ["--session", str(session), "--target", str(target)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    read: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return read


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--session", type=Path, help="a session to export; one is made unless told")
    parser.add_argument("--only", choices=(*FORMATS, READ), help=argparse.SUPPRESS)
    parser.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        if options.only == READ:
            print(json.dumps(measured(lambda: read_table(options.target))))
        else:
            print(json.dumps(measured(lambda: export(options.session, options.only, options.target))))
        return 0
    failed = False
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pawsort-benchmark-")))
        session = options.session or folder / "rows.pawsort"
        if options.session is None:
            make(session, options.rows, options.data)
        # What is asked for is how long an export takes, not how fast the session before it gets to the disk.
        os.sync()
        print(f"{'':12} {'seconds':>8} {'computed':>9} {'MB more':>8} {'MB in the file':>15}")
        for what in (*FORMATS, READ):
            target = folder / f"rows.{what.split()[-1]}"
            found = min(
                (in_a_process(what, session, target) for _ in range(options.rounds)), key=lambda each: each["seconds"]
            )
            size = target.stat().st_size / 1e6
            print(
                f"{what:12} {found['seconds']:8.1f} {found['computed']:9.1f} {found['megabytes']:8.0f} {size:15.1f}",
                flush=True,
            )
            failed |= what != READ and (found["seconds"] > MOST_SECONDS or found["megabytes"] > MOST_MEGABYTES)
    print(f"asked for: at most {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:.0f} MB more for each that is written")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
