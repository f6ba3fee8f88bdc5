"""Petfinder, in words."""

from desktop_app.commands.feed_words import FEED_NOTES, FEED_OPTIONS
from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Petfinder"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A row an animal for Petfinder's import, and its pictures. Upload the table to the folder “import” of the FTP "
        "account, the pictures to “import/photos”.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "petfinder"),
    pieces=QT_TRANSLATE_NOOP("Formats", "Writes {files} beside it: pictures."),
    options={
        **FEED_OPTIONS,
        "shelter_id": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Shelter ID"),
            help=QT_TRANSLATE_NOOP("Formats", "As Petfinder has it, like NJ94: the table has to be called so."),
        ),
        "status": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Status of the animals"),
            choices={
                "adoptable": QT_TRANSLATE_NOOP("Formats", "Adoptable"),
                "hold": QT_TRANSLATE_NOOP("Formats", "On hold"),
                "pending": QT_TRANSLATE_NOOP("Formats", "Adoption pending"),
                "found": QT_TRANSLATE_NOOP("Formats", "Found"),
            },
        ),
    },
    notes={
        **FEED_NOTES,
        "deletes": QT_TRANSLATE_NOOP(
            "Formats",
            "Petfinder deletes every animal with a Pet ID that is missing from the table. The session must hold all "
            "animals that are to stay there; those typed in by hand without a Pet ID are left alone.",
        ),
        "no_shelter_id": QT_TRANSLATE_NOOP(
            "Formats",
            "The table has to be called by the shelter's ID at Petfinder. Type it, or rename the file before you "
            "upload.",
        ),
        "wanted": QT_TRANSLATE_NOOP(
            "Formats",
            "Petfinder takes no animal without sex, size and age, and Pawsort does not know them: {animals} ({names}). "
            "Choose a table of the shelter, or fill in the columns Sex, Size and Age before you upload.",
        ),
    },
)
