"""Readers of workbooks in processes of their own: whatever a workbook does to one, the app goes on."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.commands.fault_sentences import sentence
from desktop_app.faults import Fault
from desktop_app.tables import TableError, read_table
from desktop_app.workbooks import apart
from desktop_app.workbooks.apart import WorkbookError, rows_of_workbook
from tests.unit.imaging.ending import is_over, soon
from tests.unit.workbooks.making import MAIN, handmade, parts_with, sheet_of, text_cell, written, zipped

ODD = Path(__file__).with_name("odd_reader.py")


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that do what a workbook tells them to."""
    monkeypatch.setattr(apart, "reader_command", lambda: [sys.executable, str(ODD)])


def told(folder: Path, what: str) -> Path:
    file = folder / f"{what}.xlsx"
    file.write_bytes(apart.WORKBOOK_BEGINS + what.encode())
    return file


def fault_of(file: Path) -> Fault:
    with pytest.raises(TableError) as caught:
        read_table(file)
    return caught.value.fault


def children() -> list[psutil.Process]:
    return [process for process in psutil.Process().children() if not is_over(process)]


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    before = {process.pid for process in children()}
    yield
    assert soon(lambda: {process.pid for process in children()} <= before)


# Workbooks that end what reads them


def far_away(folder: Path) -> Path:
    """A kilobyte for which calamine makes room for 17 billion cells."""
    rows = f'<row r="1">{text_cell("A1", "photo")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    return zipped(folder / "far away.xlsx", parts_with(sheet_of(rows)))


def test_workbook_that_ends_its_reader_is_a_fault_and_the_next_is_read(tmp_path: Path) -> None:
    deadly, good = far_away(tmp_path), written(tmp_path, [["photo"], ["a.jpg"]])
    assert deadly.stat().st_size < 2_000
    for _ in range(2):
        fault = fault_of(deadly)
        assert fault == Fault("table.reader_stopped", {"file": str(deadly)})
        assert len(read_table(good).rows) == 1
    assert str(deadly) in sentence(fault)
    assert "CSV" in sentence(fault)


def test_workbook_that_says_how_many_texts_it_has_is_not_believed(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{MAIN}" uniqueCount="999999999999999"><si><t>photo</t></si></sst>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert fault_of(handmade(tmp_path, rows, sharedStrings=shared)).code == "table.reader_stopped"


def test_workbook_that_needs_more_memory_than_it_may_have_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = "".join(f'<c r="{column}{{0}}"><v>1</v></c>' for column in "ABCDEFGHIJ")
    rows = f'<row r="1">{text_cell("A1", "photo")}</row>'
    rows += "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(2, 40_000))
    file = handmade(tmp_path, rows)
    assert len(read_table(file).rows) == 39_998
    monkeypatch.setattr(apart, "MOST_BYTES", 16_000_000)
    assert fault_of(file).code in ("table.reader_stopped", "table.too_large")


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("what", ["die", "raise", "backwards", "no text", "too wide", "unknown"])
def test_reader_that_dies_or_speaks_nonsense_is_a_fault(what: str, tmp_path: Path) -> None:
    assert fault_of(told(tmp_path, what)).code == "table.reader_stopped"


@pytest.mark.usefixtures("odd")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the app looks after the memory")
def test_reader_that_takes_too_much_memory_is_held_to_its_limit(tmp_path: Path) -> None:
    assert fault_of(told(tmp_path, "eat")).code == "table.too_large"


@pytest.mark.usefixtures("odd")
def test_reader_that_the_system_does_not_hold_to_its_memory_is_ended_by_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "resident_bytes", lambda _process: apart.MOST_BYTES + 1)
    assert fault_of(told(tmp_path, "wait")).code == "table.too_large"


@pytest.mark.usefixtures("odd")
def test_reader_that_was_killed_is_a_fault(tmp_path: Path) -> None:
    file = told(tmp_path, "wait")
    rows = rows_of_workbook(file.read_bytes(), str(file))
    next(rows)
    os.kill(int(next(rows).texts[0]), signal.SIGTERM)
    with pytest.raises(WorkbookError, match=r"table\.reader_stopped"):
        list(rows)


# Time


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("what", ["hang", "wait"])
def test_reader_that_hangs_is_given_up(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    file = told(tmp_path, what)
    began = time.monotonic()
    fault = fault_of(file)
    assert fault == Fault("table.reader_too_long", {"file": str(file), "seconds": 1})
    assert time.monotonic() - began < 20, "it would hang for hours"
    assert "1 second" in sentence(fault)


def test_reader_that_does_not_even_take_the_workbook_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "reader_command", lambda: [sys.executable, str(ODD), "never begins"])
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    file = tmp_path / "large.xlsx"
    # More than a pipe holds.
    file.write_bytes(apart.WORKBOOK_BEGINS + bytes(3_000_000))
    monkeypatch.setattr(apart, "BYTES_A_SECOND", 1e9)
    assert fault_of(file).code == "table.reader_too_long"


def test_reader_that_cannot_be_started_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "reader_command", lambda: [str(tmp_path / "nothing")])
    file = told(tmp_path, "x")
    assert fault_of(file) == Fault("table.unreadable", {"file": str(file), "detail": "system.not_there"})


# Its end


@pytest.mark.usefixtures("odd")
def test_whoever_has_read_enough_ends_the_reader(tmp_path: Path) -> None:
    file = told(tmp_path, "hang")
    with contextlib.closing(rows_of_workbook(file.read_bytes(), str(file))) as rows:
        next(rows)
        reader = psutil.Process(int(next(rows).texts[0]))
        assert not is_over(reader)
    assert is_over(reader)


# The real program, with a reader that takes its time, and says who it is.
PROGRAM = """
import sys
from desktop_app.workbooks import apart
command = [sys.executable, sys.argv[1]]
apart.reader_command = lambda: command
real = apart.rows_of_workbook
def rows_of_workbook(content, file):
    for line in real(content, file):
        print(line.texts[0], flush=True)
        yield line
from desktop_app import tables
tables.rows_of_workbook = rows_of_workbook
sys.argv = ["pawsort", *sys.argv[2:]]
from desktop_app.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals that another process can send")
@pytest.mark.parametrize("number", [2, 15, 9])
def test_reader_ends_with_the_app_however_that_ends(
    number: int, tmp_path: Path, repository: Path, isolated_home: Path
) -> None:
    arguments = ["import", str(told(tmp_path, "wait")), "--session", str(tmp_path / "a.pawsort"), "--add-photos"]
    app = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(ODD), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(repository)},
    )
    with app:
        assert app.stdout is not None
        assert app.stdout.readline() == "photo\n", app.stderr and app.stderr.read()
        reader = psutil.Process(int(app.stdout.readline()))
        began = time.monotonic()
        app.send_signal(number)
        _, said = app.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert app.returncode == (-9 if number == 9 else 128 + number)
    assert "Traceback" not in said
    assert soon(lambda: is_over(reader))


# Frozen


def test_frozen_it_is_the_program_itself_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "pawsort"))
    assert apart.reader_command() == [str(tmp_path / "pawsort"), "--read-workbook"]


def test_the_frozen_programs_entry_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    entry = [sys.executable, str(repository / "packaging" / "entry.py"), "--read-workbook"]
    monkeypatch.setattr(apart, "reader_command", lambda: entry)
    assert read_table(written(tmp_path, [["photo"], ["a.jpg"]])).rows[0].values == {"photo": "a.jpg"}
