"""CSV, in words."""

from desktop_app.commands.format_words import FormatWords, OptionWords
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
    options={
        "separator": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Between two cells"),
            choices={
                "as_reader": QT_TRANSLATE_NOOP("Formats", "As usual there"),
                "comma": QT_TRANSLATE_NOOP("Formats", "Comma"),
                "semicolon": QT_TRANSLATE_NOOP("Formats", "Semicolon"),
                "tab": QT_TRANSLATE_NOOP("Formats", "Tab"),
            },
        ),
        "encoding": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Encoding"),
            help=QT_TRANSLATE_NOOP(
                "Formats", "Old programs want Windows-1252. It has no sign for emoji and most of the world's letters."
            ),
            choices={
                "as_reader": QT_TRANSLATE_NOOP("Formats", "As usual there"),
                "utf-8": QT_TRANSLATE_NOOP("Formats", "UTF-8"),
                "utf-8-with-mark": QT_TRANSLATE_NOOP("Formats", "UTF-8 with a mark (Excel)"),
                "windows-1252": QT_TRANSLATE_NOOP("Formats", "Windows-1252 (western Europe)"),
            },
        ),
        "decimal_mark": OptionWords(
            title=QT_TRANSLATE_NOOP("Formats", "Decimals"),
            choices={
                "as_reader": QT_TRANSLATE_NOOP("Formats", "As usual there"),
                "point": QT_TRANSLATE_NOOP("Formats", "0.5"),
                "comma": QT_TRANSLATE_NOOP("Formats", "0,5"),
            },
        ),
    },
    notes={
        "lost_signs": QT_TRANSLATE_NOOP(
            "Formats",
            "Letters that this encoding does not have become question marks; cells with such letters: {cells} "
            "({names}). UTF-8 has all letters.",
        ),
    },
)
