"""Folders as `label` leaves them, made without labelling."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from scale_out import columns
from scale_out.places import Place
from scale_out.results import PARQUET, PHOTOS, RUN, VERSION, Results, parquet_bytes

PACK_HASH = hashlib.sha256(b"pack").hexdigest()
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
        "embedding_size": None,
        "breeds": list(BREEDS),
        "names": dict.fromkeys(BREEDS, "Dog"),
        "sources": [],
        "memory": None,
    }
    place = Place.of(str(folder))
    (place / RUN).write(json.dumps(run).encode())
    for number, photos in enumerate(partitions):
        rows = [(str(each.path), each, 0) for each in photos]
        table = columns.table_of(rows, PACK_HASH, columns.schema(None, len(BREEDS)))
        (place / PHOTOS / f"{number:05}{PARQUET}").write(parquet_bytes(table))
    return Results.of(place)
