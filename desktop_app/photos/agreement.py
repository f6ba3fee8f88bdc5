"""How often people chose what the model had suggested to them, by how sure it was.

That is no accuracy: whoever sees a suggestion is led by it, and nobody knows the breed of most shelter dogs.

Who says "hound" where a Beagle was suggested does not say that it is none, nor that it is one: such a label is counted
apart. One that names the kind of another breed that was shown counts as that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.catalog.seen import NONE, SeenDecisions
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCES, KIND_CODE, NO_DOG, OK

# Of the normal distribution: 95 % lie within so many standard deviations.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people chose after seeing suggestions.

    Attributes:
        first: what was suggested first: the breed, or "no dog".
        of_the_others: another one of the up to five breeds that were shown.
        otherwise: anything else: a breed that was not shown, a mix, "no dog" where a dog was suggested or the other
            way round. "Unknown" is counted nowhere, as is the kind of the first breed: neither is a word against the
            suggestion.
    """

    first: int = 0
    of_the_others: int = 0
    otherwise: int = 0

    @property
    def all(self) -> int:
        """How many labels."""
        return self.first + self.of_the_others + self.otherwise


@dataclass(frozen=True, slots=True)
class SeenAgreement:
    """Agreement of people with what they saw.

    Attributes:
        by_confidence: what they chose, for each word that stood beside the suggestion; None: no word did.
        unknown: labels that say "unknown" after a suggestion was seen.
        nothing_seen: labels given before there was a suggestion, or before Pawsort noted what was seen.
        by_rules: labels that a rule has given.
        packs: of how many different model packs the suggestions were.
        of_its_kind: labels that say of what kind the breed is that was suggested first, and no more.
    """

    by_confidence: Mapping[Confidence | None, Chosen]
    unknown: int
    nothing_seen: int
    by_rules: int
    packs: int
    of_its_kind: int = 0

    @property
    def overall(self) -> Chosen:
        """All words together."""
        each = self.by_confidence.values()
        return Chosen(
            sum(one.first for one in each), sum(one.of_the_others for one in each), sum(one.otherwise for one in each)
        )


def seen_agreement(seen: SeenDecisions) -> SeenAgreement:
    """Compare each label with the suggestion that was seen when it was given."""
    kinds = np.array([KIND_CODE[label.kind] for label in seen.label_table], np.int8)[seen.labels]
    place = {breed_id: at for at, breed_id in enumerate(seen.breed_table)}
    # A breed that no suggestion names is none of those that were shown: -2, since -1 fills up short lists.
    breed_of = [
        place.get(label.breed_ids[0], NONE - 1) if label.kind is LabelKind.BREED else NONE - 1
        for label in seen.label_table
    ]
    breeds = np.array(breed_of, np.int32)[seen.labels]
    saw = seen.by_person & (seen.status != NONE)
    dog = seen.status == OK
    kind_of_label, kinds_shown = _kinds_of_dogs(seen)
    its_kind = saw & dog & (kind_of_label == kinds_shown[:, 0])
    unknown = saw & (kinds == KIND_CODE[LabelKind.UNKNOWN])
    says = saw & ~unknown & ~its_kind
    first = (dog & (breeds == seen.ranked[:, 0])) | ((seen.status == NO_DOG) & (kinds == KIND_CODE[LabelKind.NO_DOG]))
    shown = (breeds[:, None] == seen.ranked) | (kind_of_label[:, None] == kinds_shown)
    others = dog & ~first & shown.any(axis=1)
    counts = [_by_word(seen.confidence[says & what]) for what in (first, others, ~first & ~others)]
    return SeenAgreement(
        by_confidence={word: Chosen(*numbers) for word, *numbers in zip((None, *CONFIDENCES), *counts, strict=True)},
        unknown=int(np.count_nonzero(unknown)),
        nothing_seen=int(np.count_nonzero(seen.by_person & ~saw)),
        by_rules=int(np.count_nonzero(~seen.by_person)),
        packs=len(set(seen.packs[says].tolist())),
        of_its_kind=int(np.count_nonzero(its_kind)),
    )


def _kinds_of_dogs(seen: SeenDecisions) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each label the number of the kind that it is, -2 for none; and those of the breeds that were shown, or -1."""
    kinds = bundled_kinds()
    number = {kind_id: place for place, kind_id in enumerate(kinds.ids)}
    # One more, at the end, is what -1 points at.
    of_breeds = np.array([*(number.get(kinds.of(each) or "", NONE) for each in seen.breed_table), NONE], np.int32)
    of_labels = [
        number.get(label.breed_ids[0], NONE - 1) if label.kind is LabelKind.BREED else NONE - 1
        for label in seen.label_table
    ]
    return np.array(of_labels, np.int32)[seen.labels], of_breeds[seen.ranked]


def _by_word(confidence: NDArray[np.int8]) -> list[int]:
    # Moved up by one: -1 is "no word".
    return list(np.bincount(confidence + 1, minlength=len(CONFIDENCES) + 1).tolist())


def interval(count: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies, with 95 % confidence, when `count` of `of` were found.

    The interval of Wilson (1927), which holds for few and for nearly all, too
    (Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion").

    Returns:
        from 0 to 1, where nothing was found out.
    """
    if not of:
        return 0.0, 1.0
    share, square = count / of, _Z * _Z / of
    centre, half = share + square / 2, _Z * sqrt(share * (1 - share) / of + square / (4 * of))
    low, high = (centre - half) / (1 + square), (centre + half) / (1 + square)
    return (0.0 if count == 0 else low), (1.0 if count == of else high)
