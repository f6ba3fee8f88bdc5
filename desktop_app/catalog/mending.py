"""Rows of a damaged session, one by one: as they are, mended in a detail, or refused."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from desktop_app.catalog import history
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.rows import stored_fault
from desktop_app.catalog.salvage import Column, Table, Values
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.tables.animals import COLUMNS as ANIMAL_COLUMNS
from desktop_app.catalog.tables.suggestions import ENTRY
from desktop_app.catalog.validation import NOT_WHAT_WE_WRITE
from desktop_app.catalog.values.animals import SameDog, stored_animal
from desktop_app.catalog.values.boxes import stored_box
from desktop_app.catalog.values.labels import Label, label_to_json, stored_label
from desktop_app.catalog.values.stored_paths import path_key, restored_path

PAWSORT = "pawsort"
"""Who put labels back, where no person did."""
_MOST_IDS = 2**53
# What stands where a detail cannot be read; a row is lost with anything else.
_STAND_INS: Mapping[tuple[str, str], Any] = {
    ("photos", "added_ns"): 0,
    ("photos", "modified_ns"): 0,
    ("photos", "turned"): 0,
    ("photos", "several_dogs"): 0,
    ("photos", "one_dog"): 0,
    ("photos", "arranged_by"): 0,
    ("suggestions", "made_ns"): 0,
    ("suggestions", "breed_set"): b"",
    ("labels", "decided_ns"): 0,
    ("labels", "decided_by"): "person",
    ("labels", "change_id"): 0,
    ("further_dogs", "breed_set"): b"",
    ("dog_labels", "decided_ns"): 0,
    ("dog_labels", "decided_by"): "person",
    ("dog_labels", "change_id"): 0,
    ("history", "at_ns"): 0,
    ("history", "action"): "",
    ("history", "decided_by"): "person",
    ("history", "photos"): 0,
    ("animals", "name"): "",
    ("animals", "number"): "",
    ("animals", "species"): "dog",
    ("animals", "note"): "",
}
_KINDS: Mapping[str, type | tuple[type, ...]] = {"INTEGER": int, "REAL": float, "TEXT": str, "BLOB": bytes}
_IDS = {"photos": "photo_id", "history": "change_id", "animals": "animal_id", "packs": "pack_id"}


class Rebuilt:
    """The new session while it is filled.

    Attributes:
        connection: of its file, in a transaction.
        labelled: photo → the entry of the history that its label names, of the labels that were taken.
        labelled_dogs: photo and box (as it is kept) → the same, of the labels of single dogs.
        boxes: the suggestions (pack, photo) that were taken and say where the dog is.
        lost_animals: photo → the animal that it names, where that is lost.
        lost_entries: two photos → what was answered to "Same dog?", where the entry of the history is lost.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.labelled: dict[int, int] = {}
        self.labelled_dogs: dict[tuple[int, bytes], int] = {}
        self.boxes: set[tuple[Any, Any]] = set()
        self.lost_animals: dict[int, int] = {}
        self.lost_entries: dict[tuple[int, int], str] = {}
        self._ids: dict[str, set[Any]] = {}
        self._keys: set[bytes] = set()
        self._vectors: dict[tuple[str, int], int] = {}
        self._merged: dict[int, int] = {}

    def ids(self, table: str) -> set[Any]:
        """The ids, or keys, of what was taken so far."""
        return self._ids.setdefault(table, set())

    def last_id(self, table: str) -> int:
        """The greatest id that was taken."""
        return max(self.ids(table), default=0)

    def take(self, table: Table, values: Values) -> bool:
        """Put a row in, mended if need be; False where that cannot be done."""
        mended = _of_their_kinds(table, values)
        if mended is None:
            return False
        try:
            getattr(self, f"_see_{table.name}", lambda _row: None)(mended)
            if table.name == "group_edits" and mended["change_id"] not in self.ids("history"):
                # It is put in with an entry of its own.
                self.lost_entries[mended["first_id"], mended["second_id"]] = mended["answer"]  # type: ignore[index,assignment]  # two int, a str
                return True
            insert(self.connection, table.name, mended)
        except (sqlite3.Error, *NOT_WHAT_WE_WRITE):
            plain = _without_details(table, mended)
            try:
                getattr(self, f"_see_{table.name}", lambda _row: None)(plain)
                insert(self.connection, table.name, plain)
            except (sqlite3.Error, *NOT_WHAT_WE_WRITE):
                return False
        self._note(table.name, mended)
        return True

    def _note(self, table: str, row: Values) -> None:
        if table in _IDS:
            self.ids(table).add(row[_IDS[table]])
        elif table == "breeds":
            self.ids(table).add(row["breed_number"])
        elif table == "suggestions":
            self.ids(table).add((row["pack_id"], row["photo_id"]))
            if row.get("box") is not None:
                self.boxes.add((row["pack_id"], row["photo_id"]))
        if table == "photos":
            if isinstance(row["path_key"], bytes):
                self._keys.add(row["path_key"])
            if isinstance(row.get("merged_into"), int):
                self._merged[row["photo_id"]] = row["merged_into"]  # type: ignore[index,assignment]  # both are int
        if table == "labels":
            self.labelled[row["photo_id"]] = row["change_id"]  # type: ignore[index,assignment]  # both are int
        if table == "dog_labels":
            self.labelled_dogs[row["photo_id"], row["box"]] = row["change_id"]  # type: ignore[index,assignment]  # as they are declared

    # One method a table, called by its name: raises, or mends the row, where it is not what Pawsort writes.

    def _see_photos(self, row: Values) -> None:
        path = row["path"]
        if not isinstance(path, str | bytes) or not path or "\0" in os.fsdecode(path):
            raise ValueError("no path")
        _see_id(row["photo_id"])
        if isinstance(row["fault"], str):
            try:
                stored_fault(row["fault"])
            except NOT_WHAT_WE_WRITE:
                row["fault"] = None
        if row["animal_id"] not in self.ids("animals"):
            if row["animal_id"] is not None and 1 <= row["animal_id"] <= _MOST_IDS:  # type: ignore[operator]  # an int
                self.lost_animals[row["photo_id"]] = row["animal_id"]  # type: ignore[index,assignment]  # both are int
            row["animal_id"] = None
        if row["pick"] is not None and not 1 <= row["pick"] <= _MOST_IDS:  # type: ignore[operator]  # an int
            row["pick"] = None
        if row.get("several_dogs") and row.get("one_dog"):
            row["one_dog"] = 0
        if row["merged_into"] == row["photo_id"]:
            row["merged_into"] = None
        key = row["path_key"] if row["merged_into"] is not None else row["path_key"] or path_key(restored_path(path))
        # Of two photos of one place the first is found by it.
        row["path_key"] = None if key in self._keys or row["merged_into"] is not None else key

    def _see_animals(self, row: Values) -> None:
        _see_id(row["animal_id"])
        stored_animal(*(row[name] for name in ANIMAL_COLUMNS.split(", ")))  # type: ignore[arg-type]  # it looks

    def _see_breeds(self, row: Values) -> None:
        if not row["breed_id"]:
            raise ValueError("no breed")

    def _see_history(self, row: Values) -> None:
        _see_id(row["change_id"])
        if row["at_ns"] is None or row["at_ns"] < 0:  # type: ignore[operator]  # an int
            row["at_ns"] = 0
        history.see_entry(row["kind"], row["action"], row["decided_by"], row["change"], row["inverse"])  # type: ignore[arg-type]  # it looks
        known, turned = self.ids("history"), row["takes_back"]
        if turned is not None and (turned not in known or turned >= row["change_id"]):  # type: ignore[operator]  # ints
            # What it took back is lost: it tells what was done, and cannot be taken back itself.
            row["takes_back"] = row["inverse"] = None

    def _see_labels(self, row: Values) -> None:
        if row["photo_id"] not in self.ids("photos"):
            raise ValueError("no such photo")
        if row["kind"] is not None:
            stored_label(row["kind"], row["breed_ids"])
        if row["pack_id"] not in self.ids("packs"):
            row["pack_id"] = None
        if not 0 <= row["change_id"] <= _MOST_IDS:  # type: ignore[operator]  # an int
            row["change_id"] = 0
        if row["decided_ns"] is None or row["decided_ns"] < 0:  # type: ignore[operator]  # an int
            row["decided_ns"] = 0

    def _see_dog_labels(self, row: Values) -> None:
        stored_box(_bytes(row["box"]))
        self._see_labels(row)

    def _see_suggestions(self, row: Values) -> None:
        self._see_seen(row)
        try:
            stored_box(_bytes(row.get("box")))
        except ValueError:
            # Without the box, nothing is known of dogs; `mending_dogs` counts them anew.
            row.update({name: None for name in ("box", "dogs") if name in row})
        self._see_said(row)

    def _see_further_dogs(self, row: Values) -> None:
        if (row["pack_id"], row["photo_id"]) not in self.boxes:
            raise ValueError("beside no dog")
        stored_box(_bytes(row["box"]))
        self._see_said(row)

    def _see_said(self, row: Values) -> None:
        if row.get("kind") is not None and not (
            row["kind"] in self.ids("breeds") and _is_share(row["kind_probability"])
        ):
            row.update(dict.fromkeys(("kind", "kind_probability", "kind_confidence")))
        entries = np.frombuffer(_bytes(row["ranked"]), ENTRY)
        shares = entries["probability"]
        if not ((shares >= 0) & (shares <= 1)).all():
            raise ValueError("no probabilities")
        numbers = set(entries["breed"].tolist())
        for name in ("breed_set", "proposed_mix"):
            numbers |= set(np.frombuffer(_bytes(row[name]), "<u2").tolist())
        if not numbers <= self.ids("breeds"):
            raise ValueError("a breed that nobody knows")

    def _see_embeddings(self, row: Values) -> None:
        self._see_vector("embeddings", row)

    def _see_logits(self, row: Values) -> None:
        self._see_vector("logits", row)

    def _see_vector(self, table: str, row: Values) -> None:
        self._see_seen(row)
        length = len(_bytes(row["vector"]))
        if not length or length % 2 or self._vectors.setdefault((table, row["pack_id"]), length) != length:  # type: ignore[arg-type]  # an int
            raise ValueError("a vector of another length")

    def _see_seen(self, row: Values) -> None:
        if row["pack_id"] not in self.ids("packs") or row["photo_id"] not in self.ids("photos"):
            raise ValueError("of nothing that is there")

    def _see_group_edits(self, row: Values) -> None:
        if not {row["first_id"], row["second_id"]} <= self.ids("photos"):
            raise ValueError("no such photos")
        if not row["first_id"] < row["second_id"]:  # type: ignore[operator]  # both are int
            raise ValueError("not in order")
        SameDog(str(row["answer"]))

    def lost_merges(self) -> list[int]:
        """Photos that became others which are lost: they are themselves again."""
        return [photo for photo, into in self._merged.items() if into not in self.ids("photos")]


def insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    """Put a row into a table; its names are ours."""
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


def restore_labels(rebuilt: Rebuilt, lost: Counter[str], now_ns: int) -> None:
    """Give photos whose label is lost the one that the history tells, and labels whose entry is lost an entry."""
    connection = rebuilt.connection
    told: dict[int, tuple[Label | None, str, int, int]] = {}
    for entry in history.read(connection):
        for photo_id, label in entry.after.items():
            told[photo_id] = label, entry.who, entry.at_ns, entry.change_id
    for photo_id, (label, who, at_ns, change_id) in told.items():
        if photo_id not in rebuilt.labelled and photo_id in rebuilt.ids("photos"):
            lost["labels"] = max(0, lost["labels"] - 1)
            kind, breeds = (None, "[]") if label is None else (label.kind.value, _json(label_to_json(label)[1:]))  # type: ignore[index]  # a label is a list
            row = {"photo_id": photo_id, "kind": kind, "breed_ids": breeds, "decided_by": who}
            insert(connection, "labels", {**row, "decided_ns": at_ns, "change_id": change_id})
            rebuilt.labelled[photo_id] = change_id
    orphans = [photo for photo, change in rebuilt.labelled.items() if change not in rebuilt.ids("history")]
    if orphans:
        _give_an_entry(connection, orphans, now_ns)


def give_later_ids(connection: sqlite3.Connection, table: str) -> None:
    """Ids of entries rise: no label of this table may name a later entry than the next one."""
    later = connection.execute(f"SELECT coalesce(max(change_id), 0) FROM {table}").fetchone()[0]  # noqa: S608
    if later > history_table.next_id(connection) - 1 and later < _MOST_IDS:
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'history'")
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('history', ?)", (later,))


def _give_an_entry(connection: sqlite3.Connection, photo_ids: list[int], now_ns: int) -> None:
    rows = connection.execute("SELECT photo_id, kind, breed_ids FROM labels").fetchall()
    wanted = set(photo_ids)
    labels = {photo: None if kind is None else stored_label(kind, ids) for photo, kind, ids in rows if photo in wanted}
    change = SetLabels(labels, decided_by=PAWSORT)
    give_later_ids(connection, "labels")
    # Not to be taken back: what was there before is lost.
    change_id = history_table.append(
        connection, now_ns, change.kind, PAWSORT, change.to_json(), None, len(labels), None
    )
    connection.executemany(
        "UPDATE labels SET change_id = ? WHERE photo_id = ?", [(change_id, photo_id) for photo_id in photo_ids]
    )


def finish(rebuilt: Rebuilt) -> tuple[int, int]:
    """Make ends meet; returns how many photos there are, and how many labels."""
    connection = rebuilt.connection
    connection.executemany(
        "UPDATE photos SET merged_into = NULL WHERE photo_id = ?", [(photo,) for photo in rebuilt.lost_merges()]
    )
    # As where a session is brought up to date: what the file held when it was last read is the best answer.
    connection.execute(
        "UPDATE labels SET content_hash = (SELECT content_hash FROM photos WHERE photos.photo_id = labels.photo_id) "
        "WHERE content_hash IS NULL"
    )
    _close_gaps(connection)
    photos = connection.execute("SELECT count(*) FROM present_photos").fetchone()[0]
    labels = connection.execute(
        "SELECT count(*) FROM labels JOIN present_photos USING (photo_id) WHERE kind IS NOT NULL"
    ).fetchone()[0]
    return photos, labels


def _close_gaps(connection: sqlite3.Connection) -> None:
    """Breeds have numbers without gaps: one that is lost, and that no suggestion names, gets a stand-in."""
    there = {number for (number,) in connection.execute("SELECT breed_number FROM breeds")}
    missing = [(number, f"lost_{number}") for number in range(max(there, default=-1)) if number not in there]
    connection.executemany("INSERT INTO breeds (breed_number, breed_id) VALUES (?, ?)", missing)


def _of_their_kinds(table: Table, values: Values) -> Values | None:
    """The row with all its columns, each of the kind that it is declared to be; None where that cannot be."""
    mended: Values = {}
    for column in table.columns:
        value = values.get(column.name)
        if value is None or not _is_of_kind(column, value):
            value = None if column.name in table.key else _STAND_INS.get((table.name, column.name))
            if value is None and (column.not_null or column.name in table.key):
                return None
        mended[column.name] = value
    return mended


def _is_of_kind(column: Column, value: Any) -> bool:
    return isinstance(value, _KINDS.get(column.kind, object))


def _without_details(table: Table, row: Values) -> Values:
    """The row with nothing but what it cannot do without."""
    needed = {column.name for column in table.columns if column.not_null} | set(table.key)
    needed |= {"kind", "merged_into", "removed_ns", "takes_back", "path_key", "inverse"}
    plain = {name: value if name in needed else None for name, value in row.items()}
    return plain | {
        name: stand_in for (owner, name), stand_in in _STAND_INS.items() if owner == table.name and name != "change_id"
    }


def _bytes(stored: object) -> bytes:
    return stored if isinstance(stored, bytes) else b""


def _is_share(probability: Any) -> bool:
    return isinstance(probability, float) and 0 <= probability <= 1


def _see_id(number: Any) -> None:
    if not 1 <= number <= _MOST_IDS:
        raise ValueError("no id")


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
