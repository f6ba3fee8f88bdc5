"""A few photos with embeddings, and what learns of their labels, without a session and without threads."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.rows import PhotoRow, RowSuggestion
from desktop_app.catalog.values.labels import Label
from desktop_app.catalog.values.suggestions import Confidence, RankedBreed, SuggestionStatus
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.jobs.learned_photos import LearnedPhotos, LearningPack
from desktop_app.learning.background import Background
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.looks import Looks
from desktop_app.learning.space import Space
from desktop_app.photos.photo_facts import PhotoFacts
from desktop_app.photos.store import PhotoStore

KNOWN = ("n_red", "n_green", "n_blue")
DIMENSION = 256
NEW = Label.breed("own:podenco")


def small_background() -> Background:
    """Each breed of the pack lies along an axis of its own."""
    means = np.zeros((3, DIMENSION), np.float32)
    means[range(3), range(3)] = 16
    axes = np.eye(DIMENSION, dtype=np.float32)
    ones = np.ones(DIMENSION, np.float32)
    return Background(means, means.mean(axis=0), axes, ones, 1.0, np.full(3, 40, np.int32))


def small_learning_pack() -> LearningPack:
    """Three breeds."""
    rules = {"sure": {"probability": 0.9}, "maybe": {"probability": 0.5}}
    return LearningPack("0" * 64, "Small", KNOWN, Thresholds.model_validate(rules), Space.of(small_background()))


def look(place: int, kind: int) -> NDArray[np.float16]:
    """How a photo looks: `kind` from 0 to 2 like a breed of the pack, from 3 on like one of another."""
    vector = np.random.default_rng(place).normal(0, 1, DIMENSION)
    vector[kind] += 16
    return vector.astype(np.float16)


def lent(photo_ids: Sequence[int], kind: int, label: Label = NEW) -> Evidence:
    """What another session learned of photos: those with ids of this session's look as they do here."""
    pack = small_learning_pack()
    assert pack.space is not None
    vectors = pack.space.project(np.stack([look(each, kind) for each in photo_ids]))
    nothing = np.full((len(photo_ids), 5), np.nan)
    looks = Looks(vectors, np.full(nothing.shape, -1, np.int32), nothing, nothing[:, 0])
    labels, alone = np.zeros(len(photo_ids), np.int32), np.full(len(photo_ids), -1)
    return Evidence.of(np.array(photo_ids), labels, [label], alone, alone + 1, looks, pack_breeds=pack.breed_ids)


def suggested(kind: int, place: int, *, confidence: Confidence | None = Confidence.MAYBE) -> RowSuggestion:
    """What the pack says of it: of a breed that it does not know, it is less certain."""
    best = (0.9 if kind < len(KNOWN) else 0.4) - 0.001 * (place % 50)
    others = [breed for breed in KNOWN if breed != KNOWN[kind % 3]]
    ranked = (RankedBreed(KNOWN[kind % 3], best), *(RankedBreed(other, (1 - best) / 2) for other in others))
    return RowSuggestion(SuggestionStatus.OK, 0.99, ranked, confidence)


def photo(photo_id: int, kind: int) -> PhotoRow:
    """A photo that was looked at."""
    return PhotoRow(photo_id, Path(f"/photos/{photo_id}.jpg"), 1, None, suggested(kind, photo_id), None)


@dataclass
class Learner:
    """A store, and the memory beside it, as a window has them."""

    store: PhotoStore = field(default_factory=PhotoStore)
    looks: dict[int, NDArray[np.float16]] = field(default_factory=dict)
    photos: LearnedPhotos = field(default_factory=lambda: LearnedPhotos(small_learning_pack()))
    changes: int = 0

    def add(self, kinds: Sequence[int], first_id: int = 1) -> None:
        """Add photos that look like these kinds."""
        rows = [photo(first_id + place, kind) for place, kind in enumerate(kinds)]
        self.looks |= {row.photo_id: look(row.photo_id, kind) for row, kind in zip(rows, kinds, strict=True)}
        self.put(*rows)

    def put(self, *rows: PhotoRow) -> None:
        """Photos are others now."""
        put = self.store.put(rows)
        self.tell(np.concatenate([put.added, put.changed]))

    def tell(self, positions: NDArray[np.int32]) -> None:
        """Tell the memory."""
        self.photos.take(PhotoFacts.of(self.store, positions))

    def label(self, photo_id: int, label: Label | None) -> None:
        """Decide a photo, or take that back: as the session gives it, by the pack's word."""
        self.changes += 1
        at = {"decided_by": None if label is None else "person", "decided_ns": None if label is None else 1}
        self.put(replace(self.plain(photo_id), label=label, label_change=self.changes, **at))  # type: ignore[arg-type]

    def plain(self, photo_id: int) -> PhotoRow:
        """The row of a photo as a session has it: nothing of the memory is in it."""
        row = self.store.row_at(int(self.store.positions([photo_id])[0]))
        by_pack = self.store.by_pack(self.store.positions([photo_id]))
        if by_pack.status[0] < 0:
            return replace(row, suggestion=None, learned=0)
        names = self.store.tables.breeds
        ranked = [
            RankedBreed(names[breed], share)
            for breed, share in zip(by_pack.ranked[0].tolist(), by_pack.probabilities[0].tolist(), strict=True)
            if breed >= 0
        ]
        word = None if by_pack.confidence[0] < 0 else list(Confidence)[by_pack.confidence[0]]
        dog = float(by_pack.dog_probability[0])
        status = list(SuggestionStatus)[by_pack.status[0]]
        return replace(row, suggestion=RowSuggestion(status, dog, tuple(ranked), word), learned=0)

    def embeddings(self, photo_ids: Sequence[int]) -> tuple[list[int], NDArray[np.float16]]:
        """As a session tells them."""
        told = [photo_id for photo_id in sorted(photo_ids) if photo_id in self.looks]
        return told, np.array([self.looks[each] for each in told], np.float16).reshape(len(told), -1)

    def settle(self) -> None:
        """Until everything is said and shown."""
        for _ in range(1000):
            step = self.photos.go_on(self.embeddings)
            if step.said is not None:
                self.store.set_learned(step.said)
            if step.is_last:
                return
        raise AssertionError("it never ends")
