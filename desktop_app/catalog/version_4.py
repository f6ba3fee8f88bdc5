"""Version 4 of the tables, and what becomes of the rows of older sessions. Frozen, like the SQL of the versions before.

Nothing here may use what the rest of the catalog says today: a session of version 3 must become the same session of
version 4 for ever. What SQL cannot compute is done by the functions that `functions` lends to the connection.
"""

import json
import re
import sqlite3
import struct
from typing import Any

# Breeds have numbers, so that a hundred thousand suggestions are read without a hundred thousand texts. Suggestions are
# what the rows on the screen need; embeddings and logits, which only computations need, have tables of their own.
# History keeps changes with their inverses; `action`, the words of older versions, is '' from now on.
SQL = """
CREATE TABLE animals (
    animal_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL DEFAULT '',
    number    TEXT NOT NULL DEFAULT '',
    species   TEXT NOT NULL DEFAULT 'dog' CHECK (species IN ('dog', 'cat', 'other')),
    note      TEXT NOT NULL DEFAULT ''
) STRICT;

DROP VIEW present_photos;
ALTER TABLE photos ADD COLUMN animal_id INTEGER REFERENCES animals;
ALTER TABLE photos ADD COLUMN pick INTEGER;
ALTER TABLE photos ADD COLUMN turned INTEGER NOT NULL DEFAULT 0 CHECK (turned IN (0, 90, 180, 270));
ALTER TABLE photos ADD COLUMN taken_at INTEGER;
ALTER TABLE photos ADD COLUMN fault TEXT CHECK (fault IS NULL OR json_valid(fault));
UPDATE photos SET fault = fault_of_words(error) WHERE error IS NOT NULL;
ALTER TABLE photos DROP COLUMN error;
CREATE INDEX photos_by_animal ON photos (animal_id) WHERE animal_id IS NOT NULL;
CREATE VIEW present_photos AS SELECT * FROM photos WHERE removed_ns IS NULL AND merged_into IS NULL;

CREATE TABLE breeds (
    breed_number INTEGER PRIMARY KEY CHECK (breed_number BETWEEN 0 AND 65534),
    breed_id     TEXT NOT NULL UNIQUE
) STRICT;

ALTER TABLE suggestions RENAME TO suggestions_3;
CREATE TABLE suggestions (
    pack_id         INTEGER NOT NULL REFERENCES packs,
    photo_id        INTEGER NOT NULL REFERENCES photos,
    status          INTEGER NOT NULL CHECK (status IN (0, 1)),
    dog_probability REAL CHECK (dog_probability BETWEEN 0 AND 1),
    ranked          BLOB NOT NULL CHECK (length(ranked) % 10 = 0),
    made_ns         INTEGER NOT NULL,
    confidence      INTEGER CHECK (confidence IN (0, 1, 2)),
    breed_set       BLOB NOT NULL DEFAULT x'' CHECK (length(breed_set) % 2 = 0),
    proposed_mix    BLOB CHECK (length(proposed_mix) = 4),
    PRIMARY KEY (pack_id, photo_id)
) STRICT, WITHOUT ROWID;
INSERT INTO suggestions
SELECT pack_id, photo_id, CASE status WHEN 'ok' THEN 0 ELSE 1 END, dog_probability, packed_ranked(ranked), made_ns,
       CASE confidence WHEN 'sure' THEN 0 WHEN 'maybe' THEN 1 WHEN 'unsure' THEN 2 END,
       packed_breeds(breed_set), packed_breeds(proposed_mix)
FROM suggestions_3 ORDER BY pack_id, photo_id;
DROP TABLE suggestions_3;
INSERT INTO breeds SELECT key, value FROM json_each(numbered_breeds());

CREATE TABLE logits (
    pack_id  INTEGER NOT NULL REFERENCES packs,
    photo_id INTEGER NOT NULL REFERENCES photos,
    vector   BLOB NOT NULL,
    PRIMARY KEY (pack_id, photo_id)
) STRICT, WITHOUT ROWID;

DROP TRIGGER history_is_not_rewritten;
ALTER TABLE history RENAME COLUMN action_id TO change_id;
ALTER TABLE labels RENAME COLUMN action_id TO change_id;
ALTER TABLE history ADD COLUMN change TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(change));
ALTER TABLE history ADD COLUMN inverse TEXT CHECK (inverse IS NULL OR json_valid(inverse));
ALTER TABLE history ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE history ADD COLUMN takes_back INTEGER REFERENCES history;
UPDATE history SET change = change_of(kind, changes), inverse = inverse_of(kind, changes),
    photos = photos_of(changes), kind = kind_of(kind);
ALTER TABLE history DROP COLUMN changes;
CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'the history of a session is append-only'); END;

ALTER TABLE labels ADD COLUMN pack_id INTEGER REFERENCES packs;
ALTER TABLE labels ADD COLUMN seen_status INTEGER CHECK (seen_status IN (0, 1));
ALTER TABLE labels ADD COLUMN seen_ranked BLOB CHECK (length(seen_ranked) % 10 = 0);
ALTER TABLE labels ADD COLUMN seen_confidence INTEGER CHECK (seen_confidence IN (0, 1, 2));

CREATE TABLE group_edits (
    first_id  INTEGER NOT NULL REFERENCES photos,
    second_id INTEGER NOT NULL REFERENCES photos,
    together  INTEGER NOT NULL CHECK (together IN (0, 1)),
    change_id INTEGER NOT NULL REFERENCES history,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER breeds_keep_their_numbers BEFORE UPDATE ON breeds
BEGIN SELECT RAISE(ABORT, 'a breed keeps its number'); END;

CREATE TRIGGER breeds_are_not_forgotten BEFORE DELETE ON breeds
BEGIN SELECT RAISE(ABORT, 'a breed keeps its number'); END;
"""

_WORDS = {
    "The file is empty.": "file.empty",
    "The file is not there: it was moved, renamed or deleted.": "file.gone",
    "You may not read this file: ask whoever owns it for permission.": "file.forbidden",
    "This is a folder, not a photo.": "file.folder",
    "This is a device or a pipe, not a photo.": "file.device",
    "This is a link to a file that is not there.": "file.broken_link",
    "This link leads in a circle, back to itself.": "file.link_loop",
    "The file's name is too long for this system: give it a shorter one.": "file.name_too_long",
    "The file's name cannot be used on this system: give it another one.": "file.name_unusable",
    "The disk or card reports an error on this file: copy it again from where it came from.": "file.disk_error",
    "The file is longer than {megabytes} MB: that is no photo.": "file.too_long",
    "The file cannot be read ({detail}).": "file.unreadable",
    "This file is cut short: only part of the photo is there. Copy it again from where it came from.": (
        "photo.cut_short"
    ),
    "The photo is damaged and cannot be shown. Copy it again from where it came from.": "photo.damaged",
    "The photo is damaged: it claims to be stored in far too many layers.": "photo.too_many_layers",
    "The photo has no pixels: its width or height is zero.": "photo.no_pixels",
    "The photo is too large: {width} by {height} pixels, more than {most} megapixels. Save it in a smaller size.": (
        "photo.too_large"
    ),
    "There is not enough memory for this photo: close other programs, or save it in a smaller size.": (
        "photo.out_of_memory"
    ),
    "There is not enough memory for this photo.": "photo.out_of_memory",
    "The file unpacks to far more than a photo needs, so it was not opened.": "photo.bomb",
    "The file begins like {kind} but is damaged or cut short. Copy it again from where it came from.": (
        "photo.damaged_kind"
    ),
    "This is not a photo; it looks like {kind}.": "photo.other_kind",
    "This is not a photo, or one of a kind that Pawsort does not know.": "photo.unknown_kind",
}
_KINDS = {
    "a JPEG photo": "jpeg",
    "a PNG photo": "png",
    "a WebP photo": "webp",
    "a GIF picture": "gif",
    "a HEIC photo": "heic",
    "an AVIF photo": "avif",
    "a BMP picture": "bmp",
    "a TIFF picture": "tiff",
    "a JPEG 2000 picture": "jpeg2000",
    "a PDF document": "pdf",
    "a film": "film",
    "a ZIP archive or an office document": "zip",
    "a drawing (SVG)": "svg",
    "a web page": "html",
    "a PostScript document": "postscript",
}
_NUMBERS = ("megabytes", "width", "height", "most")
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS = [
    (re.compile(_PLACEHOLDER.sub(r"(?P<\1>.+)", re.escape(words)), re.DOTALL), code) for words, code in _WORDS.items()
]


def fault_of_words(words: str) -> str:
    """The English sentence that older versions kept, as code and facts (JSON); `photo.said` for an unknown one."""
    for pattern, code in _PATTERNS:
        found = pattern.fullmatch(words)
        if found is not None:
            facts = _facts(found.groupdict())
            if facts is not None:
                return json.dumps({"code": code, **({"facts": facts} if facts else {})}, sort_keys=True)
    return json.dumps({"code": "photo.said", "facts": {"words": words}}, sort_keys=True)


def _facts(found: dict[str, str]) -> dict[str, str | int] | None:
    facts: dict[str, str | int] = {}
    for name, value in found.items():
        if name in _NUMBERS:
            digits = value.replace(",", "")
            if not digits.isdecimal():
                return None
            facts[name] = int(digits)
        elif name == "kind":
            if value not in _KINDS:
                return None
            facts[name] = _KINDS[value]
        else:
            facts[name] = value
    return facts


class _Numbers:
    """Numbers breeds in the order in which they come."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, breed_id: str) -> int:
        return self._known.setdefault(breed_id, len(self._known))

    def ranked(self, text: str) -> bytes:
        return b"".join([struct.pack("<Hd", self.of(breed_id), share) for breed_id, share in json.loads(text)])

    def breeds(self, text: str | None) -> bytes | None:
        return None if text is None else b"".join([struct.pack("<H", self.of(each)) for each in json.loads(text)])

    def all(self) -> str:
        return json.dumps(list(self._known))


def _kind_of(kind: str) -> str:
    return {"labels": "set_labels", "removed": "remove_photos", "restored": "restore_photos"}.get(kind, kind)


def _labels(groups: list[dict[str, Any]], side: str) -> dict[str, Any]:
    return {"labels": [[group["photos"], group[side]] for group in groups], "only_undecided": False}


def _change_of(kind: str, text: str) -> str:
    changes = json.loads(text)
    if kind == "labels":
        return json.dumps(_labels(changes.get("labels", []), "after"))
    if kind in ("removed", "restored"):
        return json.dumps({"photo_ids": changes.get("photos", [])})
    return text


def _inverse_of(kind: str, text: str) -> str | None:
    changes = json.loads(text)
    if kind == "labels" and changes.get("labels"):
        return json.dumps({"kind": "set_labels", **_labels(changes["labels"], "before")})
    if kind in ("removed", "restored") and changes.get("photos"):
        inverse = "restore_photos" if kind == "removed" else "remove_photos"
        return json.dumps({"kind": inverse, "photo_ids": changes["photos"]})
    return None


def _photos_of(text: str) -> int:
    changes = json.loads(text)
    if "photos" in changes:
        return len(changes["photos"])
    return sum(len(group["photos"]) for group in changes.get("labels", []))


def functions(connection: sqlite3.Connection) -> None:
    """Lend the connection what `SQL` calls."""
    numbers = _Numbers()
    connection.create_function("fault_of_words", 1, fault_of_words)
    connection.create_function("packed_ranked", 1, numbers.ranked)
    connection.create_function("packed_breeds", 1, numbers.breeds)
    connection.create_function("numbered_breeds", 0, numbers.all)
    connection.create_function("kind_of", 1, _kind_of)
    connection.create_function("change_of", 2, _change_of)
    connection.create_function("inverse_of", 2, _inverse_of)
    connection.create_function("photos_of", 1, _photos_of)
