"""What the memory makes of photos, as columns that the store can lay over the pack's."""

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW
from desktop_app.catalog.values.suggestions import Confidence
from desktop_app.inference.decisions import ORDER
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.inference.remembering import said_with_memory
from desktop_app.inference.remembering_kinds import NO_WORD, KindsBefore, KindsOfBreeds, KindsSaid
from desktop_app.learning.looks import Adjusted, Looks
from desktop_app.photos.codes import CONFIDENCE_CODE, NO_DOG, NONE, OK
from desktop_app.photos.learned import LearnedColumns, PackSaid

_SURE = CONFIDENCE_CODE[Confidence.SURE]
# One more, at the end, is what `NO_WORD` points at.
_CODES = np.array([*(CONFIDENCE_CODE[word] for word in ORDER), NONE], np.int8)
_PLACES = np.full(len(CONFIDENCE_CODE), NO_WORD, np.int8)
_PLACES[_CODES[:-1]] = range(len(ORDER))


def learned_columns(
    photo_ids: NDArray[np.int64],
    pack: PackSaid,
    looks: Looks,
    adjusted: Adjusted,
    breed_ids: tuple[str, ...],
    thresholds: Thresholds,
    kinds: KindsBefore | None = None,
) -> LearnedColumns:
    """The columns of n photos that the memory was asked about; those of which it says nothing are in `back`.

    Args:
        photo_ids: `[n]`.
        pack: what the pack says of them, `[n]`.
        looks: what the memory was asked, `[n]`.
        adjusted: what it answered.
        breed_ids: of the memory.
        thresholds: of the pack.
        kinds: what the pack says of their kinds, `[n]`; None for packs without.
    """
    rows = adjusted.rows
    same_first = adjusted.ranked[:, 0] == looks.ranked[rows, 0] if len(rows) else np.zeros(0, np.bool_)
    was_sure = (pack.confidence[rows] == _SURE) & same_first
    said = said_with_memory(adjusted, was_sure, thresholds, breed_ids, None if kinds is None else kinds.at(rows))
    sets, different_sets = said.different_sets()
    mixes, different_mixes = said.different_mixes()
    based_on = PackSaid(*(getattr(pack, name)[rows] for name in PackSaid.__slots__))
    return LearnedColumns(
        photo_ids=photo_ids[rows],
        based_on=based_on,
        status=np.where(said.no_dog, NO_DOG, OK).astype(np.int8),
        dog_probability=adjusted.dog.astype(np.float64),
        ranked=_five(adjusted.ranked, NONE).astype(np.int32),
        probabilities=_five(adjusted.probabilities, np.nan).astype(np.float64),
        confidence=_CODES[said.words],
        breed_sets=sets,
        mixes=mixes,
        kinds=said.kinds.kinds,
        kind_probability=said.kinds.probabilities,
        kind_confidence=_CODES[said.kinds.words],
        learned=adjusted.learned.astype(np.int32),
        breed_table=breed_ids,
        set_table=tuple(tuple(breed_ids[place] for place in each) for each in different_sets),
        mix_table=tuple((breed_ids[one], breed_ids[other]) for one, other in different_mixes),
        kind_table=() if kinds is None else kinds.table.ids,
        back=np.delete(photo_ids, rows),
    )


def kinds_before(
    pack: PackSaid, looks: Looks, breed_table: tuple[str, ...], table: KindsOfBreeds | None
) -> KindsBefore | None:
    """What the pack says of the kinds of n photos, in the memory's places; None for packs without kinds.

    Args:
        pack: what it says, `[n]`.
        looks: of the same photos.
        breed_table: ids of the breeds and kinds in `pack`.
        table: of which kind the memory's breeds are.
    """
    if table is None:
        return None
    place_of = {kind_id: place for place, kind_id in enumerate(table.ids)}
    # One more, at the end, is what -1 points at.
    places = np.array([*(place_of.get(each, NONE) for each in breed_table), NONE], np.int32)
    said = KindsSaid(places[pack.kinds], pack.kind_probability, _PLACES[pack.kind_confidence])
    return KindsBefore(table, looks.ranked, looks.probabilities, said)


def _five(values: NDArray[np.generic], nothing: float) -> NDArray[np.generic]:
    """The first five of each row; `nothing` where there are fewer."""
    kept = values[:, :BREEDS_IN_A_ROW]
    return np.pad(kept, ((0, 0), (0, BREEDS_IN_A_ROW - kept.shape[1])), constant_values=nothing)
