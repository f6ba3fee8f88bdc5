"""Sessions of Pawsort out of results, for people to review: all that a session keeps of a photo is in them.

A session is made whole beside its place, and put there in one step. One that is there is never touched: a person may
have reviewed it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from desktop_app.catalog import recording
from desktop_app.catalog.connecting import Journal, plain
from desktop_app.catalog.errors import as_faults
from desktop_app.catalog.making import empty_session, write_whole
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables.suggestions import BREEDS_KEPT
from desktop_app.catalog.values.photos import PhotoOutcome
from scale_out.errors import ScaleError
from scale_out.results import PHOTOS, Results, batches_of
from scale_out.tables.photos_at import PhotosAt
from scale_out.tables.plan import Part, Plan, PlannedSession, chosen, planned
from scale_out.tables.rows import KEPT, KEPT_VECTORS, ROWS, read_ahead, rows_of

Say = Callable[[int, int], None]
"""Told how many photos of how many are done; may raise to end it."""


@dataclass(frozen=True, slots=True)
class SessionsRequest:
    """What was asked for.

    Attributes:
        results: that were labelled.
        folder: of the sessions.
        photos: of a session, at most.
        only: which photos, by `plan.WORDS`; all where empty.
        photos_at: where photos lie for whoever reviews them.
    """

    results: Results
    folder: Path
    photos: int = 100_000
    only: tuple[str, ...] = ()
    photos_at: PhotosAt = field(default_factory=PhotosAt)


@dataclass(slots=True)
class MadeSessions:
    """What was done.

    Attributes:
        made: names of the sessions that were made now.
        photos: how many are in them.
        were_there: how many had been made before.
        gone: names of those of them that are not in the folder any more: somebody has them.
    """

    made: list[str]
    photos: int = 0
    were_there: int = 0
    gone: tuple[str, ...] = ()


def make_sessions(request: SessionsRequest, say: Say) -> MadeSessions:
    """Make the sessions that are not made yet.

    Args:
        request: what was asked for.
        say: told how many photos are done.

    Raises:
        ScaleError: the folder holds other sessions; a photo is no file for whoever reviews it; a partition cannot be
            read.
        SessionError, OSError: a session cannot be written.
    """
    request.photos_at.see_to(request.results.run["sources"])
    plan = planned(request.results, request.folder, request.only, request.photos)
    before = [each for each in plan.sessions if each.is_made]
    gone = tuple(each.file for each in before if not (plan.folder / each.file).exists())
    done = MadeSessions([], were_there=len(before), gone=gone)
    total = sum(each.photos for each in plan.sessions if not each.is_made)
    for session in plan.sessions:
        if session.is_made:
            continue
        file = plan.folder / session.file
        # There, and not noted down: this is where the last run ended.
        if not file.exists():
            _make(request, plan, session, lambda photos: say(done.photos + photos, total))
            done.made.append(session.file)
            done.photos += session.photos
        session.is_made = True
        plan.write()
    return done


def _make(request: SessionsRequest, plan: Plan, session: PlannedSession, say: Callable[[int], None]) -> None:
    def fill(draft: Path) -> None:
        empty_session(draft)
        with closing(plain(draft)) as connection:
            # Nobody knows the file yet: it is brought to the disk as a whole when it is (`making.write_whole`).
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            done = 0
            for outcomes in _outcomes(request, session.parts):
                _write(connection, outcomes, plan.pack_hash)
                done += len(outcomes)
                say(done)
            if done != session.photos:
                raise ScaleError(
                    f"{plan.folder / session.file}: {session.photos:,} photos were planned, and {done:,} are in the "
                    "results by now: partitions were made anew. Name another folder."
                )
            connection.execute(f"PRAGMA journal_mode = {Journal.WAL.value}")

    file = plan.folder / session.file
    if os.path.lexists(file):
        raise ScaleError(f"{file}: is there by now, and is not replaced.")
    with as_faults(file):
        write_whole(file, fill)


def _write(connection: sqlite3.Connection, outcomes: Sequence[PhotoOutcome], pack_hash: str) -> None:
    """Add photos with what came of them.

    Not by `Session.record_outcomes`: that looks for each photo's file, and of two exact copies that it does not find it
    would make one photo that moved. Here, files may lie where only the person who reviews them finds them.
    """
    photos = [(each.path, 0 if each.facts is None else each.facts.modified_ns) for each in outcomes]
    connection.execute("BEGIN IMMEDIATE")
    ids = photo_table.add(connection, photos)
    if len(ids) != len(photos):
        raise ScaleError(
            f"Two photos would lie at the same path, near {photos[0][0]}. Give each address a folder of its own "
            "(--photos-at)."
        )
    keyed = [replace(each, key=key) for key, each in zip(ids, outcomes, strict=True)]
    recording.record(connection, keyed, {}, pack_hash)
    connection.execute("COMMIT")


def _outcomes(request: SessionsRequest, parts: Sequence[Part]) -> Iterator[list[PhotoOutcome]]:
    for batch in read_ahead(_chosen(request, part) for part in parts):
        yield [row.outcome for row in rows_of(batch, BREEDS_KEPT, request.photos_at.path_of)]


def _chosen(request: SessionsRequest, part: Part) -> Iterator[pa.RecordBatch]:
    """The rows of a part of a session."""
    skip, left = part.first, part.photos
    for batch in batches_of(request.results.folder / PHOTOS / part.partition, [*KEPT, *KEPT_VECTORS], ROWS):
        some = batch.filter(chosen(batch, request.only)) if request.only else batch
        passed = min(skip, some.num_rows)
        skip -= passed
        some = some.slice(passed, left)
        left -= some.num_rows
        if some.num_rows:
            yield some
        if not left:
            return
