"""What it costs that decoders run in processes of their own: folders of 200 HEIC and of 200 JPEG photos are labelled.

Each time a fresh process labels one folder, with decoders apart as the app has them, and with all decoding in the
process itself (or, with `--before`, as a checkout of an earlier version has it). The two take turns, so that whatever
else the machine does meets both; the start of the decoders counts. The ratio is the median of those of the rounds: at
most 1.1 for HEIC, 1.05 for JPEG, which is decoded in the process either way. Beside the time that a person waits, the
work of the cores is said, which a busy machine changes less.

Usage: python -m benchmarks.heic_apart [--photos FOLDER] [--before CHECKOUT] [--count 200] [--rounds 5]

`--photos` has HEIC photos, of any size; unless told, the small ones of the data are taken, for which the way to another
process weighs most.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA, many_photos

ROOT = Path(__file__).resolve().parent.parent
MOST_RATIO = {"HEIC": 1.1, "JPEG": 1.05}
LABEL = """
import json, os, sys, time
from pathlib import Path
from desktop_app.imaging import decode
from desktop_app.inference import pipeline
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
if sys.argv[2] == "here":
    pipeline.decode_photo = decode.decode_here
left = list(enumerate(sorted(Path(sys.argv[1]).iterdir())))
class Source:
    def take(self, count):
        taken = left[:count]
        del left[:count]
        return taken
classifier = Classifier(load_pack(bundled_packs()[0]), "cpu")
outcomes = []
before = sum(os.times()[:4])
began = time.perf_counter()
pipeline.LabellingPipeline(classifier).run(Source(), outcomes.extend)
seconds = time.perf_counter() - began
if "desktop_app.imaging.apart.pool" in sys.modules:
    sys.modules["desktop_app.imaging.apart.pool"].decoders.close()
cores = sum(os.times()[:4]) - before
print(json.dumps([seconds, cores, sum(outcome.suggestion is not None for outcome in outcomes)]))
"""


def labelled(folder: Path, way: str, tree: Path) -> tuple[float, float, int]:
    """Seconds for labelling a folder, those of all cores, and how many of its photos have a suggestion."""
    environment = os.environ | {"PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", LABEL, str(folder), way]
    said = subprocess.run(command, cwd=tree, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, cores, readable = json.loads(said)
    return float(seconds), float(cores), int(readable)


def compare(name: str, originals: list[Path], options: argparse.Namespace) -> bool:
    """Label a folder both ways in turns; whether it takes little enough longer."""
    here = ("here", ROOT) if options.before is None else ("as it is", options.before.resolve())
    ways = {"apart": ("apart", ROOT), "before": here}
    rounds: list[dict[str, tuple[float, float]]] = []
    readable = set()
    with many_photos(originals, options.count) as folder:
        for _ in range(options.rounds + 1):
            rounds.append({})
            for way, (how, tree) in ways.items():
                seconds, cores, count = labelled(folder, how, tree)
                rounds[-1][way] = seconds, cores
                readable.add(count)
    # The first one filled the disk cache.
    del rounds[0]
    for way in ways:
        waited, worked = zip(*(taken[way] for taken in rounds), strict=True)
        times = f"{min(waited):.2f} to {max(waited):.2f} s; cores: median {statistics.median(worked):.2f} s"
        print(f"{name}, {way}: median {statistics.median(waited):.2f} s, {times}; {options.count} photos")
    ratio, cores_ratio = (
        statistics.median(taken["apart"][kind] / taken["before"][kind] for taken in rounds) for kind in (0, 1)
    )
    print(f"{name}, apart / before: {ratio:.3f} (at most {MOST_RATIO[name]}), cores {cores_ratio:.3f}; "
          f"readable: {sorted(readable)}", flush=True)  # fmt: skip
    return ratio <= MOST_RATIO[name] and len(readable) == 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, help="a folder with HEIC photos")
    parser.add_argument("--before", type=Path, help="checkout of an earlier version to compare with instead")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    endings = {".heic", ".heif"}
    # Whole ones only: what cannot be read costs nothing either way.
    folder = options.photos or DEFAULT_DATA / "decoder_files" / "pillow_heif_tests"
    heic = [
        file for file in sorted(folder.rglob("*")) if file.suffix.lower() in endings and "corrupted" not in file.name
    ]
    jpeg = sorted((DEFAULT_DATA / "phone_photos").glob("*.jpg"))
    if not heic or not jpeg:
        print(f"no photos in {folder} or {DEFAULT_DATA}; --photos names a folder with HEIC photos")
        return 0
    return 0 if all([compare("HEIC", heic, options), compare("JPEG", jpeg, options)]) else 1


if __name__ == "__main__":
    sys.exit(main())
