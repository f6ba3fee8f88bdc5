"""Version 6 of the tables: what animals, groups and picks need. Frozen, like the versions before.

`arranged_by` is the entry of the history that last changed to which animal a photo belongs, its pick or its flag: of
two rows of one photo, the one with the greater has the younger decision. What decoding measures stands beside the facts
of the file. Nothing was ever written into `group_edits`, so it is made anew, with all three answers to "Same dog?".
"""

SQL = """
DROP VIEW present_photos;
ALTER TABLE photos ADD COLUMN several_dogs INTEGER NOT NULL DEFAULT 0 CHECK (several_dogs IN (0, 1));
ALTER TABLE photos ADD COLUMN arranged_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photos ADD COLUMN fingerprint BLOB CHECK (length(fingerprint) BETWEEN 1 AND 256);
ALTER TABLE photos ADD COLUMN sharpness REAL;
ALTER TABLE photos ADD COLUMN lightness REAL;
ALTER TABLE photos ADD COLUMN contrast REAL;
CREATE VIEW present_photos AS SELECT * FROM photos WHERE removed_ns IS NULL AND merged_into IS NULL;

ALTER TABLE suggestions ADD COLUMN dog_share REAL CHECK (dog_share BETWEEN 0 AND 1);

DROP TABLE group_edits;
CREATE TABLE group_edits (
    first_id  INTEGER NOT NULL REFERENCES photos,
    second_id INTEGER NOT NULL REFERENCES photos,
    answer    TEXT NOT NULL CHECK (answer IN ('together', 'apart', 'not_sure')),
    change_id INTEGER NOT NULL REFERENCES history,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
"""
