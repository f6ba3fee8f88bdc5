"""`pawsort export`: where to, as people type it on a command line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from desktop_app.cli import pawsort
from desktop_app.exports.metadata.placing import NoRoomError
from desktop_app.exports.metadata.sidecars import SidecarWriter
from tests.golden.session import GoldenSession

PATIENCE_SECONDS = 60


def run(*arguments: str | Path) -> tuple[int, bytes, str]:
    """`pawsort export`: the exit code, what is printed, what is said."""
    result = CliRunner().invoke(pawsort, ["export", *map(str, arguments)], standalone_mode=False)
    if isinstance(result.exception, click.UsageError):
        return result.exception.exit_code, b"", result.exception.format_message()
    assert result.exception is None, result.exception
    code = result.return_value if isinstance(result.return_value, int) else result.exit_code
    return code, result.stdout_bytes, result.stderr


def test_the_current_folder_can_be_written_into(
    golden_original: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for export_format in ("folders", "training", "rescuegroups"):
        code, _printed, said = run(golden_original.file, "--format", export_format, "--out", ".", "--overwrite")
        assert code in (0, 1), said
    assert Path("Beagle", "1.jpg").is_file()
    assert Path("pets.csv").is_file()


def test_no_name_is_not_the_current_folder(
    golden_original: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for export_format in ("folders", "csv"):
        code, _printed, said = run(golden_original.file, "--format", export_format, "--out", "")
        assert code == 2
        assert "it is empty" in said
    assert list(tmp_path.iterdir()) == []


def test_an_address_is_a_file_or_is_said_to_be_none(golden_original: GoldenSession, tmp_path: Path) -> None:
    target = tmp_path / "a b.csv"
    assert run(golden_original.file, "--format", "csv", "--out", target.as_uri())[0] == 0
    assert target.is_file()
    assert run(golden_original.file, "--format", "csv", "--out", "https://example.org/a.csv")[0] == 2


@pytest.mark.parametrize("export_format", ["csv", "xlsx", "jsonl"])
def test_a_dash_is_the_standard_output(
    export_format: str, golden_original: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ("-m", "desktop_app", "export", golden_original.file, "--format", export_format, "--out")
    for out in ("-", "table"):
        done = subprocess.run(
            [sys.executable, *arguments, out], capture_output=True, check=True, env=_with_this_house()
        )
        if out == "-":
            printed = done.stdout
            assert list(tmp_path.iterdir()) == []
            assert done.stderr.decode().splitlines()[-1] == "Written: 74 photos, to the standard output."
    written = Path(f"table.{export_format}").read_bytes()
    # A workbook holds the moment at which it was made.
    assert (printed[:4] == written[:4] == b"PK\x03\x04") if export_format == "xlsx" else printed == written


def test_folders_have_no_standard_output(golden_original: GoldenSession) -> None:
    code, _printed, said = run(golden_original.file, "--format", "xmp", "--out", "-")
    assert (code, said) == (2, "pawsort: xmp writes into a folder: give its name.\n")


@pytest.mark.parametrize("export_format", ["csv", "training"])
def test_what_is_there_is_said_with_the_way_to_replace_it(
    export_format: str, golden_original: GoldenSession, tmp_path: Path
) -> None:
    arguments = (golden_original.file, "--format", export_format, "--out", tmp_path / "there.csv")
    run(*arguments)
    code, _printed, said = run(*arguments)
    assert code == 2
    assert said.rstrip().endswith("(--overwrite)")


def test_a_missing_or_unknown_format_is_said_with_those_there_are(golden_original: GoldenSession) -> None:
    for arguments in ((), ("--format", "word")):
        code, _printed, said = run(golden_original.file, *arguments)
        assert code == 2
        assert "csv, xlsx, jsonl" in said
    assert run(golden_original.file, "--format", "CSV", "--out", "x", "--preview")[0] == 0


def test_options_that_contradict_each_other_are_refused(golden_original: GoldenSession) -> None:
    flags = ("--no-breed", "--option", "no_breed=no")
    code, _printed, said = run(golden_original.file, "--format", "csv", "--out", "x", *flags)
    assert (code, said) == (2, "no_breed is given twice: as 'yes' and as 'no'.")


def test_a_damaged_session_is_said_with_the_command_that_rescues_it(
    golden_original: GoldenSession, tmp_path: Path
) -> None:
    damaged = tmp_path / "my dogs.pawsort"
    damaged.write_bytes(golden_original.file.read_bytes()[:20_000])
    code, _printed, said = run(damaged, "--format", "csv", "--out", tmp_path / "x")
    assert code == 2
    assert said.rstrip().endswith(f"To rescue it: pawsort rescue '{damaged}'")


def test_keywords_that_a_full_disk_stopped_are_counted(
    golden_original: GoldenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SidecarWriter, "write", _no_room)
    code, _printed, said = run(golden_original.file, "--format", "xmp", "--out", tmp_path / "keywords")
    assert code == 1
    assert "Not written any more: 72 files." in said


def _no_room(*_arguments: object) -> int:
    raise NoRoomError("write.disk_full", file="Rex.jpg.xmp")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_nobody_reads_ends_with_a_signal(golden_original: GoldenSession, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    session = str(golden_original.file)
    command = [sys.executable, "-m", "desktop_app", "export", session, "--format", "csv", "--out", "pipe"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, env=_with_this_house())
    assert process.stderr is not None
    with process.stderr as said:
        assert said.readline().startswith(b"Writes pipe")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 128 + signal.SIGTERM


def _with_this_house() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
