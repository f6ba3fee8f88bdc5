"""What a table says, and what was decided in the session: what would be different, for one change.

What a person has decided stays, unless whoever imports says otherwise; what a table does not say changes nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.dog_labels import LabelDog
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.labels import SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.importing.claims import RowName
from desktop_app.catalog.importing.further_dogs import plan_dogs
from desktop_app.catalog.importing.labels import GivenLabel
from desktop_app.catalog.importing.left_alone import KEPT, LeftAlone, Why
from desktop_app.catalog.importing.picks import Picks
from desktop_app.catalog.importing.reading import AnimalKey, Reading, TableHead
from desktop_app.catalog.importing.session_photos import SessionPhotos
from desktop_app.catalog.naming.assigning import Assignment, assign, is_called_so
from desktop_app.catalog.naming.finding import Finding, FoundAnimal
from desktop_app.catalog.naming.tables import PHOTO_WEIGHT
from desktop_app.catalog.naming.texts import sound
from desktop_app.catalog.values.animals import Animal
from desktop_app.catalog.values.dog_labels import Dog
from desktop_app.catalog.values.labels import Decision, Label, LabelKind

if TYPE_CHECKING:
    from desktop_app.catalog.changes.base import Change


class ImportLine(NamedTuple):
    """What becomes of one photo.

    Attributes:
        path: of its file.
        label: that it gets; None for none.
        animal: that it gets; None for none.
        pick: its place among the picks from now on; 0 where it is none any more, None where that stays as it is.
        several: what is said of several dogs; None where that stays as it is.
        dogs: how many dogs beside the first one get a label.
    """

    path: str
    label: Label | None
    animal: Animal | None
    pick: int | None
    several: bool | None
    dogs: int = 0


@dataclass(slots=True)
class ImportPlan:
    """What one change would do, and what is left alone.

    Attributes:
        table: from which it is.
        labels: photo id → its label.
        decisions: photo id → how that came about.
        replaced: how many of these photos, and of these dogs, have another label now.
        animals: as `assign` says.
        moved: how many photos leave the animal that they have.
        picks: photo id → its place, or None.
        flags: photo id → whether it shows several dogs.
        dogs: photo and box → the label that the dog there gets, of those beside the first one.
        as_it_was: how many things of the table are in the session already.
        left: what is left alone, in the order of the lines.
        photos: what becomes of each photo of which something will be different, in the order of the session.
        overwrites: whether what is decided may be overwritten.
    """

    table: TableHead
    labels: dict[int, Label] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    replaced: int = 0
    animals: Assignment = field(default_factory=Assignment)
    moved: int = 0
    picks: dict[int, int | None] = field(default_factory=dict)
    flags: dict[int, bool] = field(default_factory=dict)
    dogs: dict[Dog, GivenLabel] = field(default_factory=dict)
    as_it_was: int = 0
    left: list[LeftAlone] = field(default_factory=list)
    photos: list[ImportLine] = field(default_factory=list)
    overwrites: bool = False

    @property
    def troubles(self) -> int:
        """How many things were not understood, or cannot be."""
        return sum(each.is_trouble for each in self.left)

    @property
    def kept(self) -> int:
        """How many things stay because somebody has decided otherwise in the session."""
        return sum(each.why in KEPT for each in self.left)

    @property
    def new_animals(self) -> int:
        """How many animals come into the session."""
        return sum(animal_id < 0 for animal_id in self.animals.animals)

    @property
    def picked(self) -> int:
        """How many photos become picks, or get another place among them."""
        return sum(place is not None for place in self.picks.values())

    @property
    def labelled(self) -> int:
        """How many labels come in, those of further dogs among them."""
        return len(self.labels) + len(self.dogs)

    @property
    def changes_anything(self) -> bool:
        """Whether something would be other than before."""
        return bool(self.labelled or self.animals.changes_anything or self.picks or self.flags)

    def change(self) -> Imported:
        """It, as one step that can be taken back."""
        parts: list[Change] = []
        if self.animals.changes_anything:
            parts.append(SetAnimals(self.animals.animals, self.animals.photos))
        if self.labels:
            # Whatever is decided until it is written stays too.
            parts.append(SetLabels(self.labels, only_undecided=not self.overwrites, decisions=self.decisions))
        parts += [
            LabelDog(photo_id, box, given.label, given.decision.decided_by)
            for (photo_id, box), given in self.dogs.items()
        ]
        for several in (True, False):
            flagged = [photo_id for photo_id, flag in self.flags.items() if flag is several]
            if flagged:
                parts.append(FlagSeveralDogs(flagged, several))
        if self.picks:
            parts.append(SetPicks(self.picks))
        return Imported(parts, sound(self.table.file.name))


_NOTHING_NEW = (None, None, None, None, 0)


def plan(table: TableHead, reading: Reading, photos: SessionPhotos, *, overwrite: bool = False) -> ImportPlan:
    """Compare what a table says with what was decided in a session.

    Args:
        table: the table.
        reading: what it says.
        photos: of the session, those that `reading` is about.
        overwrite: whether labels, animals, picks and flags that are there may become others.
    """
    return _Planner(table, reading, photos, overwrite).planned()


class _Planner:
    def __init__(self, table: TableHead, reading: Reading, photos: SessionPhotos, overwrite: bool) -> None:
        self._reading, self._photos, self._overwrite = reading, photos, overwrite
        self._plan = ImportPlan(table, left=list(reading.left), overwrites=overwrite)
        # Whose the photos will be.
        self._owner: list[int | None] = list(photos.animals)
        # Photos that keep an animal which is not the one of which the table says that they are pictures.
        self._elsewhere: set[int] = set()

    def planned(self) -> ImportPlan:
        self._plan_flags()
        self._plan_labels()
        self._plan_dogs()
        self._plan_animals()
        self._plan_picks()
        self._plan.left.sort(key=attrgetter("line"))
        self._tell_photos()
        return self._plan

    def _tell_photos(self) -> None:
        made = self._plan
        dogs = Counter(photo_id for photo_id, _box in made.dogs)
        who = {line.animal.animal_id: line.animal for line in made.animals.lines}
        for photo_id, path in zip(self._photos.ids, self._photos.paths, strict=True):
            owner = made.animals.photos.get(photo_id)
            pick = (made.picks[photo_id] or 0) if photo_id in made.picks else None
            line = ImportLine(
                path,
                made.labels.get(photo_id),
                None if owner is None else who.get(owner),
                pick,
                made.flags.get(photo_id),
                dogs[photo_id],
            )
            if line[1:] != _NOTHING_NEW:
                made.photos.append(line)

    def _leave(self, rows: list[tuple[RowName, str]], why: Why) -> None:
        self._plan.left += [LeftAlone(row.line, row.source, why, said) for row, said in rows]

    # Flags

    def _plan_flags(self) -> None:
        for place, claim in self._reading.flags:
            if claim.is_contradicted:
                self._leave(claim.rows, Why.TWO_FLAGS)
            elif claim.value == self._photos.several_dogs[place]:
                # Most photos show one dog: that is no news.
                self._plan.as_it_was += claim.value
            elif claim.value or self._overwrite:
                self._plan.flags[self._photos.ids[place]] = claim.value
            else:
                self._leave(claim.rows, Why.KEEPS_FLAG)

    def _shows_several(self, place: int) -> bool:
        return self._plan.flags.get(self._photos.ids[place], self._photos.several_dogs[place])

    # Labels

    def _plan_labels(self) -> None:
        photos = self._photos
        for place, claim in self._reading.labels:
            there, given = photos.labels[place], claim.value
            if claim.weight < PHOTO_WEIGHT and not self._speaks_of(place, given.label):
                continue
            if claim.is_contradicted:
                self._leave(claim.rows, Why.TWO_LABELS)
            elif there == given.label and not photos.stale[place]:
                self._plan.as_it_was += 1
            elif there is None or self._overwrite:
                self._plan.labels[photos.ids[place]] = given.label
                self._plan.decisions[photos.ids[place]] = given.decision
                self._plan.replaced += there is not None
                if given.loses_breed:
                    self._leave(claim.rows[:1], Why.BREED_OF_MIX_LOST)
            else:
                self._leave(claim.rows, Why.KEEPS_LABEL)

    def _plan_dogs(self) -> None:
        made = plan_dogs(self._reading.dogs, self._photos.ids, self._photos.dogs, overwrite=self._overwrite)
        self._plan.dogs = made.labels
        self._plan.replaced += made.replaced
        self._plan.as_it_was += made.as_it_was
        for rows, why in made.left:
            self._leave(rows, why)

    def _speaks_of(self, place: int, label: Label) -> bool:
        """Whether what is said of a folder or an animal is said of this photo, too.

        A photo of several dogs, and one of none, is no picture of what the animal is.
        """
        there = self._photos.labels[place]
        is_without_dog = there is not None and there.kind is LabelKind.NO_DOG
        return not self._shows_several(place) and (not is_without_dog or label == there)

    # Animals

    def _plan_animals(self) -> None:
        photos = self._photos
        places: dict[AnimalKey, list[int]] = {key: [] for key in self._reading.animals}
        for place, claim in self._reading.owners:
            if claim.is_contradicted:
                self._leave(claim.rows, Why.TWO_ANIMALS)
            elif claim.value in places:
                places[claim.value].append(place)
        found = [animal.found(places[key]) for key, animal in self._reading.animals.items() if places[key]]
        sure = {at: animal for at, each in enumerate(found) if (animal := self._meant(each)) is not None}
        meant = Counter(animal.animal_id for animal in sure.values())
        # Two cannot both be the one that is there.
        sure = {at: animal for at, animal in sure.items() if meant[animal.animal_id] == 1}
        made = assign(
            Finding(found, photos=len(photos)), photos.ids, photos.known_animals, photos.animals,
            take_all=self._overwrite, sure=sure,
        )  # fmt: skip
        self._plan.animals = made if self._overwrite else self._without_corrections(made)
        for line in made.lines:
            self._plan.as_it_was += line.there
            for place in line.found.places:
                self._take_owner(place, line.animal.animal_id)
        self._plan.moved = sum(photos.animals[place] is not None for place in self._places(made.photos))

    def _places(self, wanted: Mapping[int, object]) -> list[int]:
        return [place for place, photo_id in enumerate(self._photos.ids) if photo_id in wanted] if wanted else []

    def _take_owner(self, place: int, animal_id: int) -> None:
        before = self._photos.animals[place]
        if before is None or self._overwrite or before == animal_id:
            self._owner[place] = animal_id
            return
        self._elsewhere.add(place)
        claim = self._reading.owners.get(place)
        if claim is not None:
            self._leave(claim.rows, Why.KEEPS_ANIMAL)

    def _meant(self, found: FoundAnimal) -> Animal | None:
        """The animal that has these photos already and is called so."""
        known = self._photos.known_animals
        there = {self._photos.animals[place] for place in found.places} - {None}
        named = Animal(0, found.name, found.number)
        owners = [known[each] for each in there if each is not None and each in known]
        called_so = [each for each in owners if not named.is_named or is_called_so(each, named)]
        exactly = [each for each in called_so if (each.name, each.number) == (found.name, found.number)]
        best = exactly if exactly else called_so
        return best[0] if len(best) == 1 else None

    def _without_corrections(self, made: Assignment) -> Assignment:
        """The same, but what is known of animals that are there stays; what is not known of them is added."""
        known = self._photos.known_animals
        animals: dict[int, Animal | None] = {}
        changed = {}
        for animal_id, animal in made.animals.items():
            before = known.get(animal_id)
            if before is None or animal is None:
                animals[animal_id] = animal
                continue
            kept = replace(animal, species=before.species, note=before.note or animal.note)
            if kept != animal:
                changed[animal_id] = True
            if kept != before:
                animals[animal_id] = kept
        for line in made.lines:
            if line.animal.animal_id in changed:
                owners = (self._reading.owners.get(place) for place in line.found.places)
                first = next((claim.rows[:1] for claim in owners if claim is not None), [])
                self._leave(first, Why.KEEPS_DETAILS)
        return Assignment(made.lines, animals, made.photos)

    # Picks

    def _plan_picks(self) -> None:
        picks = Picks(self._photos, self._owner)
        for place, claim in self._reading.picks:
            owned = self._reading.owners.get(place)
            if claim.is_contradicted:
                self._leave(claim.rows, Why.TWO_PLACES)
            elif owned is not None and (owned.is_contradicted or place in self._elsewhere):
                self._leave(claim.rows, Why.PICK_OF_ANOTHER)
            else:
                picks.want(place, claim.value)
        kept, self._plan.picks, unchanged = picks.arranged(overwrite=self._overwrite)
        self._plan.as_it_was += unchanged
        for place in kept:
            wanted = self._reading.picks.get(place)
            if wanted is not None:
                self._leave(wanted.rows, Why.KEEPS_PICKS)
