"""What of all that a window shows of photos is in the file: the word of the pack. What labels teach is never stored."""

from collections.abc import Iterable

import numpy as np

from desktop_app.photos.codes import NONE
from desktop_app.photos.store import PhotoStore


def words_of_the_pack(store: PhotoStore, positions: Iterable[int]) -> dict[int, list[object]]:
    """Photo id → the first breed by the pack, and its probability; photos without a suggestion are left out."""
    at = np.array([int(position) for position in positions], np.int64)
    said, breeds = store.by_pack(at), store.tables.breeds
    found = zip(
        store.photo_ids[at].tolist(), said.ranked[:, 0].tolist(), said.probabilities[:, 0].tolist(), strict=True
    )
    return {photo_id: [breeds[breed], share] for photo_id, breed, share in found if breed != NONE}
