"""The photos of one session as the memory sees them: what labels say, how photos look, what follows. No Qt, no thread.

Whoever uses it hands over what becomes of photos (`take`), lets it read how they look, learn, and say what it makes of
some of them. All that it says follows from what the photos are at that moment; in what order that came does not matter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.values.labels import Label
from desktop_app.inference.manifest import Kind as KindInPack
from desktop_app.inference.manifest_rules import Thresholds
from desktop_app.inference.remembering_kinds import KindsOfBreeds
from desktop_app.jobs.learned_columns import kinds_before, learned_columns
from desktop_app.learning.cancelling import never
from desktop_app.learning.evidence import Evidence
from desktop_app.learning.looks import Looks
from desktop_app.learning.memory import Memory
from desktop_app.learning.space import Space
from desktop_app.learning.state import ENOUGH, LearnedBreed, LearnedState
from desktop_app.learning.vectors import Vectors
from desktop_app.photos.codes import NONE
from desktop_app.photos.growing import GrowingColumns, Kind
from desktop_app.photos.learned import SAID, LearnedColumns, PackSaid, same_rows
from desktop_app.photos.names import Positions
from desktop_app.photos.photo_facts import PhotoFacts

ReadEmbeddings = Callable[[Sequence[int]], tuple[list[int], NDArray[np.float16]]]
"""Photo ids → those of them that have an embedding by the pack, and the embeddings `[photos, D]`."""

# Embeddings that are read at once, and photos of which is said at once what they look like: between two parts it is
# looked for new labels, which a person waits for.
READ_AT_ONCE = 1024
SAID_AT_ONCE = 1024
_WATCHED = ("labels", "animals", "taken_at", "counts")
_COLUMNS = {
    **{name: SAID[name] for name in PackSaid.__slots__},
    "photo_ids": Kind(np.int64),
    "labels": Kind(np.int32, NONE),
    "animals": Kind(np.int32, NONE),
    "taken_at": Kind(np.int64),
    "counts": Kind(np.bool_),
    "decided": Kind(np.bool_),
    "usable": Kind(np.bool_),
    # Whether it was read how the photo looks; whether what was said last of it is out of date; whether it is in sight.
    "read": Kind(np.bool_),
    "stale": Kind(np.bool_),
    # How like it is to photos with labels that name no breed, and by which of these that was found out.
    "near": Kind(np.float64, 0, 2),
    "near_to": Kind(np.int32, NONE),
}


@dataclass(frozen=True, slots=True, eq=False)
class LearningPack:
    """What of a model pack counts for the memory.

    Attributes:
        pack_hash: of the pack.
        name: what a person calls it.
        breed_ids: in the order of the manifest.
        thresholds: its rules.
        space: where photos are compared; None where the pack does not tell: one is taken then that follows from how
            wide its embeddings are.
        kinds: sets of its breeds; none in packs without kinds.
    """

    pack_hash: str
    name: str
    breed_ids: tuple[str, ...]
    thresholds: Thresholds
    space: Space | None
    kinds: tuple[KindInPack, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What came of going on a little.

    Attributes:
        learned: whether something else is known than before.
        said: what the memory makes of some photos; None where nothing was asked of it.
        is_last: nothing more is to be done, until photos become others.
    """

    learned: bool = False
    said: LearnedColumns | None = None
    is_last: bool = False


class LearnedPhotos:
    """What the memory makes of the photos of one session.

    Attributes:
        pack: the pack.
        memory: what was learned last; None before, and where there is no evidence.
        evidence: of what that was.
        version: another number each time that it was learned.
        times_told: how many times photos became others, or what other sessions lend.
    """

    def __init__(self, pack: LearningPack, borrowed: Sequence[Evidence] = ()) -> None:
        self.pack = pack
        self.memory: Memory | None = None
        self.evidence: Evidence | None = None
        self.version = self.times_told = 0
        self._borrowed = tuple(borrowed)
        self._own: Evidence | None = None
        self._space = pack.space
        self._columns = GrowingColumns(_COLUMNS)
        self._vectors = Vectors.nothing(0, 0 if pack.space is None else pack.space.width)
        self._in_sight: Positions = np.zeros(0, np.int32)
        self._label_table: tuple[Label, ...] = ()
        self._breed_table: tuple[str, ...] = ()
        self._places = np.array([NONE], np.int32)
        self._is_other = True
        # What `near` was found out by is another one each time that labels which name no breed are others.
        self._near_to = 0
        self._near_marks = np.zeros(0, np.uint64)
        # Behind the last photo of which something was said: who labels fast must not leave the last ones for ever.
        self._behind = 0

    def __len__(self) -> int:
        return self._columns.size

    # What happens to photos

    def take(self, facts: PhotoFacts) -> None:
        """Photos are others than before, or new."""
        self.times_told += 1
        self._grow(facts.size)
        self._label_table = facts.label_table
        if facts.breed_table != self._breed_table:
            self._breed_table = facts.breed_table
            places = {breed_id: place for place, breed_id in enumerate(self.pack.breed_ids)}
            self._places = np.array([*(places.get(each, NONE) for each in facts.breed_table), NONE], np.int32)
        at = facts.positions
        same = np.ones(len(at), np.bool_)
        for name in PackSaid.__slots__:
            same &= same_rows(self._of(name)[at], getattr(facts.pack, name))
            self._of(name)[at] = getattr(facts.pack, name)
        # Another suggestion may come with another embedding; none, of a photo that is another one, does.
        self._of("read")[at[~same]] = False
        was_evidence = self._of("counts")[at].copy()
        other = ~same
        for name in _WATCHED:
            other |= self._of(name)[at] != getattr(facts, name)
            self._of(name)[at] = getattr(facts, name)
        self._is_other |= bool((other & (was_evidence | facts.counts)).any())
        again = self._of("decided")[at] & ~facts.decided
        for name in ("photo_ids", "decided", "usable"):
            self._of(name)[at] = getattr(facts, name)
        self._of("stale")[at[~same | again]] = True

    def look_first_at(self, positions: Positions) -> None:
        """What is in sight comes first."""
        self._in_sight = positions[(positions >= 0) & (positions < len(self))]

    def borrow(self, borrowed: Sequence[Evidence]) -> None:
        """Other sessions lend what they learned, instead of those before."""
        self.times_told += 1
        self._borrowed = tuple(borrowed)
        self._is_other = True

    def go_on(self, embeddings: ReadEmbeddings, is_cancelled: Callable[[], bool] = never) -> Step:
        """Do a little of what is to be done. What a person waits for comes first: labels, and what is in sight.

        Raises:
            CancelledError: nobody wants to know any more.
        """
        if self.misses_evidence:
            self.read(self.to_read(READ_AT_ONCE), embeddings)
            return Step()
        learned = self.learn()
        to_say = self.to_say(SAID_AT_ONCE)
        if len(to_say):
            return Step(learned, self.say(to_say, is_cancelled))
        to_read = self.to_read(READ_AT_ONCE)
        if len(to_read):
            self.read(to_read, embeddings)
        return Step(learned, is_last=not len(to_read))

    # How photos look

    @property
    def learns(self) -> bool:
        """Whether there is anything to learn of, so that photos need be read."""
        return bool(self._of("counts").any()) or any(len(each) for each in self._borrowed)

    def to_read(self, most: int) -> Positions:
        """Photos of which it is not known how they look: with labels first, then in sight, then all others."""
        if not self.learns:
            return np.zeros(0, np.int32)
        wanted = (self._of("counts") | self._of("usable")) & ~self._of("read")
        labelled = np.flatnonzero(wanted & self._of("counts"))[:most]
        if len(labelled):
            return labelled.astype(np.int32)
        seen = self._in_sight[wanted[self._in_sight]][:most]
        return seen if len(seen) else np.flatnonzero(wanted)[:most].astype(np.int32)

    @property
    def misses_evidence(self) -> bool:
        """Whether it is not known of a labelled photo how it looks."""
        return bool((self._of("counts") & ~self._of("read")).any())

    def read(self, positions: Positions, embeddings: ReadEmbeddings) -> None:
        """Take over how photos look; of those without an embedding that is not known, and counts as read."""
        ids = self._of("photo_ids")[positions]
        order = np.argsort(ids, kind="stable")
        positions, ids = positions[order], ids[order]
        told, vectors = embeddings(ids.tolist())
        if self._space is None and len(told):
            self._space = Space.without_background(vectors.shape[1])
            self._vectors = Vectors.nothing(len(self._vectors), self._space.width)
            self._is_other = True
        known = np.zeros(len(positions), np.bool_)
        # A session that somebody spoilt may hold embeddings of any width.
        if len(told) and self._space is not None and vectors.shape[1] == len(self._space.middle):
            at = np.searchsorted(ids, np.array(told, np.int64))
            known[at] = True
            self._vectors.put(positions[at], self._space.project(vectors))
        self._vectors.forget(positions[~known])
        self._of("read")[positions] = True
        self._of("near_to")[positions] = NONE
        self._of("stale")[positions] = True
        self._is_other |= bool(self._of("counts")[positions].any())

    # Learning

    def learn(self) -> bool:
        """Learn of what there is; returns whether that was something else than before."""
        if not self._is_other:
            return False
        self._is_other = False
        space = self._space
        self.version += 1
        self._of("stale")[:] = True
        if space is None:
            self.memory = self.evidence = None
            return True
        at = np.flatnonzero(self._of("counts") & self._of("read"))
        # Of photos that are evidence, nothing is written that is not learned before anybody asks for the evidence.
        self._own = Evidence.of(
            *(self._of("photo_ids")[at], self._of("labels")[at], self._label_table),
            *(self._of("animals")[at], self._of("taken_at")[at], self._looks(at, self._vectors.seen_at(at))),
            pack_breeds=self.pack.breed_ids,
            previous=self._own,
        )
        # Of another width than the session's: a memory that says that it is of this pack, and is not.
        borrowed = [each for each in self._borrowed if each.vectors.width == space.width]
        self.evidence = Evidence.joined(self._own, borrowed, pack_breeds=self.pack.breed_ids)
        self.memory = self._learned_of(self.evidence, space)
        if self.memory is not None and not np.array_equal(self.memory.near_marks, self._near_marks):
            self._near_marks = self.memory.near_marks
            self._near_to += 1
        return True

    def _learned_of(self, evidence: Evidence, space: Space) -> Memory | None:
        known = len(self.pack.breed_ids)
        return Memory.learn(evidence, space, known, previous=self.memory) if len(evidence) else None

    def looks(self, at: NDArray[np.signedinteger]) -> Looks:
        """What is known of photos by the pack."""
        return self._looks(at, self._vectors.at(at))

    def _looks(self, at: NDArray[np.signedinteger], vectors: Vectors) -> Looks:
        ranked = self._places[self._of("ranked")[at]]
        shares = np.where(ranked == NONE, np.nan, self._of("probabilities")[at])
        return Looks(vectors, ranked, shares, self._of("dog_probability")[at])

    # What follows

    def to_say(self, most: int) -> Positions:
        """Undecided photos of which something else may be said than was: those in sight first."""
        wanted = self._of("stale") & self._of("usable") & ~self._of("decided")
        if self.memory is not None:
            wanted &= self._of("read")
        seen: Positions = self._in_sight[wanted[self._in_sight]][:most]
        if len(seen):
            return seen
        others: Positions = np.flatnonzero(wanted).astype(np.int32)
        first = int(np.searchsorted(others, self._behind))
        found = others[first : first + most] if first < len(others) else others[:most]
        self._behind = int(found[-1]) + 1 if len(found) else 0
        return found

    def say(self, positions: Positions, is_cancelled: Callable[[], bool] = never) -> LearnedColumns:
        """What the memory makes of these photos.

        Raises:
            CancelledError: nobody wants to know any more.
        """
        looks = self.looks(positions)
        pack = PackSaid(*(self._of(name)[positions] for name in PackSaid.__slots__))
        ids = self._of("photo_ids")[positions]
        if self.memory is None:
            said = LearnedColumns.nothing(ids)
        else:
            looks = replace(looks, near=self._near(self.memory, positions, looks.vectors, is_cancelled))
            adjusted = self.memory.adjust(looks, is_cancelled)
            breed_ids, rules = self.memory.breed_ids, self.pack.thresholds
            table = KindsOfBreeds.in_memory(self.pack.kinds, rules.kind, breed_ids, self.memory.known)
            kinds = kinds_before(pack, looks, self._breed_table, table)
            said = learned_columns(ids, pack, looks, adjusted, breed_ids, rules, kinds)
        self._of("stale")[positions] = False
        return said

    def _near(
        self, memory: Memory, positions: Positions, vectors: Vectors, is_cancelled: Callable[[], bool]
    ) -> NDArray[np.float64]:
        missing = np.flatnonzero(self._of("near_to")[positions] != self._near_to)
        if len(missing):
            self._of("near")[positions[missing]] = memory.near(vectors.at(missing), is_cancelled)
            self._of("near_to")[positions[missing]] = self._near_to
        return np.asarray(self._of("near")[positions], np.float64)

    # What others ask about photos

    @property
    def space(self) -> Space | None:
        """Where photos are compared; None where that is not known yet."""
        return self._space

    def unread(self, positions: Positions) -> Positions:
        """Those of these photos of which it was not read how they look."""
        positions = positions[positions < len(self)]
        found: Positions = positions[self._of("usable")[positions] & ~self._of("read")[positions]]
        return found

    def is_known(self, positions: Positions) -> NDArray[np.bool_]:
        """bool, one for each: whether it is known how the photo looks, and something is suggested of it."""
        known = positions < len(self)
        at = np.where(known, positions, 0)
        if not len(self) or not self._vectors.width:
            return np.zeros(len(positions), np.bool_)
        return np.asarray(known & self._of("usable")[at] & self._vectors.is_told[at])

    def ids_at(self, positions: Positions) -> NDArray[np.int64]:
        """int64: ids of the photos at these positions."""
        return np.asarray(self._of("photo_ids")[positions], np.int64)

    def labels_of(self, photo_ids: NDArray[np.int64]) -> list[Label]:
        """The labels of photos, all of which have one."""
        ids = self._of("photo_ids")
        order = np.argsort(ids, kind="stable")
        at = order[np.searchsorted(ids, photo_ids, sorter=order)]
        return [self._label_table[place] for place in self._of("labels")[at].tolist()]

    def state(self) -> LearnedState:
        """What was learned, for whoever shows it."""
        has_background = self.pack.space is not None
        if self.evidence is None:
            return LearnedState((), 0, 0, ENOUGH, is_on=True, has_background=has_background)
        own, borrowed = self.evidence.labels_of_breeds()
        known = len(self.pack.breed_ids)
        speaks = set() if self.memory is None else set(self.memory.learned.tolist())
        breeds = [
            LearnedBreed(breed_id, int(own[place]), int(borrowed[place]), place < known, place in speaks)
            for place, breed_id in enumerate(self.evidence.breed_ids)
            if own[place] or borrowed[place]
        ]
        breeds.sort(key=lambda breed: (-breed.labels - breed.borrowed, breed.breed_id))
        return LearnedState(
            tuple(breeds), *self.evidence.units_in_all(), ENOUGH, is_on=True, has_background=has_background
        )

    def _of(self, name: str) -> NDArray[Any]:
        column: NDArray[Any] = getattr(self._columns, name)
        return column

    def _grow(self, size: int) -> None:
        if size <= self._columns.size:
            return
        self._columns.grow(size - self._columns.size)
        if size > len(self._vectors):
            known = len(self._vectors)
            before, room = self._vectors, size if not known else max(size, known * 3 // 2)
            self._vectors = Vectors.nothing(room, before.width)
            self._vectors.put(np.arange(known), before)
            # The evidence sees the photos where they were kept, which shall not stay for it.
            self._is_other |= self._own is not None
