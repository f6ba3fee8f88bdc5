"""Fits the heads of the bundled model, and chooses all that has to be chosen on photos they were not trained on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.architectures.base import ImageNetHead
from training.bundled.photos import CAT, CROPS, SOMETHING_ELSE, UNKNOWN_DOGS, WHOLE
from training.bundled.table import Say, Table
from training.datasets.imagenet import columns_of
from training.datasets.splits import Side
from training.evaluation.calibration import (
    fit_temperature,
    log_probabilities,
    lowest_threshold,
    negative_log_likelihood,
)
from training.networks.heads import LinearHead, columns_head, fit_linear_head, species_features, species_start

BREED_PENALTIES = (0.3, 0.1, 0.03, 0.01, 0.003)
SPECIES_PENALTIES = (0.1, 0.03, 0.01, 0.003)
# The three columns that say what ImageNet thinks are few and right from the start: they may move freely.
GROUP_PENALTY = 1e-3
# How much the photos of a folder count in the species head. Crops are many and look unlike what the app sees.
SPECIES_SHARES = {CROPS: 0.3, WHOLE: 0.3, UNKNOWN_DOGS: 0.4, CAT: 1.0, SOMETHING_ELSE: 1.0}
FOLDS = 5
# A cat that is shown as a dog is seen and corrected; a dog that is put aside as "no dog" may be overlooked. So as few
# dogs as possible are put aside: of the cats that may pass (2 in 100) five eighths are made use of, of the things (1 in
# 100) a half.
TOLERATED = {1: 0.0125, 2: 0.005}


@dataclass(frozen=True, eq=False)
class FittedBreeds:
    """The breed head, its temperature, what was tried, and the ImageNet columns that it started from."""

    head: LinearHead
    temperature: float
    tried: list[dict[str, float]]
    start: LinearHead


@dataclass(frozen=True, eq=False)
class FittedSpecies:
    """The species head, its temperature, from which probability on a photo shows a dog, and what was tried.

    Attributes:
        probabilities: of a dog, `[N]`; where a photo was trained on, from a head that was not.
    """

    head: LinearHead
    temperature: float
    threshold: float
    probabilities: NDArray[np.float64]
    tried: list[dict[str, float]] = field(default_factory=list)


def fit_breeds(table: Table, imagenet: ImageNetHead, say: Say) -> FittedBreeds:
    """The head that says the truth about photos from other sources with the greatest likelihood."""
    start = columns_head(imagenet, columns_of(table.wnids))
    trained = table.trained & (table.breed >= 0)
    judges = table.elsewhere & (table.breed >= 0)
    say(f"Breed head: {int(trained.sum())} photos, chosen and calibrated on {int(judges.sum())} from other sources")
    features, labels = table.embeddings[trained], table.breed[trained]
    heads = [fit_linear_head(features, labels, start, penalty=penalty) for penalty in BREED_PENALTIES]
    logits = [head.logits(table.embeddings[judges]) for head in heads]
    chosen, tried = most_likely(logits, BREED_PENALTIES, table.breed[judges], say)
    return FittedBreeds(heads[chosen], tried[chosen]["temperature"], tried, start)


def fit_species(table: Table, imagenet: ImageNetHead, say: Say) -> FittedSpecies:
    """The head that tells dogs, cats and other things apart.

    There are few photos of cats and things, so each judges a head that was trained without its fifth of the photos
    (groups together). Test photos take no part; photos from other sources are never trained on and judge with the rest.
    """
    features = species_features(table.embeddings, imagenet)
    takes_part = (table.side == Side.TRAINING.value) | (table.side == Side.VALIDATION.value)
    fold = np.where(table.elsewhere, -1, table.groups % FOLDS)
    # Crops look unlike what the app sees: they train, but do not judge.
    judges = np.flatnonzero(takes_part & (table.folder != CROPS))
    labels = table.species[judges]
    say(f"Species head: {FOLDS} times {1 - 1 / FOLDS:.0%} of the photos, chosen and calibrated on {len(judges)}")
    logits = []
    for penalty in SPECIES_PENALTIES:
        found = np.zeros((len(fold), 3))
        for number in range(FOLDS):
            head = _species_head(table, features, takes_part & (fold >= 0) & (fold != number), penalty)
            out = fold == number
            found[out] = head.logits(features[out])
            found[fold < 0] += head.logits(features[fold < 0]) / FOLDS
        logits.append(found)
    weights = _equal_species(labels)
    chosen, tried = most_likely([each[judges] for each in logits], SPECIES_PENALTIES, labels, say, weights)
    temperature = tried[chosen]["temperature"]
    dog = np.exp(log_probabilities(logits[chosen], temperature))[:, 0]
    others = [(dog[judges][labels == each], share) for each, share in TOLERATED.items()]
    threshold = round(lowest_threshold(dog[judges][labels == 0], others), 3)
    head = _species_head(table, features, table.trained, SPECIES_PENALTIES[chosen])
    unseen = ~table.trained
    dog[unseen] = np.exp(log_probabilities(head.logits(features[unseen]), temperature))[:, 0]
    return FittedSpecies(head, temperature, threshold, dog, tried)


def _species_head(table: Table, features: NDArray[np.float32], rows: NDArray[np.bool_], penalty: float) -> LinearHead:
    kind = np.where(table.species == 0, table.folder, np.where(table.species == 1, CAT, SOMETHING_ELSE))
    weights = np.zeros(len(kind))
    for name, share in SPECIES_SHARES.items():
        members = rows & (kind == name)
        weights[members] = share / max(1, members.sum())
    per_feature = np.full(features.shape[1], penalty)
    per_feature[-3:] = GROUP_PENALTY
    start = species_start(features.shape[1] - 3)
    return fit_linear_head(features[rows], table.species[rows], start, penalty=per_feature, photo_weights=weights[rows])


def _equal_species(labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights under which dogs, cats and other things count the same."""
    return np.asarray(1 / np.bincount(labels, minlength=3)[labels])


def most_likely(
    logits: Sequence[NDArray[Any]],
    penalties: tuple[float, ...],
    labels: NDArray[np.int64],
    say: Say,
    weights: NDArray[np.float64] | None = None,
) -> tuple[int, list[dict[str, float]]]:
    """The place of the head with the smallest negative log-likelihood at its own best temperature."""
    tried = []
    for each, penalty in zip(logits, penalties, strict=True):
        temperature = fit_temperature(each, labels, weights)
        likelihood = negative_log_likelihood(each, labels, temperature, weights)
        tried.append({"penalty": penalty, "temperature": temperature, "negative_log_likelihood": likelihood})
        say(f"  penalty {penalty}: negative log-likelihood {likelihood:.4f} at temperature {temperature:.3f}")
    return int(np.argmin([each["negative_log_likelihood"] for each in tried])), tried
