"""Which photos show the same animal: naming, joining and taking apart by hand, each one step that can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import combinations

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop_app.catalog.changes.animals import SetAnimals
from desktop_app.catalog.changes.base import Change
from desktop_app.catalog.changes.picks import SetPicks
from desktop_app.catalog.changes.several import Several
from desktop_app.catalog.values.animals import Animal, SameDog
from desktop_app.photos import picks
from desktop_app.photos.names import Positions
from desktop_app.ui.animals.page import AnimalsPage
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.wording import words
from desktop_app.ui.wording.animals import animal_words
from desktop_app.ui.wording.changes import change_words

# The id of an animal that has none yet.
NEW = -1
# As many photos as a group may have that nobody named: of so many it is kept that each is apart from each.
MOST_APART = 30


class AnimalGroupsController(QObject):
    """Turns keys, clicks and drops into changes of animals.

    Signals:
        said: why nothing was done, or what the same key does next.
    """

    said = Signal(str)

    def __init__(self, session: SessionController, page: AnimalsPage, breed_name: words.BreedName) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._model, self._view = page.model, page.view
        self._breed_name = breed_name
        self._naming: int | None = None
        self._meant: Callable[[], None] | None = None
        page.names.saved.connect(self._save_name)
        page.names.left.connect(page.show_foot)
        page.ask_bar.answered.connect(self._answer)
        page.view.dropped.connect(self.drop)

    def offers(self) -> Mapping[str, Callable[..., object]]:
        """What this can do, by the name of the action."""
        return {"name_animal": self.name, "join_rows": self.join, "split_row": self.split}

    # Naming

    def name(self) -> None:
        """Let a person say what the animal of the row is called."""
        row = self._view.current_row()
        if row is not None and not self._session.refused():
            self._naming = row
            self._page.show_foot(self._page.names)
            self._page.names.begin(self._model.rows.animal(row) or Animal(NEW))

    def _save_name(self, animal: Animal) -> None:
        row, self._naming = self._naming, None
        self._page.show_foot()
        if row is None or not self._model.rows.is_there(row):
            return
        group = self._model.rows.group(row)
        if animal.animal_id != NEW:
            if animal != self._model.rows.animal(row):
                # The photos are named too: whoever looks at the history finds them.
                self._do(SetAnimals({animal.animal_id: animal}, {}), row)
        elif animal.is_named or animal.note:
            self._do(SetAnimals({NEW: animal}, dict.fromkeys(self._ids(group.positions), NEW)), row)

    # Joining

    def join(self) -> None:
        """Let the selected rows be one animal; where one row is selected, it and the row below."""
        row = self._view.current_row()
        if row is None or self._session.refused():
            return
        rows = self._view.selected_rows()
        if len(rows) < 2:
            place = self._model.rows.place(row)
            if place is None or place + 1 >= len(self._model.rows.shown):
                self.said.emit(animal_words.nothing_to_join())
                return
            below = self._model.row_at(place + 1)
            if not self._view.is_in_sight(below):
                # Nobody joins what they do not see.
                self._view.bring_into_sight(below)
                self.said.emit(animal_words.join_below())
                return
            rows = [row, below]
        self._join(rows, {}, row)

    def drop(self, ids: Sequence[int], row: int) -> None:
        """Let photos that were dragged onto a row join it."""
        if not self._session.refused() and self._model.rows.is_there(row):
            self._join([row], dict.fromkeys(ids), row)

    def _join(self, rows: Sequence[int], photos: Mapping[int, None], current: int) -> None:
        owners = [self._model.rows.animal(row) for row in rows]
        animals = [animal for animal in owners if animal is not None]
        named = [animal for animal in animals if animal.is_named]
        kept = (named or animals or [Animal(NEW)])[0]
        moved = dict(photos)
        for row, animal in zip(rows, owners, strict=True):
            if animal != kept:
                moved.update(dict.fromkeys(self._ids(self._model.rows.group(row).positions)))
        gone = {animal.animal_id: None for animal in animals if animal.animal_id != kept.animal_id}
        changed: dict[int, Animal | None] = {**gone, **({NEW: kept} if kept.animal_id == NEW else {})}
        # What was said to be apart and is joined by hand is not apart any more.
        joined: Change = SetAnimals(changed, dict.fromkeys(moved, kept.animal_id))
        arranged = self._picks_together(rows, owners, kept, photos)
        if arranged is not None:
            joined = Several((joined, arranged))
        act = partial(self._do, joined, current)
        if len(named) > 1:
            names = [animal_words.animal_name(animal) for animal in named]
            self._meant = act
            self._page.show_foot(self._page.ask_bar)
            self._page.ask_bar.ask(animal_words.two_animals(names, names[0]), animal_words.join())
        else:
            act()

    def _picks_together(
        self, rows: Sequence[int], owners: Sequence[Animal | None], kept: Animal, photos: Mapping[int, None]
    ) -> SetPicks | None:
        """One animal has one cover: the picks of the one that is kept come first, then those of the others."""
        ordered = sorted(zip(rows, owners, strict=True), key=lambda each: each[1] != kept)
        after = [photo_id for row, _animal in ordered for photo_id in self._model.pick_places(row)]
        store = self._model.store
        after += [photo_id for photo_id in photos if store.pick[store.position(photo_id)] and photo_id not in after]
        before = {photo_id: int(store.pick[store.position(photo_id)]) for photo_id in after}
        return picks.change(before, after)

    def _answer(self, yes: bool) -> None:
        meant, self._meant = self._meant, None
        self._page.show_foot()
        if yes and meant is not None:
            meant()

    # Taking apart

    def split(self) -> None:
        """Take the photo in focus out of its row; where the row as a whole has the focus, all of them."""
        row, photo = self._view.current_row(), self._view.current_photo_id()
        if row is None or self._session.refused():
            return
        animal, ids = self._model.rows.animal(row), self._ids(self._model.rows.group(row).positions)
        leaving = ids if photo is None else [photo]
        photos: dict[int, int | None] = {}
        gone: dict[int, Animal | None] = {}
        if animal is not None:
            photos = dict.fromkeys(leaving)
            if len(leaving) == len(ids):
                gone = {animal.animal_id: None}
        self._do(SetAnimals(gone, photos, self._apart(leaving, ids)), row)

    @staticmethod
    def _apart(leaving: Sequence[int], ids: Sequence[int]) -> dict[tuple[int, int], SameDog]:
        """What is kept, so that what is taken apart does not come together again by itself."""
        if len(leaving) == 1:
            pairs = [(leaving[0], other) for other in ids if other != leaving[0]]
        else:
            pairs = list(combinations(leaving, 2)) if len(leaving) <= MOST_APART else []
        return {(min(pair), max(pair)): SameDog.NO for pair in pairs}

    def _ids(self, positions: Positions) -> list[int]:
        found: list[int] = self._model.store.photo_ids[np.asarray(positions)].tolist()
        return found

    def _do(self, change: Change, _row: int) -> None:
        self._model.hold_still()
        self._session.change(
            change, change_words.step(change, self._breed_name), change_words.said(change, self._breed_name, [])
        )
