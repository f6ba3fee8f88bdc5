"""What the exporter chooses for a pack: temperatures, a second look, words, sets, and how it judges its own choice."""

import numpy as np
import pytest

from desktop_app.inference.manifest import Breed, InputSpec, Provenance, SecondLook, Species
from export.ship.deciding import (
    SURE_COVERAGE,
    SURE_PRECISION,
    TWICE,
    Seen,
    choose,
    cross_decided,
    decided,
    look_alikes_of,
    looked_at,
    modest_temperature,
)
from export.ship.figures import Judged, agreement, figures
from training.evaluation.calibration import fit_temperature
from training.runs.packs import PackDraft

BREEDS = 8
KNOWN, STRANGERS = 400, 100
UNDECIDED = SecondLook(view="whole", mirrored=True, below=1.0, temperature=1.0)
IDS = [f"b{number}" for number in range(BREEDS)]


def draft() -> PackDraft:
    return PackDraft(
        name="Made up",
        input=InputSpec(width=16, height=16, views=("centre_square",), second_look=UNDECIDED),
        breeds=tuple(Breed(id=breed, names={"en": breed}) for breed in IDS),
        temperature=1.0,
        species=Species(temperature=1.0),
        provenance=Provenance(
            recipe="none", created="2026-01-01", data_set="none", data_sha256="0" * 64, weights="none", licence="none"
        ),
    )


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Photos whose first breed is right for some nine in ten, and dogs of other breeds, less like any of the eight."""
    random = np.random.default_rng(3)
    labels = np.concatenate([random.integers(0, BREEDS, KNOWN), np.full(STRANGERS, -1)])
    logits = random.normal(0, 1.0, (KNOWN + STRANGERS, 2, BREEDS))
    logits[np.arange(KNOWN), :, labels[:KNOWN]] += random.normal(5, 2, KNOWN)[:, None]
    logits[KNOWN:, :, 0] += random.normal(1.5, 1, STRANGERS)[:, None]
    species = np.zeros((KNOWN + STRANGERS, 2, 3))
    species[..., 0] = 5
    species[:7, :, 0] = -5
    return Seen(logits, species, labels)


def test_sure_keeps_what_it_was_chosen_for(seen: Seen) -> None:
    chosen = choose(draft(), seen)
    looks, said = decided(chosen, seen)
    words = np.array([word.value if word else "no dog" for word in said.confidence])
    sure, known = words == "sure", seen.labels >= 0
    right = looks.breeds.argmax(axis=1) == seen.labels
    assert sure[known].mean() >= SURE_COVERAGE - 0.02  # seven of the dogs are taken for no dog
    assert right[sure & known].mean() >= SURE_PRECISION - 0.01
    assert sure[~known].mean() < 0.2
    assert list(words[:7]) == ["no dog"] * 7


def test_a_second_look_is_taken_where_the_first_leaves_most_open(seen: Seen) -> None:
    looks = looked_at(choose(draft(), seen), seen)
    assert 0.3 * TWICE < looks.twice.mean() <= TWICE + 0.02
    chosen = choose(draft(), seen)
    assert chosen.input.second_look is not None
    assert (chosen.input.second_look.view, chosen.input.second_look.mirrored) == ("whole", True)


def test_rules_that_were_chosen_on_other_photos_hold_nearly_as_well(seen: Seen) -> None:
    crossed = cross_decided(draft(), seen, (), seed=1)
    known = seen.labels >= 0
    sure = crossed.words == "sure"
    right = crossed.probabilities.argmax(axis=1) == seen.labels
    np.testing.assert_allclose(crossed.probabilities.sum(axis=1), 1)
    assert right[sure & known].mean() > 0.92
    maybe = known & (crossed.words == "maybe")
    holds = crossed.sets[np.arange(len(seen.labels)), seen.labels]
    assert holds[maybe].mean() > 0.8


def test_breeds_that_are_mistaken_for_one_another_twice_are_look_alikes() -> None:
    labels = np.array([0, 1, 2, 2, 3])
    suggested = np.array([1, 0, 3, 2, 3])
    logits = np.eye(BREEDS)[suggested]
    assert look_alikes_of(logits, labels, IDS) == [("b0", "b1")]


def test_figures_of_known_breeds_and_of_others_stand_apart(seen: Seen) -> None:
    chosen = choose(draft(), seen)
    stated = {
        each.split: each
        for each in figures(chosen, {"web": Judged(seen), "cats": Judged(seen.chosen(seen.labels < 0))}, 1)
    }
    assert set(stated) == {"web, the 120 breeds", "web, other breeds", "cats"}
    known = stated["web, the 120 breeds"]
    assert known.photos == KNOWN
    assert known.values["top_1_low"] < known.values["top_1"] < known.values["top_1_high"]
    assert known.values["top_5"] > known.values["top_1"] > 0.8
    assert known.values["taken_for_dogs"] == pytest.approx(1 - 7 / KNOWN, abs=1e-3)
    assert "top_1" not in stated["web, other breeds"].values


def test_agreement_counts_equal_first_suggestions(seen: Seen) -> None:
    other = Seen(seen.logits.copy(), seen.species_logits, seen.labels)
    other.logits[:50, 0] = np.roll(other.logits[:50, 0], 1, axis=1)
    found = agreement(seen, other, "web")
    assert found.values["same_first_suggestion"] == pytest.approx(0.9)
    assert found.values["top_1_int8"] < found.values["top_1_float32"]


def test_the_temperature_that_is_kept_claims_no_more_than_the_likeliest_and_comes_near_it_with_more_photos() -> None:
    random = np.random.default_rng(6)
    above = []
    for photos in (100, 1600):
        logits = random.normal(0, 1.5, (photos, 1, 10))
        powers = np.exp(logits[:, 0] / 1.4)
        labels = np.array([random.choice(10, p=row / row.sum()) for row in powers])
        above.append(modest_temperature(logits, labels) / fit_temperature(logits, labels) - 1)
    assert 0.3 > above[0] > 2 * above[1] > 0
