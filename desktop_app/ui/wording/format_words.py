"""What the words of an export format are, and words that several formats share. Each format's own: `formats`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from desktop_app.exports.base import Preview
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.plain_text import escaped
from desktop_app.ui.wording.plurals import plurals

MOST_FILES_NAMED = 5


@dataclass(frozen=True, slots=True)
class OptionWords:
    """The words of an option, English; translated in the context `Formats`.

    Attributes:
        title: what is chosen.
        help: what it is good for, in a sentence; may be empty.
        choices: value → its words.
    """

    title: str
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormatWords:
    """The words of a format, English; translated in the context `Formats`.

    Attributes:
        title: its line in the list.
        help: what it is good for, in a sentence or two.
        file_stem: the name that is proposed, without its ending.
        kinds: what its kinds of files are called, in their order.
        left_out: why photos are left out, with `{photos}`; only for formats that leave out some.
        options: by name.
    """

    title: str
    help: str
    file_stem: str
    kinds: tuple[str, ...]
    left_out: str = ""
    options: Mapping[str, OptionWords] = field(default_factory=dict)


TABLE_KINDS = (QT_TRANSLATE_NOOP("Formats", "Table"), QT_TRANSLATE_NOOP("Formats", "JSON lines"))
READER_WORDS = OptionWords(
    title=QT_TRANSLATE_NOOP("Formats", "To open in"),
    choices={
        "program": QT_TRANSLATE_NOOP("Formats", "Shelter software and other programs"),
        "spreadsheet": QT_TRANSLATE_NOOP("Formats", "Excel on this computer"),
    },
)


def translated(text: str) -> str:
    """A format's text in the language of the interface."""
    return QCoreApplication.translate("Formats", text) if text else ""


def preview_text(preview: Preview, words: FormatWords) -> str:
    """What is going to be written and what is left out, before it is."""
    pattern = translated(QT_TRANSLATE_NOOP("Formats", "Writes {file}: {rows}, {columns}."))
    lines = [
        pattern.format(
            file=escaped(each.file.name), rows=plurals.rows(each.rows), columns=plurals.columns(len(each.columns))
        )
        for each in preview.files[:MOST_FILES_NAMED]
    ]
    if len(preview.files) > MOST_FILES_NAMED:
        lines.append(plurals.more_files(len(preview.files) - MOST_FILES_NAMED))
    if preview.left_out:
        lines.append(translated(words.left_out).format(photos=plurals.photos(preview.left_out)))
    return "\n".join(lines)
