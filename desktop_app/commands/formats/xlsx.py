"""A workbook of Excel, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Excel workbook (XLSX)"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A table for Excel, LibreOffice and other spreadsheets, the same in every country. A label says what somebody "
        "saw in a photo; what a dog looks like is often not what it is.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "labels"),
    kinds=(QT_TRANSLATE_NOOP("Formats", "Excel workbook"),),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because they have no row of their own: {photos}."),
    options={
        "thumbnails": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "With a small picture of each photo"),
            help=QT_TRANSLATE_NOOP(
                "Formats",
                "In the first column. The file grows by about 4 MB a thousand photos, and spreadsheets get slow with "
                "more than a few thousand.",
            ),
        )
    },
)
