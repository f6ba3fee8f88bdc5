"""Photos that belong together stand in one group, and strangers never do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.imaging import fingerprints
from desktop_app.photos import alignment, group_evidence
from desktop_app.photos.complete_link import complete_link, components
from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
from desktop_app.photos.group_links import Strictness, find_links, may_be_one_photo
from desktop_app.photos.groups import MOST_PHOTOS, Grouping, group, regroup
from tests.unit.photos.group_helpers import Shot, answers, greys_of, photos_of, said
from tests.unit.photos.photo_helpers import store_of

ENDS = (np.array([0], np.int32), np.array([1], np.int32))


def groups_of(*shots: Shot) -> list[tuple[str, list[int]]]:
    photos, evidence = photos_of(shots)
    return said(group(photos, evidence), photos)


def test_photos_of_the_same_seconds_are_a_burst_and_later_ones_are_not() -> None:
    shots = [Shot(1, 0, at=0), Shot(1, 10, at=4), Shot(1, 12, at=10), Shot(1, 50, at=10.5, turn=0.5), Shot(2, at=300)]
    assert groups_of(*shots) == [("burst", [0, 1, 2])]


def test_another_dog_within_the_same_seconds_is_no_part_of_the_burst() -> None:
    assert groups_of(Shot(1, at=0), Shot(1, 30, at=2), Shot(2, at=4), Shot(2, 30, at=6)) == [
        ("burst", [0, 1]),
        ("burst", [2, 3]),
    ]


def test_without_a_time_only_what_is_nearly_the_same_stands_together() -> None:
    assert groups_of(Shot(1), Shot(1, 20), Shot(2), Shot(3)) == [("near_duplicates", [0, 1])]


def test_a_copy_in_another_folder_is_found_and_what_is_only_alike_there_is_not() -> None:
    assert groups_of(Shot(1, folder=0), Shot(1, 8, folder=1), Shot(1, 45, folder=2, turn=0.6)) == [
        ("near_duplicates", [0, 1])
    ]


def test_photos_with_like_hashes_are_asked_whether_they_fit_over_each_other() -> None:
    assert groups_of(Shot(1), Shot(1, 50)) == [("near_duplicates", [0, 1])]
    assert groups_of(Shot(1), Shot(1, 50, turn=0.6)) == []
    assert groups_of(Shot(1), Shot(1, 70)) == []


def test_what_fits_is_found_without_embeddings_too_and_in_another_folder_where_more_of_the_hash_is_the_same() -> None:
    def pair(off: int, turn: float = 0.0, folder: int = 0) -> list[tuple[str, list[int]]]:
        return groups_of(Shot(1, embedded=False), Shot(1, off, turn=turn, folder=folder, embedded=False))

    assert pair(50) == pair(38, folder=1) == [("near_duplicates", [0, 1])]
    assert pair(50, turn=0.6) == pair(38, turn=0.6) == pair(50, folder=1) == []


def test_photos_that_look_alike_to_the_model_and_do_not_fit_are_two_dogs_of_one_breed() -> None:
    photos, evidence = photos_of([Shot(1), Shot(1, 30)])
    evidence.greys[1] = greys_of(Shot(2))
    assert evidence.similarity(*ENDS)[0] > 0.99
    assert group(photos, evidence).groups == ()


def test_how_well_photos_fit_does_not_depend_on_which_is_the_first() -> None:
    _, evidence = photos_of([Shot(number, 5 * number, turn=0.3) for number in range(12)])
    first, second = (each.astype(np.int32) for each in np.triu_indices(12, 1))
    assert evidence.alignment(first, second).tolist() == evidence.alignment(second, first).tolist()


def test_an_animal_is_one_group_whatever_its_photos_look_like_and_never_joined_to_another() -> None:
    shots = [Shot(1, animal=7), Shot(1, animal=8), Shot(2, animal=7), Shot(1), Shot(1, 4), Shot(3, animal=9)]
    photos, evidence = photos_of(shots)
    found = group(photos, evidence)
    assert said(found, photos) == [
        ("animal", [0, 2]),
        ("animal", [1]),
        ("near_duplicates", [3, 4]),
        ("animal", [5]),
    ]
    assert [each.animal and each.animal.animal_id for each in found.groups] == [7, 8, None, 9]
    assert found.group_of.tolist() == [0, 1, 0, 2, 2, 3]


def test_photos_that_show_several_dogs_stand_in_their_animal_and_in_no_burst() -> None:
    shots = [Shot(1, at=0), Shot(1, at=1, open_to_groups=False), Shot(1, at=2), Shot(2, animal=4, open_to_groups=False)]
    assert groups_of(*shots) == [("burst", [0, 2]), ("animal", [3])]


def test_a_chain_does_not_grow_into_one_group() -> None:
    chain = [Shot(1, 12 * step, turn=0.12 * step) for step in range(9)]
    found = groups_of(*chain)
    assert len(found) > 1
    assert max(len(members) for _, members in found) <= 5


def test_a_group_holds_thirty_photos_at_most_and_a_burst_ten_seconds() -> None:
    found = groups_of(*[Shot(1, at=0.1 * place) for place in range(70)])
    assert [len(members) for _, members in found] == [MOST_PHOTOS, MOST_PHOTOS, 10]
    found = groups_of(*[Shot(place % 2, 20 + 20 * (place % 2), at=4 * place, turn=0.3) for place in range(12)])
    assert all(4 * (members[-1] - members[0]) <= 10 for kind, members in found if kind == "burst")


def test_a_person_who_said_that_two_are_not_the_same_dog_is_followed() -> None:
    photos, evidence = photos_of([Shot(1, at=0), Shot(1, at=1), Shot(1, at=2)])
    found = said(group(photos, evidence, answers(photos, apart=[(0, 1)])), photos)
    assert [members for _, members in found] in ([[0, 2]], [[1, 2]])


def test_a_person_who_said_that_two_are_the_same_dog_is_followed_and_what_is_like_one_comes_too() -> None:
    photos, evidence = photos_of([Shot(1), Shot(2, folder=5), Shot(1, 6), Shot(3)])
    found = said(group(photos, evidence, answers(photos, together=[(0, 1)])), photos)
    assert found == [("near_duplicates", [0, 1, 2])]
    assert said(group(photos, evidence, answers(photos, together=[(1, 3)])), photos) == [
        ("near_duplicates", [0, 2]),
        ("near_duplicates", [1, 3]),
    ]


def test_empty_pictures_are_alike_and_stand_together_nowhere() -> None:
    photos, evidence = photos_of([Shot(1), Shot(2), Shot(3)])
    evidence.words[:] = 0
    assert group(photos, evidence).groups == ()


def test_nothing_is_grouped_before_anything_is_known() -> None:
    photos, _ = photos_of([Shot(1, at=0), Shot(1, at=1), Shot(1, animal=3)])
    assert said(group(photos, GroupEvidence(3)), photos) == [("animal", [2])]
    nothing, none = photos_of([Shot(1)])
    assert group(nothing, none).groups == ()


def test_among_more_photos_more_is_asked_for() -> None:
    asked = [Strictness.among(photos) for photos in (1, 100, 4_000, 4_096, 4_097, 10_000, 100_000, 1_000_000)]
    assert [each.fit for each in asked] == sorted(each.fit for each in asked)
    assert asked[2] == asked[3] != asked[4]
    assert asked[-1].bits < asked[0].bits


def test_fingerprints_are_compared_as_long_as_they_are_made() -> None:
    assert group_evidence.FINGERPRINT_BYTES == fingerprints.FINGERPRINT_BYTES
    assert (group_evidence.HASH_BYTES, alignment.SIDE) == (fingerprints.HASH_BYTES, fingerprints.GREYS_SIDE)
    evidence = GroupEvidence(2)
    evidence.set_fingerprints(np.arange(2, dtype=np.int32), np.ones((2, 16), np.uint8), np.ones(2, np.bool_))
    assert not evidence.has_words.any()


def test_embeddings_that_are_no_numbers_are_like_nothing() -> None:
    evidence = GroupEvidence(3)
    given = np.array([[1, 2], [np.nan, 0], [np.inf, -np.inf]], np.float16)
    evidence.set_embeddings(np.arange(3, dtype=np.int32), given)
    first, second = np.array([0, 0, 0], np.int32), np.array([0, 1, 2], np.int32)
    assert evidence.similarity(first, second)[0] == pytest.approx(1, abs=1e-3)
    assert np.isnan(evidence.similarity(first, second)[1:]).all()


def test_similarity_is_the_cosine_within_a_hundredth() -> None:
    given = np.random.default_rng(0).standard_normal((40, 1280)).astype(np.float16)
    evidence = GroupEvidence(40)
    evidence.set_embeddings(np.arange(40, dtype=np.int32), given)
    rows = given.astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    first, second = (each.astype(np.int32) for each in np.triu_indices(40, 1))
    assert np.abs(evidence.similarity(first, second) - (rows @ rows.T)[first, second]).max() < 0.01


shots = st.lists(
    st.builds(
        Shot,
        look=st.integers(0, 4),
        off=st.sampled_from([0, 0, 10, 26, 34, 44]),
        at=st.none() | st.integers(0, 40),
        folder=st.integers(0, 2),
        animal=st.sampled_from([0, 0, 0, 1, 2]),
        open_to_groups=st.sampled_from([True, True, True, False]),
        embedded=st.sampled_from([True, True, False]),
        turn=st.sampled_from([0.0, 0.2, 0.4]),
    ),
    max_size=24,
)


@given(shots, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_in_which_photos_came(some: list[Shot], random: object) -> None:
    order = list(range(len(some)))
    random.shuffle(order)  # type: ignore[attr-defined]
    if not some:
        return
    photos, evidence = photos_of(some)
    others, evidence_of_others = photos_of(some, order)
    assert said(group(photos, evidence), photos) == said(group(others, evidence_of_others), others)


@given(shots, st.data())
def test_regrouping_after_edits_gives_what_grouping_anew_gives(some: list[Shot], data: st.DataObject) -> None:
    if len(some) < 2:
        return
    photos, evidence = photos_of(some)
    before = group(photos, evidence)
    place = st.integers(0, len(some) - 1)
    edits = data.draw(st.dictionaries(place, st.builds(lambda a, o: (a, o), st.sampled_from([0, 1, 2]), st.booleans())))
    news = data.draw(st.sets(place, max_size=3))
    edited = list(some)
    for at, (animal, is_open) in edits.items():
        edited[at] = Shot(**{**vars(some[at]), "animal": animal, "open_to_groups": is_open})
    for at in news:
        edited[at] = Shot(**{**vars(edited[at]), "look": edited[at].look + 1, "at": 3})
    pair = tuple(sorted(data.draw(st.lists(place, min_size=2, max_size=2, unique=True))))
    after, evidence_after = photos_of(edited)
    asked = answers(after, **{data.draw(st.sampled_from(["together", "apart"])): [pair]})  # type: ignore[arg-type]
    changed = np.array([*edits, *pair], np.int32)
    new = np.array(sorted(news), np.int32)
    regrouped = regroup(before, after, evidence_after, asked, changed=changed, new_evidence=new)
    anew = group(after, evidence_after, asked)
    assert said(regrouped, after) == said(anew, after)
    assert regrouped.group_of.tolist() == anew.group_of.tolist()


@given(shots)
def test_every_photo_stands_in_one_group_at_most_and_all_pairs_of_a_group_belong_together(some: list[Shot]) -> None:
    if not some:
        return
    photos, evidence = photos_of(some)
    found = group(photos, evidence)
    members = [position for each in found.groups for position in each.positions.tolist()]
    assert len(members) == len(set(members))
    links = find_links(photos, evidence)
    linked = set(zip(links.first.tolist(), links.second.tolist(), strict=True))
    for each in found.groups:
        positions = each.positions.tolist()
        if each.kind != "animal":
            assert 2 <= len(positions) <= MOST_PHOTOS
            assert all((min(a, b), max(a, b)) in linked for a in positions for b in positions if a != b)
        assert {found.group_of[position] for position in positions} == {found.groups.index(each)}


def test_photos_that_come_later_are_put_to_those_that_are_there() -> None:
    some = [Shot(1, at=0), Shot(2), Shot(1, 10, at=1)]
    photos, evidence = photos_of(some[:2])
    before = group(photos, evidence)
    assert before.groups == ()
    after, evidence_after = photos_of(some)
    new = np.array([2], np.int32)
    assert said(regroup(before, after, evidence_after, changed=new, new_evidence=new), after) == [("burst", [0, 2])]


def test_components_and_complete_links_of_a_small_graph() -> None:
    first, second = np.array([0, 1, 3], np.int32), np.array([1, 2, 4], np.int32)
    part = components(6, first, second)
    assert part.tolist() == [0, 0, 0, 3, 3, 5]
    found = complete_link(first, second, part[first], np.ones(6, np.int32), 30)
    assert sorted(map(sorted, found)) == [[0, 1], [3, 4]]
    assert complete_link(first, second, part[first], np.array([1, 30, 1, 1, 1, 1], np.int32), 30) == [[3, 4]]


def test_what_is_grouped_of_a_store_is_what_is_in_it() -> None:
    store = store_of()
    assert len(PhotosToGroup.of(store)) == 0
    assert Grouping.nothing(3).group_of.tolist() == [-1, -1, -1]


def test_dogs_of_one_breed_in_one_pose_are_not_taken_for_one_photo() -> None:
    """Bits, cosine and fit as they were measured: three Komondors; two pairs of versions; and without embeddings."""
    bits = np.array([41, 35, 48, 47, 35, 40, 40], np.uint8)
    cosine = np.array([0.899, 0.901, 0.926, 0.90, 0.58, np.nan, np.nan], np.float32)
    fit = np.array([0.759, 0.678, 0.672, 0.77, 0.83, 0.78, 0.80], np.float32)
    assert may_be_one_photo(bits, cosine, fit).tolist() == [False, False, False, True, True, False, True]
