"""What a damaged session still says of several dogs in a photo: those that were found, and labels of single ones."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping

from desktop_app.catalog import history
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDog, SetDogLabels
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.history import HistoryEntry
from desktop_app.catalog.mending import PAWSORT, Rebuilt, give_later_ids
from desktop_app.catalog.tables import dog_labels as table
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.values.boxes import stored_box
from desktop_app.catalog.values.dog_labels import Dog, DogLabel
from desktop_app.catalog.values.labels import Decision

Told = tuple[DogLabel | None, int]
"""A label, and the entry of the history that gave it."""


def restore_dogs(rebuilt: Rebuilt, lost: Counter[str], now_ns: int) -> None:
    """Give dogs whose label is lost the one that the history tells, and labels whose entry is lost an entry.

    Then dogs are counted anew: of those that are lost, nothing is told.
    """
    _restore_labels(rebuilt, lost, now_ns)
    _count_anew(rebuilt.connection, lost)


def _restore_labels(rebuilt: Rebuilt, lost: Counter[str], now_ns: int) -> None:
    connection = rebuilt.connection
    there = {(photo, stored_box(box)): change for (photo, box), change in rebuilt.labelled_dogs.items()}
    for (photo, box), (given, change_id) in _told(connection).items():
        if (photo, box) not in there and photo in rebuilt.ids("photos"):
            lost["labels"] = max(0, lost["labels"] - 1)
            table.write(connection, {(photo, box): given}, change_id, Decision(PAWSORT, now_ns, None))
            there[photo, box] = change_id
    orphans = {dog for dog, change in there.items() if change not in rebuilt.ids("history")}
    if orphans:
        _give_an_entry(connection, orphans, now_ns)
    # As with labels of photos: what the file held when it was last read is the best answer.
    table.first_read(connection, {photo for photo, _box in there})


def _told(connection: sqlite3.Connection) -> dict[Dog, Told]:
    told: dict[Dog, Told] = {}
    for entry in history.read(connection):
        if entry.moved is not None:
            moved = json.loads(entry.change_json)
            (photo,), merged = moved["photos"], moved["merged"]
            for (other, box), (given, _change) in list(told.items()):
                if other == merged and given is not None:
                    told[photo, box] = given, entry.change_id
            continue
        # Which dogs it changed, the inverse tells; one of which the change says nothing lost its label to another box.
        changed = [dog for inverse in _of_dogs(entry.inverse) for dog in getattr(inverse, "dogs", ())]
        if changed:
            said = {dog: label for change in _of_dogs(entry.change) for dog, label in _given(change, entry).items()}
            now = photo_table.survivors(connection, {photo for photo, _box in said})
            labels = {(now.get(photo, photo), box): label for (photo, box), label in said.items()}
            told.update({dog: (labels.get(dog), entry.change_id) for dog in changed})
    return told


def _given(change: Change, entry: HistoryEntry) -> Mapping[Dog, DogLabel | None]:
    if isinstance(change, LabelDog):
        how = Decision(change.decided_by, entry.at_ns, None)
        label = None if change.label is None else DogLabel(change.label, how, None)
        return {(change.photo_id, change.box): label}
    return change.dogs if isinstance(change, SetDogLabels) else {}


def _of_dogs(change: Change | None) -> Iterator[Change]:
    if isinstance(change, LabelDog | SetDogLabels):
        yield change
    elif isinstance(change, Several):
        for each in change.changes:
            yield from _of_dogs(each)


def _give_an_entry(connection: sqlite3.Connection, orphans: set[Dog], now_ns: int) -> None:
    labels = table.kept(connection, {photo for photo, _box in orphans})
    change = SetDogLabels({dog: labels.get(dog) for dog in orphans})
    give_later_ids(connection, "dog_labels")
    # Not to be taken back: what was there before is lost.
    photos = len(change.ids)
    change_id = history_table.append(connection, now_ns, change.kind, PAWSORT, change.to_json(), None, photos, None)
    table.write(connection, change.dogs, change_id, Decision(PAWSORT, now_ns, None))


def _count_anew(connection: sqlite3.Connection, lost: Counter[str]) -> None:
    told, there = (
        connection.execute(query).fetchone()[0]
        for query in (
            "SELECT coalesce(sum(dogs - 1), 0) FROM suggestions WHERE dogs > 1",
            "SELECT count(*) FROM further_dogs",
        )
    )
    lost["suggestions"] += max(0, told - there)
    numbers = connection.execute(
        "SELECT * FROM (SELECT pack_id, photo_id, number, "
        "1 + row_number() OVER (PARTITION BY pack_id, photo_id ORDER BY number) AS wanted FROM further_dogs) "
        "WHERE number <> wanted ORDER BY pack_id, photo_id, number"
    ).fetchall()
    connection.executemany(
        "UPDATE further_dogs SET number = ?4 WHERE pack_id = ?1 AND photo_id = ?2 AND number = ?3", numbers
    )
    connection.execute(
        "UPDATE suggestions SET dogs = iif(box IS NULL, NULL, 1 + (SELECT count(*) FROM further_dogs AS dog "
        "WHERE dog.pack_id = suggestions.pack_id AND dog.photo_id = suggestions.photo_id))"
    )
