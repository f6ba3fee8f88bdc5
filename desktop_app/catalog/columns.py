"""All photos of a session at once, a column for each thing that is known of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import Label
from desktop_app.faults import Fault


@dataclass(frozen=True, slots=True, eq=False)
class PhotoColumns:
    """The photos that are in a session, `N` of them, in the order of their ids.

    What repeats is kept once, in a table, and the column has places in that table; -1 stands for "none".

    Attributes:
        photo_ids: int64 `[N]`, rising.
        paths: `N` absolute paths, as `os.fsdecode` gives them.
        modified_ns: int64 `[N]`, the files' last modification, nanoseconds since the epoch; 0 where unknown.
        faults: int32 `[N]`, places in `fault_table`.
        fault_table: why photos are unreadable.
        status: int8 `[N]`; -1 no suggestion yet, 0 ok, 1 no dog.
        dog_probability: float64 `[N]`, not a number where the pack cannot tell.
        breed_table: ids of breeds.
        ranked: int32 `[N, 5]`, the suggested breeds, best first, places in `breed_table`.
        probabilities: float64 `[N, 5]`, of the ranked breeds; not a number where there is none.
        confidence: int8 `[N]`; -1 none, 0 sure, 1 maybe, 2 unsure.
        breed_sets: int32 `[N]`, places in `set_table`; -1 for the empty one.
        set_table: short sets of breed ids.
        mixes: int32 `[N]`, places in `mix_table`.
        mix_table: pairs of breed ids.
        labels: int32 `[N]`, places in `label_table`.
        label_table: what people decided.
        label_change: int64 `[N]`, id of the change that set or cleared the label; 0 before the first.
        decided_ns: int64 `[N]`, when, nanoseconds since the epoch; 0 without a label.
        deciders: int32 `[N]`, who or what decided, places in `decider_table`.
        decider_table: names of deciders.
        turned: int16 `[N]`, degrees by which a person turned the photo.
        taken_at: int64 `[N]`, when the camera took it, nanoseconds since the epoch as if its clock
            showed UTC; 0 where unknown.
    """

    photo_ids: NDArray[np.int64]
    paths: list[str]
    modified_ns: NDArray[np.int64]
    faults: NDArray[np.int32]
    fault_table: list[Fault]
    status: NDArray[np.int8]
    dog_probability: NDArray[np.float64]
    breed_table: list[str]
    ranked: NDArray[np.int32]
    probabilities: NDArray[np.float64]
    confidence: NDArray[np.int8]
    breed_sets: NDArray[np.int32]
    set_table: list[tuple[str, ...]]
    mixes: NDArray[np.int32]
    mix_table: list[tuple[str, str]]
    labels: NDArray[np.int32]
    label_table: list[Label]
    label_change: NDArray[np.int64]
    decided_ns: NDArray[np.int64]
    deciders: NDArray[np.int32]
    decider_table: list[str]
    turned: NDArray[np.int16]
    taken_at: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.photo_ids)
