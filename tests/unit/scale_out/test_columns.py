"""What came of a photo goes into a row and comes back."""

import math
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import (
    Box,
    Confidence,
    FurtherDog,
    RankedBreed,
    SuggestedKind,
    Suggestion,
    SuggestionStatus,
)
from desktop_app.faults import Fault
from scale_out.columns import outcome_of, schema, table_of
from scale_out.results import parquet_bytes

BREEDS, SIZE = 3, 5
SCHEMA = schema(SIZE, BREEDS)
FACTS = FileFacts(30, 1_700_000_000_000_000_000, "ab" * 32, 40, 30, 6, 12, b"\x00\xff", 0.5, 0.25, 0.125)
RANKED = (RankedBreed("pug", 0.5), RankedBreed("beagle", 0.375), RankedBreed("boxer", 0.125))
FURTHER = FurtherDog(
    Box(0.5, 0.5, 1, 1), RANKED[:2], Confidence.MAYBE, ("pug",), None, SuggestedKind("kind:hound", 0.25)
)
WHOLE = Suggestion(
    SuggestionStatus.OK,
    0.875,
    RANKED,
    np.arange(SIZE, dtype=np.float16),
    Confidence.SURE,
    ("pug", "beagle"),
    ("pug", "boxer"),
    np.arange(BREEDS, dtype=np.float16),
    0.25,
    SuggestedKind("kind:toy", 0.5, Confidence.UNSURE),
    Box(0, 0, 0.5, 0.5),
    (FURTHER,),
)


def written_and_read(outcome: PhotoOutcome, columns: pa.Schema = SCHEMA) -> PhotoOutcome:
    """Through a Parquet file."""
    content = parquet_bytes(table_of([(str(outcome.path), outcome, 2)], "the pack", columns))
    (row,) = pq.read_table(pa.BufferReader(content)).to_pylist()
    assert (row["pack_hash"], row["learned"] is None) == ("the pack", outcome.suggestion is None)
    return outcome_of(row, outcome.key)


def same(first: Suggestion, second: Suggestion) -> None:
    for name in Suggestion.__dataclass_fields__:
        ours, theirs = getattr(first, name), getattr(second, name)
        if isinstance(ours, np.ndarray):
            assert np.array_equal(ours, theirs), name
            assert ours.dtype == theirs.dtype
        else:
            assert ours == theirs, name


def test_suggestion_with_everything_comes_back() -> None:
    outcome = PhotoOutcome(7, Path("/photos/Rex.jpg"), FACTS, WHOLE, None)
    found = written_and_read(outcome)
    assert (found.key, found.path, found.facts, found.fault) == (7, outcome.path, FACTS, None)
    assert found.suggestion is not None
    same(WHOLE, found.suggestion)


def test_suggestion_of_a_modest_pack_comes_back() -> None:
    modest = Suggestion(SuggestionStatus.NO_DOG, None, RANKED)
    found = written_and_read(PhotoOutcome(0, Path("a.jpg"), FACTS, modest, None), schema(None, BREEDS))
    assert found.suggestion is not None
    same(modest, found.suggestion)


def test_fault_comes_back_with_its_facts() -> None:
    fault = Fault("file.too_long", {"megabytes": 300})
    found = written_and_read(PhotoOutcome(0, Path("a.jpg"), None, None, fault))
    assert (found.facts, found.suggestion, found.fault) == (None, None, fault)


def test_photo_that_was_never_measured_has_no_measures() -> None:
    facts = FileFacts(3, 4, "cd" * 32)
    found = written_and_read(PhotoOutcome(0, Path("a.jpg"), facts, None, Fault("photo.damaged")))
    assert found.facts is not None
    assert math.isnan(found.facts.sharpness)
    assert found.facts.content_hash == facts.content_hash


def test_name_that_is_no_unicode_is_written_as_in_tables() -> None:
    outcome = PhotoOutcome(0, Path("Rex \udce9.jpg"), FACTS, WHOLE, None)
    assert str(written_and_read(outcome).path) == "Rex \\udce9.jpg"


@pytest.mark.parametrize("rows", [0, 1, 1000])
def test_tables_of_any_length_have_the_same_columns(rows: int) -> None:
    outcome = PhotoOutcome(0, Path("a.jpg"), FACTS, WHOLE, None)
    table = table_of([("a.jpg", outcome, 0)] * rows, "the pack", SCHEMA)
    assert (table.num_rows, table.schema) == (rows, SCHEMA)
