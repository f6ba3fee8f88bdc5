"""Labels that make no sense are refused; what the disk says becomes a fault."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog import errors
from desktop_app.catalog.errors import DamagedSessionError, ReadOnlySessionError, SessionError, SessionInUseError
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import Label, LabelKind, stored_label


@pytest.mark.parametrize(
    ("kind", "breed_ids"),
    [
        (LabelKind.BREED, ()),
        (LabelKind.BREED, ("a", "b")),
        (LabelKind.BREED, ("",)),
        (LabelKind.MIX, ("a",)),
        (LabelKind.MIX, ("a", "b", "c", "d")),
        (LabelKind.MIX, ("a", "a")),
        (LabelKind.UNKNOWN, ("a",)),
        (LabelKind.NO_DOG, ("a",)),
    ],
)
def test_labels_that_make_no_sense_are_refused(kind: LabelKind, breed_ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="label"):
        Label(kind, breed_ids)


def test_a_stored_label_is_the_label_that_was_stored() -> None:
    assert stored_label("mix", '["a","b"]') == Label.mix("a", "b")


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file"), SessionError, "session.gone"),
        (PermissionError(errno.EACCES, "Permission denied"), ReadOnlySessionError, "session.forbidden"),
        (OSError(errno.EROFS, "Read-only file system"), ReadOnlySessionError, "session.forbidden"),
        (OSError(errno.ENOSPC, "No space left on device"), SessionError, "session.disk_full"),
        (OSError(errno.EIO, "Input/output error"), SessionError, "session.unusable"),
    ],
)
def test_what_the_system_says_becomes_a_fault_naming_the_file(
    error: OSError, kind: type[SessionError], code: str
) -> None:
    said = errors.from_os_error(Path("/a/Shelter.pawsort"), error)
    assert type(said) is kind
    assert said.fault.code == code
    assert said.fault.facts["path"] == str(Path("/a/Shelter.pawsort"))


def test_another_program_that_writes_to_the_session_is_said(session: Session) -> None:
    connection = session._connection
    assert connection is not None
    connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(session.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionInUseError, match=r"session\.busy"):
            session.add_photos([Path("/a.jpg")])
        other.execute("ROLLBACK")
    assert len(session.add_photos([Path("/a.jpg")])) == 1


def test_damage_that_shows_only_later_is_said(session: Session) -> None:
    session.add_photos([Path(f"/photos/{place}.jpg") for place in range(2000)])
    session.close()
    with Session.open(session.path) as again:
        with session.path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\x5a" * (session.path.stat().st_size - 4096))
        with pytest.raises(DamagedSessionError, match=r"session\.damaged"):
            again.rows()
