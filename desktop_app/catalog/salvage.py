"""What can be read of a damaged session, row by row. Only a copy of the file is ever opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog import schema
from desktop_app.catalog.pages import Pages, Value, as_text

Values = dict[str, Value]
"""One row, by the names of its columns."""

_PAGE_BYTES = 8192
_PAGE_SIZES = [1 << power for power in range(9, 16)]
_MOST_IDS = 2**53
# Vectors are most of a file, and can be computed again: their pages are not searched one by one.
NOT_SEARCHED = frozenset({"embeddings", "logits"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is declared."""

    name: str
    kind: str
    not_null: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a version of the schema declares it.

    Attributes:
        name: of the table.
        columns: in their order.
        key: the names of those that tell one row from another.
        rowid: the column that is the rowid; "" where the key is one of values.
        has_rowid: whether rows are kept by rowid.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rowid: str
    has_rowid: bool


def tables(connection: sqlite3.Connection) -> dict[str, Table]:
    """The tables of a sound session."""
    found = {}
    for name, has_rowid in connection.execute("SELECT name, NOT wr FROM pragma_table_list WHERE type = 'table'"):
        info = connection.execute(f"PRAGMA table_info({name})").fetchall()
        columns = tuple(Column(row[1], row[2].upper(), bool(row[3]), row[4]) for row in info)
        keys = sorted((row[5], row[1], row[2]) for row in info if row[5])
        single = len(keys) == 1 and keys[0][2].upper() == "INTEGER" and has_rowid
        key = tuple(name for _place, name, _kind in keys)
        found[name] = Table(name, columns, key, key[0] if single else "", bool(has_rowid))
    return {name: table for name, table in found.items() if not name.startswith("sqlite_")}


def mend_header(file: Path) -> None:
    """Give the copy of a session the header that SQLite needs to open it; what it says of the content is kept."""
    with file.open("rb+") as stream:
        header = bytearray(stream.read(schema.HEADER_BYTES).ljust(schema.HEADER_BYTES, b"\0"))
        header[:16] = schema.MAGIC
        if int.from_bytes(header[16:18], "big") not in _PAGE_SIZES:
            header[16:18] = _PAGE_BYTES.to_bytes(2, "big")
        if header[18] not in (1, 2) or header[19] not in (1, 2):
            header[18:20] = b"\x01\x01"
        header[20:24] = b"\x00\x40\x20\x20"
        header[44:48] = (4).to_bytes(4, "big")
        header[56:60] = (1).to_bytes(4, "big")
        stream.seek(0)
        stream.write(header)


def version_of(file: Path) -> int:
    """The version of the schema that the file says; today's where it says none that there is."""
    with file.open("rb") as stream:
        version = int.from_bytes(stream.read(schema.HEADER_BYTES)[60:64], "big")
    return version if version in schema.MIGRATIONS else schema.SCHEMA_VERSION


class Salvage:
    """Reads a copy of a damaged session.

    Attributes:
        searched: the tables of which not every row could be reached, so that pages were searched.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.searched: set[str] = set()
        self._pages: Pages | None = None

    def rows(self, table: Table) -> Iterator[Values]:
        """All rows of a table that can be read, each once; the youngest where a row stands twice."""
        found: dict[object, Values] = {}
        whole = True
        for order in ("ASC", "DESC"):
            whole = self._read(table, order, found)
            if whole:
                break
        yield from found.values()
        if not whole:
            self.searched.add(table.name)
            if table.name not in NOT_SEARCHED:
                yield from self._searched(table, found)

    def last_given(self, table: str) -> int:
        """The last id that was given in a table, as far as a page tells; 0 where none does."""
        rows = (row.values for row in self._all_pages().rows(with_rowid=True) if len(row.values) == 2)
        return max((seq for name, seq in rows if name == table and isinstance(seq, int) and seq < _MOST_IDS), default=0)

    def _read(self, table: Table, order: str, found: dict[object, Values]) -> bool:
        """Read from one end until something is in the way; whether nothing was."""
        try:
            with closing(self._connection()) as connection:
                there = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
                names = [column.name for column in table.columns if column.name in there]
                if not names or not set(table.key) <= there:
                    return False
                by = ", ".join(f"{name} {order}" for name in ([table.rowid] if table.rowid else table.key))
                if table.has_rowid and not table.rowid:
                    by = f"rowid {order}"
                select = f"SELECT {', '.join(names)} FROM main.{table.name} NOT INDEXED ORDER BY {by}"  # noqa: S608
                for row in connection.execute(select):
                    values = dict(zip(names, row, strict=True))
                    found.setdefault(_key(table, values), values)
        except (sqlite3.Error, ValueError, OverflowError, MemoryError):
            return False
        return True

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, isolation_level=None)
        connection.text_factory = as_text
        # A schema that is damaged in one place is then used where it is not.
        connection.execute("PRAGMA writable_schema = ON")
        return connection

    def _searched(self, table: Table, known: dict[object, Values]) -> Iterator[Values]:
        more: dict[object, Values] = {}
        for row in self._all_pages().rows(with_rowid=table.has_rowid):
            values = _as_row(table, row.rowid, row.values)
            if values is None:
                continue
            key = _key(table, values)
            if key not in known and (key not in more or _age(values) > _age(more[key])):
                more[key] = values
        yield from more.values()

    def _all_pages(self) -> Pages:
        if self._pages is None:
            content = self._file.read_bytes()
            self._pages = Pages(content, int.from_bytes(content[16:18], "big"))
        return self._pages


def _key(table: Table, values: Values) -> object:
    return tuple(values.get(name) for name in table.key)


def _age(values: Values) -> int:
    """Greater for what was written later, as far as rows tell."""
    changed = values.get("change_id", values.get("made_ns", 0))
    return changed if isinstance(changed, int) else 0


def _as_row(table: Table, rowid: int | None, stored: tuple[Value, ...]) -> Values | None:
    """A row of a page as one of this table; None where it is one of another.

    A table without rowids keeps its key first.
    """
    columns = table.columns
    if not table.has_rowid:
        ahead = [column for name in table.key for column in columns if column.name == name]
        columns = (*ahead, *(column for column in columns if column.name not in table.key))
    if len(stored) != len(columns):
        return None
    values = {column.name: value for column, value in zip(columns, stored, strict=True)}
    if table.rowid:
        if values[table.rowid] is not None:
            return None
        values[table.rowid] = rowid
    if not all(_fits(column, values[column.name]) for column in columns) or not _is_of(table.name, values):
        return None
    return values


def _fits(column: Column, value: Value) -> bool:
    if value is None:
        return not column.not_null
    kinds: dict[str, tuple[type, ...]] = {
        "INTEGER": (int,),
        "REAL": (int, float),
        "TEXT": (str, bytes),
        "BLOB": (bytes,),
    }
    return isinstance(value, kinds.get(column.kind, (object,)))


def _is_of(table: str, values: Values) -> bool:
    """Tell tables apart that have the same columns: a hash of a pack is no breed."""
    if table not in ("packs", "breeds"):
        return True
    text = values["pack_hash" if table == "packs" else "breed_id"]
    is_hash = isinstance(text, str) and len(text) == 64 and not set(text) - set("0123456789abcdef")
    return is_hash is (table == "packs")
