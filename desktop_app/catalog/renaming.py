"""Giving a session's file another name: in its folder, never over another file."""

import os
import re
from enum import StrEnum
from pathlib import Path

from desktop_app.catalog import lock
from desktop_app.catalog.errors import SessionInUseError
from desktop_app.catalog.opening import SESSION_SUFFIX
from desktop_app.paths import reachable

MOST_BYTES = 200
# What one of the systems that a session may travel to does not take in a name.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_JOURNALS = ("-wal", "-journal")


class NameProblem(StrEnum):
    """Why a session cannot have a name."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    RESERVED = "reserved"
    TOO_LONG = "too_long"
    EXISTS = "exists"
    IN_USE = "in_use"
    FAILED = "failed"


def named(path: Path, name: str) -> Path | NameProblem:
    """Where a session would be under another name, beside its present place; or why it cannot be there.

    Args:
        path: the session.
        name: what a person typed, with the ending of sessions or without it. Other dots are part of the name.
    """
    stem = name.strip()
    if stem.lower().endswith(SESSION_SUFFIX):
        stem = stem[: -len(SESSION_SUFFIX)].rstrip()
    if not stem:
        return NameProblem.EMPTY
    if _NOT_IN_NAMES.search(stem) or stem.startswith("."):
        return NameProblem.CHARACTERS
    if _RESERVED.fullmatch(stem):
        return NameProblem.RESERVED
    if len(os.fsencode(stem)) > MOST_BYTES:
        return NameProblem.TOO_LONG
    target = reachable(path.with_name(stem + SESSION_SUFFIX))
    return NameProblem.EXISTS if os.path.lexists(target) and not _same(path, target) else target


def rename(path: Path, target: Path) -> NameProblem | None:
    """Move a session that nobody has open to its new name; whatever is there is left as it is.

    Returns:
        None when it is done, else why nothing was changed.
    """
    path, target = reachable(path), reachable(target)
    try:
        held = lock.hold(path)
    except SessionInUseError:
        return NameProblem.IN_USE
    except OSError:
        return NameProblem.FAILED
    try:
        if held.holders > 1:
            return NameProblem.IN_USE
        if any(_filled(path.with_name(path.name + ending)) for ending in _JOURNALS):
            # What was written last is not in the file itself: alone it would lose labels.
            return NameProblem.FAILED
        return _move(path, target)
    finally:
        lock.release(held)


def _move(path: Path, target: Path) -> NameProblem | None:
    try:
        if os.name == "nt" or _same(path, target):
            path.rename(target)
            return None
        try:
            # Unlike a renaming, a link never replaces a file that somebody has put there in the meantime.
            os.link(path, target)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems know no links.
            if os.path.lexists(target):
                return NameProblem.EXISTS
            path.rename(target)
            return None
        path.unlink()
    except FileExistsError:
        return NameProblem.EXISTS
    except OSError:
        return NameProblem.FAILED
    return None


def _filled(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _same(one: Path, other: Path) -> bool:
    """Whether both are one file, as where only the case of the letters differs and the system does not care."""
    try:
        return one.samefile(other) and one.name.casefold() == other.name.casefold()
    except OSError:
        return False
