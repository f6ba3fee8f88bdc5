"""JSON lines, in words."""

from desktop_app.commands.format_words import FormatWords
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

WORDS = FormatWords(
    title=QT_TRANSLATE_NOOP("Formats", "JSON lines"),
    help=QT_TRANSLATE_NOOP(
        "Formats", "Everything that Pawsort knows of each photo, for programs: one object a line, UTF-8."
    ),
    file_stem=QT_TRANSLATE_NOOP("Formats", "labels"),
    kinds=(QT_TRANSLATE_NOOP("Formats", "JSON lines"),),
    left_out=QT_TRANSLATE_NOOP("Formats", "Left out because they have no row of their own: {photos}."),
)
