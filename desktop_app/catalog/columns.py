"""All photos of a session at once, as arrays: what a store of a hundred thousand photos is filled with.

A few large SELECTs, each over one table in the order of its key, and numpy for the rest: nothing is done for each photo
in Python that can be done for all.
"""

import gc
import json
import os
import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import compress
from operator import itemgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, stored_fault
from desktop_app.catalog.tables import animals as animal_table
from desktop_app.catalog.tables import breeds as breed_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.tables.labels import OF_ANOTHER_FILE
from desktop_app.catalog.tables.suggestions import ENTRY, ENTRY_BYTES, stored_breeds
from desktop_app.catalog.validation import see_boxes, see_numbers, see_paths
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.boxes import BOX_BYTES
from desktop_app.catalog.values.labels import Label, stored_label
from desktop_app.faults import Fault

NONE = -1
"""Stands for nothing in all columns of indices."""
_NO_BREED = 0xFFFF
_ROW_BYTES = BREEDS_IN_A_ROW * ENTRY_BYTES
_NO_ENTRIES = np.array([(_NO_BREED, np.nan)] * BREEDS_IN_A_ROW, ENTRY).tobytes()

_NO_BOX = b"\xff" * BOX_BYTES

_NO_SIDE = 0xFFFFFFFF

_PHOTOS = """
SELECT photo_id, path, modified_ns, fault, turned, taken_at, animal_id, pick, several_dogs, one_dog, arranged_by
FROM present_photos WHERE true"""
_SUGGESTIONS = f"""
SELECT photo_id, status, dog_probability, confidence, substr(ranked, 1, {_ROW_BYTES}), breed_set, proposed_mix,
       coalesce(kind, {NONE}), kind_probability, coalesce(kind_confidence, {NONE}),
       coalesce(box, x'{_NO_BOX.hex()}'), coalesce(dogs, 0)
FROM suggestions WHERE pack_id = :pack"""  # noqa: S608 - numbers
_LABELS = f"""
SELECT photo_id, kind, breed_ids, decided_by, decided_ns, change_id, {OF_ANOTHER_FILE} FROM labels
WHERE true"""  # noqa: S608 - names of columns
_SOME = " AND photo_id IN (SELECT value FROM json_each(:ids))"
_IN_ORDER = " ORDER BY photo_id"

_Value = TypeVar("_Value", bound=Hashable)
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class PhotoColumns:
    """All photos of a session that were not taken out, in the order of their ids; every array has N of them.

    Attributes:
        photo_ids: int64 `[N]`, rising.
        paths: absolute, as the operating system takes them.
        modified_ns: int64 `[N]`, the file's last modification, nanoseconds since the epoch; 0 unknown.
        faults: int32 `[N]`, place in `fault_table`; -1 for none.
        fault_table: the different faults.
        status: int8 `[N]`: -1 waits, 0 a dog, 1 no dog (places in `tables.suggestions.STATUSES`).
        dog_probability: float64 `[N]`; nan where there is none.
        breed_table: ids of all breeds that suggestions name.
        ranked: int32 `[N, 5]`, places in `breed_table`, best first; -1 for none.
        probabilities: float64 `[N, 5]`; nan for none.
        confidence: int8 `[N]`: -1 none, 0 sure, 1 maybe, 2 unsure (places in `tables.suggestions.CONFIDENCES`).
        breed_sets: int32 `[N]`, place in `set_table`; -1 for an empty set.
        set_table: the different sets, each likeliest first.
        mixes: int32 `[N]`, place in `mix_table`; -1 where none is proposed.
        mix_table: the different proposed mixes.
        kinds: int32 `[N]`, place in `breed_table` of the kind of dog; -1 for none.
        kind_probability: float64 `[N]`; nan for none.
        kind_confidence: int8 `[N]`, as `confidence`.
        boxes: float32 `[N, 4]`, where the first dog is: left, top, right, bottom as in `Box`; nan for none.
        dogs: int16 `[N]`, how many dogs were found; 0 where nobody looked, or none was.
        labels: int32 `[N]`, place in `label_table`; -1 for none.
        label_table: the different labels.
        label_change: int64 `[N]`, id of the change that set or cleared the label; 0 for never.
        decided_ns: int64 `[N]`, when the label was decided, nanoseconds since the epoch; 0 without one.
        deciders: int32 `[N]`, place in `decider_table`; -1 without a label.
        decider_table: the different deciders.
        of_another_file: bool `[N]`, whether the label was given to what the file held before.
        turned: int16 `[N]`, by how many degrees a person turned the photo clockwise.
        taken_at: int64 `[N]`, what the camera's clock showed, nanoseconds since 1970 as if it stood in UTC; 0 unknown.
        animals: int32 `[N]`, place in `animal_table`; -1 for none.
        animal_table: the different animals.
        pick: int32 `[N]`, place among the animal's picks, from 1; 0 for none.
        several_dogs: bool `[N]`, whether a person says that the photo shows several dogs.
        one_dog: bool `[N]`, whether a person says that the photo shows one dog, whatever was found.
        arranged_by: int64 `[N]`, id of the change that last set one of the four above; 0 for never.
    """

    photo_ids: Integers
    paths: list[str]
    modified_ns: Integers
    faults: NDArray[np.int32]
    fault_table: list[Fault]
    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    breed_table: list[str]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    breed_sets: NDArray[np.int32]
    set_table: list[tuple[str, ...]]
    mixes: NDArray[np.int32]
    mix_table: list[tuple[str, str]]
    kinds: NDArray[np.int32]
    kind_probability: NDArray[np.float64]
    kind_confidence: NDArray[np.int8]
    boxes: NDArray[np.float32]
    dogs: NDArray[np.int16]
    labels: NDArray[np.int32]
    label_table: list[Label]
    label_change: Integers
    decided_ns: Integers
    deciders: NDArray[np.int32]
    decider_table: list[str]
    of_another_file: NDArray[np.bool_]
    turned: NDArray[np.int16]
    taken_at: Integers
    animals: NDArray[np.int32]
    animal_table: list[Animal]
    pick: NDArray[np.int32]
    several_dogs: NDArray[np.bool_]
    one_dog: NDArray[np.bool_]
    arranged_by: Integers

    def __len__(self) -> int:
        return len(self.photo_ids)

    def where(self, mask: NDArray[np.bool_]) -> "PhotoColumns":
        """Those of the photos at which `mask`, bool `[N]`, says so; the tables stay."""
        arrays: dict[str, Any] = {
            each.name: value[mask] for each in fields(self) if isinstance(value := getattr(self, each.name), np.ndarray)
        }
        return replace(self, paths=list(compress(self.paths, mask)), **arrays)


def read(connection: sqlite3.Connection) -> PhotoColumns:
    """All photos, with the suggestions of the current pack."""
    # One state of the file for all SELECTs, whatever other threads write meanwhile.
    connection.execute("BEGIN")
    try:
        return _read(connection, _IN_ORDER)
    finally:
        connection.execute("COMMIT")


def read_some(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> PhotoColumns:
    """Those of these photos that are in the session, within the caller's transaction."""
    return _read(connection, _SOME + _IN_ORDER, ids=json.dumps(list(photo_ids)))


def _read(connection: sqlite3.Connection, which: str, **values: str) -> PhotoColumns:
    with _without_collection():
        pack = suggestion_table.pack_id(connection, suggestion_table.current_pack(connection))
        breeds = breed_table.names(connection)
        photos, suggestions, labels = (
            _columns_of(connection.execute(select + which, {"pack": pack, **values}).fetchall(), count)
            for select, count in ((_PHOTOS, 11), (_SUGGESTIONS, 12), (_LABELS, 7))
        )
        known = animal_table.read(connection, {each for each in photos[6] if each is not None})
        return _arrays(photos, suggestions, labels, breeds, known)


def _arrays(
    photos: list[list[Any]],
    suggestions: list[list[Any]],
    labels: list[list[Any]],
    breeds: list[str],
    known: dict[int, Animal],
) -> PhotoColumns:
    ids, paths, modified_ns, faults, turned, taken_at, animal_ids, picks, several, one, arranged_by = photos
    photo_ids = np.array(ids, np.int64)
    readable = [path if type(path) is str else os.fsdecode(path) for path in paths]
    see_paths(readable)
    fault_places, fault_texts = _table(faults)
    animals, different = _table(animal_ids)
    return PhotoColumns(
        photo_ids=photo_ids,
        paths=readable,
        modified_ns=np.array(modified_ns, np.int64),
        faults=fault_places,
        fault_table=[stored_fault(text) for text in fault_texts],
        turned=np.array(turned, np.int16),
        taken_at=np.array([0 if taken is None else taken for taken in taken_at], np.int64),
        animals=animals,
        animal_table=[known[animal_id] for animal_id in different],
        pick=np.array([0 if pick is None else pick for pick in picks], np.int32),
        several_dogs=np.array(several, np.bool_),
        one_dog=np.array(one, np.bool_),
        arranged_by=np.array(arranged_by, np.int64),
        **_suggested(photo_ids, suggestions, breeds),
        **_decided(photo_ids, labels),
    )


def _suggested(photo_ids: Integers, columns: list[list[Any]], breeds: list[str]) -> dict[str, Any]:
    ids, status, dog, confidence, ranked, sets, mixes, *of_dogs = columns
    here, there = _matched(photo_ids, ids)
    entries = _entries(ranked)
    numbers = _numbers(entries)
    see_numbers(len(breeds), numbers, entries["probability"])
    set_places, set_blobs = _table([stored or None for stored in sets])
    mix_places, mix_blobs = _table(mixes)
    return {
        "status": _spread(len(photo_ids), here, np.array(status, np.int8)[there]),
        "dog_probability": _spread(len(photo_ids), here, np.array(dog, np.float64)[there], np.nan),
        "breed_table": breeds,
        "ranked": _spread(len(photo_ids), here, numbers[there]),
        "probabilities": _spread(len(photo_ids), here, entries["probability"][there].astype(np.float64), np.nan),
        "confidence": _spread(len(photo_ids), here, _or_none(confidence, np.int8)[there]),
        "breed_sets": _spread(len(photo_ids), here, set_places[there]),
        "set_table": [stored_breeds(blob, breeds) for blob in set_blobs],
        "mixes": _spread(len(photo_ids), here, mix_places[there]),
        "mix_table": [stored_breeds(blob, breeds) for blob in mix_blobs],
        **_dogs_of(len(photo_ids), here, there, of_dogs, len(breeds)),
    }


def _dogs_of(
    count: int, here: NDArray[np.intp], there: NDArray[np.intp], columns: list[list[Any]], known: int
) -> dict[str, Any]:
    kinds, shares, words, stored, dogs = columns
    numbers, probabilities = np.array(kinds, np.int32), np.array(shares, np.float64)
    numbers[np.isnan(probabilities)] = NONE
    see_numbers(known, numbers[:, None], probabilities[:, None])
    packed = np.frombuffer(b"".join(stored), "<u4").reshape(len(stored), 4)
    boxes = packed.view("<f4")
    see_boxes(boxes, (packed != _NO_SIDE).any(axis=1))
    return {
        "kinds": _spread(count, here, numbers[there]),
        "kind_probability": _spread(count, here, probabilities[there], np.nan),
        "kind_confidence": _spread(count, here, np.array(words, np.int8)[there]),
        "boxes": _spread(count, here, boxes[there].astype(np.float32), np.nan),
        "dogs": _spread(count, here, np.array(dogs, np.int16)[there], 0),
    }


def _or_none(values: Sequence[int | None], kind: type[Any]) -> NDArray[Any]:
    return np.array([NONE if value is None else value for value in values], kind)


def _decided(photo_ids: Integers, columns: list[list[Any]]) -> dict[str, Any]:
    ids, kinds, breed_ids, decided_by, decided_ns, change_ids, of_another = columns
    here, there = _matched(photo_ids, ids)
    stands = np.array([kind is not None for kind in kinds], np.bool_)
    pairs = zip(kinds, breed_ids, strict=True)
    places, written = _table([None if pair[0] is None else pair for pair in pairs])
    deciders, names = _table([by if is_set else None for by, is_set in zip(decided_by, stands, strict=True)])
    times = np.where(stands, np.array(decided_ns, np.int64), 0)
    return {
        "labels": _spread(len(photo_ids), here, places[there]),
        "label_table": [stored_label(kind, text) for kind, text in written],
        "label_change": _spread(len(photo_ids), here, np.array(change_ids, np.int64)[there], 0),
        "decided_ns": _spread(len(photo_ids), here, times[there], 0),
        "deciders": _spread(len(photo_ids), here, deciders[there]),
        "decider_table": names,
        "of_another_file": _spread(len(photo_ids), here, np.array(of_another, np.bool_)[there], 0),
    }


@contextmanager
def _without_collection() -> Iterator[None]:
    """Spare the garbage collector looking through hundreds of thousands of new tuples, which are no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _columns_of(rows: list[tuple[Any, ...]], count: int) -> list[list[Any]]:
    # A third of what zip(*rows) takes.
    return [list(map(itemgetter(column), rows)) for column in range(count)]


def _matched(photo_ids: Integers, ids: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which places of `photo_ids` (rising) have an entry among `ids` (rising), and which entries these are."""
    found = np.array(ids, np.int64)
    if not len(found) or not len(photo_ids):
        nothing = np.zeros(0, np.intp)
        return nothing, nothing
    places = np.minimum(np.searchsorted(photo_ids, found), len(photo_ids) - 1)
    there = np.flatnonzero(photo_ids[places] == found)
    return places[there], there


def _spread(count: int, here: NDArray[np.intp], values: NDArray[Any], nothing: float = NONE) -> NDArray[Any]:
    """An array of `count`, with the values at these places and `nothing` at all others."""
    spread = np.full((count, *values.shape[1:]), nothing, values.dtype)
    spread[here] = values
    return spread


def _entries(ranked: Sequence[bytes | None]) -> NDArray[Any]:
    """The first breeds of each suggestion, `[N, 5]`."""
    stored = [blob or b"" for blob in ranked]  # SQLite calls a part of no bytes NULL
    padded = [blob if len(blob) == _ROW_BYTES else blob + _NO_ENTRIES[len(blob) :] for blob in stored]
    return np.frombuffer(b"".join(padded), ENTRY).reshape(len(ranked), BREEDS_IN_A_ROW)


def _numbers(entries: NDArray[Any]) -> NDArray[np.int32]:
    numbers = entries["breed"].astype(np.int32)
    numbers[numbers == _NO_BREED] = NONE
    return numbers


def _table(values: Iterable[_Value | None]) -> tuple[NDArray[np.int32], list[_Value]]:
    """For each value its place in a list of the different ones, -1 for None; and that list."""
    known: dict[_Value | None, int] = {None: NONE}
    places = np.array([known.setdefault(value, len(known) - 1) for value in values], np.int32)
    del known[None]
    return places, list(known)  # type: ignore[arg-type]  # None is out
