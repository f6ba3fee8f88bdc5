"""What the fuzzer found once, and a few hundred more of each kind: nothing but our own errors, and nothing changed.

`tests/corpus/<kind>/` has the files that failed; each takes the place of the changed file of the kind's first example.
`python -m benchmarks fuzz` goes on for as long as one wishes.
"""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.fuzzing.kinds import all_kinds
from benchmarks.fuzzing.mutations import changed
from benchmarks.fuzzing.trying import tried

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
# They import TensorFlow, or what is beside it.
OF_TRAINING = {
    name
    for name, kind in all_kinds().items()
    if kind.read.__module__ == "benchmarks.fuzzing.kinds.training" or name == "session_for_training"
}
# Native decoders may end the process: they are fuzzed in processes of their own, by the command.
APART = {name for name in all_kinds() if name.startswith("photo_")}
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())
FEW = 40
# Each of these starts a process.
FEWER, ONE_PROCESS_EACH = 8, {"workbook", "workbook_part"}


def marked(name: str) -> pytest.param:  # type: ignore[valid-type]
    return pytest.param(name, marks=pytest.mark.training if name in OF_TRAINING else ())


@pytest.fixture(autouse=True)
def own_places(isolated_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PAWSORT_CACHE", str(tmp_path / "cache"))
    here = Path.cwd()
    yield
    os.chdir(here)


def test_every_reader_that_failed_once_is_still_there() -> None:
    assert FILES
    assert {path.parent.name for path in FILES} <= set(all_kinds())
    assert all(path.stat().st_size < 20_000 for path in FILES)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(
            path,
            marks=pytest.mark.training if path.parent.name in OF_TRAINING else (),
            id=f"{path.parent.name}-{path.name}",
        )
        for path in FILES
    ],
)
def test_what_failed_once_is_read_or_refused(file: Path, tmp_path: Path) -> None:
    kind = all_kinds()[file.parent.name]
    example = kind.examples()[0].changed(file.read_bytes())
    outcome = tried(kind, example, tmp_path / "case")
    assert outcome.result in ("read", "refused"), outcome


@pytest.mark.parametrize("name", [marked(name) for name in all_kinds() if name not in APART])
def test_whole_files_are_read_and_spoilt_ones_refused(name: str, tmp_path: Path) -> None:
    kind, chance = all_kinds()[name], random.Random(f"a few {name}")
    examples = kind.examples()
    for example in examples:
        outcome = tried(kind, example, tmp_path / "case")
        assert outcome.result == "read", outcome
    for _ in range(FEWER if name in ONE_PROCESS_EACH else FEW):
        outcome = tried(kind, changed(kind, chance.choice(examples), chance, examples), tmp_path / "case")
        assert outcome.result in ("read", "refused"), outcome


def test_a_kind_that_raises_something_else_is_found(tmp_path: Path) -> None:
    """The test of the test."""
    from benchmarks.fuzzing.example import Example, Kind

    def careless(file: Path) -> object:
        return file.read_text(encoding="utf-8")

    def destructive(file: Path) -> None:
        file.write_bytes(b"")

    example = Example({"a.txt": b"\xff", "b.txt": b"b"}, "a.txt")
    assert tried(Kind(lambda: [example], careless), example, tmp_path / "1").place.startswith("UnicodeDecodeError")
    assert tried(Kind(lambda: [example], destructive), example, tmp_path / "2").result == "changed"
    aside = Kind(lambda: [example], lambda file: file.rename(file.with_name("aside")), keeps_aside=True)
    assert tried(aside, example, tmp_path / "3").result == "read"


@pytest.mark.skipif(shutil.which("false") is None, reason="no program that does nothing but fail")
def test_a_kind_that_cannot_begin_is_noted_and_ends_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TensorFlow takes minutes to start on a busy machine; the other kinds are tried all the same."""
    real = fuzz._one_process

    def late(tally: fuzz.Tally, seed: str, seconds: float, folder: Path) -> None:
        with monkeypatch.context() as patched:
            if tally.kind == "fault":
                patched.setattr(sys, "executable", shutil.which("false"))
            real(tally, seed, seconds, folder)

    monkeypatch.setattr(fuzz, "_one_process", late)
    late_tally = fuzz.fuzz("fault", 0.6, 1, tmp_path)
    assert not late_tally.is_clean
    assert late_tally.notes == ["did not begin (exit code 1): it said nothing"] * 2
    assert fuzz.fuzz("json", 0.6, 1, tmp_path).is_clean
