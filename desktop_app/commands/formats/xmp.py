"""Keywords in XMP, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Keywords for photo programs (XMP)"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "What dogs look like, which animal is which and what was picked, as keywords for digiKam, darktable, Lightroom "
        "and others. A sidecar is a small file beside a photo that holds them: the photo stays as it is. Sidecars that "
        "are there keep all that is in them.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "keywords"),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because there is nothing to say of them yet: {photos}."),
    pieces=QT_TRANSLATE_NOOP("Formats", "Writes keywords into {files}."),
    options={
        "where": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Keywords go into"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "digiKam reads sidecars when its settings say so (Metadata, Sidecars), darktable always. Lightroom "
                "reads them beside raw photos alone: for JPEG, give it copies. Copies keep all that is in the photos, "
                "also where they were taken.",
            ),
            choices={
                "own_folder": QT_TRANSLATE_NOOP("Formats", "Sidecars in a folder of their own"),
                "beside_photos": QT_TRANSLATE_NOOP("Formats", "Sidecars beside the photos"),
                "copies": QT_TRANSLATE_NOOP("Formats", "Copies of the photos"),
            },
        ),
        "naming": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "New sidecars are called"),
            help=QT_TRANSLATE_NOOP(
                "Formats", "A sidecar that is there already is added to, whichever way it is called."
            ),
            choices={
                "whole_name": QT_TRANSLATE_NOOP("Formats", "Rex.jpg.xmp (digiKam, darktable)"),
                "stem": QT_TRANSLATE_NOOP("Formats", "Rex.xmp (Adobe)"),
            },
        ),
    },
    notes={
        "keywords": QT_TRANSLATE_NOOP("Formats", "Keywords are, for example: {names}."),
        "added_to": QT_TRANSLATE_NOOP(
            "Formats",
            "There already: {files}. They keep all that is in them, and only keywords that Pawsort wrote earlier are "
            "taken away where they no longer hold.",
        ),
        "sidecars_of_copies": QT_TRANSLATE_NOOP(
            "Formats",
            "Keywords are put into copies of JPEG, PNG and WebP photos. Copied as they are, with a sidecar beside "
            "each, because they are of other kinds: {files}.",
        ),
        "among_photos": QT_TRANSLATE_NOOP(
            "Formats",
            "{folder} lies among the folders of the photos: who adds those again adds the copies too. "
            "A folder elsewhere is better.",
        ),
        "only_files_beside": QT_TRANSLATE_NOOP(
            "Formats", "Files are added to the folders of your photos. The photos themselves stay as they are."
        ),
    },
)
