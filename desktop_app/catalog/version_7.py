"""Version 7 of the tables: kinds of dogs, where dogs are, and several of them in one photo. Frozen, like those before.

`one_dog` says that a person sees one dog, whatever was found; `several_dogs` that they see several. Nothing was said
where neither is set, as in all older sessions.

A kind is numbered like a breed, in the table `breeds`. A box is four float32, little-endian: left, top, right and
bottom as shares of the upright photo. `dogs` counts the dogs that were found, so that nothing but a number is read of
them when a session is opened; the others than the first stand in `further_dogs`, from number 2 on.

Labels of further dogs are kept as labels of photos are: never deleted but cleared (kind NULL), changed only together
with an entry in the history, each with the content to which it was given, and with the box of its dog.
"""

SQL = """
DROP VIEW present_photos;
ALTER TABLE photos ADD COLUMN one_dog INTEGER NOT NULL DEFAULT 0 CHECK (one_dog IN (0, 1));
CREATE VIEW present_photos AS SELECT * FROM photos WHERE removed_ns IS NULL AND merged_into IS NULL;

ALTER TABLE suggestions ADD COLUMN kind INTEGER CHECK (kind BETWEEN 0 AND 65534);
ALTER TABLE suggestions ADD COLUMN kind_probability REAL CHECK (kind_probability BETWEEN 0 AND 1);
ALTER TABLE suggestions ADD COLUMN kind_confidence INTEGER CHECK (kind_confidence IN (0, 1, 2));
ALTER TABLE suggestions ADD COLUMN box BLOB CHECK (length(box) = 16);
ALTER TABLE suggestions ADD COLUMN dogs INTEGER CHECK (dogs BETWEEN 1 AND 1000);

CREATE TABLE further_dogs (
    pack_id          INTEGER NOT NULL REFERENCES packs,
    photo_id         INTEGER NOT NULL REFERENCES photos,
    number           INTEGER NOT NULL CHECK (number BETWEEN 2 AND 1000),
    box              BLOB NOT NULL CHECK (length(box) = 16),
    ranked           BLOB NOT NULL CHECK (length(ranked) % 10 = 0),
    confidence       INTEGER CHECK (confidence IN (0, 1, 2)),
    breed_set        BLOB NOT NULL DEFAULT x'' CHECK (length(breed_set) % 2 = 0),
    proposed_mix     BLOB CHECK (length(proposed_mix) = 4),
    kind             INTEGER CHECK (kind BETWEEN 0 AND 65534),
    kind_probability REAL CHECK (kind_probability BETWEEN 0 AND 1),
    kind_confidence  INTEGER CHECK (kind_confidence IN (0, 1, 2)),
    PRIMARY KEY (pack_id, photo_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE dog_labels (
    photo_id     INTEGER NOT NULL REFERENCES photos ON DELETE RESTRICT,
    box          BLOB NOT NULL CHECK (length(box) = 16),
    kind         TEXT CHECK (kind IN ('breed', 'mix', 'unknown', 'no_dog')),
    breed_ids    TEXT NOT NULL,
    decided_by   TEXT NOT NULL,
    decided_ns   INTEGER NOT NULL,
    change_id    INTEGER NOT NULL REFERENCES history,
    pack_id      INTEGER REFERENCES packs,
    content_hash BLOB CHECK (length(content_hash) = 32),
    PRIMARY KEY (photo_id, box)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dog_labels_change_with_the_history BEFORE UPDATE ON dog_labels
WHEN NEW.photo_id <> OLD.photo_id OR NEW.box <> OLD.box OR (NEW.change_id <= OLD.change_id AND NOT (
    OLD.content_hash IS NULL AND NEW.change_id = OLD.change_id AND NEW.kind IS OLD.kind
    AND NEW.breed_ids = OLD.breed_ids AND NEW.decided_by = OLD.decided_by AND NEW.decided_ns = OLD.decided_ns
))
BEGIN SELECT RAISE(ABORT, 'a label changes only with a new entry in the history'); END;

CREATE TRIGGER dog_labels_are_not_replaced BEFORE INSERT ON dog_labels
WHEN EXISTS (
    SELECT 1 FROM dog_labels WHERE photo_id = NEW.photo_id AND box = NEW.box AND change_id >= NEW.change_id
)
BEGIN SELECT RAISE(ABORT, 'a label changes only with a new entry in the history'); END;

CREATE TRIGGER dog_labels_are_not_deleted BEFORE DELETE ON dog_labels
BEGIN SELECT RAISE(ABORT, 'a label is cleared with an entry in the history, never deleted'); END;
"""
