"""Folders of copies, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Photos in folders"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "Copies of the photos, sorted into one folder a breed, an animal or a state. "
        "The photos themselves stay where and as they are. Copies keep all that is in them, also where they were "
        "taken.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "sorted photos"),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because nobody has decided about them yet: {photos}."),
    pieces=QT_TRANSLATE_NOOP("Formats", "Puts {files} into folders."),
    options={
        "sort_by": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "A folder for"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "Mixes, “unknown”, photos without a dog or with several dogs, and animals whose photos disagree have "
                "folders of their own.",
            ),
            choices={
                "breed": QT_TRANSLATE_NOOP("Formats", "Every breed"),
                "animal": QT_TRANSLATE_NOOP("Formats", "Every animal"),
                "state": QT_TRANSLATE_NOOP("Formats", "Every state of the review"),
            },
        ),
        "name": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Names of files"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "{name} is what the file is called now. There are also {animal}, {number}, {breed}, {state}, {date} "
                "and {count}; a slash makes a folder: {animal}/{date} {count}.",
            ),
        ),
        "photos": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Of these photos"),
            choices={
                "decided": QT_TRANSLATE_NOOP("Formats", "Those that somebody decided about"),
                "all": QT_TRANSLATE_NOOP("Formats", "All"),
            },
        ),
    },
    notes={
        "among_photos": QT_TRANSLATE_NOOP(
            "Formats",
            "{folder} lies among the folders of the photos: who adds those again adds the copies too. "
            "A folder elsewhere is better.",
        ),
    },
)
