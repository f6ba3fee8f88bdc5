"""The suggestions in a session file, one a photo and model pack. Nothing here knows the table of labels.

Ranked breeds are a row of bytes: for each breed its number in the table `breeds` (uint16) and its probability
(float64), little-endian; sets and mixes are the numbers alone. Dogs beside the first one have a table of their own.
"""

import json
import sqlite3
import struct
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.tables import breeds as breed_table
from desktop_app.catalog.values.boxes import box_bytes, stored_box
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)

BREEDS_KEPT = 10
ENTRY = np.dtype([("breed", "<u2"), ("probability", "<f8")])
ENTRY_BYTES = ENTRY.itemsize
_NUMBER_BYTES = 2
STATUSES = (SuggestionStatus.OK, SuggestionStatus.NO_DOG)
CONFIDENCES = (Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE)
_STATUS_NUMBERS = {status: number for number, status in enumerate(STATUSES)}
_CONFIDENCE_NUMBERS: dict[Confidence | None, int | None] = {
    None: None,
    **{confidence: number for number, confidence in enumerate(CONFIDENCES)},
}
_CURRENT = "current_pack"
_HALF = np.dtype("<f2")

Trust = tuple[Confidence | None, tuple[str, ...], tuple[str, str] | None]
"""Confidence, breed set and proposed mix."""

_COLUMNS = (
    *("status", "dog_probability", "ranked", "made_ns", "confidence", "breed_set", "proposed_mix"),
    *("kind", "kind_probability", "kind_confidence", "box", "dogs", "dog_share"),
)
_WRITE = (
    f"INSERT INTO suggestions (pack_id, photo_id, {', '.join(_COLUMNS)}) "  # noqa: S608 - names of columns
    f"VALUES ({', '.join('?' * (2 + len(_COLUMNS)))}) "
    f"ON CONFLICT (pack_id, photo_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
)
_FURTHER = "box, ranked, confidence, breed_set, proposed_mix, kind, kind_probability, kind_confidence"
FIRST_FURTHER = 2
"""The number of the first further dog."""


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


def write(connection: sqlite3.Connection, pack: int, suggestions: Sequence[tuple[int, Suggestion]]) -> None:
    """Keep suggestions by photo id, in the place of earlier ones of the same pack, within the caller's transaction."""
    made_ns = time.time_ns()
    numbers = breed_table.numbers(connection, _named(said for _, said in suggestions))
    rows, embedded, logits = [], [], []
    for photo_id, said in suggestions:
        columns = (_STATUS_NUMBERS[said.status], said.dog_probability, _ranked(said.ranked, numbers), made_ns)
        box = None if said.box is None else box_bytes(said.box)
        rows.append((pack, photo_id, *columns, *_trust(said, numbers), box, said.dogs, said.dog_share))
        if said.embedding is not None:
            embedded.append((pack, photo_id, np.ascontiguousarray(said.embedding, _HALF).tobytes()))
        if said.logits is not None:
            logits.append((pack, photo_id, np.ascontiguousarray(said.logits, _HALF).tobytes()))
    connection.executemany(_WRITE, rows)
    for table, vectors in (("embeddings", embedded), ("logits", logits)):
        connection.executemany(
            f"INSERT INTO {table} (pack_id, photo_id, vector) VALUES (?, ?, ?) "  # noqa: S608 - one of two words
            "ON CONFLICT (pack_id, photo_id) DO UPDATE SET vector = excluded.vector",
            vectors,
        )
    _write_further(connection, pack, suggestions, numbers)


def _write_further(
    connection: sqlite3.Connection, pack: int, suggestions: Sequence[tuple[int, Suggestion]], numbers: dict[str, int]
) -> None:
    connection.execute(
        "DELETE FROM further_dogs WHERE pack_id = ? AND photo_id IN (SELECT value FROM json_each(?))",
        (pack, json.dumps([photo_id for photo_id, _ in suggestions])),
    )
    connection.executemany(
        f"INSERT INTO further_dogs (pack_id, photo_id, number, {_FURTHER}) "  # noqa: S608 - names of columns
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (pack, photo_id, number, box_bytes(dog.box), _ranked(dog.ranked, numbers), *_trust(dog, numbers))
            for photo_id, said in suggestions
            for number, dog in enumerate(said.further_dogs, FIRST_FURTHER)
        ],
    )


def write_shares(connection: sqlite3.Connection, pack: int, shares: Mapping[int, float]) -> None:
    """Add to suggestions how much of its photo each dog takes, within the caller's transaction.

    Args:
        connection: of the session.
        pack: id of the pack that made the suggestions.
        shares: photo id → share.
    """
    connection.executemany(
        "UPDATE suggestions SET dog_share = ? WHERE pack_id = ? AND photo_id = ?",
        [(share, pack, photo_id) for photo_id, share in shares.items()],
    )


def without_share(connection: sqlite3.Connection, pack: int) -> list[tuple[int, str]]:
    """Photos (id, path as it is stored) with a dog of which the pack has not said how much of the photo it takes."""
    rows = connection.execute(
        "SELECT photo_id, path FROM suggestions JOIN present_photos USING (photo_id) "
        "WHERE pack_id = ? AND status = ? AND dog_share IS NULL AND fault IS NULL ORDER BY photo_id",
        (pack, _STATUS_NUMBERS[SuggestionStatus.OK]),
    )
    return rows.fetchall()


def forget(connection: sqlite3.Connection, photo_ids: Sequence[int]) -> None:
    """Forget what all packs said of these photos, within the caller's transaction."""
    if not photo_ids:
        return
    wanted = json.dumps(list(photo_ids))
    for table in ("suggestions", "further_dogs", "embeddings", "logits"):
        connection.execute(
            # By the whole key: there is no index of photos alone.
            f"DELETE FROM {table} WHERE (pack_id, photo_id) IN "  # noqa: S608 - one of four words
            "(SELECT pack_id, value FROM packs, json_each(?))",
            (wanted,),
        )


def _named(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    for suggestion in suggestions:
        dogs: tuple[Suggestion | FurtherDog, ...] = (suggestion, *suggestion.further_dogs)
        for said in dogs:
            yield from (breed.breed_id for breed in said.ranked[:BREEDS_KEPT])
            yield from said.breed_set
            yield from said.proposed_mix or ()
            if said.kind is not None:
                yield said.kind.kind_id


def _ranked(ranked: Sequence[RankedBreed], numbers: dict[str, int]) -> bytes:
    return b"".join([struct.pack("<Hd", numbers[breed.breed_id], breed.probability) for breed in ranked[:BREEDS_KEPT]])


def _trust(said: Suggestion | FurtherDog, numbers: dict[str, int]) -> tuple[int | float | bytes | None, ...]:
    """The columns `confidence` to `kind_confidence`."""
    pair = None if said.proposed_mix is None else _packed(said.proposed_mix, numbers)
    kind: tuple[int | float | None, ...] = (None, None, None)
    # What is not a number is none: SQLite would keep it as NULL.
    if said.kind is not None and said.kind.probability >= 0:
        # A sum of probabilities may be a hair more than one.
        share = min(said.kind.probability, 1.0)
        kind = numbers[said.kind.kind_id], share, _CONFIDENCE_NUMBERS[said.kind.confidence]
    return (_CONFIDENCE_NUMBERS[said.confidence], _packed(said.breed_set, numbers), pair, *kind)


def _packed(breed_ids: Sequence[str], numbers: dict[str, int]) -> bytes:
    return struct.pack(f"<{len(breed_ids)}H", *[numbers[breed_id] for breed_id in breed_ids])


def read(connection: sqlite3.Connection, pack: int, photo_id: int) -> Suggestion | None:
    """What a pack says of a photo, with up to `BREEDS_KEPT` breeds, the embedding, the logits and all dogs."""
    found = connection.execute(
        "SELECT suggestion.status, suggestion.dog_probability, suggestion.ranked, embedding.vector, logit.vector, "
        "suggestion.dog_share, suggestion.box, suggestion.dogs, "
        "suggestion.confidence, suggestion.breed_set, suggestion.proposed_mix, "
        "suggestion.kind, suggestion.kind_probability, suggestion.kind_confidence "
        "FROM suggestions AS suggestion "
        "LEFT JOIN embeddings AS embedding USING (pack_id, photo_id) "
        "LEFT JOIN logits AS logit USING (pack_id, photo_id) WHERE pack_id = ? AND photo_id = ?",
        (pack, photo_id),
    ).fetchone()
    if found is None:
        return None
    status, dog_probability, ranked, embedding, logits, dog_share, box, dogs, *said = found
    names = breed_table.names(connection)
    return Suggestion(
        STATUSES[status],
        dog_probability,
        stored_ranked(ranked, names),
        _vector(embedding),
        *stored_trust(said[:3], names),
        _vector(logits),
        dog_share,
        stored_kind(said[3:], names),
        None if box is None else stored_box(box),
        further_dogs(connection, pack, photo_id) if dogs is not None and dogs > 1 else (),
    )


def further_dogs(connection: sqlite3.Connection, pack: int, photo_id: int) -> tuple[FurtherDog, ...]:
    """The dogs of a photo beside the first one, by a pack, the largest first.

    Raises:
        ValueError, LookupError: they are not what Pawsort writes.
    """
    return all_further_dogs(connection, pack, (photo_id,)).get(photo_id, ())


def all_further_dogs(
    connection: sqlite3.Connection, pack: int, photo_ids: Iterable[int] | None
) -> dict[int, tuple[FurtherDog, ...]]:
    """The same of these photos, or of all where None; photos without any are left out.

    Raises:
        ValueError, LookupError: as `further_dogs`.
    """
    which = "" if photo_ids is None else "AND photo_id IN (SELECT value FROM json_each(?)) "
    rows = connection.execute(
        f"SELECT photo_id, number, {_FURTHER} FROM further_dogs "  # noqa: S608 - names of columns
        f"WHERE pack_id = ? {which}ORDER BY photo_id, number",
        (pack, *(() if photo_ids is None else (json.dumps([int(each) for each in photo_ids]),))),
    ).fetchall()
    if not rows:
        return {}
    names = breed_table.names(connection)
    found: dict[int, tuple[FurtherDog, ...]] = {}
    for photo_id, of_photo in groupby(rows, itemgetter(0)):
        dogs = list(of_photo)
        if [number for _, number, *_ in dogs] != list(range(FIRST_FURTHER, FIRST_FURTHER + len(dogs))):
            raise ValueError("dogs without their numbers")
        found[photo_id] = tuple([_further_dog(said, names) for _, _, *said in dogs])
    return found


def _further_dog(columns: Sequence[Any], names: Sequence[str]) -> FurtherDog:
    box, ranked, *said = columns
    trust, kind = stored_trust(said[:3], names), stored_kind(said[3:], names)
    return FurtherDog(stored_box(box), stored_ranked(ranked, names), *trust, kind)


def first_boxes(connection: sqlite3.Connection, pack: int, photo_ids: Iterable[int]) -> dict[int, Box]:
    """Where the first dog of each of these photos is, by a pack; photos in which it found none are left out."""
    rows = connection.execute(
        "SELECT photo_id, box FROM suggestions "
        "WHERE pack_id = ? AND box IS NOT NULL AND photo_id IN (SELECT value FROM json_each(?))",
        (pack, json.dumps([int(each) for each in photo_ids])),
    )
    return {photo_id: stored_box(box) for photo_id, box in rows}


def boxes(connection: sqlite3.Connection, pack: int, photo_id: int) -> tuple[Box | None, list[Box]]:
    """Where the first dog of a photo is, by a pack, and where the others are."""
    found = connection.execute(
        "SELECT box FROM suggestions WHERE pack_id = ? AND photo_id = ?", (pack, photo_id)
    ).fetchone()
    first = None if found is None or found[0] is None else stored_box(found[0])
    return first, [dog.box for dog in further_dogs(connection, pack, photo_id)]


def _vector(stored: bytes | None) -> NDArray[np.float16] | None:
    return None if stored is None else np.frombuffer(stored, _HALF).astype(np.float16)


def stored_ranked(stored: bytes | None, names: Sequence[str]) -> tuple[RankedBreed, ...]:
    """The ranked breeds, out of their column; SQLite calls a part of no bytes NULL."""
    return tuple([RankedBreed(names[number], share) for number, share in struct.iter_unpack("<Hd", stored or b"")])


def stored_breeds(stored: bytes, names: Sequence[str]) -> tuple[str, ...]:
    """The breeds of a set or a mix, out of their column."""
    return tuple([names[number] for number in struct.unpack(f"<{len(stored) // _NUMBER_BYTES}H", stored)])


def stored_trust(columns: Sequence[Any], names: Sequence[str]) -> Trust:
    """Confidence, breed set and proposed mix, out of their three columns."""
    confidence, breed_set, proposed_mix = columns
    pair = None
    if proposed_mix is not None:
        first, second = stored_breeds(proposed_mix, names)
        pair = (first, second)
    return (None if confidence is None else CONFIDENCES[confidence]), stored_breeds(breed_set, names), pair


def stored_kind(columns: Sequence[Any], names: Sequence[str]) -> SuggestedKind | None:
    """The kind, out of its three columns: number, probability and confidence."""
    number, probability, confidence = columns
    if number is None or probability is None:
        return None
    return SuggestedKind(names[number], probability, None if confidence is None else CONFIDENCES[confidence])


def vectors(
    connection: sqlite3.Connection, pack: int, table: str, photo_ids: Iterable[int] | None = None
) -> tuple[list[int], NDArray[np.float16]]:
    """Embeddings or logits of a pack: those of these photos, or all.

    Args:
        connection: of the session.
        pack: its id.
        table: "embeddings" or "logits".
        photo_ids: whose; None for all.

    Returns:
        the ids of the photos, rising, and an array `[photos, D]` in the same order.
    """
    which = "" if photo_ids is None else "AND photo_id IN (SELECT value FROM json_each(?)) "
    wanted = [] if photo_ids is None else [json.dumps([int(each) for each in photo_ids])]
    rows = connection.execute(
        f"SELECT photo_id, vector FROM {table} JOIN present_photos USING (photo_id) "  # noqa: S608 - one of two words
        f"WHERE pack_id = ? {which}ORDER BY photo_id",
        (pack, *wanted),
    )
    return _stacked(rows)


def vectors_of(
    connection: sqlite3.Connection, pack: int, table: str, photo_ids: Sequence[int]
) -> tuple[list[int], NDArray[np.float16]]:
    """Embeddings or logits of some photos.

    Args:
        connection: of the session.
        pack: its id.
        table: "embeddings" or "logits".
        photo_ids: of the photos; those without a vector, and those that are not in the session, are left out.

    Returns:
        the ids of the photos, rising, and an array `[photos, D]` in the same order.
    """
    rows = connection.execute(
        # By the whole key: there is no index of photos alone.
        f"SELECT photo_id, vector FROM {table} JOIN present_photos USING (photo_id) "  # noqa: S608 - one of two words
        "WHERE pack_id = ? AND photo_id IN (SELECT value FROM json_each(?)) ORDER BY photo_id",
        (pack, json.dumps(list(photo_ids))),
    )
    return _stacked(rows)


def _stacked(rows: Iterable[tuple[int, bytes]]) -> tuple[list[int], NDArray[np.float16]]:
    """Ids, and their vectors below each other: put there one by one, since 100,000 of them are a quarter of a GB."""
    photo_ids, stored = [], bytearray()
    for photo_id, vector in rows:
        photo_ids.append(photo_id)
        stored += vector
    if not photo_ids:
        return [], np.zeros((0, 0), np.float16)
    return photo_ids, np.frombuffer(stored, _HALF).reshape(len(photo_ids), -1).astype(np.float16, copy=False)
