"""Version 5 of the tables: which content a label was given to. Frozen, like the versions before.

A photo is its content, and cameras use names again: a label that was given to what a file held before stands beside
another photo now, and must be known from one that was given to it.
"""

# Of older labels nobody knows what they were given to: what the file held when it was last read is the best answer.
# NULL where it was never read; the first reading fills it in, which is all that may change without an entry in the
# history.
SQL = """
DROP TRIGGER labels_change_with_the_history;
ALTER TABLE labels ADD COLUMN content_hash BLOB CHECK (length(content_hash) = 32);
UPDATE labels SET content_hash = (SELECT content_hash FROM photos WHERE photos.photo_id = labels.photo_id);
CREATE TRIGGER labels_change_with_the_history BEFORE UPDATE ON labels
WHEN NEW.photo_id <> OLD.photo_id OR (NEW.change_id <= OLD.change_id AND NOT (
    OLD.content_hash IS NULL AND NEW.change_id = OLD.change_id AND NEW.kind IS OLD.kind
    AND NEW.breed_ids = OLD.breed_ids AND NEW.decided_by = OLD.decided_by AND NEW.decided_ns = OLD.decided_ns
))
BEGIN SELECT RAISE(ABORT, 'a label changes only with a new entry in the history'); END;
"""
