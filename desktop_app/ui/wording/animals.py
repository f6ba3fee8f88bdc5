"""How the interface says what groups of photos are, and what they say."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.values.animals import Animal, Species
from desktop_app.catalog.values.labels import Label, LabelKind
from desktop_app.photos.animal_rows import RowView
from desktop_app.photos.group_summary import GroupState, GroupSummary
from desktop_app.photos.groups import Group, GroupKind
from desktop_app.photos.picks import PICKS_OF
from desktop_app.plain_text import escaped
from desktop_app.ui.wording import words
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.plain import tip

BETWEEN = " · "
MOST, FEWEST = max(PICKS_OF.values()), min(PICKS_OF.values())


class AnimalWords(QObject):
    """Words for rows. Names come from people: they are escaped here."""

    def view_name(self, view: RowView) -> str:
        """Which rows are shown."""
        return {
            RowView.UNDECIDED: self.tr("Undecided"),
            RowView.DISAGREE: self.tr("Disagree"),
            RowView.DECIDED: self.tr("Decided"),
        }[view]

    def species_name(self, species: Species) -> str:
        """What an animal is."""
        return {Species.DOG: self.tr("Dog"), Species.CAT: self.tr("Cat"), Species.OTHER: self.tr("Other animal")}[
            species
        ]

    def animal_name(self, animal: Animal) -> str:
        """What an animal is called: "Bella · A1200"."""
        named = [escaped(part) for part in (animal.name, animal.number) if part]
        return BETWEEN.join(named) or self.tr("Animal without a name")

    def name(self, group: Group, animal: Animal | None) -> str:
        """What a group is called, whose photos are those of an animal or not: "Bella · A1200", "3 near-duplicates"."""
        if animal is not None:
            return self.animal_name(animal)
        if group.kind is GroupKind.BURST:
            return self.tr("%Ln photo(s) taken together", "", len(group.positions))
        return self.tr("%Ln near-duplicate(s)", "", len(group.positions))

    def title(self, group: Group, animal: Animal | None) -> str:
        """The same with how many photos there are, where that is not said by it."""
        if animal is None:
            return self.name(group, None)
        parts = [self.animal_name(animal)]
        if animal.species is not Species.DOG:
            parts.append(self.species_name(animal.species))
        return BETWEEN.join([*parts, words.photos(len(group.positions))])

    def says(self, group: Group, summary: GroupSummary, breed_name: words.BreedName, learned: str = "") -> str:
        """What a group that is to be decided says: "looks like Bloodhound · 4 of 5 · 3 sure".

        Args:
            group: the group.
            summary: where it stands.
            breed_name: id → name.
            learned: how many labels stand behind that breed, in words; "" where it is the word of the model.
        """
        parts = []
        votes = len(summary.agreeing) + len(summary.dissenters)
        if summary.state is GroupState.WAITING:
            looked_at = self.tr("{some} of {all} looked at")
            parts.append(looked_at.format(some=number(summary.looked_at), all=number(len(group.positions))))
        elif summary.state is GroupState.NO_MAJORITY or summary.label is None:
            parts += self._kind(summary, votes) or [self.tr("No common breed")]
        else:
            parts.append(self.looks(summary.label, breed_name))
            agree = self.tr("{some} of {all}").format(some=number(len(summary.agreeing)), all=number(votes))
            parts.append(agree)
            if summary.sure:
                parts.append(self.tr("%Ln sure", "", summary.sure))
            parts += [learned] if learned else []
        if summary.labels:
            parts.append(self.labels(summary, breed_name))
        return BETWEEN.join(parts)

    def _kind(self, summary: GroupSummary, votes: int) -> list[str]:
        """What photos that have no breed in common agree on all the same; nothing where they do not."""
        if summary.kind is None:
            return []
        agree = self.tr("{some} of {all}").format(some=number(len(summary.of_kind)), all=number(votes))
        sure = [self.tr("%Ln sure", "", summary.kind_sure)] if summary.kind_sure else []
        return [words.looks_like_kind(summary.kind.breed_ids[0]), agree, *sure]

    def looks(self, label: Label, breed_name: words.BreedName) -> str:
        """What most photos of a group look like."""
        if label.kind is LabelKind.NO_DOG:
            return self.tr("probably no dog")
        return self.tr("looks like {breed}").format(breed=words.label_text(label, breed_name))

    def decided(self, group: Group, animal: Animal | None, summary: GroupSummary, breed_name: words.BreedName) -> str:
        """A row that is decided: "Bella · A1200 · Bloodhound · 4 · 1 left"."""
        left = len(group.positions) - len(summary.decided)
        label = next(iter(summary.labels), None)
        one = label is not None and len(summary.labels) == 1
        parts = [self.name(group, animal)]
        parts.append(
            words.label_text(label, breed_name) if label is not None and one else self.labels(summary, breed_name)
        )
        if one:
            parts.append(number(len(summary.decided)))
        if left:
            parts.append(self.tr("%Ln left", "", left))
        return BETWEEN.join(parts)

    def labels(self, summary: GroupSummary, breed_name: words.BreedName) -> str:
        """The labels in a group that is not decided; that people disagree, where there are several."""
        if len(summary.labels) == 1:
            label, count = next(iter(summary.labels.items()))
            text = self.tr("{count} labelled {label}")
            return text.format(count=number(count), label=words.label_text(label, breed_name))
        # A label and how many photos have it, most first.
        ranked = sorted(summary.labels.items(), key=lambda each: -each[1])
        named = ", ".join(f"{words.label_text(label, breed_name)} {number(count)}" for label, count in ranked[:3])
        return self.tr("%Ln label(s): {labels}", "", len(ranked)).format(labels=named)

    def confirm(self, count: int) -> str:
        """The words on a row's button; without a number where no photo can be seen."""
        if not count:
            return self.tr("Confirm")
        return self.tr("Confirm %Ln", "", count)

    def all_of(self, count: int) -> str:
        """The words on the button beside it, which counts those that look different too."""
        return self.tr("All %Ln", "", count)

    def open(self) -> str:
        """The words on the button of a row that has to be looked at photo by photo."""
        return self.tr("Open")

    def hidden(self, count: int) -> str:
        """That there are more photos than fit."""
        return f"+{number(count)}"

    def dissent(self, row: PhotoRow, breed_name: words.BreedName, *, of_one_kind: bool = False) -> str:
        """What stands below a photo that looks like something else: "Redbone Coonhound?".

        Args:
            row: the photo.
            breed_name: id → name.
            of_one_kind: whether the row says the kind already, so that only the breed tells something.
        """
        said = words.first_breed(row, breed_name) if of_one_kind else words.headline(row, breed_name)
        return self.tr("{breed}?").format(breed=said)

    def picks(self, count: int) -> str:
        """How many photos of a row are picked, and how many of them would go out, where there is room to say it."""
        if count <= FEWEST:
            return self.tr("%Ln pick(s) · all go out", "", count)
        some, fewer = number(min(count, MOST)), number(FEWEST)
        return self.tr("%Ln pick(s) · Petfinder {some} · others {fewer}", "", count).format(some=some, fewer=fewer)

    def picks_in_full(self, count: int) -> str:
        """The same as a sentence: "8 picks: 6 go to Petfinder, 4 to Adopt-a-Pet and RescueGroups"."""
        if count <= FEWEST:
            return self.tr("%Ln pick(s): all would go to Petfinder, Adopt-a-Pet and RescueGroups", "", count)
        some, fewer = number(min(count, MOST)), number(FEWEST)
        text = self.tr("%Ln pick(s): {some} would go to Petfinder, {fewer} to Adopt-a-Pet and RescueGroups", "", count)
        return text.format(some=some, fewer=fewer)

    def about(self, animal: Animal | None, picks: int) -> list[str]:
        """What a row says beside what its photos look like: picks, and the note of the animal."""
        said = [self.picks_in_full(picks)] if picks else []
        if animal is not None and animal.note:
            said.append(self.tr("Note: {note}").format(note=escaped(animal.note)))
        return said

    def row_tip(self, title: str, says: str, animal: Animal | None, picks: int) -> str:
        """Everything about a row that its line may have cut short, and where the rest is changed."""
        lines = [title, says, *self.about(animal, picks)]
        if animal is not None:
            lines.append(self.tr("Species: {species}").format(species=self.species_name(animal.species)))
        return tip("\n".join(line for line in lines if line))

    def left_out(self) -> str:
        """That a photo is left out of what its row gets."""
        return self.tr("left out")

    def spoken_row(
        self,
        group: Group,
        animal: Animal | None,
        summary: GroupSummary,
        breed_name: words.BreedName,
        picks: int = 0,
        learned: str = "",
    ) -> str:
        """What a screen reader says of a row, in which so many photos are picked; `learned` as above."""
        if summary.state is GroupState.DECIDED:
            said = [self.tr("decided"), self.decided(group, animal, summary, breed_name)]
        else:
            said = [self.title(group, animal), self.says(group, summary, breed_name, learned)]
        said += self.about(animal, picks)
        return ", ".join(said).replace(BETWEEN, ", ")

    def spoken_photo(self, row: PhotoRow, breed_name: words.BreedName, *, left_out: bool, dissents: bool) -> str:
        """What a screen reader says of a photo in a row."""
        parts = [words.spoken(row, breed_name)]
        if dissents:
            parts.append(self.tr("looks like something else than the others"))
        if left_out:
            parts.append(self.left_out())
        return ", ".join(parts)

    def rows_title(self, view: RowView, count: int) -> str:
        """What stands above the rows."""
        if view is RowView.DECIDED:
            return self.tr("%Ln row(s) decided", "", count)
        if view is RowView.DISAGREE:
            return self.tr("%Ln row(s) whose photos disagree", "", count)
        return self.tr("%Ln row(s) to decide", "", count)

    def rows(self, count: int) -> str:
        """How many rows there are."""
        return self.tr("%Ln row(s)", "", count)

    def show_decided(self, count: int) -> str:
        """The words on the button that brings decided rows back."""
        return self.tr("Show decided ({count})").format(count=number(count))

    def singles(self, count: int, key: str) -> str:
        """The last line: photos that belong to no row."""
        text = self.tr("%Ln single photo(s): go through them in Review", "", count)
        return f"{text} ({key})" if key else text

    def still_loading(self, count: int) -> str:
        """Why Enter did nothing, where the photos are not painted yet."""
        return self.tr("%Ln photo(s) of this row cannot be seen yet. Nothing was labelled.", "", count)

    def now_hidden_ones(self, count: int) -> str:
        """That the row was opened for the photos that did not fit."""
        return self.tr("%Ln more photo(s) of this row to look at", "", count)

    def choose_for_all(self) -> str:
        """What to do with a row whose photos have nothing in common."""
        return self.tr("These photos have no breed in common: choose one for the row, or go through them with ← and →.")

    def no_kind(self) -> str:
        """Why the key of kinds did nothing."""
        return self.tr("These photos have no kind of dog in common. Nothing was labelled.")

    def no_kind_of_photo(self) -> str:
        """The same where one photo has the focus."""
        return self.tr("No kind of dog stands out for this photo. Nothing was labelled.")

    def choose_photo_first(self) -> str:
        """Why X did nothing."""
        return self.tr("Choose a photo of the row with ← and → first.")

    def is_left_out(self) -> str:
        """What X did."""
        return self.tr("The photo is left out of what its row gets.")

    def is_back_in(self) -> str:
        """What X did the second time."""
        return self.tr("The photo is no longer left out.")

    def choose_a_photo(self) -> str:
        """A key is for one photo, and the row as a whole has the focus."""
        return self.tr("Choose a photo of the row first, with ← and →.")

    def nothing_left(self) -> str:
        """That no row that is shown is to be decided."""
        return self.tr("Nothing left to decide here.")

    def all_left_out(self) -> str:
        """Why a row got no label."""
        return self.tr("No photo of this row can be labelled: they are left out, or cannot be read.")

    def breed_for(self, name: str) -> str:
        """What stands in the box in which a breed is typed."""
        return self.tr("Breed for {name}…").format(name=name)

    def join_below(self) -> str:
        """What a second G would do."""
        return self.tr("Both rows are in sight now. The same key once more joins them.")

    def nothing_to_join(self) -> str:
        """Why G did nothing."""
        return self.tr("There is no row below to join with. Select two rows, or drag a photo onto another row.")

    def join(self) -> str:
        """The answer that joins animals."""
        return self.tr("Join")

    def called_so(self, animal: Animal, by_number: str, photos: int) -> str:
        """Whether the animal that was just named is one that there is already.

        Args:
            animal: the one that there is.
            by_number: the number that both have; "" where it is the name.
            photos: of the animal that there is.
        """
        name, count = self.animal_name(animal), words.photos(photos)
        if by_number:
            text = self.tr("{number} is the number of {name} already ({count}). Is it the same animal?")
            return text.format(number=escaped(by_number), name=name, count=count)
        return self.tr("There is {name} already ({count}). Is it the same animal?").format(name=name, count=count)

    def another_animal(self) -> str:
        """The answer that leaves two animals of one name or number."""
        return self.tr("Another animal")

    def two_animals(self, names: Collection[str], kept: str) -> str:
        """Whether animals that have names are to become one."""
        text = self.tr("{names} are animals of their own. Put all their photos together as {kept}?")
        return text.format(names=", ".join(names), kept=kept)


animal_words = AnimalWords()
