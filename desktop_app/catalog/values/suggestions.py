"""What a model says of a photo."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class SuggestionStatus(StrEnum):
    """What a suggestion amounts to; the words of the CSV column `status`."""

    OK = "ok"
    NO_DOG = "no_dog"
    UNREADABLE = "unreadable"


class Confidence(StrEnum):
    """How much the first breed is to be trusted; the words of the CSV column `confidence`."""

    SURE = "sure"
    MAYBE = "maybe"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class RankedBreed:
    """A breed that the dog looks like, with its calibrated probability between 0 and 1."""

    breed_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class SuggestedKind:
    """The kind of dog that a dog most looks like ("spaniel"): a set of breeds.

    Attributes:
        kind_id: of the book of breeds, `kind:…`.
        probability: the sum of the calibrated probabilities of its breeds.
        confidence: how much it is to be trusted; None for "no dog" and for packs that cannot tell.
    """

    kind_id: str
    probability: float
    confidence: Confidence | None = None


class Box(NamedTuple):
    """Where a dog is, as shares of the upright photo from 0 to 1: the left top corner is (0, 0)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FurtherDog:
    """A dog beside the one that a suggestion is about.

    Attributes:
        box: where it is.
        ranked: the breeds that it looks like, best first.
        confidence: as in `Suggestion`, like the three below.
        breed_set: ids.
        proposed_mix: ids.
        kind: the kind that it looks like.
    """

    box: Box
    ranked: tuple[RankedBreed, ...]
    confidence: Confidence | None = None
    breed_set: tuple[str, ...] = ()
    proposed_mix: tuple[str, str] | None = None
    kind: SuggestedKind | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """What one model pack says of one readable photo.

    Attributes:
        status: `OK` or `NO_DOG`; an unreadable photo has no suggestion at all.
        dog_probability: probability that the photo shows a dog; None when the pack has no species output.
        ranked: the breeds, best first. Kept for "no dog" photos too: a person may know better.
        embedding: float16 `[D]`, the network's last features; None when the pack does not give them.
        confidence: how much the first breed is to be trusted; None for "no dog" and for packs that cannot tell.
        breed_set: ids of the few breeds among which the right one is with the coverage that the pack states, likeliest
            first; empty for "unsure", "no dog", and packs without such sets.
        proposed_mix: ids of two breeds that share the probability, the likelier first; None where nothing is proposed.
        logits: float16 `[C]`, what the network's last layer gave for each breed of the pack, in the order of its
            manifest and before any temperature: the mean over the views that the decision rests on, those of the first
            look and, for a photo that was looked at again, that of the second. Probabilities are averages of the views'
            softmaxes (`decisions.calibrated`) and cannot be computed from it exactly; None where nobody kept it.
        dog_share: how much of the photo the dog takes, 0 to 1; None where nobody can tell.
        kind: the kind of dog that it most looks like; None for packs without kinds.
        box: where the dog is that all of the above is about: the first dog; None where nobody looked for it, or it was
            not found.
        further_dogs: the others that were found, the largest first; empty without `box`.
    """

    status: SuggestionStatus
    dog_probability: float | None
    ranked: tuple[RankedBreed, ...]
    embedding: NDArray[np.float16] | None = None
    confidence: Confidence | None = None
    breed_set: tuple[str, ...] = ()
    proposed_mix: tuple[str, str] | None = None
    logits: NDArray[np.float16] | None = None
    dog_share: float | None = None
    kind: SuggestedKind | None = None
    box: Box | None = None
    further_dogs: tuple[FurtherDog, ...] = ()

    @property
    def dogs(self) -> int | None:
        """How many dogs were found; None where nobody looked for them, or none was found in a photo with a dog."""
        return None if self.box is None else 1 + len(self.further_dogs)

    @property
    def best(self) -> RankedBreed | None:
        """The first breed, or None where nothing was ranked."""
        return self.ranked[0] if self.ranked else None
