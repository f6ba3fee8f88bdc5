"""Sessions of older versions become ones of today, and are not touched when that fails."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import opening, schema
from desktop_app.catalog.changes.remove import RemovePhotos
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import folder_state

# As they were released. A change here is a change of files that people have.
FROZEN = {
    1: "9e13ac3f5bf068fe",
    2: "b1f167b5f4836a8a",
    3: "4094deaf4f6dc353",
    4: "04fb0bc95e5e0135",
    5: "06d3ecfd90bb60db",
    6: "a9769021d5a2efbc",
    7: "caf4a71dd2ad5872",
}


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A session as version 1 wrote it, with a labelled photo."""
    path = tmp_path / "old.pawsort"
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate(connection, 1)
        for statement in (
            (
                "INSERT INTO photos (path, path_key, added_ns) "
                "VALUES ('/photos/rex.jpg', CAST('/photos/rex.jpg' AS BLOB), 1)"
            ),
            "INSERT INTO packs (pack_hash) VALUES ('abc')",
            "INSERT INTO settings VALUES ('current_pack', 'abc')",
            "INSERT INTO suggestions VALUES (1, 1, 'ok', 0.9, '[[\"n1\",0.5]]', 2)",
            "INSERT INTO history (at_ns, kind, action, decided_by, changes) VALUES (3, 'labels', 'x', 'person', '{}')",
            "INSERT INTO labels VALUES (1, 'breed', '[\"n2\"]', 'person', 3, 1)",
        ):
            connection.execute(statement)
    return path


@pytest.mark.parametrize("version", sorted(schema.MIGRATIONS))
def test_released_versions_are_frozen(version: int) -> None:
    assert hashlib.sha256(schema.MIGRATIONS[version].encode()).hexdigest()[:16] == FROZEN[version]


def test_versions_have_no_gap() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.SCHEMA_VERSION + 1))


def test_a_session_of_version_1_opens_with_all_it_has(version_1: Path) -> None:
    with Session.open(version_1) as session:
        (row,) = session.rows()
        assert row.path == Path("/photos/rex.jpg")
        assert row.label == Label.breed("n2")
        assert row.suggestion is not None
        assert row.suggestion.ranked[0].breed_id == "n1"
        assert (row.suggestion.confidence, row.suggestion.breed_set, row.suggestion.proposed_mix) == (None, (), None)
        again = session.suggestion(row.photo_id)
        assert again is not None
        assert (again.confidence, again.breed_set, again.proposed_mix) == (None, (), None)
        assert session.apply(RemovePhotos([row.photo_id])).gone == (1,), "what version 2 brings works"
        assert len(session.history()) == 2
    with closing(connect(version_1)) as connection:
        assert schema.schema_version(connection) == schema.SCHEMA_VERSION
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert list(folder_state(version_1.parent)) == ["old.pawsort"]


def test_an_old_session_behind_a_link_is_brought_up_to_date_where_it_lies(version_1: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.pawsort"
    link.parent.mkdir()
    link.symlink_to(version_1)
    Session.open(link).close()
    assert link.is_symlink()
    with closing(connect(version_1)) as connection:
        assert schema.schema_version(connection) == schema.SCHEMA_VERSION


def test_an_old_session_with_a_journal_keeps_what_is_in_it(version_1: Path) -> None:
    connection = connect(version_1)
    connection.execute("UPDATE photos SET error = 'said by a later version'")
    files = folder_state(version_1.parent)
    connection.close()
    for name, content in files.items():
        (version_1.parent / name).write_bytes(content)
    assert (version_1.parent / "old.pawsort-wal").stat().st_size > 0
    with Session.open(version_1) as session:
        assert session.rows()[0].fault == Fault("photo.said", {"words": "said by a later version"})


def test_a_failing_migration_leaves_the_original_as_it_was(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder_state(version_1.parent)
    broken = "ALTER TABLE photos ADD COLUMN half_way INTEGER;\nALTER TABLE no_such_table ADD COLUMN x INTEGER;\n"
    monkeypatch.setitem(schema.MIGRATIONS, 2, broken)
    with pytest.raises(SessionError, match=r"session\.not_brought_up_to_date.*old\.pawsort"):
        Session.open(version_1)
    assert folder_state(version_1.parent) == before
    monkeypatch.undo()
    Session.open(version_1).close()


def test_the_original_stays_until_the_migrated_file_takes_its_place(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version_1.read_bytes()
    seen: list[bytes] = []
    rename = os.replace

    def watched(draft: str | Path, target: str | Path) -> None:
        seen.append(Path(target).read_bytes())
        with closing(connect(Path(draft))) as connection:
            assert schema.schema_version(connection) == schema.SCHEMA_VERSION
        rename(draft, target)

    monkeypatch.setattr(os, "replace", watched)
    opening.bring_up_to_date(version_1)
    assert seen == [before]


def test_a_step_happens_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(connect(tmp_path / "x")) as connection:
        schema.migrate(connection, 1)
        monkeypatch.setitem(schema.MIGRATIONS, 2, "CREATE TABLE first (x);\nCREATE TABLE photos (x);\n")
        with pytest.raises(sqlite3.Error):
            schema.migrate(connection)
        assert schema.schema_version(connection) == 1
        assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'first'").fetchone() is None


def test_a_migration_that_breaks_a_reference_is_rolled_back(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(schema.MIGRATIONS, 2, "UPDATE suggestions SET photo_id = 99;\n")
    with closing(connect(version_1)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="breaks a reference of suggestions"):
            schema.migrate(connection)
        assert connection.execute("SELECT photo_id FROM suggestions").fetchone() == (1,)
