"""Groups out of links: complete linkage, so that no chain grows.

Two groups become one only where every photo of the one is linked to every photo of the other (complete linkage:
Sørensen 1948; Defays 1977), the most alike first, and where they hold no more than a limit together. A chain of photos
of which each is like the next would otherwise become one group with strangers at its ends.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def components(size: int, first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.int32]:
    """int32 `[size]`: the smallest of the nodes to which each is joined by links, over however many steps."""
    label = np.arange(size, dtype=np.int32)
    while True:
        least = np.minimum(label[first], label[second])
        before = label.copy()
        np.minimum.at(label, first, least)
        np.minimum.at(label, second, least)
        # What a label points at has a smaller one, perhaps: jump until nothing moves.
        while True:
            jumped = label[label]
            if np.array_equal(jumped, label):
                break
            label = jumped
        if np.array_equal(label, before):
            return label


def complete_link(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    part: NDArray[np.int32],
    weight: NDArray[np.int32],
    most: int,
) -> list[list[int]]:
    """The groups of two nodes and more.

    Args:
        first: int32 `[links]`, of each link one node. Links are sorted by `part`, and within it those that are to be
            joined soonest come first; each pair of nodes stands there once.
        second: the other node.
        part: the component of each link: links of different components have no node in common.
        weight: int32 `[nodes]`: how many photos a node stands for.
        most: photos in a group.

    Returns:
        the nodes of each group, in no particular order.
    """
    weights = weight.tolist()
    groups = []
    rows = zip(part.tolist(), first.tolist(), second.tolist(), strict=True)
    for _, links in groupby(rows, key=lambda row: row[0]):
        pairs = [(one, other) for _, one, other in links]
        linked = set(pairs)
        linked.update([(other, one) for one, other in pairs])
        group_of: dict[int, list[int]] = {}
        for one, other in pairs:
            here = group_of.setdefault(one, [one])
            there = group_of.setdefault(other, [other])
            if here is there or sum(weights[node] for node in here) + sum(weights[node] for node in there) > most:
                continue
            if all((mine, theirs) in linked for mine in here for theirs in there):
                here.extend(there)
                for node in there:
                    group_of[node] = here
        seen = set()
        for group in group_of.values():
            if len(group) > 1 and id(group) not in seen:
                seen.add(id(group))
                groups.append(group)
    return groups
