"""Which kind of dog is said of photos, and with which one a key would label them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop_app.catalog.rows import OFFERED
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.photos.codes import CONFIDENCE_CODE, NONE, OK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop_app.photos.names import Positions
    from desktop_app.photos.runs import Places
    from desktop_app.photos.store_columns import StoreColumns

_SURE = CONFIDENCE_CODE[Confidence.SURE]
_OFFERED = tuple(CONFIDENCE_CODE[word] for word in OFFERED)


def said_kinds(store: StoreColumns, at: Places) -> Positions:
    """int32, one for each: place in `tables.breeds` of the kind that is said instead of a breed; -1 for none.

    As `RowSuggestion.said_kind` has it.
    """
    said = (store.status[at] == OK) & (store.kind_confidence[at] == _SURE) & (store.confidence[at] != _SURE)
    return np.where(said, store.kinds[at], np.int32(NONE))


def offered_kinds(store: StoreColumns, at: Places) -> Positions:
    """The same for the kind with which one key labels, as `RowSuggestion.offered_kind` has it."""
    offered = (store.status[at] == OK) & np.isin(store.kind_confidence[at], _OFFERED) & (store.faults[at] == NONE)
    return np.where(offered, store.kinds[at], np.int32(NONE))


def shown_probability(store: StoreColumns, at: Places) -> NDArray[np.float64]:
    """float64, one for each: what stands beside the photo: of the kind that is said, else as `store.probability`."""
    shown: NDArray[np.float64] = np.where(
        said_kinds(store, at) == NONE, store.probability[at], store.kind_probability[at]
    )
    return shown
