"""A session: one SQLite file with photos, their suggestions and their labels.

A `Session` belongs to one thread at a time. Every thread that needs the session opens its own; they may all write.
Whatever a method changed is on disk when it returns (WAL with `synchronous=FULL`), so what is shown afterwards
survives a killed process and a power cut.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.catalog import applying, connecting, copying, keeping, lock, making, opening, recording
from desktop_app.catalog import columns as photo_columns
from desktop_app.catalog.applying import Applied, Step, Written
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.columns import PhotoColumns
from desktop_app.catalog.connecting import Journal
from desktop_app.catalog.errors import ReadOnlySessionError, SessionError, as_faults
from desktop_app.catalog.recording import RecordedOutcomes
from desktop_app.catalog.rows import PhotoRow
from desktop_app.catalog.session_content import SessionContent
from desktop_app.catalog.tables import photos as photo_table
from desktop_app.catalog.tables import suggestions as suggestion_table
from desktop_app.catalog.validation import as_damage
from desktop_app.catalog.values.photos import FileFacts, PhotoOutcome
from desktop_app.paths import reachable


class Session(SessionContent):
    """An open session file. Use `create` or `open`; close it, or use it as a context manager.

    All methods raise `SessionError` (its `fault` names the file) when the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, held: lock.HeldLock) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = connection
        self._held = held
        self._owner = threading.get_ident()
        self._file = opening.identity(path)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Write a new, empty session to `path` and open it.

        Raises:
            SessionError: there already is a file, or it cannot be written.
        """
        path = reachable(path)
        making.create(path)
        made = opening.identity(path)
        try:
            return cls.open(path)
        except BaseException:
            making.discard(Path(path).absolute(), made)
            raise

    @classmethod
    def open(cls, path: Path, *, or_look: bool = False) -> Self:
        """Open the session at `path`. If that fails, the file and its folder are as they were.

        Args:
            path: the session.
            or_look: open a session that cannot be written for looking only: see `is_read_only`.

        Raises:
            NotASessionError, NewerSessionError, ReadOnlySessionError, DamagedSessionError, SessionInUseError,
            SessionError: its fault says why.
        """
        path = reachable(Path(path).absolute())
        try:
            return cls._open(path, looks=False)
        except ReadOnlySessionError:
            if not or_look:
                raise
        return cls._open(path, looks=True)

    @classmethod
    def _open(cls, path: Path, *, looks: bool) -> Self:
        with lock.looking(path) as is_free:
            if is_free and not looks:
                opening.check(path)
            with as_faults(path):
                held = lock.look(path) if looks else lock.hold(path)
        try:
            with held.writing:
                if not held.checked:
                    opening.settle(path, held)
                elif not keeping.is_same(path, held):
                    raise SessionError("session.moved", path=str(path))
                with keeping.by_us(held, path), as_faults(path):
                    return cls(path, connecting.connect(held.copy or path, held.journal), held)
        except BaseException:
            lock.release(held)
            raise

    def close(self) -> None:
        """Close the file. Twice does no harm."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        try:
            # The last one to close brings the log into the file.
            with as_faults(self.path), keeping.by_us(self._held):
                if opening.identity(self.path) != self._file:
                    opening.empty_journal(connection)
                connection.close()
        finally:
            lock.release(self._held)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def take_over(self) -> None:
        """Make the calling thread the owner. Only for a session that its thread has handed over and left alone."""
        self._owner = threading.get_ident()

    @property
    def is_read_only(self) -> bool:
        """Whether the session can only be looked at: the file, or where it lies, cannot be written."""
        return self._held.looks_only

    def kept(self) -> keeping.Keeping:
        """What tells whether the file is still there and is still the one that is open; for any thread."""
        return keeping.Keeping(self.path, self._file, self._held)

    @property
    def reads_without_waiting(self) -> bool:
        """Whether reading for long keeps nobody from writing."""
        return self._held.journal is Journal.WAL

    # What changes it

    def add_photos(self, paths: Sequence[Path]) -> list[PhotoRow]:
        """Add photos. Those that the session knows are ignored.

        Except that those that were taken out come back, and that unreadable ones wait for another try: a person who
        drops a photo again wants it.

        Returns:
            the rows of those that are new, back or waiting again.
        """
        # Asked before the transaction: a slow drive must not keep others from writing.
        photos = [(path, photo_table.modified_ns(path)) for path in paths]
        with self._writing() as connection:
            added = photo_table.add(connection, photos)
            return self._rows_of(connection, added)

    def use_pack(self, pack_hash: str) -> None:
        """Show the suggestions of this pack from now on; photos without one wait."""
        with self._writing() as connection:
            suggestion_table.use_pack(connection, pack_hash)

    def record_outcomes(self, outcomes: Sequence[PhotoOutcome], pack_hash: str) -> RecordedOutcomes:
        """Keep what a model pack said and what reading the files told; the pack becomes the current one.

        Labels are never touched. A new photo whose content is that of an older one whose file is gone *is* the older
        one: that keeps its id and label and gets the new path, and the new one ends. Outcomes of photos that are no
        longer in the session are dropped.

        Args:
            outcomes: their keys are photo ids.
            pack_hash: of the pack that made the suggestions.
        """
        with self._reading() as connection:
            moved = recording.moved(connection, outcomes)
        with self._writing() as connection:
            ids, merged = recording.record(connection, outcomes, moved, pack_hash)
            return RecordedOutcomes(self._rows_of(connection, ids), merged)

    def meet(self, read: Mapping[int, FileFacts]) -> tuple[list[PhotoRow], set[int]]:
        """Keep what is in files now that had another length or time than when they were read.

        A photo whose file holds something else is another photo: it waits for its suggestion. Its label stays, and its
        row says that it was given to another file.

        Args:
            read: photo id → what reading the file told.

        Returns:
            the rows of all these photos, and the ids of those that are others now.
        """
        with self._writing() as connection:
            others = photo_table.meet(connection, read)
            return self._rows_of(connection, list(read)), set(others)

    def record_measures(
        self, read: Mapping[int, FileFacts], shares: Mapping[int, float] | None = None, pack_hash: str | None = None
    ) -> list[PhotoRow]:
        """Keep what decoding told of photos that were looked at before it could be told.

        Args:
            read: photo id → facts; of photos whose files hold something else by now, nothing is kept.
            shares: photo id → how much of the photo the dog takes; only of photos in `read`.
            pack_hash: of the pack that says so.

        Returns:
            the rows of these photos.
        """
        with self._writing() as connection:
            photo_table.write_measures(connection, read)
            if shares:
                known = photo_table.contents(connection, shares)
                kept = {
                    key: share
                    for key, share in shares.items()
                    if known.get(key) == bytes.fromhex(read[key].content_hash)
                }
                pack = suggestion_table.pack_id(connection, pack_hash)
                suggestion_table.write_shares(connection, pack, kept)
            return self._rows_of(connection, list(read))

    def apply(self, change: Change, *, step: Step | None = None) -> Applied:
        """Do one undoable thing: rows, what takes it back, and the entry in the history are one transaction.

        Args:
            change: see `catalog.changes`.
            step: what the history notes beside it.

        Raises:
            SessionError: a photo is not in the session; nothing was changed.
        """
        with self._writing() as connection:
            return self._applied(connection, applying.apply(connection, self.path, change, step or Step()))

    def take_back(self, change_id: int, *, who: str | None = None) -> Applied:
        """Take back one entry of the history and nothing else; also long afterwards.

        Taking back what took something back does that again (redo).

        Args:
            change_id: of the entry.
            who: takes it back; None for the person.

        Raises:
            HistoryError: see `applying.take_back`; nothing was changed.
        """
        with self._writing() as connection:
            return self._applied(connection, applying.take_back(connection, self.path, change_id, who))

    def retry(self, photo_ids: Sequence[int]) -> PhotoColumns:
        """Let unreadable photos wait for another try (nothing to undo); returns those that do."""
        with self._writing() as connection:
            return photo_columns.read_some(connection, photo_table.forget_faults(connection, photo_ids))

    def save_copy(self, target: Path, *, replace: bool = False) -> None:
        """Write a copy of the session to `target`, whole or not at all.

        Args:
            target: the file to write.
            replace: whether a session that is there may be replaced; anything else that is there never is.

        Raises:
            SessionError: `session.exists`, `session.copy_is_open`, `session.overwritten`, or it cannot be written.
        """
        with self._reading() as connection:
            # What is read from it now would be a mixture of two sessions.
            keeping.see_it_is_ours(self.path, self._held)
            copying.save_copy(connection, Path(target).absolute(), replace=replace)

    # How that is done

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self._connection is None:
            raise SessionError("session.closed", path=str(self.path))
        if threading.get_ident() != self._owner:
            raise RuntimeError("a Session belongs to the thread that opened it; open another one in this thread")
        # With a rollback journal, whoever reads keeps the writer waiting and is kept waiting: then they take turns.
        turns = self._held.writing if self._held.journal is Journal.ROLLBACK else nullcontext()
        with as_faults(self.path), as_damage(self.path), turns:
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.is_read_only:
            raise ReadOnlySessionError("session.looking_only", path=str(self.path))
        # The mutex queues the threads of this process; SQLite's own waiting polls, with pauses that a person notices.
        with self._reading() as connection, self._held.writing:
            keeping.see_it_in_its_place(self.path, self._file, self._held, connection)
            with keeping.by_us(self._held):
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    keeping.see_it_in_its_place(self.path, self._file, self._held)
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise

    def _applied(self, connection: sqlite3.Connection, written: Written) -> Applied:
        now = photo_columns.read_some(connection, written.photo_ids)
        present = set(now.photo_ids.tolist())
        gone = tuple(photo_id for photo_id in written.photo_ids if photo_id not in present)
        return Applied(written.change_id, written.change, written.inverse, written.photo_ids, written.at_ns, now, gone)
