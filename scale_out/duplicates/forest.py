"""Which photos may be nearly the same, without comparing each with each: a forest that puts the alike into one leaf.

Bands of the 128 bits of the hash, by which one finds copies that differ in few of them (Manku, Jain and Das Sarma 2007,
"Detecting near-duplicates for web crawling"; Norouzi, Punjani and Fleet 2012, "Fast search in Hamming space with
multi-index hashing"), do not do here: the app's rule lets 36 bits differ, so that only bands of three bits would have
one in common for sure. What is left of a photo where something was cut off, or where its light was changed, is its
coarse shape. So the tiny photo of the fingerprint is turned into its low frequencies (`coarse_shapes`), and these are
put into randomised k-d trees (Silpa-Anan and Hartley 2008, "Optimised KD-trees for fast image descriptor matching"):
each node halves what reaches it, in one of the frequencies in which it is spread most. As nodes halve at the median of
a sample, leaves are as full as one another however unevenly photos are spread. Photos that lie close to where a node
halves may have their copies on the other side, so each is looked for in the leaves nearest to its own too (Lv and
others 2007, "Multi-probe LSH"). A tree of depth d has 2^d leaves, and a photo finds its own in d steps: all in all
N log N.

What is in one leaf is only a candidate; `rule` decides. `python -m benchmarks scale_duplicates` measures what that
misses.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from desktop_app.imaging.fingerprints import GREYS_SIDE, HASH_BYTES

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Leaves = NDArray[np.int64]

# Five by five waves without the mean: the highest of them still says of most copies what it says of the photo.
WAVES = 5
SHAPE = WAVES * WAVES - 1
# A node takes one of so many frequencies in which its photos are spread most.
_MOST_SPREAD = 8
# So many photos of the sample in a leaf show where its last node halves.
SAMPLED_IN_A_LEAF = 32
_AT_ONCE = 16_384


def coarse_shapes(fingerprints: Bytes) -> Floats:
    """The low frequencies of tiny photos, whatever their light and contrast.

    Args:
        fingerprints: uint8 `[n, FINGERPRINT_BYTES]`.

    Returns:
        Float32 `[n, SHAPE]`: coefficients of the cosine transform (DCT-II) of greys whose mean is 0 and length 1.
    """
    shapes = np.empty((len(fingerprints), SHAPE), np.float32)
    waves = _cosines()
    for start in range(0, len(fingerprints), _AT_ONCE):
        packed = fingerprints[start : start + _AT_ONCE, HASH_BYTES:]
        greys = np.stack([packed >> 4, packed & 15], axis=-1).reshape(-1, GREYS_SIDE, GREYS_SIDE).astype(np.float32)
        greys -= greys.mean(axis=(1, 2), keepdims=True)
        greys /= np.maximum(np.sqrt(np.einsum("ijk,ijk->i", greys, greys)), 1e-3)[:, None, None]
        shapes[start : start + _AT_ONCE] = (waves @ greys @ waves.T).reshape(len(greys), -1)[:, 1:]
    return shapes


def _cosines() -> Floats:
    angles = np.pi * np.outer(np.arange(WAVES), np.arange(GREYS_SIDE) + 0.5) / GREYS_SIDE
    waves = np.cos(angles) * np.sqrt(2 / GREYS_SIDE)
    waves[0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """One tree, all of whose leaves are equally deep. Nodes are numbered from 1; those below node n are 2n and 2n + 1.

    Attributes:
        depth: steps from the root to a leaf, 0 for one leaf.
        frequency: int8 `[2**depth]`: what each node looks at.
        middle: float32 `[2**depth]`: from there on, the way goes to the second of the nodes below.
    """

    depth: int
    frequency: NDArray[np.int8]
    middle: Floats

    @classmethod
    def grown(cls, sample: Floats, depth: int, random: np.random.Generator) -> Self:
        """Learn where to halve.

        Args:
            sample: coarse shapes of some photos, float32 `[n, SHAPE]`; some `SAMPLED_IN_A_LEAF` a leaf.
            depth: of the tree.
            random: which of the most spread frequencies nodes take.
        """
        frequency, middle = np.zeros(1 << depth, np.int8), np.zeros(1 << depth, np.float32)
        node = np.ones(len(sample), np.int64)
        for level in range(depth):
            nodes = np.arange(1 << level, 2 << level)
            order = np.argsort(node, kind="stable")
            bounds = np.searchsorted(node[order], np.arange(1 << level, (2 << level) + 1))
            spread = _spread(sample[order], bounds)
            best = np.argsort(-spread, axis=1)[:, :_MOST_SPREAD]
            frequency[nodes] = best[np.arange(len(nodes)), random.integers(0, best.shape[1], len(nodes))]
            values = sample[np.arange(len(sample)), frequency[node]]
            order = np.lexsort((values, node))
            middle[nodes] = values[order][np.minimum((bounds[:-1] + bounds[1:]) // 2, len(sample) - 1)]
            node = 2 * node + (values >= middle[node])
        return cls(depth, frequency, middle)

    def leaves(self, shapes: Floats, probes: int) -> Leaves:
        """Where photos are, and where else they are looked for.

        Args:
            shapes: float32 `[n, SHAPE]`.
            probes: how many leaves more.

        Returns:
            Int64 `[n, 1 + probes]`, each from 0 to 2**depth - 1: the own leaf, then those that one reaches by turning
            the other way at the one node whose middle is nearest, next nearest, and so on. No leaf twice; -1 where
            there are not so many.
        """
        places = np.arange(len(shapes))
        node = np.ones(len(shapes), np.int64)
        distance = np.empty((self.depth, len(shapes)), np.float32)
        for level in range(self.depth):
            beyond = shapes[places, self.frequency[node]] - self.middle[node]
            distance[level] = np.abs(beyond)
            node = 2 * node + (beyond >= 0)
        found = np.full((len(shapes), 1 + probes), -1, np.int64)
        found[:, 0] = node
        nearest = np.argsort(distance, axis=0, kind="stable")[:probes]
        for number, turned in enumerate(nearest, start=1):
            found[:, number] = self._turned(shapes, node, turned)
        return np.where(found < 0, found, found - (1 << self.depth))

    def _turned(self, shapes: Floats, leaf: Leaves, turned: NDArray[np.intp]) -> Leaves:
        """The leaves where one comes who turns the other way at one level, and goes on from there as usual."""
        places = np.arange(len(shapes))
        node = (leaf >> (self.depth - 1 - turned)) ^ 1
        for level in range(1, self.depth):
            further = np.flatnonzero(turned < level)
            at = node[further]
            node[further] = 2 * at + (shapes[places[further], self.frequency[at]] >= self.middle[at])
        return node


def _spread(sample: Floats, bounds: NDArray[np.int64]) -> Floats:
    """The variance of each frequency in each run of rows, `[runs, SHAPE]`; anything where a run is empty."""
    counts = np.maximum(np.diff(bounds), 1)[:, None]
    starts = np.minimum(bounds[:-1], len(sample) - 1)
    mean = np.add.reduceat(sample, starts, dtype=np.float64) / counts
    squares = np.add.reduceat(sample * sample, starts, dtype=np.float64) / counts
    return np.asarray(squares - mean**2, np.float32)
