"""What the window hands to an export: which photos there are, and of each what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.photos.codes import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.catalog.rows import PhotoRow
    from desktop_app.exports.material import Material
    from desktop_app.ui.controllers.session import SessionController
    from desktop_app.ui.dialogs.exporting.wish import Supply, Which


@dataclass(frozen=True, slots=True)
class ToExport:
    """What a person may mean by "which".

    Attributes:
        shown: ids that the screen shows; none where that is everything.
        selected: ids of what is selected.
        of_animals: whether animals are shown and selected, not single photos.
        several: whether more than one of them is selected, so that these may be meant.
    """

    shown: Sequence[int] = ()
    selected: Sequence[int] = ()
    of_animals: bool = False
    several: bool = False

    def ids(self, which: Which) -> Sequence[int] | None:
        """Of which photos; None for all."""
        from desktop_app.ui.dialogs.exporting.wish import Which

        return {Which.SHOWN: self.shown, Which.SELECTED: self.selected}.get(which)


class ThereToExport:
    """The photos of the open session, for exports."""

    def __init__(self, session: SessionController) -> None:
        self._session = session

    def has_animals(self) -> bool:
        """Whether any photo belongs to an animal: groups that have no name yet have no row."""
        store = self._session.collection.store
        return bool(((store.animals != NONE) & store.present).any())

    def supplies(self, to_export: ToExport) -> dict[Which, Supply]:
        """What may be exported, by what a person may mean."""
        from desktop_app.ui.dialogs.exporting.wish import Supply, Which

        everything = len(self._session.collection)
        shown, selected = to_export.shown, to_export.selected
        least = 1 if to_export.of_animals else 2
        return {
            Which.ALL: Supply(everything, self.gatherer(None)),
            Which.SHOWN: Supply(len(shown) if len(shown) != everything else 0, self.gatherer(shown)),
            Which.SELECTED: Supply(len(selected) if len(selected) >= least else 0, self.gatherer(selected)),
        }

    def gatherer(self, ids: Sequence[int] | None) -> Callable[[], Material]:
        """What gets all that is known of these photos, in a thread: with what is learned, as it is shown now.

        What labels teach may still be on its way to some photos (`LearningController.is_learning`): whoever exports
        gets what they see, and waits for nothing.
        """
        from desktop_app.photos.shown_suggestions import ShownSuggestions

        path = self._session.path
        # A file of that name is another one by now, or none.
        rows = self.shown_rows(ids) if self._session.keeping.is_lost or path is None else None
        learned = ShownSuggestions.learned_in(self._session.collection.store) if rows is None else None

        def gather() -> Material:
            from desktop_app.exports.gathering import gathered, of_rows

            # A list of its own each time: it is emptied afterwards.
            if path is None or rows is not None:
                return of_rows([*(rows or ())])
            return gathered(path, ids, None if learned is None else learned.put_into)

        return gather

    def shown_rows(self, ids: Sequence[int] | None) -> list[PhotoRow]:
        """The photos as the window has them, where the session's file is not there any more."""
        collection = self._session.collection
        return collection.rows_of(collection.store.ids if ids is None else np.asarray(ids, np.int64))
