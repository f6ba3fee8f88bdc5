"""What is nearly the same, and what is compared to find it."""

import numpy as np
import pytest

from desktop_app.imaging.fingerprints import distances
from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
from desktop_app.photos.group_links import find_links
from scale_out.duplicates import leaves
from scale_out.duplicates.forest import SHAPE, Tree, coarse_shapes
from scale_out.duplicates.hashes import differing_bits, distinct, is_blank, places_in, words_of
from scale_out.duplicates.leaves import MOST_LINKS, Leafed, pairs_in_leaves
from scale_out.duplicates.rule import Rule
from tests.scale_out_made_up import fingerprint_of, fingerprints

Pair = tuple[int, int]


def versions(photos: int, of_each: int, most_flipped: int) -> np.ndarray:
    """Fingerprints of photos that look different, and of changed versions of each."""
    random = np.random.default_rng(3)
    rows = []
    for seed in range(photos):
        rows.append(fingerprint_of(seed))
        for number in range(1, of_each):
            flipped = random.permutation(128)[: random.integers(0, most_flipped + 1)]
            rows.append(fingerprint_of(seed, flipped=flipped.tolist(), noise=1 + number))
    return fingerprints(rows)


def by_the_rule(prints: np.ndarray, rule: Rule) -> set[Pair]:
    first, second = np.triu_indices(len(prints), 1)
    holds = rule.holds(prints, first.astype(np.int32), second.astype(np.int32))
    return set(zip(first[holds].tolist(), second[holds].tolist(), strict=True))


def in_one_leaf(prints: np.ndarray) -> Leafed:
    count = len(prints)
    shapes = coarse_shapes(prints).astype(np.float16)
    return Leafed(prints, shapes, np.arange(count), np.zeros(count, np.int64), np.ones(count, np.bool_))


def found_in(leafed: Leafed, rule: Rule) -> set[Pair]:
    pairs = pairs_in_leaves(leafed, rule)
    words = words_of(leafed.fingerprints)
    order = distinct(words)
    one, other = order[places_in(words[order], pairs.first)], order[places_in(words[order], pairs.second)]
    return {(min(a, b), max(a, b)) for a, b in zip(one.tolist(), other.tolist(), strict=True)}


def test_the_rule_is_that_of_the_app_for_photos_of_different_folders() -> None:
    prints = versions(60, 4, 50)
    count = len(prints)
    place = np.arange(count, dtype=np.int32)
    photos = PhotosToGroup(
        place.astype(np.int64),
        np.ones(count, bool),
        np.full(count, -1, np.int32),
        (),
        place,
        place,
        np.zeros(count, int),
    )
    evidence = GroupEvidence(count)
    evidence.set_fingerprints(place, prints, np.ones(count, np.bool_))
    links = find_links(photos, evidence)
    linked = set(zip(links.first.tolist(), links.second.tolist(), strict=True))
    assert by_the_rule(prints, Rule.among(count)) == linked
    bits = distances(prints[links.first], prints[links.second])
    assert len(linked) > 100
    assert (bits > 12).any(), "some are the same by how they fit alone"


def test_hashes_are_as_far_apart_as_the_app_says_and_sort_as_their_bytes() -> None:
    prints = versions(20, 2, 30)
    words = words_of(prints)
    assert differing_bits(words[:20], words[20:]).tolist() == distances(prints[:20], prints[20:]).tolist()
    by_bytes = sorted(range(len(prints)), key=lambda row: prints[row, :16].tobytes())
    assert distinct(words).tolist() == by_bytes


def test_photos_with_nothing_on_them_are_known() -> None:
    nothing, little = np.zeros(16, np.uint8), np.zeros(16, np.uint8)
    little[:3] = 255
    assert is_blank(words_of(np.stack([nothing, ~nothing, little, ~little]))).tolist() == [True, True, False, False]


def test_in_a_leaf_all_pairs_are_found_that_the_rule_calls_the_same_and_no_others() -> None:
    prints, rule = versions(40, 5, 50), Rule.among(10_000_000)
    prints = prints[distinct(words_of(prints))]
    assert found_in(in_one_leaf(prints), rule) == by_the_rule(prints, rule)


def test_who_is_only_looked_for_is_not_compared_with_others_who_are_only_looked_for() -> None:
    prints = fingerprints([fingerprint_of(1), fingerprint_of(1, flipped=[5]), fingerprint_of(1, flipped=[7])])
    leafed = in_one_leaf(prints)
    leafed.own[1:] = False
    assert found_in(leafed, Rule.among(3)) == {(0, 1), (0, 2)}


def test_of_very_many_that_are_alike_some_pairs_are_left_out_and_counted_and_all_hang_together() -> None:
    flips = [[bit, other] for bit in range(30) for other in range(bit + 1, 30)][:400]
    prints = fingerprints([fingerprint_of(1, flipped=each) for each in flips])
    pairs = pairs_in_leaves(in_one_leaf(prints), Rule.among(400))
    assert len(pairs.first) <= MOST_LINKS * 400
    assert pairs.untried == 400 * (399 - MOST_LINKS), "of each the others but those that are kept"
    smallest = words_of(prints)[distinct(words_of(prints))[0]]
    assert np.count_nonzero((pairs.first == smallest).all(axis=1)) == 399, "all have the same in their middle"


def test_a_leaf_that_is_too_full_is_compared_in_runs_and_what_that_leaves_out_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaves, "MOST_IN_A_RUN", 50)
    prints = fingerprints([fingerprint_of(seed) for seed in range(200)])
    assert pairs_in_leaves(in_one_leaf(prints), Rule.among(200)).untried == 200 * 150


def test_leaves_are_as_full_as_one_another_however_unevenly_shapes_are_spread() -> None:
    random = np.random.default_rng(0)
    shapes = (random.standard_normal((20_000, SHAPE)) ** 3).astype(np.float32)
    tree = Tree.grown(shapes[::4], 6, random)
    sizes = np.bincount(tree.leaves(shapes, 0)[:, 0], minlength=64)
    assert sizes.min() > 0.5 * sizes.mean()
    assert sizes.max() < 1.6 * sizes.mean()


def test_a_photo_is_looked_for_where_it_would_be_if_the_nearest_node_said_otherwise() -> None:
    random = np.random.default_rng(0)
    shapes = random.standard_normal((500, SHAPE)).astype(np.float32)
    tree = Tree.grown(shapes, 4, random)
    found = tree.leaves(shapes, 4)
    assert found.min() >= 0
    assert found.max() < 16
    assert all(len(set(row)) == 5 for row in found.tolist())
    for row in range(100):
        node, ways = 1, []
        for level in range(tree.depth):
            beyond = shapes[row, tree.frequency[node]] - tree.middle[node]
            ways.append((abs(beyond), level, node))
            node = 2 * node + int(beyond >= 0)
        assert found[row, 0] == node - 16
        nearest_node, level = min(ways)[2], min(ways)[1]
        assert (found[row, 1] + 16) >> (tree.depth - level) == nearest_node, "it left the way at this node"
        assert (found[row, 1] + 16) >> (tree.depth - level - 1) != node >> (tree.depth - level - 1)


def test_a_tree_of_one_leaf_has_all_and_no_other_to_look_in() -> None:
    shapes = np.zeros((3, SHAPE), np.float32)
    assert Tree.grown(shapes, 0, np.random.default_rng(0)).leaves(shapes, 2).tolist() == [[0, -1, -1]] * 3


def test_shapes_do_not_depend_on_light_and_contrast() -> None:
    random = np.random.default_rng(0)
    greys = random.integers(0, 8, 400).astype(np.uint8)
    rows = [b"\0" * 16 + (each[0::2] << 4 | each[1::2]).tobytes() for each in (greys, greys + 5, greys * 2)]
    shapes = coarse_shapes(fingerprints(rows))
    assert np.allclose(shapes[0], shapes[1], atol=1e-5)
    assert np.allclose(shapes[0], shapes[2], atol=1e-5)
