"""Whatever goes wrong in the middle: files are whole or not there, what was there stays, and a sentence says why."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.commands.fault_sentences import sentence
from desktop_app.exports.base import CancelledError, Place, Written
from desktop_app.exports.destination import DestinationError, destination, destination_folder
from desktop_app.exports.formats import all_formats
from desktop_app.faults import Fault, FaultError
from tests.failing_disk import FailingDisk, Failure
from tests.golden.session import GoldenSession
from tests.unit.exports.every_format import EVERY_FORMAT, Export

pytestmark = pytest.mark.usefixtures("isolated_home", "quick_disk")

Files = Mapping[str, bytes]
OLD = b"from before\n"
# Bella's and Rex's photos, the cat's, one that is missing, and some of no animal.
SOME = (*range(1, 8), 17, 46, 71, 72, 75)
_MOST_MOMENTS = 6


class _Ending:
    """Ends an export the so-manieth time that it asks, or counts."""

    def __init__(self, at: int | None = None) -> None:
        self.asked, self._at = 0, at

    def advance(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.asked += 1
        if self._at is not None and self.asked > self._at:
            raise CancelledError


@pytest.fixture
def export_of(golden: GoldenSession, tmp_path: Path) -> Callable[..., Export]:
    """A format of some photos of the golden session, into a folder that is not there yet, or one with old files."""
    made: list[Export] = []

    def export(format_id: str, *, is_again: bool = False) -> Export:
        new = Export(golden, all_formats()[format_id], tmp_path / f"out {len(made)}", {}, SOME)
        made.append(new)
        if is_again:
            new.write()
            for planned in new.preview().files:
                planned.file.write_bytes(OLD)
        return new

    return export


def moments(count: int) -> list[int]:
    """Some of so many moments: the first ones, one in the middle, the last ones."""
    if count <= _MOST_MOMENTS:
        return list(range(count))
    return [0, 1, 2, count // 2, count - 2, count - 1]


def said_of(export: Export, run: Callable[[], Written]) -> list[Fault]:
    """What a run says that went wrong."""
    try:
        return list(run().skipped)
    except FaultError as error:
        return [error.fault]


def see_whole(export: Export, before: Files, whole: Files, *, is_ended: bool = False) -> None:
    """See that all that is there is as it was before, or as it is meant to be; nothing half, no drafts.

    A table that was not there before may name what there is when a person ends it: the first rows, and all of each.
    """
    for name, content in export.files().items():
        kept_aside = name.replace(".new.", ".")
        assert name in before or kept_aside in whole, f"left behind: {name}"
        meant = whole.get(kept_aside, b"")
        if is_ended and name not in before and name.endswith(".csv") and meant.startswith(content):
            assert content.endswith(b"\n"), f"half a row: {name}"
            continue
        assert content in (before.get(name), meant), f"half-written: {name}"
    assert before.keys() <= export.files().keys()


def see_said(faults: list[Fault]) -> None:
    """See that there is a sentence for each, and that it is known which file it is about."""
    assert faults
    for fault in faults:
        text = sentence(fault)
        assert text
        assert not text.startswith(fault.code)
        assert any("/" in str(fact) or "\\" in str(fact) for fact in fault.facts.values()), fault


@pytest.mark.parametrize("is_again", [False, True], ids=["new", "again"])
@pytest.mark.parametrize("failure", list(Failure))
@EVERY_FORMAT
def test_a_disk_that_fails_at_any_moment_leaves_whole_files(
    format_id: str, failure: Failure, is_again: bool, export_of: Callable[..., Export]
) -> None:
    counted = export_of(format_id, is_again=is_again)
    with FailingDisk(counted.out, failure, None).failing() as disk:
        without = said_of(counted, counted.write)
    whole = counted.files()
    for at in moments(disk.asked):
        export = export_of(format_id, is_again=is_again)
        before = export.files()
        with FailingDisk(export.out, failure, at).failing():
            faults = said_of(export, export.write)
        see_said(faults)
        assert len(faults) > len(without) or faults != without, f"{failure.name} at {at} was not said"
        see_whole(export, before, whole)


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The system itself refuses to write more: what is written up to there stays written."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("size", [0, 7, 512, 2_000])
@EVERY_FORMAT
def test_what_the_disk_takes_only_half_is_not_there(
    format_id: str, size: int, export_of: Callable[..., Export]
) -> None:
    counted = export_of(format_id)
    without = said_of(counted, counted.write)
    whole = counted.files()
    export = export_of(format_id, is_again=True)
    before = export.files()
    if not any(len(content) > size for name, content in whole.items() if before[name] != content):
        return
    with no_file_longer_than(size):
        faults = said_of(export, export.write)
    see_said(faults)
    assert faults != without
    see_whole(export, before, whole)


@pytest.mark.parametrize("is_again", [False, True], ids=["new", "again"])
@EVERY_FORMAT
def test_cancelled_at_any_step_it_leaves_whole_files(
    format_id: str, is_again: bool, export_of: Callable[..., Export]
) -> None:
    counted, watch = export_of(format_id, is_again=is_again), _Ending()
    counted.write(watch)
    whole = counted.files()
    assert watch.asked > 0, "a person could not end it"
    for at in moments(watch.asked):
        export = export_of(format_id, is_again=is_again)
        before = export.files()
        if export.place is Place.FILE:
            with pytest.raises(CancelledError):
                export.write(_Ending(at))
            assert export.files() == before
        else:
            written = export.write(_Ending(at))
            assert written.is_cancelled
            see_whole(export, before, whole, is_ended=True)
            new = {name for name, content in export.files().items() if before.get(name) != content}
            assert written.pieces + written.files >= len(new)


@EVERY_FORMAT
def test_the_wrong_thing_under_the_name_is_said_and_stays(format_id: str, export_of: Callable[..., Export]) -> None:
    export = export_of(format_id)
    target = export.target
    target.parent.mkdir(exist_ok=True)
    if export.place is Place.FILE:
        target.mkdir()
        (target / "notes.txt").write_bytes(OLD)
        with pytest.raises(DestinationError) as refused:
            destination(target, export.format.kind_of(target))
    else:
        target.write_bytes(OLD)
        with pytest.raises(DestinationError) as refused:
            destination_folder(target)
    see_said([refused.value.fault])
    before = export.files_around()
    with pytest.raises(FaultError) as caught:
        export.write()
    see_said([caught.value.fault])
    there = target / "notes.txt" if export.place is Place.FILE else target
    assert there.read_bytes() == OLD
    assert export.files_around() == before


@EVERY_FORMAT
def test_photos_under_the_names_of_what_is_written_stay(format_id: str, export_of: Callable[..., Export]) -> None:
    counted = export_of(format_id)
    counted.write()
    export = export_of(format_id)
    photo = (export.golden.photos / "Bella A1200" / "1.jpg").read_bytes()
    for name in counted.files():
        file = export.out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(photo)
    if export.place is Place.FILE:
        with pytest.raises(DestinationError):
            destination(export.target, export.format.kind_of(export.target))
        return
    said_of(export, export.write)
    there = export.files()
    assert {name: there[name] for name in counted.files()} == dict.fromkeys(counted.files(), photo)


def test_a_disk_that_is_said_to_fail_fails(tmp_path: Path) -> None:
    with FailingDisk(tmp_path, Failure.FULL, 1).failing() as disk:
        (tmp_path / "first").write_bytes(b"1")
        with pytest.raises(OSError, match="No space left"):
            (tmp_path / "second").write_bytes(b"2")
        (tmp_path / "first").read_bytes()
    assert disk.asked == 2
