"""What it takes to make a table, or sessions to review, of what `python -m scale_out label` labelled.

    python -m benchmarks.scale_tables RESULTS [--photos 20000] [--times 4]

RESULTS is a folder that `label` wrote. Its rows are repeated under other paths, to `--photos` photos and to so many
times as many, in partitions of 500. Each table and the sessions are made in a process of its own, by the command. Of
each is printed how many photos a second that is, on the clock and of the cores, the most memory of the process, and
what the larger one takes of that compared with the smaller one: one, where memory does not depend on how many photos.
"""

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peak import most_megabytes
from scale_out.places import Place
from scale_out.results import PHOTOS, RUN, Results, parquet_bytes

A_PARTITION = 500
LEAST_A_SECOND, MOST_GROWTH = 1_000, 1.5
KINDS = {"csv": "--out", "jsonl": "--out", "parquet": "--out", "embeddings.parquet": "--out", "sessions": "--sessions"}
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("results", type=Path, help="folder of `label`")
    parser.add_argument("--photos", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--command", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.command:
        _run([str(options.results), *(part.replace("++", "--") for part in options.command)])
        return
    failed = False
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        sizes = (options.photos, options.photos * options.times)
        for photos in sizes:
            _repeated(options.results, Path(name) / str(photos), photos)
        for kind in KINDS:
            few, many = (_measured(Path(name), photos, kind) for photos in sizes)
            growth = many["megabytes"] / few["megabytes"]
            print(
                f"{kind:>18}: {many['photos'] / many['seconds']:,.0f} photos a second "
                f"({many['photos'] / many['cpu']:,.0f} of a core), {many['megabytes']:,.0f} MB of memory, "
                f"{growth:.2f} times that of {sizes[0]:,} photos, {many['bytes'] / many['photos']:,.0f} bytes a photo"
            )
            failed |= many["photos"] / many["cpu"] < LEAST_A_SECOND or growth > MOST_GROWTH
    print(f"asked for: {LEAST_A_SECOND:,} photos a second of a core, memory at most {MOST_GROWTH} times")
    if failed:
        sys.exit("less than is asked for")


def _repeated(source: Path, folder: Path, photos: int) -> None:
    """Results with so many photos, by repeating those of others under other paths."""
    results, place = Results.of(Place.of(str(source))), Place.of(str(folder))
    shutil.copytree(source / "pack", folder / "pack")
    (place / RUN).write((results.folder / RUN).read())
    table = pa.concat_tables([pq.read_table(each.path) for each in results.partitions()])
    while table.num_rows < A_PARTITION:
        table = pa.concat_tables([table, table])
    table = table.slice(0, A_PARTITION).unify_dictionaries()
    paths = table.column("path").to_pylist()
    for number in range(photos // A_PARTITION):
        renamed = [f"/{number}/{row}{path}" for row, path in enumerate(paths)]
        (place / PHOTOS / f"here-{number:06d}-{A_PARTITION}.parquet").write(
            parquet_bytes(table.set_column(0, table.schema.field("path"), [renamed]))
        )


def _measured(folder: Path, photos: int, kind: str) -> Figures:
    out = folder / f"made-{photos}" / kind if kind == "sessions" else folder / f"{photos}.{kind}"
    more = ["++embeddings"] if kind.startswith("embeddings") else []
    command = [KINDS[kind].replace("--", "++"), str(out), *more]
    run = [sys.executable, "-m", "benchmarks.scale_tables", str(folder / str(photos)), "--command", *command]
    told = subprocess.run(run, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    figures: Figures = json.loads(told)
    files = [out] if out.is_file() else list(out.iterdir())
    figures |= {"photos": photos, "bytes": sum(file.stat().st_size for file in files)}
    for file in files:
        file.unlink()
    return figures


def _run(arguments: list[str]) -> None:
    """The command, and its figures as JSON."""
    from scale_out.commands.export import export

    began, used = time.perf_counter(), time.process_time()
    with contextlib.suppress(SystemExit):
        export.main(arguments, prog_name="export")
    figures = {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - used,
        "megabytes": most_megabytes(),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
