"""The table of labels alone, in words."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.wording.format_words import READER_WORDS, TABLE_KINDS, FormatWords

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "Labels alone: a row for every photo that has a label"),
    help=QT_TRANSLATE_NOOP(
        "Formats",
        "A table (CSV) that spreadsheets and shelter software can read. A label says what somebody saw in a photo; "
        "what a dog looks like is often not what it is.",
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "labels"),
    kinds=TABLE_KINDS,
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because nobody labelled them: {photos}."),
    options={"reader": READER_WORDS},
)
