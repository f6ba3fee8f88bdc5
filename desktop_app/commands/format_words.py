"""What the words of an export format are, words that several formats share, and a preview in words, in any language.

The words of each format stand in `formats`. They are English; the window translates them, in the context `Formats`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.exports.base import MOST_NAMED, Note, Preview, named
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.plain_text import escaped


@dataclass(frozen=True, slots=True)
class OptionWords:
    """The words of an option.

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
    """The words of a format.

    Attributes:
        title: its line in the list: a few words.
        help: what it is good for, in a sentence or two.
        file_stem: the name of the file or folder that is proposed, without its ending.
        kinds: what its kinds of files are called, in their order.
        left_out: why photos are left out, with `{photos}`; only for formats that leave out some.
        pieces: what the further files are, with `{files}`; only for formats that write some.
        options: by name; those of options that several formats share (`SHARED_OPTIONS`) need not stand here.
        notes: code → what a person should know; those that several formats share (`SHARED_NOTES`) need not stand here.
    """

    title: str
    help: str
    file_stem: str
    kinds: tuple[str, ...] = ()
    left_out: str = ""
    pieces: str = ""
    options: Mapping[str, OptionWords] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def option(self, name: str) -> OptionWords:
        """The words of an option.

        Raises:
            KeyError: it has none.
        """
        return self.options.get(name) or SHARED_OPTIONS[name]

    def note(self, code: str) -> str:
        """What a note says.

        Raises:
            KeyError: it has no words.
        """
        return self.notes.get(code) or SHARED_NOTES[code]


STUDIES = QT_TRANSLATE_NOOP(
    "Formats",
    "Nobody knows for certain whether this helps adoption. Two studies of shelters that stopped showing breeds saw "
    "dogs adopted sooner afterwards (Gunter and others 2016, PLOS ONE 11(3) e0146857; Cohen and others 2020, "
    "PLOS ONE 15(9) e0238176); a pilot study in Arizona saw dogs without a breed stay longer (Best Friends Animal "
    "Society, 2018).",
)
SHARED_OPTIONS: Mapping[str, OptionWords] = {
    "accept_suggestions": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Where nobody decided"),
        help=QT_TRANSLATE_NOOP(
            "Formats", "What only Pawsort suggested goes out marked as a suggestion where the table has a place for it."
        ),
        choices={
            "none": QT_TRANSLATE_NOOP("Formats", "No breed"),
            "sure": QT_TRANSLATE_NOOP("Formats", "The suggestion where Pawsort is sure"),
            "maybe": QT_TRANSLATE_NOOP("Formats", "The suggestion where Pawsort is sure or says “maybe”"),
        },
    ),
    "no_breed": OptionWords(title=QT_TRANSLATE_NOOP("Formats", "Without breeds"), help=STUDIES),
    "only_new": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Leave out animals that stand in this table"),
        help=QT_TRANSLATE_NOOP(
            "Formats", "A table that the other software wrote (CSV or Excel), with the numbers of the animals it has."
        ),
    ),
    "reader": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "To open in"),
        choices={
            "program": QT_TRANSLATE_NOOP("Formats", "Shelter software and other programs"),
            "spreadsheet": QT_TRANSLATE_NOOP("Formats", "Excel on this computer"),
        },
    ),
    "columns": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Columns"),
        help=QT_TRANSLATE_NOOP(
            "Formats", "Names with commas between them, in the order that you want; nothing for all columns."
        ),
    ),
    "content": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "A row for"),
        choices={
            "everything": QT_TRANSLATE_NOOP("Formats", "Every photo, with suggestions and labels"),
            "labels": QT_TRANSLATE_NOOP("Formats", "Every photo that has a label"),
            "animals": QT_TRANSLATE_NOOP("Formats", "Every animal"),
        },
    ),
    "per_dog": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "A row for each dog of a photo"),
        help=QT_TRANSLATE_NOOP(
            "Formats", "Else a photo has one row, with further columns for the second and the third dog in it."
        ),
    ),
    "made_as": OptionWords(
        title=QT_TRANSLATE_NOOP("Formats", "Written as"),
        help=QT_TRANSLATE_NOOP(
            "Formats",
            "A second name takes no room, and is the photo itself: whoever changes one changes both. It needs the "
            "drive on which the photo is; on others, copies are made.",
        ),
        choices={
            "copies": QT_TRANSLATE_NOOP("Formats", "Copies"),
            "links": QT_TRANSLATE_NOOP("Formats", "Second names of the same files (hard links)"),
        },
    ),
}
SHARED_NOTES: Mapping[str, str] = {
    "disagreeing": QT_TRANSLATE_NOOP(
        "Formats", "{animals} with photos that disagree about what they are: {names}. Open Animals to decide."
    ),
    "no_animal": QT_TRANSLATE_NOOP("Formats", "Left out, because they belong to no animal: {photos}."),
    "room": QT_TRANSLATE_NOOP("Formats", "Needs {megabytes}; {free} are free there."),
    "no_room": QT_TRANSLATE_NOOP(
        "Formats", "Needs {megabytes}, and only {free} are free there. Choose a place on another disk."
    ),
    "size": QT_TRANSLATE_NOOP("Formats", "Needs {megabytes}."),
    "more_dogs": QT_TRANSLATE_NOOP(
        "Formats", "Photos with more than {dogs} dogs, of which the others are left out: {photos}. A row a dog has all."
    ),
    "linked": QT_TRANSLATE_NOOP(
        "Formats", "The files will be the photos themselves under a second name: do not edit them."
    ),
    "links_become_copies": QT_TRANSLATE_NOOP("Formats", "Copied, because they are on another drive: {photos}."),
    "gone": QT_TRANSLATE_NOOP("Formats", "Not there, and left out: {photos}. Connect their drive, or find them."),
    "own_names_damaged": QT_TRANSLATE_NOOP(
        "Formats",
        "The file of your names of breeds is damaged ({detail}); what can be read of it is in use: {file}. Mend it in "
        "an editor, or save those names anew.",
    ),
    "own_names_unknown": QT_TRANSLATE_NOOP(
        "Formats",
        "Some of your names of breeds are not in the list of {receiver}, and those that Pawsort came with are in use: "
        "{names}.",
    ),
    "not_reached": QT_TRANSLATE_NOOP("Formats", "Not written any more: {files}."),
    "same": QT_TRANSLATE_NOOP("Formats", "Already there, and left as they were: {files}."),
    "copied_instead": QT_TRANSLATE_NOOP(
        "Formats", "Copied, since a second name needs the drive on which the photo is: {files}."
    ),
    "replaces": QT_TRANSLATE_NOOP("Formats", "Would replace what is there now: {files} ({names})."),
}


LARGE_MEGABYTES = 10 << 10
"""From here on nobody counts megabytes."""


class Counts(Protocol):
    """Numbers with their nouns, in the language of the reader."""

    def photos(self, count: int, /) -> str:
        """So many photos."""
        ...

    def animals(self, count: int, /) -> str:
        """So many animals."""
        ...

    def files(self, count: int, /) -> str:
        """So many files."""
        ...

    def breeds(self, count: int, /) -> str:
        """So many breeds."""
        ...

    def rows(self, count: int, /) -> str:
        """So many rows of a table."""
        ...

    def columns(self, count: int, /) -> str:
        """So many columns of a table."""
        ...

    def megabytes(self, count: int, /) -> str:
        """So many megabytes, in the unit that fits."""
        ...

    def number(self, count: int, /) -> str:
        """A whole number."""
        ...


class EnglishCounts:
    """English numbers with their nouns, for the command line."""

    def photos(self, count: int, /) -> str:
        """So many photos."""
        return _english(count, "photo")

    def animals(self, count: int, /) -> str:
        """So many animals."""
        return _english(count, "animal")

    def files(self, count: int, /) -> str:
        """So many files."""
        return _english(count, "file")

    def breeds(self, count: int, /) -> str:
        """So many breeds."""
        return _english(count, "breed")

    def rows(self, count: int, /) -> str:
        """So many rows of a table."""
        return _english(count, "row")

    def columns(self, count: int, /) -> str:
        """So many columns of a table."""
        return _english(count, "column")

    def megabytes(self, count: int, /) -> str:
        """So many megabytes; from ten gigabytes on, whole gigabytes."""
        return f"{count:,} MB" if count < LARGE_MEGABYTES else f"{count >> 10:,} GB"

    def number(self, count: int, /) -> str:
        """A whole number."""
        return f"{count:,}"


def _english(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of a preview.

    Attributes:
        text: what it says.
        is_warning: whether something may be lost or left out where nobody heeds it.
    """

    text: str
    is_warning: bool = False


def preview_lines(
    preview: Preview,
    words: FormatWords,
    translate: Callable[[str], str],
    counts: Counts,
    name_of: Callable[[str], str],
) -> Iterator[PreviewLine]:
    """What is going to be written, what is left out, and what a person should know: before anything is done.

    Args:
        preview: what is planned.
        words: of the format.
        translate: an English text → the same in the language of the reader.
        counts: numbers with their nouns in that language.
        name_of: breed id → name.
    """
    pattern = translate(QT_TRANSLATE_NOOP("Formats", "Writes {file}: {rows}, {columns}."))
    for each in preview.files[:MOST_NAMED]:
        rows, columns = counts.rows(each.rows), counts.columns(len(each.columns))
        yield PreviewLine(pattern.format(file=escaped(each.file.name), rows=rows, columns=columns))
    if len(preview.files) > MOST_NAMED:
        more = counts.files(len(preview.files) - MOST_NAMED)
        yield PreviewLine(translate(QT_TRANSLATE_NOOP("Formats", "And {files} more.")).format(files=more))
    if preview.pieces:
        text = translate(words.pieces).format(files=counts.files(preview.pieces))
        yield PreviewLine(" ".join([text, _examples(preview, translate)]).strip())
    if not preview.writes_anything:
        yield PreviewLine(translate(QT_TRANSLATE_NOOP("Formats", "Nothing would be written.")), is_warning=True)
    if preview.left_out:
        yield PreviewLine(translate(words.left_out).format(photos=counts.photos(preview.left_out)))
    if preview.unmapped:
        text = translate(QT_TRANSLATE_NOOP("Formats", "{breeds} without a name in the other software: {names}."))
        names = _named([name_of(each) for each in preview.unmapped])
        yield PreviewLine(text.format(breeds=counts.breeds(len(preview.unmapped)), names=names), is_warning=True)
    for note in preview.notes:
        yield PreviewLine(note_text(note, words, translate, counts), note.is_warning)
    if preview.replaces:
        names = named([each.name for each in preview.replaces])
        replaced = Note("replaces", {"files": len(preview.replaces), "names": names})
        yield PreviewLine(note_text(replaced, words, translate, counts), is_warning=True)


def note_text(note: Note, words: FormatWords, translate: Callable[[str], str], counts: Counts) -> str:
    """What a note says."""
    say: Mapping[str, Callable[[int], str]] = {
        "photos": counts.photos,
        "animals": counts.animals,
        "files": counts.files,
        "breeds": counts.breeds,
        "rows": counts.rows,
        "megabytes": counts.megabytes,
        "free": counts.megabytes,
    }
    facts = {
        name: say.get(name, counts.number)(fact) if isinstance(fact, int) else escaped(str(fact))
        for name, fact in note.facts.items()
    }
    # Names of which some are left out end in "…", and so may the sentence.
    return translate(words.note(note.code)).format_map(facts).replace("….", "…")


def _named(names: list[str]) -> str:
    return escaped(named(names))


def _examples(preview: Preview, translate: Callable[[str], str]) -> str:
    if not preview.examples:
        return ""
    text = translate(QT_TRANSLATE_NOOP("Formats", "For example: {names}."))
    return text.format(names=_named(list(preview.examples)))
