"""Results of a labelling that never was: embeddings of classes that lie apart, in partitions as `label` writes them."""

import hashlib
import json
from pathlib import Path

import numpy as np

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.faults import Fault
from scale_out.columns import schema, table_of
from scale_out.places import Place
from scale_out.results import parquet_bytes

SIZE = 24
BREEDS = ("n02085620", "n02088364", "breed:american_pit_bull_terrier")
NAMES = {
    "n02085620": "Chihuahua",
    "n02088364": "Beagle",
    "breed:american_pit_bull_terrier": "American Pit Bull Terrier",
}
PACK_HASH = "ab" * 32


def content_of(number: int) -> str:
    return hashlib.sha256(b"photo %d" % number).hexdigest()


def path_of(number: int) -> str:
    return f"/photos/{number}.jpg"


def embeddings(count: int, classes: int = 3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Float16 `[N, D]`, and the classes `[N]`."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(1).normal(0, 0.6, (classes, SIZE))
    numbers = random.integers(0, classes, count)
    return (np.maximum(0, 0.3 + centres[numbers] + random.normal(0, 1, (count, SIZE)))).astype(np.float16), numbers


def outcome(number: int, vector: np.ndarray | None, content: str | None = None) -> PhotoOutcome:
    """What became of a photo; unreadable where it has no vector."""
    facts = FileFacts(size_bytes=9, modified_ns=1, content_hash=content or content_of(number))
    path = Path(path_of(number))
    if vector is None:
        return PhotoOutcome(number, path, facts, None, Fault("photo.damaged", {}))
    ranked = tuple(RankedBreed(breed, 1 / len(BREEDS)) for breed in BREEDS)
    said = Suggestion(
        SuggestionStatus.OK, 0.9, ranked=ranked, embedding=vector, logits=np.zeros(len(BREEDS), np.float16)
    )
    return PhotoOutcome(number, path, facts, said, None)


def write_results(folder: Path, outcomes: list[PhotoOutcome], partitions: int = 3) -> Path:
    """Results with these photos, in so many partitions."""
    place, columns = Place.of(str(folder)), schema(SIZE, len(BREEDS))
    for number in range(partitions):
        rows = [(each.path.as_posix(), each, 0) for each in outcomes[number::partitions]]
        (place / "photos" / f"{number:05}.parquet").write(parquet_bytes(table_of(rows, PACK_HASH, columns)))
    run = {"version": 1, "pack": "made up", "pack_hash": PACK_HASH, "embedding_size": SIZE, "breeds": list(BREEDS)}
    (place / "run.json").write(json.dumps(run | {"names": NAMES, "sources": [], "memory": None}).encode())
    return folder
