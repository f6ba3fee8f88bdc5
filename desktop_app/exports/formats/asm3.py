"""ASM3 (Animal Shelter Manager): the table that its own import of CSV files takes, one row a new animal.

Columns, as ASM3 names them:

- `ANIMALCODE`: the animal's number; of one without, a code that stays the same
- `ANIMALNAME`: its name, or its number
- `ANIMALSPECIES`, `ANIMALTYPE`: those of a dog, in the language in which that ASM3 was set up
- `ANIMALBREED1`, `ANIMALBREED2`: names of ASM3's list of breeds, never blank the first; where the second is there, ASM3
  calls the dog a crossbreed
- `ANIMALAGE`: in years, the same for all: ASM3 makes no animal without one
- `ANIMALNOTFORADOPTION`: `Y` until a person has looked at what ASM3 made of it
- `ANIMALDESCRIPTION`: the note, and breeds that have no place in the columns for them
- `ANIMALHIDDENDETAILS`: the note, where it is not for everybody
- `ANIMALIMAGE`: a picture as `data:image/jpeg;base64,…`; further ones stand in further rows of the same animal

What a spreadsheet would compute has a blank in front, which ASM3 takes off.
"""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop_app.breeds.kinds import is_kind
from desktop_app.catalog.values.labels import LabelKind
from desktop_app.exports.base import (
    UNWATCHED,
    ExportFormat,
    Family,
    Note,
    Option,
    OptionKind,
    OptionValue,
    PlannedFile,
    Preview,
    Watch,
    Wording,
    Written,
)
from desktop_app.exports.material import Material
from desktop_app.exports.shared_options import ACCEPT, NO_BREED, ONLY_NEW
from desktop_app.exports.shelters.asm3_animals import ALL, NEW, WITHOUT_LIST, Asm3Animal, herd_for_asm3, plain
from desktop_app.exports.shelters.listing_texts import harmless
from desktop_app.exports.shelters.pictures import PictureError, PictureStyle, prepared
from desktop_app.exports.shelters.vocabularies import words_of
from desktop_app.exports.tables.text_tables import Cell, CsvTable, TableFormat
from desktop_app.faults import Fault
from desktop_app.files import WholeFile

COLUMNS = (
    "ANIMALCODE",
    "ANIMALNAME",
    "ANIMALSPECIES",
    "ANIMALTYPE",
    "ANIMALBREED1",
    "ANIMALBREED2",
    "ANIMALAGE",
    "ANIMALNOTFORADOPTION",
    "ANIMALDESCRIPTION",
    "ANIMALHIDDENDETAILS",
    "ANIMALIMAGE",
)
ENGLISH, FRENCH = "en", "fr"
VOCABULARIES: Mapping[str, str] = {ENGLISH: "asm3", FRENCH: "asm3_fr"}
# What a new ASM3 in that language calls the species and the type of a dog.
_DOG: Mapping[str, tuple[str, str]] = {ENGLISH: ("Dog", "D (Dog)"), FRENCH: ("Chien", "D (Chien)")}

LANGUAGE = Option("asm3_language", OptionKind.CHOICE, ENGLISH, (ENGLISH, FRENCH))
UNLISTED = Option(WITHOUT_LIST, OptionKind.CHOICE, NEW, (NEW, ALL))
PICTURES = Option("pictures", OptionKind.NUMBER, 1)
AGE = Option("age", OptionKind.NUMBER, 2)
HELD_BACK = Option("not_for_adoption", OptionKind.YES_NO, True)
NOTE, HIDDEN, NOWHERE = "note", "hidden", "none"
DESCRIPTION = Option("description", OptionKind.CHOICE, NOTE, (NOTE, HIDDEN, NOWHERE))
MOST_PICTURES, OLDEST = 10, 30
_STYLE = PictureStyle(longest_side=1024, most_bytes=250_000, quality=85)
# Where a picture cannot be made, the next photo is tried; so many more are asked for.
_SPARE = 3


class Asm3(ExportFormat):
    """New animals for ASM3, with breed, description and picture."""

    id = "asm3"
    rank = 60
    family = Family.SHELTER
    kinds = (TableFormat.CSV,)
    options = (ONLY_NEW, UNLISTED, ACCEPT, NO_BREED, LANGUAGE, PICTURES, DESCRIPTION, AGE, HELD_BACK)

    def preview(self, target: Path, material: Material, options: Mapping[str, OptionValue]) -> Preview:
        """One table; who is not in it, and what ASM3 is going to do with it."""
        chosen = self.settled(options)
        vocabulary, notes = words_of(VOCABULARIES[str(chosen[LANGUAGE.name])])
        herd = herd_for_asm3(material, vocabulary, chosen)
        most = _pictures(chosen)
        # Which photos are good is looked up only where it changes how many rows there are.
        rows = sum(max(1, len(each.photos.pictures(most))) if most > 1 else 1 for each in herd.animals)
        told = [*notes, *herd.notes]
        if herd.animals:
            is_there = not chosen[ONLY_NEW.name] and chosen[WITHOUT_LIST] == ALL
            told += [Note("changes_those_there", is_warning=True)] if is_there else []
            told.append(Note("import_once", is_warning=True))
            told.append(Note("after_the_import", {"age": _age(chosen)}))
        return Preview((PlannedFile(target, rows, COLUMNS),), herd.left_out, tuple(told), herd.unmapped)

    def write(
        self,
        target: Path,
        material: Material,
        wording: Wording,
        options: Mapping[str, OptionValue],
        watch: Watch = UNWATCHED,
    ) -> Written:
        """Write the table, animal by animal."""
        chosen = self.settled(options)
        vocabulary, _ = words_of(VOCABULARIES[str(chosen[LANGUAGE.name])])
        herd = herd_for_asm3(material, vocabulary, chosen)
        skipped: list[Fault] = []
        photos = 0
        with WholeFile(target) as file:
            table = CsvTable(file, COLUMNS)
            for done, each in enumerate(herd.animals):
                watch.advance(done, len(herd.animals))
                for row in _rows(each, wording, chosen, skipped):
                    table.add(row)
                photos += len(each.photos.photos)
            watch.advance(len(herd.animals), len(herd.animals))
        return Written(photos, animals=len(herd.animals), skipped=tuple(skipped))


def _rows(
    each: Asm3Animal, wording: Wording, chosen: Mapping[str, OptionValue], skipped: list[Fault]
) -> Iterator[dict[str, Cell]]:
    """The rows of an animal: one, and one more for each picture after the first.

    Those that follow say again what the animal is: where the first was refused, they would otherwise make a cat of it.
    """
    assert each.mapped.first is not None  # noqa: S101 - ASM3's vocabulary wants a name for everything
    species, kind = _DOG[str(chosen[LANGUAGE.name])]
    row: dict[str, Cell] = {
        "ANIMALCODE": each.code,
        "ANIMALNAME": each.name,
        "ANIMALSPECIES": species,
        "ANIMALTYPE": kind,
        "ANIMALBREED1": each.mapped.first,
        "ANIMALBREED2": each.mapped.second or "",
        "ANIMALAGE": str(_age(chosen)),
        "ANIMALNOTFORADOPTION": "Y" if chosen[HELD_BACK.name] else "N",
        "ANIMALDESCRIPTION": _description(each, wording, with_note=chosen[DESCRIPTION.name] == NOTE),
        "ANIMALHIDDENDETAILS": plain(each.photos.animal.note) if chosen[DESCRIPTION.name] == HIDDEN else "",
    }
    # ASM3 takes blanks off again; a person who opens the table in a spreadsheet gets no formula of a stranger's.
    row = {column: harmless(str(cell)) for column, cell in row.items()}
    pictures = list(_images(each, _pictures(chosen), skipped))
    yield {**row, "ANIMALIMAGE": pictures[0] if pictures else ""}
    for picture in pictures[1:]:
        yield {**row, "ANIMALDESCRIPTION": "", "ANIMALHIDDENDETAILS": "", "ANIMALIMAGE": picture}


def _description(each: Asm3Animal, wording: Wording, *, with_note: bool) -> str:
    """The note, and all breeds of the label where the columns for them do not say them."""
    texts = [plain(each.photos.animal.note)] if with_note else []
    if each.photos.label is not None and not each.mapped.says_all:
        ids = each.photos.label.breed_ids
        named = wording.kind_like if each.photos.label.kind is LabelKind.BREED and is_kind(ids[0]) else wording.name_of
        looks = " × ".join(plain(named(breed_id)) for breed_id in ids)  # noqa: RUF001 - a cross is meant
        texts.append(f"{wording.term('breed')} {looks}")
    return "\n".join(filter(None, texts))


def _images(each: Asm3Animal, most: int, skipped: list[Fault]) -> Iterator[str]:
    made = 0
    for photo in each.photos.pictures(most + _SPARE) if most else ():
        if made == most:
            return
        try:
            content = prepared(photo, _STYLE)
        except PictureError as error:
            skipped.append(error.fault)
            continue
        made += 1
        yield "data:image/jpeg;base64," + base64.b64encode(content).decode("ascii")


def _pictures(chosen: Mapping[str, OptionValue]) -> int:
    return min(max(int(chosen[PICTURES.name]), 0), MOST_PICTURES)


def _age(chosen: Mapping[str, OptionValue]) -> int:
    return min(max(int(chosen[AGE.name]), 1), OLDEST)


FORMAT = Asm3()
