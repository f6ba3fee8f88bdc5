"""A file that is still being copied is read again; one that is damaged is not waited for."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalog import on_disk
from desktop_app.catalog.second_tries import LONGEST_SECONDS, SecondTries
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.faults import Fault

ARRIVING = ["file.empty", "photo.cut_short", "photo.damaged", "photo.damaged_kind", "file.unreadable", "file.in_use"]
SETTLED = [
    "photo.too_large",
    "photo.decoder_stopped",
    "photo.bomb",
    "photo.out_of_memory",
    "file.folder",
    "photo.unknown_kind",
    "file.forbidden",
]
YESTERDAY = time.time() - 86_400


class Clock:
    """Time that a test makes pass."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def outcome(path: Path, code: str | None, *, facts: bool = True) -> PhotoOutcome:
    status = path.stat()
    read = FileFacts(status.st_size, status.st_mtime_ns, "0" * 64) if facts else None
    return PhotoOutcome(1, path, read, None, None if code is None else Fault(code))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(b"\xff\xd8 the beginning of a photo")
    return file


@pytest.mark.parametrize("code", ARRIVING)
@pytest.mark.parametrize("facts", [True, False])
def test_a_file_of_this_moment_that_reads_as_part_of_a_photo_is_read_again(fresh: Path, code: str, facts: bool) -> None:
    assert SecondTries().seconds_until_next(outcome(fresh, code, facts=facts)) is not None


@pytest.mark.parametrize("code", [*ARRIVING, *SETTLED, None])
def test_a_file_of_yesterday_counts_at_once(fresh: Path, code: str | None) -> None:
    os.utime(fresh, (YESTERDAY, YESTERDAY))
    assert SecondTries().seconds_until_next(outcome(fresh, code)) is None


@pytest.mark.parametrize("code", [*SETTLED, None])
def test_what_no_copying_explains_counts_at_once(fresh: Path, code: str | None) -> None:
    assert SecondTries().seconds_until_next(outcome(fresh, code)) is None


@pytest.mark.parametrize(
    "code",
    [*ARRIVING, "photo.unknown_kind", "photo.decoder_stopped", "photo.too_large", None],
)
@pytest.mark.parametrize("change", ["longer", "later"])
def test_what_changed_while_it_was_read_is_read_again_however_old(fresh: Path, code: str | None, change: str) -> None:
    read = outcome(fresh, code)
    if change == "longer":
        with fresh.open("ab") as file:
            file.write(b"and more")
    os.utime(fresh, (YESTERDAY, YESTERDAY))
    assert SecondTries().seconds_until_next(read) is not None


def test_a_file_that_was_made_as_long_as_it_will_be_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(bytes(5000))
    assert SecondTries().seconds_until_next(outcome(file, "photo.unknown_kind")) is not None


def test_what_no_longer_changes_is_waited_for_no_longer_than_it_is_fresh(fresh: Path) -> None:
    tries, clock = SecondTries(), time.time()
    cut_short = outcome(fresh, "photo.cut_short")
    assert tries.seconds_until_next(cut_short) is not None
    os.utime(fresh, (clock - on_disk.FRESH_SECONDS - 1,) * 2)
    assert tries.seconds_until_next(outcome(fresh, "photo.cut_short")) is None


def test_what_never_stops_changing_counts_in_the_end_and_is_asked_ever_less_often(fresh: Path) -> None:
    clock = Clock()
    tries = SecondTries(clock)
    waits: list[float] = []
    while (seconds := tries.seconds_until_next(outcome(fresh, "photo.cut_short"))) is not None:
        waits.append(seconds)
        clock.now += seconds
        fresh.touch()
    assert waits == sorted(waits)
    assert LONGEST_SECONDS <= sum(waits) < LONGEST_SECONDS + 10
    assert len(waits) < 25
    assert tries.seconds_until_next(outcome(fresh, "photo.cut_short")) is not None, "another time, it begins anew"


def test_a_file_that_is_gone_is_not_waited_for(fresh: Path) -> None:
    read = outcome(fresh, "photo.cut_short")
    fresh.unlink()
    assert SecondTries().seconds_until_next(read) is None


@pytest.mark.parametrize("code", [None, "photo.cut_short"])
def test_a_file_system_that_never_tells_the_right_length_keeps_nobody_waiting(fresh: Path, code: str | None) -> None:
    os.utime(fresh, (YESTERDAY, YESTERDAY))
    read = outcome(fresh, code)
    assert read.facts is not None
    wrong = replace(read, facts=replace(read.facts, size_bytes=1))
    tries = SecondTries()
    assert tries.seconds_until_next(wrong) is not None
    assert tries.seconds_until_next(wrong) is None


@pytest.mark.parametrize("begin", [b"\xff", b"\xff\xd8", b"\x89PN", b"RIFF\x10", b"\0\0\0\x18ft"])
def test_the_first_bytes_of_a_photo_are_waited_for_until_they_tell_what_it_is(fresh: Path, begin: bytes) -> None:
    fresh.write_bytes(begin)
    assert SecondTries().seconds_until_next(outcome(fresh, "photo.unknown_kind")) is not None


@pytest.mark.parametrize(
    "begin", [b"no", b"hello world", b"\xff\xd7", b"\xff\xd8 and much more than is needed to tell"]
)
def test_what_cannot_become_a_photo_is_not_waited_for(fresh: Path, begin: bytes) -> None:
    fresh.write_bytes(begin)
    assert SecondTries().seconds_until_next(outcome(fresh, "photo.unknown_kind")) is None
