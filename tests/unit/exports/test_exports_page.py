"""The page about exports names every format and every column, and none that is not there."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desktop_app.exports.base import OptionValue
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.shared_options import CONTENT
from tests.golden.session import GoldenSession

TABLES: Mapping[str, Mapping[str, OptionValue]] = {"csv": {}, "jsonl": {}, "xlsx": {"thumbnails": True}}


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "exports.md").read_text(encoding="utf-8")


def named(page: str, heading: str) -> Iterator[str]:
    """What stands between backticks in the first column of the table with this heading."""
    _before, _heading, rest = page.partition(f"| {heading} |")
    for row in rest.splitlines()[2:]:
        if not row.startswith("|"):
            return
        first = row.split("|")[1]
        most = int(found[1]) if (found := re.search(r"for k = 1 to (\d)", first)) else 0
        for pattern in re.findall(r"`([^`]+)`", first):
            dogs = [pattern.replace("dog_n_", f"dog_{n}_") for n in (2, 3)] if "dog_n_" in pattern else [pattern]
            for name in dogs:
                with_breeds = re.search(r"_k(_|$)", name)
                yield from (re.sub(r"_k(?=_|$)", f"_{k}", name) for k in range(1, most + 1)) if with_breeds else (name,)


def test_the_table_of_formats_names_them_all(page: str) -> None:
    assert sorted(named(page, "format")) == sorted(all_formats())


@pytest.mark.usefixtures("throw_away_format")
def test_a_new_format_is_missed_there(page: str) -> None:
    assert set(all_formats()) - set(named(page, "format")) == {"list_of_names"}


def test_the_table_of_columns_names_them_all(page: str, golden_original: GoldenSession, tmp_path: Path) -> None:
    photos = gathered(golden_original.file)
    there = {
        column
        for format_id, options in TABLES.items()
        for content in CONTENT.choices
        for per_dog in (False, True)
        for planned in all_formats()[format_id]
        .preview(tmp_path / "a", photos, {"content": content, "per_dog": per_dog, **options})
        .files
        for column in planned.columns
    }
    assert set(named(page, "column")) == there
