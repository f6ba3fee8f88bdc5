"""Photos that are the same: byte for byte, or re-compressed, resized, mirrored, or cut out of one another.

A split that puts two of them on different sides measures memory instead of sight, so they are found first and kept
together.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PureWindowsPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from threadpoolctl import threadpool_limits

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.tables import TableError, read_table
from training.datasets.copy_index import CopyIndex, Floats, mirrored_points, points_of, standardised
from training.datasets.fingerprints import Fingerprint, fingerprint_of_picture
from training.datasets.photos import DataError, LabelledPhoto, said

# Measured on the 12,000 training crops of Stanford Dogs and 755 other photos: copies (JPEG quality 10, a quarter of
# the size, stretched, mirrored) differ in 4 bits at most and correlate by 0.99 or more. All 117 pairs that these limits
# find were looked at: each is one photo, often in other colours. With 18 bits and 0.85, 16 of 37 further pairs are not.
MOST_DIFFERENT_BITS = 14
LEAST_CORRELATION = 0.90

_STANFORD_STEM = re.compile(r"n\d{8}_\d+")
_PAIRS_AT_ONCE = 4_096
_SIDES = ("x", "y", "w", "h")

Box = tuple[int, int, int, int]
Pair = tuple[int, int]


class Sameness(StrEnum):
    """In what way two photos are the same."""

    EXACT = "exact"
    NEAR = "near"
    MIRRORED = "mirrored"
    TWIN = "twin"
    ANIMAL = "animal"


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two photos (positions in the list that was searched, `first` < `second`) and how they are the same."""

    first: int
    second: int
    sameness: Sameness


def find_duplicates(
    paths: Sequence[Path], prints: Sequence[Fingerprint], boxes: Mapping[str, Sequence[Box]] | None = None
) -> list[DuplicatePair]:
    """Find the photos that are copies of one another.

    Args:
        paths: the photos' files; a Stanford number in two names ("n02085620_7") makes them twins: the photo and a
            dog cut out of it.
        prints: their fingerprints, in the same order; unreadable ones take part only by their bytes and names.
        boxes: for a Stanford number, the boxes (x, y, width, height) of the dogs in the photo: what lies in a box is
            looked for too, so that a renamed crop of an uncropped photo is found.

    Returns:
        One pair for every two photos found the same, the strictest kind first where several hold. Of more than 32,768
        photos, only those are compared by these rules that `copy_index` proposes.
    """
    # Unreadable photos have black thumbnails, which are like nothing.
    points = points_of([each.thumbnail for each in prints])
    pairs: dict[Pair, Sameness] = {}
    with threadpool_limits(1):  # products of small matrices: threads would wait for each other
        index = CopyIndex(points, LEAST_CORRELATION)
        for kind, candidates in (
            (Sameness.EXACT, _equal([each.sha256 for each in prints])),
            (Sameness.NEAR, _near(prints, index, points, mirrored=False)),
            (Sameness.MIRRORED, _near(prints, index, points, mirrored=True)),
            (Sameness.TWIN, _equal([_stanford_number(path) for path in paths])),
            (Sameness.TWIN, _crops_of(paths, prints, index, boxes or {})),
        ):
            for pair in candidates:
                pairs.setdefault(pair, kind)
    return [DuplicatePair(first, second, kind) for (first, second), kind in sorted(pairs.items())]


def duplicate_groups(count: int, pairs: Iterable[DuplicatePair]) -> NDArray[np.int64]:
    """Number the groups of photos that hang together through pairs.

    Args:
        count: how many photos there are.
        pairs: as `find_duplicates` gives them.

    Returns:
        int64 `[count]`: the position of the first photo of each photo's group; a photo alone has its own.
    """
    ends = np.array([(pair.first, pair.second) for pair in pairs], dtype=np.int64).reshape(-1, 2)
    together = coo_array((np.ones(len(ends), bool), (ends[:, 0], ends[:, 1])), shape=(count, count))
    _, group = connected_components(together, directed=False)
    _, first = np.unique(group, return_index=True)
    return np.asarray(first[group], dtype=np.int64)


def same_animal(photos: Sequence[LabelledPhoto]) -> list[DuplicatePair]:
    """Pairs by which the photos of each animal hang together, as far as the data names animals.

    No copies, and yet as telling: one dog in its kennel in front of the same wall.
    """
    last: dict[str, int] = {}
    pairs = []
    for number, photo in enumerate(photos):
        if photo.animal is not None:
            if photo.animal in last:
                pairs.append(DuplicatePair(last[photo.animal], number, Sameness.ANIMAL))
            last[photo.animal] = number
    return pairs


def read_boxes(table: Path) -> dict[str, list[Box]]:
    """Boxes of the dogs, by the stem of the photo's name.

    Args:
        table: with the columns `file`, `x`, `y`, `w`, `h` (in pixels of the whole photo, with decimals or without).

    Raises:
        DataError: the table cannot be read.
    """
    boxes: dict[str, list[Box]] = defaultdict(list)
    try:
        rows = read_table(table, ("file", *_SIDES)).rows
    except TableError as error:
        raise DataError(f"{table}: cannot be read as a table of boxes ({said(error)}).") from error
    for line, row in rows:
        try:
            x, y, width, height = (_pixels(row[side]) for side in _SIDES)
        except (ValueError, OverflowError) as error:
            numbers = ", ".join(repr(row[side]) for side in _SIDES)
            raise DataError(
                f"{table}: line {line} is no box; {', '.join(_SIDES)} must be numbers of pixels, not {numbers}."
            ) from error
        # A path of any system will do.
        boxes[PureWindowsPath(row["file"].strip()).stem].append((x, y, width, height))
    return dict(boxes)


def _pixels(text: str) -> int:
    """A number as programs write it, or as a spreadsheet with decimal commas does."""
    return round(float(text.replace(",", ".")))


def _stanford_number(path: Path) -> str:
    match = _STANFORD_STEM.search(path.stem)
    return match[0] if match else ""


def _equal(keys: Sequence[str]) -> Iterable[tuple[int, int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key:
            members[key].append(number)
    for numbers in members.values():
        for later in numbers[1:]:
            yield numbers[0], later


def _near(prints: Sequence[Fingerprint], index: CopyIndex, points: Floats, *, mirrored: bool) -> Iterable[Pair]:
    """Pairs within the limits among those that the index proposes; `points` are those of all prints."""
    hashes = np.array([each.hash for each in prints], np.uint64)
    others = np.array([each.mirrored_hash for each in prints], np.uint64) if mirrored else hashes
    for asked, found in index.candidates(mirrored_points(points) if mirrored else points):
        first, second = np.minimum(asked, found), np.maximum(asked, found)
        near = first < second
        near &= np.bitwise_count(hashes[first] ^ others[second]) <= MOST_DIFFERENT_BITS
        first, second = first[near], second[near]
        alike = _alike(
            [prints[number].thumbnail for number in first],
            [prints[number].thumbnail[:, :: -1 if mirrored else 1] for number in second],
        )
        yield from zip(first[alike].tolist(), second[alike].tolist(), strict=True)


def _alike(thumbnails: Sequence[NDArray[np.uint8]], others: Sequence[NDArray[np.uint8]]) -> NDArray[np.bool_]:
    """Which of them correlate with the other at the same place, `[N]`."""
    alike = np.zeros(len(thumbnails), np.bool_)
    for start in range(0, len(thumbnails), _PAIRS_AT_ONCE):
        block = slice(start, start + _PAIRS_AT_ONCE)
        products = np.einsum("ij,ij->i", standardised(thumbnails[block]), standardised(others[block]))
        alike[block] = products >= LEAST_CORRELATION
    return alike


def _crops_of(
    paths: Sequence[Path], prints: Sequence[Fingerprint], index: CopyIndex, boxes: Mapping[str, Sequence[Box]]
) -> Iterable[Pair]:
    """Pairs of a whole photo and a photo that looks like what lies in one of its boxes."""
    inside = [
        (number, box)
        for number, (path, each) in enumerate(zip(paths, prints, strict=True))
        for box in boxes.get(_stanford_number(path), ())
        if _is_part(box, each)
    ]
    if not inside:
        return
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        crops = list(pool.map(lambda each: _print_of_crop(paths[each[0]], each[1]), inside))
    hashes = np.array([each.hash for each in prints], dtype=np.uint64)
    for flipped in (False, True):
        own = np.array([crop[1 if flipped else 0] for crop in crops], np.uint64)
        thumbnails = [crop[2][:, :: -1 if flipped else 1] for crop in crops]
        for asked, proposed in index.candidates(points_of(thumbnails)):
            near = np.bitwise_count(own[asked] ^ hashes[proposed]) <= MOST_DIFFERENT_BITS
            some, others = asked[near], proposed[near]
            alike = _alike([thumbnails[crop] for crop in some], [prints[other].thumbnail for other in others])
            for crop, other in zip(some[alike].tolist(), others[alike].tolist(), strict=True):
                number = inside[crop][0]
                if other != number:
                    yield min(number, other), max(number, other)


def _is_part(box: Box, each: Fingerprint) -> bool:
    """Whether the box lies inside the photo and leaves a good part of it out."""
    fits = box[0] + box[2] <= each.width and box[1] + box[3] <= each.height
    return fits and box[2] * box[3] <= 0.9 * each.width * each.height


def _print_of_crop(path: Path, box: Box) -> tuple[int, int, NDArray[np.uint8]]:
    try:
        image = decode_photo(path.read_bytes(), 1 << 16).image
    except (OSError, UnreadablePhotoError):
        image = Image.new("L", (1, 1))
    left, top, width, height = box
    return fingerprint_of_picture(image.crop((left, top, left + width, top + height)))
