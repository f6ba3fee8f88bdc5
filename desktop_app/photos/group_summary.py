"""What the photos of a group say together: what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed
from desktop_app.photos.names import Positions


class GroupState(StrEnum):
    """Where a group stands."""

    WAITING = "waiting"
    AGREEING = "agreeing"
    DISAGREEING = "disagreeing"
    NO_MAJORITY = "no_majority"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, eq=False)
class GroupSummary:
    """One group in a few figures.

    Attributes:
        state: where it stands.
        label: what most agree on; for `DECIDED` what was decided; None where there is nothing of the kind.
        ranked: the pooled breeds, best first, up to five.
        confidence: how sure the pooled suggestion is; None where that cannot be told.
        agreeing: int32: photos of which the suggestion is `label`.
        dissenters: int32: photos of which it is something else.
        sure: how many photos are sure of `label`.
        looked_at: how many photos have a suggestion, or cannot be read.
        decided: int32: photos with a label.
        labels: the labels that were given → to how many photos.
    """

    state: GroupState
    label: Label | None
    ranked: tuple[RankedBreed, ...]
    confidence: Confidence | None
    agreeing: Positions
    dissenters: Positions
    sure: int
    looked_at: int
    decided: Positions
    labels: Mapping[Label, int]
