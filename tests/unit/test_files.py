"""Files that are written whole or not at all."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app import drafts
from desktop_app.faults import Fault
from desktop_app.files import ExportError, WholeFile, replacing, write_whole

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def test_file_appears_whole_under_its_name_and_nothing_else_does(tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    with WholeFile(target) as file:
        file.write("né\n")
        assert not target.exists()
    assert target.read_bytes() == "né\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_bytes_are_written_as_they_are_behind_the_text(tmp_path: Path) -> None:
    file = tmp_path / "chart.png"
    with WholeFile(file) as whole:
        whole.write("é")
        whole.write_bytes(b"\x89PNG\r\n\xff")
        assert not file.exists()
    assert file.read_bytes() == "é".encode() + b"\x89PNG\r\n\xff"


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
from desktop_app.files import ExportError, WholeFile, replacing, write_whole
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
    with pytest.raises(ExportError, match=r"^write\.appeared .*labels\.new 2\.csv"):
        file.__exit__(None, None, None)
    assert target.read_text(encoding="utf-8") == "another program's"
    assert (tmp_path / "labels.new.csv").read_text(encoding="utf-8") == "of another day"
    assert (tmp_path / "labels.new 2.csv").read_text(encoding="utf-8") == "mine"


# Whatever is at hand, and whatever fills a path of its own


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("durable", [True, False])
def test_content_is_written_in_one_step_with_its_folders(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "new" / "state.json"
    write_whole(file, "é\r\n", durable=durable)
    assert file.read_bytes() == "é\r\n".encode()
    write_whole(file, b"\0\1", durable=durable)
    assert file.read_bytes() == b"\0\1"
    assert names_in(file.parent) == ["state.json"]


def test_what_fails_while_it_is_filled_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "state"
    file.write_bytes(b"old")
    with contextlib.suppress(RuntimeError), replacing(file) as draft:
        draft.write_bytes(b"half")
        assert file.read_bytes() == b"old"
        raise RuntimeError
    assert file.read_bytes() == b"old"
    assert names_in(tmp_path) == ["state"]


def test_what_cannot_be_put_in_place_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "state"
    file.write_bytes(b"old")

    def refuse(_source: str, _goal: str) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert names_in(tmp_path) == ["state"]


@posix_only
def test_rights_of_a_new_file_can_be_asked_for_and_those_of_an_old_one_stay(tmp_path: Path) -> None:
    file = tmp_path / "state"
    write_whole(file, b"x", mode=0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    write_whole(file, b"y", mode=0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


@posix_only
def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "state"
    link.symlink_to(tmp_path / "elsewhere" / "real")
    write_whole(link, b"x")
    assert link.is_symlink()
    assert names_in(tmp_path / "elsewhere") == ["real"]


def test_a_name_as_long_as_the_system_allows_gets_a_draft_too(tmp_path: Path) -> None:
    file = tmp_path / ("犬" * 85)
    write_whole(file, b"x")
    assert file.read_bytes() == b"x"


@posix_only
@pytest.mark.parametrize("durable", [True, False])
def test_what_must_last_is_on_the_disk_before_and_after_it_is_renamed(
    durable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def rename(source: str, goal: str) -> None:
        done.append("rename")
        real_replace(source, goal)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    write_whole(tmp_path / "state", b"x", durable=durable)
    assert done == (["file", "rename", "folder"] if durable else ["rename"])


@posix_only
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, repository: Path) -> None:
    file = tmp_path / "state"
    file.write_bytes(b"old")
    program = f"""
import resource, signal
from pathlib import Path
from desktop_app.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    write_whole(Path({str(file)!r}), b"x" * 100_000)
except OSError as error:
    print(type(error).__name__)
"""
    result = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert result.stdout == "OSError\n"
    assert file.read_bytes() == b"old"
    assert names_in(tmp_path) == ["state"]


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop_app.files import WholeFile, replacing
folder = Path(sys.argv[1])
table = WholeFile(folder / "labels.csv")
table.write("half")
with replacing(folder / "Shelter.pawsort") as draft:
    Path(f"{draft}-journal").write_text("of a draft")
    print("ready", flush=True)
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def being_written(folder: Path, repository: Path) -> "subprocess.Popen[str]":
    """A process in the middle of writing two files; it is killed when its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)],
        cwd=repository,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def write_table(target: Path) -> None:
    with WholeFile(target) as file:
        file.write("whole")


@posix_only
@pytest.mark.parametrize("write", [write_table, lambda target: write_whole(target, "whole")])
def test_what_a_killed_process_left_goes_with_the_next_file_that_is_written(
    write: Callable[[Path], None], tmp_path: Path, repository: Path
) -> None:
    """And nothing of a process that lives, another computer's, or that only looks like it."""
    strangers = {tmp_path / name for name in (".pawsort-notes.part", ".pawsort-00000000-1-01234567.part", ".pawsort")}
    for stranger in strangers:
        stranger.write_bytes(b"")
    target = tmp_path / "labels.csv"
    process = being_written(tmp_path, repository)
    half = {each for each in tmp_path.iterdir() if each not in strangers}
    assert len(half) == 3
    write(target)
    assert half <= set(tmp_path.iterdir()), "its process lives"

    process.communicate()
    assert process.returncode == -signal.SIGKILL
    write(target)
    assert set(tmp_path.iterdir()) == {target, *strangers}
    assert target.read_text(encoding="utf-8") == "whole"


@posix_only
def test_draft_of_an_earlier_process_with_our_number_goes_and_our_own_stay(tmp_path: Path) -> None:
    earlier = Path(drafts.begin(str(tmp_path / "labels.csv")))
    earlier.write_bytes(b"half")
    with replacing(tmp_path / "own") as own:
        write_table(tmp_path / "labels.csv")
        assert earlier.exists(), "it counts as begun"
        drafts.end(str(earlier))
        write_table(tmp_path / "labels.csv")
        assert own.exists()
    assert {each.name for each in tmp_path.iterdir()} == {"labels.csv", "own"}


@posix_only
def test_forked_copy_takes_away_nothing_of_its_original(tmp_path: Path) -> None:
    with replacing(tmp_path / "own") as own:
        child = os.fork()
        if child == 0:
            drafts._remove_own()
            drafts.remove_abandoned(str(tmp_path))
            os._exit(0)
        os.waitpid(child, 0)
        assert own.exists()


@pytest.mark.parametrize("way", ["a link", "another case"])
def test_own_drafts_stay_whichever_way_their_folder_is_reached(tmp_path: Path, way: str) -> None:
    """Else a folder of copies "Zoé" would lose what is on its way when "zoé" begins, which Windows says is the same."""
    (tmp_path / "dogs").mkdir()
    if way == "a link":
        (tmp_path / "link").symlink_to(tmp_path / "dogs")
    elif not (tmp_path / "DOGS").is_dir():
        pytest.skip("upper and lower case are two names here")
    draft = drafts.begin(str(tmp_path / "dogs" / "Rex.jpg"))
    Path(draft).write_bytes(b"half")
    drafts.remove_abandoned(str(tmp_path / ("link" if way == "a link" else "DOGS")))
    assert Path(draft).read_bytes() == b"half"
    drafts.end(draft)
    drafts.remove_abandoned(str(tmp_path / "dogs"))
    assert not Path(draft).exists()
