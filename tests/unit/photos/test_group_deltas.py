"""After an edit, what is taken over from the groups of before is what would be worked out anew."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.catalog.values.animals import Animal
from desktop_app.photos.codes import NO_DOG, NONE, OK
from desktop_app.photos.group_order import animal_ids, first_photos, prepare, sorted_places
from desktop_app.photos.group_summary import GroupFacts, Votes, weigh
from desktop_app.photos.group_weights import GroupWeights
from desktop_app.photos.groups import Grouping, group, regroup
from desktop_app.photos.natural_order import SortTexts
from tests.unit.photos.group_helpers import Shot, photos_of

NAMED = (
    Animal(1, "Bella", "A10"),
    Animal(2, "bella", "A9"),
    Animal(3, "Bella 2", ""),
    Animal(4, "Bella", "A2"),
    Animal(5, "", "A1"),
    Animal(6, "", "", note="shy"),
    Animal(7, "Bella", "A10"),
    Animal(8, "Bella 10", ""),
)
PHOTOS = st.integers(4, 30)


def votes_of(random: np.random.Generator, count: int) -> Votes:
    """Of so many photos, of which some wait, some show no dog and some are decided."""
    ranked = np.array([random.permutation(8)[:5] for _ in range(count)], np.int32)
    shares = -np.sort(-random.dirichlet(np.ones(6), count)[:, :5])
    cut = random.integers(1, 6, count)[:, None] <= np.arange(5)
    votes = random.random(count) < 0.8
    decided = random.random(count) < 0.3
    return Votes(
        np.arange(count, dtype=np.int32),
        np.zeros(count, np.int32),
        1,
        random.random(count) < 0.95,
        decided,
        votes,
        ~votes & ~decided & (random.random(count) < 0.3),
        np.where(random.random(count) < 0.8, OK, NO_DOG).astype(np.int8),
        np.where(cut, NONE, ranked).astype(np.int32),
        np.where(cut, np.nan, shares),
        random.integers(-1, 3, count).astype(np.int8),
        random.integers(-1, 2, count).astype(np.int32),
        random.random(count) < 0.5,
        8,
    )


def with_animals(shots: list[Shot]) -> Grouping:
    photos, evidence = photos_of(shots)
    return group(replace(photos, animal_table=_table(shots)), evidence)


def _table(shots: list[Shot]) -> tuple[Animal, ...]:
    there = {shot.animal for shot in shots}
    return tuple(animal for animal in NAMED if animal.animal_id in there)


def edited(random: np.random.Generator, shots: list[Shot]) -> tuple[list[Shot], np.ndarray]:
    """Some photos belong to other animals, and all of some animals to none."""
    at = random.integers(0, len(shots), int(random.integers(1, 5)))
    after = list(shots)
    for place in at.tolist():
        after[place] = replace(shots[place], animal=int(random.integers(0, 9)))
    return after, np.unique(at).astype(np.int32)


def shots_of(random: np.random.Generator, count: int) -> list[Shot]:
    return [
        Shot(look=int(place) // 3, at=float(random.integers(0, 400)), animal=int(random.integers(0, 9)))
        for place in range(count)
    ]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), PHOTOS, st.integers(1, 4))
def test_order_and_standing_of_groups_are_those_of_groups_made_anew(seed: int, count: int, rounds: int) -> None:
    random = np.random.default_rng(seed)
    shots, votes = shots_of(random, count), votes_of(random, count)
    before, texts, weights = with_animals(shots), SortTexts(), GroupWeights()
    prepare(before, texts)
    same_facts(weights.weigh(before, None, votes), weigh(votes.among(before)))
    for _ in range(rounds):
        shots, changed = edited(random, shots)
        photos, evidence = photos_of(shots)
        photos = replace(photos, animal_table=_table(shots))
        after = regroup(before, photos, evidence, changed=changed)
        for place, came_from in enumerate(after.came_from.tolist()):
            assert came_from == NONE or after.groups[place] is before.groups[came_from]
        votes = changed_votes(random, votes)
        prepare(after, texts, before)
        same_facts(weights.weigh(after, before, votes), weigh(votes.among(after)))
        anew = replace(after, derived={})
        assert sorted_places(after).tolist() == sorted_places(anew).tolist()
        assert animal_ids(after).tolist() == animal_ids(anew).tolist()
        assert first_photos(after).tolist() == first_photos(anew).tolist()
        before = after


def changed_votes(random: np.random.Generator, votes: Votes) -> Votes:
    """Some photos are decided, or say something else, or left."""
    other = votes_of(random, len(votes.positions))
    name = random.choice(["decided", "ranked", "probabilities", "present", "confidence", "status", "waits", "votes"])
    column = getattr(votes, name).copy()
    at = random.integers(0, len(column), 2)
    column[at] = getattr(other, name)[at]
    return replace(votes, **{str(name): column})


def same_facts(one: GroupFacts, other: GroupFacts) -> None:
    for mine, theirs in zip(one._columns(), other._columns(), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-12, equal_nan=True)


def test_only_groups_of_which_something_is_other_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    shots = [Shot(look=place // 2, animal=1 + place // 2) for place in range(16)]
    photos, evidence = photos_of(shots)
    before, votes, weights = group(photos, evidence), votes_of(random, 16), GroupWeights()
    weights.weigh(before, None, votes)
    # One photo leaves the second animal; one of the fifth is decided.
    after, _ = photos_of([*shots[:3], replace(shots[3], animal=0), *shots[4:]])
    decided = votes.decided.copy()
    decided[8] = not decided[8]
    asked: list[int] = []

    def counting(some: Votes) -> GroupFacts:
        asked.append(some.groups)
        return weigh(some)

    monkeypatch.setattr("desktop_app.photos.group_weights.weigh", counting)
    regrouped = regroup(before, after, evidence, changed=np.array([3], np.int32))
    weights.weigh(regrouped, before, replace(votes, decided=decided))
    assert len(regrouped.groups) == 8
    assert asked == [2]


def test_an_animal_that_is_taken_apart_leaves_the_others_as_they_are() -> None:
    random = np.random.default_rng(6)
    shots = [Shot(look=place, animal=1 + place // 2) for place in range(8)]
    before, votes, weights, texts = with_animals(shots), votes_of(random, 8), GroupWeights(), SortTexts()
    prepare(before, texts)
    weights.weigh(before, None, votes)
    for left in (3, 2, 1, 0):
        shots = [replace(shot, animal=shot.animal if shot.animal <= left else 0) for shot in shots]
        photos, evidence = photos_of(shots)
        photos = replace(photos, animal_table=_table(shots))
        after = regroup(before, photos, evidence, changed=np.arange(2 * left, 2 * left + 2, dtype=np.int32))
        prepare(after, texts, before)
        assert [group.animal for group in after.groups] == list(NAMED[:left])
        same_facts(weights.weigh(after, before, votes), weigh(votes.among(after)))
        assert sorted_places(after).tolist() == sorted_places(replace(after, derived={})).tolist()
        before = after


def test_what_a_person_writes_into_facts_does_not_come_back_with_the_next_ones() -> None:
    """The window writes newer facts over those that it got."""
    random = np.random.default_rng(1)
    shots = shots_of(random, 20)
    before, votes, weights = with_animals(shots), votes_of(random, 20), GroupWeights()
    given_away = weights.weigh(before, None, votes)
    given_away.state[:] = -1
    given_away.pooled.ranked[:] = -7
    photos, evidence = photos_of(shots)
    after = regroup(before, replace(photos, animal_table=_table(shots)), evidence, changed=np.array([0], np.int32))
    same_facts(weights.weigh(after, before, votes), weigh(votes.among(after)))


def test_votes_that_differ_are_found_where_photos_have_come_and_where_nothing_is_a_number() -> None:
    random = np.random.default_rng(2)
    votes = votes_of(random, 12)
    assert np.isnan(votes.probabilities).any()
    assert votes.differing(votes).tolist() == []
    columns = {each.name: getattr(votes, each.name) for each in fields(Votes)}
    cut = {name: column[:9] for name, column in columns.items() if isinstance(column, np.ndarray)}
    shorter = replace(votes, **cut)  # type: ignore[arg-type]
    assert votes.differing(shorter).tolist() == [9, 10, 11]
    ranked = votes.ranked.copy()
    ranked[7, 4] = 5
    ranked[2, 0] += 1
    assert votes.differing(replace(votes, ranked=ranked)).tolist() == [2, 7]
