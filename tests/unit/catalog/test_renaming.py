"""A session gets another name: never over another file, never without its labels."""

import os
from pathlib import Path

import pytest

from desktop_app.catalog import lock
from desktop_app.catalog.renaming import NameProblem, named, rename
from desktop_app.catalog.session import Session
from tests.unit.catalog.catalog_helpers import folder_state


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    path = tmp_path / "2026-05-01 14.30.pawsort"
    Session.create(path).close()
    return path


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Open day", "Open day.pawsort"),
        ("  Open day  ", "Open day.pawsort"),
        ("Open day.pawsort", "Open day.pawsort"),
        ("Bella 2.5", "Bella 2.5.pawsort"),
        ("Été à Évry", "Été à Évry.pawsort"),
    ],
)
def test_names_get_the_ending_of_sessions(session_file: Path, typed: str, name: str) -> None:
    assert named(session_file, typed) == session_file.with_name(name)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NameProblem.EMPTY),
        (" .pawsort", NameProblem.EMPTY),
        ("../out", NameProblem.CHARACTERS),
        ("a/b", NameProblem.CHARACTERS),
        ("a:b", NameProblem.CHARACTERS),
        ("line\nbreak", NameProblem.CHARACTERS),
        (".hidden", NameProblem.CHARACTERS),
        ("con", NameProblem.RESERVED),
        ("LPT1.x", NameProblem.RESERVED),
        ("é" * 101, NameProblem.TOO_LONG),
    ],
)
def test_names_that_no_system_takes_are_refused(session_file: Path, typed: str, problem: NameProblem) -> None:
    assert named(session_file, typed) is problem


def test_a_session_moves_with_all_that_is_in_it(session_file: Path) -> None:
    before = session_file.read_bytes()
    target = named(session_file, "Open day")
    assert isinstance(target, Path)
    assert rename(session_file, target) is None
    assert not session_file.exists()
    assert target.read_bytes() == before
    Session.open(target).close()


def test_an_existing_file_is_never_replaced(session_file: Path) -> None:
    other = session_file.with_name("Open day.pawsort")
    Session.create(other).close()
    assert named(session_file, "Open day") is NameProblem.EXISTS
    before = folder_state(session_file.parent)
    # It came after the name was looked at.
    assert rename(session_file, other) is NameProblem.EXISTS
    assert folder_state(session_file.parent) == before


def test_a_link_that_leads_nowhere_is_a_file_too(session_file: Path) -> None:
    session_file.with_name("Open day.pawsort").symlink_to("nowhere")
    assert named(session_file, "Open day") is NameProblem.EXISTS


def test_a_session_in_use_stays_where_it_is(session_file: Path) -> None:
    with Session.open(session_file):
        assert rename(session_file, session_file.with_name("b.pawsort")) is NameProblem.IN_USE
    assert session_file.exists()
    assert not lock.is_in_use(session_file)


def test_a_journal_is_not_left_behind(session_file: Path) -> None:
    session_file.with_name(session_file.name + "-wal").write_bytes(b"what was written last")
    assert rename(session_file, session_file.with_name("b.pawsort")) is NameProblem.FAILED
    assert session_file.exists()


def test_where_there_are_no_links_it_is_renamed(session_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    target = session_file.with_name("b.pawsort")
    assert rename(session_file, target) is None
    assert (session_file.exists(), target.exists()) == (False, True)
