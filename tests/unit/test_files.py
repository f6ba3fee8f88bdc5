"""Files that are written whole or not at all."""

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.faults import Fault
from desktop_app.files import ExportError, WholeFile

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def test_file_appears_whole_under_its_name_and_nothing_else_does(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    with WholeFile(target) as file:
        file.write("né\n")
        assert not target.exists()
    assert target.read_bytes() == "né\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_failure_leaves_the_old_file_and_nothing_half(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    target.write_text("old", encoding="utf-8")
    with contextlib.suppress(RuntimeError), WholeFile(target) as file:
        file.write("half")
        raise RuntimeError
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@posix_only
def test_rights_are_those_of_any_new_file_and_stay_with_an_old_one(tmp_path: Path) -> None:
    plain, new, old = tmp_path / "plain", tmp_path / "new", tmp_path / "old"
    plain.write_bytes(b"")
    old.write_bytes(b"")
    old.chmod(0o640)
    for target in (new, old):
        with WholeFile(target) as file:
            file.write("x")
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@posix_only
def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "labels.csv"
    link.symlink_to(tmp_path / "elsewhere" / "real.csv")
    with WholeFile(link) as file:
        file.write("x")
    assert link.is_symlink()
    assert (tmp_path / "elsewhere" / "real.csv").read_text(encoding="utf-8") == "x"


def test_missing_folder_and_folder_as_target_are_said_at_once(tmp_path: Path) -> None:
    target = tmp_path / "none" / "labels.csv"
    with pytest.raises(ExportError) as refused:
        WholeFile(target)
    assert refused.value.fault == Fault("write.no_folder", {"file": str(target), "folder": str(target.parent)})
    with pytest.raises(ExportError) as refused:
        WholeFile(tmp_path)
    assert refused.value.fault == Fault("write.is_folder", {"file": str(tmp_path)})


@posix_only
def test_forbidden_folder_is_said_at_once(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(ExportError, match=r"^write\.forbidden "):
            WholeFile(tmp_path / "labels.csv")
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_device_is_called_a_full_disk() -> None:
    with pytest.raises(ExportError, match=r"^write\.disk_full "), WholeFile(Path("/dev/full")) as file:
        file.write("x" * 100_000)


@posix_only
def test_disk_that_fills_up_leaves_the_old_file_and_nothing_half(tmp_path: Path, repository: Path) -> None:
    target = tmp_path / "labels.csv"
    target.write_text("old", encoding="utf-8")
    program = f"""
import resource
from pathlib import Path
from desktop_app.files import ExportError, WholeFile
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    with WholeFile(Path({str(target)!r})) as file:
        for _ in range(1000):
            file.write("x" * 1000)
except ExportError as error:
    print(error)
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("write.disk_full (file=")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_name_that_is_not_unicode_spoils_nothing_for_others(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    with WholeFile(target) as file:
        file.write("dog\udce9.jpg")
    assert target.read_text(encoding="utf-8") == "dog\\udce9.jpg"


def test_table_that_another_program_holds_is_not_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that a spreadsheet has open; elsewhere that must be pretended."""
    target = tmp_path / "labels.csv"
    target.write_text("old", encoding="utf-8")
    real_replace = os.replace

    def replace(source: str, goal: str) -> None:
        if goal == str(target):
            raise PermissionError(13, "Access is denied")
        real_replace(source, goal)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(ExportError, match=r"^write\.in_use .*labels\.new\.csv"), WholeFile(target) as file:
        file.write("new")
    assert (tmp_path / "labels.new.csv").read_text(encoding="utf-8") == "new"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["labels.csv", "labels.new.csv"]


def test_a_file_that_appeared_meanwhile_stays_and_the_new_one_is_kept_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    (tmp_path / "labels.new.csv").write_text("of another day", encoding="utf-8")
    file = WholeFile(target)
    file.write("mine")
    target.write_text("another program's", encoding="utf-8")
    with pytest.raises(ExportError, match=r"labels\.new 2\.csv"):
        file.__exit__(None, None, None)
    assert target.read_text(encoding="utf-8") == "another program's"
    assert (tmp_path / "labels.new.csv").read_text(encoding="utf-8") == "of another day"
    assert (tmp_path / "labels.new 2.csv").read_text(encoding="utf-8") == "mine"
