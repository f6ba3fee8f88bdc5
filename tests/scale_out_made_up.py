"""Results made up, for tests that need no photos: of any looks, contents and faults."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from desktop_app.imaging.fingerprints import FINGERPRINT_BYTES, GREYS_SIDE, HASH_BYTES
from scale_out import columns
from scale_out.places import Place
from scale_out.results import PARQUET, PHOTOS, RUN, VERSION, Results, parquet_bytes

PACK_HASH = hashlib.sha256(b"pack").hexdigest()
EMBEDDING = 4
BREEDS = ("n02085620-Chihuahua", "n02088364-beagle")


def content_hash_of(text: str) -> str:
    """The SHA-256 of a text, as photos have one of their bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def outcome(path: str, content: str, fingerprint: bytes) -> PhotoOutcome:
    """What came of a readable photo."""
    said = Suggestion(SuggestionStatus.OK, 0.9, (RankedBreed(BREEDS[0], 0.75), RankedBreed(BREEDS[1], 0.25)))
    return PhotoOutcome(0, Path(path), FileFacts(1, 1, content_hash_of(content), fingerprint=fingerprint), said, None)


def unreadable(path: str, content: str | None = None) -> PhotoOutcome:
    """What came of a photo that could not be read, or (with content) not be decoded."""
    facts = None if content is None else FileFacts(1, 1, content_hash_of(content))
    return PhotoOutcome(0, Path(path), facts, None, Fault("photo.damaged"))


def labelled(folder: Path, partitions: Sequence[Sequence[PhotoOutcome]]) -> Results:
    """A folder of results with these finished partitions."""
    run = {
        "version": VERSION,
        "pack": "made up",
        "pack_hash": PACK_HASH,
        "embedding_size": EMBEDDING,
        "breeds": list(BREEDS),
        "names": dict.fromkeys(BREEDS, "Dog"),
        "sources": [],
        "memory": None,
    }
    place = Place.of(str(folder))
    (place / RUN).write(json.dumps(run).encode())
    for number, photos in enumerate(partitions):
        rows = [(str(each.path), each, 0) for each in photos]
        table = columns.table_of(rows, PACK_HASH, columns.schema(EMBEDDING, len(BREEDS)))
        (place / PHOTOS / f"{number:05}{PARQUET}").write(parquet_bytes(table))
    return Results.of(place)


def fingerprint_of(seed: int, *, flipped: Sequence[int] = (), noise: int = 0) -> bytes:
    """A fingerprint of soft blobs.

    Args:
        seed: fingerprints of one seed are of one photo.
        flipped: bits of its hash that are turned.
        noise: seed of small differences in its tiny photo; 0 for none.
    """
    random = np.random.default_rng(seed)
    bits = random.random(8 * HASH_BYTES) < 0.5
    bits[list(flipped)] ^= True
    blobs = random.integers(0, 16, (5, 5)).repeat(GREYS_SIDE // 5, axis=0).repeat(GREYS_SIDE // 5, axis=1).ravel()
    if noise:
        blobs = np.clip(blobs + np.random.default_rng(noise).integers(-1, 2, blobs.shape), 0, 15)
    greys = blobs.astype(np.uint8)
    return np.packbits(bits).tobytes() + (greys[0::2] << 4 | greys[1::2]).tobytes()


def fingerprints(rows: Sequence[bytes]) -> NDArray[np.uint8]:
    """Fingerprints as an array, uint8 `[n, FINGERPRINT_BYTES]`."""
    return np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), FINGERPRINT_BYTES)
