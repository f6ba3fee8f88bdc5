"""The figures that a pack states of itself."""

from dataclasses import replace

import numpy as np
import pytest

from desktop_app.inference.decisions import kind_members, kind_probabilities
from export.ship.deciding import Crossed, Seen, choose, cross_decided, decided
from export.ship.figures import Judged, agreement, figures
from tests.unit.export.ship.seen_photos import BREEDS, IDS, KINDS, KNOWN, draft, some_seen


@pytest.fixture(scope="module")
def seen() -> Seen:
    return some_seen()


def test_figures_of_known_breeds_and_of_others_stand_apart(seen: Seen) -> None:
    chosen = choose(draft(), seen)
    stated = {
        each.split: each
        for each in figures(chosen, {"web": Judged(seen), "cats": Judged(seen.chosen(seen.labels < 0))}, 1)
    }
    assert set(stated) == {"web, known breeds", "web, other breeds", "cats"}
    known = stated["web, known breeds"]
    assert known.photos == KNOWN
    assert known.values["top_1_low"] < known.values["top_1"] < known.values["top_1_high"]
    assert known.values["top_5"] > known.values["top_1"] > 0.8
    assert known.values["taken_for_dogs"] == pytest.approx(1 - 7 / KNOWN, abs=1e-3)
    assert "top_1" not in stated["web, other breeds"].values
    assert "kind_right" not in known.values


def test_a_set_of_known_breeds_alone_keeps_its_name(seen: Seen) -> None:
    (stated,) = figures(choose(draft(), seen), {"crops": Judged(seen.chosen(seen.labels >= 0))}, 1)
    assert stated.split == "crops"


def test_kinds_have_figures_of_their_own(seen: Seen) -> None:
    chosen = choose(draft(kinds=KINDS), seen)
    (known, _) = figures(chosen, {"web": Judged(seen)}, 1)
    rows = seen.labels >= 0
    looks, _said = decided(chosen, seen.chosen(rows))
    members = kind_members(KINDS, tuple(IDS))
    probabilities = kind_probabilities(looks.breeds, members)
    right = members[probabilities.argmax(axis=1), seen.labels[rows]]
    assert chosen.thresholds.kind is not None
    sure = probabilities.max(axis=1) >= chosen.thresholds.kind.sure
    assert known.values["kind_right"] == pytest.approx(right.mean(), abs=1e-4)
    assert known.values["kind_sure"] == pytest.approx(sure.mean(), abs=1e-4)
    assert known.values["kind_sure_right"] == pytest.approx(right[sure].mean(), abs=1e-4)
    # A quarter of the photos are of breeds of no kind: of those, no kind is right.
    assert known.values["kind_right"] < 0.8


def test_of_the_set_that_the_rules_were_chosen_on_the_words_are_those_of_rules_from_other_photos(seen: Seen) -> None:
    made = draft(kinds=KINDS)
    chosen, crossed = choose(made, seen), cross_decided(made, seen, (), 1)
    count = len(seen.labels)
    nobody = Crossed(
        crossed.probabilities, np.full(count, "unsure"), np.zeros_like(crossed.sets), np.full(count, "unsure")
    )
    known, strange = figures(chosen, {"web": Judged(seen, nobody)}, 1)
    assert known.values["sure"] == known.values["kind_sure"] == strange.values["sure"] == 0
    assert "kind_sure_right" not in known.values
    known, _ = figures(chosen, {"web": Judged(seen, crossed)}, 1)
    of_known = crossed.part(slice(0, KNOWN))
    assert known.values["sure"] == pytest.approx((of_known.words == "sure").mean(), abs=1e-4)
    assert known.values["kind_sure"] == pytest.approx((of_known.kinds == "sure").mean(), abs=1e-4)
    assert "calibration_error_fitted" in known.values


def test_agreement_counts_equal_first_suggestions(seen: Seen) -> None:
    other = replace(seen, logits=seen.logits.copy())
    other.logits[:50, 0] = np.roll(other.logits[:50, 0], 1, axis=1)
    found = agreement(seen, other, "web")
    assert found.values["same_first_suggestion"] == pytest.approx(0.9)
    assert found.values["top_1_int8"] < found.values["top_1_float32"]
    assert seen.logits.shape[2] == BREEDS
