"""How the interface calls what people did: in menus ("label 14 photos Boxer"), and when it is told afterwards."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.dog_labels import LabelDog, SetDogLabels
from desktop_app.catalog.changes.imported import Imported
from desktop_app.catalog.changes.labels import LabelPhotos, SetLabels
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.remove import RemovePhotos, RestorePhotos
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.changes.several_dogs import FlagSeveralDogs
from desktop_app.catalog.history import HistoryEntry
from desktop_app.catalog.values.labels import Label
from desktop_app.plain_text import escaped
from desktop_app.ui.wording import numbers, words


class ChangeWords(QObject):
    """Words for changes."""

    def step(self, change: Change, breed_name: words.BreedName) -> str:
        """What an entry of the menu and of the history calls it: "label 14 photos Boxer"."""
        if isinstance(change, Imported):
            return self._import_step(change)
        change = meant(change)
        count = len(change.ids)
        if isinstance(change, RemovePhotos):
            return self.tr("take %n photo(s) out of the session", "", count)
        if isinstance(change, RestorePhotos):
            return self.tr("bring %n photo(s) back", "", count)
        if isinstance(change, SetLabels) and change.only_undecided:
            return self.tr("confirm %n suggestion(s)", "", count)
        arranged = self._arranged_step(change, count) or self._dog_step(change, breed_name)
        if arranged:
            return arranged
        labels = labels_of(change)
        if len(labels) != 1:
            return self.tr("change %n photo(s)", "", count) if not labels else self.tr("label %n photo(s)", "", count)
        label = next(iter(labels))
        if label is None:
            return self.tr("clear the label of %n photo(s)", "", count)
        text = self.tr("label %n photo(s) {label}", "", count)
        return text.format(label=words.label_text(label, breed_name))

    def of_dog(self, number: int) -> str:
        """What the menu calls a label of one of several dogs, just given: "label of dog 2"."""
        return self.tr("label of dog {number}").format(number=numbers.number(number))

    def said_of_dog(self, label: Label | None, number: int, breed_name: words.BreedName, name: str) -> str:
        """What such a label is called when it is told: "Boxer for dog 2 of IMG_0182.jpg"."""
        if label is None:
            text = self.tr("Clearing of the label of dog {number} of {photo}")
            return text.format(number=numbers.number(number), photo=name)
        text = self.tr("{label} for dog {number} of {photo}")
        return text.format(label=words.label_text(label, breed_name), number=numbers.number(number), photo=name)

    def _import_step(self, change: Imported) -> str:
        table = escaped(change.source)
        if change.labelled:
            return self.tr("import %n label(s) from {table}", "", change.labelled).format(table=table)
        return self.tr("import for %n photo(s) from {table}", "", len(change.ids)).format(table=table)

    def _arranged_step(self, change: Change, count: int) -> str:
        """The same for what concerns animals, picks and flags; nothing for other changes."""
        if isinstance(change, Several) and change.changes and isinstance(change.changes[0], SetAnimals):
            # Picks were only put in order with it.
            return self._arranged_step(change.changes[0], len(change.changes[0].ids))
        if isinstance(change, SetAnimals):
            if not change.photos and change.animals:
                return self.tr("name %n animal(s)", "", len(change.animals))
            if not change.photos and change.answers:
                return self.tr("answer “Same dog?” for %n photo(s)", "", count)
            if change.photos and not any(animal is not None for animal in change.photos.values()):
                return self.tr("take %n photo(s) away from their animal", "", count)
            made = new_animals(change)
            if made > 1:
                return self.tr("make %n animal(s) of {photos}", "", made).format(photos=words.photos(count))
            return self.tr("put %n photo(s) together by animal", "", count)
        if isinstance(change, SetPicks):
            if all(place is None for place in change.picks.values()):
                return self.tr("unpick %n photo(s)", "", count)
            return self.tr("pick %n photo(s)", "", count)
        if isinstance(change, FlagSeveralDogs):
            if change.several:
                return self.tr("say of %n photo(s) that they show several dogs", "", count)
            return self.tr("say of %n photo(s) that they show one dog", "", count)
        return ""

    def _dog_step(self, change: Change, breed_name: words.BreedName) -> str:
        """The same for what concerns single dogs of photos; nothing for other changes."""
        if isinstance(change, SetDogLabels):
            return self.tr("label single dogs in %n photo(s)", "", len(change.ids))
        if not isinstance(change, LabelDog):
            return ""
        if change.label is None:
            return self.tr("clear the label of one of several dogs")
        text = self.tr("label one of several dogs {label}")
        return text.format(label=words.label_text(change.label, breed_name))

    def _dog_said(self, change: Change, breed_name: words.BreedName, photos: str) -> str:
        """What is told of a change that concerns single dogs of photos; nothing for other changes."""
        if isinstance(change, SetDogLabels):
            return self.tr("Labels of single dogs in {photos}").format(photos=photos)
        if not isinstance(change, LabelDog):
            return ""
        if change.label is None:
            return self.tr("Clearing of the label of one dog in {photos}").format(photos=photos)
        text = self.tr("{label} for one dog in {photos}")
        return text.format(label=words.label_text(change.label, breed_name), photos=photos)

    def _arranged_said(self, change: Change, photos: str) -> str:
        """What is told of a change that concerns animals, picks and flags; nothing for other changes."""
        if isinstance(change, SetAnimals):
            names = [each.name or each.number for each in change.animals.values() if each is not None and each.is_named]
            if len(names) == 1 and len(change.animals) == 1 and not change.ids:
                return self.tr("Details of {animal}").format(animal=escaped(names[0]))
            if len(names) == 1 and len(change.animals) == 1:
                return self.tr("{animal}: {photos}").format(animal=escaped(names[0]), photos=photos)
            made = new_animals(change)
            if made > 1:
                return self.tr("%n animal(s) of {photos}", "", made).format(photos=photos)
            if not change.photos and change.answers:
                return self.tr("Answer to “Same dog?” for {photos}").format(photos=photos)
            return self.tr("Animals of {photos}").format(photos=photos)
        if isinstance(change, SetPicks):
            return self.tr("Picks: {photos}").format(photos=photos)
        if isinstance(change, FlagSeveralDogs):
            return self.tr("“Several dogs” for {photos}").format(photos=photos)
        return ""

    def said(self, change: Change, breed_name: words.BreedName, names: Sequence[str]) -> str:
        """What it is called when it is told: "Boxer for IMG_0182.jpg".

        Args:
            change: what was done.
            breed_name: id → name.
            names: of the photos' files, as far as they are known.
        """
        change = meant(change)
        count = len(change.ids)
        photos = names[0] if count == 1 and names else words.photos(count)
        if isinstance(change, Imported):
            return self.tr("Import from {table} for {photos}").format(table=escaped(change.source), photos=photos)
        if isinstance(change, RemovePhotos):
            return self.tr("Removal of {photos}").format(photos=photos)
        if isinstance(change, RestorePhotos):
            return self.tr("Return of {photos}").format(photos=photos)
        arranged = self._arranged_said(change, photos) or self._dog_said(change, breed_name, photos)
        if arranged:
            return arranged
        labels = labels_of(change)
        label = next(iter(labels)) if len(labels) == 1 else None
        if len(labels) != 1:
            return self.tr("Labels for {photos}").format(photos=photos)
        if label is None:
            return self.tr("Clearing of the label of {photos}").format(photos=photos)
        return self.tr("{label} for {photos}").format(label=words.label_text(label, breed_name), photos=photos)

    def taken_back(self, said: str) -> str:
        """What is told after an undo."""
        return self.tr("{what} taken back").format(what=said)

    def done_again(self, said: str) -> str:
        """What is told after a redo."""
        return self.tr("{what} done again").format(what=said)

    def entry(self, entry: HistoryEntry, entries: Mapping[int, HistoryEntry], breed_name: words.BreedName) -> str:
        """What the history calls one of its entries.

        Args:
            entry: the entry.
            entries: all entries by id: what takes something back is called after that.
            breed_name: id → name.
        """
        if entry.moved is not None:
            return self.tr("found again in another place: {file}").format(file=escaped(entry.moved[1]))
        if entry.action:
            return escaped(entry.action)
        original = entries.get(entry.takes_back) if entry.takes_back is not None else None
        if original is not None:
            # What takes a taking back back does the first thing again.
            first = entries.get(original.takes_back) if original.takes_back is not None else None
            pattern = self.tr("taken back: {step}") if first is None else self.tr("done again: {step}")
            return pattern.format(step=self.entry(first or original, entries, breed_name))
        return self.step(entry.change, breed_name) if entry.change is not None else ""


def new_animals(change: SetAnimals) -> int:
    """How many animals a change brings into the session."""
    return sum(animal_id < 0 for animal_id in change.animals)


def labels_of(change: Change) -> set[Label | None]:
    """The labels that a change gives, at most two of them: it may be a hundred thousand; none where it gives none."""
    if isinstance(change, LabelPhotos):
        return {change.label}
    found: set[Label | None] = set()
    for label in change.labels.values() if isinstance(change, SetLabels | Several) else ():
        found.add(label)
        if len(found) > 1:
            break
    return found


def meant(change: Change) -> Change:
    """What a person meant of several changes: who joins animals says nothing of the picks that come together."""
    if isinstance(change, Several) and not isinstance(change, Imported):
        return next((each for each in change.changes if isinstance(each, SetAnimals)), change)
    return change


change_words = ChangeWords()
