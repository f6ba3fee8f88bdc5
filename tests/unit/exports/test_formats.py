"""The registry of formats: what each has, what it plans before it writes, and that what it plans is what it does."""

import csv
import hashlib
import json
import sys
from pathlib import Path

import pytest

from desktop_app.exports import formats
from desktop_app.exports.base import Option, OptionKind, OptionValue, Wording
from desktop_app.exports.formats import all_formats
from tests.unit.exports.test_tables import code_of, material, name_of

# Bytes must not change unless somebody means it: last for the column `label_of_another_file`.
BEFORE = {
    "suggestions_and_labels.csv": "0a3837d8045e80286be8eba3249e98021197b2e0362d2c9659a09677b3e5dd78",
    "suggestions_and_labels.jsonl": "96ce94cb7bc5fcf52e0c9e3a3da2d729bd59d4d99494c94dbb9f003410879534",
    "labels.csv": "db31f913fbb968df60c9d500f794461e37b3090d1f68c987ccddfb0086b14992",
    "labels.jsonl": "81f4c30d0129bbfc11d77c930093f678288d37da157dc5a0ca17a904e34b743a",
}


def test_todays_formats_stand_in_their_order() -> None:
    assert list(all_formats()) == ["suggestions_and_labels", "labels"]


def test_the_default_of_every_option_is_one_of_its_values() -> None:
    for each in all_formats().values():
        assert each.settled({}) == {option.name: option.default for option in each.options}
        assert all(option.accepts(option.default) for option in each.options)


@pytest.mark.parametrize("file", BEFORE)
def test_what_is_planned_is_what_is_written_and_nothing_is_written_before(file: str, tmp_path: Path) -> None:
    target, export_format = tmp_path / file, all_formats()[file.partition(".")[0]]
    preview = export_format.preview(target, material(), {})
    assert list(tmp_path.iterdir()) == []
    written = export_format.write(target, material(), Wording(name_of, code_of), {})
    [planned] = preview.files
    assert (planned.file, planned.rows, written + preview.left_out) == (target, written, 7)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream) if target.suffix == ".csv" else map(json.loads, stream))
    assert len(rows) == written
    assert tuple(rows[0]) == planned.columns
    if sys.platform != "win32":  # where paths are written otherwise
        assert hashlib.sha256(target.read_bytes()).hexdigest() == BEFORE[file]


def test_the_name_of_the_file_says_which_kind() -> None:
    labels = all_formats()["labels"]
    assert [labels.kind_of(name).endings[0] for name in ("a", "a.CSV", "a.ndjson", "a.1")] == [
        ".csv", ".csv", ".jsonl", ".csv",
    ]  # fmt: skip


@pytest.mark.parametrize("options", [{"reader": "printer"}, {"reader": True}, {"colour": "red"}])
def test_options_that_do_not_exist_are_refused_before_anything_is_written(
    options: dict[str, OptionValue], tmp_path: Path
) -> None:
    labels = all_formats()["labels"]
    with pytest.raises(ValueError, match="labels: "):
        labels.preview(tmp_path / "a.csv", material(), options)
    with pytest.raises(ValueError, match="labels: "):
        labels.write(tmp_path / "a.csv", material(), Wording(name_of, code_of), options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "default", "good", "bad"),
    [
        (OptionKind.CHOICE, "a", "b", "c"),
        (OptionKind.YES_NO, False, True, 1),
        (OptionKind.NUMBER, 3, 4, True),
        (OptionKind.TEXT, "", "x", 1),
    ],
)
def test_an_option_takes_values_of_its_kind(
    kind: OptionKind, default: OptionValue, good: OptionValue, bad: OptionValue
) -> None:
    option = Option("any", kind, default, ("a", "b"))
    assert option.accepts(default)
    assert option.accepts(good)
    assert not option.accepts(bad)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("FORMAT = 1\n", "has no FORMAT"),
        ("from desktop_app.exports.formats.labels import FORMAT\n", "two are called 'labels'"),
    ],
)
def test_a_module_that_is_no_format_of_its_own_is_named(
    content: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zzz_wrong.py").write_text(content, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "desktop_app.exports.formats.zzz_wrong", raising=False)
    all_formats.cache_clear()
    try:
        with pytest.raises(ValueError, match=words):
            all_formats()
    finally:
        all_formats.cache_clear()
