"""Evidence: what people decided of photos, and how these photos look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """n labels, in the order of their keys.

    Attributes:
        keys: int64 `[n]`, rising: whose label it is. Ids of the session's photos; below zero where it was borrowed.
        vectors: float32 `[n, d]`, the photos' embeddings in the space in which they are compared.
        kinds: int8 `[n]`: place of each label's kind in `tuple(LabelKind)`.
        breeds: int32 `[n, 3]`: places in `breed_ids`; -1 for none.
        units: int64 `[n]`: labels with one number are of one animal or one burst, and count once.
        breed_ids: the pack's breeds in the order of its manifest, then others in the order of the alphabet.
    """

    keys: NDArray[np.int64]
    vectors: Floats
    kinds: NDArray[np.int8]
    breeds: NDArray[np.int32]
    units: NDArray[np.int64]
    breed_ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)
