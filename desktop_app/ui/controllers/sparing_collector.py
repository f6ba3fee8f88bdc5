"""Large sessions are spared Python's garbage collector, which would stop the window while it looks through them.

A full collection looks at every object that may be part of a cycle: with the groups and animals of 100,000 photos that
takes a quarter of a second, in whatever thread it begins, and all others wait. Nearly all of these objects stay as long
as their session, and what goes is freed without the collector. So what is there when a session has been opened, grouped
or changed is put where the collector does not look (`gc.freeze`), and comes back to it when another session is shown.
"""

import gc

from PySide6.QtCore import QObject

from desktop_app.ui.controllers.grouping import GroupingController
from desktop_app.ui.controllers.session import SessionController

# With fewer photos, a full collection takes a few milliseconds.
LARGE = 5_000
# Generations that are looked through first: what became garbage just now shall not stay with what is kept.
_YOUNG = 1


class SparingCollector(QObject):
    """Keeps the collector away from what stays as long as a large session is shown."""

    def __init__(self, session: SessionController, grouping: GroupingController, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._grouping = session, grouping
        session.collection.reset.connect(self._look_at_all_again)
        session.opened.connect(self._spare)
        session.changed.connect(self._spare)
        grouping.regrouped.connect(self._spare_groups)

    def _spare(self, *_told: object) -> None:
        if len(self._session.collection) >= LARGE:
            gc.collect(_YOUNG)
            gc.freeze()

    def _spare_groups(self) -> None:
        if self._grouping.facts is not None:
            self._spare()

    def _look_at_all_again(self) -> None:
        """What the session before left in cycles can go with the next full collection."""
        # Not asked first whether there is anything: to count it takes longer.
        gc.unfreeze()
