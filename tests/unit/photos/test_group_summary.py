"""What a group looks like together, and what is left to do with it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestionStatus
from desktop_app.photos.codes import NONE
from desktop_app.photos.group_pooling import pool
from desktop_app.photos.group_summary import GROUP_STATES, GroupState, GroupSummary, Votes, summarise, weigh
from desktop_app.photos.groups import Group, Grouping, GroupKind
from desktop_app.photos.store import PhotoStore
from tests.unit.photos.photo_helpers import BREEDS, BROKEN, many_rows, store_of

RED, GREEN, BLUE = BREEDS[:3]
SURE, MAYBE, UNSURE = Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE


def says(*ranked: tuple[str, float], confidence: Confidence | None = MAYBE) -> RowSuggestion:
    shares = tuple(RankedBreed(breed, share) for breed, share in ranked)
    return RowSuggestion(SuggestionStatus.OK, 0.99, shares, confidence, (), None)


SURELY_RED = says((RED, 0.97), (GREEN, 0.01), confidence=SURE)
PERHAPS_RED = says((RED, 0.6), (GREEN, 0.2))
HARDLY_GREEN = says((GREEN, 0.2), (RED, 0.18), (BLUE, 0.15), confidence=UNSURE)
PERHAPS_GREEN = says((GREEN, 0.6), (RED, 0.2))
SURELY_GREEN = says((GREEN, 0.97), (RED, 0.01), confidence=SURE)
NO_DOG_THERE = RowSuggestion(SuggestionStatus.NO_DOG, 0.02, (RankedBreed(RED, 0.5),), None, (), None)


def photos(*suggestions: RowSuggestion | None, **more: dict[int, object]) -> list[PhotoRow]:
    """Photos with these suggestions; `label={2: NO_DOG}` gives the third one a label."""
    rows = [
        PhotoRow(place + 1, Path(f"/photos/{place}.jpg"), 0, None, each, None) for place, each in enumerate(suggestions)
    ]
    for name, values in more.items():
        for place, value in values.items():
            rows[place] = replace(rows[place], **{name: value})  # type: ignore[arg-type]
    return rows


def summary_of(*suggestions: RowSuggestion | None, **more: dict[int, object]) -> GroupSummary:
    store = store_of(*photos(*suggestions, **more))
    return summarise(store, whole(store))


def whole(store: PhotoStore) -> Group:
    return Group(GroupKind.BURST, None, np.arange(store.size, dtype=np.int32))


def test_four_bad_photos_and_a_good_one_say_what_the_good_one_says() -> None:
    found = summary_of(HARDLY_GREEN, HARDLY_GREEN, SURELY_RED, HARDLY_GREEN, HARDLY_GREEN)
    assert found.label == Label.breed(RED)
    assert found.ranked[0].breed_id == RED
    assert found.agreeing.tolist() == [2]
    assert found.dissenters.tolist() == [0, 1, 3, 4]


def test_photos_that_agree_are_agreeing_and_sure_where_one_is_sure_and_the_pool_too() -> None:
    found = summary_of(SURELY_RED, SURELY_RED, PERHAPS_RED)
    assert (found.state, found.label, found.confidence) == (GroupState.AGREEING, Label.breed(RED), SURE)
    assert (found.sure, found.looked_at, found.dissenters.tolist()) == (2, 3, [])


def test_ten_photos_of_one_moment_make_nothing_surer_than_one_does() -> None:
    one, ten = summary_of(PERHAPS_RED), summary_of(*[PERHAPS_RED] * 10)
    assert ten.ranked[0].probability == pytest.approx(one.ranked[0].probability)
    assert ten.confidence is MAYBE


def test_a_group_is_not_sure_where_a_photo_is_sure_of_another_breed() -> None:
    found = summary_of(SURELY_RED, SURELY_RED, SURELY_RED, SURELY_RED, SURELY_GREEN)
    assert found.confidence is not SURE
    assert (found.state, found.dissenters.tolist()) == (GroupState.DISAGREEING, [4])


def test_without_a_majority_nothing_is_proposed_to_be_confirmed() -> None:
    found = summary_of(PERHAPS_RED, PERHAPS_GREEN)
    assert found.state is GroupState.NO_MAJORITY
    assert summary_of(says((BLUE, 0.6)), PERHAPS_GREEN, PERHAPS_RED).state is GroupState.NO_MAJORITY


def test_a_pack_without_words_for_trust_gives_a_group_none_either() -> None:
    wordless = says((RED, 0.99), confidence=None)
    assert summary_of(wordless, wordless).confidence is None


def test_a_group_waits_for_its_photos_but_not_for_those_that_say_nothing() -> None:
    assert summary_of(PERHAPS_RED, None).state is GroupState.WAITING
    assert summary_of(PERHAPS_RED, None).looked_at == 1
    assert summary_of(PERHAPS_RED, None, fault={1: BROKEN}).state is GroupState.AGREEING
    assert summary_of(PERHAPS_RED, None, several_dogs={1: True}).state is GroupState.AGREEING
    assert summary_of(None, None, fault={0: BROKEN, 1: BROKEN}).state is GroupState.NO_MAJORITY


def test_several_dogs_vote_for_nothing() -> None:
    found = summary_of(PERHAPS_RED, SURELY_GREEN, SURELY_GREEN, several_dogs={1: True, 2: True})
    assert (found.label, found.dissenters.tolist()) == (Label.breed(RED), [])


def test_most_photos_decide_whether_there_is_a_dog() -> None:
    found = summary_of(NO_DOG_THERE, NO_DOG_THERE, PERHAPS_RED)
    assert (found.label, found.confidence) == (NO_DOG, None)
    assert (found.agreeing.tolist(), found.dissenters.tolist()) == ([0, 1], [2])
    assert summary_of(NO_DOG_THERE, PERHAPS_RED).label == Label.breed(RED)


def test_a_group_is_decided_when_all_that_agree_are_and_says_what_was_decided() -> None:
    confirmed = summary_of(PERHAPS_RED, PERHAPS_RED, PERHAPS_GREEN, label={0: UNKNOWN, 1: UNKNOWN})
    assert (confirmed.state, confirmed.label, confirmed.decided.tolist()) == (GroupState.DECIDED, UNKNOWN, [0, 1])
    assert confirmed.labels == {UNKNOWN: 2}
    half = summary_of(PERHAPS_RED, PERHAPS_RED, label={0: Label.breed(RED)})
    assert half.state is GroupState.AGREEING
    split = summary_of(PERHAPS_RED, PERHAPS_RED, label={0: Label.breed(RED), 1: NO_DOG})
    assert (split.state, len(split.labels)) == (GroupState.DECIDED, 2)


def test_a_label_for_another_photo_under_the_same_name_decides_nothing() -> None:
    found = summary_of(PERHAPS_RED, PERHAPS_RED, label={0: UNKNOWN}, label_of_another_file={0: True})
    assert (found.state, found.decided.tolist()) == (GroupState.AGREEING, [])


def test_photos_that_are_gone_count_for_nothing() -> None:
    store = store_of(*photos(PERHAPS_RED, PERHAPS_GREEN, PERHAPS_GREEN))
    store.remove([2, 3])
    found = summarise(store, whole(store))
    assert (found.label, found.looked_at, found.dissenters.tolist()) == (Label.breed(RED), 1, [])


@given(many_rows(), st.data())
def test_all_groups_at_once_stand_where_each_stands_alone(rows: list[PhotoRow], data: st.DataObject) -> None:
    if not rows:
        return
    store = store_of(*rows)
    places = data.draw(st.lists(st.integers(0, 3), min_size=store.size, max_size=store.size))
    members = [np.array([p for p, place in enumerate(places) if place == one], np.int32) for one in sorted(set(places))]
    groups = tuple(Group(GroupKind.BURST, None, positions) for positions in members)
    grouping = replace(Grouping.nothing(store.size), groups=groups)
    facts = weigh(Votes.of_all(store).among(grouping))
    for place, group in enumerate(groups):
        alone = summarise(store, group)
        assert GROUP_STATES[facts.state[place]] is alone.state
        assert facts.sure[place] == alone.sure
        assert facts.looked_at[place] == alone.looked_at
        assert facts.agreeing[place] == len(alone.agreeing)
        assert sum(each.probability for each in alone.ranked) <= 1 + 1e-9
        assert set(alone.agreeing.tolist()).isdisjoint(alone.dissenters.tolist())
    again = weigh(Votes.of_grouping(store, grouping, np.arange(len(groups), dtype=np.int32)))
    assert facts.take_over(np.arange(len(groups), dtype=np.int32), again).tolist() == []


def test_facts_that_are_taken_over_say_where_something_differs() -> None:
    store = store_of(*photos(PERHAPS_RED, PERHAPS_RED, PERHAPS_GREEN, PERHAPS_GREEN))
    groups = tuple(Group(GroupKind.BURST, None, np.array(pair, np.int32)) for pair in ((0, 1), (2, 3)))
    grouping = replace(Grouping.nothing(4), groups=groups)
    facts = weigh(Votes.of_all(store).among(grouping))
    store.put(
        [replace(store.row(3), label=NO_DOG, label_change=5), replace(store.row(4), label=NO_DOG, label_change=5)]
    )
    places = np.array([0, 1], np.int32)
    assert facts.take_over(places, weigh(Votes.of_grouping(store, grouping, places))).tolist() == [1]
    assert GROUP_STATES[facts.state[1]] is GroupState.DECIDED


def test_a_pool_is_a_weighted_geometric_mean() -> None:
    ranked = np.array([[0, 1], [1, 0]], np.int32)
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4]])
    found = pool(ranked, probabilities, np.zeros(2, np.int32), 1, 2)
    entropies = -(probabilities * np.log(probabilities)).sum(axis=1)
    weights = np.exp(-entropies) / np.exp(-entropies).sum()
    scores = np.exp(weights @ np.log([[0.9, 0.1], [0.4, 0.6]]))
    # What nobody named has next to nothing, but not nothing.
    assert found.probabilities[0, :2] == pytest.approx(scores / scores.sum(), abs=1e-3)
    assert found.ranked[0].tolist() == [0, 1, NONE, NONE, NONE]


def test_a_pool_of_nothing_looks_like_nothing() -> None:
    ranked = np.full((2, 5), NONE, np.int32)
    found = pool(ranked, np.full((2, 5), np.nan), np.array([0, 2], np.int32), 3, 120)
    assert (found.ranked == NONE).all()
    assert np.isnan(found.probabilities).all()
