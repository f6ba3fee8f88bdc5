"""What the memory has to say beside suggestions: labels that all others contradict, and which photos teach it most.

Both come when nothing else is to be done: a person waits for suggestions, and for these as they pass by.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import Label
from desktop_app.jobs.learned_photos import READ_AT_ONCE, LearnedPhotos, ReadEmbeddings
from desktop_app.learning.cancelling import CancelledError, never
from desktop_app.learning.teaching import teaches_most
from desktop_app.photos.names import Positions
from desktop_app.photos.second_look import NO_CONTRADICTIONS, Contradicted


@dataclass(frozen=True, slots=True, eq=False)
class AskedOrder:
    """A person wants to know in which order photos teach.

    Attributes:
        positions: int32, of the photos.
        cancelled: they do not want to know any more.
    """

    positions: Positions
    cancelled: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, eq=False)
class TeachingOrder:
    """The answer.

    Attributes:
        asked: what was asked.
        photo_ids: int64, what teaches most first; none where the pack does not tell how photos look.
    """

    asked: AskedOrder
    photo_ids: NDArray[np.int64]


class Lessons:
    """Says both, one after the other, of the photos of one session."""

    def __init__(self, photos: LearnedPhotos) -> None:
        self._photos = photos
        self._asked: AskedOrder | None = None
        # Of which memory it was said what it contradicts.
        self._version = photos.version

    def ask(self, asked: AskedOrder) -> None:
        """Somebody wants to know in which order photos teach; what was asked before is not wanted any more."""
        self._asked = asked

    @property
    def has_more(self) -> bool:
        """Whether there is something to say that was not said."""
        return self._version != self._photos.version or self._asked is not None

    def go_on(
        self, embeddings: ReadEmbeddings, is_interrupted: Callable[[], bool] = never
    ) -> Contradicted | TeachingOrder | None:
        """Do a little of what is to be done; returns what came of it, if anything.

        Args:
            embeddings: reads how photos look.
            is_interrupted: a person waits for something else: what takes long is begun anew afterwards.

        Raises:
            CancelledError: it was interrupted.
        """
        version = self._photos.version
        if self._version != version:
            found = contradicted_labels(self._photos, is_interrupted)
            self._version = version
            return found
        asked = self._asked
        if asked is None:
            return None
        missing = self._photos.unread(asked.positions)
        if asked.cancelled.is_set():
            self._asked = None
        elif len(missing):
            self._photos.read(missing[:READ_AT_ONCE], embeddings)
        else:
            self._asked = None
            # Not given up for each label: who labels at a good pace would never know.
            return self._answer(asked)
        return None

    def _answer(self, asked: AskedOrder) -> TeachingOrder | None:
        photos, space = self._photos, self._photos.space
        at = asked.positions[photos.is_known(asked.positions)]
        if space is None or not len(at):
            return TeachingOrder(asked, np.zeros(0, np.int64))
        try:
            places = teaches_most(photos.looks(at), photos.memory, space, asked.cancelled.is_set)
        except CancelledError:
            return None
        return TeachingOrder(asked, photos.ids_at(at[places]))


def contradicted_labels(photos: LearnedPhotos, is_cancelled: Callable[[], bool] = never) -> Contradicted:
    """The labels of the session that all others contradict.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    evidence = photos.evidence
    if photos.memory is None or evidence is None:
        return NO_CONTRADICTIONS
    doubts = photos.memory.doubts(evidence, is_cancelled)
    own = doubts.keys >= 0
    photo_ids = doubts.keys[own]
    suggested = tuple(Label.breed(evidence.breed_ids[place]) for place in doubts.breeds[own].tolist())
    return Contradicted(photo_ids, tuple(photos.labels_of(photo_ids)), suggested, doubts.strength[own])
