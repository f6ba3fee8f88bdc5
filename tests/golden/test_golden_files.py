"""Each format writes of the golden session, letter for letter, what it wrote before.

Where something was changed on purpose: `python -m tests.golden` makes the golden files anew, and `git diff` shows what
will be different for shelters.
"""

import subprocess
from pathlib import Path

import pytest

from desktop_app.exports.formats import all_formats
from tests.golden.session import GoldenSession
from tests.golden.variants import Variant, variants_of
from tests.golden.writing import EXPECTED, differences, expected_of, make

ALL = [
    pytest.param(format_id, variant, id=f"{format_id}, {variant.name}")
    for format_id, export_format in all_formats().items()
    for variant in variants_of(export_format)
]


# A person may have names of breeds of their own.
@pytest.mark.usefixtures("isolated_home", "quick_disk")
@pytest.mark.parametrize(("format_id", "variant"), ALL)
def test_a_format_writes_what_it_wrote_before(
    format_id: str, variant: Variant, golden: GoldenSession, tmp_path: Path
) -> None:
    before = golden.state_of_photos()
    made = make(golden, all_formats()[format_id], variant, tmp_path)
    assert {name: state for name, state in golden.state_of_photos().items() if name in before} == before
    expected = expected_of(format_id, variant)
    again = f"`python -m tests.golden {format_id}` makes the golden files anew"
    assert expected, f"{format_id} has no golden files of {variant.name!r}: {again}"
    if different := differences(expected, made):
        pytest.fail(f"{format_id}, {variant.name}: {again}\n{different}", pytrace=False)


def wanted() -> set[str]:
    """The folders that there should be."""
    return {f"{format_id}/{variant.name}" for format_id, each in all_formats().items() for variant in variants_of(each)}


def there() -> set[str]:
    """The folders that there are."""
    return {folder.relative_to(EXPECTED).as_posix() for folder in EXPECTED.glob("*/*")}


def test_there_are_golden_files_of_every_format_and_of_nothing_else() -> None:
    assert there() == wanted()


def test_none_of_them_is_kept_out_of_the_repository(repository: Path) -> None:
    asked = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", str(EXPECTED)]
    result = subprocess.run(asked, cwd=repository, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == []


@pytest.mark.usefixtures("throw_away_format")
def test_those_of_a_new_format_are_missed() -> None:
    ways = ("default", "French", "folders=no", "letters=upper")
    assert {each for each in wanted() - there() if "list_of_names" in each} == {f"list_of_names/{way}" for way in ways}
