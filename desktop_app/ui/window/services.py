"""What the window needs from outside."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.recent import RecentSessions
from desktop_app.imaging.thumbnails import ThumbnailCache
from desktop_app.ui.controllers.labelling import JobFactory
from desktop_app.ui.settings import Settings
from desktop_app.ui.wording.breeds import Breeds


@dataclass(frozen=True, slots=True)
class Services:
    """What the window needs from outside.

    Attributes:
        breeds: names and search, in the interface language.
        recent: the sessions that were open last.
        thumbnails: the cache on disk.
        make_labelling_job: starts suggestions for a session.
        pack_folder: where the model pack lies that is in use.
        apply_settings: called when a person changed the settings.
        documents: title → file, for the dialog about Pawsort and the user guide.
    """

    breeds: Breeds
    recent: RecentSessions
    thumbnails: ThumbnailCache
    make_labelling_job: JobFactory
    pack_folder: Callable[[], Path]
    apply_settings: Callable[[Settings], None]
    documents: dict[str, Path]
