"""Groups out of pairs: each photo of a group is nearly the same as the group's first.

What hangs together through pairs is no group: a dog that turns its head over twenty photos makes a chain whose ends
show two different things, and among ten million photos some chains never end. Complete linkage, by which the app makes
the groups that people decide about at once, asks that each photo is like each other one; of a placeholder that was
stored a hundred thousand times in a thousand qualities it makes thousands of groups. What a federation asks is which
photos are one that it has already, and that is a question about two photos: the copy, and the one that stays. So a
group is a star: a first, and photos each of which the rule calls nearly the same as this first. Firsts are chosen
greedily, those that are like most others first (a maximal independent set, in which no first is like another; in
rounds, after Blelloch, Fineman and Shun 2012, "Greedy sequential maximal independent set and matching are parallel on
average").

A photo that is like a member, and not like its first, is in another group, maybe alone in it: it is not the copy of
what stays. Groups that hang together have the same chain, so nothing is hidden.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.complete_link import components
from scale_out.duplicates.hashes import Words, differing_bits, distinct, places_in
from scale_out.duplicates.leaves import Pairs

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Stars:
    """Groups of hashes.

    Attributes:
        words: uint64 `[n, 2]`, rising: all hashes that are like another.
        first: int64 `[n]`: the place of the first of each one's group; its own for a first.
        chain: int32 `[n]`: the smallest place that each hangs together with.
        bits: uint8 `[n]`: in how many bits each differs from its first.
    """

    words: Words
    first: Places
    chain: NDArray[np.int32]
    bits: NDArray[np.uint8]

    @classmethod
    def of(cls, pairs: Pairs) -> "Stars":
        """Make groups; what comes does not depend on the order of the pairs."""
        every = np.concatenate([pairs.first, pairs.second])
        words = every[distinct(every)]
        places = places_in(words, every)
        one, other = places[: len(pairs.first)], places[len(pairs.first) :]
        first = _firsts(len(words), one, other, differing_bits(pairs.first, pairs.second))
        bits = differing_bits(words, words[first])
        return cls(words, first, components(len(words), one.astype(np.int32), other.astype(np.int32)), bits)


def _firsts(count: int, one: Places, other: Places, bits: NDArray[np.uint8]) -> Places:
    """For each place that of its first: the nearest of the firsts that it is like, and of these the one with most."""
    links = np.bincount(np.concatenate([one, other]), minlength=count)
    # Rank 0 chooses first: those with most links; hashes decide between equals, which is as good as by lot.
    rank = np.empty(count, np.int64)
    rank[np.lexsort((np.arange(count), -links))] = np.arange(count)
    sooner = rank[one] < rank[other]
    early, late = np.where(sooner, one, other), np.where(sooner, other, one)
    undecided, is_first = np.ones(count, np.bool_), np.zeros(count, np.bool_)
    while undecided.any():
        waits = np.zeros(count, np.bool_)
        waits[late] = True
        chosen = undecided & ~waits
        is_first |= chosen
        undecided &= ~chosen
        undecided[late[chosen[early]]] = False
        left = undecided[early] & undecided[late]
        early, late = early[left], late[left]
    first = np.arange(count)
    belongs = is_first[one] != is_first[other]
    chosen, member = np.where(is_first[one], one, other)[belongs], np.where(is_first[one], other, one)[belongs]
    # The last one that is written stays: the nearest.
    order = np.lexsort((-rank[chosen], -bits[belongs].astype(np.int64)))
    first[member[order]] = chosen[order]
    return first
