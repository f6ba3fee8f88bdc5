"""Small JSON files of values that the window keeps for itself: described by dataclasses, checked by what those say.

They are read before the window is shown. A library that checks any data takes as long to import as a third of the
window's own code (docs/decisions/0003-pydantic-for-what-comes-from-outside.md).
"""

import contextlib
import dataclasses
import json
import logging
from pathlib import Path
from typing import Any, Literal, Self, get_args, get_origin

from desktop_app import paths
from desktop_app.faults import Fault
from desktop_app.files import write_whole
from desktop_app.own_files import OwnFileError, put_aside, read_json

# Longer than any place of a window or name of a folder.
LONGEST_TEXT = 32_767
_DESCRIBED = "described"

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Described:
    """What is known of a value beside its name and its type.

    Attributes:
        title, description: for the dialog, in English; nothing where no dialog has it.
        least, most: of whole numbers; `most` also of how many texts stand in a tuple.
        without: characters that cannot stand in a text.
        when_empty: what a text stands for that is empty, for the dialog.
        kind: its type: bool, int, str, `Literal` of texts, `tuple[str, ...]`, or a class of `Values`.
    """

    title: str = ""
    description: str = ""
    least: int = 0
    most: int = 0
    without: str = ""
    when_empty: str = ""
    kind: Any = None

    @property
    def is_group(self) -> bool:
        """Whether it is several values that belong together."""
        return isinstance(self.kind, type) and issubclass(self.kind, Values)

    def is_right(self, value: object) -> bool:
        """Whether something can be the value."""
        if self.kind is bool or self.is_group:
            return isinstance(value, self.kind)
        if self.kind is int:
            return type(value) is int and self.least <= value <= self.most
        if self.kind is str:
            return self._is_text(value)
        if get_origin(self.kind) is Literal:
            return isinstance(value, str) and value in get_args(self.kind)
        if get_origin(self.kind) is tuple:
            return isinstance(value, tuple) and len(value) <= self.most and all(map(self._is_text, value))
        raise TypeError(f"nothing is known of values of the type {self.kind}")

    def _is_text(self, value: object) -> bool:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or any(each in value for each in self.without):
            return False
        try:
            value.encode()
        except UnicodeEncodeError:  # halves of characters
            return False
        return True


def described(default: Any, **what: Any) -> Any:
    """A field of `Values`: its default, and what is known of it (the attributes of `Described`)."""
    return dataclasses.field(default=default, metadata={_DESCRIBED: Described(**what)})


@dataclasses.dataclass(frozen=True)
class Values:
    """Values that belong together. Subclasses are frozen dataclasses too; what they hold is always right.

    Raises:
        ValueError: a value cannot be that; it says which.
    """

    def __post_init__(self) -> None:
        for name, what in self.fields().items():
            if not what.is_right(getattr(self, name)):
                raise ValueError(f"{name} cannot be {getattr(self, name)!r:.200}")

    @classmethod
    def fields(cls) -> dict[str, Described]:
        """What is known of each value, by name, in their order."""
        known = ((field, field.metadata.get(_DESCRIBED, Described())) for field in dataclasses.fields(cls))
        return {field.name: dataclasses.replace(what, kind=field.type) for field, what in known}

    @classmethod
    def of_stored(cls, stored: object) -> tuple[Self, list[str]]:
        """What was stored, as far as it is right; what is missing has its default, what nobody knows is passed over.

        Args:
            stored: as JSON gave it.

        Returns:
            the values, and the names of those that were wrong, with those of their groups before them.
        """
        if not isinstance(stored, dict):
            return cls(), [cls.__name__.lower()]
        right: dict[str, Any] = {}
        wrong: list[str] = []
        for name, what in cls.fields().items():
            if name not in stored:
                continue
            value = stored[name]
            if what.is_group:
                right[name], inside = what.kind.of_stored(value)
                wrong += [f"{name}.{each}" for each in inside]
                continue
            if get_origin(what.kind) is tuple and isinstance(value, list):
                value = tuple(value)
            if what.is_right(value):
                right[name] = value
            else:
                wrong.append(name)
        return cls(**right), wrong

    def to_store(self) -> dict[str, Any]:
        """As JSON takes it."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class StoredValues(Values):
    """A small JSON file in the configuration folder. A broken one is kept aside: settings never stop the app."""

    @classmethod
    def file(cls) -> Path:
        """Where it is kept."""
        return paths.config_folder() / f"{cls.__name__.lower()}.json"

    @classmethod
    def load(cls) -> Self:
        """What was saved last, or the defaults."""
        return cls.read()[0]

    @classmethod
    def read(cls) -> tuple[Self, Fault | None]:
        """What was saved last, and what to tell a person of it.

        Of a file in which only some values are wrong, the others are taken. A broken file is renamed, so that nothing
        that stood in it is lost, and what could be read of it is saved again.
        """
        file = cls.file()
        try:
            sound, wrong = cls.of_stored(read_json(file))
        except FileNotFoundError:
            return cls(), None
        except OwnFileError as error:
            _log.warning("%s", error)
            return cls(), cls._told(file, put_aside(file) if error.in_the_way else None)
        if not wrong:
            return sound, None
        _log.warning("%s: %s cannot be what stands there", file, ", ".join(wrong))
        kept = put_aside(file)
        if kept is not None and sound != cls():
            with contextlib.suppress(OSError):
                sound.save()
        return sound, cls._told(file, kept)

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        """What a person is told of a broken file."""
        raise NotImplementedError

    def save(self) -> None:
        """Write it, all or nothing.

        Raises:
            OSError: the configuration folder cannot be written.
        """
        write_whole(self.file(), json.dumps(self.to_store(), indent=2, ensure_ascii=False), mode=0o600)
