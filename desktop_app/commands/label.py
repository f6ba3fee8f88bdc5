"""Labelling without a window: photos in, a table (and a session, when one is asked for) out."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app import stopping
from desktop_app.catalog.asked_for import Said, asked_for, in_short
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.kinds_of_files import FileKind, LeftOut
from desktop_app.catalog.opening import is_session
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.second_tries import SecondTries
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.stored_paths import path_key
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.commands.fault_sentences import device, sentence
from desktop_app.commands.left_out_sentences import left_out_sentences
from desktop_app.commands.ordered_work import OrderedWork
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.destination import DestinationError, Kind, destination
from desktop_app.exports.suggestion_table import JSON_COLUMNS, suggestion_columns, suggestion_row
from desktop_app.exports.tables import Table, TableFormat, start_table
from desktop_app.faults import Fault, FaultError, fault_of
from desktop_app.files import ExportError, StandardOutput, WholeFile
from desktop_app.imaging.at_work import at_work
from desktop_app.inference.bundled import bundled_packs
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.network import ClassifierError
from desktop_app.inference.packs import ModelPackError, load_pack
from desktop_app.inference.pipeline import LabellingPipeline
from desktop_app.inference.providers import Provider, ProviderError
from desktop_app.inference.trial import try_pack

ALL_READABLE = 0
NOT_ALL_DONE = 1

_LOOKS_EVERY = 0.1
# After Ctrl-C, workers may end the photo at hand for this long; together with the rest it stays under two seconds.
_PATIENCE = 0.8
# Outcomes that go into the session in one transaction: each waits for the disk.
_RECORDED_TOGETHER = 64


class WrongUsageError(FaultError):
    """What was asked for cannot be done; nothing was begun."""


class _StoppedError(Exception):
    """Somebody asked for the end before anything was done."""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """What was asked for on the command line.

    Attributes:
        paths: photos and folders, as given: paths and addresses.
        out: the table; None for the standard output.
        table_format: of the table.
        model: folder of a model pack; None for the one that ships.
        provider: what the network runs on.
        top: breeds a photo in the table.
        recursive: whether to look into the folders of the folders.
        session: a session file in which the outcomes are kept too; made when missing.
        overwrite: whether a table that is there may be replaced.
    """

    paths: tuple[Said, ...]
    out: Path | None
    table_format: TableFormat
    model: Path | None = None
    provider: Provider = "auto"
    top: int = 5
    recursive: bool = True
    session: Path | None = None
    overwrite: bool = False


@dataclass(slots=True)
class _Tally:
    began: float = field(default_factory=time.monotonic)
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[Fault] = field(default_factory=Counter)
    folders_not_searched: int = 0
    left_out: Counter[FileKind] = field(default_factory=Counter)
    total: int | None = None

    @property
    def done(self) -> int:
        return self.statuses.total()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def count(self, outcome: PhotoOutcome) -> None:
        if outcome.suggestion is None:
            self.statuses[SuggestionStatus.UNREADABLE] += 1
            if outcome.fault is not None:
                self.reasons[outcome.fault] += 1
        else:
            self.statuses[outcome.suggestion.status] += 1


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
) -> "_Labelling":
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
        try_pack(folder)
        pack = load_pack(folder)
        go_on()
        classifier = Classifier(pack, request.provider)
        go_on()
        recorder = None
        if request.session is not None:
            recorder = open_things.enter_context(_recording(request.session, pack.pack_hash))
        go_on()
        target: StandardOutput | WholeFile = StandardOutput() if request.out is None else WholeFile(request.out)
        open_things.enter_context(target)
    except (ModelPackError, ProviderError, ClassifierError, SessionError, ExportError) as error:
        raise WrongUsageError.of(error.fault) from error
    terminal.say(f"Model {pack.manifest.name}, running on: {device(classifier.provider_in_use)}.")
    if classifier.provider_note:
        terminal.say(sentence(classifier.provider_note))
    model = {"model": pack.manifest.name, "model_hash": pack.pack_hash}
    columns = suggestion_columns(request.top)
    table = start_table(request.table_format, target, columns, json_columns=JSON_COLUMNS, in_every_json_row=model)
    return _Labelling(request, photos, classifier, table, recorder, terminal, interrupted)


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


class _Labelling:
    """One run: the pipeline works in its threads, this thread writes."""

    def __init__(
        self,
        request: LabelRequest,
        photos: tuple[Path, ...],
        classifier: Classifier,
        table: Table,
        recorder: "_Recorder | None",
        terminal: Terminal,
        interrupted: threading.Event,
    ) -> None:
        self._request, self._photos = request, photos
        self._manifest = classifier.pack.manifest
        self._names = {breed.id: breed.names["en"] for breed in self._manifest.breeds}
        self._table = table
        self._recorder = recorder
        self._terminal = terminal
        self._tally = _Tally()
        self._pipeline = LabellingPipeline(classifier)
        found = find_photos(photos, request.recursive, self._not_searched, left_out=self._leave_out)
        self._work = OrderedWork(_suspects_last(found))
        self._tries = SecondTries()
        self._told_of_arriving = False
        self._interrupted = interrupted
        self._failures: list[Fault] = []

    def run(self) -> None:
        """Label everything, or until somebody asks for the end."""
        interrupted = self._interrupted
        threading.Thread(target=self._count_photos, name="counting", daemon=True).start()
        worker = threading.Thread(target=self._run_pipeline, name="labelling", daemon=True)
        worker.start()
        try:
            while (outcomes := self._work.in_order(_LOOKS_EVERY)) is not None and not interrupted.is_set():
                self._write(outcomes)
                self._tell_of_arriving()
                self._terminal.progress(self._tally.done, self._tally.total, self._tally.seconds)
        finally:
            self._pipeline.stop()
            self._work.cancel()
        worker.join(_PATIENCE if interrupted.is_set() else None)
        self._write([*(outcomes or []), *(self._work.in_order(0) or []), *self._work.rest()])
        self._record([], last=True)

    def summarise(self) -> int:
        """Say what was done; returns the exit code."""
        tally = self._tally
        stopped = self._interrupted.is_set()
        if stopped:
            self._terminal.say("Stopped; what was done is kept.")
        if tally.done:
            self._say_figures()
        else:
            self._terminal.say("No photo was done." if stopped or self._failures else "No photos found.")
        for text in left_out_sentences(LeftOut.of(tally.left_out)):
            self._terminal.say(text)
        for failure in self._failures:
            self._terminal.say(sentence(failure))
        if self._request.out is not None:
            self._terminal.say(f"The table is in {self._request.out}.")
        if stopped and (code := stopping.exit_code()) is not None:
            return code
        return NOT_ALL_DONE if self._failures or tally.reasons or tally.folders_not_searched else ALL_READABLE

    def _write(self, outcomes: list[PhotoOutcome]) -> None:
        for outcome in outcomes:
            self._table.add(suggestion_row(outcome, self._names, self._request.top, sentence))
            self._tally.count(outcome)
        self._record(outcomes)

    def _record(self, outcomes: list[PhotoOutcome], *, last: bool = False) -> None:
        if self._recorder is None:
            return
        try:
            self._recorder.record(outcomes)
            if last:
                self._recorder.flush()
        except SessionError as error:
            # The table still gets everything.
            self._failures.append(error.fault)
            self._recorder = None

    def _run_pipeline(self) -> None:
        try:
            self._pipeline.run(self._work, self._deliver)
        except Exception as error:  # noqa: BLE001 - said at the end by the thread that writes
            self._failures.append(fault_of(error))
        finally:
            self._work.finish()

    def _deliver(self, outcomes: list[PhotoOutcome]) -> None:
        """Give outcomes back, but for those of files that are still being copied: these are read again."""
        counted = []
        for outcome in outcomes:
            seconds = self._tries.seconds_until_next(outcome)
            if seconds is None:
                counted.append(outcome)
            else:
                self._work.put_back(outcome.key, outcome.path, seconds)
        self._work.deliver(counted)

    def _tell_of_arriving(self) -> None:
        if self._work.later and not self._told_of_arriving:
            self._told_of_arriving = True
            self._terminal.say("Some files are still being copied: they are read again in a moment.")

    def _count_photos(self) -> None:
        """A second, quick look through the folders, so that the progress can say how much is left."""
        self._tally.total = sum(1 for _ in find_photos(self._photos, self._request.recursive))

    def _not_searched(self, folder: Path, why: Fault) -> None:
        self._tally.folders_not_searched += 1
        self._terminal.say(f"{folder} was left out: {sentence(why)}.")

    def _leave_out(self, kind: FileKind) -> None:
        self._tally.left_out[kind] += 1

    def _say_figures(self) -> None:
        tally = self._tally
        rate = tally.done / max(tally.seconds, 1e-9)
        self._terminal.say(
            f"{tally.done:,} photos in {tally.seconds:.1f} s ({rate:.1f} photos a second): "
            f"{tally.statuses[SuggestionStatus.OK]:,} with a dog, {tally.statuses[SuggestionStatus.NO_DOG]:,} without, "
            f"{tally.statuses[SuggestionStatus.UNREADABLE]:,} unreadable."
        )
        for reason, count in tally.reasons.most_common():
            self._terminal.say(f"  {count:,} unreadable: {sentence(reason)}")


def _suspects_last(photos: Iterator[Path]) -> Iterator[Path]:
    """The photos in order, but for those of which Pawsort may have died: no row waits behind one of these."""
    suspects = []
    for photo in photos:
        if at_work.may_be_suspected(photo):
            suspects.append(photo)
        else:
            yield photo
    yield from suspects


class _Recorder:
    """Keeps outcomes in a session, whose photos are known by path."""

    def __init__(self, session: Session, pack_hash: str) -> None:
        self._session = session
        self._pack_hash = pack_hash
        self._ids = {path_key(row.path): row.photo_id for row in session.rows()}
        self._waiting: list[PhotoOutcome] = []

    def record(self, outcomes: list[PhotoOutcome]) -> None:
        self._waiting.extend(outcomes)
        if len(self._waiting) >= _RECORDED_TOGETHER:
            self.flush()

    def flush(self) -> None:
        outcomes, self._waiting = self._waiting, []
        new = [outcome.path for outcome in outcomes if path_key(outcome.path) not in self._ids]
        if new:
            self._ids |= {path_key(row.path): row.photo_id for row in self._session.add_photos(new)}
        keyed = [
            replace(outcome, key=self._ids[key]) for outcome in outcomes if (key := path_key(outcome.path)) in self._ids
        ]
        if keyed:
            self._session.record_outcomes(keyed, self._pack_hash)


@contextmanager
def _recording(file: Path, pack_hash: str) -> Iterator[_Recorder]:
    with Session.open(file) if file.exists() else Session.create(file) as session:
        recorder = _Recorder(session, pack_hash)
        try:
            yield recorder
        finally:
            recorder.flush()


def _pack_folder(asked_for: Path | None) -> Path:
    if asked_for is not None:
        return asked_for.parent if asked_for.is_file() else asked_for
    bundled = bundled_packs()
    if not bundled:
        raise WrongUsageError("pack.none_installed")
    return bundled[0]
