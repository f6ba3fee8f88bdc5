"""What is said of a photo: from logits to probabilities, and from these to plain words.

One implementation for both sides: training chooses the numbers in the manifest with the very functions that the app
applies them with. All of it is numpy on whole batches: N photos, V views, C breeds.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.manifest import Kind, SecondLook
from desktop_app.inference.manifest_rules import Conformal, DogEvidence, Familiarity, KindRule, Mix, Thresholds

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Outputs = dict[str, Floats]
"""Outputs of the graph by name, each `[N, V, …]`."""

ORDER = (Confidence.SURE, Confidence.MAYBE, Confidence.UNSURE)
"""What the numbers of `confidence_ranks` stand for."""

NO_PAIR = -1

# Scores of 8 bits are 0 and 1 now and then: beyond this a probability is no more certain.
_LEAST = 1e-4


def softmax(logits: Floats) -> Floats:
    """Softmax over the last axis, safe for large logits."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def calibrated(logits: Floats, temperature: float) -> Floats:
    """Probabilities `[N, C]` of logits `[N, V, C]`.

    The softmax of the logits over the temperature (Guo et al. 2017, arXiv:1706.04599), averaged over the views.
    """
    return np.asarray(softmax(logits / temperature).mean(axis=1))


def familiarity_scores(outputs: Outputs, rule: Familiarity) -> Floats:
    """How much each photo is like the training photos, `[N]`; more is more familiar. Averaged over the views."""
    if rule.score == "output":
        return np.asarray(outputs["familiarity"].reshape(*outputs["familiarity"].shape[:2], -1)[..., 0].mean(axis=1))
    logits = outputs["logits"]
    highest = logits.max(axis=-1)
    if rule.score == "max_logit":
        return np.asarray(highest.mean(axis=1))
    powers = np.exp((logits - highest[..., None]) / rule.temperature)
    return np.asarray((highest + rule.temperature * np.log(powers.sum(axis=-1))).mean(axis=1))


def needs_second_look(breeds: Floats, dog: Floats | None, rule: SecondLook) -> Flags:
    """Which photos the first look leaves open, `[N]`.

    Args:
        breeds: calibrated probabilities after the first look, `[N, C]`.
        dog: probability of a dog after it, `[N]`; None when the pack cannot tell.
        rule: of the pack.
    """
    unsure = np.asarray(breeds.max(axis=1) < rule.below)
    return unsure if dog is None else np.asarray(unsure & (dog >= rule.dog))


def joined_dog(dog: Floats, found: Floats | None, rule: DogEvidence | None, classes: Sequence[str]) -> Floats:
    """The probability of a dog, by the species output and the finder together, `[N]`.

    Args:
        dog: by the species output, `[N]`.
        found: the finder's greatest score of each class, `[N, K]`; NaN for photos of which it was not asked. None
            where there is no finder.
        rule: of the pack; None where the species output alone counts.
        classes: the meaning of the columns of `found`.
    """
    if rule is None or found is None:
        return dog
    weights = np.array([rule.found.get(name, 0.0) for name in classes])
    asked = np.asarray(~np.isnan(found).any(axis=1))
    evidence = rule.bias + rule.species * log_odds(dog) + log_odds(np.where(asked[:, None], found, 0.5)) @ weights
    # Written so that no exponential overflows.
    joined = 0.5 * (1 + np.tanh(evidence / 2))
    return np.asarray(np.where(asked, joined, dog))


def log_odds(probabilities: Floats) -> Floats:
    """The logits of probabilities, of any shape; what is nearly 0 or 1 counts as a little less so."""
    probabilities = np.clip(probabilities, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(probabilities / (1 - probabilities)))


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """What looking at N photos gave, in calibrated quantities.

    Attributes:
        breeds: probabilities `[N, C]`.
        dog: probability of a dog `[N]`; None when the pack cannot tell.
        familiarity: scores `[N]`; None when the pack has no such score.
        twice: which photos were looked at a second time, `[N]`.
        logits: mean over the views that the above rest on, before any temperature, `[N, C]`; None where nobody asks.
    """

    breeds: Floats
    dog: Floats | None
    familiarity: Floats | None
    twice: Flags
    logits: Floats | None = None


def look(
    first: Outputs,
    again: Callable[[NDArray[np.intp]], Outputs],
    *,
    temperature: float,
    species_temperature: float | None,
    familiarity: Familiarity | None = None,
    second_look: SecondLook | None = None,
    joined: Callable[[Floats, NDArray[np.intp]], Floats] = lambda dog, _rows: dog,
) -> Looks:
    """Calibrated quantities of N photos, with a second look where the first one leaves them open.

    Args:
        first: the outputs for the first look, each `[N, V, …]`.
        again: gives the outputs of the further view `[M, 1, …]` for the photos with these numbers `[M]`; not called
            when no photo needs it.
        temperature: of the breeds after one look.
        species_temperature: of the species after one look; None when the pack cannot tell dogs.
        familiarity: the score; None for none.
        second_look: when it is taken; None for never.
        joined: what the dog probabilities by the species `[M]` of the photos with these numbers `[M]` become with what
            else is known of them (`joined_dog`).
    """
    breeds = calibrated(first["logits"], temperature)
    dog = None
    if species_temperature is not None:
        dog = joined(calibrated(first["species_logits"], species_temperature)[:, 0], np.arange(len(breeds)))
    familiar = None if familiarity is None else familiarity_scores(first, familiarity)
    logits = np.asarray(first["logits"].mean(axis=1))
    twice = np.zeros(len(breeds), np.bool_) if second_look is None else needs_second_look(breeds, dog, second_look)
    rows = np.flatnonzero(twice)
    if second_look is None or not len(rows):
        return Looks(breeds, dog, familiar, twice, logits)
    second = again(rows)
    both = {name: np.concatenate([first[name][rows], second[name]], axis=1) for name in second}
    breeds[rows] = calibrated(both["logits"], second_look.temperature)
    logits[rows] = both["logits"].mean(axis=1)
    if dog is not None and species_temperature is not None:
        warmth = second_look.species_temperature or species_temperature
        dog[rows] = joined(calibrated(both["species_logits"], warmth)[:, 0], rows)
    if familiar is not None and familiarity is not None:
        familiar[rows] = familiarity_scores(both, familiarity)
    return Looks(breeds, dog, familiar, twice, logits)


def confidence_ranks(breeds: Floats, familiarity: Floats | None, thresholds: Thresholds) -> NDArray[np.int64]:
    """The place in `ORDER` that probability and familiarity give each photo, `[N]`; the set of breeds comes on top.

    Args:
        breeds: calibrated probabilities `[N, C]`.
        familiarity: scores `[N]`; None where no rule asks for one.
        thresholds: with `sure` and `maybe`.
    """
    best = breeds.max(axis=1)
    ranks = np.full(len(breeds), ORDER.index(Confidence.UNSURE))
    for word, rule in ((Confidence.MAYBE, thresholds.maybe), (Confidence.SURE, thresholds.sure)):
        if rule is None:
            continue
        reached = best >= rule.probability
        if rule.familiarity is not None:
            if familiarity is None:
                raise ValueError("the rule asks for a familiarity, and there is none")
            reached &= familiarity >= rule.familiarity
        ranks[reached] = ORDER.index(word)
    return ranks


def conformal_scores(breeds: Floats, method: Literal["lac", "aps"]) -> Floats:
    """The score of every breed as the right one, `[N, C]`: the smaller, the better it conforms."""
    if method == "lac":
        return np.asarray(1 - breeds)
    order = np.argsort(-breeds, axis=1, kind="stable")
    sums = np.cumsum(np.take_along_axis(breeds, order, axis=1), axis=1)
    scores = np.empty_like(breeds)
    np.put_along_axis(scores, order, np.minimum(sums, 1), axis=1)
    return scores


def conformal_quantile(
    breeds: Floats, labels: NDArray[np.integer], method: Literal["lac", "aps"], coverage: float = 0.9
) -> float:
    """The quantile for `Conformal`, with the correction for a finite number of photos.

    Sets made with it hold the right breed of a new photo with at least the coverage, on average over photos that are
    exchangeable with these (Vovk, Gammerman and Shafer 2005). Sets are shown where the word is "maybe", so give the
    photos whose rank is that: the coverage then holds among those (Mondrian conformal prediction, the same authors).

    Args:
        breeds: calibrated probabilities of photos that were not trained on, `[N, C]`.
        labels: the right columns, `[N]`.
        method: as in `Conformal`.
        coverage: how often the set should hold the right breed.

    Returns:
        the quantile; 1 (every breed is in the set) when there are too few photos.
    """
    scores = np.sort(conformal_scores(breeds, method)[np.arange(len(labels)), labels])
    place = math.ceil((len(scores) + 1) * coverage)
    return float(scores[place - 1]) if place <= len(scores) else 1.0


def breed_sets(breeds: Floats, rule: Conformal) -> Flags:
    """Which breeds are in each photo's set, `[N, C]`; nothing where there would be more than `rule.most`."""
    sets = conformal_scores(breeds, rule.method) <= rule.quantile
    if rule.method == "aps" and len(sets):
        # One that takes more than the quantile by itself is the set.
        sets[np.arange(len(sets)), breeds.argmax(axis=1)] = True
    sets[sets.sum(axis=1) > rule.most] = False
    return np.asarray(sets)


def mix_pairs(breeds: Floats, dog: Floats | None, rule: Mix, breed_ids: tuple[str, ...]) -> NDArray[np.int64]:
    """The columns of the two breeds that share the probability, `[N, 2]`; `NO_PAIR` where no two do."""
    pairs = np.argsort(-breeds, axis=1, kind="stable")[:, :2]
    first, second = np.take_along_axis(breeds, pairs, axis=1).T
    shared = (first + second >= rule.together) & (second >= rule.balance * first)
    shared &= False if dog is None else dog >= rule.dog
    alike = {frozenset(pair) for pair in rule.look_alikes}
    for row in np.flatnonzero(shared):
        shared[row] = frozenset(breed_ids[column] for column in pairs[row]) not in alike
    return np.asarray(np.where(shared[:, None], pairs, NO_PAIR))


def kind_members(kinds: Sequence[Kind], breed_ids: tuple[str, ...]) -> Flags:
    """Which breeds are of which kind, `[K, C]`."""
    return np.array([[breed_id in set(kind.breeds) for breed_id in breed_ids] for kind in kinds], np.bool_)


def kind_probabilities(breeds: Floats, members: Flags) -> Floats:
    """Probabilities of the kinds, `[N, K]`: the sums of those of their breeds, which are calibrated.

    Args:
        breeds: `[N, C]`.
        members: as `kind_members` gives them.
    """
    return np.asarray(breeds @ members.T.astype(np.float64))


def kind_word(probability: float, rule: KindRule) -> Confidence:
    """How much a kind of this probability is to be trusted."""
    if probability >= rule.sure:
        return Confidence.SURE
    return Confidence.MAYBE if probability >= rule.maybe else Confidence.UNSURE


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """What is said of N photos.

    Attributes:
        no_dog: which are suggested as "no dog", `[N]`; of these nothing else is said.
        confidence: the words; None for "no dog", and everywhere in packs without the rules.
        sets: the short sets of breeds, `[N, C]`; all False where there is none.
        mixes: columns of the proposed pairs, `[N, 2]`, the likelier first; `NO_PAIR` where nothing is proposed.
    """

    no_dog: Flags
    confidence: list[Confidence | None]
    sets: Flags
    mixes: NDArray[np.int64]


def decide(looks: Looks, thresholds: Thresholds, breed_ids: tuple[str, ...]) -> Decisions:
    """Apply all rules.

    - "No dog" comes first.
    - "Sure": one breed is enough, its set has nothing else, and no mix is proposed. Never for an unproven breed.
    - "Maybe": the conformal set, when it has one to `most` breeds.
    - "Unsure": what reaches neither rule, and what has no such set; the set is empty.

    Args:
        looks: as `look` gives them.
        thresholds: of the pack.
        breed_ids: of the columns.
    """
    breeds = looks.breeds
    photos = len(breeds)
    no_dog = np.zeros(photos, np.bool_) if looks.dog is None else looks.dog < thresholds.dog
    sets = np.zeros(breeds.shape, np.bool_)
    if thresholds.conformal is not None:
        sets = breed_sets(breeds, thresholds.conformal)
    mixes = np.full((photos, 2), NO_PAIR)
    if thresholds.mix is not None:
        mixes = mix_pairs(breeds, looks.dog, thresholds.mix, breed_ids)
    confidence: list[Confidence | None] = [None] * photos
    if thresholds.sure is not None:
        ranks = confidence_ranks(breeds, looks.familiarity, thresholds)
        unproven = np.isin(breed_ids, thresholds.unproven)[breeds.argmax(axis=1)]
        ranks[unproven] = np.maximum(ranks[unproven], ORDER.index(Confidence.MAYBE))
        sure = ranks == ORDER.index(Confidence.SURE)
        mixes[sure] = NO_PAIR
        if thresholds.conformal is not None:
            sets[sure] = False
            sets[sure, breeds[sure].argmax(axis=1)] = True
            ranks[~sets.any(axis=1)] = ORDER.index(Confidence.UNSURE)
            sets[ranks == ORDER.index(Confidence.UNSURE)] = False
        confidence = [None if none else ORDER[rank] for none, rank in zip(no_dog, ranks, strict=True)]
    sets[no_dog] = False
    mixes[no_dog] = NO_PAIR
    return Decisions(no_dog, confidence, sets, mixes)
