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
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from desktop_app.commands.fault_sentences import sentence
from desktop_app.imaging.decode import UnreadablePhotoError, decode_photo
from training.datasets.cache import cache_folder
from training.growing_rows import GrowingRows

THUMBNAIL_EDGE = 32
_DECODED_EDGE = 64
_VERSION = 2
_CHUNK = 512
_RECORD = np.dtype(
    [("size", "<i4", 2), ("hashes", "<u8", 2), ("thumbnail", np.uint8, (THUMBNAIL_EDGE, THUMBNAIL_EDGE))]
)


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
        use_cache: remember fingerprints by content, so that only new photos are decoded; what was done before an
            interruption is not done again.
    """
    rows = _rows() if use_cache else None
    results: list[Fingerprint] = []
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        digests = list(pool.map(_digest_of, paths))
        known = _known(rows, [each for each in digests if isinstance(each, bytes)])
        for start in range(0, len(paths), _CHUNK):
            block = slice(start, start + _CHUNK)
            found = list(pool.map(partial(_of_file, known), paths[block], digests[block]))
            if rows is not None:
                _remember(rows, [each for each in found if each.sha256 and bytes.fromhex(each.sha256) not in known])
            results += found
            if progress:
                progress(len(results), len(paths))
    return results


def _digest_of(path: Path) -> bytes | str:
    """SHA-256 of a file, or why it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        return error.strerror or "cannot be read"


def _of_file(known: dict[bytes, Fingerprint], path: Path, digest: bytes | str) -> Fingerprint:
    if isinstance(digest, str):
        return _unreadable("", digest)
    if digest in known:
        return known[digest]
    try:
        content = path.read_bytes()
        decoded = decode_photo(content, _DECODED_EDGE)
    except OSError as error:
        return _unreadable("", error.strerror or "cannot be read")
    except UnreadablePhotoError as error:
        return _unreadable(hashlib.sha256(content).hexdigest(), sentence(error.fault))
    plain, mirrored, thumbnail = fingerprint_of_picture(decoded.image)
    sha256 = hashlib.sha256(content).hexdigest()
    return Fingerprint(sha256, decoded.width, decoded.height, plain, mirrored, thumbnail)


def _unreadable(sha256: str, why: str) -> Fingerprint:
    return Fingerprint(sha256, 0, 0, 0, 0, np.zeros((THUMBNAIL_EDGE, THUMBNAIL_EDGE), np.uint8), why)


def _rows() -> GrowingRows:
    about = {"fingerprints": _VERSION}
    folder = cache_folder("fingerprints") / f"photos-{_VERSION}"
    return GrowingRows(folder, np.dtype(np.uint8), (_RECORD.itemsize,), about)


def _known(rows: GrowingRows | None, digests: Sequence[bytes]) -> dict[bytes, Fingerprint]:
    if rows is None:
        return {}
    try:
        positions = rows.positions(digests)
        there = np.flatnonzero(positions >= 0)
        records = rows.take(positions[there]).view(_RECORD)[:, 0]
    except OSError:
        return {}  # it is only a cache
    known = {digest: _unreadable(digest.hex(), why) for digest, why in rows.unreadable().items()}
    columns = (records[name] for name in ("size", "hashes", "thumbnail"))
    for row, size, hashes, thumbnail in zip(there.tolist(), *columns, strict=True):
        digest = digests[row]
        width, height, plain, mirrored = map(int, (*size, *hashes))
        known[digest] = Fingerprint(digest.hex(), width, height, plain, mirrored, thumbnail)
    return known


def _remember(rows: GrowingRows, fresh: Sequence[Fingerprint]) -> None:
    readable = {bytes.fromhex(each.sha256): each for each in fresh if not each.error}
    records = np.zeros(len(readable), _RECORD)
    for record, each in zip(records, readable.values(), strict=True):
        record["size"] = each.width, each.height
        record["hashes"] = each.hash, each.mirrored_hash
        record["thumbnail"] = each.thumbnail
    with suppress(OSError):  # a full disk: they are computed again the next time
        rows.add(list(readable), records.view(np.uint8).reshape(-1, _RECORD.itemsize))
        rows.add_unreadable({bytes.fromhex(each.sha256): each.error for each in fresh if each.error})
