"""Labelling without a window: photos in, a table (and a session, when one is asked for) out."""

import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from desktop_app import stopping
from desktop_app.catalog.asked_for import Said, asked_for, in_short
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.opening import is_session
from desktop_app.commands.fault_sentences import device, sentence
from desktop_app.commands.label_run import NOT_ALL_DONE, LabellingRun, LabelRequest
from desktop_app.commands.memories import KnownPack, learned_from
from desktop_app.commands.recording import recording_into
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.destination import DestinationError, Kind, destination
from desktop_app.exports.tables.suggestion_table import TableShape
from desktop_app.exports.tables.text_tables import TableFormat, start_table
from desktop_app.faults import FaultError
from desktop_app.files import ExportError, StandardOutput, WholeFile
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.manifest import Manifest
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.inference.trial import try_pack


class WrongUsageError(FaultError):
    """What was asked for cannot be done; nothing was begun."""


class _StoppedError(Exception):
    """Somebody asked for the end before anything was done."""


def label_photos(request: LabelRequest, terminal: Terminal) -> int:
    """Label photos and write the table.

    Returns:
        the exit code: 0 when every photo was readable, 1 when some were not or not everything could be written,
        130 after Ctrl-C, that of `stopping.exit_code` after any signal (what was done is kept).

    Raises:
        WrongUsageError: the model pack, the provider, the table or the session that was asked for cannot be used.
    """
    interrupted = threading.Event()
    with stopping.orderly(interrupted.set):
        photos = _photos_asked_for(request.paths, terminal)
        request = _with_destinations(request)
        try:
            with ExitStack() as until_all_is_kept, ExitStack() as open_things:
                labelling = _begun(request, photos, terminal, open_things, interrupted)
                if request.out is not None:
                    # However slow the drive: a table that is half written is kept.
                    until_all_is_kept.enter_context(stopping.finishing())
                labelling.run()
        except (ExportError, SessionError) as error:
            terminal.say(sentence(error.fault))
            return stopping.exit_code() or NOT_ALL_DONE
        except _StoppedError:
            terminal.say("Stopped.")
            return stopping.exit_code() or NOT_ALL_DONE
        return labelling.summarise()


def _begun(
    request: LabelRequest,
    photos: tuple[Path, ...],
    terminal: Terminal,
    open_things: ExitStack,
    interrupted: threading.Event,
) -> "LabellingRun":
    """Open everything that a run needs, before anything is done.

    Raises:
        _StoppedError: it is not wanted any more; nothing is left of it but the session that was asked for.
    """

    def go_on() -> None:
        if interrupted.is_set():
            raise _StoppedError

    try:
        go_on()
        folder = _pack_folder(request.model)
        try:
            try_pack(folder, is_unwanted=interrupted.is_set)
        except ModelPackError:
            go_on()  # nobody waited for what is wrong with it
            raise
        pack = load_pack(folder)
        go_on()
        classifier = Classifier(pack, request.provider, careful=request.careful)
        go_on()
        # Before the session is opened to be written, which may be one of them.
        learned = learned_from(request.memories, KnownPack.of(pack)) if request.memories else None
        go_on()
        recorder = None
        if request.session is not None:
            recorder = open_things.enter_context(recording_into(request.session, pack.pack_hash))
        go_on()
        target: StandardOutput | WholeFile = StandardOutput() if request.out is None else WholeFile(request.out)
        open_things.enter_context(target)
    except FaultError as error:
        raise WrongUsageError.of(error.fault) from error
    terminal.say(f"Model {pack.manifest.name}, running on: {device(classifier.provider_in_use)}.")
    if classifier.provider_note:
        terminal.say(sentence(classifier.provider_note))
    for line in () if learned is None else learned.told:
        terminal.say(line)
    model = {"model": pack.manifest.name, "model_hash": pack.pack_hash}
    shape = _shape(request, pack.manifest)
    table = start_table(
        request.table_format, target, shape.columns, json_columns=shape.json_columns, in_every_json_row=model
    )
    return LabellingRun(request, photos, classifier, (table, shape), recorder, terminal, interrupted, learned)


def _shape(request: LabelRequest, manifest: Manifest) -> TableShape:
    has_lists = request.table_format is TableFormat.JSON_LINES
    most_found = 1 if manifest.finder is None else manifest.finder.most
    return TableShape(request.top, request.dogs, request.per_dog, has_lists, most_found)


# What a shell names too where somebody writes * for all files: the rest of them is what was meant.
_LEFT_OUT_ALOUD = frozenset(
    {"asked.raw", "asked.film", "asked.sound", "asked.document", "asked.archive", "asked.note", "asked.shortcut"}
)


def _photos_asked_for(paths: tuple[Said, ...], terminal: Terminal) -> tuple[Path, ...]:
    """The photos and folders that are meant; files that are evidently something else are left out aloud.

    Raises:
        WrongUsageError: a slip of the keyboard, which must not become a table with one unreadable photo, an address
            that is no file, or a session; or nothing is left.
    """
    asked = asked_for(paths)
    for fault in asked.refused:
        if fault.code == "asked.not_found":
            raise WrongUsageError("usage.not_found", path=fault.facts["paths"])
        if fault.code not in _LEFT_OUT_ALOUD:
            raise WrongUsageError.of(fault)
    for session in asked.sessions:
        raise WrongUsageError("usage.session_among_photos", path=str(session))
    for fault in in_short(asked.refused):
        terminal.say(sentence(fault))
    if not asked.to_add:
        raise WrongUsageError("usage.nothing_left")
    return asked.to_add


def _with_destinations(request: LabelRequest) -> LabelRequest:
    """The request with the files that are meant by what was typed.

    Raises:
        WrongUsageError: the table or the session may not be written there.
    """
    out, session = request.out, request.session
    try:
        if out is not None:
            table = destination(out, Kind(request.table_format.value))
            if table.replaces and not request.overwrite:
                raise WrongUsageError("usage.table_exists", file=str(table.file))
            out = table.file
        # A session that is there is gone on with, also under a name without its ending.
        if session is not None and not _is_session(session):
            session = destination(session, Kind.SESSION).file
    except DestinationError as error:
        raise WrongUsageError.of(error.fault) from error
    return replace(request, out=out, session=session)


def _is_session(file: Path) -> bool:
    try:
        return is_session(file)
    except OSError:
        return False


def _pack_folder(asked_for: Path | None) -> Path:
    if asked_for is not None:
        return asked_for.parent if asked_for.is_file() else asked_for
    bundled = bundled_packs()
    if not bundled:
        raise WrongUsageError("pack.none_installed")
    return bundled[0]
