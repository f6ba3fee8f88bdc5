"""Stopped by signals, killed, and on a full disk: nothing that was shown is lost, and how long an end takes.

Usage: python -m benchmarks stopping [--signals 300] [--kills 100] [--disk-full 500] [--jobs 2] [--seed 0] [--keep]

Half of the signals (SIGINT, SIGTERM and SIGHUP by turns) and of the kills meet the window while a person labels and
corrects, half `pawsort label`, at random moments from the start on. The disk is full while sessions are made, labelled
into and corrected, while tables and copies are exported, and while settings, the recent list and thumbnails are
written. Everything runs in homes of its own, with a small pack. Exit code 1 when something was lost, damaged or left,
when a program ended with a traceback, or took longer than two seconds.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.stopping import moments
from benchmarks.stopping.full_disk import Disk, Moments, kinds, unshared
from benchmarks.stopping.moments import Table, all_together
from tests.small_pack import make_small_pack

SOFT = (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
MOST_SECONDS = 2.0
COLUMNS = ("moments", "runs", "longest end", "shown", "found", "lost", "tracebacks", "damaged", "left", "ended how")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--signals", type=int, default=300, help="soft signals, a third of each kind")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--disk-full", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2, help="runs at the same time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, help="not needed: photos are made")
    parser.add_argument("--in-namespace", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_namespace is not None:
        places = range(options.first, options.first + options.disk_full)
        tables = fill_disks(options.in_namespace, places, options.seed)
        print(json.dumps([vars(table) for table in tables]))
        return 0
    with tempfile.TemporaryDirectory(prefix="pawsort-stopping-") as folder:
        tables = run(Path(folder), options.signals, options.kills, options.disk_full, options.jobs, options.seed)
    print_table(tables)
    return 0 if all(is_well(table) for table in tables) else 1


def run(folder: Path, signals: int, kills: int, disk_full: int, jobs: int = 2, seed: int = 0) -> list[Table]:
    """All moments; a table a kind."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Started in the background (`&`): what is started from here would not even hear of it before it listens.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    pack = make_small_pack(folder / "pack")
    few = moments.make_photos(folder / "few", moments.PHOTOS)
    many = moments.make_photos(folder / "many", moments.PHOTOS_FOR_THE_COMMAND)
    places = iter(range(10**9))

    def batch(name: str, numbers: list[int], end: object, photos: Path) -> Table:
        print(f"{name}: {len(numbers)} moments", file=sys.stderr, flush=True)
        wanted = [(number, folder / str(next(places)), seed * 100_003 + next(places)) for number in numbers]
        with ThreadPoolExecutor(jobs) as pool:
            return all_together(name, pool.map(lambda w: end(w[0], w[1], pack, photos, w[2]), wanted))  # type: ignore[operator]

    tables = []
    for name, end, photos, half in (
        ("window", moments.end_window, few, 0),
        ("pawsort label", moments.end_command, many, 1),
    ):
        soft = [SOFT[place // 2 % 3] for place in range(signals) if place % 2 == half]
        killed = [getattr(signal, "SIGKILL", signal.SIGTERM) for place in range(kills) if place % 2 == half]
        tables += [batch(f"signal, {name}", soft, end, photos), batch(f"kill, {name}", killed, end, photos)]
    if disk_full:
        tables += _on_full_disks(folder, disk_full, jobs, seed)
    return [table for table in tables if table.runs]


def _on_full_disks(folder: Path, count: int, jobs: int, seed: int) -> list[Table]:
    before = unshared()
    if before is None:
        print("NOT TRIED: no disk can be filled here, because nobody may mount one (root or user namespaces)")
        return []

    print(f"disk full: {count} moments", file=sys.stderr, flush=True)

    def share(job: int) -> list[Table]:
        place = folder / f"full {job}"
        place.mkdir()
        first, after = count * job // jobs, count * (job + 1) // jobs
        command = [*before, sys.executable, "-m", "benchmarks.stopping", "--in-namespace", str(place)]
        rest = ["--disk-full", str(after - first), "--first", str(first), "--seed", str(seed)]
        done = subprocess.run([*command, *rest], cwd=moments.REPOSITORY, stdout=subprocess.PIPE, text=True, check=True)
        return [_table(stored) for stored in json.loads(done.stdout.splitlines()[-1])]

    with ThreadPoolExecutor(jobs) as pool:
        found = [table for tables in pool.map(share, range(jobs)) for table in tables]
    names = sorted({table.name for table in found})
    return [all_together(name, [table for table in found if table.name == name]) for name in names]


def _table(stored: dict[str, Any]) -> Table:
    return Table(**(stored | {"ended": Counter(stored["ended"])}))


def fill_disks(folder: Path, places: range, seed: int) -> list[Table]:
    """In a mount namespace of its own: so many moments on a full disk."""
    from desktop_app.catalog.changes.labels import LabelPhotos
    from desktop_app.catalog.session import Session
    from desktop_app.catalog.values.labels import UNKNOWN

    pack = make_small_pack(folder / "pack")
    photos = moments.make_photos(folder / "photos", 150)
    with Session.create(folder / "exported.pawsort") as session:
        rows = session.add_photos(sorted(photos.iterdir()))
        session.apply(LabelPhotos([row.photo_id for row in rows], UNKNOWN))
    at = Moments(Disk(folder / "disk"), folder, pack, photos)
    by_name: dict[str, Table] = {}
    for place, kind in zip(places, kinds(places), strict=True):
        table = at.run(kind, seed * 1_000_003 + place)
        by_name.setdefault(table.name, Table(table.name)).add(table)
    return list(by_name.values())


def is_well(table: Table, most_seconds: float = MOST_SECONDS) -> bool:
    """Whether nothing is to be mended."""
    wrong = table.lost or table.tracebacks or table.damaged or table.leftovers
    return not wrong and ("signal" not in table.name or table.longest < most_seconds)


def print_table(tables: list[Table]) -> None:
    """As Markdown; below it what was found wrong."""
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"| {' | '.join('---' for _ in COLUMNS)} |")
    for table in tables:
        ended = ", ".join(f"{how}: {count}" for how, count in sorted(table.ended.items()))
        longest = f"{table.longest:.2f} s" if table.longest else ""
        counts = (table.shown, table.found, table.lost, table.tracebacks, table.damaged, table.leftovers)
        print(f"| {table.name} | {table.runs} | {longest} | {' | '.join(f'{count:,}' for count in counts)} | {ended} |")
    for table in tables:
        for fault in table.faults[:20]:
            print(f"\n{table.name}: {fault}")


if __name__ == "__main__":
    sys.exit(main())
