"""Which labels count once: those of one animal, of one burst, and of photos that are nearly the same.

Ten photos of one dog say hardly more of its breed than one does. Photos are compared only where their labels say the
same: what is said differently does not strengthen each other anyway.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.vectors import Vectors

NO_ANIMAL = -1
# The cosine, in the space in which photos are compared, from which on two photos are nearly the same: what is left of
# a photo that is turned a little, mirrored, brightened or cropped by a tenth; of dogs of one breed, one pair in 600.
NEARLY_THE_SAME = 0.85
# The same for photos that were taken within seconds of each other.
BURST_ALIKE = 0.5
MOST_NANOSECONDS = 10 * 1_000_000_000
# Each is compared with so many founders before it: a breed with more needs no care taken that few outvote many.
FOUNDERS = 256
_AT_ONCE, _PAIRS_AT_ONCE = 128, 4096
_SLACK = 1e-4

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class LabelFacts:
    """What says of n labels which of them belong together, in the order of their keys.

    Attributes:
        keys: int64 `[n]`, rising.
        words: int64 `[n]`: labels with one number say the same.
        animals: int64 `[n]`: numbers of animals; -1 for none.
        taken_at: int64 `[n]`, nanoseconds; 0 unknown.
        vectors: how their photos look.
    """

    keys: Integers
    words: Integers
    animals: Integers
    taken_at: Integers
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Of n labels.

    Attributes:
        units: int64 `[n]`: the smallest key of those that count once together.
        founders: int64 `[n]`: the key of the label that each is nearly the same as; its own where there is none.
    """

    units: Integers
    founders: Integers


def units_of(facts: LabelFacts, before: tuple[LabelFacts, Units] | None = None) -> Units:
    """Put labels together; the same labels give the same units, whatever else there is.

    A label without an animal goes to the first founder before it that it is like; where there is none, it founds one.
    So no chain grows from one dog to the next, however many labels a breed has (leader clustering: Hartigan, Clustering
    Algorithms, 1975).

    Args:
        facts: of the labels.
        before: what was known before, with the same numbers for the same words, and what it gave: only words of which
            a label is another now are worked out again.
    """
    founders = facts.keys.copy()
    rows = np.arange(len(facts))
    first_of: dict[int, int] = {}
    if before is not None:
        old, units = before
        stay, places = _unchanged(facts, old)
        went = np.ones(len(old), np.bool_)
        went[places[stay]] = False
        # Of each word, the first key that is another one than before: what comes before it is as it was.
        for words, keys in ((facts.words[~stay], facts.keys[~stay]), (old.words[went], old.keys[went])):
            for word, key in zip(words.tolist(), keys.tolist(), strict=True):
                first_of[word] = min(key, first_of.get(word, key))
        is_open = np.isin(facts.words, np.array(list(first_of), np.int64))
        founders[stay] = units.founders[places[stay]]
        rows = rows[is_open]
    rows = rows[np.argsort(facts.words[rows], kind="stable")]
    for same in np.split(rows, np.flatnonzero(np.diff(facts.words[rows])) + 1):
        if len(same) > 1:
            first = first_of.get(int(facts.words[same[0]]), -1) if before is not None else -1
            done = int(np.searchsorted(facts.keys[same], first)) if before is not None else 0
            founders[same] = _founders(facts, same, founders[same], done)
        elif len(same):
            founders[same] = facts.keys[same]
    return Units(_numbered(facts, founders), founders)


def _unchanged(facts: LabelFacts, old: LabelFacts) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which labels are as they were, bool `[n]`, and where they stood, `[n]`."""
    if not len(old) or old.vectors.width != facts.vectors.width:
        return np.zeros(len(facts), np.bool_), np.zeros(len(facts), np.intp)
    places = np.minimum(np.searchsorted(old.keys, facts.keys), len(old) - 1)
    stay = old.keys[places] == facts.keys
    for now, then in ((facts.words, old.words), (facts.animals, old.animals), (facts.taken_at, old.taken_at)):
        stay &= now == then[places]
    return stay & facts.vectors.same_as(old.vectors, places), places


def _founders(facts: LabelFacts, rows: NDArray[np.intp], known: Integers, done: int) -> Integers:
    """The founders of labels that say the same, int64 `[rows]`; of the first so many they are known."""
    done -= done % _AT_ONCE
    keys = facts.keys[rows]
    founder = np.arange(len(rows))
    founder[:done] = np.searchsorted(keys, known[:done])
    founding = np.flatnonzero(founder[:done] == np.arange(done))
    # Of those before, only the last founders are looked at again.
    begin_at = int(founding[-FOUNDERS:][0]) if done else 0
    vectors = facts.vectors.at(rows[begin_at:]).directions()
    times, alone = facts.taken_at[rows], facts.animals[rows] == NO_ANIMAL
    for begin in range(done, len(rows), _AT_ONCE):
        block = np.arange(begin, min(begin + _AT_ONCE, len(rows)))
        # What may be a founder for these: those before, and the rows of the block itself.
        others = np.concatenate([founding[-FOUNDERS:], block])
        linked = _alike(vectors, times, block, others, begin_at) & alone[block, None] & (others < block[:, None])
        follows = np.zeros(len(others), np.bool_)
        for at in np.flatnonzero(linked.any(axis=1)).tolist():
            first = np.flatnonzero(linked[at] & ~follows)
            if len(first):
                founder[block[at]] = others[first[0]]
                follows[len(others) - len(block) + at] = True
        founding = np.concatenate([founding, block[~follows[len(others) - len(block) :]]])
    return keys[founder]


def _alike(
    vectors: NDArray[np.float32], times: Integers, block: NDArray[np.intp], others: NDArray[np.intp], begin_at: int
) -> NDArray[np.bool_]:
    """Which pairs may count once, bool `[block, others]`; the first of the vectors is of row `begin_at`.

    Whether two are alike depends on these two alone, to the last bit: products of matrices, which are made in another
    order among other photos, only say which pairs are looked at.
    """
    cosines = vectors[block - begin_at] @ vectors[others - begin_at].T
    known = (times[block] != 0)[:, None] & (times[others] != 0)[None, :]
    close = known & (np.abs(times[block][:, None] - times[others][None, :]) <= MOST_NANOSECONDS)
    least = np.where(close, BURST_ALIKE, NEARLY_THE_SAME)
    linked = np.zeros(cosines.shape, np.bool_)
    one, other = np.nonzero(cosines >= least - _SLACK)
    for begin in range(0, len(one), _PAIRS_AT_ONCE):
        here, there = one[begin : begin + _PAIRS_AT_ONCE], other[begin : begin + _PAIRS_AT_ONCE]
        exact = (vectors[block[here] - begin_at] * vectors[others[there] - begin_at]).sum(axis=1)
        linked[here, there] = exact >= least[here, there]
    return linked


def _numbered(facts: LabelFacts, founders: Integers) -> Integers:
    """The unit of each label: the smallest key of its animal, or of its founder's."""
    units = founders.copy()
    owned = np.flatnonzero(facts.animals != NO_ANIMAL)
    if len(owned):
        _, first, which = np.unique(facts.animals[owned], return_index=True, return_inverse=True)
        units[owned] = facts.keys[owned[first[which]]]
    return units[np.searchsorted(facts.keys, units)]
