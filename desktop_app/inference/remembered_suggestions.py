"""Suggestions of a pack with a memory: for what works without a window, and for exports."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import BREEDS_IN_A_ROW, PhotoRow, RowSuggestion
from desktop_app.catalog.values.suggestions import Suggestion
from desktop_app.inference.manifest import Manifest
from desktop_app.inference.remembering import remembered
from desktop_app.inference.remembering_kinds import KindsOfBreeds
from desktop_app.learning.background import Background
from desktop_app.learning.labelled_looks import LabelledLooks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space

# Rows that are worked on together: their embeddings are copied.
_AT_ONCE = 4_096


class Remembering:
    """What is said of photos that nobody has decided, with what was learned from labels."""

    def __init__(self, manifest: Manifest, background: Background | None, looks: LabelledLooks) -> None:
        """Learn.

        Args:
            manifest: of the pack.
            background: of the pack, where it has one.
            looks: labels, by this pack; at least one.

        Raises:
            ValueError: the embeddings have another width than those of the pack.
        """
        space = space_of(background, looks.dimension)
        pack_breeds = tuple(breed.id for breed in manifest.breeds)
        self._thresholds = manifest.thresholds
        self._memory = Memory.learn(looks.evidence(space, pack_breeds), space, len(pack_breeds))
        self._kinds = KindsOfBreeds.in_memory(
            manifest.kinds, manifest.thresholds.kind, self._memory.breed_ids, len(pack_breeds)
        )
        self._dimension = looks.dimension

    def suggestions(self, suggestions: Sequence[Suggestion]) -> list[tuple[Suggestion, int]]:
        """Each suggestion as the memory has it, and how many labels stand behind its first breed; 0: the pack's word.

        Suggestions without an embedding stay as they are.
        """
        found = [(each, 0) for each in suggestions]
        at = [place for place, each in enumerate(suggestions) if self._can_be_compared(each)]
        if at:
            some = [suggestions[place] for place in at]
            answers = remembered(some, self._memory, self._thresholds, self._kinds)
            for place, said in zip(at, answers, strict=True):
                found[place] = said
        return found

    def rows(self, rows: Sequence[PhotoRow], embeddings: Mapping[int, NDArray[np.float16]]) -> list[PhotoRow]:
        """Rows of a session as the memory has them; what is decided keeps what the pack said.

        Args:
            rows: of photos.
            embeddings: by id of the photo; without one, a row stays as it is.
        """
        shown = list(rows)
        open_rows = [
            (place, row.suggestion)
            for place, row in enumerate(rows)
            if row.suggestion is not None and row.own_label is None and row.photo_id in embeddings
        ]
        for start in range(0, len(open_rows), _AT_ONCE):
            some = open_rows[start : start + _AT_ONCE]
            asked = [_whole(said, embeddings[rows[place].photo_id]) for place, said in some]
            for (place, some_said), before, (after, learned) in zip(some, asked, self.suggestions(asked), strict=True):
                if after is not before or learned:
                    said = _row_suggestion(after, some_said)
                    shown[place] = replace(rows[place], suggestion=said, learned=learned)
        return shown

    def _can_be_compared(self, suggestion: Suggestion) -> bool:
        embedding = suggestion.embedding
        return embedding is not None and len(embedding) == self._dimension and bool(np.isfinite(embedding).all())


def space_of(background: Background | None, dimension: int) -> Space:
    """Where photos of a pack are compared.

    Args:
        background: of the pack; None where it has none.
        dimension: of its embeddings.
    """
    return Space.without_background(dimension) if background is None else Space.of(background)


def _whole(said: RowSuggestion, embedding: NDArray[np.float16]) -> Suggestion:
    return Suggestion(
        said.status, said.dog_probability, said.ranked, embedding, said.confidence, said.breed_set, said.proposed_mix,
        kind=said.kind,
    )  # fmt: skip


def _row_suggestion(said: Suggestion, before: RowSuggestion) -> RowSuggestion:
    return replace(
        before,
        status=said.status,
        dog_probability=said.dog_probability,
        ranked=said.ranked[:BREEDS_IN_A_ROW],
        confidence=said.confidence,
        breed_set=said.breed_set,
        proposed_mix=said.proposed_mix,
        kind=said.kind,
    )
