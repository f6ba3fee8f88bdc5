"""Each format writes of the golden session, letter for letter, what it wrote before.

Where something was changed on purpose: `python -m tests.golden` makes the golden files anew, and `git diff` shows what
will be different for shelters.
"""

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


def test_there_are_golden_files_of_nothing_else() -> None:
    wanted = {
        f"{format_id}/{variant.name}" for format_id, each in all_formats().items() for variant in variants_of(each)
    }
    there = {folder.relative_to(EXPECTED).as_posix() for folder in EXPECTED.glob("*/*")}
    assert there == wanted
