"""Fits the heads of the bundled model, and chooses all that has to be chosen on photos they were not trained on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import joined_dog, log_odds
from desktop_app.inference.manifest_rules import DogEvidence
from training.architectures.base import ImageNetHead
from training.bundled.dogs import CLASSES
from training.bundled.photos import CAT, CROPS, MORE_BREEDS, SOMETHING_ELSE, UNKNOWN_DOGS, WHOLE
from training.bundled.table import Say, Table
from training.bundled.vocabulary import breed_penalties, breed_start, photo_weights
from training.datasets.splits import Side
from training.evaluation.calibration import (
    fit_temperature,
    log_probabilities,
    lowest_threshold,
    negative_log_likelihood,
)
from training.networks.heads import LinearHead, fit_linear_head, species_features, species_start

BREED_PENALTIES = (0.1, 0.03, 0.01)
SPECIES_PENALTIES = (0.1, 0.03, 0.01, 0.003)
# The three columns that say what ImageNet thinks are few and right from the start: they may move freely.
GROUP_PENALTY = 1e-3
# How much the photos of a folder count in the species head. Crops are many and look unlike what the app sees.
SPECIES_SHARES = {CROPS: 0.2, WHOLE: 0.2, MORE_BREEDS: 0.2, UNKNOWN_DOGS: 0.4, CAT: 1.0, SOMETHING_ELSE: 1.0}
FOLDS = 5
# A cat that is shown as a dog is seen and corrected; a dog that is put aside as "no dog" may be overlooked. So as few
# dogs as possible are put aside: of the cats that may pass (15 in 1,000) two thirds are made use of, of the things (8
# in 1,000) a half.
TOLERATED = {1: 0.0095, 2: 0.004}
# How much what is seen of other things from nearer by counts beside them: where the finder searches for small dogs,
# parts of such photos are what it finds now and then.
NEARER_SHARE = 0.5
# The finder's classes that speak for and against a dog.
EVIDENCE, EVIDENCE_PENALTY = ("dog", "cat"), 0.003


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
        evidence: how the finder's word is joined to that of the head; the probabilities are those of both together.
    """

    head: LinearHead
    temperature: float
    threshold: float
    probabilities: NDArray[np.float64]
    evidence: DogEvidence | None = None
    tried: list[dict[str, float]] = field(default_factory=list)


def fit_breeds(table: Table, imagenet: ImageNetHead, say: Say) -> FittedBreeds:
    """The head that says the truth about photos from other sources with the greatest likelihood."""
    start = breed_start(imagenet, table.breed_ids)
    trained = table.trained & (table.breed >= 0)
    judges = table.judges & (table.breed >= 0)
    say(f"Breed head: {int(trained.sum())} photos, chosen and calibrated on {int(judges.sum())} from other sources")
    features, labels = table.embeddings[trained], table.breed[trained]
    weights = photo_weights(labels, len(table.breed_ids) - table.further)
    heads: list[LinearHead] = []
    for penalty in BREED_PENALTIES:
        pull = breed_penalties(table.breed_ids, penalty)
        # From the one before, the next is near.
        heads.append(
            fit_linear_head(
                features, labels, start, penalty=pull, photo_weights=weights, begin=heads[-1] if heads else None
            )
        )
    logits = [head.logits(table.embeddings[judges]) for head in heads]
    chosen, tried = most_likely(logits, BREED_PENALTIES, table.breed[judges], say)
    return FittedBreeds(heads[chosen], tried[chosen]["temperature"], tried, start)


def fit_species(table: Table, imagenet: ImageNetHead, say: Say) -> FittedSpecies:
    """The head that tells dogs, cats and other things apart.

    There are few photos of cats and things, so each judges a head that was trained without its fifth of the photos
    (groups together). Test photos take no part; photos from other sources are never trained on and judge with the rest.
    Parts of photos of other things are trained on beside them, and do not judge.
    """
    features = species_features(table.embeddings, imagenet)
    nearer = species_features(table.nearer, imagenet)
    takes_part = (table.side == Side.TRAINING.value) | (table.side == Side.VALIDATION.value)
    fold = np.where(table.judges, -1, table.groups % FOLDS)
    # Crops look unlike what the app sees: they train, but do not judge.
    judges = np.flatnonzero(takes_part & (table.folder != CROPS))
    labels = table.species[judges]
    say(f"Species head: {FOLDS} times {1 - 1 / FOLDS:.0%} of the photos, chosen and calibrated on {len(judges)}")
    logits = []
    for penalty in SPECIES_PENALTIES:
        found = np.zeros((len(fold), 3))
        for number in range(FOLDS):
            rows = takes_part & (fold >= 0) & (fold != number)
            head = _species_head(table, features, nearer, rows, penalty)
            out = fold == number
            found[out] = head.logits(features[out])
            found[fold < 0] += head.logits(features[fold < 0]) / FOLDS
        logits.append(found)
    weights = _equal_species(labels)
    chosen, tried = most_likely([each[judges] for each in logits], SPECIES_PENALTIES, labels, say, weights)
    temperature = tried[chosen]["temperature"]
    dog = np.exp(log_probabilities(logits[chosen], temperature))[:, 0]
    evidence = fit_evidence(dog[judges], table.found[judges], labels == 0, weights)
    joined = joined_dog(dog, table.found, evidence, CLASSES)
    others = [(joined[judges][labels == each], share) for each, share in TOLERATED.items()]
    threshold = round(lowest_threshold(joined[judges][labels == 0], others), 3)
    head = _species_head(table, features, nearer, table.trained, SPECIES_PENALTIES[chosen])
    unseen = ~table.trained
    dog[unseen] = np.exp(log_probabilities(head.logits(features[unseen]), temperature))[:, 0]
    return FittedSpecies(head, temperature, threshold, joined_dog(dog, table.found, evidence, CLASSES), evidence, tried)


def fit_evidence(
    dog: NDArray[np.float64], found: NDArray[np.float64], is_dog: NDArray[np.bool_], weights: NDArray[np.float64]
) -> DogEvidence:
    """How the species head's word and the finder's are joined: logistic regression on their log-odds.

    Args:
        dog: probability by the species head, `[N]`, of heads that did not see these photos.
        found: the finder's greatest score of each of `CLASSES`, `[N, K]`.
        is_dog: the truth, `[N]`.
        weights: how much each photo counts, `[N]`.
    """
    columns = [CLASSES.index(name) for name in EVIDENCE]
    features = np.column_stack([log_odds(dog), log_odds(found[:, columns])]).astype(np.float32)
    # It starts from what the species head says alone; the difference of both columns is the rule.
    start = LinearHead(np.zeros((features.shape[1], 2), np.float32), np.zeros(2, np.float32))
    start.kernel[0, 1] = 1.0
    head = fit_linear_head(features, is_dog.astype(np.int64), start, penalty=EVIDENCE_PENALTY, photo_weights=weights)
    species, *others = np.round(head.kernel[:, 1] - head.kernel[:, 0], 4).tolist()
    bias = round(float(head.bias[1] - head.bias[0]), 4)
    return DogEvidence(bias=bias, species=species, found=dict(zip(EVIDENCE, others, strict=True)))


def _species_head(
    table: Table, features: NDArray[np.float32], nearer: NDArray[np.float32], rows: NDArray[np.bool_], penalty: float
) -> LinearHead:
    kind = np.where(table.species == 0, table.folder, np.where(table.species == 1, CAT, SOMETHING_ELSE))
    weights = np.zeros(len(kind))
    for name, share in SPECIES_SHARES.items():
        members = rows & (kind == name)
        weights[members] = share / max(1, members.sum())
    per_feature = np.full(features.shape[1], penalty)
    per_feature[-3:] = GROUP_PENALTY
    start = species_start(features.shape[1] - 3)
    near = rows[table.nearer_of]
    beside = np.full(int(near.sum()), NEARER_SHARE / max(1, near.sum()))
    return fit_linear_head(
        np.concatenate([features[rows], nearer[near]]),
        np.concatenate([table.species[rows], table.species[table.nearer_of[near]]]),
        start,
        penalty=per_feature,
        photo_weights=np.concatenate([weights[rows], beside]),
    )


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
