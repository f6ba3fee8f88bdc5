"""Labels that a person looked at twice and kept: they are not asked about again, after a restart either.

A small JSON file beside the list of recent sessions. It only spares people work, so a broken one is kept aside and
begins anew: then a few labels are asked about once more.
"""

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop_app.files import write_whole
from desktop_app.own_files import OwnFileError, put_aside, read_json

MOST_SESSIONS = 20
MOST_LABELS = 20_000
_LARGEST_ID = 2**63 - 1
# Numbers of that many labels of all sessions, written in full.
_MOST_BYTES = 32 * 1024 * 1024

Mark = tuple[int, int]
"""Id of a photo, and when its label was decided, in nanoseconds since the epoch: another label, later, is another
question. It is not the number of the change that gave the label: a session that was made anew under the name of one
that was deleted counts its changes from 1 again, and its labels would pass for those that were kept in the old one."""

_log = logging.getLogger(__name__)


class KeptLabels:
    """Which labels were kept, by session, in `file`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, session: Path) -> set[Mark]:
        """The labels of a session that were kept."""
        return set(self._read().get(str(session.absolute()), ()))

    def keep(self, session: Path, marks: Iterable[Mark]) -> None:
        """Remember these labels of a session, and no others of it."""
        path, known = str(session.absolute()), self._read()
        others = [(each, kept) for each, kept in known.items() if each != path]
        told = [(path, sorted(marks)[-MOST_LABELS:]), *others][:MOST_SESSIONS]
        stored = [{"path": each, "kept": kept} for each, kept in told]
        try:
            write_whole(self._file, json.dumps(stored), durable=False, mode=0o600)
        except OSError:
            return  # a convenience less; not worth a message

    def _read(self) -> dict[str, list[Mark]]:
        try:
            return _kept_of(read_json(self._file, _MOST_BYTES))
        except FileNotFoundError:
            return {}
        except (OwnFileError, ValueError) as error:
            _log.warning("%s: %s", self._file, error)
            if not isinstance(error, OwnFileError) or error.in_the_way:
                put_aside(self._file)
            return {}


def _kept_of(stored: Any) -> dict[str, list[Mark]]:
    """What is written here.

    Raises:
        ValueError: it is of another form.
    """
    if not isinstance(stored, list):
        raise ValueError("it is no list")
    found: dict[str, list[Mark]] = {}
    for entry in stored[:MOST_SESSIONS]:
        path, kept = (entry.get("path"), entry.get("kept")) if isinstance(entry, dict) else (None, None)
        if not isinstance(path, str) or not isinstance(kept, list):
            raise ValueError("an entry has no path, or keeps nothing")
        found[path] = [_mark(each) for each in kept[:MOST_LABELS]]
    return found


def _mark(stored: Any) -> Mark:
    if not isinstance(stored, list) or len(stored) != 2 or not all(_is_id(each) for each in stored):
        raise ValueError("not a photo and a time")
    return stored[0], stored[1]


def _is_id(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST_ID
