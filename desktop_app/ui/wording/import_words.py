"""How labels out of a table are spoken of: what comes in, what is left alone and why, how much there is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from desktop_app.catalog.importing.headings import Meaning
from desktop_app.catalog.importing.left_alone import LeftAlone
from desktop_app.catalog.importing.planning import ImportLine, ImportPlan
from desktop_app.commands.import_sentences import DID_YOU_MEAN, WHY
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.words import BreedName, label_text


class ImportWords(QObject):
    """Words for the import."""

    def why(self, left: LeftAlone, near: Sequence[str], breed_name: BreedName) -> str:
        """Why something is left alone; `near` are ids of breeds that are called nearly so."""
        text = QCoreApplication.translate("Imports", WHY[left.why]).format(said=escaped(left.said))
        if not near:
            return text
        names = ", ".join(escaped(breed_name(breed_id)) for breed_id in near)
        offer = QCoreApplication.translate("Imports", DID_YOU_MEAN).format(names=names)
        return self.tr("{why}; {offer}").format(why=text, offer=offer)

    def source(self, left: LeftAlone) -> str:
        """The line, and what it names."""
        if not left.source:
            return self.tr("Line {line}").format(line=number(left.line))
        return self.tr("Line {line}: {source}").format(line=number(left.line), source=escaped(_short(left.source)))

    def label(self, line: ImportLine, breed_name: BreedName) -> str:
        """The label that a photo gets; nothing where it gets none."""
        return "" if line.label is None else escaped(label_text(line.label, breed_name))

    def animal(self, line: ImportLine) -> str:
        """The animal that it gets."""
        return "" if line.animal is None else escaped(" ".join(filter(None, (line.animal.name, line.animal.number))))

    def more(self, line: ImportLine) -> str:
        """What else becomes of it."""
        said = []
        if line.pick:
            said.append(self.tr("pick {place}").format(place=number(line.pick)))
        elif line.pick == 0:
            said.append(self.tr("no pick any more"))
        if line.several is not None:
            said.append(self.tr("several dogs") if line.several else self.tr("one dog"))
        if line.dogs:
            said.append(self.tr("labels of %Ln further dog(s)", "", line.dogs))
        return ", ".join(said)

    def meaning(self, meaning: Meaning) -> str:
        """What a column of a table says."""
        words = {
            Meaning.PHOTO: self.tr("photo"),
            Meaning.FOLDER: self.tr("folder"),
            Meaning.NAME: self.tr("name"),
            Meaning.NUMBER: self.tr("number"),
            Meaning.SPECIES: self.tr("species"),
            Meaning.NOTE: self.tr("note"),
            Meaning.LABEL: self.tr("label"),
            Meaning.BREED: self.tr("breed"),
            Meaning.SECOND_BREED: self.tr("second breed"),
            Meaning.THIRD_BREED: self.tr("third breed"),
            Meaning.IS_MIX: self.tr("whether it is a mix"),
            Meaning.PICK: self.tr("place among the picks"),
            Meaning.SEVERAL_DOGS: self.tr("several dogs"),
            Meaning.DOG: self.tr("number of the dog"),
            Meaning.BOX: self.tr("place of the dog"),
        }
        return words.get(meaning, meaning.value)

    def understood(self, plan: ImportPlan) -> str:
        """How the heading of the table is understood."""
        headings = plan.table.headings
        if headings.is_own:
            return self.tr("A table that Pawsort wrote, with %Ln line(s).", "", plan.table.count)
        known = ", ".join(
            self.tr("{heading} is the {meaning}").format(heading=escaped(heading), meaning=self.meaning(meaning))
            for meaning, heading in headings.columns.items()
            if meaning not in (Meaning.PHOTO, Meaning.BREED)
        )
        said = [self.tr("Understood besides: {columns}.").format(columns=known)] if known else []
        if headings.unused:
            unused = ", ".join(map(escaped, headings.unused))
            said.append(self.tr("Left alone: {columns}.").format(columns=unused))
        return " ".join(said)

    def summary(self, plan: ImportPlan) -> str:
        """How much comes in, in one or two sentences."""
        parts = self._parts(plan)
        said = [self.tr("Comes in: {parts}.").format(parts=", ".join(parts)) if parts else self.tr("Nothing new.")]
        if plan.as_it_was:
            said.append(self.tr("%Ln thing(s) are in the session already.", "", plan.as_it_was))
        return " ".join(said)

    def imported(self, plan: ImportPlan) -> str:
        """What is told when it is done."""
        text = self.tr("Imported from {table}: {parts}.")
        return text.format(table=escaped(plan.table.file.name), parts=", ".join(self._parts(plan)))

    def _parts(self, plan: ImportPlan) -> list[str]:
        parts = []
        if plan.labelled:
            parts.append(self.tr("%Ln label(s)", "", plan.labelled))
        if plan.animals.photos:
            parts.append(self.tr("%Ln photo(s) with an animal", "", len(plan.animals.photos)))
        if plan.picks:
            parts.append(self.tr("%Ln pick(s)", "", plan.picked))
        if plan.flags:
            parts.append(self.tr("“several dogs” for %Ln photo(s)", "", len(plan.flags)))
        if not parts and plan.animals.animals:
            parts.append(self.tr("details of %Ln animal(s)", "", len(plan.animals.animals)))
        return parts

    def coming_tab(self, count: int) -> str:
        """The heading over the photos."""
        return self.tr("Comes in: %Ln", "", count)

    def left_tab(self, count: int) -> str:
        """The heading over what is left alone."""
        return self.tr("Left alone: %Ln", "", count)

    def overwrite(self, kept: int) -> str:
        """Asks whether what is decided becomes what the table says."""
        if not kept:
            return self.tr("Replace what is decided otherwise already")
        return self.tr("Replace what is decided otherwise already: %Ln thing(s)", "", kept)


def _short(source: str) -> str:
    """The end of a path, which may be of any computer."""
    parts = source.replace("\\", "/").rsplit("/", 2)
    return source if len(parts) < 3 else "/".join(["\u2026", *parts[1:]])


def shown_path(path: str) -> str:
    """A photo's folder and name."""
    file = Path(path)
    return escaped(f"{file.parent.name}/{file.name}" if file.parent.name else file.name)


import_words = ImportWords()
