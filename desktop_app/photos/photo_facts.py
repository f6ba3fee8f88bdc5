"""What a memory goes by, out of the store: copies, so that a thread of its own can work with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.catalog.values.labels import Label
    from desktop_app.photos.learned import PackSaid
    from desktop_app.photos.names import Positions
    from desktop_app.photos.store import PhotoStore


@dataclass(frozen=True, slots=True, eq=False)
class PhotoFacts:
    """What m photos are now.

    Attributes:
        positions: int32 `[m]`, in the store.
        size: how many positions there are in all.
        photo_ids: int64 `[m]`.
        pack: what the pack says of them.
        labels: int32 `[m]`, places in `label_table`; -1 for none.
        decided: bool `[m]`: the label is for what the file holds now.
        counts: bool `[m]`: the label is evidence, as far as is known without the file.
        usable: bool `[m]`: photos of which something is suggested.
        animals: int32 `[m]`, numbers of animals; -1 for none.
        taken_at: int64 `[m]`, nanoseconds; 0 unknown.
        label_table: the labels.
        breed_table: ids of the breeds in `pack.ranked`.
    """

    positions: Positions
    size: int
    photo_ids: NDArray[np.int64]
    pack: PackSaid
    labels: NDArray[np.int32]
    decided: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    usable: NDArray[np.bool_]
    animals: NDArray[np.int32]
    taken_at: NDArray[np.int64]
    label_table: tuple[Label, ...]
    breed_table: tuple[str, ...]

    @classmethod
    def of(cls, store: PhotoStore, positions: Positions) -> PhotoFacts:
        """Copies of what the store has."""
        at = positions
        suggested = store.present[at] & (store.status[at] != NONE)
        decided = (store.labels[at] != NONE) & ~store.of_another_file[at]
        return cls(
            positions=at.copy(),
            size=store.size,
            photo_ids=store.photo_ids[at],
            pack=store.by_pack(at),
            labels=store.labels[at],
            decided=decided,
            counts=decided & suggested & ~store.several_dogs[at],
            usable=suggested & (store.faults[at] == NONE),
            animals=store.animals[at],
            taken_at=store.taken_at[at],
            label_table=tuple(store.tables.labels.values),
            breed_table=tuple(store.tables.breeds.values),
        )
