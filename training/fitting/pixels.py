"""Photos decoded once, by the function that the app uses, and kept on disk as they enter a network."""

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
from desktop_app.files import replacing
from desktop_app.imaging.decode import UnreadablePhotoError
from desktop_app.inference.manifest import InputSpec, ResizePolicy
from desktop_app.inference.preprocess import tensors_of_file
from training.datasets.cache import cache_folder
from training.datasets.photos import DataError
from training.fitting.photo_content import hash_of_photos, preprocessing_fingerprint

MOST_NAMED = 5
MOST_IN_MEMORY = 1 << 30


def input_spec(size: int, resize: ResizePolicy) -> InputSpec:
    """Square input of `size` pixels, the photo as a whole."""
    return InputSpec(width=size, height=size, resize=resize)


def decoded_pixels(
    paths: Sequence[Path], spec: InputSpec, progress: Callable[[int, int], None] | None = None
) -> NDArray[np.uint8]:
    """Decode photos, or read what was decoded before.

    Args:
        paths: the files.
        spec: size and resize policy; one view.
        progress: called with the number done and the number of all, after every photo.

    Returns:
        uint8 `[N, height, width, 3]`, RGB; not to be changed. Large sets are mapped into memory from the disk.

    Raises:
        DataError: photos that cannot be read (the first are named), or the disk is full.
    """
    file = cache_folder("pixels") / f"{_key(paths, spec)}.npy"
    if not file.is_file():
        _decode_into(file, paths, spec, progress)
    small = file.stat().st_size <= MOST_IN_MEMORY
    return np.load(file, mmap_mode=None if small else "r")  # type: ignore[no-any-return]


def _key(paths: Sequence[Path], spec: InputSpec) -> str:
    try:
        parts = [hash_of_photos(paths), spec.model_dump_json(), preprocessing_fingerprint(spec)]
    except OSError as error:
        raise DataError(f"{error.filename}: cannot be read ({error.strerror}).") from error
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _decode_into(
    file: Path, paths: Sequence[Path], spec: InputSpec, progress: Callable[[int, int], None] | None
) -> None:
    with replacing(file, durable=False) as draft:
        shape = (len(paths), spec.height, spec.width, 3)
        _require_space(file.parent, int(np.prod(shape)))
        values = np.lib.format.open_memmap(draft, "w+", np.uint8, shape)
        unreadable: list[str] = []
        with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
            for row, result in enumerate(pool.map(lambda path: _pixels(path, spec), paths)):
                if isinstance(result, str):
                    unreadable.append(result)
                else:
                    values[row] = result
                if progress:
                    progress(row + 1, len(paths))
        if unreadable:
            raise DataError(_name_unreadable(unreadable))
        values.flush()


def _pixels(path: Path, spec: InputSpec) -> NDArray[np.uint8] | str:
    try:
        pixels: NDArray[np.uint8] = tensors_of_file(path.read_bytes(), spec)[0]
    except (OSError, UnreadablePhotoError) as error:
        return f"{path} ({sentence(error.fault) if isinstance(error, UnreadablePhotoError) else error})"
    return pixels


def _name_unreadable(unreadable: Sequence[str]) -> str:
    more = len(unreadable) - MOST_NAMED
    named = ", ".join(unreadable[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return (
        f"{len(unreadable)} photos cannot be read: {named}. "
        "`explore` lists all of them. Remove them, or split again: `split` leaves unreadable photos out."
    )


def _require_space(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise DataError(
            f"{folder}: {needed / 1e6:,.0f} MB are needed for the decoded photos, and less is free. "
            "Make room, or set PAWSORT_CACHE to a folder on another disk."
        )
