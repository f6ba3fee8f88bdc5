"""What of a table is left alone, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a row, or a part of it, changes nothing; or what of it has no place in a session."""

    # The row itself.
    NO_PHOTO = "no_photo"
    NOT_IN_SESSION = "not_in_session"
    NO_SUCH_ANIMAL = "no_such_animal"
    NO_SUCH_DOG = "no_such_dog"
    SEVERAL_PHOTOS = "several_photos"
    # What it says.
    UNKNOWN_BREED = "unknown_breed"
    SEVERAL_BREEDS = "several_breeds"
    TOO_MANY_BREEDS = "too_many_breeds"
    BREED_AND_ID = "breed_and_id"
    HALF_A_LABEL = "half_a_label"
    BREED_OF_MIX_LOST = "breed_of_mix_lost"
    NAMELESS_ANIMAL = "nameless_animal"
    UNKNOWN_SPECIES = "unknown_species"
    NOT_A_PLACE = "not_a_place"
    NEITHER_YES_NOR_NO = "neither_yes_nor_no"
    # What Pawsort wrote, and is no decision about this photo.
    SUGGESTION = "suggestion"
    OTHER_FILE = "other_file"
    # Two rows that cannot both be right.
    TWO_LABELS = "two_labels"
    TWO_ANIMALS = "two_animals"
    TWO_PLACES = "two_places"
    TWO_FLAGS = "two_flags"
    # What a person has decided in the session, and stays.
    KEEPS_LABEL = "keeps_label"
    KEEPS_ANIMAL = "keeps_animal"
    KEEPS_DETAILS = "keeps_details"
    KEEPS_PICKS = "keeps_picks"
    KEEPS_FLAG = "keeps_flag"
    PICK_OF_ANOTHER = "pick_of_another"


KEPT = frozenset({Why.KEEPS_LABEL, Why.KEEPS_ANIMAL, Why.KEEPS_DETAILS, Why.KEEPS_PICKS, Why.KEEPS_FLAG})
"""What is understood, and would be done if what is decided might be overwritten."""
_MEANT_SO = KEPT | {Why.SUGGESTION, Why.PICK_OF_ANOTHER}
OF_BREEDS = frozenset({Why.UNKNOWN_BREED, Why.SEVERAL_BREEDS})
"""Where breeds that are called nearly so are worth to be offered."""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """One thing that is left alone.

    Attributes:
        line: of the table.
        source: the photo, folder or animal that the row names.
        why: the reason.
        said: what the row says, as it is written; "" where the reason is about the whole row.
    """

    line: int
    source: str
    why: Why
    said: str = ""

    @property
    def is_trouble(self) -> bool:
        """Whether something was not understood, or cannot be; not what is left alone because that is the rule."""
        return self.why not in _MEANT_SO
