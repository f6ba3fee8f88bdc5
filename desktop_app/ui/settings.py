"""What a person can set, as a schema that also makes the settings dialog; and what the window remembers by itself."""

import contextlib
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from desktop_app import paths
from desktop_app.faults import Fault
from desktop_app.files import write_whole
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.own_files import OwnFileError, put_aside, read_json

SMALLEST_THUMBNAIL, LARGEST_THUMBNAIL = 96, 320
# Longer than any place of a window or name of a folder.
_LONGEST_TEXT = 32_767

_log = logging.getLogger(__name__)


class _Stored(BaseModel):
    """A small JSON file in the configuration folder. A broken one is kept aside: settings never stop the app."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=_LONGEST_TEXT, allow_inf_nan=False)

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
            stored = read_json(file)
        except FileNotFoundError:
            return cls(), None
        except OwnFileError as error:
            _log.warning("%s", error)
            return cls(), cls._told(file, put_aside(file) if error.in_the_way else None)
        try:
            return cls.model_validate(stored), None
        except ValidationError as error:
            _log.warning("%s: %s", file, error.errors(include_url=False, include_input=False)[0])
            kept, sound = put_aside(file), cls._of_what_is_right(stored, error)
        if kept is not None and sound != cls():
            with contextlib.suppress(OSError):
                sound.save()
        return sound, cls._told(file, kept)

    @classmethod
    def _of_what_is_right(cls, stored: Any, error: ValidationError) -> Self:
        for wrong in error.errors(include_url=False, include_input=False):
            _without(stored, wrong["loc"])
        try:
            return cls.model_validate(stored)
        except ValidationError:
            return cls()

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        """What a person is told of a broken file."""
        raise NotImplementedError

    def save(self) -> None:
        """Write it, all or nothing.

        Raises:
            OSError: the configuration folder cannot be written.
        """
        write_whole(self.file(), self.model_dump_json(indent=2), mode=0o600)


def _without(stored: Any, place: Iterable[int | str]) -> None:
    """Take out of an object what stands at a place in it."""
    *outer, key = [*place] or [""]
    inner = stored
    for step in outer:
        inner = inner.get(step) if isinstance(inner, dict) else None
    # Earlier versions had no groups.
    for there in (inner, stored):
        if isinstance(there, dict) and key in there:
            del there[key]
            return


class _Group(BaseModel):
    """Settings that stand together under a title. Titles and descriptions are translated in the context `Settings`."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=_LONGEST_TEXT, allow_inf_nan=False)


class Appearance(_Group):
    """How the window looks and speaks."""

    language: Literal["system", "en", "fr"] = Field(
        default="system",
        title=QT_TRANSLATE_NOOP("Settings", "Language"),
        description=QT_TRANSLATE_NOOP("Settings", "The whole window changes at once."),
    )
    theme: Literal["system", "light", "dark"] = Field(
        default="system",
        title=QT_TRANSLATE_NOOP("Settings", "Appearance"),
        description=QT_TRANSLATE_NOOP("Settings", "Light, dark, or as the rest of the computer."),
    )


class Suggestions(_Group):
    """Which model suggests, and on what it works."""

    provider: Literal["auto", "cpu", "cuda"] = Field(
        default="auto",
        title=QT_TRANSLATE_NOOP("Settings", "Work on"),
        description=QT_TRANSLATE_NOOP("Settings", "The graphics card is faster where it can be used."),
    )
    model_pack: str = Field(
        default="",
        title=QT_TRANSLATE_NOOP("Settings", "Model pack"),
        description=QT_TRANSLATE_NOOP(
            "Settings",
            "The folder of a model that somebody trained for you. Photos get its suggestions; your labels stay.",
        ),
        json_schema_extra={"when_empty": QT_TRANSLATE_NOOP("Settings", "The one that comes with Pawsort")},
    )
    careful: bool = Field(
        default=False,
        title=QT_TRANSLATE_NOOP("Settings", "Look carefully"),
        description=QT_TRANSLATE_NOOP(
            "Settings",
            "Every photo is looked at several times: a little more often sure, hardly more often right, and about "
            "three times as slow. It holds for photos that are looked at from now on; suggestions that are there stay.",
        ),
    )

    @field_validator("model_pack")
    @classmethod
    def _names_a_folder(cls, name: str) -> str:
        if "\0" in name:
            raise ValueError("no folder is called so")
        return name


class Learning(_Group):
    """What the app makes of labels."""

    from_corrections: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("Settings", "Learn from corrections"),
        description=QT_TRANSLATE_NOOP(
            "Settings",
            "What you decide makes the next suggestions better: at once, only on this computer. Labels never change "
            "by themselves.",
        ),
    )


class Review(_Group):
    """What happens while a person decides."""

    go_on_after_label: bool = Field(
        default=True,
        title=QT_TRANSLATE_NOOP("Settings", "Go on after every label"),
        description=QT_TRANSLATE_NOOP("Settings", "Every label goes to the next photo to review, not only Confirm."),
    )


class Storage(_Group):
    """What Pawsort keeps on the disk for itself."""

    thumbnail_cache_mb: int = Field(
        default=500,
        ge=50,
        le=5000,
        title=QT_TRANSLATE_NOOP("Settings", "Space for thumbnails (MB)"),
        description=QT_TRANSLATE_NOOP("Settings", "Thumbnails are kept on disk so that sessions open faster."),
    )


class Settings(_Stored):
    """What a person can set, in groups. The dialog is made from it: a new setting is a new field of a group."""

    appearance: Appearance = Field(default=Appearance(), title=QT_TRANSLATE_NOOP("Settings", "Appearance and language"))
    suggestions: Suggestions = Field(default=Suggestions(), title=QT_TRANSLATE_NOOP("Settings", "Suggestions"))
    learning: Learning = Field(default=Learning(), title=QT_TRANSLATE_NOOP("Settings", "Learning"))
    review: Review = Field(default=Review(), title=QT_TRANSLATE_NOOP("Settings", "Review"))
    storage: Storage = Field(default=Storage(), title=QT_TRANSLATE_NOOP("Settings", "Storage"))

    @model_validator(mode="before")
    @classmethod
    def _grouped(cls, stored: object) -> object:
        """Earlier versions stored all fields side by side: each goes into its group."""
        if not isinstance(stored, dict):
            return stored
        result = dict(stored)
        for name, group in groups().items():
            flat = {field: result.pop(field) for field in group.model_fields if field in result}
            # What stands in its group already is younger.
            if flat and isinstance(result.get(name, {}), dict):
                result[name] = flat | result.get(name, {})
        return result

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        if kept is None:
            return Fault("own.settings_unusable", {"file": str(file)})
        return Fault("own.settings_kept_aside", {"kept": str(kept)})

    @classmethod
    def of(cls, **values: object) -> Self:
        """The defaults but for some fields, whatever groups they are in.

        Raises:
            TypeError: there is no such setting.
            pydantic.ValidationError: it cannot have that value.
        """
        return cls().changed(**values)

    def changed(self, **values: object) -> Self:
        """These settings but for some fields, whatever groups they are in.

        Raises:
            TypeError: there is no such setting.
            pydantic.ValidationError: it cannot have that value.
        """
        stored = self.model_dump()
        for field, value in values.items():
            owner = next((name for name, group in groups().items() if field in group.model_fields), None)
            if owner is None:
                raise TypeError(f"there is no setting {field}")
            stored[owner][field] = value
        return type(self).model_validate(stored)


def groups() -> dict[str, type[_Group]]:
    """The groups of settings by name, in the order of the dialog."""
    found = {name: field.annotation for name, field in Settings.model_fields.items()}
    return {name: group for name, group in found.items() if isinstance(group, type) and issubclass(group, _Group)}


CHOICES = {
    "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
    "light": QT_TRANSLATE_NOOP("Settings", "Light"),
    "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
    "auto": QT_TRANSLATE_NOOP("Settings", "Whatever is fastest"),
    "cpu": QT_TRANSLATE_NOOP("Settings", "The processor only"),
    "cuda": QT_TRANSLATE_NOOP("Settings", "The graphics card (CUDA)"),
    # Languages are named in themselves, so that a person who cannot read the others finds theirs.
    "en": "English",
    "fr": "Français",
}


MOST_ASKED = 200


class WindowState(_Stored):
    """What the window remembers from one start to the next."""

    geometry: str = ""
    splitter: str = ""
    thumbnail_size: int = Field(default=176, ge=SMALLEST_THUMBNAIL, le=LARGEST_THUMBNAIL)
    sort_by: str = "name"
    descending: bool = False
    filters_shown: bool = True
    panel_shown: bool = True
    zoomed_to_dog: bool = False
    statistics: str = ""
    # Sessions about whose folders it was asked whether they are animals; the latest last.
    asked_about_folders: tuple[str, ...] = Field(default=(), max_length=MOST_ASKED)

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        if kept is None:
            return Fault("own.window_unusable", {"file": str(file)})
        return Fault("own.window_kept_aside", {"kept": str(kept)})


# More formats than there will be, and options of one of them.
MOST_REMEMBERED = 64
# Longer than any folder or pattern that was typed; as for all texts.
Text = Annotated[str, StringConstraints(max_length=_LONGEST_TEXT)]


class RememberedExport(_Group):
    """What was chosen for a format last; what the format does not know any more, or no longer accepts, is left out."""

    place: str = ""
    options: dict[Text, StrictBool | StrictInt | Text] = Field(default={}, max_length=MOST_REMEMBERED)


class ExportChoices(_Stored):
    """What the export dialog remembers from one time to the next, over restarts too."""

    format_id: str = ""
    formats: dict[Text, RememberedExport] = Field(default={}, max_length=MOST_REMEMBERED)

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        if kept is None:
            return Fault("own.window_unusable", {"file": str(file)})
        return Fault("own.window_kept_aside", {"kept": str(kept)})

    def of(self, format_id: str) -> RememberedExport:
        """What was chosen for a format last; nothing where it never was."""
        return self.formats.get(format_id, RememberedExport())

    def with_format(self, format_id: str, remembered: RememberedExport) -> Self:
        """The same, but for this format, which is the one that was chosen last."""
        return self.model_copy(update={"format_id": format_id, "formats": {**self.formats, format_id: remembered}})
