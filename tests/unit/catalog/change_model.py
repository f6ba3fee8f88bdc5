"""What labels, animals, picks and flags must be after any changes: a plain model, without a file and without SQL.

It keeps, for every photo, which changes are upon it: a change puts its number on top, taking it back takes the number
away again. A change may be taken back where it is on top of all its photos.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.suggestions import Box

LABELS: tuple[Label | None, ...] = (
    Label.breed("n1"),
    Label.breed("n2"),
    Label.mix("n1", "n2"),
    Label.mix(),
    UNKNOWN,
    NO_DOG,
    None,
)

ANIMALS = (1, 2, 3)
"""Ids of the animals that must be there."""
BOXES = (Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.25, 1.0, 1.0))
"""Where labelled dogs are."""
KINDS, KINDS_WITHOUT_ANIMALS = 10, 8


@dataclass(frozen=True)
class PhotoModel:
    """One photo: what was decided of it, whether it is in the session, and the changes upon it, the youngest last."""

    label: Label | None = None
    present: bool = True
    animal: int | None = None
    pick: int = 0
    several_dogs: bool = False
    one_dog: bool = False
    dogs: frozenset[tuple[Box, Label]] = frozenset()
    upon: tuple[int, ...] = ()


@dataclass(frozen=True)
class Record:
    """One entry of the history: the photos before and after it, and what it takes back."""

    before: Mapping[int, PhotoModel]
    after: Mapping[int, PhotoModel]
    takes_back: int | None = None


class SessionModel:
    """The photos, and everything that was done, by number."""

    def __init__(self, photo_ids: Iterable[int]) -> None:
        self.photos = {photo_id: PhotoModel() for photo_id in photo_ids}
        self.log: dict[int, Record] = {}

    def labels(self) -> dict[int, Label | None]:
        """The labels of the photos that are in the session."""
        return {photo_id: photo.label for photo_id, photo in self.photos.items() if photo.present}

    def dogs(self) -> dict[int, dict[Box, Label]]:
        """The labels of single dogs of the photos that are in the session."""
        return {photo_id: dict(photo.dogs) for photo_id, photo in self.photos.items() if photo.present and photo.dogs}

    def arranged(self) -> dict[int, tuple[int | None, int, bool, bool]]:
        """The animals, picks and flags of the photos that are in the session."""
        present = {photo_id: photo for photo_id, photo in self.photos.items() if photo.present}
        return {
            photo_id: (each.animal, each.pick, each.several_dogs, each.one_dog) for photo_id, each in present.items()
        }

    def apply(self, change: Change) -> int:
        """Do it; returns its number, 0 when nothing is different."""
        number = len(self.log) + 1
        after = {
            photo_id: replace(photo, upon=(*photo.upon, number))
            for photo_id, photo in self._wanted(change).items()
            if photo != self.photos[photo_id]
        }
        return self._note(after, None) if after else 0

    def may_take_back(self, number: int) -> bool:
        """Whether its photos are as it left them."""
        return all(self.photos[photo_id] == after for photo_id, after in self.log[number].after.items())

    def take_back(self, number: int) -> int:
        """Take it back; returns the number of doing so."""
        record = self.log[number]
        return self._note(record.before, number)

    def is_over(self, number: int) -> bool:
        """Whether the change that it did (or took back, or did again) is no longer upon the photos as it was then."""
        record, change = self.log[number], number
        while (taken_back := self.log[change].takes_back) is not None:
            change = taken_back
        return any((change in self.photos[each].upon) != (change in after.upon) for each, after in record.after.items())

    def _note(self, after: Mapping[int, PhotoModel], takes_back: int | None) -> int:
        before = {photo_id: self.photos[photo_id] for photo_id in after}
        self.photos.update(after)
        self.log[len(self.log) + 1] = Record(before, dict(after), takes_back)
        return len(self.log)

    def _wanted(self, change: Change) -> dict[int, PhotoModel]:
        if isinstance(change, Several):
            return {photo_id: photo for part in change.changes for photo_id, photo in self._wanted(part).items()}
        photos = {photo_id: self.photos[photo_id] for photo_id in change.ids}
        if isinstance(change, SetAnimals):
            return {photo_id: replace(photo, animal=change.photos[photo_id]) for photo_id, photo in photos.items()}
        if isinstance(change, SetPicks):
            return {photo_id: replace(photo, pick=change.picks[photo_id] or 0) for photo_id, photo in photos.items()}
        if isinstance(change, FlagSeveralDogs):
            return {
                photo_id: replace(photo, several_dogs=change.several, one_dog=change.one)
                for photo_id, photo in photos.items()
            }
        if isinstance(change, LabelDog):
            return {photo_id: _with_dog(photo, change) for photo_id, photo in photos.items()}
        if isinstance(change, LabelPhotos):
            return {photo_id: replace(photo, label=change.label) for photo_id, photo in photos.items()}
        if isinstance(change, SetLabels):
            return {
                photo_id: replace(photo, label=change.labels[photo_id])
                for photo_id, photo in photos.items()
                if not (change.only_undecided and photo.label is not None)
            }
        return {
            photo_id: replace(photo, present=isinstance(change, RestorePhotos)) for photo_id, photo in photos.items()
        }


def _with_dog(photo: PhotoModel, change: LabelDog) -> PhotoModel:
    dogs = {box: label for box, label in photo.dogs if box != change.box}
    if change.label is not None:
        dogs[change.box] = change.label
    return replace(photo, dogs=frozenset(dogs.items()))


def some_change(kind: int, photo_ids: Sequence[int], labels: Sequence[Label | None]) -> Change:
    """One of the things that a person does, for these photos; labels are dealt out in turn.

    The last two kinds need the `ANIMALS`.
    """
    if kind == 0:
        return LabelPhotos(photo_ids, labels[0])
    dealt = {photo_id: labels[place % len(labels)] for place, photo_id in enumerate(photo_ids)}
    if kind == 1:
        return SetLabels(dealt)
    if kind == 2:
        return SetLabels({photo_id: label or UNKNOWN for photo_id, label in dealt.items()}, only_undecided=True)
    if kind in (3, 4):
        return RemovePhotos(photo_ids) if kind == 3 else RestorePhotos(photo_ids)
    places = {photo_id: None if label is None else LABELS.index(label) + 1 for photo_id, label in dealt.items()}
    if kind == 5:
        return SetPicks(places)
    if kind == 6:
        return FlagSeveralDogs(photo_ids, several=labels[0] not in (None, NO_DOG), one=labels[0] == NO_DOG)
    if kind == 7:
        return LabelDog(photo_ids[0], BOXES[len(photo_ids) % len(BOXES)], labels[0])
    animals = {photo_id: place if place in ANIMALS else None for photo_id, place in places.items()}
    if kind == 8:
        return SetAnimals({}, animals)
    half = len(photo_ids) // 2
    return Several(
        [
            SetAnimals({}, {each: animals[each] for each in photo_ids[:half]}),
            SetLabels({each: dealt[each] for each in photo_ids[half:]}),
        ]
    )


def random_step(model: SessionModel, random: Random) -> Change | int:
    """What a person does next: a change, or the number of an entry to take back."""
    possible = [number for number in model.log if model.may_take_back(number)]
    if possible and random.random() < 0.4:
        return random.choice(possible)
    ids = list(model.photos)
    count = random.choice([1, 1, 2, 5, 20, len(ids) * 3 // 4, len(ids)])
    return some_change(random.randrange(KINDS_WITHOUT_ANIMALS), random.sample(ids, count), random.sample(LABELS, 3))
