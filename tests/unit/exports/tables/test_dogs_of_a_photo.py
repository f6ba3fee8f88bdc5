"""Photos with several dogs in the table of `pawsort label`: columns, rows, lists."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.exports.tables.suggestion_table import TableShape, suggestion_rows
from desktop_app.exports.tables.text_tables import TableFormat, start_table
from desktop_app.faults import Fault

NAMES = {"n1": "Beagle", "n2": "Boxer", "n3": "Komondor", "n4": "Pug"}
RANKED = tuple(RankedBreed(f"n{k}", probability) for k, probability in ((1, 0.5), (2, 0.25), (3, 0.125), (4, 0.0625)))
BOX, SECOND_BOX = Box(0.1, 0.2, 0.55555, 0.8), Box(0.5, 0.25, 1.0, 0.75)
HOUND, PUG = SuggestedKind("kind:hound", 0.75, Confidence.SURE), SuggestedKind("kind:toy", 0.5, Confidence.MAYBE)
SECOND = FurtherDog(SECOND_BOX, RANKED[::-1], Confidence.UNSURE, kind=PUG)
ONE = Suggestion(SuggestionStatus.OK, 0.9, RANKED, confidence=Confidence.MAYBE, kind=HOUND, box=BOX)
MANY = replace(ONE, further_dogs=(SECOND, *(replace(SECOND, box=Box(0, 0, 0.1, 0.1)),) * 3))
CAT = Suggestion(SuggestionStatus.NO_DOG, 0.1, RANKED, kind=replace(HOUND, confidence=None))


def written(suggestion: Suggestion | None, table_format: TableFormat, **asked: Any) -> list[dict[str, Any]]:
    """The rows of one photo, read again."""
    shape = TableShape(has_lists=table_format is TableFormat.JSON_LINES, **{"most_found": 8, **asked})
    text = io.StringIO()
    table = start_table(table_format, text, shape.columns, json_columns=shape.json_columns)
    fault = Fault("file.gone") if suggestion is None else None
    outcome = PhotoOutcome(0, Path("a.jpg"), None, suggestion, fault)
    for row in suggestion_rows(outcome, NAMES, shape, lambda fault: fault.code, learned=2):
        table.add(row)
    if table_format is TableFormat.JSON_LINES:
        return [json.loads(line) for line in text.getvalue().splitlines()]
    return list(csv.DictReader(io.StringIO(text.getvalue())))


def test_the_kind_and_the_box_of_the_first_dog_have_columns() -> None:
    [row] = written(ONE, TableFormat.CSV)
    assert (row["kind"], row["kind_probability"], row["kind_confidence"]) == ("kind:hound", "0.750000", "sure")
    assert (row["dogs"], row["box"]) == ("1", "0.1000 0.2000 0.5555 0.8000")
    [cat] = written(CAT, TableFormat.CSV)
    assert (cat["kind"], cat["kind_confidence"], cat["dogs"], cat["box"]) == ("kind:hound", "", "", "")


def test_a_kind_is_not_trusted_where_labels_taught_that_there_is_no_dog() -> None:
    [row] = written(replace(ONE, status=SuggestionStatus.NO_DOG), TableFormat.CSV)
    assert (row["kind"], row["kind_confidence"]) == ("kind:hound", "")


def test_three_dogs_with_three_breeds_each_have_columns_and_their_count_tells_of_more() -> None:
    [row] = written(MANY, TableFormat.CSV)
    assert (row["dogs"], row["breed_1"]) == ("5", "Beagle")
    assert (row["dog_2_breed_1_id"], row["dog_2_breed_1"], row["dog_2_probability_1"]) == ("n4", "Pug", "0.062500")
    assert (row["dog_2_confidence"], row["dog_2_kind"], row["dog_2_kind_confidence"]) == ("unsure", "kind:toy", "maybe")
    assert row["dog_2_box"] == "0.5000 0.2500 1.0000 0.7500"
    assert row["dog_3_breed_3"] == "Boxer"
    assert not {"dog_2_breed_4", "dog_4_breed_1", "dog", "further_dogs"} & row.keys()


@pytest.mark.parametrize(("asked", "last"), [({"dogs": 2}, 2), ({"dogs": 30}, 8), ({"most_found": 1}, 1)])
def test_columns_are_as_many_as_were_asked_for_and_as_the_pack_can_find(asked: dict[str, int], last: int) -> None:
    [row] = written(ONE, TableFormat.CSV, **asked)
    assert sum(column.endswith("_box") for column in row) == last - 1
    assert {f"dog_{number}_breed_1" for number in range(2, last + 1)} <= row.keys()


def test_fewer_breeds_are_fewer_of_each_dog() -> None:
    [row] = written(MANY, TableFormat.CSV, top=1)
    assert "dog_2_breed_1" in row
    assert not {"breed_2", "dog_2_breed_2"} & row.keys()


def test_json_lines_list_all_further_dogs_with_the_keys_of_a_photo() -> None:
    [row] = written(MANY, TableFormat.JSON_LINES)
    assert row["box"] == [0.1, 0.2, 0.55555, 0.8]
    assert [dog["dog"] for dog in row["further_dogs"]] == [2, 3, 4, 5]
    second = row["further_dogs"][0]
    assert second["breed_4"] == "Beagle"
    assert (second["kind"], second["kind_probability"], second["box"]) == ("kind:toy", 0.5, [0.5, 0.25, 1.0, 0.75])
    assert (second["breed_set"], second["proposed_mix"], second["breed_5"]) == ([], None, None)
    assert not any(column.startswith("dog_2_") for column in row)
    assert [len(one["further_dogs"]) for one in written(MANY, TableFormat.JSON_LINES, dogs=2)] == [1]
    assert [one["further_dogs"] for one in written(None, TableFormat.JSON_LINES)] == [None]


@pytest.mark.parametrize("table_format", list(TableFormat))
def test_each_dog_has_a_row_where_that_is_asked_for(table_format: TableFormat) -> None:
    first, second, *others = written(MANY, table_format, per_dog=True)
    assert len(others) == 3
    assert [str(row["dog"]) for row in (first, second, others[-1])] == ["1", "2", "5"]
    assert (first["breed_1"], second["breed_1"], second["breed_4"]) == ("Beagle", "Pug", "Beagle")
    assert {str(row[name]) for row in (first, second) for name in ("photo", "status", "dogs")} == {"a.jpg", "ok", "5"}
    assert (str(first["learned"]), second["learned"] or "") == ("2", "")
    assert first.keys() == second.keys()
    assert not any(column.startswith(("dog_2_", "further")) for column in first)
    assert len(written(MANY, table_format, per_dog=True, dogs=2)) == 2


def test_a_second_row_has_a_first_one_also_where_labels_taught_that_there_is_no_dog() -> None:
    rows = written(replace(MANY, status=SuggestionStatus.NO_DOG), TableFormat.CSV, per_dog=True)
    assert [row["dog"] for row in rows] == ["1", "2", "3", "4", "5"]


def test_a_photo_without_a_dog_has_one_row_without_a_number() -> None:
    for suggestion in (CAT, None):
        [row] = written(suggestion, TableFormat.CSV, per_dog=True)
        assert row["dog"] == ""
