"""One spoilt file, read: what came of it."""

import hashlib
import shutil
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.fuzzing.example import Example, Kind

Result = Literal["read", "refused", "foreign", "changed"]


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file.

    Attributes:
        result: "foreign" for an exception that is none of ours, "changed" where something is not as it was before.
        detail: the exception, or what is not as it was.
        place: where the exception was raised; the same fault has the same place.
    """

    result: Result
    detail: str = ""
    place: str = ""


def tried(kind: Kind, example: Example, folder: Path) -> Outcome:
    """Read an example in a folder that is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = example.write(folder)
    before = _state(folder)
    outcome = Outcome("read")
    try:
        kind.read(path)
    except kind.refusals() as error:
        outcome = Outcome("refused", _said(error))
    except Exception as error:  # noqa: BLE001 - what is looked for
        outcome = Outcome("foreign", _said(error), _place(error))
    if outcome.result == "foreign":
        return outcome
    lost = _lost(kind, before, _state(folder), example.name, is_read=outcome.result == "read")
    return Outcome("changed", lost, f"changed {kind.read.__name__}") if lost else outcome


def _state(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).digest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _lost(kind: Kind, before: dict[str, bytes], after: dict[str, bytes], name: str, *, is_read: bool) -> str:
    """Which file is not as it was; "" for none."""
    if kind.keeps_aside:
        gone = Counter(before.values()) - Counter(after.values())
        return ", ".join(each for each, digest in before.items() if digest in gone)
    free = {name} if kind.writes and is_read else set()
    return ", ".join(each for each, digest in before.items() if each not in free and after.get(each) != digest)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _place(error: Exception) -> str:
    """The type, and the innermost line of ours that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "benchmarks" not in frame.filename]
    ours = [
        frame
        for frame in frames
        if any(f"/{part}/" in frame.filename for part in ("desktop_app", "training", "export"))
    ]
    where = "the kind itself"
    if frames:
        frame = (ours or frames)[-1]
        where = f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno}"
    return f"{type(error).__name__} at {where}"
