"""What a person can set, as a schema that also makes the settings dialog; and what the window remembers by itself."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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


class Settings(_Stored):
    """What a person can set. Title and description are shown in the dialog, translated in the context `Settings`."""

    language: Literal["system", "en", "fr"] = Field(
        default="system",
        title=QT_TRANSLATE_NOOP("Settings", "Language"),
        description=QT_TRANSLATE_NOOP("Settings", "Used from the next start on."),
    )
    theme: Literal["system", "light", "dark"] = Field(
        default="system",
        title=QT_TRANSLATE_NOOP("Settings", "Appearance"),
        description=QT_TRANSLATE_NOOP("Settings", "Light, dark, or as the rest of the computer."),
    )
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
    go_on_after_label: bool = Field(
        default=False,
        title=QT_TRANSLATE_NOOP("Settings", "Go on after every label"),
        description=QT_TRANSLATE_NOOP(
            "Settings", "Every label goes to the next photo to review, not only Confirm (Enter)."
        ),
    )
    thumbnail_cache_mb: int = Field(
        default=500,
        ge=50,
        le=5000,
        title=QT_TRANSLATE_NOOP("Settings", "Space for thumbnails (MB)"),
        description=QT_TRANSLATE_NOOP("Settings", "Thumbnails are kept on disk so that sessions open faster."),
    )


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
