"""Labels that volunteers confirmed, read from a Pawsort session: this is how corrections become training data.

A session is one SQLite file (`desktop_app.catalog.schema`). It may be open in the app at this moment, or of an older
version, and must stay as it is: so it is read by SQL, for reading only, and not opened as the app opens it, which would
bring it up to date. The few columns are those of the version that wrote it.
"""

import os
import sqlite3
from pathlib import Path

from desktop_app.catalog.schema import APPLICATION_ID, MAGIC
from desktop_app.own_files import json_of
from training.datasets.breeds import breed_of_id, is_kind, kinds_left_out
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet
from training.files import is_file

_WITH_REMOVED_PHOTOS = 2  # since this version, photos can be taken out of a session
_WITH_FAULTS = 4  # since this version, what is wrong with a photo is a fault and no sentence
_WITH_CONTENTS = 5  # since this version, it is known which content of a file a label was given to
_WITH_ANIMALS = 6  # since this version, animals have names, and photos may be said to show several dogs

_BREED_LABELS = """
SELECT photos.path, labels.breed_ids, {animal} FROM labels JOIN {photos} AS photos USING (photo_id) {animals}
WHERE labels.kind = 'breed' AND photos.{wrong} IS NULL AND {same_content} AND {alone} ORDER BY photo_id
"""
# Photos that people have looked at, and that show no single breed.
_OTHER_LABELS = """
SELECT photos.path FROM labels JOIN {photos} AS photos USING (photo_id)
WHERE labels.kind IS NOT NULL AND {same_content} AND NOT (labels.kind = 'breed' AND {alone})
"""
_ANIMALS = "LEFT JOIN animals USING (animal_id)"
# As tables have it; an animal that nobody has named is one of this session alone.
_ANIMAL = """
CASE WHEN animal_id IS NULL THEN NULL WHEN animals.number = '' AND animals.name = '' THEN 'animal ' || animal_id
ELSE trim(animals.number || ' ' || animals.name) END
"""
_SAME_CONTENT = "(labels.content_hash IS NULL OR labels.content_hash = photos.content_hash)"


def is_session(path: Path) -> bool:
    """Whether the file is an SQLite file, as every session is."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_session(path: Path, *, or_others: bool = False) -> PhotoSet:
    """The photos of a session that a person labelled with exactly one breed.

    Mixes, "unknown", "no dog" and photos of several dogs are no examples of a breed and are left out, and so are photos
    whose file is gone (the app finds those again when their new folder is dropped on it), and labels that were given to
    what a file held before another photo was put in its place. Kinds of dogs, which are no breeds, are left out too,
    and the set says how many.

    Args:
        path: the session.
        or_others: whether a session will do in which people only said what is no example of a breed.

    Raises:
        DataError: the file is not a session that this reader knows, or has no such photo.
    """
    try:
        rows, others = _rows(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DataError(
            f"{path}: cannot be read as a Pawsort session ({error}). It may be damaged, or from a newer Pawsort."
        ) from error
    photos, no_examples, of_kinds = [], [Path(os.fsdecode(stored)) for (stored,) in others], 0
    try:
        for stored, breed_ids, animal in rows:
            file, breed_id = Path(os.fsdecode(stored)), json_of(breed_ids)[0]
            if is_kind(breed_id):
                of_kinds += 1
                no_examples.append(file)
            elif is_file(file):
                photos.append(LabelledPhoto(file, *breed_of_id(breed_id), animal))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise DataError(f"{path}: a label in this session is damaged ({error}). Open it in Pawsort.") from error
    if not photos and not (or_others and no_examples):
        raise DataError(
            f"{path}: no photo in this session is labelled with one breed and still where it was. "
            "Confirm or correct suggestions in Pawsort first."
        )
    left_out = kinds_left_out(path, of_kinds)
    return PhotoSet(path.parent, tuple(photos), left_out=left_out, no_examples=frozenset(no_examples))


def _rows(path: Path) -> tuple[list[tuple[str | bytes, str, str | None]], list[tuple[str | bytes]]]:
    """The labels with one breed, and the photos that people labelled otherwise."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        identity = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if identity != APPLICATION_ID:
            raise DataError(f"{path}: an SQLite file, but no Pawsort session.")
        photos = "photos" if version < _WITH_REMOVED_PHOTOS else "present_photos"
        wrong = "error" if version < _WITH_FAULTS else "fault"
        same_content = "true" if version < _WITH_CONTENTS else _SAME_CONTENT
        knows_animals = version >= _WITH_ANIMALS
        alone = "NOT photos.several_dogs" if knows_animals else "true"
        query = _BREED_LABELS.format(
            photos=photos,
            wrong=wrong,
            same_content=same_content,
            animal=_ANIMAL if knows_animals else "NULL",
            animals=_ANIMALS if knows_animals else "",
            alone=alone,
        )
        others = _OTHER_LABELS.format(photos=photos, same_content=same_content, alone=alone)
        return connection.execute(query).fetchall(), connection.execute(others).fetchall()
    finally:
        connection.close()
