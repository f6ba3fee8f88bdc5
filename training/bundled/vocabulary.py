"""Which breeds beyond the 120 the bundled model learns: those of which it can be shown that they help.

There are few photos of each, so this is shown by cross-validation: a third of them at a time is judged by a head that
was trained without it. Photos of the 120 that are never trained on are judged by the same heads: what a breed costs is
how many of them it takes for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.architectures.base import ImageNetHead
from training.bundled.table import Say, Table
from training.datasets.imagenet import columns_of, dalmatian_column
from training.networks.heads import LinearHead, columns_head, fit_linear_head

FOLDS = 3
# A breed helps where, of its photos, so many more are right than there are photos that it takes from others, and where
# people find it among the first five.
LEAST_AMONG_FIVE = 0.5
PROVEN = 0.5
# How far the columns of the 120 are held near ImageNet's, and those of further breeds near nothing at all: they have no
# such start. Of 0.03, 0.01, 0.003, 0.001 and 0.0003, by cross-validation, the likelihood of their photos was greatest at
# 0.001, and that of the 120 no worse.
KNOWN_PENALTY, FURTHER_PENALTY = 0.03, 0.001
DALMATIAN = "breed:dalmatian"


@dataclass(frozen=True)
class Candidate:
    """A breed that may be learned.

    Attributes:
        breed_id: as packs have it.
        photos: of it.
        right: how many of them were the first suggestion's, each judged by a head that had not seen it.
        among_five: how many were among the first five.
        taken: photos of the 120 that were right without it, and are said to be it.
        lost_to: what most of its photos were taken for instead, and how many.
    """

    breed_id: str
    photos: int
    right: int
    among_five: int
    taken: int
    lost_to: tuple[tuple[str, int], ...]

    @property
    def helps(self) -> bool:
        """Whether it is learned."""
        return self.right > self.taken and self.among_five >= LEAST_AMONG_FIVE * self.photos

    def in_words(self) -> str:
        """One line for a person."""
        lost = ", ".join(f"{name} {count}" for name, count in self.lost_to) or "none"
        return (
            f"{self.breed_id}: {self.photos} photos, right {self.right}, among five {self.among_five}, "
            f"takes {self.taken} of others, lost to {lost}{'' if self.helps else ': left out'}"
        )


def breed_start(imagenet: ImageNetHead, breed_ids: Sequence[str]) -> LinearHead:
    """Where the breed head starts: ImageNet's columns of the breeds that it knows, nothing of the others."""
    kernel, bias = imagenet
    known = [breed_id for breed_id in breed_ids if not breed_id.startswith("breed:")]
    start = columns_head(imagenet, columns_of(known))
    further = len(breed_ids) - len(known)
    kernels = np.hstack([start.kernel, np.zeros((len(kernel), further), np.float32)])
    biases = np.concatenate([start.bias, np.full(further, start.bias.mean(), np.float32)])
    if DALMATIAN in breed_ids:
        # Alone among them, ImageNet has it.
        place = list(breed_ids).index(DALMATIAN)
        kernels[:, place], biases[place] = kernel[:, dalmatian_column()], bias[dalmatian_column()]
    return LinearHead(kernels, biases)


def breed_penalties(breed_ids: Sequence[str], known: float = KNOWN_PENALTY) -> NDArray[np.float64]:
    """The pull of `fit_linear_head` a column, `[1, C]`."""
    return np.array([[FURTHER_PENALTY if breed_id.startswith("breed:") else known for breed_id in breed_ids]])


def judge_candidates(table: Table, imagenet: ImageNetHead, say: Say) -> list[Candidate]:
    """Cross-validate the breeds beyond the 120 that the table's columns hold."""
    start, pull = breed_start(imagenet, table.breed_ids), breed_penalties(table.breed_ids)
    base = len(table.breed_ids) - table.further
    further = np.flatnonzero(table.trained & (table.breed >= base))
    known = table.trained & (table.breed >= 0) & (table.breed < base)
    judges = np.flatnonzero(table.judges & (table.breed >= 0) & (table.breed < base))
    say(f"Cross-validating {table.further} further breeds: {len(further)} photos of them, {len(judges)} of the 120")
    fold = table.groups[further] % FOLDS
    ranked = np.empty((len(further), 5), np.int64)
    taken_for, right_before = np.zeros((FOLDS, len(judges)), np.int64), np.zeros((FOLDS, len(judges)), np.bool_)
    begin: LinearHead | None = None
    for number in range(FOLDS):
        rows = np.concatenate([np.flatnonzero(known), further[fold != number]])
        head = fit_linear_head(
            table.embeddings[rows], table.breed[rows], start, penalty=pull, begin=begin, iterations=100
        )
        begin = head
        out = fold == number
        ranked[out] = np.argsort(-head.logits(table.embeddings[further[out]]), axis=1, kind="stable")[:, :5]
        logits = head.logits(table.embeddings[judges])
        taken_for[number] = logits.argmax(axis=1)
        right_before[number] = logits[:, :base].argmax(axis=1) == table.breed[judges]
    found = []
    for column in range(base, len(table.breed_ids)):
        own = table.breed[further] == column
        first = ranked[own, 0]
        names, counts = np.unique(first[first != column], return_counts=True)
        order = np.argsort(-counts, kind="stable")[:3]
        found.append(
            Candidate(
                table.breed_ids[column],
                int(own.sum()),
                int((first == column).sum()),
                int((ranked[own] == column).any(axis=1).sum()),
                round(float(((taken_for == column) & right_before).sum()) / FOLDS),
                tuple((table.breed_ids[names[place]], int(counts[place])) for place in order),
            )
        )
        say(f"  {found[-1].in_words()}")
    return found


def unproven_of(candidates: Sequence[Candidate]) -> list[str]:
    """Of the breeds that are learned, those of which nobody should be sure: so few photos judged them, or so badly.

    A breed has earned the word where the lower end of the interval (Wilson 1927, 95 %) of how often it is rightly found
    is above a half.
    """
    return [each.breed_id for each in candidates if each.helps and wilson_low(each.right, each.photos) < PROVEN]


def wilson_low(right: int, photos: int) -> float:
    """The lower end of Wilson's interval, 95 %, for a share."""
    if not photos:
        return 0.0
    z2 = 1.96**2
    middle, spread = right + z2 / 2, 1.96 * (right * (photos - right) / photos + z2 / 4) ** 0.5
    return (middle - spread) / (photos + z2)
