"""Comparing what is in one leaf of a tree, however full it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scale_out.duplicates.hashes import Bytes, Words, differing_bits, distinct, words_of
from scale_out.duplicates.rule import Rule

# Of each photo in a leaf so many others are linked that differ in few bits, and so many are laid over it that differ in
# more. Among ordinary photos hardly one has as many; a hundred thousand versions of one placeholder do.
MOST_LINKS = 64
# A leaf is compared in runs of so many photos of its own: trees make none as full, unless very many shapes are equal.
MOST_IN_A_RUN = 8_192
_BLOCK = 1 << 21

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of photos that are nearly the same.

    Attributes:
        first: uint64 `[pairs, 2]`: the hash of the one.
        second: the same of the other, greater by its first word, or where these are equal by its second.
        untried: how many pairs were left out, because too many photos are alike.
    """

    first: Words
    second: Words
    untried: int

    @classmethod
    def joined(cls, parts: "list[Pairs]") -> "Pairs":
        """All of them, each pair once."""
        nothing = np.zeros((0, 2), np.uint64)
        both = np.hstack(
            [
                np.concatenate([nothing, *(part.first for part in parts)]),
                np.concatenate([nothing, *(part.second for part in parts)]),
            ]
        )
        both = both[distinct(both)]
        return cls(both[:, :2], both[:, 2:], sum(part.untried for part in parts))


def pairs_in_leaves(fingerprints: Bytes, leaf: NDArray[np.int64], own: NDArray[np.bool_], rule: Rule) -> Pairs:
    """Compare, in each leaf, the photos whose own leaf it is with all that are there.

    Args:
        fingerprints: uint8 `[n, FINGERPRINT_BYTES]` of different hashes, but that a photo may be in several leaves.
        leaf: int64 `[n]`: in which each is.
        own: bool `[n]`: whether it is there because it is its own, not only to be looked for.
        rule: which pairs are nearly the same.
    """
    words = words_of(fingerprints)
    order = np.lexsort((words[:, 1], words[:, 0], leaf))
    starts = np.flatnonzero(np.diff(leaf[order], prepend=-1))
    few, some = [], []
    untried = 0
    for members in np.split(order, starts[1:]):
        for mine, all_there, left_out in _runs(members, own):
            untried += left_out
            alike, similar, left_out = _candidates(words, mine, all_there, rule)
            few.append(alike)
            some.append(similar)
            untried += left_out
    alike, similar = _each_once(words, few), _each_once(words, some)
    fitting = rule.fits(fingerprints, similar[0].astype(np.int32), similar[1].astype(np.int32))
    first, second = (np.concatenate([one, other[fitting]]) for one, other in zip(alike, similar, strict=True))
    return Pairs.joined([Pairs(words[first], words[second], untried)])


def _runs(members: Rows, own: NDArray[np.bool_]) -> list[tuple[Rows, Rows, int]]:
    """The photos of a leaf in runs by their hashes: own ones, all of the run, and how many pairs that leaves out."""
    count = -(-int(np.count_nonzero(own[members])) // MOST_IN_A_RUN)
    if count <= 1:
        return [(members[own[members]], members, 0)]
    runs = [(run[own[run]], run) for run in np.array_split(members, count)]
    return [(mine, run, len(mine) * (len(members) - len(run))) for mine, run in runs]


def _candidates(
    words: Words, mine: Rows, there: Rows, rule: Rule
) -> tuple[tuple[Rows, Rows], tuple[Rows, Rows], int]:
    """Pairs that differ in few bits, pairs that differ in some, and how many are left out; `there` is sorted by hash."""
    alike, similar = [], []
    untried = 0
    step = max(1, _BLOCK // max(1, len(there)))
    for start in range(0, len(mine), step):
        block = mine[start : start + step]
        bits = differing_bits(words[block, None], words[None, there])
        row, column = np.divmod(np.flatnonzero(bits.ravel() <= rule.bits), len(there))
        differ = bits[row, column]
        # What is looked for in a leaf may be the very photo whose own leaf it is.
        other = (words[block[row]] != words[there[column]]).any(axis=1)
        row, column, differ = row[other], column[other], differ[other]
        near = differ <= rule.alike
        # Those that are the same all choose the same: the first by their hashes. So one stays the middle of them all.
        kept, left_out = _first_of_each(row[near])
        alike.append((block[row[near][kept]], there[column[near][kept]]))
        untried += left_out
        row, column, differ = row[~near], column[~near], differ[~near]
        order = np.lexsort((column, differ, row))
        kept, left_out = _first_of_each(row[order])
        kept = order[kept]
        similar.append((block[row[kept]], there[column[kept]]))
        untried += left_out
    return _concatenated(alike), _concatenated(similar), untried


def _first_of_each(row: Rows) -> tuple[Rows, int]:
    """Of pairs sorted by row, the first `MOST_LINKS` of each; and how many are not among them."""
    kept = np.flatnonzero(np.arange(len(row)) - np.searchsorted(row, row) < MOST_LINKS)
    return kept, len(row) - len(kept)


def _concatenated(parts: list[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    nothing = np.zeros(0, np.intp)
    return (
        np.concatenate([nothing, *(first for first, _ in parts)]),
        np.concatenate([nothing, *(second for _, second in parts)]),
    )


def _each_once(words: Words, parts: list[tuple[Rows, Rows]]) -> tuple[Rows, Rows]:
    """Each pair once, though both of it look for the other, in several leaves; the smaller hash first."""
    first, second = _concatenated(parts)
    one, other = words[first], words[second]
    turned = (one[:, 0] > other[:, 0]) | ((one[:, 0] == other[:, 0]) & (one[:, 1] > other[:, 1]))
    first, second = np.where(turned, second, first), np.where(turned, first, second)
    kept = distinct(np.hstack([words[first], words[second]]))
    return first[kept], second[kept]
