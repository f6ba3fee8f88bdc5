"""How much of the cores `pawsort label` turns into labelled photos.

With d = decoding and i = inference in core-seconds a photo, each measured alone in the same run, no program can label
more than cores / (d + i) photos a second. Prints what share of that is reached on 200 phone photos; 0.8 is asked for.

Usage: python -m benchmarks.throughput [--photos 200] [--data FOLDER] [--pack FOLDER]
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.labelling import label
from benchmarks.photos import DEFAULT_DATA, many_photos
from desktop_app.imaging.reading import read_photo
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.packs import load_pack
from desktop_app.inference.pipeline import default_workers
from desktop_app.inference.preprocess import Picture

ASKED_FOR = 0.8
ROUNDS = 5


def core_seconds(act: Callable[[], object], photos: int) -> float:
    """Core-seconds a photo of the quickest of a few rounds."""
    act()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times) / photos


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--pack", type=Path, default=bundled_packs()[0])
    options = parser.parse_args()
    originals = sorted((options.data / "phone_photos").glob("*.jpg"))
    pack = load_pack(options.pack)
    classifier = Classifier(pack, "cpu")
    spec = pack.manifest.input

    def decode() -> list[Picture]:
        return [Picture.of_file(read_photo(path)[0], spec) for path in originals]

    pictures = decode()

    def infer() -> None:
        for start in range(0, len(pictures), classifier.photos_at_a_time):
            classifier.classify_photos(pictures[start : start + classifier.photos_at_a_time])

    d, i = core_seconds(decode, len(originals)), core_seconds(infer, len(originals))
    cores = default_workers()
    possible = cores / (d + i)
    with many_photos(originals, options.photos) as folder:
        run = label(folder, "--model", str(options.pack))
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{pack.manifest.name}; {cores} cores (load {busy:.1f})")
    print(f"decode d            {d * 1000:8.1f} ms of one core a photo")
    print(f"inference i         {i * 1000:8.1f} ms of one core a photo")
    print(f"possible            {possible:8.1f} photos a second")
    print(f"reached             {run.rate:8.1f} photos a second on {run.photos} photos")
    print(f"share               {run.rate / possible:8.2f} (asked for: {ASKED_FOR})")
    whole = run.photos / run.wall_seconds
    print(f"with starting up    {whole:8.1f} photos a second, share {whole / possible:.2f}")
    print(f"core-seconds        {run.core_seconds:8.1f} in all, {(d + i) * run.photos:.1f} of them needed")
    print(f"cores it was given  {run.core_seconds / run.wall_seconds:8.2f} of {cores}")


if __name__ == "__main__":
    main()
