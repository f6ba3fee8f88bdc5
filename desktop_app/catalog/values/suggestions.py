"""What a model says of a photo."""

from dataclasses import dataclass
from enum import StrEnum

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

    @property
    def best(self) -> RankedBreed | None:
        """The first breed, or None where nothing was ranked."""
        return self.ranked[0] if self.ranked else None
