"""What is fuzzed: a kind of file, whole examples of it, and what reads it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class Example:
    """Files that lie together, one of which is changed.

    Attributes:
        files: name, with "/" between folders → content.
        name: of the one that is changed.
    """

    files: Mapping[str, bytes]
    name: str

    @property
    def content(self) -> bytes:
        return self.files[self.name]

    def changed(self, content: bytes) -> "Example":
        return replace(self, files={**self.files, self.name: content})

    def write(self, folder: Path) -> Path:
        """Lay the files into an empty folder; returns the path of the changed one."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder / self.name


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        examples: makes whole ones; they must be read without a refusal.
        read: reads the changed file, and all that the app would ask of it.
        refusals: the exceptions that say so in words; a function, for some are slow to import.
        forms: how it may be changed: "bytes", "json", "lines"; the oftener one is named, the oftener.
        keeps_aside: whether a broken file gets another name.
        writes: whether a file that is whole may be changed (a session is brought up to date); a refused one may not.
        change: a way of its own to change an example.
        seconds: that one file may take; a reader that itself has a limit of time gets more.
    """

    examples: Callable[[], list[Example]]
    read: Callable[[Path], object]
    refusals: Callable[[], tuple[type[Exception], ...]] = field(default=lambda: ())
    forms: tuple[str, ...] = ("bytes",)
    keeps_aside: bool = False
    writes: bool = False
    change: Callable[[Example, random.Random], Example] | None = None
    seconds: float = 10.0
