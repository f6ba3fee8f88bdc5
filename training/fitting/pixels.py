"""Photos decoded once, by the function that the app uses, and kept on disk as they enter a network, photo by photo."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.commands.fault_sentences import sentence
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec, ResizePolicy
from desktop_app.inference.preprocess import tensors_of_file
from training.datasets.cache import cache_folder
from training.datasets.photos import DataError
from training.fitting.photo_content import content_of, decoding_name, digests_of_photos
from training.growing_rows import GrowingRows

MOST_NAMED = 5
CHUNK = 256


def input_spec(size: int, resize: ResizePolicy) -> InputSpec:
    """Square input of `size` pixels, the photo as a whole."""
    return InputSpec(width=size, height=size, resize=resize)


def decoded_pixels(
    paths: Sequence[Path], spec: InputSpec, progress: Callable[[int, int], None] | None = None
) -> NDArray[np.uint8]:
    """Decode the photos that were not decoded before; an interrupted call goes on where it stopped.

    Args:
        paths: the files.
        spec: size and resize policy; one view.
        progress: called with the number done and the number of all, after every photo.

    Returns:
        uint8 `[N, height, width, 3]`, RGB; not to be changed. Large sets are mapped into memory from the disk.

    Raises:
        DataError: photos that cannot be read (the first are named), or the disk is full.
    """
    try:
        digests = digests_of_photos(paths)
        rows = _rows_of(spec)
        known = rows.unreadable()
        there = rows.positions(digests) >= 0
        first = {digest: row for row, digest in reversed(list(enumerate(digests))) if not there[row]}
        missing = sorted(row for digest, row in first.items() if digest not in known)
        _require_space(rows, len(missing))
        _decode(rows, paths, digests, missing, spec, progress)
        known = rows.unreadable()
        positions = rows.positions(digests)
        absent = np.flatnonzero(positions < 0).tolist()
        if absent:
            raise DataError(
                _name_unreadable([f"{paths[row]} ({known.get(digests[row], 'damaged')})" for row in absent])
            )
        return rows.take(positions)
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}. The photos could not be decoded.") from error


def _rows_of(spec: InputSpec) -> GrowingRows:
    about = {"decoding": decoding_name(spec)}
    name = hashlib.sha256(json.dumps(about).encode()).hexdigest()[:32]
    shape = (spec.height, spec.width, 3)
    return GrowingRows(cache_folder("pixels") / f"photos-{name}", np.dtype(np.uint8), shape, about)


def _decode(
    rows: GrowingRows,
    paths: Sequence[Path],
    digests: Sequence[bytes],
    missing: Sequence[int],
    spec: InputSpec,
    progress: Callable[[int, int], None] | None,
) -> None:
    known = len(paths) - len(missing)
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for start in range(0, len(missing), CHUNK):
            block, results = missing[start : start + CHUNK], []
            for result in pool.map(lambda row: _pixels(paths[row], digests[row], spec), block):
                results.append(result)
                if progress:
                    progress(known + start + len(results), len(paths))
            decoded = {digests[row]: each for row, each in zip(block, results, strict=True)}
            pixels = {digest: each for digest, each in decoded.items() if not isinstance(each, str)}
            if pixels:
                rows.add(list(pixels), np.stack(list(pixels.values())))
            rows.add_unreadable({digest: each for digest, each in decoded.items() if isinstance(each, str)})


def _pixels(path: Path, digest: bytes, spec: InputSpec) -> NDArray[np.uint8] | str:
    """The pixels of a photo, or why it has none."""
    try:
        pixels: NDArray[np.uint8] = tensors_of_file(content_of(path, digest), spec)[0]
    except UnreadablePhotoError as error:
        return sentence(error.fault)
    return pixels


def _name_unreadable(unreadable: Sequence[str]) -> str:
    more = len(unreadable) - MOST_NAMED
    named = ", ".join(unreadable[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return (
        f"{len(unreadable)} photos cannot be read: {named}. "
        "`explore` lists all of them. Remove them, or split again: `split` leaves unreadable photos out."
    )


def _require_space(rows: GrowingRows, count: int) -> None:
    needed, folder = rows.row_bytes * count, rows.folder.parent
    if shutil.disk_usage(folder).free < needed:
        raise DataError(
            f"{folder}: {needed / 1e6:,.0f} MB are needed for the decoded photos, and less is free. "
            "Make room, or set PAWSORT_CACHE to a folder on another disk."
        )
