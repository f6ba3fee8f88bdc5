"""Photos that are the same: byte for byte, or re-compressed, resized, mirrored, or cut out of one another.

A split that puts two of them on different sides measures memory instead of sight, so they are found first and kept
together.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PureWindowsPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from desktop_app.tables import TableError, read_table
from training.datasets.fingerprints import Fingerprint, fingerprint_of_picture
from training.datasets.photos import DataError, LabelledPhoto, said

# Measured on the 12,000 training crops of Stanford Dogs and 755 other photos: copies (JPEG quality 10, a quarter of
# the size, stretched, mirrored) differ in 4 bits at most and correlate by 0.99 or more. All 117 pairs that these limits
# find were looked at: each is one photo, often in other colours. With 18 bits and 0.85, 16 of 37 further pairs are not.
MOST_DIFFERENT_BITS = 14
LEAST_CORRELATION = 0.90

_STANFORD_STEM = re.compile(r"n\d{8}_\d+")
_ROWS_AT_ONCE = 512
_SIDES = ("x", "y", "w", "h")

Box = tuple[int, int, int, int]


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
        One pair for every two photos found the same, the strictest kind first where several hold.
    """
    pairs: dict[tuple[int, int], Sameness] = {}
    for kind, candidates in (
        (Sameness.EXACT, _equal([each.sha256 for each in prints])),
        (Sameness.NEAR, _near(prints, mirrored=False)),
        (Sameness.MIRRORED, _near(prints, mirrored=True)),
        (Sameness.TWIN, _equal([_stanford_number(path) for path in paths])),
        (Sameness.TWIN, _crops_of(paths, prints, boxes or {})),
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


def _near(prints: Sequence[Fingerprint], *, mirrored: bool) -> Iterable[tuple[int, int]]:
    """Pairs within the limits, by comparing each hash with all later ones: 72 million pairs take about a second."""
    readable = np.array([number for number, each in enumerate(prints) if not each.error], dtype=np.int64)
    if len(readable) < 2:
        return
    hashes = np.array([prints[number].hash for number in readable], dtype=np.uint64)
    others = hashes if not mirrored else np.array([prints[number].mirrored_hash for number in readable], np.uint64)
    pictures = _standardised([prints[number].thumbnail for number in readable])
    turned = pictures if not mirrored else _standardised([prints[n].thumbnail[:, ::-1] for n in readable])
    for start in range(0, len(readable), _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, len(readable))
        different = np.bitwise_count(hashes[start:stop, None] ^ others[None, start:])
        rows, columns = np.nonzero(different <= MOST_DIFFERENT_BITS)
        later = columns > rows
        rows, columns = rows[later] + start, columns[later] + start
        alike = np.einsum("ij,ij->i", pictures[rows], turned[columns]) >= LEAST_CORRELATION
        for row, column in zip(rows[alike], columns[alike], strict=True):
            yield int(readable[row]), int(readable[column])


def _standardised(thumbnails: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Float32 `[N, 1024]` with mean 0 and length 1: their products are correlations. Flat ones become zero."""
    flat = np.stack(thumbnails).reshape(len(thumbnails), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    length = np.linalg.norm(flat, axis=1, keepdims=True)
    flat /= np.maximum(length, 1e-3)
    return flat


def _crops_of(
    paths: Sequence[Path], prints: Sequence[Fingerprint], boxes: Mapping[str, Sequence[Box]]
) -> Iterable[tuple[int, int]]:
    """Pairs of a whole photo and a photo that looks like what lies in one of its boxes."""
    crops = [
        (number, *_print_of_crop(path, box))
        for number, (path, each) in enumerate(zip(paths, prints, strict=True))
        for box in boxes.get(_stanford_number(path), ())
        if _is_part(box, each)
    ]
    if not crops:
        return
    hashes = np.array([each.hash for each in prints], dtype=np.uint64)
    pictures = _standardised([each.thumbnail for each in prints])
    for number, plain, mirrored, thumbnail in crops:
        for crop_hash, picture in ((plain, thumbnail), (mirrored, thumbnail[:, ::-1])):
            near = np.flatnonzero(np.bitwise_count(hashes ^ np.uint64(crop_hash)) <= MOST_DIFFERENT_BITS)
            alike = pictures[near] @ _standardised([picture])[0] >= LEAST_CORRELATION
            for other in near[alike]:
                if other != number and not prints[other].error:
                    yield min(number, int(other)), max(number, int(other))


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
