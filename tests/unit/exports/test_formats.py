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

# Bytes must not change unless somebody means it: last for the columns about animals, picks and what only JSON had not.
BEFORE = {
    "everything.csv": "1080a708a35a6735ce839e037ce092cd26d451336e89c09e2f6890d1a15e593d",
    "everything.jsonl": "c110bf25841a36cd0291ff92c0f45fe51db24577243cd18c9d893ad23e1c5d05",
    "labels.csv": "e863397a7a1773b4f9b92864949fb30b5be1df6d35afb1ec694ac40f82900bb5",
    "labels.jsonl": "567cd205084aeae88feba0bdfabf54fac1943beced3fcd4714513c4875b5b4f1",
}


def test_formats_stand_in_their_order() -> None:
    ranks = [each.rank for each in all_formats().values()]
    assert ranks == sorted(ranks)
    assert next(iter(all_formats())) == "csv"


def test_the_default_of_every_option_is_one_of_its_values() -> None:
    for each in all_formats().values():
        assert each.settled({}) == {option.name: option.default for option in each.options}
        assert all(option.accepts(option.default) for option in each.options)


@pytest.mark.parametrize("file", BEFORE)
def test_what_is_planned_is_what_is_written_and_nothing_is_written_before(file: str, tmp_path: Path) -> None:
    content, _, format_id = file.partition(".")
    target, export_format = tmp_path / file, all_formats()[format_id]
    preview = export_format.preview(target, material(), {"content": content})
    assert list(tmp_path.iterdir()) == []
    written = export_format.write(target, material(), Wording(name_of, code_of), {"content": content})
    [planned] = preview.files
    assert (planned.file, planned.rows, written.photos + preview.left_out) == (target, written.photos, 7)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream) if target.suffix == ".csv" else map(json.loads, stream))
    assert len(rows) == written.photos
    assert tuple(rows[0]) == planned.columns
    if sys.platform != "win32":  # where paths are written otherwise
        assert hashlib.sha256(target.read_bytes()).hexdigest() == BEFORE[file]


def test_a_name_without_an_ending_gets_that_of_the_format() -> None:
    for format_id, ending in (("csv", ".csv"), ("jsonl", ".jsonl")):
        assert all_formats()[format_id].kind_of("a.1").endings[0] == ending


@pytest.mark.parametrize("options", [{"reader": "printer"}, {"reader": True}, {"colour": "red"}])
def test_options_that_do_not_exist_are_refused_before_anything_is_written(
    options: dict[str, OptionValue], tmp_path: Path
) -> None:
    table = all_formats()["csv"]
    with pytest.raises(ValueError, match="csv: "):
        table.preview(tmp_path / "a.csv", material(), options)
    with pytest.raises(ValueError, match="csv: "):
        table.write(tmp_path / "a.csv", material(), Wording(name_of, code_of), options)
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
        ("from desktop_app.exports.formats.csv import FORMAT\n", "two are called 'csv'"),
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
