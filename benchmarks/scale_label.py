"""Labelling by Ray beside `pawsort label`: the same rows, how fast on the same cores, and the memory of who drives it.

    python -m benchmarks scale_label [--data FOLDER] [--photos 5000] [--rounds 2] [--many 50000]

Real photos, again and again under other names. Two workers with a core each; runs take turns, and rates are those that
both commands print, from the moment when the first photo can be labelled. Then the small pack on drawn pictures: the
most memory that the driving process had for 5,000 and for 50,000 of them.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from PIL import Image

from benchmarks.peak import most_of
from benchmarks.photos import DEFAULT_DATA
from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from desktop_app.tables import read_table
from scale_out.places import Place
from scale_out.results import Results

LEAST_RATIO, MOST_DIFFERENCE, MOST_GROWTH = 0.85, 1e-6, 1.1
FOLDERS = ("whole_photos", "other_sources_dev", "other_animals_and_things", "dogs_of_unknown_breed", "decoder_files")
WORKERS = 2
_SUMMARY = re.compile(r"([\d,]+) photos in [\d.]+ s \(([\d.]+) photos a second\)")
_TOP = 5


@dataclass(frozen=True)
class Run:
    """What one run took: photos a second as it says itself, seconds in all, megabytes of the process alone."""

    rate: float
    seconds: float
    megabytes: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--photos", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--many", type=int, default=50_000)
    options = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        folder = Path(name)
        if options.photos:
            kept = _beside(folder, options.data, options.photos, options.rounds)
        if options.many:
            kept = _grown(folder, options.photos or 5_000, options.many) and kept
    print("all kept" if kept else "not all kept")
    return 0 if kept else 1


def _beside(folder: Path, data: Path, count: int, rounds: int) -> bool:
    """The same rows, and the ratio of the rates."""
    originals = [each for name in FOLDERS for each in sorted((data / name).rglob("*.*")) if each.is_file()]
    photos = folder / "photos"
    photos.mkdir()
    for number, original in enumerate(islice(cycle(originals), count)):
        (photos / f"IMG_{number:06}{original.suffix}").symlink_to(original.resolve())
    plain: list[Run] = []
    scaled: list[Run] = []
    for number in range(rounds):
        out = folder / f"out {number}"
        table = folder / f"labels {number}.csv"
        label = ["desktop_app", "label", str(photos), "--out", str(table), "--top", str(_TOP)]
        scale = ["scale_out", "label", str(photos), "--out", str(out), "--workers", str(WORKERS), "--no-dashboard"]
        runs = [(plain, label), (scaled, scale)]
        for into, command in runs if number % 2 == 0 else runs[::-1]:
            into.append(_run(command, folder / "home"))
    different, difference = _compared(table, out)
    ratio = statistics.median(each.rate for each in scaled) / statistics.median(each.rate for each in plain)
    for what, some in (("pawsort label", plain), ("scale_out label", scaled)):
        rates = ", ".join(f"{each.rate:.1f}" for each in some)
        print(f"{what:16} {rates} photos a second; {some[-1].seconds:.0f} s from start to end")
    print(f"{count:,} photos: {different} rows differ, probabilities by {difference:.1e} at most ({MOST_DIFFERENCE:g})")
    print(f"throughput on the same cores: {ratio:.2f} of pawsort label (asked for: at least {LEAST_RATIO})")
    return ratio >= LEAST_RATIO and not different and difference <= MOST_DIFFERENCE


def _grown(folder: Path, few: int, many: int) -> bool:
    """Memory of the driving process."""
    from tests.small_pack import make_small_pack

    pack = make_small_pack(folder / "pack")
    original = folder / "dog.png"
    Image.new("RGB", (40, 30), (180, 0, 0)).save(original)
    peaks = []
    for count in (few, many):
        photos = folder / f"{count} photos"
        for number in range(count):
            place = photos / f"{number // 1000:03}"
            if number % 1000 == 0:
                place.mkdir(parents=True)
            os.link(original, place / f"{number:06}.png")
        out = ["--out", str(folder / f"{count} out"), "--pack", str(pack), "--no-dashboard"]
        run = _run(["scale_out", "label", str(photos), *out], folder / "home")
        rows = Results.of(Place.of(str(folder / f"{count} out"))).batches(["path"])
        assert sum(len(batch) for batch in rows) == count
        peaks.append(run.megabytes)
        print(
            f"{count:7,} drawn pictures: {run.megabytes:.0f} MB at most in the driving process, {run.rate:.0f} a second"
        )
    print(f"ratio {peaks[1] / peaks[0]:.3f} (asked for: flat; at most {MOST_GROWTH})")
    return peaks[1] / peaks[0] <= MOST_GROWTH


def _run(command: list[str], home: Path) -> Run:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=os.environ | {"PAWSORT_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    most, words = 0.0, ""
    assert process.stderr is not None
    for line in process.stderr:
        words += line
        most = most_of(process.pid) or most
    process.wait()
    found = _SUMMARY.search(words)
    assert found, words
    return Run(float(found[2]), time.monotonic() - began, most)


def _compared(table: Path, out: Path) -> tuple[int, float]:
    """How many rows are not the same, and the largest difference of a probability."""
    columns = ["path", "status", "breeds", "probabilities", "confidence", "kind", "fault_code", "fault_facts"]
    rows = {row["path"]: row for batch in Results.of(Place.of(str(out))).batches(columns) for row in batch.to_pylist()}
    different, difference = 0, 0.0
    said = read_table(table, ("photo",)).rows
    for _, cells in said:
        row = rows.pop(cells["photo"], None)
        if row is None:
            different += 1
            continue
        fault = ""
        if row["fault_code"] is not None:
            fault = sentence(Fault.from_json(f'{{"code": "{row["fault_code"]}", "facts": {row["fault_facts"]}}}'))
        breeds = (row["breeds"] or [""] * _TOP)[:_TOP]
        mine = [row["status"], row["confidence"] or "", row["kind"] or "", fault, *breeds]
        theirs = [cells[name] for name in ("status", "confidence", "kind", "error")]
        theirs += [cells[f"breed_{place}_id"] for place in range(1, _TOP + 1)]
        different += mine != theirs
        for place, probability in enumerate((row["probabilities"] or ())[:_TOP], 1):
            difference = max(difference, abs(float(cells[f"probability_{place}"]) - probability))
    return different + len(rows), difference


if __name__ == "__main__":
    sys.exit(main())
