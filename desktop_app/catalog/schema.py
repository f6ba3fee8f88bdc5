"""The tables of a session file, and how a file of an older version becomes one of today's.

Each version's SQL is frozen: what has been released is never edited, a change is a further entry of `MIGRATIONS`.
`PRAGMA application_id` tells a session from other SQLite files, `PRAGMA user_version` is the schema version.
"""

import sqlite3

from desktop_app.catalog import version_4, version_5, version_6, version_7

APPLICATION_ID = 0x50615753  # "PaWS"
# Of the header with which every SQLite file begins (https://www.sqlite.org/fileformat.html).
HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"

# Version 1. A label is never deleted but cleared (kind NULL), and changes only together with an entry in the history,
# which itself is append-only: what a person decided cannot be lost to a stray statement, and a model, which writes
# suggestions, has no way to it.
_VERSION_1 = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE photos (
    photo_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    path         ANY NOT NULL CHECK (typeof(path) IN ('text', 'blob')),
    path_key     BLOB UNIQUE,
    added_ns     INTEGER NOT NULL,
    size_bytes   INTEGER,
    modified_ns  INTEGER NOT NULL DEFAULT 0,
    content_hash BLOB CHECK (length(content_hash) = 32),
    width        INTEGER,
    height       INTEGER,
    orientation  INTEGER CHECK (orientation BETWEEN 1 AND 8),
    error        TEXT
) STRICT;

CREATE TABLE packs (pack_id INTEGER PRIMARY KEY, pack_hash TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE suggestions (
    pack_id         INTEGER NOT NULL REFERENCES packs,
    photo_id        INTEGER NOT NULL REFERENCES photos,
    status          TEXT NOT NULL CHECK (status IN ('ok', 'no_dog')),
    dog_probability REAL CHECK (dog_probability BETWEEN 0 AND 1),
    ranked          TEXT NOT NULL,
    made_ns         INTEGER NOT NULL,
    PRIMARY KEY (pack_id, photo_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE embeddings (
    pack_id  INTEGER NOT NULL REFERENCES packs,
    photo_id INTEGER NOT NULL REFERENCES photos,
    vector   BLOB NOT NULL,
    PRIMARY KEY (pack_id, photo_id)
) STRICT;

CREATE TABLE history (
    action_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ns      INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    action     TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    changes    TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;

CREATE TABLE labels (
    photo_id   INTEGER PRIMARY KEY REFERENCES photos ON DELETE RESTRICT,
    kind       TEXT CHECK (kind IN ('breed', 'mix', 'unknown', 'no_dog')),
    breed_ids  TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_ns INTEGER NOT NULL,
    action_id  INTEGER NOT NULL REFERENCES history
) STRICT;

CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history of a session is append-only'); END;

CREATE TRIGGER history_is_not_shortened BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'the history of a session is append-only'); END;

CREATE TRIGGER labels_change_with_the_history BEFORE UPDATE ON labels
WHEN NEW.action_id <= OLD.action_id OR NEW.photo_id <> OLD.photo_id
BEGIN SELECT RAISE(ABORT, 'a label changes only with a new entry in the history'); END;

CREATE TRIGGER labels_are_not_replaced BEFORE INSERT ON labels
WHEN EXISTS (SELECT 1 FROM labels WHERE photo_id = NEW.photo_id AND action_id >= NEW.action_id)
BEGIN SELECT RAISE(ABORT, 'a label changes only with a new entry in the history'); END;

CREATE TRIGGER labels_are_not_deleted BEFORE DELETE ON labels
BEGIN SELECT RAISE(ABORT, 'a label is cleared with an entry in the history, never deleted'); END;
"""

# Version 2: a photo can be taken out of the session and brought back, and one that moved is found by its content.
_VERSION_2 = """
ALTER TABLE photos ADD COLUMN removed_ns INTEGER;
ALTER TABLE photos ADD COLUMN merged_into INTEGER REFERENCES photos;
CREATE INDEX photos_by_content ON photos (content_hash) WHERE content_hash IS NOT NULL;
CREATE VIEW present_photos AS SELECT * FROM photos WHERE removed_ns IS NULL AND merged_into IS NULL;
"""

# Version 3: how far a suggestion can be trusted. NULL, and an empty set, where the model pack does not say.
_VERSION_3 = """
ALTER TABLE suggestions ADD COLUMN confidence TEXT CHECK (confidence IN ('sure', 'maybe', 'unsure'));
ALTER TABLE suggestions ADD COLUMN breed_set TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(breed_set));
ALTER TABLE suggestions ADD COLUMN proposed_mix TEXT CHECK (json_array_length(proposed_mix) = 2);
"""

MIGRATIONS: dict[int, str] = {
    1: _VERSION_1,
    2: _VERSION_2,
    3: _VERSION_3,
    4: version_4.SQL,
    5: version_5.SQL,
    6: version_6.SQL,
    7: version_7.SQL,
}
SCHEMA_VERSION = max(MIGRATIONS)
# What a session of today has; one that lacks any of them is broken.
TABLES = frozenset(
    {
        *("settings", "photos", "animals", "packs", "breeds", "suggestions", "embeddings", "logits"),
        *("further_dogs", "history", "labels", "dog_labels", "group_edits"),
    }
)


def statements(script: str) -> list[str]:
    """The single statements of a script; `executescript` would commit in between."""
    found: list[str] = []
    current = ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current.strip())
            current = ""
    return found


def schema_version(connection: sqlite3.Connection) -> int:
    """The version of the schema that the file has; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, target: int = SCHEMA_VERSION) -> None:
    """Bring the tables to version `target`, each step in one transaction that either happens or does not.

    Args:
        connection: in autocommit mode (`isolation_level=None`).
        target: the version to stop at.

    Raises:
        sqlite3.Error: a step failed and was rolled back.
    """
    version_4.functions(connection)
    for version in range(schema_version(connection) + 1, target + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(MIGRATIONS[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version}")
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise sqlite3.IntegrityError(f"version {version} of the schema breaks a reference of {broken[0]}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
