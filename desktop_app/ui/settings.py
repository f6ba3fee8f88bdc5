"""What a person can set, as a schema that also makes the settings dialog; and what the window remembers by itself."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

from desktop_app.faults import Fault
from desktop_app.i18n.marks import QT_TRANSLATE_NOOP
from desktop_app.ui.stored import StoredValues, Values, described

SMALLEST_THUMBNAIL, LARGEST_THUMBNAIL = 96, 320

# Titles and descriptions are translated in the context `Settings`.


@dataclass(frozen=True)
class Appearance(Values):
    """How the window looks and speaks."""

    language: Literal["system", "en", "fr"] = described(
        "system",
        title=QT_TRANSLATE_NOOP("Settings", "Language"),
        description=QT_TRANSLATE_NOOP("Settings", "The whole window changes at once."),
    )
    theme: Literal["system", "light", "dark"] = described(
        "system",
        title=QT_TRANSLATE_NOOP("Settings", "Appearance"),
        description=QT_TRANSLATE_NOOP("Settings", "Light, dark, or as the rest of the computer."),
    )


@dataclass(frozen=True)
class Suggestions(Values):
    """Which model suggests, and on what it works."""

    provider: Literal["auto", "cpu", "cuda"] = described(
        "auto",
        title=QT_TRANSLATE_NOOP("Settings", "Work on"),
        description=QT_TRANSLATE_NOOP("Settings", "The graphics card is faster where it can be used."),
    )
    model_pack: str = described(
        "",
        title=QT_TRANSLATE_NOOP("Settings", "Model pack"),
        description=QT_TRANSLATE_NOOP(
            "Settings",
            "The folder of a model that somebody trained for you. Photos get its suggestions; your labels stay.",
        ),
        # No folder is called so.
        without="\0",
        when_empty=QT_TRANSLATE_NOOP("Settings", "The one that comes with Pawsort"),
    )


@dataclass(frozen=True)
class Review(Values):
    """What happens while a person decides."""

    go_on_after_label: bool = described(
        True,
        title=QT_TRANSLATE_NOOP("Settings", "Go on after every label"),
        description=QT_TRANSLATE_NOOP("Settings", "Every label goes to the next photo to review, not only Confirm."),
    )


@dataclass(frozen=True)
class Storage(Values):
    """What Pawsort keeps on the disk for itself."""

    thumbnail_cache_mb: int = described(
        500,
        least=50,
        most=5000,
        title=QT_TRANSLATE_NOOP("Settings", "Space for thumbnails (MB)"),
        description=QT_TRANSLATE_NOOP("Settings", "Thumbnails are kept on disk so that sessions open faster."),
    )


@dataclass(frozen=True)
class Settings(StoredValues):
    """What a person can set, in groups. The dialog is made from it: a new setting is a new field of a group."""

    appearance: Appearance = described(Appearance(), title=QT_TRANSLATE_NOOP("Settings", "Appearance and language"))
    suggestions: Suggestions = described(Suggestions(), title=QT_TRANSLATE_NOOP("Settings", "Suggestions"))
    review: Review = described(Review(), title=QT_TRANSLATE_NOOP("Settings", "Review"))
    storage: Storage = described(Storage(), title=QT_TRANSLATE_NOOP("Settings", "Storage"))

    @classmethod
    def of_stored(cls, stored: object) -> tuple[Self, list[str]]:
        """As ever; earlier versions stored all values side by side: each goes into its group."""
        if not isinstance(stored, dict):
            return super().of_stored(stored)
        result = dict(stored)
        for name, group in groups().items():
            flat = {field: result.pop(field) for field in group.fields() if field in result}
            # What stands in its group already is younger.
            if flat and isinstance(result.get(name, {}), dict):
                result[name] = flat | result.get(name, {})
        return super().of_stored(result)

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
            ValueError: it cannot have that value.
        """
        return cls().changed(**values)

    def changed(self, **values: object) -> Self:
        """These settings but for some fields, whatever groups they are in.

        Raises:
            TypeError: there is no such setting.
            ValueError: it cannot have that value.
        """
        result = self
        for field, value in values.items():
            owner = next((name for name, group in groups().items() if field in group.fields()), None)
            if owner is None:
                raise TypeError(f"there is no setting {field}")
            result = replace(result, **{owner: replace(getattr(result, owner), **{field: value})})
        return result


def groups() -> dict[str, type[Values]]:
    """The groups of settings by name, in the order of the dialog."""
    return {name: group.kind for name, group in Settings.fields().items()}


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


@dataclass(frozen=True)
class WindowState(StoredValues):
    """What the window remembers from one start to the next."""

    geometry: str = ""
    splitter: str = ""
    thumbnail_size: int = described(176, least=SMALLEST_THUMBNAIL, most=LARGEST_THUMBNAIL)
    sort_by: str = "name"
    descending: bool = False
    filters_shown: bool = True
    panel_shown: bool = True
    statistics: str = ""
    # Sessions about whose folders it was asked whether they are animals; the latest last.
    asked_about_folders: tuple[str, ...] = described((), most=MOST_ASKED)

    @classmethod
    def _told(cls, file: Path, kept: Path | None) -> Fault:
        if kept is None:
            return Fault("own.window_unusable", {"file": str(file)})
        return Fault("own.window_kept_aside", {"kept": str(kept)})
