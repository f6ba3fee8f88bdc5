"""What the exporter chooses for a pack: temperatures, a second look, words, sets, and how it judges its own choice."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.inference.decisions import joined_dog, kind_members, kind_probabilities
from desktop_app.inference.manifest_rules import DogEvidence, Thresholds
from export.ship.deciding import (
    TWICE,
    Seen,
    choose,
    cross_decided,
    decided,
    look_alikes_of,
    looked_at,
    modest_temperature,
    together,
)
from tests.small_finder import CLASSES, finder
from tests.unit.export.ship.seen_photos import BREEDS, IDS, KINDS, KNOWN, STRANGERS, draft, some_seen
from training.evaluation.calibration import fit_temperature
from training.evaluation.promises import SURE_RIGHT, lower_bound


@pytest.fixture(scope="module")
def seen() -> Seen:
    return some_seen()


def test_sure_keeps_what_it_was_chosen_for(seen: Seen) -> None:
    chosen = choose(draft(), seen)
    looks, said = decided(chosen, seen)
    words = np.array([word.value if word else "no dog" for word in said.confidence])
    sure, known = words == "sure", seen.labels >= 0
    right = looks.breeds.argmax(axis=1) == seen.labels
    assert sure[known].mean() >= 0.7
    assert lower_bound(right[sure & known]) >= SURE_RIGHT - 0.005  # seven of the dogs are taken for no dog
    assert sure[~known].mean() < 0.2
    assert list(words[:7]) == ["no dog"] * 7


def test_a_second_look_is_taken_where_the_first_leaves_most_open(seen: Seen) -> None:
    chosen = choose(draft(), seen)
    looks = looked_at(chosen, seen)
    assert 0.3 * TWICE < looks.twice[:KNOWN].mean() <= TWICE + 0.02
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
    assert set(crossed.kinds) == {""}


def test_kinds_too_are_judged_by_rules_that_were_chosen_on_other_photos(seen: Seen) -> None:
    made = draft(kinds=KINDS)
    crossed = cross_decided(made, seen, (), seed=1)
    members = kind_members(KINDS, tuple(IDS))
    first = kind_probabilities(crossed.probabilities, members).argmax(axis=1)
    right = members[first, seen.labels]
    sure = (seen.labels >= 0) & (crossed.kinds == "sure")
    assert 0.5 < sure[:KNOWN].mean() < 0.8  # a quarter of the photos are of breeds of no kind
    assert right[sure].mean() > 0.92
    assert set(crossed.kinds) == {"sure", "maybe", "unsure", ""}
    # Of what is no dog, no kind is said either.
    np.testing.assert_array_equal(crossed.kinds == "", crossed.words == "")
    part = crossed.part(slice(3, 40))
    for name in ("probabilities", "words", "sets", "kinds"):
        np.testing.assert_array_equal(getattr(part, name), getattr(crossed, name)[3:40])


def test_kinds_have_a_rule_where_the_pack_has_kinds(seen: Seen) -> None:
    assert choose(draft(), seen).thresholds.kind is None
    rule = choose(draft(kinds=KINDS), seen).thresholds.kind
    assert rule is not None
    assert 0.4 <= rule.maybe <= rule.sure <= 0.99


def test_careful_looks_have_a_temperature_of_their_own(seen: Seen) -> None:
    assert choose(draft(), seen).input.careful is None
    every = np.concatenate([seen.logits, 3 * seen.logits[:, :1]], axis=1)
    careful = choose(draft(), replace(seen, all_logits=every)).input.careful
    assert careful is not None
    known = seen.labels >= 0
    assert careful.temperature == round(modest_temperature(every[known], seen.labels[known]), 4)
    assert choose(draft(), replace(seen, all_logits=2 * every)).input.careful != careful


def test_what_the_finder_says_counts_as_it_does_in_the_app(seen: Seen) -> None:
    rule = DogEvidence(bias=-1.0, species=0.5, found={"dog": 1.5, "cat": -2.0})
    made = draft(finder=finder(), thresholds=Thresholds(dog=0.5, evidence=rule))
    found = np.random.default_rng(2).uniform(0, 1, (len(seen.labels), len(CLASSES)))
    found[:20] = np.nan
    chosen = choose(made, replace(seen, found=found))
    assert chosen.thresholds.evidence == rule
    looks = looked_at(chosen, replace(seen, found=found))
    alone = looked_at(chosen, seen)
    assert looks.dog is not None
    assert alone.dog is not None
    np.testing.assert_allclose(looks.dog, joined_dog(alone.dog, found, rule, CLASSES), atol=1e-9)
    np.testing.assert_array_equal(looks.dog[:20], alone.dog[:20])
    assert np.abs(looks.dog[20:] - alone.dog[20:]).max() > 0.5


def test_two_sets_of_photos_become_one(seen: Seen) -> None:
    first, second = seen.chosen(np.arange(30)), seen.chosen(np.arange(30, len(seen.labels)))
    both = together(first, second)
    for name in ("logits", "species_logits", "labels", "familiarity", "chosen_on"):
        np.testing.assert_array_equal(getattr(both, name), getattr(seen, name))
    assert both.turned is None
    turned = replace(first, turned=np.ones(30, np.bool_))
    # What is not known of all is not known.
    assert together(turned, second).turned is None
    assert together(turned, turned).turned is not None


def test_some_photos_of_a_set_have_all_that_the_set_has(seen: Seen) -> None:
    count = KNOWN + STRANGERS
    random = np.random.default_rng(1)
    full = replace(
        seen,
        chosen_on=random.random(count) < 0.5,
        turned=random.random(count) < 0.5,
        found=random.random((count, 3)),
        all_logits=random.random((count, 4, BREEDS)),
    )
    rows = random.permutation(count)[:50]
    few = full.chosen(rows)
    for name, values in vars(full).items():
        np.testing.assert_array_equal(getattr(few, name), values[rows])


def test_breeds_that_are_mistaken_for_one_another_twice_are_look_alikes() -> None:
    labels = np.array([0, 1, 2, 2, 3])
    suggested = np.array([1, 0, 3, 2, 3])
    logits = np.eye(BREEDS)[suggested]
    assert look_alikes_of(logits, labels, IDS) == [("b0", "b1")]


def test_the_temperature_that_is_kept_claims_no_more_than_the_likeliest_and_comes_near_it_with_more_photos() -> None:
    random = np.random.default_rng(6)
    above = []
    for photos in (100, 1600):
        logits = random.normal(0, 1.5, (photos, 1, 10))
        powers = np.exp(logits[:, 0] / 1.4)
        labels = np.array([random.choice(10, p=row / row.sum()) for row in powers])
        above.append(modest_temperature(logits, labels) / fit_temperature(logits, labels) - 1)
    assert 0.3 > above[0] > 2 * above[1] > 0
