"""How much memory a head takes that is fitted to the embeddings of many photos, and how far it is from one in memory.

    python -m benchmarks scale_heads [--rows 10000 100000 1000000] [--size 256] [--classes 30] [--ray]

Made-up embeddings of classes that overlap, in partitions as `python -m scale_out label` writes them, and labels as a
table of Parquet. Each fit runs in a process of its own, so that its greatest memory is its own, along the first five
steps of the path of penalties (`--steps`). The fewest rows are also fitted in memory, as one block, with the features
read at once. `--ray` does the largest once more by actors of Ray on this machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.peak import most_megabytes

# All fits have as many threads as cores: a partition more than there are.
PARTITION = 2_500
MOST_DIFFERENT, MOST_GROWTH = 1e-5, 1.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--size", type=int, default=256, help="of an embedding; that of the pack that ships is 1280")
    parser.add_argument("--classes", type=int, default=30)
    parser.add_argument("--steps", type=int, default=5, help="of the path of penalties")
    parser.add_argument("--ray", action="store_true", help="the largest once more, by actors of Ray")
    parser.add_argument("--fit", nargs=2, metavar=("HOW", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fit:
        _fit(options.fit[0], Path(options.fit[1]), options.steps)
        return
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        most = []
        for rows in options.rows:
            folder = Path(name) / str(rows)
            _make(folder, rows, options.size, options.classes)
            most.append(_fitted("threads", folder, options.steps))
            if rows == options.rows[0]:
                _fitted("in memory", folder, options.steps)
                _compare(folder)
            if options.ray and rows == options.rows[-1]:
                _fitted("ray", folder, options.steps)
                _compare(folder, "ray", "threads")
        growth = most[-1] / most[0]
        print(f"{options.rows[-1] / options.rows[0]:,.0f} times the rows: {growth:.2f} times the memory")
        print(f"asked for: {MOST_GROWTH} times at most, and weights within {MOST_DIFFERENT:g} of those in memory")
        if growth > MOST_GROWTH:
            sys.exit("memory grows with the rows")


def _make(folder: Path, rows: int, size: int, classes: int) -> None:
    """Results and labels; never more than a partition in memory."""
    random = np.random.default_rng(0)
    centres = random.normal(0, 0.25, (classes, size))
    # As real embeddings do, these vary much in a few directions and little in most.
    mixing = random.normal(0, 1, (size, size)) / np.sqrt(size) * np.geomspace(2, 0.05, size)[:, None]
    photos = folder / "results" / "photos"
    photos.mkdir(parents=True)
    labels = pa.schema([("content_hash", pa.string()), ("label", pa.string())])
    with pq.ParquetWriter(folder / "labels.parquet", labels) as table:
        for first in range(0, rows, PARTITION):
            count = min(PARTITION, rows - first)
            classes_of = random.integers(0, classes, count)
            # Half as many are labelled wrongly as people do: a head that gets all right has nothing to weigh.
            said = np.where(random.random(count) < 0.05, random.integers(0, classes, count), classes_of)
            vectors = np.maximum(0, 0.2 + centres[classes_of] + random.normal(0, 0.7, (count, size)) @ mixing)
            flat = pa.array(vectors.astype(np.float16).ravel())
            contents = [random.bytes(32).hex() for _ in range(count)]
            columns = {
                "path": [f"/photos/{first + row}.jpg" for row in range(count)],
                "content_hash": contents,
                "embedding": pa.FixedSizeListArray.from_arrays(flat, size),
            }
            pq.write_table(pa.table(columns), photos / f"{first:09}.parquet", compression="zstd")
            table.write_table(pa.table({"content_hash": contents, "label": [f"breed {k}" for k in said]}))
    run = {"version": 1, "pack": "made up", "pack_hash": "0" * 64, "embedding_size": size, "breeds": [], "names": {}}
    (folder / "results" / "run.json").write_text(json.dumps(run), encoding="utf-8")


def _fitted(how: str, folder: Path, steps: int) -> float:
    command = [sys.executable, "-m", "benchmarks.scale_heads", "--fit", how, str(folder), "--steps", str(steps)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    print(
        f"{int(folder.name):>9,} rows, {how + ':':10} {told['megabytes']:6,.0f} MB at most, {told['seconds']:6.1f} s"
        + (f"; {told['looks']} looks at all photos, each {told['look']:.2f} s" if "looks" in told else "")
        + (f"; to unpack them again for a look: {told['unpacking']:.2f} s" if "unpacking" in told else ""),
        flush=True,
    )
    return float(told["megabytes"])


def _compare(folder: Path, one: str = "threads", other: str = "in memory") -> None:
    with np.load(folder / one / "head.npz") as first, np.load(folder / other / "head.npz") as second:
        different = max(float(np.abs(first[name] - second[name]).max()) for name in ("kernel", "bias"))
        largest = float(np.abs(second["kernel"]).max())
    print(f"{one} and {other}: weights differ by {different:.1e} at most, and are up to {largest:.2f}", flush=True)
    if different > MOST_DIFFERENT:
        sys.exit("the heads are not the same")


def _fit(how: str, folder: Path, steps: int) -> None:
    """Fit once, and print seconds and the greatest memory."""
    from scale_out.heads import crews, fitting
    from scale_out.heads.whole import Request, fit_labelled
    from training.networks.heads import PENALTIES

    wish = fitting.Wish(penalties=PENALTIES[:steps])
    spent: list[float] = []
    plain = crews.PhotosOfCrew.sums

    def timed(*arguments: Any) -> Any:
        started = time.perf_counter()
        found = plain(*arguments)
        spent.append(time.perf_counter() - started)
        return found

    crews.PhotosOfCrew.sums = timed  # type: ignore[assignment,method-assign]
    started = time.perf_counter()
    told: dict[str, Any] = {}
    if how == "in memory":
        _in_memory(folder, json.loads((folder / "threads" / "metrics.json").read_text(encoding="utf-8"))["penalty"])
    else:
        request = Request(str(folder / "results"), folder / "labels.parquet", folder / how, wish)
        fit_labelled(request, lambda line: print(line, file=sys.stderr), "local" if how == "ray" else None)
    told |= {"seconds": time.perf_counter() - started, "megabytes": most_megabytes()}
    if spent:
        told |= {"looks": len(spent), "look": float(np.median(spent))}
    if how == "threads":
        told["unpacking"] = _seconds_from_parquet(folder)
    print(json.dumps(told))


def _in_memory(folder: Path, chosen: float) -> None:
    """The head at the penalty that `threads` chose, from nothing, on the same photos as one block."""
    from training.networks.exact_heads import PhotosInBlocks, fit_exactly
    from training.networks.heads import LinearHead

    table = pq.read_table(folder / "results" / "photos", columns=["content_hash", "embedding"])
    given = pq.read_table(folder / "labels.parquet")
    said = dict(zip(given["content_hash"].to_pylist(), given["label"].to_pylist(), strict=True))
    # As the manual has it: the first 32 bits of a content say on which side a photo is.
    contents = table["content_hash"].to_pylist()
    trained = np.array([int(each[:8], 16) >= 0.2 * 2**32 for each in contents])
    breeds = [row["breed"] for row in json.loads((folder / "threads" / "breeds.json").read_text(encoding="utf-8"))]
    labels = np.array([breeds.index(said[each]) for each in contents])[trained]
    values = table["embedding"].combine_chunks()
    features = values.flatten().to_numpy().reshape(len(values), -1)[trained]
    start = LinearHead(np.zeros((features.shape[1], len(breeds)), np.float32), np.zeros(len(breeds), np.float32))
    photos = PhotosInBlocks(lambda: [(features, labels, np.ones(len(labels)))], len(labels))
    head = fit_exactly(photos, photos.moments(), start, penalty=chosen)
    (folder / "in memory").mkdir()
    np.savez(folder / "in memory" / "head.npz", allow_pickle=False, kernel=head.kernel, bias=head.bias)


def _seconds_from_parquet(folder: Path) -> float:
    """How long it takes to read all embeddings from the partitions once, by one thread a core."""
    from concurrent.futures import ThreadPoolExecutor

    from scale_out.places import Place
    from scale_out.results import Results

    results = Results.of(Place.of(str(folder / "results")))

    def read(partition: Place) -> None:
        for batch in results.batches(["embedding"], [partition]):
            batch.column("embedding").flatten().to_numpy().astype(np.float64)

    started = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(read, results.partitions()))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
