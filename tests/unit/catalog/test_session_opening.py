"""What happens when a file cannot be opened: clear words, and the file and its folder stay as they were."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import lock, opening, schema
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.errors import (
    DamagedSessionError,
    NewerSessionError,
    NotASessionError,
    ReadOnlySessionError,
    SessionError,
    SessionInUseError,
)
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import UNKNOWN
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.session_fault_sentences import SESSION_SENTENCES
from tests.unit.catalog.catalog_helpers import PACK, folder_state, outcome, write_file


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A session with two hundred photos that nobody has open."""
    path = tmp_path / "folder" / "Shelter.pawsort"
    with Session.create(path) as session:
        rows = session.add_photos([tmp_path / f"{place}.jpg" for place in range(200)])
        session.record_outcomes([outcome(row.photo_id, row.path, content=str(row.photo_id)) for row in rows], PACK)
        session.apply(LabelPhotos([row.photo_id for row in rows[:50]], UNKNOWN))
    return path


def refuses(path: Path, error: type[SessionError]) -> str:
    """The code with which the file is refused; nothing in its folder may change."""
    before = folder_state(path.parent)
    with pytest.raises(error) as caught:
        Session.open(path)
    assert folder_state(path.parent) == before
    assert caught.value.fault.facts["path"] == str(path)
    assert str(path) in sentence(caught.value.fault)
    assert not lock.is_in_use(path)
    return caught.value.fault.code


def not_sqlite(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0 a photo that was renamed" * 50)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_programs(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")


@pytest.mark.parametrize("make", [not_sqlite, empty, another_programs])
def test_a_file_that_is_not_a_session(closed: Path, make: Callable[[Path], None]) -> None:
    make(closed)
    assert refuses(closed, NotASessionError) == "session.not_a_session"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert refuses(folder, NotASessionError) == "session.is_a_folder"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refuses(tmp_path / "gone.pawsort", SessionError) == "session.gone"


def test_a_session_of_a_newer_version(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    assert refuses(closed, NewerSessionError) == "session.newer"


def test_a_newer_version_that_only_the_journal_tells(closed: Path, tmp_path: Path) -> None:
    work = tmp_path / "work.pawsort"
    shutil.copy(closed, work)
    with closing(sqlite3.connect(work)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
        shutil.copy(work, closed)
        shutil.copy(f"{work}-wal", f"{closed}-wal")
    refuses(closed, NewerSessionError)


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_session_that_is_read_only(closed: Path, part: str) -> None:
    if part == "folder" and sys.platform == "win32":
        pytest.skip("folders are not read-only there")
    target = closed if part == "file" else closed.parent
    mode = target.stat().st_mode
    target.chmod(mode & ~0o222)
    try:
        code = refuses(closed, ReadOnlySessionError)
    finally:
        target.chmod(mode)
    assert code == f"session.{part}_read_only"
    Session.open(closed).close()


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_to_its_header(path: Path) -> None:
    os.truncate(path, 100)


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 4] = b"\x5a" * (4096 * 3)
    path.write_bytes(content)


def without_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("CREATE TABLE photos (id INTEGER)")


@pytest.mark.parametrize("damage", [cut_short, cut_to_its_header, overwritten, without_tables])
def test_a_session_that_is_damaged(closed: Path, damage: Callable[[Path], None]) -> None:
    damage(closed)
    assert refuses(closed, DamagedSessionError) == "session.damaged"


def page_of(path: Path, table: str) -> int:
    """Where the first page of a table begins."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        return int((root - 1) * connection.execute("PRAGMA page_size").fetchone()[0])


def spoil(path: Path, table: str) -> None:
    content = bytearray(path.read_bytes())
    start = page_of(path, table)
    content[start : start + 512] = b"\x5a" * 512
    path.write_bytes(content)


@pytest.mark.parametrize("table", sorted(schema.TABLES - opening.LATER_TABLES))
def test_damage_in_any_table_that_people_need_is_found_before_the_first_write(closed: Path, table: str) -> None:
    spoil(closed, table)
    assert refuses(closed, DamagedSessionError) == "session.damaged"


@pytest.mark.parametrize("table", sorted(opening.VECTOR_TABLES))
def test_damage_in_the_vectors_is_found_afterwards_and_leaves_the_labels_usable(closed: Path, table: str) -> None:
    with Session.open(closed):
        opening.check_vectors(closed)
    spoil(closed, table)
    with Session.open(closed) as session:
        assert [row.label for row in session.rows()[:50]] == [UNKNOWN] * 50
        with pytest.raises(DamagedSessionError, match=r"session\.vectors_damaged"):
            opening.check_vectors(closed)
        session.apply(LabelPhotos([row.photo_id for row in session.rows()], UNKNOWN))


def test_damage_in_what_further_dogs_look_like_is_found_afterwards_and_leaves_the_labels_usable(closed: Path) -> None:
    with Session.open(closed):
        opening.check_rest(closed)
    spoil(closed, "further_dogs")
    with Session.open(closed) as session:
        assert [row.label for row in session.rows()[:50]] == [UNKNOWN] * 50
        with pytest.raises(DamagedSessionError, match=r"session\.part_damaged"):
            opening.check_rest(closed)
        session.apply(LabelPhotos([row.photo_id for row in session.rows()], UNKNOWN))


def test_the_check_of_the_vectors_ends_when_it_is_told_to(closed: Path) -> None:
    spoil(closed, "embeddings")
    with Session.open(closed):
        opening.check_vectors(closed, lambda: True)


def test_every_fault_of_a_session_has_an_english_sentence() -> None:
    catalog = Path(opening.__file__).parent
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(catalog.rglob("*.py")))
    codes = set(re.findall(r"\"((?:session|history)\.[a-z_]+)\"", text))
    assert codes == set(SESSION_SENTENCES)
    assert len(codes) > 20


def test_a_damaged_session_with_a_journal(closed: Path, tmp_path: Path) -> None:
    work = tmp_path / "work.pawsort"
    shutil.copy(closed, work)
    with closing(sqlite3.connect(work)) as connection:
        connection.execute("UPDATE photos SET width = 7")
        connection.commit()
        shutil.copy(f"{work}-wal", f"{closed}-wal")
    cut_short(closed)
    refuses(closed, DamagedSessionError)


def test_a_session_is_never_created_over_a_file(tmp_path: Path) -> None:
    path = write_file(tmp_path / "notes.txt", "mine")
    with pytest.raises(SessionError, match=r"session\.exists"):
        Session.create(path)
    assert folder_state(tmp_path) == {"notes.txt": b"mine"}


def test_a_session_cannot_be_created_where_nothing_may_be_written(tmp_path: Path) -> None:
    write_file(tmp_path / "file", "")
    with pytest.raises(SessionError, match=r"session\.(unusable|exists)"):
        Session.create(tmp_path / "file" / "x.pawsort")
    assert list(folder_state(tmp_path)) == ["file"]


HOLD = """
import sys
from pathlib import Path
from desktop_app.catalog.session import Session
session = Session.open(Path(sys.argv[1]))
(row, *_) = session.rows()
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.values.labels import NO_DOG
session.apply(LabelPhotos([row.photo_id], NO_DOG))
print("open", flush=True)
sys.stdin.read()
session.close()
"""


@pytest.fixture
def other_window(closed: Path, repository: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the session open and has just changed a label."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(closed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=repository,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_a_session_opens_in_one_window_only(closed: Path, other_window: subprocess.Popen[str]) -> None:
    assert lock.is_in_use(closed)
    with pytest.raises(SessionInUseError, match=r"session\.in_use"):
        Session.open(closed)
    other_window.communicate("")
    assert not lock.is_in_use(closed)
    with Session.open(closed) as session:
        assert session.rows()[0].label is not None
    assert list(folder_state(closed.parent)) == ["Shelter.pawsort"]


def test_a_killed_window_locks_nobody_out_and_loses_nothing(closed: Path, other_window: subprocess.Popen[str]) -> None:
    other_window.kill()
    other_window.wait()
    left = set(folder_state(closed.parent))
    assert "Shelter.pawsort-wal" in left, "the case to test: the label is in the journal only"
    assert not lock.is_in_use(closed)
    with Session.open(closed) as session:
        assert str(session.rows()[0].label) == "Label(kind=<LabelKind.NO_DOG: 'no_dog'>, breed_ids=())"
    assert list(folder_state(closed.parent)) == ["Shelter.pawsort"]


def test_a_session_behind_a_link_is_the_same_session(closed: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pawsort"
    link.symlink_to(closed)
    with Session.open(closed) as first, Session.open(link) as second:
        assert lock.is_in_use(link)
        second.add_photos([tmp_path / "new.jpg"])
        assert first.rows() == second.rows()
    assert list(folder_state(closed.parent)) == ["Shelter.pawsort"]


def test_threads_that_open_a_session_at_once_check_it_once(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checks: list[Path] = []
    check = opening.check_content

    def slow_check(path: Path) -> None:
        checks.append(path)
        time.sleep(0.1)
        check(path)

    monkeypatch.setattr(opening, "check_content", slow_check)
    opened: list[int] = []
    everyone = threading.Barrier(4)

    def use() -> None:
        with Session.open(closed) as session:
            opened.append(len(session.rows()))
            everyone.wait(20)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [200] * 4
    assert checks == [closed]


def test_threads_of_one_window_share_the_lock(closed: Path) -> None:
    with Session.open(closed) as first:
        with Session.open(closed) as second:
            assert second.rows() == first.rows()
        assert lock.is_in_use(closed)
    assert not lock.is_in_use(closed)


def test_a_full_disk_is_said_in_plain_words(closed: Path) -> None:
    with Session.open(closed) as session:
        rows = session.rows()
        connection = session._connection
        assert connection is not None
        # SQLite's own limit gives the error that a full disk gives.
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(SessionError, match=r"session\.disk_full"):
            session.add_photos([Path(f"/{place}/{'x' * 200}.jpg") for place in range(5000)])
        connection.execute("PRAGMA max_page_count = 1000000")
        assert session.rows() == rows
        assert len(session.add_photos([Path("/new.jpg")])) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its name there")
def test_a_session_that_is_renamed_while_it_is_open_keeps_its_labels_and_takes_no_more(tmp_path: Path) -> None:
    path, new = tmp_path / "a.pawsort", tmp_path / "b.pawsort"
    with Session.create(path) as session, Session.open(path) as other:
        session.add_photos([Path("/x/1.jpg"), Path("/x/2.jpg")])
        session.apply(LabelPhotos([1], UNKNOWN))
        path.rename(new)
        with pytest.raises(SessionError, match=r"session\.moved"):
            session.apply(LabelPhotos([2], UNKNOWN))
        with pytest.raises(SessionError, match=r"session\.moved"):
            other.add_photos([Path("/x/3.jpg")])
        assert [row.label for row in session.rows()] == [UNKNOWN, None]
    with Session.open(new) as session:
        assert [row.label for row in session.rows()] == [UNKNOWN, None]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its name there")
def test_a_session_that_is_renamed_and_then_closed_keeps_its_labels(tmp_path: Path) -> None:
    path, new = tmp_path / "a.pawsort", tmp_path / "b.pawsort"
    with Session.create(path) as session, Session.open(path):
        session.add_photos([Path("/x/1.jpg")])
        session.apply(LabelPhotos([1], UNKNOWN))
        path.rename(new)
    with Session.open(new) as session:
        assert [row.label for row in session.rows()] == [UNKNOWN]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is there")
def test_a_session_that_is_deleted_or_replaced_while_it_is_open_takes_no_more_labels(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.pawsort", tmp_path / "kept.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path("/x/1.jpg")])
        session.save_copy(kept)
        path.unlink()
        with pytest.raises(SessionError, match=r"session\.moved"):
            session.apply(LabelPhotos([1], UNKNOWN))
        kept.replace(path)
        with pytest.raises(SessionError, match=r"session\.moved"):
            session.apply(LabelPhotos([1], UNKNOWN))
    with Session.open(path) as session:
        assert [row.label for row in session.rows()] == [None]


@pytest.mark.parametrize("name", ["my notes", "select", "it's", 'a "quoted" one'])
def test_tables_of_other_programs_do_no_harm(closed: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute(f'CREATE TABLE "{quoted}" (note)')
        connection.commit()
    with Session.open(closed) as session:
        session.add_photos([Path("/x/more.jpg")])
