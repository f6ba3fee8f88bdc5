"""The tables of the study's page are what `results.json` says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from training.datasets.photos import DataError
from training.study.plan import Part
from training.study.publishing import PAGE, RESULTS, read_results
from training.study.results import Gain, Result, Share, as_json, from_json
from training.study.tables import filled, table_of


def share(value: float, *seeds: float) -> Share:
    return Share(200, value, value - 0.1, min(1.0, value + 0.05), seeds or (value,), 1.0, 0.9)


FITTED = Result(
    "lite", "Lite, linear head", Part.NETWORKS, 19215, (3, 5), 0.96, share(0.95, 0.94, 0.96), share(0.9), "plain",
    Gain(0.01, -0.02, 0.04), Gain(0.0, -0.03, 0.03),
)  # fmt: skip
PLAIN = Result("plain", "Lite, untrained", Part.NETWORKS, 0, (), 0.94, share(0.94), share(0.9))
SCRATCH = Result("cnn", "CNN", Part.NETWORKS, 491167, (60,), 0.95, share(0.3), share(0.2))
EMPTY = "".join(f"<!-- {part.value} -->\n<!-- /{part.value} -->\n" for part in Part)


def test_a_baseline_stands_below_the_row_that_is_compared_with_it() -> None:
    table = table_of(Part.NETWORKS, [PLAIN, SCRATCH, FITTED])
    assert [row[0] for row in table.rows] == ["Lite, linear head", "Lite, untrained", "CNN"]
    assert table.rows[0] == [
        "Lite, linear head",
        "19,215",
        "3 to 5",
        "0.960",
        "0.950 (0.850 to 1.000); seeds 0.940, 0.960",
        "0.900 (0.800 to 0.950)",
        "+0.010 (-0.020 to +0.040)",
        "+0.000 (-0.030 to +0.030)",
    ]
    assert table.columns[4] == "test (200 photos)"


def test_two_rows_of_a_network_stand_together_above_their_baseline_and_many_do_not() -> None:
    again = replace(FITTED, name="again", title="Lite, no augmentation", validation=0.90)
    rows = table_of(Part.NETWORKS, [SCRATCH, PLAIN, again, FITTED]).rows
    assert [row[0] for row in rows] == ["Lite, linear head", "Lite, no augmentation", "Lite, untrained", "CNN"]
    third = replace(FITTED, name="third", title="Lite, third", validation=0.5)
    rows = table_of(Part.NETWORKS, [SCRATCH, PLAIN, again, FITTED, third]).rows
    assert [row[0] for row in rows] == [
        "Lite, linear head", "CNN", "Lite, untrained", "Lite, no augmentation", "Lite, third",
    ]  # fmt: skip


def test_figures_come_back_from_the_file_as_they_were() -> None:
    assert from_json(json.loads(json.dumps(as_json([FITTED, PLAIN])))) == [FITTED, PLAIN]


def test_a_page_is_filled_between_its_comments_and_again() -> None:
    once = filled(f"before\n{EMPTY}after\n", [FITTED])
    assert once.startswith("before\n<!-- networks -->\n\n| network |")
    assert once.endswith("after\n")
    assert "<!-- filters -->\n\nNot trained yet.\n\n<!-- /filters -->" in once
    assert filled(once, [FITTED]) == once


def test_a_page_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(DataError, match="no place for the table 'unfreezing'"):
        filled(EMPTY.replace("<!-- unfreezing -->", ""), [FITTED])


def test_the_committed_page_says_what_the_committed_figures_say(repository: Path) -> None:
    folder = repository / "docs" / "study"
    page, results = (folder / PAGE).read_text(encoding="utf-8"), read_results(folder)
    assert (folder / RESULTS).is_file()
    assert results
    assert filled(page, results) == page
