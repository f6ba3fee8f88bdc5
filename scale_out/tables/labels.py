"""Labels that people gave in sessions, on their way back to the photos of the results.

A label is of a content (docs/decisions/0020-a-photo-is-its-content.md): it finds its photo, and each exact copy of it,
by the SHA-256 of the file to which it was given. Only where the session or the results do not know the content, the
path decides.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from desktop_app.catalog.connecting import JOURNALS, plain
from desktop_app.catalog.opening import SESSION_SUFFIX, begins_a_session
from desktop_app.catalog.schema import HEADER_BYTES, SCHEMA_VERSION, schema_version
from desktop_app.catalog.values.labels import Label, stored_label
from scale_out.errors import ScaleError

_LABELS = """
SELECT photo.path, photo.content_hash, label.content_hash, label.kind, label.breed_ids, label.decided_by,
label.decided_ns, photo.several_dogs OR EXISTS (
    SELECT 1 FROM dog_labels AS dog WHERE dog.photo_id = photo.photo_id AND dog.kind IS NOT NULL
)
FROM labels AS label JOIN present_photos AS photo USING (photo_id) WHERE label.kind IS NOT NULL ORDER BY photo_id
"""
_Key = TypeVar("_Key", bytes, str)
_LABELS_OF_DOGS = (
    "SELECT count(*) FROM dog_labels AS dog JOIN present_photos USING (photo_id) WHERE dog.kind IS NOT NULL"
)


@dataclass(slots=True, eq=False)
class GivenLabel:
    """A label, and how it came about.

    Attributes:
        label: what was decided.
        decided_by: who or what decided.
        decided_ns: when, nanoseconds since the epoch.
        several_dogs: whether a person says that the photo shows several dogs, or has labelled others of its dogs.
        session: name of the session's file.
        content: SHA-256 of what it was given to; None where nobody knows.
        has_joined: whether a photo of the results has it.
    """

    label: Label
    decided_by: str
    decided_ns: int
    several_dogs: bool
    session: str
    content: bytes | None
    has_joined: bool = False


@dataclass(slots=True, eq=False)
class GivenLabels:
    """All labels of some sessions, by what they were given to. Memory grows with labels, not with photos.

    Attributes:
        count: how many were read.
        of_dogs: how many labels of dogs beside the first one were read over.
        of_other_contents: how many photos have a label that was given to another content than theirs, and go without.
        joined: how many photos have a label.
        disagreed: contents, or paths, of which two sessions say different things.
    """

    count: int = 0
    of_dogs: int = 0
    of_other_contents: int = 0
    joined: int = 0
    disagreed: set[bytes | str] = field(default_factory=set)
    _by_content: dict[bytes, GivenLabel] = field(default_factory=dict)
    _by_path: dict[str, GivenLabel] = field(default_factory=dict)
    _met_elsewhere: set[bytes] = field(default_factory=set)

    @classmethod
    def read(cls, sessions: Sequence[Path], path_in_results: Callable[[Path], str]) -> "GivenLabels":
        """The labels of all these sessions, which are only read: they may be open in the app.

        Args:
            sessions: the files.
            path_in_results: path of a photo in a session → path or address in the results.

        Raises:
            ScaleError: one is no session, of another version, or damaged.
        """
        labels = cls()
        for session in sessions:
            for path, given in labels._read(session):
                labels._put(path_in_results(path), given)
                labels.count += 1
        return labels

    def of(self, path: str, content: str | None) -> GivenLabel | None:
        """The label of a photo of the results; counted in the figures.

        Args:
            path: path or address.
            content: SHA-256 of its file, hexadecimal; None where it could not be read.
        """
        given = None if content is None else self._by_content.get(bytes.fromhex(content))
        if given is None and (at_path := self._by_path.get(path)) is not None:
            if at_path.content is None:
                given = at_path
            elif content is None:
                given = self._by_content[at_path.content]
            else:
                self.of_other_contents += 1
                self._met_elsewhere.add(at_path.content)
        if given is not None:
            given.has_joined = True
            self.joined += 1
        return given

    def told(self) -> Iterator[str]:
        """What to say once all photos were asked for."""
        yield f"{self.joined:,} photos have a label."
        if self.disagreed:
            yield f"{len(self.disagreed):,} photos have labels that disagree: the later one counts."
        if self.of_other_contents:
            yield (
                f"{self.of_other_contents:,} photos have no label, since theirs was given to another file that was at "
                "their place: look at them again."
            )
        if left := self._left():
            yield f"{left:,} labels are of photos that are not in the results."
        if self.of_dogs:
            yield f"{self.of_dogs:,} labels of dogs beside the first one are not in the table; the sessions keep them."

    def _left(self) -> int:
        """How many contents, and paths without a known content, have a label and are not in the results."""
        contents = (key for key, each in self._by_content.items() if not each.has_joined)
        paths = (each for each in self._by_path.values() if each.content is None and not each.has_joined)
        return sum(key not in self._met_elsewhere for key in contents) + sum(1 for _ in paths)

    def _put(self, path: str, given: GivenLabel) -> None:
        if given.content is not None:
            given = self._later(self._by_content, given.content, given)
        at_path = self._by_path.get(path)
        if at_path is None or at_path.content == given.content:
            self._by_path[path] = given if at_path is None else self._later(self._by_path, path, given)
        elif at_path.decided_ns <= given.decided_ns:
            # Not of one content: that is no disagreement.
            self._by_path[path] = given

    def _later(self, known: dict[_Key, GivenLabel], key: _Key, given: GivenLabel) -> GivenLabel:
        """The one of two labels that counts, which is known from now on."""
        other = known.get(key)
        if other is not None and other is not given:
            if other.label != given.label:
                self.disagreed.add(given.content or key)
            if other.decided_ns > given.decided_ns:
                given = other
        known[key] = given
        return given

    def _read(self, session: Path) -> Iterator[tuple[Path, GivenLabel]]:
        try:
            with session.open("rb") as file:
                if not begins_a_session(file.read(HEADER_BYTES)):
                    raise ScaleError(f"{session}: is no session of Pawsort.")
            with closing(plain(session, _options(session))) as connection:
                version = schema_version(connection)
                if version != SCHEMA_VERSION:
                    way_out = "Open it in this one's window once" if version < SCHEMA_VERSION else "Install that one"
                    raise ScaleError(f"{session}: of another version of Pawsort. {way_out}, then go on.")
                for stored, is_now, was, kind, breed_ids, by, at_ns, several in connection.execute(_LABELS):
                    label = stored_label(kind, breed_ids)
                    content = is_now if was is None else was
                    path = Path(os.fsdecode(stored))
                    yield path, GivenLabel(label, by, at_ns, bool(several), session.name, content)
                self.of_dogs += connection.execute(_LABELS_OF_DOGS).fetchone()[0]
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            raise ScaleError(f"{session}: cannot be read ({error}). Open it in Pawsort, which may mend it.") from error


def _options(session: Path) -> str:
    """How SQLite opens it: without a journal beside it nobody has it open, and SQLite need not make one to read."""
    is_at_rest = not any(session.with_name(session.name + ending).exists() for ending in JOURNALS)
    return "mode=ro&immutable=1" if is_at_rest else "mode=ro"


def sessions_in(named: Sequence[str]) -> list[Path]:
    """The sessions that are meant: files, and those that lie in folders.

    Raises:
        ScaleError: one is not there, or a folder holds none.
    """
    found: dict[Path, None] = {}
    for each in named:
        path = Path(each).absolute()
        inside = [path] if path.is_file() else sorted(path.glob(f"*{SESSION_SUFFIX}"))
        if not inside:
            raise ScaleError(f"{each}: is no session and no folder with sessions (*{SESSION_SUFFIX}).")
        found |= dict.fromkeys(inside)
    return list(found)
