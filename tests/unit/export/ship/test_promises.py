"""When a breed or a kind is "sure": where so few photos leave no doubt, and dogs of other breeds are left out."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from desktop_app.inference.decisions import Looks
from desktop_app.inference.manifest_rules import ConfidenceRule, Thresholds
from export.ship.deciding import (
    SURE_COVERAGE,
    Seen,
    _sure,
    choose,
    decided,
    kind_rule,
)
from tests.unit.export.ship.seen_photos import IDS, draft, looks_of, seen_of, some_seen
from training.evaluation.promises import SURE_RIGHT, SURE_Z, lower_bound

NONE = np.zeros(4, np.bool_)


def who_is_sure(rule: ConfidenceRule, looks: Looks) -> np.ndarray:
    least = -math.inf if rule.familiarity is None else rule.familiarity
    return np.asarray((looks.breeds.max(axis=1) >= rule.probability) & (np.asarray(looks.familiarity) >= least))


@pytest.mark.parametrize(("right", "photos"), [(0, 7), (19, 20), (20, 20), (190, 200), (970, 1000), (1, 1)])
def test_the_lower_bound_is_where_a_tenth_would_see_as_much_by_luck(right: int, photos: int) -> None:
    """Wilson's bound: the share whose own spread reaches exactly up to what was seen."""
    hits = np.arange(photos) < right
    low = lower_bound(hits)
    assert pytest.approx(norm.ppf(0.9), abs=1e-3) == SURE_Z
    if not right:
        assert low == 0
    else:
        assert (right / photos - low) / math.sqrt(low * (1 - low) / photos) == pytest.approx(SURE_Z, rel=1e-6)
    assert low <= right / photos


def test_of_no_photos_nothing_can_be_promised() -> None:
    assert lower_bound(np.zeros(0, np.bool_)) == 0


def test_more_photos_that_are_as_often_right_promise_more() -> None:
    bounds = [lower_bound(np.arange(count) < 0.96 * count) for count in (25, 100, 400, 1600)]
    assert bounds == sorted(bounds)
    assert bounds[-1] == pytest.approx(0.96, abs=0.01)


def photos_of_one_probability_each(photos: int = 600, seed: int = 2) -> tuple[Looks, Seen]:
    """The surer, the more often right, and all equally familiar."""
    random = np.random.default_rng(seed)
    probability = random.uniform(0.4, 0.99, photos)
    right = random.random(photos) < np.clip(0.6 + 0.8 * (probability - 0.4), 0, 0.995)
    first = random.integers(0, 4, photos)
    return looks_of(probability, np.full(photos, 3.0), first), seen_of(np.where(right, first, (first + 1) % 4))


def test_the_promise_is_kept_by_the_lower_end_and_not_by_what_was_seen() -> None:
    looks, seen = photos_of_one_probability_each()
    rule = _sure(looks, seen, NONE)
    right = looks.breeds.argmax(axis=1) == seen.labels
    sure = who_is_sure(rule, looks)
    assert lower_bound(right[sure]) >= SURE_RIGHT
    # With one step less it would be 0.95 or more of what was seen, but not so surely.
    wider = looks.breeds.max(axis=1) >= rule.probability - 0.01
    assert right[wider].mean() >= SURE_RIGHT > lower_bound(right[wider])


def test_where_nothing_keeps_the_promise_next_to_nothing_is_sure() -> None:
    looks, seen = photos_of_one_probability_each()
    wrong = seen_of(np.where(np.arange(600) % 8 == 0, (seen.labels + 1) % 4, looks.breeds.argmax(axis=1)))
    assert _sure(looks, wrong, NONE) == ConfidenceRule(probability=0.99)


def test_of_the_rules_that_cover_enough_the_one_that_leaves_out_strangers_is_chosen() -> None:
    random = np.random.default_rng(4)
    known, strange = 500, 200
    familiarity = np.concatenate([random.normal(5, 1, known), random.normal(3, 0.5, strange)])
    probability = np.full(known + strange, 0.9)
    labels = np.concatenate([np.zeros(known, np.int64), np.full(strange, -1)])
    looks = looks_of(probability, familiarity, np.zeros(known + strange, np.int64))
    rule = _sure(looks, seen_of(labels), NONE)
    sure, is_known = who_is_sure(rule, looks), labels >= 0
    assert sure[is_known].mean() >= SURE_COVERAGE
    assert sure[~is_known].mean() < 0.05
    # Each that leaves out more covers too little.
    stricter = familiarity >= np.quantile(familiarity[is_known], 0.26)
    assert stricter[is_known].mean() < SURE_COVERAGE
    assert rule.familiarity is not None
    assert rule.familiarity > 3.5
    # Without strangers, nothing is gained by leaving out photos of known breeds.
    alone = _sure(looks, seen_of(np.zeros(known + strange, np.int64)), NONE)
    assert who_is_sure(alone, looks).mean() > 0.99


def test_where_no_rule_covers_enough_the_one_that_covers_most_is_chosen() -> None:
    """Half of the photos are no more likely than a guess: strangers play no part then."""
    probability = np.repeat([0.95, 0.3, 0.95], [300, 300, 100])
    labels = np.repeat([0, 1, -1], [300, 300, 100])
    familiarity = np.concatenate([np.linspace(3, 6, 300), np.linspace(3, 6, 300), np.full(100, 4.0)])
    looks = looks_of(probability, familiarity, np.zeros(700, np.int64))
    sure = who_is_sure(_sure(looks, seen_of(labels), NONE), looks)
    assert sure[:300].all()
    assert not sure[300:600].any()


def test_photos_that_the_familiarity_was_fitted_to_have_to_keep_the_promise_but_choose_nothing() -> None:
    probability = np.concatenate([np.linspace(0.5, 0.99, 400), np.full(100, 0.705)])
    chosen_on = np.arange(500) < 400
    first = np.zeros(500, np.int64)
    looks = looks_of(probability, np.full(500, 2.0), first)
    right = seen_of(first, chosen_on)
    assert who_is_sure(_sure(looks, right, NONE), looks)[:400].all()
    # Where those are wrong, nobody is sure of what looks like them.
    wrong = seen_of(np.where(chosen_on, 0, 1), chosen_on)
    assert 0.7 < _sure(looks, wrong, NONE).probability <= 0.75
    # Of strangers, only those count that it was not fitted to.
    strange = seen_of(np.where(chosen_on, 0, -1), chosen_on)
    assert _sure(looks, strange, NONE) == _sure(looks, right, NONE)


def test_of_an_unproven_breed_nobody_is_sure_so_it_neither_counts_for_nor_against() -> None:
    probability = np.full(500, 0.9)
    first = np.repeat([0, 1], [450, 50])
    looks = looks_of(probability, np.full(500, 2.0), first)
    labels = np.repeat([0, 2], [450, 50])
    unproven = np.array([False, True, False, False])
    # All fifty that look like it are of another breed: that breaks the promise, unless nobody is sure of it.
    assert not who_is_sure(_sure(looks, seen_of(labels), NONE), looks).any()
    rule = _sure(looks, seen_of(labels), unproven)
    assert rule.probability <= 0.9


def test_the_app_is_never_sure_of_an_unproven_breed() -> None:
    seen = some_seen()
    chosen = choose(draft(thresholds=Thresholds(dog=0.5, unproven=("b2",))), seen)
    assert chosen.thresholds.unproven == ("b2",)
    looks, said = decided(chosen, seen)
    words = np.array([word.value if word else "" for word in said.confidence])
    first = looks.breeds.argmax(axis=1)
    assert "sure" not in words[first == IDS.index("b2")]
    assert "sure" in words[first == IDS.index("b3")]


def kinds_of_photos(share_right: np.ndarray, probability: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities of four breeds of two kinds, labels, and members: the first kind has this probability."""
    random = np.random.default_rng(5)
    breeds = np.stack([probability * 0.6, probability * 0.4, (1 - probability) / 2, (1 - probability) / 2], axis=1)
    labels = np.where(random.random(len(probability)) < share_right, 1, 2)
    return breeds, labels, np.array([[True, True, False, False], [False, False, True, True]])


def test_a_kind_is_sure_from_the_lowest_probability_on_that_keeps_the_promise() -> None:
    probability = np.linspace(0.51, 0.99, 800)
    breeds, labels, members = kinds_of_photos(np.where(probability > 0.7, 0.99, 0.7), probability)
    rule = kind_rule(breeds, labels, members)
    # A breed of the kind is enough: that the likeliest breed is another one plays no part.
    right = members[0, labels]
    assert lower_bound(right[probability >= rule.sure]) >= SURE_RIGHT
    assert lower_bound(right[probability >= rule.sure - 0.01]) < SURE_RIGHT
    assert 0.55 < rule.sure < 0.75
    assert rule.maybe == 0.4


def test_dogs_of_other_breeds_have_no_say_in_the_rule_of_kinds() -> None:
    probability = np.linspace(0.51, 0.99, 800)
    breeds, labels, members = kinds_of_photos(np.where(probability > 0.7, 0.99, 0.7), probability)
    strange = np.concatenate([labels, np.full(300, -1)])
    more = np.concatenate([breeds, np.repeat(breeds[-1:], 300, axis=0)])
    assert kind_rule(more, strange, members) == kind_rule(breeds, labels, members)


def test_kinds_that_are_seldom_right_are_hardly_ever_sure() -> None:
    probability = np.linspace(0.51, 0.99, 400)
    rule = kind_rule(*kinds_of_photos(np.full(400, 0.6), probability))
    assert (rule.sure, rule.maybe) == (0.99, 0.4)
