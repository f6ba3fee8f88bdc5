"""An old session becomes one of today on a copy: whatever ends the process, there is the old file or the new one."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import opening, schema, version_4
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.suggestions import Confidence, SuggestionStatus
from desktop_app.faults import Fault
from tests.unit.catalog.catalog_helpers import folder_state
from tests.unit.catalog.test_old_sessions import LABELS

OLD = Path(__file__).parent / "old_sessions"
KILLS = 30


@pytest.fixture
def version_3(tmp_path: Path) -> Path:
    """A session of version 3 in a folder of its own."""
    file = tmp_path / "old" / "old.pawsort"
    file.parent.mkdir()
    shutil.copy(OLD / "v3.pawsort", file)
    return file


def is_old(file: Path) -> bool:
    return file.read_bytes() == (OLD / "v3.pawsort").read_bytes()


def is_whole_and_new(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return sound and schema.schema_version(connection) == schema.SCHEMA_VERSION


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("The file is empty.", Fault("file.empty")),
        ("The file is longer than 512 MB: that is no photo.", Fault("file.too_long", {"megabytes": 512})),
        ("The file cannot be read (Stale file handle).", Fault("file.unreadable", {"detail": "Stale file handle"})),
        (
            "The photo is too large: 40,000 by 30,000 pixels, more than 500 megapixels. Save it in a smaller size.",
            Fault("photo.too_large", {"width": 40000, "height": 30000, "most": 500}),
        ),
        ("This is not a photo; it looks like a ZIP archive or an office document.", ("photo.other_kind", "zip")),
        (
            "The file begins like a PNG photo but is damaged or cut short. Copy it again from where it came from.",
            ("photo.damaged_kind", "png"),
        ),
        ("There is not enough memory for this photo.", Fault("photo.out_of_memory")),
        (
            "This is not a photo; it looks like a cake.",
            Fault("photo.said", {"words": "This is not a photo; it looks like a cake."}),
        ),
        ("Ça ne va pas\n", Fault("photo.said", {"words": "Ça ne va pas\n"})),
    ],
)
def test_the_words_of_older_versions_become_codes_and_facts(words: str, fault: Fault | tuple[str, str]) -> None:
    wanted = Fault(fault[0], {"kind": fault[1]}) if isinstance(fault, tuple) else fault
    assert Fault.from_json(version_4.fault_of_words(words)) == wanted


def test_every_sentence_of_older_versions_has_a_code_of_its_own() -> None:
    codes = list(version_4._WORDS.values())
    assert len(set(codes)) == len(codes) - 1, "two sentences said that there is not enough memory"
    for words, code in version_4._WORDS.items():
        said = words.format(megabytes=1, width=1, height=1, most=1, kind="a film", detail="x")
        assert Fault.from_json(version_4.fault_of_words(said)).code == code


def test_suggestions_are_what_they_were(version_3: Path) -> None:
    with closing(sqlite3.connect(version_3)) as connection:
        connection.execute(
            "UPDATE suggestions SET ranked = '[[\"n1\",0.123456789],[\"n2\",0.1]]', confidence = 'maybe', "
            'breed_set = \'["n2","n1"]\', proposed_mix = \'["n1","n3"]\' WHERE photo_id = 1'
        )
        connection.execute("UPDATE suggestions SET status = 'no_dog', dog_probability = NULL WHERE photo_id = 2")
        connection.commit()
        before = connection.execute("SELECT photo_id, vector FROM embeddings ORDER BY photo_id").fetchall()
    with Session.open(version_3) as session:
        first, second = session.suggestion(1), session.suggestion(2)
        assert session._connection is not None
        vectors = session._connection.execute("SELECT photo_id, vector FROM embeddings ORDER BY photo_id").fetchall()
    assert first is not None
    assert second is not None
    assert [(each.breed_id, each.probability) for each in first.ranked] == [("n1", 0.123456789), ("n2", 0.1)]
    assert (first.confidence, first.breed_set, first.proposed_mix) == (Confidence.MAYBE, ("n2", "n1"), ("n1", "n3"))
    assert (second.status, second.dog_probability) == (SuggestionStatus.NO_DOG, None)
    assert first.logits is None
    assert vectors == before


def failing_at(step: int) -> Callable[[sqlite3.Connection, int], None]:
    """A migration to version 4 that a full disk ends before one of its statements."""
    statements = schema.statements(version_4.SQL)

    def migrate(connection: sqlite3.Connection, target: int = 4) -> None:
        version_4.functions(connection)
        for number, statement in enumerate(statements):
            if number == step:
                raise sqlite3.OperationalError("database or disk is full")
            connection.execute(statement)
        raise AssertionError(target)

    return migrate


@pytest.mark.parametrize("step", range(len(schema.statements(version_4.SQL))))
def test_a_step_that_fails_leaves_the_old_file(step: int, version_3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder_state(version_3.parent)
    monkeypatch.setattr(schema, "migrate", failing_at(step))
    with pytest.raises(SessionError, match=r"session\.not_brought_up_to_date"):
        Session.open(version_3)
    assert folder_state(version_3.parent) == before


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "shutil.copymode"])
def test_what_the_disk_refuses_leaves_the_old_file(step: str, version_3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder_state(version_3.parent)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, refuse)
    with pytest.raises(SessionError, match=r"session\.disk_full"):
        Session.open(version_3)
    monkeypatch.undo()
    assert folder_state(version_3.parent) == before


def test_a_migration_that_loses_a_label_is_not_taken(version_3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder_state(version_3.parent)
    loses = "DROP TRIGGER labels_are_not_deleted;\nDELETE FROM labels WHERE photo_id = 1;\n"
    monkeypatch.setitem(schema.MIGRATIONS, 4, version_4.SQL + loses)
    with pytest.raises(SessionError, match=r"session\.not_brought_up_to_date"):
        Session.open(version_3)
    assert folder_state(version_3.parent) == before


MIGRATE = """
import sys
from pathlib import Path
from desktop_app.catalog import opening
print("ready", flush=True)
sys.stdin.readline()
opening.bring_up_to_date(Path(sys.argv[1]))
"""


def test_a_migration_killed_at_any_moment_leaves_the_old_file_or_the_new_one(version_3: Path, repository: Path) -> None:
    moments = random.Random(4)
    began = time.perf_counter()
    opening.bring_up_to_date(version_3)
    takes = time.perf_counter() - began
    found = {"old": 0, "new": 0}
    kills = 0
    # On a busy machine the first guess is wrong: what was too soon is tried later next time, and the other way round.
    while kills < KILLS or (not all(found.values()) and kills < 10 * KILLS):
        kills += 1
        for left in version_3.parent.iterdir():
            left.unlink()
        shutil.copy(OLD / "v3.pawsort", version_3)
        with subprocess.Popen(
            [sys.executable, "-c", MIGRATE, str(version_3)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=repository,
            env={"PYTHONPATH": str(repository)},
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            time.sleep(moments.uniform(0, 1.5 * takes))
            process.kill()
        state = "old" if is_old(version_3) else "new"
        found[state] += 1
        takes *= 1.15 if state == "old" else 0.87
        assert state == "old" or is_whole_and_new(version_3)
        with Session.open(version_3) as session:
            assert {row.photo_id: row.label for row in session.rows() if row.label is not None} == LABELS
            assert len(session.history()) == 9
    assert found["old"], found
    assert found["new"], found
