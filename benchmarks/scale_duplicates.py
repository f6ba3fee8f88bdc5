"""What `python -m scale_out duplicates` finds of what there is to find, and how time and memory grow with the photos.

    python -m benchmarks scale_duplicates [--data FOLDER] [--photos 50000 200000 800000] [--cpus 2] [--trees 8]

First 5,000 real photos, half of them changed copies of the others: compressed, reduced, in other light, and with up to
3, 7 and 12 % cut off each side. Each is compared with each by the same rule, and what the search finds of these pairs
is counted; it can find no others, and that is counted too. Then made-up photos, among which the real ones are hidden:
random parts of two real photos laid over each other, half of them mirrored, whose hashes differ from one another as
those of real ones do (the figures are printed). Four in a hundred are copied with up to 7 % cut off each side, in other
light and with noise; one in a hundred has the bytes of another; one in fifty is the same placeholder. The command runs
in processes of its own; what is measured is the processor time of all of them, and the memory that they have together
at most (proportional set size: what they share counts once).
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from PIL import Image, ImageEnhance

from benchmarks.photos import DEFAULT_DATA
from benchmarks.process_tree import ProcessTree

COMPARED = 5_000
FOLDERS = ("stanford_dogs_train", "whole_photos", "other_sources_dev", "other_animals_and_things", "more_breeds_train")
LEAST_RECALL = 0.99
# A step of four in the photos may take so many times the processor time: four, some levels more of a tree, the start.
MOST_GROWTH = 6.0
EDGE = 40
_IN_A_PARTITION = 10_000
_AT_ONCE = 2_048
_COPIED, _SAME_BYTES, _PLACEHOLDERS = 25, 100, 50

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks scale_duplicates")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--photos", type=int, nargs="*", default=[50_000, 200_000, 800_000])
    parser.add_argument("--cpus", type=int, default=2)
    parser.add_argument("--trees", type=int, default=8)
    options = parser.parse_args()
    real, tiny, kinds = _real(options.data)
    kept = _compared_with_all(real, options.trees)
    made, copy_of = _made(tiny, max(options.photos, default=0) - len(real))
    if len(made):
        _say_how_alike("real photos", real[: COMPARED // 2])
        _say_how_alike("made-up photos", made[copy_of < 0][:20_000])
    before: tuple[int, float] | None = None
    for photos in sorted(options.photos):
        processor = _measured(photos, real, made, copy_of, kinds, options)
        if before is not None:
            steps = np.log(photos / before[0]) / np.log(4)
            grown = processor / before[1]
            print(f"  {photos / before[0]:.1f} times the photos, {grown:.1f} times the processor time", flush=True)
            kept &= bool(grown <= MOST_GROWTH**steps)
        before = photos, processor
    print(f"asked for: {LEAST_RECALL} of all pairs, no others, and at most {MOST_GROWTH} times the time for four times")
    return 0 if kept else 1


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def _cut(image: Image.Image, most: float, random: np.random.Generator) -> Image.Image:
    left, top, right, bottom = random.uniform(0, most, 4)
    box = (left * image.width, top * image.height, (1 - right) * image.width, (1 - bottom) * image.height)
    return _jpeg(image.crop(tuple(round(side) for side in box)), 80)


CHANGES: dict[str, Callable[[Image.Image, np.random.Generator], Image.Image]] = {
    "compressed": lambda image, _: _jpeg(image, 30),
    "reduced": lambda image, _: image.resize((max(1, image.width // 2), max(1, image.height // 2))),
    "other light": lambda image, random: ImageEnhance.Contrast(
        ImageEnhance.Brightness(image).enhance(random.uniform(0.8, 1.25))
    ).enhance(random.uniform(0.85, 1.15)),
    "3 % cut": lambda image, random: _cut(image, 0.03, random),
    "7 % cut": lambda image, random: _cut(image, 0.07, random),
    "12 % cut": lambda image, random: _cut(image, 0.12, random),
}


def _real(data: Path) -> tuple[Bytes, Bytes, NDArray[np.str_]]:
    """Fingerprints of real photos, then of a copy of each; the photos as `EDGE` greys a side; how they were changed."""
    from desktop_app.catalog.scan import find_photos

    paths = sorted(find_photos([data / name for name in FOLDERS]))
    chosen = np.random.default_rng(0).permutation(len(paths))[: COMPARED // 2 + 50]
    with ProcessPoolExecutor(2) as pool:
        found = [each for each in pool.map(_real_one, [paths[place] for place in chosen], range(len(chosen))) if each]
    found = found[: COMPARED // 2]
    prints = [each[0] for each in found] + [each[1] for each in found]
    fingerprints = np.frombuffer(b"".join(prints), np.uint8).reshape(len(prints), -1)
    return fingerprints, np.stack([each[2] for each in found]), np.array([each[3] for each in found])


def _real_one(path: Path, number: int) -> tuple[bytes, bytes, Bytes, str] | None:
    from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
    from desktop_app.imaging.fingerprints import fingerprint

    try:
        image = decode_photo(path.read_bytes(), 1 << 16).image.convert("RGB")
    except (OSError, UnreadablePhotoError):
        return None
    kind = list(CHANGES)[number % len(CHANGES)]
    changed = CHANGES[kind](image, np.random.default_rng(number)).convert("RGB")
    tiny = np.asarray(image.convert("L").resize((EDGE, EDGE), Image.Resampling.BOX))
    return fingerprint(image), fingerprint(changed), tiny, kind


def _compared_with_all(fingerprints: Bytes, trees: int) -> bool:
    """Compare each with each, and with what the search finds; say so. Whether enough is found, and nothing else."""
    from scale_out.duplicates import search
    from scale_out.duplicates.forest import Tree, coarse_shapes
    from scale_out.duplicates.hashes import differing_bits, distinct, is_blank, words_of
    from scale_out.duplicates.rule import Rule

    fingerprints = fingerprints[distinct(words_of(fingerprints))]
    fingerprints = fingerprints[~is_blank(words_of(fingerprints))]
    words = words_of(fingerprints)
    kept = True
    print(f"{len(words):,} different looks of real photos, each compared with each:")
    for photos in (COMPARED, 10_000_000):
        rule = Rule.among(photos)
        close = [np.flatnonzero(differing_bits(words[row], words[row + 1 :]) <= rule.bits) for row in range(len(words))]
        first = np.repeat(np.arange(len(words)), [len(each) for each in close]).astype(np.int32)
        second = (np.concatenate(close) + first + 1).astype(np.int32)
        holds = rule.holds(fingerprints, first, second)
        every = set(zip(_keys(words[first[holds]]), _keys(words[second[holds]]), strict=True))
        depth = int(np.ceil(np.log2(len(words) / search.IN_A_LEAF)))
        found = set()
        for number in range(trees):
            tree = Tree.grown(coarse_shapes(fingerprints), depth, np.random.default_rng(number))
            pairs = search.compared(rule, *search.scattered(tree, fingerprints, 1))
            found |= set(zip(_keys(pairs.first), _keys(pairs.second), strict=True))
        share = len(found & every) / len(every)
        print(
            f"  rule among {photos:,} photos: {len(every):,} pairs, found {share:.4f}; others: {len(found - every)}",
            flush=True,
        )
        kept &= share >= LEAST_RECALL and not found - every
    return kept


def _keys(words: NDArray[np.uint64]) -> list[tuple[int, int]]:
    return [(high, low) for high, low in words.tolist()]


def _say_how_alike(what: str, fingerprints: Bytes) -> None:
    from scale_out.duplicates.hashes import differing_bits, words_of

    one, other = np.random.default_rng(0).integers(0, len(fingerprints), (2, 3_000_000))
    words = words_of(fingerprints)
    bits = differing_bits(words[one], words[other])[one != other]
    few = {most: float((bits <= most).mean()) for most in (36, 40)}
    print(
        f"pairs of {what} differ in {bits.mean():.1f} bits, standard deviation {bits.std():.1f}; "
        + ", ".join(f"{share:.6f} in {most} at most" for most, share in few.items()),
        flush=True,
    )


def _made(tiny: Bytes, count: int) -> tuple[Bytes, NDArray[np.int64]]:
    """Fingerprints of made-up photos; of copies the place of what they were made of, else -1. Copies follow closely."""
    random = np.random.default_rng(1)
    prints, copy_of = [np.zeros((0, 216), np.uint8)], [np.zeros(0, np.int64)]
    start = 0
    while start < count:
        share = random.uniform(0.4, 0.75, (_AT_ONCE, 1, 1)).astype(np.float32)
        mixed = share * _parts(tiny, random) + (1 - share) * _parts(tiny, random)
        copied = random.permutation(_AT_ONCE)[: _AT_ONCE // _COPIED]
        shape = (len(copied), 1, 1)
        copies = _windowed(mixed[copied], 0.93, random) * random.uniform(0.8, 1.2, shape)
        copies += random.uniform(-15, 15, shape) + random.normal(0, 3, copies.shape)
        prints += [_fingerprints(mixed), _fingerprints(np.clip(copies, 0, 255).astype(np.float32))]
        copy_of += [np.full(_AT_ONCE, -1), start + copied]
        start += _AT_ONCE + len(copied)
    return np.concatenate(prints)[: max(count, 0)], np.concatenate(copy_of)[: max(count, 0)]


def _parts(tiny: Bytes, random: np.random.Generator) -> Floats:
    chosen = tiny[random.integers(0, len(tiny), _AT_ONCE)].astype(np.float32)
    mirrored = random.random(_AT_ONCE) < 0.5
    chosen[mirrored] = chosen[mirrored, :, ::-1]
    return _windowed(chosen, 0.55, random)


def _windowed(photos: Floats, least: float, random: np.random.Generator) -> Floats:
    """A random part of each, at least so wide and high of 1, as large as the whole."""

    def axis() -> Floats:
        side = random.uniform(least, 1, (len(photos), 1))
        at = (random.uniform(0, 1, side.shape) * (1 - side) + side * (np.arange(EDGE) + 0.5) / EDGE) * EDGE - 0.5
        between = np.abs(np.clip(at, 0, EDGE - 1)[:, :, None] - np.arange(EDGE))
        weights: Floats = np.maximum(0, 1 - between).astype(np.float32)
        return weights

    return np.asarray(axis() @ photos @ axis().transpose(0, 2, 1), np.float32)


def _fingerprints(photos: Floats) -> Bytes:
    """What `imaging.fingerprints` makes of photos of `EDGE` pixels a side, many at once."""
    whole = np.eye(EDGE, dtype=np.float32)
    nine = np.asarray(Image.fromarray(whole).resize((EDGE, 9), Image.Resampling.LANCZOS))
    twenty = np.asarray(Image.fromarray(whole).resize((EDGE, 20), Image.Resampling.BOX))
    greys = np.clip(np.round(nine @ photos @ nine.T), 0, 255)
    rows, columns = greys[:, :8, :8] < greys[:, :8, 1:], greys[:, :8, :8] < greys[:, 1:, :8]
    bits = np.concatenate([rows.reshape(-1, 64), columns.reshape(-1, 64)], axis=1)
    flat = np.round(twenty @ photos @ twenty.T).reshape(len(photos), -1)
    darkest, lightest = flat.min(axis=1, keepdims=True), flat.max(axis=1, keepdims=True)
    tiny = np.round((flat - darkest) * (15 / np.maximum(lightest - darkest, 1))).astype(np.uint8)
    return np.concatenate([np.packbits(bits, axis=1), tiny[:, 0::2] << 4 | tiny[:, 1::2]], axis=1)


def _measured(
    photos: int,
    real: Bytes,
    made: Bytes,
    copy_of: NDArray[np.int64],
    kinds: NDArray[np.str_],
    options: argparse.Namespace,
) -> float:
    """Search among so many, say what was found and what it took; returns the processor time, seconds."""
    from scale_out.duplicates.rule import Rule

    others = photos - len(real)
    same, placeholders = others // _SAME_BYTES, others // _PLACEHOLDERS
    looks = made[: others - same - placeholders]
    copies = np.flatnonzero(copy_of[: len(looks)] >= 0)
    planted = len(real) + np.column_stack([copy_of[copies], copies])
    hidden = np.column_stack([np.arange(len(real) // 2), len(real) // 2 + np.arange(len(real) // 2)])
    random = np.random.default_rng(2)
    again = random.integers(0, len(looks), same)
    prints = np.concatenate([real, looks, looks[again], np.repeat(made[:1], placeholders, axis=0)])
    content = np.concatenate([np.arange(len(real) + len(looks)), len(real) + again, np.full(placeholders, len(real))])
    rule = Rule.among(photos)
    pairs = np.concatenate([planted, hidden]).astype(np.int32)
    within = rule.holds(prints, pairs[:, 0], pairs[:, 1])
    with tempfile.TemporaryDirectory(prefix="pawsort-benchmark-") as name:
        folder = Path(name)
        _write(folder, prints, content, random)
        command = [sys.executable, "-m", "scale_out", "duplicates", name, "--out", str(folder / "same.parquet")]
        command += ["--cpus", str(options.cpus), "--trees", str(options.trees)]
        started = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            tree = ProcessTree(process.pid)
            said, troubles = process.communicate()
            tree.stop()
        if process.returncode:
            sys.exit(troubles)
        seconds = time.monotonic() - started
        group, chain, first = _read(folder / "same.parquet", len(prints))
    each = tree.seconds / photos * 1e6
    print(
        f"{photos:,} photos: {seconds:.0f} s, {tree.seconds:.0f} s of processor time ({each:.0f} microseconds each), "
        f"{tree.megabytes:,.0f} MB at most in all processes, {tree.most_in_one:,.0f} MB in the greatest"
    )
    print("  " + said.strip().replace("\n", "\n  "))
    kind = np.append(np.full(len(planted), "planted"), kinds)
    for what in ("planted", *CHANGES):
        one, other = pairs[within & (kind == what)].T
        print(
            f"  {what}: {len(one):,} of {np.count_nonzero(kind == what):,} copies within the rule; in one chain "
            f"{np.mean((chain[one] == chain[other]) & (chain[one] >= 0)):.4f}, in one group "
            f"{np.mean((group[one] == group[other]) & (group[one] >= 0)):.4f}"
        )
    copies = np.flatnonzero((first >= 0) & (first != np.arange(len(first))) & (content != content[first]))
    wrong = ~rule.holds(prints, copies.astype(np.int32), first[copies].astype(np.int32))
    print(f"  near copies that the rule does not call so: {np.count_nonzero(wrong)} of {len(wrong):,}", flush=True)
    return tree.seconds


def _write(folder: Path, prints: Bytes, content: NDArray[np.int64], random: np.random.Generator) -> None:
    """A folder as `label` leaves it, with the columns alone that are read; photos of all kinds in all partitions."""
    from scale_out.results import PARQUET, PHOTOS, RUN, VERSION

    (folder / RUN).write_text(json.dumps({"version": VERSION}), encoding="utf-8")
    (folder / PHOTOS).mkdir()
    order = random.permutation(len(prints))
    for start in range(0, len(prints), _IN_A_PARTITION):
        some = order[start : start + _IN_A_PARTITION]
        table = pa.table(
            {
                "path": [f"/photos/{place:09}.jpg" for place in some],
                "content_hash": [hashlib.sha256(str(content[place]).encode()).hexdigest() for place in some],
                "fingerprint": pa.array([prints[place].tobytes() for place in some], pa.binary()),
            }
        )
        pq.write_table(table, folder / PHOTOS / f"{start // _IN_A_PARTITION:06}{PARQUET}")


def _read(file: Path, photos: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each photo the number of its group and of its chain, and the first photo of its group; -1 for none."""
    table = pq.read_table(file)
    place = np.array([int(Path(each).stem) for each in table["path"].to_pylist()], np.int64)
    found = []
    for name in ("group", "chain"):
        numbers = np.full(photos, -1)
        numbers[place] = table[name].combine_chunks().dictionary_encode().indices.to_numpy()
        found.append(numbers)
    group, chain = found
    first = np.full(photos, -1)
    is_first = place[np.array(table["sameness"].to_pylist()) == "first"]
    of_group = np.zeros(len(is_first), np.int64)
    of_group[group[is_first]] = is_first
    first[place] = of_group[group[place]]
    return group, chain, first


if __name__ == "__main__":
    sys.exit(main())
