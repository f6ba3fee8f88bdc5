"""What the labels of a session must be after any changes: a plain model, without a file and without SQL.

It keeps, for every photo, which changes are upon it: a change puts its number on top, taking it back takes the number
away again. A change may be taken back where it is on top of all its photos.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label

LABELS: tuple[Label | None, ...] = (
    Label.breed("n1"),
    Label.breed("n2"),
    Label.mix("n1", "n2"),
    Label.mix(),
    UNKNOWN,
    NO_DOG,
    None,
)


@dataclass(frozen=True)
class PhotoModel:
    """One photo: its label, whether it is in the session, and the changes upon it, the youngest last."""

    label: Label | None = None
    present: bool = True
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
        photos = {photo_id: self.photos[photo_id] for photo_id in change.ids}
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


def some_change(kind: int, photo_ids: Sequence[int], labels: Sequence[Label | None]) -> Change:
    """One of the five things that a person does, for these photos; labels are dealt out in turn."""
    if kind == 0:
        return LabelPhotos(photo_ids, labels[0])
    dealt = {photo_id: labels[place % len(labels)] for place, photo_id in enumerate(photo_ids)}
    if kind == 1:
        return SetLabels(dealt)
    if kind == 2:
        return SetLabels({photo_id: label or UNKNOWN for photo_id, label in dealt.items()}, only_undecided=True)
    return RemovePhotos(photo_ids) if kind == 3 else RestorePhotos(photo_ids)


def random_step(model: SessionModel, random: Random) -> Change | int:
    """What a person does next: a change, or the number of an entry to take back."""
    possible = [number for number in model.log if model.may_take_back(number)]
    if possible and random.random() < 0.4:
        return random.choice(possible)
    ids = list(model.photos)
    count = random.choice([1, 1, 2, 5, 20, len(ids) * 3 // 4, len(ids)])
    return some_change(random.randrange(5), random.sample(ids, count), random.sample(LABELS, 3))
