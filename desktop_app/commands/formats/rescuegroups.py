"""RescueGroups, in words."""

from desktop_app.commands.feed_words import FEED_NOTES, FEED_OPTIONS
from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "RescueGroups.org"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A row an animal for an import account, and its pictures. Upload the table to the folder “import” of the FTP "
        "account, the pictures to “import/pictures”.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "rescuegroups"),
    pieces=QT_TRANSLATE_NOOP("Formats", "Writes {files} beside it: pictures."),
    options={
        **FEED_OPTIONS,
        "file_name": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Name of the table"),
            help=QT_TRANSLATE_NOOP("Formats", "As the import account has it, upper and lower case too."),
        ),
        "status": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Status of the animals"),
            help=QT_TRANSLATE_NOOP("Formats", "A word of RescueGroups, for all of them: Available, for example."),
        ),
    },
    notes={
        **FEED_NOTES,
        "deletes": QT_TRANSLATE_NOOP(
            "Formats",
            "RescueGroups deletes every animal that this import account has added and that is missing from the table. "
            "The session must hold all animals that are to stay there; animals typed in by hand are left alone.",
        ),
    },
)
