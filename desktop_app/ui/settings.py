"""What a person can set, as a schema that also makes the settings dialog; and what the window remembers by itself."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from desktop_app import paths
from desktop_app.files import write_whole
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

SMALLEST_THUMBNAIL, LARGEST_THUMBNAIL = 96, 320


class _Stored(BaseModel):
    """A small JSON file in the configuration folder. A broken one counts as empty: settings never stop the app."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def file(cls) -> Path:
        """Where it is kept."""
        return paths.config_folder() / f"{cls.__name__.lower()}.json"

    @classmethod
    def load(cls) -> Self:
        """What was saved last, or the defaults."""
        try:
            return cls.model_validate_json(cls.file().read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError):
            return cls()

    def save(self) -> None:
        """Write it, all or nothing.

        Raises:
            OSError: the configuration folder cannot be written.
        """
        write_whole(self.file(), self.model_dump_json(indent=2), mode=0o600)


class _Group(BaseModel):
    """Settings that stand together under a title. Titles and descriptions are translated in the context `Settings`."""

    model_config = ConfigDict(frozen=True, extra="ignore")


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


class WindowState(_Stored):
    """What the window remembers from one start to the next."""

    geometry: str = ""
    splitter: str = ""
    thumbnail_size: int = Field(default=176, ge=SMALLEST_THUMBNAIL, le=LARGEST_THUMBNAIL)
    sort_by: str = "name"
    descending: bool = False
    filters_shown: bool = True
    panel_shown: bool = True
