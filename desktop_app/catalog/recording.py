"""Keeping what a model pack said of photos and what reading their files told."""

import functools
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.photos import PhotoOutcome


@dataclass(frozen=True, slots=True)
class RecordedOutcomes:
    """What recording a chunk of outcomes did.

    Attributes:
        rows: the rows that are now different, photos that were found again among them.
        merged: id of a photo that ended → id of the older photo that it turned out to be. Take the first out of what
            is shown; the second is among `rows` with its new path and its label.
    """

    rows: list[PhotoRow]
    merged: dict[int, int]


def moved(connection: sqlite3.Connection, outcomes: Sequence[PhotoOutcome]) -> dict[int, int]:
    """New photos whose content is that of an older one whose file is gone: id of the new one → id of the older one.

    To be asked before the transaction: files are looked for, and a slow drive must not keep others from writing.
    """
    # A collection with one picture hundreds of times would ask a slow drive for each of them, and each time.
    is_there = functools.cache(os.path.lexists)
    found = ((outcome.key, photo_table.moved_from(connection, outcome.key, outcome, is_there)) for outcome in outcomes)
    return {new: old for new, old in found if old is not None}


def record(
    connection: sqlite3.Connection, outcomes: Sequence[PhotoOutcome], moved: Mapping[int, int], pack_hash: str
) -> tuple[list[int], dict[int, int]]:
    """Write outcomes, in the transaction of the caller; see `Session.record_outcomes`.

    Returns:
        the ids of the photos that are different now, and of those that ended → the older photo that each of them is.
    """
    pack = suggestion_table.use_pack(connection, pack_hash)
    merged: dict[int, int] = {}
    for new, old in moved.items():
        # Two new copies may both have moved from the same old photo: it goes to the first.
        if old not in merged.values() and photo_table.merge_moved(connection, new, old):
            merged[new] = old
    known = photo_table.survivors(connection, [outcome.key for outcome in outcomes])
    keyed = [(known[outcome.key], outcome) for outcome in outcomes if outcome.key in known]
    photo_table.write_facts(connection, keyed)
    suggestions = [(key, outcome.suggestion) for key, outcome in keyed if outcome.suggestion is not None]
    suggestion_table.write(connection, pack, suggestions)
    return [key for key, _ in keyed], merged
