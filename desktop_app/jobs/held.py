"""Photos that are not looked at because their drive is away: they are no unreadable photos, and wait for it. No Qt."""

import threading
from collections.abc import Iterable
from pathlib import Path

from desktop_app.catalog.on_disk import AWAY_WITH_ITS_DRIVE, lies_in, missing_root_of
from desktop_app.catalog.values.photos import PhotoOutcome


class HeldPhotos:
    """By the drive or folder that is not there. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._photos: dict[str, dict[int, Path]] = {}

    def root_of(self, outcome: PhotoOutcome) -> str | None:
        """The drive or folder because of whose absence a photo could not be read; None where it is another reason."""
        if outcome.fault is None or outcome.fault.code not in AWAY_WITH_ITS_DRIVE:
            return None
        with self._lock:
            known = next((root for root in self._photos if lies_in(outcome.path, root)), None)
        return known or missing_root_of(outcome.path)

    def hold(self, root: str, photos: Iterable[tuple[int, Path]]) -> None:
        """Keep photos (id, path) for when `root` is there again."""
        with self._lock:
            self._photos.setdefault(root, {}).update(photos)

    def let_go(self, root: str) -> list[tuple[int, Path]]:
        """The photos that wait for `root`, which are kept no longer."""
        with self._lock:
            return list(self._photos.pop(root, {}).items())

    def drop(self, photo_ids: Iterable[int]) -> None:
        """Forget photos that are no longer wanted, or are looked at anyway."""
        with self._lock:
            for photo_id in photo_ids:
                for photos in self._photos.values():
                    photos.pop(photo_id, None)
            self._photos = {root: photos for root, photos in self._photos.items() if photos}

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._photos.clear()

    def counts(self) -> dict[str, int]:
        """Drive or folder → how many photos wait for it."""
        with self._lock:
            return {root: len(photos) for root, photos in self._photos.items()}
