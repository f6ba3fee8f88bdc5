"""How long 1, 10 and 100 million photos take, where it would be slow, what it costs: worked out of measured figures.

    python -m benchmarks scale_sizes [--data FOLDER] [--machines 50] [--cores 16]

Measured here: photos a second of one core, bytes of a row, how fast paths are planned and planned ones are known again,
how many partitions a second the driver hands out when workers have nothing to do, and how long a worker takes to start.
Assumed, and printed: what a store answers in, and prices, which are to be replaced by one's own.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.photos import DEFAULT_DATA
from scale_out.labelling.inside import ROWS_TOGETHER
from scale_out.labelling.planning import SHARES
from scale_out.labelling.request import PHOTOS_A_PARTITION, photos_a_partition

if TYPE_CHECKING:
    from desktop_app.catalog.values.photos import PhotoOutcome

SIZES = (1_000_000, 10_000_000, 100_000_000)
# A store: names that one request lists, seconds that it takes, and megabytes of a photo.
NAMES_A_REQUEST, LISTING_SECONDS, PHOTO_MEGABYTES = 1_000, 0.15, 2.0
# Requests a second that a store takes at least for one beginning of names, before it says "slow down".
REQUESTS_A_SECOND = 5_500
# Dollars: an hour of a core, thousand requests that list or write, thousand that read, a gigabyte for a month.
CORE_HOUR, THOUSAND_WRITES, THOUSAND_READS, GIGABYTE_MONTH = 0.05, 0.005, 0.0004, 0.023
LISTED_AT_ONCE = 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--machines", type=int, default=50)
    parser.add_argument("--cores", type=int, default=16)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        rate, row_bytes = _labelling(options.data)
        plan, known = _planning(Path(name))
        handing, starting = _handing_out(Path(name))
    print(f"one core labels {rate:.1f} photos a second; a row takes {row_bytes:,.0f} bytes")
    print(f"paths are planned at {plan:,.0f} a second, known again at {known:,.0f} a second, by one who lists")
    print(
        f"the driver hands out {handing:.0f} empty partitions a second; Ray and two workers start in {starting:.0f} s"
    )
    print(f"assumed: {NAMES_A_REQUEST:,} names listed in {LISTING_SECONDS} s, photos of {PHOTO_MEGABYTES:g} MB")
    for machines, cores in ((1, 4), (options.machines, options.cores)):
        print(f"\n{machines} machines of {cores} cores")
        for photos in SIZES:
            _say(photos, machines * cores, rate, row_bytes, plan, handing)
    return 0


def _say(photos: int, cores: int, rate: float, row_bytes: float, plan: float, handing: float) -> None:
    partitions = photos / photos_a_partition(cores)
    labelling = photos / (rate * cores)
    names = NAMES_A_REQUEST / LISTING_SECONDS
    # A flat folder is listed by one, one page after the other; folders by as many as list at once.
    flat, folders = photos / min(names, plan), photos / (min(names, plan) * min(SHARES, LISTED_AT_ONCE))
    driver = partitions / handing
    reads, gigabytes = photos / labelling, photos * row_bytes / 1e9
    writes = photos / NAMES_A_REQUEST + partitions * 2
    cost = cores * labelling / 3600 * CORE_HOUR + 2 * photos / 1000 * THOUSAND_READS + writes / 1000 * THOUSAND_WRITES
    slowest = max((labelling, "labelling"), (folders, "listing"), (driver, "the driver"))
    print(
        f"{photos:11,} photos: labelling {_time(labelling)}, listing {_time(folders)} (in one folder {_time(flat)}), "
        f"driver {_time(driver)} for {partitions:,.0f} partitions; slowest: {slowest[1]}"
    )
    print(
        f"            {reads:,.0f} photos read a second ({reads * PHOTO_MEGABYTES / 1000:.1f} GB; a store takes "
        f"{REQUESTS_A_SECOND:,} requests a second for one beginning of names), results {gigabytes:,.1f} GB "
        f"(${gigabytes * GIGABYTE_MONTH:,.2f} a month), about ${cost:,.0f} in all"
    )


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _labelling(data: Path, photos: int = 240) -> tuple[float, float]:
    """Photos a second of one core with all that a row has, and bytes of a row in a partition."""
    from desktop_app.inference.bundled import bundled_packs
    from desktop_app.inference.classifier import Classifier
    from desktop_app.inference.packs import load_pack
    from desktop_app.inference.pipeline import LabellingPipeline
    from scale_out.columns import schema, table_of
    from scale_out.results import parquet_bytes

    files = sorted((data / "whole_photos").rglob("*.jpg"))[:photos]
    pack = load_pack(bundled_packs()[0])
    tickets = iter(list(enumerate(files)))

    class Source:
        def take(self, count: int) -> list[tuple[int, Path]]:
            return [ticket for ticket, _ in zip(tickets, range(count), strict=False)]

    outcomes: list[PhotoOutcome] = []
    classifier = Classifier(pack, "cpu")
    began = time.monotonic()
    LabellingPipeline(classifier, workers=1).run(Source(), outcomes.extend)
    rows = [(str(each.path), each, 0) for each in outcomes]
    size = next(len(e.suggestion.embedding) for e in outcomes if e.suggestion and e.suggestion.embedding is not None)
    columns = schema(size, len(pack.manifest.breeds))
    for start in range(0, len(rows), ROWS_TOGETHER):
        table_of(rows[start : start + ROWS_TOGETHER], pack.pack_hash, columns)
    rate = len(files) / (time.monotonic() - began)
    return rate, len(parquet_bytes(table_of(rows, pack.pack_hash, columns))) / len(rows)


def _planning(folder: Path, names: int = 100_000) -> tuple[float, float]:
    """Paths planned a second by one who lists a folder, and known again a second; without a network."""
    from scale_out.labelling.planning import partitions_to_do, shares_of
    from scale_out.places import Place

    photos = folder / "names"
    for number in range(names):
        place = photos / f"{number // 1000:04}"
        if number % 1000 == 0:
            place.mkdir(parents=True)
        (place / f"{number:09}.jpg").touch()
    out, (share,) = Place.of(str(folder / "planned")), shares_of([str(photos)])
    rates = []
    for _ in range(2):
        began = time.monotonic()
        handed = list(partitions_to_do(share, out, frozenset(), PHOTOS_A_PARTITION))
        rates.append(names / (time.monotonic() - began))
    assert sum(count for _, count in handed) == names
    return rates[0], rates[1]


def _handing_out(folder: Path, partitions: int = 3_000) -> tuple[float, float]:
    """Partitions a second through Ray where workers find each finished already, and seconds to start."""
    from PIL import Image

    from scale_out import engine
    from scale_out.labelling.planning import partitions_to_do, shares_of
    from scale_out.labelling.request import LabelRequest, begun
    from scale_out.labelling.running import Planned, Work, partitions_done
    from scale_out.labelling.worker import Job
    from scale_out.places import Place
    from scale_out.results import PHOTOS
    from tests.small_pack import make_small_pack

    photos = folder / "few"
    photos.mkdir()
    for number in range(partitions):
        Image.new("RGB", (4, 3)).save(photos / f"{number}.png")
    out = Place.of(str(folder / "out"))
    results = begun(LabelRequest((str(photos),), out, make_small_pack(folder / "pack")), lambda _: None)
    shares = shares_of(results.run["sources"])
    for share in shares:
        for name, _ in partitions_to_do(share, out, frozenset(), 1):
            (out / PHOTOS / name).write(b"")
    began = time.monotonic()
    with engine.running(cpus=2, workers_speak=False) as ray:
        planned = ray.remote(num_cpus=0)(Planned).remote(len(shares))
        job = Job(out.text, "cpu", 1, careful=False)
        moments = [
            time.monotonic()
            for _ in partitions_done(ray, Work(shares, out, frozenset(), 1), planned, job, 2, {"num_cpus": 1.0})
        ]
    assert len(moments) == partitions
    steps = [later - earlier for earlier, later in zip(moments, moments[100:], strict=False)]
    return 100 / statistics.median(steps), moments[0] - began


if __name__ == "__main__":
    sys.exit(main())
