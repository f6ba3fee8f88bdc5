"""Words, short sets and mixes by the rules of a pack, from `pawsort label` to tables and session."""

import json
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.catalog.session import Session
from tests.e2e.label_helpers import Pawsort, rows_of
from tests.small_pack import BREEDS, EDGE, make_small_pack

pytestmark = pytest.mark.end_to_end


def test_rules_of_the_pack_reach_the_tables_and_the_session(pawsort: Pawsort, tmp_path: Path) -> None:
    thresholds = {
        "sure": {"probability": 0.9},
        "maybe": {"probability": 0.4},
        "conformal": {"method": "lac", "quantile": 0.75},
        "mix": {"together": 0.9, "balance": 0.5, "dog": 0.5},
    }
    pawsort.pack = make_small_pack(tmp_path / "rules", thresholds=thresholds)
    colours = {"a sure": (130, 60, 50), "b maybe": (50, 52, 0), "c unsure": (2, 1, 0), "d no dog": (255, 255, 255)}
    for name, colour in colours.items():
        Image.new("RGB", (40, 30), colour).save(pawsort.folder / f"{name}.png")
    (pawsort.folder / "e broken.png").write_bytes(b"no photo")
    pawsort.label(".", "--out", "out.csv", code=1)
    rows = rows_of(pawsort.folder / "out.csv")
    assert [row["confidence"] for row in rows] == ["sure", "maybe", "unsure", "", ""]
    columns = ",".join(rows[0])
    assert columns.startswith("photo,status,dog_probability,confidence,kind,kind_probability,kind_confidence,dogs,box,")
    assert ",box,learned,breed_1_id,breed_1,probability_1," in columns
    assert columns.endswith(",probability_5,error")
    pawsort.label(".", "--out", "out.jsonl", "--session", "s.pawsort", code=1)
    lines = [json.loads(line) for line in (pawsort.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["breed_set"] for line in lines] == [[BREEDS[0]], [BREEDS[1], BREEDS[0]], [], [], None]
    assert [line["proposed_mix"] for line in lines] == [None, [BREEDS[1], BREEDS[0]], None, None, None]
    with Session.open(pawsort.folder / "s.pawsort") as session:
        kept = [row.suggestion for row in session.rows() if row.suggestion is not None]
    assert [each.confidence for each in kept] == ["sure", "maybe", "unsure", None]
    assert kept[1].proposed_mix == (BREEDS[1], BREEDS[0])


def test_who_asks_for_care_gets_the_word_of_both_networks(pawsort: Pawsort, tmp_path: Path) -> None:
    """The second network takes each breed for the one before it."""
    again = {"view": "whole", "below": 0.1, "temperature": 20.0}
    spec = {"width": EDGE, "height": EDGE, "second_look": again}
    pawsort.pack = make_small_pack(tmp_path / "two", input=spec, other_looks_again=True)
    Image.new("RGB", (40, 30), (150, 0, 0)).save(pawsort.folder / "red.png")
    pawsort.label(".", "--out", "usual.csv")
    pawsort.label(".", "--out", "careful.csv", "--careful")
    (usual,), (careful,) = (rows_of(pawsort.folder / name) for name in ("usual.csv", "careful.csv"))
    assert float(usual["probability_1"]) > 0.99
    assert {careful["breed_1_id"], careful["breed_2_id"]} == {BREEDS[0], BREEDS[2]}
    assert abs(float(careful["probability_1"]) - 0.5) < 0.01


def test_a_pack_that_cannot_tell_dogs_from_others_says_nothing_of_dogs(pawsort: Pawsort, tmp_path: Path) -> None:
    """It may be one of cats."""
    Image.new("RGB", (40, 30), (150, 0, 0)).save(pawsort.folder / "red.png")
    assert "1 with a dog, 0 without" in pawsort.label(".", "--out", "dogs.csv").stderr
    pawsort.pack = make_small_pack(tmp_path / "others", species=None, outputs=["logits", "embedding"])
    said = pawsort.label(".", "--out", "others.csv").stderr
    assert "1 with suggestions, 0 unreadable" in said
    assert "dog" not in said
