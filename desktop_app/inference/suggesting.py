"""What is said of a dog: a pack's rules, applied to what looking gave, in the words of a suggestion."""

from dataclasses import dataclass

import numpy as np

from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestedKind
from desktop_app.inference.decisions import (
    NO_PAIR,
    Floats,
    Looks,
    decide,
    kind_members,
    kind_probabilities,
    kind_word,
)
from desktop_app.inference.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one dog; all but `no_dog` mean what they mean in `Suggestion`."""

    no_dog: bool
    ranked: tuple[RankedBreed, ...]
    confidence: Confidence | None
    breed_set: tuple[str, ...]
    proposed_mix: tuple[str, str] | None
    kind: SuggestedKind | None


class Suggesting:
    """The rules of one pack."""

    def __init__(self, manifest: Manifest) -> None:
        self._thresholds, self._kinds = manifest.thresholds, manifest.kinds
        self._breed_ids = tuple(breed.id for breed in manifest.breeds)
        self._members = kind_members(manifest.kinds, self._breed_ids)

    def say(self, looks: Looks) -> list[Said]:
        """What is said of the N dogs of these looks."""
        ids = self._breed_ids
        decisions = decide(looks, self._thresholds, ids)
        orders = np.argsort(-looks.breeds, axis=1, kind="stable")
        kinds = self._likeliest_kinds(looks.breeds, decisions.no_dog.tolist())
        found = []
        for row, (order, probabilities) in enumerate(zip(orders, looks.breeds, strict=True)):
            first, second = decisions.mixes[row]
            said = Said(
                no_dog=bool(decisions.no_dog[row]),
                ranked=tuple(RankedBreed(ids[i], float(probabilities[i])) for i in order),
                confidence=decisions.confidence[row],
                breed_set=tuple(ids[i] for i in order if decisions.sets[row, i]),
                proposed_mix=None if first == NO_PAIR else (ids[first], ids[second]),
                kind=kinds[row],
            )
            found.append(said)
        return found

    def _likeliest_kinds(self, breeds: Floats, no_dog: list[bool]) -> list[SuggestedKind | None]:
        """Of "no dog" photos the kind is kept, as their breeds are; there is no word for it."""
        if not self._kinds:
            return [None] * len(breeds)
        shares = kind_probabilities(breeds, self._members)
        rule = self._thresholds.kind
        found: list[SuggestedKind | None] = []
        for row, column in enumerate(shares.argmax(axis=1).tolist()):
            # Sums may end a little above 1.
            probability = min(1.0, float(shares[row, column]))
            word = None if rule is None or no_dog[row] else kind_word(probability, rule)
            found.append(SuggestedKind(self._kinds[column].id, probability, word))
        return found
