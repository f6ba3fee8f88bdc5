"""A disk that fails at a moment that a test chooses, in one folder, for whoever writes there."""

import builtins
import errno
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any
from unittest import mock


class Failure(Enum):
    """What goes wrong, and when the system says so."""

    FULL = (errno.ENOSPC, ("open", "fsync", "mkdir"))
    FORBIDDEN = (errno.EACCES, ("open", "mkdir"))
    # Windows: another program has the file open that is to be replaced.
    IN_USE = (errno.EACCES, ("replace", "rename"))


class FailingDisk:
    """Counts what is asked of the disk, and refuses it from one moment on.

    Attributes:
        asked: how often something was asked that could have been refused.
    """

    def __init__(self, folder: Path, failure: Failure, at: int | None) -> None:
        self._folder = os.path.realpath(folder)
        (self._code, self._calls), self._at = failure.value, at
        self.asked = 0

    @contextmanager
    def failing(self) -> Iterator["FailingDisk"]:
        """As long as the block lasts."""
        patches = [mock.patch.object(os, name, self._refusing(name, getattr(os, name))) for name in _OF_SYSTEM]
        opened = self._refusing_to_open(builtins.open)
        patches += [mock.patch.object(builtins, "open", opened), mock.patch.object(io, "open", opened)]
        for each in patches:
            each.start()
        try:
            yield self
        finally:
            for each in reversed(patches):
                each.stop()

    def _refusing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            goal = arguments[1] if name in ("replace", "rename") else arguments[0]
            writes = name != "open" or arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            is_meant = _is_file(goal) if name == "fsync" else self._is_inside(goal)
            if name in self._calls and writes and is_meant:
                self._ask(goal)
            return real(*arguments, **more)

        return call

    def _refusing_to_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *arguments: Any, **more: Any) -> Any:
            if "open" in self._calls and set(mode) & set("wxa+") and self._is_inside(file):
                self._ask(file)
            return real(file, mode, *arguments, **more)

        return call

    def _is_inside(self, file: Any) -> bool:
        if not isinstance(file, str | os.PathLike):
            return False
        return os.path.abspath(file).startswith(self._folder)  # noqa: PTH100 - not through links

    def _ask(self, file: Any) -> None:
        self.asked += 1
        # A full disk stays full; a file that is in use, and a folder that is forbidden, too.
        if self._at is not None and self.asked > self._at:
            raise OSError(self._code, os.strerror(self._code), file if isinstance(file, str) else None)


def _is_file(descriptor: int) -> bool:
    """Many a system cannot bring folders to the disk, and nobody minds."""
    return stat.S_ISREG(os.fstat(descriptor).st_mode)


_OF_SYSTEM = ("open", "fsync", "mkdir", "replace", "rename")
