"""Labelling in parts that are kept."""

import json
from pathlib import Path

import pytest

from trials.arm64.labelling import PART, label, name_of, parts
from trials.arm64.photos import KnownPhoto, spread, without_copies
from trials.steps import StepError


def photos(count: int) -> list[KnownPhoto]:
    return [KnownPhoto(Path(f"/photos/{number}.jpg"), "a") for number in range(count)]


class Program:
    """Writes a row for each photo, as `pawsort label` does."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.runs: list[list[str]] = []
        self.fails_at = fails_at

    def __call__(self, arguments: list[str]) -> None:
        self.runs.append(arguments)
        paths = arguments[3 : arguments.index("--out")]
        out = Path(arguments[arguments.index("--out") + 1])
        out.write_text("".join(json.dumps({"photo": path}) + "\n" for path in reversed(paths)), encoding="utf-8")
        if len(self.runs) == self.fails_at:
            raise StepError("ended")


def test_rows_come_in_the_order_of_the_photos(tmp_path: Path) -> None:
    wanted = photos(PART + 2)
    rows = label(wanted, tmp_path, Program())
    assert [row["photo"] for row in rows] == [str(photo.path) for photo in wanted]


def test_what_was_ended_goes_on_with_the_part_that_is_missing(tmp_path: Path) -> None:
    wanted = photos(3 * PART)
    with pytest.raises(StepError):
        label(wanted, tmp_path, Program(fails_at=2))
    rest = Program()
    assert len(label(wanted, tmp_path, rest)) == 3 * PART
    assert len(rest.runs) == 2


def test_other_photos_are_other_parts() -> None:
    assert name_of(["a", "b"]) != name_of(["a"])
    assert [len(part) for part in parts(photos(2 * PART + 1))] == [PART, PART, 1]


def test_photos_that_are_left_out_are_said(tmp_path: Path) -> None:
    def none_of_them(arguments: list[str]) -> None:
        Path(arguments[arguments.index("--out") + 1]).write_text("", encoding="utf-8")

    with pytest.raises(StepError, match="2 photos have no row"):
        label(photos(2), tmp_path, none_of_them)


def test_photos_are_spread_evenly() -> None:
    assert [photo.path.stem for photo in spread(photos(10), 4)] == ["0", "2", "5", "7"]
    assert len(spread(photos(2), 5)) == 2


def test_the_same_file_under_two_names_is_one_photo(tmp_path: Path) -> None:
    for name, content in {"one": b"x", "two": b"x", "three": b"y"}.items():
        (tmp_path / name).write_bytes(content)
    found = without_copies(KnownPhoto(tmp_path / name, "a") for name in ("one", "two", "three"))
    assert [photo.path.name for photo in found] == ["one", "three"]
