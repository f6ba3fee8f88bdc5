"""Labelled photos out of tables: what people write by hand, what Pawsort exports, what `pawsort label` writes."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.guarding import unguarded
from desktop_app.tables import Row, Table, TableError, read_table
from training.datasets.breeds import breed_of_id, breed_of_label, is_kind, kinds_left_out
from training.datasets.photos import DataError, LabelledPhoto, PhotoSet, plain_name, said, with_bytes_restored
from training.files import is_file

# What people call these columns, in English and French; spaces and underscores are one.
_PATH_COLUMNS = (
    *("path", "photo", "file", "filename", "file name", "image", "picture"),
    *("fichier", "nom du fichier", "nom de fichier", "chemin"),
)
_LABEL_COLUMNS = ("label", "breed", "class", "race", "étiquette", "classe")
# Pawsort's own tables (`desktop_app.exports.tables.session_tables`, `suggestion_table`).
_PHOTO, _LABEL, _LABELLED_ID, _LABELLED = "photo", "label", "label_breed_1_id", "label_breed_1"
_WHAT_LABELS_ARE = frozenset({"breed", "mix", "unknown", "no_dog"})
_OF_ANOTHER_FILE, _SEVERAL_DOGS = "label_of_another_file", "several_dogs"
# Which dog of its photo a row is about, where each has one: a photo shows what its first dog is.
_DOG, _FIRST_DOG = "dog", frozenset({"", "1"})
_LABEL_OF_A_DOG, _NO_DOGS = re.compile(r"dog_\d+_label"), frozenset({"", "no_dog"})
_OF_A_KIND = "of_a_kind"
# Who decided, where an export took a suggestion for a label: nobody has.
_DECIDED_BY, _NOBODY = "decided_by", "suggestion"
_ANIMAL, _ANIMAL_PARTS = "animal", ("animal_number", "animal_name")
_STATUS, _SUGGESTED_ID, _SUGGESTED = "status", "breed_1_id", "breed_1"
# What is in them that is no example of one breed, and how it is said.
_NO_EXAMPLES = {
    "mix": "labelled as a mix",
    "unknown": 'labelled "unknown"',
    "no_dog": "without a dog",
    "unreadable": "unreadable",
    _OF_ANOTHER_FILE: "with a label that was given to another file of this name",
    _SEVERAL_DOGS: "with several dogs",
    _NOBODY: "with a suggestion that nobody confirmed and the export took for a label",
    _DOG: "of further dogs of their photos",
    _OF_A_KIND: "labelled with a kind of dog, which is no breed",
    "": "not labelled",
}
# Of Pawsort's own tables, those in which nothing is guarded.
_UNGUARDED = frozenset({".jsonl", ".ndjson", ".json", ".xlsx", ".xlsm"})


def table_of(file: Path, columns: Sequence[str] = (), *, may_be_empty: bool = False) -> Table:
    """A table with at least one row, if it may not be empty.

    Raises:
        DataError: it cannot be read, lacks a column, or is empty.
    """
    try:
        table = read_table(file, columns)
    except TableError as error:
        raise DataError(said(error)) from error
    if not table.rows and not may_be_empty:
        raise DataError(f"{file}: holds no photos.")
    return table


def read_labelled_table(file: Path) -> PhotoSet:
    """Photos with one breed each; those that have none are left out, and the set says how many and why.

    Raises:
        DataError: the table cannot be read, does not say what is a path and what a label, or names a photo that is not
            there; or no photo in it has a breed.
    """
    table = table_of(file)
    if _LABEL in table.columns and not {_LABELLED_ID, _LABELLED}.isdisjoint(table.columns):
        return _read_export(file, table)
    if {_STATUS, _SUGGESTED_ID, _SUGGESTED} <= set(table.columns):
        return _read_suggestions(file, table)
    path_column = _column(table, _PATH_COLUMNS, file, "path of the photo")
    label_column = _column(table, _LABEL_COLUMNS, file, "label")
    _require_breeds(file, table, label_column)
    photos: list[LabelledPhoto] = []
    of_kinds = 0
    for line, row in table.rows:
        name, label = row[path_column], unguarded(row[label_column].strip())
        if not name.strip() or not label:
            raise DataError(f"{file}: line {line} lacks the {'label' if name.strip() else 'path'}.")
        if is_kind(label):
            of_kinds += 1
            continue
        photos.append(existing(file, line, file.parent, name, label))
    return PhotoSet(file.parent, tuple(photos), left_out=kinds_left_out(file, of_kinds))


def _require_breeds(file: Path, table: Table, label_column: str) -> None:
    """Of an export that a person took columns out of, the labels may be there without their breeds."""
    labels = {row[label_column] for _, row in table.rows} - {""}
    if labels and labels <= _WHAT_LABELS_ARE:
        raise DataError(
            f"{file}: its column {label_column!r} says only what the labels are, as 'breed' or 'mix'. Export it again "
            f"with the columns {_LABELLED_ID!r} and {_LABELLED!r}."
        )


def existing(table: Path, line: int, folder: Path, name: str, label: str) -> LabelledPhoto:
    """The photo that a line of a table names.

    Raises:
        DataError: it is not there.
    """
    path = photo_at(folder, name)
    if path is None:
        named = f"{folder / name.strip()}: named in line {line} of {table}"
        raise DataError(f"{named}, and not there. Restore the photo or drop the line.")
    breed, wnid = breed_of_label(label)
    return LabelledPhoto(path, breed, wnid)


def photo_at(folder: Path, name: str) -> Path | None:
    """The file that a table means: absolute or in its folder, as any system or program may have written its name."""
    return next((path for path in _readings(folder, name) if is_file(path)), None)


def _readings(folder: Path, name: str) -> Iterator[Path]:
    # An apostrophe before what a spreadsheet would compute is no part of the name, but where there is such a file.
    for exact in dict.fromkeys((name, name.strip(), unguarded(name.strip()))):
        restored = with_bytes_restored(exact)  # Windows' encoding has some of such bytes
        for text in dict.fromkeys((exact, restored, exact.replace("\\", "/"))):
            yield folder / text
            yield folder / unicodedata.normalize("NFC", text)
            yield folder / unicodedata.normalize("NFD", text)
        if os.name != "nt" and not exact.isascii():
            yield folder / os.fsdecode(exact.encode("cp1252", errors="replace"))


def _column(table: Table, names: Sequence[str], file: Path, what: str) -> str:
    known = {plain_name(name) for name in names}
    for name in table.columns:
        if plain_name(name) in known:
            return name
    raise DataError(f"{file}: no column for the {what}. Name one of its columns {' or '.join(map(repr, names[:3]))}.")


def _read_export(file: Path, table: Table) -> PhotoSet:
    """A person's labels, by the ids of their breeds: names are in the language of whoever exported them."""
    if _PHOTO not in table.columns:
        raise DataError(
            f"{file}: has no column {_PHOTO!r}, so it does not say which photo shows what. Of a session, export the "
            "table of its photos or of its labels, not of its animals."
        )
    of_dogs = [column for column in table.columns if _LABEL_OF_A_DOG.fullmatch(column)]
    several = {row.get("photo") for _, row in table.rows if any(row[each] not in _NO_DOGS for each in of_dogs)}
    if _DOG in table.columns:
        further = [row for _, row in table.rows if row[_DOG] not in _FIRST_DOG]
        several |= {row.get("photo") for row in further if row[_LABEL] not in _NO_DOGS}

    def why_not(row: Mapping[str, str]) -> str | None:
        if row.get("error"):
            return "unreadable"
        # As with sessions: another photo was put under the name, and nobody has said that the label fits it too.
        if row[_LABEL] == "breed" and row.get(_OF_ANOTHER_FILE, "").strip().casefold() == "yes":
            return _OF_ANOTHER_FILE
        is_of_several = row.get(_SEVERAL_DOGS, "").strip().casefold() == "yes" or row.get("photo") in several
        if row[_LABEL] == "breed" and is_of_several:
            return _SEVERAL_DOGS
        if row[_LABEL] == "breed" and is_kind(row.get(_LABELLED_ID, "")):
            return _OF_A_KIND
        if row[_LABEL] == "breed" and row.get(_DECIDED_BY) == _NOBODY:
            return _NOBODY
        return None if row[_LABEL] == "breed" else row[_LABEL]

    return _examples(file, table.rows, (_LABELLED_ID, _LABELLED), why_not)


def _read_suggestions(file: Path, table: Table) -> PhotoSet:
    def why_not(row: Mapping[str, str]) -> str | None:
        return None if row[_STATUS] == "ok" else row[_STATUS]

    read = _examples(file, table.rows, (_SUGGESTED_ID, _SUGGESTED), why_not)
    aloud = f"{file}: its breeds are suggestions that nobody confirmed; a network learns the mistakes in them too"
    return replace(read, left_out=(aloud, *read.left_out))


def _examples(
    file: Path, rows: Sequence[Row], columns: tuple[str, str], why_not: Callable[[Mapping[str, str]], str | None]
) -> PhotoSet:
    text = str if file.suffix.lower() in _UNGUARDED else unguarded
    photos: list[LabelledPhoto] = []
    left_out: Counter[str] = Counter()
    for _, row in rows:
        reason = why_not(row) if row.get(_DOG, "") in _FIRST_DOG else _DOG
        if reason is not None:
            left_out[_NO_EXAMPLES.get(reason, f"labelled {reason!r}")] += 1
            continue
        path = photo_at(file.parent, row[_PHOTO])
        if path is None:
            left_out["no longer where the table says"] += 1
            continue
        breed_id, name = row.get(columns[0], ""), text(row.get(columns[1], ""))
        breed, wnid = breed_of_id(breed_id) if breed_id else breed_of_label(name)
        animal = text(row.get(_ANIMAL, "")) or " ".join(text(row.get(part, "")) for part in _ANIMAL_PARTS).strip()
        photos.append(LabelledPhoto(path, breed, wnid, animal or None))
    reasons = ", ".join(f"{count:,} {why}" for why, count in left_out.items())
    if not photos:
        raise DataError(f"{file}: no photo in it has exactly one breed and is there ({reasons}).")
    aloud = f"{file}: {left_out.total():,} of {len(rows):,} photos are left out: {reasons}"
    return PhotoSet(file.parent, tuple(photos), left_out=(aloud,) if left_out else ())
