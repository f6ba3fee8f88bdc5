"""What a session's labels give to a memory: the one way for the window and for what works without one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.columns import NONE, PhotoColumns
from desktop_app.catalog.session import Session
from desktop_app.learning.labelled_looks import LabelledLooks, is_fit_breed


@dataclass(frozen=True, slots=True, eq=False)
class SessionLabels:
    """The labels of a session that are evidence.

    Attributes:
        photo_ids: int64 `[n]`, rising: whose they are.
        looks: the labels and the photos' embeddings, in that order.
    """

    photo_ids: NDArray[np.int64]
    looks: LabelledLooks


def read_labels(session: Session, pack_hash: str, pack_name: str = "") -> SessionLabels:
    """What people decided of photos whose embeddings by this pack are in the session.

    Not what they decided of another file under the same name, and not of photos with several dogs, of which nobody
    knows whose breed it is.

    Args:
        session: open.
        pack_hash: the pack that made the embeddings; the session may know others, too.
        pack_name: what people call it.

    Raises:
        SessionError: it cannot be read.
    """
    columns = session.columns()
    fit = np.array([all(map(is_fit_breed, label.breed_ids)) for label in columns.label_table] + [False], np.bool_)
    counts = fit[columns.labels] & ~columns.of_another_file & ~columns.several_dogs
    labelled = columns.where(counts)
    known, embeddings = session.embeddings(pack_hash, labelled.photo_ids.tolist()) if len(labelled) else ([], None)
    if embeddings is None or not len(known):
        nothing = LabelledLooks.of(pack_hash, pack_name, [], np.zeros((0, 0), np.float16), np.zeros(0, np.int64))
        return SessionLabels(np.zeros(0, np.int64), nothing)
    is_number = np.isfinite(embeddings).all(axis=1)
    photo_ids, embeddings = np.array(known, np.int64)[is_number], embeddings[is_number]
    labelled = labelled.where(np.isin(labelled.photo_ids, photo_ids))
    labels = [labelled.label_table[place] for place in labelled.labels.tolist()]
    return SessionLabels(photo_ids, LabelledLooks.of(pack_hash, pack_name, labels, embeddings, _units(labelled)))


def _units(labelled: PhotoColumns) -> NDArray[np.int64]:
    """Which labels are of one animal; a photo of none is by itself."""
    alone = -1 - np.arange(len(labelled))
    of = np.where(labelled.animals == NONE, alone, labelled.animals)
    return np.unique(of, return_inverse=True)[1].astype(np.int64)
