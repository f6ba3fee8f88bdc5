"""One run of labelling without a window: the pipeline works in its threads, the table is written in another."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import stopping
from desktop_app.catalog.asked_for import Said
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.kinds_of_files import FileKind, LeftOut
from desktop_app.catalog.scan import find_photos
from desktop_app.catalog.second_tries import SecondTries
from desktop_app.catalog.values.photos import PhotoOutcome
from desktop_app.catalog.values.suggestions import SuggestionStatus
from desktop_app.commands.fault_sentences import sentence
from desktop_app.commands.left_out_sentences import left_out_sentences
from desktop_app.commands.memories import Learned
from desktop_app.commands.ordered_work import OrderedWork
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.tables.suggestion_table import TableShape, suggestion_rows
from desktop_app.exports.tables.text_tables import Table, TableFormat
from desktop_app.faults import Fault, fault_of
from desktop_app.imaging.at_work import at_work
from desktop_app.inference.classifier import Classifier
from desktop_app.inference.pipeline import LabellingPipeline
from desktop_app.inference.providers import Provider

if TYPE_CHECKING:
    from desktop_app.commands.recording import SessionRecorder

ALL_READABLE = 0
NOT_ALL_DONE = 1

_LOOKS_EVERY = 0.1
# After Ctrl-C, workers may end the photo at hand for this long; together with the rest it stays under two seconds.
_PATIENCE = 0.8


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """What was asked for on the command line.

    Attributes:
        paths: photos and folders, as given: paths and addresses.
        out: the table; None for the standard output.
        table_format: of the table.
        model: folder of a model pack; None for the one that ships.
        provider: what the network runs on.
        careful: whether every photo is looked at by all of the model's networks, plain and mirrored.
        top: breeds a dog in the table.
        dogs: dogs a photo in the table, at most; None for as many as `TableShape` says.
        per_dog: whether each dog has a row.
        recursive: whether to look into the folders of the folders.
        session: a session file in which the outcomes are kept too; made when missing.
        overwrite: whether a table that is there may be replaced.
        memories: sessions and memories whose labels the suggestions in the table are to follow.
    """

    paths: tuple[Said, ...]
    out: Path | None
    table_format: TableFormat
    model: Path | None = None
    provider: Provider = "auto"
    top: int = 5
    dogs: int | None = None
    per_dog: bool = False
    recursive: bool = True
    session: Path | None = None
    overwrite: bool = False
    memories: tuple[Path, ...] = ()
    careful: bool = False


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


class LabellingRun:
    """One run: the pipeline works in its threads, this thread writes."""

    def __init__(
        self,
        request: LabelRequest,
        photos: tuple[Path, ...],
        classifier: Classifier,
        table: tuple[Table, TableShape],
        recorder: "SessionRecorder | None",
        terminal: Terminal,
        interrupted: threading.Event,
        learned: Learned | None = None,
    ) -> None:
        self._request, self._photos = request, photos
        self._manifest = classifier.pack.manifest
        self._names = {breed.id: breed.names["en"] for breed in self._manifest.breeds}
        self._remembering = None if learned is None else learned.remembering
        if learned is not None:
            self._names = {**learned.names, **self._names}
        self._table, self._shape = table
        self._recorder = recorder
        self._terminal = terminal
        self._tally = _Tally()
        # The table has no place for what only sessions keep.
        self._pipeline = LabellingPipeline(classifier, measures=recorder is not None)
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
        for outcome, learned in self._with_memory(outcomes):
            for row in suggestion_rows(outcome, self._names, self._shape, sentence, learned):
                self._table.add(row)
            self._tally.count(outcome)
        # A session keeps what the pack says, and nothing that was learned.
        self._record(outcomes)

    def _with_memory(self, outcomes: list[PhotoOutcome]) -> list[tuple[PhotoOutcome, int]]:
        """The outcomes as the table has them, and how many labels stand behind the first breed of each."""
        if self._remembering is None:
            return [(outcome, 0) for outcome in outcomes]
        said = self._remembering.suggestions([each.suggestion for each in outcomes if each.suggestion is not None])
        told = iter(said)
        found = []
        for outcome in outcomes:
            if outcome.suggestion is None:
                found.append((outcome, 0))
            else:
                suggestion, learned = next(told)
                found.append((replace(outcome, suggestion=suggestion), learned))
        return found

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
            # What is tried last of all may be on its way still: nobody was left then who would read it again.
            while self._work.later and not self._interrupted.is_set():
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
        suggested, without = tally.statuses[SuggestionStatus.OK], tally.statuses[SuggestionStatus.NO_DOG]
        # A pack that others trained may be one of cats, and one that cannot tell has seen no dog.
        looked = f"{suggested:,} with a dog, {without:,} without"
        if self._manifest.species is None:
            looked = f"{suggested:,} with suggestions"
        self._terminal.say(
            f"{tally.done:,} photos in {tally.seconds:.1f} s ({rate:.1f} photos a second): "
            f"{looked}, {tally.statuses[SuggestionStatus.UNREADABLE]:,} unreadable."
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
