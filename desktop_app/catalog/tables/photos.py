"""The photos in a session file: adding, finding again what moved, taking out and bringing back."""

import json
import math
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from desktop_app.catalog.tables import dog_labels as dog_label_table
from desktop_app.catalog.tables import history
from desktop_app.catalog.tables import labels as label_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.photos import FileFacts, KnownFile, PhotoOutcome
from desktop_app.catalog.values.stored_paths import path_key, readable_path, restored_path, stored_path
from desktop_app.faults import Fault

# With more copies of one photo than this, only the first are asked whether they are still there.
_MOST_COPIES = 64


def modified_ns(path: Path) -> int:
    """When the file was last changed; 0 when it cannot be asked."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - called for every photo of a folder
    except (OSError, ValueError):
        return 0


def add(connection: sqlite3.Connection, photos: Iterable[tuple[Path, int]]) -> list[int]:
    """Add photos (path, time of modification) that the session does not know, within the caller's transaction.

    A photo that was taken out of the session comes back, with its label; an unreadable one gets another try.

    Returns:
        the ids of all these, in the order given.
    """
    added = []
    now = time.time_ns()
    for path, modified in photos:
        row = connection.execute(
            "INSERT INTO photos (path, path_key, added_ns, modified_ns) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (path_key) DO UPDATE SET removed_ns = NULL, fault = NULL "
            "WHERE removed_ns IS NOT NULL OR fault IS NOT NULL RETURNING photo_id",
            (stored_path(path), path_key(path), now, modified),
        ).fetchone()
        if row is not None:
            added.append(int(row[0]))
    return added


def survivors(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> dict[int, int]:
    """For each of the ids that the session knows: itself, or the photo into which it was merged."""
    rows = connection.execute(
        "SELECT photo_id, coalesce(merged_into, photo_id) FROM photos "
        "WHERE photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photo_ids)),),
    )
    return dict(rows.fetchall())


def with_merged(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> dict[int, int]:
    """All ids under which these photos were ever known, each with the photo that it is now.

    Not a search for each of the ids that a history names: that may be a hundred thousand in every entry.
    """
    now = json.dumps(list(set(survivors(connection, photo_ids).values())))
    rows = connection.execute(
        "SELECT photo_id, coalesce(merged_into, photo_id) AS now FROM photos "
        "WHERE now IN (SELECT value FROM json_each(?))",
        (now,),
    )
    return dict(rows.fetchall())


def waiting(connection: sqlite3.Connection, pack: int) -> list[tuple[int, Path]]:
    """The photos that the pack has not seen and that are not known to be unreadable, in order of adding."""
    rows = connection.execute(
        "SELECT photo_id, path FROM present_photos AS photo WHERE fault IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM suggestions AS s WHERE s.pack_id = ? AND s.photo_id = photo.photo_id) ORDER BY photo_id",
        (pack,),
    )
    return [(photo_id, restored_path(path)) for photo_id, path in rows]


def facts(connection: sqlite3.Connection, photo_id: int) -> FileFacts | None:
    """What is known of the photo's file; None before it was read."""
    row = connection.execute(
        "SELECT size_bytes, modified_ns, content_hash, width, height, orientation, taken_at, fingerprint, "
        "sharpness, lightness, contrast FROM photos WHERE photo_id = ? AND content_hash IS NOT NULL",
        (photo_id,),
    ).fetchone()
    if row is None:
        return None
    size_bytes, modified_ns, content, width, height, orientation, taken_at, fingerprint, *measures = row
    sharpness, lightness, contrast = (math.nan if each is None else each for each in measures)
    return FileFacts(
        size_bytes,
        modified_ns,
        content.hex(),
        width,
        height,
        orientation,
        taken_at or 0,
        fingerprint or b"",
        sharpness,
        lightness,
        contrast,
    )


def files(connection: sqlite3.Connection, photo_ids: Iterable[int] | None) -> list[KnownFile]:
    """What is known of the files of these photos (of all where None), in the order of their ids."""
    which = "" if photo_ids is None else "AND photo_id IN (SELECT value FROM json_each(?)) "
    rows = connection.execute(
        "SELECT photo_id, path, "  # noqa: S608 - one of two texts
        "CASE WHEN content_hash IS NOT NULL THEN size_bytes END, modified_ns, fault "
        f"FROM present_photos WHERE true {which}ORDER BY photo_id",
        () if photo_ids is None else (json.dumps(list(photo_ids)),),
    )
    return [
        KnownFile(photo_id, restored_path(path), size, modified, None if fault is None else json.loads(fault)["code"])
        for photo_id, path, size, modified, fault in rows
    ]


def sizes(connection: sqlite3.Connection, photo_ids: Iterable[int] | None) -> dict[int, int]:
    """The lengths of the files of these photos (of all where None) when they were read, by id; others are left out."""
    which = "" if photo_ids is None else "AND photo_id IN (SELECT value FROM json_each(?)) "
    return dict(
        connection.execute(
            "SELECT photo_id, size_bytes FROM present_photos "  # noqa: S608 - one of two texts
            f"WHERE content_hash IS NOT NULL AND size_bytes IS NOT NULL {which}",
            () if photo_ids is None else (json.dumps(list(photo_ids)),),
        )
    )


def known(connection: sqlite3.Connection, paths: Iterable[Path]) -> list[int]:
    """The ids of those of these photos that are in the session."""
    found = []
    for path in paths:
        row = connection.execute("SELECT photo_id FROM present_photos WHERE path_key = ?", (path_key(path),)).fetchone()
        if row is not None:
            found.append(int(row[0]))
    return found


def meet(connection: sqlite3.Connection, read: Mapping[int, FileFacts]) -> list[int]:
    """Keep what was found in files that had been read before, within the caller's transaction.

    A photo whose file holds something else waits to be looked at, and what was said of it is forgotten.

    Returns:
        the ids of those.
    """
    before = contents(connection, read)
    others = [key for key, now in read.items() if before.get(key) not in (None, bytes.fromhex(now.content_hash))]
    suggestion_table.forget(connection, others)
    connection.executemany(
        "UPDATE photos SET content_hash = ?, width = NULL, height = NULL, orientation = NULL, taken_at = NULL, "
        "fingerprint = NULL, sharpness = NULL, lightness = NULL, contrast = NULL, fault = NULL WHERE photo_id = ?",
        [(bytes.fromhex(read[key].content_hash), key) for key in others],
    )
    connection.executemany(
        "UPDATE photos SET size_bytes = ?, modified_ns = ? WHERE photo_id = ?",
        [(now.size_bytes, now.modified_ns, key) for key, now in read.items() if before.get(key) is not None],
    )
    return others


def write_facts(connection: sqlite3.Connection, outcomes: Sequence[tuple[int, PhotoOutcome]]) -> None:
    """Keep what reading the files told, within the caller's transaction. What could not be read keeps old facts.

    Where a file holds something else than before, all that was said of the photo is forgotten, by every pack.
    """
    read = {key: bytes.fromhex(o.facts.content_hash) for key, o in outcomes if o.facts is not None}
    before = contents(connection, read)
    others = [key for key, content in read.items() if before.get(key) not in (None, content)]
    suggestion_table.forget(connection, others)
    connection.executemany(
        "UPDATE photos SET size_bytes = ?, modified_ns = ?, content_hash = ?, width = ?, height = ?, orientation = ?, "
        "taken_at = ?, fingerprint = ?, sharpness = ?, lightness = ?, contrast = ?, fault = ? WHERE photo_id = ?",
        [
            (
                *(f.size_bytes, f.modified_ns, bytes.fromhex(f.content_hash), f.width, f.height, f.orientation),
                *_measured(f),
                *(_stored(o.fault), key),
            )
            for key, o in outcomes
            if (f := o.facts) is not None
        ],
    )
    connection.executemany(
        "UPDATE photos SET fault = ? WHERE photo_id = ?",
        [(_stored(o.fault), key) for key, o in outcomes if o.facts is None],
    )
    first_read = [key for key in read if before.get(key) is None]
    label_table.first_read(connection, first_read)
    dog_label_table.first_read(connection, first_read)


def contents(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> dict[int, bytes | None]:
    """What these photos' files held when they were last read (SHA-256); None where they never were."""
    rows = connection.execute(
        "SELECT photo_id, content_hash FROM photos WHERE photo_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(photo_ids)),),
    )
    return dict(rows.fetchall())


def write_measures(connection: sqlite3.Connection, read: Mapping[int, FileFacts]) -> None:
    """Keep what decoding told of photos whose facts were read before it could tell it, in the caller's transaction.

    A photo whose file holds something else by now is left alone.
    """
    connection.executemany(
        "UPDATE photos SET taken_at = ?, fingerprint = ?, sharpness = ?, lightness = ?, contrast = ? "
        "WHERE photo_id = ? AND content_hash = ?",
        [(*_measured(now), key, bytes.fromhex(now.content_hash)) for key, now in read.items()],
    )


def unmeasured(connection: sqlite3.Connection) -> list[tuple[int, Path]]:
    """The photos (id, path) that were read whole before decoding told their fingerprints."""
    rows = connection.execute(
        "SELECT photo_id, path FROM present_photos "
        "WHERE fault IS NULL AND content_hash IS NOT NULL AND fingerprint IS NULL ORDER BY photo_id"
    )
    return [(photo_id, restored_path(path)) for photo_id, path in rows]


def _measured(facts: FileFacts) -> tuple[int | bytes | float | None, ...]:
    """The columns `taken_at` to `contrast`; SQLite keeps nan as NULL."""
    return facts.taken_at or None, facts.fingerprint or None, facts.sharpness, facts.lightness, facts.contrast


def _stored(fault: Fault | None) -> str | None:
    return None if fault is None else fault.to_json()


def moved_from(
    connection: sqlite3.Connection, photo_id: int, outcome: PhotoOutcome, is_there: Callable[[Path], bool]
) -> int | None:
    """The photo that this new one was before its file moved: same content, and its old file is gone.

    Only a photo that was never read can be one that moved here; two that are both known stay two.

    Args:
        connection: to the session.
        photo_id: of the new photo.
        outcome: what reading it told.
        is_there: says of a file whether it is there, be it a link to nothing.
    """
    if outcome.facts is None:
        return None
    content = bytes.fromhex(outcome.facts.content_hash)
    candidates = connection.execute(
        "SELECT other.photo_id, other.path FROM present_photos AS other, present_photos AS this "
        "WHERE this.photo_id = ? AND this.content_hash IS NULL AND other.content_hash = ? "
        "AND other.photo_id < this.photo_id ORDER BY other.photo_id LIMIT ?",
        (photo_id, content, _MOST_COPIES),
    ).fetchall()
    gone = [(other, path) for other, old in candidates if not is_there(path := restored_path(old))]
    # Of several that are gone, the one whose file was called the same.
    gone.sort(key=lambda candidate: candidate[1].name != outcome.path.name)
    return gone[0][0] if gone else None


def merge_moved(connection: sqlite3.Connection, new: int, old: int) -> bool:
    """Give the photo `old` the path of `new`, which ends, within the caller's transaction.

    A label that a person gave `new` in the meantime is the younger decision and goes to `old`.

    Returns:
        False when one of them is no longer there to be merged.
    """
    rows = dict(
        connection.execute("SELECT photo_id, path FROM present_photos WHERE photo_id IN (?, ?)", (new, old)).fetchall()
    )
    if len(rows) != 2:
        return False
    connection.execute("UPDATE photos SET path_key = NULL, merged_into = ? WHERE photo_id = ?", (old, new))
    connection.execute("UPDATE photos SET merged_into = ? WHERE merged_into = ?", (old, new))
    connection.execute(
        "UPDATE photos SET path = ?, path_key = ? WHERE photo_id = ?",
        (rows[new], path_key(restored_path(rows[new])), old),
    )
    _carry_arranging(connection, new, old)
    labels = label_table.read(connection, [new, old])
    younger = labels[new]
    places = readable_path(rows[old]), readable_path(rows[new])
    carried = None if younger is None else (labels[old], younger)
    under = dog_label_table.under(connection, new, old)
    change_id = history.append_move(connection, time.time_ns(), old, new, places, carried, under)
    if younger is not None:
        label_table.carry(connection, new, old, change_id)
    dog_label_table.carry(connection, new, old, change_id)
    return True


def _carry_arranging(connection: sqlite3.Connection, new: int, old: int) -> None:
    """What was said of `new` in the meantime, beside its label, holds for `old` where nothing was said of that."""
    connection.execute(
        "UPDATE photos SET animal_id = coalesce(photos.animal_id, new.animal_id), "
        "pick = coalesce(photos.pick, new.pick), "
        "several_dogs = iif(photos.one_dog, 0, max(photos.several_dogs, new.several_dogs)), "
        "one_dog = iif(photos.several_dogs, 0, max(photos.one_dog, new.one_dog)), "
        "arranged_by = max(photos.arranged_by, new.arranged_by) "
        "FROM (SELECT animal_id, pick, several_dogs, one_dog, arranged_by FROM photos WHERE photo_id = ?) AS new "
        "WHERE photo_id = ? AND (new.animal_id IS NOT NULL OR new.pick IS NOT NULL OR new.several_dogs OR new.one_dog)",
        (new, old),
    )
    connection.execute(
        "INSERT INTO group_edits (first_id, second_id, answer, change_id) "
        "SELECT min(?2, other), max(?2, other), answer, change_id "
        "FROM (SELECT iif(first_id = ?1, second_id, first_id) AS other, answer, change_id "
        "FROM group_edits WHERE ?1 IN (first_id, second_id)) WHERE other <> ?2 "
        "ON CONFLICT DO NOTHING",
        (new, old),
    )


def set_removed(connection: sqlite3.Connection, photo_ids: Iterable[int], removed_ns: int | None) -> list[int]:
    """Take photos out of the session, or (None) bring them back, within the caller's transaction.

    Returns:
        the ids of those for which that changed something, in order.
    """
    changed = connection.execute(
        "UPDATE photos SET removed_ns = ? WHERE photo_id IN (SELECT value FROM json_each(?)) "
        "AND (removed_ns IS NULL) = ? AND merged_into IS NULL RETURNING photo_id",
        (removed_ns, json.dumps(list(photo_ids)), removed_ns is not None),
    )
    return sorted(int(photo_id) for (photo_id,) in changed)


def forget_faults(connection: sqlite3.Connection, photo_ids: Iterable[int]) -> list[int]:
    """Let unreadable photos wait again, within the caller's transaction; returns their ids."""
    rows = connection.execute(
        "UPDATE photos SET fault = NULL WHERE fault IS NOT NULL AND photo_id IN (SELECT value FROM json_each(?)) "
        "RETURNING photo_id",
        (json.dumps(list(photo_ids)),),
    )
    return [int(photo_id) for (photo_id,) in rows]
