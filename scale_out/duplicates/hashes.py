"""The hashes of fingerprints as pairs of whole numbers, by which different looks are told apart all along."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.fingerprints import HASH_BYTES
from desktop_app.photos.group_links import FEWEST_ONES

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]


def words_of(fingerprints: Bytes) -> Words:
    """The hashes of fingerprints `[n, FINGERPRINT_BYTES]`, uint64 `[n, 2]`, that sort as their bytes do."""
    return np.ascontiguousarray(fingerprints[:, :HASH_BYTES]).view(">u8").astype(np.uint64)


def differing_bits(one: Words, other: Words) -> NDArray[np.uint8]:
    """In how many bits hashes differ, uint8; `[..., 2]` each, broadcast against each other."""
    differing = np.bitwise_count(one[..., 0] ^ other[..., 0])
    differing += np.bitwise_count(one[..., 1] ^ other[..., 1])
    return np.asarray(differing, np.uint8)


def is_blank(words: Words) -> NDArray[np.bool_]:
    """Which hashes `[n, 2]` are of photos with nothing on them: a night, a wall. The app groups none of these."""
    ones = np.bitwise_count(words).sum(axis=-1, dtype=np.uint8)
    return np.asarray((ones < FEWEST_ONES) | (ones > 8 * HASH_BYTES - FEWEST_ONES))


def scrambled(words: Words) -> Words:
    """A number for each hash, uint64 `[n]`, all of whose bits are as good as by lot (after splitmix64)."""
    mixed = words[:, 0] ^ (words[:, 1] * np.uint64(0x9E3779B97F4A7C15))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def distinct(rows: Words) -> NDArray[np.intp]:
    """Where each row of whole numbers `[n, k]` stands first, in the order of the rows by their numbers."""
    order = np.lexsort(rows.T[::-1])
    return np.asarray(order[_is_new(rows[order])])


def places_in(words: Words, some: Words) -> NDArray[np.int64]:
    """Where each of some hashes `[m, 2]` stands in distinct and rising ones `[n, 2]`, that have all of them."""
    both = np.concatenate([words, some])
    order = np.lexsort((both[:, 1], both[:, 0]))
    places = np.empty(len(both), np.int64)
    places[order] = np.cumsum(_is_new(both[order])) - 1
    return places[len(words) :]


def _is_new(rows: Words) -> NDArray[np.bool_]:
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    return new
