"""Comparing what is in one leaf of a tree, however full it is."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scale_out.duplicates.hashes import Bytes, Words, differing_bits, distinct, words_of
from scale_out.duplicates.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of each photo in a leaf so many others are linked that differ in few bits, and so many are laid over it that differ in
# more. Among ordinary photos hardly one has as many; a hundred thousand versions of one placeholder do.
MOST_LINKS = 64
# A leaf is compared in runs of so many photos of its own: trees make none as full, unless very many shapes are equal.
MOST_IN_A_RUN = 8_192
_BLOCK = 1 << 21
# By how much coarse shapes of photos that fit over each other differ: of real photos of which up to 12 % was cut off on
# each side, and which the rule still calls the same, 0.994 differ by less; of the others that came as far, a quarter.
MOST_APART = 0.6

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of photos that are nearly the same.

    Attributes:
        first: uint64 `[pairs, 2]`: the hash of the one.
        second: the same of the other, greater by its first word, or where these are equal by its second.
        untried: how many comparisons were left out, because too many photos are alike.
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


@dataclass(frozen=True, slots=True, eq=False)
class Leafed:
    """Photos in some leaves of a tree. A photo is kept once, in however many of them it is.

    Attributes:
        fingerprints: uint8 `[n, FINGERPRINT_BYTES]`, of different hashes.
        shapes: float16 `[n, SHAPE]`: their coarse shapes.
        photo: int64 `[m]`: of each place in a leaf the photo that is there.
        leaf: int64 `[m]`: the leaf.
        own: bool `[m]`: whether the photo is there because it is its own, not only to be looked for.
    """

    fingerprints: Bytes
    shapes: NDArray[np.float16]
    photo: NDArray[np.int64]
    leaf: NDArray[np.int64]
    own: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: "Sequence[Leafed]") -> "Leafed":
        """Different photos in the same leaves."""
        starts = np.cumsum([0, *(len(part.fingerprints) for part in parts)])
        return cls(
            np.concatenate([part.fingerprints for part in parts]),
            np.concatenate([part.shapes for part in parts]),
            np.concatenate([start + part.photo for start, part in zip(starts[:-1], parts, strict=True)]),
            np.concatenate([part.leaf for part in parts]),
            np.concatenate([part.own for part in parts]),
        )


def pairs_in_leaves(leafed: Leafed, rule: Rule) -> Pairs:
    """Compare, in each leaf, the photos whose own leaf it is with all that are there."""
    words = words_of(leafed.fingerprints)
    there = words[leafed.photo]
    order = np.lexsort((there[:, 1], there[:, 0], leafed.leaf))
    starts = np.flatnonzero(np.diff(leafed.leaf[order], prepend=-1))
    few, some = [], []
    untried = 0
    for members in np.split(order, starts[1:]) if len(order) else []:
        for mine, every, left_out in _runs(leafed.photo[members], leafed.own[members]):
            alike, similar, more_left_out = _candidates(words, mine, every, rule)
            few.append(alike)
            some.append(similar)
            untried += left_out + more_left_out
    alike, similar = _each_once(words, few), _each_once(words, some)
    first, second = (each[_are_close(leafed.shapes, *similar)].astype(np.int32) for each in similar)
    fitting = rule.fits(leafed.fingerprints, first, second)
    first, second = np.append(alike[0], first[fitting]), np.append(alike[1], second[fitting])
    return Pairs.joined([Pairs(words[first], words[second], untried)])


def _are_close(shapes: NDArray[np.float16], first: Rows, second: Rows) -> NDArray[np.bool_]:
    """Which pairs are so close by their shapes that it is worth to lay one photo over the other."""
    apart = shapes[first].astype(np.float32) - shapes[second].astype(np.float32)
    return np.asarray(np.einsum("ij,ij->i", apart, apart) <= MOST_APART**2)


def _runs(members: Rows, own: NDArray[np.bool_]) -> list[tuple[Rows, Rows, int]]:
    """The photos of a leaf in runs by their hashes: own ones, all of the run, and how many pairs that leaves out."""
    count = -(-int(np.count_nonzero(own)) // MOST_IN_A_RUN)
    if count <= 1:
        return [(members[own], members, 0)]
    bounds = np.linspace(0, len(members), count + 1).astype(np.int64)
    runs = [slice(start, end) for start, end in pairwise(bounds.tolist())]
    found = [(members[run][own[run]], members[run]) for run in runs]
    return [(mine, run, len(mine) * (len(members) - len(run))) for mine, run in found]


def _candidates(words: Words, mine: Rows, there: Rows, rule: Rule) -> tuple[tuple[Rows, Rows], tuple[Rows, Rows], int]:
    """Pairs that differ in few bits, pairs that differ in some, and how many are left out; `there` is by hash."""
    alike, similar = [], []
    untried = 0
    step = max(1, _BLOCK // max(1, len(there)))
    for start in range(0, len(mine), step):
        block = mine[start : start + step]
        bits = differing_bits(words[block, None], words[None, there])
        row, column = np.divmod(np.flatnonzero(bits.ravel() <= rule.bits), len(there))
        differ = bits[row, column]
        other = block[row] != there[column]
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
