"""Groups out of pairs."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scale_out.duplicates.leaves import Pairs
from scale_out.duplicates.stars import Stars

Edge = tuple[int, int]
edges = st.sets(st.tuples(st.integers(0, 15), st.integers(0, 15)).filter(lambda edge: edge[0] < edge[1]), max_size=40)


def pairs_of(some: list[Edge], hashes: dict[int, int] | None = None) -> Pairs:
    """Pairs of photos whose hashes are these numbers."""
    called = hashes or {}
    rows = [[(0, called.get(node, node)) for node in edge] for edge in some]
    both = np.array(rows, np.uint64).reshape(-1, 2, 2)
    return Pairs(both[:, 0], both[:, 1], 0)


def first_of(stars: Stars) -> dict[int, int]:
    names = stars.words[:, 1].tolist()
    return {name: names[first] for name, first in zip(names, stars.first.tolist(), strict=True)}


@given(edges)
def test_each_photo_is_linked_to_its_first_and_no_first_to_another(some: set[Edge]) -> None:
    linked = some | {(other, one) for one, other in some}
    firsts = first_of(Stars.of(pairs_of(sorted(some))))
    assert set(firsts) == {node for edge in some for node in edge}
    for node, first in firsts.items():
        assert node == first or (node, first) in linked
        assert firsts[first] == first
    chosen = set(firsts.values())
    assert not {(one, other) for one in chosen for other in chosen} & linked


@given(edges, st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter(some: set[Edge], random: Random) -> None:
    mixed = sorted(some)
    random.shuffle(mixed)
    one, other = Stars.of(pairs_of(sorted(some))), Stars.of(pairs_of(mixed))
    assert first_of(one) == first_of(other)
    assert one.chain.tolist() == other.chain.tolist()


@given(edges)
def test_what_hangs_together_has_one_chain_and_nothing_else_has(some: set[Edge]) -> None:
    reached = {node: {node} for edge in some for node in edge}
    for one, other in some:
        joined = reached[one] | reached[other]
        for node in joined:
            reached[node] = joined
    stars = Stars.of(pairs_of(sorted(some)))
    names = stars.words[:, 1].tolist()
    chain = dict(zip(names, stars.chain.tolist(), strict=True))
    assert all((chain[a] == chain[b]) == (b in reached[a]) for a in reached for b in reached)


def test_the_middle_of_a_chain_of_three_is_the_first_of_both_ends() -> None:
    assert first_of(Stars.of(pairs_of([(1, 2), (2, 3)]))) == {1: 2, 2: 2, 3: 2}


def test_in_a_longer_chain_nobody_is_told_to_be_a_copy_of_one_that_is_not_like_it() -> None:
    stars = Stars.of(pairs_of([(1, 2), (2, 3), (3, 4), (4, 5)]))
    assert first_of(stars) == {1: 2, 2: 2, 3: 2, 4: 4, 5: 4}
    assert len(set(stars.chain.tolist())) == 1


def test_whoever_is_like_two_firsts_is_with_the_nearer_one() -> None:
    # 0b111 is like both hubs: one bit from the one, three from the other.
    near, far, between = 0b110, 0b1111111, 0b111
    leaves = [1 << (10 + number) for number in range(4)]
    pairs = [(near, leaves[0]), (near, leaves[1]), (far, leaves[2]), (far, leaves[3]), (near, between), (between, far)]
    stars = Stars.of(pairs_of(pairs))
    assert first_of(stars)[between] == near
    assert stars.bits[stars.words[:, 1].tolist().index(between)] == 1


def test_without_pairs_there_are_no_groups() -> None:
    assert len(Stars.of(Pairs.joined([])).words) == 0
