"""Features as they were kept before each photo had a place of its own: in a folder for each set of photos.

They are read once more, because those of the bundled model take half an hour to compute. This module can go when nobody
has such a cache any more.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from training.files import mapped_array, read_json_file
from training.fitting.photo_content import hash_of_digests, preprocessing_fingerprint

if TYPE_CHECKING:
    from training.fitting.features import FeatureRequest

FEATURES_NAME = "features.npy"
STATE_NAME = "state.json"


@dataclass(frozen=True, eq=False)
class FormerFeatures:
    """The features of a set of photos, of all of them or of the first ones.

    Attributes:
        values: float32 `[photos, views, D]`, mapped into memory.
        done: how many photos were looked at.
        unreadable: row → why.
    """

    values: NDArray[np.float32]
    done: int
    unreadable: dict[str, str]


def former_features(
    backbone: str, size: int, request: "FeatureRequest", digests: Sequence[bytes], root: Path
) -> FormerFeatures | None:
    """What is kept of exactly the photos of a request in their order; None where nothing is, or it is damaged.

    Where chance changed the photos, it did so by their rows; but the only augmentation that was ever kept so turns
    photos, and leaves nothing to chance.

    Args:
        backbone: its name.
        size: of its embeddings.
        request: the photos and what was done with them.
        digests: SHA-256 of the content of each photo.
        root: folder of the cache.
    """
    if not any(root.glob(f"*/{STATE_NAME}")):
        return None
    folder = root / _key(backbone, request, digests)
    with suppress(OSError, ValueError, KeyError, TypeError):
        return read_former(folder, (len(request.photos), len(request.spec.all_views), size))
    return None


def read_former(folder: Path, shape: tuple[int, ...]) -> FormerFeatures:
    """What a folder holds.

    Raises:
        OSError: it cannot be read.
        ValueError, KeyError, TypeError: it is damaged, or of another shape.
    """
    state: Any = read_json_file(folder / STATE_NAME)
    values = mapped_array(folder / FEATURES_NAME)
    if values.shape != shape or values.dtype != np.float32:
        raise ValueError("another shape")
    done, unreadable = state["done"], state["unreadable"]
    if not (
        isinstance(done, int)
        and 0 <= done <= shape[0]
        and isinstance(unreadable, dict)
        and all(row.isdecimal() and int(row) < shape[0] and isinstance(why, str) for row, why in unreadable.items())
    ):
        raise ValueError("damaged")
    return FormerFeatures(values, done, unreadable)


def _key(backbone: str, request: "FeatureRequest", digests: Sequence[bytes]) -> str:
    augmented, spec = request.augmentation is not None, request.spec
    parts = {
        "photos": hash_of_digests(digests),
        "backbone": backbone,
        "spec": [spec.width, spec.height, spec.resize, *spec.all_views],
        "preprocessing": preprocessing_fingerprint(spec, request.photos),
        "augmentation": request.augmentation.name if request.augmentation else None,
        "copy": request.copy if augmented else 0,
        "seed": request.seed if augmented else 0,
        **({"parts": [None if part is None else list(part) for part in request.parts]} if request.parts else {}),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]
