"""The suggestions in a session file, one a photo and model pack. Nothing here knows the table of labels."""

import json
import sqlite3
import time
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, Suggestion, SuggestionStatus

BREEDS_KEPT = 10
_CURRENT = "current_pack"
# More digits than a float32 has; fewer than JSON would write.
_DIGITS = 9
_CONFIDENCE = {confidence.value: confidence for confidence in Confidence}


def current_pack(connection: sqlite3.Connection) -> str | None:
    """The hash of the pack whose suggestions the rows show; None before the first."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", (_CURRENT,)).fetchone()
    return None if found is None else str(found[0])


def use_pack(connection: sqlite3.Connection, pack_hash: str) -> int:
    """Make a pack the current one, within the caller's transaction.

    Returns:
        its id in this session.
    """
    connection.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        (_CURRENT, pack_hash),
    )
    connection.execute("INSERT INTO packs (pack_hash) VALUES (?) ON CONFLICT DO NOTHING", (pack_hash,))
    return pack_id(connection, pack_hash)


def pack_id(connection: sqlite3.Connection, pack_hash: str | None) -> int:
    """The id of a pack in this session; -1, which no pack has, when the session has never seen it."""
    found = connection.execute("SELECT pack_id FROM packs WHERE pack_hash = ?", (pack_hash,)).fetchone()
    return -1 if found is None else int(found[0])


def write(connection: sqlite3.Connection, pack: int, suggestions: Iterable[tuple[int, Suggestion]]) -> None:
    """Keep suggestions by photo id, in the place of earlier ones of the same pack, within the caller's transaction."""
    made_ns = time.time_ns()
    rows, vectors = [], []
    for photo_id, suggestion in suggestions:
        ranked = [[breed.breed_id, round(breed.probability, _DIGITS)] for breed in suggestion.ranked[:BREEDS_KEPT]]
        pair = suggestion.proposed_mix
        columns = (
            *(suggestion.status.value, suggestion.dog_probability, _text(ranked), made_ns),
            *(suggestion.confidence, _text(suggestion.breed_set), None if pair is None else _text(pair)),
        )
        rows.append((pack, photo_id, *columns))
        if suggestion.embedding is not None:
            vectors.append((pack, photo_id, np.ascontiguousarray(suggestion.embedding, np.dtype("<f2")).tobytes()))
    connection.executemany(
        "INSERT INTO suggestions (pack_id, photo_id, status, dog_probability, ranked, made_ns, confidence, breed_set, "
        "proposed_mix) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pack_id, photo_id) DO UPDATE SET "
        "status = excluded.status, dog_probability = excluded.dog_probability, ranked = excluded.ranked, "
        "made_ns = excluded.made_ns, confidence = excluded.confidence, breed_set = excluded.breed_set, "
        "proposed_mix = excluded.proposed_mix",
        rows,
    )
    connection.executemany(
        "INSERT INTO embeddings (pack_id, photo_id, vector) VALUES (?, ?, ?) "
        "ON CONFLICT (pack_id, photo_id) DO UPDATE SET vector = excluded.vector",
        vectors,
    )


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def read(connection: sqlite3.Connection, pack: int, photo_id: int) -> Suggestion | None:
    """What a pack says of a photo, with up to `BREEDS_KEPT` breeds and the embedding."""
    found = connection.execute(
        "SELECT suggestion.status, suggestion.dog_probability, suggestion.ranked, embedding.vector, "
        "suggestion.confidence, suggestion.breed_set, suggestion.proposed_mix "
        "FROM suggestions AS suggestion LEFT JOIN embeddings AS embedding USING (pack_id, photo_id) "
        "WHERE pack_id = ? AND photo_id = ?",
        (pack, photo_id),
    ).fetchone()
    if found is None:
        return None
    status, dog_probability, ranked, vector, confidence, breed_set, proposed_mix = found
    breeds = tuple(RankedBreed(breed_id, share) for breed_id, share in json.loads(ranked))
    embedding = None if vector is None else np.frombuffer(vector, np.dtype("<f2")).astype(np.float16)
    trust = stored_trust(confidence, breed_set, proposed_mix)
    return Suggestion(SuggestionStatus(status), dog_probability, breeds, embedding, *trust)


def stored_trust(
    confidence: str | None, breed_set: str, proposed_mix: str | None
) -> tuple[Confidence | None, tuple[str, ...], tuple[str, str] | None]:
    """Confidence, breed set and proposed mix, out of their columns."""
    pair = None
    if proposed_mix is not None:
        first, second = _ids(proposed_mix)
        pair = (first, second)
    return (None if confidence is None else _CONFIDENCE[confidence]), _ids(breed_set), pair


@lru_cache(maxsize=4096)
def _ids(text: str) -> tuple[str, ...]:
    # Few sets are ever different: of ten thousand photos, most have one of the breeds alone.
    return tuple(json.loads(text))


def embeddings(connection: sqlite3.Connection, pack: int) -> tuple[list[int], NDArray[np.float16]]:
    """All embeddings of a pack: the ids of the photos and an array `[photos, D]` in the same order."""
    rows = connection.execute(
        "SELECT photo_id, vector FROM embeddings JOIN present_photos USING (photo_id) "
        "WHERE pack_id = ? ORDER BY photo_id",
        (pack,),
    ).fetchall()
    if not rows:
        return [], np.zeros((0, 0), np.float16)
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.dtype("<f2")).reshape(len(rows), -1)
    return [photo_id for photo_id, _ in rows], vectors.astype(np.float16)
