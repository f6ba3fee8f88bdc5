"""How long it takes to find the copies among many photos, with how much memory, and whether all are found.

    python -m benchmarks copies [--data FOLDER] [--photos 200000]

Real photos, and copies that are made of them: JPEG of quality 10, a quarter of the size, stretched, mirrored,
recoloured. 24,000 in all: there, every photo is also compared with every other, as it was done before. For more, two
photos are laid over each other, each a random part of a real one, and some of these are copied with noise, other light
and mirrored; `--thorough` compares each of these with all too, by their points, which rule out no pair that is within
the limits. Each search runs in a process of its own, so that its greatest memory is its own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageOps

from benchmarks.peak import most_megabytes
from benchmarks.photos import DEFAULT_DATA

COMPARED = 24_000
MOST_SECONDS, MOST_MEGABYTES, LEAST_RECALL = 60, 1_000, 0.999
FOLDERS = ("stanford_dogs_train", "whole_photos", "other_sources_dev", "other_animals_and_things", "more_breeds_train")
EDGE = 32
_BLOCK = 512

Arrays = dict[str, NDArray[Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--photos", type=int, default=200_000, help="of the largest search")
    parser.add_argument("--thorough", action="store_true", help="look for what is missed in the largest search, too")
    parser.add_argument("--search", nargs=2, metavar=("HOW", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.search:
        _search(options.search[0], Path(options.search[1]))
        return
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        made = _real_and_copied(options.data, random)
        np.savez(Path(name) / "made.npz", allow_pickle=False, **made)
        few = {how: _searched(how, Path(name) / "made.npz") for how in ("every pair", "find_duplicates", "in cells")}
        for how, found in few.items():
            _say(f"{COMPARED:,} photos, {how}", found)
        exhaustive, by_index = _pairs(few["every pair"]), _pairs(few["in cells"])
        planted = {tuple(sorted(pair)) for pair in made["planted"].tolist()}
        within = planted & exhaustive
        print(f"pairs within the limits: {len(exhaustive):,}; in cells {_share(by_index, exhaustive)} are found")
        print(
            f"made-up copies within the limits: {len(within):,} of {len(planted):,}; found {_share(by_index, within)}"
        )
        if len(by_index & exhaustive) < LEAST_RECALL * len(exhaustive):
            sys.exit("fewer are found than are asked for")
        grown = _grown(made, options.photos, random)
        np.savez(Path(name) / "grown.npz", allow_pickle=False, **grown)
        many = _searched("find_duplicates", Path(name) / "grown.npz")
        _say(f"{options.photos:,} photos, find_duplicates", many)
        more = {tuple(sorted(pair)) for pair in grown["planted"].tolist()}
        print(f"made-up copies within the limits among them: {len(more):,}; found {_share(_pairs(many), more)}")
        if options.thorough:
            every = _searched("in one cell", Path(name) / "grown.npz")
            _say(f"{options.photos:,} photos, in one cell", every)
            print(f"pairs within the limits among them: {_share(_pairs(many), _pairs(every))} are found")
        print(f"asked for: {MOST_SECONDS} s, {MOST_MEGABYTES:,} MB and {LEAST_RECALL} of them at least")


def _real_and_copied(data: Path, random: np.random.Generator) -> Arrays:
    """Fingerprints of real photos and of changed copies of some of them, `COMPARED` in all."""
    from desktop_app.catalog.scan import find_photos
    from training.datasets.fingerprints import fingerprint_of_picture, fingerprints

    paths = sorted(find_photos([data / name for name in FOLDERS]))
    prints = [(path, each) for path, each in zip(paths, fingerprints(paths), strict=True) if not each.error]
    prints = prints[:COMPARED]
    rows = random.integers(0, len(prints), COMPARED - len(prints))
    changes = [CHANGES[number % len(CHANGES)] for number in range(len(rows))]

    def copied(row: int, number: int) -> tuple[int, int, NDArray[np.uint8]]:
        with Image.open(prints[row][0]) as opened:
            return fingerprint_of_picture(changes[number](ImageOps.exif_transpose(opened).convert("RGB")))

    with ThreadPoolExecutor() as pool:
        copies = list(pool.map(copied, rows, range(len(rows))))
    every = [(each.hash, each.mirrored_hash, each.thumbnail) for _, each in prints] + copies
    return {
        "hashes": np.array([(plain, mirrored) for plain, mirrored, _ in every], np.uint64),
        "thumbnails": np.stack([thumbnail for _, _, thumbnail in every]),
        "planted": np.column_stack([rows, len(prints) + np.arange(len(rows))]),
    }


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


CHANGES = (
    lambda image: _jpeg(image, 10),
    lambda image: image.resize((max(1, image.width // 2), max(1, image.height // 2))),
    lambda image: image.resize((image.width, max(1, image.height * 2 // 3))),
    lambda image: _jpeg(ImageOps.mirror(image), 60),
    lambda image: ImageEnhance.Brightness(ImageEnhance.Color(image).enhance(0.2)).enhance(1.25),
)


def _grown(made: Arrays, count: int, random: np.random.Generator) -> Arrays:
    """Up to `count`: parts of two photos laid over each other, and two in a hundred copied once more."""
    from training.datasets.copy_index import standardised
    from training.datasets.duplicates import LEAST_CORRELATION, MOST_DIFFERENT_BITS

    real = made["thumbnails"]
    copied = min(count // 50, count - len(real))
    mixed = count - len(real) - copied
    share = random.uniform(0.4, 0.75, (mixed, 1, 1)).astype(np.float32)
    over = share * _parts(real, mixed, random) + (1 - share) * _parts(real, mixed, random)
    whole = np.concatenate([real, over.astype(np.uint8)])
    rows = random.integers(0, len(whole), copied)
    copies = whole[rows].astype(np.float32)
    copies[::2] = copies[::2, :, ::-1]
    light, grey = random.uniform(0.6, 1.1, (copied, 1, 1)), random.uniform(-30, 40, (copied, 1, 1))
    copies = np.clip(copies * light + grey + random.normal(0, 8, copies.shape), 0, 255)
    thumbnails = np.concatenate([whole, copies.astype(np.uint8)])
    hashes = np.column_stack([_hashes(thumbnails), _hashes(thumbnails[:, :, ::-1])])
    others = len(whole) + np.arange(copied)
    turned = thumbnails[others].copy()
    turned[::2] = turned[::2, :, ::-1]
    bits = np.bitwise_count(hashes[rows, 0] ^ np.where(np.arange(copied) % 2, hashes[others, 0], hashes[others, 1]))
    alike = np.einsum("ij,ij->i", standardised(thumbnails[rows]), standardised(turned)) >= LEAST_CORRELATION
    within = alike & (bits <= MOST_DIFFERENT_BITS)
    return {"hashes": hashes, "thumbnails": thumbnails, "planted": np.column_stack([rows, others])[within]}


def _parts(thumbnails: NDArray[np.uint8], count: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Random parts of random thumbnails, some of them mirrored."""
    parts = np.empty((count, EDGE, EDGE), np.float32)
    for number, row in enumerate(random.integers(0, len(thumbnails), count)):
        side = random.uniform(0.55, 1) * EDGE
        left, top = random.uniform(0, EDGE - side, 2)
        box = (left, top, left + side, top + side)
        part = Image.fromarray(thumbnails[row]).resize((EDGE, EDGE), Image.Resampling.BILINEAR, box=box)
        parts[number] = np.asarray(ImageOps.mirror(part) if random.random() < 0.5 else part)
    return parts


def _hashes(thumbnails: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """What `imagehash.phash` gives of each, many at once."""
    from scipy.fftpack import dct

    found = []
    for start in range(0, len(thumbnails), 16_384):
        waves = dct(dct(thumbnails[start : start + 16_384].astype(np.float32), axis=1), axis=2)[:, :8, :8]
        flat = waves.reshape(-1, 64)
        found.append(np.packbits(flat > np.median(flat, axis=1, keepdims=True), axis=1).view(">u8")[:, 0])
    return np.concatenate(found).astype(np.uint64)


def _searched(how: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.copies", "--search", how, str(file)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def _search(how: str, file: Path) -> None:
    """Search once and print seconds, greatest memory and the pairs."""
    from training.datasets import copy_index
    from training.datasets.duplicates import find_duplicates
    from training.datasets.fingerprints import Fingerprint

    with np.load(file) as stored:
        hashes, thumbnails = stored["hashes"].tolist(), stored["thumbnails"]
    prints = [
        Fingerprint(f"{row:064x}", 224, 224, hashes[row][0], hashes[row][1], thumbnail)
        for row, thumbnail in enumerate(thumbnails)
    ]
    started, used = time.perf_counter(), time.process_time()
    if how != "every pair":
        # Many are compared with all, or few in cells, to see what that costs.
        limit = {"in cells": 0, "in one cell": len(prints), "find_duplicates": copy_index.MOST_IN_ONE_CELL}[how]
        copy_index.MOST_IN_ONE_CELL = limit
        paths = [Path(f"{row}.jpg") for row in range(len(prints))]
        pairs = [(pair.first, pair.second) for pair in find_duplicates(paths, prints)]
    else:
        pairs = sorted(
            {*every_pair(hashes, thumbnails, mirrored=False), *every_pair(hashes, thumbnails, mirrored=True)}
        )
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": most_megabytes(), "pairs": pairs}))


def every_pair(
    hashes: Iterable[tuple[int, int]], thumbnails: NDArray[np.uint8], *, mirrored: bool
) -> Iterator[tuple[int, int]]:
    """All pairs within the limits, by comparing each hash with all later ones."""
    from training.datasets.copy_index import standardised
    from training.datasets.duplicates import LEAST_CORRELATION, MOST_DIFFERENT_BITS

    both = np.array(list(hashes), np.uint64)
    pictures = standardised(thumbnails)
    turned = standardised(thumbnails[:, :, ::-1]) if mirrored else pictures
    for start in range(0, len(both), _BLOCK):
        different = np.bitwise_count(both[start : start + _BLOCK, :1] ^ both[None, start:, int(mirrored)])
        rows, columns = np.nonzero(different <= MOST_DIFFERENT_BITS)
        later = columns > rows
        rows, columns = rows[later] + start, columns[later] + start
        alike = np.einsum("ij,ij->i", pictures[rows], turned[columns]) >= LEAST_CORRELATION
        yield from zip(rows[alike].tolist(), columns[alike].tolist(), strict=True)


def _pairs(found: dict[str, Any]) -> set[tuple[int, int]]:
    return {(first, second) for first, second in found["pairs"]}


def _share(found: set[tuple[int, int]], wanted: set[Any]) -> str:
    return f"{len(found & wanted):,} of {len(wanted):,} ({len(found & wanted) / max(1, len(wanted)):.5f})"


def _say(what: str, found: dict[str, Any]) -> None:
    print(
        f"{what + ':':40} {found['seconds']:6.1f} s ({found['cpu']:.1f} s of processor time), "
        f"{found['megabytes']:6,.0f} MB at most, {len(found['pairs']):,} pairs",
        flush=True,
    )


if __name__ == "__main__":
    main()
