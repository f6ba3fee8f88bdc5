"""Which two photos may stand in one group: taken within seconds of each other, or nearly the same.

Every rule here was measured: `python -m benchmarks grouping`, docs/decisions/0023-groups.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from desktop_app.photos.group_evidence import GroupEvidence, PhotosToGroup
    from desktop_app.photos.names import Positions

NO_POSITIONS = np.zeros(0, np.int32)

MOST_SECONDS = 10
# Neighbours in a folder, by time or by name: what is alike there belongs together sooner than what is alike anywhere.
NEIGHBOURS = 60
# Of how many later photos that are alike a photo is compared to the nearest: a group holds 30.
MOST_LINKS = 32

# Bits of 128 in which the hashes of photos may differ (those that have nothing to do with each other differ in about
# 64): so few that nothing else is asked; so few that it is asked how well they fit over each other; and within seconds.
ALIKE, NEIGHBOURS_SIMILAR = 12, 56
BURST_ALIKE, BURST_ALIKE_WITHOUT_EMBEDDING = 36, 42
# The cosine of embeddings from which on that is asked; and the one that is enough within seconds.
LEAST_COSINE, BURST_COSINE = 0.5, 0.74
# How well they must fit: so that nothing else is asked; where embeddings are alike too, with that cosine and so much
# more of it for each bit (dogs of one breed in one pose fit nearly as well as versions of a photo); without embeddings.
FIT, ALIKE_FIT, ALIKE_COSINE, A_BIT, FIT_WITHOUT_EMBEDDING = 0.82, 0.76, 0.70, 0.004, 0.79
# Within seconds, and anywhere: by how much better where no embedding says anything.
BURST_FIT, BETTER_WITHOUT_EMBEDDING = 0.74, 0.05
# A fingerprint of fewer ones or zeros is that of a photo with nothing on it: a night, a wall.
FEWEST_ONES = 20


@dataclass(frozen=True, slots=True)
class Strictness:
    """What photos anywhere in a session must have in common: among more photos, more strangers look alike.

    Attributes:
        bits: in which their hashes may differ at most.
        bits_without_embedding: the same, where no embeddings say which of these are strangers.
        fit: how well they must fit over each other.
    """

    bits: int
    bits_without_embedding: int
    fit: float

    @classmethod
    def among(cls, photos: int) -> Strictness:
        """For a session of so many photos: the same from one power of two to the next."""
        doublings = max(photos - 1, 0).bit_length()
        fit = min(max(0.78 + 0.01 * (doublings - 12), 0.76), 0.86)
        bits = 52 if doublings <= 12 else 48 if doublings <= 14 else 40
        return cls(bits, min(bits, 40 if doublings <= 14 else 36), round(fit, 3))


_ROWS_AT_ONCE, _COLUMNS_AT_ONCE = 16, 8192
_PAIRS_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of positions that may stand in one group.

    Attributes:
        first, second: int32 `[links]`, the first being the smaller position; each pair once.
        burst: bool: they were taken within seconds of each other.
        cost: int16: how much they differ; the smaller, the sooner they are put together.
        strictness: with which they were found.
    """

    first: Positions
    second: Positions
    burst: NDArray[np.bool_]
    cost: NDArray[np.int16]
    strictness: Strictness

    def __len__(self) -> int:
        return len(self.first)

    def at(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Links:
        """Some of them."""
        return Links(self.first[which], self.second[which], self.burst[which], self.cost[which], self.strictness)


def find_links(
    photos: PhotosToGroup, evidence: GroupEvidence, is_cancelled: Callable[[], bool] = lambda: False
) -> Links:
    """All links between the photos that have evidence.

    Takes n²/2 comparisons of 128 bits in numpy, which lets other threads work meanwhile: half a minute for 100,000.
    """
    strictness = Strictness.among(int(np.count_nonzero(evidence.has_words)))
    near = _neighbours(photos, evidence)
    anywhere = _alike_anywhere(photos, evidence, strictness, is_cancelled)
    return _accepted(photos, evidence, near, anywhere, strictness)


def relink(links: Links, photos: PhotosToGroup, evidence: GroupEvidence, changed: Positions) -> Links:
    """The links, where the evidence of a few photos is another now: what `find_links` finds, in little time.

    Only where more than `MOST_LINKS` photos are alike, some links between these may be others than it would find.

    Raises:
        ValueError: so many photos have come that all links must be found anew.
    """
    strictness = links.strictness
    if Strictness.among(int(np.count_nonzero(evidence.has_words))) != strictness:
        raise ValueError("another strictness: find all links anew")
    touched = np.zeros(len(photos), np.bool_)
    touched[changed] = True
    kept = links.at(~(touched[links.first] | touched[links.second]))
    near = _neighbours(photos, evidence, touched)
    anywhere = _alike_to(changed, evidence, strictness)
    found = _accepted(photos, evidence, near, anywhere, strictness)
    found = found.at(touched[found.first] | touched[found.second])
    return _joined(kept, found)


def _joined(one: Links, other: Links) -> Links:
    return Links(
        np.concatenate([one.first, other.first]),
        np.concatenate([one.second, other.second]),
        np.concatenate([one.burst, other.burst]),
        np.concatenate([one.cost, other.cost]),
        one.strictness,
    )


def distances(evidence: GroupEvidence, first: Positions, second: Positions) -> NDArray[np.uint8]:
    """uint8, the bits in which the fingerprints of pairs differ."""
    found = np.empty(len(first), np.uint8)
    for start in range(0, len(first), _PAIRS_AT_ONCE):
        some = slice(start, start + _PAIRS_AT_ONCE)
        differing = np.bitwise_count(evidence.words[first[some]] ^ evidence.words[second[some]])
        found[some] = differing[:, 0] + differing[:, 1]
    return found


def _neighbours(
    photos: PhotosToGroup, evidence: GroupEvidence, touched: NDArray[np.bool_] | None = None
) -> tuple[Positions, Positions]:
    """Pairs of photos that stand near each other in their folder, by time or by name; with `touched`, of these only."""
    usable = np.flatnonzero(evidence.has_words[: len(photos)]).astype(np.int32)
    name, time, folder = photos.by_name[usable], photos.taken_at[usable], photos.folder[usable]
    keys = [np.zeros(0, np.int64)]
    for order in (np.lexsort((name, folder)), np.lexsort((name, time, folder))):
        row = usable[order]
        if touched is not None:
            row = row[_around(touched[row])]
        for step in range(1, min(NEIGHBOURS, len(row) - 1) + 1):
            first, second = row[:-step], row[step:]
            together = photos.folder[first] == photos.folder[second]
            if touched is not None:
                together &= touched[first] | touched[second]
            first, second = first[together], second[together]
            candidate = _of_one_burst(photos, first, second) | (
                distances(evidence, first, second) <= NEIGHBOURS_SIMILAR
            )
            keys.append(_keys(first[candidate], second[candidate], len(photos)))
    return _pairs(np.concatenate(keys), len(photos))


def _around(touched: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which places of a row are at most `NEIGHBOURS` from a touched one. Between others nothing is closed up."""
    places = np.flatnonzero(touched)
    steps = np.zeros(len(touched) + 1, np.int32)
    np.add.at(steps, np.maximum(places - NEIGHBOURS, 0), 1)
    np.add.at(steps, np.minimum(places + NEIGHBOURS + 1, len(touched)), -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def _of_one_burst(photos: PhotosToGroup, first: Positions, second: Positions) -> NDArray[np.bool_]:
    """Whether pairs were taken within seconds of each other; a folder is a camera, as far as one can know."""
    one, other = photos.taken_at[first], photos.taken_at[second]
    soon = np.abs(one - other) <= MOST_SECONDS * 10**9
    return np.asarray(soon & (one > 0) & (other > 0) & (photos.folder[first] == photos.folder[second]))


def _keys(first: Positions, second: Positions, size: int) -> NDArray[np.int64]:
    return np.minimum(first, second).astype(np.int64) * size + np.maximum(first, second)


def _pairs(keys: NDArray[np.int64], size: int) -> tuple[Positions, Positions]:
    """Each pair once, the smaller position first."""
    keys = np.sort(keys)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    return (keys // max(size, 1)).astype(np.int32), (keys % max(size, 1)).astype(np.int32)


def _alike_anywhere(
    photos: PhotosToGroup, evidence: GroupEvidence, strictness: Strictness, is_cancelled: Callable[[], bool]
) -> tuple[Positions, Positions]:
    """Pairs of photos anywhere that look alike: of each photo, the nearest of those that come after it by name."""
    usable = np.flatnonzero(evidence.has_words[: len(photos)])
    row = usable[np.argsort(photos.by_name[usable])].astype(np.int32)
    words = np.ascontiguousarray(evidence.words[row].T)
    first, second = [NO_POSITIONS], [NO_POSITIONS]
    for start in range(0, len(row), _ROWS_AT_ONCE):
        if is_cancelled():
            break
        some = slice(start, start + _ROWS_AT_ONCE)
        one, other, bits = _alike_words(words[:, some], words[:, start:], strictness.bits)
        later = other > one
        one, other, bits = _nearest(
            evidence, strictness, row[some], row[start:], (one[later], other[later], bits[later])
        )
        first.append(row[some][one])
        second.append(row[start:][other])
    return np.concatenate(first), np.concatenate(second)


def _alike_to(changed: Positions, evidence: GroupEvidence, strictness: Strictness) -> tuple[Positions, Positions]:
    """The same of a few photos, with all others."""
    changed = changed[evidence.has_words[changed]]
    row = np.flatnonzero(evidence.has_words).astype(np.int32)
    words = np.ascontiguousarray(evidence.words[row].T)
    first, second = [NO_POSITIONS], [NO_POSITIONS]
    for start in range(0, len(changed), _ROWS_AT_ONCE):
        some = changed[start : start + _ROWS_AT_ONCE]
        one, other, bits = _alike_words(np.ascontiguousarray(evidence.words[some].T), words, strictness.bits)
        there = some[one] != row[other]
        one, other, bits = _nearest(evidence, strictness, some, row, (one[there], other[there], bits[there]))
        first.append(some[one])
        second.append(row[other])
    return np.concatenate(first), np.concatenate(second)


_Pairs = tuple["NDArray[np.intp]", "NDArray[np.intp]", "NDArray[np.uint8]"]


def _alike_words(few: NDArray[np.uint64], words: NDArray[np.uint64], most_bits: int) -> _Pairs:
    """Which fingerprints `[2, few]` differ little from which of `[2, all]`: places in both, and bits."""
    rows, columns, bits = [], [], []
    differing = np.empty((few.shape[1], _COLUMNS_AT_ONCE), np.uint64)
    counts = np.empty((2, few.shape[1], _COLUMNS_AT_ONCE), np.uint8)
    for left in range(0, words.shape[1], _COLUMNS_AT_ONCE):
        there = words[:, left : left + _COLUMNS_AT_ONCE]
        size = there.shape[1]
        for half in (0, 1):
            np.bitwise_xor(few[half, :, None], there[half], out=differing[:, :size])
            np.bitwise_count(differing[:, :size], out=counts[half, :, :size])
        both = counts[0, :, :size]
        both += counts[1, :, :size]
        row, column = np.nonzero(both <= most_bits)
        rows.append(row)
        columns.append(column + left)
        bits.append(both[row, column])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(bits)


def _nearest(evidence: GroupEvidence, strictness: Strictness, few: Positions, row: Positions, pairs: _Pairs) -> _Pairs:
    """Of pairs (places in `few` and `row`) those that may be linked, the `MOST_LINKS` nearest of each of the few."""
    one, other, bits = pairs
    kept = bits <= ALIKE
    asked = np.flatnonzero(~kept)
    first, second = few[one[asked]], row[other[asked]]
    kept[asked] = _fit_anywhere(evidence, strictness, first, second, bits[asked])
    one, other, bits = one[kept], other[kept], bits[kept]
    order = np.lexsort((other, bits, one))
    one, other, bits = one[order], other[order], bits[order]
    nearest = np.arange(len(one)) - np.searchsorted(one, one) < MOST_LINKS
    return one[nearest], other[nearest], bits[nearest]


def _accepted(
    photos: PhotosToGroup,
    evidence: GroupEvidence,
    near: tuple[Positions, Positions],
    anywhere: tuple[Positions, Positions],
    strictness: Strictness,
) -> Links:
    """Those of the candidates that may stand together."""
    size = len(photos)
    near_keys = _keys(*near, size)
    first, second = _pairs(np.concatenate([near_keys, _keys(*anywhere, size)]), size)
    keys = _keys(first, second, size)
    # Both are sorted.
    place = np.minimum(np.searchsorted(near_keys, keys), max(len(near_keys) - 1, 0))
    is_near = near_keys[place] == keys if len(near_keys) else np.zeros(len(keys), np.bool_)
    bits = distances(evidence, first, second)
    cosine = evidence.similarity(first, second)
    fit = _fits(evidence, first, second, (bits <= NEIGHBOURS_SIMILAR) & ~(cosine < LEAST_COSINE))
    better = np.where(np.isnan(cosine), np.float32(BETTER_WITHOUT_EMBEDDING), np.float32(0))
    burst = _of_one_burst(photos, first, second) & _not_another(bits, cosine, fit - better)
    ones = np.bitwise_count(evidence.words).sum(axis=1, dtype=np.uint8)
    empty = (ones < FEWEST_ONES) | (ones > 128 - FEWEST_ONES)
    alike = may_be_one_photo(bits, cosine, fit) & (is_near | (fit - better >= strictness.fit))
    alike = (alike | (bits <= ALIKE)) & ~(empty[first] | empty[second])
    links = Links(first, second, burst, _cost(bits, cosine), strictness)
    return links.at(burst | alike)


def _fits(
    evidence: GroupEvidence, first: Positions, second: Positions, asked: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """float32, how well pairs fit over each other; 0 of those that are not asked for."""
    fit = np.zeros(len(first), np.float32)
    fit[asked] = evidence.alignment(first[asked], second[asked])
    return fit


def _fit_anywhere(
    evidence: GroupEvidence, strictness: Strictness, first: Positions, second: Positions, bits: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Which of pairs fit so well over each other that they may be the same, wherever they stand."""
    cosine = evidence.similarity(first, second)
    unknown = np.isnan(cosine)
    asked = (cosine >= LEAST_COSINE) | (unknown & (bits <= strictness.bits_without_embedding))
    fit = _fits(evidence, first, second, asked)
    return np.asarray(fit >= np.where(unknown, strictness.fit + BETTER_WITHOUT_EMBEDDING, strictness.fit))


def _not_another(bits: NDArray[np.uint8], cosine: NDArray[np.float32], fit: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether photos of the same seconds may show the same dog: a volunteer goes from kennel to kennel quickly."""
    limit = np.where(np.isnan(cosine), BURST_ALIKE_WITHOUT_EMBEDDING, BURST_ALIKE)
    return np.asarray((bits <= limit) | (cosine >= BURST_COSINE) | (fit >= BURST_FIT))


def may_be_one_photo(
    bits: NDArray[np.uint8], cosine: NDArray[np.float32], fit: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Whether pairs fit so well over each other, or fit well and look so much alike, that they show one moment."""
    # A comparison with "not a number" is False.
    alike = (cosine - np.float32(A_BIT) * bits >= ALIKE_COSINE) & (fit >= ALIKE_FIT)
    return np.asarray(alike | (fit >= np.where(np.isnan(cosine), FIT_WITHOUT_EMBEDDING, FIT)))


def _cost(bits: NDArray[np.uint8], cosine: NDArray[np.float32]) -> NDArray[np.int16]:
    """How much photos differ, by fingerprint and by embedding, which count about the same."""
    apart = np.where(np.isnan(cosine), 16, 64 * (1 - np.nan_to_num(cosine)))
    return np.asarray(bits + np.round(apart), np.int16)
