"""The table of suggestions and labels, in words."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.format_words import READER_WORDS, TABLE_KINDS, FormatWords

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Labels and suggestions: a row for every photo"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A table (CSV) that spreadsheets and shelter software can read. What a suggestion says is what a dog looks "
        "like, not what it is.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "labels"),
    kinds=TABLE_KINDS,
    options={"reader": READER_WORDS},
)
