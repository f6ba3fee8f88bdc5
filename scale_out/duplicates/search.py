"""The same photos among all that were labelled, on all machines: from partitions to a table.

    partitions → rows, shuffled by hash: what has one look is one (`photo_rows`)
    looks → eight times: shuffled by the leaf of a tree, compared there (`forest`, `leaves`, `rule`)
    pairs → groups, here (`stars`)
    rows and groups → the table, shuffled by what hangs together (`told`)

Nothing holds all photos: workers hold a part of bounded size, and this process the pairs, with the looks in them.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from scale_out.duplicates import photo_rows, told
from scale_out.duplicates.cluster import Cluster
from scale_out.duplicates.forest import SAMPLED_IN_A_LEAF, Floats, Tree, coarse_shapes
from scale_out.duplicates.hashes import Bytes, scrambled, words_of
from scale_out.duplicates.leaves import Leafed, Pairs, pairs_in_leaves
from scale_out.duplicates.rule import Rule
from scale_out.duplicates.stars import Stars
from scale_out.errors import ScaleError
from scale_out.places import Place
from scale_out.results import Results

# More trees, and more leaves in which each photo is looked for, find more and take longer.
TREES, PROBES = 8, 5
# So many different looks have their own leaf in one, in the mean; a sample of so many shows at most where trees halve.
IN_A_LEAF, MOST_SAMPLED = 512, 1 << 20
# Rows at a time in one worker: some 300 bytes each, and a few times that while they are sorted.
_ROWS_IN_A_BLOCK, _ROWS_IN_A_PART = 200_000, 300_000
_FEWEST_ROWS = 5_000
_READERS = 16
_SECONDS_BETWEEN = 30.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is there to be searched: finished partitions, and how many photos they have."""

    partitions: list[Place]
    photos: int

    @classmethod
    def of(cls, results: Results) -> Self:
        """Count the photos of a labelling.

        Raises:
            ScaleError: nothing is finished, or a partition cannot be read.
        """
        partitions = results.partitions()
        if not partitions:
            raise ScaleError(f"{results.folder}: no partition is finished yet. Run `label` with this --out first.")
        with ThreadPoolExecutor(_READERS) as pool:
            return cls(partitions, sum(pool.map(_rows_of, partitions)))


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found.

    Attributes:
        photos: in the partitions; `unreadable`: those whose bytes nobody knows; `looks`: different ones, compared.
        groups: of two photos and more; `exact` and `near`: photos in them, without the first ones.
        alone: photos that are nearly the same as a member of a group, and not as its first.
        untried: comparisons that were left out because too many photos are alike, over all trees.
    """

    photos: int
    unreadable: int
    looks: int
    groups: int
    exact: int
    near: int
    alone: int
    untried: int


def find(labelled: Labelled, out: Place, cluster: Cluster, say: Say, trees: int = TREES) -> Summary:
    """Find the photos that have copies, and write the table.

    Args:
        labelled: what is searched.
        out: the table, as `told.checked` allows it.
        cluster: where the work is done.
        say: is told how far it is.
        trees: more find more, and take longer.

    Raises:
        ScaleError: a partition cannot be read, or a worker was lost.
        OSError: the table cannot be written.
    """
    photos = labelled.photos
    say(f"{photos:,} photos in {len(labelled.partitions):,} partitions")
    rows, looks, counts = _collapsed(cluster, labelled)
    known, different = sum(each.photos for each in counts), sum(each.looks for each in counts)
    say(f"{different:,} of them look different and are compared")
    pairs = _pairs(cluster, looks, different, Rule.among(known), trees, say)
    del looks
    stars = Stars.of(pairs)
    say(f"{len(stars.words):,} looks are nearly the same as another; writing the table")
    tallies: list[NDArray[np.int64]] = []
    told.write(out, _tallied(_table(cluster, rows, stars, known), tallies, cluster))
    groups, exact, near, alone = np.sum([np.zeros(4, np.int64), *tallies], axis=0).tolist()
    return Summary(photos, photos - known, different, groups, exact, near, alone, pairs.untried)


def _rows_of(partition: Place) -> int:
    try:
        with partition.open() as file:
            return int(pq.read_metadata(file).num_rows)
    except (OSError, pa.ArrowException) as error:
        raise ScaleError(f"{partition}: cannot be read ({error}). Delete it, and `label` makes it again.") from error


def _collapsed(cluster: Cluster, labelled: Labelled) -> tuple[list[Any], list[Any], list[photo_rows.Count]]:
    """The names of all rows by block, and of the different looks; how many there are."""
    partitions, photos = labelled.partitions, labelled.photos
    blocks = max(math.ceil(photos / _ROWS_IN_A_BLOCK), min(cluster.processors, math.ceil(photos / _FEWEST_ROWS)), 1)
    together = math.ceil(len(partitions) / blocks)
    given = [(partitions[start : start + together],) for start in range(0, len(partitions), together)]
    names = cluster.shuffled(photo_rows.spread, given, blocks, photo_rows.collapsed, returns=3)
    counts = list(cluster.in_order([count for _, _, count in names]))
    return [rows for rows, _, _ in names], [looks for _, looks, _ in names], counts


def _pairs(cluster: Cluster, looks: list[Any], different: int, rule: Rule, trees: int, say: Say) -> Pairs:
    """Looks that are nearly the same, by one tree after the other."""
    found = Pairs.joined([])
    sampled = max(1, min(different, MOST_SAMPLED))
    depth = max(0, math.ceil(math.log2(max(1, different) / IN_A_LEAF)))
    depth = min(depth, max(0, int(math.log2(sampled / (SAMPLED_IN_A_LEAF // 2)))))
    share = min(1.0, SAMPLED_IN_A_LEAF * 2**depth / max(1, different), sampled / max(1, different))
    names = [cluster.started(shapes_of_some, each, share)[0] for each in looks]
    sample = np.concatenate(list(cluster.in_order(names)))
    parts = max(1, math.ceil(different * (1 + PROBES) / _ROWS_IN_A_PART), min(cluster.processors, 2**depth))
    # One leaf needs no second tree: all are in it.
    trees = trees if depth else 1
    for number in range(trees):
        tree = cluster.shared(Tree.grown(sample, depth, np.random.default_rng(number)))
        told_at = time.monotonic()
        joined = cluster.shuffled(scattered, [(tree, each) for each in looks], parts, compared, first=(rule,))
        some = []
        for done, pairs in enumerate(cluster.done([name for [name] in joined]), start=1):
            some.append(pairs)
            if time.monotonic() - told_at > _SECONDS_BETWEEN:
                told_at = time.monotonic()
                say(f"tree {number + 1} of {trees}: {done:,} of {parts:,} parts are compared")
        found = Pairs.joined([found, *some])
        say(f"tree {number + 1} of {trees}: {len(found.first):,} pairs so far")
    return found


def shapes_of_some(fingerprints: Bytes, share: float) -> Floats:
    """The coarse shapes of a share of a block's looks; which ones, their hashes say."""
    lot = scrambled(words_of(fingerprints)[:, ::-1])
    return coarse_shapes(fingerprints[lot <= np.uint64(share * (2**64 - 2048))])


def scattered(tree: Tree, fingerprints: Bytes, parts: int) -> list[Leafed]:
    """The looks of a block in the leaves where they are compared, by the part that has these leaves."""
    shapes = coarse_shapes(fingerprints)
    leaves = tree.leaves(shapes, PROBES)
    photo, way = np.nonzero(leaves >= 0)
    leaf = leaves[photo, way]
    part = leaf * parts >> tree.depth
    order = np.argsort(part, kind="stable")
    bounds = np.searchsorted(part[order], np.arange(parts + 1))
    halves = shapes.astype(np.float16)
    found = []
    for start, end in pairwise(bounds.tolist()):
        some = order[start:end]
        there, place = np.unique(photo[some], return_inverse=True)
        found.append(Leafed(fingerprints[there], halves[there], place, leaf[some], way[some] == 0))
    return found


def compared(rule: Rule, *blocks: Leafed) -> Pairs:
    """What is nearly the same in the leaves of one part."""
    return pairs_in_leaves(Leafed.joined(blocks), rule)


def _table(cluster: Cluster, rows: list[Any], stars: Stars, photos: int) -> list[Any]:
    """The names of the parts of the table."""
    block = (scrambled(stars.words) % np.uint64(len(rows))).astype(np.int64)
    members = [np.flatnonzero(block == number) for number in range(len(rows))]
    asked = [
        cluster.started(told.contents_of, each, stars.words[some])[0] for each, some in zip(rows, members, strict=True)
    ]
    contents = pa.concat_arrays([pa.array([], pa.string()), *cluster.in_order(asked)])
    place = np.empty(len(stars.words), np.int64)
    place[np.concatenate([np.zeros(0, np.int64), *members])] = np.arange(len(place))
    given = [(each, _linked(stars, some, contents, place)) for each, some in zip(rows, members, strict=True)]
    parts = max(1, math.ceil(photos / _ROWS_IN_A_PART))
    return [name for [name] in cluster.shuffled(told.told, given, parts, told.in_order)]


def _linked(stars: Stars, some: NDArray[np.int64], contents: pa.StringArray, place: NDArray[np.int64]) -> told.Linked:
    """The looks of one block; `place` says where each look's content hash stands."""
    first = stars.first[some]
    # A chain is called by the first of one of its groups, as a person finds it in the table.
    named = stars.first[stars.chain[some]]
    return told.Linked(
        stars.words[some],
        first == some,
        contents.take(pa.array(place[first])),
        contents.take(pa.array(place[named])),
        stars.bits[some],
    )


def _tallied(names: list[Any], tallies: list[NDArray[np.int64]], cluster: Cluster) -> Any:
    """The parts of the table; what is counted of them: groups, exact, near, and those alone in a group."""
    for part in cluster.in_order(names):
        sizes = pc.value_counts(part["group"]).field("counts").to_numpy()
        exact, near = (int(pc.sum(pc.equal(part["sameness"], each)).as_py() or 0) for each in ("exact", "near"))
        tallies.append(np.array([(sizes > 1).sum(), exact, near, (sizes == 1).sum()]))
        yield part
