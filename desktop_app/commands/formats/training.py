"""Examples to train on, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Examples for training"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "Photos that somebody labelled with exactly one breed, for whoever trains a network on them. Mixes, kinds of "
        "dogs, “unknown”, photos without a dog and with several dogs are no examples.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "training"),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because they are no example of one breed: {photos}."),
    pieces=QT_TRANSLATE_NOOP("Formats", "Writes {files}."),
    options={
        "shape": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Examples as"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "A table and a session name the photos where they are now; folders can be taken to another computer.",
            ),
            choices={
                "folder": QT_TRANSLATE_NOOP("Formats", "One folder a breed, with copies of the photos"),
                "table": QT_TRANSLATE_NOOP("Formats", "A table of the photos and their breeds"),
                "session": QT_TRANSLATE_NOOP("Formats", "A copy of the whole session"),
            },
        ),
    },
    notes={
        "whole_session": QT_TRANSLATE_NOOP(
            "Formats", "The copy holds everything that is known of all photos; the photos themselves are not in it."
        ),
        "one_photo": QT_TRANSLATE_NOOP(
            "Formats",
            "{breeds} with a single photo: {names}. Training needs two of each: add photos, or leave them out there.",
        ),
        "kinds": QT_TRANSLATE_NOOP(
            "Formats",
            "The label of {photos} is a kind of dog, and no breed: a network would take it for one more breed.",
        ),
        "one_breed": QT_TRANSLATE_NOOP("Formats", "There is one breed only; telling breeds apart takes two."),
    },
)
