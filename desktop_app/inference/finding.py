"""Where the dogs of a photo are: from what a finder's graph gives to the dogs that are told of.

One implementation for both sides, as in `decisions`. All of it is numpy, a photo at a time: of some two thousand boxes
a few dozen are looked at more closely.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Box
from desktop_app.inference.decisions import Floats
from desktop_app.inference.manifest import Finder

# Boxes that are compared with one another: a photo full of dogs has a hundred; a finder of strangers may have millions.
_MOST_COMPARED = 400
# Boxes begin and end at ten thousandths of a photo. Processors do not agree on the last digits of where: a part that
# begins a millionth elsewhere has a few other pixels, and the network makes other probabilities of them.
_DECIMALS = 4
# How much size counts beside the score, where a photo shows several dogs: it is about the large one in front. A dog of
# a sixteenth of the area has to be half as sure again to come first.
_SIZE_COUNTS = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class FoundDogs:
    """What a finder says of a photo.

    Attributes:
        boxes: of the dogs: the first dog, which the photo is about, then the others, the largest first. Empty where
            none was found.
        scores: the scores of each dog's box for all classes, `[D, K]`.
        greatest: the greatest score of each class over all boxes, `[K]`: evidence for "no dog".
        others: boxes that come next where the first one shows no dog after all, the likeliest first; those of further
            dogs may be among them. As many as the rule says.
        other_scores: their scores for all classes, `[O, K]`.
    """

    boxes: tuple[Box, ...]
    scores: Floats
    greatest: Floats
    others: tuple[Box, ...] = ()
    other_scores: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def first(self) -> Box | None:
        """The box of the dog that the photo is about."""
        return self.boxes[0] if self.boxes else None

    def turned(self, quarters: int) -> "FoundDogs":
        """The same in the photo turned counter-clockwise by so many quarters of a circle."""
        boxes, others = (tuple(_turned(box, quarters) for box in each) for each in (self.boxes, self.others))
        return replace(self, boxes=boxes, others=others)

    def rather(self, other: int) -> "FoundDogs":
        """What is said where one of the others, by its place, is the first dog, and what was it is none."""
        box = self.others[other]
        further = [row for row in range(1, len(self.boxes)) if self.boxes[row] != box]
        scores = np.concatenate([self.other_scores[other : other + 1], self.scores[further]])
        return FoundDogs((box, *(self.boxes[row] for row in further)), scores, self.greatest)


def dogs_in(boxes: NDArray[np.floating], scores: NDArray[np.floating], rule: Finder) -> list[FoundDogs]:
    """The dogs of N photos.

    Args:
        boxes: `[N, B, 4]`: top, left, bottom, right, as shares of the upright photo.
        scores: `[N, B, K]`, from 0 to 1.
        rule: of the pack.
    """
    return [_dogs(*each, rule) for each in zip(boxes.astype(np.float64), scores.astype(np.float64), strict=True)]


def _dogs(boxes: Floats, scores: Floats, rule: Finder) -> FoundDogs:
    greatest = scores.max(axis=0) if len(scores) else np.zeros(scores.shape[1])
    boxes = np.asarray(np.round(np.clip(boxes, 0.0, 1.0), _DECIMALS), np.float64)
    areas = _areas(boxes)
    dog = scores[:, 0]
    # What takes no place is no dog, whatever its score.
    rows = np.flatnonzero((dog >= min(rule.dog, rule.further)) & (areas > 0))
    rows = rows[np.argsort(-dog[rows], kind="stable")][:_MOST_COMPARED]
    kept = rows[_not_covered(boxes[rows], rule.overlap)]
    candidates = kept[dog[kept] >= rule.dog]
    if not len(candidates):
        return FoundDogs((), np.zeros((0, scores.shape[1])), greatest)
    first = candidates[np.argmax(dog[candidates] * areas[candidates] ** _SIZE_COUNTS)]
    others = kept[(kept != first) & (dog[kept] >= rule.further) & (areas[kept] >= rule.least * areas[first])]
    others = others[~_rather_another(others, boxes, scores, rule)]
    others = _not_inside(others, first, boxes, scores, rule)
    others = others[np.argsort(-areas[others], kind="stable")][: rule.most - 1]
    told = np.array([first, *others])
    # Best first, as they were compared.
    rather = candidates[candidates != first][: rule.others]
    told_boxes, other_boxes = (tuple(_box(boxes[row]) for row in rows) for rows in (told, rather))
    return FoundDogs(told_boxes, scores[told], greatest, other_boxes, scores[rather])


def _not_covered(boxes: Floats, overlap: float) -> NDArray[np.bool_]:
    """Which of the boxes `[M, 4]`, best first, no better one covers (greedy non-maximum suppression), `[M]`."""
    too_near = intersection_over_union(boxes, boxes) > overlap
    kept = np.ones(len(boxes), np.bool_)
    for row in range(len(boxes)):
        if kept[row]:
            kept[row + 1 :] &= ~too_near[row, row + 1 :]
    return kept


def _rather_another(rows: NDArray[np.intp], boxes: Floats, scores: Floats, rule: Finder) -> NDArray[np.bool_]:
    """Which of the boxes are rather one of the rivals, by the scores of all boxes at the same place."""
    columns = [rule.classes.index(name) for name in rule.rivals]
    if not columns or not len(rows):
        return np.zeros(len(rows), np.bool_)
    here = intersection_over_union(boxes[rows], boxes) > rule.overlap
    rival = scores[:, columns].max(axis=1)
    return np.asarray(np.where(here, rival, 0.0).max(axis=1) > scores[rows, 0])


def _not_inside(
    rows: NDArray[np.intp], first: np.intp, boxes: Floats, scores: Floats, rule: Finder
) -> NDArray[np.intp]:
    """Of the boxes, best first, those that are no part of the first dog or of a better one that stays."""
    stay = [int(first)]
    for row in rows.tolist():
        shared = _intersections(boxes[[row]], boxes[stay])[0] / np.minimum(_areas(boxes[[row]]), _areas(boxes[stay]))
        if scores[row, 0] >= rule.certain or (shared <= rule.inside).all():
            stay.append(row)
    return np.array(stay[1:], np.intp)


def intersection_over_union(some: Floats, others: Floats) -> Floats:
    """How much boxes overlap: what two have in common, as a share of what they take together, `[M, L]`.

    Args:
        some: `[M, 4]`: top, left, bottom, right.
        others: `[L, 4]`.
    """
    common = _intersections(some, others)
    together = _areas(some)[:, None] + _areas(others)[None, :] - common
    return np.asarray(common / np.maximum(together, 1e-12))


def overlap_of(one: Box, others: Sequence[Box]) -> Floats:
    """How much a box overlaps each of some others, from 0 to 1, `[L]`."""
    corners = [(box.top, box.left, box.bottom, box.right) for box in (one, *others)]
    every = np.array(corners, np.float64)
    return np.asarray(intersection_over_union(every[:1], every[1:])[0])


def _intersections(some: Floats, others: Floats) -> Floats:
    lengths = np.minimum(some[:, None, 2:], others[None, :, 2:]) - np.maximum(some[:, None, :2], others[None, :, :2])
    return np.asarray(np.maximum(lengths, 0.0).prod(axis=2))


def _turned(box: Box, quarters: int) -> Box:
    for _ in range(quarters % 4):
        box = Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
    return box


def _areas(boxes: Floats) -> Floats:
    return np.asarray(np.maximum(boxes[:, 2:] - boxes[:, :2], 0.0).prod(axis=1))


def _box(corners: Floats) -> Box:
    top, left, bottom, right = corners.tolist()
    return Box(left, top, right, bottom)
