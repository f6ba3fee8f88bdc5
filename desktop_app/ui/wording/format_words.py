"""Export formats in the language of the interface. The English that is translated here stands in `commands`."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop_app.commands.format_words import LARGE_MEGABYTES, FormatWords, PreviewLine, note_text, preview_lines
from desktop_app.exports.base import Note, Preview
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.plurals import plurals


class _Counts:
    """Numbers with their nouns, in the language of the interface."""

    def photos(self, count: int, /) -> str:
        return plurals.photos(count)

    def animals(self, count: int, /) -> str:
        return plurals.animals(count)

    def files(self, count: int, /) -> str:
        return plurals.files(count)

    def breeds(self, count: int, /) -> str:
        return plurals.breeds(count)

    def rows(self, count: int, /) -> str:
        return plurals.rows(count)

    def columns(self, count: int, /) -> str:
        return plurals.columns(count)

    def megabytes(self, count: int, /) -> str:
        if count < LARGE_MEGABYTES:
            return QCoreApplication.translate("Words", "{number} MB").format(number=number(count))
        return QCoreApplication.translate("Words", "{number} GB").format(number=number(count >> 10))

    def number(self, count: int, /) -> str:
        return number(count)


def translated(text: str) -> str:
    """A format's text in the language of the interface."""
    return QCoreApplication.translate("Formats", text) if text else ""


def lines_of(preview: Preview, words: FormatWords, name_of: Callable[[str], str]) -> list[PreviewLine]:
    """What is going to be written, what is left out and what to know, before anything is done."""
    return list(preview_lines(preview, words, translated, _Counts(), name_of))


def note_line(note: Note, words: FormatWords) -> str:
    """What a note says."""
    return note_text(note, words, translated, _Counts())
