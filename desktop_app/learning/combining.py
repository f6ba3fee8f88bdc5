"""Labels from several places as one memory: nothing counts twice."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.learning.labelled_looks import LabelledLooks, moved


def combined(sources: Sequence[LabelledLooks]) -> LabelledLooks:
    """All labels of these, those of one photo once.

    A photo is known again by its embedding, byte for byte. Where sources say different things of it, the first one
    counts; and what one of them knows to be of one animal or burst goes on with the photos that another has of it.

    Args:
        sources: at least one; all by one pack.

    Raises:
        ValueError: they are of several packs, or of several widths.
    """
    first = sources[0]
    unit_of: dict[bytes, int] = {}
    kept: list[LabelledLooks] = []
    units: list[int] = []
    for source in sources:
        if source.pack_hash != first.pack_hash or source.dimension != first.dimension:
            raise ValueError("memories of several packs cannot be combined")
        marks, of = source.marks(), source.units.tolist()
        numbers: dict[int, int] = {}
        for mark, unit in zip(marks, of, strict=True):
            if mark in unit_of:
                numbers[unit] = min(unit_of[mark], numbers.get(unit, unit_of[mark]))
        new, free = [], len(units)
        for row, (mark, unit) in enumerate(zip(marks, of, strict=True)):
            if mark in unit_of:
                continue
            if unit not in numbers:
                numbers[unit] = free
                free += 1
            unit_of[mark] = numbers[unit]
            units.append(numbers[unit])
            new.append(row)
        kept.append(source.where(np.array(new, np.intp)))
    return _joined(kept, np.array(units, np.int64))


def _joined(parts: Sequence[LabelledLooks], units: NDArray[np.int64]) -> LabelledLooks:
    """The labels of all parts, one after another; of their units, these numbers."""
    breed_ids = tuple(sorted({breed_id for part in parts for breed_id in part.breed_ids}))
    pack_breed_ids = tuple(sorted({breed_id for part in parts for breed_id in part.pack_breed_ids}))
    return LabelledLooks(
        parts[0].pack_hash,
        next((part.pack_name for part in parts if part.pack_name), ""),
        breed_ids,
        pack_breed_ids,
        np.concatenate([part.embeddings for part in parts]),
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([moved(part.breeds, part.breed_ids, breed_ids) for part in parts]),
        units,
        np.concatenate([moved(part.ranked, part.pack_breed_ids, pack_breed_ids) for part in parts]),
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.dog for part in parts]),
    )
