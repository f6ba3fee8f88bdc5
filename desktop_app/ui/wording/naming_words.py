"""How animals from names and from tables are spoken of: patterns, what is left out, how much there is."""

from PySide6.QtCore import QObject

from desktop_app.catalog.naming.assigning import Line
from desktop_app.catalog.naming.no_animals import NoAnimal
from desktop_app.catalog.naming.patterns import FIELD_WORDS, Field, Source
from desktop_app.catalog.naming.presets import Preset
from desktop_app.catalog.naming.session_names import NamingPreview
from desktop_app.catalog.naming.tables import Column, RowTrouble
from desktop_app.catalog.naming.texts import composed, folded
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.words import photos

# More sources of one animal are counted, not named.
MOST_SOURCES = 12


class NamingWords(QObject):
    """Words for animals from names."""

    # Patterns

    def field(self, field: Field) -> str:
        """What a person types for a field; patterns know the words of all languages."""
        words = {
            Field.NAME: self.tr("name", "in a pattern, in braces: {name}; the program knows the translation"),
            Field.NUMBER: self.tr("number", "in a pattern, in braces: {number}; the program knows the translation"),
            Field.DATE: self.tr("date", "in a pattern, in braces: {date}; the program knows the translation"),
            Field.ANY: self.tr("any", "in a pattern, in braces: {any}; the program knows the translation"),
        }
        word = words[field]
        return word if FIELD_WORDS.get(folded(composed(word))) is field else field.value

    def fields(self) -> dict[Field, str]:
        """All of them."""
        return {field: self.field(field) for field in Field}

    def preset(self, preset: Preset) -> str:
        """What a preset is for, by an example."""
        if preset.id == "folder":
            return self.tr("One folder an animal: the whole name of the folder")
        if preset.id == "whatever_there_is":
            return self.tr("Folders with a name, and a date or a number where there is one")
        if preset.source is Source.FOLDER:
            return self.tr("Folders like “{example}”").format(example=preset.example)
        return self.tr("Files like “{example}”").format(example=preset.example)

    # What is left out

    def why(self, why: str) -> str:
        """Why a folder, a file or a line of a table makes no animal."""
        return self._of_name(why) or self._of_row(why)

    def _of_name(self, why: str) -> str:
        words = {
            NoAnimal.CAMERA: self.tr("named by a camera or a phone"),
            NoAnimal.APP: self.tr("named by an app"),
            NoAnimal.DATE: self.tr("only a date"),
            NoAnimal.COUNT: self.tr("only a count"),
            NoAnimal.UNNAMED: self.tr("a new folder without a name"),
            NoAnimal.COLLECTION: self.tr("a collection of photos, not one animal"),
            NoAnimal.SYSTEM: self.tr("a folder of the system, a person or a drive"),
            NoAnimal.BREED: self.tr("the name of a breed"),
            NoAnimal.NO_NUMBER: self.tr("no number in it"),
            NoAnimal.NO_DATE: self.tr("no date in it"),
            NoAnimal.OTHER_SHAPE: self.tr("does not look like the pattern"),
            NoAnimal.NO_NAME: self.tr("no name in it"),
            NoAnimal.HOLDS_OTHERS: self.tr("folders of other animals are in it"),
        }
        return next((text for known, text in words.items() if known == why), "")

    def _of_row(self, why: str) -> str:
        words = {
            RowTrouble.NO_PHOTO: self.tr("the line names no photo and no folder"),
            RowTrouble.NOT_IN_SESSION: self.tr("not in this session"),
            RowTrouble.SEVERAL: self.tr("several are called so: write the folder before it"),
            RowTrouble.NOBODY: self.tr("the line has neither name nor number"),
            RowTrouble.TWO_ANIMALS: self.tr("given to two animals"),
            RowTrouble.UNKNOWN_SPECIES: self.tr("not understood as a species; the rest of the line counts"),
        }
        return next((text for known, text in words.items() if known == why), "")

    def column(self, column: Column) -> str:
        """What a column of a table says."""
        words = {
            Column.PHOTO: self.tr("photo"),
            Column.FOLDER: self.tr("folder"),
            Column.NAME: self.tr("name"),
            Column.NUMBER: self.tr("number"),
            Column.SPECIES: self.tr("species"),
            Column.NOTE: self.tr("note"),
        }
        return words[column]

    # What is found

    def sources(self, sources: list[str]) -> str:
        """The folders, files or rows of an animal, in short."""
        first = escaped(sources[0])
        if len(sources) == 1:
            return first
        return self.tr("{first} and %Ln more", "", len(sources) - 1).format(first=first)

    def all_sources(self, sources: list[str]) -> str:
        """The same at length, a line for each."""
        shown = [escaped(each) for each in sources[:MOST_SOURCES]]
        rest = len(sources) - len(shown)
        return "\n".join([*shown, self.tr("and %Ln more", "", rest)] if rest else shown)

    def remark(self, line: Line) -> str:
        """What else is to be known of an animal."""
        said = []
        if line.found.also_called:
            others = ", ".join(escaped(name) for name in line.found.also_called)
            said.append(self.tr("also called {names}").format(names=others))
        if line.staying:
            said.append(self.tr("%Ln photo(s) keep another animal", "", line.staying))
        if not line.is_new:
            said.append(self.tr("is there already"))
        if line.found.species is not None:
            said.append(animal_words.species_name(line.found.species))
        if line.found.note:
            said.append(self.tr("note: {note}").format(note=escaped(line.found.note)))
        return "; ".join(said)

    def summary(self, preview: NamingPreview) -> str:
        """How much becomes of it, in one or two sentences."""
        made = preview.assignment
        if not preview.finding.animals:
            return self.tr("No animal is found this way; all photos stay as they are.")
        if not made.changes_anything:
            return self.tr("Nothing new: these photos have their animals already.")
        joined = sum(line.photos for line in made.lines)
        animals = self.tr("%Ln animal(s)", "", sum(line.photos > 0 for line in made.lines))
        said = [self.tr("{animals} of {photos}.").format(animals=animals, photos=photos(joined))]
        if preview.without:
            said.append(self.tr("%Ln photo(s) stay without an animal.", "", preview.without))
        if preview.staying:
            said.append(self.tr("%Ln photo(s) keep the animal that they have.", "", preview.staying))
        return " ".join(said)

    def animals_tab(self, count: int) -> str:
        """The heading over the animals."""
        return self.tr("Become animals: %Ln", "", count)

    def left_out_tab(self, count: int) -> str:
        """The heading over what is left out."""
        return self.tr("Left out: %Ln", "", count)

    def take_all(self, count: int) -> str:
        """Asks for photos too that have an animal."""
        return self.tr("Also the %Ln photo(s) that belong to an animal already", "", count)

    def offer(self, names: list[str], count: int) -> str:
        """Asks whether folders are animals.

        Args:
            names: of a few of them.
            count: of all.
        """
        some = _some(names, count)
        return self.tr("%Ln folder(s) look like animals ({names}). Make them animals?", "", count).format(names=some)

    def offer_joining(self, names: list[str], count: int, photos: int) -> str:
        """Asks whether photos that were added belong to animals.

        Args:
            names: of a few of the animals.
            count: of all of them.
            photos: how many were added.
        """
        text = self.tr("%Ln photo(s) that were added belong to animals by their names ({names}). Put them together?",
                       "", photos)  # fmt: skip
        return text.format(names=_some(names, count))


def _some(names: list[str], count: int) -> str:
    some = ", ".join(escaped(name) for name in names)
    return f"{some}, …" if count > len(names) else some


naming_words = NamingWords()
