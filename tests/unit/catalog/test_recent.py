"""Which session the next start offers to go on with."""

import json
import os
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.catalog.recent import RecentSessions, new_session_path
from desktop_app.catalog.session import Session
from tests.strange_files import STRANGE_JSON, strange_kinds
from tests.unit.catalog.catalog_helpers import write_file


def test_a_session_that_was_not_closed_is_offered(tmp_path: Path) -> None:
    recent = RecentSessions(tmp_path / "config" / "recent.json")
    assert recent.unfinished() is None
    path = write_file(tmp_path / "a.pawsort", "")
    recent.opened(path)
    assert RecentSessions(tmp_path / "config" / "recent.json").unfinished() == path
    recent.closed(path)
    assert recent.unfinished() is None
    assert recent.paths() == [path]


def test_one_that_is_open_in_another_window_is_not_offered(tmp_path: Path) -> None:
    recent = RecentSessions(tmp_path / "recent.json")
    with Session.create(tmp_path / "a.pawsort") as session:
        recent.opened(session.path)
        assert recent.unfinished() is None
    assert recent.unfinished() == session.path


def test_one_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    recent = RecentSessions(tmp_path / "recent.json")
    recent.opened(tmp_path / "gone.pawsort")
    assert recent.unfinished() is None
    assert recent.paths() == []


def test_the_newest_come_first_and_old_ones_are_forgotten(tmp_path: Path) -> None:
    recent = RecentSessions(tmp_path / "recent.json")
    paths = [write_file(tmp_path / f"{place}.pawsort", "") for place in range(12)]
    for path in [*paths, paths[5]]:
        recent.closed(path)
    assert recent.paths() == [paths[5], *(paths[place] for place in (11, 10, 9, 8, 7, 6, 4, 3, 2))]


def test_a_broken_list_is_an_empty_one(tmp_path: Path) -> None:
    file = write_file(tmp_path / "recent.json", "{[")
    assert RecentSessions(file).paths() == []
    photo = write_file(tmp_path / "a.pawsort", "")
    RecentSessions(file).opened(photo)
    assert RecentSessions(file).paths() == [photo]


def test_a_list_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    write_file(tmp_path / "config", "a file where the folder should be")
    recent = RecentSessions(tmp_path / "config" / "recent.json")
    recent.opened(tmp_path / "a.pawsort")
    assert recent.paths() == []


def test_new_sessions_get_a_name_of_their_own(tmp_path: Path) -> None:
    now = datetime(2026, 5, 1, 14, 30)
    assert new_session_path(tmp_path, now).name == "2026-05-01 14.30.pawsort"
    write_file(tmp_path / "2026-05-01 14.30.pawsort", "")
    assert new_session_path(tmp_path, now).name == "2026-05-01 14.30 (2).pawsort"


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_a_strange_list_is_kept_aside_and_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "recent.json"
    file.write_bytes(content)
    recent = RecentSessions(file)
    told = recent.check()
    assert told is not None
    assert told.code == "own.recent_kept_aside"
    assert Path(str(told.facts["kept"])).read_bytes() == content
    assert recent.paths() == []
    session = write_file(tmp_path / "a.pawsort", "")
    recent.opened(session)
    assert recent.paths() == [session]
    assert RecentSessions(file).check() is None


@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_list_makes_way_for_one(tmp_path: Path, kind: str) -> None:
    file = strange_kinds()[kind](tmp_path / "recent.json")
    recent = RecentSessions(file)
    session = write_file(tmp_path / "a.pawsort", "")
    recent.opened(session)
    told = recent.check()
    assert told is not None
    assert told.code == "own.recent_kept_aside"
    assert os.path.lexists(str(told.facts["kept"]))
    assert recent.paths() == [session]


ENTRY = {"path": "/a.pawsort", "open": True, "photo": 3}


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"a": 1},
        3,
        None,
        "list",
        [3],
        [[]],
        [{}],
        [ENTRY | {"path": None}],
        [ENTRY | {"path": 3}],
        [ENTRY | {"path": ""}],
        [ENTRY | {"path": ["/a"]}],
        [ENTRY | {"path": "/a\0b"}],
        [ENTRY | {"path": "/" + "a" * 40_000}],
        [ENTRY | {"open": "yes"}],
        [ENTRY, {"path": "/b"}],
    ],
)
def test_a_list_of_other_things_is_kept_aside(tmp_path: Path, stored: object) -> None:
    file = write_file(tmp_path / "recent.json", json.dumps(stored))
    recent = RecentSessions(file)
    assert recent.paths() == []
    assert recent.unfinished() is None
    assert recent.check() is not None
    assert not file.exists()


@pytest.mark.parametrize(
    "name",
    ["a" * 300, "a" * 5_000, "/".join(["a" * 200] * 100), "//host/share/a.pawsort", "~", "..", "a\udce9b", "\x1b[2J"],
)
def test_names_that_no_disk_has_are_passed_over(tmp_path: Path, name: str) -> None:
    there = write_file(tmp_path / "b.pawsort", "")
    entries = [{"path": f"/{name}", "open": True, "photo": None}, {"path": str(there), "open": True, "photo": None}]
    recent = RecentSessions(write_file(tmp_path / "recent.json", json.dumps(entries)))
    assert recent.check() is None
    assert recent.paths() == [there]
    assert recent.unfinished() == there


@pytest.mark.parametrize("photo", [True, -1, 0, 10**17 + 0.5, "3", [], 1.5])
def test_a_photo_that_is_no_id_is_forgotten(tmp_path: Path, photo: object) -> None:
    recent = RecentSessions(write_file(tmp_path / "recent.json", json.dumps([ENTRY | {"photo": photo}])))
    assert recent.photo_of(Path("/a.pawsort")) is None


def test_a_drive_that_does_not_answer_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    there, gone = (write_file(tmp_path / name, "") for name in ("there.pawsort", "dead.pawsort"))
    is_file = Path.is_file

    def slow(path: Path) -> bool:
        if path == gone:
            answered.wait(60)
        return is_file(path)

    recent = RecentSessions(tmp_path / "recent.json")
    recent.opened(there)
    recent.opened(gone)
    monkeypatch.setattr(Path, "is_file", slow)
    monkeypatch.setattr("desktop_app.catalog.recent.PATIENCE", 0.1)
    began = time.monotonic()
    try:
        assert recent.unfinished() == there
        assert recent.paths() == [gone, there], "nobody knows that it is gone"
        assert time.monotonic() - began < 5
    finally:
        answered.set()
