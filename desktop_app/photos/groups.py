"""Groups of photos that seem to belong together: what they are."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.animals import Animal
from desktop_app.photos.names import Positions


class GroupKind(StrEnum):
    """Why photos stand together."""

    ANIMAL = "animal"
    BURST = "burst"
    NEAR_DUPLICATES = "near_duplicates"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Photos that are shown together.

    Attributes:
        kind: why.
        animal: whose photos they are; None where nobody has said.
        positions: int32, in order (time, then name); at least one of an animal, at least two else.
    """

    kind: GroupKind
    animal: Animal | None
    positions: Positions


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """All groups of a session.

    Attributes:
        groups: the groups.
        group_of: int32 `[store.size]`: for each position the place of its group; -1 where it stands alone.
    """

    groups: tuple[Group, ...]
    group_of: NDArray[np.int32]
