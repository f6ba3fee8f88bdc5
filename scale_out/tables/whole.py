"""Where a table goes: a file here or in a store, whole or not at all, and nothing is replaced unasked."""

import contextlib
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath

import pyarrow as pa
from pyarrow import fs

from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.destination import Kind, destination
from desktop_app.exports.tables.text_tables import TableFormat
from desktop_app.files import ExportError, WholeFile
from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import PHOTOS, PLAN

# What is said at the end of an hour elsewhere can be asked here.
_WITH_BUCKETS = ("s3", "gcs")


class TableKind(StrEnum):
    """What a table is written as."""

    PARQUET = "parquet"
    CSV = Kind.CSV.value
    JSON_LINES = Kind.JSON_LINES.value

    @property
    def endings(self) -> tuple[str, ...]:
        """What names of its files end in."""
        return (".parquet",) if self is TableKind.PARQUET else TableFormat(self.value).endings


def kind_of(out: Place) -> TableKind:
    """What the name of a table asks for.

    Raises:
        ScaleError: it does not say.
    """
    ending = PurePosixPath(out.path).suffix.lower()
    for kind in TableKind:
        if ending in kind.endings:
            return kind
    known = ", ".join(each for kind in TableKind for each in kind.endings)
    raise ScaleError(f"{out}: its name does not say what is to be written. Let it end in one of {known}.")


def see_it_is_free(out: Place, results: Place, *, overwrite: bool) -> None:
    """See, before anything is read, that a table may be written.

    Args:
        out: the table.
        results: folder of the results.
        overwrite: whether a table that is there may be replaced.

    Raises:
        ScaleError: it would be taken for a part of the results, or is there already.
        DestinationError: it would be a photo or a session, or its folder is not there.
        OSError: the store does not answer.
    """
    for folder in (PHOTOS, PLAN):
        if out.path.startswith(f"{(results / folder).path}/"):
            raise ScaleError(f"{out}: would be taken for a part of the results. Name a place outside of {folder}/.")
    kind = kind_of(out)
    if out.filesystem.type_name in _WITH_BUCKETS:
        bucket = out.path.partition("/")[0]
        if out.filesystem.get_file_info(bucket).type == fs.FileType.NotFound:
            raise ScaleError(f"{out}: there is no bucket {bucket}. Make it, or name another place.")
    is_there = out.exists() if not out.is_local else destination(Path(out.path), kind).replaces
    if is_there and not overwrite:
        raise ScaleError(f"{out}: is there already. Name another file, or replace it with --overwrite.")


@contextlib.contextmanager
def whole_table(out: Place) -> Iterator[WholeFile]:
    """A file to fill, which is in its place when the block ends; when that fails, nothing has changed.

    What goes to a store is written here first: it can be taken back as long as nothing of it is on its way.

    Raises:
        ScaleError: it cannot be written.
        OSError: the store does not take it.
    """
    try:
        if out.is_local:
            with WholeFile(Path(out.path)) as file:
                yield file
            return
        with tempfile.TemporaryDirectory(prefix="pawsort-table-") as folder:
            draft = Path(folder) / PurePosixPath(out.path).name
            with WholeFile(draft) as file:
                yield file
            if draft.stat().st_size == 0:
                out.write(b"")
                return
            with pa.memory_map(str(draft)) as mapped:
                out.write(mapped.read_buffer())
    except ExportError as error:
        raise ScaleError(sentence(error.fault)) from error


class AsBytes:
    """A whole file as pyarrow writes to it."""

    closed = False

    def __init__(self, file: WholeFile) -> None:
        self._file, self._at = file, 0

    def write(self, content: bytes) -> int:
        """Add some."""
        self._file.write_bytes(content)
        self._at += len(content)
        return len(content)

    def tell(self) -> int:
        """How many there are."""
        return self._at

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """The file itself is ended by whoever began it."""
