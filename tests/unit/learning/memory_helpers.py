"""Memories of a few labels, and sessions that have some."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.catalog.values.suggestions import RankedBreed, Suggestion, SuggestionStatus
from desktop_app.learning.labelled_looks import LabelledLooks, PackWords

PACK, OTHER_PACK = "a" * 64, "b" * 64
NAME = "Lite 2, 120 breeds"
PODENCO = Label.breed("own:Podenco mix")
LABELS = (PODENCO, Label.mix("n1", "own:Podenco mix"), Label.mix(), UNKNOWN, NO_DOG, PODENCO)
UNITS = (7, 3, 5, 900, 4, 7)
WIDTH = 4


def embeddings_of(count: int, seed: int = 0) -> NDArray[np.float16]:
    """Different ones."""
    return np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float16)


def make_looks(
    labels: Sequence[Label] = LABELS,
    units: Sequence[int] = UNITS,
    *,
    seed: int = 0,
    pack: tuple[str, str] = (PACK, NAME),
) -> LabelledLooks:
    """The labels, each with an embedding of its own and with what the pack said."""
    said = [
        Suggestion(SuggestionStatus.OK, 0.75, (RankedBreed("n2", 0.5), RankedBreed("n1", 0.25))) if row % 2 else None
        for row in range(len(labels))
    ]
    return LabelledLooks.of(
        pack, labels, embeddings_of(len(labels), seed), np.array(units, np.int64), PackWords.of(said)
    )


def make_session(
    file: Path,
    labels: Mapping[str, Label | None],
    embeddings: NDArray[np.floating],
    *,
    pack_hash: str = PACK,
) -> list[int]:
    """A session with photos of these names that the pack has looked at, and with these labels; returns their ids."""
    with Session.create(file) as session:
        session.use_pack(pack_hash)
        rows = session.add_photos([file.parent / name for name in labels])
        ids = [row.photo_id for row in rows]
        ranked = (RankedBreed("n1", 0.5), RankedBreed("n2", 0.25))
        outcomes = [
            PhotoOutcome(
                row.photo_id,
                row.path,
                FileFacts(100, 5, f"{place:064x}", 40, 30, 1),
                Suggestion(SuggestionStatus.OK, 0.75, ranked, embedding=vector.astype(np.float16)),
                None,
            )
            for place, (row, vector) in enumerate(zip(rows, embeddings, strict=True))
        ]
        session.record_outcomes(outcomes, pack_hash)
        for photo_id, label in zip(ids, labels.values(), strict=True):
            if label is not None:
                session.apply(LabelPhotos((photo_id,), label))
    return ids


def labels_of(looks: LabelledLooks) -> set[tuple[bytes, str, tuple[str, ...]]]:
    """What is said of which embedding."""
    kinds = looks.kinds.tolist()
    return {
        (mark, str(kinds[row]), tuple(looks.breed_ids[place] for place in looks.breeds[row] if place >= 0))
        for row, mark in enumerate(looks.marks())
    }
