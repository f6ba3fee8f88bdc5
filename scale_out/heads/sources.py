"""Where labels come from: tables that people and programs write, and sessions. Read row by row, never held."""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from desktop_app.catalog.schema import APPLICATION_ID, SCHEMA_VERSION
from desktop_app.commands.fault_sentences import sentence
from desktop_app.guarding import unguarded
from desktop_app.own_files import json_of
from desktop_app.tables import TableError, read_table
from scale_out.errors import ScaleError
from scale_out.places import is_address
from training.datasets.breeds import is_kind
from training.datasets.photos import plain_name
from training.datasets.session_labels import is_session

Said = tuple[str, str, str]
"""A photo by its path or content, its breed, and otherwise why it is no example of one."""

_CONTENT_COLUMNS = ("content hash", "sha256", "hash")
_PATH_COLUMNS = ("path", "photo", "file", "filename", "file name", "image", "picture", "fichier", "chemin")
_LABEL_COLUMNS = ("label", "breed", "class", "race", "étiquette", "classe")
# Columns of Pawsort's own tables: what the label is, and of which breed; what a suggestion is.
_WHAT, _BREED_ID, _BREED, _STATUS = "label", "label_breed_1_id", "label_breed_1", "status"
_OTHERS = ("dog", "several_dogs", "label_of_another_file", "decided_by")
MIX, UNKNOWN, NO_DOG, EMPTY = "labelled as a mix", 'labelled "unknown"', 'labelled "no dog"', "without a label"
_KIND = "labelled with a kind of dog, which is no breed"
_WORDS = {
    **dict.fromkeys(("unknown", "inconnu", "unknown breed", "not sure", "other"), UNKNOWN),
    **dict.fromkeys(("no dog", "none", "pas de chien", "aucun chien"), NO_DOG),
    **dict.fromkeys(("mix", "mixed", "mixed breed", "crossbreed", "mongrel", "mutt", "croisé"), MIX),
    "": EMPTY,
}
_MIXED = re.compile(r"\S\s+[x\xd7/+&]\s+\S|[-\s](mix|cross)$", re.IGNORECASE)
# Larger texts are read as UTF-8 with commas, block by block, by Arrow; smaller ones with all patience for how they are
# written, which takes a kilobyte of memory a row.
_LARGE = 4 * 1024 * 1024
_ROWS = 4_096
_WITH_CONTENTS = 6  # of sessions; see `training.datasets.session_labels`
_SESSION = """
SELECT photos.path, photos.content_hash, labels.kind, labels.breed_ids,
labels.content_hash IS NOT NULL AND labels.content_hash <> photos.content_hash, photos.several_dogs
FROM labels JOIN present_photos AS photos USING (photo_id) WHERE labels.kind IS NOT NULL ORDER BY photo_id
"""


def labels_in(file: Path) -> Iterator[Said]:
    """What a table or a session says of photos, one by one.

    A photo is named by its content's SHA-256, or by its path or address as the results have it; what is no absolute
    path lies beside the table.

    Raises:
        ScaleError: it cannot be read, or says not what is a photo and what a label.
    """
    if not file.is_file():
        raise ScaleError(f"{file}: there is no such file. --labels wants a table, or a session of Pawsort.")
    if is_session(file):
        return _of_session(file)
    with file.open("rb") as stream:
        is_parquet = stream.read(4) == b"PAR1"
    if is_parquet:
        return _of_batches(file, _parquet_batches(file))
    if file.suffix.lower() in (".csv", ".tsv", ".txt") and file.stat().st_size > _LARGE:
        return _of_batches(file, _text_batches(file))
    try:
        table = read_table(file)
    except TableError as error:
        raise ScaleError(sentence(error.fault)) from error
    reader = _Reader(file, table.columns)
    return (reader.said(row) for _, row in table.rows)


class _Reader:
    """What a row says, by the columns that a table has.

    Raises:
        ScaleError: the columns do not tell.
    """

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        self._folder = file.absolute().parent
        self._content = _first(columns, _CONTENT_COLUMNS)
        self._path = _first(columns, _PATH_COLUMNS)
        if self._content is None and self._path is None:
            raise ScaleError(f'{file}: no column says which photo a row is about. Call it "path" or "content_hash".')
        self._breeds = [name for name in (_BREED_ID, _BREED) if name in columns]
        self._label = _first(columns, _LABEL_COLUMNS)
        if self._label is None:
            what = "only suggestions, which nobody confirmed" if _STATUS in columns else "no column of labels"
            raise ScaleError(f'{file}: {what}. Name the column that people filled in "label" or "breed".')
        wanted = (self._content, self._path, self._label, *self._breeds, *_OTHERS)
        self.columns = [name for name in columns if name in wanted]

    def said(self, row: Mapping[str, str | None]) -> Said:
        """What a row says."""
        content = (row.get(self._content) or "").strip().lower() if self._content else ""
        photo = content or self._place((row.get(self._path) or "") if self._path else "")
        if not photo:
            return "", "", "without a photo"
        label, reason = self._breed(row)
        return photo, label, reason

    def _place(self, path: str) -> str:
        path = unguarded(path)
        if not path.strip() or is_address(path):
            return path.strip()
        return (self._folder / path).as_posix() if os.name != "nt" else str(self._folder / path)

    def _breed(self, row: Mapping[str, str | None]) -> tuple[str, str]:
        text = unguarded((row.get(str(self._label)) or "").strip())
        if self._breeds and self._label == _WHAT:
            if (row.get("dog") or "1").strip() not in ("", "1"):
                return "", "of a further dog of its photo"
            if (row.get("several_dogs") or "").strip().casefold() == "yes":
                return "", "of a photo of several dogs"
            if (row.get("label_of_another_file") or "").strip().casefold() == "yes":
                return "", "given to another file of this name"
            if row.get("decided_by") == "suggestion":
                return "", "a suggestion that nobody confirmed"
            if plain_name(text) == "breed":
                text = next((found for name in self._breeds if (found := (row.get(name) or "").strip())), "")
        if is_kind(text):
            return "", _KIND
        reason = _WORDS.get(plain_name(text) if text else "", MIX if _MIXED.search(text) else "")
        return ("", reason) if reason else (text, "")


def _first(columns: Sequence[str], names: Sequence[str]) -> str | None:
    """The column that is called by the earliest of the names."""
    plain = {plain_name(column): column for column in reversed(columns)}
    return next((plain[plain_name(name)] for name in names if plain_name(name) in plain), None)


def _of_batches(file: Path, batches: Iterator[pa.RecordBatch]) -> Iterator[Said]:
    reader = None
    for batch in batches:
        reader = reader or _Reader(file, batch.schema.names)
        columns = [_texts(batch.column(name)) for name in reader.columns]
        for cells in zip(*columns, strict=True):
            yield reader.said(dict(zip(reader.columns, cells, strict=True)))


def _texts(column: pa.Array) -> list[str | None]:
    found: list[str | None] = column.cast(pa.string()).to_pylist()
    return found


def _parquet_batches(file: Path) -> Iterator[pa.RecordBatch]:
    try:
        with pq.ParquetFile(file) as opened:
            columns = _Reader(file, opened.schema_arrow.names).columns
            # Asked for all groups of rows together, Arrow would unpack all of them at once.
            for group in range(opened.num_row_groups):
                yield from opened.iter_batches(_ROWS, row_groups=[group], columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise ScaleError(f"{file}: cannot be read as Parquet ({error}).") from error


def _text_batches(file: Path) -> Iterator[pa.RecordBatch]:
    from pyarrow import csv

    with file.open("rb") as stream:
        heading = stream.readline().decode("utf-8-sig", "replace")
    separator = max(",;\t", key=heading.count)
    try:
        names = csv.open_csv(file, parse_options=csv.ParseOptions(delimiter=separator)).schema.names
        options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        parsing = csv.ParseOptions(delimiter=separator, newlines_in_values=True)
        yield from csv.open_csv(file, parse_options=parsing, convert_options=options)
    except (OSError, pa.ArrowException) as error:
        raise ScaleError(f"{file}: cannot be read ({error}). Save it as CSV in UTF-8, or as Parquet.") from error


def _of_session(file: Path) -> Iterator[Said]:
    """Labels that people gave, by the content to which they gave them. The session is only read, and stays as it is.

    Unlike `training.datasets.session_labels`, which trains on the photos themselves, this asks for none of their files.
    """
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        told = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")}
        if told["application_id"] != APPLICATION_ID:
            raise ScaleError(f"{file}: an SQLite file, but no Pawsort session.")
        if not _WITH_CONTENTS <= told["user_version"] <= SCHEMA_VERSION:
            raise ScaleError(f"{file}: of another version of Pawsort. Open it once in this one's window, then go on.")
        for row in connection.execute(_SESSION):
            yield _of_session_row(*row)
    except (sqlite3.Error, UnicodeDecodeError, ValueError, TypeError, IndexError) as error:
        raise ScaleError(f"{file}: cannot be read as a Pawsort session ({error}). Open it in Pawsort.") from error
    finally:
        connection.close()


def _of_session_row(path: Any, content: bytes | None, kind: str, breed_ids: str, elsewhere: int, several: int) -> Said:
    photo = content.hex() if content else os.fsdecode(path)
    if kind != "breed":
        return photo, "", {"mix": MIX, "unknown": UNKNOWN, "no_dog": NO_DOG}[kind]
    breed_id = str(json_of(breed_ids)[0])
    if elsewhere:
        return photo, "", "given to another file of this name"
    if several:
        return photo, "", "of a photo of several dogs"
    return (photo, "", _KIND) if is_kind(breed_id) else (photo, breed_id, "")
