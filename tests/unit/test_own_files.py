"""The app's own JSON: whatever lies under its name, reading ends soon, in one of our own errors."""

import datetime
import errno
import os
import sys
from pathlib import Path

import pytest

from desktop_app.own_files import MOST_DEPTH, MOST_KEPT, OwnFileError, is_name, json_of, opened, put_aside, read_json
from tests.strange_files import STRANGE_JSON, strange_kinds

DAY = datetime.date(2026, 11, 26)


@pytest.mark.parametrize("content", STRANGE_JSON.values(), ids=STRANGE_JSON)
def test_what_nobody_writes_is_refused_by_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        json_of(content)


@pytest.mark.parametrize("kind", strange_kinds())
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    file = strange_kinds()[kind](tmp_path / "settings.json")
    with pytest.raises(OwnFileError) as refused:
        read_json(file)
    assert refused.value.fault.code in {"own.no_file", "own.unreadable", "own.too_large"}
    assert refused.value.in_the_way


def test_what_is_whole_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'\xef\xbb\xbf{"a": [1, -2.5, true, null, "\\u00e9"]}')
    assert read_json(file) == {"a": [1, -2.5, True, None, "é"]}
    assert json_of("[" * MOST_DEPTH + "]" * MOST_DEPTH) is not None
    link = tmp_path / "link.json"
    link.symlink_to(file)
    assert read_json(link) == read_json(file)


@pytest.mark.parametrize("name", ["missing.json", "folder/missing.json", "file.txt/inside.json", "a\0b"])
def test_what_is_not_there_is_no_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / name)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(OwnFileError, match=r"own\.too_large"):
        read_json(file)


def test_a_disk_that_does_not_answer_leaves_the_file_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    file.write_text("{}", encoding="utf-8")

    def fail(*_arguments: object) -> int:
        raise OSError(5, "Input/output error", str(file))

    monkeypatch.setattr("desktop_app.own_files.open_to_read", fail)
    with pytest.raises(OwnFileError) as refused:
        read_json(file)
    assert not refused.value.in_the_way


def test_what_one_reads_another_may_remove(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    file.write_bytes(b"what was learned")
    with opened(file) as (stream, size):
        file.unlink()
        assert stream.read() == b"what was learned"
    assert size == len(b"what was learned")
    assert not file.exists()


@pytest.mark.parametrize(("windows", "in_the_way"), [(32, False), (5, True)], ids=["in use", "forbidden"])
def test_a_file_that_another_program_has_open_on_windows_is_left_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: int, in_the_way: bool
) -> None:
    """A guard against viruses has the settings open for a moment: they are not put aside as broken."""
    file = tmp_path / "settings.json"
    file.write_text("{}", encoding="utf-8")

    def refuse(name: str, *_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", name)

    monkeypatch.setattr("desktop_app.windows_system.why_not_opened", lambda _name: windows)
    monkeypatch.setattr("desktop_app.own_files.open_to_read", refuse)
    with pytest.raises(OwnFileError) as refused:
        read_json(file)
    assert refused.value.in_the_way == in_the_way


def test_broken_files_are_kept_the_last_ones(tmp_path: Path) -> None:
    file, kept = tmp_path / "settings.json", []
    stranger = tmp_path / "settings.broken-mine.json"
    stranger.write_text("mine", encoding="utf-8")
    for number in range(12):
        file.write_text(str(number), encoding="utf-8")
        kept.append(put_aside(file, DAY))
        assert not file.exists()
    assert [path.name for path in kept[:2] if path] == [
        "settings.broken-2026-11-26.json",
        "settings.broken-2026-11-26-2.json",
    ]
    left = sorted(path.read_text(encoding="utf-8") for path in tmp_path.glob("settings.broken-2*"))
    assert len(left) == MOST_KEPT
    assert "11" in left
    assert stranger.read_text(encoding="utf-8") == "mine"


def test_the_newest_of_several_days_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for day in range(1, 8):
        file.write_text(str(day), encoding="utf-8")
        put_aside(file, DAY.replace(day=day))
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {f"settings.broken-2026-11-{day:02}.json" for day in (5, 6, 7)}


@pytest.mark.parametrize("kind", strange_kinds())
def test_whatever_lies_there_can_be_put_aside(tmp_path: Path, kind: str) -> None:
    file = strange_kinds()[kind](tmp_path / "settings.json")
    kept = put_aside(file, DAY)
    assert kept is not None
    assert os.path.lexists(kept)
    assert not os.path.lexists(file)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_where_nothing_may_be_renamed_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.json"
    file.parent.mkdir()
    file.write_text("x", encoding="utf-8")
    file.parent.chmod(0o500)
    try:
        assert put_aside(file) is None
        assert file.read_text(encoding="utf-8") == "x"
    finally:
        file.parent.chmod(0o700)


def test_names_have_nothing_that_acts() -> None:
    assert all(is_name(name) for name in ("Beagle", "Épagneul breton", "柴犬", "Шарпей", "a\u00a0b", "<b>&"))
    unfit = ("", "a\0", "a\nb", "\x1b[31m", "\x85", "\u202eabc", "\ud800", "\u2028", 3, None, ["a"])
    assert not any(is_name(name) for name in unfit)
