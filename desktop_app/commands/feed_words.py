"""Words that the formats for sites share: their options, and who is not in the table and why."""

from collections.abc import Mapping

from desktop_app.commands.format_words import OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

FEED_OPTIONS: Mapping[str, OptionWords] = {
    "undecided": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Animals whose breed stays open"),
        help=QT_TRANSLATE_NOOP(
            "Formats", "Those whose photos disagree, too. An animal that is missing from the table is deleted there."
        ),
        choices={
            "include_as_unknown": QT_TRANSLATE_NOOP("Formats", "Are in the table, with an unknown breed"),
            "leave_out": QT_TRANSLATE_NOOP("Formats", "Are left out"),
        },
    ),
    "description": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Description"),
        help=QT_TRANSLATE_NOOP(
            "Formats",
            "Everybody can read it there. Notes are written for the people of the shelter: look through them before "
            "you publish them. A description in the shelter's table comes first.",
        ),
        choices={
            "none": QT_TRANSLATE_NOOP("Formats", "None, unless the shelter's table has one"),
            "note": QT_TRANSLATE_NOOP("Formats", "The animal's note"),
        },
    ),
    "details": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Sex, size, age … from this table"),
        help=QT_TRANSLATE_NOOP(
            "Formats",
            "A table of the shelter's software (CSV or Excel) with a row an animal: its number, and what else is known "
            "of it (sex, size, age or birth date, neutered, vaccinated, housetrained, good with dogs, cats, children, "
            "special needs, description; the breed of cats).",
        ),
    ),
    "picture_size": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Size of the pictures"),
        help=QT_TRANSLATE_NOOP("Formats", "Pixels of the longer side, at most. None is made larger than its photo."),
        choices={
            "600": QT_TRANSLATE_NOOP("Formats", "600 pixels"),
            "1200": QT_TRANSLATE_NOOP("Formats", "1,200 pixels"),
            "2000": QT_TRANSLATE_NOOP("Formats", "2,000 pixels"),
            "full": QT_TRANSLATE_NOOP("Formats", "As large as the photo"),
        },
    ),
    "picture_exif": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "In the pictures"),
        help=QT_TRANSLATE_NOOP("Formats", "Where a photo was taken is never in them."),
        choices={
            "none": QT_TRANSLATE_NOOP("Formats", "Nothing but the picture"),
            "without_place": QT_TRANSLATE_NOOP("Formats", "Camera, date and author as well"),
        },
    ),
}
FEED_NOTES: Mapping[str, str] = {
    "deleted_there": QT_TRANSLATE_NOOP(
        "Formats",
        "{animals} of this session would not be in the table. Where the site has them from an earlier table, it "
        "deletes them: {names}.",
    ),
    "nobody": QT_TRANSLATE_NOOP("Formats", "No animal would be in the table. Nothing is written then."),
    "no_number": QT_TRANSLATE_NOOP(
        "Formats", "Left out because they have no number, by which the site knows them: {animals} ({names})."
    ),
    "long_number": QT_TRANSLATE_NOOP(
        "Formats", "Left out because their numbers are longer than the site takes: {animals} ({names})."
    ),
    "odd_number": QT_TRANSLATE_NOOP(
        "Formats",
        "Left out because their numbers begin like a formula or have signs that cannot be seen: {animals} ({names}).",
    ),
    "same_number": QT_TRANSLATE_NOOP(
        "Formats",
        "Left out because others have the same number, upper and lower case aside: {animals} ({names}). Give each its "
        "own.",
    ),
    "other_species": QT_TRANSLATE_NOOP(
        "Formats", "Left out because they are neither dogs nor cats: {animals} ({names})."
    ),
    "no_dog_no_breed": QT_TRANSLATE_NOOP(
        "Formats",
        "Left out because Pawsort knows no breeds of cats: {animals} ({names}). They are in the table once the "
        "shelter's table has their breed.",
    ),
    "shows_no_dog": QT_TRANSLATE_NOOP("Formats", "Left out because all their photos show no dog: {animals} ({names})."),
    "undecided": QT_TRANSLATE_NOOP("Formats", "Left out because nobody has decided about them: {animals} ({names})."),
    "disagreeing": QT_TRANSLATE_NOOP("Formats", "Left out because their photos disagree: {animals} ({names})."),
    "not_exported": QT_TRANSLATE_NOOP(
        "Formats", "Left out because none of their photos is among those that are exported: {animals} ({names})."
    ),
    "undecided_as_unknown": QT_TRANSLATE_NOOP(
        "Formats", "With an unknown breed, since nobody has decided: {animals} ({names})."
    ),
    "disagreeing_as_unknown": QT_TRANSLATE_NOOP(
        "Formats", "With an unknown breed, since their photos disagree: {animals} ({names}). Open Animals to decide."
    ),
    "accepted": QT_TRANSLATE_NOOP(
        "Formats",
        "With a breed that Pawsort suggests and nobody has looked at: {animals} ({names}). Everybody will read it "
        "there.",
    ),
    "third_breed": QT_TRANSLATE_NOOP(
        "Formats", "With two of their three breeds, since the site takes no more: {animals} ({names})."
    ),
    "no_pictures": QT_TRANSLATE_NOOP(
        "Formats", "Without pictures, since no photo shows them well: {animals} ({names})."
    ),
    "no_picture_name": QT_TRANSLATE_NOOP(
        "Formats",
        "Without pictures, since their numbers have signs that names of files cannot have: {animals} ({names}).",
    ),
    "not_understood": QT_TRANSLATE_NOOP(
        "Formats", "Cells of the shelter's table that are not understood and stay blank: {cells} ({names})."
    ),
    "twice_in_table": QT_TRANSLATE_NOOP(
        "Formats", "Numbers that stand several times in the shelter's table, where the first row counts: {numbers}."
    ),
    "older_pictures": QT_TRANSLATE_NOOP(
        "Formats",
        "In the folder are pictures of an earlier export that belong to no animal of this table: {files} ({names}). "
        "Delete them before you upload the folder.",
    ),
}
