"""Adopt-a-Pet, in words."""

from desktop_app.commands.feed_words import FEED_NOTES, FEED_OPTIONS
from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Adopt-a-Pet"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A row an animal for AutoUpload, import.cfg, which says what the columns are, and pictures. Upload all three "
        "as they are.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "adopt-a-pet"),
    pieces=QT_TRANSLATE_NOOP("Formats", "Writes {files} beside it: import.cfg and pictures."),
    options={
        **FEED_OPTIONS,
        "header": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "The first line names the columns"),
            help=QT_TRANSLATE_NOOP(
                "Formats", "As the AutoUpload account is set. Where the two differ, the first animal is lost."
            ),
        ),
    },
    notes={
        **FEED_NOTES,
        "deletes": QT_TRANSLATE_NOOP(
            "Formats",
            "The first upload erases everything that the Adopt-a-Pet account has, animals typed in by hand too; every "
            "later one removes the animals that are missing from the table. The session must hold all animals that are "
            "to stay there.",
        ),
        "wanted": QT_TRANSLATE_NOOP(
            "Formats",
            "Adopt-a-Pet wants the sex of every animal, and Pawsort does not know it: {animals} ({names}). Choose a "
            "table of the shelter, or fill in the column Sex before you upload.",
        ),
    },
)
