"""`pawsort import`: labels, animals and picks from a table into a session, without a window."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app import paths, stopping
from desktop_app.breeds.book import BreedBook
from desktop_app.catalog.errors import SessionError
from desktop_app.catalog.importing.breed_texts import BreedNames
from desktop_app.catalog.importing.headings import CAN_BE_CHOSEN, Meaning
from desktop_app.catalog.importing.left_alone import KEPT, OF_BREEDS, LeftAlone, Why
from desktop_app.catalog.importing.on_disk import photos_on_disk
from desktop_app.catalog.importing.planning import ImportPlan
from desktop_app.catalog.importing.reading import read_import_table
from desktop_app.catalog.importing.session_import import ImportWish, compared
from desktop_app.catalog.importing.session_photos import SessionPhotos
from desktop_app.catalog.naming.finding import Cancelled
from desktop_app.catalog.session import Session
from desktop_app.commands.fault_sentences import with_the_way_out
from desktop_app.commands.format_words import EnglishCounts
from desktop_app.commands.import_sentences import DID_YOU_MEAN, WHY
from desktop_app.commands.terminal import Terminal
from desktop_app.exports.destination import Destination, DestinationError, Kind, destination
from desktop_app.exports.tables.text_tables import CsvTable
from desktop_app.faults import FaultError
from desktop_app.files import ExportError, WholeFile

ALL, NOT_ALL, REFUSED = 0, 1, 2
MOST_SAID = 20
_LINES_NAMED = 3
_REPORT = ("line", "photo", "reason", "said", "explanation", "did_you_mean")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What was asked for.

    Attributes:
        table: the file.
        session: the session.
        folders: only photos in these are meant; those that are added are looked for there.
        overwrite: whether what is decided may be overwritten.
        add_photos: whether photos that the table names come into the session, which is made where it is missing.
        dry_run: whether nothing is to be changed.
        report: the table into which all is written that is left alone.
        columns: what is said of columns: what they mean → how they are headed.
    """

    table: Path
    session: Path
    folders: Sequence[Path] = ()
    overwrite: bool = False
    add_photos: bool = False
    dry_run: bool = False
    report: Path | None = None
    columns: Mapping[Meaning, str] = field(default_factory=dict)


class UsageError(ValueError):
    """Something was typed that means nothing."""


def columns_from(typed: Sequence[str]) -> dict[Meaning, str]:
    """What `--column MEANING=HEADING` says.

    Raises:
        UsageError: it says nothing.
    """
    found: dict[Meaning, str] = {}
    for each in typed:
        name, equals, heading = each.partition("=")
        meaning = next((known for known in CAN_BE_CHOSEN if known.value == name.strip().lower()), None)
        if not equals or meaning is None or not heading.strip():
            known = ", ".join(each.value for each in CAN_BE_CHOSEN)
            raise UsageError(f"--column {each}: a column is given as MEANING=HEADING; meanings are: {known}.")
        found[meaning] = heading.strip()
    return found


def import_table(request: ImportRequest, terminal: Terminal) -> int:
    """Say what a table brings into a session, and do it as one change.

    Returns:
        0 when all of the table was understood, 1 when some of it was not, 2 when nothing was done; that of
        `stopping.exit_code` after a signal.
    """
    stopped = threading.Event()
    with stopping.orderly(stopped.set):
        try:
            return _Run(request, terminal, stopped.is_set).done()
        except Cancelled:
            terminal.say("Stopped; nothing was changed.")
            return stopping.exit_code() or NOT_ALL
        except (FaultError, SessionError, ExportError) as error:
            terminal.say(f"pawsort: {with_the_way_out(error.fault)}")
            return stopping.exit_code() or REFUSED


class _Run:
    """One import."""

    def __init__(self, request: ImportRequest, terminal: Terminal, is_stopped: Callable[[], bool]) -> None:
        self._request, self._terminal, self._is_stopped = request, terminal, is_stopped
        self._say = EnglishCounts()
        self._book = BreedBook.load_folder(paths.assets_folder() / "breeds")
        self._names = BreedNames(self._book)

    def done(self) -> int:
        """Do it; returns the exit code."""
        request = self._request
        report = self._report_file()
        table = read_import_table(request.table, request.columns)
        with ExitStack() as open_things:
            session = self._session(open_things)
            photos = SessionPhotos.none() if session is None else SessionPhotos.of(session)
            if request.add_photos:
                new = photos_on_disk(table, photos, request.folders, self._is_stopped)
                if session is None and not new:
                    raise FaultError("usage.no_photo_of_table_found", file=str(request.table))
                session, photos = self._with_photos(session, photos, new, open_things)
            wish = ImportWish(request.table, request.overwrite, request.columns, request.folders)
            plan = compared(wish, table, photos, self._names, self._is_stopped)
            del table
            self._say_plan(plan, len(photos))
            if plan.changes_anything and session is not None and not request.dry_run:
                if self._is_stopped():
                    raise Cancelled
                with stopping.finishing():
                    session.apply(plan.change())
        if request.dry_run:
            self._terminal.say("Nothing was changed: --dry-run.")
        self._say_left(plan)
        if report is not None:
            self._write_report(plan, report.file)
        return NOT_ALL if plan.troubles else ALL

    def _report_file(self) -> Destination | None:
        if self._request.report is None:
            return None
        target = destination(self._request.report, Kind.CSV)
        if target.replaces:
            raise DestinationError("where.report_exists", file=str(target.file))
        return target

    def _session(self, open_things: ExitStack) -> Session | None:
        """The session that is there; None where it is to be made of the table's photos."""
        file = self._request.session
        if not file.exists():
            if not self._request.add_photos:
                raise FaultError("usage.no_session_to_import_into", path=str(file))
            return None
        return open_things.enter_context(Session.open(file, or_look=self._request.dry_run))

    def _with_photos(
        self, session: Session | None, photos: SessionPhotos, new: list[Path], open_things: ExitStack
    ) -> tuple[Session | None, SessionPhotos]:
        """Add photos; where nothing is to be changed, only as if."""
        verb = "would come" if self._request.dry_run else "come"
        self._terminal.say(f"{self._say.photos(len(new))} {verb} into the session.")
        if self._request.dry_run:
            return session, photos.with_new(new)
        if session is None:
            session = open_things.enter_context(Session.create(self._request.session))
        if new:
            session.add_photos(new)
        return session, SessionPhotos.of(session)

    def _say_plan(self, plan: ImportPlan, photos: int) -> None:
        say, terminal, table = self._say, self._terminal, plan.table
        named = (f"{heading} ({meaning.value})" for meaning, heading in table.headings.columns.items())
        columns = "a table of Pawsort's" if table.headings.is_own else f"columns: {', '.join(named)}"
        terminal.say(f"{table.file.name}: {say.rows(table.count)}; {columns}.")
        joined = len(plan.animals.photos)
        parts = [
            (plan.labelled, f"{_count(plan.labelled, 'label')}{_of_these(plan.replaced, 'instead of another')}"),
            (joined, f"an animal for {say.photos(joined)}{_of_these(plan.new_animals, 'new animals', 'new animal')}"),
            (plan.picked, f"{_count(plan.picked, 'pick')}"),
            (len(plan.flags), f"{say.photos(len(plan.flags))} marked as of several dogs or of one"),
            (_details(plan), f"something new of {say.animals(_details(plan))}"),
        ]
        said = [text for count, text in parts if count]
        terminal.say(f"For {say.photos(photos)} in the session: {'; '.join(said) if said else 'nothing new'}.")
        if plan.as_it_was:
            terminal.say(f"As it was already: {plan.as_it_was:,}.")

    def _say_left(self, plan: ImportPlan) -> None:
        kept = [each for each in plan.left if each.why in KEPT]
        if kept:
            self._terminal.say(f"Stays as somebody decided it: {len(kept):,}. (--overwrite)")
        # What stands in many lines is said once.
        alike: dict[tuple[Why, str], list[LeftAlone]] = {}
        for each in plan.left:
            if each.why not in KEPT:
                alike.setdefault((each.why, each.said or f"{each.line} {each.source}"), []).append(each)
        if alike:
            count = sum(map(len, alike.values()))
            self._terminal.say(f"Left alone, or understood only in part: {count:,}.")
        for same in list(alike.values())[:MOST_SAID]:
            self._terminal.say(self._sentence(same))
        if len(alike) > MOST_SAID:
            more = "" if self._request.report is not None else " --report FILE writes them all."
            self._terminal.say(f"And {len(alike) - MOST_SAID:,} more.{more}")

    def _sentence(self, same: Sequence[LeftAlone]) -> str:
        first = same[0]
        if len(same) == 1:
            where = f"Line {first.line}, {first.source}" if first.source else f"Line {first.line}"
        else:
            where = f"Lines {', '.join(str(each.line) for each in same[:_LINES_NAMED])}"
            where += f" and {len(same) - _LINES_NAMED:,} more" if len(same) > _LINES_NAMED else ""
        near = self._near(first)
        offered = f"; {DID_YOU_MEAN.format(names=near)}" if near else "."
        return f"{where}: {WHY[first.why].format(said=first.said)}{offered}"

    def _near(self, left: LeftAlone) -> str:
        if left.why not in OF_BREEDS:
            return ""
        return ", ".join(self._book.name(breed_id) for breed_id in self._names.near(left.said))

    def _write_report(self, plan: ImportPlan, file: Path) -> None:
        with WholeFile(file) as target:
            table = CsvTable(target, _REPORT, typed_by_people=("photo", "said", "explanation"))
            for left in plan.left:
                explanation = WHY[left.why].format(said=left.said)
                cells = (left.line, left.source, left.why.value, left.said, explanation, self._near(left))
                table.add(dict(zip(_REPORT, cells, strict=True)))
        self._terminal.say(f"What was left alone is in {file}: {_count(len(plan.left), 'line')}.")


def _details(plan: ImportPlan) -> int:
    """How many animals that are there are something else afterwards, beside what joins them."""
    return sum(animal_id > 0 for animal_id in plan.animals.animals)


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _of_these(count: int, what: str, one: str = "") -> str:
    return f" ({count:,} {one if one and count == 1 else what})" if count else ""
