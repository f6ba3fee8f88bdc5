"""How good is the pack that ships? `pawsort label` looks at photos that it was not trained on.

`python -m benchmarks accuracy` prints the figures of the model card, and how many photos get another first
suggestion when they are turned, mirrored, brightened or shrunk. `PAWSORT_DATA` names the folder with the photos,
`PAWSORT_MODEL` another pack, `PAWSORT_CAREFUL=1` lets it look carefully.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

from benchmarks.held_out import of_side
from benchmarks.pack import OTHER, breed_of_folder, pack_breeds
from benchmarks.photos import DEFAULT_DATA
from benchmarks.small_dogs import small_dogs
from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.imaging.decode import decode_photo
from desktop_app.paths import assets_folder
from training.bundled.photos import MORE_BREEDS
from training.datasets.breeds import stanford_breeds
from training.datasets.splits import Side
from training.evaluation.calibration import bootstrap_interval, calibration_error_by_chance, expected_calibration_error

DEV = "other_sources_dev"
CHANGED_EVERY = 3
EDGE = 640
NO_KIND = "none"
CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is, written anew": lambda image: image,
    "mirrored": ImageOps.mirror,
    "turned by 10°": lambda image: image.rotate(10, Image.Resampling.BICUBIC, expand=True),
    "turned by 90°": lambda image: image.rotate(90, expand=True),
    "turned by 270°": lambda image: image.rotate(270, expand=True),
    "upside down": lambda image: image.rotate(180),
    "brightened by 30 %": lambda image: ImageEnhance.Brightness(image).enhance(1.3),
    "a quarter as wide": lambda image: image.resize((max(1, image.width // 4), max(1, image.height // 4))),
}
Row = dict[str, Any]


def label(paths: Sequence[Path]) -> list[Row]:
    """What `pawsort label` says of these files, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "labels.jsonl"
        command = [sys.executable, "-m", "desktop_app", "label", *map(str, paths), "--out", str(table), "--top", "5"]
        if os.environ.get("PAWSORT_CAREFUL"):
            command.append("--careful")
        if os.environ.get("PAWSORT_MODEL"):
            command += ["--model", os.environ["PAWSORT_MODEL"]]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        rows = {row["photo"]: row for row in map(json.loads, table.read_text(encoding="utf-8").splitlines())}
    return [rows[str(path)] for path in paths]


def share(name: str, hits: Sequence[bool]) -> None:
    """Print a share with its 95 % interval."""
    values = np.array(hits, dtype=float)
    low, high = bootstrap_interval(len(values), lambda rows: float(values[rows].mean()))
    print(f"  {name:48} {values.mean():.3f} ({low:.3f} to {high:.3f}) of {len(values)}")


def known_breeds(name: str, paths: Sequence[Path], ids: Sequence[str]) -> list[tuple[str, bool]]:
    """Print the figures of photos of breeds that the pack knows.

    Args:
        name: of the set.
        paths: the photos.
        ids: of their breeds.

    Returns:
        the breed of each photo, and whether it was the first suggestion.
    """
    rows = label(paths)
    right = [row["breed_1_id"] == breed_id for row, breed_id in zip(rows, ids, strict=True)]
    print(name)
    share("top-1", right)
    firsts = [{row[f"breed_{k}_id"] for k in range(1, 6)} for row in rows]
    share("top-5", [breed_id in first for first, breed_id in zip(firsts, ids, strict=True)])
    first = np.array([row["probability_1"] for row in rows])
    # Two columns are enough: the error looks at the first suggestion alone.
    shown = np.stack([first, np.minimum(1 - first, first - 1e-9)], axis=1)
    error = expected_calibration_error(shown, np.where(right, 0, 1))
    print(f"  {'calibration error, 15 bins':48} {error:.3f}; {calibration_error_by_chance(shown):.3f} by chance alone")
    sure = [row["confidence"] == "sure" for row in rows]
    share("shown as sure", sure)
    share("right where sure", [hit for hit, certain in zip(right, sure, strict=True) if certain])
    maybe = [(each, row) for each, row in zip(ids, rows, strict=True) if row["confidence"] == "maybe"]
    if maybe:
        share("breed in the short set where maybe", [each in row["breed_set"] for each, row in maybe])
    of_kinds(rows, ids)
    share("taken for dogs", [row["status"] == "ok" for row in rows])
    share("more than one dog", [(row["dogs"] or 0) > 1 for row in rows])
    return list(zip(ids, right, strict=True))


def of_kinds(rows: Sequence[Row], ids: Sequence[str]) -> None:
    """Print how often the kind is right; photos of breeds that have none count as wrong where one is said."""
    kinds = bundled_kinds()
    right = [row["kind"] is not None and row["kind"] == kinds.of(each) for row, each in zip(rows, ids, strict=True)]
    share("kind of dog", right)
    sure = [row["kind_confidence"] == "sure" for row in rows]
    share("kind shown as sure", sure)
    share("kind right where sure", [hit for hit, certain in zip(right, sure, strict=True) if certain])


def by_breed(hits: Sequence[tuple[str, bool]]) -> None:
    """Print how often every breed's first suggestion is right, as the table of `docs/model_card_breeds.md`."""
    book = BreedBook.load_folder(assets_folder() / "breeds")
    by_name("breed", [(book.name(breed_id), hit) for breed_id, hit in hits])


def by_kind(hits: Sequence[tuple[str, bool]]) -> None:
    """Print the same of the breeds of each kind together."""
    book, kinds = BreedBook.load_folder(assets_folder() / "breeds"), bundled_kinds()
    by_name("breeds of the kind", [(book.name(kinds.of(breed_id) or NO_KIND), hit) for breed_id, hit in hits])


def by_name(heading: str, hits: Sequence[tuple[str, bool]]) -> None:
    """Print a table of shares by name. The intervals are those of Wilson (1927), 95 %; the hardest come first."""
    rows = []
    for name in {name for name, _ in hits}:
        each = [hit for other, hit in hits if other == name]
        count, right = len(each), sum(each)
        middle = (right + 1.92) / (count + 3.84)
        half = 1.96 * (right * (count - right) / count + 0.96) ** 0.5 / (count + 3.84)
        interval = f"{middle - half:.2f} to {middle + half:.2f}"
        rows.append((right / count, name.lower(), f"| {name} | {count} | {right / count:.2f} | {interval} |"))
    print(f"| {heading} | photos | right | interval |\n| --- | --- | --- | --- |")
    for _, _, words in sorted(rows):
        print(words)


def changed(name: str, paths: Sequence[Path]) -> None:
    """Print how many photos get another first suggestion when they are changed."""
    before = [row["breed_1_id"] for row in label(paths)]
    print(f"first suggestion changed: {name}")
    with tempfile.TemporaryDirectory() as folder:
        for number, (what, change) in enumerate(CHANGES.items()):
            files = []
            for place, path in enumerate(paths):
                image = decode_photo(path.read_bytes(), EDGE).image
                files.append(Path(folder) / f"{number}-{place:04d}.jpg")
                change(image).save(files[-1], quality=92)
            after = [row["breed_1_id"] for row in label(files)]
            share(what, [old != new for old, new in zip(before, after, strict=True)])


def wnid_of(path: Path) -> str:
    """The breed's id in the name of a folder of Stanford Dogs."""
    return path.parent.name.partition("-")[0]


def main() -> int:
    data = Path(os.environ.get("PAWSORT_DATA", DEFAULT_DATA)).resolve()
    held = {Side.VALIDATION, Side.TEST}
    dev = sorted(path for path in (data / DEV).rglob("*") if path.is_file())
    others = [path for path in dev if path.parent.name.startswith(OTHER)]
    known = [path for path in dev if not path.parent.name.startswith(OTHER)]
    hits = known_breeds("other sources, the 120 breeds", known, list(map(wnid_of, known)))
    more = of_side(data, f"{MORE_BREEDS}/", {Side.VALIDATION})
    beside = [path for path in more if wnid_of(path) in stanford_breeds()]
    hits += known_breeds("photos beside those of further breeds, the 120 breeds", beside, list(map(wnid_of, beside)))
    further = of_side(data, f"{MORE_BREEDS}/", {Side.TEST})
    hits += known_breeds("further breeds, test side", further, [f"breed:{path.parent.name}" for path in further])
    print("other breeds: other sources, and beside those of further breeds")
    strangers = [path for path in others if not learned(path)] + [path for path in more if path not in set(beside)]
    rows = label(strangers)
    share("shown as sure", [row["confidence"] == "sure" for row in rows])
    share("kind shown as sure", [row["kind_confidence"] == "sure" for row in rows])
    share("taken for dogs", [row["status"] == "ok" for row in rows])
    whole = of_side(data, "whole_photos/", held)
    hits += known_breeds("whole photos of Stanford Dogs, held out", whole, list(map(wnid_of, whole)))
    crops = of_side(data, "stanford_dogs_train/", {Side.TEST})
    hits += known_breeds("Stanford Dogs crops, test side", crops, list(map(wnid_of, crops)))
    with tempfile.TemporaryDirectory() as folder:
        small = small_dogs(data, Path(folder))
        known_breeds("dogs that are small in the photo", *map(list, zip(*small, strict=True)))
    no_dogs = of_side(data, "other_animals_and_things/", held)
    sets = {
        "dogs of unknown breed, held out": of_side(data, "dogs_of_unknown_breed/", held),
        "cats, held out": [path for path in no_dogs if path.parent.name == "cat"],
        "other things, held out": [path for path in no_dogs if path.parent.name != "cat"],
        "phone photos of two dogs": sorted(path for path in (data / "phone_photos").rglob("*") if path.is_file()),
    }
    for name, paths in sets.items():
        print(name)
        share("taken for dogs", [row["status"] == "ok" for row in label(paths)])
    by_kind(hits)
    by_breed(hits)
    changed("other sources, the 120 breeds", known[::CHANGED_EVERY])
    changed("whole photos of Stanford Dogs, held out", whole)
    return 0


def learned(path: Path) -> bool:
    """Whether a photo from other sources shows a breed that the pack learned from photos of further breeds."""
    return breed_of_folder(path.parent.name) in pack_breeds()


if __name__ == "__main__":
    sys.exit(main())
