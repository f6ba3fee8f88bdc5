"""What the window says by itself: progress and news on the bottom line, and messages with a way out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.catalog.asked_for import MOST_NAMED
from desktop_app.catalog.rows import PhotoState
from desktop_app.faults import Fault, fault_of
from desktop_app.jobs.labelling import LabellingState, LabellingSummary
from desktop_app.plain_text import escaped
from desktop_app.ui.controllers import commands
from desktop_app.ui.controllers.rescuing import DAMAGED
from desktop_app.ui.controllers.session_keeping import LOST
from desktop_app.ui.wording import words
from desktop_app.ui.wording.changes import change_words
from desktop_app.ui.wording.faults import fault_text, part_text
from desktop_app.ui.wording.numbers import number
from desktop_app.ui.wording.plurals import left_out_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_app.catalog.rescue import Rescued
    from desktop_app.jobs.progress import LabellingProgress
    from desktop_app.jobs.scanning import ScanSummary
    from desktop_app.ui.window.parts import WindowParts

    Way = tuple[str, Callable[[], object]]


class WindowMessages(QObject):
    """Listens to the controllers."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.messages
        self._job = window.status.job
        self._drives: Mapping[str, int] = {}
        # What was said of the file of the session that is open.
        self._of_session: list[str] = []
        # What was told of the last step that was taken back, or done again.
        self._came_back = ""
        session, labelling, files = window.session, window.labelling, window.files
        session.failed.connect(self.show_fault)
        session.keeping.changed.connect(self._take_keeping)
        session.scanning.connect(self._scanning)
        session.scanned.connect(self._scanned)
        session.changed.connect(self._follow_steps)
        labelling.progress.connect(self._progress)
        labelling.state_changed.connect(self._state_changed)
        labelling.model_ready.connect(self.show_model)
        labelling.finished.connect(self._finished)
        labelling.failed.connect(self._labelling_failed)
        labelling.merged.connect(self._merged)
        window.measuring.progress.connect(self._job.show_measuring)
        window.measuring.ended.connect(self._measured)
        files.failed.connect(self.show_fault)
        files.refused.connect(self.show_faults)
        files.copied.connect(self._copied)
        window.rescuing.rescued.connect(self._rescued)
        window.rescuing.failed.connect(self.show_fault)
        window.history.failed.connect(self.show_fault)
        window.alike.failed.connect(self.show_fault)
        window.alike.said.connect(window.status.say)
        window.review.nothing_left.connect(self._nothing_left)
        for said in (window.review.said, window.review.taken_back):
            said.connect(window.status.say)
        window.picks.told.connect(window.status.say)
        window.importing.told.connect(window.status.say)
        window.picks.failed.connect(self.show_fault)
        self._job.pause_wanted.connect(labelling.pause)
        self._job.cancel_wanted.connect(self._cancel)

    def _follow_steps(self, changed: commands.Changed) -> None:
        """That a step was taken back is no news any more once another is done: it would seem to be the one."""
        if changed.way is not commands.Way.DONE:
            is_undone = changed.way is commands.Way.UNDONE
            tell = change_words.taken_back if is_undone else change_words.done_again
            self._came_back = tell(changed.said)
        elif self._came_back and self._window.status.news() == self._came_back:
            self._window.status.say("")

    def show_fault(self, fault: Fault, *actions: Way) -> None:
        """Something could not be done."""
        session, text = self._window.session, self._text(fault)
        if text == self._window.keeping_bar.text():
            # It stands there already, and stays: twice the same would hide photos.
            self._window.status.say(self.tr("The session cannot be changed."))
            return
        is_of_session = fault.facts.get("path") == str(session.path)
        if fault.code in DAMAGED:
            if is_of_session and session.keeping.is_lost:
                return  # there is more in the window than in the file: what to do, the bar says
            damaged = Path(str(fault.facts["path"]))
            actions = ((self.tr("Rescue what can be read…"), partial(self._window.rescuing.ask, damaged)), *actions)
        if is_of_session and fault.code in DAMAGED | LOST:
            self._of_session.append(text)
        self._bar.show_message("error", text, *actions)

    def _take_keeping(self, _fault: Fault | None) -> None:
        """Where the bar says what is the matter with the session, and what to do, nothing else says another thing."""
        if self._window.session.keeping.is_lost:
            for text in self._of_session:
                self._bar.take_away(text)
            self._of_session.clear()

    def _text(self, fault: Fault) -> str:
        things = fault.facts.get("things", 0)
        counted = [self.tr("%Ln in all.", "", things)] if isinstance(things, int) and things > MOST_NAMED else []
        return " ".join([fault_text(fault), *counted])

    def _rescued(self, rescued: Rescued) -> None:
        text = self.tr("Rescued: {photos}, %n of them with a label, are in {file}.", "", rescued.labels)
        said = [text.format(photos=words.photos(rescued.photos), file=escaped(rescued.target.name))]
        left_out = [
            self.tr("{count} of {part}").format(count=number(count), part=part_text(part))
            for part, count in rescued.lost.items()
        ]
        if left_out:
            said.append(self.tr("Left out, because it could not be read: {parts}.").format(parts=", ".join(left_out)))
        self._bar.show_message("warning" if left_out else "information", " ".join(said))

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Several things at once could not be done: one message, a line for each, and none is pushed out."""
        if faults:
            self._bar.show_message("warning", "\n".join(self._text(fault) for fault in faults))

    def try_to(self, act: Callable[[], None]) -> None:
        """Do something that may fail on a full or read-only disk without anybody losing work."""
        try:
            act()
        except OSError as error:
            text = self.tr("The settings could not be saved. {reason}")
            self._bar.show_message("error", text.format(reason=fault_text(fault_of(error))))

    def _scanning(self, found: int) -> None:
        if self._window.labelling.state is LabellingState.IDLE or not found:
            self._job.show_search(found)

    def _scanned(self, summary: ScanSummary) -> None:
        if self._window.labelling.state is LabellingState.IDLE:
            self._job.hide()
        if summary.unreadable_folders:
            folder, why = summary.unreadable_folders[0]
            count = len(summary.unreadable_folders)
            text = self.tr("%n folder(s) could not be searched, {folder} among them: {reason}", "", count)
            self._bar.show_message("warning", text.format(folder=escaped(str(folder)), reason=fault_text(why)))
        left_out = left_out_text(summary.left_out)
        if summary.left_out.raw:
            # Somebody took them, and misses them: that is to be read, and not in passing.
            self._bar.show_message("warning", left_out)
        elif left_out:
            self._window.status.say(left_out)
        if summary.new or summary.cancelled:
            return
        if summary.known:
            text = self.tr(
                "Nothing new: %n photo(s) dropped, all of them are in this session already.", "", summary.known
            )
            self._bar.show_message("information", text)
        elif not summary.unreadable_folders:
            text = self.tr("No photos were found there. Photos end in .jpg, .heic, .png and the like.")
            others = left_out if left_out and not summary.left_out.raw else ""
            self._bar.show_message("warning", f"{text} {others}".rstrip())

    def _progress(self, progress: LabellingProgress) -> None:
        self._job.show_paused(progress.paused)
        self._drives = progress.drives
        if self._drives and progress.done >= progress.total:
            self._wait_for_drives()
            return
        pace = progress.photos_per_second, progress.seconds_left
        self._job.show_progress(progress.done, progress.total, *pace, progress.arriving)

    def _wait_for_drives(self) -> None:
        self._job.show_waiting(max(self._drives, key=self._drives.__getitem__), sum(self._drives.values()))

    def show_model(self, name: str, provider: str, note: Fault | None) -> None:
        """Say which model works, and on what."""
        classifier = self._window.labelling.classifier()
        breeds = len(classifier.pack.manifest.breeds) if classifier is not None else 0
        self._window.status.show_model(breeds, provider, name, note)

    def _state_changed(self, state: LabellingState) -> None:
        self._job.show_paused(state is LabellingState.PAUSED)
        if state is LabellingState.LOADING:
            self._job.show_loading()
        elif state is LabellingState.AWAY and self._drives:
            self._wait_for_drives()
        elif state is LabellingState.IDLE and not self._window.session.is_scanning:
            self._job.hide()

    def _measured(self) -> None:
        if self._window.labelling.state is LabellingState.IDLE and not self._window.session.is_scanning:
            self._job.hide()

    def _finished(self, summary: LabellingSummary) -> None:
        if summary.cancelled and self._window.collection.states[PhotoState.WAITING]:
            text = self.tr("Stopped. %n photo(s) still wait for a suggestion.", "",
                           self._window.collection.states[PhotoState.WAITING])  # fmt: skip
            self._bar.show_message("information", text, (self.tr("Go on"), self._window.labelling.go_on))
        elif summary.unreadable:
            text = self.tr("%n photo(s) cannot be read. They are marked; the others are not affected.", "",
                           summary.unreadable)  # fmt: skip
            self._bar.show_message("warning", text, (self.tr("Show them"), self._show_unreadable))

    def _labelling_failed(self, fault: Fault) -> None:
        self.show_fault(fault, (self.tr("Try again"), self._window.labelling.go_on))

    def _merged(self, merged: dict[int, int]) -> None:
        text = self.tr("%n photo(s) had moved and were found again, with their labels.", "", len(merged))
        self._bar.show_message("information", text)

    def _show_unreadable(self) -> None:
        self._window.sidebar.show_state(PhotoState.UNREADABLE)

    def _copied(self, target: Path) -> None:
        text = self.tr("The session was copied to {file}.").format(file=escaped(target.name))
        open_folder = (self.tr("Show in folder"), lambda: self._window.files.show_in_folder(target))
        self._bar.show_message("information", text, open_folder)

    def _nothing_left(self) -> None:
        waiting = self._window.collection.states[PhotoState.WAITING]
        if waiting:
            text = self.tr(
                "Nothing to review here at the moment; %n photo(s) still wait for a suggestion.", "", waiting
            )
        else:
            text = self.tr("Nothing left to review here.")
        self._window.status.say(text)

    def _cancel(self) -> None:
        if self._window.session.is_scanning:
            self._window.session.cancel_scan()
        elif self._window.measuring.is_measuring:
            self._window.measuring.cancel()
        else:
            self._window.labelling.cancel()
