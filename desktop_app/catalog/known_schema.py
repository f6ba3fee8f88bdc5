"""Whether a session has the tables, triggers, views and indices that Pawsort makes, and no others that could act.

What stands in a file's schema runs whenever the file is used: a trigger of somebody else's can drop or change a label
that was shown as done, a view can show other photos, a changed table can forget. So the schema is compared object by
object, before the first write, with one that `schema.migrate` makes in memory: a later version needs nothing here.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from desktop_app.catalog import schema
from desktop_app.catalog.errors import DamagedSessionError, damaged

Key = tuple[str, str, str]
"""Kind, name, and the table that it belongs to."""

# Texts, names in quotes, comments, words, and single signs.
_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*')|"(?P<quoted>[^"]*)"|`(?P<ticked>[^`]*)`|\[(?P<bracketed>[^\]]*)\]"""
    r"""|(?P<comment>--[^\n]*|/\*.*?\*/)|(?P<word>\w+)|(?P<sign>\S)""",
    re.DOTALL,
)
# The first sessions of version 1 were made without it, and are none the worse.
_MAY_LACK = {("trigger", "labels_are_not_replaced", "labels")}
# SQLite makes these for itself.
_OWN_OF_SQLITE = re.compile(r"sqlite_(stat\d|sequence)")


def check(path: Path, connection: sqlite3.Connection) -> None:
    """See that the schema of the session at `path` is the one of its version.

    Plain tables that another program put there do no harm and stay; whatever could act on Pawsort's own is refused.

    Raises:
        DamagedSessionError: `session.damaged` where something of Pawsort's is missing or different,
            `session.foreign` where something else is there.
    """
    version = schema.schema_version(connection)
    if version not in schema.MIGRATIONS:
        raise damaged(path, "schema")
    known, found = known_objects(version), list(_objects(path, connection))
    tables = {name for kind, name, _table in known if kind == "table"}
    there = dict(found)
    if len(there) != len(found) or known.keys() - there.keys() - _MAY_LACK:
        raise damaged(path, "schema")
    for key, sql in found:
        if key in known:
            if sql != known[key]:
                raise damaged(path, "schema")
        elif not _does_no_harm(key, sql, tables):
            raise DamagedSessionError("session.foreign", path=str(path), name=key[1])


@cache
def known_objects(version: int = schema.SCHEMA_VERSION) -> dict[Key, str]:
    """What a session of a version has, each with its SQL in the form of `normal`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection, version)
        return dict(_objects(Path(), connection))


def normal(sql: str) -> str:
    """SQL without what makes no difference: space, comments, upper case, and quotes around names."""
    return " ".join(_tokens(sql))


def _tokens(sql: str) -> Iterator[str]:
    for found in _TOKEN.finditer(sql):
        kind, token = found.lastgroup, found.group(found.lastgroup or 0)
        if kind != "comment":
            yield token if kind == "text" else token.lower()


def _objects(path: Path, connection: sqlite3.Connection) -> Iterator[tuple[Key, str]]:
    rows = connection.execute(
        "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB), rootpage "
        "FROM sqlite_schema"
    ).fetchall()
    roots = [root for *_words, root in rows if root]
    if len(set(roots)) != len(roots):  # two tables in one place
        raise damaged(path, "schema")
    for *words, _root in rows:
        try:
            kind, name, table, sql = ["" if word is None else word.decode() for word in words]
        except UnicodeDecodeError as error:
            raise damaged(path, "schema") from error
        if not _OWN_OF_SQLITE.fullmatch(name) or kind != "table":
            yield (kind, name.lower(), table.lower()), normal(sql)


def _does_no_harm(key: Key, sql: str, tables: set[str]) -> bool:
    """Whether it is a table of another program's, or an index of one, that nothing of ours ever meets."""
    kind, name, table = key
    if table in tables or name in tables:
        return False
    words = sql.split()
    if kind == "table":
        return words[:2] == ["create", "table"] and "references" not in words
    return kind == "index"
