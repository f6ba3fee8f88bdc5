"""What a session's labels give to a memory: the one way for files of memories and for what works without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.breeds.kinds import names_a_kind
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Suggestion
from desktop_app.learning.cancelling import give_up, never
from desktop_app.learning.evidence import NONE, Evidence
from desktop_app.learning.labelled_looks import LabelledLooks, PackWords, is_fit_breed
from desktop_app.learning.looks import Looks
from desktop_app.learning.space import Space

# So many photos are read in one go: some hundredths of a second, after which work may end.
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class SessionLabels:
    """The labels of a session that are evidence.

    Attributes:
        photo_ids: int64 `[n]`, rising: whose they are.
        looks: the labels and the photos' embeddings, in that order.
        left_out: how many labels are no evidence.
    """

    photo_ids: NDArray[np.int64]
    looks: LabelledLooks
    left_out: int = 0


def read_labels(
    session: Session,
    pack_hash: str,
    pack_name: str = "",
    space: Space | None = None,
    is_cancelled: Callable[[], bool] = never,
) -> SessionLabels:
    """What people decided of photos whose embeddings by this pack are in the session.

    Not what they decided of another file under the same name, not of photos with several dogs, of which nobody knows
    whose breed it is, and no kinds of dogs, which are no breeds.

    Args:
        session: open.
        pack_hash: the pack that made the embeddings; the session may know others, too.
        pack_name: what people call it.
        space: of the pack: in it, photos are found to be nearly the same. None for one that follows from nothing.
            Whether the embeddings have its width is for the caller to see.
        is_cancelled: whether nobody wants it any more; asked again and again while photos are read.

    Raises:
        CancelledError: nobody does.
        SessionError: it cannot be read.
    """
    columns = session.columns()
    fit = np.array([*map(_is_fit, columns.label_table), False], np.bool_)
    labelled = columns.where(fit[columns.labels] & ~columns.of_another_file & ~columns.several_dogs)
    give_up(is_cancelled)
    known, embeddings = _embeddings(session, pack_hash, labelled.photo_ids.tolist(), is_cancelled)
    if embeddings.size:
        is_number = np.isfinite(embeddings).all(axis=1)
        known, embeddings = np.array(known)[is_number].tolist(), embeddings[is_number]
    labelled = labelled.where(np.isin(labelled.photo_ids, known))
    labels = [labelled.label_table[place] for place in labelled.labels.tolist()]
    if pack_hash == session.current_pack:
        words = PackWords(labelled.breed_table, labelled.ranked, labelled.probabilities, labelled.dog_probability)
    else:
        words = PackWords.of([_suggestion(session, photo_id, pack_hash, is_cancelled) for photo_id in known])
    give_up(is_cancelled)
    units = _units(labelled, embeddings, space)
    looks = LabelledLooks.of((pack_hash, pack_name), labels, embeddings, units, words)
    return SessionLabels(labelled.photo_ids, looks, int((columns.labels != NONE).sum()) - len(looks))


def _is_fit(label: Label) -> bool:
    return all(map(is_fit_breed, label.breed_ids)) and not names_a_kind(label.breed_ids)


def _embeddings(
    session: Session, pack_hash: str, photo_ids: Sequence[int], is_cancelled: Callable[[], bool]
) -> tuple[list[int], NDArray[np.float16]]:
    """As `Session.embeddings` of these photos, whose ids rise."""
    known, parts = session.embeddings(pack_hash, photo_ids[:_AT_ONCE])
    found = [parts]
    for first in range(_AT_ONCE, len(photo_ids), _AT_ONCE):
        give_up(is_cancelled)
        more, part = session.embeddings(pack_hash, photo_ids[first : first + _AT_ONCE])
        known += more
        found.append(part)
    some = [part for part in found if part.size]
    if len({part.shape[1] for part in some}) > 1:  # a session that somebody spoilt: what is read whole is said whole
        return session.embeddings(pack_hash, photo_ids)
    return known, np.concatenate(some) if some else parts


def _suggestion(session: Session, photo_id: int, pack_hash: str, is_cancelled: Callable[[], bool]) -> Suggestion | None:
    give_up(is_cancelled)
    return session.suggestion(photo_id, pack_hash)


def _units(labelled: PhotoColumns, embeddings: NDArray[np.float16], space: Space | None) -> NDArray[np.int64]:
    """Which labels are of one animal, or of photos that are nearly the same."""
    if not len(labelled):
        return np.zeros(0, np.int64)
    if space is None or len(space.middle) != embeddings.shape[1]:  # a session that somebody spoilt may hold any
        # Where nobody knows what all photos have in common, it is what these have: without it, all are nearly the same.
        middle = embeddings.astype(np.float32).mean(axis=0)
        space = Space.without_background(embeddings.shape[1], middle)
    vectors = space.project(embeddings)
    words = PackWords.nothing(len(labelled))
    evidence = Evidence.of(
        labelled.photo_ids,
        labelled.labels,
        labelled.label_table,
        labelled.animals,
        labelled.taken_at,
        Looks(vectors, words.ranked, words.probabilities, words.dog),
        pack_breeds=(),
    )
    return evidence.units
