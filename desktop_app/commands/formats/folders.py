"""Folders of copies, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Photos in folders"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "Copies of the photos, sorted into one folder a breed, an animal or a state. "
        "The photos themselves stay where and as they are.",
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
            title=QT_TRANSLATE_NOOP("Formats", "Photos"),
            choices={
                "decided": QT_TRANSLATE_NOOP("Formats", "Those that somebody decided about"),
                "all": QT_TRANSLATE_NOOP("Formats", "All"),
            },
        ),
        "made_as": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "As"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "A second name takes no room, and is the photo itself: whoever changes one changes both. It needs the "
                "drive on which the photo is; on others, copies are made.",
            ),
            choices={
                "copies": QT_TRANSLATE_NOOP("Formats", "Copies"),
                "links": QT_TRANSLATE_NOOP("Formats", "Second names of the same files (hard links)"),
            },
        ),
    },
    notes={
        "room": QT_TRANSLATE_NOOP("Formats", "Needs {megabytes} MB; {free} MB are free there."),
        "no_room": QT_TRANSLATE_NOOP(
            "Formats", "Needs {megabytes} MB, and only {free} MB are free there. Choose a place on another disk."
        ),
        "size": QT_TRANSLATE_NOOP("Formats", "Needs {megabytes} MB."),
        "linked": QT_TRANSLATE_NOOP(
            "Formats", "The files will be the photos themselves under a second name: do not edit them."
        ),
        "links_become_copies": QT_TRANSLATE_NOOP("Formats", "Copied, because they are on another drive: {photos}."),
        "gone": QT_TRANSLATE_NOOP("Formats", "Not there, and left out: {photos}. Connect their drive, or find them."),
        "among_photos": QT_TRANSLATE_NOOP(
            "Formats",
            "{folder} lies among the folders of the photos: who adds those again adds the copies too. "
            "A folder elsewhere is better.",
        ),
    },
)
