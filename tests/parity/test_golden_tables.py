"""`pawsort label` writes the tables that it wrote before, byte for byte, for real photos."""

import json
from pathlib import Path

import pytest

from benchmarks.golden_tables import KEPT, differences, found_now, hashes

pytestmark = [pytest.mark.photos, pytest.mark.end_to_end]


def test_tables_of_real_photos_are_byte_for_byte_as_they_were(photos_folder: Path) -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    found = found_now(photos_folder)
    assert differences(kept, found) == []
    if kept["arithmetic"] != found["arithmetic"]:
        pytest.skip(
            "this processor computes other last digits: only photos and reasons were compared, and are the same"
        )


def test_a_single_other_digit_is_found() -> None:
    text = "photo,status,probability_1,error\na.jpg,ok,0.912345,\nb.jpg,unreadable,,The file is empty.\n"
    kept = {"arithmetic": "here", "tables": {"a.csv": hashes(text, "csv")}}
    other_digit = {"arithmetic": "here", "tables": {"a.csv": hashes(text.replace("0.912345", "0.912346"), "csv")}}
    other_reason = {"arithmetic": "there", "tables": {"a.csv": hashes(text.replace("empty", "gone"), "csv")}}
    assert differences(kept, kept) == []
    assert differences(kept, other_digit) == ["a.csv: whole", "a.csv: without_reasons"]
    assert differences(kept, other_reason) == ["a.csv: photos_and_reasons"]
