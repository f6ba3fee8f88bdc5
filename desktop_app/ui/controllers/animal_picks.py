"""Picks on the Animals screen: what keys and the mouse say of the photos of a row."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.photos.names import Positions
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.picks import PicksController
from desktop_app.ui.wording.animals import animal_words


class AnimalPicksController(QObject):
    """Passes on to the controller of picks which photos of which row are meant.

    Picks have their places among the photos of the row. A pick is one photo: with the row as a whole in focus, keys for
    one photo say what to do instead.

    Attributes:
        on_screen: ids of the photos of a row that a person sees now.
        is_shown: whether the screen is.

    Signals:
        said: why nothing was done, or what there is to look at.
    """

    said = Signal(str)

    def __init__(self, picks: PicksController, page: AnimalsPage) -> None:
        super().__init__(page)
        self._picks, self._model, self._view = picks, page.model, page.view
        self.on_screen: Callable[[int], Collection[int]] = self._view.ids_in_sight
        self.is_shown: Callable[[], bool] = page.isVisible
        page.view.put_before.connect(self._put)
        picks.proposed.connect(self._show_proposed)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {
            "pick": lambda: self._for_photo(lambda photo, beside: self._picks.toggle([photo], beside)),
            "make_cover": lambda: self._for_photo(self._picks.make_cover),
            "pick_earlier": lambda: self._for_photo(lambda photo, beside: self._picks.step(photo, -1, beside)),
            "pick_later": lambda: self._for_photo(lambda photo, beside: self._picks.step(photo, 1, beside)),
            "propose_picks": self._propose,
            "several_dogs": self._flag_several,
        }

    def _for_photo(self, act: Callable[[int, Positions], object]) -> None:
        row, photo = self._view.current_row(), self._view.current_photo_id()
        if row is None:
            return
        if photo is None:
            self.said.emit(animal_words.choose_a_photo())
        else:
            act(photo, self._beside(row))

    def _propose(self) -> None:
        """Let the app choose among the photos of the row."""
        row = self._view.current_row()
        if row is not None:
            self._picks.propose(self._ids(row)[0], self._beside(row))

    def _ids(self, row: int) -> list[int]:
        """Ids of the photos of a row that are there."""
        return [photo_id for photo_id in self._model.photo_ids(row) if photo_id >= 0]

    def _flag_several(self) -> None:
        """Of the photo in focus, or of all photos of a row as a whole: once all of them can be seen."""
        row, photo = self._view.current_row(), self._view.current_photo_id()
        if row is None:
            return
        if photo is not None:
            self._picks.flag_several([photo])
            return
        ids, seen = self._ids(row), set(self.on_screen(row))
        unseen = [photo_id for photo_id in ids if photo_id not in seen]
        if not unseen:
            self._picks.flag_several(ids)
            return
        self._model.hold_still()
        self._model.set_opened(row, True)
        self._view.show_photo(row, self._model.photo_ids(row).index(unseen[0]))
        self.said.emit(animal_words.now_hidden_ones(len(unseen)))

    def _put(self, photo_id: int, target_id: int) -> None:
        """A photo was dragged onto a pick of its row: it takes that place."""
        row = self._model.row_of(target_id)
        if row is not None:
            place = self._model.pick_places(row).get(target_id)
            if place is not None:
                self._picks.move(photo_id, place, self._beside(row))

    def _show_proposed(self, ids: Sequence[int]) -> None:
        """Nothing is picked unseen: the row is opened where a pick stands among the hidden ones."""
        row = self._model.row_of(ids[0]) if ids and self.is_shown() else None
        if row is not None:
            shown = set(self._model.photo_ids(row)[: len(self._view.row_layout(row).squares)])
            if not set(ids) <= shown:
                self._model.set_opened(row, True)
                self._view.bring_into_sight(row)

    def _beside(self, row: int) -> Positions:
        """The positions of all photos of the row."""
        return self._model.rows.group(row).positions
