"""Chooses what a pack says of a photo: temperatures, the second look, "sure" and "maybe", short sets, mixes.

All of it on photos that no network was trained on, from what the very graph that ships gives, with the very functions
that the app applies (`desktop_app.inference.decisions`). `choose` takes any rows, so the same choice can be made on a
part of the photos and judged on the rest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.inference.decisions import (
    ORDER,
    Decisions,
    Looks,
    calibrated,
    confidence_ranks,
    conformal_quantile,
    decide,
    joined_dog,
    kind_members,
    kind_probabilities,
    kind_word,
    look,
)
from desktop_app.inference.manifest import CarefulLook
from desktop_app.inference.manifest_rules import ConfidenceRule, Conformal, Familiarity, KindRule, Mix, Thresholds
from training.evaluation.calibration import fit_temperature
from training.evaluation.promises import SURE_RIGHT, lower_bound
from training.runs.packs import PackDraft

FOLDS = 5
MAYBE = [word.value for word in ORDER].index("maybe")
# Of the photos of known breeds, this share is looked at twice: time that goes here is not there for looking nearer by
# (`python -m benchmarks inference`).
TWICE = 0.12
# Below this a second look cannot make a dog of it: averaged with a certain dog it would be even.
TWICE_DOG = 0.05
# So much of the photos should be "sure"; of the rules that reach it, the one that leaves out most dogs of other breeds.
SURE_COVERAGE = 0.76
# "Maybe" goes down to where the first breed stops being right more often than not.
MAYBE_PRECISION = 0.5
MAYBE_KIND = 0.4
# How many samples the temperature is fitted to, and how much of them claim more than what is kept.
DRAWS, DRAWS_SEED, MODESTY = 50, 1337, 0.8
FAMILIARITY = Familiarity(score="output")
MIX_TOGETHER, MIX_BALANCE, MIX_DOG = 0.7, 0.4, 0.9
LOOK_ALIKE_MISTAKES = 2


class Crossed(NamedTuple):
    """What is said of photos by rules that were chosen on other photos of the same set.

    Attributes:
        probabilities: calibrated, `[N, C]`.
        words: "sure", "maybe", "unsure", or "" for "no dog", `[N]`.
        sets: the short sets, `[N, C]`.
        kinds: the words for the likeliest kind, `[N]`; all "" for packs without kinds.
    """

    probabilities: NDArray[np.float64]
    words: NDArray[np.str_]
    sets: NDArray[np.bool_]
    kinds: NDArray[np.str_]

    def part(self, rows: slice) -> "Crossed":
        """Of these photos alone."""
        return Crossed(self.probabilities[rows], self.words[rows], self.sets[rows], self.kinds[rows])


@dataclass(frozen=True, eq=False)
class Seen:
    """What a graph gives of labelled photos of dogs.

    Attributes:
        logits: `[N, V, C]`; with the view of the second look last.
        species_logits: `[N, V, 3]`.
        labels: columns of the breeds, int `[N]`; -1 for dogs of breeds that the pack does not know.
        familiarity: what the graphs give as such, `[N, V]`.
        chosen_on: photos that took no part in fitting the familiarity, `[N]`: what is "sure" is chosen on these, and
            checked on all.
        turned: which photos were turned to stand upright, `[N]`; None where that plays no part.
        found: the finder's greatest score of each of its classes, `[N, K]`, NaN where it was not asked; None for packs
            without one.
        all_logits: of all looks that can be taken, `[N, L, C]`; None where nobody asked.
    """

    logits: NDArray[np.float64]
    species_logits: NDArray[np.float64]
    labels: NDArray[np.int64]
    familiarity: NDArray[np.float64]
    chosen_on: NDArray[np.bool_]
    turned: NDArray[np.bool_] | None = None
    found: NDArray[np.float64] | None = None
    all_logits: NDArray[np.float64] | None = None

    def chosen(self, rows: NDArray[Any]) -> "Seen":
        """Only these photos."""
        return replace(
            self,
            logits=self.logits[rows],
            species_logits=self.species_logits[rows],
            labels=self.labels[rows],
            familiarity=self.familiarity[rows],
            chosen_on=self.chosen_on[rows],
            turned=None if self.turned is None else self.turned[rows],
            found=None if self.found is None else self.found[rows],
            all_logits=None if self.all_logits is None else self.all_logits[rows],
        )


def together(first: Seen, second: Seen) -> Seen:
    """Two sets of photos as one."""

    def both(name: str) -> Any:
        parts = getattr(first, name), getattr(second, name)
        return None if parts[0] is None or parts[1] is None else np.concatenate(parts)

    return Seen(**{field.name: both(field.name) for field in fields(Seen)})


def choose(draft: PackDraft, seen: Seen, look_alikes: Sequence[tuple[str, str]] = ()) -> PackDraft:
    """The draft with everything chosen that can be chosen on these photos.

    Args:
        draft: with the breeds, the views of both looks, the species' temperature and the threshold for "no dog".
        seen: photos that were not trained on; some of known breeds and some of others.
        look_alikes: pairs of breed ids of which no mix is proposed.
    """
    if draft.input.second_look is None:
        raise ValueError("the draft does not say what a second look is")
    known = seen.labels >= 0
    labels = seen.labels[known]
    temperature = round(modest_temperature(seen.logits[known][:, :-1], labels), 4)
    best = calibrated(seen.logits[known][:, :-1], temperature).max(axis=1)
    second_look = draft.input.second_look.model_copy(
        update={
            "below": round(float(np.quantile(best, TWICE)), 2),
            "dog": TWICE_DOG,
            "temperature": round(modest_temperature(seen.logits[known], labels), 4),
        }
    )
    careful = None
    if seen.all_logits is not None:
        careful = CarefulLook(temperature=round(modest_temperature(seen.all_logits[known], labels), 4))
    thresholds = Thresholds(
        dog=draft.thresholds.dog,
        evidence=draft.thresholds.evidence,
        familiarity=FAMILIARITY,
        unproven=draft.thresholds.unproven,
    )
    draft = draft.model_copy(
        update={
            "temperature": temperature,
            "input": draft.input.model_copy(update={"second_look": second_look, "careful": careful}),
            "thresholds": thresholds,
        }
    )
    looks = looked_at(draft, seen)
    ids = tuple(breed.id for breed in draft.breeds)
    sure = _sure(looks, seen, np.isin(ids, thresholds.unproven))
    maybe = _maybe(looks, seen.labels, sure)
    thresholds = thresholds.model_copy(update={"sure": sure, "maybe": maybe})
    mix = Mix(together=MIX_TOGETHER, balance=MIX_BALANCE, dog=MIX_DOG, look_alikes=tuple(look_alikes))
    conformal = _conformal(looks, seen.labels, thresholds)
    kind = kind_rule(looks.breeds, seen.labels, kind_members(draft.kinds, ids)) if draft.kinds else None
    update = {"conformal": conformal, "mix": mix, "kind": kind}
    return draft.model_copy(update={"thresholds": thresholds.model_copy(update=update)})


def modest_temperature(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """A temperature at the upper end of what these few photos leave open: four of five bootstrap samples ask for less.

    The likeliest temperature is too low as often as too high. Photos that nobody collected for this are harder than
    those that somebody did, and to claim too little is the better mistake.

    Args:
        logits: `[N, V, C]`.
        labels: `[N]`.
    """
    random = np.random.default_rng(DRAWS_SEED)
    draws = random.integers(0, len(labels), (DRAWS, len(labels)))
    return float(np.quantile([fit_temperature(logits[rows], labels[rows]) for rows in draws], MODESTY))


def looked_at(draft: PackDraft, seen: Seen) -> Looks:
    """What the app would make of these photos: calibrated, with a second look where it takes one."""
    every = {"logits": seen.logits, "species_logits": seen.species_logits, "familiarity": seen.familiarity[..., None]}
    first = {name: values[:, :-1] for name, values in every.items()}
    last = {name: values[:, -1:] for name, values in every.items()}
    classes = draft.finder.classes if draft.finder else ()

    def joined(dog: NDArray[np.float64], rows: NDArray[np.intp]) -> NDArray[np.float64]:
        return joined_dog(dog, None if seen.found is None else seen.found[rows], draft.thresholds.evidence, classes)

    return look(
        first,
        lambda rows: {name: values[rows] for name, values in last.items()},
        temperature=draft.temperature,
        species_temperature=draft.species.temperature if draft.species else None,
        familiarity=draft.thresholds.familiarity,
        second_look=draft.input.second_look,
        joined=joined,
    )


def decided(draft: PackDraft, seen: Seen) -> tuple[Looks, Decisions]:
    """What the app would say of these photos."""
    looks = looked_at(draft, seen)
    return looks, decide(looks, draft.thresholds, tuple(breed.id for breed in draft.breeds))


def cross_decided(draft: PackDraft, seen: Seen, look_alikes: Sequence[tuple[str, str]], seed: int) -> Crossed:
    """What would be said of each fifth of the photos by rules that were chosen on the others.

    A small set can so choose the rules and judge them too.
    """
    count, breeds = len(seen.labels), seen.logits.shape[2]
    fold = np.random.default_rng(seed).permutation(count) % FOLDS
    probabilities, sets = np.empty((count, breeds)), np.zeros((count, breeds), np.bool_)
    words, kinds = np.full(count, "", "<U8"), np.full(count, "", "<U8")
    members = kind_members(draft.kinds, tuple(breed.id for breed in draft.breeds)) if draft.kinds else None
    for number in range(FOLDS):
        out = fold == number
        chosen = choose(draft, seen.chosen(~out), look_alikes)
        looks, said = decided(chosen, seen.chosen(out))
        probabilities[out], sets[out] = looks.breeds, said.sets
        words[out] = [word.value if word else "" for word in said.confidence]
        if members is not None and chosen.thresholds.kind:
            best = kind_probabilities(looks.breeds, members).max(axis=1)
            told = [kind_word(float(each), chosen.thresholds.kind).value for each in best]
            kinds[out] = np.where(said.no_dog, "", told)
    return Crossed(probabilities, words, sets, kinds)


def look_alikes_of(
    logits: NDArray[np.floating], labels: NDArray[np.int64], ids: Sequence[str]
) -> list[tuple[str, str]]:
    """Pairs of breeds that are taken for one another, in pictures of dogs that are one of the two.

    Args:
        logits: `[N, C]` of photos that were not trained on.
        labels: `[N]`.
        ids: of the columns.
    """
    suggested = logits.argmax(axis=1)
    wrong = np.flatnonzero(suggested != labels)
    pairs = Counter(tuple(sorted((ids[labels[row]], ids[suggested[row]]))) for row in wrong)
    return sorted((first, second) for (first, second), count in pairs.items() if count >= LOOK_ALIKE_MISTAKES)


def _sure(looks: Looks, seen: Seen, unproven: NDArray[np.bool_]) -> ConfidenceRule:
    """Of the rules that keep the promise and cover enough, the one that is surest to leave out dogs of other breeds.

    Where no rule does both, the one that keeps the promise and covers most.
    """
    first = looks.breeds.argmax(axis=1)
    # Nobody is sure of those anyway.
    best = np.where(unproven[first], 0.0, looks.breeds.max(axis=1))
    familiar = np.asarray(looks.familiarity)
    known = seen.labels >= 0
    counted = known & seen.chosen_on
    right = first == seen.labels
    kept: list[tuple[bool, float, float, ConfidenceRule]] = []
    for probability in np.arange(0.5, 0.991, 0.01).round(2):
        for least in np.quantile(familiar[counted], np.arange(0, 0.4, 0.02)).round(3):
            sure = (best >= probability) & (familiar >= least)
            covered = float(sure[counted].mean())
            if not covered or lower_bound(right[sure & known]) < SURE_RIGHT:
                continue
            strangers = sure[~known & seen.chosen_on]
            passed = float(strangers.mean()) if len(strangers) else 0.0
            rule = ConfidenceRule(probability=float(probability), familiarity=float(least))
            wide = covered >= SURE_COVERAGE
            kept.append((wide, -passed if wide else covered, covered, rule))
    if not kept:
        return ConfidenceRule(probability=0.99)
    return max(kept, key=lambda each: each[:3])[3]


def kind_rule(breeds: NDArray[np.float64], labels: NDArray[np.int64], members: NDArray[np.bool_]) -> KindRule:
    """From the lowest probability on that keeps the promise, and is more than that of all others, a kind is "sure".

    Args:
        breeds: probabilities `[N, C]`.
        labels: columns of the breeds, `[N]`; -1 for other breeds, which play no part.
        members: of the kinds, `[K, C]`.
    """
    probabilities = kind_probabilities(breeds, members)
    known = labels >= 0
    best = probabilities[known].max(axis=1)
    right = members[probabilities[known].argmax(axis=1), labels[known]]
    for probability in np.arange(0.5, 0.991, 0.01).round(2):
        if lower_bound(right[best >= probability]) >= SURE_RIGHT:
            return KindRule(sure=float(probability), maybe=MAYBE_KIND)
    return KindRule(sure=0.99, maybe=MAYBE_KIND)


def _maybe(looks: Looks, labels: NDArray[np.int64], sure: ConfidenceRule) -> ConfidenceRule:
    """From the lowest probability on from which the first breed is right more often than not."""
    best, known = looks.breeds.max(axis=1), labels >= 0
    right = looks.breeds.argmax(axis=1) == labels
    for probability in np.arange(0.2, sure.probability, 0.01):
        near = known & (np.abs(best - probability) <= 0.1)
        if near.sum() >= 10 and right[near].mean() >= MAYBE_PRECISION:
            return ConfidenceRule(probability=round(float(probability), 2))
    return ConfidenceRule(probability=min(0.5, sure.probability))


def _conformal(looks: Looks, labels: NDArray[np.int64], thresholds: Thresholds) -> Conformal:
    """Sets are shown where the word is "maybe", so that is where the coverage has to hold."""
    ranks = confidence_ranks(looks.breeds, looks.familiarity, thresholds)
    maybe = (labels >= 0) & (ranks == MAYBE)
    quantile = conformal_quantile(looks.breeds[maybe], labels[maybe], "lac")
    return Conformal(method="lac", quantile=round(quantile, 4))
