"""What people decided, and what they saw when they did, as arrays: their agreement with suggestions is counted from it.

The session keeps, beside each label, what the pack said at that moment (`tables.labels.write`). So this is the same
after another pack has looked at the photos, and after the photos have been labelled anew by rules of today's pack.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.changes.base import PERSON
from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.catalog.tables import breeds as breed_table
from desktop_app.catalog.tables.suggestions import ENTRY, ENTRY_BYTES
from desktop_app.catalog.values.labels import Label, stored_label

NONE = -1
"""Stands for nothing in all columns, as in `catalog.columns`."""

_SELECT = """
SELECT kind, breed_ids, decided_by, labels.pack_id, seen_status, seen_ranked, seen_confidence
FROM labels JOIN present_photos USING (photo_id) WHERE kind IS NOT NULL"""
_ROW_BYTES = BREEDS_IN_A_ROW * ENTRY_BYTES
_NO_BREED = 0xFFFF
_NO_ENTRIES = np.array([(_NO_BREED, np.nan)] * BREEDS_IN_A_ROW, ENTRY).tobytes()


@dataclass(frozen=True, slots=True, eq=False)
class SeenDecisions:
    """All labels that stand on photos of a session; every array has N of them, in no order.

    Attributes:
        labels: int32 `[N]`, place in `label_table`.
        label_table: the different labels.
        by_person: bool `[N]`: a person decided, not a rule.
        packs: int64 `[N]`, which pack's suggestion was seen; -1 for none.
        status: int8 `[N]`: -1 no suggestion was seen, 0 one of a dog, 1 "no dog" (places in
            `tables.suggestions.STATUSES`).
        ranked: int32 `[N, 5]`, the breeds that were seen, best first: places in `breed_table`; -1 for none.
        confidence: int8 `[N]`: -1 none, 0 sure, 1 maybe, 2 unsure (places in `tables.suggestions.CONFIDENCES`).
        breed_table: ids of all breeds that suggestions name.
    """

    labels: NDArray[np.int32]
    label_table: list[Label]
    by_person: NDArray[np.bool_]
    packs: NDArray[np.int64]
    status: NDArray[np.int8]
    ranked: NDArray[np.int32]
    confidence: NDArray[np.int8]
    breed_table: list[str]

    def __len__(self) -> int:
        return len(self.labels)


def read(connection: sqlite3.Connection) -> SeenDecisions:
    """Read them all: a hundred thousand in a fraction of a second."""
    rows = connection.execute(_SELECT).fetchall()
    kinds, breed_ids, deciders, packs, status, ranked, confidence = (list(map(itemgetter(at), rows)) for at in range(7))
    different: dict[tuple[str, str], int] = {}
    places = [different.setdefault(pair, len(different)) for pair in zip(kinds, breed_ids, strict=True)]
    names = breed_table.names(connection)
    return SeenDecisions(
        labels=np.array(places, np.int32),
        label_table=[stored_label(kind, text) for kind, text in different],
        by_person=np.array([by == PERSON for by in deciders], np.bool_),
        packs=_or_none(packs, np.int64),
        status=_or_none(status, np.int8),
        ranked=_breeds(ranked, len(names)),
        confidence=_or_none(confidence, np.int8),
        breed_table=names,
    )


def _or_none(values: Sequence[int | None], kind: type[Any]) -> NDArray[Any]:
    return np.array([NONE if value is None else value for value in values], kind)


def _breeds(stored: Sequence[bytes | None], known: int) -> NDArray[np.int32]:
    """The numbers of the breeds, `[N, 5]`; -1 also for numbers that no breed of the session has."""
    padded = [(blob or b"")[:_ROW_BYTES] + _NO_ENTRIES[len(blob or b"") :] for blob in stored]
    numbers = np.frombuffer(b"".join(padded), ENTRY)["breed"].astype(np.int32).reshape(len(stored), BREEDS_IN_A_ROW)
    numbers[numbers >= known] = NONE
    return numbers
