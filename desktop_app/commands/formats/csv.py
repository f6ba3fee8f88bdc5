"""CSV, in words."""

from desktop_app.commands.format_words import FormatWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Table (CSV)"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A table that spreadsheets and other programs can read. A label says what somebody saw in a photo; "
        "what a dog looks like is often not what it is.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "labels"),
    kinds=(QT_TRANSLATE_NOOP("Formats", "Table"),),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because they have no row of their own: {photos}."),
)
