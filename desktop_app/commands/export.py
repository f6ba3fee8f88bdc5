"""`pawsort export`: what the window's export dialog does, without a window."""

import shutil
import tempfile
import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app import paths, stopping
from desktop_app.breeds.book import BreedBook
from desktop_app.breeds.kinds import bundled_kinds
from desktop_app.catalog.errors import SessionError
from desktop_app.commands.export_terms import terms
from desktop_app.commands.fault_sentences import naming_its_file, sentence, with_the_way_out
from desktop_app.commands.format_words import (
    SHARED_OPTIONS,
    EnglishCounts,
    FormatWords,
    OptionWords,
    note_text,
    preview_lines,
)
from desktop_app.commands.formats import all_words
from desktop_app.commands.memories import adjusting
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
from desktop_app.exports.destination import DestinationError, destination, destination_folder, is_device
from desktop_app.exports.formats import all_formats
from desktop_app.exports.gathering import gathered
from desktop_app.exports.shared_options import ACCEPT, NO_BREED, ONLY_NEW
from desktop_app.exports.shelters.feed_format import ShelterFeed
from desktop_app.exports.shelters.feeds import FeedError
from desktop_app.faults import Fault, FaultError
from desktop_app.files import StandardOutput

ALL, NOT_ALL, REFUSED = 0, 1, 2
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_MOST_SAID = 20
_WIDTH = 110
_CHUNK = 1 << 20
_OUT = {Place.FILE: "FILE", Place.FOLDER: "FOLDER"}
_FLAGS = {ACCEPT.name: "--accept-suggestions", NO_BREED.name: "--no-breed", ONLY_NEW.name: "--only-new"}
_STANDARD_OUTPUT = frozenset({"-", "/dev/stdout", "/dev/fd/1"})


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
        memories: sessions and memories whose labels the suggestions are to follow.
        model: with these, folder of the pack that made the suggestions; None for one that ships.
    """

    session: Path
    format_id: str
    out: Path | None
    options: Mapping[str, str] = field(default_factory=dict)
    overwrite: bool = False
    preview_only: bool = False
    language: str = "en"
    memories: tuple[Path, ...] = ()
    model: Path | None = None


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


def format_from(typed: str | None) -> str:
    """The id of the format that was typed.

    Raises:
        ValueError: there is none that is called so; the text says which there are.
    """
    there = ", ".join(all_formats())
    if typed is None:
        raise ValueError(f"--format is missing. There are: {there}; pawsort export --list says what each is for.")
    if typed.strip().lower() not in all_formats():
        raise ValueError(f"There is no format {typed!r}. There are: {there}.")
    return typed.strip().lower()


def options_from(
    typed: Sequence[str], accept_suggestions: str | None, only_new: str | None, *, no_breed: bool
) -> dict[str, str]:
    """What `--option NAME=VALUE` says, and the flags that stand for some of them.

    Raises:
        ValueError: one of them says nothing, or they contradict each other.
    """
    flags = {ACCEPT.name: accept_suggestions, NO_BREED.name: "yes" if no_breed else None, ONLY_NEW.name: only_new}
    options = {name: value for name, value in flags.items() if value is not None}
    for each in typed:
        name, equals, value = each.partition("=")
        name = name.strip().lower()
        if not equals:
            raise ValueError(f"--option {each}: an option is given as NAME=VALUE; see pawsort export --list.")
        if options.get(name, value) != value:
            raise ValueError(f"{name} is given twice: as {options[name]!r} and as {value!r}.")
        options[name] = value
    return options


def list_formats() -> str:
    """The formats with what each is for and its options, for a terminal; what several have in common is said once."""
    blocks = []
    shared: dict[str, Option] = {}
    for format_id, each in all_formats().items():
        words = all_words()[format_id]
        lines = [f"{format_id:<14}{words.title}", *_wrapped(words.help, "    "), f"    --out {_OUT[each.place]}"]
        for option in each.options:
            lines.append(f"    --option {_described(option)}")
            if option.name in words.options:
                lines += _explained(words.options[option.name])
            else:
                shared[option.name] = option
        blocks.append("\n".join(lines))
    lines = ["What several formats have in common:"]
    for name, option in shared.items():
        flag = _FLAGS.get(name)
        lines += [f"    --option {_described(option)}{f', or {flag}' if flag else ''}"]
        lines += _explained(SHARED_OPTIONS[name])
    return "\n\n".join([*blocks, "\n".join(lines)])


def _explained(words: OptionWords) -> list[str]:
    title = f"{words.title}: {_meant(words)}." if words.choices else f"{words.title}."
    return _wrapped(" ".join(filter(None, (title, words.help))), "        ")


def _meant(words: OptionWords) -> str:
    return "; ".join(f"{value} = {text}" for value, text in words.choices.items())


def _wrapped(text: str, indent: str) -> list[str]:
    width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 0)).columns)
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


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
    if request.out is not None and str(request.out) in _STANDARD_OUTPUT:
        return _export_to_standard_output(request, terminal)
    return _export(request, terminal)


def _export_to_standard_output(request: ExportRequest, terminal: Terminal) -> int:
    """Write a table as a whole first: what is read at the other end is not the beginning of one that failed."""
    export_format = all_formats()[request.format_id]
    if export_format.place is not Place.FILE:
        terminal.say(f"pawsort: {request.format_id} writes into a folder: give its name.")
        return REFUSED
    with tempfile.TemporaryDirectory(prefix="pawsort-") as scratch:
        name = f"{all_words()[request.format_id].file_stem}{export_format.kinds[0].endings[0]}"
        return _export(replace(request, out=Path(scratch, name)), terminal, is_for_output=True)


def _put_out(file: Path) -> None:
    with StandardOutput() as output, file.open("rb") as reading:
        while chunk := reading.read(_CHUNK):
            output.write_bytes(chunk)


def _export(request: ExportRequest, terminal: Terminal, *, is_for_output: bool = False) -> int:
    try:
        export_format = all_formats()[request.format_id]
        options = _options(export_format, request.options)
        target = _target(export_format, request, options)
        adjust = adjusting(request.session, request.memories, request.model, terminal) if request.memories else None
        material = gathered(request.session, adjust=adjust)
        wording = _wording(request.language)
        preview = export_format.preview_in_words(target, material, wording, options)
    except (FaultError, ValueError) as error:
        said = with_the_way_out(error.fault) if isinstance(error, FaultError) else str(error)
        terminal.say(f"pawsort: {said}")
        return REFUSED
    _say_preview(preview, all_words()[request.format_id], wording.name_of, terminal)
    if request.preview_only:
        return ALL
    if preview.replaces and not request.overwrite:
        terminal.say(f"pawsort: {with_the_way_out(Fault('where.exists', {'file': str(preview.replaces[0])}))}")
        return REFUSED
    watch = _UntilStopped(terminal)
    # Whoever reads a pipe may never come: nothing of ours has to be tidied up there.
    waited_for = nullcontext() if is_device(target) else stopping.finishing()
    with stopping.orderly(watch.stop), waited_for:
        try:
            written = export_format.write(target, material, wording, options, watch)
            if is_for_output:
                _put_out(target)
        except CancelledError:
            terminal.say("Stopped; nothing was written.")
            return stopping.exit_code() or NOT_ALL
        except (FaultError, SessionError) as error:
            terminal.say(f"pawsort: {sentence(error.fault)}")
            return NOT_ALL
    where = "beside the photos" if export_format.place_with(options) is None else f"to {target}"
    where = "to the standard output" if is_for_output else where
    return _say_written(written, where, all_words()[request.format_id], terminal)


def _wording(language: str) -> Wording:
    book = BreedBook.load_folder(paths.assets_folder() / "breeds")
    return Wording(
        lambda breed_id: book.name(breed_id, language),
        sentence,
        "," if language == "fr" else ".",
        terms(language),
        lambda kind_id: bundled_kinds().looks_like(kind_id, language),
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
    # A place that is taken refuses each picture that is tried for it.
    said = list(dict.fromkeys(naming_its_file(fault, sentence(fault)) for fault in faults))
    for each in said[:_MOST_SAID]:
        terminal.say(each)
    if len(said) > _MOST_SAID:
        terminal.say(f"And {len(said) - _MOST_SAID:,} more.")
