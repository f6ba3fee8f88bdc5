"""Are photos grouped right, and how fast? `python -m benchmarks grouping [--only right|fast] [--many 100000]`

Right: versions of photos are made (cropped, re-exposed, reduced, compressed again) and put among strangers: beside each
other in a folder, scattered over folders, or in bursts with another dog five seconds later. Among the strangers are the
hardest that there are: dogs of breeds that look alike, white or black all over, and mirrored photos, for which standing
with their own originals is wrong. The limits were chosen on one half of the photos and are reported on the other;
cats, things and crops of dogs come on top. Then come the copies that the data holds anyway. Printed are precision and
recall of pairs, with 95 % intervals over the photos (bootstrap).
Beside that, how many different dogs of one breed stand together where each breed has a folder.

Fast: made-up photos with distances as real ones have them, in a process of their own: seconds for all, milliseconds
after an edit and after 64 suggestions, megabytes.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from benchmarks.group_photos import Looked, look, opened, version
from benchmarks.held_out import of_side
from benchmarks.photos import DEFAULT_DATA
from desktop_app.catalog.values.animals import Animal
from desktop_app.imaging.fingerprints import GREYS_SIDE
from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
from desktop_app.photos.groups import Grouping, group, regroup
from training.datasets.duplicates import Sameness, find_duplicates
from training.datasets.fingerprints import fingerprints
from training.datasets.splits import Side
from training.evaluation.calibration import bootstrap_interval

CHOSEN_ON = ("whole_photos", "dogs_of_unknown_breed", "other_sources_dev", "more_breeds_train")
COPIED = ("stanford_dogs_train", *CHOSEN_ON)
WITH_VERSIONS, STRANGERS, VERSIONS = 100, 240, 3
# White or black all over, and much alike: of these the training photos hold a hundred each, cut out and squashed.
LOOK_ALIKES = (
    "komondor", "kuvasz", "Great_Pyrenees", "Samoyed", "groenendael", "flat-coated_retriever", "Newfoundland",
    "Scotch_terrier", "affenpinscher", "black-and-tan_coonhound", "West_Highland_white_terrier", "Maltese_dog",
    "schipperke", "Kerry_blue_terrier",
)  # fmt: skip
LOOKING_ALIKE, MIRRORED = 200, 60
CHOOSING, REPORTING = 0, 1
# Strangers among which the copies in the data are looked for.
AMONG = 500
GENTLE, HARD = 0.06, 0.12
IN_A_FOLDER = 100
OF_A_BREED = 30
# Found together, and seen by eye to be one photo, which the search for copies misses.
ALSO_COPIES = (
    ("train_basenji_10", "train_basenji_67"),
    ("maltese_dog", "train_maltese_008"),
    ("train_rhodesian_052", "n02087394_5161"),
    ("scottish_terrier", "train_scotch_terrier_036"),
    ("train_chow_086", "hitkul_1079"),
    ("norfolk_terrier", "sydneybold_778"),
    ("train_bichon_frise_018", "train_bichon_frise_102"),
    ("train_bichon_frise_071", "train_bichon_frise_093"),
    ("n02089078_1825", "n02089078_80"),
    ("train_bearded_collie_29", "train_bearded_collie_54"),
)
SECOND = 10**9
LEAST_PRECISION, LEAST_RECALL, MOST_STEP_MS = 0.98, 0.90, 50.0
NOBODY = np.zeros(0, np.int32)


def photos_in(data: Path, folders: tuple[str, ...]) -> list[Path]:
    endings = {".jpg", ".jpeg", ".png", ".webp"}
    return [path for each in folders for path in sorted((data / each).rglob("*")) if path.suffix.lower() in endings]


def arranged(of: NDArray[np.int64], layout: str) -> PhotosToGroup:
    """The pictures as photos of a session; `of` says which photo each was made from."""
    random = np.random.default_rng(7)
    size = len(of)
    order = random.permutation(size)
    if layout != "scattered":
        order = order[np.argsort(random.permutation(int(of.max()) + 1)[of[order]], kind="stable")]
    by_name, folder, taken = np.empty(size, np.int32), np.empty(size, np.int32), np.zeros(size, np.int64)
    by_name[order] = np.arange(size)
    folder[order] = np.arange(size) // IN_A_FOLDER
    if layout == "bursts":
        steps = np.where(np.diff(of[order], prepend=-1) == 0, 1, 5)
        taken[order] = 1_700_000_000 * SECOND + np.cumsum(steps) * SECOND
    everyone = np.ones(size, np.bool_)
    nobody = np.full(size, -1, np.int32)
    return PhotosToGroup(np.arange(size) + 1, everyone, nobody, (), folder, by_name, taken)


def evidence_of(looked: Looked, rows: NDArray[np.int64], embedded: bool = True) -> GroupEvidence:
    at = np.arange(len(rows), dtype=np.int32)
    evidence = GroupEvidence(len(rows))
    evidence.set_fingerprints(at, looked.fingerprints[rows], np.ones(len(rows), np.bool_))
    if embedded:
        evidence.set_embeddings(at, looked.embeddings[rows])
    return evidence


def pairs_of(grouping: Grouping) -> NDArray[np.int64]:
    pairs = [
        (one, other)
        for each in grouping.groups
        for place, one in enumerate(each.positions.tolist())
        for other in each.positions.tolist()[place + 1 :]
    ]
    return np.array(pairs, np.int64).reshape(-1, 2)


def judged(name: str, grouping: Grouping, of: NDArray[np.int64], asked: bool) -> bool:
    """Print precision and recall of pairs; returns whether both are what is asked for."""
    pairs = pairs_of(grouping)
    right = of[pairs[:, 0]] == of[pairs[:, 1]]
    photos = int(of.max()) + 1
    found = np.bincount(of[pairs[right, 0]], minlength=photos)
    wrong = np.bincount(of[pairs[~right].ravel()], minlength=photos) / 2
    sizes = np.bincount(of, minlength=photos)
    there = sizes * (sizes - 1) // 2

    def precision(rows: NDArray[np.int64]) -> float:
        return float(found[rows].sum() / max(found[rows].sum() + wrong[rows].sum(), 1))

    def recall(rows: NDArray[np.int64]) -> float:
        return float(found[rows].sum() / max(there[rows].sum(), 1))

    every = np.arange(photos)
    texts = []
    for figure in (precision, recall):
        low, high = bootstrap_interval(photos, figure)
        texts.append(f"{figure.__name__} {figure(every):.4f} ({low:.4f} to {high:.4f})")
    good = precision(every) >= LEAST_PRECISION and recall(every) >= LEAST_RECALL
    print(
        f"  {name:52} {', '.join(texts)}, {int(wrong.sum())} wrong{'' if good or not asked else '  MISSED'}", flush=True
    )
    return good or not asked


def same_photos(paths: list[Path]) -> NDArray[np.int64]:
    """For each photo the first that it is a copy of: copies of each other are no strangers."""
    first = np.arange(len(paths))
    place_of = {path.stem: place for place, path in enumerate(paths)}
    pairs = [(pair.first, pair.second) for pair in find_duplicates(paths, fingerprints(paths))]
    pairs += [(place_of[one], place_of[other]) for one, other in ALSO_COPIES if {one, other} <= place_of.keys()]
    for one, other in pairs:
        first[first == first[other]] = first[one]
    return first


def half(path: Path) -> int:
    """In which half of the photos one stands; a crop stands with the photo that it was cut from, named like it."""
    return zlib.crc32(path.stem.encode()) % 2


def right(data: Path) -> bool:
    """Whether photos are grouped right."""
    dogs = photos_in(data, CHOSEN_ON)
    squashed = photos_in(data, ("stanford_dogs_train",))
    alike = [path for path in squashed if path.parent.name.partition("-")[2] in LOOK_ALIKES]
    good = versions("the limits were chosen on this half of the photos", CHOOSING, dogs, alike)
    good &= versions("this half was not looked at before the limits stood", REPORTING, dogs, alike)
    one_breed_a_folder(data)
    others = photos_in(data, ("other_animals_and_things",)) + of_side(data, "stanford_dogs_train/", {Side.TEST})
    return versions("cats, things and crops of dogs, of this half too", REPORTING, others, []) & good & copies(data)


def versions(name: str, which: int, photos: list[Path], alike: list[Path]) -> bool:
    """Whether versions of photos of one half are grouped right, among others of this half."""
    paths, alike = ([path for path in each if half(path) == which] for each in (photos, alike))
    Random(11).shuffle(paths)
    Random(12).shuffle(alike)
    paths = paths[: WITH_VERSIONS + STRANGERS]
    mirrored = [*paths[: MIRRORED // 2], *alike[: MIRRORED // 2]]
    paths += alike[:LOOKING_ALIKE]
    whole = same_photos(paths)
    makers: list[Callable[[], Image.Image]] = [partial(opened, path) for path in paths]
    of, kind = list(whole), [0.0] * len(paths)
    for place, path in enumerate(paths[:WITH_VERSIONS]):
        for off in (GENTLE, HARD):
            for number in range(VERSIONS):
                makers.append(partial(_version, path, off, number))
                of.append(whole[place])
                kind.append(off)
    for number, path in enumerate(mirrored):
        makers.append(partial(_mirrored, path))
        of.append(len(paths) + number)
        kind.append(0.0)
    looked = look(makers)
    origin, off_of = np.array(of), np.array(kind)
    good = True
    for off, words in ((GENTLE, "up to 6 % off each side"), (HARD, "up to 12 % off each side")):
        print(f"{name}: {words}")
        rows = np.flatnonzero((off_of == 0) | (off_of == off))
        # Numbered anew, without gaps.
        each, numbered = np.unique(origin[rows], return_inverse=True)
        for layout in ("bursts", "beside each other", "scattered"):
            placed = arranged(numbered, layout)
            good &= judged(layout, group(placed, evidence_of(looked, rows)), numbered, True)
            without = group(placed, evidence_of(looked, rows, embedded=False))
            good &= judged(f"{layout}, fingerprints alone", without, numbered, layout != "scattered")
        if off == GENTLE:
            good &= animals_stay_apart(looked, rows, len(each))
    return good


def _version(path: Path, off: float, number: int) -> Image.Image:
    return version(opened(path), Random(f"{path.name} {off} {number}"), off)


def _mirrored(path: Path) -> Image.Image:
    return ImageOps.mirror(opened(path))


def one_breed_a_folder(data: Path) -> None:
    """Print how many different dogs of one breed stand together, each breed in a folder of its own.

    Cut out and squashed, dogs in one pose are as alike as different dogs can be. How many pairs of folders come near a
    photo's copies nobody knows of shelters: so this is a figure to compare, and no limit.
    """
    squashed: dict[Path, list[Path]] = {}
    for path in photos_in(data, ("stanford_dogs_train",)):
        if half(path) == REPORTING:
            squashed.setdefault(path.parent, []).append(path)
    paths = [path for own in squashed.values() for path in own[:OF_A_BREED]]
    breeds = {breed: number for number, breed in enumerate(squashed)}
    of, size = same_photos(paths), len(paths)
    looked = look([partial(opened, path) for path in paths])
    folder = np.array([breeds[path.parent] for path in paths], np.int32)
    everyone, nobody, never = np.ones(size, np.bool_), np.full(size, -1, np.int32), np.zeros(size, np.int64)
    order = np.arange(size, dtype=np.int32)
    photos = PhotosToGroup(order.astype(np.int64) + 1, everyone, nobody, (), folder, order, never)
    for name, embedded in (("", True), (", fingerprints alone", False)):
        pairs = pairs_of(group(photos, evidence_of(looked, order.astype(np.int64), embedded)))
        wrong = int(np.count_nonzero(of[pairs[:, 0]] != of[pairs[:, 1]]))
        print(f"{size} dogs of {len(breeds)} breeds, a folder each: {wrong} pairs of different dogs{name}", flush=True)


def animals_stay_apart(looked: Looked, rows: NDArray[np.int64], photos: int) -> bool:
    """Every second picture is of one animal, the others of another: most have a near-duplicate in the other's."""
    arranged_photos = arranged(np.arange(len(rows)) % photos, "scattered")
    animals = (np.arange(len(rows)) % 2).astype(np.int32)
    table = (Animal(1, "Bella"), Animal(2, "Max"))
    kept = PhotosToGroup(
        arranged_photos.photo_ids, arranged_photos.open_to_groups, animals, table, animals, arranged_photos.by_name,
        arranged_photos.taken_at,
    )  # fmt: skip
    found = group(kept, evidence_of(looked, rows))
    apart = len(found.groups) == 2 and all(len(set(animals[each.positions])) == 1 for each in found.groups)
    print(f"  two animals' folders with near-duplicates in both: {'never joined' if apart else 'JOINED'}")
    return apart


def copies(data: Path) -> bool:
    """Copies that the data holds: in other folders, other sizes, other colours."""
    paths = photos_in(data, COPIED)
    pairs = [pair for pair in find_duplicates(paths, fingerprints(paths)) if pair.sameness is Sameness.NEAR]
    ends = sorted({place for pair in pairs for place in (pair.first, pair.second)})
    strangers = Random(3).sample(sorted(set(range(len(paths))) - set(ends)), AMONG)
    shown = [*ends, *strangers]
    looked = look([partial(opened, paths[place]) for place in shown])
    folders = {folder: number for number, folder in enumerate(dict.fromkeys(path.parent for path in paths))}
    folder = np.array([folders[paths[place].parent] for place in shown], np.int32)
    size = len(shown)
    by_name = np.argsort(np.argsort(np.array([str(paths[place]) for place in shown]))).astype(np.int32)
    everyone, nobody, never = np.ones(size, np.bool_), np.full(size, -1, np.int32), np.zeros(size, np.int64)
    photos = PhotosToGroup(np.arange(size) + 1, everyone, nobody, (), folder, by_name, never)
    found = {tuple(sorted(pair)) for pair in pairs_of(group(photos, evidence_of(looked, np.arange(size)))).tolist()}
    place_of = {place: number for number, place in enumerate(shown)}
    wanted = {tuple(sorted((place_of[pair.first], place_of[pair.second]))) for pair in pairs}
    recall = len(found & wanted) / len(wanted)
    print(f"copies among {size} photos of the data: {len(found & wanted)} of {len(wanted)} pairs found ({recall:.3f})")
    for one, other in sorted(found - wanted):
        names = [paths[shown[each]].relative_to(data).as_posix() for each in (one, other)]
        print(f"  found besides: {' and '.join(names)}")
    return recall >= LEAST_RECALL


def made_up(size: int) -> tuple[PhotosToGroup, GroupEvidence]:
    """Moments of one to some photos; fingerprints and embeddings differ as those of real photos do."""
    random = np.random.default_rng(0)
    moments = size // 3
    moment = np.sort(random.integers(0, moments, size))
    looks = random.random((moments, 128)) < random.normal(0.5, 0.06, (moments, 1)).clip(0.35, 0.65)
    evidence, at = GroupEvidence(size), np.arange(size, dtype=np.int32)
    means = np.abs(random.standard_normal((moments, 1280))).astype(np.float16)
    # Soft blobs, four across: photos of the same differ little, others fit over each other about as real ones do.
    blobs = random.integers(0, 16, (moments, 4, 4), dtype=np.uint8)
    for start in range(0, size, 4000):
        some = slice(start, start + 4000)
        rows = moment[some]
        flips = random.random((len(rows), 128)) < random.uniform(0.02, 0.25, (len(rows), 1))
        greys = blobs[rows].repeat(GREYS_SIDE // 4, axis=1).repeat(GREYS_SIDE // 4, axis=2).reshape(len(rows), -1)
        greys = np.clip(greys + random.integers(-2, 3, greys.shape), 0, 15).astype(np.uint8)
        hashes = np.packbits(looks[rows] ^ flips, axis=1)
        prints = np.concatenate([hashes, greys[:, 0::2] << 4 | greys[:, 1::2]], axis=1)
        evidence.set_fingerprints(at[some], prints, np.ones(len(rows), np.bool_))
        noise = np.abs(random.standard_normal((len(rows), 1280))).astype(np.float16)
        evidence.set_embeddings(at[some], means[rows] + np.float16(0.6) * noise)
    when = 1_600_000_000 * SECOND + moment * 60 * SECOND + random.integers(0, 9, size) * SECOND
    taken = np.where(random.random(size) < 0.7, when, 0)
    nobody, everyone = np.full(size, -1, np.int32), np.ones(size, np.bool_)
    return PhotosToGroup(at.astype(np.int64) + 1, everyone, nobody, (), at // 400, at, taken), evidence


def measure(size: int) -> None:
    """Print what grouping so many photos takes, as JSON."""
    photos, evidence = made_up(size)
    random = np.random.default_rng(1)

    def timed(act: Callable[[], object]) -> tuple[float, float]:
        clock, computed = time.perf_counter(), time.process_time()
        act()
        return time.perf_counter() - clock, time.process_time() - computed

    grouping = group(photos, evidence)
    first = random.integers(0, size, 9).astype(np.int32)
    figures = {"all, seconds": timed(lambda: group(photos, evidence))}
    edits = [timed(partial(regroup, grouping, photos, evidence, changed=first[k : k + 1])) for k in range(9)]
    figures["after an edit, ms"] = tuple(1000 * sorted(each)[4] for each in zip(*edits, strict=True))
    new = np.unique(random.integers(0, size, 64)).astype(np.int32)
    seconds = timed(partial(regroup, grouping, photos, evidence, changed=NOBODY, new_evidence=new))
    figures["after 64 suggestions, ms"] = (1000 * seconds[0], 1000 * seconds[1])
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"figures": figures, "groups": len(grouping.groups), "megabytes": megabytes}))


def fast(many: int) -> bool:
    good = True
    for size in (many // 10, many):
        command = [sys.executable, "-m", "benchmarks.grouping", "--measure", str(size)]
        read = json.loads(
            subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1]
        )
        print(f"{size:,} photos, {read['groups']:,} groups, at most {read['megabytes']:.0f} MB in the process")
        for name, (clock, computed) in read["figures"].items():
            print(f"  {name:30} {clock:9.2f} on the clock, {computed:9.2f} computed")
        limit = 20 if size <= 10_000 else 300
        good &= read["figures"]["all, seconds"][1] <= limit and read["figures"]["after an edit, ms"][1] <= 100
        good &= read["megabytes"] <= 1024
    command = [sys.executable, "-m", "benchmarks.grouping_steps", str(many // 10)]
    steps = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])
    print(f"{many // 10:,} photos in a session, and the interface thread meanwhile")
    for name, (seconds, stalled, computed) in steps.items():
        print(f"  {name:30} {seconds:9.2f} s, longest step {stalled:.1f} ms on the clock, {computed:.1f} ms computed")
        good &= computed <= MOST_STEP_MS
    return good


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks grouping")
    parser.add_argument("--only", choices=("right", "fast"))
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return 0
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    good = options.only == "right" or fast(options.many)
    return int(not (options.only == "fast" or right(data)) or not good)


if __name__ == "__main__":
    sys.exit(main())
