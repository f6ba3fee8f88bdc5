"""What can be read of a damaged session is in the new one, and the damaged file is as it was."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import opening, schema
from desktop_app.catalog.errors import DamagedSessionError, SessionError
from desktop_app.catalog.rescue import rescue
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Box
from desktop_app.faults import FaultError
from tests.unit.catalog.catalog_helpers import folder_state
from tests.unit.catalog.mutations import make_session, wrong_bytes, wrong_cells

RESCUES = int(os.environ.get("PAWSORT_MUTATIONS", "60"))
OLD_SESSIONS = Path(__file__).parent / "old_sessions"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "Shelter.pawsort"
    make_session(path)
    return path


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    path = tmp_path / "damaged" / "Shelter.pawsort"
    path.parent.mkdir()
    shutil.copyfile(sound, path)
    return path


def labels_of(path: Path) -> dict[str, Label | None]:
    with Session.open(path) as session:
        return {str(row.path): row.label for row in session.rows()}


def dog_labels_of(path: Path) -> dict[int, dict[Box, Label]]:
    with Session.open(path) as session:
        return session.dog_labels()


def content_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
            for table in sorted(schema.TABLES)
        }


def page_of(path: Path, name: str) -> tuple[int, int]:
    """Where the root page of a table is, and how long it is."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    return (root - 1) * size, size


def spoil(path: Path, start: int, length: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + length] = b"\x5a" * length
    path.write_bytes(content)


def test_of_a_sound_session_everything_is_taken_over(damaged: Path, tmp_path: Path) -> None:
    rescued = rescue(damaged, tmp_path / "new.pawsort")
    assert rescued.lost == {}
    assert (rescued.photos, rescued.labels) == (29, 10)
    assert content_of(tmp_path / "new.pawsort") == content_of(damaged)
    with Session.open(tmp_path / "new.pawsort") as session:
        opening.check_vectors(session.path)
        opening.check_rest(session.path)


@pytest.mark.parametrize("table", sorted(schema.TABLES))
def test_whatever_table_is_lost_the_others_are_not(damaged: Path, tmp_path: Path, table: str) -> None:
    before, labels, dog_labels = content_of(damaged), labels_of(damaged), dog_labels_of(damaged)
    spoil(damaged, *page_of(damaged, table))
    state = folder_state(damaged.parent)
    new = tmp_path / "new.pawsort"
    if table == "photos":
        with pytest.raises(DamagedSessionError, match=r"session\.nothing_rescued"):
            rescue(damaged, new)
        return
    rescue(damaged, new)
    assert folder_state(damaged.parent) == state
    after = content_of(new)
    follows = {
        "packs": {"suggestions", "further_dogs", "embeddings", "logits", "labels", "dog_labels"},
        "breeds": {"suggestions", "further_dogs"},
        "suggestions": {"further_dogs"},
        "further_dogs": {"suggestions"},
        "history": {"labels", "dog_labels"},
        "labels": {"labels"},
        "dog_labels": {"dog_labels"},
    }
    for other in schema.TABLES - {table} - follows.get(table, set()):
        if (table, other) == ("history", "group_edits"):
            # Answers stay, under an entry that says so.
            after[other], before[other] = ([row[:3] for row in content[other]] for content in (after, before))
        assert after[other] == before[other], other
    assert labels_of(new) == labels, "labels come from the history, and stay without it"
    assert dog_labels_of(new) == dog_labels


def test_labels_whose_page_is_lost_come_from_the_history(damaged: Path, tmp_path: Path) -> None:
    labels = labels_of(damaged)
    spoil(damaged, *page_of(damaged, "labels"))
    rescued = rescue(damaged, tmp_path / "new.pawsort")
    assert labels_of(tmp_path / "new.pawsort") == labels
    assert rescued.labels == 10


def animals_of(path: Path) -> tuple[dict[int, Animal], dict[int, int], list[tuple[int, int, bool]], object]:
    """Animals, whose photos they are, picks and flags, and answers."""
    with Session.open(path) as session:
        rows = session.rows()
        owners = {row.photo_id: row.animal.animal_id for row in rows if row.animal is not None}
        arranged = [(row.photo_id, row.pick, row.several_dogs) for row in rows if row.pick or row.several_dogs]
        return session.animals(), owners, arranged, session.answers()


@pytest.mark.parametrize("table", ["animals", "group_edits", "history", "labels", "suggestions"])
def test_animals_picks_flags_and_answers_are_rescued(damaged: Path, tmp_path: Path, table: str) -> None:
    animals, owners, arranged, answers = animals_of(damaged)
    assert [animal.name for animal in animals.values()] == ["Bella", ""]
    assert len(owners) == 5
    assert len(arranged) == 4
    assert answers
    spoil(damaged, *page_of(damaged, table))
    rescued = rescue(damaged, tmp_path / "new.pawsort")
    now = animals_of(tmp_path / "new.pawsort")
    assert now == (animals, owners, arranged, answers), "what is lost, the history tells"
    assert rescued.lost.get("animals", 0) == 0


def test_an_animal_of_which_nothing_is_left_keeps_its_photos_together(damaged: Path, tmp_path: Path) -> None:
    _, owners, arranged, answers = animals_of(damaged)
    for table in ("animals", "history"):
        spoil(damaged, *page_of(damaged, table))
    rescue(damaged, tmp_path / "new.pawsort")
    animals, *now = animals_of(tmp_path / "new.pawsort")
    assert now == [owners, arranged, answers]
    assert all(not animal.is_named for animal in animals.values())


def test_without_a_schema_the_pages_are_searched(damaged: Path, tmp_path: Path) -> None:
    before, labels = content_of(damaged), labels_of(damaged)
    spoil(damaged, 0, 8192)
    rescued = rescue(damaged, tmp_path / "new.pawsort")
    after = content_of(tmp_path / "new.pawsort")
    assert labels_of(tmp_path / "new.pawsort") == labels
    for table in ("photos", "labels", "history", "breeds", "packs", "suggestions"):
        assert after[table] == before[table], table
    assert set(rescued.lost) == {"suggestions"}, "embeddings and logits, which can be computed again"


@pytest.mark.parametrize("content", [b"", b"no session", b"SQLite format 3\0", bytes(8192 * 3)])
def test_of_what_holds_no_photos_nothing_is_made(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.pawsort"
    path.write_bytes(content)
    with pytest.raises(DamagedSessionError, match=r"session\.nothing_rescued"):
        rescue(path, tmp_path / "new.pawsort")
    assert list(tmp_path.iterdir()) == [path]


def test_a_large_session_with_a_hole_loses_what_was_in_the_hole(tmp_path: Path) -> None:
    path, new = tmp_path / "large.pawsort", tmp_path / "new.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path(f"/photos/{'x' * 60}/{place}.jpg") for place in range(3000)])
    content = path.read_bytes()
    pages = [place for place in range(0, len(content), 8192) if content[place] == 13]
    hole = next(place for place in pages if f"{os.sep}1500.jpg".encode() in content[place : place + 8192])
    spoil(path, *page_of(path, "photos"))
    whole = rescue(path, new)
    assert whole.photos == 3000, "the way to the rows is lost, the rows are not"
    new.unlink()
    spoil(path, hole, 8192)
    rescued = rescue(path, new)
    assert 2800 < rescued.photos < 3000
    assert rescued.lost["photos"] == 3000 - rescued.photos


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_what_is_left_of_a_session_that_was_cut_short(tmp_path: Path, part: float) -> None:
    path = tmp_path / "cut.pawsort"
    with Session.create(path) as session:
        session.add_photos([Path(f"/photos/{'x' * 60}/{place}.jpg") for place in range(6000)])
    os.truncate(path, int(path.stat().st_size * part))
    rescued = rescue(path, tmp_path / "new.pawsort")
    assert rescued.photos > 2400 * part
    assert rescued.lost["photos"] == 6000 - rescued.photos


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER other AFTER UPDATE ON labels BEGIN UPDATE photos SET removed_ns = 1; END",
        "CREATE TRIGGER other BEFORE INSERT ON labels BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER other INSTEAD OF UPDATE ON present_photos BEGIN SELECT 1; END",
        "CREATE VIEW other AS SELECT * FROM photos",
        "DROP VIEW present_photos; CREATE VIEW present_photos AS SELECT * FROM photos WHERE photo_id <> 3",
        "DROP TRIGGER labels_are_not_deleted",
        "DROP INDEX photos_by_content",
        "CREATE UNIQUE INDEX other ON labels (photo_id, kind)",
        "CREATE INDEX other ON photos (abs(photo_id))",
        "ALTER TABLE labels ADD COLUMN other TEXT",
        "ALTER TABLE photos ADD COLUMN other INTEGER AS (photo_id + 1)",
        "ALTER TABLE history RENAME TO other",
        "CREATE TABLE other (id REFERENCES photos (path_key))",
        "CREATE VIRTUAL TABLE other USING fts5(words)",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'IN (0, 90', 'IN (7, 0, 90')",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'REFERENCES history', '')",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'DELETE RESTRICT', 'DELETE CASCADE')",
    ],
)
def test_a_schema_that_is_not_pawsorts_is_refused_and_its_content_rescued(
    damaged: Path, tmp_path: Path, sql: str
) -> None:
    labels = labels_of(damaged)
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.executescript(sql)
    state = folder_state(damaged.parent)
    with pytest.raises(DamagedSessionError) as refused:
        Session.open(damaged)
    assert folder_state(damaged.parent) == state
    is_foreign = "other" in sql and "RENAME" not in sql and "ADD COLUMN" not in sql
    assert refused.value.fault.code == ("session.foreign" if is_foreign else "session.damaged")
    rescue(damaged, tmp_path / "new.pawsort")
    assert labels_of(tmp_path / "new.pawsort") == labels


def test_a_damaged_session_with_a_journal_is_rescued_with_it(tmp_path: Path) -> None:
    path, killed = tmp_path / "a.pawsort", tmp_path / "killed.pawsort"
    make_session(path)
    with Session.open(path) as session:
        session.add_photos([Path("/z/late.jpg")])
        shutil.copyfile(path, killed)
        shutil.copyfile(f"{path}-wal", f"{killed}-wal")
    before = killed.read_bytes(), killed.with_name("killed.pawsort-wal").read_bytes()
    rescue(killed, tmp_path / "new.pawsort")
    assert (killed.read_bytes(), killed.with_name("killed.pawsort-wal").read_bytes()) == before
    assert str(Path("/z/late.jpg").absolute()) in labels_of(tmp_path / "new.pawsort")


@pytest.mark.parametrize("old", sorted(OLD_SESSIONS.glob("*.pawsort")), ids=lambda file: file.stem)
def test_a_session_of_an_older_version_is_rescued_into_one_of_today(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.pawsort"
    shutil.copyfile(old, path)
    rescued = rescue(path, tmp_path / "new.pawsort")
    assert rescued.lost == {}
    Session.open(path).close()  # brought up to date
    assert labels_of(tmp_path / "new.pawsort") == labels_of(path)
    assert given_to(tmp_path / "new.pawsort") == given_to(path)


def given_to(path: Path) -> dict[int, bytes | None]:
    """Photo → the content to which its label was given."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT photo_id, content_hash FROM labels WHERE kind IS NOT NULL"))


@pytest.mark.parametrize("table", ["labels", "history", "suggestions"])
@pytest.mark.parametrize("old", sorted(OLD_SESSIONS.glob("*.pawsort")), ids=lambda file: file.stem)
def test_of_a_damaged_session_of_an_older_version_the_rest_is_rescued(old: Path, tmp_path: Path, table: str) -> None:
    path, whole = tmp_path / "old.pawsort", tmp_path / "whole.pawsort"
    shutil.copyfile(old, path)
    shutil.copyfile(old, whole)
    start, size = page_of(path, table)
    content = bytearray(path.read_bytes())
    content[start : start + size] = b"\x5a" * size
    path.write_bytes(content)
    new = tmp_path / "new.pawsort"
    rescued = rescue(path, new)
    if table != "suggestions":
        assert rescued.lost.get("suggestions", 0) == 0
    if table != "history" or old.stem not in ("v1", "v2", "v3"):
        assert labels_of(new) == labels_of(whole)
    assert path.read_bytes() == content


def test_a_label_that_was_given_to_another_file_is_still_marked_after_a_rescue(damaged: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute("UPDATE photos SET content_hash = randomblob(32) WHERE photo_id = 1")
        connection.commit()
    start, size = page_of(damaged, "suggestions")
    content = bytearray(damaged.read_bytes())
    content[start : start + size] = b"\x5a" * size
    damaged.write_bytes(content)
    rescue(damaged, tmp_path / "new.pawsort")
    with Session.open(tmp_path / "new.pawsort") as session:
        assert [row.photo_id for row in session.rows() if row.label_of_another_file] == [1]


def test_nothing_is_replaced_and_an_open_session_is_left_alone(damaged: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"mine")
    with pytest.raises(SessionError, match=r"session\.exists"):
        rescue(damaged, tmp_path / "there")
    with Session.open(damaged), pytest.raises(SessionError, match=r"session\.in_use"):
        rescue(damaged, tmp_path / "new.pawsort")
    with pytest.raises(SessionError, match=r"session\.gone"):
        rescue(tmp_path / "no such", tmp_path / "new.pawsort")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["damaged", "there"]


def test_one_wrong_byte_costs_no_more_than_what_it_is_in(sound: Path, tmp_path: Path) -> None:
    content, labels = sound.read_bytes(), labels_of(sound)
    path, new = tmp_path / "damaged.pawsort", tmp_path / "new.pawsort"
    kept = 0
    for mutated in wrong_bytes(content, RESCUES, seed=7):
        path.write_bytes(mutated)
        rescue(path, new)
        assert path.read_bytes() == mutated
        now = labels_of(new)
        assert len(now) >= len(labels) - 2
        kept += sum(now.get(photo) == label for photo, label in labels.items())
        new.unlink()
    assert kept > 0.99 * RESCUES * len(labels)


def test_one_wrong_cell_is_no_hindrance(sound: Path, tmp_path: Path) -> None:
    work, new = tmp_path / "work.pawsort", tmp_path / "new.pawsort"
    for what in wrong_cells(sound, work, RESCUES / 3000):
        try:
            rescue(work, new)
            labels_of(new)
        except FaultError as error:
            raise AssertionError(f"{what}: {error}") from error
        new.unlink()
