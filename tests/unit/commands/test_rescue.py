"""`pawsort rescue` on the command line."""

from pathlib import Path

import click
import pytest

from desktop_app.catalog.session import Session
from desktop_app.cli import pawsort
from tests.unit.catalog.mutations import make_session


def run(*arguments: str | Path) -> int:
    code = pawsort.main(["rescue", *map(str, arguments)], standalone_mode=False)
    assert isinstance(code, int)
    return code


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "Shelter.pawsort"
    make_session(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"n1x", b"\xff\xff\xff"))
    return path


def test_what_was_left_out_is_told_and_is_exit_code_1(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = damaged.read_bytes()
    code = run(damaged, "--out", tmp_path / "new.pawsort")
    said = capsys.readouterr().err
    assert (code, damaged.read_bytes()) == (1, before)
    assert "29 photos, 10 of them with a label" in said
    assert "Left out, because it could not be read:" in said
    assert "of the suggestions." in said
    with Session.open(tmp_path / "new.pawsort") as session:
        assert len(session.rows()) == 29


def test_without_a_name_the_new_session_is_beside_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "Shelter.pawsort"
    make_session(path)
    assert [run(path), run(path)] == [0, 0]
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"Shelter.pawsort", "Shelter (rescued).pawsort", "Shelter (rescued 2).pawsort"}


def test_what_cannot_be_rescued_is_said_and_is_exit_code_2(
    tmp_path: Path, damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(damaged, "--out", damaged) == 2
    assert run(tmp_path / "no such") == 2
    said = capsys.readouterr().err
    assert "already exists" in said
    assert "does not exist" in said


def test_a_session_is_found_by_whatever_a_desktop_calls_it(damaged: Path, tmp_path: Path) -> None:
    assert run(damaged.as_uri(), "--out", f"file://localhost/{tmp_path.as_posix().lstrip('/')}/new.pawsort") == 1
    with Session.open(tmp_path / "new.pawsort") as session:
        assert session.rows()
    with pytest.raises(click.BadParameter, match="on the network"):
        run("smb://nas/Shelter.pawsort")
