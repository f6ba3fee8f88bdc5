"""Which photo is for training, which for checking: decided once, written to a file, and fair.

Fair means stratified (each breed has its share on each side) and without leaks (photos that are copies of one another,
or cut out of one another, stay on one side).
"""

import csv
import io
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.tables import TableError, read_table
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, said, with_bytes_restored
from training.files import write_text

FORMAT = "pawsort-split 1"
STUDY_SEED = 1337
COLUMNS, CONTENT = ("path", "label", "side"), "sha256"
# What a spreadsheet adds to a comment line when it keeps the file.
_AROUND_A_COMMENT = ' \t;,"'

Groups = Sequence[int] | NDArray[np.int64]


class Side(StrEnum):
    """What a photo is for.

    `LEFT_OUT` photos are copies of one on the other side that could not be moved there, or files that Keras, whose
    split was asked for, does not take.
    """

    TRAINING = "training"
    VALIDATION = "validation"
    TEST = "test"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Split:
    """A decision for every photo of a set.

    Attributes:
        kind: how it was made: "study", "keras", "official" or "three-way".
        seed: of the random choice.
        data_sha256: hash of the data (`photos.data_sha256`) that was split; empty when it is not known.
        sides: for each photo (path relative to the data's root), its breed and side, in the order of the set.
        contents: for each photo the SHA-256 of its file, by which it is known under another name; empty where the split
            was made without.
    """

    kind: str
    seed: int
    data_sha256: str
    sides: Mapping[str, tuple[str, Side]]
    contents: Mapping[str, str] = field(default_factory=dict)

    def counts(self) -> dict[Side, int]:
        """Photos a side, in the order of `Side`, sides without photos left out."""
        counted = Counter(side for _, side in self.sides.values())
        return {side: counted[side] for side in Side if counted[side]}

    def photos(self, photos: PhotoSet, side: Side) -> PhotoSet:
        """The photos of one side, where all of the split's are there (`since.split_now` for data that changed).

        Raises:
            DataError: the split names a photo that is not in the set, as for other data or a photo that was removed.
        """
        by_name = {photos.name_of(photo): photo for photo in photos.photos}
        missing = [name for name in self.sides if name not in by_name]
        if missing:
            raise DataError(
                f"{photos.root}: the split names {len(missing)} photos that are not there, such as {missing[0]}. "
                "Use the data that was split, or split again."
            )
        return photos.chosen(by_name[name] for name, (_, on) in self.sides.items() if on is side)


def keras_order(count: int, seed: int = STUDY_SEED) -> NDArray[np.int64]:
    """The order in which `keras.utils.image_dataset_from_directory(shuffle=True, seed=seed)` lines files up.

    Args:
        count: number of files, which Keras sorts by class and by name before.
        seed: as given to Keras.

    Returns:
        int64 `[count]`. Keras takes the last `int(validation_split * count)` of it for validation.
    """
    order = np.arange(count)
    np.random.RandomState(seed).shuffle(order)
    return order


def stratified_split(
    photos: PhotoSet, groups: Groups, fractions: Mapping[Side, float], seed: int = STUDY_SEED
) -> list[Side]:
    """Give each side its fraction of every breed, and keep groups together.

    Args:
        photos: what to split.
        groups: for each photo, the number of its group (`duplicates.duplicate_groups`).
        fractions: of validation and test photos, each above 0 and together below 1; the rest is for training.
        seed: same seed, same split.

    Returns:
        A side for each photo. Validation has `int(fraction * photos)`, as in Keras, unless groups are in the way.

    Raises:
        DataError: a breed has not enough photos, or groups, to be on every side.
    """
    held_out = {side: share for side, share in fractions.items() if side is not Side.TRAINING}
    if not held_out or min(held_out.values()) <= 0 or sum(held_out.values()) >= 1:
        raise DataError("the validation and test fractions must be above 0, and together below 1.")
    photos.require_trainable(fewest=1 + len(held_out))
    units = _units(photos, groups, seed)
    free = set(range(len(units)))
    sides = [Side.TRAINING] * len(photos)
    for side, share in held_out.items():
        wanted = _quotas(photos.counts(), share)
        for number in sorted(free):
            breeds = Counter(photos.photos[member].breed for member in units[number])
            if all(wanted[breed] >= count for breed, count in breeds.items()):
                wanted.subtract(breeds)
                free.discard(number)
                for member in units[number]:
                    sides[member] = side
        for number in _for_breeds_without(side, photos, sides, units, free):
            free.discard(number)
            for member in units[number]:
                sides[member] = side
    _require_every_breed(photos, sides, [Side.TRAINING, *held_out])
    return sides


def keras_split(
    photos: PhotoSet, groups: Groups, files: Sequence[Path], share: float = 0.2, seed: int = STUDY_SEED
) -> tuple[list[Side], int]:
    """The very photos that Keras's `validation_split` picks, as the study did; it is not stratified.

    Photos whose copy is for training are moved to training, so that nothing leaks: with duplicates in the data,
    validation has a few photos fewer than `int(share * files)`. Photos that Keras does not take are left out.

    Args:
        photos: what to split.
        groups: as in `stratified_split`.
        files: all that Keras takes, in its order (`keras_files.files_of_keras`), also such as are no photos here.
        share: of the validation photos.
        seed: as given to Keras.

    Returns:
        A side for each photo, and how many were moved to training.
    """
    photos.require_trainable(fewest=2)
    order = keras_order(len(files), seed)
    validation = {files[number] for number in order[len(files) - int(share * len(files)) :]}
    taken = set(files)
    sides = [
        Side.LEFT_OUT if photo.path not in taken else Side.VALIDATION if photo.path in validation else Side.TRAINING
        for photo in photos.photos
    ]
    trained = {groups[number] for number, side in enumerate(sides) if side is Side.TRAINING}
    moved = [number for number, side in enumerate(sides) if side is Side.VALIDATION and groups[number] in trained]
    for number in moved:
        sides[number] = Side.TRAINING
    return sides, len(moved)


def official_split(photos: PhotoSet, groups: Groups, table: Path) -> list[Side]:
    """The split that Stanford Dogs was published with (12,000 training, 8,580 test photos).

    The test side is left as it is. Training photos that are copies of a test photo are left out.

    Args:
        photos: what to split, found in the table by file name.
        groups: as in `stratified_split`.
        table: CSV with the columns `file` and `split` ("train" or "test").

    Raises:
        DataError: the table cannot be read or does not know a photo.
    """
    try:
        rows = read_table(table, ("file", "split")).rows
        side_of = {_file_name(row["file"]): row["split"].strip().lower() for _, row in rows}
    except TableError as error:
        raise DataError(f"{table}: cannot be read as a table of the official split ({said(error)}).") from error
    known = {"train": Side.TRAINING, "test": Side.TEST}
    sides = []
    for photo in photos.photos:
        side = known.get(side_of.get(_file_name(photo.path.name), ""))
        if side is None:
            raise DataError(f"{photo.path}: not in the official split ({table}). Use --kind study or three-way.")
        sides.append(side)
    tested = {groups[number] for number, side in enumerate(sides) if side is Side.TEST}
    return [
        Side.LEFT_OUT if side is Side.TRAINING and groups[number] in tested else side
        for number, side in enumerate(sides)
    ]


def _file_name(path: str) -> str:
    """The name of a file without its folders, as any system may have written it."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").rpartition("/")[2])


def make_split(
    photos: PhotoSet,
    sides: Sequence[Side],
    *,
    kind: str,
    seed: int,
    data_sha256: str = "",
    contents: Sequence[str] = (),
) -> Split:
    """Name the sides by the photos' paths; `contents` are the hashes of their files, where they are known."""
    named = {photos.name_of(photo): (photo.breed, side) for photo, side in zip(photos.photos, sides, strict=True)}
    return Split(kind, seed, data_sha256, named, dict(zip(named, contents, strict=True)) if contents else {})


def leaks(photos: PhotoSet, split: Split, groups: Groups) -> list[tuple[LabelledPhoto, LabelledPhoto]]:
    """Pairs of photos of one group that lie on different sides; empty for a fair split."""
    first: dict[int, dict[Side, LabelledPhoto]] = defaultdict(dict)
    for photo, group in zip(photos.photos, groups, strict=True):
        _, side = split.sides.get(photos.name_of(photo), ("", Side.LEFT_OUT))
        if side is not Side.LEFT_OUT:
            first[group].setdefault(side, photo)
    pairs = []
    for by_side in first.values():
        one, *others = by_side.values()
        pairs += [(one, other) for other in others]
    return pairs


def write_split(split: Split, file: Path) -> None:
    """Write a split: comment lines with kind, seed and the data's hash, then CSV `path,label,side`. Atomic.

    A fourth column, `sha256`, has the photos' contents where they are known.

    Raises:
        OSError: the file cannot be written; nothing is left half-written.
    """
    text = io.StringIO()
    counts = ", ".join(f"{side.value} {count}" for side, count in split.counts().items())
    text.write(f"# {FORMAT}\n# kind: {split.kind}\n# seed: {split.seed}\n# data_sha256: {split.data_sha256}\n")
    text.write(f"# photos: {counts}\n")
    # Python quotes what stands in the end of a line; a carriage return in a name would end one for whoever reads it.
    odd = any("\r" in name or "\r" in breed for name, (breed, _) in split.sides.items())
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if odd else csv.QUOTE_MINIMAL)
    columns = (*COLUMNS, CONTENT) if split.contents else COLUMNS
    writer.writerow(columns)
    for name, (breed, side) in split.sides.items():
        writer.writerow((name, breed, side.value, split.contents.get(name, ""))[: len(columns)])
    write_text(file, text.getvalue())


def read_split(file: Path) -> Split:
    """Read a split that `write_split` wrote.

    Raises:
        DataError: the file is missing, no split, or names an unknown side.
    """
    try:
        # Kind and seed are plain letters, in whatever encoding a spreadsheet kept the file.
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise DataError(f"{file}: cannot be read ({error.strerror}).") from error
    comments = [line.strip(_AROUND_A_COMMENT) for line in takewhile(_is_comment, lines)]
    if not comments or comments[0] != f"# {FORMAT}":
        raise DataError(f"{file}: not a split file. Write one with `python -m training split DATA --out {file.name}`.")
    header = dict(line[2:].split(": ", 1) for line in comments if ": " in line)
    try:
        rows = read_table(file, COLUMNS).rows
        names = [with_bytes_restored(row["path"]) for _, row in rows]
        sides = {
            name: (with_bytes_restored(row["label"]), Side(row["side"].strip()))
            for name, (_, row) in zip(names, rows, strict=True)
        }
        contents = {name: row[CONTENT] for name, (_, row) in zip(names, rows, strict=True) if row.get(CONTENT)}
        return Split(header["kind"], int(header["seed"]), header.get("data_sha256", ""), sides, contents)
    except (TableError, KeyError, ValueError) as error:
        raise DataError(f"{file}: damaged split file ({said(error)}). Split again.") from error


def _is_comment(line: str) -> bool:
    return line.lstrip(_AROUND_A_COMMENT).startswith("# ")


def _units(photos: PhotoSet, groups: Groups, seed: int) -> list[list[int]]:
    """The members of each group, groups in random order."""
    members: dict[int, list[int]] = defaultdict(list)
    for number in keras_order(len(photos), seed):
        members[groups[number]].append(int(number))
    return list(members.values())


def _for_breeds_without(
    side: Side, photos: PhotoSet, sides: Sequence[Side], units: Sequence[Sequence[int]], free: set[int]
) -> list[int]:
    """Units for the breeds that have none on a side, because each has more photos than their share: the smallest.

    A unit is taken only where its breeds keep another one, so that they can be trained on.
    """
    have = {photo.breed for photo, on in zip(photos.photos, sides, strict=True) if on is side}
    breeds_of = {number: {photos.photos[member].breed for member in units[number]} for number in free}
    left = Counter(breed for breeds in breeds_of.values() for breed in breeds)
    taken: list[int] = []
    for breed in photos.breeds:
        if breed in have:
            continue
        fitting = [
            number
            for number, breeds in breeds_of.items()
            if breed in breeds and number not in taken and all(left[each] > 1 for each in breeds)
        ]
        if fitting:
            number = min(fitting, key=lambda each: (len(units[each]), each))
            taken.append(number)
            have |= breeds_of[number]
            left.subtract(breeds_of[number])
    return taken


def _quotas(counts: Mapping[str, int], share: float) -> Counter[str]:
    """Whole numbers of photos a breed that add up to `int(share * all)`: largest remainders, at least one each."""
    total = max(int(share * sum(counts.values())), len(counts))
    exact = {breed: share * count for breed, count in counts.items()}
    quotas = Counter({breed: max(1, int(value)) for breed, value in exact.items()})
    by_remainder = sorted(counts, key=lambda breed: (int(exact[breed]) - exact[breed], breed))
    while (missing := total - quotas.total()) > 0:
        quotas.update(by_remainder[:missing])
    return quotas


def _require_every_breed(photos: PhotoSet, sides: Sequence[Side], wanted: Sequence[Side]) -> None:
    have = {(photo.breed, side) for photo, side in zip(photos.photos, sides, strict=True)}
    for breed in photos.breeds:
        for side in wanted:
            if (breed, side) not in have:
                raise DataError(
                    f"{photos.root}: no photo of {breed} is left for {side.value}, because copies of a photo, and "
                    "photos of one animal, stay on one side. Add photos of this breed, or leave it out (--breeds)."
                )
