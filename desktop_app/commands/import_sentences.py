"""Why something of a table is left alone, in English; `ui/wording` says it in every language.

No capital and no full stop: they stand behind the line and the photo.
"""

from desktop_app.catalog.importing.left_alone import Why
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WHY: dict[Why, str] = {
    Why.NO_PHOTO: QT_TRANSLATE_NOOP("Imports", "the line names no photo, no folder and no animal"),
    Why.NOT_IN_SESSION: QT_TRANSLATE_NOOP("Imports", "not in this session"),
    Why.NO_SUCH_ANIMAL: QT_TRANSLATE_NOOP("Imports", "no animal of this session is called so, or several are"),
    Why.NO_SUCH_DOG: QT_TRANSLATE_NOOP(
        "Imports", "so many dogs were not found in it, and the table says nothing of where it is"
    ),
    Why.SEVERAL_PHOTOS: QT_TRANSLATE_NOOP("Imports", "several are called so: write the folder before it"),
    Why.UNKNOWN_BREED: QT_TRANSLATE_NOOP("Imports", "“{said}” is no breed that Pawsort knows"),
    Why.SEVERAL_BREEDS: QT_TRANSLATE_NOOP("Imports", "several breeds are called “{said}”"),
    Why.TOO_MANY_BREEDS: QT_TRANSLATE_NOOP("Imports", "“{said}”: a mix has at most three breeds"),
    Why.BREED_AND_ID: QT_TRANSLATE_NOOP(
        "Imports", "“{said}” is not the breed whose id stands beside it: correct one, or empty the cell of the id"
    ),
    Why.HALF_A_LABEL: QT_TRANSLATE_NOOP("Imports", "“{said}” is no label: breeds are missing, or there are too many"),
    Why.BREED_OF_MIX_LOST: QT_TRANSLATE_NOOP(
        "Imports", "“{said}” becomes a mix of unknown breeds: a mix of one breed cannot be kept"
    ),
    Why.NAMELESS_ANIMAL: QT_TRANSLATE_NOOP(
        "Imports", "its animal has neither name nor number, so nobody can tell which it is"
    ),
    Why.UNKNOWN_SPECIES: QT_TRANSLATE_NOOP(
        "Imports", "“{said}” is not understood as a species; the rest of the line counts"
    ),
    Why.NOT_A_PLACE: QT_TRANSLATE_NOOP("Imports", "“{said}” is no place among the picks"),
    Why.NEITHER_YES_NOR_NO: QT_TRANSLATE_NOOP("Imports", "“{said}” is neither yes nor no"),
    Why.SUGGESTION: QT_TRANSLATE_NOOP("Imports", "a suggestion that nobody has decided"),
    Why.OTHER_FILE: QT_TRANSLATE_NOOP("Imports", "the label was given to another photo of this name"),
    Why.TWO_LABELS: QT_TRANSLATE_NOOP("Imports", "lines give it different labels"),
    Why.TWO_ANIMALS: QT_TRANSLATE_NOOP("Imports", "lines give it to different animals"),
    Why.TWO_PLACES: QT_TRANSLATE_NOOP("Imports", "lines give it different places among the picks"),
    Why.TWO_FLAGS: QT_TRANSLATE_NOOP("Imports", "lines say that it shows several dogs, and that it does not"),
    Why.KEEPS_LABEL: QT_TRANSLATE_NOOP("Imports", "keeps its label; the table says “{said}”"),
    Why.KEEPS_ANIMAL: QT_TRANSLATE_NOOP("Imports", "keeps its animal; the table says “{said}”"),
    Why.KEEPS_DETAILS: QT_TRANSLATE_NOOP("Imports", "“{said}” keeps its species and its note"),
    Why.KEEPS_PICKS: QT_TRANSLATE_NOOP("Imports", "the picks of its animal stay as they are"),
    Why.KEEPS_FLAG: QT_TRANSLATE_NOOP("Imports", "still shows several dogs"),
    Why.PICK_OF_ANOTHER: QT_TRANSLATE_NOOP("Imports", "no pick: it belongs to another animal"),
}
DID_YOU_MEAN = QT_TRANSLATE_NOOP("Imports", "did you mean {names}?")
