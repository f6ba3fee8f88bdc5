"""`pawsort export`: what the window's export dialog does, without a window."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app import paths, stopping
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.errors import SessionError
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import naming_its_file, sentence
from desktop_app.commands.format_words import EnglishCounts, FormatWords, note_text, preview_lines
from desktop_app.commands.formats import all_words
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.base import (
    CancelledError,
    ExportFormat,
    Option,
    OptionKind,
    OptionValue,
    Place,
    Preview,
    Wording,
    Written,
)
from desktop_app.exports.destination import DestinationError, destination, destination_folder
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.shared_options import ONLY_NEW
from desktop_app.exports.shelters.feed_format import ShelterFeed
from desktop_app.exports.shelters.feeds import FeedError
from desktop_app.faults import Fault, FaultError

ALL, NOT_ALL, REFUSED = 0, 1, 2
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_MOST_SAID = 20


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What was asked for.

    Attributes:
        session: the file.
        format_id: one of `all_formats`.
        out: the file or folder to write; None where nobody named any.
        options: name → what was typed.
        overwrite: whether what is there may be replaced.
        preview_only: whether nothing is to be written.
        language: of names of breeds and of words that are written, "en" or "fr".
    """

    session: Path
    format_id: str
    out: Path | None
    options: Mapping[str, str] = field(default_factory=dict)
    overwrite: bool = False
    preview_only: bool = False
    language: str = "en"


class _UntilStopped:
    """Shows how far an export is, and ends it when a signal asks for the end."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal, self._began = terminal, time.monotonic()
        self._is_stopped = False

    def stop(self) -> None:
        """End at the next opportunity."""
        self._is_stopped = True

    def advance(self, done: int, total: int) -> None:
        """So much is done."""
        if self._is_stopped:
            raise CancelledError
        self._terminal.progress(done, total, time.monotonic() - self._began)


def list_formats() -> str:
    """The formats with their options, for a terminal."""
    lines = []
    for format_id, each in all_formats().items():
        words = all_words()[format_id]
        lines.append(f"{format_id:<14}{words.title}")
        lines += [f"    --option {_described(option)}" for option in each.options]
    return "\n".join(lines)


def _described(option: Option) -> str:
    if option.kind is OptionKind.CHOICE:
        values = "|".join(option.choices)
    elif option.kind is OptionKind.YES_NO:
        values = "yes|no"
    else:
        values = {OptionKind.NUMBER: "NUMBER", OptionKind.FILE: "FILE"}.get(option.kind, "TEXT")
    default = ("yes" if option.default else "no") if isinstance(option.default, bool) else option.default
    return f"{option.name}={values}" + ("" if default == "" else f"  [default: {default}]")


def export_session(request: ExportRequest, terminal: Terminal) -> int:
    """Say what is going to be written, and write it.

    Returns:
        0 when everything was written, 1 when something was left out because it could not be read or written, 2 when
        nothing was done; that of `stopping.exit_code` after a signal.
    """
    try:
        export_format = all_formats()[request.format_id]
        options = _options(export_format, request.options)
        target = _target(export_format, request, options)
        material = gathered(request.session)
        wording = _wording(request.language)
        preview = export_format.preview_in_words(target, material, wording, options)
    except (FaultError, ValueError) as error:
        terminal.say(f"pawsort: {sentence(error.fault) if isinstance(error, FaultError) else error}")
        return REFUSED
    _say_preview(preview, all_words()[request.format_id], wording.name_of, terminal)
    if request.preview_only:
        return ALL
    if preview.replaces and not request.overwrite:
        terminal.say(f"pawsort: {sentence(Fault('where.exists', {'file': str(preview.replaces[0])}))} (--overwrite)")
        return REFUSED
    watch = _UntilStopped(terminal)
    with stopping.orderly(watch.stop), stopping.finishing():
        try:
            written = export_format.write(target, material, wording, options, watch)
        except CancelledError:
            terminal.say("Stopped; nothing was written.")
            return stopping.exit_code() or NOT_ALL
        except (FaultError, SessionError) as error:
            terminal.say(f"pawsort: {sentence(error.fault)}")
            return NOT_ALL
    where = "beside the photos" if export_format.place_with(options) is None else f"to {target}"
    return _say_written(written, where, all_words()[request.format_id], terminal)


def _wording(language: str) -> Wording:
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    return Wording(
        lambda breed_id: book.name(breed_id, language), sentence, "," if language == "fr" else ".", terms(language)
    )


def _target(export_format: ExportFormat, request: ExportRequest, options: Mapping[str, OptionValue]) -> Path:
    """Where to write; the current folder for what is written beside photos, and nowhere else."""
    place = export_format.place_with(options)
    if place is None:
        return Path()
    if request.out is None:
        raise ValueError(f"{export_format.id} needs --out, the {place.value} to write.")
    if place is Place.FOLDER:
        return destination_folder(request.out)
    found = destination(request.out, export_format.kind_of(request.out))
    if found.replaces and not request.overwrite and not request.preview_only:
        raise DestinationError("where.exists", file=str(found.file))
    return found.file


def _options(export_format: ExportFormat, typed: Mapping[str, str]) -> dict[str, OptionValue]:
    """What was typed, as the values of options.

    Raises:
        FeedError: new animals alone are wanted where that would delete all others.
        ValueError: there is no such option, or it cannot have that value; the text says which there are.
    """
    if ONLY_NEW.name in typed and isinstance(export_format, ShelterFeed):
        raise FeedError("feed.only_new", format=export_format.id)
    known = {option.name: option for option in export_format.options}
    values: dict[str, OptionValue] = {}
    for name, text in typed.items():
        if name not in known:
            there = ", ".join(known) or "none"
            raise ValueError(f"{export_format.id} has no option {name!r}. Its options: {there}.")
        value = _value(known[name], text)
        if value is None or not known[name].accepts(value):
            raise ValueError(f"{name} cannot be {text!r}: {_described(known[name])}.")
        values[name] = value
    return values


def _value(option: Option, text: str) -> OptionValue | None:
    if option.kind is OptionKind.YES_NO:
        return _YES_NO.get(text.lower())
    if option.kind is OptionKind.NUMBER:
        return int(text) if text.isdecimal() else None
    return text


def _say_preview(preview: Preview, words: FormatWords, name_of: Callable[[str], str], terminal: Terminal) -> None:
    for line in preview_lines(preview, words, str, EnglishCounts(), name_of):
        terminal.say(f"Attention: {line.text}" if line.is_warning else line.text)


def _say_written(written: Written, where: str, words: FormatWords, terminal: Terminal) -> int:
    say = EnglishCounts()
    parts = [say.photos(written.photos)]
    if written.animals:
        parts.append(say.animals(written.animals))
    if written.pieces:
        parts.append(say.files(written.pieces))
    if written.is_cancelled:
        terminal.say("Stopped; the files that were written are whole.")
    terminal.say(f"Written: {', '.join(parts)}, {where}.")
    for note in written.notes:
        terminal.say(note_text(note, words, str, say))
    _say_faults(written.skipped, terminal)
    if written.is_cancelled:
        return stopping.exit_code() or NOT_ALL
    return NOT_ALL if written.skipped else ALL


def _say_faults(faults: Sequence[Fault], terminal: Terminal) -> None:
    for fault in faults[:_MOST_SAID]:
        terminal.say(naming_its_file(fault, sentence(fault)))
    if len(faults) > _MOST_SAID:
        terminal.say(f"And {len(faults) - _MOST_SAID:,} more.")
