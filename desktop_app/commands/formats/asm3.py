"""ASM3, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "New animals for ASM3"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A table for “Import a CSV file” in ASM3 (Animal Shelter Manager, sheltermanager): a row a dog, with the breed "
        "in ASM3's own words, the description and a picture. In ASM3, leave all boxes of that page unticked.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "asm3"),
    kinds=(QT_TRANSLATE_NOOP("Formats", "Table for ASM3"),),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out, with the animals that are left out or of none: {photos}."),
    options={
        "only_new": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Animals that ASM3 has already"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "The table that ASM3 writes with “Export Animals as CSV” (of all animals, not only of those in the "
                "shelter). Animals that stand in it are left out.",
            ),
        ),
        "without_list": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Without that table"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "An animal with a number may be in ASM3 under that number, and its import would then change it.",
            ),
            choices={
                "new": QT_TRANSLATE_NOOP("Formats", "Only animals without a number"),
                "all": QT_TRANSLATE_NOOP("Formats", "All animals: ASM3 has none of them yet"),
            },
        ),
        "asm3_language": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "ASM3 was set up in"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "Its lists of breeds and species stay in that language. Where the shelter has changed its list of "
                "breeds, open “Breeds in shelter software” and give that list.",
            ),
            choices={
                "en": QT_TRANSLATE_NOOP("Formats", "English"),
                "fr": QT_TRANSLATE_NOOP("Formats", "French"),
            },
        ),
        "pictures": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Pictures of each animal"),
            help=QT_TRANSLATE_NOOP("Formats", "At most ten; the first is the cover. 0 for none."),
        ),
        "description": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "The animal's note"),
            help=QT_TRANSLATE_NOOP(
                "Formats", "Websites show ASM3's description. What is for the people of the shelter alone, is hidden."
            ),
            choices={
                "note": QT_TRANSLATE_NOOP("Formats", "Is the description"),
                "hidden": QT_TRANSLATE_NOOP("Formats", "Stands among the hidden details"),
                "none": QT_TRANSLATE_NOOP("Formats", "Is left out"),
            },
        ),
        "age": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Age in years"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "ASM3 takes no animal without an age, and Pawsort knows none: it is noted there as estimated.",
            ),
        ),
        "not_for_adoption": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Not for adoption yet"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "ASM3 publishes none of them until somebody has looked at what it filled in, and said so there.",
            ),
        ),
    },
    notes={
        "may_be_there": QT_TRANSLATE_NOOP(
            "Formats",
            "Left out, because ASM3 may have them under their numbers: {animals} ({names}). Its import would replace "
            "their description, add a picture, in older versions move them to the default location, and not change "
            "their breed. Choose “Export Animals as CSV” in ASM3, and give that table above.",
        ),
        "changes_those_there": QT_TRANSLATE_NOOP(
            "Formats",
            "Where ASM3 has an animal with one of these numbers already, its import replaces the description, adds a "
            "picture, in older versions moves it to the default location, and does not change its breed. To leave "
            "those out, choose “Export Animals as CSV” in ASM3, and give that table above.",
        ),
        "same_code": QT_TRANSLATE_NOOP(
            "Formats", "Left out, because they share a number with another and would become one: {animals} ({names})."
        ),
        "no_name": QT_TRANSLATE_NOOP("Formats", "Left out, because they have neither name nor number: {animals}."),
        "other_species": QT_TRANSLATE_NOOP("Formats", "Left out, because they are no dogs: {animals} ({names})."),
        "no_dog": QT_TRANSLATE_NOOP("Formats", "Left out, because their photos show no dog: {animals} ({names})."),
        "disagreeing": QT_TRANSLATE_NOOP(
            "Formats",
            "Left out, because their photos disagree about what they are: {animals} ({names}). Open Animals to decide.",
        ),
        "undecided": QT_TRANSLATE_NOOP(
            "Formats",
            "Left out, because nobody has decided yet what they look like, and ASM3's import cannot add a breed later: "
            "{animals} ({names}).",
        ),
        "already_there": QT_TRANSLATE_NOOP(
            "Formats", "Left out, because they stand in the table of ASM3: {animals} ({names})."
        ),
        "breed_in_description": QT_TRANSLATE_NOOP(
            "Formats",
            "Called a mixed breed for want of a name, with the breed in the description: {animals} ({names}).",
        ),
        "import_once": QT_TRANSLATE_NOOP(
            "Formats",
            "Import this table once, and give the table of ASM3 when you export again: ASM3 makes no animal twice, but "
            "a second time it would replace the descriptions and add the pictures once more.",
        ),
        "after_the_import": QT_TRANSLATE_NOOP(
            "Formats",
            "Look through the first animals after the import: what ASM3 has not in its lists (breed, species, type) "
            "becomes its default one without a word, of a new ASM3 a cat. Colour, size, location, reason of entry and "
            "date are its defaults too, the age is {age} years, estimated. Animals that are not in the table are left "
            "alone.",
        ),
    },
)
