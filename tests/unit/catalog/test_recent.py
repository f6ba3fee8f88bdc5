"""Which session the next start offers to go on with."""

from datetime import datetime
from pathlib import Path

from desktop_app.catalog.recent import RecentSessions, new_session_path
from desktop_app.catalog.session import Session
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
