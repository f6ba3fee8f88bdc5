"""What a photo looks like in a few bytes, so that copies of it are found among thousands.

Each photo gets the perceptual hash of Zauner (2010, "Implementation and benchmarking of perceptual image hash
functions": signs of the low frequencies of a cosine transform, here by imagehash), that of its mirror image, and a
grey thumbnail with which candidates are verified. Both are of the whole photo squashed to a square, so a copy in
another size or shape has nearly the same.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from desktop_app.commands.fault_sentences import sentence
from desktop_app.files import replacing
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from training.datasets.cache import cache_folder
from training.files import read_arrays

THUMBNAIL_EDGE = 32
_DECODED_EDGE = 64
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is remembered of one photo.

    Attributes:
        sha256: of the file's bytes; empty when the file could not even be read.
        width: pixels across, upright; 0 for an unreadable photo.
        height: pixels down, upright; 0 for an unreadable photo.
        hash: perceptual hash, 64 bits.
        mirrored_hash: that of the mirror image.
        thumbnail: uint8 `[32, 32]`, grey.
        error: why the photo is unreadable; empty when it is fine.
    """

    sha256: str
    width: int
    height: int
    hash: int
    mirrored_hash: int
    thumbnail: NDArray[np.uint8]
    error: str = ""


def fingerprint_of_picture(image: Image.Image) -> tuple[int, int, NDArray[np.uint8]]:
    """Perceptual hash, that of the mirror image, and the grey thumbnail uint8 `[32, 32]` of an upright picture."""
    small = image.convert("L").resize((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    hashes = [int(str(imagehash.phash(each)), 16) for each in (small, ImageOps.mirror(small))]
    return hashes[0], hashes[1], np.asarray(small, dtype=np.uint8)


def fingerprints(
    paths: Sequence[Path], progress: Callable[[int, int], None] | None = None, *, use_cache: bool = True
) -> list[Fingerprint]:
    """Fingerprint each photo; unreadable ones get an `error` instead of an exception.

    Args:
        paths: the files.
        progress: called with the number done and the number of all, now and then.
        use_cache: remember fingerprints by content, so that the next command need not decode again.
    """
    known = _load_cache() if use_cache else {}
    results: list[Fingerprint] = []
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for done, result in enumerate(pool.map(lambda path: _of_file(path, known), paths), start=1):
            results.append(result)
            if progress and (done % 64 == 0 or done == len(paths)):
                progress(done, len(paths))
    fresh = {each.sha256: each for each in results if each.sha256 and not each.error and each.sha256 not in known}
    if use_cache and fresh:
        _save_cache(known | fresh)
    return results


def _of_file(path: Path, known: dict[str, Fingerprint]) -> Fingerprint:
    nothing = np.zeros((THUMBNAIL_EDGE, THUMBNAIL_EDGE), np.uint8)
    try:
        content = path.read_bytes()
    except OSError as error:
        return Fingerprint("", 0, 0, 0, 0, nothing, error.strerror or "cannot be read")
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 in known:
        return known[sha256]
    try:
        decoded = decode_photo(content, _DECODED_EDGE)
    except UnreadablePhotoError as error:
        return Fingerprint(sha256, 0, 0, 0, 0, nothing, sentence(error.fault))
    plain, mirrored, thumbnail = fingerprint_of_picture(decoded.image)
    return Fingerprint(sha256, decoded.width, decoded.height, plain, mirrored, thumbnail)


def _cache_file() -> Path:
    return cache_folder("fingerprints") / f"fingerprints-{_VERSION}.npz"


def _load_cache() -> dict[str, Fingerprint]:
    try:
        stored = read_arrays(_cache_file())
        columns = [stored[name] for name in ("sha256", "size", "hashes", "thumbnails")]
        if columns[3].shape[1:] != (THUMBNAIL_EDGE, THUMBNAIL_EDGE) or columns[3].dtype != np.uint8:
            raise ValueError("its thumbnails have another shape")
        return {
            str(sha256): Fingerprint(str(sha256), int(size[0]), int(size[1]), int(hashes[0]), int(hashes[1]), thumbnail)
            for sha256, size, hashes, thumbnail in zip(*columns, strict=True)
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError, OverflowError):
        return {}  # missing or damaged: it is only a cache


def _save_cache(known: dict[str, Fingerprint]) -> None:
    records = list(known.values())
    try:
        with replacing(_cache_file(), durable=False) as draft, draft.open("wb") as opened:
            np.savez(
                opened,
                sha256=np.array([each.sha256 for each in records], dtype="U64"),
                size=np.array([(each.width, each.height) for each in records], dtype=np.int32),
                hashes=np.array([(each.hash, each.mirrored_hash) for each in records], dtype=np.uint64),
                thumbnails=np.stack([each.thumbnail for each in records]),
            )
    except OSError:
        return  # a full disk: the cache stays as it was
