"""The registry of formats: what each has, what it plans before it writes, and that what it plans is what it does."""

import csv
import json
import sys
from pathlib import Path

import pytest

from desktop_app.exports import formats
from desktop_app.exports.base import Option, OptionKind, OptionValue, Wording
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.shared_options import ANIMALS, CONTENT
from tests.golden.session import GoldenSession
from tests.unit.exports.tables.test_text_tables import code_of, material


def test_formats_stand_in_their_order() -> None:
    ranks = [each.rank for each in all_formats().values()]
    assert ranks == sorted(ranks)
    assert next(iter(all_formats())) == "csv"


def test_the_default_of_every_option_is_one_of_its_values() -> None:
    for each in all_formats().values():
        assert each.settled({}) == {option.name: option.default for option in each.options}
        assert all(option.accepts(option.default) for option in each.options)


@pytest.mark.parametrize("per_dog", [False, True])
@pytest.mark.parametrize("content", CONTENT.choices)
@pytest.mark.parametrize("format_id", ["csv", "jsonl"])
def test_what_is_planned_is_what_is_written_and_nothing_is_written_before(
    format_id: str, content: str, per_dog: bool, golden_original: GoldenSession, tmp_path: Path
) -> None:
    target, export_format = tmp_path / f"a.{format_id}", all_formats()[format_id]
    whole = gathered(golden_original.file)
    options: dict[str, OptionValue] = {"content": content, "per_dog": per_dog}
    preview = export_format.preview(target, whole, options)
    assert list(tmp_path.iterdir()) == []
    written = export_format.write(target, whole, Wording(str, code_of), options)
    [planned] = preview.files
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream) if format_id == "csv" else map(json.loads, stream))
    assert (planned.file, planned.rows) == (target, len(rows))
    assert written.photos + preview.left_out == whole.photos
    assert written.animals == (len(rows) if content == ANIMALS else 0)
    assert tuple(rows[0]) == planned.columns


def test_a_name_of_a_file_asks_for_a_kind_and_the_first_is_taken_where_it_says_nothing() -> None:
    table = all_formats()["csv"]
    assert [table.kind_of(name).endings[0] for name in ("a", "a.CSV", "a.1")] == [".csv", ".csv", ".csv"]
    assert all_formats()["jsonl"].kind_of("a.ndjson").endings[0] == ".jsonl"


@pytest.mark.parametrize("options", [{"reader": "printer"}, {"reader": True}, {"colour": "red"}])
def test_options_that_do_not_exist_are_refused_before_anything_is_written(
    options: dict[str, OptionValue], tmp_path: Path
) -> None:
    table = all_formats()["csv"]
    with pytest.raises(ValueError, match="csv: "):
        table.preview(tmp_path / "a.csv", material(), options)
    with pytest.raises(ValueError, match="csv: "):
        table.write(tmp_path / "a.csv", material(), Wording(str, code_of), options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "default", "good", "bad"),
    [
        (OptionKind.CHOICE, "a", "b", "c"),
        (OptionKind.YES_NO, False, True, 1),
        (OptionKind.NUMBER, 3, 4, True),
        (OptionKind.TEXT, "", "x", 1),
        (OptionKind.FILE, "", "table.csv", False),
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
