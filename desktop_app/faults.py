"""Why something did not work: a code and facts, worded only where a person reads it.

What goes wrong is found deep down, where no language is known; it is kept in sessions, sent between threads and
compared by programs. So it is data: a stable code (`photo.cut_short`) and the facts that a sentence about it needs. The
sentences stand in `commands/fault_sentences.py` (English) and, translated, in `ui/wording/faults.py`.
"""

import errno
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from desktop_app import windows_system

Fact = str | int | float
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})
_log = logging.getLogger(__name__)
# What the system's errors mean to a person, as facts that stand for words: what the system says of them itself is
# English wherever its C library is. By name, since no system knows all of them.
_REASONS_BY_NAME = {
    "not_there": "ENOENT ENOTDIR",
    "forbidden": "EACCES EPERM",
    "read_only": "EROFS",
    "disk_full": "ENOSPC EDQUOT",
    "disk_error": "EIO",
    "is_folder": "EISDIR",
    "exists": "EEXIST",
    "name_too_long": "ENAMETOOLONG",
    "link_loop": "ELOOP",
    "in_use": "EBUSY ETXTBSY",
    "many_files": "EMFILE ENFILE",
    "file_too_large": "EFBIG",
    "out_of_memory": "ENOMEM",
    "closed": "EBADF EPIPE",
    "drive_away": "ENODEV ENXIO ENOMEDIUM ESTALE ENOTCONN ECONNRESET ECONNABORTED ESHUTDOWN ETIMEDOUT EHOSTDOWN "
    "EHOSTUNREACH ENETUNREACH ENETDOWN",
}
_REASONS = {
    getattr(errno, name): f"system.{word}"
    for word, names in _REASONS_BY_NAME.items()
    for name in names.split()
    if hasattr(errno, name)
}
# Windows' own numbers say more than what Python makes of them: a file that another program has open is no
# forbidden one. Of all others Windows speaks the person's language.
_WINDOWS_REASONS = {
    **dict.fromkeys((2, 3), "system.not_there"),
    5: "system.forbidden",
    19: "system.read_only",
    **dict.fromkeys((39, 112), "system.disk_full"),
    **dict.fromkeys((23, 1117), "system.disk_error"),
    **dict.fromkeys((80, 183), "system.exists"),
    206: "system.name_too_long",
    **dict.fromkeys((32, 33), "system.in_use"),
    4: "system.many_files",
    **dict.fromkeys((8, 14), "system.out_of_memory"),
    **dict.fromkeys((6, 109, 232), "system.closed"),
    **dict.fromkeys((15, 21, 53, 55, 64, 67, 1167), "system.drive_away"),
    windows_system.IT_IS_A_FOLDER: "system.is_folder",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that did not work.

    Attributes:
        code: which: lower-case words, the part of the app first: `photo.cut_short`, `session.newer`, `pack.wrong_hash`.
        facts: what a sentence about it needs, by name: `{"path": "/photos/Rex.jpg", "megabytes": 512}`.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.facts.items(), key=lambda fact: fact[0]))))

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, Fact]]]:
        return type(self), (self.code, dict(self.facts))

    def with_facts(self, **facts: Fact) -> Self:
        """The same fault, with further facts: what only those know who called for what did not work."""
        return type(self)(self.code, {**self.facts, **facts})

    def to_json(self) -> str:
        """As sessions keep it; the same fault is always the same text."""
        return json.dumps({"code": self.code, **({"facts": dict(self.facts)} if self.facts else {})}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote.

        Raises:
            ValueError: the text is something else.
        """
        try:
            read = json.loads(text)
            code, facts = read["code"], read.get("facts", {})
        except (RecursionError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not a fault: {text[:80]!r}") from error
        sound = isinstance(code, str) and isinstance(facts, dict)
        if not sound or not all(isinstance(fact, Fact) for fact in facts.values()):
            raise ValueError(f"not a fault: {text[:80]!r}")
        return cls(code, facts)


class FaultError(Exception):
    """Something did not work, and `fault` says what. Its text is for logs: people read the fault in their language."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.fault = Fault(code, facts)
        super().__init__(code, facts)

    @classmethod
    def of(cls, fault: Fault) -> Self:
        """The exception for a fault that is known already."""
        made = cls.__new__(cls)
        FaultError.__init__(made, fault.code, **fault.facts)
        return made

    def __reduce__(self) -> tuple[object, tuple[Fault]]:
        # Exceptions are pickled as their class and `args`, which is not how this one is made.
        return type(self).of, (self.fault,)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={fact!r}" for name, fact in self.fault.facts.items())
        return f"{self.fault.code} ({facts})" if facts else self.fault.code


def fault_of(error: BaseException) -> Fault:
    """What an exception means to a person; what nobody foresaw goes to the log with its traceback."""
    if isinstance(error, FaultError):
        return error.fault
    if isinstance(error, OSError) and error.strerror:
        return _fault_of_system(error)
    if isinstance(error, MemoryError):
        return Fault("app.out_of_memory")
    _log.error("unforeseen", exc_info=error)
    return Fault("app.unforeseen", {"kind": type(error).__name__, "detail": str(error)})


def system_reason(error: OSError) -> str:
    """Why the system refused, as the fact `detail`: a word that sentences know, else what the system says."""
    windows = _windows_number(error)
    known = _WINDOWS_REASONS.get(windows) if windows else _REASONS.get(error.errno or 0)
    return known or error.strerror or type(error).__name__


def number_of(error: OSError) -> int:
    """Why the system refused, as one of the numbers of `errno`: what to ask instead of `error.errno`.

    Python calls half of what Windows refuses EACCES: a file that another program has open, a folder, a card that was
    taken out. Whoever told these from what is forbidden by that number alone would tell a person to ask its owner.
    """
    windows = _windows_number(error) if error.errno == errno.EACCES else None
    word = _WINDOWS_REASONS.get(windows or 0, "").removeprefix("system.")
    names = _REASONS_BY_NAME.get(word, "").split()
    return next((getattr(errno, name) for name in names if hasattr(errno, name)), error.errno or 0)


def _windows_number(error: OSError) -> int | None:
    """Windows' own number, which what comes from its C library (`open`, `os.open`) does not have: it is asked again."""
    number: int | None = getattr(error, "winerror", None)
    if number is None and error.errno == errno.EACCES and isinstance(error.filename, str):
        return windows_system.why_not_opened(error.filename)
    return number


def _fault_of_system(error: OSError) -> Fault:
    detail = system_reason(error)
    if not error.filename:
        return Fault("app.system", {"detail": detail})
    file = str(error.filename)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Fault("app.not_there", {"file": file})
    if number_of(error) in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Fault("app.forbidden", {"file": file})
    if error.errno == errno.ENOSPC:
        return Fault("app.disk_full", {"file": file})
    return Fault("app.file", {"file": file, "detail": detail})
