"""Which photos are worth the question "Same dog?", and what an answer changes.

The model was made to tell breeds apart, not dogs: two Beagles look alike to it. So likeness only *asks*, and a person
answers. It asks where two groups are about as alike as two photos of one moment, and a little earlier where the camera
says that both were taken within minutes (figures: docs/decisions/0024). What was answered is never asked again, however
groups have grown since: an answer is kept between two photos, and holds for whatever they belong to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.rows import PhotoState
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.photos.alike import Looks, ReadEmbeddings
from desktop_app.photos.codes import NO_DOG, NONE, STATE_CODE
from desktop_app.photos.names import Positions
from desktop_app.photos.neighbours import Pairs, close_pairs
from desktop_app.photos.seriation import CancelledError, Vectors, never, unit
from desktop_app.photos.store import PhotoStore

# Cosines of whole embeddings, in the mean of all pairs of photos of the two groups.
LIKE_ONE_MOMENT, LIKE_WITHIN_MINUTES = 0.90, 0.75
# Complete link: no photo of the one may be less like one of the other. Chains do not grow.
LEAST_OF_ANY = 0.55
MINUTES_NS = 10 * 60 * 10**9
# On the principal axes everything is a little more alike; what is looked at more closely is chosen there.
_LEAST_ON_AXES, _LEAST_WITHIN_MINUTES = 0.88, 0.70
# Photos that follow each other in time, of which so many are compared with each.
_FOLLOWING = 8
MOST_QUESTIONS = 36
_MOST_CANDIDATES, _MOST_PAIRS = 600, 50_000
# Of each side so many photos are compared; and without a name, an animal does not grow beyond that by likeness.
MOST_PHOTOS = 30

PairOfUnits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """Two groups of photos that may show the same dog.

    Attributes:
        first: ids of the photos of the one, those most like the other first. The animal that has a name, if one has.
        second: ids of the photos of the other.
        likeness: how alike they are, from 0 to 1.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    likeness: float

    @property
    def pair(self) -> tuple[int, int]:
        """The two photos between which the answer is kept, the smaller id first."""
        return min(self.first[0], self.second[0]), max(self.first[0], self.second[0])


@dataclass(frozen=True, eq=False)
class Units:
    """What can be asked about: animals, groups, and single photos.

    Attributes:
        photo_ids: int64 `[n]`, rising.
        unit_of: int32 `[n]`: the number of the unit of each.
        taken_at: int64 `[n]`: nanoseconds, by the clock of the camera; 0 unknown.
        animals: unit → its animal, where it has one.
    """

    photo_ids: NDArray[np.int64]
    unit_of: Positions
    taken_at: NDArray[np.int64]
    animals: Mapping[int, Animal]

    @classmethod
    def of(cls, store: PhotoStore, groups: Iterable[Positions] = ()) -> "Units":
        """Those of a session.

        Photos of one animal are one unit, whatever group they are in; others are what `groups` say, or alone. Photos
        without a dog, with several, or that cannot be read are in none.
        """
        unit_of = np.arange(store.size, dtype=np.int32)
        together = [group for group in groups if len(group) > 1]
        if together:
            sizes = np.fromiter((len(group) for group in together), np.intp, len(together))
            # The number of a unit is that of its first photo.
            unit_of[np.concatenate(together)] = np.repeat([group[0] for group in together], sizes)
        of_animal = np.flatnonzero(store.present & (store.animals != NONE))
        first_of = np.full(len(store.tables.animals), NONE, np.int32)
        first_of[store.animals[of_animal[::-1]]] = of_animal[::-1]
        unit_of[of_animal] = first_of[store.animals[of_animal]]
        no_dog = (store.state == STATE_CODE[PhotoState.NO_DOG]) | ((store.labels == NONE) & (store.status == NO_DOG))
        asked = store.present & (store.status != NONE) & (store.faults == NONE) & ~store.several_dogs & ~no_dog
        at = np.flatnonzero(asked)
        at = at[np.argsort(store.photo_ids[at], kind="stable")]
        animals = {
            int(first): store.tables.animals[place] for place, first in enumerate(first_of.tolist()) if first != NONE
        }
        return cls(store.photo_ids[at], unit_of[at], store.taken_at[at], animals)

    @cached_property
    def _by_unit(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        order = np.argsort(self.unit_of, kind="stable")
        return order, self.unit_of[order]

    def places(self, number: int) -> NDArray[np.intp]:
        """Where the photos of a unit are, rising."""
        order, units = self._by_unit
        return order[np.searchsorted(units, number) : np.searchsorted(units, number, "right")]

    def place_of(self, photo_id: int) -> int | None:
        """Where a photo is, or None."""
        place = int(np.searchsorted(self.photo_ids, photo_id))
        return place if place < len(self.photo_ids) and self.photo_ids[place] == photo_id else None


def questions(
    units: Units,
    looks: Looks,
    read: ReadEmbeddings,
    answers: Mapping[tuple[int, int], SameDog],
    is_cancelled: Callable[[], bool] = never,
) -> list[Question]:
    """What is worth asking, the most certain first: at most `MOST_QUESTIONS`, and a unit in one of them only.

    So no answer makes another question pointless; when all are answered, there may be more. Between animals with two
    names or numbers it is asked only where there is nothing else to ask.

    Args:
        units: what can be asked about.
        looks: of their photos.
        read: gives whole embeddings.
        answers: what is known of pairs of photos.
        is_cancelled: asked many times a second.

    Raises:
        CancelledError: it was cancelled.
    """
    candidates = _candidates(units, looks, is_cancelled)
    known = _answered(units, answers)
    new = [pair for pair in candidates if pair not in known]
    for of_two_names in (False, True):
        wanted = (pair for pair in new if _of_two_names(units, pair) is of_two_names and not _too_large(units, pair))
        found = _judged(units, list(islice(wanted, _MOST_CANDIDATES)), read, is_cancelled)
        if found:
            return found
    return []


def _of_two_names(units: Units, pair: PairOfUnits) -> bool:
    return all(animal is not None and animal.is_named for animal in map(units.animals.get, pair))


def _too_large(units: Units, pair: PairOfUnits) -> bool:
    if any(animal is not None and animal.is_named for animal in map(units.animals.get, pair)):
        return False
    return sum(len(units.places(each)) for each in pair) > MOST_PHOTOS


def _answered(units: Units, answers: Iterable[tuple[int, int]]) -> set[PairOfUnits]:
    known = set()
    for pair in answers:
        places = [place for place in map(units.place_of, pair) if place is not None]
        if len(places) == 2:
            first, second = sorted(int(units.unit_of[place]) for place in places)
            known.add((first, second))
    return known


def _candidates(units: Units, looks: Looks, is_cancelled: Callable[[], bool]) -> list[PairOfUnits]:
    """Pairs of units with photos that are close on the principal axes, the closest first."""
    rows = np.searchsorted(looks.photo_ids, units.photo_ids)
    rows = np.minimum(rows, max(0, len(looks.photo_ids) - 1))
    here = np.flatnonzero(looks.photo_ids[rows] == units.photo_ids) if len(looks.photo_ids) else np.zeros(0, np.intp)
    if len(here) < 2:
        return []
    vectors, unit_of = looks.pictured(rows[here]), units.unit_of[here]
    close = close_pairs(vectors, unit_of, _LEAST_ON_AXES, is_cancelled)
    pairs = Pairs.joined([close, _within_minutes(vectors, unit_of, units.taken_at[here])])
    order = np.argsort(-pairs.likeness, kind="stable")[:_MOST_PAIRS]
    one, other = unit_of[pairs.first[order]].tolist(), unit_of[pairs.second[order]].tolist()
    # A dictionary keeps the order in which its keys came.
    return list(dict.fromkeys((min(pair), max(pair)) for pair in zip(one, other, strict=True)))


def _within_minutes(vectors: Vectors, unit_of: Positions, taken_at: NDArray[np.int64]) -> Pairs:
    timed = np.flatnonzero(taken_at)
    timed = timed[np.argsort(taken_at[timed], kind="stable")].astype(np.int32)
    parts = []
    for step in range(1, min(_FOLLOWING, len(timed) - 1) + 1):
        one, other = timed[:-step], timed[step:]
        near = (taken_at[other] - taken_at[one] <= MINUTES_NS) & (unit_of[one] != unit_of[other])
        one, other = one[near], other[near]
        likeness = np.einsum("ij,ij->i", vectors[one], vectors[other])
        close = likeness >= _LEAST_WITHIN_MINUTES
        one, other = one[close], other[close]
        parts.append(Pairs(np.minimum(one, other), np.maximum(one, other), likeness[close]))
    return Pairs.joined(parts)


def _judged(
    units: Units, pairs: list[PairOfUnits], read: ReadEmbeddings, is_cancelled: Callable[[], bool]
) -> list[Question]:
    """Those of the pairs that are worth a question, by their whole embeddings; each unit in one of them."""
    wanted = {each: _some_of(units, each) for pair in pairs for each in pair}
    photo_ids = np.sort(np.concatenate([*wanted.values(), np.zeros(0, np.int64)]))
    if is_cancelled():
        raise CancelledError
    found, embeddings = read(photo_ids.tolist())
    vectors = dict(zip(found, unit(embeddings.astype(np.float32)), strict=True))
    asked = []
    for pair in pairs:
        one, other = ([photo for photo in wanted[each].tolist() if photo in vectors] for each in pair)
        if one and other:
            likeness = np.stack([vectors[photo] for photo in one]) @ np.stack([vectors[photo] for photo in other]).T
            mean = float(likeness.mean())
            least = LIKE_WITHIN_MINUTES if _were_near(units, pair) else LIKE_ONE_MOMENT
            if mean >= least and likeness.min() >= LEAST_OF_ANY:
                certainty = mean + LIKE_ONE_MOMENT - least
                asked.append((certainty, pair, _question(units, pair, (one, other), likeness)))
    asked.sort(key=lambda each: (-each[0], each[1]))
    busy: set[int] = set()
    chosen = []
    for _certainty, pair, question in asked:
        if busy.isdisjoint(pair):
            busy.update(pair)
            chosen.append(question)
    return chosen[:MOST_QUESTIONS]


def _some_of(units: Units, number: int) -> NDArray[np.int64]:
    photos = units.photo_ids[units.places(number)]
    return photos[np.linspace(0, len(photos) - 1, min(MOST_PHOTOS, len(photos))).astype(np.intp)]


def _were_near(units: Units, pair: PairOfUnits) -> bool:
    times = [np.sort(units.taken_at[units.places(each)]) for each in pair]
    times = [each[each != 0] for each in times]
    if not all(len(each) for each in times):
        return False
    after = np.searchsorted(times[1], times[0])
    nearest = np.minimum(
        np.abs(times[0] - times[1][np.minimum(after, len(times[1]) - 1)]),
        np.abs(times[0] - times[1][np.maximum(after - 1, 0)]),
    )
    return bool(nearest.min() <= MINUTES_NS)


def _question(units: Units, pair: PairOfUnits, compared: tuple[list[int], list[int]], likeness: Vectors) -> Question:
    closest = [likeness.max(axis=1), likeness.max(axis=0)]
    sides = []
    for place, number in enumerate(pair):
        ordered = [compared[place][at] for at in np.argsort(-closest[place], kind="stable").tolist()]
        rest = [photo for photo in units.photo_ids[units.places(number)].tolist() if photo not in set(ordered)]
        animal = units.animals.get(number)
        sides.append((animal is None or not animal.is_named, animal is None, -len(ordered), (*ordered, *rest)))
    # The named one first; else an animal; else the larger group.
    first, second = sorted(sides, key=lambda side: side[:3])
    return Question(first[3], second[3], float(likeness.mean()))


# What an answer does


def change_of(store: PhotoStore, question: Question, answer: SameDog) -> SetAnimals:
    """What an answer changes.

    Yes makes one animal of both: the one that has a name or number, else the one there is, else a new one without a
    name. Of two that have both, the first takes over what it lacks, and the other goes. Any other answer is only kept.
    """
    answers = {question.pair: answer}
    if answer is not SameDog.YES:
        return SetAnimals({}, {}, answers)
    at = store.positions((*question.first, *question.second))
    at = at[at >= 0]
    at = at[store.present[at]]
    places = dict.fromkeys(place for place in store.animals[at].tolist() if place != NONE)
    there = {store.tables.animals[place].animal_id: store.tables.animals[place] for place in places}
    by_name = sorted(there.values(), key=lambda animal: not animal.is_named)
    kept = by_name[0] if by_name else Animal(-1)
    others = by_name[1:]
    animals: dict[int, Animal | None] = {animal.animal_id: None for animal in others}
    whole = _with_what_it_lacks(kept, others)
    if whole != kept or not by_name:
        animals[kept.animal_id] = whole
    # Photos of an animal that goes belong to the other, those that are not asked about too.
    in_them = np.zeros(len(store.tables.animals) + 1, np.bool_)
    in_them[list(places)] = True  # the last one is that of photos without an animal
    moving = store.present & in_them[store.animals]
    moving[at] = True
    photos = {
        int(store.photo_ids[position]): kept.animal_id
        for position in np.flatnonzero(moving).tolist()
        if _animal_at(store, position) != kept.animal_id
    }
    return SetAnimals(animals, photos, answers)


def _animal_at(store: PhotoStore, position: int) -> int | None:
    place = int(store.animals[position])
    return None if place == NONE else store.tables.animals[place].animal_id


def _with_what_it_lacks(animal: Animal, others: Iterable[Animal]) -> Animal:
    name, number, notes = animal.name, animal.number, [animal.note]
    for other in others:
        name, number = name or other.name, number or other.number
        notes.append(other.note)
    note = "\n".join(dict.fromkeys(each for each in notes if each))
    return Animal(animal.animal_id, name, number, animal.species, note)
