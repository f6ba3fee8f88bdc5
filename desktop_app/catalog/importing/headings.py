"""What the columns of a table mean: Pawsort's own, those of shelter software, and those that people head themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.catalog.naming import tables as naming_tables
from desktop_app.catalog.naming.texts import key_of


class Meaning(StrEnum):
    """What a column says of photos."""

    PHOTO = "photo"
    FOLDER = "folder"
    NAME = "name"
    NUMBER = "number"
    SPECIES = "species"
    NOTE = "note"
    # Which animal, where neither name nor number tells two of them apart.
    ANIMAL = "animal"
    LABEL = "label"
    BREED = "breed"
    SECOND_BREED = "second_breed"
    THIRD_BREED = "third_breed"
    BREED_ID = "breed_id"
    SECOND_BREED_ID = "second_breed_id"
    THIRD_BREED_ID = "third_breed_id"
    IS_MIX = "is_mix"
    PICK = "pick"
    PICKS = "picks"
    PICTURES = "pictures"
    STANDING = "standing"
    SEVERAL_DOGS = "several_dogs"
    DECIDED_BY = "decided_by"
    DECIDED_AT = "decided_at"
    OTHER_FILE = "label_of_another_file"
    # Which dog of its photo a row is about, where each has one, and where it is.
    DOG = "dog"
    BOX = "box"


BREEDS = (Meaning.BREED, Meaning.SECOND_BREED, Meaning.THIRD_BREED)
BREED_IDS = (Meaning.BREED_ID, Meaning.SECOND_BREED_ID, Meaning.THIRD_BREED_ID)
CAN_BE_CHOSEN = (Meaning.PHOTO, Meaning.FOLDER, Meaning.NAME, Meaning.NUMBER, Meaning.BREED, Meaning.SECOND_BREED)
"""What a person may say of a column whose heading does not."""

_WHICH = (Meaning.PHOTO, Meaning.FOLDER, Meaning.PICKS, Meaning.PICTURES, Meaning.NAME, Meaning.NUMBER, Meaning.ANIMAL)
_OF_PHOTOS = (Meaning.PHOTO, Meaning.FOLDER, Meaning.PICKS, Meaning.PICTURES)
_DECIDES = (Meaning.LABEL, *BREEDS, *BREED_IDS, Meaning.IS_MIX)
_ARRANGES = (Meaning.PICK, Meaning.PICKS, Meaning.SEVERAL_DOGS)
_OF_ANIMALS = (Meaning.NAME, Meaning.NUMBER, Meaning.ANIMAL)

# Pawsort's own columns. Those of suggestions stand in the same tables and say nothing that anybody decided.
_OWN: Mapping[str, Meaning] = {
    "photo": Meaning.PHOTO,
    "animal_id": Meaning.ANIMAL,
    "animal_name": Meaning.NAME,
    "animal_number": Meaning.NUMBER,
    "animal_species": Meaning.SPECIES,
    "animal_note": Meaning.NOTE,
    "species": Meaning.SPECIES,
    "note": Meaning.NOTE,
    "label": Meaning.LABEL,
    "label_breed_1": Meaning.BREED,
    "label_breed_2": Meaning.SECOND_BREED,
    "label_breed_3": Meaning.THIRD_BREED,
    "label_breed_1_id": Meaning.BREED_ID,
    "label_breed_2_id": Meaning.SECOND_BREED_ID,
    "label_breed_3_id": Meaning.THIRD_BREED_ID,
    "pick": Meaning.PICK,
    "picks": Meaning.PICKS,
    "pictures": Meaning.PICTURES,
    "standing": Meaning.STANDING,
    "several_dogs": Meaning.SEVERAL_DOGS,
    "decided_by": Meaning.DECIDED_BY,
    "decided_at": Meaning.DECIDED_AT,
    "label_of_another_file": Meaning.OTHER_FILE,
}
_OF_FURTHER_DOG = re.compile(r"dog_(\d{1,3})_(.+)")
_DOG_LIST = "further_dogs"
# No other table has these: whoever exports may choose a few columns alone.
_MARKS_OF_OWN = re.compile(
    r"(dog_\d{1,3}_)?label_breed_\d(_id)?|dog_\d{1,3}_label|label_of_another_file|decided_photos"
)
# With these, columns called "breed_1" or "kind" are what a model says, and "dog" is a number.
_OF_SUGGESTIONS = frozenset({"dog_probability", "probability_1", "kind_probability", "kind_confidence"})
_SUGGESTED = re.compile(r"breed_\d+(_id)?|kind")
# In tables of others, a dog's name stands under "dog", and anything under "box".
_OF_PAWSORTS_DOGS: Mapping[str, Meaning] = {naming_tables.DOG_NUMBER: Meaning.DOG, "box": Meaning.BOX}
OWN_OF_A_DOG: Mapping[str, Meaning] = {
    heading: meaning
    for heading, meaning in {**_OWN, **_OF_PAWSORTS_DOGS}.items()
    if meaning in (Meaning.LABEL, *BREEDS, *BREED_IDS, Meaning.BOX, Meaning.DECIDED_BY, Meaning.DECIDED_AT)
}
"""What Pawsort's columns say of each dog, under the names that they have for the first one."""

_HEADINGS: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.LABEL: ("label", "labels", "etiquette", "decision"),
    Meaning.BREED: (
        "breed", "breeds", "breed 1", "breed1", "primary breed", "primarybreed", "pri breed", "pribreed", "breed name",
        "animal breed", "animal breed1", "animalbreed1", "main breed", "first breed", "dog breed", "race", "races",
        "race 1", "race1", "race principale", "premiere race", "race du chien", "race de l animal", "race apparente",
        "type racial", "race s", "race supposee", "race probable", "race estimee", "type de race",
    ),
    Meaning.SECOND_BREED: (
        "breed 2", "breed2", "secondary breed", "secondarybreed", "sec breed", "secbreed", "second breed",
        "animalbreed2", "animal breed2", "cross breed with", "race 2", "race2", "race secondaire", "deuxieme race",
        "seconde race", "croise avec",
    ),
    Meaning.THIRD_BREED: ("breed 3", "breed3", "third breed", "race 3", "race3", "troisieme race"),
    Meaning.BREED_ID: ("breed id", "breedid"),
    Meaning.IS_MIX: (
        "mix", "is mix", "mixed", "crossbreed", "cross breed", "animal crossbreed", "croise", "croisement",
    ),
    Meaning.PICK: ("pick", "photo order", "photo rank", "ordre", "ordre des photos", "photo choisie"),
    Meaning.SEVERAL_DOGS: ("several dogs", "plusieurs chiens"),
}  # fmt: skip
_MEANING_OF: Mapping[str, Meaning] = {
    **{heading: Meaning(column.value) for heading, column in naming_tables.COLUMN_OF.items()},
    **{key_of(heading): meaning for meaning, headings in _HEADINGS.items() for heading in headings},
}


@dataclass(frozen=True, slots=True)
class Headings:
    """How the columns of a table are understood.

    Attributes:
        columns: what is understood → how it is headed.
        unused: headings of columns that are not, and that a person may choose.
        is_own: whether Pawsort wrote the labels.
        dogs: number of a dog, from 2 → what is understood of it → how that is headed.
        dog_list: how a list of further dogs is headed; "" where there is none.
    """

    columns: Mapping[Meaning, str]
    unused: tuple[str, ...]
    is_own: bool
    dogs: Mapping[int, Mapping[Meaning, str]] = field(default_factory=dict)
    dog_list: str = ""

    @property
    def names_photos(self) -> bool:
        """Whether something says which photos are meant."""
        return any(each in self.columns for each in _WHICH)

    @property
    def says_something(self) -> bool:
        """Whether something is said of them: a label, an animal, a pick."""
        by_photo = any(each in self.columns for each in _OF_PHOTOS)
        says = any(each in self.columns for each in (*_DECIDES, *_ARRANGES)) or self._says_something_of_a_dog
        return says or (by_photo and any(each in self.columns for each in _OF_ANIMALS))

    @property
    def _says_something_of_a_dog(self) -> bool:
        return any(each in columns for columns in self.dogs.values() for each in _DECIDES)


def understood(headings: Sequence[str], chosen: Mapping[Meaning, str] | None = None) -> Headings:
    """Find out what each column means.

    Args:
        headings: of the table, in order.
        chosen: what a person said of some of them; the heading is there.
    """
    chosen = dict(chosen or {})
    is_own = any(map(_MARKS_OF_OWN.fullmatch, headings))
    has_suggestions = not _OF_SUGGESTIONS.isdisjoint(headings)
    columns: dict[Meaning, str] = dict(chosen)
    unused = []
    dogs: dict[int, dict[Meaning, str]] = {}
    for heading in headings:
        if heading in chosen.values():
            continue
        told = _OF_FURTHER_DOG.fullmatch(heading) if is_own else None
        if told is not None and (of_dog := OWN_OF_A_DOG.get(told[2])) is not None:
            dogs.setdefault(int(told[1]), {})[of_dog] = heading
            continue
        meaning = _meaning(heading, is_own=is_own, has_suggestions=has_suggestions)
        if meaning is None or meaning in columns:
            if heading:
                unused.append(heading)
        else:
            columns[meaning] = heading
    dog_list = _DOG_LIST if is_own and _DOG_LIST in headings else ""
    return Headings(columns, tuple(unused), is_own, dogs, dog_list)


def _meaning(heading: str, *, is_own: bool, has_suggestions: bool) -> Meaning | None:
    if (is_own or has_suggestions) and heading in _OF_PAWSORTS_DOGS:
        return _OF_PAWSORTS_DOGS[heading]
    if is_own:
        return _OWN.get(heading)
    if has_suggestions and _SUGGESTED.fullmatch(heading):
        return None
    return _OWN.get(heading.lower()) or _MEANING_OF.get(key_of(heading))
