"""A new session of what a window still knows of one whose file is gone."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop_app.catalog import copying, making, opening
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.tables import history as history_table
from desktop_app.catalog.tables import labels as label_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.values.labels import Decision
from desktop_app.catalog.values.stored_paths import path_key, stored_path
from desktop_app.catalog.values.suggestions import Suggestion

# The pack that made the suggestions is not known to rows: its own suggestions take their place when it looks again.
_PACK = "from memory"


def write_rows(target: Path, rows: Sequence[PhotoRow], *, replace: bool = False) -> None:
    """Write photos with their labels and suggestions into a new session, whole or not at all.

    What only the file had is not in it: the history before, more than five breeds of a suggestion, embeddings.

    Args:
        target: the file to write.
        rows: the photos.
        replace: whether a session that is there may be replaced; anything else that is there never is.

    Raises:
        SessionError: `session.exists`, `session.copy_is_open`, or it cannot be written.
    """

    def fill(draft: Path) -> None:
        making.empty_session(draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN")
            _write(connection, rows)
            connection.execute("COMMIT")
        opening.check_content(draft)

    copying.put(Path(target).absolute(), fill, replace=replace)


def _write(connection: sqlite3.Connection, rows: Sequence[PhotoRow]) -> None:
    now_ns = time.time_ns()
    connection.executemany(
        "INSERT INTO photos (photo_id, path, path_key, added_ns, modified_ns, turned, taken_at, fault) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path_key) DO NOTHING",
        [
            (
                *(row.photo_id, stored_path(row.path), path_key(row.path), now_ns, row.modified_ns, row.turned),
                *(row.taken_at or None, None if row.fault is None else row.fault.to_json()),
            )
            for row in rows
        ],
    )
    pack = suggestion_table.use_pack(connection, _PACK)
    suggestion_table.write(
        connection,
        pack,
        [
            (
                row.photo_id,
                Suggestion(
                    *(said.status, said.dog_probability, said.ranked, None, said.confidence, said.breed_set),
                    proposed_mix=said.proposed_mix,
                    kind=said.kind,
                ),
            )
            for row in rows
            if (said := row.suggestion) is not None
        ],
    )
    labels = {row.photo_id: row.label for row in rows if row.label is not None}
    if labels:
        decided = Decision("person", now_ns, pack)
        earlier = {
            row.photo_id: Decision(row.decided_by or decided.decided_by, row.decided_ns or now_ns, pack)
            for row in rows
            if row.label is not None
        }
        change, inverse = SetLabels(labels, decisions=earlier), SetLabels(dict.fromkeys(labels))
        number = history_table.append(
            *(connection, now_ns, change.kind, decided.decided_by, change.to_json()),
            *({"kind": inverse.kind, **inverse.to_json()}, len(labels)),
        )
        label_table.write(connection, labels, decided, number, earlier)
