"""The rules in a manifest: what fits together, and that an error names the key."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.inference.manifest import ManifestError, load_manifest
from tests.small_pack import BREEDS, make_small_pack

ALL_RULES: dict[str, Any] = {
    "dog": 0.5,
    "familiarity": {"score": "energy", "temperature": 1.5},
    "sure": {"probability": 0.8, "familiarity": 9.5},
    "maybe": {"probability": 0.4, "familiarity": 3.0},
    "conformal": {"method": "lac", "coverage": 0.9, "quantile": 0.77, "most": 5},
    "mix": {"together": 0.7, "balance": 0.4, "dog": 0.9, "look_alikes": [[BREEDS[0], BREEDS[1]]]},
}
SECOND_LOOK = {"view": "centre_square", "below": 0.7, "temperature": 1.2, "species_temperature": 1.1}


def written(folder: Path, thresholds: dict[str, Any] | None = None, **changes: Any) -> Path:
    make_small_pack(folder)
    manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    manifest |= changes
    if thresholds is not None:
        manifest["thresholds"] = thresholds
    (folder / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_rules_are_read_and_written_as_they_are(tmp_path: Path) -> None:
    size = {"width": 16, "height": 16}
    manifest = load_manifest(written(tmp_path, ALL_RULES, input=size | {"second_look": SECOND_LOOK}))
    assert manifest.thresholds.model_dump(mode="json", exclude_unset=True) == ALL_RULES
    assert manifest.input.all_views == ("whole", "centre_square")
    (tmp_path / "model.json").write_text(manifest.model_dump_json(exclude_none=True), encoding="utf-8")
    assert load_manifest(tmp_path) == manifest


def test_pack_without_rules_loads(tmp_path: Path) -> None:
    thresholds = load_manifest(written(tmp_path)).thresholds
    assert (thresholds.sure, thresholds.maybe, thresholds.conformal, thresholds.mix) == (None, None, None, None)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"maybe": None}, "sure_without_maybe"),
        ({"familiarity": None}, "confidence_without_familiarity"),
        ({"maybe": {"probability": 0.9}}, "maybe_more_probable_than_sure"),
        ({"maybe": {"probability": 0.4, "familiarity": 9.6}}, "maybe_more_familiar_than_sure"),
        ({"familiarity": {"score": "output"}}, "familiarity_without_its_output"),
        ({"familiarity": {"score": "energy", "temperature": 0}}, "thresholds.familiarity.temperature"),
        ({"conformal": {"method": "lac", "quantile": 1.2}}, "thresholds.conformal.quantile"),
        ({"conformal": {"method": "lac", "quantile": 0.7, "most": 6}}, "thresholds.conformal.most"),
        ({"conformal": {"method": "other", "quantile": 0.7}}, "thresholds.conformal.method"),
        ({"mix": ALL_RULES["mix"] | {"look_alikes": [["n_pink", "n_red"]]}}, "n_pink"),
    ],
)
def test_rules_that_do_not_fit_are_an_error_that_says_why(tmp_path: Path, change: dict[str, Any], word: str) -> None:
    with pytest.raises(ManifestError) as refused:
        load_manifest(written(tmp_path, ALL_RULES | change))
    facts = refused.value.fault.facts
    assert word in (facts.get("rule"), facts.get("key"), *str(facts.get("breeds")).split(", "))
    assert facts["file"] == str(tmp_path / "model.json")


def test_mix_needs_to_know_dogs(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="mix_without_species"):
        load_manifest(written(tmp_path, ALL_RULES, species=None, outputs=["logits"]))


@pytest.mark.parametrize("change", [{"below": 1.5}, {"temperature": 0}, {"view": "left_half"}])
def test_second_look_is_checked(tmp_path: Path, change: dict[str, Any]) -> None:
    spec = {"width": 16, "height": 16, "second_look": SECOND_LOOK | change}
    with pytest.raises(ManifestError, match=rf"input\.second_look\.{next(iter(change))}"):
        load_manifest(written(tmp_path, input=spec))


def test_orientation_goes_with_its_output_and_a_square_input(tmp_path: Path) -> None:
    outputs = ["logits", "species_logits", "orientation_logits"]
    read = load_manifest(written(tmp_path, outputs=outputs, orientation={"temperature": 1.1}))
    assert read.orientation is not None
    assert read.orientation.turned_from == 0.5
    with pytest.raises(ManifestError, match="orientation_without_its_output"):
        load_manifest(written(tmp_path, outputs=outputs))
    with pytest.raises(ManifestError, match="orientation_not_square"):
        load_manifest(
            written(tmp_path, outputs=outputs, orientation={"temperature": 1.1}, input={"width": 16, "height": 32})
        )
