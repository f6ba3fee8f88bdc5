"""Photos with several dogs in what leaves a session: tables, keywords, examples to train on."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.dog_labels import DogLabel
from desktop_app.catalog.values.labels import NO_DOG, Decision, Label
from desktop_app.catalog.values.suggestions import Box, Confidence, FurtherDog, RankedBreed, SuggestionStatus
from desktop_app.exports.base import IN_CODES, OptionValue
from desktop_app.exports.dogs_beside import dogs_beside
from desktop_app.exports.formats import all_formats
from desktop_app.exports.formats.training import examples_of_breeds
from desktop_app.exports.material import Material
from desktop_app.exports.metadata.keywords import keywords_of

BOX, SECOND, THIRD, ELSEWHERE = (Box(at / 4, 0.0, (at + 1) / 4, 1.0) for at in range(4))
SAID = RowSuggestion(SuggestionStatus.OK, 0.9, (RankedBreed("beagle", 0.9),), Confidence.SURE, box=BOX, dogs=3)
FOUND = tuple(FurtherDog(box, (RankedBreed("boxer", 0.8),), Confidence.SURE) for box in (SECOND, THIRD))
ROW = PhotoRow(7, Path("/photos/a.jpg"), 0, None, SAID, Label.breed("beagle"), decided_by="person", decided_ns=10**18)


def given(label: Label) -> DogLabel:
    return DogLabel(label, Decision("person", 10**18, None), None)


def material(labels: Mapping[Box, Label], row: PhotoRow = ROW) -> Material:
    beside = dogs_beside([row], {7: FOUND}, {7: {box: given(label) for box, label in labels.items()}})
    return Material(1, int(row.label is not None), lambda: [row], beside=beside)


def rows_of(whole: Material, folder: Path, **options: OptionValue) -> list[dict[str, Any]]:
    all_formats()["csv"].write(folder / "a.csv", whole, IN_CODES, options)
    return list(csv.DictReader(io.StringIO((folder / "a.csv").read_text(encoding="utf-8"))))


def test_a_label_is_told_of_the_dog_that_its_box_overlaps_and_else_of_a_dog_without_a_suggestion(
    tmp_path: Path,
) -> None:
    nearly = Box(THIRD.left + 0.03125, 0, THIRD.right, 1)
    whole = material({nearly: Label.breed("boxer"), ELSEWHERE: Label.breed("pug")})
    first, second, third, fourth = rows_of(whole, tmp_path, per_dog=True)
    assert [row["dog"] for row in (first, second, third, fourth)] == ["1", "2", "3", "4"]
    assert [row["state"] for row in (first, second, third, fourth)] == [
        *("confirmed", "to_review", "confirmed", "corrected")
    ]
    assert (fourth["label_breed_1"], fourth["breed_1"], fourth["status"]) == ("pug", "", "ok")
    assert {row["dogs"] for row in (first, second, third, fourth)} == {"3"}
    assert (second["decided_by"], third["decided_by"]) == ("", "person")


def test_a_dog_alone_may_have_a_label(tmp_path: Path) -> None:
    whole = material({SECOND: Label.breed("pug")}, replace(ROW, label=None, decided_by=None, decided_ns=None))
    [wide] = rows_of(whole, tmp_path, content="labels")
    assert (wide["label"], wide["dog_2_label_breed_1"], wide["dog_3_label"]) == ("", "pug", "")
    [row] = rows_of(whole, tmp_path, content="labels", per_dog=True)
    assert (row["dog"], row["label_breed_1"], row["box"]) == ("2", "pug", "0.2500 0.0000 0.5000 1.0000")


def test_where_a_person_says_that_it_is_one_dog_the_others_that_were_found_are_not_told(tmp_path: Path) -> None:
    one = replace(ROW, one_dog=True)
    [row] = rows_of(material({}, one), tmp_path, per_dog=True)
    assert (row["dog"], row["dogs"]) == ("1", "1")
    assert not any(column.startswith("dog_2") for column in rows_of(material({}, one), tmp_path)[0])
    first, second = rows_of(material({THIRD: Label.breed("pug")}, one), tmp_path, per_dog=True)
    assert (first["label_breed_1"], second["label_breed_1"]) == ("beagle", "pug"), "no decision is left out"


def test_accepted_suggestions_are_those_of_first_dogs(tmp_path: Path) -> None:
    whole = material({}, replace(ROW, label=None, decided_by=None, decided_ns=None))
    first, second, _third = rows_of(whole, tmp_path, per_dog=True, accept_suggestions="sure")
    assert (first["decided_by"], second["decided_by"], second["label"]) == ("suggestion", "", "")


def test_without_breeds_only_where_the_dogs_are_is_told(tmp_path: Path) -> None:
    [row] = rows_of(material({SECOND: Label.breed("pug")}), tmp_path, no_breed=True)
    assert [column for column in row if column.startswith("dog_2_")] == ["dog_2_box"]
    assert not any("kind" in column for column in row)


def test_a_session_without_further_dogs_has_no_columns_for_them(tmp_path: Path) -> None:
    [row] = rows_of(Material(1, 1, lambda: [ROW]), tmp_path)
    assert not any(column.startswith("dog_2_") for column in row)


def test_keywords_are_those_of_all_dogs() -> None:
    dogs = material({SECOND: Label.breed("pug"), THIRD: NO_DOG}).beside[7]
    assert keywords_of(ROW, IN_CODES, dogs=dogs).flat == ("beagle", "pug")
    assert not keywords_of(ROW, IN_CODES, dogs=dogs, no_breed=True)


@pytest.mark.parametrize(
    ("labels", "is_example"), [({}, True), ({SECOND: NO_DOG}, True), ({SECOND: Label.breed("beagle")}, False)]
)
def test_examples_are_no_photos_of_which_a_person_said_that_there_are_several_dogs(
    labels: Mapping[Box, Label], is_example: bool
) -> None:
    assert bool(examples_of_breeds(material(labels))) is is_example
