"""What the undecided photos of animals look like together, as far as a pack is sure of it.

The same pooling, and the same words for how sure it is, that the Animals screen shows (`photos.group_summary`).
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, CONFIDENCES, NONE, STATUS_CODE
from desktop_app.photos.group_summary import Votes, weigh


def together(groups: Sequence[Sequence[PhotoRow]], words: Collection[Confidence]) -> list[Label | None]:
    """What each group of photos looks like, where that is as sure as one of `words`; else None."""
    rows = [row for group in groups for row in group]
    if not rows:
        return [None] * len(groups)
    of = np.repeat(np.arange(len(groups), dtype=np.int32), [len(group) for group in groups])
    breeds: dict[str, int] = {}
    votes = _votes(rows, of, len(groups), breeds)
    facts = weigh(votes)
    names = list(breeds)
    found: list[Label | None] = []
    for said, confidence in zip(facts.said.tolist(), facts.confidence.tolist(), strict=True):
        is_sure = said >= 0 and confidence != NONE and CONFIDENCES[confidence] in words
        found.append(Label.breed(names[said]) if is_sure else None)
    return found


def _votes(rows: Sequence[PhotoRow], of: NDArray[np.int32], groups: int, breeds: dict[str, int]) -> Votes:
    """The votes of these photos; the breeds that they name get their places in `breeds`."""
    count = len(rows)
    ranked = np.full((count, BREEDS_IN_A_ROW), NONE, np.int32)
    probabilities = np.full((count, BREEDS_IN_A_ROW), np.nan)
    status = np.full(count, NONE, np.int8)
    confidence = np.full(count, NONE, np.int8)
    for place, row in enumerate(rows):
        if row.suggestion is None:
            continue
        status[place] = STATUS_CODE[row.suggestion.status]
        confidence[place] = CONFIDENCE_CODE[row.suggestion.confidence]
        for rank, breed in enumerate(row.suggestion.ranked[:BREEDS_IN_A_ROW]):
            ranked[place, rank] = breeds.setdefault(breed.breed_id, len(breeds))
            probabilities[place, rank] = breed.probability
    decided = np.array([row.own_label is not None for row in rows], np.bool_)
    counts = np.array([row.fault is None and not row.several_dogs for row in rows], np.bool_)
    return Votes(
        positions=np.arange(count, dtype=np.int32),
        of=of,
        groups=groups,
        present=np.ones(count, np.bool_),
        decided=decided,
        votes=counts & (status != NONE),
        waits=counts & ~decided & (status == NONE),
        status=status,
        ranked=ranked,
        probabilities=probabilities,
        confidence=confidence,
        # What a group has in common beside a breed is nothing that an export asks for.
        kinds=np.full(count, NONE, np.int32),
        kind_sure=np.zeros(count, np.bool_),
        breeds=len(breeds),
    )
